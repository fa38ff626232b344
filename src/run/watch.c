#include "run/watch.h"

#include "read/inflate.h"
#include "read/read.h"
#include "read/received.h"
#include "read/robots.h"
#include "read/url.h"
#include "run/watch_state.h"

enum {
    SCRATCH_BYTES = 256 << 20, SCRATCH_KEPT = 8 << 20,
    SLEEP_MOST = 1000,               /* milliseconds: how long a wish to stop may wait */
    SLEEP_BLIND = 60,                /* seconds: how long what others change in the store may go unseen */
    SOURCES_AT_ONCE = 256,
    BUSY = 8, LOOK_PAUSE = 200,      /* with so many jobs it is looked for more after so many milliseconds only */
    ROUND_MOST = 60,                 /* seconds of arrivals before others have their turn */
    FETCH_ADDRESSES_MOST = 20000     /* then a new one is opened, for addresses cost it memory */
};

const char *watch_event_label(enum watch_event_kind kind)
{
#define AS_LABEL(name, label) label,
    static const char *const labels[] = { WATCH_EVENTS(AS_LABEL) };
    return labels[kind];
}

int64_t watch_now(const struct watch *w) { return w->settings.transport.time(w->settings.transport.context); }

static int64_t clock_now(const struct watch *w) { return w->settings.transport.clock(w->settings.transport.context); }

void watch_tell(struct watch *w, const struct watch_event *event)
{
    struct watch_event told = *event;
    told.time = watch_now(w);
    if (w->hooks.tell)
        w->hooks.tell(w->hooks.context, &told);
}

uint64_t watch_host(struct arena scratch, struct span text)
{
    struct url url;
    const char *why;
    return url_parse(&scratch, text, &url, &why) ? hash_span(url.host) : 0;
}

const char *watch_reason(const struct syn_error *error)
{
    const char *colon = strstr(error->text, ": ");
    return strncmp(error->text, "cannot fetch ", 13) == 0 && colon ? colon + 2 : error->text;
}

bool watch_keep(struct watch *w, const struct raw_document *raw, struct watch_kept *kept, struct syn_error *error)
{
    *kept = (struct watch_kept){ WATCH_NO_TEXT, 0, 0 };
    if (!w->hooks.keep(w->hooks.context, raw, kept, error))
        return false;
    w->status.articles += kept->what == WATCH_NEW;
    w->status.versions += kept->what == WATCH_VERSION;
    w->arrivals |= kept->what == WATCH_NEW || kept->what == WATCH_VERSION;
    return true;
}

bool watch_unpack(struct arena *keep, struct arena scratch, const struct page *page, struct span *body,
                  const char **why)
{
    struct received_fault fault;
    struct span packed;
    if (!received_unpack(keep, scratch, page, &packed, &fault)) {
        *why = fault.why;
        return false;
    }
    *body = packed;
    /* A file that is packed itself, as sitemaps often are. */
    if (!inflate_knows(packed) || inflate_bytes(keep, scratch, packed, READ_BYTES_MAX, body))
        return true;
    *why = "it came packed, and damaged, cut off or too large";
    return false;
}

/* ---- what was had before ---- */

static bool is_robots(struct span url) { return span_ends(url, SPAN("/robots.txt")); }

/* So that an address is asked for on condition.  The body is not kept: an answer without one is "unchanged". */
static bool get_page(void *context, struct arena *keep, struct span url, struct page *page)
{
    struct watch *w = context;
    struct syn_error error;
    uint64_t hash = hash_span(url);
    struct watched source = { .etag_of = 0 };
    struct visit visit = { .etag_of = 0 };
    if (is_robots(url))
        return w->settings.kept.get && w->settings.kept.get(w->settings.kept.context, keep, url, page);
    for (unsigned i = 0; i < WATCH_JOBS; i++) {
        const struct watch_job *job = &w->jobs[i];
        if (!job->active || job->etag_of != hash)
            continue;
        if (job->is_source ? !watched_get(w->db, keep, job->id, &source, &error)
                           : !visit_get(w->db, keep, job->id, &visit, &error))
            continue;
        *page = (struct page){ .url = url, .etag = job->is_source ? source.etag : visit.etag,
                               .modified = job->is_source ? source.modified : visit.modified };
        return true;
    }
    return false;
}

