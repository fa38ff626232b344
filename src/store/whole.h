/* store/whole.h -- a whole store as lines of JSON, and back
 *
 * Complete: all versions with what came from outside, what was found in them, stories with their log and what was set
 * right by hand, sources, searches, alerts.  A store that is made of the lines has the same numbers and the same rows
 * in every table, and gives the same lines again.  Left out is what the program makes anew: the full-text index, and
 * the state of grouping, which is taken up from the log.
 *
 * The first line names the form and the version of the tables, the last counts the lines, so that a file which was cut
 * off is known.  Between them is one object a line: "in" names the table, the other members are its columns
 * (docs/formats.md, "A whole store").
 *
 * Fails:   whole_write, as the database does, and without a word where the taker says false; whole_take, on lines
 *          that whole_write did not write: the store is no good then.
 * Memory:  a line at a time, with some four times its length.
 * Threads: the store's.      Cost: linear; some 100 MB/s to write.
 */
#ifndef SYN_STORE_WHOLE_H
#define SYN_STORE_WHOLE_H

#include "base/buffer.h"
#include "store/store.h"

/* Without its end of line; good until it returns. */
typedef bool whole_line(void *context, struct span line);
bool whole_write(struct store *store, struct arena scratch, whole_line *take, void *context, struct syn_error *error);

/* Into a store that is empty, open for writing. */
struct whole_reader;
struct whole_reader *whole_begin(struct arena *keep, struct store *store, struct syn_error *error);
/* Lines in their order. */
bool whole_take(struct whole_reader *reader, struct arena scratch, struct span line, struct syn_error *error);
/* All was there, and is on the disk. */
bool whole_end(struct whole_reader *reader, struct syn_error *error);
uint64_t whole_articles(const struct whole_reader *reader);

#endif
