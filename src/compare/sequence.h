/* compare/sequence.h -- what two rows of keys have in common, in the same order
 *
 * E. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), in linear space: a shortest
 * path is sought from both ends, and both halves are done alike.  Keys that only one row has are left out before.  A
 * search that has taken SEQUENCE_PATIENCE steps from each end stops where it came farthest: then what is found is in
 * common still, but there may be more.
 *
 * Out:     for each key whether it is kept; both rows keep equally many, the same ones in the same order.
 * Fails:   never.
 * Memory:  some 100 bytes of `scratch` a key.
 * Cost:    at most 4 * SEQUENCE_PATIENCE comparisons a key, whatever the rows; linear where little differs.
 */
#ifndef SYN_COMPARE_SEQUENCE_H
#define SYN_COMPARE_SEQUENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { SEQUENCE_PATIENCE = 256 };

struct sequence { const uint64_t *key; uint32_t count; bool *kept; };

/* Fills both `kept`. */
void sequence_match(struct arena scratch, struct sequence a, struct sequence b);

#endif
