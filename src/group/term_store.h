/* group/term_store.h -- lists of terms, many and small, kept for a while
 *
 * A stream holds hundreds of thousands of profiles and lets them go in any order.  Here a list takes six bytes a term
 * (its number whole, its weight as a part of the heaviest one in 65,535) and eight more; room that was given back is
 * used again for lists of like length.
 *
 * Fails:   term_store_restore, on an image that is none; else never (see base/arena.h).
 * Memory:  its own, in blocks of 16 MB, by the page; what was given back is not returned to the system until the store is closed.
 * Threads: one at a time.
 * Cost:    linear in the list.
 */
#ifndef SYN_GROUP_TERM_STORE_H
#define SYN_GROUP_TERM_STORE_H

#include "base/image.h"
#include "group/term.h"

enum { TERM_STORE_MOST = 320 };          /* terms in a list */

struct term_store;

/* A list as it is kept: good while it is. */
struct packed_terms {
    const uint32_t *numbers;             /* sorted by term_id */
    const uint16_t *weights;             /* times `scale` */
    uint32_t count;
    float scale;
};

struct term_store *term_store_open(void);
void term_store_close(struct term_store *store);

/* Keeps a copy; returns what it is asked for by. */
uint32_t term_store_put(struct term_store *store, const struct terms *terms);
struct packed_terms term_store_at(const struct term_store *store, uint32_t list);
/* The list as it was, but for the rounding of weights. */
struct terms term_store_get(struct arena *keep, const struct term_store *store, uint32_t list);
void term_store_drop(struct term_store *store, uint32_t list);

/* Where it begins, for who wants it fetched ahead. */
const char *term_store_address(const struct term_store *store, uint32_t list);
/* All lists, under the numbers that they have. */
void term_store_save(const struct term_store *store, struct image_out *out);
/* NULL where the image is none. */
struct term_store *term_store_restore(struct image_in *in);
/* Whether a list can be where the number says; its terms may be any. */
bool term_store_holds(const struct term_store *store, uint32_t list);

/* Bytes that living lists take. */
size_t term_store_bytes(const struct term_store *store);

#endif
