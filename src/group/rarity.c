#include "group/rarity.h"

#include <math.h>
#include <string.h>

enum {
    COUNTERS = 1 << 24,          /* of 16 bits, shared by chance, once there are too many terms to tell apart */
    COUNTER_MOST = UINT16_MAX,
    CELLS_LEAST = 1 << 12,
    STEPS = 4,                   /* of the table of logarithms to a report */
    LEAST_SHARE = 5000,          /* no term is held to stand in fewer than one report in so many */
    LOGARITHMS = STEPS * (COUNTER_MOST + RARITY_BACKGROUND + (RARITY_MOST + RARITY_BACKGROUND) / LEAST_SHARE + 4)
};

/* While terms are few each has a cell of its own. */
struct cell { uint32_t key, count; };     /* key: term_id + 1; 0 is empty */

struct language { uint32_t code, reports; };

struct rarity {
    struct region own;
    struct region cells_region, counters_region;
    struct cell *cells;          /* NULL from RARITY_EXACT terms on */
    uint32_t mask, terms;
    uint16_t *counters;          /* NULL until then */
    float *logs;                 /* ln(1 + i / STEPS) */
    uint32_t log_count;
    struct language languages[RARITY_LANGUAGES];   /* the last: all that find no place */
    uint32_t language_count, reports;
};

static struct cell *make_cells(struct rarity *r, uint32_t count)
{
    r->cells_region = region_open((size_t)count * sizeof(struct cell) + 64);
    r->mask = count - 1;
    r->cells = arena_take_raw(&r->cells_region.arena, sizeof(struct cell), alignof(struct cell), count);
    return r->cells;
}

struct rarity *rarity_open(void)
{
    struct region own = region_open(sizeof(struct rarity) + LOGARITHMS * sizeof(float) + 256);
    struct rarity *r = arena_new(&own.arena, struct rarity, 1);
    r->logs = arena_take_raw(&own.arena, sizeof *r->logs, alignof(float), LOGARITHMS);
    r->own = own;
    make_cells(r, CELLS_LEAST);
    return r;
}

void rarity_close(struct rarity *r)
{
    if (r->cells)
        region_close(&r->cells_region);
    if (r->counters)
        region_close(&r->counters_region);
    struct region own = r->own;
    region_close(&own);
}

/* ---- counts ---- */

static inline uint32_t first_cell(const struct rarity *r, uint32_t key) { return key * 0x9e3779b1u & r->mask; }

/* The term's cell, or the empty one where it would stand. */
static inline struct cell *find_cell(const struct rarity *r, uint32_t key)
{
    uint32_t i = first_cell(r, key);
    while (r->cells[i].key && r->cells[i].key != key)
        i = (i + 1) & r->mask;
    return &r->cells[i];
}

static void grow_cells(struct rarity *r)
{
    struct region old = r->cells_region;
    const struct cell *cells = r->cells;
    uint32_t count = r->mask + 1;
    make_cells(r, 2 * count);
    for (uint32_t i = 0; i < count; i++)
        if (cells[i].key)
            *find_cell(r, cells[i].key) = cells[i];
    region_close(&old);
}

static inline uint16_t *counter_of(const struct rarity *r, uint32_t id) { return &r->counters[id & (COUNTERS - 1)]; }

static void add_count(uint16_t *counter, uint32_t more)
{
    *counter = more < (uint32_t)(COUNTER_MOST - *counter) ? (uint16_t)(*counter + more) : COUNTER_MOST;
}

static void make_counters(struct rarity *r)
{
    r->counters_region = region_open((size_t)COUNTERS * sizeof(uint16_t) + 64);
    region_scattered(&r->counters_region);
    r->counters = arena_take_raw(&r->counters_region.arena, sizeof(uint16_t), alignof(uint16_t), COUNTERS);
}

static void share_counters(struct rarity *r)
{
    make_counters(r);
    for (uint32_t i = 0; i <= r->mask; i++)
        if (r->cells[i].key)
            add_count(counter_of(r, r->cells[i].key - 1), r->cells[i].count);
    region_close(&r->cells_region);
    r->cells = NULL;
}

static void learn_cells(struct rarity *r, const struct bag_term *terms, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        __builtin_prefetch(&r->cells[first_cell(r, term_id(terms[i].number) + 1)], 1);
    for (uint32_t i = 0; i < count; i++) {
        struct cell *cell = find_cell(r, term_id(terms[i].number) + 1);
        if (!cell->key) {
            cell->key = term_id(terms[i].number) + 1;
            r->terms++;
        }
        cell->count++;
        if (r->terms > r->mask / 2)
            grow_cells(r);
    }
    if (r->terms > RARITY_EXACT)
        share_counters(r);
}

static void learn_counters(struct rarity *r, const struct bag_term *terms, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        __builtin_prefetch(counter_of(r, term_id(terms[i].number)), 1);
    for (uint32_t i = 0; i < count; i++)
        add_count(counter_of(r, term_id(terms[i].number)), 1);
}

static void learn(struct rarity *r, const struct bag_term *terms, uint32_t count)
{
    if (r->cells)
        learn_cells(r, terms, count);
    else
        learn_counters(r, terms, count);
}

static void halve(struct rarity *r)
{
    for (uint32_t i = 0; r->cells && i <= r->mask; i++)
        r->cells[i].count /= 2;
    for (uint32_t i = 0; r->counters && i < COUNTERS; i++)
        r->counters[i] /= 2;
    for (uint32_t i = 0; i < RARITY_LANGUAGES; i++)
        r->languages[i].reports /= 2;
    r->reports /= 2;
}

/* ---- languages ---- */

