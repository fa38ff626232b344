#include "tell/view.h"

#include "base/map.h"

struct view_agreed view_agreed(const struct synopsis *s)
{
    struct view_agreed agreed = { .count = 0 };
    uint32_t news = 0, any = 0;      /* most accounts of a claim; what went before counts only where there is no other */
    for (uint32_t i = 0; i < s->claim_count; i++) {
        const struct claim *c = &s->claims[i];
        uint32_t *most = c->background ? &any : &news;
        if (c->kind == CLAIM_SHARED && c->origins > *most)
            *most = c->origins;
    }
    uint32_t most = news >= 2 || any < 2 ? news : any;
    agreed.all = most == s->origin_count;
    if (most < 2 && !agreed.all)
        return agreed;
    for (uint32_t i = 0; i < s->claim_count && agreed.count < VIEW_AGREED_MAX; i++) {
        const struct claim *c = &s->claims[i];
        if (c->kind == CLAIM_SHARED && c->origins == most && (!c->background || most != news))
            agreed.claim[agreed.count++] = i;
    }
    return agreed;
}

const struct difference *view_difference(const struct synopsis *s, const struct claim *c)
{
    for (uint32_t i = 0; i < c->differences.count; i++) {
        const struct difference *d = &s->differences[c->differences.at[i]];
        if (d->label != DIFFERENCE_AGREE)
            return d;
    }
    return NULL;
}

bool view_varies(const struct synopsis *s, const struct claim *c)
{
    for (uint32_t i = 0; i < c->quotes.count; i++) {
        const struct quote *q = &s->quotes[c->quotes.at[i]];
        if (q->count > 1 && !q->same_words)
            return true;
    }
    return false;
}

enum view_part view_part(const struct synopsis *s, const struct claim *c)
{
    if (c->kind == CLAIM_UNIQUE || (c->origins == 1 && s->origin_count > 1))   /* copies are no other account */
        return VIEW_ONE;
    return view_difference(s, c) ? VIEW_DIFFERENT : VIEW_AGREED;
}

static void mark_numbers(struct view_cell *cells, struct numbers reports, enum view_state state)
{
    for (uint32_t i = 0; i < reports.count; i++)
        cells[reports.at[i]].state = (uint8_t)state;
}

/* Each report's value; what is not the first value differs in the way of the difference. */
static void mark_values(struct view_cell *cells, const struct difference *d)
{
    for (uint32_t i = 0; i < d->count; i++) {
        const struct difference_value *v = &d->values[i];
        struct view_cell *cell = &cells[v->at.report];
        if (cell->value)
            continue;
        cell->value = v;
        cell->place = &v->at;
        if (!span_equal(v->value, d->values[0].value)) {
            cell->state = VIEW_DIFFERS;
            cell->label = d->label;
        }
    }
}

void view_cells(struct view_cell *cells, const struct synopsis *s, const struct claim *c)
{
    memset(cells, 0, s->report_count * sizeof *cells);
    mark_numbers(cells, c->absent, VIEW_SILENT);
    mark_numbers(cells, c->unclear, VIEW_CANNOT_TELL);
    for (uint32_t i = 0; i < c->support.count; i++) {
        const struct evidence *e = &c->support.at[i];
        struct view_cell *cell = &cells[e->report];
        cell->state = s->reports[e->report].is_root ? VIEW_OWN : VIEW_COPY;
        if (!cell->place)
            cell->place = e;
    }
    const struct difference *d = view_difference(s, c);
    if (d)
        mark_values(cells, d);
}

static struct view_groups no_groups(struct arena *keep, uint32_t members)
{
    return (struct view_groups){ arena_new(keep, uint32_t, members), arena_new(keep, uint32_t, members), 0 };
}

/* Member `i`, the next one, is known by `name`. */
static void add_member(struct view_groups *groups, struct intern *names, uint32_t i, struct span name)
{
    groups->of[i] = intern_add(names, name);
    if (groups->of[i] == groups->count)
        groups->first[groups->count++] = i;
}

struct view_groups view_groups(struct arena *keep, const struct synopsis *s, const struct difference *d)
{
    struct view_groups groups = no_groups(keep, d->count);
    struct intern values = intern_in(keep, d->count);
    for (uint32_t i = 0; i < d->count; i++) {
        struct span value = d->values[i].value;
        add_member(&groups, &values, i, value.len ? value : evidence_words(s, d->values[i].at));
    }
    return groups;
}

struct view_groups view_wordings(struct arena *keep, const struct synopsis *s, const struct quote *q)
{
    struct view_groups groups = no_groups(keep, q->count);
    struct intern words = intern_in(keep, q->count);
    for (uint32_t i = 0; i < q->count; i++)
        add_member(&groups, &words, i, evidence_words(s, q->variants[i].words));
    return groups;
}

void view_count_labels(uint32_t counts[DIFFERENCE_LABEL_COUNT], const struct synopsis *s)
{
    memset(counts, 0, DIFFERENCE_LABEL_COUNT * sizeof *counts);
    for (uint32_t i = 0; i < s->difference_count; i++)
        counts[s->differences[i].label]++;
}

void view_count_parts(uint32_t counts[VIEW_PART_COUNT], const struct synopsis *s)
{
    memset(counts, 0, VIEW_PART_COUNT * sizeof *counts);
    for (uint32_t i = 0; i < s->claim_count; i++)
        counts[view_part(s, &s->claims[i])]++;
}
