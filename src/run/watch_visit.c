/* run/watch_visit.c -- what came of a page: it is kept, looked at again later, or given up */
#include "read/received.h"
#include "run/watch_schedule.h"
#include "run/watch_state.h"

enum { AGAIN_FIRST = 900, AGAIN_TRIES = 2 };

static void tell(struct watch *w, const struct visit *v, enum watch_event_kind kind, const struct watch_kept *kept,
                 const char *why)
{
    struct watch_event event = { .kind = kind, .url = v->url, .title = v->title, .status = v->status,
                                 .article = v->article, .next = v->due, .error = why };
    if (kept)
        event.story = kept->story;
    w->status.failures += kind == WATCH_EVENT_MISSED;
    watch_tell(w, &event);
}

/* ---- a page that came ---- */

static void go_on(struct watch *w, struct visit *v)
{
    int64_t now = watch_now(w);
    if (!v->first)
        v->first = now;
    v->stage = (uint8_t)schedule_stage((enum visit_stage)v->stage, v->first, now, &v->due);
    v->tries = 0;
    v->gone = 0;
}

static void end(struct visit *v)
{
    v->stage = VISIT_DONE;
    v->due = 0;
}

/* The same page by another address is looked at again once, not twice. */
static bool end_double(struct watch *w, struct visit *v, bool is_first, struct syn_error *error)
{
    bool has = false;
    if (!is_first || !v->article)
        return true;
    if (!visit_has_article(w->db, v->article, v->id, &has, error))
        return false;
    if (has)
        end(v);
    return true;
}

static bool note_kept(struct watch *w, struct visit *v, const struct watch_kept *kept, struct syn_error *error)
{
    static const enum watch_event_kind events[] = {
        [WATCH_NEW] = WATCH_EVENT_STORED, [WATCH_VERSION] = WATCH_EVENT_CHANGED, [WATCH_SAME] = WATCH_EVENT_UNCHANGED,
        [WATCH_NO_TEXT] = WATCH_EVENT_MISSED
    };
    bool is_first = v->stage == VISIT_FIRST;
    if (kept->article)
        v->article = kept->article;
    go_on(w, v);
    if (!end_double(w, v, is_first, error) || !visit_save(w->db, v, error))
        return false;
    tell(w, v, events[kept->what], kept, kept->what == WATCH_NO_TEXT ? "there is no report in it" : NULL);
    return true;
}

static bool keep_record(struct watch *w, struct visit *v, struct watch_kept *kept, struct syn_error *error)
{
    int64_t now = watch_now(w);
    struct raw_document raw = { .kind = RAW_RECORD, .bytes = v->record, .name = v->url, .line = 1,
                                .seen = { now, now + 1, WHEN_SECOND, true, 0 } };
    *kept = (struct watch_kept){ WATCH_NO_TEXT, 0, 0 };
    return !v->record.len || watch_keep(w, &raw, kept, error);
}

static bool take_page(struct watch *w, struct visit *v, const struct page *page, enum sniff_kind kind, struct span body,
                      struct arena *keep, struct syn_error *error)
{
    struct watch_kept kept;
    struct address address = { .title = v->title, .outlet = v->outlet, .published = v->published };
    struct raw_document raw = { .kind = kind == SNIFF_HTML ? RAW_HTML : RAW_TEXT, .bytes = body, .name = v->url };
    received_describe(keep, page, &address, &raw);
    if (!watch_keep(w, &raw, &kept, error))
        return false;
    if (kept.what == WATCH_NO_TEXT && v->stage == VISIT_FIRST && !keep_record(w, v, &kept, error))
        return false;
    v->etag = page->etag;
    v->modified = page->modified;
    v->etag_of = hash_span(page->url);
    return note_kept(w, v, &kept, error);
}

/* ---- one that did not ---- */

/* Neither today nor tomorrow. */
static bool is_final(const struct fetched *fetched)
{
    int status = fetched->status;
    return fetched->forbidden || status == 401 || status == 402 || status == 403 || status == 404 || status == 410 ||
           status == 451 || fetched->error->status == SYN_MISUSE || fetched->error->status == SYN_TOO_LARGE;
}

static bool is_gone(const struct fetched *fetched) { return fetched->status == 404 || fetched->status == 410; }

