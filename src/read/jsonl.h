/* read/jsonl.h -- the records of a JSON file, one after the other
 *
 * One record a line; a record spread over lines; a JSON array of records: all are cut into the letters
 * of single values, which are not judged here (a value that is no record fails in extract/).  A line
 * that is broken off does not take the next with it: a line that begins with "{" begins a record.
 *
 * Fails:   as the source does; an array that is broken; a record of more than READ_BYTES_MAX, after
 *          which the next line goes on.
 * Memory:  a block, or the largest record twice, however long the file.
 * Threads: one at a time.      Cost: each byte is looked at once.
 */
#ifndef SYN_READ_JSONL_H
#define SYN_READ_JSONL_H

#include "read/source.h"

struct jsonl_record { struct span bytes; uint64_t at; uint32_t line; };

struct jsonl_sink {
    bool (*record)(void *context, const struct jsonl_record *record);   /* false stops */
    void (*problem)(void *context, const struct syn_error *error);
    void *context;
};

void jsonl_read(struct arena scratch, struct source *source, size_t record_max, const struct jsonl_sink *sink);

#endif
