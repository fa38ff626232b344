#include "compare/difference_figure.h"

#include <math.h>

#include "compare/difference_scope.h"
#include "compare/differences.h"

/* Points for two figures to be about one thing, beside what their surroundings say (difference_fact.h). */
static const float points_thing = 0.38f, points_other_sort = 0.28f, points_part_of_thing = 0.22f, points_event = 0.42f,
                   points_people = 0.2f;
static const float points_equal = 0.12f, points_telling = 0.12f, points_sole = 0.1f, points_same_age = 0.6f;
static const float other_thing = 0.3f, other_scope = 0.3f, other_names = 0.2f, other_value = 0.08f, by_size = 0.07f,
                   open_by = 4, other_open = 0.2f, other_rank = 0.5f, other_verb = 0.1f, other_day = 0.25f, several_values = 0.2f;
static const float enough = 0.58f;

/* Beyond this ratio, as a logarithm, an open number and another one are hardly of one thing. */
static const double far_off = 0.5;

/* "More than 500" and "527" may stand in one report, "at least 17" and "23" are about two things. */
static const double near_share = 0.84;

/* A count up to it is so common that two equal ones tell nothing. */
enum { SMALL = 10, PER_REPORT = 3 };

/* ---- which are about one thing ---- */

static float age_relation(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    bool known = a->subject != UINT32_MAX && b->subject != UINT32_MAX;
    if (known)
        return a->subject == b->subject ? 1 : 0;
    return a->low == b->low && a->high == b->high ? points_same_age + fact_closeness(facts, a, b) : 0;
}

static uint32_t shared_things(const struct fact *a, const struct fact *b)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < a->thing_count; i++)
        for (uint32_t k = 0; k < b->thing_count; k++)
            shared += a->keys[i] == b->keys[k];
    return shared;
}

/* "Assault rifles" and "hunting rifles" are both rifles, and not the same. */
static float thing_points(const struct fact *a, const struct fact *b)
{
    if (a->head && a->head == b->head)
        return shared_things(a, b) < 2 && a->thing_count > 1 && b->thing_count > 1 ? points_other_sort : points_thing;
    if (a->slot && a->slot == b->slot && !a->head && !b->head)
        return 0; /* the dead are people */
    if (!a->head && !b->head && shared_things(a, b))
        return shared_things(a, b) > 1 ? points_thing : points_people;
    if (a->head && b->head && shared_things(a, b))
        return points_part_of_thing;
    return a->head && b->head ? -other_thing : 0;
}

static float value_points(const struct figure *x, const struct figure *y, const struct fact *a, const struct fact *b)
{
    if (a->said == b->said || interval_same(x, y, a, b)) {
        bool telling = x->dimension != DIMENSION_COUNT || fabs(a->said) > SMALL;
        return points_equal + (telling ? points_telling : 0) + (telling && a->sole && b->sole ? points_sole : 0);
    }
    double ratio = fabs(log(fmax(fabs(a->said), 1e-3) / fmax(fabs(b->said), 1e-3)));
    float size = by_size * (float)fmin(ratio, 6);
    if (!interval_apart(a, b))
        return points_equal - open_by * size - (a->slot || ratio < far_off ? 0 : other_open);
    return x->dimension == DIMENSION_ORDINAL || x->dimension == DIMENSION_SCORE ? -other_rank - size
                                                                                : -other_value - size;
}

/* Whether days stand beside both that are not the same: what happened on them are two things. */
static bool days_differ(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    if (a->date == UINT32_MAX || b->date == UINT32_MAX)
        return false;
    struct when x = facts->c->reports[a->report]->notes.dates.at[a->date].when;
    struct when y = facts->c->reports[b->report]->notes.dates.at[b->date].when;
    return when_known(x) && when_known(y) && (x.to <= y.from || y.to <= x.from);
}

