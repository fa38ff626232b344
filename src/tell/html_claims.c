/* Claims by reports: a real table, columns grouped by account, root first; a claim opens to its words. */
#include "tell/html_parts.h"

enum { DENSE_FROM = 16,      /* reports from which columns are narrow and the table scrolls */
       COLUMNS_MAX = 60,     /* and up to which there are columns at all, else a list of accounts */
       DIFFERENCES_SHOWN = 3, WORDS_SHOWN = 4, ACCOUNTS_SHOWN = 12 };   /* of a claim, on the server's page */

static bool has_columns(const struct html_page *p) { return p->column_count <= COLUMNS_MAX; }
static bool is_dense(const struct html_page *p) { return p->column_count >= DENSE_FROM && has_columns(p); }

static void put_groups(struct html_page *p)
{
    const struct synopsis *s = p->s;
    html_print(p, "<tr role=\"row\"><td role=\"cell\"></td><th class=\"grp g\" colspan=\"2\" scope=\"colgroup\" "
                  "role=\"columnheader\">%w</th>\n", WORD_HELD_BY);
    for (uint32_t i = 0; has_columns(p) && i < s->origin_count; i++) {
        const struct origin *o = &s->origins[i];
        html_print(p, "<th class=\"grp g\" scope=\"colgroup\" role=\"columnheader\">");
        html_origin(p, i);
        html_print(p, "</th>");
        if (o->count > 1 && !p->folded)
            html_print(p, "<th class=\"grp cp\" colspan=\"%u\" scope=\"colgroup\" role=\"columnheader\">%w "
                          "<bdi>%t</bdi></th>",
                       o->count - 1, WORD_COPIES_OF, label_report(s, o->root));
        html_print(p, "\n");
    }
    html_print(p, has_columns(p) ? "</tr>" : "<td role=\"cell\"></td></tr>");
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
    if (!has_columns(p))
        html_print(p, "<th scope=\"col\" role=\"columnheader\">%w</th>", WORD_BY);
    for (uint32_t i = 0; has_columns(p) && i < p->column_count; i++) {
        html_print(p, "<th class=\"out %s\" scope=\"col\" role=\"columnheader\"><a href=\"",
                   cell_class(s, p->columns[i]));
        html_report(p, p->columns[i]);
        html_print(p, "\"><bdi>%t</bdi></a></th>\n", label_report(s, p->columns[i]));
    }
    html_print(p, "</tr></thead>");
}

/* ---- one claim ---- */

/* The words at support `i`, and the places of those behind it that say the same; gives the next one. */
static uint32_t put_same_words(struct html_page *p, const struct claim *c, uint32_t i)
{
    struct evidence e = c->support.at[i];
    struct span words = evidence_words(p->s, e);
    uint32_t next = i + 1, places = 1;
    html_begin_evidence(p, e);
    for (; next < c->support.count && span_equal(evidence_words(p->s, c->support.at[next]), words); next++)
        if (!p->site || places++ < WORDS_SHOWN)
            html_place(p, c->support.at[next], HTML_CLAIM);
    html_print(p, "</p></li>");
    return next;
}

/* The exact words: each account once, its copies behind it where they say the same; then who does not say it.  On the
 * server's page the first ones: all are side by side, and the table tells who is silent. */
