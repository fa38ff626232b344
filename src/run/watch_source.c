/* run/watch_source.c -- what a source answered: its entries become visits, its next time is set */
#include "read/address_list.h"
#include "read/feed.h"
#include "read/received.h"
#include "read/url.h"
#include "run/watch_inputs.h"
#include "run/watch_schedule.h"
#include "run/watch_state.h"
#include "text/timestamp.h"

enum { TITLE_MOST = 200 };

/* One answer of a source, as it is read. */
struct poll {
    struct watch *w;
    struct watched *source;
    struct arena scratch;
    struct arena keep;               /* for the source */
    struct arena beside;             /* scratch for those who are called by a reader, which has the other one */
    struct syn_error *error;
    int64_t now;
    const char *fault;               /* why it is none; NULL: it is good */
    bool failed;                     /* the store */
    bool is_first;                   /* it never answered well before */
    bool full;                       /* there is more than is taken at once */
    uint64_t seen, fresh, dated;     /* entries */
    int64_t oldest, newest;          /* of the dated ones */
};

/* ---- entries ---- */

static int64_t time_of(struct span published)
{
    struct timestamp t;
    return timestamp_parse(published, &t) ? timestamp_from(&t) : 0;
}

static void note_time(struct poll *p, int64_t time)
{
    if (!time || time > p->now)
        return;
    p->dated++;
    if (!p->oldest || time < p->oldest)
        p->oldest = time;
    if (time > p->newest)
        p->newest = time;
}

/* An address, or the words of an entry that has none, as something to be had; *is_new: it was not known. */
static bool note_visit(struct watch *w, struct arena scratch, struct visit *visit, bool *is_new,
                       struct syn_error *error)
{
    int64_t known = 0;
    *is_new = false;
    if (!visit_find(w->db, scratch, visit->url, &known, error))
        return false;
    if (known)
        return true;
    *is_new = true;
    if (w->hooks.knows && url_is(visit->url) &&
        !w->hooks.knows(w->hooks.context, visit->url, &visit->article, error))
        return false;
    if (visit->article) {
        visit->stage = VISIT_DONE;
        visit->due = 0;
        visit->record = SPAN("");
    }
    return visit_add(w->db, scratch, visit, error);
}

/* False where there is no use in reading on. */
static bool note_entry(struct poll *p, struct arena scratch, struct visit *visit, int64_t time)
{
    bool is_new;
    p->seen++;
    note_time(p, time);
    if (p->fresh == WATCH_ENTRIES_MOST) {
        p->full = true;
        return false;
    }
    visit->source = p->source->id;
    visit->noted = visit->due = p->now;
    if (visit->record.len > WATCH_RECORD_MOST)
        visit->record = SPAN("");
    p->failed = !note_visit(p->w, scratch, visit, &is_new, p->error);
    p->fresh += is_new;
    return !p->failed;
}

static bool take_feed_entry(void *context, const struct feed_entry *entry)
{
    struct poll *p = context;
    struct arena scratch = p->beside;
    if (!p->source->title.len && entry->outlet.len)
        p->source->title = arena_copy(&p->keep, span_cut(entry->outlet, 0, TITLE_MOST));
    struct visit visit = { .url = entry->url, .title = entry->title, .outlet = entry->outlet,
                           .published = entry->published, .record = entry->record };
    visit.host = watch_host(scratch, entry->url);
    if (!visit.host) {
        visit.host = p->source->host;
        visit.url = arena_printf(&scratch, "entry:%016llx", (unsigned long long)hash_span(entry->record));
    }
    return note_entry(p, scratch, &visit, time_of(entry->published));
}

static void read_feed(struct poll *p, struct span body, bool json, struct span url)
{
    struct feed_sink sink = { take_feed_entry, p };
    struct feed_result result = json ? feed_read_json(p->scratch, body, url, &sink)
                                     : feed_read_xml(p->scratch, body, url, &sink);
    p->source->wish = result.interval;
}

/* ---- lists ---- */

