#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "compare/difference_fact.h"
#include "compare/difference_interval.h"
#include "compare/difference_opposite.h"
#include "compare/difference_scope.h"
#include "compare/differences.h"
#include "news/word_tag.h"
#include "tables/concept.h"
#include "tables/measure_word.h"

/* Points for two figures to be about one thing, beside what their surroundings say (difference_fact.h). */
static const float points_thing = 0.38f, points_other_sort = 0.28f, points_part_of_thing = 0.22f, points_event = 0.42f;
static const float points_equal = 0.12f, points_telling = 0.12f, points_sole = 0.1f, points_same_age = 0.6f;
static const float other_thing = 0.3f, other_scope = 0.3f, other_names = 0.2f, other_value = 0.08f, by_size = 0.07f, open_by = 4,
                   other_rank = 0.35f, other_verb = 0.1f, other_day = 0.25f, several_values = 0.2f;
static const float enough = 0.58f;

/* "More than 500" and "527" may stand in one report, "at least 17" and "23" are about two things. */
static const double near_share = 0.75;

/* A count up to it is so common that two equal ones tell nothing. */
enum { SEVERAL = INT32_MAX, SMALL = 10, NOUN_REACH = 5, BEARING_REACH = 3, APART_BYTES = 12, PER_REPORT = 3 };

static const struct figure *figure_of(const struct facts *facts, const struct fact *f)
{
    return &facts->c->reports[f->report]->notes.figures.at[f->number];
}

/* ---- what a figure counts ---- */

static const struct concept_row *concept_of(const struct report *report, uint32_t token)
{
    struct span word = token_folded(&report->notes.tokens, token);
    const struct concept_row *row = table_find(&concept_table, word);
    while (row && report->article.language.len && !span_equal(row->language, report->article.language))
        row = table_next(&concept_table, row);
    return row;
}

/* "people", "victims": nobody in particular. */
static bool is_anybody(const struct report *report, uint32_t token)
{
    const struct concept_row *row = concept_of(report, token);
    return row && (span_equal(row->concept, SPAN("person")) || span_equal(row->concept, SPAN("victim")));
}

static bool heads_first(struct span language)
{
    return span_equal(language, SPAN("fr")) || span_equal(language, SPAN("es"));
}

/* What is counted where annotate did not tell: "three other automatic rifles".  By parts of speech, up to the
 * first noun behind which none stands. */
static struct mark noun_behind(const struct report *report, const struct figure *f)
{
    const struct tokens *tokens = &report->notes.tokens;
    const uint8_t *tags = report->notes.tags;
    uint32_t first = token_at(tokens, f->at.to), noun = UINT32_MAX;
    if (!tags || f->dimension != DIMENSION_COUNT)
        return f->of;
    for (uint32_t i = first; i < tokens->count && i < first + NOUN_REACH; i++) {
        bool is_noun = tags[i] >= WORD_TAG_NN && tags[i] <= WORD_TAG_NNPS;
        bool describes = tags[i] == WORD_TAG_JJ || tags[i] == WORD_TAG_JJR || tags[i] == WORD_TAG_VBN || tags[i] == WORD_TAG_CD;
        if (tokens->at[i].kind == TOKEN_PUNCTUATION || (!is_noun && (!describes || noun != UINT32_MAX)))
            break;
        noun = is_noun ? i : noun;
    }
    return noun == UINT32_MAX ? f->of : (struct mark){ tokens->at[first].at.from, tokens->at[noun].at.to };
}

/* "Arrested three times" counts no people. */
static bool is_measure(const struct report *report, struct mark of)
{
    const struct tokens *tokens = &report->notes.tokens;
    if (of.to <= of.from)
        return false;
    const struct measure_word_row *row = table_find(&measure_word_table, token_folded(tokens, token_at(tokens, of.to - 1)));
    while (row && report->article.language.len && !span_equal(row->language, report->article.language))
        row = table_next(&measure_word_table, row);
    return row != NULL;
}

/* Each content word of what is counted is a key, the noun itself is the head. */
static void take_things(struct fact *f, const struct comparison *c, const struct figure *figure, struct mark of, uint64_t base)
{
    const struct report *report = c->reports[f->report];
    const struct tokens *tokens = &report->notes.tokens;
    bool anybody = false;
    if (of.to <= of.from)
        return;
    for (uint32_t i = token_at(tokens, of.from); i < tokens->count && tokens->at[i].at.to <= of.to; i++) {
        uint64_t key = c->words[f->report][i].key;
        bool event = mark_holds(figure->event, tokens->at[i].at);
        if (!key || event)
            continue;
        bool person = is_anybody(report, i);
        anybody |= person;
        if (!person)
            fact_add_key(f, hash_mix(base, key));
        if (!person && (!f->head || !heads_first(report->article.language)))
            f->head = key;
    }
    if (anybody)
        f->head = 0;
}

