/* Figures and dates that say something else of the same thing. */
#include <math.h>

#include "base/hash.h"
#include "compare/revision_change.h"
#include "text/normal.h"

/* ---- figures ---- */

struct figure_side {
    const struct version *version;
    const struct figure *at;
    struct things things;
};

static struct figure_side figures_of(struct arena *arena, const struct version *v)
{
    const struct figures *list = &v->report->notes.figures;
    struct figure_side side = { v, list->at, { arena_new(arena, struct thing, list->count), list->count } };
    for (uint32_t i = 0; i < list->count; i++)
        side.things.at[i] = thing_at(v, list->at[i].at);
    return side;
}

static struct span words_at(const struct figure_side *side, struct mark at)
{
    return mark_span(side->version->report->article.text, at);
}

static bool is_same_value(const struct figure *a, const struct figure *b)
{
    double x = figure_base(a, a->value), y = figure_base(b, b->value);
    return a->dimension == b->dimension && fabs(x - y) <= 1e-9 * fmax(fabs(x), fabs(y)) &&
           isinf(a->low) == isinf(b->low) && isinf(a->high) == isinf(b->high) && a->approximate == b->approximate &&
           (a->dimension != DIMENSION_MONEY || span_equal(a->unit, b->unit));
}

/* Whether two figures may be one that was changed: at least of one dimension; the more is alike the better. */
static int likeness(struct arena scratch, const struct figure_side *x, const struct figure *a,
                    const struct figure_side *y, const struct figure *b)
{
    if (a->dimension != b->dimension)
        return 0;
    struct span of_a = text_fold(&scratch, words_at(x, a->of)), of_b = text_fold(&scratch, words_at(y, b->of));
    int score = 1 + (span_equal(a->unit, b->unit)) + (a->state && a->state == b->state) * 4;
    score += (of_a.len && span_equal(of_a, of_b)) * 4;
    return a->state && b->state && a->state != b->state ? score - 2 : score;
}

/* "people killed", "people", "killed". */
static struct span what_of(struct arena *keep, const struct figure_side *side, const struct figure *f)
{
    struct span of = words_at(side, f->of);
    const char *state = figure_state_label(f->state);
    if (of.len && *state && f->event.to > f->event.from && !mark_overlaps(f->of, f->event))
        return arena_printf(keep, "%.*s %s", (int)of.len, of.at, state);
    return of.len ? of : f->state ? span_of(state) : SPAN("");
}

static struct span with_state(struct arena *keep, struct span words, const struct figure *f)
{
    return arena_printf(keep, "%.*s %s", (int)words.len, words.at, figure_state_label(f->state));
}

/* The words, with what they count where this alone was changed. */
static void tell_figure(struct revision_changes *to, struct figure_side *x, uint32_t a, struct figure_side *y,
                        uint32_t b)
{
    const struct figure *f = &x->at[a], *g = &y->at[b];
    x->things.at[a].done = y->things.at[b].done = true;
    bool state = f->state && g->state && f->state != g->state;
    if (is_same_value(f, g) && !state)
        return;
    struct revision_change change = { .kind = REVISION_FIGURE, .before = f->at, .after = g->at,
                                      .was = words_at(x, f->at), .is = words_at(y, g->at) };
    if (state) {
        change.was = with_state(to->keep, change.was, f);
        change.is = with_state(to->keep, change.is, g);
        change.about = words_at(y, g->of);
    } else {
        change.about = what_of(to->keep, y, g);
        if (!change.about.len)
            change.about = what_of(to->keep, x, f);
    }
    revision_add(to, change);
}

/* A number that stayed has its counterpart where its words went; what stands round it may differ. */
static void settle_kept(struct revision_changes *to, struct figure_side *x, struct figure_side *y)
{
    for (uint32_t a = 0; a < x->things.count; a++) {
        uint32_t first, end;
        revision_tokens(&x->version->report->notes.tokens, x->at[a].number, &first, &end);
        uint32_t partner = first < end ? x->version->partner[first] : PARTNER_NONE;
        uint32_t b = partner == PARTNER_NONE ? UINT32_MAX : thing_of_token(y->things, partner);
        if (b != UINT32_MAX && !y->things.at[b].done)
            tell_figure(to, x, a, y, b);
    }
}

