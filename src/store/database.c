#include "store/database.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"

static const size_t OWN_SIZE = (size_t)64 << 20;

struct question {
    struct database *db;
    sqlite3_stmt *statement;
    struct span sql;
    bool failed;
};

struct database {
    struct region own;
    sqlite3 *handle;
    const char *path;
    enum database_mode mode;
    struct map known;              /* hash of a text: number in `questions` + 1 */
    struct question **questions;
    size_t count, room;
};

/* ---- failing ---- */

static bool fail(struct database *db, int code, const char *doing, struct syn_error *error)
{
    const char *path = db->path;
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(error, SYN_IO, 0, "cannot %s the store %s: another program is writing to it; try again when it "
                         "has ended", doing, path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return error_set(error, SYN_IO, 0, "cannot %s the store %s: it may only be read; check the rights of the file and "
                         "its folder", doing, path);
    case SQLITE_FULL:
        return error_set(error, SYN_IO, 0, "cannot %s the store %s: the disk is full; what was acknowledged before is "
                         "safe", doing, path);
    case SQLITE_CORRUPT:
        return error_set(error, SYN_BAD_FORMAT, 0, "the store %s is damaged; see 'synoptic doctor --store %s'", path, path);
    case SQLITE_NOTADB:
        return error_set(error, SYN_BAD_FORMAT, 0, "%s is no store; name another file, or a new one", path);
    case SQLITE_CANTOPEN:
        return error_set(error, SYN_NOT_FOUND, 0, "cannot %s the store %s: there is no such file, or it may not be opened",
                         doing, path);
    default:
        return error_set(error, SYN_IO, 0, "cannot %s the store %s: %s", doing, path, sqlite3_errmsg(db->handle));
    }
}

/* ---- opening ---- */

static bool set_up(struct database *db, enum database_mode mode, size_t cache_bytes, struct syn_error *error)
{
    char cache[64];
    sqlite3_busy_timeout(db->handle, DATABASE_PATIENCE);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_LOOKASIDE, NULL, 1024, 512);
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_snprintf(sizeof cache, cache, "PRAGMA cache_size = -%lld", (long long)(cache_bytes >> 10));
    if (!database_run(db, cache, error) || !database_run(db, "PRAGMA temp_store = MEMORY", error))
        return false;
    /* Hostile files: no SQL of theirs is run, and no cell is trusted to lie where it should. */
    if (!database_run(db, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", error))
        return false;
    if (mode == DATABASE_READ)
        return database_run(db, "PRAGMA query_only = ON", error);
    return database_run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16384;"
                            "PRAGMA foreign_keys = OFF", error);
}

struct database *database_open(const char *path, enum database_mode mode, size_t cache_bytes, struct syn_error *error)
{
    struct region own = region_open(OWN_SIZE);
    struct database *db = arena_new(&own.arena, struct database, 1);
    int flags = SQLITE_OPEN_NOMUTEX | (mode == DATABASE_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                               : SQLITE_OPEN_READWRITE);
    db->path = arena_copy(&own.arena, span_of(path)).at;
    db->mode = mode;
    db->own = own;
    db->known = map_in(&db->own.arena, 64);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);       /* before the first use; a lock a malloc less */
    int code = sqlite3_open_v2(path, &db->handle, flags, NULL);
    /* Readers of a database in WAL mode write to its shared memory; where the folder does not allow that, they must be
     * content with reading. */
    if (code != SQLITE_OK && mode == DATABASE_READ) {
        sqlite3_close_v2(db->handle);
        code = sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY, NULL);
    }
    if (code != SQLITE_OK)
        fail(db, code, "open", error);
    if (code == SQLITE_OK && set_up(db, mode, cache_bytes, error))
        return db;
    database_close(db);
    return NULL;
}

void database_close(struct database *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < db->count; i++)
        sqlite3_finalize(db->questions[i]->statement);
    sqlite3_close_v2(db->handle);
    struct region own = db->own;
    region_close(&own);
}

void database_set_patience(struct database *db, int milliseconds) { sqlite3_busy_timeout(db->handle, milliseconds); }

const char *database_path(const struct database *db) { return db->path; }

bool database_run(struct database *db, const char *sql, struct syn_error *error)
{
    int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    assert((code & 0xff) != SQLITE_MISUSE);
    return code == SQLITE_OK || fail(db, code, "work on", error);
}

/* ---- transactions ---- */

bool database_begin(struct database *db, struct syn_error *error)
{
    return question_run(database_ask(db, db->mode == DATABASE_READ ? "BEGIN" : "BEGIN IMMEDIATE"), error);
}

bool database_commit(struct database *db, struct syn_error *error)
{
    return question_run(database_ask(db, "COMMIT"), error);
}