/* The person whose age it is: "Jane Roe, 40,", "40-year-old Jane Roe". */
static uint32_t owner_of(const struct comparison *c, uint32_t r, const struct figure *f, uint32_t first, uint32_t end)
{
    const struct annotations *notes = &c->reports[r]->notes;
    uint32_t low = 0, high = notes->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (notes->mentions.at[middle].at.from < f->at.from)
            low = middle + 1;
        else
            high = middle;
    }
    if (low && first) {
        const struct mention *before = &notes->mentions.at[low - 1];
        uint32_t last = token_at(&notes->tokens, before->at.to - 1);
        bool comma = notes->tokens.at[first - 1].kind == TOKEN_PUNCTUATION;
        if (before->type == ENTITY_PERSON && comma && first - last == 2)
            return name_of(c, r, before->entity);
    }
    if (low == notes->mentions.count || notes->mentions.at[low].type != ENTITY_PERSON)
        return UINT32_MAX;
    /* right behind, but for a comma: "the 40-year-old Jane Roe", "a 40-year-old driver, Jane Roe" */
    uint32_t begin = token_at(&notes->tokens, notes->mentions.at[low].at.from);
    bool comma = end < notes->tokens.count && notes->tokens.at[end].kind == TOKEN_PUNCTUATION;
    return begin <= end + comma ? name_of(c, r, notes->mentions.at[low].entity) : UINT32_MAX;
}

static bool is_dated(const struct report *report, const struct figure *f)
{
    const struct dates *dates = &report->notes.dates;
    uint32_t low = 0, high = dates->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (dates->at[middle].at.to <= f->number.from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < dates->count && mark_overlaps(dates->at[low].at, f->number) && dates->at[low].type != DATE_DURATION;
}

/* "Nearly 235,000" is no 250,000: a rough number is as rough as the last digit that was said. */
static void narrow(struct fact *fact, const struct figure *f)
{
    double half = interval_rounding(f->value) * 2 * (f->factor != 0 ? f->factor : 1);
    if (!f->approximate || isinf(fact->low) || isinf(fact->high))
        return;
    fact->low = fmax(fact->low, fact->said - half);
    fact->high = fmin(fact->high, fact->said + half);
}

/* The first date of the statement that names a day or a month, or UINT32_MAX. */
static uint32_t date_beside(const struct report *report, const struct statement *s, struct mark at)
{
    const struct dates *dates = &report->notes.dates;
    uint32_t low = 0, high = dates->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (dates->at[middle].at.from < s->at.from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < dates->count && dates->at[low].at.to <= s->at.to; low++)
        if (dates->at[low].when.precision >= WHEN_MONTH && !mark_overlaps(dates->at[low].at, at))
            return low;
    return UINT32_MAX;
}

/* "150 miles west of the port": the words reach as far as the direction. */
static const struct opposite_row *bearing_of(const struct report *report, struct fact *f)
{
    const struct tokens *tokens = &report->notes.tokens;
    for (uint32_t i = f->token_end; i < tokens->count && i < f->token_end + BEARING_REACH; i++) {
        const struct opposite_row *row = opposite_at(report, i);
        if (tokens->at[i].kind == TOKEN_PUNCTUATION)
            return NULL;
        if (!row || row->kind != DIFFERENCE_OF_PLACE)
            continue;
        f->at.to = tokens->at[i].at.to;
        f->token_end = i + 1;
        return row;
    }
    return NULL;
}

static void take_figure(struct facts *facts, uint32_t r, uint32_t figure, uint32_t statement)
{
    const struct comparison *c = facts->c;
    const struct report *report = c->reports[r];
    const struct figure *f = &report->notes.figures.at[figure];
    if (f->dimension == DIMENSION_IDENTIFIER || is_dated(report, f))
        return;
    const struct tokens *tokens = &report->notes.tokens;
    struct fact fact = { .report = r, .statement = statement, .number = figure, .subject = UINT32_MAX,
                         .low = figure_base(f, f->low), .high = figure_base(f, f->high), .said = figure_base(f, f->value) };
    narrow(&fact, f);
    fact.date = date_beside(report, &c->statements.at[statement], f->at);
    struct mark of = f->of.to > f->of.from ? f->of : noun_behind(report, f);
    fact.at = f->at;
    if (of.to > of.from && of.from >= f->at.to && of.from - f->at.to < APART_BYTES)     /* "three other rifles" */
        fact.at.to = of.to;
    fact.token = token_at(tokens, f->at.from);
    fact.token_end = token_at(tokens, fact.at.to - 1) + 1;
    fact.slot = f->dimension == DIMENSION_COUNT ? table_find(&slot_table, span_of(figure_state_label(f->state))) : NULL;
    if (f->dimension == DIMENSION_COUNT && f->value == 1 && !fact.slot)     /* as good as an article */
        return;
    fact.scope = scope_of(report, c->words[r], figure, fact.token, fact.token_end);
    if (fact.slot && is_measure(report, of))
        fact.slot = NULL;
    uint64_t base = hash_mix(f->dimension, f->dimension == DIMENSION_MONEY ? hash_span(f->unit) : 0);
    if (f->dimension == DIMENSION_AGE)
        fact.subject = owner_of(c, r, f, fact.token, fact.token_end);
    take_things(&fact, c, f, of, base);
    fact.thing_count = fact.key_count;
    if (fact.slot)
        fact_add_key(&fact, hash_mix(base, table_index(&slot_table, fact.slot) + 1));
    if (f->dimension != DIMENSION_COUNT)
        fact_add_key(&fact, base);
    int64_t rounded = (int64_t)fmax(-1e15, fmin(1e15, fact.said * 8));
    fact_add_key(&fact, hash_mix(base, (uint64_t)rounded));
    fact.opposite = f->dimension == DIMENSION_LENGTH ? bearing_of(report, &fact) : NULL;
    fact_add(facts, fact);
}

/* Figures and statements of one report are both sorted by place. */
static uint64_t of_report(const struct fact *f, uint64_t what) { return hash_mix(f->report, what); }

/* What a report gives only one value of, and what value it gives only once.  Of several dead, those that it tells of
 * first are the story's; others may be of what happened before. */
static void mark_sole(struct facts *facts, struct arena scratch)
{
    struct map times = map_in(&scratch, facts->count), values = map_in(&scratch, facts->count);
    struct map firsts = map_in(&scratch, facts->count);
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < facts->count; i++) {
            struct fact *f = &facts->at[i];
            uint64_t thing = f->slot ? table_index(&slot_table, f->slot) + 1 : 0;
            for (uint32_t k = 0; k < f->thing_count; k++)
                thing += f->keys[k];           /* in any order */
            uint32_t *time = map_at(&times, of_report(f, f->keys[f->key_count - 1]), NULL);
            uint32_t *value = map_at(&values, of_report(f, hash_mix(thing, figure_of(facts, f)->dimension)), NULL);
            uint32_t *first = map_at(&firsts, of_report(f, hash_mix(thing, figure_of(facts, f)->dimension)), NULL);
            if (pass == 0) {
                ++*time;
                *first = *first ? *first : i + 1;
                bool same = !*value || (*value != SEVERAL && facts->at[*value - 1].said == f->said);
                *value = same ? i + 1 : SEVERAL;
            } else {
                f->sole = *time == 1;
                f->several = *value == SEVERAL && (f->head || facts->at[*first - 1].said != f->said);
            }
        }
}

