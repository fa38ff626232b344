/* store/dump.h -- what is to leave the store: which articles and stories, and tables about them row by row
 *
 * Everything comes in order of number, one at a time, so that a store of any size is told in the same memory.  Tables
 * have words for what the store keeps as numbers (docs/formats.md, "Tables").
 *
 * Fails:   as the database does; and says false without a word where the taker does.
 * Memory:  `scratch`, a row at a time, and the text that a row's words stand in.
 * Threads: the store's.      Cost: linear in what is told; by index.
 */
#ifndef SYN_STORE_DUMP_H
#define SYN_STORE_DUMP_H

#include "news/cell.h"
#include "store/store.h"

/* Seconds since 1970, half open; of articles the time they were published, where that is unknown when they came. */
struct dump_times { int64_t from, to; };
#define DUMP_ALWAYS ((struct dump_times){ INT64_MIN, INT64_MAX })

/* Returns false to stop. */
typedef bool dump_number(void *context, int64_t id);
bool dump_articles(struct store *store, struct dump_times times, dump_number *take, void *context,
                   struct syn_error *error);
/* Stories that have reports, of which one may be of these times. */
bool dump_stories(struct store *store, struct dump_times times, dump_number *take, void *context,
                  struct syn_error *error);
bool dump_story_articles(struct store *store, int64_t story, struct dump_times times, dump_number *take, void *context,
                         struct syn_error *error);
/* When the latest version came; 0 in an empty store. */
int64_t dump_latest(struct store *store);

enum dump_table {
    /* of an article */
    DUMP_ARTICLES, DUMP_VERSIONS, DUMP_NAMES, DUMP_FIGURES, DUMP_ATTRIBUTIONS,
    /* of a story */
    DUMP_STORIES, DUMP_EVENTS,
    DUMP_TABLES
};

const char *const *dump_columns(enum dump_table table, uint32_t *count);

typedef bool dump_row(void *context, const struct cells *row);
/* The rows of one article or story.  What was found in an article is told of its current version, or of `all`. */
bool dump_rows(struct store *store, struct arena scratch, enum dump_table table, int64_t id, bool all, dump_row *take,
               void *context, struct syn_error *error);
/* The whole log, in its order. */
bool dump_log(struct store *store, struct arena scratch, dump_row *take, void *context, struct syn_error *error);

/* The names in a version. */
struct dump_name { struct span name; uint8_t type; };    /* enum entity_type */
struct dump_names { struct dump_name *at; uint32_t count; };
bool dump_names(struct store *store, struct arena *keep, int64_t version, struct dump_names *out,
                struct syn_error *error);

#endif
