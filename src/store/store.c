#include "store/store.h"

#include <stdlib.h>

#include "store/article_pack.h"
#include "store/key.h"
#include "store/schema.h"
#include "store/store_state.h"

static const size_t OWN_SIZE = (size_t)1 << 28;

/* ---- opening ---- */

/* Who reads must find the tables that this program knows. */
static bool check_version(struct database *db, struct syn_error *error)
{
    int version = schema_version(db, error);
    if (version < 0)
        return false;
    if (!version)
        return error_set(error, SYN_NOT_FOUND, 0, "there is nothing in the store %s yet; begin with: synoptic add --store "
                         "%s reports/", database_path(db), database_path(db));
    if (version > SCHEMA_VERSION)
        return schema_migrate(db, SCHEMA_VERSION, error);    /* says so */
    if (version < SCHEMA_VERSION)
        return error_set(error, SYN_BAD_FORMAT, 0, "the store %s is of an older version (%d; now %d); bring it up to date "
                         "with: synoptic doctor --store %s", database_path(db), version, SCHEMA_VERSION,
                         database_path(db));
    return true;
}

struct store *store_open(const char *path, enum database_mode mode, struct syn_error *error)
{
    struct database *db = database_open(path, mode, STORE_CACHE, error);
    if (!db)
        return NULL;
    if (mode == DATABASE_READ ? !check_version(db, error) : !schema_migrate(db, SCHEMA_VERSION, error)) {
        database_close(db);
        return NULL;
    }
    struct region own = region_open(OWN_SIZE);
    struct store *store = arena_new(&own.arena, struct store, 1);
    store->own = own;
    store->db = db;
    store->compressor = compressor_open();
    store->outlets = intern_in(&store->own.arena, 1024);
    return store;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    compressor_close(store->compressor);
    database_close(store->db);
    struct region own = store->own;
    region_close(&own);
}

struct database *store_database(struct store *store) { return store->db; }

/* ---- small facts ---- */

int64_t store_meta(struct store *store, const char *key)
{
    struct syn_error error;
    struct question *q = database_ask(store->db, "SELECT value FROM meta WHERE key = ?1");
    question_text(q, 1, span_of(key));
    int64_t value = question_next(q, &error) ? question_get_int(q, 0) : 0;
    question_done(q);
    return value;
}

bool store_set_meta(struct store *store, const char *key, int64_t value, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)");
    question_text(q, 1, span_of(key));
    question_int(q, 2, value);
    return question_run(q, error);
}

/* ---- articles ---- */

/* Whether the question has a row; else *error says that there is none, or what failed. */
static bool expect_row(struct question *q, struct syn_error *error, const char *what, int64_t id)
{
    if (question_next(q, error))
        return true;
    if (!question_failed(q))
        error_set(error, SYN_NOT_FOUND, 0, "there is no %s%lld in the store", what, (long long)id);
    question_done(q);
    return false;
}

static struct span copy_text(struct arena *keep, struct question *q, int column)
{
    return arena_copy(keep, question_get_text(q, column));
}

static struct when published_of(struct question *q, int column)
{
    struct when w = { .precision = (uint8_t)question_get_int(q, column + 1) };
    if (w.precision > WHEN_SECOND || question_is_null(q, column))
        return (struct when){ .precision = WHEN_UNKNOWN };
    w.from = question_get_int(q, column);
    w.to = w.from + (w.precision >= WHEN_SECOND ? 1 : w.precision >= WHEN_MINUTE ? 60 : w.precision >= WHEN_HOUR ? 3600 : 86400);
    return w;
}

bool store_article(struct store *store, struct arena *keep, int64_t id, struct stored_article *out,
                   struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT a.doc, a.story, a.version, a.versions, a.key, a.own_id, a.url, o.name, a.language, a.title, a.published,"
        " a.published_precision, a.first_seen, a.words, a.flags"
        " FROM article a LEFT JOIN outlet o ON o.id = a.outlet WHERE a.id = ?1");
    question_int(q, 1, id);
    if (!expect_row(q, error, "article a", id))
        return false;
    *out = (struct stored_article){
        .id = id, .doc = question_get_int(q, 0), .story = question_get_int(q, 1), .version = question_get_int(q, 2),
        .versions = (uint32_t)question_get_int(q, 3), .key = copy_text(keep, q, 4), .own_id = copy_text(keep, q, 5),
        .url = copy_text(keep, q, 6), .outlet = copy_text(keep, q, 7), .language = copy_text(keep, q, 8),
        .title = copy_text(keep, q, 9), .published = published_of(q, 10), .first_seen = question_get_int(q, 12),
        .words = (uint32_t)question_get_int(q, 13), .flags = (uint32_t)question_get_int(q, 14)
    };
    question_done(q);
    return true;
}

