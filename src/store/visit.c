#include "store/visit.h"

#include "store/key.h"

bool visit_find(struct database *db, struct arena scratch, struct span url, int64_t *id, struct syn_error *error)
{
    struct span key = key_of_address(&scratch, url);
    struct question *q = database_ask(db, "SELECT id, url FROM visit WHERE hash = ?1");
    question_int(q, 1, key_hash(key));
    for (*id = 0; !*id && question_next(q, error);)
        if (span_equal(key_of_address(&scratch, question_get_text(q, 1)), key))
            *id = question_get_int(q, 0);
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

/* 0 is null: not in the indexes of what is due and of articles. */
static void set_or_null(struct question *q, int parameter, int64_t value)
{
    if (value)
        question_int(q, parameter, value);
}

bool visit_add(struct database *db, struct arena scratch, struct visit *v, struct syn_error *error)
{
    struct question *q = database_ask(db,
        "INSERT INTO visit (url, hash, host, source, article, stage, due, noted, first, title, outlet, published,"
        " record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)");
    question_text(q, 1, v->url);
    question_int(q, 2, key_hash(key_of_address(&scratch, v->url)));
    question_int(q, 3, (int64_t)v->host);
    set_or_null(q, 4, v->source);
    set_or_null(q, 5, v->article);
    question_int(q, 6, v->stage);
    set_or_null(q, 7, v->due);
    question_int(q, 8, v->noted);
    question_int(q, 9, v->first);
    question_text_or_null(q, 10, v->title);
    question_text_or_null(q, 11, v->outlet);
    question_text_or_null(q, 12, v->published);
    question_text_or_null(q, 13, v->record);
    bool good = question_run(q, error);
    v->id = good ? database_last_id(db) : 0;
    return good;
}

bool visit_save(struct database *db, const struct visit *v, struct syn_error *error)
{
    struct question *q = database_ask(db,
        "UPDATE visit SET article = ?2, stage = ?3, due = ?4, first = ?5, tries = ?6, status = ?7, gone = ?8,"
        " etag = ?9, modified = ?10, etag_of = ?11, record = iif(?3, NULL, record) WHERE id = ?1");
    question_int(q, 1, v->id);
    set_or_null(q, 2, v->article);
    question_int(q, 3, v->stage);
    set_or_null(q, 4, v->due);
    question_int(q, 5, v->first);
    question_int(q, 6, v->tries);
    question_int(q, 7, v->status);
    question_int(q, 8, v->gone);
    question_text_or_null(q, 9, v->etag);
    question_text_or_null(q, 10, v->modified);
    question_int(q, 11, (int64_t)v->etag_of);
    return question_run(q, error);
}

static void read_row(struct question *q, struct arena *keep, struct visit *out)
{
    *out = (struct visit){
        .id = question_get_int(q, 0),
        .source = question_get_int(q, 1),
        .article = question_get_int(q, 2),
        .url = arena_copy(keep, question_get_text(q, 3)),
        .host = (uint64_t)question_get_int(q, 4),
        .stage = (uint8_t)question_get_int(q, 5),
        .due = question_get_int(q, 6),
        .noted = question_get_int(q, 7),
        .first = question_get_int(q, 8),
        .tries = (uint32_t)question_get_int(q, 9),
        .status = (int)question_get_int(q, 10),
        .gone = question_get_int(q, 11),
        .etag = arena_copy(keep, question_get_text(q, 12)),
        .modified = arena_copy(keep, question_get_text(q, 13)),
        .etag_of = (uint64_t)question_get_int(q, 14),
        .title = arena_copy(keep, question_get_text(q, 15)),
        .outlet = arena_copy(keep, question_get_text(q, 16)),
        .published = arena_copy(keep, question_get_text(q, 17)),
        .record = arena_copy(keep, question_get_text(q, 18)),
    };
}

bool visit_get(struct database *db, struct arena *keep, int64_t id, struct visit *out, struct syn_error *error)
{
    struct question *q = database_ask(db,
        "SELECT id, source, article, url, host, stage, due, noted, first, tries, status, gone, etag, modified, etag_of,"
        " title, outlet, published, record FROM visit WHERE id = ?1");
    question_int(q, 1, id);
    bool found = question_next(q, error), failed = question_failed(q);
    if (found)
        read_row(q, keep, out);
    question_done(q);
    return found || failed ? found : error_set(error, SYN_NOT_FOUND, 0, "there is no visit of this number");
}

bool visit_has_article(struct database *db, int64_t article, int64_t but, bool *has, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT 1 FROM visit WHERE article = ?1 AND id <> ?2");
    question_int(q, 1, article);
    question_int(q, 2, but);
    *has = question_next(q, error);
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

/* ---- what is due ---- */

/* From host to host along the index, without a look at the rows between. */
static bool due_hosts(struct database *db, struct arena *keep, int64_t now, uint64_t **hosts, uint32_t *count,
                      struct syn_error *error)
{
    struct question *q = database_ask(db,
        "WITH RECURSIVE one (host) AS (SELECT min(host) FROM visit WHERE due IS NOT NULL"
        " UNION ALL SELECT (SELECT min(v.host) FROM visit v WHERE v.host > one.host AND v.due IS NOT NULL)"
        " FROM one WHERE one.host IS NOT NULL)"
        " SELECT host FROM one WHERE host IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM visit v WHERE v.host = one.host AND v.due IS NOT NULL AND v.due <= ?1)");
    size_t room = 0;
    *hosts = NULL;
    *count = 0;
    question_int(q, 1, now);
    while (question_next(q, error)) {
        ARENA_ROOM(keep, *hosts, *count, room);
        (*hosts)[(*count)++] = (uint64_t)question_get_int(q, 0);
    }
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

bool visit_due(struct database *db, struct arena *keep, int64_t now, uint32_t of_host, struct visits *out,
               struct syn_error *error)
{
    uint64_t *hosts;
    uint32_t count;
    struct arena list = arena_half(keep);
    *out = (struct visits){ NULL, 0 };
    if (!due_hosts(db, &list, now, &hosts, &count, error))
        return false;
    out->at = arena_new(&list, struct visit, (size_t)count * of_host);
    for (uint32_t i = 0; i < count; i++) {
        struct question *q = database_ask(db, "SELECT id, url, host, stage, due FROM visit"
                                              " WHERE host = ?1 AND due <= ?2 ORDER BY due, id LIMIT ?3");
        question_int(q, 1, (int64_t)hosts[i]);
        question_int(q, 2, now);
        question_int(q, 3, of_host);
        while (question_next(q, error))
            out->at[out->count++] = (struct visit){ .id = question_get_int(q, 0),
                                                    .url = arena_copy(keep, question_get_text(q, 1)),
                                                    .host = (uint64_t)question_get_int(q, 2),
                                                    .stage = (uint8_t)question_get_int(q, 3),
                                                    .due = question_get_int(q, 4) };
        bool good = !question_failed(q);
        question_done(q);
        if (!good)
            return false;
    }
    return true;
}

bool visit_next(struct database *db, int64_t *next, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT min(due) FROM visit WHERE due IS NOT NULL");
    bool found = question_next(q, error);
    *next = found && !question_is_null(q, 0) ? question_get_int(q, 0) : INT64_MAX;
    question_done(q);
    return found;
}

bool visit_count(struct database *db, struct visit_counts *out, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT count(*) FILTER (WHERE stage = 0), count(*) FILTER (WHERE stage > 0)"
                                          " FROM visit WHERE due IS NOT NULL");
    bool found = question_next(q, error);
    if (found)
        *out = (struct visit_counts){ (uint64_t)question_get_int(q, 0), (uint64_t)question_get_int(q, 1) };
    question_done(q);
    return found;
}
