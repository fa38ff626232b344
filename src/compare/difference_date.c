#include <math.h>
#include <stdlib.h>

#include "compare/align.h"
#include "compare/differences.h"

enum { VALUES_MAX = 64 };

/* Two statements must be this alike, besides being one claim, before their days are held against each
 * other: "he left on Monday" and "he came on Tuesday" share much. */
static const float alike_from = 0.45f;

struct dated { uint32_t statement, date; };

static const struct date *date_of(const struct comparison *c, const struct dated *d)
{
    return &c->reports[c->statements.at[d->statement].report]->notes.dates.at[d->date];
}

/* The one date of a statement; false when it has none or several, or one that was not resolved. */
static bool only_date(const struct comparison *c, uint32_t statement, struct dated *out)
{
    const struct statement *s = &c->statements.at[statement];
    const struct dates *dates = &c->reports[s->report]->notes.dates;
    uint32_t found = 0, low = 0, high = dates->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (dates->at[middle].at.from < s->at.from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < dates->count && dates->at[low].at.to <= s->at.to; low++) {
        const struct date *d = &dates->at[low];
        if ((d->type == DATE_DATE || d->type == DATE_TIME) && when_known(d->when) && d->value[0]) {
            *out = (struct dated){ statement, low };
            found++;
        }
    }
    return found == 1;
}

static bool same_when(struct when a, struct when b) { return a.from == b.from && a.to == b.to; }

static enum difference_label judge_pair(struct when a, struct when b)
{
    if (same_when(a, b))
        return DIFFERENCE_AGREE;
    return a.to <= b.from || b.to <= a.from ? DIFFERENCE_CONFLICT : DIFFERENCE_MORE_PRECISE;
}

static struct span words_of(const struct comparison *c, const struct dated *d)
{
    return words_at(c, c->statements.at[d->statement].report, date_of(c, d)->at);
}

static enum difference_label judge(struct arena *keep, const struct comparison *c, const struct dated *at, uint32_t count,
                                   struct span *reason)
{
    enum difference_label label = DIFFERENCE_AGREE;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count; k++) {
            enum difference_label here = judge_pair(date_of(c, &at[i])->when, date_of(c, &at[k])->when);
            if (here == DIFFERENCE_AGREE || (label != DIFFERENCE_AGREE && here >= label))
                continue;
            struct span x = words_of(c, &at[i]), y = words_of(c, &at[k]);
            label = here;
            *reason = arena_printf(keep, "“%.*s” and “%.*s”: %s", (int)x.len, x.at, (int)y.len, y.at,
                                   here == DIFFERENCE_CONFLICT ? "not the same day" : "one lies inside the other");
        }
    return label;
}

static void tell(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                 const struct dated *at, uint32_t count)
{
    struct difference d = { .slot = SPAN("when"), .values = arena_new(keep, struct difference_value, count) };
    const struct statement *first = &c->statements.at[at[0].statement];
    struct span words = words_at(c, first->report, first->at);
    bool two = false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t report = c->statements.at[at[i].statement].report;
        two |= report != first->report;
        d.values[d.count++] = (struct difference_value){ evidence_at(c, report, date_of(c, &at[i])->at),
                                                         arena_copy(keep, span_of(date_of(c, &at[i])->value)), NAN, NAN };
    }
    d.label = (uint8_t)judge(keep, c, at, count, &d.reason);
    if (!two || d.label == DIFFERENCE_AGREE)
        return;
    d.slot = arena_printf(keep, "day: %.*s", (int)words.len, words.at);
    difference_add(out, keep, scratch, c, d);
}

struct member { uint32_t claim, statement; };

static int by_claim(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    if (x->claim != y->claim)
        return (x->claim > y->claim) - (x->claim < y->claim);
    return (x->statement > y->statement) - (x->statement < y->statement);
}

static bool is_alike(const struct comparison *c, const struct dated *at, uint32_t count, uint32_t statement)
{
    for (uint32_t i = 0; i < count; i++)
        if (align_score(&c->statements.at[at[i].statement], &c->statements.at[statement]) >= alike_from)
            return true;
    return count == 0;
}

void date_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c)
{
    uint32_t count = c->statements.count;
    struct member *members = arena_new(&scratch, struct member, count);
    for (uint32_t i = 0; i < count; i++)
        members[i] = (struct member){ c->statements.at[i].claim, i };
    qsort(members, count, sizeof *members, by_claim);
    for (uint32_t from = 0, to; from < count; from = to) {
        struct dated at[VALUES_MAX];
        uint32_t found = 0;
        for (to = from; to < count && members[to].claim == members[from].claim; to++) {
            bool room = found < VALUES_MAX;
            if (room && only_date(c, members[to].statement, &at[found]) && is_alike(c, at, found, members[to].statement))
                found++;
        }
        if (found >= 2)
            tell(out, keep, scratch, c, at, found);
    }
}
