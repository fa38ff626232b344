/* store/database.h -- the one home of SQLite: a database, its prepared questions, their rows
 *
 *     struct question *q = database_ask(db, "SELECT id FROM article WHERE story = ?1");
 *     question_int(q, 1, story);
 *     while (question_next(q, &error)) ... question_get_int(q, 0) ...
 *     question_done(q);
 *
 * The database is in WAL mode: one process writes, any number read at the same time, each seeing what was
 * committed when its transaction began.  What a commit acknowledged is on the disk (synchronous=FULL): it survives
 * kill -9 and loss of power.  A writer that finds another one at work waits up to DATABASE_PATIENCE for it.
 *
 * Questions are prepared once for each text (told by its letters) and kept until the database is closed.  Parameters are
 * numbered from 1 and columns from 0; a parameter that is not set is null.
 *
 * Fails:   with a message that names the file and what to do; question_next says false and fills *error then, which
 *          otherwise stays as it was.  A text of ours that SQL does not take is a fault of ours: assert.
 * Memory:  SQLite's own: a page cache of `cache_bytes`, and what questions hold.
 * Threads: one at a time a database; other threads open their own.
 */
#ifndef SYN_STORE_DATABASE_H
#define SYN_STORE_DATABASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/span.h"

enum { DATABASE_PATIENCE = 10000 };       /* milliseconds */

enum database_mode { DATABASE_READ, DATABASE_WRITE, DATABASE_CREATE };   /* CREATE: made where it is not there */

struct database;
struct question;

struct database *database_open(const char *path, enum database_mode mode, size_t cache_bytes, struct syn_error *error);
void database_close(struct database *db);
const char *database_path(const struct database *db);
/* How long a writer waits for another one from now on, in the place of DATABASE_PATIENCE. */
void database_set_patience(struct database *db, int milliseconds);

/* One statement or several, parted by ";", without parameters and results. */
bool database_run(struct database *db, const char *sql, struct syn_error *error);

/* Transactions do not nest.  DATABASE_READ: begin fixes what is seen until the commit. */
bool database_begin(struct database *db, struct syn_error *error);
bool database_commit(struct database *db, struct syn_error *error);
void database_rollback(struct database *db);
bool database_in_transaction(const struct database *db);

/* Never NULL.  The question is reset, and its parameters are null. */
struct question *database_ask(struct database *db, const char *sql);
/* For a text that was put together: NULL and a message where SQL does not take it. */
struct question *database_ask_made(struct database *db, struct span sql, struct syn_error *error);

void question_int(struct question *q, int parameter, int64_t value);
void question_double(struct question *q, int parameter, double value);
/* Both must live until question_done; an empty text is an empty text, not null. */
void question_text(struct question *q, int parameter, struct span text);
void question_bytes(struct question *q, int parameter, struct span bytes);
/* null where it is empty. */
void question_text_or_null(struct question *q, int parameter, struct span text);

/* The next row; false at the end, and where it failed. */
bool question_next(struct question *q, struct syn_error *error);
bool question_failed(const struct question *q);
/* Ends it, so that it may be asked anew. */
void question_done(struct question *q);
/* Runs a question without rows to its end; false where it failed. */
bool question_run(struct question *q, struct syn_error *error);

bool question_is_null(struct question *q, int column);
int64_t question_get_int(struct question *q, int column);
double question_get_double(struct question *q, int column);
/* Good until the next question_next or question_done. */
struct span question_get_text(struct question *q, int column);
struct span question_get_bytes(struct question *q, int column);
int question_columns(struct question *q);
const char *question_column_name(struct question *q, int column);
enum question_kind { QUESTION_NULL, QUESTION_INT, QUESTION_DOUBLE, QUESTION_TEXT, QUESTION_BYTES };
enum question_kind question_kind(struct question *q, int column);

/* Of the last insert. */
int64_t database_last_id(const struct database *db);
/* Rows that the last statement changed. */
int64_t database_changed(const struct database *db);

#endif
