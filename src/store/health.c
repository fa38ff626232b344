#include "store/health.h"

#include <stdio.h>
#include <unistd.h>

#include "base/buffer.h"
#include "store/article_pack.h"
#include "store/facet.h"
#include "store/schema.h"
#include "store/search.h"
#include "store/store_state.h"

enum { PROGRESS_EVERY = 4096 };
static const size_t WORK_SIZE = (size_t)1 << 30;

/* ---- what is wrong ---- */

struct check {
    struct store *store;
    const struct health_sink *sink;
    uint64_t findings;
    struct region work;
};

static void progress(struct check *c, const char *doing, size_t done)
{
    if (c->sink->progress)
        c->sink->progress(c->sink->context, doing, done);
}

/* Each row of the question is one finding: its first column, in words. */
static bool find(struct check *c, const char *sql, struct syn_error *error)
{
    struct question *q = database_ask(store_database(c->store), sql);
    for (uint64_t said = 0; question_next(q, error); said++) {
        struct span words = question_get_text(q, 0);
        if (span_equal(words, SPAN("ok")))
            continue;
        c->findings++;
        if (said < HEALTH_SAID_MAX)
            c->sink->finding(c->sink->context, words);
    }
    question_done(q);
    return !question_failed(q);
}

static const char *const checks[] = {
    "PRAGMA integrity_check(20)",
    "SELECT 'article a' || a.id || ' has no version ' || a.version FROM article a LEFT JOIN version v ON v.id = a.version"
    " AND v.article = a.id WHERE v.id IS NULL",
    "SELECT 'article a' || article || ' has ' || count(*) || ' versions that are not numbered from 1' FROM version"
    " GROUP BY article HAVING count(*) <> max(number) OR min(number) <> 1",
    "SELECT 'article a' || a.id || ' says it has ' || a.versions || ' versions' FROM article a WHERE a.versions <>"
    " (SELECT count(*) FROM version v WHERE v.article = a.id)",
    "SELECT 'version ' || v.id || ' has no body' FROM version v LEFT JOIN body b ON b.version = v.id"
    " WHERE b.version IS NULL",
    "SELECT 'version ' || v.id || ' has no evidence' FROM version v LEFT JOIN evidence e ON e.version = v.id"
    " WHERE e.version IS NULL",
    "SELECT 'two articles have the key ' || key FROM article GROUP BY key_hash, key HAVING count(*) > 1",
    "SELECT 'article a' || a.id || ' is in story s' || a.story || ', which is not there' FROM article a"
    " LEFT JOIN story s ON s.id = a.story WHERE s.id IS NULL",
    "SELECT 'story s' || s.id || ' says it has ' || s.reports || ' reports' FROM story s WHERE s.reports <>"
    " (SELECT count(*) FROM article a WHERE a.story = s.id)",
    "SELECT 'story s' || s.id || ' leads to s' || s.redirect || ', which is not there' FROM story s"
    " LEFT JOIN story t ON t.id = s.redirect WHERE s.redirect IS NOT NULL AND t.id IS NULL",
    "SELECT 'story s' || id || ' has reports and leads elsewhere' FROM story WHERE reports > 0 AND redirect IS NOT NULL",
    "SELECT 'story s' || id || ' is empty and leads nowhere' FROM story WHERE reports = 0 AND redirect IS NULL",
    "SELECT 'outlet ' || o.id || ' says it has ' || o.reports || ' reports' FROM outlet o WHERE o.reports <>"
    " (SELECT count(*) FROM article a WHERE a.outlet = o.id)",
    "SELECT 'article a' || a.id || ' never joined a story' FROM article a WHERE NOT EXISTS"
    " (SELECT 1 FROM story_event e WHERE e.article = a.id AND e.kind = 0)",
};

/* Whether every body and every piece of evidence can be unpacked. */
static bool check_packed(struct check *c, struct syn_error *error)
{
    struct question *q = database_ask(store_database(c->store), "SELECT id FROM version ORDER BY id");
    size_t done = 0;
    while (question_next(q, error)) {
        int64_t version = question_get_int(q, 0);
        struct article article;
        struct stored_evidence evidence;
        struct syn_error why;
        region_reset(&c->work, (size_t)8 << 20);
        struct arena scratch = arena_half(&c->work.arena);
        if (!store_body(c->store, &c->work.arena, scratch, version, &article, &why) ||
            !store_evidence(c->store, &c->work.arena, scratch, version, &evidence, &why)) {
            c->findings++;
            c->sink->finding(c->sink->context, span_of(why.text));
        }
        if (++done % PROGRESS_EVERY == 0)
            progress(c, "unpacking", done);
    }
    question_done(q);
    return !question_failed(q);
}

