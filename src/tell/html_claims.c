/* Claims by reports: a real table, columns grouped by account, root first; a claim opens to its words. */
#include "tell/html_parts.h"

enum { DENSE_FROM = 16,      /* reports from which columns are narrow and the table scrolls */
       COLUMNS_MAX = 60,     /* and up to which there are columns at all, else a list of accounts */
       DIFFERENCES_SHOWN = 3 };

static bool has_columns(const struct synopsis *s) { return s->report_count <= COLUMNS_MAX; }

static void put_groups(struct html_page *p)
{
    const struct synopsis *s = p->s;
    html_print(p, "<tr role=\"row\"><td role=\"cell\"></td><th class=\"grp g\" colspan=\"2\" scope=\"colgroup\" "
                  "role=\"columnheader\">%w</th>\n", WORD_HELD_BY);
    for (uint32_t i = 0; has_columns(s) && i < s->origin_count; i++) {
        const struct origin *o = &s->origins[i];
        html_print(p, "<th class=\"grp g\" scope=\"colgroup\" role=\"columnheader\">");
        html_origin(p, i);
        html_print(p, "</th>");
        if (o->count > 1)
            html_print(p, "<th class=\"grp cp\" colspan=\"%u\" scope=\"colgroup\" role=\"columnheader\">%w "
                          "<bdi>%t</bdi></th>",
                       o->count - 1, WORD_COPIES_OF, label_report(s, o->root));
        html_print(p, "\n");
    }
    html_print(p, has_columns(s) ? "</tr>" : "<td role=\"cell\"></td></tr>");
}

static const char *cell_class(const struct synopsis *s, uint32_t report)
{
    const struct story_report *r = &s->reports[report];
    return s->origins[r->origin].first == report ? "g own" : r->is_root ? "own" : "cp";
}

static void put_head(struct html_page *p)
{
    const struct synopsis *s = p->s;
    html_print(p, "<thead role=\"rowgroup\">");
    put_groups(p);
    html_print(p, "<tr role=\"row\"><th scope=\"col\" role=\"columnheader\">%w</th><th class=\"nh g\" scope=\"col\" "
                  "role=\"columnheader\">", WORD_CLAIM);
    word_put(p->out, WORD_ACCOUNTS_OF, s->origin_count, 0, 0);
    html_print(p, "</th><th class=\"nh\" scope=\"col\" role=\"columnheader\">");
    word_put(p->out, WORD_REPORTS_OF, s->report_count, 0, 0);
    html_print(p, "</th>\n");
    if (!has_columns(s))
        html_print(p, "<th scope=\"col\" role=\"columnheader\">%w</th>", WORD_BY);
    for (uint32_t i = 0; has_columns(s) && i < s->report_count; i++)
        html_print(p, "<th class=\"out %s\" scope=\"col\" role=\"columnheader\"><a href=\"#%pr%u\"><bdi>%t"
                      "</bdi></a></th>\n",
                   cell_class(s, i), i, label_report(s, i));
    html_print(p, "</tr></thead>");
}

/* ---- one claim ---- */

/* The exact words: each account once, its copies behind it where they say the same; then who does not say it. */
static void put_evidence(struct html_page *p, const struct claim *c)
{
    html_print(p, "<ul class=\"ev\">");
    for (uint32_t i = 0; i < c->support.count; i++) {
        struct evidence e = c->support.at[i];
        html_print(p, "<li>");
        html_origin(p, p->s->reports[e.report].origin);
        html_print(p, "<p class=\"words\"><q");
        html_language(p, e.report);
        html_print(p, ">%t</q> ", evidence_words(p->s, e));
        html_place(p, e, HTML_CLAIM);
        uint32_t next = i + 1;
        struct span words = evidence_words(p->s, e);
        while (next < c->support.count && span_equal(evidence_words(p->s, c->support.at[next]), words))
            html_place(p, c->support.at[next++], HTML_CLAIM);
        i = next - 1;
        html_print(p, "</p></li>");
    }
    html_print(p, "</ul>");
    if (!c->absent.count && !c->unclear.count)
        return;
    html_print(p, "<p class=\"small ev\"><span>");
    html_names(p, WORD_SILENT_THESE, c->absent);
    html_names(p, WORD_CANNOT_TELL_THESE, c->unclear);
    html_print(p, "</span></p>");
}