static float relation(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    const struct figure *x = fact_figure(facts, a), *y = fact_figure(facts, b);
    if (x->dimension != y->dimension || (x->dimension == DIMENSION_MONEY && !span_equal(x->unit, y->unit)))
        return 0;
    if (a->slot && b->slot && a->slot != b->slot)
        return 0;
    /* "rose by 5" and "rose to 5" are no two values of one thing */
    if ((x->change == FIGURE_CHANGE_BY) != (y->change == FIGURE_CHANGE_BY) ||
        (x->change == FIGURE_CHANGE_FROM) != (y->change == FIGURE_CHANGE_FROM))
        return 0;
    if (x->dimension == DIMENSION_AGE)
        return age_relation(facts, a, b);
    float value = value_points(x, y, a, b);
    float points = thing_points(a, b) + value + fact_closeness(facts, a, b);
    points += a->slot && a->slot == b->slot ? points_event : 0;
    if (value > 0)
        return points;
    if (a->verb && b->verb && a->verb != b->verb)
        points -= other_verb;
    if (a->several || b->several)
        points -= several_values;
    if (days_differ(facts, a, b))
        points -= other_day;
    if (scope_differs(a->scope, b->scope))
        points -= other_scope;
    return fact_names_differ(facts, a, b) ? points - other_names : points;
}

/* One report gives one value: two different ones of it cannot be in one slot, save where one lies inside the other. */
static bool agree(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    bool near = fmin(a->said, b->said) > fmax(a->said, b->said) * near_share;
    return interval_same(fact_figure(facts, a), fact_figure(facts, b), a, b) ||
           (a->slot && near && !interval_apart(a, b));
}

/* ---- telling ---- */

/* The one that says most of what it is about. */
static const struct fact *telling_fact(const struct facts *facts, const uint32_t *members, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (facts->at[members[i]].slot)
            return &facts->at[members[i]];
    for (uint32_t i = 0; i < count; i++)
        if (facts->at[members[i]].head)
            return &facts->at[members[i]];
    return &facts->at[members[0]];
}

static struct span name_slot(struct arena *keep, struct arena scratch, const struct facts *facts,
                             const uint32_t *members, uint32_t count)
{
    const struct fact *f = telling_fact(facts, members, count);
    const struct figure *figure = fact_figure(facts, f);
    struct span of = words_at(facts->c, f->report, figure->of);
    bool one_head = f->head != 0;
    for (uint32_t i = 0; i < count; i++)
        one_head &= facts->at[members[i]].head == f->head;
    for (uint32_t i = 0; i < count && figure->dimension == DIMENSION_AGE; i++)
        if (facts->at[members[i]].subject != UINT32_MAX) {
            struct span name = facts->c->names.at[facts->at[members[i]].subject].name;
            return arena_printf(keep, "age of %.*s", (int)name.len, name.at);
        }
    if (f->slot && !one_head)
        return f->slot->slot;
    if (f->slot && of.len)
        return arena_printf(keep, "%.*s: %s", (int)of.len, of.at, figure_state_label(figure->state));
    if (figure->dimension == DIMENSION_COUNT && of.len)
        return of;
    struct span topic = fact_topic(keep, scratch, facts, members, count),
                label = span_of(dimension_label(figure->dimension));
    if (of.len && figure->dimension != DIMENSION_DURATION)
        topic = of;
    return topic.len ? arena_printf(keep, "%.*s: %.*s", (int)label.len, label.at, (int)topic.len, topic.at) : label;
}

static void tell_group(const struct facts *facts, struct arena *keep, struct arena scratch, struct difference_list *out,
                       const uint32_t *members, uint32_t count)
{
    const struct fact *first = telling_fact(facts, members, count);
    struct difference d = { .kind = DIFFERENCE_OF_FIGURE, .values = arena_new(keep, struct difference_value, count) };
    uint32_t of_report = 0, report = UINT32_MAX;
    d.label = (uint8_t)interval_judge(keep, facts, members, count, &d.reason);
    for (uint32_t i = 0; i < count; i++) {
        const struct fact *f = &facts->at[members[i]];
        of_report = f->report == report ? of_report + 1 : 0;
        report = f->report;
        if (of_report < PER_REPORT)
            d.values[d.count++] =
                (struct difference_value){ evidence_at(facts->c, f->report, f->at),
                                           interval_text(keep, fact_figure(facts, f)), f->low, f->high };
    }
    if (first->opposite)
        d.kind = DIFFERENCE_OF_PLACE;
    d.slot = name_slot(keep, scratch, facts, members, count);
    d.unit = first->slot && first->slot->people && !first->head ? SPAN("people") : fact_figure(facts, first)->unit;
    d.weight = first->slot ? 1 : 0;
    difference_add(out, keep, scratch, facts->c, d);
}

void figure_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                        const struct comparison *c, const struct fact_words *words)
{
    struct facts facts = facts_in(&scratch, c, words);
    figure_facts(&facts, scratch);
    facts_group(&facts, scratch, relation, agree, enough);
    facts_tell(&facts, keep, scratch, out, tell_group);
}
