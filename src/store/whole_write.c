/* A whole store, written. */
#include "store/whole.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "store/article_pack.h"
#include "store/schema.h"
#include "store/store_state.h"
#include "store/whole_tables.h"
#include "store/whole_value.h"

/* Of table meta: where the state of grouping is. */
#define BOOKKEEPING "key NOT LIKE 'image%'"

struct writer {
    struct store *store;
    struct arena scratch;
    whole_line *take;
    void *context;
    uint64_t lines;
};

static struct cell cell_at(struct question *q, int column)
{
    switch (question_kind(q, column)) {
    case QUESTION_INT:
        return (struct cell){ .kind = CELL_NUMBER, .number = question_get_int(q, column) };
    case QUESTION_DOUBLE:
        return (struct cell){ .kind = CELL_DECIMAL, .decimal = question_get_double(q, column) };
    case QUESTION_TEXT:
        return (struct cell){ .kind = CELL_TEXT, .text = question_get_text(q, column) };
    case QUESTION_BYTES:
        return (struct cell){ .kind = CELL_BYTES, .text = question_get_bytes(q, column) };
    default:
        return (struct cell){ .kind = CELL_NOTHING };
    }
}

static void put_columns(struct json_writer *w, struct question *q)
{
    for (int i = 0; i < question_columns(q); i++) {
        struct cell cell = cell_at(q, i);
        json_key(w, question_column_name(q, i));
        whole_put_cell(w, &cell);
    }
}

static bool put_line(struct writer *out, const struct buffer *line)
{
    out->lines++;
    return out->take(out->context, buffer_span(line));
}

/* Every row of the question, as a line of the table. */
static bool write_rows(struct writer *out, const char *table, struct question *q, struct syn_error *error)
{
    bool going = true;
    while (going && question_next(q, error)) {
        struct arena scratch = out->scratch;
        struct buffer line = buffer_in(&scratch);
        struct json_writer w = json_writer(&line, 0);
        json_open(&w, '{');
        json_key(&w, "in");
        json_put_text(&w, span_of(table));
        put_columns(&w, q);
        json_close(&w, '}');
        going = put_line(out, &line);
    }
    bool failed = question_failed(q);
    question_done(q);
    return going && !failed;
}

/* Its columns but the version, in their order. */
static struct question *ask_found(struct database *db, const char *table, struct syn_error *error)
{
    char sql[256];
    static const char *const columns[WHOLE_FOUND] = {
        "n, type, name, folded, role, places",
        "n, \"from\", \"to\", value, low, high, unit, dimension, state, counted",
        "n, kind, stance, speaker, folded, \"from\", \"to\", source_from, source_to, cue_from, cue_to"
    };
    size_t which = 0;
    while (strcmp(whole_found[which], table) != 0)
        which++;
    int length = snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE version = ?1 ORDER BY n", columns[which], table);
    return database_ask_made(db, (struct span){ sql, (size_t)length }, error);
}

/* The columns that rows in a version's line have, so that they need no names. */
static bool write_head(struct writer *out, struct syn_error *error)
{
    struct arena scratch = out->scratch;
    struct buffer line = buffer_in(&scratch);
    struct json_writer w = json_writer(&line, 0);
    json_open(&w, '{');
    json_key(&w, "format");
    json_put_text(&w, SPAN(WHOLE_FORMAT));
    json_key(&w, "tables");
    json_put_int(&w, SCHEMA_VERSION);
    for (size_t i = 0; i < WHOLE_FOUND; i++) {
        struct question *q = ask_found(out->store->db, whole_found[i], error);
        if (!q)
            return false;
        json_key(&w, whole_found[i]);
        json_open(&w, '[');
        for (int k = 0; k < question_columns(q); k++)
            json_put_text(&w, span_of(question_column_name(q, k)));
        json_close(&w, ']');
    }
    json_close(&w, '}');
    return put_line(out, &line);
}

static bool put_found(struct writer *out, struct json_writer *w, const char *table, int64_t version,
                      struct syn_error *error)
{
    struct question *q = ask_found(out->store->db, table, error);
    if (!q)
        return false;
    question_int(q, 1, version);
    json_key(w, table);
    json_open(w, '[');
    while (question_next(q, error)) {
        json_open(w, '[');
        for (int i = 0; i < question_columns(q); i++) {
            struct cell cell = cell_at(q, i);
            whole_put_cell(w, &cell);
        }
        json_close(w, ']');
    }
    json_close(w, ']');
    bool failed = question_failed(q);
    question_done(q);
    return !failed;
}

static bool damaged(struct store *store, int64_t version, struct syn_error *error)
{
    return error_set(error, SYN_BAD_FORMAT, 0, "version %" PRId64 " in the store %s is damaged; see 'synoptic doctor'",
                     version, database_path(store->db));
}