/* A number behind an optional letter; 0 where it is none. */
static int64_t number_of(struct span name, char letter)
{
    int64_t n = 0;
    if (name.len && (name.at[0] == letter || name.at[0] == letter - 32))
        name = span_from(name, 1);
    if (!name.len || name.len > 18)
        return 0;
    for (size_t i = 0; i < name.len; i++) {
        if (!byte_is_digit(name.at[i]))
            return 0;
        n = n * 10 + (name.at[i] - '0');
    }
    return n;
}

/* The only article that the question finds; 0 where there is none, or it failed. */
static int64_t find_one(struct question *q, bool *failed, struct syn_error *error)
{
    int64_t id = question_next(q, error) ? question_get_int(q, 0) : 0;
    *failed = question_failed(q);
    question_done(q);
    return id;
}

bool store_find_article(struct store *store, struct arena scratch, struct span name, int64_t *id,
                        struct syn_error *error)
{
    bool failed = false;
    int64_t number = number_of(name, 'a');
    *id = 0;
    if (number) {
        struct question *q = database_ask(store->db, "SELECT id FROM article WHERE id = ?1");
        question_int(q, 1, number);
        *id = find_one(q, &failed, error);
    }
    if (!*id && !failed) {
        struct span key = key_of_address(&scratch, name);
        struct question *q = database_ask(store->db, "SELECT id FROM article WHERE key_hash = ?1 AND key = ?2");
        question_int(q, 1, key_hash(key));
        question_text(q, 2, key);
        *id = find_one(q, &failed, error);
    }
    if (!*id && !failed) {
        struct question *q = database_ask(store->db, "SELECT id FROM article WHERE own_id = ?1 ORDER BY id DESC LIMIT 1");
        question_text(q, 1, name);
        *id = find_one(q, &failed, error);
    }
    if (*id)
        return true;
    return !failed && error_set(error, SYN_NOT_FOUND, 0, "there is no article '%.*s' in the store; name one as a17, by "
                                "its address, or by the id it came with", (int)(name.len < 80 ? name.len : 80), name.at);
}

static bool read_versions(struct question *q, struct arena *keep, struct stored_versions *out, struct syn_error *error)
{
    size_t room = 0;
    *out = (struct stored_versions){ NULL, 0 };
    while (question_next(q, error)) {
        ARENA_ROOM(keep, out->at, out->count, room);
        out->at[out->count++] = (struct stored_version){
            .id = question_get_int(q, 0), .article = question_get_int(q, 4), .number = (uint32_t)question_get_int(q, 1),
            .seen = question_get_int(q, 2), .hash = (uint64_t)question_get_int(q, 3)
        };
    }
    question_done(q);
    return !question_failed(q);
}

bool store_versions(struct store *store, struct arena *keep, int64_t article, struct stored_versions *out,
                    struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT id, number, seen, hash, article FROM version WHERE article = ?1 ORDER BY number");
    question_int(q, 1, article);
    return read_versions(q, keep, out, error);
}

bool store_later_versions(struct store *store, struct arena *keep, int64_t after, uint32_t most,
                          struct stored_versions *out, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT id, number, seen, hash, article FROM version"
                                                 " WHERE id > ?1 AND number > 1 ORDER BY id LIMIT ?2");
    question_int(q, 1, after);
    question_int(q, 2, most);
    return read_versions(q, keep, out, error);
}

int64_t store_last_version(struct store *store, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT max(id) FROM version");
    int64_t last = question_next(q, error) ? question_get_int(q, 0) : -1;
    question_done(q);
    return last;
}

/* The packed article, unpacked into bytes, and the article's number. */
static bool read_body(struct store *store, struct arena *keep, int64_t version, struct span *bytes, int64_t *article,
                      struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT b.packed, v.article FROM body b JOIN version v ON v.id = b.version WHERE b.version = ?1");
    question_int(q, 1, version);
    if (!expect_row(q, error, "version ", version))
        return false;
    *article = question_get_int(q, 1);
    bool good = compress_unpack(keep, store->compressor, question_get_bytes(q, 0), SPAN(""), STORE_BODY_MAX, bytes);
    question_done(q);
    return good || error_set(error, SYN_BAD_FORMAT, 0, "version %lld in the store %s is damaged; see 'synoptic doctor'",
                             (long long)version, database_path(store->db));
}

bool store_body(struct store *store, struct arena *keep, struct arena scratch, int64_t version, struct article *out,
                struct syn_error *error)
{
    struct span bytes;
    int64_t article;
    (void)scratch;
    if (!read_body(store, keep, version, &bytes, &article, error))
        return false;
    if (!article_unpack(keep, bytes, out))
        return error_set(error, SYN_BAD_FORMAT, 0, "version %lld in the store %s was not written by this program, or is "
                         "damaged", (long long)version, database_path(store->db));
    out->id = arena_printf(keep, "a%lld", (long long)article);
    return true;
}

