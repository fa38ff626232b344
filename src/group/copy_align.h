/* group/copy_align.h -- which words two texts have in common, in runs
 *
 * The map of a text says where its runs of three words stand; another text is walked along it, and matches that lie
 * near each other on one diagonal grow into a run, which may hold changed words.
 *
 * In:      texts (group/copy_text.h).
 * Out:     runs of words in the order of the walked text.
 * Fails:   never.   Memory: the map and the runs live in `keep`.   Threads: any.
 * Cost:    a map is linear in its text; walking is linear in the walked text alone.  Of a run of words that the
 *          mapped text repeats the first places are looked at, and a dozen runs may grow at one time.
 */
#ifndef SYN_GROUP_COPY_ALIGN_H
#define SYN_GROUP_COPY_ALIGN_H

#include "group/copy_text.h"

enum { COPY_MAP_FILTER = 1024 };

struct copy_map {
    const uint8_t *code;
    uint32_t word_count;
    uint32_t *head, *next;   /* place + 1; 0 ends a chain */
    uint32_t mask;
    uint64_t *filter;        /* of COPY_MAP_FILTER: most that is not in the text is turned away here */
};

/* Words [a_from, a_to) of the walked text and [b_from, b_to) of the mapped one. */
struct copy_run { uint32_t a_from, a_to, b_from, b_to; };
struct copy_runs { struct copy_run *at; size_t count, room; };

/* Sorted by the mapped text's words, then the walked one's. */
struct copy_runs copy_runs_by_mapped(struct arena *keep, const struct copy_runs *runs);

struct copy_map copy_map_of(struct arena *keep, const struct copy_text *text);
struct copy_runs copy_align(struct arena *keep, const struct copy_text *walked, const struct copy_map *map);

#endif
