#include "compare/words.h"

#include "base/hash.h"
#include "base/map.h"
#include "news/word_tag.h"
#include "tables/act_word.h"
#include "tables/clause_word.h"
#include "tables/concept.h"
#include "tables/function_word.h"
#include "tables/light_act.h"
#include "tables/loose_word.h"
#include "tables/negation.h"
#include "text/bridge.h"
#include "text/stem.h"

/* Concepts and stems must not meet by chance: a stem's hash has 32 bits. */
enum { CONCEPT_SEED = 4, MEANING_SEED = 5 };

/* The row of `key` in a table whose second column is the language; any language where none is known. */
static const void *row_in(const struct table *table, struct span key, struct span language)
{
    for (const void *row = table_find(table, key); row; row = table_next(table, row))
        if (!language.len || span_equal(((const struct span *)row)[1], language))
            return row;
    return NULL;
}

/* Of words that no tagger has seen: those with a concept, and the others. */
static const float untagged_concept = 0.8f, untagged_word = 0.4f;

/* "the wounded men" tells of a happening, but in passing. */
static const float participle_act = 0.4f;

/* A word as it is looked up once: what is known whatever its tag. */
struct entry {
    struct word word;
    float noun_weight, verb_weight;
    bool is_light;
};

/* How words of one report are looked up. */
struct look { struct arena scratch; struct span language; bool across; };

/* What a word means in any language; 0 where that is not known. */
static uint64_t meaning_of(const struct look *look, struct span folded)
{
    struct bridge bridge = bridge_of(look->scratch, folded, look->language, false);
    bool is_meaning = bridge.kind == BRIDGE_CONCEPT || bridge.kind == BRIDGE_PLACE;
    return is_meaning ? hash_mix(bridge.term, MEANING_SEED) : 0;
}

static uint64_t key_of(const struct look *look, struct span folded, uint32_t stem)
{
    const struct concept_row *concept = row_in(&concept_table, folded, look->language);
    uint64_t meaning = concept || !look->across ? 0 : meaning_of(look, folded);
    return concept ? hash_seeded(concept->concept, CONCEPT_SEED) : meaning ? meaning : stem;
}

static struct entry look_up(const struct look *look, struct span folded, uint32_t stem)
{
    struct span language = look->language;
    const struct clause_word_row *clause = row_in(&clause_word_table, folded, language);
    struct entry entry = { .word = { .opens = clause ? (uint8_t)clause->kind : CLAUSE_NONE,
                                     .negates = row_in(&negation_table, folded, language) != NULL } };
    if (row_in(&function_word_table, folded, language))
        return entry;
    bool is_english = span_equal(language, SPAN("en"));
    const struct loose_word_row *loose = is_english ? table_find(&loose_word_table, folded) : NULL;
    const struct act_word_row *act = table_find(&act_word_table, folded);
    bool has_concept = row_in(&concept_table, folded, language) != NULL;
    entry.word.key = entry.word.act = key_of(look, folded, stem);
    entry.word.act_weight = has_concept ? untagged_concept : untagged_word;
    entry.verb_weight = act ? (float)act->weight : 1;
    entry.noun_weight = act ? (float)act->weight : 0;
    entry.is_light = act && table_find(&light_act_table, act->act);
    entry.word.loose = loose ? (uint8_t)loose->class : 0;
    entry.word.is_participle = is_english && (span_ends(folded, SPAN("ed")) || span_ends(folded, SPAN("ing")));
    if (act && !has_concept && is_english)
        entry.word.act = key_of(look, act->act, stem_word(act->act, language));
    return entry;
}

static struct word word_as(const struct entry *entry, enum word_tag tag)
{
    struct word word = entry->word;
    if (tag == WORD_TAG_NONE || !word.key)
        return word;
    bool is_noun = tag >= WORD_TAG_NN && tag <= WORD_TAG_NNPS;
    word.is_verb = word_tag_is_verb(tag);
    word.is_light = word.is_verb && entry->is_light;
    word.is_participle = word.is_participle && tag == WORD_TAG_JJ;
    word.act_weight = word.is_verb ? entry->verb_weight : is_noun ? entry->noun_weight : 0;
    if (word.is_participle)
        word.act_weight = participle_act;
    word.act = word.act_weight > 0 ? word.act : 0;
    return word;
}

static struct word *read_words(struct arena *keep, struct arena scratch, const struct report *report, bool across)
{
    const struct tokens *tokens = &report->notes.tokens;
    struct word *words = arena_new(keep, struct word, tokens->count);
    struct entry *entries = arena_new(&scratch, struct entry, tokens->count);
    struct map known = map_in(&scratch, tokens->count / 2);   /* folded form -> token + 1 that had it first */
    struct look look = { arena_half(&scratch), report->article.language, across };   /* the map may grow */
    for (uint32_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->at[i];
        if (t->kind == TOKEN_PUNCTUATION)
            continue;
        uint32_t *first = map_at(&known, t->word, NULL);
        if (!*first) {
            *first = i + 1;
            entries[i] = look_up(&look, token_folded(tokens, i), t->stem);
        }
        words[i] = word_as(&entries[*first - 1], report->notes.tags ? (enum word_tag)report->notes.tags[i] : WORD_TAG_NONE);
        if (t->shape & TOKEN_CLITIC)
            words[i].key = words[i].act = 0;
    }
    return words;
}

struct word *words_read(struct arena *keep, struct arena scratch, const struct report *report)
{
    return read_words(keep, scratch, report, false);
}

struct word *words_read_across(struct arena *keep, struct arena scratch, const struct report *report)
{
    return read_words(keep, scratch, report, true);
}
