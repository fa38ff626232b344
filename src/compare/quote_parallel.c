#include "compare/quote_parallel.h"

enum { SIDE_MAX = 48 };      /* pieces of a report that are laid beside others */

/* What speaks for a pair; a pair that gets nothing is none. */
static const float
    pair_points = 0.8f,
    word_points = 2,         /* times the share of words that mean the same */
    speaker_points = 0.4f,
    length_points = 1,       /* times how much shorter the shorter one is */
    place_points = 1,        /* for each `place_far` that the places are apart */
    place_far = 250,         /* letters ... */
    place_stretch = 0.15f,   /* ... and this share of the way from the begin, by which translations grow or shrink */
    length_least = 0.45f;

struct side { uint32_t first, count; struct quote_word *words[SIDE_MAX]; uint32_t word_count[SIDE_MAX]; };

float quote_letters(const struct comparison *c, uint32_t report, uint32_t bytes)
{
    struct span language = c->reports[report]->article.language;
    bool is_cyrillic = span_equal(language, SPAN("ru")) || span_equal(language, SPAN("uk"));
    return (float)bytes / (is_cyrillic ? 1.85f : 1);
}

static struct side read_side(struct arena *arena, const struct comparison *c, const struct quote_keys *keys,
                             const struct quote_pieces *pieces, uint32_t first, uint32_t end)
{
    struct side side = { first, end - first < SIDE_MAX ? end - first : SIDE_MAX, { NULL }, { 0 } };
    for (uint32_t i = 0; i < side.count; i++) {
        const struct quote_piece *p = &pieces->at[first + i];
        side.words[i] = quote_content(arena, keys->across[p->report], &c->reports[p->report]->notes.tokens,
                                      p->first_token, p->token_end, &side.word_count[i]);
    }
    return side;
}

static float share_of(const struct side *a, uint32_t i, const struct side *b, uint32_t j)
{
    uint32_t least = a->word_count[i] < b->word_count[j] ? a->word_count[i] : b->word_count[j];
    uint32_t common = quote_common(a->words[i], a->word_count[i], b->words[j], b->word_count[j]);
    return !least ? 0 : common < least ? (float)common / (float)least : 1;
}

/* 0 where the two can't be one. */
static float points_of(const struct comparison *c, const struct quote_pieces *pieces, const struct side *a, uint32_t i,
                       const struct side *b, uint32_t j)
{
    const struct quote_piece *x = &pieces->at[a->first + i], *y = &pieces->at[b->first + j];
    float long_x = quote_letters(c, x->report, mark_length(x->at));
    float long_y = quote_letters(c, y->report, mark_length(y->at));
    float ratio = long_x < long_y ? long_x / long_y : long_y / long_x;
    float from_x = quote_letters(c, x->report, x->at.from), from_y = quote_letters(c, y->report, y->at.from);
    float apart = from_x > from_y ? from_x - from_y : from_y - from_x;
    float stretch = place_stretch * (from_x > from_y ? from_x : from_y);
    float far = apart > stretch ? (apart - stretch) / place_far : 0;
    bool told = x->speaker != UINT32_MAX && y->speaker != UINT32_MAX;
    bool other = told && x->speaker != y->speaker && x->named && y->named && x->person && y->person;
    if (ratio < length_least || other || x->title != y->title)
        return 0;
    float points = pair_points + word_points * share_of(a, i, b, j) - length_points * (1 - ratio) - place_points * far +
                   (told && x->speaker == y->speaker ? speaker_points : 0);
    return points > 0 ? points : 0;
}

/* The pairs that are worth most together, in the order of both. */
static void lay_beside(struct quote_pairs *out, struct arena *keep, size_t *room, struct arena scratch,
                       const struct comparison *c, const struct quote_pieces *pieces, const struct side *a,
                       const struct side *b)
{
    float(*worth)[SIDE_MAX] = arena_take(&scratch, sizeof *worth, alignof(float), SIDE_MAX);
    float(*best)[SIDE_MAX + 1] = arena_take(&scratch, sizeof *best, alignof(float), SIDE_MAX + 1);
    for (uint32_t i = a->count; i-- > 0;)
        for (uint32_t j = b->count; j-- > 0;) {
            worth[i][j] = points_of(c, pieces, a, i, b, j);
            float skip = best[i + 1][j] > best[i][j + 1] ? best[i + 1][j] : best[i][j + 1];
            float pair = worth[i][j] > 0 ? worth[i][j] + best[i + 1][j + 1] : 0;
            best[i][j] = pair > skip ? pair : skip;
        }
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (worth[i][j] > 0 && best[i][j] == worth[i][j] + best[i + 1][j + 1]) {
            ARENA_ROOM(keep, out->at, out->count, *room);
            out->at[out->count++] = (struct quote_pair){ a->first + i++, b->first + j++ };
        } else if (best[i + 1][j] >= best[i][j + 1]) {
            i++;
        } else {
            j++;
        }
    }
}

struct quote_pairs quote_pairs_parallel(struct arena *keep, struct arena scratch, const struct comparison *c,
                                        const struct quote_keys *keys, const struct quote_pieces *pieces)
{
    struct quote_pairs out = { NULL, 0 };
    size_t room = 0;
    uint32_t *first = arena_new(&scratch, uint32_t, (size_t)c->count + 1);
    for (uint32_t r = 0, i = 0; r <= c->count; r++) {
        while (i < pieces->count && pieces->at[i].report < r)
            i++;
        first[r] = i;
    }
    for (uint32_t r = 0; r < c->count; r++) {
        uint32_t source = c->source_of[r];
        if (source == STATEMENT_NONE || first[r] == first[r + 1] || first[source] == first[source + 1] ||
            span_equal(c->reports[r]->article.language, c->reports[source]->article.language))
            continue;
        struct arena own = scratch;
        struct side a = read_side(&own, c, keys, pieces, first[source], first[source + 1]);
        struct side b = read_side(&own, c, keys, pieces, first[r], first[r + 1]);
        lay_beside(&out, keep, &room, own, c, pieces, &a, &b);
    }
    return out;
}
