#include "store/whole_tables.h"

#include <string.h>

const char *const whole_found[WHOLE_FOUND] = { "name", "figure", "attribution" };

/* Tables that are told before all others (article and version in a way of their own), and those that are not told at
 * all: what the program makes anew. */
#define NOT_TOLD                                                                                                  \
    "('outlet', 'version', 'article', 'body', 'evidence', 'name', 'figure', 'attribution', 'image', 'outlet_day',"  \
    " 'outlet_copy', 'search_data', 'search_idx', 'search_content', 'search_docsize', 'search_config')"

/* sqlite_sequence knows which numbers were given out. */
bool whole_tables(struct store *store, struct whole_tables *out, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store),
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND (name NOT LIKE 'sqlite%' OR name = 'sqlite_sequence') AND name NOT IN " NOT_TOLD " ORDER BY name");
    out->count = 0;
    while (out->count < WHOLE_TABLES_MAX && question_next(q, error)) {
        struct span name = question_get_text(q, 0);
        size_t len = name.len < WHOLE_NAME_MAX ? name.len : WHOLE_NAME_MAX;
        memcpy(out->names[out->count], name.at, len);
        out->names[out->count++][len] = 0;
    }
    bool failed = question_failed(q);
    question_done(q);
    return !failed;
}