static void settle_hunks(struct revision_changes *to, struct arena scratch, struct figure_side *x,
                         struct figure_side *y, const struct hunk_index *in)
{
    for (uint32_t a = 0; a < x->things.count; a++) {
        const struct thing *thing = &x->things.at[a];
        uint32_t best = UINT32_MAX, tries = 0;
        int most = 0;
        if (thing->done || !thing->hunk)
            continue;
        for (uint32_t b = in->first[thing->hunk]; b != UINT32_MAX && tries < REVISION_TRIES; b = in->next[b], tries++) {
            int score = y->things.at[b].done ? 0 : likeness(scratch, x, &x->at[a], y, &y->at[b]);
            if (score > most) {
                most = score;
                best = b;
            }
        }
        if (best != UINT32_MAX)
            tell_figure(to, x, a, y, best);
    }
}

/* What a figure counts, where it says so: figures of two versions that share it are of one thing. */
static uint64_t slot_of(struct arena scratch, const struct figure_side *side, const struct figure *f)
{
    struct span of = text_fold(&scratch, words_at(side, f->of));
    if (!f->state && !of.len)
        return 0;
    return hash_mix(f->state ? 0 : hash_span(of), (uint64_t)f->dimension << 8 | f->state);
}

static uint64_t value_key(const struct figure *f)
{
    double base = figure_base(f, f->value);
    return hash_mix(hash_span((struct span){ (const char *)&base, sizeof base }), f->dimension);
}

static bool is_exact(const struct figure *f) { return f->low == f->high && !f->approximate; }

/* Elsewhere in the article, where one thing has one figure that went and one that came. */
struct slot { uint32_t before, after, befores, afters; };

static uint32_t slot_number(struct map *slots, uint64_t key, uint32_t *count)
{
    bool is_new;
    uint32_t *number = map_at(slots, key, &is_new);
    if (is_new)
        *number = (*count)++;
    return *number;
}

static void settle_elsewhere(struct revision_changes *to, struct arena scratch, struct figure_side *x,
                             struct figure_side *y, bool exact)
{
    struct slot *list = arena_new(&scratch, struct slot, x->things.count + y->things.count);
    struct arena inner = arena_half(&scratch);
    struct map slots = map_in(&scratch, 0);
    uint32_t count = 0;
    for (int side = 0; side < 2; side++) {
        struct figure_side *of = side ? y : x;
        for (uint32_t i = 0; i < of->things.count; i++) {
            bool open = !of->things.at[i].done && of->things.at[i].hunk && (!exact || is_exact(&of->at[i]));
            uint64_t key = open ? slot_of(inner, of, &of->at[i]) : 0;
            if (!key)
                continue;
            struct slot *slot = &list[slot_number(&slots, key, &count)];
            *(side ? &slot->after : &slot->before) = i;
            *(side ? &slot->afters : &slot->befores) += 1;
        }
    }
    for (uint32_t i = 0; i < count; i++)
        if (list[i].befores == 1 && list[i].afters == 1)
            tell_figure(to, x, list[i].before, y, list[i].after);
}

enum { WORTH_TELLING = 10 };

/* "Two men" that become "the men" are no loss, nor are "dozens". */
static bool is_worth_telling(const struct figure *f)
{
    if (f->low != f->value && f->high != f->value)
        return false;
    return f->state || f->value >= WORTH_TELLING || f->dimension == DIMENSION_MONEY ||
           f->dimension == DIMENSION_PERCENT;
}

static void tell_gone(struct revision_changes *to, struct arena scratch, struct figure_side *x, struct figure_side *y)
{
    struct map values = map_in(&scratch, y->things.count);
    for (uint32_t b = 0; b < y->things.count; b++)
        map_at(&values, value_key(&y->at[b]), NULL);
    for (uint32_t a = 0; a < x->things.count; a++) {
        const struct figure *f = &x->at[a];
        if (x->things.at[a].done || !x->things.at[a].hunk || !is_worth_telling(f) || map_find(&values, value_key(f)))
            continue;
        revision_add(to, (struct revision_change){ .kind = REVISION_FIGURE, .before = f->at, .was = words_at(x, f->at),
                                                   .about = what_of(to->keep, x, f) });
    }
}

