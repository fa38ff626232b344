#include "serve/events.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "run/facts.h"
#include "store/retold.h"
#include "store/stories.h"
#include "text/utf8.h"

/* What came in one look and is more than that was loaded, not reported: it is told as one event. */
enum { LOOK_MOST = 1000, EVENT_ROOM = 2048, TEXT_MOST = 500, LOOK_ROOM = 64 << 20 };

/* An event as it is sent.  Its number is that of the last entry in the store's log plus that of the last version when it
 * happened: both only grow, so that it tells a place in both, also after a restart. */
struct event { int64_t id; size_t length; char *text; };

struct events {
    struct store *store;
    struct region scratch;
    int64_t log, version;              /* the last ones looked at */
    pthread_t thread;
    bool runs;
    void (*wake)(void *context);
    void *context;

    pthread_mutex_t lock;
    /* guarded by lock: */
    struct event kept[EVENTS_KEPT];    /* a ring */
    uint64_t put;                      /* events that were put into it */
    int64_t begun, last;               /* numbers of events: what was there before, and the last one told */
    bool closing;
    pthread_cond_t end;
};

struct events *events_open(const char *store, struct syn_error *error)
{
    struct events *e = calloc(1, sizeof *e);
    if (!e)
        arena_exhausted(sizeof *e);
    e->store = store_open(store, DATABASE_READ, error);
    if (e->store) {
        e->log = store_last_event(e->store, error);
        e->version = store_last_version(e->store, error);
        e->last = e->begun = e->log + e->version;
    }
    if (!e->store || e->log < 0 || e->version < 0) {
        store_close(e->store);
        free(e);
        return NULL;
    }
    e->scratch = region_open(LOOK_ROOM);
    pthread_mutex_init(&e->lock, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&e->end, &attributes);
    pthread_condattr_destroy(&attributes);
    return e;
}

/* ---- what is told ---- */

static void put_text(struct json_writer *w, const char *key, struct span text)
{
    json_key(w, key);
    text = span_cut(text, 0, text.len > TEXT_MOST ? utf8_floor(text, TEXT_MOST) : text.len);
    text.len ? json_put_text(w, text) : json_put_null(w);
}

/* "de en" as a list. */
static void put_languages(struct json_writer *w, struct span codes)
{
    struct span code;
    json_key(w, "languages");
    json_open(w, '[');
    for (size_t at = 0; span_next_word(codes, &at, &code);)
        json_put_text(w, code);
    json_close(w, ']');
}

static void put_count(struct json_writer *w, const char *key, bool known, uint32_t count)
{
    json_key(w, key);
    known ? json_put_int(w, count) : json_put_null(w);
}

/* One event, in the ring: in the place of the oldest where it is full. */
static void keep(struct events *e, int64_t id, const struct buffer *text)
{
    char *copy = malloc(text->len);
    if (!copy)
        arena_exhausted(text->len);
    memcpy(copy, text->at, text->len);
    pthread_mutex_lock(&e->lock);
    struct event *place = &e->kept[e->put++ % EVENTS_KEPT];
    free(place->text);
    *place = (struct event){ id, text->len, copy };
    e->last = id;
    pthread_mutex_unlock(&e->lock);
}

static struct buffer begin(struct arena *scratch, int64_t id, const char *name)
{
    struct buffer out = buffer_in(scratch);
    buffer_printf(&out, "id: %lld\nevent: %s\ndata: ", (long long)id, name);
    return out;
}

/* What happened to one story in one look. */
struct happening { int64_t story, event, at, joined; bool moved, by_hand; };

static const char *name_of(const struct happening *h, const struct stored_story *s)
{
    return s->redirect ? "merged" : h->joined == s->reports ? "new" : h->joined && !h->moved ? "more"
         : h->by_hand && !h->moved ? "corrected" : "moved";
}