static void put_evidence(struct html_page *p, const struct claim *c)
{
    uint32_t shown = 0;
    html_print(p, "<ul class=\"ev\">");
    for (uint32_t i = 0; i < c->support.count && !(p->site && shown == WORDS_SHOWN); shown++)
        i = put_same_words(p, c, i);
    html_print(p, "</ul>");
    if (p->site || (!c->absent.count && !c->unclear.count))
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

static void put_see_differences(struct html_page *p, const struct claim *c)
{
    uint32_t shown = 0;
    for (uint32_t i = 0; i < c->differences.count; i++) {
        const struct difference *d = &p->s->differences[c->differences.at[i]];
        if (!view_tells(d) || (p->site && shown++ == DIFFERENCES_SHOWN))
            continue;
        html_print(p, "<a href=\"");
        html_item(p, HTML_DIFFERENCE_LINE, c->differences.at[i] + 1);
        html_print(p, "\">%s: <bdi>%t</bdi></a> ", word_difference(d->label), d->slot);
    }
}

/* Links out of an open claim: to its differences and to its quotes, and to all who say it. */
static void put_see(struct html_page *p, const struct claim *c)
{
    if (!c->differences.count && !c->quotes.count && !p->site)
        return;
    html_print(p, "<p class=\"small ev\"><span>");
    html_beside(p, HTML_CLAIM_LINE, c->id);
    html_print(p, p->site ? " " : "");
    put_see_differences(p, c);
    for (uint32_t i = 0; i < c->quotes.count && !(p->site && i == DIFFERENCES_SHOWN); i++) {
        html_print(p, "<a href=\"");
        html_item(p, HTML_QUOTE_LINE, c->quotes.at[i] + 1);
        html_print(p, "\">%w: <bdi>%t</bdi></a> ", WORD_QUOTE, p->s->quotes[c->quotes.at[i]].speaker);
    }
    html_print(p, "</span></p>");
}

static void put_claim_head(struct html_page *p, const struct claim *c)
{
    html_print(p, "<th class=\"claim\" scope=\"row\" role=\"rowheader\" id=\"%pc%u\"><details><summary><span>"
                  "<span", c->id);
    html_language(p, c->wording.report);
    html_print(p, ">");
    html_shown(p, c->wording);
    html_print(p, "</span>");
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
    html_print(p, "<span class=\"vh\">%t: %w", label_report(p->s, report), cell_word(cell));
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
    if (is_dense(p) && is_silent(p, report)) {
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

/* The accounts that hold it, where there are too many for columns. */
static void put_holders(struct html_page *p, const struct claim *c)
{
    uint32_t count = 0, last = UINT32_MAX, i = 0;
    for (; i < c->support.count && !(p->site && count == ACCOUNTS_SHOWN); i++) {
        count += p->s->reports[c->support.at[i].report].origin != last;
        last = p->s->reports[c->support.at[i].report].origin;
    }
    html_print(p, "<td class=\"who\" role=\"cell\">");
    html_origins(p, c->support.at, sizeof *c->support.at, i);
    if (c->origins > count) {
        html_print(p, " <span class=\"small\">");
        html_count(p, WORD_AND_MORE, c->origins - count, 0, 0);
        html_print(p, "</span>");
    }
    html_print(p, "</td>");
}

static void put_numbers(struct html_page *p, const struct claim *c)
{
    html_print(p, "<td class=\"n g\" role=\"cell\">");
    if (p->site)
        html_print(p, "<a class=\"beside\" href=\"/stories/%q/claims/%u\">", p->site->id, c->id);
    html_print(p, "<b>%u</b><span class=\"ph\"> ", c->origins);
    word_put(p->out, WORD_OF_ACCOUNTS, p->s->origin_count, 0, 0);
    html_print(p, "</span>");
    if (p->site)
        html_print(p, "<span class=\"vh\"> %w</span></a>", WORD_BESIDE);
    html_print(p, "</td><td class=\"n r\" role=\"cell\">%u<span class=\"ph\"> ", c->reports);
    word_put(p->out, WORD_OF_REPORTS, p->s->report_count, 0, 0);
    html_print(p, "</span></td>");
}

static void put_claim(struct html_page *p, const struct claim *c)
{
    html_begin_line(p, HTML_CLAIM_LINE, c->id);
    html_print(p, "<tr role=\"row\">");
    put_claim_head(p, c);
    put_numbers(p, c);
    if (has_columns(p)) {
        view_cells(p->cells, p->s, c);
        for (uint32_t i = 0; i < p->column_count; i++)
            put_cell(p, p->columns[i]);
    } else {
        put_holders(p, c);
    }
    html_print(p, "</tr>\n");
    html_show(p, HTML_CLAIM_LINE, c->id - 1);
}

static void put_part_head(struct html_page *p, enum word title, uint32_t count)
{
    html_print(p, "<tr class=\"part\" role=\"row\"><th colspan=\"3\" scope=\"rowgroup\" role=\"rowheader\">%w "
                  "<span class=\"cnt\">%u</span></th>", title, count);
    if (!has_columns(p))
        html_print(p, "<td role=\"cell\"></td>");
    for (uint32_t i = 0; has_columns(p) && i < p->column_count; i++)
        html_print(p, p->s->reports[p->columns[i]].is_root ? "<td role=\"cell\"></td>"
                                                           : "<td class=\"cp\" role=\"cell\"></td>");
    html_print(p, "</tr>\n");
}

/* The claims of a part, in the order of telling; `*at` counts all that were met, those before `from` are left out. */
static void put_part(struct html_page *p, enum view_part part, enum word title, uint32_t count, uint32_t from,
                     uint32_t *at)
{
    const struct synopsis *s = p->s;
    bool begun = false;
    uint32_t end = *at + count;
    for (uint32_t i = 0; i < s->claim_count && *at < end; i++) {
        if (view_part(s, &s->claims[i]) != part)
            continue;
        if (*at < from) {
            ++*at;
            continue;
        }
        if (html_is_full(p))
            return;
        if (!begun)
            put_part_head(p, title, count);
        begun = true;
        put_claim(p, &s->claims[i]);
        ++*at;
    }
}

/* On the server's page they are links: the other columns are not there to be shown. */
static void put_columns_links(struct html_page *p)
{
    static const struct { const char *value; enum word name; } ways[] = { { "outlet", WORD_EVERY_REPORT },
                                                                          { "origin", WORD_ONE_PER_ACCOUNT } };
    html_print(p, "<div class=\"end\"><p class=\"cols\"><span class=\"small\">%w</span>", WORD_COLUMNS);
    for (unsigned i = 0; i < 2; i++) {
        html_print(p, " <a href=\"/stories/%q?columns=%s%s#claims\"", p->site->id, ways[i].value,
                   p->site->part == SITE_STORY_CLAIMS ? "&amp;claims=all" : "");
        html_print(p, i == p->folded ? " aria-current=\"true\">%w</a>" : ">%w</a>", ways[i].name);
    }
    html_print(p, "</p></div>");
}

static void put_columns_choice(struct html_page *p)
{
    bool dense = p->s->report_count >= DENSE_FROM;
    html_print(p, "<div class=\"end\"><fieldset class=\"cols\"><legend>%w</legend><label><input type=\"radio\" "
                  "name=\"%pcols\"%s> %w</label> <label><input type=\"radio\" name=\"%pcols\" "
                  "class=\"by-account\"%s> %w</label></fieldset></div>", WORD_COLUMNS, dense ? "" : " checked",
               WORD_EVERY_REPORT, dense ? " checked" : "", WORD_ONE_PER_ACCOUNT);
}

/* Where a part ends, of the section's share: conflicts come behind what is agreed, and must have room. */
static size_t share_until(size_t begin, size_t full, double part)
{
    return begin + (size_t)((double)(full - begin) * part);
}

static uint32_t put_table(struct html_page *p, const uint32_t counts[VIEW_PART_COUNT], uint32_t from)
{
    static const struct { enum view_part part; enum word title; double until; } parts[] = {
        { VIEW_AGREED, WORD_AGREED, 0.45 }, { VIEW_DIFFERENT, WORD_TOLD_DIFFERENTLY, 0.9 },
        { VIEW_BACKGROUND, WORD_BEFORE_IT, 1 },
    };
    bool dense = is_dense(p), alone = p->site && p->site->part == SITE_STORY_CLAIMS;
    size_t begin = p->out->len, full = p->full;
    uint32_t at = 0, end = 0;
    if (dense)
        html_print(p, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%w\">\n", WORD_CLAIMS_CAPTION);
    html_print(p, "<table class=\"mx%s%s\" role=\"table\"><caption class=\"vh\">%w</caption>\n<colgroup>"
                  "<col class=\"c-claim\">"
                  "<col class=\"c-n\"><col class=\"c-n\"></colgroup>",
               dense ? " dense" : "", p->folded ? " folded" : "", WORD_CLAIMS_CAPTION);
    put_head(p);
    html_print(p, "<tbody role=\"rowgroup\">\n");
    for (unsigned i = 0; i < 3; i++) {
        p->full = p->site && !alone ? share_until(begin, full, parts[i].until) : full;
        put_part(p, parts[i].part, parts[i].title, counts[parts[i].part], from, &at);
        end += counts[parts[i].part];
        if (at < end && alone)
            break;
    }
    html_print(p, dense ? "</tbody></table></div>\n" : "</tbody></table>\n");
    return at;
}

static void choose_columns(struct html_page *p)
{
    const struct synopsis *s = p->s;
    enum site_columns asked = p->site ? p->site->columns : SITE_COLUMNS_REPORT;
    p->folded = asked == SITE_COLUMNS_ACCOUNT || (asked == SITE_COLUMNS_FIT && s->report_count > SITE_COLUMNS_FOLD);
    p->columns = arena_new(p->scratch, uint32_t, s->report_count);
    p->column_count = 0;
    for (uint32_t i = 0; i < s->report_count; i++)
        if (!p->folded || s->origins[s->reports[i].origin].first == i)
            p->columns[p->column_count++] = i;
}

static void put_choice(struct html_page *p)
{
    const struct synopsis *s = p->s;
    if (s->origin_count == s->report_count)
        return;
    if (p->site && (p->folded || s->report_count > SITE_COLUMNS_FOLD))
        put_columns_links(p);
    else if (has_columns(p))
        put_columns_choice(p);
}

void html_claims(struct html_page *p)
{
    const struct synopsis *s = p->s;
    uint32_t counts[VIEW_PART_COUNT], from = html_begin_share(p, SITE_STORY_CLAIMS);
    view_count_parts(counts, s);
    if (s->report_count == 1 && counts[VIEW_ONE] == s->claim_count)   /* its claims are what only one has */
        return;
    choose_columns(p);
    html_section(p, "claims", WORD_CLAIMS, " mxbox");
    if (counts[VIEW_ONE] == s->claim_count) {
        html_print(p, "<p>%w</p></header></section>\n", s->claim_count ? WORD_NOTHING_SHARED : WORD_NO_CLAIMS);
        return;
    }
    html_print(p, "<p>");
    html_count(p, WORD_CLAIMS_NOTE, s->claim_count - counts[VIEW_ONE], 0, 0);
    html_print(p, " %w</p>", WORD_OPEN_A_CLAIM);
    put_choice(p);
    html_print(p, "</header>\n");
    uint32_t next = put_table(p, counts, from);
    html_more(p, SITE_STORY_CLAIMS, next, s->claim_count - counts[VIEW_ONE]);
    html_print(p, "</section>\n");
}