bool store_evidence(struct store *store, struct arena *keep, struct arena scratch, int64_t version,
                    struct stored_evidence *out, struct syn_error *error)
{
    struct span body;
    int64_t article;
    if (!read_body(store, &scratch, version, &body, &article, error))
        return false;
    struct question *q = database_ask(store->db,
        "SELECT kind, name, at, line, charset, length, packed FROM evidence WHERE version = ?1");
    question_int(q, 1, version);
    if (!expect_row(q, error, "evidence of version ", version))
        return false;
    *out = (struct stored_evidence){
        .raw = { .kind = (enum raw_kind)question_get_int(q, 0), .name = copy_text(keep, q, 1),
                 .at = (uint64_t)question_get_int(q, 2), .line = (uint32_t)question_get_int(q, 3),
                 .charset = copy_text(keep, q, 4) },
        .length = (uint64_t)question_get_int(q, 5), .elsewhere = question_is_null(q, 6)
    };
    bool good = out->elsewhere || compress_unpack(keep, store->compressor, question_get_bytes(q, 6), body,
                                                  STORE_BODY_MAX, &out->raw.bytes);
    question_done(q);
    return good || error_set(error, SYN_BAD_FORMAT, 0, "the evidence of version %lld in the store %s is damaged; see "
                             "'synoptic doctor'", (long long)version, database_path(store->db));
}

/* ---- stories ---- */

bool store_story(struct store *store, struct arena *keep, int64_t id, struct stored_story *out, struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT founded, first, latest, reports, revision, redirect, fixed, headline, languages, told, origins,"
        " conflicts, differences FROM story WHERE id = ?1");
    question_int(q, 1, id);
    if (!expect_row(q, error, "story s", id))
        return false;
    *out = (struct stored_story){
        .id = id, .founded = question_get_int(q, 0), .first = question_get_int(q, 1), .latest = question_get_int(q, 2),
        .reports = (uint32_t)question_get_int(q, 3), .revision = (uint32_t)question_get_int(q, 4),
        .redirect = question_get_int(q, 5), .fixed = question_get_int(q, 6) != 0, .headline = copy_text(keep, q, 7),
        .languages = copy_text(keep, q, 8), .told_revision = question_is_null(q, 9) ? -1 : question_get_int(q, 9),
        .origins = (uint32_t)question_get_int(q, 10), .conflicts = (uint32_t)question_get_int(q, 11),
        .differences = (uint32_t)question_get_int(q, 12)
    };
    out->told = out->told_revision == out->revision;
    question_done(q);
    return true;
}

bool store_find_story(struct store *store, struct span name, int64_t *id, struct syn_error *error)
{
    enum { HOPS_MAX = 1000 };
    struct question *q = database_ask(store->db, "SELECT redirect FROM story WHERE id = ?1");
    bool found = false;
    *id = number_of(name, 's');
    for (int hop = 0; *id && hop < HOPS_MAX; hop++) {
        question_int(q, 1, *id);
        if (!question_next(q, error))
            break;
        found = true;
        int64_t next = question_get_int(q, 0);
        question_done(q);
        if (!next)
            return true;
        *id = next;
    }
    bool failed = question_failed(q);
    question_done(q);
    if (failed)
        return false;
    if (found)
        return error_set(error, SYN_BAD_FORMAT, 0, "the redirects of story %.*s lead nowhere; see 'synoptic doctor'",
                         (int)(name.len < 40 ? name.len : 40), name.at);
    return error_set(error, SYN_NOT_FOUND, 0, "there is no story '%.*s' in the store; 'synoptic stories' lists those there "
                     "are", (int)(name.len < 40 ? name.len : 40), name.at);
}

bool store_story_articles(struct store *store, struct arena *keep, int64_t story, uint32_t most,
                          struct stored_ids *out, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT id FROM article WHERE story = ?1 ORDER BY doc DESC LIMIT ?2");
    size_t room = 0;
    question_int(q, 1, story);
    question_int(q, 2, most);
    *out = (struct stored_ids){ NULL, 0 };
    while (question_next(q, error)) {
        ARENA_ROOM(keep, out->at, out->count, room);
        out->at[out->count++] = question_get_int(q, 0);
    }
    question_done(q);
    for (uint32_t i = 0; i < out->count / 2; i++) {
        int64_t other = out->at[out->count - 1 - i];
        out->at[out->count - 1 - i] = out->at[i];
        out->at[i] = other;
    }
    return !question_failed(q);
}
