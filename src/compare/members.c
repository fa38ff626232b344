#include "compare/members.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "compare/line.h"
#include "news/word_tag.h"

enum { TIME_VOTES = 3 };         /* one in so many reports must give the time of a claim */

struct members members_of(struct arena *arena, const struct comparison *c)
{
    struct members m = { arena_new(arena, uint32_t, c->cluster_count),
                         arena_new(arena, uint32_t, c->statements.count) };
    for (uint32_t i = c->statements.count; i-- > 0;) {
        m.next[i] = m.first[c->statements.at[i].claim];
        m.first[c->statements.at[i].claim] = i + 1;
    }
    return m;
}

/* ---- what they have in common ---- */

/* Terms of all members, sorted; `held` is in how many reports each stands. */
struct pooled { struct term term; uint32_t report, held; };
struct pool { struct pooled *at; uint32_t count; };

static int by_term(const void *a, const void *b)
{
    const struct pooled *x = a, *y = b;
    if (x->term.key != y->term.key)
        return (x->term.key > y->term.key) - (x->term.key < y->term.key);
    return (x->report > y->report) - (x->report < y->report);
}

/* Each term once; its weight is its rarity in the story. */
static struct pool pool_terms(struct arena *arena, const struct comparison *c, const struct members *m,
                              uint32_t cluster)
{
    struct pool pool = { NULL, 0 };
    uint32_t count = 0;
    for (uint32_t i = m->first[cluster]; i; i = m->next[i - 1])
        count += c->statements.at[i - 1].term_count;
    pool.at = arena_new(arena, struct pooled, count);
    count = 0;
    for (uint32_t i = m->first[cluster]; i; i = m->next[i - 1]) {
        const struct statement *s = &c->statements.at[i - 1];
        for (uint32_t k = 0; k < s->term_count; k++)
            pool.at[count++] = (struct pooled){ s->terms[k], s->report, 1 };
    }
    if (count)
        qsort(pool.at, count, sizeof *pool.at, by_term);
    for (uint32_t i = 0; i < count; i++) {
        struct pooled *last = pool.count ? &pool.at[pool.count - 1] : NULL;
        if (!last || last->term.key != pool.at[i].term.key) {
            pool.at[pool.count++] = pool.at[i];
        } else if (last->report != pool.at[i].report) {
            last->held++;
            last->report = pool.at[i].report;
        }
    }
    return pool;
}

struct core members_core(struct arena *arena, const struct comparison *c, const struct members *m, uint32_t cluster)
{
    struct pool pool = pool_terms(arena, c, m, cluster);
    struct core core = { arena_new(arena, struct term, pool.count), 0 };
    for (uint32_t least = 2; !core.count && least; least--)
        for (uint32_t i = 0; i < pool.count; i++)
            if (pool.at[i].held >= least)
                core.at[core.count++] = pool.at[i].term;
    return core;
}

float members_likeness(const struct statement *s, const struct core *core)
{
    float common = 0, own = 0, all = 0;
    for (uint32_t i = 0; i < s->term_count; i++)
        own += s->terms[i].weight;
    for (uint32_t k = 0, i = 0; k < core->count; k++) {
        while (i < s->term_count && s->terms[i].key < core->at[k].key)
            i++;
        bool has = i < s->term_count && s->terms[i].key == core->at[k].key;
        common += has ? s->terms[i].weight : 0;
        all += has ? s->terms[i].weight : core->at[k].weight;
    }
    return common > 0 ? 2 * common / (own + all) : 0;
}

/* ---- when ---- */

enum time_sense { NO_TIME, BEFORE, OF_NOW };

/* "had told": told of as over when the event came. */
static bool is_past_perfect(const struct report *report, const struct statement *s)
{
    const uint8_t *tags = report->notes.tags;
    for (uint32_t i = s->first_token; tags && i + 1 < s->token_end; i++)
        if (tags[i] == WORD_TAG_VBD && span_equal(token_folded(&report->notes.tokens, i), SPAN("had")) &&
            (tags[i + 1] == WORD_TAG_VBN || tags[i + 1] == WORD_TAG_RB))
            return true;
    return false;
}

static bool is_dated(const struct date *d, const struct statement *s)
{
    return mark_holds(s->at, d->at) && when_known(d->when) && (d->type == DATE_DATE || d->type == DATE_TIME);
}

static enum time_sense sense_of(const struct comparison *c, const struct statement *s, struct when event)
{
    const struct report *report = c->reports[s->report];
    enum time_sense sense = is_past_perfect(report, s) ? BEFORE : NO_TIME;
    for (uint32_t d = line_first_date(report, s); d < report->notes.dates.count; d++) {
        const struct date *date = &report->notes.dates.at[d];
        if (date->at.from >= s->at.to)
            break;
        if (!is_dated(date, s))
            continue;
        if (date->when.to > event.from - DAY_SECONDS)
            return OF_NOW;
        sense = BEFORE;
    }
    return sense;
}

bool members_are_past(const struct comparison *c, const struct members *m, uint32_t cluster, struct when event)
{
    bool before = false;
    for (uint32_t i = m->first[cluster]; i; i = m->next[i - 1]) {
        enum time_sense sense = sense_of(c, &c->statements.at[i - 1], event);
        if (sense == OF_NOW)
            return false;
        before |= sense == BEFORE;
    }
    return before;
}

struct when members_time(const struct comparison *c, const struct members *m, uint32_t cluster, uint32_t reports)
{
    struct when best = { .precision = WHEN_UNKNOWN };
    uint32_t votes = 0;
    for (uint32_t i = m->first[cluster]; i; i = m->next[i - 1]) {
        const struct statement *s = &c->statements.at[i - 1];
        const struct report *report = c->reports[s->report];
        for (uint32_t d = line_first_date(report, s); d < report->notes.dates.count; d++) {
            const struct date *date = &report->notes.dates.at[d];
            if (date->at.from >= s->at.to)
                break;
            if (!is_dated(date, s) || date->when.precision < WHEN_YEAR || !line_is_dated(c, s, date->at) ||
                line_date_is_aside(c, s, date->at))
                continue;
            if (votes && date->when.from == best.from && date->when.to == best.to) {
                votes++;
            } else if (!votes || (votes == 1 && date->when.precision > best.precision)) {
                best = date->when;
                votes = 1;
            }
        }
    }
    return votes * TIME_VOTES >= reports ? best : (struct when){ .precision = WHEN_UNKNOWN };
}

struct span members_speaker(const struct comparison *c, const struct members *m, uint32_t cluster)
{
    uint32_t speaker = UINT32_MAX;
    for (uint32_t i = m->first[cluster]; i; i = m->next[i - 1]) {
        const struct statement *s = &c->statements.at[i - 1];
        if (s->attribution == ATTRIBUTION_NONE)
            return (struct span){ NULL, 0 };
        uint32_t name = name_of(c, s->report, c->reports[s->report]->notes.attributions.at[s->attribution].speaker);
        if (name == UINT32_MAX || (speaker != UINT32_MAX && speaker != name))
            return (struct span){ NULL, 0 };
        speaker = name;
    }
    return c->names.at[speaker].name;
}
