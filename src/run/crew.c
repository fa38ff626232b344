#include "run/crew.h"

enum { KEPT_PAGES = 24 << 20 };  /* more than a batch of ordinary reports and their bags takes */

struct crew crew_open(unsigned threads)
{
    struct crew crew = { .threads = threads ? threads : pool_processors() };
    if (crew.threads > POOL_THREADS_MAX)
        crew.threads = POOL_THREADS_MAX;
    crew.own = region_open(sizeof(struct crew_worker) * POOL_THREADS_MAX + 4096);
    crew.workers = arena_new(&crew.own.arena, struct crew_worker, crew.threads);
    return crew;
}

void crew_reset(struct crew *crew)
{
    for (unsigned i = 0; i < crew->threads; i++) {
        shelf_reset(&crew->workers[i].keep, KEPT_PAGES);
        shelf_reset(&crew->workers[i].scratch, KEPT_PAGES);
    }
}

void crew_close(struct crew *crew)
{
    for (unsigned i = 0; i < crew->threads; i++) {
        shelf_close(&crew->workers[i].keep);
        shelf_close(&crew->workers[i].scratch);
    }
    region_close(&crew->own);
}

struct arena *crew_keep(struct crew *crew, unsigned worker, size_t work_bytes)
{
    return shelf_arena(&crew->workers[worker].keep, WORK_LEAST + work_bytes * WORK_PER_BYTE);
}

struct arena crew_scratch(struct crew *crew, unsigned worker, size_t work_bytes)
{
    struct shelf *shelf = &crew->workers[worker].scratch;
    size_t bytes = WORK_LEAST + work_bytes * WORK_PER_BYTE;
    /* A scratch that an outsized document needed is given back before the next one. */
    if (shelf->count && (shelf->at[0].size < bytes || shelf->at[0].size > bytes * 64))
        shelf_close(shelf);
    return *shelf_arena(shelf, bytes);
}