/* The language's place; language_count where it has none yet, the last where there is no room for it. */
static uint32_t find_language(const struct rarity *r, uint16_t code)
{
    uint32_t i = 0;
    while (i < r->language_count && r->languages[i].code != code)
        i++;
    return i;
}

static void count_report(struct rarity *r, uint16_t code)
{
    uint32_t i = find_language(r, code);
    if (i == r->language_count && i < RARITY_LANGUAGES - 1)
        r->languages[r->language_count++].code = code;
    r->languages[i].reports++;
    r->reports++;
}

uint32_t rarity_languages(const struct rarity *r) { return r->language_count; }

/* ---- rarity ---- */

static void grow_logs(struct rarity *r)
{
    uint32_t reports = r->reports + RARITY_BACKGROUND, wanted = STEPS * (reports + reports / LEAST_SHARE + 4);
    wanted = wanted < LOGARITHMS ? wanted : LOGARITHMS;
    for (; r->log_count < wanted; r->log_count++)
        r->logs[r->log_count] = logf(1 + (float)r->log_count / STEPS);
}

void rarity_learn(struct rarity *r, const struct bag *bag)
{
    if (r->reports >= RARITY_MOST)
        halve(r);
    count_report(r, bag->language);
    grow_logs(r);
    learn(r, bag->at, bag->count);
    learn(r, bag->bridges, bag->bridge_count);
}

static inline float count_of(const struct rarity *r, uint32_t id)
{
    if (r->counters)
        return *counter_of(r, id);
    uint32_t count = find_cell(r, id + 1)->count;
    return (float)(count < COUNTER_MOST ? count : COUNTER_MOST);
}

void rarity_weigh(const struct rarity *r, const struct bag *bag, float *rarities)
{
    uint32_t last = r->log_count ? r->log_count - 1 : 0;
    float reports = (float)(1 + RARITY_BACKGROUND + r->languages[find_language(r, bag->language)].reports);
    float all = logf(reports) + 1, least = reports / LEAST_SHARE;
    for (uint32_t i = 0; i < bag->count; i++) {
        float seen = count_of(r, term_id(bag->at[i].number)) + RARITY_BACKGROUND * bag->at[i].share + least;
        uint32_t step = (uint32_t)(seen * STEPS + 0.5f);
        float rarity = all - r->logs[step < last ? step : last];
        rarity = rarity > 1 ? rarity : 1;
        rarities[i] = rarity * sqrtf(rarity);
    }
}

void rarity_weigh_bridges(const struct rarity *r, const struct bag *bag, float *rarities)
{
    float reports = (float)(r->reports + RARITY_BRIDGE_BACKGROUND);
    for (uint32_t i = 0; i < bag->bridge_count; i++) {
        float seen = count_of(r, term_id(bag->bridges[i].number)) + RARITY_BRIDGE_BACKGROUND * bag->bridges[i].share;
        float rarity = logf(reports / seen);
        rarities[i] = rarity > 0 ? rarity * sqrtf(sqrtf(rarity)) : 0;
    }
}

/* ---- written down ---- */

/* What stands in an image before the counts. */
struct learnt {
    uint32_t cell_count;                     /* 0: counters are shared */
    uint32_t terms, log_count, language_count, reports;
    struct language languages[RARITY_LANGUAGES];
};

void rarity_save(const struct rarity *r, struct image_out *out)
{
    struct learnt learnt = { r->cells ? r->mask + 1 : 0, r->terms, r->log_count, r->language_count, r->reports, { { 0, 0 } } };
    memcpy(learnt.languages, r->languages, sizeof learnt.languages);
    image_section(out, "rarity", sizeof learnt);
    IMAGE_PUT(out, learnt);
    if (r->cells)
        image_put(out, r->cells, (size_t)learnt.cell_count * sizeof(struct cell));
    else
        image_put(out, r->counters, COUNTERS * sizeof(uint16_t));
}

static bool is_sane(const struct learnt *learnt)
{
    uint32_t cells = learnt->cell_count;
    return (!cells || (cells >= CELLS_LEAST && cells <= 8 * RARITY_EXACT && !(cells & (cells - 1))))
           && learnt->log_count <= LOGARITHMS && learnt->language_count < RARITY_LANGUAGES
           && learnt->reports <= RARITY_MOST;
}

static bool read_cells(struct rarity *r, struct image_in *in, uint32_t count)
{
    uint32_t terms = 0;
    region_close(&r->cells_region);
    make_cells(r, count);
    if (!image_get(in, r->cells, (size_t)count * sizeof(struct cell)))
        return false;
    for (uint32_t i = 0; i < count; i++)
        terms += r->cells[i].key != 0;
    return image_check(in, terms == r->terms && terms <= r->mask / 2);
}

static bool read_counters(struct rarity *r, struct image_in *in)
{
    region_close(&r->cells_region);
    r->cells = NULL;
    make_counters(r);
    return image_get(in, r->counters, COUNTERS * sizeof(uint16_t));
}

static bool read_learnt(struct rarity *r, struct image_in *in)
{
    struct learnt learnt;
    if (!image_expect(in, "rarity", sizeof learnt) || !IMAGE_GET(in, learnt) || !image_check(in, is_sane(&learnt)))
        return false;
    r->terms = learnt.terms;
    r->language_count = learnt.language_count;
    r->reports = learnt.reports;
    memcpy(r->languages, learnt.languages, sizeof learnt.languages);
    for (; r->log_count < learnt.log_count; r->log_count++)
        r->logs[r->log_count] = logf(1 + (float)r->log_count / STEPS);
    return learnt.cell_count ? read_cells(r, in, learnt.cell_count) : read_counters(r, in);
}

struct rarity *rarity_restore(struct image_in *in)
{
    struct rarity *r = rarity_open();
    if (read_learnt(r, in))
        return r;
    rarity_close(r);
    return NULL;
}
