/* store/outlets.h -- the names of outlets as numbers, and how much there is of each
 *
 * Beside each outlet stands how many reports it has, in table outlet_day on which days, and in outlet_copy how many of
 * them go back to which other outlet (in the stories that were told): counts that pages show and nobody should have to
 * make out of a million rows.
 *
 * Fails: as the database does.   Threads: the store's.   Cost: a hash lookup for those met before; two rows a report.
 */
#ifndef SYN_STORE_OUTLETS_H
#define SYN_STORE_OUTLETS_H

#include "store/store.h"

/* 0 for an empty name.  One that is new gets the next number. */
bool outlets_number(struct store *store, struct span name, int64_t *id, struct syn_error *error);

/* The same without adding it: *id is 0 where there is none of that name. */
bool outlets_find(struct store *store, struct span name, int64_t *id, struct syn_error *error);

/* A report more (1) or less (-1) at `doc`'s time.  Nothing for outlet 0. */
bool outlets_count(struct store *store, int64_t outlet, int64_t doc, int by, struct syn_error *error);
/* Before the story's rows of `lineage` are taken out (-1), and after they were put in (1). */
bool outlets_count_copies(struct store *store, struct arena scratch, int64_t story, int by, struct syn_error *error);
/* All of that from the articles; for a store that was read back, which keeps none of it. */
bool outlets_count_anew(struct database *db, struct syn_error *error);

/* 5898240: minutes of a day, each of 4096 rows (store/search.h). */
#define OUTLETS_COUNT_ANEW                                                                                          \
    "DELETE FROM outlet_day; DELETE FROM outlet_copy;"                                                              \
    "INSERT INTO outlet_day (outlet, day, reports) SELECT outlet, doc / 5898240, count(*) FROM article"             \
    " WHERE outlet IS NOT NULL GROUP BY 1, 2;"                                                                      \
    "UPDATE outlet SET reports = coalesce((SELECT sum(d.reports) FROM outlet_day d WHERE d.outlet = outlet.id), 0);" \
    "UPDATE lineage SET source_outlet = (SELECT a.outlet FROM article a WHERE a.id = lineage.source),"              \
    " target_outlet = (SELECT a.outlet FROM article a WHERE a.id = lineage.target);"                                \
    "INSERT INTO outlet_copy (source, target, reports) SELECT source_outlet, target_outlet, count(*) FROM"          \
    " (SELECT DISTINCT story, source, target, source_outlet, target_outlet FROM lineage"                            \
    " WHERE kind < 3 AND source_outlet <> target_outlet) GROUP BY 1, 2;"

#endif
