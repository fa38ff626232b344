#include <math.h>

#include "base/hash.h"
#include "base/map.h"
#include "compare/statement.h"

/* How much rarer hefts weigh more: e to the power of so many times their idf. */
static const float rare_power = 0.25f;

/* How rare what `of` statements hold is among them all. */
static float rareness(uint32_t count, uint32_t of) { return logf(1 + (float)count / (float)of); }

enum { BEGINNING_SENTENCES = 3 };

/* How many statements hold a thing, and how many reports begin with it. */
struct spread { uint32_t statements, beginnings; };

struct spreads {
    struct map of;               /* key -> number in at */
    struct map begun;            /* key and report, of things that a report begins with */
    struct spread *at;
    uint32_t count;
    size_t room;
    struct arena arena;
};

static void count_one(struct spreads *spreads, uint64_t key, const struct statement *s)
{
    bool fresh;
    uint32_t *number = map_at(&spreads->of, key, &fresh);
    if (fresh) {
        *number = spreads->count;
        ARENA_ROOM(&spreads->arena, spreads->at, spreads->count, spreads->room);
        spreads->at[spreads->count++] = (struct spread){ 0 };
    }
    struct spread *spread = &spreads->at[*number];
    spread->statements++;
    if (s->sentence >= BEGINNING_SENTENCES)
        return;
    map_at(&spreads->begun, hash_mix(key, s->report), &fresh);
    spread->beginnings += fresh;
}

static const struct spread *spread_of(const struct spreads *spreads, uint64_t key)
{
    return &spreads->at[*map_find(&spreads->of, key)];
}

/* Share of the other reports that begin with it. */
static float told_share(const struct spreads *spreads, uint64_t key, const struct statement *s, uint32_t reports)
{
    uint32_t others = spread_of(spreads, key)->beginnings - (map_find(&spreads->begun, hash_mix(key, s->report)) != NULL);
    return reports > 1 ? (float)others / (float)(reports - 1) : 0;
}

static struct spreads begin_spreads(struct arena *scratch, size_t things)
{
    struct spreads spreads = { .of = map_in(scratch, things), .begun = map_in(scratch, things / 4) };
    spreads.arena = arena_half(scratch);
    return spreads;
}

static void weigh_terms(struct statement *s, const struct spreads *terms, uint32_t statements, uint32_t reports)
{
    float square = 0, names = 0;
    for (uint32_t t = 0; t < s->term_count; t++) {
        s->terms[t].weight *= rareness(statements, spread_of(terms, s->terms[t].key)->statements);
        s->information += s->terms[t].weight;
        square += s->terms[t].weight * s->terms[t].weight;
        if (s->terms[t].kind == TERM_ENTITY) {
            s->centre += told_share(terms, s->terms[t].key, s, reports);
            names++;
        }
    }
    s->centre /= names > 0 ? names : 1;
    for (uint32_t t = 0; t < s->term_count && square > 0; t++)
        s->terms[t].weight /= sqrtf(square);
}

static void weigh_acts(struct statement *s, const struct spreads *acts, uint32_t reports)
{
    for (uint32_t k = 0; k < s->act_count; k++) {
        struct act *act = &s->acts[k];
        float known = 3 * (act->told = told_share(acts, act->key, s, reports));      /* told by a third is known */
        s->extra += act->share * (known < 1 ? 1 - known : 0);
        s->core = act->told > s->core ? act->told : s->core;
    }
}

void statement_weigh(struct arena scratch, struct statements statements)
{
    struct spreads terms = begin_spreads(&scratch, (size_t)statements.count * 8);
    struct spreads acts = begin_spreads(&scratch, (size_t)statements.count * 4);
    struct spreads hefts = begin_spreads(&scratch, (size_t)statements.count * 8);
    uint32_t reports = 1;
    for (uint32_t i = 0; i < statements.count; i++) {
        const struct statement *s = &statements.at[i];
        reports = s->report + 1;
        for (uint32_t t = 0; t < s->term_count; t++)
            count_one(&terms, s->terms[t].key, s);
        for (uint32_t k = 0; k < s->act_count; k++)
            count_one(&acts, s->acts[k].key, s);
        for (uint32_t k = 0; k < s->heft_count; k++)
            count_one(&hefts, s->hefts[k].key, s);
    }
    for (uint32_t i = 0; i < statements.count; i++) {
        struct statement *s = &statements.at[i];
        weigh_terms(s, &terms, statements.count, reports);
        weigh_acts(s, &acts, reports);
        for (uint32_t k = 0; k < s->heft_count; k++)
            s->hefts[k].weight *=
                expf(rare_power * rareness(statements.count, spread_of(&hefts, s->hefts[k].key)->statements));
    }
}