/* Its differences by kind, each a word and its slot; else that a quote in it varies. */
static void put_kinds(struct html_page *p, const struct claim *c)
{
    uint32_t shown = 0;
    for (uint32_t i = 0; i < c->differences.count && shown < DIFFERENCES_SHOWN; i++) {
        const struct difference *d = &p->s->differences[c->differences.at[i]];
        if (d->label == DIFFERENCE_AGREE)
            continue;
        html_print(p, " ");
        html_kind(p, d->label);
        html_print(p, " <span class=\"small\"><bdi>%t</bdi></span>", d->slot);
        shown++;
    }
    if (!shown && view_varies(p->s, c)) {
        html_print(p, " ");
        html_kind(p, DIFFERENCE_WORDING);
    }
}

/* Links out of an open claim: to its differences and to its quotes. */
static void put_see(struct html_page *p, const struct claim *c)
{
    if (!c->differences.count && !c->quotes.count)
        return;
    html_print(p, "<p class=\"small ev\"><span>");
    for (uint32_t i = 0; i < c->differences.count; i++) {
        const struct difference *d = &p->s->differences[c->differences.at[i]];
        if (!view_tells(d))
            continue;
        html_print(p, "<a href=\"#%pd%u\">%s: <bdi>%t</bdi></a> ", c->differences.at[i] + 1, word_difference(d->label),
                   d->slot);
    }
    for (uint32_t i = 0; i < c->quotes.count; i++)
        html_print(p, "<a href=\"#%pq%u\">%w: <bdi>%t</bdi></a> ", c->quotes.at[i] + 1, WORD_QUOTE,
                   p->s->quotes[c->quotes.at[i]].speaker);
    html_print(p, "</span></p>");
}

static void put_claim_head(struct html_page *p, const struct claim *c)
{
    html_print(p, "<th class=\"claim\" scope=\"row\" role=\"rowheader\" id=\"%pc%u\"><details><summary><span>"
                  "<span", c->id);
    html_language(p, c->wording.report);
    html_print(p, ">%t</span>", evidence_words(p->s, c->wording));
    put_kinds(p, c);
    html_notes(p, c);
    if (c->background && view_part(p->s, c) != VIEW_BACKGROUND)
        html_print(p, " <span class=\"small\">· %w</span>", WORD_BACKGROUND);
    html_print(p, "</span></summary>");
    put_evidence(p, c);
    put_see(p, c);
    html_print(p, "</details></th>");
}

static enum word cell_word(const struct view_cell *cell)
{
    static const enum word words[] = { WORD_SILENT, WORD_SAYS_SO, WORD_SAYS_SO_COPIED, WORD_SAYS_OTHERWISE, WORD_SILENT,
                                       WORD_CANNOT_TELL };
    return words[cell->state];
}

static const char *cell_sign(const struct view_cell *cell)
{
    static const char *const signs[] = { "silent", "own", "copy", "", "silent", "short" };
    return cell->state == VIEW_DIFFERS ? html_kind_name(cell->label) : signs[cell->state];
}

/* How many copies of the account say so; shown where copies are folded into one column. */
static uint32_t copies_saying(const struct html_page *p, uint32_t root)
{
    const struct origin *o = &p->s->origins[p->s->reports[root].origin];
    uint32_t count = 0;
    for (uint32_t i = o->first + 1; i < o->first + o->count; i++)
        count += p->cells[i].place != NULL;
    return count;
}