void database_rollback(struct database *db)
{
    if (database_in_transaction(db))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

bool database_in_transaction(const struct database *db) { return !sqlite3_get_autocommit(db->handle); }

/* ---- questions ---- */

struct question *database_ask_made(struct database *db, struct span sql, struct syn_error *error)
{
    uint32_t *place = map_at(&db->known, hash_span(sql), NULL);
    if (*place) {
        struct question *q = db->questions[*place - 1];
        assert(span_equal(q->sql, sql));
        question_done(q);
        sqlite3_clear_bindings(q->statement);
        return q;
    }
    struct question *q = arena_new(&db->own.arena, struct question, 1);
    q->db = db;
    q->sql = arena_copy(&db->own.arena, sql);
    int code = sqlite3_prepare_v3(db->handle, q->sql.at, (int)q->sql.len + 1, SQLITE_PREPARE_PERSISTENT, &q->statement,
                                  NULL);
    if (code != SQLITE_OK) {
        fail(db, code, "read", error);
        return NULL;
    }
    ARENA_ROOM(&db->own.arena, db->questions, db->count, db->room);
    db->questions[db->count++] = q;
    *map_at(&db->known, hash_span(sql), NULL) = (uint32_t)db->count;
    return q;
}

/* What a question is whose text could not be prepared (a damaged file): it has no rows, and fails. */
static struct question *broken(struct database *db)
{
    struct question *q = arena_new(&db->own.arena, struct question, 1);
    q->db = db;
    q->failed = true;
    return q;
}

struct question *database_ask(struct database *db, const char *sql)
{
    struct syn_error error;
    struct question *q = database_ask_made(db, span_of(sql), &error);
    /* SQLITE_ERROR is a mistake in the text, and so ours. */
    assert(q || (sqlite3_errcode(db->handle) & 0xff) != SQLITE_ERROR);
    return q ? q : broken(db);
}

void question_int(struct question *q, int parameter, int64_t value)
{
    if (q->statement)
        sqlite3_bind_int64(q->statement, parameter, value);
}

void question_double(struct question *q, int parameter, double value)
{
    if (q->statement)
        sqlite3_bind_double(q->statement, parameter, value);
}

void question_text(struct question *q, int parameter, struct span text)
{
    if (q->statement)
        sqlite3_bind_text64(q->statement, parameter, text.len ? text.at : "", text.len, SQLITE_STATIC, SQLITE_UTF8);
}

void question_bytes(struct question *q, int parameter, struct span bytes)
{
    if (q->statement)
        sqlite3_bind_blob64(q->statement, parameter, bytes.len ? bytes.at : "", bytes.len, SQLITE_STATIC);
}

void question_text_or_null(struct question *q, int parameter, struct span text)
{
    if (text.len)
        question_text(q, parameter, text);
}

bool question_next(struct question *q, struct syn_error *error)
{
    if (!q->statement) {
        fail(q->db, sqlite3_errcode(q->db->handle), "read", error);
        return false;
    }
    int code = sqlite3_step(q->statement);
    q->failed = code != SQLITE_ROW && code != SQLITE_DONE;
    if (q->failed)
        fail(q->db, code, sqlite3_stmt_readonly(q->statement) ? "read" : "write to", error);
    return code == SQLITE_ROW;
}

bool question_failed(const struct question *q) { return q->failed; }

void question_done(struct question *q)
{
    if (q->statement)
        sqlite3_reset(q->statement);
}

bool question_run(struct question *q, struct syn_error *error)
{
    while (question_next(q, error))
        ;
    question_done(q);
    return !q->failed;
}

bool question_is_null(struct question *q, int column)
{
    return sqlite3_column_type(q->statement, column) == SQLITE_NULL;
}

int64_t question_get_int(struct question *q, int column) { return sqlite3_column_int64(q->statement, column); }

double question_get_double(struct question *q, int column) { return sqlite3_column_double(q->statement, column); }

struct span question_get_text(struct question *q, int column)
{
    const char *at = (const char *)sqlite3_column_text(q->statement, column);
    return at ? (struct span){ at, (size_t)sqlite3_column_bytes(q->statement, column) } : SPAN("");
}

struct span question_get_bytes(struct question *q, int column)
{
    const char *at = sqlite3_column_blob(q->statement, column);
    return at ? (struct span){ at, (size_t)sqlite3_column_bytes(q->statement, column) } : SPAN("");
}

int question_columns(struct question *q) { return sqlite3_column_count(q->statement); }

const char *question_column_name(struct question *q, int column) { return sqlite3_column_name(q->statement, column); }

enum question_kind question_kind(struct question *q, int column)
{
    switch (sqlite3_column_type(q->statement, column)) {
    case SQLITE_INTEGER: return QUESTION_INT;
    case SQLITE_FLOAT: return QUESTION_DOUBLE;
    case SQLITE_TEXT: return QUESTION_TEXT;
    case SQLITE_BLOB: return QUESTION_BYTES;
    default: return QUESTION_NULL;
    }
}

int64_t database_last_id(const struct database *db) { return sqlite3_last_insert_rowid(db->handle); }

int64_t database_changed(const struct database *db) { return sqlite3_changes64(db->handle); }
