#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASAN 1
#endif
#endif

#ifdef ASAN
#include <sanitizer/asan_interface.h>
#define GAP 16
#else
#define ASAN_POISON_MEMORY_REGION(at, len) ((void)(at), (void)(len))
#define ASAN_UNPOISON_MEMORY_REGION(at, len) ((void)(at), (void)(len))
#define GAP 0
#endif

static void say_and_exit(size_t wanted)
{
    fprintf(stderr, "synoptic: out of memory: %zu more bytes were wanted; give it fewer or smaller inputs at a time\n",
            wanted);
    exit(3);
}

void (*arena_exhausted)(size_t wanted) = say_and_exit;

static void stop(size_t wanted)
{
    arena_exhausted(wanted);
    abort();
}

struct region region_open(size_t size)
{
    char *base = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED)
        stop(size);
    ASAN_POISON_MEMORY_REGION(base, size);
    return (struct region){ { base, base + size }, base, size };
}

void region_reset(struct region *region, size_t keep_bytes)
{
    size_t used = (size_t)(region->arena.next - region->base);
    ASAN_POISON_MEMORY_REGION(region->base, used);
    if (used > keep_bytes) {
        size_t page = (keep_bytes + 4095) & ~(size_t)4095;
        if (page < region->size)
            madvise(region->base + page, region->size - page, MADV_DONTNEED);
    }
    region->arena = (struct arena){ region->base, region->base + region->size };
}

void region_close(struct region *region)
{
    ASAN_UNPOISON_MEMORY_REGION(region->base, region->size);
    munmap(region->base, region->size);
    *region = (struct region){ 0 };
}

void region_trim(struct region *region)
{
    size_t used = ((size_t)(region->arena.next - region->base) + 4095) & ~(size_t)4095;
    if (used >= region->size || !used)
        return;
    ASAN_UNPOISON_MEMORY_REGION(region->base + used, region->size - used);
    munmap(region->base + used, region->size - used);
    region->size = used;
    region->arena.end = region->arena.next;
}

void region_scattered(const struct region *region)
{
#ifdef MADV_HUGEPAGE
    madvise(region->base, region->size, MADV_HUGEPAGE);      /* no more than a hint: it may be refused */
#endif
}

struct arena arena_half(struct arena *arena)
{
    char *middle = arena->next + ((size_t)(arena->end - arena->next) / 2 & ~(size_t)63);
    struct arena upper = { middle, arena->end };
    arena->end = middle;
    return upper;
}

void *arena_take_raw(struct arena *arena, size_t size, size_t align, size_t count)
{
    size_t pad = -(uintptr_t)arena->next & (align - 1);
    size_t left = (size_t)(arena->end - arena->next);
    if (pad + GAP > left || (size && count > (left - pad - GAP) / size))
        stop(size * count);
    char *at = arena->next + pad;
    ASAN_UNPOISON_MEMORY_REGION(at, size * count);
    arena->next = at + size * count + GAP;
    return at;
}

void *arena_take(struct arena *arena, size_t size, size_t align, size_t count)
{
    void *at = arena_take_raw(arena, size, align, count);
    return memset(at, 0, size * count);
}

struct span arena_copy(struct arena *arena, struct span s)
{
    char *at = arena_take_raw(arena, 1, 1, s.len + 1);
    if (s.len)
        memcpy(at, s.at, s.len);
    at[s.len] = 0;
    return (struct span){ at, s.len };
}

struct span arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(length >= 0);
    char *at = arena_take_raw(arena, 1, 1, (size_t)length + 1);
    va_start(args, format);
    vsnprintf(at, (size_t)length + 1, format, args);
    va_end(args);
    return (struct span){ at, (size_t)length };
}

void *arena_room(struct arena *arena, void *at, size_t count, size_t *room, size_t size, size_t align)
{
    if (count < *room)
        return at;
    size_t wanted = *room ? *room * 2 : 8;
    if (at && (char *)at + *room * size + GAP == arena->next && (wanted - *room) <= (size_t)(arena->end - arena->next) / size) {
        ASAN_UNPOISON_MEMORY_REGION(at, wanted * size);
        arena->next = (char *)at + wanted * size + GAP;
        *room = wanted;
        return at;
    }
    char *moved = arena_take_raw(arena, size, align, wanted);
    if (count)
        memcpy(moved, at, count * size);
    *room = wanted;
    return moved;
}