static bool add_source(struct poll *p, const struct address *address, enum watched_kind kind)
{
    bool is_new;
    struct span title = address->outlet.len ? address->outlet : address->title;
    p->failed = !watch_add_source(p->w->db, p->beside, address->url, title, kind, p->now, &is_new, p->error);
    p->fresh += is_new;
    if (is_new && !p->failed)
        watch_tell(p->w, &(struct watch_event){ .kind = WATCH_EVENT_ADDED, .url = address->url, .title = title });
    return !p->failed;
}

static enum watched_kind kind_of(const struct address *address)
{
    return address->kind == ADDRESS_FEED      ? WATCHED_FEED
           : address->kind == ADDRESS_SITEMAP ? WATCHED_SITEMAP
                                              : WATCHED_UNKNOWN;
}

static bool take_address(struct poll *p, const struct address *address, int64_t time)
{
    struct visit visit = { .url = address->url, .title = address->title, .outlet = address->outlet,
                           .published = address->published, .host = watch_host(p->beside, address->url) };
    if (address->kind != ADDRESS_PAGE)
        return add_source(p, address, kind_of(address));
    return !visit.host || note_entry(p, p->beside, &visit, time);
}

static void read_list(struct poll *p, struct span body, enum address_form form, struct span url)
{
    struct arena keep = arena_half(&p->scratch);
    struct address_list list = address_list_read(&keep, p->scratch, body, form, url);
    for (size_t i = 0; i < list.count && i < WATCH_LISTED_MOST; i++)
        if (!take_address(p, &list.at[i], 0))
            return;
}

/* ---- sitemaps ---- */

static int64_t address_time(const struct address *address)
{
    int64_t published = time_of(address->published);
    return published ? published : time_of(address->changed);
}

/* Pages that are newer than what was seen; without a time nobody knows which these are. */
static void take_pages(struct poll *p, const struct address_list *list)
{
    int64_t from = p->is_first ? p->now - WATCH_SITEMAP_DAYS * 86400 : p->source->newest - 3600;
    for (size_t i = 0; i < list->count; i++) {
        int64_t time = list->at[i].kind == ADDRESS_PAGE ? address_time(&list->at[i]) : 0;
        if (time && time >= from && !take_address(p, &list->at[i], time))
            return;
    }
}

/* Of an index those that changed last: the others are archives. */
static void take_sitemaps(struct poll *p, const struct address_list *list)
{
    bool *taken = arena_new(&p->scratch, bool, list->count);
    for (unsigned count = 0; count < WATCH_SITEMAPS_MOST; count++) {
        size_t best = list->count;
        int64_t best_time = -1;
        for (size_t i = 0; i < list->count; i++) {
            bool can_be = list->at[i].kind == ADDRESS_SITEMAP && !taken[i];
            int64_t time = can_be ? address_time(&list->at[i]) : -1;
            if (time > best_time) {
                best = i;
                best_time = time;
            }
        }
        if (best == list->count || !add_source(p, &list->at[best], WATCHED_SITEMAP))
            return;
        taken[best] = true;
    }
}

static void read_sitemap(struct poll *p, struct span body, struct span url)
{
    struct arena keep = arena_half(&p->scratch);
    struct address_list list = address_list_read(&keep, p->scratch, body, ADDRESS_URLSET, url);
    take_pages(p, &list);
    if (!p->failed)
        take_sitemaps(p, &list);
}

/* ---- what came ---- */

static enum watched_kind kind_of_body(enum sniff_kind sniffed)
{
    switch (sniffed) {
    case SNIFF_FEED:
    case SNIFF_JSON_FEED:
        return WATCHED_FEED;
    case SNIFF_SITEMAP:
        return WATCHED_SITEMAP;
    case SNIFF_OPML:
    case SNIFF_ADDRESSES:
        return WATCHED_LIST;
    case SNIFF_HTML:
    case SNIFF_TEXT:
        return WATCHED_PAGE;
    default:
        return WATCHED_UNKNOWN;
    }
}

