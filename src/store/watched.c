#include "store/watched.h"

#define COLUMNS "id, url, host, title, kind, paused, etag, modified, etag_of, hash, interval, added, next, asked," \
                " last_ok, failing_since, polls, failures, status, error, entries, rate, newest, wish"

enum { INTERVAL_FIRST = 3600 };

const char *watched_kind_label(enum watched_kind kind)
{
#define AS_LABEL(name, label) label,
    static const char *const labels[] = { WATCHED_KINDS(AS_LABEL) };
    return labels[kind];
}

/* ---- writing ---- */

static bool give_title(struct database *db, int64_t id, struct span title, struct syn_error *error)
{
    struct question *q = database_ask(db, "UPDATE source SET title = ?2 WHERE id = ?1 AND title IS NULL");
    question_int(q, 1, id);
    question_text_or_null(q, 2, title);
    return question_run(q, error);
}

bool watched_add(struct database *db, struct span url, struct span title, enum watched_kind kind, uint64_t host,
                int64_t now, bool *is_new, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT id FROM source WHERE url = ?1");
    question_text(q, 1, url);
    bool found = question_next(q, error);
    int64_t id = found ? question_get_int(q, 0) : 0;
    bool failed = question_failed(q);
    question_done(q);
    if (is_new)
        *is_new = !found;
    if (found || failed)
        return found && give_title(db, id, title, error);
    q = database_ask(db, "INSERT INTO source (url, title, kind, host, added, interval, next)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5)");
    question_text(q, 1, url);
    question_text_or_null(q, 2, title);
    question_int(q, 3, kind);
    question_int(q, 4, (int64_t)host);
    question_int(q, 5, now);
    question_int(q, 6, INTERVAL_FIRST);
    return question_run(q, error);
}

bool watched_remove(struct database *db, int64_t id, struct syn_error *error)
{
    struct question *q = database_ask(db, "DELETE FROM source WHERE id = ?1");
    question_int(q, 1, id);
    return question_run(q, error);
}

bool watched_set_paused(struct database *db, int64_t id, enum watched_pause paused, int64_t now,
                        struct syn_error *error)
{
    struct question *q = database_ask(db, "UPDATE source SET paused = ?2, next = iif(?2, next, ?3),"
                                          " failures = iif(?2, failures, 0), failing_since = iif(?2, failing_since, 0),"
                                          " error = iif(?2, error, NULL) WHERE id = ?1");
    question_int(q, 1, id);
    question_int(q, 2, paused);
    question_int(q, 3, now);
    return question_run(q, error);
}

bool watched_save(struct database *db, const struct watched *s, struct syn_error *error)
{
    struct question *q = database_ask(db,
        "UPDATE source SET url = ?2, host = ?3, title = ?4, kind = ?5, paused = ?6, etag = ?7, modified = ?8,"
        " etag_of = ?9, hash = ?10, interval = ?11, next = ?12, asked = ?13, last_ok = ?14, failing_since = ?15, polls = ?16,"
        " failures = ?17, status = ?18, error = ?19, entries = ?20, rate = ?21, newest = ?22, wish = ?23"
        " WHERE id = ?1");
    question_int(q, 1, s->id);
    question_text(q, 2, s->url);
    question_int(q, 3, (int64_t)s->host);
    question_text_or_null(q, 4, s->title);
    question_int(q, 5, s->kind);
    question_int(q, 6, s->paused);
    question_text_or_null(q, 7, s->etag);
    question_text_or_null(q, 8, s->modified);
    question_int(q, 9, (int64_t)s->etag_of);
    question_int(q, 10, (int64_t)s->hash);
    question_int(q, 11, s->interval);
    question_int(q, 12, s->next);
    question_int(q, 13, s->asked);
    question_int(q, 14, s->last_ok);
    question_int(q, 15, s->failing_since);
    question_int(q, 16, s->polls);
    question_int(q, 17, s->failures);
    question_int(q, 18, s->status);
    question_text_or_null(q, 19, s->error);
    question_int(q, 20, (int64_t)s->entries);
    question_double(q, 21, s->rate);
    question_int(q, 22, s->newest);
    question_int(q, 23, s->wish);
    return question_run(q, error);
}

static bool hold(struct database *db, const char *sql, uint64_t host, int64_t until, struct syn_error *error)
{
    struct question *q = database_ask(db, sql);
    question_int(q, 1, (int64_t)host);
    question_int(q, 2, until);
    return question_run(q, error);
}

