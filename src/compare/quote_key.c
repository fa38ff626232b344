#include "compare/quote_key.h"

#include <string.h>

#include "base/hash.h"
#include "base/map.h"
#include "text/normal.h"

enum { NAME_SEED = 11, FIGURE_SEED = 12, COGNATE_SEED = 13 };
enum { COGNATE_LEAST = 5, COGNATE_LETTERS = 4 };   /* letters of a word that may have one; how many are compared */

static void put_names(const struct comparison *c, uint32_t report, uint64_t *keys)
{
    const struct annotations *notes = &c->reports[report]->notes;
    for (uint32_t m = 0; m < notes->mentions.count; m++) {
        const struct mention *mention = &notes->mentions.at[m];
        uint32_t name = name_of(c, report, mention->entity);
        uint32_t i = token_at(&notes->tokens, mention->at.from);
        if (name == UINT32_MAX || i >= notes->tokens.count)
            continue;
        keys[i++] = hash_mix(NAME_SEED, name);
        while (i < notes->tokens.count && notes->tokens.at[i].at.to <= mention->at.to)
            keys[i++] = 0;
    }
}

static uint64_t key_of_figure(const struct figure *f)
{
    double base = figure_base(f, f->value);
    uint64_t bits;
    memcpy(&bits, &base, sizeof bits);
    return hash_mix(FIGURE_SEED + f->dimension, bits);
}

static void put_figures(const struct comparison *c, uint32_t report, uint64_t *keys)
{
    const struct annotations *notes = &c->reports[report]->notes;
    for (uint32_t f = 0; f < notes->figures.count; f++) {
        struct mark number = notes->figures.at[f].number;
        uint32_t i = token_at(&notes->tokens, number.from);
        if (i >= notes->tokens.count || notes->tokens.at[i].at.to > number.to)
            continue;
        keys[i++] = key_of_figure(&notes->figures.at[f]);
        while (i < notes->tokens.count && notes->tokens.at[i].at.to <= number.to)
            keys[i++] = 0;
    }
}

static bool is_several(const struct comparison *c)
{
    for (uint32_t r = 1; r < c->count; r++)
        if (!span_equal(c->reports[r]->article.language, c->reports[0]->article.language))
            return true;
    return false;
}

/* The same words come again and again: each is made Latin once a story. */
struct cognates { struct map known; uint64_t *at; size_t count, room; };

/* 0 for words too short to be known again in another language. */
static uint64_t cognate_of(struct cognates *cognates, struct arena *arena, struct arena scratch,
                           const struct tokens *tokens, uint32_t token)
{
    bool is_new;
    uint32_t *number = map_at(&cognates->known, tokens->at[token].word, &is_new);
    if (!is_new)
        return cognates->at[*number];
    *number = (uint32_t)cognates->count;
    struct span latin = text_latin(&scratch, token_folded(tokens, token));
    ARENA_ROOM(arena, cognates->at, cognates->count, cognates->room);
    return cognates->at[cognates->count++] =
               latin.len < COGNATE_LEAST ? 0 : hash_seeded(span_cut(latin, 0, COGNATE_LETTERS), COGNATE_SEED);
}

/* A word whose key is its stem has no concept: it can only meet words that begin like it. */
static void put_across(const struct comparison *c, const struct quote_keys *keys, struct arena scratch)
{
    struct arena growing = arena_half(&scratch), listed = arena_half(&growing);
    struct cognates cognates = { .known = map_in(&growing, 0) };
    for (uint32_t r = 0; r < c->count; r++) {
        const struct tokens *tokens = &c->reports[r]->notes.tokens;
        for (uint32_t i = 0; i < tokens->count; i++) {
            uint64_t key = keys->at[r][i];
            bool is_stem = key == tokens->at[i].stem && tokens->at[i].kind != TOKEN_NUMBER;
            keys->across[r][i] = key && is_stem ? cognate_of(&cognates, &listed, scratch, tokens, i) : key;
        }
    }
}

struct quote_keys quote_keys_read(struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct quote_keys out = { arena_new(keep, uint64_t *, c->count), NULL };
    for (uint32_t r = 0; r < c->count; r++) {
        uint32_t count = c->reports[r]->notes.tokens.count;
        out.at[r] = arena_new(keep, uint64_t, count);
        for (uint32_t i = 0; i < count; i++)
            out.at[r][i] = c->words[r][i].key;
        put_names(c, r, out.at[r]);
        put_figures(c, r, out.at[r]);
    }
    if (!is_several(c))
        return out;
    out.across = arena_new(keep, uint64_t *, c->count);
    for (uint32_t r = 0; r < c->count; r++)
        out.across[r] = arena_new(keep, uint64_t, c->reports[r]->notes.tokens.count);
    put_across(c, &out, scratch);
    return out;
}
