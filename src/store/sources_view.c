#include "store/sources_view.h"

#include "store/schema.h"
#include "store/search.h"

static bool ask(struct store *store, const char *sql, int64_t parameter, uint64_t *out, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store), sql);
    question_int(q, 1, parameter);
    *out = question_next(q, error) ? (uint64_t)question_get_int(q, 0) : 0;
    bool failed = question_failed(q);
    question_done(q);
    return !failed;
}

static bool ask_plain(struct store *store, const char *sql, uint64_t *out, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store), sql);
    *out = question_next(q, error) ? (uint64_t)question_get_int(q, 0) : 0;
    bool failed = question_failed(q);
    question_done(q);
    return !failed;
}

/* ---- the store ---- */

static bool read_sizes(struct store *store, struct store_health *out, struct syn_error *error)
{
    uint64_t page, pages, free_pages;
    if (!ask_plain(store, "PRAGMA page_size", &page, error) || !ask_plain(store, "PRAGMA page_count", &pages, error) ||
        !ask_plain(store, "PRAGMA freelist_count", &free_pages, error))
        return false;
    out->bytes = pages * page;
    out->free_bytes = free_pages * page;
    out->schema = schema_version(store_database(store), error);
    return out->schema >= 0;
}

bool store_health_read(struct store *store, struct store_health *out, struct syn_error *error)
{
    uint64_t doc, seen, event;
    *out = (struct store_health){ .schema = 0 };
    if (!read_sizes(store, out, error) || !ask_plain(store, "SELECT max(id) FROM article", &out->articles, error) ||
        !ask_plain(store, "SELECT max(id) FROM version", &out->versions, error) ||
        !ask_plain(store, "SELECT max(id) FROM story", &out->stories, error) ||
        !ask_plain(store, "SELECT max(id) FROM outlet", &out->outlets, error) ||
        !ask_plain(store, "SELECT max(doc) FROM article", &doc, error) ||
        !ask_plain(store, "SELECT seen FROM version ORDER BY id DESC LIMIT 1", &seen, error) ||
        !ask_plain(store, "SELECT max(id) FROM story_event", &event, error) ||
        !ask(store, "SELECT count(*) FROM (SELECT 1 FROM synopsis LIMIT ?1)", SOURCES_COUNT_MOST, &out->told, error))
        return false;
    out->latest_published = ((int64_t)doc >> SEARCH_MINUTE_BITS) * 60;
    out->latest_seen = (int64_t)seen;
    out->event = (int64_t)event;
    out->image_event = store_meta(store, "image_event");
    return true;
}

/* ---- what is watched ---- */

bool sources_counts_read(struct store *store, int64_t now, struct sources_counts *out, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store),
        "SELECT count(*), count(*) FILTER (WHERE paused = 1), count(*) FILTER (WHERE paused = 2),"
        " count(*) FILTER (WHERE paused = 0 AND failures > 0), count(*) FILTER (WHERE paused = 0 AND next <= ?1),"
        " min(next) FILTER (WHERE paused = 0), max(asked) FROM source");
    question_int(q, 1, now);
    *out = (struct sources_counts){ .all = 0 };
    if (question_next(q, error))
        *out = (struct sources_counts){
            .all = (uint64_t)question_get_int(q, 0), .paused = (uint64_t)question_get_int(q, 1),
            .gone = (uint64_t)question_get_int(q, 2), .failing = (uint64_t)question_get_int(q, 3),
            .overdue = (uint64_t)question_get_int(q, 4), .next = question_get_int(q, 5), .asked = question_get_int(q, 6)
        };
    bool failed = question_failed(q);
    question_done(q);
    return !failed &&
           ask(store, "SELECT count(*) FROM (SELECT 1 FROM visit WHERE due <= ?1 LIMIT 10000)", now, &out->visits_due,
               error) &&
           ask(store, "SELECT count(*) FROM (SELECT 1 FROM visit WHERE due > ?1 LIMIT 10000)", now, &out->visits_ahead,
               error);
}

bool sources_page_read(struct store *store, struct arena *keep, int64_t after, bool failing, uint32_t most,
                       struct watched_list *out, bool *more, struct syn_error *error)
{
    struct database *db = store_database(store);
    struct stored_ids ids = { arena_new(keep, int64_t, most + 1), 0 };
    struct question *q = database_ask(db, failing
        ? "SELECT id FROM source WHERE id > ?1 AND ((paused = 0 AND failures > 0) OR paused = 2) ORDER BY id LIMIT ?2"
        : "SELECT id FROM source WHERE id > ?1 ORDER BY id LIMIT ?2");
    question_int(q, 1, after);
    question_int(q, 2, (int64_t)most + 1);
    while (question_next(q, error))
        ids.at[ids.count++] = question_get_int(q, 0);
    bool good = !question_failed(q);
    question_done(q);
    *more = ids.count > most;
    ids.count -= *more;
    *out = (struct watched_list){ arena_new(keep, struct watched, ids.count), 0 };
    for (uint32_t i = 0; good && i < ids.count; i++)
        good = watched_get(db, keep, ids.at[i], &out->at[out->count++], error);
    return good;
}
