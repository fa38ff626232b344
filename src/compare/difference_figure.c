#include <math.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "compare/align.h"
#include "compare/differences.h"
#include "tables/concept.h"
#include "tables/slot.h"

enum { EVENT_REACH = 9, SAME_THING_MAX = 300 };

/* Points for two figures to be about one thing. */
static const float points_event = 0.45f, points_thing = 0.35f, points_claim = 0.4f, points_equal = 0.1f, points_enough = 0.62f;

/* A figure in its statement. */
struct value {
    uint32_t report, figure, statement;
    uint64_t thing;                    /* key of what is counted; 0 for nothing named */
    const struct slot_row *slot;       /* the happening it stands beside, or NULL */
    double low, high, said;            /* base units */
    uint32_t group;                    /* number of its slot's first value, union-find */
    uint32_t next, last;               /* chain of the values of a slot: 0 ends it; last is kept at the first */
};

struct gathering {
    const struct comparison *c;
    struct arena *keep;
    struct value *at;
    size_t count, room;
};

struct link { float score; uint32_t a, b; };

static const struct figure *figure_of(const struct gathering *g, const struct value *v)
{
    return &g->c->reports[v->report]->notes.figures.at[v->figure];
}

/* ---- what a figure is about ---- */

static bool is_person_word(struct span concept)
{
    return span_equal(concept, SPAN("person")) || span_equal(concept, SPAN("victim"));
}

static const struct concept_row *concept_of(const struct report *report, uint32_t token)
{
    struct span word = token_folded(&report->notes.tokens, token);
    const struct concept_row *row = table_find(&concept_table, word);
    while (row && report->article.language.len && !span_equal(row->language, report->article.language))
        row = table_next(&concept_table, row);
    return row;
}

static const struct slot_row *slot_at(const struct report *report, uint32_t token)
{
    const struct concept_row *concept = concept_of(report, token);
    return concept ? table_find(&slot_table, concept->concept) : NULL;
}

/* What parts one thing told from the next: "at least 87 people died and 14 are missing". */
static unsigned step_over(const struct report *report, const struct word *words, uint32_t token)
{
    const struct token *t = &report->notes.tokens.at[token];
    if (t->kind == TOKEN_NUMBER)
        return EVENT_REACH;
    if (t->kind == TOKEN_PUNCTUATION)
        return 4;
    return words[token].opens ? 4 : 1;
}

/* The first happening from `from` on, in one direction, and how far away it is. */
static const struct slot_row *look(const struct report *report, const struct word *words, const struct statement *s,
                                   uint32_t from, int step, unsigned *away)
{
    *away = 0;
    for (uint32_t i = from; i >= s->first_token && i < s->token_end; i += (uint32_t)step) {
        *away += step_over(report, words, i);
        if (*away > EVENT_REACH)
            return NULL;
        const struct slot_row *row = slot_at(report, i);
        if (row)
            return row;
        if (i == 0 && step < 0)
            return NULL;
    }
    return NULL;
}

/* The happening a figure stands beside within its statement: "left at least 144 people dead", "killed 87". */
static const struct slot_row *slot_beside(const struct report *report, const struct word *words,
                                          const struct statement *s, struct mark at)
{
    const struct tokens *tokens = &report->notes.tokens;
    uint32_t first = token_at(tokens, at.from), behind = token_at(tokens, at.to - 1) + 1;
    unsigned before_away, behind_away;
    const struct slot_row *before = first ? look(report, words, s, first - 1, -1, &before_away) : NULL;
    const struct slot_row *after = look(report, words, s, behind, 1, &behind_away);
    if (before && after)
        return before_away < behind_away ? before : after;
    return after ? after : before;
}

/* The happening that the figure itself is known to tell of. */
static const struct slot_row *slot_of_state(const struct figure *f)
{
    static const char *const concepts[FIGURE_STATE_TOTAL] = {
        [FIGURE_KILLED] = "kill", [FIGURE_INJURED] = "injure", [FIGURE_MISSING] = "miss", [FIGURE_ARRESTED] = "arrest",
        [FIGURE_SENTENCED] = "sentence", [FIGURE_DISPLACED] = "evacuate", [FIGURE_RESCUED] = "rescue",
        [FIGURE_ILL] = "disease", [FIGURE_DESTROYED] = "destroy", [FIGURE_DAMAGED] = "damage",
    };
    return concepts[f->state] ? table_find(&slot_table, span_of(concepts[f->state])) : NULL;
}

