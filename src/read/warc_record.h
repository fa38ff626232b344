/* read/warc_record.h -- the heads of records and of the answers in them, and what makes a body readable
 *
 * Fails:   as each says.      Threads: any.      Cost: linear.
 */
#ifndef SYN_READ_WARC_RECORD_H
#define SYN_READ_WARC_RECORD_H

#include "base/arena.h"
#include "news/when.h"

/* What one names in a head of "Name: value" lines, the first time; empty where it does not. */
struct span warc_header(struct span head, struct span name);
/* Where the head that begins `bytes` ends, with its empty line; 0 where it does not. */
size_t warc_head_length(struct span bytes);
/* "2024-04-03T14:05:00Z" */
struct when warc_when(struct span date);

/* The status of an answer's head; 0 where it is none of HTTP. */
int warc_status(struct span head);

enum warc_coding { WARC_PLAIN, WARC_DAMAGED, WARC_TOO_LARGE, WARC_UNKNOWN };
/* Undoes Transfer-Encoding (in the body's own place) and Content-Encoding.  Bodies that were unpacked by the
 * crawler are known by their bytes. */
enum warc_coding warc_decode(struct arena *keep, struct arena scratch, struct span head, char *body, size_t len,
                             size_t max, struct span *out);

#endif
