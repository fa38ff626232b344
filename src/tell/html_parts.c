/* What all parts of the page write alike. */
#include "tell/html_parts.h"

#include <stdarg.h>

#include "tell/moment.h"

void html_print(struct html_page *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    markup_list(p->out, p->prefix, format, args);
    va_end(args);
}

void html_count(struct html_page *p, enum word word, uint32_t first, uint32_t second, uint32_t third)
{
    word_count(p->out, word, first, second, third);
}

void html_section(struct html_page *p, const char *id, enum word title, const char *extra_class)
{
    html_print(p, "<section class=\"sec%s\" id=\"%p%s\" aria-labelledby=\"%p%s-h", extra_class, id, id);
    html_print(p, p->several ? " %ph\">" : "\">");
    html_print(p, "<header><h2 id=\"%p%s-h\">%w</h2>", id, title);
}

void html_sign(struct html_page *p, const char *name) { markup_sign(p->out, name); }
const char *html_kind_name(unsigned label) { return markup_kind_name(label); }
void html_kind(struct html_page *p, unsigned label) { markup_kind(p->out, label); }

void html_origin(struct html_page *p, uint32_t origin)
{
    const struct origin *o = &p->s->origins[origin];
    html_print(p, "<abbr class=\"o\" title=\"%t", label_report(p->s, o->root));
    if (o->count > 1) {
        html_print(p, " ");
        html_count(p, WORD_AND_COPIES, o->count - 1, 0, 0);
    }
    html_print(p, "\">");
    label_origin(p->out, origin);
    html_print(p, "</abbr>");
}

void html_origins(struct html_page *p, const struct evidence *at, size_t stride, uint32_t count)
{
    enum { SHOWN = 16 };   /* on the server's page */
    uint32_t last = UINT32_MAX, met = 0;
    html_print(p, "<span class=\"os\">");
    for (uint32_t i = 0; i < count; i++) {
        const struct evidence *e = (const struct evidence *)((const char *)at + i * stride);
        uint32_t origin = p->s->reports[e->report].origin;
        if (origin == last)
            continue;
        last = origin;
        if (met++ < SHOWN || !p->site)
            html_origin(p, origin);
    }
    if (p->site && met > SHOWN)
        html_print(p, "<span class=\"small\">+%u</span>", met - SHOWN);
    html_print(p, "</span>");
}

void html_language_code(struct html_page *p, struct span language) { markup_language(p->out, language); }

void html_language_of(struct html_page *p, const struct report *report)
{
    html_language_code(p, report->article.language);
}

void html_language(struct html_page *p, uint32_t report) { html_language_of(p, p->s->reports[report].report); }

void html_begin_line(struct html_page *p, enum html_line line, uint32_t number)
{
    p->line = line;
    p->number = number;
}

void html_report(struct html_page *p, uint32_t report)
{
    if (p->site)
        html_print(p, "/articles/%q", p->s->reports[report].report->article.id);
    else
        html_print(p, "#%pr%u", report);
}

static const struct { const char *id; enum site_item item; } lines[HTML_LINES] = {
    [HTML_CLAIM_LINE] = { "c", SITE_CLAIM }, [HTML_DIFFERENCE_LINE] = { "d", SITE_DIFFERENCE },
    [HTML_QUOTE_LINE] = { "q", SITE_QUOTE }, [HTML_TIME_LINE] = { "t", SITE_HAPPENING },
};

void html_item(struct html_page *p, enum html_line line, uint32_t number)
{
    if (p->site && !(p->shown[line] && p->shown[line][number - 1]))
        html_print(p, "/stories/%q/%s/%u", p->site->id, site_item_name(lines[line].item), number);
    else
        html_print(p, "#%p%s%u", lines[line].id, number);
}

void html_beside(struct html_page *p, enum html_line line, uint32_t number)
{
    if (p->site)
        html_print(p, " <a class=\"beside\" href=\"/stories/%q/%s/%u\">%w</a>", p->site->id,
                   site_item_name(lines[line].item), number, WORD_BESIDE);
}

/* ---- sections that end when they are full ---- */

/* Bytes of the whole page; together, with the frame, the head and the way out, less than SITE_STORY_MOST. */
static const uint32_t shares[SITE_STORY_PARTS] = {
    [SITE_STORY_LINEAGE] = 40000, [SITE_STORY_CLAIMS] = 84000, [SITE_STORY_DIFFERENCES] = 32000,
    [SITE_STORY_QUOTES] = 26000,  [SITE_STORY_ONLY] = 16000,   [SITE_STORY_MISSING] = 12000,
    [SITE_STORY_TIMELINE] = 16000, [SITE_STORY_REPORTS] = 20000,
};
enum { ALONE_SHARE = 230000 };

uint32_t html_begin_share(struct html_page *p, enum site_story_part part)
{
    if (!p->site)
        return 0;
    p->full = p->out->len + (p->site->part == part ? ALONE_SHARE : shares[part]);
    return p->site->part == part ? p->site->from : 0;
}

bool html_is_full(const struct html_page *p) { return p->site && p->out->len >= p->full; }

void html_show(struct html_page *p, enum html_line line, uint32_t number)
{
    if (p->shown[line])
        p->shown[line][number] = 1;
}

