/* run/shelf.h -- memory for results that pile up
 *
 * A shelf is a row of regions, each at least twice as large as the one before, so that a run of any
 * size needs few of them and what was handed out never moves.  Address space is cheap and pages cost
 * only once they are touched, so a caller names the most that its next piece of work could want.
 *
 * Fails:   never (see base/arena.h).      Threads: one at a time.
 * Memory:  shelf_close gives everything back; shelf_reset keeps up to `keep_bytes` for the next use.
 */
#ifndef SYN_RUN_SHELF_H
#define SYN_RUN_SHELF_H

#include <stddef.h>

#include "base/arena.h"

enum { SHELF_REGIONS = 32 };
struct shelf { struct region at[SHELF_REGIONS]; unsigned count; };

/* An arena with room for `bytes` more; good until the next call, what it gave until the reset. */
struct arena *shelf_arena(struct shelf *shelf, size_t bytes);
void shelf_reset(struct shelf *shelf, size_t keep_bytes);
void shelf_close(struct shelf *shelf);

#endif
