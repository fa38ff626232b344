/* Watching for a week, in some seconds: who is asked when, what is kept, and that stopping at any moment costs nothing. */
#include "run/watch.h"

#include <stdlib.h>
#include <unistd.h>

#include "read/url.h"
#include "base/calendar.h"
#include "run/watch_schedule.h"
#include "store/key.h"
#include "store/schema.h"
#include "text/json.h"
#include "watch_site.h"

enum { HOUR = 3600, DAY = 24 * HOUR, WEEK = 7 * DAY, FEED_SHOWS = 12 };

/* ---- the hosts ---- */

/* Feeds: an entry each `every` seconds, from `from` to `to` (seconds since the begin). */
struct newsroom {
    const char *host;
    int64_t every, from, to;
    bool no_etag;                    /* of the feed and its pages */
};

static const struct newsroom newsrooms[] = {
    { "lantern.example", 2 * HOUR, -20 * HOUR, WEEK, false },
    { "busy.example", 600, -HOUR, 2 * DAY, true },
    { "quiet.example", 5 * DAY, -DAY, WEEK, false },
    { "dying.example", HOUR, -5 * HOUR, WEEK, false },
    { "closed.example", 3 * HOUR, -10 * HOUR, WEEK, false },
    { "crowded.example", HOUR, -5 * HOUR, WEEK, false },
    { "old.example", HOUR, -5 * HOUR, WEEK, false },
    { "new.example", HOUR, -5 * HOUR, WEEK, false },
    { "ending.example", 2 * HOUR, -10 * HOUR, WEEK, false },
    { "failing.example", HOUR, -5 * HOUR, WEEK, false },
    { "slow.example", 4 * HOUR, -10 * HOUR, WEEK, false },
    { "calm.example", 600, -HOUR, DAY, false },
};

static const struct newsroom *newsroom_of(struct span url)
{
    for (size_t i = 0; i < sizeof newsrooms / sizeof *newsrooms; i++)
        if (site_is_of(url, newsrooms[i].host))
            return &newsrooms[i];
    return NULL;
}

/* How many entries there are at `seconds` since the begin. */
static int64_t entries_by(const struct newsroom *room, int64_t seconds)
{
    if (seconds > room->to)
        seconds = room->to;
    return seconds < room->from ? 0 : (seconds - room->from) / room->every + 1;
}

static int64_t entry_time(const struct newsroom *room, int64_t number) { return room->from + number * room->every; }

static void put_entry(struct buffer *out, const struct newsroom *room, int64_t number)
{
    int64_t time = SITE_BEGIN + entry_time(room, number);
    buffer_printf(out, "<item><title>Entry %d of %s</title><link>http://%s/p/%d?utm_source=rss</link>", (int)number,
                  room->host, room->host, (int)number);
    struct civil day = civil_of(time / DAY - (time % DAY < 0));
    buffer_printf(out, "<dc:date>%04d-%02d-%02dT%02d:%02d:%02dZ</dc:date>", day.year, day.month, day.day,
                  (int)(time % DAY / HOUR), (int)(time % HOUR / 60), (int)(time % 60));
    buffer_printf(out, "<description>What the feed says of entry %d.</description></item>\n", (int)number);
}

static void put_feed(struct site_answer *a, const struct newsroom *room, int64_t now, const char *extra)
{
    int64_t count = entries_by(room, now), first = count > FEED_SHOWS ? count - FEED_SHOWS : 0;
    buffer_printf(&a->body, "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>%s</title>%s\n",
                  room->host, extra);
    for (int64_t i = count; i-- > first;)
        put_entry(&a->body, room, i);
    buffer_text(&a->body, "</channel></rss>");
    a->status = 200;
    a->type = "application/rss+xml";
    if (!room->no_etag)
        snprintf(a->etag, sizeof a->etag, "\"%d\"", (int)count);
}

/* The age at which a page's text changes; 0: it does not. */
static int64_t changes_after(int64_t number)
{
    return number % 3 == 0 ? 1800 : number % 5 == 1 ? 20 * HOUR : number % 7 == 2 ? 5 * DAY : 0;
}

