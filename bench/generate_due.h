/* bench/generate_due.h -- what is still to come in a made-up stream of news, by time
 *
 * Fails:   ends the program where memory ends.
 * Memory:  64 bytes for each thing that is still to come.      Cost: logarithmic.
 */
#ifndef BENCH_GENERATE_DUE_H
#define BENCH_GENERATE_DUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Comes at this millisecond; what comes at the same one comes in the order of its pushing.  The rest is the
 * caller's. */
struct due {
    uint64_t at, order;
    uint64_t born, written;
    uint64_t story, article;
    uint32_t report, version;
};

struct dues {
    struct due *heap;
    size_t waiting, room;
    uint64_t pushed;
};

void due_push(struct dues *dues, struct due due);
struct due due_pop(struct dues *dues);
void due_free(struct dues *dues);

void *due_grown(void *at, size_t room, size_t each);

#endif
