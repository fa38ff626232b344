#include "tell/view.h"

#include "base/map.h"
#include "tell/moment.h"

/* ---- the first screen ---- */

static bool is_in_conflict(const struct synopsis *s, const struct claim *c)
{
    const struct difference *d = view_difference(s, c);
    return d && d->label == DIFFERENCE_CONFLICT;
}

/* The claims that at least `least` accounts hold, those of more accounts first, then in the order of telling. */
static void choose_agreed(struct view_agreed *agreed, const struct synopsis *s, uint32_t least, bool background)
{
    uint32_t count = 0, *best = agreed->claim;
    for (uint32_t i = 0; i < s->claim_count; i++) {
        const struct claim *c = &s->claims[i];
        if (c->origins < least || c->background != background || is_in_conflict(s, c))
            continue;
        uint32_t at = count < VIEW_AGREED_MAX ? count++ : count;
        while (at && s->claims[best[at - 1]].origins < c->origins) {
            if (at < VIEW_AGREED_MAX)
                best[at] = best[at - 1];
            at--;
        }
        if (at < VIEW_AGREED_MAX)
            best[at] = i;
    }
    agreed->count = count;
}

struct view_agreed view_agreed(const struct synopsis *s)
{
    struct view_agreed agreed = { .count = 0 };
    uint32_t least = s->origin_count < 2 ? 1 : 2;
    choose_agreed(&agreed, s, least, false);
    if (!agreed.count)
        choose_agreed(&agreed, s, least, true);
    agreed.alone = !agreed.count;
    if (agreed.alone)
        choose_agreed(&agreed, s, 1, false);
    while (agreed.all < agreed.count && s->claims[agreed.claim[agreed.all]].origins >= s->origin_count)
        agreed.all++;
    agreed.most = agreed.count && s->claims[agreed.claim[agreed.count - 1]].origins * 2 > s->origin_count;
    return agreed;
}

enum word view_agreed_title(const struct view_agreed *agreed)
{
    return agreed->alone ? WORD_SAY_ALONE : agreed->most ? WORD_MOST_SAY : WORD_SEVERAL_SAY;
}

struct view_behinds view_behinds(struct arena *keep, const struct synopsis *s)
{
    struct view_behinds list = { arena_new(keep, struct view_behind, s->origin_count), 0 };
    struct intern names = intern_in(keep, s->origin_count);
    for (uint32_t i = 0; i < s->origin_count; i++) {
        const struct origin *o = &s->origins[i];
        if (!o->behind.len)
            continue;
        uint32_t number = intern_add(&names, o->behind);
        if (number == list.count)
            list.at[list.count++] = (struct view_behind){ o->behind, 0 };
        list.at[number].reports += o->count;
    }
    return list;
}

struct span view_one_source(struct arena *keep, const struct synopsis *s)
{
    struct buffer words = buffer_in(keep);
    buffer_put(&words, s->one_source);
    if (words.len && words.at[0] >= 'a' && words.at[0] <= 'z')
        words.at[0] -= 'a' - 'A';
    return buffer_span(&words);
}

struct numbers view_short(struct arena *keep, const struct synopsis *s)
{
    enum { UNCLEAR = 1, TOLD = 2 };
    struct numbers list = { arena_new(keep, uint32_t, s->report_count), 0 };
    uint8_t *seen = arena_new(keep, uint8_t, s->report_count);
    for (uint32_t i = 0; i < s->claim_count; i++) {
        const struct claim *c = &s->claims[i];
        for (uint32_t k = 0; k < c->unclear.count; k++)
            seen[c->unclear.at[k]] |= UNCLEAR;
        for (uint32_t k = 0; k < c->absent.count; k++)
            seen[c->absent.at[k]] |= TOLD;
    }
    for (uint32_t i = 0; i < s->report_count; i++)
        if (s->reports[i].report->article.flags & ARTICLE_STUB || seen[i] == UNCLEAR)
            list.at[list.count++] = i;
    return list;
}

struct view_counts view_counts(const struct synopsis *s)
{
    struct view_counts counts = { .differences = 0 };
    for (uint32_t i = 0; i < s->difference_count; i++) {
        const struct difference *d = &s->differences[i];
        if (!view_tells(d))
            continue;
        counts.label[d->label]++;
        counts.kind[d->label][d->kind]++;
        counts.differences += d->label != DIFFERENCE_AGREE;
    }
    for (uint32_t i = 0; i < s->quote_count; i++) {
        counts.varying += s->quotes[i].count > 1 && !s->quotes[i].same_words;
        counts.disputed += s->quotes[i].disputed_speaker;
    }
    return counts;
}