/* A feed's host that is in trouble sends pages. */
static const char *fault_of(const struct watched *source, enum watched_kind came)
{
    bool was_list = source->kind != WATCHED_UNKNOWN && source->kind != WATCHED_PAGE;
    if (came == WATCHED_UNKNOWN)
        return "what came is neither a feed, a sitemap, a list of addresses nor a page";
    if (came == WATCHED_PAGE && was_list)
        return "what came is a page, and no feed or list";
    return NULL;
}

/* In a transaction. */
static void read_body(struct poll *p, enum sniff_kind sniffed, struct span body, struct span url)
{
    switch (p->source->kind) {
    case WATCHED_FEED:
        read_feed(p, body, sniffed == SNIFF_JSON_FEED, url);
        break;
    case WATCHED_SITEMAP:
        read_sitemap(p, body, url);
        break;
    case WATCHED_LIST:
        read_list(p, body, sniffed == SNIFF_OPML ? ADDRESS_OPML : ADDRESS_LINES, url);
        break;
    default:
        break;
    }
}

static bool keep_page(struct poll *p, enum sniff_kind sniffed, struct span body, const struct page *page)
{
    struct watch_kept kept;
    struct address address = { .title = p->source->title };
    struct raw_document raw = { .kind = sniffed == SNIFF_HTML ? RAW_HTML : RAW_TEXT, .bytes = body,
                                .name = p->source->url };
    received_describe(&p->scratch, page, &address, &raw);
    if (!watch_keep(p->w, &raw, &kept, p->error))
        return false;
    p->seen = 1;
    p->fresh = kept.what == WATCH_NEW || kept.what == WATCH_VERSION;
    struct watch_event event = { .kind = kept.what == WATCH_NEW ? WATCH_EVENT_STORED : WATCH_EVENT_CHANGED,
                                 .url = page->url, .article = kept.article, .story = kept.story };
    if (p->fresh)
        watch_tell(p->w, &event);
    return true;
}

/* ---- what it is from now on ---- */

static void note_failure(struct poll *p, const struct fetched *fetched, const char *why)
{
    struct watched *s = p->source;
    s->failures++;
    if (!s->failing_since)
        s->failing_since = p->now;
    s->error = span_of(why);
    if (fetched->status == 410)
        s->paused = WATCHED_GONE;
    int64_t pause = schedule_back_off(s->interval, s->failures, fetched->wait);
    s->next = p->now + pause + schedule_jitter(s->url, s->polls, pause);
}

static void note_success(struct poll *p, const struct fetched *fetched)
{
    struct watched *s = p->source;
    int64_t wish = fetched->max_age > s->wish ? fetched->max_age : s->wish;
    if (p->is_first)
        s->rate = schedule_first_rate(p->dated, p->oldest, p->now);
    else
        s->rate = schedule_rate(s->rate, p->fresh, p->now - s->last_ok);
    s->interval = schedule_interval(s->rate, wish);
    /* Nothing of what was there before is there: others may have come and gone between. */
    if (!p->is_first && s->kind == WATCHED_FEED && p->fresh > 1 && p->fresh == p->seen && s->interval / 2 >= wish)
        s->interval = schedule_interval(s->rate * 2, wish);
    if (s->kind == WATCHED_LIST)
        s->interval = INTERVAL_MOST;
    s->entries += p->fresh;
    if (p->newest > s->newest && !p->full)
        s->newest = p->newest;
    s->failures = 0;
    s->failing_since = 0;
    s->error = SPAN("");
    s->last_ok = p->now;
    s->next = p->now + s->interval + schedule_jitter(s->url, s->polls, s->interval);
}

/* What it is to be asked with the next time; not where entries were left, for which it must come whole once more. */
static void note_page(struct poll *p, const struct page *page, uint64_t hash)
{
    struct watched *s = p->source;
    bool whole = !p->full;
    s->etag = whole ? page->etag : SPAN("");
    s->modified = whole ? page->modified : SPAN("");
    s->etag_of = whole ? hash_span(page->url) : 0;
    s->hash = whole ? hash : 0;
}

