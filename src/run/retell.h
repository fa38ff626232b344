/* run/retell.h -- a stored story, compared and told anew
 *
 * Reads the current versions of a story's articles, annotates them, and compares them with a look at neighbouring
 * stories, as run/pile.h does for a closed set.  What comes out may be kept: then lists of stories can show how many
 * accounts and conflicts there are without comparing again.
 *
 * Fails:   where the store cannot be read or written.
 * Memory:  a synopsis is good until the next call.
 * Threads: one at a time; reports are annotated by as many as were asked for.
 * Cost:    some 2 ms to annotate a report of the story or beside it; comparing grows faster than the story.  Twelve
 *          reports take 0.06 s of processor time, five hundred 2.5 s.  RETELL_MOST reports at most, the latest.
 */
#ifndef SYN_RUN_RETELL_H
#define SYN_RUN_RETELL_H

#include "news/synopsis.h"
#include "store/store.h"

enum { RETELL_MOST = 500 };

struct retelling;
struct retelling *retelling_open(struct store *store, unsigned threads);     /* 0: as many as there are processors */
void retelling_close(struct retelling *r);

/* Report ids are "a17", the synopsis' id is "s4". */
bool retell(struct retelling *r, int64_t story, const struct synopsis **out, struct syn_error *error);

/* The same, and writes it into the store, if it is open for writing: synopsis, lineage and the story's counts, of its
 * present revision. */
bool retell_keep(struct retelling *r, int64_t story, int64_t now, const struct synopsis **out,
                 struct syn_error *error);

/* Keeps the one that was told last, as it was when it was read: who has shown it need not compare it again. */
bool retelling_keep(struct retelling *r, int64_t now, struct syn_error *error);

/* One version of an article, annotated. */
bool retell_report(struct store *store, struct arena *keep, struct arena scratch, int64_t version, struct report *out,
                   struct syn_error *error);

/* Stories of at least `reports` reports, changed since `since` (their latest article), whose synopsis is not of their
 * present revision: largest first. */
bool retell_due(struct store *store, struct arena *keep, int64_t since, uint32_t reports, uint32_t most,
                struct stored_ids *out, struct syn_error *error);

#endif
