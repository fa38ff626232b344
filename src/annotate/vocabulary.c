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

static const struct cue_row *cue_of(struct span word, uint32_t hash, struct span language)
{
    const struct cue_row *row = table_find_hashed(&cue_table, word, hash);
    while (row && !lexicon_speaks(row->language, language))
        row = table_next(&cue_table, row);
    return row;
}

static uint16_t uses_of(struct span word, uint32_t hash)
{
    unsigned uses = 0;
    const struct word_use_row *row = table_find_hashed(&word_use_table, word, hash);
    for (; row; row = table_next(&word_use_table, row))
        uses |= (unsigned)row->use;
    return (uint16_t)uses;
}

static struct vocable new_vocable(const struct vocabulary *v, uint32_t token)
{
    struct span word = token_folded(&v->tokens, token);
    uint32_t hash = fnv_hash(word.at, word.len);
    struct vocable out = { .token = token, .uses = uses_of(word, hash) };
    if (v->tokens.at[token].kind != TOKEN_WORD) {
        out.known = true;
        return out;
    }
    out.glue = glue_of(word, hash, v->language);
    out.cue = cue_of(word, hash, v->language);
    out.leads_cue = table_leads(&cue_table, hash);
    return out;
}

/* ---- numbering ---- */

static bool is_same(const struct vocabulary *v, uint32_t number, uint32_t token)
{
    const struct token *a = &v->tokens.at[v->at[number].token], *b = &v->tokens.at[token];
    return a->word == b->word && a->kind == b->kind &&
           span_equal(token_folded(&v->tokens, v->at[number].token), token_folded(&v->tokens, token));
}

/* slots[] holds numbers + 1, at most half of them used. */
static uint32_t number_of(struct vocabulary *v, uint32_t *slots, uint32_t mask, uint32_t token)
{
    uint32_t i = v->tokens.at[token].word & mask;
    for (; slots[i]; i = (i + 1) & mask)
        if (is_same(v, slots[i] - 1, token))
            return slots[i] - 1;
    v->at[v->count] = new_vocable(v, token);
    slots[i] = ++v->count;
    return v->count - 1;
}

struct vocabulary vocabulary_read(struct arena *keep, const struct tokens *tokens, struct span language)
{
    struct vocabulary v = { .language = language, .tokens = *tokens };
    uint32_t room = 16;
    while (room / 2 < tokens->count)
        room *= 2;
    v.of = arena_take_raw(keep, sizeof *v.of, alignof(uint32_t), tokens->count);
    v.glue = arena_take_raw(keep, 1, 1, tokens->count);
    v.at = arena_take_raw(keep, sizeof *v.at, alignof(struct vocable), tokens->count);
    struct arena scratch = *keep;
    uint32_t *slots = arena_new(&scratch, uint32_t, room);
    for (uint32_t i = 0; i < tokens->count; i++) {
        v.of[i] = number_of(&v, slots, room - 1, i);
        v.glue[i] = v.at[v.of[i]].glue;
    }
    return v;
}

/* ---- what makes a name ---- */

const struct vocable *vocabulary_name(const struct vocabulary *v, uint32_t i)
{
    struct vocable *w = &v->at[v->of[i]];
    if (w->known)
        return w;
    struct span word = token_folded(&v->tokens, i), bare = lexicon_bare(word);
    struct word_facts facts = lexicon_word(word, v->language);
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
    return w;
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

unsigned vocabulary_hints(const struct vocabulary *v, uint32_t i)
{
    struct vocable *w = &v->at[v->of[i]];
    if (w->hints_known || v->tokens.at[i].kind != TOKEN_WORD)
        return w->hints;
    struct span word = token_folded(&v->tokens, i);
    w->hints_known = true;
    w->hints = (uint8_t)gazetteer_hints(lexicon_bare(word));
    if (!w->hints && span_equal(v->language, SPAN("de")))
        w->hints = (uint8_t)hints_in_german(word);
    return w->hints;
}