void html_more(struct html_page *p, enum site_story_part part, uint32_t next, uint32_t all)
{
    if (!p->site || next >= all)
        return;
    const char *name = site_story_part_name(part);
    bool alone = p->site->part == part;
    html_print(p, "<p class=\"onward\"><a href=\"/stories/%q?%s=all", p->site->id, name);
    if (alone)
        html_print(p, "&amp;from=%u", next);
    if (p->site->columns)
        html_print(p, "&amp;columns=%s", p->site->columns == SITE_COLUMNS_ACCOUNT ? "origin" : "outlet");
    html_print(p, "#%s\">", name);
    if (alone)
        word_count(p->out, WORD_NEXT_OF, all - next, 0, 0);
    else
        word_count(p->out, WORD_ALL_OF_THEM, all, 0, 0);
    html_print(p, "</a></p>\n");
}

void html_target(struct html_page *p, struct evidence e, enum html_mark_kind kind)
{
    if (p->site) {
        html_report(p, e.report);
        html_print(p, "?at=%u-%u#at", e.at.from, e.at.to);
        return;
    }
    ARENA_ROOM(p->scratch, p->marks, p->mark_count, p->mark_room);
    p->marks[p->mark_count++] = (struct html_mark){ e.report, e.at.from, e.at.to, (uint8_t)kind, (uint8_t)p->line,
                                                    p->number };
    html_print(p, "#%pr%u-%u-%u", e.report, e.at.from, e.at.to);
}

void html_shown(struct html_page *p, struct evidence e)
{
    enum { LONG = 420 };   /* bytes */
    struct span words = evidence_words(p->s, e);
    size_t end = LONG;
    if (!p->site || words.len <= LONG) {
        html_print(p, "%t", words);
        return;
    }
    while (((unsigned char)words.at[end] & 0xc0) == 0x80)
        end--;
    html_print(p, "%t …", span_cut(words, 0, end));
}

void html_words(struct html_page *p, struct evidence e, enum html_mark_kind kind)
{
    html_print(p, "<a class=\"words\" href=\"");
    html_target(p, e, kind);
    html_print(p, "\"><q");
    html_language(p, e.report);
    html_print(p, ">");
    html_shown(p, e);
    html_print(p, "</q></a>");
}

uint32_t html_block_at(const struct article *a, uint32_t at)
{
    uint32_t low = 0, high = a->blocks.count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (a->blocks.at[middle].at.from <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void html_place(struct html_page *p, struct evidence e, enum html_mark_kind kind)
{
    const struct article *a = &p->s->reports[e.report].report->article;
    html_print(p, "<a class=\"src\" href=\"");
    html_target(p, e, kind);
    html_print(p, "\"><bdi>%t</bdi>", label_report(p->s, e.report));
    uint32_t paragraph = a->blocks.count ? p->paragraph[e.report][html_block_at(a, e.at.from)] : 0;
    if (paragraph)
        html_print(p, " ¶%u", paragraph);
    html_print(p, "</a>");
}

void html_begin_evidence(struct html_page *p, struct evidence e)
{
    html_print(p, "<li>");
    html_origin(p, p->s->reports[e.report].origin);
    html_print(p, "<p class=\"words\"><q");
    html_language(p, e.report);
    html_print(p, ">");
    html_shown(p, e);
    html_print(p, "</q> ");
    html_place(p, e, HTML_CLAIM);
}

void html_evidence(struct html_page *p, struct evidence e)
{
    html_begin_evidence(p, e);
    html_print(p, "</p></li>");
}

void html_when(struct html_page *p, struct when w) { markup_when(p->out, w); }

void html_time(struct html_page *p, uint32_t report)
{
    struct when published = p->s->reports[report].report->article.published;
    struct buffer words = buffer_in(p->scratch);
    if (!view_time(&words, p->times, published))
        return;
    html_print(p, " <time datetime=\"");
    moment_iso(p->out, published);
    html_print(p, "\">%t</time>", buffer_span(&words));
}

void html_names(struct html_page *p, enum word title, struct numbers reports)
{
    uint32_t shown = reports.count <= VIEW_NAMES_MAX ? reports.count : VIEW_NAMES_MAX;
    for (uint32_t i = 0; i < shown; i++) {
        html_print(p, i ? ", " : " %w ", title);
        html_print(p, "<a href=\"");
        html_report(p, reports.at[i]);
        html_print(p, "\"><bdi>%t</bdi></a>", label_report(p->s, reports.at[i]));
    }
    if (reports.count > shown) {
        html_print(p, " ");
        html_count(p, WORD_AND_MORE, reports.count - shown, 0, 0);
    }
    html_print(p, reports.count ? "." : "");
}

void html_notes(struct html_page *p, const struct claim *c)
{
    if (c->said_by.len)
        html_print(p, " <span class=\"small\">· %w <bdi>%t</bdi></span>", WORD_SAID_BY, c->said_by);
    if (when_known(c->when)) {
        html_print(p, " <span class=\"small\">· ");
        html_when(p, c->when);
        html_print(p, "</span>");
    }
}

void html_grounds(struct html_page *p, const struct lineage_edge *e)
{
    struct buffer sureness = buffer_in(p->scratch);
    word_sureness(&sureness, e->sure, e->inferred);
    if (sureness.len)
        html_print(p, "<em>%t</em>%s", buffer_span(&sureness), e->grounds.count ? ": " : ".");
    for (uint32_t i = 0; i < e->grounds.count; i++)
        html_print(p, "%s%t", i ? "; " : "", e->grounds.at[i]);
    html_print(p, e->grounds.count ? "." : "");
}
