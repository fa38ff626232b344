/* read/inflate.h -- unpacks gzip and zlib, and packs gzip (the one home of zlib)
 *
 * Three ways: a stream in which several members one after the other are one text, as gzip itself has it;
 * a stream taken member by member, with their places, as archives are written; and bytes in memory.
 * Zeros behind the last member are padding, other bytes there are left alone.
 *
 * Fails:   a stream that is damaged, or that ends before its end.
 * Memory:  about 150 kB in `keep` for a stream.      Threads: one at a time.
 */
#ifndef SYN_READ_INFLATE_H
#define SYN_READ_INFLATE_H

#include "read/source.h"

/* Whether these first bytes of a file are those of gzip. */
bool inflate_knows(struct span bytes);
/* A source that unpacks `packed`, which must live as long. */
struct source inflate_source(struct arena *keep, struct source *packed);

/* ---- member by member */
struct inflater;
struct inflater *inflate_open(struct arena *keep, struct source *packed);
/* Moves to the next member, past what is left of the present one; *at is its first byte in `packed`.  Behind
 * damage the next member is the next place that looks like one.  False at the end; a failure of `packed`
 * then fills *error, which otherwise stays as it was. */
bool inflate_next(struct inflater *in, uint64_t *at, struct syn_error *error);
/* As a source's pull, up to the end of the member. */
long inflate_read(struct inflater *in, char *into, size_t room, struct syn_error *error);

/* ---- in memory */
/* Unpacks gzip, zlib, or bare deflate, up to `max` bytes; *out holds what could be unpacked.  False where
 * the data is damaged or cut off, or is more than `max`: then out->len is max. */
bool inflate_bytes(struct arena *keep, struct arena scratch, struct span packed, size_t max, struct span *out);
/* The bytes as one member of gzip; the same bytes for the same bytes.  Some 600 kB of `scratch`. */
struct span inflate_pack(struct arena *keep, struct arena scratch, struct span bytes);

#endif
