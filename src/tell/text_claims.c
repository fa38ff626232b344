/* Claims by reports: a matrix where the columns leave room for the words, else a line of names. */
#include "tell/text_parts.h"

#include <stdio.h>

/* Signs of a report's stand, in the order of enum view_state. */
static const char *const signs[] = { " ", "■", "□", "≠", "·", "–" };

enum { DIFFERENCES_SHOWN = 3,    /* of one claim; more are told below */
       CLAIMS_SHOWN = 40 };      /* of one part: what a reader scrolls through */

struct matrix { unsigned count_columns, cell, width; bool shown; };

static unsigned columns_of(uint32_t n)
{
    char room[16];
    return (unsigned)snprintf(room, sizeof room, "%u", n);
}

/* Counts "3/4 9 " and a cell a report; half of the line must be left to the words. */
static struct matrix measure(const struct text_page *p)
{
    const struct synopsis *s = p->s;
    struct matrix m = { .cell = p->handles.columns + 1 };
    m.count_columns = 2 + columns_of(s->origin_count) * 2 + 1 + 1;
    uint64_t width = m.count_columns + (uint64_t)m.cell * s->report_count + 2 * (uint64_t)s->origin_count;
    m.shown = width <= p->l.width / 2;
    m.width = m.shown ? (unsigned)width : m.count_columns;
    return m;
}

static void put_bar(struct text_page *p, uint32_t report)
{
    const struct story_report *r = &p->s->reports[report];
    layout_whole(&p->l, p->s->origins[r->origin].first == report ? SPAN("│ ") : SPAN(""), STYLE_FAINT);
}

static void put_heads(struct text_page *p, struct matrix m)
{
    p->l.indent = 0;
    layout_pad(&p->l, m.count_columns);
    for (uint32_t i = 0; i < p->s->report_count; i++) {
        put_bar(p, i);
        unsigned begin = p->l.column;
        text_handle(p, i, p->s->reports[i].is_root ? STYLE_STRONG : STYLE_FAINT);
        layout_pad(&p->l, begin + m.cell);
    }
    layout_end(&p->l);
}

static void put_counts(struct text_page *p, const struct claim *c, struct matrix m)
{
    char count[32];
    p->l.indent = 0;
    layout_pad(&p->l, 2);
    snprintf(count, sizeof count, "%*u/%u", (int)columns_of(p->s->origin_count), c->origins, p->s->origin_count);
    layout_text(&p->l, count, STYLE_STRONG);
    layout_pad(&p->l, m.count_columns);
}

static void put_cells(struct text_page *p, struct matrix m)
{
    for (uint32_t i = 0; i < p->s->report_count; i++) {
        const struct view_cell *cell = &p->cells[i];
        bool differs = cell->state == VIEW_DIFFERS;
        put_bar(p, i);
        unsigned begin = p->l.column;
        layout_whole(&p->l, span_of(differs ? text_sign(cell->label) : signs[cell->state]),
                     differs ? text_style(cell->label) : STYLE_PLAIN);
        layout_pad(&p->l, begin + m.cell);
    }
}

/* Where there are too many reports for columns: who says so, by name. */
static void put_names(struct text_page *p)
{
    layout_text(&p->l, " ·", STYLE_FAINT);
    for (uint32_t i = 0; i < p->s->report_count; i++) {
        const struct view_cell *cell = &p->cells[i];
        bool differs = cell->state == VIEW_DIFFERS;
        if (!differs && cell->state != VIEW_OWN && cell->state != VIEW_COPY)
            continue;
        layout_text(&p->l, " ", STYLE_PLAIN);
        if (differs)
            layout_text(&p->l, text_sign(cell->label), text_style(cell->label));
        text_handle(p, i, cell->state == VIEW_COPY ? STYLE_FAINT : STYLE_PLAIN);
    }
}

/* Its differences: each kind and slot, the first few; else that a quote in it varies. */
static void put_differences(struct text_page *p, const struct claim *c)
{
    uint32_t shown = 0;
    for (uint32_t i = 0; i < c->differences.count && shown < DIFFERENCES_SHOWN; i++) {
        const struct difference *d = &p->s->differences[c->differences.at[i]];
        if (d->label == DIFFERENCE_AGREE)
            continue;
        text_kind(p, d->label);
        layout_text(&p->l, ": ", text_style(d->label));
        layout_put(&p->l, d->slot, text_style(d->label));
        shown++;
    }
    if (!shown && view_varies(p->s, c))
        text_kind(p, DIFFERENCE_WORDING);
}