static void put_page(struct site_answer *a, const struct newsroom *room, int64_t number, int64_t now)
{
    int64_t change = changes_after(number);
    bool changed = change && now >= entry_time(room, number) + change;
    buffer_printf(&a->body, "<html><head><title>Entry %d</title></head><body><p>The text of entry %d of %s%s.</p></body></html>",
                  (int)number, (int)number, room->host, changed ? ", which was changed" : "");
    a->status = 200;
    if (!room->no_etag)
        snprintf(a->etag, sizeof a->etag, "\"p%d-%d\"", (int)number, changed);
}

static void put_sitemap(struct site_answer *a, int64_t now)
{
    buffer_text(&a->body, "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
    for (int64_t i = now / (6 * HOUR) + 8; i-- > 0;) {
        int64_t time = SITE_BEGIN + (i - 7) * 6 * HOUR - (i == 0) * 30 * DAY;
        struct civil day = civil_of(time / DAY);
        buffer_printf(&a->body, "<url><loc>http://maps.example/s/%d</loc><lastmod>%04d-%02d-%02dT%02d:00:00Z</lastmod></url>",
                      (int)i, day.year, day.month, day.day, (int)(time % DAY / HOUR));
    }
    buffer_text(&a->body, "<url><loc>http://maps.example/s/undated</loc></url></urlset>");
    a->status = 200;
    a->type = "application/xml";
}

/* What each host is in trouble with, and when. */
static bool is_in_trouble(struct span url, int64_t now, struct site_answer *a)
{
    bool feed = span_ends(url, SPAN("/feed"));
    if (site_is_of(url, "dying.example") && now >= 10 * HOUR && now < 40 * HOUR)
        a->end = TRANSPORT_NO_CONNECTION;
    else if (site_is_of(url, "crowded.example") && now >= 5 * HOUR && now < 6 * HOUR)
        a->status = 429, snprintf(a->retry_after, sizeof a->retry_after, "7200");
    else if (site_is_of(url, "failing.example") && feed && now >= 2 * HOUR && now < 9 * HOUR)
        a->status = 500;
    else if (site_is_of(url, "ending.example") && feed && now >= 30 * HOUR)
        a->status = 410;
    else if (site_is_of(url, "ending.example") && !feed && now >= 30 * HOUR)
        a->status = span_find(url, SPAN("/p/3?"), 0) != SPAN_NONE ? 410 : 404;
    else if (site_is_of(url, "old.example") && feed && now >= 3 * HOUR)
        a->status = 301, snprintf(a->location, sizeof a->location, "http://new.example/feed");
    else if (site_is_of(url, "quiet.example") && span_find(url, SPAN("/p/0?"), 0) != SPAN_NONE)
        a->status = 403;
    else
        return false;
    return true;
}

static void respond(struct site *site, struct span url, struct site_answer *a)
{
    int64_t now = site->clock / 1000;
    const struct newsroom *room = newsroom_of(url);
    size_t slash = span_find(url, SPAN("/p/"), 0);
    if (site_is_of(url, "slow.example"))
        a->takes = 30000;
    if (is_in_trouble(url, now, a))
        return;
    if (site_is_robots(url) && site_is_of(url, "closed.example")) {
        buffer_text(&a->body, "User-agent: *\nDisallow: /p/\n");
        a->status = 200;
    } else if (site_is_robots(url) && site_is_of(url, "busy.example")) {
        buffer_text(&a->body, "User-agent: *\nCrawl-delay: 5\n");
        a->status = 200;
    } else if (span_ends(url, SPAN("maps.example/news.xml"))) {
        put_sitemap(a, now);
    } else if (site_is_of(url, "maps.example") && span_find(url, SPAN("/s/"), 0) != SPAN_NONE) {
        buffer_printf(&a->body, "<html><body><p>Page %.*s</p></body></html>", (int)url.len, url.at);
        a->status = 200;
    } else if (span_ends(url, SPAN("reader.example/list.opml"))) {
        buffer_text(&a->body, "<opml><body><outline xmlUrl=\"http://slow.example/feed\" text=\"Slow\"/>"
                              "<outline xmlUrl=\"http://lantern.example/feed\" title=\"The Lantern\"/></body></opml>");
        a->status = 200;
    } else if (room && span_ends(url, SPAN("/feed"))) {
        put_feed(a, room, now, site_is_of(url, "calm.example") ? "<ttl>60</ttl>" : "");
    } else if (room && slash != SPAN_NONE) {
        int64_t number = strtoll(url.at + slash + 3, NULL, 10);
        if (number < entries_by(room, now))
            put_page(a, room, number, now);
    }
}

/* ---- what keeps ---- */

struct kept_article { struct span key; uint64_t hash; int64_t first, changed; unsigned versions; bool is_record; };

struct keeper {
    struct region region;
    struct site *site;
    struct intern keys;
    struct kept_article *at;
    size_t room, calls, arrivals;
    size_t fail_at;                  /* the call after which the program is killed; 0: never */
    int64_t stop_at;                 /* seconds since the begin; 0: never */
    size_t events[WATCH_EVENT_COUNT];
    size_t idle;
};

static struct span key_of_document(struct keeper *k, const struct raw_document *raw)
{
    size_t at = 0;
    struct json record;
    struct span url = raw->url;
    if (raw->kind == RAW_RECORD && json_parse(raw->bytes, &at, &record))
        url = json_text(&k->region.arena, json_member(record, SPAN("url")));
    return key_of_address(&k->region.arena, arena_copy(&k->region.arena, url));
}

static bool keep(void *context, const struct raw_document *raw, struct watch_kept *kept, struct syn_error *error)
{
    struct keeper *k = context;
    struct span key = arena_copy(&k->region.arena, key_of_document(k, raw));
    size_t before = k->keys.count;
    uint32_t number = intern_add(&k->keys, key);
    uint64_t hash = hash_span(raw->bytes);
    if (number == before)
        ARENA_ROOM(&k->region.arena, k->at, before, k->room);
    struct kept_article *a = &k->at[number];
    if (number == before)
        *a = (struct kept_article){ .key = key, .hash = hash, .first = site_time(k->site) - SITE_BEGIN, .versions = 1,
                                    .is_record = raw->kind == RAW_RECORD };
    bool changed = a->hash != hash;
    if (changed) {
        a->hash = hash;
        a->versions++;
        a->changed = site_time(k->site) - SITE_BEGIN;
    }
    *kept = (struct watch_kept){ number == before ? WATCH_NEW : changed ? WATCH_VERSION : WATCH_SAME, number + 1, 1 };
    k->calls++;
    return k->calls != k->fail_at || error_set(error, SYN_IO, 0, "killed");
}

static const struct kept_article *find_kept(const struct keeper *k, const char *url)
{
    char room[512];
    struct arena scratch = { room, room + sizeof room };
    uint32_t number = intern_find(&k->keys, key_of_address(&scratch, span_of(url)));
    return number == INTERN_NONE ? NULL : &k->at[number];
}

static bool has_arrived(void *context, struct syn_error *error)
{
    (void)error;
    ((struct keeper *)context)->arrivals++;
    return true;
}

static bool pass_idle(void *context, bool *more, struct syn_error *error)
{
    (void)error;
    ((struct keeper *)context)->idle++;
    *more = false;
    return true;
}

static bool should_stop(void *context)
{
    struct keeper *k = context;
    return k->stop_at && site_time(k->site) - SITE_BEGIN >= k->stop_at;
}

static void note_event(void *context, const struct watch_event *event)
{
    ((struct keeper *)context)->events[event->kind]++;
}

static struct keeper keeper_open(struct site *site)
{
    struct keeper k = { .region = test_region(), .site = site };
    struct arena keys = arena_half(&k.region.arena);
    struct arena *home = arena_new(&k.region.arena, struct arena, 1);
    *home = keys;
    k.keys = intern_in(home, 64);
    return k;
}

/* ---- a store and a watch ---- */

static char folder[64];

static void remove_store(const char *path)
{
    char beside[128];
    unlink(path);
    snprintf(beside, sizeof beside, "%s-wal", path);
    unlink(beside);
    snprintf(beside, sizeof beside, "%s-shm", path);
    unlink(beside);
}

static struct database *open_store(const char *path)
{
    struct syn_error error;
    struct database *db = database_open(path, DATABASE_CREATE, 16 << 20, &error);
    if (!db || !schema_migrate(db, SCHEMA_VERSION, &error) || !database_run(db, "PRAGMA synchronous = OFF", &error)) {
        printf("# %s\n", error.text);
        exit(1);
    }
    return db;
}

static void add_source(struct database *db, const char *url, int64_t now)
{
    struct syn_error error;
    char room[8192];
    struct arena scratch = { room, room + sizeof room };
    struct url parts;
    const char *why;
    bool is_new;
    if (!url_parse(&scratch, span_of(url), &parts, &why) ||
        !watched_add(db, span_of(url), SPAN(""), WATCHED_UNKNOWN, hash_span(parts.host), now, &is_new, &error) || !is_new)
        check(false, "a source is added");
}

struct run { int64_t until; bool once; struct watch_status status; };

/* One run of the program; false where it was killed. */
static bool run_watch(struct keeper *k, struct database *db, struct run *run)
{
    struct syn_error error;
    struct watch_settings settings = {
        .fetch = { .product = SPAN("synoptic"), .pace = 1000, .at_once = 8, .pages_max = 100 },
        .transport = site_transport(k->site), .once = run->once, .until = run->until ? SITE_BEGIN + run->until : 0,
    };
    struct watch_hooks hooks = { .keep = keep, .arrived = has_arrived, .idle = pass_idle, .stop = should_stop,
                                 .tell = note_event, .context = k };
    struct watch *watch = watch_open(&settings, &hooks, db);
    bool good = watch_run(watch, &error);
    if (!good && strcmp(error.text, "killed") != 0) {
        printf("# %s\n", error.text);
        check(false, "the store can be written");
    }
    run->status = watch_status(watch);
    watch_close(watch);
    site_hang_up(k->site);
    return good;
}

static struct watched look_up(struct database *db, struct arena *room, const char *url)
{
    struct syn_error error;
    struct watched source = { .id = 0 };
    watched_find(db, room, span_of(url), &source, &error);
    return source;
}

/* ---- a week ---- */

static const char *const sources[] = {
    "http://reader.example/list.opml", "http://busy.example/feed", "http://quiet.example/feed", "http://dying.example/feed",
    "http://closed.example/feed", "http://crowded.example/feed", "http://old.example/feed", "http://ending.example/feed",
    "http://failing.example/feed", "http://calm.example/feed", "http://maps.example/news.xml",
};

static void add_sources(struct database *db)
{
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        add_source(db, sources[i], SITE_BEGIN);
}

static const struct kept_article *kept_page(const struct keeper *k, const char *host, int64_t number)
{
    char url[128];
    snprintf(url, sizeof url, "http://%s/p/%d", host, (int)number);
    return find_kept(k, url);
}

/* How many of the entries that came from `from` on and lay in the feed for two hours at least are not kept. */
static unsigned missing(const struct keeper *k, const char *host, int64_t from, int64_t to)
{
    unsigned count = 0;
    char url[128];
    snprintf(url, sizeof url, "http://%s/feed", host);
    const struct newsroom *room = newsroom_of(span_of(url));
    for (int64_t i = 0; i < entries_by(room, to); i++)
        count += entry_time(room, i) >= from && !kept_page(k, host, i);
    return count;
}

static void check_politeness(const struct site *site)
{
    bool paced = true;
    for (size_t i = 0; i < sizeof newsrooms / sizeof *newsrooms; i++) {
        int64_t least = site_least_gap(site, newsrooms[i].host);
        if (least < 1000)
            printf("# %s: %d ms\n", newsrooms[i].host, (int)least);
        paced = paced && least >= 1000;
    }
    check(paced, "no host is asked for a page within a second of another one");
    check(site_least_gap(site, "busy.example") >= 5000, "nor within five where robots.txt asks for five");
    bool rare = true;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        rare = rare && (site_least_gap_of(site, sources[i]) >= INTERVAL_LEAST || !printf("# %s: %d s\n", sources[i], (int)site_least_gap_of(site, sources[i])));
    check(rare, "no source is asked within five minutes");
    check(site_least_gap_of(site, "http://calm.example/feed") >= HOUR, "nor within the time that it asks for");
    check(site_asked(site, "http://closed.example/p/", 0, WEEK) == 0, "what robots.txt forbids is not asked for");
    check(site_asked(site, "http://busy.example/robots.txt", 0, WEEK) <= 8, "robots.txt is asked for once a day");
    check(site_asked(site, "http://lantern.example/p/4", 0, WEEK) >= 5 && site_asked(site, "http://lantern.example/p/40", 0, WEEK) <= 5,
          "a page five times at most");
}

static void check_trouble(const struct site *site, const struct keeper *k, struct database *db)
{
    struct region region = test_region();
    size_t while_dead = site_asked(site, "http://dying.example/feed", 10 * HOUR, 40 * HOUR) +
                        site_asked(site, "http://dying.example/robots.txt", 10 * HOUR, 40 * HOUR);
    check(while_dead > 2 && while_dead < 60, "a host that died is asked now and then");
    check(missing(k, "dying.example", 64 * HOUR, WEEK - 6 * HOUR) == 0, "and read again when it is back");
    int64_t told = -1, next = -1;
    for (size_t i = 0; i < site->count; i++) {
        if (!site_is_of(site_url(site, i), "crowded.example"))
            continue;
        if (told < 0 && site->requests[i].status == 429)
            told = site->requests[i].at;
        else if (told >= 0 && next < 0)
            next = site->requests[i].at;
    }
    check(told >= 0 && next >= told + 7200 * 1000, "who asks for two hours of peace has them");
    check(site_asked(site, "http://old.example/feed", 0, 4 * HOUR) > 0 && site_asked(site, "http://old.example/feed", 5 * HOUR, WEEK) == 0,
          "a feed that moved for good is not asked for where it was");
    check(look_up(db, &region.arena, "http://new.example/feed").polls > 20, "but where it went");
    check(missing(k, "new.example", 0, WEEK - 6 * HOUR) == 0, "and its entries are there");
    check(site_asked(site, "http://ending.example/feed", 30 * HOUR, WEEK) == 1 &&
              look_up(db, &region.arena, "http://ending.example/feed").paused == WATCHED_GONE,
          "a feed that is gone is told so once, and not asked again");
    check(site_asked(site, "http://failing.example/feed", 2 * HOUR, 9 * HOUR) < 8, "a feed that fails is asked less and less");
    check(missing(k, "failing.example", 8 * HOUR, WEEK - 6 * HOUR) == 0, "and nothing is missing of it then");
    region_close(&region);
}

/* Whether each page that changed after it first came has another version, found when it was looked at again. */
static bool changes_found(const struct keeper *k, const char *host)
{
    static const int64_t after[] = { HOUR, 6 * HOUR, DAY, WEEK, INT32_MAX };
    char url[128];
    bool good = true;
    snprintf(url, sizeof url, "http://%s/feed", host);
    const struct newsroom *room = newsroom_of(span_of(url));
    for (int64_t i = 0; i < entries_by(room, WEEK); i++) {
        const struct kept_article *a = kept_page(k, host, i);
        int64_t change = entry_time(room, i) + changes_after(i), stage = 0;
        while (a && a->first + after[stage] < change)
            stage++;
        bool never = !a || !changes_after(i) || change <= a->first || a->first + after[stage] > WEEK + HOUR / 2;
        bool fits = never ? !a || a->versions == 1
                          : a->versions == 2 && a->changed >= a->first + after[stage] &&
                                a->changed < a->first + after[stage] + 600;
        if (!fits)
            printf("# %s %d: first %d, changed %d, found %d\n", host, (int)i, (int)a->first, (int)change, (int)a->changed);
        good = good && fits;
    }
    return good;
}

static void check_pages(const struct site *site, const struct keeper *k, struct database *db)
{
    static const char *const hosts[] = { "lantern.example", "busy.example", "closed.example", "slow.example", "calm.example" };
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        check(missing(k, hosts[i], i == 4 ? WEEK : 0, WEEK - 13 * HOUR) == 0, hosts[i]);
    check(k->keys.count > 400, "many articles are there");
    check(changes_found(k, "lantern.example") && changes_found(k, "busy.example"),
          "changes are found an hour, six hours, a day or a week after a page first came");
    const struct kept_article *same = kept_page(k, "lantern.example", 10);
    check(same && same->versions == 1, "and none where there is none");
    size_t asked = 0, conditional = 0;
    for (size_t i = 0; i < site->count; i++)
        if (span_equal(site_url(site, i), SPAN("http://lantern.example/p/10?utm_source=rss"))) {
            asked++;
            conditional += site->requests[i].conditional;
        }
    check(asked == 5 && conditional == 4, "a page is had once, and four times on condition");
    const struct kept_article *private = kept_page(k, "closed.example", 5), *refused = kept_page(k, "quiet.example", 0);
    check(private && private->is_record, "a page that is forbidden is kept from the feed's own words");
    check(refused && refused->is_record, "and one that is refused");
    check(find_kept(k, "http://maps.example/s/20") && find_kept(k, "http://maps.example/s/2"), "pages of a sitemap");
    check(!find_kept(k, "http://maps.example/s/0") && !find_kept(k, "http://maps.example/s/undated"),
          "but not what is old, and nobody knows how old");
    struct syn_error error;
    struct region region = test_region();
    struct visit gone;
    int64_t id;
    visit_find(db, region.arena, SPAN("http://ending.example/p/3"), &id, &error);
    check(visit_get(db, &region.arena, id, &gone, &error) && gone.gone >= SITE_BEGIN + 30 * HOUR && gone.stage == VISIT_DONE,
          "a page that was taken away is known to be");
    region_close(&region);
}

/* The middle one of the times from when an entry appeared to when its page was there, of those of the last five days. */
static int64_t usual_delay(const struct keeper *k, const char *host)
{
    int64_t delays[2048];
    size_t count = 0;
    char url[128];
    snprintf(url, sizeof url, "http://%s/feed", host);
    const struct newsroom *room = newsroom_of(span_of(url));
    for (int64_t i = 0; i < entries_by(room, WEEK) && count < 2048; i++) {
        const struct kept_article *a = kept_page(k, host, i);
        if (!a || entry_time(room, i) < DAY)
            continue;
        size_t at = count++;
        for (; at > 0 && delays[at - 1] > a->first - entry_time(room, i); at--)
            delays[at] = delays[at - 1];
        delays[at] = a->first - entry_time(room, i);
    }
    return count ? delays[count / 2] : 0;
}

static size_t polls_of(struct database *db, const char *url)
{
    struct region region = test_region();
    size_t polls = look_up(db, &region.arena, url).polls;
    region_close(&region);
    return polls;
}

static void test_week(void)
{
    char path[96];
    struct site *site = site_open(respond, NULL);
    struct keeper k = keeper_open(site);
    struct run run = { .until = WEEK + HOUR };
    snprintf(path, sizeof path, "%s/week.db", folder);
    struct database *db = open_store(path);
    add_sources(db);
    check(run_watch(&k, db, &run), "a week passes");
    check_politeness(site);
    check_trouble(site, &k, db);
    check_pages(site, &k, db);
    check(polls_of(db, "http://quiet.example/feed") < 30, "a quiet feed is asked rarely");
    check(polls_of(db, "http://busy.example/feed") > 300, "a busy one often");
    check(polls_of(db, "http://lantern.example/feed") > 100 && polls_of(db, "http://lantern.example/feed") < 220,
          "and others as often as they bring something");
    check(polls_of(db, "http://slow.example/feed") > 20, "a list brings sources");
    int64_t often = usual_delay(&k, "busy.example"), usual = usual_delay(&k, "lantern.example");
    check(often > 0 && often < 300 && usual > 0 && usual < HOUR, "and what is new is there soon after it appears");
    printf("# polls: lantern %zu, busy %zu, quiet %zu; usual delay: lantern %d s, busy %d s\n",
           polls_of(db, "http://lantern.example/feed"), polls_of(db, "http://busy.example/feed"),
           polls_of(db, "http://quiet.example/feed"), (int)usual, (int)often);
    check(k.arrivals > 100 && k.idle > 100, "after arrivals others have their turn, and in idle time");
    check(k.events[WATCH_EVENT_STORED] == k.keys.count, "each article is stored once");
    printf("# %zu requests, %zu articles, %zu versions, %u polls\n", site->count, k.keys.count,
           k.events[WATCH_EVENT_CHANGED], (unsigned)run.status.polls);
    database_close(db);
    remove_store(path);
    region_close(&k.region);
    site_close(site);
}

/* ---- stops ---- */

/* A day and a half, in pieces: it is killed after every so many pages, and stopped at odd times. */
enum { PIECES_DAY = 36 * HOUR };

static void live_in_pieces(struct keeper *k, const char *path)
{
    struct database *db = open_store(path);
    uint64_t chance = 1;
    add_sources(db);
    while (k->site->clock / 1000 < PIECES_DAY) {
        struct run run = { .until = PIECES_DAY };
        chance = hash_mix(chance, 7);
        k->fail_at = k->calls + 1 + chance % 150;
        k->stop_at = k->site->clock / 1000 + (int64_t)(chance >> 32) % (3 * HOUR);
        run_watch(k, db, &run);
        database_close(db);
        k->site->clock += 1000 * (1 + (int64_t)(chance >> 20) % 120);
        db = open_store(path);
    }
    database_close(db);
}

static void test_stops(void)
{
    char path[96];
    struct site *whole_site = site_open(respond, NULL), *cut_site = site_open(respond, NULL);
    struct keeper whole = keeper_open(whole_site), cut = keeper_open(cut_site);
    struct run run = { .until = PIECES_DAY };
    snprintf(path, sizeof path, "%s/stops.db", folder);
    struct database *db = open_store(path);
    add_sources(db);
    check(run_watch(&whole, db, &run), "a day and a half in one piece");
    database_close(db);
    remove_store(path);
    live_in_pieces(&cut, path);
    size_t lost = 0, recent = 0;
    for (size_t i = 0; i < whole.keys.count; i++)
        if (intern_find(&cut.keys, whole.keys.text[i]) == INTERN_NONE) {
            bool is_recent = whole.at[i].first > PIECES_DAY - 4 * HOUR;
            recent += is_recent;
            lost += !is_recent;
            if (!is_recent)
                printf("# lost: %.*s\n", (int)whole.keys.text[i].len, whole.keys.text[i].at);
        }
    check(whole.keys.count > 400 && lost == 0, "in pieces the same articles come");
    check(recent < 30, "but for the last hours");
    size_t twice = 0;
    for (size_t i = 0; i < cut.keys.count; i++)
        twice += cut.at[i].versions > 2;
    check(twice == 0, "nothing has more versions than it had texts");
    printf("# whole: %zu requests, %zu articles; in pieces: %zu requests, %zu articles\n", whole_site->count,
           whole.keys.count, cut_site->count, cut.keys.count);
    check(cut_site->count < whole_site->count * 11 / 10, "and hosts are asked hardly more often");
    remove_store(path);
    region_close(&whole.region);
    region_close(&cut.region);
    site_close(whole_site);
    site_close(cut_site);
}

/* A host that takes half a minute for an answer. */
static void test_stop_under_way(void)
{
    char path[96];
    struct site *site = site_open(respond, NULL);
    struct keeper k = keeper_open(site);
    struct run run = { .once = true };
    snprintf(path, sizeof path, "%s/way.db", folder);
    struct database *db = open_store(path);
    add_source(db, "http://slow.example/feed", SITE_BEGIN);
    k.stop_at = 40;
    check(run_watch(&k, db, &run) && site->count == 2 && polls_of(db, "http://slow.example/feed") == 1,
          "an answer that is under way is waited for");
    check(site->clock / 1000 >= 60 && site->clock / 1000 < 63 && k.calls == 0 && run.status.waiting.first == 3,
          "what it names is not begun");
    k.stop_at = 150;
    check(run_watch(&k, db, &run) && k.calls >= 1 && run.status.waiting.first == 3 - k.calls, "nor the page after one that is");
    k.stop_at = 0;
    check(run_watch(&k, db, &run) && k.keys.count == 3 && k.calls == 3, "and all is had in the end, once");
    database_close(db);
    remove_store(path);
    region_close(&k.region);
    site_close(site);
}

/* ---- sources of other kinds ---- */

static void put_index(struct site_answer *a)
{
    buffer_text(&a->body, "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
    for (int i = 1; i <= 25; i++)
        buffer_printf(&a->body, "<sitemap><loc>http://kinds.example/map/%d.xml</loc><lastmod>2024-05-%02d</lastmod></sitemap>", i, i);
    buffer_text(&a->body, "</sitemapindex>");
}

static void put_many(struct site_answer *a)
{
    buffer_text(&a->body, "<rss><channel><title>Many</title>");
    for (int i = 0; i < 1200; i++)
        buffer_printf(&a->body, "<item><title>%d</title><link>/many/%d</link></item>", i, i);
    buffer_text(&a->body, "</channel></rss>");
    snprintf(a->etag, sizeof a->etag, "\"many\"");
}

static void respond_in_kind(struct site *site, struct span url, struct site_answer *a)
{
    bool later = site->clock > 12 * HOUR * 1000;
    if (site_is_robots(url))
        return;
    a->status = 200;
    if (span_ends(url, SPAN("/index.xml"))) {
        put_index(a);
    } else if (span_find(url, SPAN("/map/"), 0) != SPAN_NONE) {
        buffer_text(&a->body, "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"></urlset>");
    } else if (span_ends(url, SPAN("/feed.json"))) {
        buffer_text(&a->body, "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"Notes\",\"items\":["
                              "{\"id\":\"1\",\"content_text\":\"A note that has no address of its own.\"}]}");
        a->type = "application/feed+json";
    } else if (span_ends(url, SPAN("/page"))) {
        buffer_printf(&a->body, "<html><body><p>A page that stands alone%s.</p></body></html>", later ? ", changed" : "");
    } else if (span_ends(url, SPAN("/many"))) {
        put_many(a);
    } else if (span_ends(url, SPAN("/flaky")) && !later) {
        buffer_text(&a->body, "<rss><channel><title>Flaky</title></channel></rss>");
    } else {
        buffer_printf(&a->body, "<html><body><p>%.*s</p></body></html>", (int)url.len, url.at);
    }
}

static void test_kinds(void)
{
    static const char *const urls[] = { "http://kinds.example/index.xml", "http://notes.example/feed.json",
                                        "http://alone.example/page", "http://many.example/many",
                                        "http://flaky.example/flaky" };
    char path[96];
    struct site *site = site_open(respond_in_kind, NULL);
    struct keeper k = keeper_open(site);
    struct run run = { .until = 24 * HOUR };
    struct region region = test_region();
    struct watched_counts counts;
    struct syn_error error;
    snprintf(path, sizeof path, "%s/kinds.db", folder);
    struct database *db = open_store(path);
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++)
        add_source(db, urls[i], SITE_BEGIN);
    check(run_watch(&k, db, &run), "a day with sources of all kinds");
    check(watched_count(db, &counts, &error) && counts.all == 5 + WATCH_SITEMAPS_MOST, "an index brings twenty sitemaps");
    check(look_up(db, &region.arena, "http://kinds.example/map/6.xml").id &&
              !look_up(db, &region.arena, "http://kinds.example/map/5.xml").id, "those that changed last");
    const struct kept_article *alone = find_kept(&k, "http://alone.example/page");
    check(alone && alone->versions == 2, "a page that stands alone is looked at again and again");
    check(look_up(db, &region.arena, "http://alone.example/page").kind == WATCHED_PAGE, "and known to be one");
    check(k.events[WATCH_EVENT_STORED] == 1 + 1 + 1200, "an entry without an address is kept once");
    check(find_kept(&k, "http://many.example/many/1199") && site_asked(site, "http://many.example/many/", 0, DAY) > 1200,
          "a feed with more entries than are taken at once is had to its end");
    struct watched many = look_up(db, &region.arena, "http://many.example/many");
    check(many.entries == 1200 && span_equal(many.etag, SPAN("\"many\"")), "in three askings");
    struct watched flaky = look_up(db, &region.arena, "http://flaky.example/flaky");
    check(flaky.kind == WATCHED_FEED && flaky.failures > 0 &&
              span_equal(flaky.error, SPAN("what came is a page, and no feed or list")), "a page in place of a feed is a failure");
    check(span_equal(many.title, SPAN("Many")), "a feed says what it is called");
    database_close(db);
    remove_store(path);
    region_close(&region);
    region_close(&k.region);
    site_close(site);
}

static void test_once(void)
{
    char path[96];
    struct site *site = site_open(respond, NULL);
    struct keeper k = keeper_open(site);
    struct run run = { .once = true };
    snprintf(path, sizeof path, "%s/once.db", folder);
    struct database *db = open_store(path);
    add_sources(db);
    check(run_watch(&k, db, &run), "once");
    size_t asked = site->count, articles = k.keys.count;
    check(articles > 60 && polls_of(db, "http://slow.example/feed") == 1, "all sources are asked, and those they name");
    check(site->clock < 20 * 60 * 1000, "and it ends");
    check(run.status.waiting.first == 0 && run.status.waiting.again > 50, "when all pages are had");
    check(run_watch(&k, db, &run) && site->count == asked, "at once again there is nothing to do");
    site->clock = 3 * HOUR * 1000;
    check(run_watch(&k, db, &run) && k.keys.count > articles && k.keys.count < articles + 60, "later what is new");
    database_close(db);
    remove_store(path);
    region_close(&k.region);
    site_close(site);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    snprintf(folder, sizeof folder, "%s/synoptic-watch-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (!mkdtemp(folder))
        return 1;
    test_once();
    test_stop_under_way();
    test_kinds();
    test_week();
    test_stops();
    rmdir(folder);
    return tap_end();
}
