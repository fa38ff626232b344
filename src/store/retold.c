#include "store/retold.h"

#include "store/outlets.h"
#include "store/store_state.h"

bool retold_begin_reading(struct store *store, struct syn_error *error)
{
    return database_run(store->db, "BEGIN", error);
}

/* ---- writing ---- */

static bool write_edges(struct store *store, struct arena scratch, int64_t story, const struct retold *told,
                        struct syn_error *error)
{
    struct question *q = database_ask(store->db, "DELETE FROM lineage WHERE story = ?1");
    question_int(q, 1, story);
    bool good = outlets_count_copies(store, scratch, story, -1, error) && question_run(q, error);
    for (uint32_t i = 0; good && i < told->edge_count; i++) {
        const struct retold_edge *e = &told->edges[i];
        q = database_ask(store->db,
            "INSERT OR REPLACE INTO lineage (story, source, target, kind, share, sure, inferred, grounds,"
            " source_outlet, target_outlet) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
            " (SELECT outlet FROM article WHERE id = ?2), (SELECT outlet FROM article WHERE id = ?3))");
        question_int(q, 1, story);
        question_int(q, 2, e->source);
        question_int(q, 3, e->target);
        question_int(q, 4, e->kind);
        question_double(q, 5, e->share);
        question_double(q, 6, e->sure);
        question_int(q, 7, e->inferred);
        question_text_or_null(q, 8, e->grounds);
        good = question_run(q, error);
    }
    return good && outlets_count_copies(store, scratch, story, 1, error);
}

static bool write_counts(struct store *store, int64_t story, const struct retold *told, struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "UPDATE story SET told = ?2, origins = ?3, conflicts = ?4, differences = ?5 WHERE id = ?1");
    question_int(q, 1, story);
    question_int(q, 2, told->revision);
    question_int(q, 3, told->origins);
    question_int(q, 4, told->conflicts);
    question_int(q, 5, told->differences);
    return question_run(q, error);
}

bool retold_write(struct store *store, struct arena scratch, int64_t story, const struct retold *told,
                struct syn_error *error)
{
    struct arena keep = arena_half(&scratch);
    struct span packed = compress_pack(&keep, scratch, store->compressor, told->json, SPAN(""));
    struct question *q = database_ask(store->db,
        "INSERT OR REPLACE INTO synopsis (story, revision, made, packed) VALUES (?1, ?2, ?3, ?4)");
    question_int(q, 1, story);
    question_int(q, 2, told->revision);
    question_int(q, 3, told->made);
    question_bytes(q, 4, packed);
    return question_run(q, error) && write_edges(store, scratch, story, told, error) &&
           write_counts(store, story, told, error);
}

/* ---- reading ---- */

bool retold_read(struct store *store, struct arena *keep, int64_t story, struct retold *out, struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT y.revision, y.made, y.packed, s.origins, s.conflicts, s.differences"
        " FROM synopsis y JOIN story s ON s.id = y.story WHERE y.story = ?1");
    question_int(q, 1, story);
    if (!question_next(q, error)) {
        bool failed = question_failed(q);
        question_done(q);
        return !failed && error_set(error, SYN_NOT_FOUND, 0, "story s%lld was never told", (long long)story);
    }
    *out = (struct retold){ .revision = question_get_int(q, 0), .made = question_get_int(q, 1),
                          .origins = (uint32_t)question_get_int(q, 3), .conflicts = (uint32_t)question_get_int(q, 4),
                          .differences = (uint32_t)question_get_int(q, 5) };
    bool good = compress_unpack(keep, store->compressor, question_get_bytes(q, 2), SPAN(""), STORE_BODY_MAX,
                                &out->json);
    question_done(q);
    return good || error_set(error, SYN_BAD_FORMAT, 0, "the synopsis of story s%lld in the store %s is damaged; see "
                             "'synoptic doctor'", (long long)story, database_path(store->db));
}

/* ---- lists ---- */

static bool read_ids(struct arena *keep, struct question *q, struct stored_ids *out, struct syn_error *error)
{
    size_t room = 0;
    *out = (struct stored_ids){ NULL, 0 };
    while (question_next(q, error)) {
        ARENA_ROOM(keep, out->at, out->count, room);
        out->at[out->count++] = question_get_int(q, 0);
    }
    bool failed = question_failed(q);
    question_done(q);
    return !failed;
}

bool retold_due(struct store *store, struct arena *keep, int64_t since, uint32_t reports, uint32_t most,
              struct stored_ids *out, struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT id FROM story WHERE latest >= ?1 AND reports >= max(?2, 1) AND reports > 0"
        " AND (told IS NULL OR told <> revision) ORDER BY reports DESC, id LIMIT ?3");
    question_int(q, 1, since);
    question_int(q, 2, reports);
    question_int(q, 3, most);
    return read_ids(keep, q, out, error);
}

bool retold_changed(struct store *store, struct arena *keep, int64_t since, uint32_t most, struct stored_ids *out,
                  struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT article FROM version v WHERE number > 1 AND seen >= ?1 AND NOT EXISTS (SELECT 1 FROM version w"
        " WHERE w.article = v.article AND w.number > v.number) ORDER BY seen DESC, article DESC LIMIT ?2");
    question_int(q, 1, since);
    question_int(q, 2, most);
    return read_ids(keep, q, out, error);
}