/* The last content word of what is counted; people and victims are one thing. */
static uint64_t thing_of(const struct report *report, const struct word *words, struct mark of, bool *people)
{
    const struct tokens *tokens = &report->notes.tokens;
    uint64_t key = 0;
    *people = false;
    for (uint32_t i = token_at(tokens, of.from); i < tokens->count && tokens->at[i].at.to <= of.to; i++) {
        uint64_t word = words[i].key;
        const struct concept_row *concept = concept_of(report, i);
        *people |= concept && (is_person_word(concept->concept) || table_find(&slot_table, concept->concept));
        key = word ? word : key;
    }
    return key;
}

/* What a figure counts; of "600 of its 4,100 jobs" both count jobs. */
static struct mark counted_by(const struct report *report, uint32_t figure)
{
    const struct figures *figures = &report->notes.figures;
    const struct figure *f = &figures->at[figure];
    if (f->of.to > f->of.from || f->dimension != DIMENSION_COUNT || figure + 1 == figures->count)
        return f->of;
    const struct figure *whole = &figures->at[figure + 1];
    const struct tokens *tokens = &report->notes.tokens;
    uint32_t behind = token_at(tokens, f->at.to - 1) + 1, next = token_at(tokens, whole->at.from);
    bool part = behind < next && next - behind <= 5 && span_equal(token_folded(tokens, behind), SPAN("of"));
    return part ? whole->of : f->of;
}

static void take_figure(struct gathering *g, struct arena *arena, uint32_t report, uint32_t figure, uint32_t statement)
{
    const struct report *r = g->c->reports[report];
    const struct figure *f = &r->notes.figures.at[figure];
    if (f->dimension == DIMENSION_IDENTIFIER || f->dimension == DIMENSION_ORDINAL)
        return;
    struct value v = { .report = report, .figure = figure, .statement = statement,
                       .low = figure_base(f, f->low), .high = figure_base(f, f->high),
                       .said = figure_base(f, f->value) };
    bool people;
    v.thing = thing_of(r, g->c->words[report], counted_by(r, figure), &people);
    if (f->dimension == DIMENSION_COUNT && (people || !v.thing) && !(v.slot = slot_of_state(f)))
        v.slot = slot_beside(r, g->c->words[report], &g->c->statements.at[statement], f->number);
    if (v.slot)
        v.thing = 0;
    v.group = v.last = (uint32_t)g->count;
    ARENA_ROOM(arena, g->at, g->count, g->room);
    g->at[g->count++] = v;
}

static void gather(struct gathering *g, struct arena *arena)
{
    uint32_t figure = 0, report = UINT32_MAX;
    for (uint32_t i = 0; i < g->c->statements.count; i++) {
        const struct statement *s = &g->c->statements.at[i];
        const struct figures *figures = &g->c->reports[s->report]->notes.figures;
        if (s->report != report)
            figure = 0;
        report = s->report;
        while (figure < figures->count && figures->at[figure].number.from < s->at.from)
            figure++;
        for (; figure < figures->count && figures->at[figure].number.to <= s->at.to; figure++)
            take_figure(g, arena, report, figure, i);
    }
}

/* ---- which are about one thing ---- */

static bool units_agree(const struct figure *a, const struct figure *b)
{
    if (a->dimension != b->dimension)
        return false;
    return a->dimension != DIMENSION_MONEY || span_equal(a->unit, b->unit);
}

static bool shares_name(const struct statement *a, const struct statement *b)
{
    for (uint32_t i = 0, k = 0; i < a->term_count && k < b->term_count;) {
        if (a->terms[i].key == b->terms[k].key && a->terms[i].kind == TERM_ENTITY)
            return true;
        if (a->terms[i].key < b->terms[k].key)
            i++;
        else
            k++;
    }
    return false;
}

static float relation(const struct gathering *g, const struct value *a, const struct value *b)
{
    const struct figure *x = figure_of(g, a), *y = figure_of(g, b);
    const struct statement *s = &g->c->statements.at[a->statement], *t = &g->c->statements.at[b->statement];
    if (!units_agree(x, y) || a->slot != b->slot || a->thing != b->thing)
        return 0;
    /* "rose by 5" and "rose to 5" are no two values of one thing */
    if ((x->change == FIGURE_CHANGE_BY) != (y->change == FIGURE_CHANGE_BY))
        return 0;
    if (x->dimension == DIMENSION_AGE && !shares_name(s, t))
        return 0;
    float score = a->slot ? points_event : a->thing ? points_thing : 0;
    return score + align_score(s, t) + (s->claim == t->claim ? points_claim : 0);
}

static uint32_t root_of(struct gathering *g, uint32_t i)
{
    while (g->at[i].group != i)
        i = g->at[i].group = g->at[g->at[i].group].group;
    return i;
}

static int by_score(const void *a, const void *b)
{
    const struct link *x = a, *y = b;
    if (x->score != y->score)
        return (x->score < y->score) - (x->score > y->score);
    if (x->a != y->a)
        return (x->a > y->a) - (x->a < y->a);
    return (x->b > y->b) - (x->b < y->b);
}