/* Whose statement it is, the day it tells of. */
static void put_notes(struct text_page *p, const struct claim *c)
{
    if (c->said_by.len) {
        text_dot(p);
        text_say(p, WORD_SAID_BY, STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_put(&p->l, c->said_by, STYLE_PLAIN);
    }
    if (when_known(c->when)) {
        text_dot(p);
        text_when(p, c->when, STYLE_FAINT);
    }
}

static void put_unclear(struct text_page *p, const struct claim *c)
{
    if (!c->unclear.count)
        return;
    text_dot(p);
    text_say(p, WORD_CANNOT_TELL_THESE, STYLE_FAINT);
    text_handles(p, c->unclear, STYLE_FAINT);
}

static void put_claim(struct text_page *p, const struct claim *c, struct matrix m)
{
    view_cells(p->cells, p->s, c);
    put_counts(p, c, m);
    if (m.shown)
        put_cells(p, m);
    p->l.indent = m.width;
    text_words(p, c->wording, STYLE_PLAIN);
    text_place(p, c->wording);
    put_differences(p, c);
    put_notes(p, c);
    if (c->background && view_part(p->s, c) != VIEW_BACKGROUND) {
        text_dot(p);
        text_say(p, WORD_BACKGROUND, STYLE_FAINT);
    }
    if (!m.shown) {
        put_names(p);
        put_unclear(p, c);
    }
    layout_end(&p->l);
}

static void put_part(struct text_page *p, enum view_part part, enum word title, struct matrix m)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->s->claim_count; i++) {
        const struct claim *c = &p->s->claims[i];
        if (view_part(p->s, c) != part || count++ >= CLAIMS_SHOWN)
            continue;
        if (count == 1) {
            p->l.indent = 2;
            text_say(p, title, STYLE_STRONG);
            layout_end(&p->l);
        }
        put_claim(p, c, m);
    }
    if (count > CLAIMS_SHOWN) {
        text_indent(p, m.width, m.width);
        text_count(p, WORD_MORE_IN_PAGE, count - CLAIMS_SHOWN, 0, STYLE_FAINT);
        layout_end(&p->l);
    }
}

static void put_key(struct text_page *p)
{
    static const struct { uint8_t state; enum word word; } keys[] = {
        { VIEW_OWN, WORD_SAYS_SO }, { VIEW_COPY, WORD_SAYS_SO_COPIED }, { VIEW_DIFFERS, WORD_SAYS_OTHERWISE },
        { VIEW_SILENT, WORD_SILENT }, { VIEW_CANNOT_TELL, WORD_CANNOT_TELL },
    };
    p->l.indent = 2;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        layout_text(&p->l, i ? "  " : "", STYLE_FAINT);
        layout_text(&p->l, signs[keys[i].state], STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_say(p, keys[i].word, STYLE_FAINT);
    }
    layout_end(&p->l);
}

void text_claims(struct text_page *p)
{
    struct matrix m = measure(p);
    uint32_t counts[VIEW_PART_COUNT];
    view_count_parts(counts, p->s);
    text_section(p, WORD_CLAIMS);
    if (counts[VIEW_ONE] == p->s->claim_count) {
        text_say(p, p->s->claim_count ? WORD_NOTHING_SHARED : WORD_NO_CLAIMS, STYLE_PLAIN);
        layout_end(&p->l);
        return;
    }
    put_key(p);
    if (m.shown)
        put_heads(p, m);
    put_part(p, VIEW_AGREED, WORD_AGREED, m);
    put_part(p, VIEW_DIFFERENT, WORD_TOLD_DIFFERENTLY, m);
    put_part(p, VIEW_BACKGROUND, WORD_BEFORE_IT, m);
}

/* ---- only one has ---- */

enum { ONLY_SHOWN = 12, ELSEWHERE_SHOWN = 3, COPIES_SHOWN = 3 };   /* the weightiest; a long report has dozens */

static void put_elsewhere(struct text_page *p, const struct claim *c)
{
    for (uint32_t i = 0; i < c->elsewhere_count && i < ELSEWHERE_SHOWN; i++) {
        const struct elsewhere *e = &c->elsewhere[i];
        const struct article *a = &e->report->article;
        char place[32];
        int length = snprintf(place, sizeof place, "%u-%u]", e->at.from, e->at.to);
        if (!i) {
            text_dot(p);
            text_say(p, WORD_ALSO_IN, STYLE_FAINT);
        }
        layout_text(&p->l, i ? ", " : " ", STYLE_PLAIN);
        layout_put(&p->l, a->outlet.len ? a->outlet : a->id, STYLE_PLAIN);
        layout_text(&p->l, " [", STYLE_FAINT);
        layout_put(&p->l, a->file.len ? a->file : a->id, STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_whole(&p->l, (struct span){ place, (size_t)length }, STYLE_FAINT);
    }
}

/* Where the account's other reports say it, the first few. */
static void put_copies(struct text_page *p, const struct claim *c)
{
    uint32_t last = c->wording.report, shown = 0;
    for (uint32_t i = 0; i < c->support.count && shown < COPIES_SHOWN; i++) {
        struct evidence e = c->support.at[i];
        if (e.report == last || e.report == c->wording.report)
            continue;
        last = e.report;
        text_place(p, e);
        shown++;
    }
}

static void put_only(struct text_page *p, const struct claim *c)
{
    text_indent(p, 2, 6);
    text_handle(p, c->wording.report, STYLE_STRONG);
    layout_text(&p->l, " ", STYLE_PLAIN);
    text_words(p, c->wording, STYLE_PLAIN);
    text_place(p, c->wording);
    put_copies(p, c);
    put_differences(p, c);
    put_notes(p, c);
    if (c->background) {
        text_dot(p);
        text_say(p, WORD_BACKGROUND, STYLE_FAINT);
    }
    put_elsewhere(p, c);
    put_unclear(p, c);
    layout_end(&p->l);
}

void text_only(struct text_page *p)
{
    struct numbers only = view_only(p->l.out->arena, p->s);
    uint32_t shown = only.count < ONLY_SHOWN ? only.count : ONLY_SHOWN;
    if (!only.count)
        return;
    text_section(p, WORD_ONLY);
    for (uint32_t i = 0; i < shown; i++)
        put_only(p, &p->s->claims[only.at[i]]);
    if (only.count > shown) {
        text_indent(p, 2, 6);
        text_count(p, WORD_MORE_IN_PAGE, only.count - shown, 0, STYLE_FAINT);
        layout_end(&p->l);
    }
}
