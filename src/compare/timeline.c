#include "compare/timeline.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/map.h"
#include "compare/align.h"

enum { ONE_DAY_MAX = 200 };

/* Two statements of one day this alike tell one happening. */
static const float alike_from = 0.2f;

struct dated {
    struct when when;
    struct span value;          /* of the day or what is coarser, without a clock time */
    uint32_t report, date, statement, happening;
};

static struct span day_value(const struct date *d)
{
    struct span value = span_of(d->value);
    size_t clock = span_find_byte(value, 'T', 0);
    return clock == 10 ? span_cut(value, 0, 10) : value;
}

static bool is_told(const struct date *d)
{
    if ((d->type != DATE_DATE && d->type != DATE_TIME) || !when_known(d->when) || !d->value[0])
        return false;
    if (d->when.precision < WHEN_YEAR)
        return false;
    return d->when.precision != WHEN_YEAR || d->explicit_year;
}

/* The statement of a report that holds the byte `at`; statements are in order of report and place. */
static uint32_t statement_at(const struct comparison *c, uint32_t report, uint32_t at)
{
    uint32_t low = 0, high = c->statements.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct statement *s = &c->statements.at[middle];
        if (s->report < report || (s->report == report && s->at.to <= at))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < c->statements.count && c->statements.at[low].report == report && c->statements.at[low].at.from <= at;
    return found ? low : STATEMENT_NONE;
}

static struct dated *collect(struct arena *arena, const struct comparison *c, uint32_t *count)
{
    struct dated *at = NULL;
    size_t n = 0, room = 0;
    for (uint32_t r = 0; r < c->count; r++) {
        const struct dates *dates = &c->reports[r]->notes.dates;
        for (uint32_t d = 0; d < dates->count; d++) {
            uint32_t statement = is_told(&dates->at[d]) ? statement_at(c, r, dates->at[d].at.from) : STATEMENT_NONE;
            if (statement == STATEMENT_NONE)
                continue;
            ARENA_ROOM(arena, at, n, room);
            at[n++] = (struct dated){ dates->at[d].when, day_value(&dates->at[d]), r, d, statement, 0 };
        }
    }
    *count = (uint32_t)n;
    return at;
}

struct when timeline_event_day(struct arena scratch, const struct comparison *c)
{
    uint32_t count;
    struct arena growing = arena_half(&scratch);
    struct dated *at = collect(&growing, c, &count);
    struct map points = map_in(&scratch, count);
    struct when best = { .precision = WHEN_UNKNOWN };
    uint32_t best_points = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct article *article = &c->reports[at[i].report]->article;
        const struct statement *s = &c->statements.at[at[i].statement];
        struct when when = at[i].when;
        if (when.precision < WHEN_DAY)
            continue;
        int64_t day = when.from - (when.from % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;
        int64_t away = when_known(article->published) ? article->published.from - day : 0;
        if (away < -2 * DAY_SECONDS || away > 10 * DAY_SECONDS)
            continue;
        uint32_t *p = map_at(&points, (uint64_t)day, NULL);
        *p += s->title || s->lede || s->sentence < 2 ? 4 : 1;
        if (*p > best_points) {
            best_points = *p;
            best = (struct when){ .from = day, .to = day + DAY_SECONDS, .precision = WHEN_DAY };
        }
    }
    return best_points >= 4 ? best : (struct when){ .precision = WHEN_UNKNOWN };
}

static int by_time(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;
    if (x->when.from != y->when.from)
        return (x->when.from > y->when.from) - (x->when.from < y->when.from);
    int order = span_compare(x->value, y->value);
    if (order)
        return order;
    if (x->report != y->report)
        return (x->report > y->report) - (x->report < y->report);
    return (x->date > y->date) - (x->date < y->date);
}

static bool tells_same(const struct comparison *c, const struct dated *a, const struct dated *b)
{
    const struct statement *s = &c->statements.at[a->statement], *t = &c->statements.at[b->statement];
    return s->claim == t->claim || align_score(s, t) >= alike_from;
}

/* Gives the dated statements [0, count) of one date the number of their happening; returns how many. */
static uint32_t part(const struct comparison *c, struct dated *at, uint32_t count)
{
    uint32_t happenings = 0;
    for (uint32_t i = 0; i < count; i++) {
        at[i].happening = UINT32_MAX;
        for (uint32_t k = 0; k < i && k < ONE_DAY_MAX && at[i].happening == UINT32_MAX; k++)
            if (tells_same(c, &at[k], &at[i]))
                at[i].happening = at[k].happening;
        if (at[i].happening == UINT32_MAX)
            at[i].happening = happenings++;
    }
    return happenings;
}

static int by_evidence(const void *a, const void *b)
{
    return evidence_order(*(const struct evidence *)a, *(const struct evidence *)b);
}

static struct happening tell(struct arena *keep, struct arena scratch, const struct comparison *c, const struct dated *at,
                             uint32_t count, uint32_t number, struct when event)
{
    struct happening h = { .support = { arena_new(keep, struct evidence, count), 0 } };
    struct holders held = holders_in(&scratch, c);
    float best = -1;
    uint32_t last = STATEMENT_NONE;
    for (uint32_t i = 0; i < count; i++) {
        if (at[i].happening != number || at[i].statement == last)
            continue;
        last = at[i].statement;
        const struct statement *s = &c->statements.at[last];
        struct evidence e = evidence_at(c, s->report, s->at);
        h.support.at[h.support.count++] = e;
        holders_add(&held, c, s->report);
        float told = (s->title ? 0.5f : 1) * s->information / (8 + s->information);
        if (told > best) {
            best = told;
            h.wording = e;
            h.when = at[i].when;
            h.date = arena_copy(keep, at[i].value);
        }
    }
    h.origins = held.origins;
    h.is_event = when_known(event) && h.when.precision >= WHEN_DAY && h.when.from >= event.from && h.when.from < event.to;
    if (h.support.count)
        qsort(h.support.at, h.support.count, sizeof *h.support.at, by_evidence);
    return h;
}

struct timeline timeline_build(struct arena *keep, struct arena scratch, const struct comparison *c, struct when event)
{
    uint32_t count;
    struct arena growing = arena_half(&scratch);
    struct dated *at = collect(&growing, c, &count);
    if (count)
        qsort(at, count, sizeof *at, by_time);
    struct timeline out = { arena_new(keep, struct happening, count), 0 };
    for (uint32_t from = 0, to; from < count; from = to) {
        for (to = from; to < count && span_equal(at[to].value, at[from].value); to++)
            ;
        uint32_t happenings = part(c, &at[from], to - from);
        for (uint32_t h = 0; h < happenings; h++)
            out.at[out.count++] = tell(keep, scratch, c, &at[from], to - from, h, event);
    }
    return out;
}
