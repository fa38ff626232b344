/* The stories of a day: the front page, and the same as a feed. */
#include <inttypes.h>
#include <stdio.h>

#include "base/calendar.h"
#include "base/map.h"
#include "run/drop.h"
#include "serve/exchange.h"
#include "store/asked_time.h"
#include "store/day.h"
#include "tell/atom.h"
#include "tell/markup.h"
#include "tell/site_compare.h"
#include "tell/site_front.h"

enum { PAGE = 25, FEED = 40, FEED_DAYS = 7, ACCOUNTS_MOST = 10000, ARRIVALS_MOST = 2000, BEGIN_BYTES = 200 };

/* ---- what is asked ---- */

static const struct { struct span name; enum day_order by; } orders[FRONT_ORDERS] = {
    [FRONT_BY_ACCOUNTS] = { SPAN("accounts"), DAY_BY_ACCOUNTS }, [FRONT_BY_TIME] = { SPAN("newest"), DAY_BY_TIME },
    [FRONT_BY_CONFLICTS] = { SPAN("conflicts"), DAY_BY_CONFLICTS }, [FRONT_BY_SIZE] = { SPAN("largest"), DAY_BY_SIZE },
};

static bool read_order(struct exchange *x, enum front_order *out)
{
    struct span said = exchange_query(x, "order");
    for (int i = 0; i < FRONT_ORDERS; i++)
        if (!said.len || span_equal(said, orders[i].name)) {
            *out = said.len ? (enum front_order)i : *out;
            return true;
        }
    exchange_problem(x, 400, "order is one of accounts, newest, conflicts and largest.");
    return false;
}

/* Digits, with a sign before them; false where it is none that fits. */
static bool read_part(struct span s, int64_t *out)
{
    bool minus = s.len && s.at[0] == '-';
    int64_t n = 0;
    if (s.len == minus || s.len > 18)
        return false;
    for (size_t i = minus; i < s.len; i++) {
        if (!byte_is_digit(s.at[i]))
            return false;
        n = n * 10 + (s.at[i] - '0');
    }
    *out = minus ? -n : n;
    return true;
}

/* "12.1932000000.4": what the story before the page stands by. */
static bool read_cursor(struct exchange *x, struct span said, struct listing_cursor *out)
{
    struct span rest = said, part;
    int count = 0;
    while (said.len && count < 3 && span_take(&rest, '.', &part) && read_part(part, &out->at[count]))
        count++;
    if (!said.len || (count == 3 && !rest.len))
        return true;
    exchange_problem(x, 400, "from is what the link of the page before says; leave it out for the first page.");
    return false;
}

static struct span cursor_text(struct arena *keep, const struct listing_cursor *c)
{
    return arena_printf(keep, "%" PRId64 ".%" PRId64 ".%" PRId64, c->at[0], c->at[1], c->at[2]);
}