static bool tell_story(struct events *e, struct arena scratch, const struct happening *h, struct syn_error *error)
{
    struct stored_story s;
    if (!store_story(e->store, &scratch, h->story, &s, error))
        return error->status == SYN_NOT_FOUND;
    int64_t id = h->event + e->version;
    struct buffer text = begin(&scratch, id, "story");
    struct json_writer w = json_writer(&text, 0);
    json_open(&w, '{');
    facts_number(&w, "story", 's', s.id);
    put_text(&w, "what", span_of(name_of(h, &s)));
    facts_number(&w, "into", 's', s.redirect);
    facts_instant(&w, "at", h->at);
    put_text(&w, "headline", s.headline);
    put_languages(&w, s.languages);
    put_count(&w, "reports", true, s.reports);
    put_count(&w, "origins", s.told, s.origins);
    put_count(&w, "conflicts", s.told, s.conflicts);
    facts_instant(&w, "latest", s.latest);
    json_close(&w, '}');
    buffer_text(&text, "\n\n");
    keep(e, id, &text);
    return true;
}

static bool tell_version(struct events *e, struct arena scratch, const struct stored_version *v, struct syn_error *error)
{
    int64_t id = e->log + v->id;
    struct stored_article a;
    if (!store_article(e->store, &scratch, v->article, &a, error))
        return error->status == SYN_NOT_FOUND;
    struct buffer text = begin(&scratch, id, "version");
    struct json_writer w = json_writer(&text, 0);
    json_open(&w, '{');
    facts_number(&w, "article", 'a', a.id);
    put_count(&w, "version", true, v->number);
    facts_number(&w, "story", 's', a.story);
    facts_instant(&w, "at", v->seen);
    put_text(&w, "title", a.title);
    put_text(&w, "outlet", a.outlet);
    json_close(&w, '}');
    buffer_text(&text, "\n\n");
    keep(e, id, &text);
    return true;
}

static void put_missed(struct buffer *out, int64_t id)
{
    buffer_printf(out, "id: %lld\nevent: missed\ndata: {}\n\n", (long long)id);
}

/* ---- looking ---- */

static struct happening *find_happening(struct happening *list, size_t *count, int64_t story)
{
    for (size_t i = *count; i-- > 0;)
        if (list[i].story == story)
            return &list[i];
    list[*count] = (struct happening){ .story = story };
    return &list[(*count)++];
}

static void note(struct happening *h, const struct story_event *e)
{
    h->event = e->id;
    h->at = e->at;
    h->joined += e->kind == STORY_JOINED;
    h->moved |= e->kind == STORY_MOVED || e->kind == STORY_SPLIT || e->kind == STORY_MERGED;
    h->by_hand |= e->hand != 0;
}

static int by_event(const void *a, const void *b)
{
    int64_t x = ((const struct happening *)a)->event, y = ((const struct happening *)b)->event;
    return x < y ? -1 : x > y;
}

/* One event for each story that something happened to, in the order in which it last did. */
static bool tell_stories(struct events *e, struct arena scratch, const struct story_events *log, struct syn_error *error)
{
    struct happening *list = arena_new(&scratch, struct happening, 2 * (size_t)log->count);
    size_t count = 0;
    for (uint32_t i = 0; i < log->count; i++) {
        if (log->at[i].story)
            note(find_happening(list, &count, log->at[i].story), &log->at[i]);
        if (log->at[i].was)
            note(find_happening(list, &count, log->at[i].was), &log->at[i]);
    }
    qsort(list, count, sizeof *list, by_event);
    bool good = true;
    for (size_t i = 0; good && i < count; i++)
        good = tell_story(e, scratch, &list[i], error);
    return good;
}

static bool tell_versions(struct events *e, struct arena scratch, struct syn_error *error)
{
    struct stored_versions versions;
    int64_t last = store_last_version(e->store, error);
    if (last <= e->version)
        return last >= 0;
    bool good = store_later_versions(e->store, &scratch, e->version, LOOK_MOST, &versions, error);
    for (uint32_t i = 0; good && i < versions.count; i++)
        good = tell_version(e, scratch, &versions.at[i], error);
    e->version = last;
    return good;
}

/* So many at once that they are not told one by one. */
static void tell_missed(struct events *e, struct arena scratch)
{
    struct buffer text = buffer_in(&scratch);
    put_missed(&text, e->log + e->version);
    keep(e, e->log + e->version, &text);
}

