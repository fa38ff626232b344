/* Claims by reports, as a table; what only one account has, as a list. */
#include "tell/markdown_parts.h"

#include "tell/escape.h"
#include "tell/moment.h"

enum { COLUMNS_MAX = 12 };   /* reports up to which the table has a column for each */

static void put_cell(struct markdown_page *m, const struct view_cell *cell)
{
    static const char *const signs[] = { "", "■", "□", "≠", "·", "–" };
    markdown_put(m, signs[cell->state]);
    if (cell->value && cell->value->value.len) {
        markdown_put(m, " ");
        markdown_text(m, cell->value->value);
    }
}

/* Who says so, by name, where there are too many reports for columns. */
static void put_names(struct markdown_page *m, const struct claim *c)
{
    for (uint32_t i = 0; i < m->s->report_count; i++)
        if (m->cells[i].place) {
            markdown_put(m, " ");
            markdown_handle(m, i);
        }
    if (!c->unclear.count)
        return;
    markdown_put(m, " · ");
    markdown_word(m, WORD_CANNOT_TELL_THESE);
    markdown_handles(m, c->unclear);
}

/* Its differences by kind, whose statement it is, the day it tells of, whether it went before. */
static void put_notes(struct markdown_page *m, const struct claim *c)
{
    bool any = false;
    for (uint32_t i = 0; i < c->differences.count; i++) {
        const struct difference *d = &m->s->differences[c->differences.at[i]];
        if (d->label == DIFFERENCE_AGREE)
            continue;
        markdown_put(m, " *");
        markdown_put(m, word_difference(d->label));
        markdown_put(m, "*: ");
        markdown_text(m, d->slot);
        any = true;
    }
    if (!any && view_varies(m->s, c)) {
        markdown_put(m, " *");
        markdown_put(m, word_difference(DIFFERENCE_WORDING));
        markdown_put(m, "*");
    }
    if (c->said_by.len) {
        markdown_put(m, " · ");
        markdown_word(m, WORD_SAID_BY);
        markdown_put(m, " ");
        markdown_text(m, c->said_by);
    }
    if (when_known(c->when)) {
        markdown_put(m, " · ");
        moment_text(m->out, c->when);
    }
    if (c->background) {
        markdown_put(m, " · ");
        markdown_word(m, WORD_BACKGROUND);
    }
}

static void put_claim(struct markdown_page *m, const struct claim *c, bool columns)
{
    view_cells(m->cells, m->s, c);
    markdown_put(m, "| ");
    markdown_words(m, c->wording);
    markdown_place(m, c->wording);
    put_notes(m, c);
    buffer_printf(m->out, " | %u | %u |", c->origins, c->reports);
    if (!columns)
        put_names(m, c);
    for (uint32_t i = 0; columns && i < m->s->report_count; i++) {
        markdown_put(m, " ");
        put_cell(m, &m->cells[i]);
        markdown_put(m, " |");
    }
    markdown_put(m, columns ? "\n" : " |\n");
}

static void put_table_head(struct markdown_page *m, bool columns)
{
    const struct synopsis *s = m->s;
    markdown_put(m, "| ");
    markdown_word(m, WORD_CLAIM);
    markdown_put(m, " | ");
    word_put(m->out, WORD_ACCOUNTS_OF, s->origin_count, 0, 0);
    markdown_put(m, " | ");
    word_put(m->out, WORD_REPORTS_OF, s->report_count, 0, 0);
    markdown_put(m, " |");
    for (uint32_t i = 0; columns && i < s->report_count; i++) {
        markdown_put(m, " ");
        markdown_handle(m, i);
        markdown_put(m, " |");
    }
    if (!columns) {
        markdown_put(m, " ");
        markdown_word(m, WORD_HELD_BY);
        markdown_put(m, " |");
    }
    markdown_put(m, "\n|---|--:|--:|");
    for (uint32_t i = 0; i < (columns ? s->report_count : 1); i++)
        markdown_put(m, columns ? ":-:|" : "---|");
    markdown_put(m, "\n");
}