static bool same_interval(const struct value *a, const struct value *b)
{
    return a->low == b->low && a->high == b->high && a->said == b->said;
}

/* One report gives one value: two different ones of it cannot be in one slot. */
static bool groups_go_together(const struct gathering *g, uint32_t a, uint32_t b)
{
    for (uint32_t i = a, first = 1; first || i; i = g->at[i].next, first = 0)
        for (uint32_t k = b, begin = 1; begin || k; k = g->at[k].next, begin = 0)
            if (g->at[i].report == g->at[k].report && !same_interval(&g->at[i], &g->at[k]))
                return false;
    return true;
}

static void join_groups(struct gathering *g, uint32_t a, uint32_t b)
{
    uint32_t into = a < b ? a : b, from = a < b ? b : a;
    g->at[from].group = into;
    g->at[g->at[into].last].next = from;
    g->at[into].last = g->at[from].last;
}

static uint64_t bucket_of(const struct gathering *g, const struct value *v)
{
    uint64_t thing = v->slot ? table_index(&slot_table, v->slot) + 1 : v->thing;
    return hash_mix(thing, figure_of(g, v)->dimension);
}

static void link_values(struct gathering *g, struct arena scratch)
{
    struct map last = map_in(&scratch, g->count);
    uint32_t *before = arena_new(&scratch, uint32_t, g->count);
    struct link *links = NULL;
    size_t count = 0, room = 0;
    for (uint32_t i = 0; i < g->count; i++) {
        uint32_t *head = map_at(&last, bucket_of(g, &g->at[i]), NULL);
        unsigned looked = 0;
        for (uint32_t k = *head; k && looked < SAME_THING_MAX; k = before[k - 1], looked++) {
            float score = g->at[k - 1].report == g->at[i].report ? 0 : relation(g, &g->at[k - 1], &g->at[i]);
            if (score < points_enough)
                continue;
            ARENA_ROOM(&scratch, links, count, room);
            bool equal = g->at[k - 1].said == g->at[i].said;    /* of two that may be meant, the equal one goes first */
            links[count++] = (struct link){ score + (equal ? points_equal : 0), k - 1, i };
        }
        before[i] = *head;
        *head = i + 1;
    }
    if (count)
        qsort(links, count, sizeof *links, by_score);
    for (size_t i = 0; i < count; i++) {
        uint32_t a = root_of(g, links[i].a), b = root_of(g, links[i].b);
        if (a != b && groups_go_together(g, a, b))
            join_groups(g, a, b);
    }
}

/* ---- of what kind ---- */

/* Half a unit of the last digit that was said: 1,900 may stand for 1,850 to 1,950 when it is a conversion. */
static double rounding(double value)
{
    double size = fabs(value);
    if (size == 0 || size != floor(size))
        return size * 0.005;
    double step = 1;
    while (fmod(size, step * 10) == 0)
        step *= 10;
    return step / 2;
}

static bool same_value(const struct figure *f, const struct figure *o, const struct value *a, const struct value *b)
{
    if (same_interval(a, b))
        return true;
    bool open_alike = isinf(a->low) == isinf(b->low) && isinf(a->high) == isinf(b->high);
    if (!open_alike)
        return false;
    double slack = 0;
    if (!span_equal(f->unit, o->unit) && f->factor != o->factor)     /* converted: either may be rounded */
        slack = fmax(rounding(f->value) * f->factor, rounding(o->value) * o->factor);
    return fabs(a->said - b->said) <= slack + 1e-9 * fabs(a->said) && f->approximate == o->approximate;
}

static bool apart(const struct value *a, const struct value *b) { return a->high < b->low || b->high < a->low; }

/* -1 the first was published earlier, 1 the second, 0 nobody can tell. */
static int time_order(const struct gathering *g, const struct value *a, const struct value *b)
{
    const struct when x = g->c->reports[a->report]->article.published, y = g->c->reports[b->report]->article.published;
    if (!when_known(x) || !when_known(y))
        return 0;
    return x.to <= y.from ? -1 : y.to <= x.from ? 1 : 0;
}

/* Whether two disjoint values of a count that drifts one way (data/slot.tsv) do so with the time of their
 * reports.  Reports without a time are taken to be of the time of those that give the same value. */
static bool drifted(const struct gathering *g, const struct value *a, const struct value *b, const uint32_t *members,
                    uint32_t count)
{
    bool seen = false;
    if (!a->slot || a->slot->drift == 0)
        return false;
    const struct value *low = a->said < b->said ? a : b, *high = low == a ? b : a;
    const struct value *earlier = a->slot->drift > 0 ? low : high, *later = earlier == low ? high : low;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count; k++) {
            if (!same_interval(&g->at[members[i]], earlier) || !same_interval(&g->at[members[k]], later))
                continue;
            int order = time_order(g, &g->at[members[i]], &g->at[members[k]]);
            if (order > 0)
                return false;
            seen |= order < 0;
        }
    return seen;
}

