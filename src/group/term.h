/* group/term.h -- what a report is known by: terms with weights
 *
 * A term is a word's stem, a pair of neighbouring ones, a number, or what stands for a word in any language
 * (text/bridge.h).  It is known by a hash; how it was written here stands in the same number, in the bits below, and
 * is no part of what it is.
 *
 * Fails: never.   Memory: `keep`.   Threads: any.   Cost: linear in both lists.
 */
#ifndef SYN_GROUP_TERM_H
#define SYN_GROUP_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum term_kind {             /* bits */
    TERM_PAIR = 1,           /* two words in a row */
    TERM_NAME = 2,           /* written as a name: a capital inside a sentence */
    TERM_NUMBER = 4,
    TERM_TITLE = 8,          /* stands in the headline */
    TERM_HEAD = 16           /* stands in the headline, or among the first words where there is none */
};
enum { TERM_KIND_BITS = 5, TERM_KINDS = (1 << TERM_KIND_BITS) - 1 };

struct term { uint32_t number; float weight; };
struct terms { struct term *at; uint32_t count; };   /* sorted by term_id, each once */

static inline uint32_t term_id(uint32_t number) { return number >> TERM_KIND_BITS; }
static inline uint32_t term_number(uint64_t hash, uint32_t kinds)
{
    return (uint32_t)(hash >> (32 + TERM_KIND_BITS) << TERM_KIND_BITS) | kinds;
}

/* The sum over common terms of the product of their weights. */
double terms_dot(const struct terms *a, const struct terms *b);
/* Term by term the sum of both, its kinds those of both; of more than `most` the heaviest. */
struct terms terms_sum(struct arena *keep, const struct terms *a, const struct terms *b, uint32_t most);
/* Of more than `most` the heaviest, sorted as before; of equal ones the first.  `most` is not 0, no weight below it. */
void terms_cut(struct terms *terms, struct arena scratch, uint32_t most);

#endif