/* The feed's own words are left, where there are any. */
static bool give_up_first(struct watch *w, struct visit *v, const char *why, struct syn_error *error)
{
    struct watch_kept kept;
    if (!keep_record(w, v, &kept, error))
        return false;
    v->article = kept.article;
    end(v);
    if (!visit_save(w->db, v, error))
        return false;
    tell(w, v, WATCH_EVENT_MISSED, &kept, why);
    if (kept.what == WATCH_NEW || kept.what == WATCH_VERSION)
        tell(w, v, kept.what == WATCH_NEW ? WATCH_EVENT_STORED : WATCH_EVENT_CHANGED, &kept, NULL);
    return true;
}

static bool note_gone(struct watch *w, struct visit *v, struct syn_error *error)
{
    int64_t now = watch_now(w);
    if (!v->gone)
        v->gone = now;
    /* 404 may be a mistake that is set right; 410 is said on purpose. */
    if (v->status == 410)
        end(v);
    else
        v->stage = (uint8_t)schedule_stage((enum visit_stage)v->stage, v->first, now, &v->due);
    v->tries = 0;
    if (!visit_save(w->db, v, error))
        return false;
    tell(w, v, WATCH_EVENT_TAKEN, NULL, NULL);
    return true;
}

static bool try_again(struct watch *w, struct visit *v, int64_t wait, const char *why, struct syn_error *error)
{
    int64_t now = watch_now(w), pause = schedule_back_off(AGAIN_FIRST / 2, v->tries, wait);
    v->due = now + pause + schedule_jitter(v->url, v->tries, pause);
    if (!visit_save(w->db, v, error))
        return false;
    tell(w, v, WATCH_EVENT_MISSED, NULL, why);
    return true;
}

static bool note_failure(struct watch *w, struct visit *v, const struct fetched *fetched, const char *why,
                         struct syn_error *error)
{
    bool is_first = v->stage == VISIT_FIRST, final = fetched->error && is_final(fetched);
    if (fetched->wait && !watched_hold_host(w->db, v->host, watch_now(w) + fetched->wait, error))
        return false;
    v->tries++;
    if (is_first && (final || v->tries >= VISIT_TRIES_MOST))
        return give_up_first(w, v, why, error);
    if (!is_first && fetched->error && is_gone(fetched))
        return note_gone(w, v, error);
    if (!final && v->tries < (is_first ? VISIT_TRIES_MOST : AGAIN_TRIES))
        return try_again(w, v, fetched->wait, why, error);
    v->stage = (uint8_t)schedule_stage((enum visit_stage)v->stage, v->first, watch_now(w), &v->due);
    v->tries = 0;
    if (!visit_save(w->db, v, error))
        return false;
    tell(w, v, WATCH_EVENT_MISSED, NULL, why);
    return true;
}

/* ---- */

bool watch_visit_answer(struct watch *w, int64_t id, const struct fetched *fetched, struct syn_error *error)
{
    struct arena keep = w->scratch.arena;
    struct visit v;
    struct span body;
    const char *why = NULL;
    if (!visit_get(w->db, &keep, id, &v, error))
        return false;
    v.status = fetched->status;
    if (fetched->error)
        return note_failure(w, &v, fetched, watch_reason(fetched->error), error);
    if (!fetched->page.body.len)
        return note_kept(w, &v, &(struct watch_kept){ WATCH_SAME, v.article, 0 }, error);
    struct arena scratch = arena_half(&keep);
    if (!watch_unpack(&keep, scratch, &fetched->page, &body, &why))
        return note_failure(w, &v, fetched, why, error);
    enum sniff_kind kind = received_kind(fetched->page.type, body);
    if (kind == SNIFF_HTML || kind == SNIFF_TEXT)
        return take_page(w, &v, &fetched->page, kind, body, &keep, error);
    if (v.stage == VISIT_FIRST)
        return give_up_first(w, &v, "what came is no page", error);
    return note_failure(w, &v, fetched, "what came is no page", error);
}

bool watch_visit_record(struct watch *w, int64_t id, struct syn_error *error)
{
    struct arena keep = w->scratch.arena;
    struct visit v;
    struct watch_kept kept;
    if (!visit_get(w->db, &keep, id, &v, error) || !keep_record(w, &v, &kept, error))
        return false;
    v.article = kept.article;
    end(&v);
    if (!visit_save(w->db, &v, error))
        return false;
    if (kept.what == WATCH_NEW || kept.what == WATCH_VERSION)
        tell(w, &v, kept.what == WATCH_NEW ? WATCH_EVENT_STORED : WATCH_EVENT_CHANGED, &kept, NULL);
    return true;
}
