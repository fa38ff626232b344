/* news/cell.h -- a row of a table on its way out: values, each of its kind */
#ifndef SYN_NEWS_CELL_H
#define SYN_NEWS_CELL_H

#include <stdint.h>

#include "base/span.h"

enum cell_kind {
    CELL_NOTHING,
    CELL_NUMBER,
    CELL_DECIMAL,
    CELL_TEXT,
    CELL_BYTES,
    CELL_ARTICLE,            /* `number` as people call it: a17 */
    CELL_STORY,              /* s4 */
    CELL_TIME                /* seconds since 1970 */
};

struct cell { uint8_t kind; int64_t number; double decimal; struct span text; };
/* `names`: one for each cell. */
struct cells { const char *const *names; const struct cell *at; uint32_t count; };

#endif
