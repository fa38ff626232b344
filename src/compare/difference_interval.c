#include "compare/difference_interval.h"

#include <math.h>

#include "base/buffer.h"
#include "base/calendar.h"
#include "compare/difference_opposite.h"
#include "compare/difference_scope.h"

enum { STANDS_MAX = 32 };

/* A number of two digits or more may be a round one; but not by more than this share of it. */
static const double rounded_share = 0.05;
/* Counts of what happened to people are exact below this. */
static const double exact_below = 1000;

/* ---- one value that reports stand for ---- */

struct stand {
    const struct fact *fact; /* the first that gives it */
    const struct figure *figure;
    struct when told;     /* the earliest report's time, unknown where none has one */
    uint32_t first, last; /* reports */
    uint32_t reports;
};

double interval_rounding(double value)
{
    double size = fabs(value), step = 1;
    if (size == 0)
        return 0;
    if (size != floor(size)) {
        for (step = 1; step > 1e-4 && fabs(size / step - round(size / step)) > 1e-6; step /= 10)
            ;
        return step / 2;
    }
    while (fmod(size, step * 10) == 0)
        step *= 10;
    return step / 2;
}

static double slack_of(const struct figure *f)
{
    return fmin(interval_rounding(f->value), fabs(f->value) * rounded_share) * (f->factor != 0 ? f->factor : 1);
}

static bool is_open(const struct fact *f) { return isinf(f->low) || isinf(f->high); }

bool interval_same(const struct figure *x, const struct figure *y, const struct fact *a, const struct fact *b)
{
    if (a->low == b->low && a->high == b->high && a->said == b->said)
        return true;
    if (isinf(a->low) != isinf(b->low) || isinf(a->high) != isinf(b->high))
        return false;
    bool range =
        (!x->approximate && x->low != x->high && !is_open(a)) || (!y->approximate && y->low != y->high && !is_open(b));
    if (range)
        return false;
    double slack = x->factor != y->factor ? fmax(slack_of(x), slack_of(y)) : 0; /* converted: either may be rounded */
    return fabs(a->said - b->said) <= slack + 1e-9 * fabs(a->said);
}

/* "1.2 billion" and "1.15 billion": the one is the other, rounded. */
static bool is_rounded(const struct stand *a, const struct stand *b)
{
    bool counted = a->fact->slot && fmax(a->fact->said, b->fact->said) < exact_below;
    if (counted || a->figure->dimension == DIMENSION_AGE || is_open(a->fact) || is_open(b->fact))
        return false;
    double x = slack_of(a->figure), y = slack_of(b->figure);
    return x != y && fabs(a->fact->said - b->fact->said) <= fmax(x, y);
}

int when_order(struct when a, struct when b)
{
    if (!when_known(a) || !when_known(b))
        return 0;
    return a.to <= b.from ? -1 : b.to <= a.from ? 1 : 0;
}

static void take_time(struct stand *stand, struct when published)
{
    if (when_known(published) && (!when_known(stand->told) || published.from < stand->told.from))
        stand->told = published;
}

static uint32_t gather_stands(const struct facts *facts, const uint32_t *members, uint32_t count, struct stand *stands)
{
    uint32_t found = 0;
    for (uint32_t m = 0; m < count; m++) {
        const struct fact *f = &facts->at[members[m]];
        const struct figure *figure = fact_figure(facts, f);
        uint32_t i = 0;
        while (i < found &&
               !(interval_same(stands[i].figure, figure, stands[i].fact, f) && stands[i].fact->opposite == f->opposite))
            i++;
        if (i == STANDS_MAX)
            continue;
        if (i == found)
            stands[found++] = (struct stand){ f, figure, { 0 }, f->report, UINT32_MAX, 0 };
        stands[i].reports += stands[i].last != f->report;
        stands[i].last = f->report;
        take_time(&stands[i], facts->c->reports[f->report]->article.published);
    }
    return found;
}

/* ---- two of them ---- */

/* A count that drifts one way did so from the value that was told first to the one that was told later. */
static bool drifted(const struct stand *a, const struct stand *b)
{
    const struct slot_row *slot = a->fact->slot;
    int order = when_order(a->told, b->told);
    if (!slot || slot->drift == 0 || order == 0)
        return false;
    const struct stand *earlier = order < 0 ? a : b, *later = order < 0 ? b : a;
    if (slot->drift == 2)
        return true;
    return slot->drift > 0 ? later->fact->said > earlier->fact->said : later->fact->said < earlier->fact->said;
}

static bool is_inside(const struct fact *a, const struct fact *b) { return a->low >= b->low && a->high <= b->high; }

static bool is_specific(const struct stand *a, const struct stand *b)
{
    return a->fact->slot && a->fact->head != b->fact->head && (!a->fact->head || !b->fact->head);
}

/* "150 miles west of the port" and "150 miles east" are two places. */
static bool bearings_differ(const struct stand *a, const struct stand *b)
{
    return a->fact->opposite && b->fact->opposite && opposite_sides(a->fact->opposite, b->fact->opposite);
}

