#include "read/fetch.h"

#include <assert.h>

#include "base/calendar.h"
#include "base/map.h"
#include "read/http_header.h"
#include "read/inflate.h"
#include "read/read.h"
#include "read/robots.h"
#include "read/url.h"

enum {
    OWN_BYTES = 256 << 20, SCRATCH_BYTES = 96 << 20, ROOM_LEAST = 16 << 20,
    ROBOTS_HOPS_MAX = 5, BREAKS_MAX = 2, BACK_OFF_LEAST = 250, TURN = 100, HOST_SHOWN = 60
};
#define NEVER INT64_MAX

enum state { WAITING, RUNNING, CAME, FAILED };

/* One thing to be had: a page, or a host's robots.txt. */
struct errand {
    enum state state;
    struct url url;                  /* where the redirects have led so far */
    struct origin *origin;           /* of url; of a robots.txt the one that it is for */
    bool is_robots, allowed;         /* allowed: robots.txt was asked about this hop */
    bool reached;                    /* its host gave an answer of some kind */
    bool forbidden;
    unsigned hops, hops_for_good, tries;
    int status;                      /* as in struct fetched, and the next two */
    int64_t wait, max_age;
    int64_t not_before;              /* clock */
    struct region region;            /* holds page, once it came */
    struct page page;
    struct syn_error *error;
};

/* A name of a host, whatever the scheme and port: who is not to be bothered. */
struct lane { bool busy; int64_t free_at; unsigned pace; };

enum known { UNASKED, ASKED, KNOWN, UNKNOWABLE };
/* Whose robots.txt it is: scheme, host and port. */
struct origin {
    struct lane *lane;
    enum known known;
    int64_t since;                   /* clock: when that was learnt */
    struct errand errand;            /* for robots.txt */
    struct robots robots;
};

struct task {
    struct task *next;
    struct errand errand;
    struct address address;
    uint32_t group, depth;
};

struct fetch {
    struct fetch_settings settings;
    struct transport transport;
    struct page_store store;
    struct region own, scratch;
    struct task *head, **add_at, *given;
    struct intern urls, hosts, origins;
    struct lane **lanes;             /* by number in `hosts` */
    struct origin **origin_at;       /* by number in `origins` */
    size_t lane_room, origin_room;
    struct errand *slots[TRANSPORT_SLOTS];
    unsigned running;
    bool stopping;
    size_t pages, lists, done, known, held;
    struct fetch_counts counts;
};

static int64_t clock_now(const struct fetch *f) { return f->transport.clock(f->transport.context); }

/* ---- hosts ---- */

static struct lane *lane_of(struct fetch *f, struct span host)
{
    size_t before = f->hosts.count;
    uint32_t number = intern_add(&f->hosts, host);
    if (number == before) {
        ARENA_ROOM(&f->own.arena, f->lanes, before, f->lane_room);
        f->lanes[before] = arena_new(&f->own.arena, struct lane, 1);
        f->lanes[before]->pace = f->settings.pace;
    }
    return f->lanes[number];
}

static struct origin *origin_of(struct fetch *f, const struct url *url)
{
    size_t before = f->origins.count;
    uint32_t number = intern_add(&f->origins, url->origin);
    if (number == before) {
        ARENA_ROOM(&f->own.arena, f->origin_at, before, f->origin_room);
        f->origin_at[before] = arena_new(&f->own.arena, struct origin, 1);
        f->origin_at[before]->lane = lane_of(f, url->host);
    }
    return f->origin_at[number];
}

/* ---- how an errand ends ---- */

static struct syn_error *new_error(struct fetch *f, struct errand *e)
{
    if (!e->error)
        e->error = arena_new(&f->own.arena, struct syn_error, 1);
    e->state = FAILED;
    return e->error;
}

/* Only why: the address is put before it when it is given out, for a robots.txt's reason is told of each page. */
static void fail(struct fetch *f, struct errand *e, enum syn_status status, const char *why)
{
    error_set(new_error(f, e), status, 0, "%s", why);
}

