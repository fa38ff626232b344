/* run/watch_inputs.h -- what is to be watched, as people name it: addresses, OPML, lists of addresses
 *
 * Fails:   watch_add_inputs, on the first input that names nothing; then none is added.
 * Memory:  that of the largest list, while it is read.      Threads: one at a time a database.
 */
#ifndef SYN_RUN_WATCH_INPUTS_H
#define SYN_RUN_WATCH_INPUTS_H

#include "base/buffer.h"
#include "store/watched.h"

/* left_out: lines that are no address that can be fetched. */
struct watch_inputs { uint64_t added, known, left_out; };

/* Each an address, or the path of a file of these: OPML, or one a line ("-" is standard input). */
bool watch_add_inputs(struct database *db, const char *const *inputs, size_t count, int64_t now,
                      struct watch_inputs *out, struct syn_error *error);

/* One source, its address written one way (read/url.h).  What is no address that can be fetched is not added, and
 * *is_new is false. */
bool watch_add_source(struct database *db, struct arena scratch, struct span url, struct span title,
                      enum watched_kind kind, int64_t now, bool *is_new, struct syn_error *error);

/* The source that a person means by this address. */
bool watch_find_source(struct database *db, struct arena *keep, const char *url, struct watched *out,
                       struct syn_error *error);

/* All of them as OPML, which watch_add_inputs reads again. */
void watch_put_opml(struct buffer *out, const struct watched_list *list);

#endif