static void put_cell_inside(struct html_page *p, uint32_t report)
{
    const struct view_cell *cell = &p->cells[report];
    const char *kind = cell->state == VIEW_DIFFERS ? html_kind_name(cell->label) : "";
    uint32_t copies = p->s->origins[p->s->reports[report].origin].first == report ? copies_saying(p, report) : 0;
    if (!cell->value || cell->state == VIEW_DIFFERS)
        html_sign(p, cell_sign(cell));
    if (cell->value && cell->value->value.len)
        html_print(p, "<span class=\"val%s%s\">%t</span>", *kind ? " k k-" : "", kind, cell->value->value);
    else if (cell->value && cell->state != VIEW_DIFFERS)
        html_sign(p, cell_sign(cell));
    if (copies) {
        html_print(p, "<span class=\"more\">");
        if (!cell->place)
            html_sign(p, "copy");
        html_print(p, "+%u</span>", copies);
    }
    html_print(p, "<span class=\"vh\"><bdi>%t</bdi>: %w", label_report(p->s, report), cell_word(cell));
    html_print(p, *kind ? ", %s</span>" : "</span>", cell->state == VIEW_DIFFERS ? word_difference(cell->label) : "");
}

/* Neither the report nor, where it is a root, a copy of it says so. */
static bool is_silent(const struct html_page *p, uint32_t report)
{
    const struct view_cell *cell = &p->cells[report];
    bool first = p->s->origins[p->s->reports[report].origin].first == report;
    return (cell->state == VIEW_SILENT || cell->state == VIEW_NOTHING) && !(first && copies_saying(p, report));
}

static void put_cell(struct html_page *p, uint32_t report)
{
    const struct view_cell *cell = &p->cells[report];
    char room[LABEL_HANDLE_ROOM];
    /* In a wide table most cells are silent: they stay empty, or the page would be mostly dots. */
    if (p->s->report_count >= DENSE_FROM && is_silent(p, report)) {
        html_print(p, "<td role=\"cell\" class=\"%s\"></td>", cell_class(p->s, report));
        return;
    }
    bool conflict = cell->state == VIEW_DIFFERS && cell->label == DIFFERENCE_CONFLICT;
    bool first = p->s->origins[p->s->reports[report].origin].first == report;
    bool only_copy = !cell->place && first && copies_saying(p, report);
    html_print(p, "<td role=\"cell\" class=\"%s%s%s\" data-o=\"%t\">", cell_class(p->s, report), conflict ? " x" : "",
               only_copy ? " only-copy" : "", label_handle(room, p->s, (struct label_handles){ 0 }, report));
    if (cell->place) {
        html_print(p, "<a href=\"");
        html_target(p, *cell->place, cell->value ? HTML_FIGURE : HTML_CLAIM);
        html_print(p, "\">");
    } else {
        html_print(p, "<span class=\"z\">");
    }
    put_cell_inside(p, report);
    html_print(p, cell->place ? "</a></td>" : "</span></td>");
}

static void put_claim(struct html_page *p, const struct claim *c)
{
    const struct synopsis *s = p->s;
    html_begin_line(p, HTML_CLAIM_LINE, c->id);
    html_print(p, "<tr role=\"row\">");
    put_claim_head(p, c);
    html_print(p, "<td class=\"n g\" role=\"cell\"><b>%u</b><span class=\"ph\"> ", c->origins);
    word_put(p->out, WORD_OF_ACCOUNTS, s->origin_count, 0, 0);
    html_print(p, "</span></td><td class=\"n r\" role=\"cell\">%u<span class=\"ph\"> ", c->reports);
    word_put(p->out, WORD_OF_REPORTS, s->report_count, 0, 0);
    html_print(p, "</span></td>");
    if (has_columns(s)) {
        view_cells(p->cells, s, c);
        for (uint32_t i = 0; i < s->report_count; i++)
            put_cell(p, i);
    } else {
        html_print(p, "<td class=\"who\" role=\"cell\">");
        html_origins(p, c->support.at, sizeof *c->support.at, c->support.count);
        html_print(p, "</td>");
    }
    html_print(p, "</tr>\n");
}