static void put_page(void *context, struct arena scratch, const struct page *page)
{
    struct watch *w = context;
    if (is_robots(page->url) && w->settings.kept.put)
        w->settings.kept.put(w->settings.kept.context, scratch, page);
}

static void open_fetch(struct watch *w)
{
    w->fetch = fetch_open(&w->settings.fetch, w->settings.transport, (struct page_store){ w, get_page, put_page });
    w->added = 0;
}

/* ---- jobs ---- */

static unsigned jobs_of_host(const struct watch *w, uint64_t host)
{
    unsigned count = 0;
    for (unsigned i = 0; i < WATCH_JOBS; i++)
        count += w->jobs[i].active && w->jobs[i].host == host;
    return count;
}

static bool is_under_way(const struct watch *w, bool is_source, int64_t id)
{
    for (unsigned i = 0; i < WATCH_JOBS; i++)
        if (w->jobs[i].active && w->jobs[i].is_source == is_source && w->jobs[i].id == id)
            return true;
    return false;
}

static bool may_start(const struct watch *w, bool is_source, int64_t id, uint64_t host)
{
    return w->job_count < WATCH_JOBS && jobs_of_host(w, host) < WATCH_OF_HOST && !is_under_way(w, is_source, id);
}

static void start_job(struct watch *w, const struct watch_job *job, struct span url)
{
    uint32_t slot = 0;
    while (w->jobs[slot].active)
        slot++;
    w->jobs[slot] = *job;
    w->jobs[slot].active = true;
    w->job_count++;
    w->added++;
    struct address address = { .url = url, .kind = ADDRESS_ANY };
    fetch_add(w->fetch, &address, slot, 0);
}

/* ---- what is due ---- */

/* With `once` a source is asked once in a run. */
static bool was_asked(const struct watch *w, const struct watched *source)
{
    return w->settings.once && source->polls && source->asked >= w->begun;
}

static bool start_sources(struct watch *w, int64_t now, struct syn_error *error)
{
    struct arena keep = w->scratch.arena;
    struct watched_list due;
    if (!watched_due(w->db, &keep, now, SOURCES_AT_ONCE, &due, error))
        return false;
    for (uint32_t i = 0; i < due.count; i++) {
        const struct watched *s = &due.at[i];
        struct watch_job job = { .is_source = true, .id = s->id, .host = s->host, .etag_of = s->etag_of };
        if (!was_asked(w, s) && may_start(w, true, s->id, s->host))
            start_job(w, &job, s->url);
    }
    return true;
}

static bool start_visits(struct watch *w, int64_t now, struct syn_error *error)
{
    struct arena keep = w->scratch.arena;
    struct visits due;
    if (!visit_due(w->db, &keep, now, WATCH_OF_HOST, &due, error))
        return false;
    for (uint32_t i = 0; i < due.count; i++) {
        const struct visit *v = &due.at[i];
        struct visit whole;
        if (!may_start(w, false, v->id, v->host))
            continue;
        if (!url_is(v->url)) {
            if (!watch_visit_record(w, v->id, error))
                return false;
            w->stirred = true;
            continue;
        }
        if (!visit_get(w->db, &keep, v->id, &whole, error))
            return false;
        start_job(w, &(struct watch_job){ .id = v->id, .host = v->host, .etag_of = whole.etag_of }, v->url);
    }
    return true;
}

/* Sources first: what they name waits for the same hosts. */
static bool start_what_is_due(struct watch *w, struct syn_error *error)
{
    int64_t now = watch_now(w);
    if (w->added >= FETCH_ADDRESSES_MOST) {
        if (w->job_count)
            return true;
        fetch_close(w->fetch);
        open_fetch(w);
        /* It does not know who was asked a moment ago: so everybody is left alone as long as anybody may ask for. */
        w->rest_until = clock_now(w) + ROBOTS_DELAY_MAX;
    }
    bool busy = w->job_count >= BUSY && clock_now(w) - w->looked < LOOK_PAUSE;
    if (clock_now(w) < w->rest_until || busy || w->job_count == WATCH_JOBS)
        return true;
    w->looked = clock_now(w);
    return start_sources(w, now, error) && start_visits(w, now, error);
}

static bool find_next(struct watch *w, int64_t *next, struct syn_error *error)
{
    int64_t source, visit;
    if (!watched_next(w->db, &source, error) || !visit_next(w->db, &visit, error))
        return false;
    *next = source < visit ? source : visit;
    return true;
}

/* ---- the run ---- */

