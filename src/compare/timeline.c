#include "compare/timeline.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/map.h"
#include "compare/dated.h"

enum {
    DAY_STATEMENTS = 96,         /* so many statements of a date are held against a further one */
    WORDING_TOKENS = 30,         /* longer wordings are a burden */
    PART_WORDS_LEAST = 2,        /* beside the date: "the 9 March ferry disaster" */
    WORDING_OTHERS = 24,         /* so many are asked how like them a wording is */
    OPENING_POINTS = 4           /* of a day that a report begins with, against one it names later */
};

/* Two statements of one date this alike tell one happening: the further from the event a date is, the less
 * happens on it that a report would tell.  A day or month that lies far away says much, a year less. */
static const float alike_near = 0.2f, alike_far_year = 0.15f, alike_far = 0.08f;
static const float easier = 0.4f;
enum { NEAR_DAYS = 4 };

/* ---- the day of the event ---- */

/* Points of a day; `last` is the report + 1 that gave the last ones. */
struct day { int64_t begins; uint32_t points, last, last_points; };
struct days { struct day *at; size_t count, room; struct map numbers; };

/* A report gives each day points once: those of the place where it counts most. */
static void give_points(struct days *days, struct arena *arena, int64_t begins, uint32_t report, uint32_t points)
{
    uint32_t *number = map_at(&days->numbers, (uint64_t)begins, NULL);
    if (!*number) {
        ARENA_ROOM(arena, days->at, days->count, days->room);
        days->at[days->count++] = (struct day){ begins, 0, 0, 0 };
        *number = (uint32_t)days->count;
    }
    struct day *day = &days->at[*number - 1];
    if (day->last != report + 1) {
        day->last = report + 1;
        day->last_points = 0;
    }
    if (points > day->last_points) {
        day->points += points - day->last_points;
        day->last_points = points;
    }
}

static int64_t midnight_of(struct when when)
{
    return when.from - (when.from % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;
}

struct when timeline_event_day(struct arena scratch, const struct comparison *c)
{
    uint32_t count;
    struct arena growing = arena_half(&scratch), more = arena_half(&growing);
    struct dated *at = dated_collect(&growing, c, &count);
    struct days days = { .numbers = map_in(&scratch, 0) };
    const struct day *best = NULL;
    for (uint32_t i = 0; i < count; i++) {
        const struct report *report = c->reports[at[i].report];
        const struct statement *s = &c->statements.at[at[i].statement];
        int64_t day = midnight_of(at[i].when);
        int64_t away = when_known(report->article.published) ? report->article.published.from - day : 0;
        if (at[i].when.precision < WHEN_DAY || away < -2 * DAY_SECONDS || away > 10 * DAY_SECONDS)
            continue;
        bool opens = (s->title || s->lede || s->sentence < 2) && !at[i].part;
        give_points(&days, &more, day, at[i].report, opens ? OPENING_POINTS : 1);
    }
    for (size_t i = 0; i < days.count; i++)
        if (!best || days.at[i].points > best->points ||
            (days.at[i].points == best->points && days.at[i].begins > best->begins))
            best = &days.at[i];
    if (!best || best->points < OPENING_POINTS)
        return (struct when){ .precision = WHEN_UNKNOWN };
    return (struct when){ .from = best->begins, .to = best->begins + DAY_SECONDS, .precision = WHEN_DAY };
}

/* ---- happenings ---- */

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

/* How alike two statements of one date must be to tell one happening.  Reports begin with the event, each in
 * its own words, so beginnings of one day need less; so do phrases, and words of two languages. */
static float alike_least(const struct comparison *c, const struct dated *a, const struct dated *b, struct when event)
{
    const struct statement *s = &c->statements.at[a->statement], *t = &c->statements.at[b->statement];
    int64_t away = when_known(event) ? a->when.from - event.from : 0;
    bool near = away > -NEAR_DAYS * DAY_SECONDS && away < NEAR_DAYS * DAY_SECONDS;
    float least = near ? alike_near : a->when.precision <= WHEN_YEAR ? alike_far_year : alike_far;
    if (s->lede && t->lede && s->report != t->report)
        least *= easier;
    if (a->part || b->part)
        least *= easier;
    if (!span_equal(c->reports[s->report]->article.language, c->reports[t->report]->article.language))
        least *= easier;
    return least;
}

/* The happening of the statement before `i` that is likest to it; UINT32_MAX where none is like it. */
static uint32_t likest(const struct comparison *c, const struct dated *at, uint32_t i, struct when event)
{
    uint32_t best = UINT32_MAX;
    float most = 1;
    for (uint32_t k = 0; k < i && k < DAY_STATEMENTS; k++) {
        float like = statement_likeness(&c->statements.at[at[k].statement], &c->statements.at[at[i].statement]);
        float ratio = like / alike_least(c, &at[k], &at[i], event);
        if (ratio < most)
            continue;
        most = ratio;
        best = at[k].happening;
    }
    return best;
}

/* Gives the dated statements [0, count) of one date the number of their happening; returns how many. */
static uint32_t part(const struct comparison *c, struct arena scratch, struct dated *at, uint32_t count,
                     struct when event)
{
    struct map by_claim = map_in(&scratch, count);
    uint32_t happenings = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *known = map_at(&by_claim, c->statements.at[at[i].statement].claim, NULL);
        uint32_t same = *known ? *known - 1 : likest(c, at, i, event);
        if (same == UINT32_MAX)
            same = happenings++;
        at[i].happening = same;
        if (!*known)
            *known = same + 1;
    }
    return happenings;
}