static void put_part(struct html_page *p, enum view_part part, enum word title, uint32_t count)
{
    const struct synopsis *s = p->s;
    if (!count)
        return;
    html_print(p, "<tr class=\"part\" role=\"row\"><th colspan=\"3\" scope=\"rowgroup\" role=\"rowheader\">%w "
                  "<span class=\"cnt\">%u</span></th>", title, count);
    if (!has_columns(s))
        html_print(p, "<td role=\"cell\"></td>");
    for (uint32_t i = 0; has_columns(s) && i < s->report_count; i++)
        html_print(p, s->reports[i].is_root ? "<td role=\"cell\"></td>" : "<td class=\"cp\" role=\"cell\"></td>");
    html_print(p, "</tr>\n");
    for (uint32_t i = 0; i < s->claim_count; i++)
        if (view_part(s, &s->claims[i]) == part)
            put_claim(p, &s->claims[i]);
}

static void put_columns_choice(struct html_page *p)
{
    bool dense = p->s->report_count >= DENSE_FROM;
    html_print(p, "<div class=\"end\"><fieldset class=\"cols\"><legend>%w</legend><label><input type=\"radio\" "
                  "name=\"%pcols\"%s> %w</label> <label><input type=\"radio\" name=\"%pcols\" "
                  "class=\"by-account\"%s> %w</label></fieldset></div>", WORD_COLUMNS, dense ? "" : " checked",
               WORD_EVERY_REPORT, dense ? " checked" : "", WORD_ONE_PER_ACCOUNT);
}

static void put_table(struct html_page *p, const uint32_t counts[VIEW_PART_COUNT])
{
    bool dense = p->s->report_count >= DENSE_FROM && has_columns(p->s);
    if (dense)
        html_print(p, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%w\">\n", WORD_CLAIMS_CAPTION);
    html_print(p, "<table class=\"mx%s\" role=\"table\"><caption class=\"vh\">%w</caption>\n<colgroup>"
                  "<col class=\"c-claim\">"
                  "<col class=\"c-n\"><col class=\"c-n\"></colgroup>", dense ? " dense" : "", WORD_CLAIMS_CAPTION);
    put_head(p);
    html_print(p, "<tbody role=\"rowgroup\">\n");
    put_part(p, VIEW_AGREED, WORD_AGREED, counts[VIEW_AGREED]);
    put_part(p, VIEW_DIFFERENT, WORD_TOLD_DIFFERENTLY, counts[VIEW_DIFFERENT]);
    put_part(p, VIEW_BACKGROUND, WORD_BEFORE_IT, counts[VIEW_BACKGROUND]);
    html_print(p, dense ? "</tbody></table></div>\n" : "</tbody></table>\n");
}

void html_claims(struct html_page *p)
{
    const struct synopsis *s = p->s;
    uint32_t counts[VIEW_PART_COUNT];
    view_count_parts(counts, s);
    html_section(p, "claims", WORD_CLAIMS, " mxbox");
    if (counts[VIEW_ONE] == s->claim_count) {
        html_print(p, "<p>%w</p></header></section>\n", s->claim_count ? WORD_NOTHING_SHARED : WORD_NO_CLAIMS);
        return;
    }
    html_print(p, "<p>");
    html_count(p, WORD_CLAIMS_NOTE, s->claim_count - counts[VIEW_ONE], 0, 0);
    html_print(p, " %w</p>", WORD_OPEN_A_CLAIM);
    if (s->origin_count < s->report_count && has_columns(s))
        put_columns_choice(p);
    html_print(p, "</header>\n");
    put_table(p, counts);
    html_print(p, "</section>\n");
}