/* Copies what came, for its slot will be used again. */
static void keep_page(struct fetch *f, struct errand *e, const struct page *page)
{
    size_t size = page->url.len + page->type.len + page->coding.len + page->etag.len + page->modified.len +
                  page->body.len + 4096;
    e->region = region_open(size);
    struct arena *keep = &e->region.arena;
    e->page = *page;
    e->page.url = arena_copy(keep, page->url);
    e->page.type = arena_copy(keep, page->type);
    e->page.coding = arena_copy(keep, page->coding);
    e->page.etag = arena_copy(keep, page->etag);
    e->page.modified = arena_copy(keep, page->modified);
    e->page.body = arena_copy(keep, page->body);
    e->state = CAME;
    f->held += e->region.size;
}

static void drop_page(struct fetch *f, struct errand *e)
{
    if (!e->region.base)
        return;
    f->held -= e->region.size;
    region_close(&e->region);
}

/* ---- robots.txt ---- */

/* A body that comes packed although it was not asked for so. */
static struct span unpack(struct arena *keep, struct span body)
{
    struct syn_error error;
    if (!inflate_knows(body))
        return body;
    struct source packed = { .ahead = body, .name = SPAN("robots.txt") };
    struct source plain = inflate_source(keep, &packed);
    char *into = arena_take_raw(keep, 1, 1, ROBOTS_BYTES_MAX + 1);
    size_t filled = 0;
    for (long got; filled <= ROBOTS_BYTES_MAX; filled += (size_t)got) {
        got = source_read(&plain, into + filled, ROBOTS_BYTES_MAX + 1 - filled, &error);
        if (got <= 0)
            break;
    }
    return (struct span){ into, filled };
}

static bool has_room(const struct fetch *f) { return (size_t)(f->own.arena.end - f->own.arena.next) > ROOM_LEAST; }

static void learn_robots(struct fetch *f, struct origin *origin, struct span body)
{
    struct arena scratch = f->scratch.arena;
    origin->since = clock_now(f);
    if (!has_room(f)) {
        origin->known = UNKNOWABLE;
        fail(f, &origin->errand, SYN_TOO_LARGE, "too many hosts for one run; name fewer at a time");
        return;
    }
    struct span file = unpack(&scratch, body);
    origin->robots = robots_parse(&f->own.arena, scratch, file, f->settings.product);
    origin->known = KNOWN;
    if (origin->robots.delay > origin->lane->pace)
        origin->lane->pace = origin->robots.delay;
}

/* From the store, where it is not too old to be gone by. */
static void recall_robots(struct fetch *f, struct origin *origin)
{
    struct arena scratch = f->scratch.arena;
    struct page page;
    int64_t now = f->transport.time(f->transport.context);
    if (!f->store.get || !f->store.get(f->store.context, &scratch, origin->errand.url.text, &page) ||
        page.asked > now || page.asked + FETCH_ROBOTS_AGE < now)
        return;
    learn_robots(f, origin, page.body);
}

/* What is known of a host's robots.txt; makes the errand where nothing is. */
static void ask_robots(struct fetch *f, struct origin *origin, const struct url *page)
{
    struct errand *e = &origin->errand;
    const char *why;
    struct arena scratch = f->scratch.arena;
    struct span text = arena_printf(&scratch, "%.*s/robots.txt", (int)page->origin.len, page->origin.at);
    *e = (struct errand){ .origin = origin, .is_robots = true };
    bool good = url_parse(&f->own.arena, text, &e->url, &why);
    assert(good);
    (void)good;
    origin->known = ASKED;
    recall_robots(f, origin);
}

static void put_in_store(struct fetch *f, const struct page *page)
{
    if (f->store.put)
        f->store.put(f->store.context, f->scratch.arena, page);
}

static void end_robots(struct fetch *f, struct errand *e, struct span body)
{
    int64_t now = f->transport.time(f->transport.context);
    struct page page = { .url = e->url.text, .date = now, .asked = now, .body = span_cut(body, 0, ROBOTS_BYTES_MAX) };
    e->state = CAME;
    learn_robots(f, e->origin, body);
    /* A file that a redirect led to is another host's, and is asked for again the next time. */
    if (!e->hops)
        put_in_store(f, &page);
}

