#include "annotate/vocabulary.h"

#include "annotate/gazetteer.h"
#include "base/fnv.h"
#include "tables/cue.h"
#include "tables/glue.h"
#include "tables/word_use.h"

/* ---- what makes a sentence ---- */

static uint8_t glue_of(struct span word, uint32_t hash, struct span language)
{
    const struct glue_row *row = table_find_hashed(&glue_table, word, hash);
    while (row && !lexicon_speaks(row->language, language))
        row = table_next(&glue_table, row);
    return row ? (uint8_t)row->class : GLUE_NONE;
}

static uint16_t uses_of(struct span word, uint32_t hash)
{
    unsigned uses = 0;
    const struct word_use_row *row = table_find_hashed(&word_use_table, word, hash);
    for (; row; row = table_next(&word_use_table, row))
        uses |= (unsigned)row->use;
    return (uint16_t)uses;
}

static struct vocable new_vocable(const struct vocabulary *v, struct token_word of)
{
    struct span word = token_folded(&v->tokens, of.first);
    struct vocable out = { .token = of.first, .uses = uses_of(word, of.hash) };
    if (v->tokens.at[of.first].kind != TOKEN_WORD) {
        out.known = out.hints_known = true;
        return out;
    }
    out.glue = glue_of(word, of.hash, v->language);
    out.cue = lexicon_cue(word, of.hash, v->language);
    out.leads_cue = table_leads(&cue_table, of.hash);
    return out;
}

struct vocabulary vocabulary_read(struct arena *keep, const struct tokens *tokens, struct span language)
{
    struct token_words words = token_words(keep, tokens);
    struct vocabulary v = { .language = language, .tokens = *tokens, .count = words.count, .of = words.of };
    v.tokens.words = words;
    v.glue = arena_take_raw(keep, 1, 1, tokens->count);
    v.at = arena_take_raw(keep, sizeof *v.at, alignof(struct vocable), words.count);
    for (uint32_t w = 0; w < words.count; w++)
        v.at[w] = new_vocable(&v, words.at[w]);
    for (uint32_t i = 0; i < tokens->count; i++)
        v.glue[i] = v.at[v.of[i]].glue;
    return v;
}

/* ---- what makes a name ---- */

void vocabulary_learn_name(const struct vocabulary *v, uint32_t i)
{
    struct vocable *w = &v->at[v->of[i]];
    struct span word = token_folded(&v->tokens, i), bare = lexicon_bare(word);
    struct word_facts facts = lexicon_word(word, vocabulary_hash(v, i), v->language);
    w->known = true;
    w->place = (uint8_t)facts.place.kind;
    w->place_id = facts.place.id;
    w->role = facts.role;
    w->organisation = facts.organisation;
    w->organisation_id = facts.organisation_id;
    w->honorific = facts.honorific;
    w->given_name = facts.given_name;
    w->leads_name = facts.leads;
    w->bare = bare.len == word.len ? v->tokens.at[i].word : token_hash(bare);
    struct gazetteer_words listed = { 0 };
    gazetteer_add(&listed, bare, false);
    w->kinds = (uint8_t)gazetteer_kinds(listed);
}

/* ---- what tells of a name beside it ---- */

/* German declines by endings that others keep, and says "Jugendverein" for a kind of "Verein": the longest end
 * of the word that is listed. */
static unsigned hints_in_german(struct span word)
{
    static const char *const endings[] = { "en", "er", "es", "em", "s", "n", "e" };
    enum { LEAST = 4, LEAST_BEFORE = 3 };
    unsigned hints = 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !hints; i++)
        if (word.len >= LEAST + strlen(endings[i]) && span_ends(word, span_of(endings[i])))
            hints = gazetteer_hints(span_cut(word, 0, word.len - strlen(endings[i])));
    for (size_t from = LEAST_BEFORE; from + LEAST <= word.len && !hints; from++)
        hints = gazetteer_hints(lexicon_bare(span_from(word, from))) &
                (HINT_PLACE | HINT_ORGANISATION | HINT_PERSON | HINT_THING);
    return hints;
}

void vocabulary_learn_hints(const struct vocabulary *v, uint32_t i)
{
    struct vocable *w = &v->at[v->of[i]];
    struct span word = token_folded(&v->tokens, i);
    w->hints_known = true;
    w->hints = (uint8_t)gazetteer_hints(lexicon_bare(word));
    if (!w->hints && span_equal(v->language, SPAN("de")))
        w->hints = (uint8_t)hints_in_german(word);
}
