#include "group/copy_align.h"

#include <stdlib.h>

enum {
    GRAM_WORDS = 3,
    PLACES_MAX = 4,         /* places of one gram that are looked at */
    RUN_GAP = 8,            /* words that may differ inside a run */
    RUN_DRIFT = 12,         /* words by which its two sides may differ in a gap */
    RUN_WORDS = 8,          /* shorter runs are chance */
    RUNS_OPEN = 12,         /* runs that grow at one time */
    FEW_RUNS = 64
};

static inline uint32_t gram_at(const uint8_t *code)
{
    return code[0] | (uint32_t)code[1] << 8 | (uint32_t)code[2] << 16;
}

static inline uint32_t scatter(uint32_t gram)
{
    uint32_t hash = gram * 0x9e3779b1u;
    return hash ^ hash >> 15;
}

static inline uint64_t filter_bit(uint32_t hash) { return (uint64_t)1 << (hash & 63); }
static inline uint32_t filter_word(uint32_t hash) { return hash >> 6 & (COPY_MAP_FILTER - 1); }

struct copy_map copy_map_of(struct arena *keep, const struct copy_text *text)
{
    struct copy_map map = { .code = copy_text_codes(text), .word_count = text->word_count, .mask = 15 };
    while (map.mask < text->word_count)
        map.mask = map.mask * 2 + 1;
    map.head = arena_new(keep, uint32_t, (size_t)map.mask + 1);
    map.next = arena_new(keep, uint32_t, text->word_count);
    map.filter = arena_new(keep, uint64_t, COPY_MAP_FILTER);
    for (uint32_t i = 0; i + GRAM_WORDS <= text->word_count; i++) {
        uint32_t gram = gram_at(map.code + i), hash = scatter(gram), same = 0, *link = &map.head[hash & map.mask];
        map.filter[filter_word(hash)] |= filter_bit(hash);
        while (*link && same < PLACES_MAX) {
            same += gram_at(map.code + *link - 1) == gram;
            link = &map.next[*link - 1];
        }
        if (same < PLACES_MAX)
            *link = i + 1;
    }
    return map;
}

/* ---- runs ---- */

struct growing {
    struct copy_runs runs;
    struct copy_run open[RUNS_OPEN];
    uint32_t open_count;
};

static uint32_t distance(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

/* Whether a gram at words a, b may go on with `run`, and how far it is off the diagonal of its end. */
static bool continues(const struct copy_run *run, uint32_t a, uint32_t b, uint32_t *drift)
{
    if (a > run->a_to + RUN_GAP || b > run->b_to + RUN_GAP || b < run->b_from)
        return false;
    *drift = distance(a + run->b_to, b + run->a_to);
    return *drift <= RUN_DRIFT;
}

static void close_run(struct arena *keep, struct growing *g, uint32_t number)
{
    struct copy_run run = g->open[number];
    g->open[number] = g->open[--g->open_count];
    if (run.a_to - run.a_from < RUN_WORDS)
        return;
    ARENA_ROOM(keep, g->runs.at, g->runs.count, g->runs.room);
    g->runs.at[g->runs.count++] = run;
}

static void open_run(struct arena *keep, struct growing *g, struct copy_run run)
{
    if (g->open_count == RUNS_OPEN) {
        uint32_t oldest = 0;
        for (uint32_t i = 1; i < RUNS_OPEN; i++)
            if (g->open[i].a_to < g->open[oldest].a_to)
                oldest = i;
        close_run(keep, g, oldest);
    }
    g->open[g->open_count++] = run;
}

static void add_match(struct arena *keep, struct growing *g, uint32_t a, uint32_t b)
{
    struct copy_run *best = NULL;
    uint32_t least = 0, drift;
    for (uint32_t i = 0; i < g->open_count; i++)
        if (continues(&g->open[i], a, b, &drift) && (!best || drift < least)) {
            best = &g->open[i];
            least = drift;
        }
    if (!best) {
        open_run(keep, g, (struct copy_run){ a, a + GRAM_WORDS, b, b + GRAM_WORDS });
        return;
    }
    best->a_to = a + GRAM_WORDS;
    if (b + GRAM_WORDS > best->b_to)
        best->b_to = b + GRAM_WORDS;
}

static void close_left_behind(struct arena *keep, struct growing *g, uint32_t a)
{
    for (uint32_t i = g->open_count; i-- > 0;)
        if (a > g->open[i].a_to + RUN_GAP)
            close_run(keep, g, i);
}

static int by_walked(const void *x, const void *y)
{
    const struct copy_run *p = x, *q = y;
    if (p->a_from != q->a_from)
        return p->a_from < q->a_from ? -1 : 1;
    return (p->b_from > q->b_from) - (p->b_from < q->b_from);
}

static int by_mapped(const void *x, const void *y)
{
    const struct copy_run *p = x, *q = y;
    if (p->b_from != q->b_from)
        return p->b_from < q->b_from ? -1 : 1;
    return (p->a_from > q->a_from) - (p->a_from < q->a_from);
}

/* Most pairs have a few runs, which are nearly in order: moving them up is faster than sorting. */
static void sort_runs(struct copy_run *at, size_t count, int (*order)(const void *, const void *))
{
    if (count > FEW_RUNS) {
        qsort(at, count, sizeof *at, order);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct copy_run run = at[i];
        size_t k = i;
        for (; k && order(&at[k - 1], &run) > 0; k--)
            at[k] = at[k - 1];
        at[k] = run;
    }
}

struct copy_runs copy_runs_by_mapped(struct arena *keep, const struct copy_runs *runs)
{
    struct copy_run *at = arena_take_raw(keep, sizeof *at, alignof(struct copy_run), runs->count);
    if (runs->count)
        memcpy(at, runs->at, runs->count * sizeof *at);
    sort_runs(at, runs->count, by_mapped);
    return (struct copy_runs){ .at = at, .count = runs->count };
}

struct copy_runs copy_align(struct arena *keep, const struct copy_text *walked, const struct copy_map *map)
{
    const uint8_t *code = copy_text_codes(walked);
    struct growing g = { .open_count = 0 };
    if (walked->word_count && walked->word_count == map->word_count && !memcmp(code, map->code, map->word_count)) {
        ARENA_ROOM(keep, g.runs.at, 0, g.runs.room);
        g.runs.at[g.runs.count++] = (struct copy_run){ 0, map->word_count, 0, map->word_count };
        return g.runs;
    }
    for (uint32_t i = 0; i + GRAM_WORDS <= walked->word_count; i++) {
        uint32_t gram = gram_at(code + i), hash = scatter(gram);
        if (!(map->filter[filter_word(hash)] & filter_bit(hash)))
            continue;
        close_left_behind(keep, &g, i);
        for (uint32_t place = map->head[hash & map->mask]; place; place = map->next[place - 1])
            if (gram_at(map->code + place - 1) == gram)
                add_match(keep, &g, i, place - 1);
    }
    while (g.open_count)
        close_run(keep, &g, g.open_count - 1);
    sort_runs(g.runs.at, g.runs.count, by_walked);
    return g.runs;
}
