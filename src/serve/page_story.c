/* A story: its page, one item beside its reports, what joined and left it. */
#include "serve/exchange.h"

#include <stdio.h>

#include "store/stories.h"
#include "tell/markup.h"
#include "tell/site_story.h"

enum { LOG_MOST = 300, PLACE_MOST = 1000000 };

/* What all pages of a story begin with: the story, told.  False: it has been answered. */
static bool begin_story(struct exchange *x, struct told_story *told, struct site_story *story)
{
    struct syn_error error;
    int64_t id;
    struct stored_story stored;
    if (!exchange_story(x, 0, &id))
        return false;
    if (!store_story(x->store, x->keep, id, &stored, &error)) {
        exchange_error(x, &error);
        return false;
    }
    if (!exchange_told(x, id, told))
        return false;
    char parts[96];
    snprintf(parts, sizeof parts, "story %lld %u %lld %d", (long long)id, told->story.revision, (long long)told->revision,
             told->stale);
    struct buffer known = buffer_in(x->keep);
    buffer_text(&known, parts);
    buffer_put(&known, x->request->target);
    if (exchange_unchanged(x, buffer_span(&known)))
        return false;
    uint32_t there = told->synopsis.report_count, now = told->story.reports;
    *story = (struct site_story){
        .synopsis = &told->synopsis,
        .id = arena_printf(x->keep, "s%lld", (long long)id),
        .stale = told->stale,
        .later = told->stale && now > there ? now - there : 0,
    };
    return true;
}

static bool read_columns(struct exchange *x, struct site_story *story)
{
    struct span said = exchange_query(x, "columns");
    story->columns = span_equal(said, SPAN("origin"))   ? SITE_COLUMNS_ACCOUNT
                     : span_equal(said, SPAN("outlet")) ? SITE_COLUMNS_REPORT
                                                        : SITE_COLUMNS_FIT;
    if (story->columns != SITE_COLUMNS_FIT || !said.len)
        return true;
    exchange_problem(x, 400, "columns is origin or outlet.");
    return false;
}

/* ?claims=all and the like: that section alone, from number `from` on. */
static bool read_part(struct exchange *x, struct site_story *story)
{
    int64_t from = 0;
    for (unsigned part = SITE_STORY_WHOLE + 1; part < SITE_STORY_PARTS; part++)
        if (span_equal(exchange_query(x, site_story_part_name(part)), SPAN("all")))
            story->part = part;
    if (!exchange_number(x, "from", 0, PLACE_MOST, &from))
        return false;
    story->from = (uint32_t)from;
    return true;
}

static void answer_story(struct exchange *x)
{
    struct told_story told;
    struct site_story story;
    if (!begin_story(x, &told, &story) || !read_columns(x, &story) || !read_part(x, &story))
        return;
    struct site_page page = { .title = told.synopsis.headline, .part = SITE_STORIES, .wide = true };
    exchange_page(x, &page);
    site_story(&x->answer->body, x->scratch, &story);
    exchange_page_end(x, &page);
}

/* ---- side by side ---- */

static bool read_number(struct span s, uint32_t *number)
{
    *number = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!byte_is_digit(s.at[i]) || *number > PLACE_MOST)
            return false;
        *number = *number * 10 + (uint32_t)(s.at[i] - '0');
    }
    return s.len > 0;
}

/* ?part=1 gives what stands in <main> alone, for a script that shows it on the story's page. */
static void answer_beside(struct exchange *x, enum site_item item)
{
    struct told_story told;
    struct site_story story;
    uint32_t number;
    int64_t from = 0;
    if (!begin_story(x, &told, &story) || !exchange_number(x, "from", 0, PLACE_MOST, &from))
        return;
    story.from = (uint32_t)from;
    if (!read_number(x->part[1], &number))
        number = 0;
    struct span title = site_item_title(&told.synopsis, item, number);
    bool inside = exchange_query(x, "part").len > 0;
    struct site_page page = { .title = title.len ? title : told.synopsis.headline, .part = SITE_STORIES };
    if (!inside)
        exchange_page(x, &page);
    if (!site_beside(&x->answer->body, x->scratch, &story, item, number, inside)) {
        exchange_problem(x, 404, "The story has no such line now; it may have been told anew since the link was made.");
        return;
    }
    if (!inside)
        exchange_page_end(x, &page);
}

static void answer_claim(struct exchange *x) { answer_beside(x, SITE_CLAIM); }
static void answer_difference(struct exchange *x) { answer_beside(x, SITE_DIFFERENCE); }
static void answer_quote(struct exchange *x) { answer_beside(x, SITE_QUOTE); }
static void answer_happening(struct exchange *x) { answer_beside(x, SITE_HAPPENING); }
static void answer_descent(struct exchange *x) { answer_beside(x, SITE_DESCENT); }

/* ---- what joined and left ---- */

static struct span name_of(struct exchange *x, const char *letter, int64_t id)
{
    return id ? arena_printf(x->keep, "%s%lld", letter, (long long)id) : (struct span){ NULL, 0 };
}

static void read_event(struct exchange *x, const struct story_event *event, struct site_event *out)
{
    struct stored_article article;
    struct syn_error error;
    *out = (struct site_event){ .at = event->at, .what = story_event_label(event->kind),
                                .article = name_of(x, "a", event->article), .was = name_of(x, "s", event->was),
                                .story = name_of(x, "s", event->story) };
    if (!event->article || !store_article(x->store, x->keep, event->article, &article, &error))
        return;
    out->outlet = article.outlet;
    out->title = article.title;
    out->language = article.language;
}

static void answer_log(struct exchange *x)
{
    struct story_events events;
    struct stored_story stored;
    struct syn_error error;
    int64_t id;
    if (!exchange_story(x, 0, &id))
        return;
    if (!store_story(x->store, x->keep, id, &stored, &error) ||
        !store_story_log(x->store, x->keep, id, &events, &error)) {
        exchange_error(x, &error);
        return;
    }
    char parts[64];
    snprintf(parts, sizeof parts, "log %lld %lld", (long long)id, events.count ? (long long)events.at[events.count - 1].id : 0);
    if (exchange_unchanged(x, span_of(parts)))
        return;
    uint32_t left_out = events.count > LOG_MOST ? events.count - LOG_MOST : 0, count = events.count - left_out;
    struct site_event *list = arena_new(x->keep, struct site_event, count);
    for (uint32_t i = 0; i < count; i++)
        read_event(x, &events.at[left_out + i], &list[i]);
    struct synopsis synopsis = { .headline = stored.headline };
    struct site_story story = { .synopsis = &synopsis, .id = name_of(x, "s", id) };
    struct site_page page = { .title = stored.headline, .part = SITE_STORIES };
    exchange_page(x, &page);
    site_story_log(&x->answer->body, &story, list, count, left_out);
    exchange_page_end(x, &page);
}

const struct route routes_story[] = {
    { HTTP_GET, "/stories/$", answer_story, 0 },
    { HTTP_GET, "/stories/$/claims/$", answer_claim, 0 },
    { HTTP_GET, "/stories/$/differences/$", answer_difference, 0 },
    { HTTP_GET, "/stories/$/quotes/$", answer_quote, 0 },
    { HTTP_GET, "/stories/$/timeline/$", answer_happening, 0 },
    { HTTP_GET, "/stories/$/lineage/$", answer_descent, 0 },
    { HTTP_GET, "/stories/$/log", answer_log, 0 },
    { .path = NULL }
};