/* ---- answers ---- */

struct reason { int code; enum syn_status status; const char *text; };

static const struct reason status_reasons[] = {
    { 204, SYN_NOT_FOUND, "the server sent an empty answer; check the address" },
    { 205, SYN_NOT_FOUND, "the server sent an empty answer; check the address" },
    { 304, SYN_IO, "the server says it has not changed (304), but was not asked; try again" },
    { 401, SYN_IO, "the server asks for a password (401), which is never sent; save the page by hand" },
    { 402, SYN_IO, "the server asks for payment (402); save the page by hand" },
    { 403, SYN_IO, "the server refuses (403); save the page by hand" },
    { 404, SYN_NOT_FOUND, "there is no such page (404); check the address" },
    { 410, SYN_NOT_FOUND, "the page was taken away (410); look for it in an archive" },
    { 429, SYN_IO, "the server asks for fewer requests (429); try again later with a larger --pace" },
    { 451, SYN_IO, "the server may not show it for reasons of law (451); look for it elsewhere" },
    { 500, SYN_IO, "the server has failed (500); try again later" },
    { 502, SYN_IO, "the server has failed (502); try again later" },
    { 503, SYN_IO, "the server is not to be had (503); try again later" },
    { 504, SYN_IO, "the server has failed (504); try again later" },
};

static const struct reason end_reasons[] = {
    { TRANSPORT_NO_HOST, SYN_NOT_FOUND, "there is no host of this name; check the address and the connection" },
    { TRANSPORT_NO_CONNECTION, SYN_IO, "the host takes no connection; try again later" },
    { TRANSPORT_NO_TRUST, SYN_IO, "the host cannot prove that it is the one named (certificate); check the address" },
    { TRANSPORT_NO_AUTHORITIES, SYN_IO, "this machine has no list of certificates; install ca-certificates" },
    { TRANSPORT_TOO_SLOW, SYN_IO, "the answer takes too long; try again later, or with a larger --timeout" },
    { TRANSPORT_TOO_LARGE, SYN_TOO_LARGE, "the answer is larger than the limit of 32 MiB; save a part of it by hand" },
    { TRANSPORT_BROKEN_OFF, SYN_IO, "the connection broke off within the answer; try again later" },
    { TRANSPORT_NO_SENSE, SYN_BAD_FORMAT, "what came is no answer that HTTP knows; check the address" },
};

static const struct reason *find_reason(const struct reason *reasons, size_t count, int code)
{
    for (size_t i = 0; i < count; i++)
        if (reasons[i].code == code)
            return &reasons[i];
    return NULL;
}

static void fail_by_end(struct fetch *f, struct errand *e, const struct transport_answer *answer)
{
    if (answer->end == TRANSPORT_PRIVATE) {
        error_set(new_error(f, e), SYN_IO, 0, "its address is not asked (%.*s); --allow-private allows it",
                  (int)answer->detail.len, answer->detail.at);
        return;
    }
    const struct reason *reason = find_reason(end_reasons, sizeof end_reasons / sizeof *end_reasons, (int)answer->end);
    fail(f, e, reason->status, reason->text);
}

static void fail_by_status(struct fetch *f, struct errand *e, int status)
{
    const struct reason *reason = find_reason(status_reasons, sizeof status_reasons / sizeof *status_reasons, status);
    if (reason)
        fail(f, e, reason->status, reason->text);
    else
        error_set(new_error(f, e), SYN_IO, 0, "the server answers %d and no page; check the address", status);
}