/* The begin of the day that is asked for, or of the latest. */
static bool read_day(struct exchange *x, struct front_page *page)
{
    struct syn_error error;
    struct asked_time time;
    struct span said = exchange_query(x, "day");
    page->filter.day_named = said.len != 0;
    if (said.len && !asked_time_parse(said, x->now, &time)) {
        exchange_problem(x, 400, "day takes a day, such as 2031-03-11.");
        return false;
    }
    if (said.len) {
        page->day = time.from - ((time.from % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
        return true;
    }
    if (day_latest(x->store, x->now, &page->day, &error))
        return true;
    exchange_error(x, &error);
    return false;
}

/* False: it has been answered. */
static bool read_request(struct exchange *x, struct front_page *page, struct day_settings *settings)
{
    struct front_filter *f = &page->filter;
    int64_t least = 0;
    if (!exchange_number(x, "min", 0, ACCOUNTS_MOST, &least) || !exchange_number(x, "since", 0, INT64_MAX, &f->since) ||
        !read_order(x, &f->order) || !read_day(x, page) ||
        !read_cursor(x, exchange_query(x, "from"), &settings->cursor))
        return false;
    f->accounts = (uint32_t)least;
    f->conflicts = exchange_query(x, "conflicts").len && !span_equal(exchange_query(x, "conflicts"), SPAN("0"));
    f->language = exchange_query(x, "lang");
    f->from = exchange_query(x, "from");
    settings->by = orders[f->order].by;
    settings->origins = f->accounts;
    settings->disputed = f->conflicts;
    settings->language = f->language;
    settings->since = f->since;
    settings->most = PAGE;
    return true;
}

/* ---- what is known of a story ---- */

/* As it was told last; NULL where it never was. */
static const struct brief *read_brief(struct exchange *x, const struct stored_story *story, bool *outdated)
{
    struct told_story told;
    struct arena room = x->scratch, scratch = arena_half(&room);
    if (!told_last(x->told, &room, story->id, &told))
        return NULL;
    *outdated = told.revision != story->revision;
    return brief_of(x->keep, scratch, &told.synopsis);
}

/* "a17" is 17. */
static uint64_t number_of(struct span id)
{
    uint64_t n = 0;
    for (size_t i = 1; i < id.len && byte_is_digit(id.at[i]); i++)
        n = n * 10 + (uint64_t)(id.at[i] - '0');
    return n;
}

/* Its reports of the day; which of them are copies, where that is known. */
static void put_ticks(struct exchange *x, struct front_story *s, const struct day_arrivals *arrivals, int64_t day)
{
    struct arena scratch = x->scratch;
    struct map roots = map_in(&scratch, s->brief ? s->brief->report_count : 0);
    for (uint32_t i = 0; s->brief && i < s->brief->report_count; i++)
        if (s->brief->reports[i].root)
            *map_at(&roots, number_of(s->brief->reports[i].id), NULL) = 1;
    struct front_tick *ticks = arena_new(x->keep, struct front_tick, arrivals->count);
    for (uint32_t i = 0; i < arrivals->count; i++) {
        int64_t at = arrivals->at[i].at - day;
        if (at >= 0 && at < DAY_SECONDS)
            ticks[s->tick_count++] = (struct front_tick){
                (uint16_t)(at / 60), s->brief && !map_find(&roots, (uint64_t)arrivals->at[i].article) };
    }
    s->ticks = ticks;
    if (arrivals->count < ARRIVALS_MOST && arrivals->count < s->reports)
        s->before = s->reports - arrivals->count;
}

/* Where an article begins to say something: its first sentences, as far as a few lines hold. */
static struct mark begin_of(const struct article *a)
{
    struct mark m = { 0, 0 };
    for (uint32_t i = 0; i < a->blocks.count && !mark_length(m); i++)
        if (a->blocks.at[i].kind == BLOCK_PARAGRAPH)
            m = a->blocks.at[i].at;
    uint32_t end = m.from + BEGIN_BYTES;
    if (m.to <= end)
        return m;
    while (end > m.from + BEGIN_BYTES / 2 && !byte_is_blank(a->text.at[end]))
        end--;
    while ((a->text.at[end] & 0xC0) == 0x80)
        end--;
    return (struct mark){ m.from, end };
}

static bool read_begin(struct exchange *x, struct front_story *s, int64_t article, struct syn_error *error)
{
    struct arena room = x->scratch, scratch = arena_half(&room);
    struct stored_article a;
    struct article body;
    if (!store_article(x->store, &room, article, &a, error) ||
        !store_body(x->store, &room, scratch, a.version, &body, error))
        return false;
    struct mark m = begin_of(&body);
    s->article = article;
    s->outlet = arena_copy(x->keep, a.outlet);
    s->at = m;
    s->begin = arena_printf(x->keep, "%.*s%s", (int)mark_length(m), body.text.at + m.from,
                            m.to < body.text.len && body.text.at[m.to] != '\n' ? "…" : "");
    return true;
}

static bool read_story(struct exchange *x, const struct stored_story *story, int64_t day, struct front_story *out,
                       struct syn_error *error)
{
    struct day_arrivals arrivals;
    *out = (struct front_story){
        .id = story->id, .headline = story->headline, .languages = story->languages, .first = story->first,
        .latest = story->latest, .reports = story->reports, .told = story->told_revision >= 0,
        .accounts = story->origins, .conflicts = story->conflicts, .differences = story->differences };
    out->brief = story->reports > 1 ? read_brief(x, story, &out->outdated) : NULL;
    out->outdated |= !out->brief && story->told_revision >= 0 && !story->told;
    if (!day_arrivals(x->store, x->keep, story->id, day, day + DAY_SECONDS, ARRIVALS_MOST, &arrivals, error))
        return false;
    put_ticks(x, out, &arrivals, day);
    int64_t first = 0;
    if (!out->brief && !day_first(x->store, story->id, &first, error))
        return false;
    return !first || read_begin(x, out, first, error);
}

/* ---- the page ---- */

static bool read_stories(struct exchange *x, struct front_page *page, const struct day_page *day,
                         struct syn_error *error)
{
    struct front_story *at = arena_new(x->keep, struct front_story, day->count);
    for (uint32_t i = 0; i < day->count; i++)
        if (!read_story(x, &day->at[i], page->day, &at[i], error))
            return false;
    page->at = at;
    page->count = day->count;
    page->cut = day->cut;
    page->next = day->more ? cursor_text(x->keep, &day->cursors[day->count - 1]) : (struct span){ NULL, 0 };
    page->stories = day->stories;
    page->reports = day->reports;
    page->outlets = day->outlets;
    page->several = day->several;
    page->compared = day->compared;
    page->accounts = day->origins;
    page->compared_reports = day->compared_reports;
    page->languages = day->languages.at;
    page->language_count = day->languages.count;
    return true;
}

static bool fill_page(struct exchange *x, struct front_page *page, struct day_settings *settings,
                      struct syn_error *error)
{
    struct day_page day;
    settings->from = page->day;
    settings->to = page->day + DAY_SECONDS;
    int64_t event = page->filter.since ? page->filter.since : INT64_MAX;
    return day_event(x->store, event, &page->event, &page->event_at, error) &&
           day_neighbours(x->store, settings->from, settings->to, &page->before, &page->behind, error) &&
           day_read(x->store, x->keep, x->scratch, settings, &day, error) && read_stories(x, page, &day, error);
}

/* Reports that are not in the store. */
static void put_drop(struct exchange *x)
{
    struct site_drop drop = { .small = true, .fetches = x->settings->fetch, .keeps = x->writes,
                              .addresses_most = DROP_ADDRESSES_MOST };
    markup(&x->answer->body, "<section class=\"sec\" aria-labelledby=\"drop-h\"><header><h2 id=\"drop-h\">%w</h2>"
                             "</header>\n", WORD_FRONT_DROP);
    site_drop_form(&x->answer->body, &drop);
    buffer_text(&x->answer->body, "</section>\n");
}

static void answer_front(struct exchange *x)
{
    struct syn_error error;
    struct front_page page = { .before = INT64_MIN, .behind = INT64_MIN };
    struct day_settings settings = { .cursor = { { 0 } } };
    if (!read_request(x, &page, &settings))
        return;
    if (page.day != INT64_MIN && !fill_page(x, &page, &settings, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct buffer title = buffer_in(x->keep);
    if (page.day == INT64_MIN)
        markup(&title, "%w", WORD_NO_STORIES_YET);
    else
        site_front_day(&title, page.day);
    struct span shown = arena_copy(x->keep, buffer_span(&title));
    struct buffer feed = buffer_in(x->keep);
    buffer_text(&feed, "/stories.atom");
    site_front_query(&feed, &page, (struct span){ NULL, 0 });
    struct site_page site = { .title = shown, .part = SITE_STORIES,
                              .feed = arena_copy(x->keep, buffer_span(&feed)) };
    exchange_page(x, &site);
    site_front(&x->answer->body, &page);
    if (!page.filter.from.len)
        put_drop(x);
    exchange_page_end(x, &site);
}

/* ---- the feed ---- */

static struct span summary_of(struct exchange *x, const struct stored_story *s)
{
    struct buffer out = buffer_in(x->keep);
    if (s->reports > 1 && s->told_revision >= 0) {
        word_count(&out, WORD_ACCOUNTS, s->origins, 0, 0);
        buffer_byte(&out, ' ');
        word_count(&out, WORD_IN_REPORTS, s->reports, 0, 0);
        buffer_text(&out, "; ");
        word_count(&out, WORD_CONFLICTS, s->conflicts, 0, 0);
    } else {
        word_count(&out, WORD_REPORTS_OF_IT, s->reports, 0, 0);
        if (s->reports > 1)
            buffer_printf(&out, "; %s", word_text(WORD_DAY_NOT_COMPARED));
    }
    return arena_copy(x->keep, buffer_span(&out));
}

static void put_entry(struct exchange *x, const struct stored_story *s)
{
    size_t at = 0;
    struct span name = arena_printf(x->keep, "s%" PRId64, s->id);
    struct atom_entry entry = {
        .id = atom_id_of(SPAN("story"), name), .title = s->headline, .outlet = span_of(word_text(WORD_PROGRAM)),
        .url = arena_printf(x->keep, "http://%.*s/stories/s%" PRId64, (int)x->request->host.len, x->request->host.at,
                            s->id),
        .summary = summary_of(x, s), .story = name, .published = s->first, .updated = s->latest };
    span_next_word(s->languages, &at, &entry.language);
    atom_entry(&x->answer->body, &entry);
}

struct entries { const struct stored_story *at[FEED]; uint32_t count; };

/* Days back from the one that is asked for, until there are enough. */
static bool gather_entries(struct exchange *x, struct front_page *page, struct day_settings *settings,
                           struct entries *out, struct syn_error *error)
{
    int64_t from = page->day, behind;
    for (int days = 0; days < FEED_DAYS && from != INT64_MIN && out->count < FEED; days++) {
        struct day_page day;
        settings->from = from;
        settings->to = from + DAY_SECONDS;
        settings->most = FEED - out->count;
        if (!day_read(x->store, x->keep, x->scratch, settings, &day, error) ||
            !day_neighbours(x->store, settings->from, settings->to, &from, &behind, error))
            return false;
        for (uint32_t i = 0; i < day.count; i++)
            out->at[out->count++] = &day.at[i];
        if (page->filter.day_named)
            break;
    }
    return true;
}

static void answer_feed(struct exchange *x)
{
    struct syn_error error;
    struct front_page page = { .filter = { .order = FRONT_BY_TIME } };
    struct day_settings settings = { .cursor = { { 0 } } };
    struct entries entries = { .count = 0 };
    if (!read_request(x, &page, &settings))
        return;
    if (!gather_entries(x, &page, &settings, &entries, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct span host = x->request->host, target = x->request->target;
    struct atom_feed feed = {
        .id = atom_id_of(SPAN("stories"), target), .title = span_of(word_text(WORD_STORIES_FEED)),
        .self = arena_printf(x->keep, "http://%.*s%.*s", (int)host.len, host.at, (int)target.len, target.at),
        .page = arena_printf(x->keep, "http://%.*s/", (int)host.len, host.at) };
    for (uint32_t i = 0; i < entries.count; i++)
        if (entries.at[i]->latest > feed.updated)
            feed.updated = entries.at[i]->latest;
    x->answer->type = SPAN("application/atom+xml; charset=utf-8");
    atom_begin(&x->answer->body, &feed);
    for (uint32_t i = 0; i < entries.count; i++)
        put_entry(x, entries.at[i]);
    atom_end(&x->answer->body);
}

const struct route routes_front[] = {
    { HTTP_GET, "/", answer_front, 0 },
    { HTTP_GET, "/stories.atom", answer_feed, 0 },
    { .path = NULL }
};