static bool look(struct events *e, struct syn_error *error)
{
    struct story_events log;
    struct arena scratch = e->scratch.arena;
    int64_t last = store_last_event(e->store, error);
    if (last < 0 || !store_log_since(e->store, &scratch, e->log, LOOK_MOST, &log, error))
        return false;
    e->log = last;
    if (log.count == LOOK_MOST)
        tell_missed(e, scratch);
    else if (!tell_stories(e, scratch, &log, error))
        return false;
    return tell_versions(e, scratch, error);
}

/* What one look sees is of one moment.  Where the store cannot be read now, the next look may do it. */
static bool look_once(struct events *e)
{
    struct syn_error error;
    uint64_t before = e->put;
    region_reset(&e->scratch, EVENT_ROOM);
    if (!retold_begin_reading(e->store, &error))
        return false;
    look(e, &error);
    database_rollback(store_database(e->store));
    return e->put != before;
}

static void *run(void *context)
{
    struct events *e = context;
    struct timespec next;
    int64_t quiet = 0;
    clock_gettime(CLOCK_MONOTONIC, &next);
    pthread_mutex_lock(&e->lock);
    while (!e->closing) {
        next.tv_nsec += EVENTS_LOOK_MS % 1000 * 1000000;
        next.tv_sec += EVENTS_LOOK_MS / 1000 + next.tv_nsec / 1000000000;
        next.tv_nsec %= 1000000000;
        while (!e->closing && pthread_cond_timedwait(&e->end, &e->lock, &next) == 0)
            continue;
        if (e->closing)
            break;
        pthread_mutex_unlock(&e->lock);
        quiet = look_once(e) ? 0 : quiet + EVENTS_LOOK_MS;
        if (quiet == 0 || quiet >= EVENTS_HEARTBEAT_SECONDS * 1000) {
            e->wake(e->context);
            quiet = 0;
        }
        pthread_mutex_lock(&e->lock);
    }
    pthread_mutex_unlock(&e->lock);
    return NULL;
}

void events_on_news(struct events *e, void (*wake)(void *context), void *context)
{
    e->wake = wake;
    e->context = context;
    e->runs = wake && pthread_create(&e->thread, NULL, run, e) == 0;
}

void events_stop(struct events *e)
{
    if (!e->runs)
        return;
    pthread_mutex_lock(&e->lock);
    e->closing = true;
    pthread_cond_broadcast(&e->end);
    pthread_mutex_unlock(&e->lock);
    pthread_join(e->thread, NULL);
    e->runs = false;
}

void events_close(struct events *e)
{
    events_stop(e);
    for (size_t i = 0; i < EVENTS_KEPT; i++)
        free(e->kept[i].text);
    store_close(e->store);
    region_close(&e->scratch);
    pthread_cond_destroy(&e->end);
    pthread_mutex_destroy(&e->lock);
    free(e);
}

/* ---- for those who listen ---- */

/* Whether something behind `from` is no longer kept. */
static bool lacks(const struct events *e, int64_t from)
{
    if (e->put > EVENTS_KEPT)
        return from < e->kept[e->put % EVENTS_KEPT].id;
    return from < e->begun;
}

void events_since(struct events *e, int64_t *from, struct buffer *out)
{
    pthread_mutex_lock(&e->lock);
    uint64_t first = e->put > EVENTS_KEPT ? e->put - EVENTS_KEPT : 0;
    if (*from > e->last)   /* of another store, or made up */
        *from = e->last;
    if (*from < e->last && lacks(e, *from))
        put_missed(out, *from);
    for (uint64_t i = first; *from < e->last && i < e->put; i++) {
        const struct event *event = &e->kept[i % EVENTS_KEPT];
        if (event->id > *from)
            buffer_put(out, (struct span){ event->text, event->length });
    }
    *from = e->last;
    pthread_mutex_unlock(&e->lock);
}

int64_t events_last(struct events *e)
{
    pthread_mutex_lock(&e->lock);
    int64_t last = e->last;
    pthread_mutex_unlock(&e->lock);
    return last;
}
