/* The synopsis in GitHub's Markdown: what the page says, for a comment, a wiki, a mail. */
#include "tell/tell.h"

#include "tell/escape.h"
#include "tell/label.h"
#include "tell/moment.h"
#include "tell/view.h"
#include "tell/words.h"

enum { COLUMNS_MAX = 12 };   /* reports up to which the claims' table has a column for each */

struct sheet {
    struct buffer *out;
    const struct synopsis *s;
    struct label_handles handles;
    struct view_cell *cells;
};

static void put(struct sheet *m, const char *ours) { buffer_text(m->out, ours); }

static void put_word(struct sheet *m, enum word word) { buffer_text(m->out, word_text(word)); }

static void put_words(struct sheet *m, struct evidence e) { escape_markdown(m->out, evidence_words(m->s, e)); }

static void put_handle(struct sheet *m, uint32_t report)
{
    char room[LABEL_HANDLE_ROOM];
    escape_markdown(m->out, label_handle(room, m->s, m->handles, report));
}

/* Handles are letters and digits, so that nothing in the code span needs an escape. */
static void put_place(struct sheet *m, struct evidence e)
{
    char room[LABEL_HANDLE_ROOM];
    put(m, " `");
    buffer_put(m->out, label_handle(room, m->s, m->handles, e.report));
    buffer_printf(m->out, " %u-%u`", e.at.from, e.at.to);
}

static void put_title(struct sheet *m, enum word title)
{
    put(m, "\n## ");
    put_word(m, title);
    put(m, "\n\n");
}

/* ---- head ---- */

static void put_origins(struct sheet *m)
{
    const struct synopsis *s = m->s;
    put(m, "**");
    word_count(m->out, WORD_ACCOUNTS, s->origin_count, 0, 0);
    put(m, "** ");
    word_count(m->out, WORD_IN_REPORTS, s->report_count, 0, 0);
    put(m, "\n\n");
    for (uint32_t i = 0; i < s->origin_count; i++) {
        const struct origin *o = &s->origins[i];
        put(m, "- **");
        put_handle(m, o->root);
        put(m, "** ");
        for (uint32_t r = o->first; r < o->first + o->count; r++)
            put(m, s->reports[r].is_root ? "■" : "□");
        put(m, " ");
        escape_markdown(m->out, label_report(s, o->root));
        if (o->count > 1) {
            put(m, " ");
            word_count(m->out, WORD_AND_COPIES, o->count - 1, 0, 0);
        }
        if (o->behind.len) {
            put(m, ", ");
            put_word(m, WORD_BEHIND);
            put(m, " ");
            escape_markdown(m->out, o->behind);
        }
        put(m, "\n");
    }
}

static void put_head(struct sheet *m)
{
    const struct synopsis *s = m->s;
    put(m, "# ");
    escape_markdown(m->out, s->headline);
    put(m, "\n\n");
    if (s->report_count) {
        put_word(m, WORD_HEADLINE_OF);
        put(m, " ");
        escape_markdown(m->out, label_report(s, s->headline_at.report));
        if (mark_length(s->headline_at.at))
            put_place(m, s->headline_at);
    }
    if (when_known(s->when)) {
        put(m, " · ");
        put_word(m, WORD_EVENT_OF);
        put(m, " ");
        moment_text(m->out, s->when);
    }
    if (mark_length(s->where.at)) {
        put(m, " · ");
        put_words(m, s->where);
        put_place(m, s->where);
    }
    put(m, "\n\n");
    put_origins(m);
    if (s->one_source.len) {
        put(m, "\n");
        escape_markdown(m->out, s->one_source);
        put(m, "\n");
    }
}

/* ---- differences ---- */

static void put_values(struct sheet *m, const struct difference *d)
{
    struct view_groups groups = view_groups(m->out->arena, m->s, d);
    for (uint32_t g = 0; g < groups.count; g++) {
        const struct difference_value *first = &d->values[groups.first[g]];
        put(m, "  - “");
        put_words(m, first->at);
        put(m, "”");
        if (first->value.len) {
            put(m, " = ");
            escape_markdown(m->out, first->value);
        }
        for (uint32_t i = groups.first[g]; i < d->count; i++)
            if (groups.of[i] == g)
                put_place(m, d->values[i].at);
        put(m, "\n");
    }
}

