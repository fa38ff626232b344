/* base/table.h -- looking up rows of the compiled-in tables
 *
 * tools/mktable.c turns each data/NAME.tsv into an array of rows (struct NAME_row, sorted by the first
 * column) and one `struct table` with a hash index over that column.  Rows with the same key stand
 * next to each other.
 *
 *     for (const struct cue_row *row = table_find(&cue_table, word); row; row = table_next(&cue_table, row))
 *
 * Fails: never.   Threads: any (const data).   Cost: constant.
 */
#ifndef SYN_BASE_TABLE_H
#define SYN_BASE_TABLE_H

#include <stdint.h>

#include "base/span.h"

struct table {
    const void *rows;        /* each begins with a struct span: the key */
    uint32_t count, row_size;
    const uint32_t *slots;   /* number + 1 of the first row with a key, and the upper half of its hash; 0 is empty */
    uint32_t mask;
    const uint64_t *leads;   /* bits: hashes of what keys of several words begin with */
    uint32_t leads_mask;
};

/* A slot's content: a key that is not in the table is mostly turned away without a look at any row. */
static inline uint32_t table_slot(uint32_t row, uint32_t hash) { return (hash & 0xffff0000u) | (row + 1); }

/* The first row whose first column is `key`, or NULL. */
const void *table_find(const struct table *table, struct span key);
/* The first row with that key from slot i on, which is taken by a key of the same upper half. */
const void *table_find_from(const struct table *table, struct span key, uint32_t hash, uint32_t i);
/* The same for a key whose fnv_hash (base/fnv.h) is known: for one word looked up in several tables.  Most words are
 * in none, which two or three loads tell: no call for them. */
static inline const void *table_find_hashed(const struct table *table, struct span key, uint32_t hash)
{
    uint32_t i = hash & table->mask, slot;
    while ((slot = table->slots[i]) && (slot ^ hash) >> 16)
        i = (i + 1) & table->mask;
    return slot ? table_find_from(table, key, hash, i) : NULL;
}
/* Whether a key of several words may begin with the word of this fnv_hash; where not, none does. */
static inline bool table_leads(const struct table *table, uint32_t hash)
{
    uint32_t bit = hash & table->leads_mask;
    return table->leads[bit / 64] >> bit % 64 & 1;
}
/* The row after `row` when it has the same key, or NULL. */
const void *table_next(const struct table *table, const void *row);
/* Row `i` of `count`, and the number of a row. */
const void *table_row(const struct table *table, uint32_t i);
uint32_t table_index(const struct table *table, const void *row);

#endif