static void gather(struct facts *facts)
{
    const struct comparison *c = facts->c;
    uint32_t figure = 0, report = UINT32_MAX;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[i];
        const struct figures *figures = &c->reports[s->report]->notes.figures;
        if (s->report != report)
            figure = 0;
        report = s->report;
        while (figure < figures->count && figures->at[figure].number.from < s->at.from)
            figure++;
        for (; figure < figures->count && figures->at[figure].number.to <= s->at.to; figure++)
            take_figure(facts, report, figure, i);
    }
}

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
        return points_equal - open_by * size;
    return x->dimension == DIMENSION_ORDINAL || x->dimension == DIMENSION_SCORE ? -other_rank - size : -other_value - size;
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
    const struct figure *x = figure_of(facts, a), *y = figure_of(facts, b);
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
    return interval_same(figure_of(facts, a), figure_of(facts, b), a, b) || (a->slot && near && !interval_apart(a, b));
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

static struct span name_slot(struct arena *keep, struct arena scratch, const struct facts *facts, const uint32_t *members,
                             uint32_t count)
{
    const struct fact *f = telling_fact(facts, members, count);
    const struct figure *figure = figure_of(facts, f);
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
    struct span topic = fact_topic(keep, scratch, facts, members, count), label = span_of(dimension_label(figure->dimension));
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
            d.values[d.count++] = (struct difference_value){ evidence_at(facts->c, f->report, f->at),
                                                             interval_text(keep, figure_of(facts, f)), f->low, f->high };
    }
    if (first->opposite)
        d.kind = DIFFERENCE_OF_PLACE;
    d.slot = name_slot(keep, scratch, facts, members, count);
    d.unit = first->slot && first->slot->people && !first->head ? SPAN("people") : figure_of(facts, first)->unit;
    d.weight = first->slot ? 1 : 0;
    difference_add(out, keep, scratch, facts->c, d);
}

void figure_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                        const struct fact_words *words)
{
    struct facts facts = facts_in(&scratch, c, words);
    gather(&facts);
    mark_sole(&facts, scratch);
    facts_group(&facts, scratch, relation, agree, enough);
    uint32_t *members = arena_new(&scratch, uint32_t, facts.count);
    for (uint32_t i = 0; i < facts.count; i++) {
        uint32_t count = fact_members(&facts, i, members);
        if (count)
            tell_group(&facts, keep, scratch, out, members, count);
    }
}