bool health_check(struct store *store, bool deep, const struct health_sink *sink, uint64_t *findings,
                  struct syn_error *error)
{
    struct check c = { .store = store, .sink = sink, .work = region_open(WORK_SIZE) };
    bool good = true;
    for (size_t i = 0; good && i < sizeof checks / sizeof *checks; i++) {
        good = find(&c, checks[i], error);
        progress(&c, "checking", i + 1);
    }
    if (good && deep)
        good = check_packed(&c, error);
    region_close(&c.work);
    *findings = c.findings;
    return good;
}

/* ---- sizes ---- */

static bool count(struct store *store, const char *sql, uint64_t *out, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store), sql);
    *out = question_next(q, error) ? (uint64_t)question_get_int(q, 0) : 0;
    question_done(q);
    return !question_failed(q);
}

bool health_sizes(struct store *store, struct health_sizes *out, struct syn_error *error)
{
    uint64_t page_bytes, pages, free_pages;
    *out = (struct health_sizes){ .schema = schema_version(store_database(store), error) };
    if (out->schema < 0 || !count(store, "PRAGMA page_size", &page_bytes, error) ||
        !count(store, "PRAGMA page_count", &pages, error) ||
        !count(store, "PRAGMA freelist_count", &free_pages, error))
        return false;
    out->bytes = pages * page_bytes;
    out->free_bytes = free_pages * page_bytes;
    return count(store, "SELECT count(*) FROM article", &out->articles, error) &&
           count(store, "SELECT count(*) FROM version", &out->versions, error) &&
           count(store, "SELECT count(*) FROM story WHERE reports > 0", &out->stories, error) &&
           count(store, "SELECT count(*) FROM outlet", &out->outlets, error) &&
           count(store, "SELECT coalesce(max(id), 0) FROM story_event", &out->events, error) &&
           count(store, "SELECT count(*) FROM hand", &out->hand, error) &&
           count(store, "SELECT count(*) FROM name", &out->names, error) &&
           count(store, "SELECT count(*) FROM figure", &out->figures, error) &&
           count(store, "SELECT count(*) FROM attribution", &out->attributions, error);
}

/* ---- mending ---- */

static bool put_again(struct store *store, struct region *work, int64_t article, int64_t version, int64_t doc,
                      struct syn_error *error)
{
    struct search_words words;
    region_reset(work, (size_t)8 << 20);
    struct arena scratch = arena_half(&work->arena);
    return search_words_of_stored(store, &work->arena, scratch, article, version, &words, error) &&
           search_put(store_database(store), doc, &words, error);
}

/* In order of time, as the index likes it best. */
static bool put_all_again(struct store *store, const struct health_sink *sink, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store), "SELECT id, version, doc FROM article ORDER BY doc");
    struct region work = region_open(WORK_SIZE);
    bool good = true;
    for (size_t done = 0; good && question_next(q, error);) {
        good = put_again(store, &work, question_get_int(q, 0), question_get_int(q, 1), question_get_int(q, 2), error);
        if (++done % PROGRESS_EVERY == 0 && sink->progress)
            sink->progress(sink->context, "indexing", done);
    }
    good = good && !question_failed(q);
    question_done(q);
    region_close(&work);
    return good;
}

bool health_rebuild_search(struct store *store, const struct health_sink *sink, struct syn_error *error)
{
    struct database *db = store_database(store);
    if (!database_begin(db, error))
        return false;
    if (database_run(db, "INSERT INTO search (search) VALUES ('delete-all')", error) &&
        put_all_again(store, sink, error) && database_commit(db, error))
        return true;
    database_rollback(db);
    return false;
}

bool health_tidy(struct store *store, struct syn_error *error)
{
    struct database *db = store_database(store);
    return database_run(db, "INSERT INTO search (search) VALUES ('optimize')", error) &&
           database_run(db, "VACUUM", error) && database_run(db, "PRAGMA optimize", error) &&
           database_run(db, "PRAGMA wal_checkpoint(TRUNCATE)", error);
}

bool health_copy(struct store *store, const char *path, struct syn_error *error)
{
    if (access(path, F_OK) == 0)
        return error_set(error, SYN_MISUSE, 0, "there is a file %s already; a copy is made to a new one", path);
    struct question *q = database_ask(store_database(store), "VACUUM INTO ?1");
    question_text(q, 1, span_of(path));
    return question_run(q, error);
}