static struct span shown(const struct gathering *g, const struct value *v)
{
    return words_at(g->c, v->report, figure_of(g, v)->at);
}

static enum difference_label judge(const struct gathering *g, const uint32_t *members, uint32_t count, struct span *reason)
{
    enum difference_label label = DIFFERENCE_AGREE;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count; k++) {
            const struct value *a = &g->at[members[i]], *b = &g->at[members[k]];
            if (a->report == b->report || same_value(figure_of(g, a), figure_of(g, b), a, b))
                continue;
            enum difference_label here = !apart(a, b) ? DIFFERENCE_MORE_PRECISE
                                         : drifted(g, a, b, members, count) ? DIFFERENCE_UPDATED : DIFFERENCE_CONFLICT;
            if (label != DIFFERENCE_AGREE && here >= label)
                continue;
            struct span x = shown(g, a), y = shown(g, b);
            const char *how = here == DIFFERENCE_CONFLICT ? "cannot both hold"
                              : here == DIFFERENCE_UPDATED ? "the later report has the newer number" : "one lies inside the other";
            label = here;
            *reason = arena_printf(g->keep, "“%.*s” and “%.*s”: %s", (int)x.len, x.at, (int)y.len, y.at, how);
        }
    return label;
}

/* ---- telling ---- */

static struct span normal_form(struct arena *keep, const struct figure *f)
{
    struct buffer out = buffer_in(keep);
    bool low = isinf(f->low), high = isinf(f->high);
    if (f->approximate && !low && !high)
        buffer_text(&out, "~");
    else if (high && !low)
        buffer_text(&out, ">=");
    else if (low && !high)
        buffer_text(&out, "<=");
    if (!f->approximate && !low && !high && f->low != f->high) {
        buffer_double(&out, f->low);
        buffer_text(&out, "..");
        buffer_double(&out, f->high);
    } else {
        buffer_double(&out, f->value);
    }
    if (f->unit.len && f->dimension != DIMENSION_COUNT) {
        buffer_byte(&out, ' ');
        buffer_put(&out, f->unit);
    }
    return buffer_span(&out);
}

static struct span slot_name(const struct gathering *g, const struct value *v)
{
    const struct figure *f = figure_of(g, v);
    struct span of = words_at(g->c, v->report, f->of);
    if (v->slot)
        return v->slot->slot;
    if (f->dimension == DIMENSION_COUNT)
        return of.len ? of : SPAN("count");
    struct span label = span_of(dimension_label(f->dimension));
    return of.len ? arena_printf(g->keep, "%.*s: %.*s", (int)label.len, label.at, (int)of.len, of.at) : label;
}

static void tell_group(struct gathering *g, struct arena scratch, struct difference_list *out, const uint32_t *members,
                       uint32_t count)
{
    struct difference d = { .values = arena_new(g->keep, struct difference_value, count) };
    uint32_t reports = 0, last = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        const struct value *v = &g->at[members[i]];
        const struct figure *f = figure_of(g, v);
        reports += v->report != last;
        last = v->report;
        struct mark at = { f->at.from, f->of.to > f->at.to && f->of.from >= f->at.to && f->of.from - f->at.to < 3 ? f->of.to : f->at.to };
        d.values[d.count++] = (struct difference_value){ evidence_at(g->c, v->report, at), normal_form(g->keep, f), v->low, v->high };
    }
    if (reports < 2)
        return;
    const struct value *first = &g->at[members[0]];
    d.slot = slot_name(g, first);
    d.unit = first->slot && first->slot->slot.len > 6 && span_starts(first->slot->slot, SPAN("people")) ? SPAN("people")
                                                                                              : figure_of(g, first)->unit;
    d.label = (uint8_t)judge(g, members, count, &d.reason);
    d.weight = first->slot ? 1 : 0;
    difference_add(out, g->keep, scratch, g->c, d);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void figure_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct gathering g = { .c = c, .keep = keep };
    struct arena growing = arena_half(&scratch);
    gather(&g, &growing);
    link_values(&g, scratch);
    uint32_t *members = arena_new(&scratch, uint32_t, g.count);
    for (uint32_t i = 0; i < g.count; i++) {
        if (g.at[i].group != i)
            continue;
        uint32_t count = 0;
        for (uint32_t m = i; !count || m; m = g.at[m].next)
            members[count++] = m;
        if (count)
            qsort(members, count, sizeof *members, by_number);
        tell_group(&g, scratch, out, members, count);
    }
}