bool view_has_kinds(unsigned label)
{
    return label != DIFFERENCE_SPELLING && label != DIFFERENCE_WORDING && label != DIFFERENCE_ATTRIBUTION;
}

/* ---- claims ---- */

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
    if (view_difference(s, c))
        return VIEW_DIFFERENT;
    return c->background ? VIEW_BACKGROUND : VIEW_AGREED;
}

void view_count_parts(uint32_t counts[VIEW_PART_COUNT], const struct synopsis *s)
{
    memset(counts, 0, VIEW_PART_COUNT * sizeof *counts);
    for (uint32_t i = 0; i < s->claim_count; i++)
        counts[view_part(s, &s->claims[i])]++;
}

struct numbers view_only(struct arena *keep, const struct synopsis *s)
{
    struct numbers list = { arena_new(keep, uint32_t, s->claim_count), 0 };
    for (int background = 0; background < 2; background++)
        for (uint32_t i = 0; i < s->claim_count; i++)
            if (s->claims[i].background == background && view_part(s, &s->claims[i]) == VIEW_ONE)
                list.at[list.count++] = i;
    return list;
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

/* ---- differences, quotes, lineage ---- */

bool view_tells(const struct difference *d) { return d->label != DIFFERENCE_AGREE || d->origins > 1; }

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

/* The words alone, unless the reports quarrel over whose they are: then with who is named. */
static struct span wording_name(struct arena *keep, const struct synopsis *s, const struct quote *q,
                                const struct quote_variant *v)
{
    struct span words = evidence_words(s, v->words);
    if (!q->disputed_speaker)
        return words;
    struct buffer name = buffer_in(keep);
    buffer_put(&name, words);
    buffer_byte(&name, '\0');
    buffer_put(&name, v->speaker);
    return buffer_span(&name);
}

struct view_groups view_wordings(struct arena *keep, const struct synopsis *s, const struct quote *q)
{
    struct view_groups groups = no_groups(keep, q->count);
    struct intern names = intern_in(keep, q->count);
    for (uint32_t i = 0; i < q->count; i++)
        add_member(&groups, &names, i, wording_name(keep, s, q, &q->variants[i]));
    return groups;
}

struct view_pieces view_pieces(struct arena *keep, const struct quote_variant *v)
{
    struct view_pieces pieces = { arena_new(keep, struct view_piece, 2 * v->differing.count + 1), 0 };
    struct mark rest = v->words.at;
    for (uint32_t i = 0; i < v->differing.count; i++) {
        struct mark m = v->differing.at[i];
        if (m.from < rest.from || m.to > rest.to || m.to <= m.from)
            continue;
        if (m.from > rest.from)
            pieces.at[pieces.count++] = (struct view_piece){ { rest.from, m.from }, false };
        pieces.at[pieces.count++] = (struct view_piece){ m, true };
        rest.from = m.to;
    }
    if (mark_length(rest))
        pieces.at[pieces.count++] = (struct view_piece){ rest, false };
    return pieces;
}

const struct lineage_edge **view_parents(struct arena *keep, const struct synopsis *s)
{
    const struct lineage_edge **parents = arena_new(keep, const struct lineage_edge *, s->report_count);
    for (uint32_t i = 0; i < s->lineage_count; i++) {
        const struct lineage_edge *e = &s->lineage[i], *known = parents[e->to];
        if (e->kind == LINEAGE_COMMON_SOURCE || s->reports[e->to].is_root)
            continue;
        if (!known || e->share > known->share)
            parents[e->to] = e;
    }
    return parents;
}

struct view_times view_times(const struct synopsis *s)
{
    struct view_times times = { .days = false };
    struct civil first = { 0 };
    for (uint32_t i = 0; i < s->report_count; i++) {
        struct when w = s->reports[i].report->article.published;
        if (!when_known(w))
            continue;
        struct civil day = moment_civil(w);
        if (!first.month)
            first = day;
        times.years |= day.year != first.year;
        times.days |= day.year != first.year || day.month != first.month || day.day != first.day;
        times.clocks |= moment_has_clock(w);
    }
    return times;
}

bool view_time(struct buffer *out, struct view_times times, struct when w)
{
    bool day = times.days && w.precision >= WHEN_DAY, clock = times.clocks && moment_has_clock(w);
    if (day && times.years)
        moment_day(out, w);
    else if (day)
        moment_short_day(out, w);
    if (clock) {
        buffer_text(out, day ? ", " : "");
        moment_clock(out, w);
    }
    return day || clock;
}