bool watched_hold_host(struct database *db, uint64_t host, int64_t until, struct syn_error *error)
{
    return hold(db, "UPDATE source SET next = ?2 WHERE host = ?1 AND next < ?2", host, until, error) &&
           hold(db, "UPDATE visit SET due = ?2 WHERE host = ?1 AND due < ?2", host, until, error);
}

/* ---- reading ---- */

static struct watched read_row(struct question *q, struct arena *keep)
{
    return (struct watched){
        .id = question_get_int(q, 0),
        .url = arena_copy(keep, question_get_text(q, 1)),
        .host = (uint64_t)question_get_int(q, 2),
        .title = arena_copy(keep, question_get_text(q, 3)),
        .kind = (uint8_t)question_get_int(q, 4),
        .paused = (uint8_t)question_get_int(q, 5),
        .etag = arena_copy(keep, question_get_text(q, 6)),
        .modified = arena_copy(keep, question_get_text(q, 7)),
        .etag_of = (uint64_t)question_get_int(q, 8),
        .hash = (uint64_t)question_get_int(q, 9),
        .interval = question_get_int(q, 10),
        .added = question_get_int(q, 11),
        .next = question_get_int(q, 12),
        .asked = question_get_int(q, 13),
        .last_ok = question_get_int(q, 14),
        .failing_since = question_get_int(q, 15),
        .polls = (uint32_t)question_get_int(q, 16),
        .failures = (uint32_t)question_get_int(q, 17),
        .status = (int)question_get_int(q, 18),
        .error = arena_copy(keep, question_get_text(q, 19)),
        .entries = (uint64_t)question_get_int(q, 20),
        .rate = question_get_double(q, 21),
        .newest = question_get_int(q, 22),
        .wish = question_get_int(q, 23),
    };
}

static bool read_rows(struct question *q, struct arena *keep, struct watched_list *out, struct syn_error *error)
{
    size_t room = 0;
    *out = (struct watched_list){ NULL, 0 };
    while (question_next(q, error)) {
        struct watched source = read_row(q, keep);
        ARENA_ROOM(keep, out->at, out->count, room);
        out->at[out->count++] = source;
    }
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

static bool read_one(struct question *q, struct arena *keep, struct watched *out, const char *what,
                     struct syn_error *error)
{
    struct watched_list found;
    if (!read_rows(q, keep, &found, error))
        return false;
    if (!found.count)
        return error_set(error, SYN_NOT_FOUND, 0, "%s; 'synoptic sources' lists those there are", what);
    *out = found.at[0];
    return true;
}

bool watched_get(struct database *db, struct arena *keep, int64_t id, struct watched *out, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT " COLUMNS " FROM source WHERE id = ?1");
    question_int(q, 1, id);
    return read_one(q, keep, out, "there is no source of this number", error);
}

bool watched_find(struct database *db, struct arena *keep, struct span url, struct watched *out,
                  struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT " COLUMNS " FROM source WHERE url = ?1");
    question_text(q, 1, url);
    return read_one(q, keep, out, "there is no source with this address", error);
}

bool watched_list(struct database *db, struct arena *keep, struct watched_list *out, struct syn_error *error)
{
    return read_rows(database_ask(db, "SELECT " COLUMNS " FROM source ORDER BY id"), keep, out, error);
}

/* What is due only in months was put off by a clock that has been set back since. */
#define IS_DUE "paused = 0 AND (next <= ?1 OR next > ?1 + 100 * 86400)"

bool watched_due(struct database *db, struct arena *keep, int64_t now, uint32_t most, struct watched_list *out,
                struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT " COLUMNS " FROM source WHERE " IS_DUE " ORDER BY next, id LIMIT ?2");
    question_int(q, 1, now);
    question_int(q, 2, most);
    return read_rows(q, keep, out, error);
}

bool watched_next(struct database *db, int64_t *next, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT min(next) FROM source WHERE paused = 0");
    bool found = question_next(q, error);
    *next = found && !question_is_null(q, 0) ? question_get_int(q, 0) : INT64_MAX;
    question_done(q);
    return found;
}

bool watched_count(struct database *db, struct watched_counts *out, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT count(*), count(*) FILTER (WHERE paused = 1), count(*) FILTER (WHERE"
                                          " paused = 2), count(*) FILTER (WHERE paused = 0 AND failures > 0),"
                                          " (SELECT count(*) FROM story WHERE reports > 0) FROM source");
    bool found = question_next(q, error);
    if (found)
        *out = (struct watched_counts){ (uint64_t)question_get_int(q, 0), (uint64_t)question_get_int(q, 1),
                                       (uint64_t)question_get_int(q, 2), (uint64_t)question_get_int(q, 3),
                                        (uint64_t)question_get_int(q, 4) };
    question_done(q);
    return found;
}