/* Sent on for good: it is known by its new address from now on, if that is not watched already. */
static bool note_move(struct poll *p, const struct page *page, bool *removed)
{
    struct watched other;
    struct arena scratch = p->scratch;
    struct syn_error none = { .status = SYN_OK };
    *removed = watched_find(p->w->db, &scratch, page->url, &other, &none);
    if (!*removed && none.status != SYN_NOT_FOUND) {
        *p->error = none;
        return false;
    }
    watch_tell(p->w, &(struct watch_event){ .kind = WATCH_EVENT_MOVED, .url = page->url, .title = p->source->title });
    if (*removed)
        return watched_remove(p->w->db, p->source->id, p->error);
    p->source->url = page->url;
    p->source->host = watch_host(scratch, page->url);
    return true;
}

static void tell(struct poll *p)
{
    const struct watched *s = p->source;
    struct watch_event event = { .url = s->url, .title = s->title, .status = s->status, .entries = p->fresh,
                                 .next = s->next };
    event.kind = s->paused == WATCHED_GONE ? WATCH_EVENT_PAUSED : s->failures ? WATCH_EVENT_FAILED : WATCH_EVENT_POLLED;
    if (s->paused)
        event.next = 0;
    if (s->failures)
        event.error = p->fault;
    p->w->status.polls++;
    p->w->status.failures += s->failures != 0;
    watch_tell(p->w, &event);
}

/* ---- */

struct came { struct span body; uint64_t hash; enum sniff_kind sniffed; bool is_new; };

/* Looks at what came; fills p->fault where it is nothing that can be read. */
static void look_at(struct poll *p, const struct fetched *fetched, struct arena *keep, struct came *came)
{
    *came = (struct came){ .is_new = false };
    if (fetched->error) {
        p->fault = watch_reason(fetched->error);
        return;
    }
    if (!fetched->page.body.len || !watch_unpack(keep, p->scratch, &fetched->page, &came->body, &p->fault))
        return;
    came->hash = hash_span(came->body);
    came->is_new = came->hash != p->source->hash;
    came->sniffed = received_kind(fetched->page.type, came->body);
    enum watched_kind kind = kind_of_body(came->sniffed);
    p->fault = fault_of(p->source, kind);
    if (!p->fault)
        p->source->kind = (uint8_t)kind;
}

/* In a transaction. */
static bool write_down(struct poll *p, const struct fetched *fetched, const struct came *came)
{
    struct watched *s = p->source;
    bool removed = false;
    if (p->fault) {
        note_failure(p, fetched, p->fault);
        if (fetched->wait && !watched_hold_host(p->w->db, s->host, p->now + fetched->wait, p->error))
            return false;
    } else {
        if (came->is_new)
            read_body(p, came->sniffed, came->body, fetched->page.url);
        if (p->failed)
            return false;
        if (came->body.len)
            note_page(p, &fetched->page, came->hash);
        note_success(p, fetched);
        if (fetched->moved && came->body.len && !note_move(p, &fetched->page, &removed))
            return false;
    }
    return removed || watched_save(p->w->db, s, p->error);
}

bool watch_source_answer(struct watch *w, int64_t id, const struct fetched *fetched, struct syn_error *error)
{
    struct arena keep = w->scratch.arena;
    struct watched source;
    struct came came;
    struct syn_error gone = { .status = SYN_OK };
    if (!watched_get(w->db, &keep, id, &source, &gone)) {
        *error = gone;
        return gone.status == SYN_NOT_FOUND;
    }
    struct poll p = { .w = w, .source = &source, .error = error, .now = watch_now(w), .is_first = !source.last_ok };
    p.scratch = arena_half(&keep);
    p.beside = arena_half(&keep);
    p.keep = arena_half(&p.beside);
    source.polls++;
    source.asked = p.now;
    source.status = fetched->status;
    look_at(&p, fetched, &keep, &came);
    bool is_page = !p.fault && came.is_new && source.kind == WATCHED_PAGE;
    if (is_page && !keep_page(&p, came.sniffed, came.body, &fetched->page))
        return false;
    if (!database_begin(w->db, error))
        return false;
    if (!write_down(&p, fetched, &came) || !database_commit(w->db, error)) {
        database_rollback(w->db);
        return false;
    }
    tell(&p);
    return true;
}
