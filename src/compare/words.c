#include "compare/words.h"

#include "base/hash.h"
#include "base/map.h"
#include "tables/clause_word.h"
#include "tables/concept.h"
#include "tables/function_word.h"
#include "tables/negation.h"

/* Concepts and stems must not meet by chance: a stem's hash has 32 bits. */
enum { CONCEPT_SEED = 4 };

/* The row of `key` in a table whose second column is the language; any language where none is known. */
static const void *row_in(const struct table *table, struct span key, struct span language)
{
    for (const void *row = table_find(table, key); row; row = table_next(table, row))
        if (!language.len || span_equal(((const struct span *)row)[1], language))
            return row;
    return NULL;
}

static struct word look_up(struct span folded, uint32_t stem, struct span language)
{
    const struct clause_word_row *clause = row_in(&clause_word_table, folded, language);
    struct word word = { 0, clause ? (uint8_t)clause->kind : CLAUSE_NONE, row_in(&negation_table, folded, language) != NULL };
    if (row_in(&function_word_table, folded, language))
        return word;
    const struct concept_row *concept = row_in(&concept_table, folded, language);
    word.key = concept ? hash_seeded(concept->concept, CONCEPT_SEED) : stem;
    return word;
}

struct word *words_read(struct arena *keep, struct arena scratch, const struct report *report)
{
    const struct tokens *tokens = &report->notes.tokens;
    struct word *words = arena_new(keep, struct word, tokens->count);
    struct map known = map_in(&scratch, tokens->count / 2);   /* folded form -> token + 1 that had it first */
    for (uint32_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->at[i];
        if (t->kind == TOKEN_PUNCTUATION)
            continue;
        uint32_t *first = map_at(&known, t->word, NULL);
        if (!*first) {
            *first = i + 1;
            words[i] = look_up(token_folded(tokens, i), t->stem, report->article.language);
        } else {
            words[i] = words[*first - 1];
        }
        if (t->shape & TOKEN_CLITIC)
            words[i].key = 0;
    }
    return words;
}
