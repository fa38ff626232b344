/* Quoted words that read otherwise now, or are no longer there. */
#include <stdlib.h>

#include "base/hash.h"
#include "compare/revision_change.h"

/* Two quotations are one that was changed where a third of the longer one stands in the other; what is compared of one
 * are its first WORDS_MOST words. */
enum { SHARED_PERCENT = 34, WORDS_MOST = 128, GONE_WORDS_LEAST = 3, GRAM = 3 };

struct quoted { struct mark at; uint32_t attribution; };

static int by_place(const void *left, const void *right)
{
    const struct quoted *x = left, *y = right;
    if (x->at.from != y->at.from)
        return (x->at.from > y->at.from) - (x->at.from < y->at.from);
    return (x->at.to < y->at.to) - (x->at.to > y->at.to);
}

struct quote_side {
    const struct version *version;
    struct quoted *at;
    struct things things;
};

/* Outermost quotations; what stands in the content of an inner attribution is listed with that one. */
static struct quote_side quotes_of(struct arena *arena, const struct version *v)
{
    const struct attributions *list = &v->report->notes.attributions;
    uint32_t most = 0, count = 0;
    for (uint32_t i = 0; i < list->count; i++)
        most += list->at[i].quoted.count;
    struct quoted *all = arena_new(arena, struct quoted, most);
    for (uint32_t i = 0; i < list->count; i++)
        for (uint32_t q = 0; q < list->at[i].quoted.count; q++)
            all[count++] = (struct quoted){ list->at[i].quoted.at[q], i };
    if (count)
        qsort(all, count, sizeof *all, by_place);
    struct quote_side side = { v, all, { arena_new(arena, struct thing, count), 0 } };
    for (uint32_t i = 0; i < count; i++) {
        if (side.things.count && all[i].at.from < all[side.things.count - 1].at.to)
            continue;
        all[side.things.count] = all[i];
        side.things.at[side.things.count++] = thing_at(v, all[i].at);
    }
    return side;
}

/* ---- their words ---- */

struct words { uint64_t at[WORDS_MOST]; uint32_t count; };

static struct words words_of(const struct version *v, const struct thing *thing)
{
    const struct tokens *tokens = &v->report->notes.tokens;
    struct words out = { .count = 0 };
    for (uint32_t i = thing->first; i < thing->end && out.count < WORDS_MOST; i++)
        if (tokens->at[i].kind != TOKEN_PUNCTUATION)
            out.at[out.count++] = hash_mix(tokens->at[i].word, tokens->at[i].folded_length);
    return out;
}