static void put_differences(struct sheet *m, bool conflicts)
{
    for (uint32_t i = 0; i < m->s->difference_count; i++) {
        const struct difference *d = &m->s->differences[i];
        if ((d->label == DIFFERENCE_CONFLICT) != conflicts)
            continue;
        put(m, "- **");
        put(m, word_difference(d->label));
        put(m, "**: ");
        escape_markdown(m->out, d->slot);
        if (d->reason.len) {
            put(m, " – ");
            escape_markdown(m->out, d->reason);
        }
        put(m, "\n");
        put_values(m, d);
    }
}

static void put_conflicts(struct sheet *m)
{
    uint32_t counts[DIFFERENCE_LABEL_COUNT];
    view_count_labels(counts, m->s);
    put(m, "\n## ");
    if (!counts[DIFFERENCE_CONFLICT]) {
        put_word(m, WORD_NO_CONFLICTS);
        put(m, "\n");
        return;
    }
    word_count(m->out, WORD_CONFLICTS, counts[DIFFERENCE_CONFLICT], 0, 0);
    put(m, "\n\n");
    put_differences(m, true);
}

static void put_other_differences(struct sheet *m)
{
    uint32_t counts[DIFFERENCE_LABEL_COUNT];
    view_count_labels(counts, m->s);
    if (counts[DIFFERENCE_CONFLICT] == m->s->difference_count)
        return;
    put_title(m, WORD_DIFFERENCES);
    put_differences(m, false);
}

/* ---- claims ---- */

static void put_agreed(struct sheet *m)
{
    struct view_agreed agreed = view_agreed(m->s);
    put(m, "\n## ");
    if (!agreed.count)
        put_word(m, WORD_NOTHING_SHARED);
    else if (agreed.all)
        word_count(m->out, WORD_ALL_SAY, m->s->origin_count, 0, 0);
    else
        put_word(m, WORD_MOST_SAY);
    put(m, "\n\n");
    for (uint32_t i = 0; i < agreed.count; i++) {
        const struct claim *c = &m->s->claims[agreed.claim[i]];
        put(m, "- ");
        put_words(m, c->wording);
        put_place(m, c->wording);
        put(m, "\n");
    }
}

static void put_cell(struct sheet *m, const struct view_cell *cell)
{
    static const char *const signs[] = { "", "■", "□", "≠", "·", "–" };
    put(m, signs[cell->state]);
    if (cell->value && cell->value->value.len) {
        put(m, " ");
        escape_markdown(m->out, cell->value->value);
    }
}

/* Who says so, by name, where there are too many reports for columns. */
static void put_names(struct sheet *m)
{
    for (uint32_t i = 0; i < m->s->report_count; i++)
        if (m->cells[i].place) {
            put(m, " ");
            put_handle(m, i);
        }
}

static void put_claim(struct sheet *m, const struct claim *c, bool columns)
{
    const struct difference *d = view_difference(m->s, c);
    view_cells(m->cells, m->s, c);
    put(m, "| ");
    put_words(m, c->wording);
    put_place(m, c->wording);
    if (d || view_varies(m->s, c)) {
        put(m, " *");
        put(m, word_difference(d ? d->label : DIFFERENCE_WORDING));
        put(m, "*");
    }
    buffer_printf(m->out, " | %u | %u |", c->origins, c->reports);
    if (!columns)
        put_names(m);
    for (uint32_t i = 0; columns && i < m->s->report_count; i++) {
        put(m, " ");
        put_cell(m, &m->cells[i]);
        put(m, " |");
    }
    put(m, columns ? "\n" : " |\n");
}

