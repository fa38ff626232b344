/* store/rows.h -- what was found in a version, as the store keeps it: one row of `name`, `figure`, `attribution` each
 *
 * In:      annotations of an article.
 * Fails:   rows_insert and rows_read, as the database does.
 * Memory:  `keep`; texts may point into the report.
 * Threads: rows_of any; the others the store's.      Cost: linear.
 */
#ifndef SYN_STORE_ROWS_H
#define SYN_STORE_ROWS_H

#include "store/database.h"
#include "base/arena.h"
#include "news/report.h"

struct row_name {
    uint8_t type;                      /* enum entity_type */
    struct span name, folded, role;
    struct span places;                /* its mentions: rows_places */
};

struct row_figure {
    struct mark at;
    double value, low, high;           /* in the base unit of the dimension; open ends are infinite */
    struct span unit;
    uint8_t dimension, state;
    struct span counted;               /* the noun that it counts, as words (store/words.h) */
};

struct row_attribution {
    uint8_t kind, stance;
    struct span speaker, folded;       /* the entity's name where there is one, else what the source is called */
    struct mark content, source, cue;
};

struct rows {
    struct row_name *names;
    struct row_figure *figures;
    struct row_attribution *attributions;
    uint32_t name_count, figure_count, attribution_count;
};

struct rows rows_of(struct arena *keep, struct arena scratch, const struct report *report);

bool rows_insert(struct database *db, int64_t version, const struct rows *rows, struct syn_error *error);
bool rows_read(struct database *db, struct arena *keep, int64_t version, struct rows *out, struct syn_error *error);

/* The marks of a name's mentions; none where they were not written by this program. */
struct marks rows_places(struct arena *keep, struct span places);

#endif