static int by_number(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static bool is_equal(const struct words *a, const struct words *b)
{
    return a->count == b->count && memcmp(a->at, b->at, a->count * sizeof *a->at) == 0;
}

static uint32_t words_shared(struct words a, struct words b)
{
    uint32_t shared = 0;
    qsort(a.at, a.count, sizeof *a.at, by_number);
    qsort(b.at, b.count, sizeof *b.at, by_number);
    for (uint32_t i = 0, j = 0; i < a.count && j < b.count;) {
        shared += a.at[i] == b.at[j];
        if (a.at[i] <= b.at[j])
            j += a.at[i++] == b.at[j];
        else
            j++;
    }
    return shared;
}

static bool is_alike(const struct words *a, const struct words *b)
{
    uint32_t longer = a->count > b->count ? a->count : b->count;
    return longer && words_shared(*a, *b) * 100 >= longer * SHARED_PERCENT;
}

/* ---- pairs ---- */

static struct span speaker_of(const struct quote_side *side, uint32_t quote)
{
    const struct annotations *notes = &side->version->report->notes;
    const struct attribution *a = &notes->attributions.at[side->at[quote].attribution];
    if (a->speaker < notes->entities.count)
        return notes->entities.at[a->speaker].name;
    return a->source.count ? mark_span(side->version->report->article.text, a->source.at[0]) : SPAN("");
}

static void tell_pair(struct revision_changes *to, struct quote_side *x, uint32_t a, struct quote_side *y, uint32_t b)
{
    struct words was = words_of(x->version, &x->things.at[a]), is = words_of(y->version, &y->things.at[b]);
    x->things.at[a].done = y->things.at[b].done = true;
    if (is_equal(&was, &is) && (was.count < WORDS_MOST || !x->things.at[a].hunk))
        return;
    revision_add(to, (struct revision_change){
        .kind = REVISION_QUOTE, .before = x->at[a].at, .after = y->at[b].at,
        .was = mark_span(x->version->report->article.text, x->at[a].at),
        .is = mark_span(y->version->report->article.text, y->at[b].at), .about = speaker_of(y, b) });
}

/* Where most of the words that stayed are now: the other's quotation that the first of them stands in. */
static void pair_kept(struct revision_changes *to, struct quote_side *x, struct quote_side *y)
{
    for (uint32_t a = 0; a < x->things.count; a++) {
        const struct thing *thing = &x->things.at[a];
        struct words was = words_of(x->version, thing);
        for (uint32_t i = thing->first; i < thing->end && !thing->done; i++) {
            uint32_t partner = x->version->partner[i];
            uint32_t b = partner == PARTNER_NONE ? UINT32_MAX : thing_of_token(y->things, partner);
            if (b == UINT32_MAX || y->things.at[b].done)
                continue;
            struct words is = words_of(y->version, &y->things.at[b]);
            if (is_alike(&was, &is))
                tell_pair(to, x, a, y, b);
            i = thing->first + REVISION_TRIES > i ? i : thing->end;
        }
    }
}

static void pair_in_hunks(struct revision_changes *to, struct quote_side *x, struct quote_side *y,
                          const struct hunk_index *in)
{
    for (uint32_t a = 0; a < x->things.count; a++) {
        const struct thing *thing = &x->things.at[a];
        struct words was = words_of(x->version, thing);
        uint32_t tries = 0;
        for (uint32_t b = thing->done || !thing->hunk ? UINT32_MAX : in->first[thing->hunk];
             b != UINT32_MAX && !thing->done && tries < REVISION_TRIES; b = in->next[b], tries++) {
            struct words is = words_of(y->version, &y->things.at[b]);
            if (!y->things.at[b].done && is_alike(&was, &is))
                tell_pair(to, x, a, y, b);
        }
    }
}

/* ---- what is gone ---- */

static uint64_t gram_at(const uint64_t *words, uint32_t length)
{
    uint64_t key = 0;
    for (uint32_t i = 0; i < length; i++)
        key = hash_mix(key, words[i]);
    return key;
}

/* All runs of GRAM words that the version says anywhere. */
static struct map grams_of(struct arena *arena, const struct version *v)
{
    const struct tokens *tokens = &v->report->notes.tokens;
    struct map grams = map_in(arena, tokens->count);
    uint64_t last[GRAM];
    uint32_t count = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        if (tokens->at[i].kind == TOKEN_PUNCTUATION)
            continue;
        memmove(last, last + 1, sizeof last - sizeof *last);
        last[GRAM - 1] = hash_mix(tokens->at[i].word, tokens->at[i].folded_length);
        if (++count >= GRAM)
            map_at(&grams, gram_at(last, GRAM), NULL);
    }
    return grams;
}

/* Most of its words, in runs, are still said, be it without quotation marks. */
static bool is_still_said(const struct words *words, const struct map *grams)
{
    uint32_t found = 0, all = words->count - GRAM + 1;
    for (uint32_t i = 0; i < all; i++)
        found += map_find(grams, gram_at(words->at + i, GRAM)) != NULL;
    return found * 2 >= all;
}

static void tell_gone(struct revision_changes *to, struct arena scratch, struct quote_side *x,
                      const struct quote_side *y)
{
    struct map grams = grams_of(&scratch, y->version);
    for (uint32_t a = 0; a < x->things.count; a++) {
        const struct thing *thing = &x->things.at[a];
        struct words was = words_of(x->version, thing);
        if (thing->done || !thing->hunk || was.count < GONE_WORDS_LEAST || is_still_said(&was, &grams))
            continue;
        revision_add(to, (struct revision_change){
            .kind = REVISION_QUOTE, .before = x->at[a].at, .about = speaker_of(x, a),
            .was = mark_span(x->version->report->article.text, x->at[a].at) });
    }
}

void revision_quotes(struct revision_changes *to, struct arena scratch, const struct alignment *alignment)
{
    struct quote_side x = quotes_of(&scratch, &alignment->before), y = quotes_of(&scratch, &alignment->after);
    struct hunk_index in = hunk_index_of(&scratch, y.things, alignment->hunks);
    pair_kept(to, &x, &y);
    pair_in_hunks(to, &x, &y, &in);
    tell_gone(to, scratch, &x, &y);
}