static void put_claims(struct sheet *m)
{
    const struct synopsis *s = m->s;
    bool columns = s->report_count <= COLUMNS_MAX;
    put_title(m, WORD_CLAIMS);
    if (!s->claim_count) {
        put_word(m, WORD_NO_CLAIMS);
        put(m, "\n");
        return;
    }
    put(m, "| ");
    put_word(m, WORD_CLAIM);
    put(m, " | ");
    word_put(m->out, WORD_ACCOUNTS_OF, s->origin_count, 0, 0);
    put(m, " | ");
    word_put(m->out, WORD_REPORTS_OF, s->report_count, 0, 0);
    put(m, " |");
    for (uint32_t i = 0; columns && i < s->report_count; i++) {
        put(m, " ");
        put_handle(m, i);
        put(m, " |");
    }
    if (!columns) {
        put(m, " ");
        put_word(m, WORD_HELD_BY);
        put(m, " |");
    }
    put(m, "\n|---|--:|--:|");
    for (uint32_t i = 0; i < (columns ? s->report_count : 1); i++)
        put(m, columns ? ":-:|" : "---|");
    put(m, "\n");
    for (enum view_part part = VIEW_AGREED; part < VIEW_PART_COUNT; part++)
        for (uint32_t i = 0; i < s->claim_count; i++)
            if (view_part(s, &s->claims[i]) == part)
                put_claim(m, &s->claims[i], columns);
    put(m, "\n■ ");
    put_word(m, WORD_SAYS_SO);
    put(m, " · □ ");
    put_word(m, WORD_SAYS_SO_COPIED);
    put(m, " · ≠ ");
    put_word(m, WORD_SAYS_OTHERWISE);
    put(m, " · – ");
    put_word(m, WORD_CANNOT_TELL);
    put(m, "\n");
}

static void put_only(struct sheet *m)
{
    uint32_t counts[VIEW_PART_COUNT];
    view_count_parts(counts, m->s);
    if (!counts[VIEW_ONE])
        return;
    put_title(m, WORD_ONLY);
    for (uint32_t i = 0; i < m->s->claim_count; i++) {
        const struct claim *c = &m->s->claims[i];
        if (view_part(m->s, c) != VIEW_ONE)
            continue;
        put(m, "- **");
        escape_markdown(m->out, label_report(m->s, c->wording.report));
        put(m, "**: ");
        put_words(m, c->wording);
        put_place(m, c->wording);
        put(m, " ");
        word_count(m->out, WORD_SEARCHED, c->absent.count, 0, 0);
        for (uint32_t k = 0; k < c->unclear.count; k++) {
            put(m, " ");
            if (!k) {
                put_word(m, WORD_CANNOT_TELL_THESE);
                put(m, " ");
            }
            put_handle(m, c->unclear.at[k]);
        }
        put(m, "\n");
    }
}

/* ---- quotes ---- */

static void put_marked(struct sheet *m, const struct quote_variant *v)
{
    struct mark at = v->words.at;
    struct span text = m->s->reports[v->words.report].report->article.text;
    for (uint32_t i = 0; i < v->differing.count; i++) {
        struct mark d = v->differing.at[i];
        if (d.from < at.from || d.to > at.to)
            continue;
        escape_markdown(m->out, mark_span(text, (struct mark){ at.from, d.from }));
        put(m, "<ins>");
        escape_markdown(m->out, mark_span(text, d));
        put(m, "</ins>");
        at.from = d.to;
    }
    escape_markdown(m->out, mark_span(text, at));
}

static void put_quote(struct sheet *m, const struct quote *q)
{
    struct view_groups groups = view_wordings(m->out->arena, m->s, q);
    put(m, "- **");
    if (q->speaker.len)
        escape_markdown(m->out, q->speaker);
    else
        put_word(m, WORD_NO_SPEAKER);
    put(m, "**");
    if (q->via.len) {
        put(m, ", ");
        put_word(m, WORD_VIA);
        put(m, " ");
        escape_markdown(m->out, q->via);
    }
    if (q->disputed_speaker) {
        put(m, ", ");
        put_word(m, WORD_DISPUTED_SPEAKER);
    }
    put(m, "\n");
    for (uint32_t g = 0; g < groups.count; g++) {
        const struct quote_variant *v = &q->variants[groups.first[g]];
        put(m, v->paraphrase ? "  - " : "  - “");
        put_marked(m, v);
        put(m, v->paraphrase ? "" : "”");
        for (uint32_t i = groups.first[g]; i < q->count; i++)
            if (groups.of[i] == g)
                put_place(m, q->variants[i].words);
        put(m, "\n");
    }
}