static void put_key(struct markdown_page *m)
{
    static const struct { const char *sign; enum word word; } keys[] = {
        { "\n■ ", WORD_SAYS_SO }, { " · □ ", WORD_SAYS_SO_COPIED }, { " · ≠ ", WORD_SAYS_OTHERWISE },
        { " · – ", WORD_CANNOT_TELL },
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        markdown_put(m, keys[i].sign);
        markdown_word(m, keys[i].word);
    }
    markdown_put(m, "\n");
}

void markdown_claims(struct markdown_page *m)
{
    const struct synopsis *s = m->s;
    bool columns = s->report_count <= COLUMNS_MAX;
    uint32_t counts[VIEW_PART_COUNT];
    view_count_parts(counts, s);
    markdown_title(m, WORD_CLAIMS);
    if (counts[VIEW_ONE] == s->claim_count) {
        markdown_word(m, s->claim_count ? WORD_NOTHING_SHARED : WORD_NO_CLAIMS);
        markdown_put(m, "\n");
        return;
    }
    put_table_head(m, columns);
    for (enum view_part part = VIEW_AGREED; part < VIEW_ONE; part++)
        for (uint32_t i = 0; i < s->claim_count; i++)
            if (view_part(s, &s->claims[i]) == part)
                put_claim(m, &s->claims[i], columns);
    put_key(m);
}

/* ---- only one has ---- */

static void put_elsewhere(struct markdown_page *m, const struct claim *c)
{
    for (uint32_t i = 0; i < c->elsewhere_count; i++) {
        const struct elsewhere *e = &c->elsewhere[i];
        const struct article *a = &e->report->article;
        if (!i) {
            markdown_put(m, " ");
            markdown_word(m, WORD_ALSO_IN);
        }
        markdown_put(m, i ? ", " : " ");
        if (escape_may_link(a->url)) {
            markdown_put(m, "[");
            markdown_text(m, a->outlet.len ? a->outlet : a->id);
            markdown_put(m, "](<");
            escape_url(m->out, a->url);
            markdown_put(m, ">)");
        } else {
            markdown_text(m, a->outlet.len ? a->outlet : a->id);
        }
        markdown_put(m, " (");
        markdown_text(m, a->file.len ? a->file : a->id);
        buffer_printf(m->out, " %u-%u)", e->at.from, e->at.to);
    }
    markdown_put(m, c->elsewhere_count ? "." : "");
}

static void put_only(struct markdown_page *m, const struct claim *c)
{
    markdown_put(m, "- **");
    markdown_text(m, label_report(m->s, c->wording.report));
    markdown_put(m, "**: ");
    markdown_words(m, c->wording);
    markdown_place(m, c->wording);
    for (uint32_t i = 0, shown = 0; i < c->support.count && shown < VIEW_NAMES_MAX; i++)   /* its copies */
        if (c->support.at[i].report != c->wording.report) {
            markdown_place(m, c->support.at[i]);
            shown++;
        }
    put_notes(m, c);
    if (c->absent.count) {
        markdown_put(m, " · ");
        markdown_count(m, WORD_SEARCHED, c->absent.count, 0);
    }
    if (c->unclear.count) {
        markdown_put(m, c->absent.count ? " " : " · ");
        markdown_word(m, WORD_CANNOT_TELL_THESE);
        markdown_handles(m, c->unclear);
        markdown_put(m, ".");
    }
    put_elsewhere(m, c);
    markdown_put(m, "\n");
}

void markdown_only(struct markdown_page *m)
{
    struct numbers only = view_only(m->out->arena, m->s);
    if (!only.count)
        return;
    markdown_title(m, WORD_ONLY);
    for (uint32_t i = 0; i < only.count; i++)
        put_only(m, &m->s->claims[only.at[i]]);
}
