/* A whole store, brought back. */
#include "store/whole.h"

#include <inttypes.h>
#include <string.h>

#include "store/article_pack.h"
#include "store/outlets.h"
#include "store/schema.h"
#include "store/search.h"
#include "store/store_state.h"
#include "store/whole_tables.h"
#include "store/whole_value.h"

enum { COLUMNS_MAX = 64, COMMIT_LINES = 20000 };

struct whole_reader {
    struct store *store;
    uint64_t lines, articles;
    bool begun, ended;
    struct whole_tables tables;              /* that rows may be put into */
    struct spans found[WHOLE_FOUND];         /* columns, as the first line names them */
    struct arena *keep;
};

static bool bad_line(struct whole_reader *r, const char *what, struct syn_error *error)
{
    return error_set(error, SYN_BAD_FORMAT, r->lines, "line %" PRIu64 " is none of a whole store: %s; export it again "
                     "with --format store", r->lines, what);
}

struct whole_reader *whole_begin(struct arena *keep, struct store *store, struct syn_error *error)
{
    struct whole_reader *r = arena_new(keep, struct whole_reader, 1);
    *r = (struct whole_reader){ .store = store, .keep = keep };
    struct question *q = database_ask(store->db, "SELECT count(*) FROM (SELECT 1 FROM version LIMIT 1)");
    bool empty = question_next(q, error) && !question_get_int(q, 0);
    bool failed = question_failed(q);
    question_done(q);
    if (failed || !whole_tables(store, &r->tables, error))
        return NULL;
    if (!empty) {
        error_set(error, SYN_MISUSE, 0, "the store %s is not empty; name a new one", database_path(store->db));
        return NULL;
    }
    static const char *const besides[] = { "outlet", "article" };
    for (size_t i = 0; i < 2 && r->tables.count < WHOLE_TABLES_MAX; i++)
        strcpy(r->tables.names[r->tables.count++], besides[i]);
    /* Until it is whole it is worth nothing, so nothing need survive before that. */
    return database_run(store->db, "PRAGMA synchronous = OFF", error) && database_begin(store->db, error) ? r : NULL;
}

/* A name that may stand in SQL. */
static bool is_name(struct span name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!byte_is_alpha(name.at[i]) && !byte_is_digit(name.at[i]) && name.at[i] != '_')
            return false;
    return name.len && name.len <= WHOLE_NAME_MAX;
}

static bool is_open_table(const struct whole_reader *r, struct span name)
{
    for (size_t i = 0; i < r->tables.count; i++)
        if (span_equal(span_of(r->tables.names[i]), name))
            return true;
    return false;
}

struct inserting { struct span columns[COLUMNS_MAX]; struct cell cells[COLUMNS_MAX]; size_t count; };

/* Put together for each row: printf would take longer than the row itself. */
static struct span inserting_sql(struct arena *keep, const char *table, const struct inserting *row)
{
    struct buffer sql = buffer_in(keep);
    buffer_text(&sql, "INSERT OR REPLACE INTO \"");
    buffer_text(&sql, table);
    for (size_t i = 0; i < row->count; i++) {
        buffer_text(&sql, i ? "\", \"" : "\" (\"");
        buffer_put(&sql, row->columns[i]);
    }
    buffer_text(&sql, "\") VALUES (");
    for (size_t i = 0; i < row->count; i++) {
        buffer_text(&sql, i ? ", ?" : "?");
        buffer_number(&sql, (int64_t)i + 1);
    }
    buffer_byte(&sql, ')');
    return buffer_span(&sql);
}

static bool insert(struct whole_reader *r, struct arena scratch, const char *table, const struct inserting *row,
                   struct syn_error *error)
{
    struct span sql = inserting_sql(&scratch, table, row);
    struct question *q = database_ask_made(r->store->db, sql, error);
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
    return insert(r, scratch, whole_found[which], &row, error);
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
struct parts { struct json body, evidence, found[WHOLE_FOUND]; };

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
    for (size_t i = 0; i < WHOLE_FOUND; i++)
        if (span_equal(key, span_of(whole_found[i]))) {
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
    for (size_t i = 0; i < WHOLE_FOUND; i++)
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
    if (!span_equal(json_text(r->keep, format), SPAN(WHOLE_FORMAT)))
        return error_set(error, SYN_BAD_FORMAT, 0, "this is no whole store; write one with: synoptic export --all "
                         "--format store, and read articles with: synoptic add");
    if (whole_get_number(json_member(line, SPAN("tables"))) > SCHEMA_VERSION)
        return error_set(error, SYN_BAD_FORMAT, 0, "this store was written by a newer synoptic; use that one");
    for (size_t i = 0; i < WHOLE_FOUND; i++) {
        struct json names = json_member(line, span_of(whole_found[i])), name;
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
    return outlets_count_anew(r->store->db, error) && database_commit(r->store->db, error) &&
           database_run(r->store->db, "PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)", error);
}

uint64_t whole_articles(const struct whole_reader *r) { return r->articles; }
