/* store/retold.h -- stories as they were told last, and what is due
 *
 * A synopsis is kept as its JSON (docs/formats.md), packed, with the revision of the story that it was made of; beside
 * it stand who copied whom, as rows, and three counts in the story's own row, for lists.
 *
 * Fails:   as the database does; retold_read, with SYN_NOT_FOUND where the story was never told.
 * Memory:  `keep`.      Threads: the store's; retold_write the writer's.
 */
#ifndef SYN_STORE_RETOLD_H
#define SYN_STORE_RETOLD_H

#include "store/store.h"

struct retold_edge {
    int64_t source, target;            /* articles: from the source to what was made of it */
    int kind;                          /* enum lineage_kind */
    double share, sure;
    bool inferred;
    struct span grounds;               /* a line each */
};

struct retold {
    int64_t revision, made;            /* of the story; seconds */
    struct span json;
    uint32_t origins, conflicts, differences;
    const struct retold_edge *edges;     /* left empty by retold_read */
    uint32_t edge_count;
};

/* All that is read until the rollback is of one moment; no writer waits for it. */
bool retold_begin_reading(struct store *store, struct syn_error *error);

/* In a transaction; in the place of what was told before. */
bool retold_write(struct store *store, struct arena scratch, int64_t story, const struct retold *told,
                struct syn_error *error);
bool retold_read(struct store *store, struct arena *keep, int64_t story, struct retold *out, struct syn_error *error);

/* Stories of at least `reports` reports whose latest is of `since` or later, which were not told as they are now:
 * largest first. */
bool retold_due(struct store *store, struct arena *keep, int64_t since, uint32_t reports, uint32_t most,
              struct stored_ids *out, struct syn_error *error);

/* Articles of which a later version was seen at `since` or later: the newest of them first, each once. */
bool retold_changed(struct store *store, struct arena *keep, int64_t since, uint32_t most, struct stored_ids *out,
                  struct syn_error *error);

#endif
