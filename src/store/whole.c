#include "store/whole.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "store/article_pack.h"
#include "store/schema.h"
#include "store/search.h"
#include "store/store_state.h"
#include "store/whole_value.h"

#define FORMAT "synoptic-store/1"

enum { TABLES_MAX = 64, COLUMNS_MAX = 64, NAME_MAX_BYTES = 60, COMMIT_LINES = 2000 };

/* What was found in a version: it stands in its line, as rows without the version's number. */
static const char *const found[] = { "name", "figure", "attribution" };
enum { FOUND = sizeof found / sizeof *found };

/* Tables that are told before all others (article and version in a way of their own), and those that are not told at
 * all: what the program makes anew. */
#define NOT_TOLD                                                                                                  \
    "('outlet', 'version', 'article', 'body', 'evidence', 'name', 'figure', 'attribution', 'image', 'search_data',"  \
    " 'search_idx', 'search_content', 'search_docsize', 'search_config')"
/* Of table meta: where the state of grouping is. */
#define BOOKKEEPING "key NOT LIKE 'image%'"

/* ---- writing ---- */

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
    static const char *const columns[FOUND] = {
        "n, type, name, folded, role, places",
        "n, \"from\", \"to\", value, low, high, unit, dimension, state, counted",
        "n, kind, stance, speaker, folded, \"from\", \"to\", source_from, source_to, cue_from, cue_to"
    };
    size_t which = 0;
    while (strcmp(found[which], table) != 0)
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
    json_put_text(&w, SPAN(FORMAT));
    json_key(&w, "tables");
    json_put_int(&w, SCHEMA_VERSION);
    for (size_t i = 0; i < FOUND; i++) {
        struct question *q = ask_found(out->store->db, found[i], error);
        if (!q)
            return false;
        json_key(&w, found[i]);
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
    for (size_t i = 0; i < FOUND; i++)
        if (!put_found(out, &w, found[i], version, error))
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

/* Names of tables that are told row by row; sqlite_sequence knows which numbers were given out. */
static bool list_tables(struct store *store, char names[TABLES_MAX][NAME_MAX_BYTES + 1], size_t *count,
                        struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND (name NOT LIKE 'sqlite%' OR name = 'sqlite_sequence') AND name NOT IN " NOT_TOLD " ORDER BY name");
    *count = 0;
    while (*count < TABLES_MAX && question_next(q, error)) {
        struct span name = question_get_text(q, 0);
        size_t len = name.len < NAME_MAX_BYTES ? name.len : NAME_MAX_BYTES;
        memcpy(names[*count], name.at, len);
        names[(*count)++][len] = 0;
    }
    bool failed = question_failed(q);
    question_done(q);
    return !failed;
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
    char names[TABLES_MAX][NAME_MAX_BYTES + 1];
    size_t count;
    if (!write_head(out, error) || !write_table(out, "outlet", error) || !write_versions(out, error) ||
        !write_table(out, "article", error) || !list_tables(out->store, names, &count, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!write_table(out, names[i], error))
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

/* ---- reading ---- */

struct whole_reader {
    struct store *store;
    uint64_t lines, articles;
    bool begun, ended;
    char tables[TABLES_MAX][NAME_MAX_BYTES + 1];   /* that rows may be put into */
    size_t table_count;
    struct spans found[FOUND];                      /* columns, as the first line names them */
    struct arena *keep;
};

static bool bad_line(struct whole_reader *r, const char *what, struct syn_error *error)
{
    return error_set(error, SYN_BAD_FORMAT, r->lines, "line %" PRIu64 " is none of a whole store: %s; export it again with "
                     "--format store", r->lines, what);
}

struct whole_reader *whole_begin(struct arena *keep, struct store *store, struct syn_error *error)
{
    struct whole_reader *r = arena_new(keep, struct whole_reader, 1);
    *r = (struct whole_reader){ .store = store, .keep = keep };
    struct question *q = database_ask(store->db, "SELECT count(*) FROM (SELECT 1 FROM version LIMIT 1)");
    bool empty = question_next(q, error) && !question_get_int(q, 0);
    bool failed = question_failed(q);
    question_done(q);
    if (failed || !list_tables(store, r->tables, &r->table_count, error))
        return NULL;
    if (!empty) {
        error_set(error, SYN_MISUSE, 0, "the store %s is not empty; name a new one", database_path(store->db));
        return NULL;
    }
    static const char *const besides[] = { "outlet", "article" };
    for (size_t i = 0; i < 2 && r->table_count < TABLES_MAX; i++)
        strcpy(r->tables[r->table_count++], besides[i]);
    return database_begin(store->db, error) ? r : NULL;
}

/* A name that may stand in SQL. */
static bool is_name(struct span name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!byte_is_alpha(name.at[i]) && !byte_is_digit(name.at[i]) && name.at[i] != '_')
            return false;
    return name.len && name.len <= NAME_MAX_BYTES;
}

static bool is_open_table(const struct whole_reader *r, struct span name)
{
    for (size_t i = 0; i < r->table_count; i++)
        if (span_equal(span_of(r->tables[i]), name))
            return true;
    return false;
}

struct inserting { struct span columns[COLUMNS_MAX]; struct cell cells[COLUMNS_MAX]; size_t count; };

static bool insert(struct whole_reader *r, struct arena scratch, const char *table, const struct inserting *row,
                   struct syn_error *error)
{
    struct buffer sql = buffer_in(&scratch);
    buffer_printf(&sql, "INSERT OR REPLACE INTO \"%s\" (", table);
    for (size_t i = 0; i < row->count; i++)
        buffer_printf(&sql, "%s\"%.*s\"", i ? ", " : "", (int)row->columns[i].len, row->columns[i].at);
    buffer_text(&sql, ") VALUES (");
    for (size_t i = 0; i < row->count; i++)
        buffer_printf(&sql, "%s?%zu", i ? ", " : "", i + 1);
    buffer_text(&sql, ")");
    struct question *q = database_ask_made(r->store->db, buffer_span(&sql), error);
    if (!q)
        return bad_line(r, "it has columns that this program does not know", error);
    for (size_t i = 0; i < row->count; i++) {
        const struct cell *cell = &row->cells[i];
        if (cell->kind == CELL_NUMBER)
            question_int(q, (int)i + 1, cell->number);
        else if (cell->kind == CELL_DECIMAL)
            question_double(q, (int)i + 1, cell->decimal);
        else if (cell->kind == CELL_TEXT)
            question_text(q, (int)i + 1, cell->text);
        else if (cell->kind == CELL_BYTES)
            question_bytes(q, (int)i + 1, cell->text);
    }
    return question_run(q, error);
}

static bool add_cell(struct whole_reader *r, struct arena *keep, struct inserting *row, struct span column,
                     struct json value, struct syn_error *error)
{
    if (row->count == COLUMNS_MAX || !is_name(column))
        return bad_line(r, "its columns have no names", error);
    row->columns[row->count] = column;
    if (!whole_get_cell(keep, value, &row->cells[row->count]))
        return bad_line(r, "it has a value that no column takes", error);
    row->count++;
    return true;
}

/* ---- a version ---- */

static bool put_body(struct whole_reader *r, struct arena *keep, struct arena scratch, struct json value,
                     int64_t version, struct span *bytes, struct syn_error *error)
{
    struct article article;
    struct buffer packed = buffer_in(keep);
    if (!whole_get_article(keep, value, &article))
        return bad_line(r, "it has no article", error);
    article_pack(&packed, &article);
    *bytes = buffer_span(&packed);
    struct question *q = database_ask(r->store->db, "INSERT INTO body (version, packed) VALUES (?1, ?2)");
    question_int(q, 1, version);
    struct arena half = arena_half(&scratch);
    question_bytes(q, 2, compress_pack(&half, scratch, r->store->compressor, *bytes, SPAN("")));
    return question_run(q, error);
}

static bool put_evidence_row(struct whole_reader *r, struct arena scratch, struct json value, int64_t version,
                             struct span body, struct syn_error *error)
{
    struct inserting row = { .count = 1, .columns = { SPAN("version") },
                             .cells = { { .kind = CELL_NUMBER, .number = version } } };
    struct arena keep = arena_half(&scratch);
    struct json_step step = { 0 };
    struct span key;
    struct json member;
    while (json_next(value, &step, &key, &member)) {
        if (!add_cell(r, &keep, &row, key, member, error))
            return false;
        struct cell *cell = &row.cells[row.count - 1];
        if (span_equal(key, SPAN("packed")) && cell->kind != CELL_NOTHING) {
            cell->kind = CELL_BYTES;
            cell->text = compress_pack(&keep, scratch, r->store->compressor, cell->text, body);
        }
    }
    return insert(r, scratch, "evidence", &row, error);
}

static bool put_found_row(struct whole_reader *r, struct arena scratch, size_t which, struct json value,
                          int64_t version, struct syn_error *error)
{
    struct inserting row = { .count = 1, .columns = { SPAN("version") },
                             .cells = { { .kind = CELL_NUMBER, .number = version } } };
    struct arena keep = arena_half(&scratch);
    struct json_step step = { 0 };
    struct span key;
    struct json cell;
    for (uint32_t i = 0; json_next(value, &step, &key, &cell); i++)
        if (i >= r->found[which].count)
            return bad_line(r, "it has a row that is too long", error);
        else if (!add_cell(r, &keep, &row, r->found[which].at[i], cell, error))
            return false;
    return insert(r, scratch, found[which], &row, error);
}

static bool put_found_rows(struct whole_reader *r, struct arena scratch, size_t which, struct json rows,
                           int64_t version, struct syn_error *error)
{
    struct json_step step = { 0 };
    struct span key;
    struct json row;
    while (rows.kind == JSON_ARRAY && json_next(rows, &step, &key, &row))
        if (!put_found_row(r, scratch, which, row, version, error))
            return false;
    return true;
}

/* The members that are rows of other tables. */
struct parts { struct json body, evidence, found[FOUND]; };

static bool is_part(struct parts *parts, struct span key, struct json value)
{
    if (span_equal(key, SPAN("body"))) {
        parts->body = value;
        return true;
    }
    if (span_equal(key, SPAN("evidence"))) {
        parts->evidence = value;
        return true;
    }
    for (size_t i = 0; i < FOUND; i++)
        if (span_equal(key, span_of(found[i]))) {
            parts->found[i] = value;
            return true;
        }
    return false;
}

static bool take_version(struct whole_reader *r, struct arena scratch, struct json line, struct syn_error *error)
{
    struct inserting row = { .count = 0 };
    struct parts parts = { .body = { JSON_NONE, { NULL, 0 } } };
    struct arena keep = arena_half(&scratch);
    struct json_step step = { 0 };
    struct span key, body;
    struct json value;
    int64_t version = 0;
    while (json_next(line, &step, &key, &value)) {
        if (span_equal(key, SPAN("in")) || is_part(&parts, key, value))
            continue;
        if (!add_cell(r, &keep, &row, key, value, error))
            return false;
        if (span_equal(key, SPAN("id")))
            version = row.cells[row.count - 1].number;
    }
    if (!insert(r, scratch, "version", &row, error) ||
        !put_body(r, &keep, scratch, parts.body, version, &body, error))
        return false;
    if (parts.evidence.kind == JSON_OBJECT && !put_evidence_row(r, scratch, parts.evidence, version, body, error))
        return false;
    for (size_t i = 0; i < FOUND; i++)
        if (!put_found_rows(r, scratch, i, parts.found[i], version, error))
            return false;
    return true;
}

/* ---- other lines ---- */

static int64_t number_in(const struct inserting *row, struct span column)
{
    for (size_t i = 0; i < row->count; i++)
        if (span_equal(row->columns[i], column))
            return row->cells[i].number;
    return 0;
}

/* Its versions came before it: now it can be found. */
static bool index_article(struct whole_reader *r, struct arena scratch, const struct inserting *row,
                          struct syn_error *error)
{
    struct search_words words;
    struct arena keep = arena_half(&scratch);
    int64_t article = number_in(row, SPAN("id")), version = number_in(row, SPAN("version"));
    r->articles++;
    return search_words_of_stored(r->store, &keep, scratch, article, version, &words, error) &&
           search_put(r->store->db, number_in(row, SPAN("doc")), &words, error);
}

static bool take_row(struct whole_reader *r, struct arena scratch, struct span table, struct json line,
                     struct syn_error *error)
{
    struct inserting row = { .count = 0 };
    struct arena keep = arena_half(&scratch);
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    if (!is_open_table(r, table))
        return bad_line(r, "it is of a table that this program does not know", error);
    while (json_next(line, &step, &key, &value))
        if (!span_equal(key, SPAN("in")) && !add_cell(r, &keep, &row, key, value, error))
            return false;
    const char *name = arena_copy(&keep, table).at;
    /* The counters of numbers are no table with a key: what stands there of one is replaced. */
    if (span_equal(table, SPAN("sqlite_sequence"))) {
        struct question *q = database_ask(r->store->db, "DELETE FROM sqlite_sequence WHERE name = ?1");
        question_text(q, 1, row.count ? row.cells[0].text : SPAN(""));
        if (!question_run(q, error))
            return false;
    }
    return insert(r, scratch, name, &row, error) &&
           (!span_equal(table, SPAN("article")) || index_article(r, scratch, &row, error));
}

static bool take_head(struct whole_reader *r, struct json line, struct syn_error *error)
{
    struct json format = json_member(line, SPAN("format"));
    if (!span_equal(json_text(r->keep, format), SPAN(FORMAT)))
        return error_set(error, SYN_BAD_FORMAT, 0, "this is no whole store; write one with: synoptic export --all "
                         "--format store, and read articles with: synoptic add");
    if (whole_get_number(json_member(line, SPAN("tables"))) > SCHEMA_VERSION)
        return error_set(error, SYN_BAD_FORMAT, 0, "this store was written by a newer synoptic; use that one");
    for (size_t i = 0; i < FOUND; i++) {
        struct json names = json_member(line, span_of(found[i])), name;
        struct json_step step = { 0 };
        struct span key;
        r->found[i].at = arena_new(r->keep, struct span, COLUMNS_MAX);
        while (r->found[i].count < COLUMNS_MAX && names.kind == JSON_ARRAY && json_next(names, &step, &key, &name))
            r->found[i].at[r->found[i].count++] = arena_copy(r->keep, json_text(r->keep, name));
    }
    r->begun = true;
    return true;
}

static bool take_end(struct whole_reader *r, struct json lines, struct syn_error *error)
{
    r->ended = whole_get_number(lines) == (int64_t)r->lines - 1;
    return r->ended || bad_line(r, "lines before it are missing", error);
}

bool whole_take(struct whole_reader *r, struct arena scratch, struct span line, struct syn_error *error)
{
    struct json value;
    size_t at = 0;
    r->lines++;
    if (!json_parse(line, &at, &value) || value.kind != JSON_OBJECT)
        return bad_line(r, "it is no JSON object", error);
    if (!r->begun)
        return take_head(r, value, error);
    struct json lines = json_member(value, SPAN("lines")), in = json_member(value, SPAN("in"));
    if (in.kind == JSON_NONE && lines.kind == JSON_NUMBER)
        return take_end(r, lines, error);
    struct span table = json_text(&scratch, in);
    if (r->lines % COMMIT_LINES == 0 && (!database_commit(r->store->db, error) || !database_begin(r->store->db, error)))
        return false;
    return span_equal(table, SPAN("version")) ? take_version(r, scratch, value, error)
                                              : take_row(r, scratch, table, value, error);
}

bool whole_end(struct whole_reader *r, struct syn_error *error)
{
    if (!r->ended)
        return error_set(error, SYN_BAD_FORMAT, r->lines, "the file ends after line %" PRIu64 ", in the midst of the "
                         "store; copy it again", r->lines);
    return database_commit(r->store->db, error);
}

uint64_t whole_articles(const struct whole_reader *r) { return r->articles; }
