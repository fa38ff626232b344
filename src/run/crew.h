/* run/crew.h -- workers with their memory
 *
 * Each worker of a pool (base/pool.h) has a shelf for results and one for what is gone after a piece
 * of work.  How much a piece of work may want is told by the bytes it works on: the stages are linear,
 * and WORK_PER_BYTE is far above the worst of them (one-letter words, a token and its marks each).
 *
 * Fails:   never (see base/arena.h).
 * Memory:  crew_open takes its own; results live until crew_reset or crew_close.
 * Threads: a worker's memory belongs to the thread that works as that worker.
 */
#ifndef SYN_RUN_CREW_H
#define SYN_RUN_CREW_H

#include "base/pool.h"
#include "run/shelf.h"

enum { WORK_PER_BYTE = 768, WORK_LEAST = 8 << 20 };

struct crew_worker { struct shelf keep, scratch; };
struct crew { unsigned threads; struct crew_worker *workers; struct region own; };

/* 0 threads: as many as there are processors. */
struct crew crew_open(unsigned threads);
void crew_reset(struct crew *crew);
void crew_close(struct crew *crew);

struct arena *crew_keep(struct crew *crew, unsigned worker, size_t work_bytes);
/* Forgets what the worker had in its scratch before. */
struct arena crew_scratch(struct crew *crew, unsigned worker, size_t work_bytes);

#endif