/* The article as it was packed, with the id that it came with; *bytes: what its evidence leans on. */
static bool read_body(struct store *store, struct arena *keep, int64_t version, struct article *article,
                      struct span *bytes, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT packed FROM body WHERE version = ?1");
    question_int(q, 1, version);
    bool good = question_next(q, error) &&
                compress_unpack(keep, store->compressor, question_get_bytes(q, 0), SPAN(""), STORE_BODY_MAX, bytes) &&
                article_unpack(keep, *bytes, article);
    bool failed = question_failed(q);
    question_done(q);
    return good || (!failed && damaged(store, version, error));
}

static bool put_evidence(struct writer *out, struct json_writer *w, struct arena *keep, int64_t version,
                         struct span body, struct syn_error *error)
{
    struct question *q = database_ask(out->store->db,
        "SELECT kind, name, at, line, charset, length FROM evidence WHERE version = ?1");
    question_int(q, 1, version);
    if (!question_next(q, error)) {
        bool failed = question_failed(q);
        question_done(q);
        return !failed;
    }
    json_key(w, "evidence");
    json_open(w, '{');
    put_columns(w, q);
    question_done(q);
    q = database_ask(out->store->db, "SELECT packed FROM evidence WHERE version = ?1 AND packed IS NOT NULL");
    question_int(q, 1, version);
    struct span bytes;
    bool good = true;
    if (question_next(q, error)) {
        good = compress_unpack(keep, out->store->compressor, question_get_bytes(q, 0), body, STORE_BODY_MAX, &bytes);
        json_key(w, "packed");
        whole_put_text(w, good ? bytes : SPAN(""));
    }
    bool failed = question_failed(q);
    question_done(q);
    json_close(w, '}');
    return !failed && (good || damaged(out->store, version, error));
}

static bool write_version(struct writer *out, struct question *row, struct syn_error *error)
{
    struct arena scratch = out->scratch, keep = arena_half(&scratch);
    struct buffer line = buffer_in(&scratch);
    struct json_writer w = json_writer(&line, 0);
    struct article article;
    struct span body;
    int64_t version = question_get_int(row, 0);
    json_open(&w, '{');
    json_key(&w, "in");
    json_put_text(&w, SPAN("version"));
    put_columns(&w, row);
    if (!read_body(out->store, &keep, version, &article, &body, error))
        return false;
    json_key(&w, "body");
    whole_put_article(&w, &article);
    if (!put_evidence(out, &w, &keep, version, body, error))
        return false;
    for (size_t i = 0; i < WHOLE_FOUND; i++)
        if (!put_found(out, &w, whole_found[i], version, error))
            return false;
    json_close(&w, '}');
    return put_line(out, &line);
}

static bool write_versions(struct writer *out, struct syn_error *error)
{
    struct question *q = database_ask(out->store->db, "SELECT * FROM version ORDER BY id");
    bool going = true;
    while (going && question_next(q, error))
        going = write_version(out, q, error);
    bool failed = question_failed(q);
    question_done(q);
    return going && !failed;
}

/* All rows of a table by their key. */
static bool write_table(struct writer *out, const char *table, struct syn_error *error)
{
    struct arena scratch = out->scratch;
    struct buffer sql = buffer_in(&scratch);
    bool is_meta = strcmp(table, "meta") == 0;
    buffer_printf(&sql, "SELECT * FROM \"%s\"%s ORDER BY ", table, is_meta ? " WHERE " BOOKKEEPING : "");
    struct question *q = database_ask(out->store->db,
        "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk");
    question_text(q, 1, span_of(table));
    bool any = false;
    while (question_next(q, error)) {
        struct span column = question_get_text(q, 0);
        buffer_printf(&sql, "%s\"%.*s\"", any ? ", " : "", (int)column.len, column.at);
        any = true;
    }
    bool failed = question_failed(q);
    question_done(q);
    buffer_text(&sql, any ? "" : "1, 2");
    q = failed ? NULL : database_ask_made(out->store->db, buffer_span(&sql), error);
    return q && write_rows(out, table, q, error);
}

static bool write_end(struct writer *out)
{
    struct arena scratch = out->scratch;
    struct buffer line = buffer_in(&scratch);
    buffer_printf(&line, "{\"lines\":%" PRIu64 "}", out->lines);
    return put_line(out, &line);
}

static bool write_all(struct writer *out, struct syn_error *error)
{
    struct whole_tables tables;
    if (!write_head(out, error) || !write_table(out, "outlet", error) || !write_versions(out, error) ||
        !write_table(out, "article", error) || !whole_tables(out->store, &tables, error))
        return false;
    for (size_t i = 0; i < tables.count; i++)
        if (!write_table(out, tables.names[i], error))
            return false;
    return write_end(out);
}

bool whole_write(struct store *store, struct arena scratch, whole_line *take, void *context, struct syn_error *error)
{
    struct writer out = { store, scratch, take, context, 0 };
    bool inner = !database_in_transaction(store->db);
    if (inner && !database_begin(store->db, error))
        return false;
    bool good = write_all(&out, error);
    if (inner)
        database_rollback(store->db);
    return good;
}