void revision_figures(struct revision_changes *to, struct arena scratch, const struct alignment *alignment)
{
    struct figure_side x = figures_of(&scratch, &alignment->before), y = figures_of(&scratch, &alignment->after);
    struct hunk_index in = hunk_index_of(&scratch, y.things, alignment->hunks);
    settle_kept(to, &x, &y);
    settle_hunks(to, scratch, &x, &y, &in);
    settle_elsewhere(to, scratch, &x, &y, true);     /* "dozens" stand beside a number, not for it */
    settle_elsewhere(to, scratch, &x, &y, false);
    tell_gone(to, scratch, &x, &y);
}

/* ---- dates ---- */

static struct things dates_of(struct arena *arena, const struct version *v)
{
    const struct dates *list = &v->report->notes.dates;
    struct things things = { arena_new(arena, struct thing, list->count), list->count };
    for (uint32_t i = 0; i < list->count; i++)
        things.at[i] = thing_at(v, list->at[i].at);
    return things;
}

static bool is_same_date(const struct date *a, const struct date *b)
{
    if (when_known(a->when) && when_known(b->when))
        return a->when.from == b->when.from && a->when.to == b->when.to;
    return span_equal(span_of(a->value), span_of(b->value));
}

/* A day stands for a day, a year for a year: others beside each other are of two things. */
static bool is_as_fine(const struct date *a, const struct date *b)
{
    if (!when_known(a->when) || !when_known(b->when))
        return true;
    return (a->when.precision >= WHEN_DAY) == (b->when.precision >= WHEN_DAY);
}

static uint32_t date_in_hunk(const struct date *date, uint32_t hunk, const struct hunk_index *in, struct things things,
                             const struct date *dates)
{
    uint32_t tries = 0;
    for (uint32_t b = in->first[hunk]; b != UINT32_MAX && tries < REVISION_TRIES; b = in->next[b], tries++)
        if (!things.at[b].done && dates[b].type == date->type && is_as_fine(date, &dates[b]))
            return b;
    return UINT32_MAX;
}

/* "On Tuesday" that becomes "late on Tuesday" keeps a word. */
static uint32_t date_kept(const struct version *v, const struct thing *thing, struct things things)
{
    for (uint32_t i = thing->first; i < thing->end; i++)
        if (v->partner[i] != PARTNER_NONE) {
            uint32_t b = thing_of_token(things, v->partner[i]);
            if (b != UINT32_MAX && !things.at[b].done)
                return b;
        }
    return UINT32_MAX;
}

void revision_dates(struct revision_changes *to, struct arena scratch, const struct alignment *alignment)
{
    const struct version *before = &alignment->before, *after = &alignment->after;
    struct things x = dates_of(&scratch, before), y = dates_of(&scratch, after);
    struct hunk_index in = hunk_index_of(&scratch, y, alignment->hunks);
    const struct date *of_a = before->report->notes.dates.at, *of_b = after->report->notes.dates.at;
    for (uint32_t a = 0; a < x.count; a++) {
        uint32_t b = date_kept(before, &x.at[a], y);
        if (b == UINT32_MAX && x.at[a].hunk)
            b = date_in_hunk(&of_a[a], x.at[a].hunk, &in, y, of_b);
        if (b == UINT32_MAX)
            continue;
        y.at[b].done = true;
        /* Words that stay may mean another day in a version of another day: nobody changed them. */
        if ((!x.at[a].hunk && !y.at[b].hunk) || of_a[a].type != of_b[b].type || is_same_date(&of_a[a], &of_b[b]))
            continue;
        revision_add(to, (struct revision_change){
            .kind = REVISION_DATE, .before = of_a[a].at, .after = of_b[b].at,
            .was = mark_span(before->report->article.text, of_a[a].at),
            .is = mark_span(after->report->article.text, of_b[b].at) });
    }
}
