/* The page: head, style, an index where there are several stories, the stories, the foot. */
#include "tell/tell.h"

#include "blobs/page_css.h"
#include "tell/html.h"
#include "tell/html_parts.h"

/* ---- the page ---- */

static uint32_t all_reports(const struct synopsis *stories, size_t count)
{
    uint32_t reports = 0;
    for (size_t i = 0; i < count; i++)
        reports += stories[i].report_count;
    return reports;
}

static void put_top(struct html_page *p, const struct synopsis *stories, size_t count)
{
    html_print(p, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    if (count == 1)
        html_print(p, "%t", stories[0].headline);
    else
        html_count(p, WORD_STORIES_FOUND, (uint32_t)count, all_reports(stories, count), 0);
    html_print(p, " – %w</title>\n<style>\n", WORD_PROGRAM);
    buffer_put(p->out, (struct span){ (const char *)page_css, page_css_SIZE });
    html_print(p, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">%w</a>\n", WORD_SKIP);
    markup_signs(p->out);
    html_print(p, "<header class=\"top\"><div class=\"wrap\"><span class=\"brand\"><svg aria-hidden=\"true\" "
                  "fill=\"currentColor\"><use href=\"#s-brand\"/></svg>%w</span></div></header>\n", WORD_PROGRAM);
}

static void put_foot(struct html_page *p)
{
    html_print(p, "<footer class=\"bottom\"><div class=\"wrap\">\n<p>%w</p>\n"
                  "<fieldset class=\"theme\"><legend>%w</legend>\n", WORD_NO_VERDICT, WORD_APPEARANCE);
    html_print(p, "<label><input type=\"radio\" name=\"theme\" id=\"theme-auto\" checked> %w</label>\n"
                  "<label><input type=\"radio\" name=\"theme\" id=\"theme-light\"> %w</label>\n"
                  "<label><input type=\"radio\" name=\"theme\" id=\"theme-dark\"> %w</label></fieldset>\n",
               WORD_AS_SYSTEM, WORD_LIGHT, WORD_DARK);
    html_print(p, "</div></footer>\n</body>\n</html>\n");
}

static void put_index(struct html_page *p, const struct synopsis *stories, size_t count)
{
    html_print(p, "<nav class=\"wrap index\" aria-labelledby=\"index-h\"><h1 id=\"index-h\">");
    html_count(p, WORD_STORIES_FOUND, (uint32_t)count, all_reports(stories, count), 0);
    html_print(p, "</h1><ul>\n");
    for (size_t i = 0; i < count; i++) {
        const struct synopsis *s = &stories[i];
        html_print(p, "<li><span class=\"big\">%u</span><div><a class=\"words\" href=\"#story-%u\"><bdi>%t"
                      "</bdi></a><p>",
                   s->origin_count, (unsigned)i + 1, s->headline);
        html_count(p, WORD_ACCOUNTS, s->origin_count, 0, 0);
        html_print(p, " ");
        html_count(p, WORD_IN_REPORTS, s->report_count, 0, 0);
        struct view_counts counts = view_counts(s);
        if (counts.label[DIFFERENCE_CONFLICT]) {
            html_print(p, ", ");
            html_count(p, WORD_CONFLICTS, counts.label[DIFFERENCE_CONFLICT], 0, 0);
        }
        html_print(p, "</p></div></li>\n");
    }
    html_print(p, "</ul></nav>\n");
}

static void put_rail_line(struct html_page *p, const char *id, enum word title, uint32_t count)
{
    if (count)
        html_print(p, "<li><a href=\"#%p%s\">%w <b>%u</b></a></li>\n", id, title, count);
}

static void put_rail(struct html_page *p)
{
    const struct synopsis *s = p->s;
    uint32_t parts[VIEW_PART_COUNT];
    view_count_parts(parts, s);
    html_print(p, "<nav class=\"rail\" aria-label=\"%w", WORD_ON_THIS_PAGE);
    if (p->several)
        html_print(p, ": %t", s->headline);
    html_print(p, "\"><ul>\n");
    put_rail_line(p, "lineage", WORD_LINEAGE, s->report_count);
    put_rail_line(p, "claims", WORD_CLAIMS, s->claim_count - parts[VIEW_ONE]);
    put_rail_line(p, "differences", WORD_DIFFERENCES, p->counts.differences + p->counts.label[DIFFERENCE_AGREE]);
    put_rail_line(p, "quotes", WORD_QUOTES, s->quote_count);
    put_rail_line(p, "only", WORD_ONLY_SHORT, parts[VIEW_ONE]);
    put_rail_line(p, "missing", WORD_MISSING, p->missing);
    put_rail_line(p, "timeline", WORD_TIMELINE, s->happening_count);
    put_rail_line(p, "reports", WORD_REPORTS, s->report_count);
    if (p->site)
        html_print(p, "<li><a href=\"#take\">%w</a></li>\n", WORD_TAKE);
    html_print(p, "</ul></nav>\n");
}

static void number_paragraphs(struct html_page *p)
{
    p->paragraph = arena_new(p->scratch, uint32_t *, p->s->report_count);
    for (uint32_t r = 0; r < p->s->report_count; r++) {
        const struct blocks *blocks = &p->s->reports[r].report->article.blocks;
        uint32_t number = 0;
        p->paragraph[r] = arena_new(p->scratch, uint32_t, blocks->count);
        for (uint32_t b = 0; b < blocks->count; b++)
            if (blocks->at[b].kind != BLOCK_TITLE && blocks->at[b].kind != BLOCK_HEADING)
                p->paragraph[r][b] = ++number;
    }
}

static struct html_page begin_page(struct arena *scratch, const struct synopsis *s)
{
    struct html_page page = {
        .s = s,
        .scratch = scratch,
        .cells = arena_new(scratch, struct view_cell, s->report_count),
        .parents = view_parents(scratch, s),
        .counts = view_counts(s),
        .times = view_times(s),
    };
    number_paragraphs(&page);
    return page;
}

static void put_story_begin(struct html_page *p)
{
    html_print(p, "<article class=\"story wrap page railed\" id=\"story-%u\" aria-labelledby=\"%ph\">\n", p->story + 1);
}

static void put_story(struct buffer *out, struct arena scratch, const struct html_homes *homes,
                      const struct synopsis *s, uint32_t story, bool several)
{
    struct html_page page = begin_page(&scratch, s), *p = &page;
    p->out = out;
    p->story = story;
    p->several = several;
    p->homes = homes;
    html_story_prefix(page.prefix, story);
    html_homes_marks(p);
    html_missing_count(p);
    put_story_begin(p);
    put_rail(p);
    html_print(p, "<div>\n");
    html_head(p);
    html_lineage(p);
    html_claims(p);
    html_differences(p);
    html_quotes(p);
    html_only(p);
    html_missing(p);
    html_timeline(p);
    html_reports(p);
    html_print(p, "</div>\n</article>\n");
}

/* ---- in the server's frame ---- */

typedef void put_section(struct html_page *p);
static const struct { const char *name; put_section *put; } sections[SITE_STORY_PARTS] = {
    [SITE_STORY_WHOLE] = { "", html_head },
    [SITE_STORY_LINEAGE] = { "lineage", html_lineage },
    [SITE_STORY_CLAIMS] = { "claims", html_claims },
    [SITE_STORY_DIFFERENCES] = { "differences", html_differences },
    [SITE_STORY_QUOTES] = { "quotes", html_quotes },
    [SITE_STORY_ONLY] = { "only", html_only },
    [SITE_STORY_MISSING] = { "missing", html_missing },
    [SITE_STORY_TIMELINE] = { "timeline", html_timeline },
    [SITE_STORY_REPORTS] = { "reports", html_report_list },
};

const char *site_story_part_name(enum site_story_part part) { return sections[part].name; }

/* Sections are written before those that link to their items, so that a link knows whether its item has had room. */
static void put_whole(struct html_page *p, struct buffer *out)
{
    static const uint8_t order[SITE_STORY_PARTS] = { SITE_STORY_DIFFERENCES, SITE_STORY_QUOTES, SITE_STORY_ONLY,
        SITE_STORY_CLAIMS, SITE_STORY_TIMELINE, SITE_STORY_LINEAGE, SITE_STORY_MISSING, SITE_STORY_REPORTS,
        SITE_STORY_WHOLE };
    struct buffer written[SITE_STORY_PARTS];
    for (unsigned i = 0; i < SITE_STORY_PARTS; i++) {
        written[order[i]] = buffer_in(p->scratch);
        p->out = &written[order[i]];
        sections[order[i]].put(p);
    }
    p->out = out;
    for (unsigned i = 0; i < SITE_STORY_PARTS; i++)
        buffer_put(out, buffer_span(&written[i]));
    html_take(p);
}

/* One section alone, under the story's headline. */
static void put_alone(struct html_page *p)
{
    const struct synopsis *s = p->s;
    html_print(p, "<p class=\"kick\"><span><a href=\"/stories/%q\">%w</a></span></p>\n<h1 class=\"alone\" id=\"h\"",
               p->site->id, WORD_TO_STORY);
    if (s->report_count)
        html_language(p, s->headline_at.report);
    html_print(p, ">%t</h1>\n", s->headline);
    sections[p->site->part].put(p);
}

void site_story(struct buffer *out, struct arena scratch, const struct site_story *story)
{
    const struct synopsis *s = story->synopsis;
    struct html_page page = begin_page(&scratch, s), *p = &page;
    p->site = story;
    p->out = out;
    p->shown[HTML_CLAIM_LINE] = arena_new(&scratch, uint8_t, s->claim_count);
    p->shown[HTML_DIFFERENCE_LINE] = arena_new(&scratch, uint8_t, s->difference_count);
    p->shown[HTML_QUOTE_LINE] = arena_new(&scratch, uint8_t, s->quote_count);
    p->shown[HTML_TIME_LINE] = arena_new(&scratch, uint8_t, s->happening_count);
    html_missing_count(p);
    if (story->part != SITE_STORY_WHOLE) {
        html_print(p, "<article class=\"wrap page\" aria-labelledby=\"h\">\n");
        put_alone(p);
        html_print(p, "</article>\n");
        return;
    }
    put_story_begin(p);
    put_rail(p);
    html_print(p, "<div>\n");
    put_whole(p, out);
    html_print(p, "</div>\n</article>\n");
}

void html_stories(struct buffer *out, struct arena scratch, const struct synopsis *stories, size_t count)
{
    struct html_page page = { .out = out, .scratch = &scratch }, *p = &page;
    if (count != 1)
        put_index(p, stories, count);
    const struct html_homes *homes = html_homes_in(&scratch, stories, count);
    for (size_t i = 0; i < count; i++)
        put_story(out, scratch, homes, &stories[i], (uint32_t)i, count > 1);
}

void tell_html(struct buffer *out, struct arena scratch, const struct synopsis *stories, size_t count)
{
    struct html_page page = { .out = out, .scratch = &scratch }, *p = &page;
    put_top(p, stories, count);
    html_print(p, "<main id=\"main\">\n");
    html_stories(out, scratch, stories, count);
    html_print(p, "</main>\n");
    put_foot(p);
}
