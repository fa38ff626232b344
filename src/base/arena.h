/* base/arena.h -- memory that is given back all at once
 *
 * An arena is a stretch of reserved address space and a pointer that moves.  A region reserves the
 * stretch from the system (no page is used before it is touched) and gives it back.  By custom
 * `keep` is passed by pointer and outlives the call, `scratch` is passed by value, so that all it
 * handed out is gone on return.
 *
 * Fails:   never to the caller.  When a stretch ends, arena_exhausted (a hook) is called, which must
 *          not return; the default says so on stderr and exits with 3.  Inputs are capped at the
 *          edge so that this is a fault of ours, not a matter of what was read.
 * Memory:  arena_new gives zeroed memory.  Under AddressSanitizer the rest of a stretch is poisoned,
 *          and each piece is followed by a poisoned gap.
 * Threads: an arena belongs to one thread at a time.
 * Cost:    arena_new: a few instructions and the zeroing.
 */
#ifndef SYN_BASE_ARENA_H
#define SYN_BASE_ARENA_H

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena { char *next, *end; };

struct region {
    struct arena arena;   /* begins empty; copy it to have a scratch arena, reset to start again */
    char *base;
    size_t size;
};

/* Reserves `size` bytes of address space.  When the system refuses, arena_exhausted is called. */
struct region region_open(size_t size);
/* All that was handed out is gone; the pages that were touched go back to the system where they
 * are more than `keep_bytes`. */
void region_reset(struct region *region, size_t keep_bytes);
void region_close(struct region *region);
/* Gives back the address space that was not handed out: nothing more can be taken from it. */
void region_trim(struct region *region);
/* Says that it will be used here and there all over: the system may take large pages for it. */
void region_scattered(const struct region *region);

/* Takes the upper half of what is left and gives it as an arena of its own: for two lists that grow at
 * the same time, each in place. */
struct arena arena_half(struct arena *arena);

/* What happens when memory ends: it must not return (exit, abort, longjmp out of the library). */
extern void (*arena_exhausted)(size_t wanted);

/* Zeroed room for `count` things of `size` bytes; never NULL, also for count 0. */
void *arena_take(struct arena *arena, size_t size, size_t align, size_t count);
/* The same without zeroing: for bytes that are written at once. */
void *arena_take_raw(struct arena *arena, size_t size, size_t align, size_t count);

#define arena_new(arena, type, count) ((type *)arena_take((arena), sizeof(type), alignof(type), (count)))

/* A copy of `s` that lives in the arena.  The copy is followed by a NUL, which is not counted. */
struct span arena_copy(struct arena *arena, struct span s);
/* Formats as printf does into the arena. */
struct span arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for one more element at `at[count]`: returns the array, moved when `*room` had to grow
 * (twofold; in place where the array is the last thing in the arena).  Usage:
 *     list.at = arena_room(keep, list.at, list.count, &room, sizeof *list.at, alignof(struct x));
 *     list.at[list.count++] = x;                                                                   */
void *arena_room(struct arena *arena, void *at, size_t count, size_t *room, size_t size, size_t align);

/* The same for a typed pointer and any unsigned count and room variables of size_t. */
#define ARENA_ROOM(arena, at, count, room) \
    ((at) = arena_room((arena), (at), (count), &(room), sizeof *(at), alignof(max_align_t)))

#endif