static enum difference_label judge(const struct stand *a, const struct stand *b)
{
    if (a->reports == 1 && b->reports == 1 && a->first == b->first)
        return DIFFERENCE_AGREE; /* a report that gives both decides nothing */
    bool apart = interval_apart(a->fact, b->fact);
    if (bearings_differ(a, b))
        return DIFFERENCE_CONFLICT;
    if (apart && scope_differs(a->fact->scope, b->fact->scope))
        return DIFFERENCE_SCOPE;
    if (apart && is_specific(a, b))
        return DIFFERENCE_SCOPE;
    if (a->fact->said != b->fact->said && drifted(a, b))
        return DIFFERENCE_UPDATED;
    if (a->figure->dimension == DIMENSION_SCORE)
        return DIFFERENCE_CONFLICT;
    bool loose = a->figure->dimension == DIMENSION_DURATION || a->figure->dimension == DIMENSION_ORDINAL;
    if (loose && a->fact->said == b->fact->said)
        return DIFFERENCE_AGREE; /* "four days", "over four days"; "up to the third floor" */
    if (!apart && !is_inside(a->fact, b->fact) && !is_inside(b->fact, a->fact))
        return DIFFERENCE_AGREE; /* "some 20", "more than 20": neither says more */
    if (!apart || is_rounded(a, b))
        return DIFFERENCE_MORE_PRECISE;
    return DIFFERENCE_CONFLICT;
}

/* The gravest first. */
static int gravity(enum difference_label label)
{
    switch (label) {
    case DIFFERENCE_CONFLICT:
        return 4;
    case DIFFERENCE_UPDATED:
        return 3;
    case DIFFERENCE_SCOPE:
        return 2;
    case DIFFERENCE_MORE_PRECISE:
        return 1;
    default:
        return 0;
    }
}

struct span when_text(struct arena *keep, struct when w)
{
    if (!when_known(w) || w.precision < WHEN_DAY)
        return (struct span){ "", 0 };
    struct civil day = civil_of(w.from / DAY_SECONDS);
    int second = (int)(w.from % DAY_SECONDS);
    if (w.precision <= WHEN_DAY_PART)
        return arena_printf(keep, "%04d-%02d-%02d", day.year, day.month, day.day);
    return arena_printf(keep, "%04d-%02d-%02d %02d:%02d UTC", day.year, day.month, day.day, second / 3600,
                        second / 60 % 60);
}

static void put_side(struct arena *keep, const struct facts *facts, struct buffer *out, const struct stand *s,
                     bool time)
{
    struct span words = words_at(facts->c, s->fact->report, s->fact->opposite ? s->fact->at : s->figure->at);
    struct span when = time ? when_text(keep, s->told) : (struct span){ "", 0 };
    buffer_printf(out, "“%.*s”", (int)words.len, words.at);
    if (when.len)
        buffer_printf(out, " (%.*s)", (int)when.len, when.at);
}

static struct span reason_of(struct arena *keep, const struct facts *facts, const struct stand *a,
                             const struct stand *b, enum difference_label label)
{
    struct buffer out = buffer_in(keep);
    bool time = (label == DIFFERENCE_UPDATED || label == DIFFERENCE_CONFLICT) && when_order(a->told, b->told) != 0;
    const struct stand *inner = is_inside(a->fact, b->fact) ? a : b;
    bool swap = label == DIFFERENCE_MORE_PRECISE || (time && when_order(a->told, b->told) > 0);
    const struct stand *first = label == DIFFERENCE_MORE_PRECISE ? inner : swap ? b : a, *second = first == a ? b : a;
    put_side(keep, facts, &out, first, time);
    buffer_text(&out, " and ");
    put_side(keep, facts, &out, second, time);
    if (bearings_differ(a, b)) {
        struct span x = first->fact->opposite->key, y = second->fact->opposite->key;
        buffer_printf(&out, ": %.*s and %.*s are not the same direction", (int)x.len, x.at, (int)y.len, y.at);
    } else if (label == DIFFERENCE_SCOPE && scope_differs(a->fact->scope, b->fact->scope))
        buffer_printf(&out, ": not the same is counted (%s; %s)", scope_text(first->fact->scope, second->fact->scope),
                      scope_text(second->fact->scope, first->fact->scope));
    else if (label == DIFFERENCE_SCOPE)
        buffer_text(&out, ": not the same is counted");
    else if (label == DIFFERENCE_UPDATED)
        buffer_text(&out, ": the later report has the newer number");
    else if (label == DIFFERENCE_CONFLICT)
        buffer_text(&out, ": cannot both hold");
    else if (interval_apart(a->fact, b->fact))
        buffer_text(&out, ": one may be the other, rounded");
    else
        buffer_text(&out, ": one lies inside the other");
    return buffer_span(&out);
}

enum difference_label interval_judge(struct arena *keep, const struct facts *facts, const uint32_t *members,
                                     uint32_t count, struct span *reason)
{
    struct stand stands[STANDS_MAX];
    uint32_t found = gather_stands(facts, members, count, stands), best_a = 0, best_b = 0;
    enum difference_label label = DIFFERENCE_AGREE;
    for (uint32_t i = 0; i < found; i++)
        for (uint32_t k = i + 1; k < found; k++) {
            enum difference_label here = judge(&stands[i], &stands[k]);
            if (gravity(here) <= gravity(label))
                continue;
            label = here;
            best_a = i;
            best_b = k;
        }
    if (label != DIFFERENCE_AGREE)
        *reason = reason_of(keep, facts, &stands[best_a], &stands[best_b], label);
    return label;
}

struct span interval_text(struct arena *keep, const struct figure *f)
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
