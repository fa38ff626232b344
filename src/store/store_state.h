/* store/store_state.h -- what an open store holds: shared by the files of this folder */
#ifndef SYN_STORE_STORE_STATE_H
#define SYN_STORE_STORE_STATE_H

#include "base/map.h"
#include "store/compress.h"
#include "store/store.h"

enum { STORE_MINUTES = 256, STORE_BODY_MAX = 256 << 20 };

/* Where the next article of a minute goes: minutes flow over (store/search.h). */
struct full_minute { int64_t minute, next; };

struct store {
    struct region own;
    struct database *db;
    struct compressor *compressor;
    struct full_minute minutes[STORE_MINUTES];
    struct intern outlets;             /* names that were met since it was opened */
    int64_t *outlet_ids;
    size_t outlet_room;
};

#endif