static bool answer(struct watch *w, const struct fetched *fetched, struct syn_error *error)
{
    struct watch_job job = w->jobs[fetched->group];
    bool good = job.is_source ? watch_source_answer(w, job.id, fetched, error)
                              : watch_visit_answer(w, job.id, fetched, error);
    w->jobs[fetched->group].active = false;
    w->job_count--;
    w->status.fetched++;
    region_reset(&w->scratch, SCRATCH_KEPT);
    return good;
}

static bool wants_to_stop(const struct watch *w)
{
    return (w->hooks.stop && w->hooks.stop(w->hooks.context)) ||
           (w->settings.until && watch_now(w) >= w->settings.until);
}

static bool tell_arrivals(struct watch *w, struct syn_error *error)
{
    bool some = w->arrivals;
    w->arrivals = false;
    w->told = watch_now(w);
    return !some || !w->hooks.arrived || w->hooks.arrived(w->hooks.context, error);
}

static void tell_progress(struct watch *w)
{
    if (w->hooks.progress)
        w->hooks.progress(w->hooks.context);
}

static void sleep_until(struct watch *w, int64_t clock, int64_t seconds)
{
    for (;;) {
        int64_t left = seconds == INT64_MAX ? SLEEP_MOST : (seconds - watch_now(w)) * 1000;
        if (left < clock - clock_now(w))
            left = clock - clock_now(w);
        if (left <= 0 || wants_to_stop(w))
            return;
        tell_progress(w);
        w->settings.transport.wait(w->settings.transport.context, left < SLEEP_MOST ? left : SLEEP_MOST);
    }
}

/* While nothing is under way: other work, or sleep.  *done: the run ends here. */
static bool pass_time(struct watch *w, bool *done, struct syn_error *error)
{
    bool more = false, resting = clock_now(w) < w->rest_until;
    *done = w->stopping || (w->settings.once && !resting);
    if (!tell_arrivals(w, error))
        return false;
    if (*done)
        return true;
    if (!resting && w->hooks.idle && !w->hooks.idle(w->hooks.context, &more, error))
        return false;
    if (more)
        return true;
    if (!find_next(w, &w->status.next, error))
        return false;
    int64_t soon = watch_now(w) + SLEEP_BLIND;
    sleep_until(w, w->rest_until, resting ? 0 : w->status.next < soon ? w->status.next : soon);
    return true;
}

bool watch_run(struct watch *w, struct syn_error *error)
{
    struct fetched fetched;
    bool done = false;
    w->begun = w->told = watch_now(w);
    while (!done) {
        w->stirred = false;
        if (!w->stopping && wants_to_stop(w)) {
            w->stopping = true;
            fetch_stop(w->fetch);
        }
        if (!w->stopping && !start_what_is_due(w, error))
            return false;
        tell_progress(w);
        if (w->arrivals && watch_now(w) - w->told >= ROUND_MOST && !tell_arrivals(w, error))
            return false;
        if (w->job_count && fetch_any(w->fetch, SLEEP_MOST, &fetched)) {
            if (!answer(w, &fetched, error))
                return false;
        } else if (w->stopping ? !fetch_running(w->fetch) : !w->job_count && !w->stirred) {
            if (!pass_time(w, &done, error))
                return false;
        }
    }
    return true;
}

struct watch_status watch_status(struct watch *w)
{
    struct syn_error error;
    struct watch_status status = w->status;
    status.now = watch_now(w);
    status.jobs = w->job_count;
    if (!visit_count(w->db, &status.waiting, &error))
        status.waiting = (struct visit_counts){ 0, 0 };
    if (!watched_count(w->db, &status.sources, &error))
        status.sources = (struct watched_counts){ .all = 0 };
    if (!find_next(w, &status.next, &error))
        status.next = INT64_MAX;
    return status;
}

struct watch *watch_open(const struct watch_settings *settings, const struct watch_hooks *hooks, struct database *db)
{
    struct region own = region_open(sizeof(struct watch) + 4096);
    struct watch *w = arena_new(&own.arena, struct watch, 1);
    w->settings = *settings;
    w->hooks = *hooks;
    w->db = db;
    w->own = own;
    w->scratch = region_open(SCRATCH_BYTES);
    open_fetch(w);
    return w;
}

void watch_close(struct watch *w)
{
    struct region own = w->own;
    fetch_close(w->fetch);
    region_close(&w->scratch);
    region_close(&own);
}