static int by_evidence(const void *a, const void *b)
{
    return evidence_order(*(const struct evidence *)a, *(const struct evidence *)b);
}

static bool is_of(struct when when, struct when day)
{
    return when_known(day) && when.precision >= WHEN_DAY && when.from >= day.from && when.from < day.to;
}

/* Mean likeness of a statement to the others of its happening. */
static float centrality(const struct comparison *c, const struct dated *at, uint32_t count, const struct dated *d)
{
    float sum = 0;
    uint32_t others = 0;
    for (uint32_t i = 0; i < count && others < WORDING_OTHERS; i++) {
        if (at[i].happening != d->happening || at[i].report == d->report)
            continue;
        sum += statement_likeness(&c->statements.at[at[i].statement], &c->statements.at[d->statement]);
        others++;
    }
    return others ? sum / (float)others : 0;
}

/* How well a dated statement stands for its happening: like the others, a report's begin rather than a later word. */
static float wording_worth(const struct comparison *c, const struct dated *d, struct span language)
{
    const struct statement *s = &c->statements.at[d->statement];
    float worth = (0.1f + d->line.fitness) * s->information / (4 + s->information);
    worth *= d->aside && !d->part ? 0.6f : 1;
    worth *= s->lede ? 1.3f : 1;
    uint32_t tokens = s->token_end - s->first_token;
    if (tokens > WORDING_TOKENS && d->line.at.from == s->at.from && d->line.at.to == s->at.to)
        worth *= (float)WORDING_TOKENS / (float)tokens;
    worth *= s->title ? 0.5f : 1;
    worth *= c->source_of[d->report] != STATEMENT_NONE ? 0.85f : 1;
    return span_equal(c->reports[d->report]->article.language, language) ? worth : worth * 0.2f;
}

/* A happening and what is needed to order those of its day. */
struct told { struct happening happening; uint32_t openings; bool vague; };

/* What tells of no happening that one would look for: "Monday's closing price", "who stood there that night". */
static bool is_vague(const struct dated *d, const struct statement *s, const struct date *date, struct when event)
{
    if (d->part)
        return d->part_words < PART_WORDS_LEAST;
    return date->relative && !s->lede && d->line.fitness <= 0.5f && is_of(d->when, event);
}

static struct told tell(struct arena *keep, struct arena scratch, const struct comparison *c, const struct dated *at,
                        uint32_t count, uint32_t number, struct span language, struct when event)
{
    struct told told = { .vague = true };
    struct happening *h = &told.happening;
    struct holders held = holders_in(&scratch, c);
    uint32_t members = 0, last = STATEMENT_NONE;
    float best = -1;
    for (uint32_t i = 0; i < count; i++)
        members += at[i].happening == number;
    h->support.at = arena_new(keep, struct evidence, members);
    for (uint32_t i = 0; i < count; i++) {
        if (at[i].happening != number || at[i].statement == last)
            continue;
        last = at[i].statement;
        const struct statement *s = &c->statements.at[last];
        const struct date *date = &c->reports[s->report]->notes.dates.at[at[i].date];
        h->support.at[h->support.count++] = evidence_at(c, s->report, s->at);
        holders_add(&held, c, s->report);
        told.openings += s->title || s->lede;
        told.vague &= is_vague(&at[i], s, date, event);
        float worth = wording_worth(c, &at[i], language) * (0.2f + centrality(c, at, count, &at[i]));
        if (worth <= best)
            continue;
        best = worth;
        h->wording = evidence_at(c, s->report, at[i].line.at);
        h->when = at[i].when;
        h->date = arena_copy(keep, at[i].value);
    }
    h->origins = held.origins;
    if (h->support.count)
        qsort(h->support.at, h->support.count, sizeof *h->support.at, by_evidence);
    return told;
}

/* Of one date: what most accounts tell first. */
static int by_origins(const void *a, const void *b)
{
    const struct told *x = a, *y = b;
    if (x->happening.origins != y->happening.origins)
        return (x->happening.origins < y->happening.origins) - (x->happening.origins > y->happening.origins);
    if (x->openings != y->openings)
        return (x->openings < y->openings) - (x->openings > y->openings);
    return evidence_order(x->happening.wording, y->happening.wording);
}

struct timeline timeline_build(struct arena *keep, struct arena scratch, const struct comparison *c, struct when event)
{
    uint32_t count;
    struct arena growing = arena_half(&scratch);
    struct dated *at = dated_collect(&growing, c, &count);
    struct span language = line_language(c);
    if (count)
        qsort(at, count, sizeof *at, by_time);
    struct timeline out = { arena_new(keep, struct happening, count), 0 };
    for (uint32_t from = 0, to; from < count; from = to) {
        for (to = from; to < count && span_equal(at[to].value, at[from].value); to++)
            ;
        uint32_t happenings = part(c, scratch, &at[from], to - from, event), kept = 0;
        struct told *told = arena_new(&scratch, struct told, happenings);
        for (uint32_t h = 0; h < happenings; h++) {
            told[kept] = tell(keep, scratch, c, &at[from], to - from, h, language, event);
            kept += !told[kept].vague;
        }
        if (kept)
            qsort(told, kept, sizeof *told, by_origins);
        if (kept && is_of(told[0].happening.when, event))
            told[0].happening.is_event = true;
        for (uint32_t h = 0; h < kept; h++)
            out.at[out.count++] = told[h].happening;
    }
    return out;
}