/* Puts the errand off; false where it has been tried often enough. */
static bool try_again(struct fetch *f, struct errand *e, unsigned tries_max, int64_t seconds)
{
    int64_t least = e->origin->lane->pace > BACK_OFF_LEAST ? e->origin->lane->pace : BACK_OFF_LEAST;
    if (++e->tries >= tries_max || seconds > FETCH_WAIT_MAX)
        return false;
    int64_t wait = least << (e->tries - 1);
    if (wait < seconds * 1000)
        wait = seconds * 1000;
    e->not_before = clock_now(f) + wait;
    e->state = WAITING;
    /* A host that wants fewer requests wants them of all its pages. */
    if (e->origin->lane->free_at < e->not_before)
        e->origin->lane->free_at = e->not_before;
    return true;
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static void go_on_to(struct fetch *f, struct errand *e, struct span location)
{
    const char *why = "";
    struct url url;
    unsigned most = e->is_robots ? ROBOTS_HOPS_MAX : FETCH_HOPS_MAX;
    if (!has_room(f)) {
        fail(f, e, SYN_TOO_LARGE, "too many addresses for one run; name fewer at a time");
    } else if (e->hops == most) {
        fail(f, e, SYN_IO,
             "it is sent on and on (more than 10 redirects); open it in a browser and give the last address");
    } else if (!location.len) {
        fail(f, e, SYN_IO, "it is sent on to nowhere; open it in a browser");
    } else if (!url_parse(&f->own.arena, location, &url, &why)) {
        error_set(new_error(f, e), SYN_IO, 0, "it is sent on to an address that is not followed: %s", why);
    } else {
        e->hops++;
        e->hops_for_good += e->status == 301 || e->status == 308;
        e->tries = 0;
        e->url = url;
        e->state = WAITING;
        if (!e->is_robots) {
            e->origin = origin_of(f, &url);
            e->allowed = false;
        }
    }
}

static void take_unchanged(struct fetch *f, struct errand *e)
{
    struct arena scratch = f->scratch.arena;
    struct page page;
    f->counts.unchanged++;
    if (!f->store.get || !f->store.get(f->store.context, &scratch, e->url.text, &page)) {
        fail_by_status(f, e, 304);
        return;
    }
    if (e->is_robots) {
        end_robots(f, e, page.body);
        return;
    }
    page.asked = f->transport.time(f->transport.context);
    keep_page(f, e, &page);
}

static void take_page(struct fetch *f, struct errand *e, const struct transport_answer *answer)
{
    int64_t now = f->transport.time(f->transport.context), date;
    if (e->is_robots) {
        end_robots(f, e, answer->body);
        return;
    }
    if (!answer->body.len) {
        fail_by_status(f, e, 204);
        return;
    }
    struct page page = { .url = e->url.text, .type = answer->type, .coding = answer->coding, .etag = answer->etag,
                         .modified = answer->modified, .date = now, .asked = now, .body = answer->body };
    /* A clock that is off by more than a day tells nothing of when this was. */
    if (http_date(answer->date, &date) && date <= now + DAY_SECONDS && date >= now - DAY_SECONDS)
        page.date = date;
    keep_page(f, e, &page);
    bool can_be_asked_again = answer->status == 200 && (page.etag.len || page.modified.len);
    if (can_be_asked_again && !http_lists(answer->cache_control, SPAN("no-store")))
        put_in_store(f, &page);
}

/* RFC 9309: a robots.txt that is not there allows all; one that cannot be had allows nothing. */
static void take_refusal(struct fetch *f, struct errand *e, const struct transport_answer *answer)
{
    int64_t seconds = 0;
    bool busy = answer->status == 429 || answer->status == 503;
    if (busy || answer->status == 502 || answer->status == 504) {
        http_wait(answer->retry_after, f->transport.time(f->transport.context), &seconds);
        e->wait = seconds;
        if (try_again(f, e, FETCH_TRIES_MAX, seconds))
            return;
    }
    if (e->is_robots && answer->status < 500 && !busy)
        end_robots(f, e, (struct span){ "", 0 });
    else
        fail_by_status(f, e, answer->status);
}

static void take_answer(struct fetch *f, struct errand *e, const struct transport_answer *answer)
{
    e->reached = answer->end == TRANSPORT_DONE || answer->end == TRANSPORT_NO_SENSE ||
                 answer->end == TRANSPORT_BROKEN_OFF;
    e->status = answer->end == TRANSPORT_DONE ? answer->status : 0;
    e->wait = 0;
    e->max_age = answer->end == TRANSPORT_DONE ? http_max_age(answer->cache_control) : 0;
    bool cut_is_enough = e->is_robots && answer->end == TRANSPORT_TOO_LARGE && answer->body.len;
    if (cut_is_enough) {
        end_robots(f, e, answer->body);
    } else if (answer->end != TRANSPORT_DONE) {
        if (answer->end != TRANSPORT_BROKEN_OFF || !try_again(f, e, BREAKS_MAX, 0))
            fail_by_end(f, e, answer);
    } else if (answer->status == 304) {
        take_unchanged(f, e);
    } else if (is_redirect(answer->status)) {
        go_on_to(f, e, answer->location);
        if (e->is_robots && e->state == FAILED)
            end_robots(f, e, (struct span){ "", 0 });
    } else if (answer->status >= 200 && answer->status < 300 && answer->status != 204 && answer->status != 205) {
        take_page(f, e, answer);
    } else {
        take_refusal(f, e, answer);
    }
    if (e->is_robots && e->state == FAILED) {
        e->origin->known = UNKNOWABLE;
        e->origin->since = clock_now(f);
    }
}

/* ---- asking ---- */

static void start(struct fetch *f, struct errand *e)
{
    struct arena scratch = f->scratch.arena;
    struct page before = { .asked = 0 };
    struct transport_request request = { .url = e->url.text, .packed = !e->is_robots, .begin_will_do = e->is_robots,
                                         .body_max = e->is_robots ? ROBOTS_BYTES_MAX : READ_BYTES_MAX };
    unsigned slot = 0;
    while (f->slots[slot])
        slot++;
    if (!e->is_robots && f->store.get && f->store.get(f->store.context, &scratch, e->url.text, &before)) {
        request.etag = before.etag;
        request.modified = before.modified;
    }
    f->slots[slot] = e;
    f->running++;
    f->counts.asked++;
    e->state = RUNNING;
    e->origin->lane->busy = true;
    if (!e->is_robots)
        e->origin->lane->free_at = clock_now(f) + e->origin->lane->pace;
    f->transport.start(f->transport.context, slot, &request);
}

/* What was learnt long ago is learnt anew. */
static void forget_robots(struct fetch *f, struct origin *origin)
{
    int64_t age = clock_now(f) - origin->since;
    if ((origin->known == KNOWN && age > FETCH_ROBOTS_AGE * (int64_t)1000) ||
        (origin->known == UNKNOWABLE && age > FETCH_ROBOTS_AGAIN * (int64_t)1000))
        origin->known = UNASKED;
}

/* Whether robots.txt lets it through; where that is not known yet, the errand that finds out takes its place. */
static struct errand *behind_robots(struct fetch *f, struct errand *e)
{
    struct origin *origin = e->origin;
    forget_robots(f, origin);
    if (origin->known == UNASKED)
        ask_robots(f, origin, &e->url);
    if (origin->known == ASKED)
        return origin->errand.state == WAITING ? &origin->errand : NULL;
    if (origin->known == UNKNOWABLE) {
        const struct syn_error *error = origin->errand.error;
        /* A host that is not there is not missing because of its robots.txt. */
        error_set(new_error(f, e), error->status, 0, "%s%s", error->text,
                  origin->errand.reached ? " (asked for robots.txt)" : "");
        e->status = origin->errand.status;
        e->wait = origin->errand.wait;
        return NULL;
    }
    if (!e->allowed && !robots_allows(f->scratch.arena, &origin->robots, e->url.target)) {
        fail(f, e, SYN_IO, "robots.txt of its host does not allow it; save the page by hand");
        e->forbidden = true;
        return NULL;
    }
    e->allowed = true;
    return e;
}

/* Starts it, or says when it may be tried again. */
static int64_t try_errand(struct fetch *f, struct errand *e, bool is_head)
{
    struct errand *first = behind_robots(f, e);
    if (!first)
        return NEVER;
    struct lane *lane = first->origin->lane;
    if (lane->busy || f->running >= f->settings.at_once || (f->held > FETCH_HELD_MAX && !is_head))
        return NEVER;
    int64_t when = first->not_before;
    if (!first->is_robots && lane->free_at > when)
        when = lane->free_at;
    if (when > clock_now(f))
        return when;
    start(f, first);
    return NEVER;
}

static bool is_list(const struct address *address)
{
    return address->kind == ADDRESS_FEED || address->kind == ADDRESS_SITEMAP;
}

/* A list is of no use once there are pages enough. */
static bool is_needless(const struct fetch *f, const struct task *task)
{
    return task->depth && is_list(&task->address) && f->pages >= f->settings.pages_max;
}

/* When the next of them may start. */
static int64_t start_what_may(struct fetch *f)
{
    int64_t soonest = NEVER;
    unsigned seen = 0;
    if (f->stopping)
        return NEVER;
    for (struct task *task = f->head; task && seen < FETCH_WINDOW; task = task->next, seen++) {
        if (task->errand.state != WAITING || is_needless(f, task))
            continue;
        int64_t when = try_errand(f, &task->errand, task == f->head);
        if (when < soonest)
            soonest = when;
    }
    return soonest;
}

static void tell_progress(const struct fetch *f)
{
    struct fetch_progress progress = { f->done, f->known, { "", 0 } };
    if (f->head)
        progress.host = f->head->errand.url.host;
    if (f->settings.progress)
        f->settings.progress(f->settings.context, &progress);
}

static void wait_for_one(struct fetch *f, int64_t soonest)
{
    int64_t left = soonest == NEVER ? TURN : soonest - clock_now(f);
    tell_progress(f);
    int slot = f->transport.wait(f->transport.context, left < 0 ? 0 : left > TURN ? TURN : left);
    if (slot < 0)
        return;
    struct errand *e = f->slots[slot];
    f->slots[slot] = NULL;
    f->running--;
    e->origin->lane->busy = false;
    take_answer(f, e, f->transport.answer(f->transport.context, (unsigned)slot));
}

/* ---- the queue ---- */

static struct address copy_address(struct arena *keep, const struct address *from)
{
    struct address copy = *from;
    copy.url = arena_copy(keep, from->url);
    copy.title = arena_copy(keep, from->title);
    copy.outlet = arena_copy(keep, from->outlet);
    copy.language = arena_copy(keep, from->language);
    copy.published = arena_copy(keep, from->published);
    copy.changed = arena_copy(keep, from->changed);
    copy.record = arena_copy(keep, from->record);
    return copy;
}

static bool came_before(struct fetch *f, struct span url)
{
    size_t before = f->urls.count;
    return intern_add(&f->urls, url) != before;
}

/* Whether there is room for it among what may be fetched; counts it. */
static bool may_add(struct fetch *f, const struct address *address, uint32_t depth)
{
    size_t *count = is_list(address) ? &f->lists : &f->pages;
    size_t most = is_list(address) ? (size_t)FETCH_LISTS_MAX : f->settings.pages_max;
    if (!has_room(f) || (depth && (*count >= most || depth > FETCH_DEPTH_MAX))) {
        f->counts.left_out++;
        return false;
    }
    *count += depth != 0;
    return true;
}

bool fetch_add(struct fetch *f, const struct address *address, uint32_t group, uint32_t depth)
{
    struct url url;
    const char *why;
    struct arena scratch = f->scratch.arena;
    bool good = url_parse(&scratch, address->url, &url, &why);
    if (good && depth && intern_find(&f->urls, url.text) != INTERN_NONE)
        return false;
    if (!may_add(f, address, depth))
        return false;
    struct arena *keep = &f->own.arena;
    struct task *task = arena_new(keep, struct task, 1);
    task->address = copy_address(keep, address);
    task->group = group;
    task->depth = depth;
    if (good && url_parse(keep, address->url, &task->errand.url, &why)) {
        came_before(f, task->errand.url.text);
        task->errand.origin = origin_of(f, &task->errand.url);
    } else {
        fail(f, &task->errand, SYN_MISUSE, why);
    }
    task->next = *f->add_at;
    *f->add_at = task;
    f->add_at = &task->next;
    f->known++;
    return true;
}

void fetch_to_front(struct fetch *f) { f->add_at = &f->head; }

static void give(struct fetch *f, struct task *task, struct fetched *out)
{
    struct errand *e = &task->errand;
    f->given = task;
    f->done++;
    *out = (struct fetched){ .address = &task->address, .group = task->group, .depth = task->depth, .page = e->page,
                             .status = e->status, .forbidden = e->forbidden, .wait = e->wait, .max_age = e->max_age,
                             .moved = e->hops && e->hops == e->hops_for_good };
    if (e->state == FAILED) {
        struct arena scratch = f->scratch.arena;
        struct syn_error reason = *e->error;
        struct span shown = span_cut(url_shown(&scratch, task->address.url), 0, SOURCE_NAME_SHOWN);
        struct span host = span_cut(e->url.host, 0, HOST_SHOWN), onward = { "", 0 };
        if (e->hops)
            onward = arena_printf(&scratch, " (sent on to %.*s)", (int)host.len, host.at);
        error_set(e->error, reason.status, 0, "cannot fetch %.*s%.*s: %s", (int)shown.len, shown.at, (int)onward.len,
                  onward.at, reason.text);
        out->error = e->error;
    }
}

static void drop_given(struct fetch *f)
{
    if (f->given)
        drop_page(f, &f->given->errand);
    f->given = NULL;
}

bool fetch_next(struct fetch *f, uint32_t group, struct fetched *out)
{
    drop_given(f);
    for (;;) {
        while (f->head && f->head->errand.state == WAITING && is_needless(f, f->head)) {
            f->head = f->head->next;
            f->counts.left_out++;
        }
        f->add_at = &f->head;
        if (!f->head || f->head->group != group)
            return false;
        int64_t soonest = start_what_may(f);
        if (f->head->errand.state >= CAME)
            break;
        wait_for_one(f, soonest);
    }
    struct task *task = f->head;
    f->head = task->next;
    f->add_at = &f->head;
    give(f, task, out);
    return true;
}

/* The first in the queue that has come or failed, taken out of it; NULL where there is none. */
static struct task *take_finished(struct fetch *f)
{
    struct task *found = NULL, **at = &f->head;
    while (*at)
        if (!found && (*at)->errand.state >= CAME) {
            found = *at;
            *at = found->next;
        } else {
            at = &(*at)->next;
        }
    f->add_at = at;
    return found;
}

bool fetch_any(struct fetch *f, int64_t milliseconds, struct fetched *out)
{
    int64_t until = clock_now(f) + milliseconds;
    drop_given(f);
    for (;;) {
        int64_t soonest = start_what_may(f);
        struct task *task = take_finished(f);
        if (task) {
            give(f, task, out);
            return true;
        }
        if (!f->head || (f->stopping && !f->running) || clock_now(f) >= until)
            return false;
        wait_for_one(f, soonest < until ? soonest : until);
    }
}

void fetch_stop(struct fetch *f) { f->stopping = true; }

unsigned fetch_running(const struct fetch *f) { return f->running; }

struct fetch_counts fetch_counts(const struct fetch *f) { return f->counts; }

struct fetch *fetch_open(const struct fetch_settings *settings, struct transport transport, struct page_store store)
{
    struct region own = region_open(OWN_BYTES);
    struct fetch *f = arena_new(&own.arena, struct fetch, 1);
    f->settings = *settings;
    f->transport = transport;
    f->store = store;
    f->own = own;
    f->scratch = region_open(SCRATCH_BYTES);
    f->add_at = &f->head;
    f->urls = intern_in(&f->own.arena, 64);
    f->hosts = intern_in(&f->own.arena, 16);
    f->origins = intern_in(&f->own.arena, 16);
    return f;
}

void fetch_close(struct fetch *f)
{
    struct region own = f->own;
    if (f->given)
        drop_page(f, &f->given->errand);
    for (struct task *task = f->head; task; task = task->next)
        drop_page(f, &task->errand);
    region_close(&f->scratch);
    region_close(&own);
}
