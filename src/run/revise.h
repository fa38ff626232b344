/* run/revise.h -- versions of an article, out of the store or out of files, held against each other
 *
 * Fails:   where the store or a file cannot be read, or there is no such version.
 * Memory:  what is found is good until the next call.
 * Threads: one at a time.
 * Cost:    that of annotating two texts, some 2 ms each, and of compare/revision.h.
 */
#ifndef SYN_RUN_REVISE_H
#define SYN_RUN_REVISE_H

#include "base/error.h"
#include "store/store.h"
#include "tell/revision.h"

/* Of one article no more pairs than these are told at once: the latest. */
enum { REVISE_PAIRS_MOST = 64 };

struct revising;
/* `store` may be NULL, for files. */
struct revising *revising_open(struct store *store);
void revising_close(struct revising *r);

/* Versions by their numbers, from 1; 0 for both: the last two. */
bool revise_stored(struct revising *r, int64_t article, uint32_t from, uint32_t to, struct revision_page *out,
                   struct syn_error *error);
/* Each version but the first, with the one before it; those that were seen at `since` or later. */
bool revise_all(struct revising *r, int64_t article, int64_t since, struct revision_page **out, size_t *count,
                struct syn_error *error);
/* Each input must hold one report. */
bool revise_files(struct revising *r, const char *before, const char *after, struct revision_page *out,
                  struct syn_error *error);

/* Whether a headline, a figure, a quote or a date was changed silently. */
bool revise_is_silent(const struct revision *revision);

#endif