static void put_quotes(struct sheet *m)
{
    if (!m->s->quote_count)
        return;
    put_title(m, WORD_QUOTES);
    for (uint32_t i = 0; i < m->s->quote_count; i++)
        put_quote(m, &m->s->quotes[i]);
}

/* ---- lineage, timeline, reports ---- */

static void put_descent(struct sheet *m, uint32_t report)
{
    const struct story_report *r = &m->s->reports[report];
    const struct lineage_edge *e = r->is_root ? NULL : label_parent(m->s, report);
    put(m, r->is_root ? "- ■ **" : "  - □ **");
    put_handle(m, report);
    put(m, "** ");
    escape_markdown(m->out, label_report(m->s, report));
    if (when_known(r->report->article.published)) {
        put(m, ", ");
        moment_text(m->out, r->report->article.published);
    }
    put(m, " – ");
    if (!e) {
        escape_markdown(m->out, r->origin_label.len ? r->origin_label : span_of(word_text(WORD_OWN_ACCOUNT)));
    } else {
        put(m, word_lineage(e->kind));
        if (e->share > 0)
            buffer_printf(m->out, " %.0f %%", (double)e->share * 100);
        put(m, " ");
        put_word(m, WORD_COPY_OF);
        put(m, " ");
        put_handle(m, e->from);
        for (uint32_t i = 0; i < e->grounds.count; i++) {
            put(m, i ? "; " : e->inferred ? ". " : ": ");
            if (!i && e->inferred) {
                put_word(m, WORD_INFERRED);
                put(m, " ");
            }
            escape_markdown(m->out, e->grounds.at[i]);
        }
    }
    put(m, "\n");
}

static void put_timeline(struct sheet *m)
{
    if (!m->s->happening_count)
        return;
    put_title(m, WORD_TIMELINE);
    for (uint32_t i = 0; i < m->s->happening_count; i++) {
        const struct happening *h = &m->s->timeline[i];
        put(m, "- **");
        escape_markdown(m->out, h->date);
        put(m, "** ");
        put_words(m, h->wording);
        for (uint32_t k = 0; k < h->support.count; k++)
            put_place(m, h->support.at[k]);
        put(m, "\n");
    }
}

static void put_report(struct sheet *m, uint32_t report)
{
    const struct article *a = &m->s->reports[report].report->article;
    put(m, "| ");
    put_handle(m, report);
    put(m, " | ");
    escape_markdown(m->out, a->file.len ? a->file : a->id);
    put(m, " | ");
    escape_markdown(m->out, a->outlet);
    put(m, " | ");
    if (a->url.len && escape_may_link(a->url)) {
        put(m, "[");
        escape_markdown(m->out, a->title.len ? a->title : a->id);
        put(m, "](<");
        escape_url(m->out, a->url);
        put(m, ">)");
    } else {
        escape_markdown(m->out, a->title);
    }
    put(m, " | ");
    moment_text(m->out, a->published);
    put(m, " |\n");
}

static void put_reports(struct sheet *m)
{
    static const enum word heads[] = { WORD_HANDLE, WORD_FILE, WORD_OUTLET, WORD_REPORT, WORD_PUBLISHED };
    put_title(m, WORD_REPORTS);
    put(m, "|");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        put(m, " ");
        put_word(m, heads[i]);
        put(m, " |");
    }
    put(m, "\n|---|---|---|---|---|\n");
    for (uint32_t i = 0; i < m->s->report_count; i++)
        put_report(m, i);
}

void tell_markdown(struct buffer *out, const struct synopsis *s)
{
    struct sheet m = { out, s, label_handles(s), arena_new(out->arena, struct view_cell, s->report_count) };
    put_head(&m);
    put_conflicts(&m);
    put_agreed(&m);
    put_title(&m, WORD_LINEAGE);
    for (uint32_t i = 0; i < s->report_count; i++)
        put_descent(&m, i);
    put_claims(&m);
    put_other_differences(&m);
    put_quotes(&m);
    put_only(&m);
    put_timeline(&m);
    put_reports(&m);
}
