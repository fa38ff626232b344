#include "base/table.h"

#include "base/fnv.h"

const void *table_row(const struct table *table, uint32_t i)
{
    return (const char *)table->rows + (size_t)i * table->row_size;
}

uint32_t table_index(const struct table *table, const void *row)
{
    return (uint32_t)((size_t)((const char *)row - (const char *)table->rows) / table->row_size);
}

static struct span key_of(const void *row) { return *(const struct span *)row; }

const void *table_find_from(const struct table *table, struct span key, uint32_t hash, uint32_t i)
{
    for (uint32_t slot; (slot = table->slots[i]); i = (i + 1) & table->mask) {
        if ((slot ^ hash) >> 16)
            continue;
        const void *row = table_row(table, (slot & 0xffff) - 1);
        if (span_equal(key_of(row), key))
            return row;
    }
    return NULL;
}

const void *table_find(const struct table *table, struct span key)
{
    return table_find_hashed(table, key, fnv_hash(key.at, key.len));
}

const void *table_next(const struct table *table, const void *row)
{
    const void *next = (const char *)row + table->row_size;
    if (next == table_row(table, table->count) || !span_equal(key_of(next), key_of(row)))
        return NULL;
    return next;
}
