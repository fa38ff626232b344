#include "read/inflate.h"

#include <assert.h>
#include <zlib.h>

#include "base/buffer.h"

enum { BLOCK = 64 << 10, HEAP = 80 << 10, WINDOW = 15, WITH_GZIP_HEAD = 16, WITH_ANY_HEAD = 32,
       PACKING_HEAP = 512 << 10, PACKING_LEVEL = 6, PACKING_MEMORY = 8 };

struct inflater {
    struct source *packed;
    z_stream stream;
    struct arena heap;       /* zlib takes its window from it when the first byte comes */
    uint64_t read;           /* bytes taken out of `packed` */
    unsigned char *begin;    /* of the open member, or of the block where it began in an earlier one */
    bool between;            /* no member is open: the end of the file is the end */
    bool found;              /* the member was found behind damage, and may be none */
    bool damaged;            /* what follows is searched for a member */
    bool ended;
    unsigned char block[BLOCK];
};

static voidpf take_from_arena(voidpf arena, uInt count, uInt size)
{
    return arena_take_raw(arena, size, alignof(max_align_t), count);
}

static void leave_to_arena(voidpf arena, voidpf at) { (void)arena, (void)at; }

static void give_heap(z_stream *stream, struct arena *heap, struct arena *keep, size_t size)
{
    char *room = arena_take_raw(keep, 1, alignof(max_align_t), size);
    *heap = (struct arena){ room, room + size };
    stream->zalloc = take_from_arena;
    stream->zfree = leave_to_arena;
    stream->opaque = heap;
}

bool inflate_knows(struct span bytes) { return span_starts(bytes, SPAN("\x1f\x8b\x08")); }

/* ---- a stream ---- */

static uint64_t place(const struct inflater *in) { return in->read - in->stream.avail_in; }

/* True when there is input; false at the end of the file or on a failure.  Blocks are filled, so that what is
 * made of damage does not depend on how the bytes come. */
static bool refill(struct inflater *in, long *got, struct syn_error *error)
{
    size_t filled = 0;
    if (in->stream.avail_in)
        return true;
    while (filled < BLOCK && (*got = source_read(in->packed, (char *)in->block + filled, BLOCK - filled, error)) > 0)
        filled += (size_t)*got;
    if (!filled)
        return false;
    in->stream.next_in = in->begin = in->block;
    in->stream.avail_in = (uInt)filled;
    in->read += filled;
    return true;
}

/* Damage shows late: what was taken for a member's data may have been the next one.  A member that was found by
 * searching is not searched again, which could go on for long. */
static void step_back(struct inflater *in)
{
    uInt back = (uInt)(in->stream.next_in - in->begin);
    if (!back || in->found)
        return;
    in->stream.next_in -= back - 1;
    in->stream.avail_in += back - 1;
}

static long say_damaged(struct inflater *in, const char *what, struct syn_error *error)
{
    struct span name = source_shown(in->packed);
    error_set(error, SYN_BAD_FORMAT, place(in), "cannot unpack %.*s: %s; fetch or pack the file anew", (int)name.len,
              name.at, what);
    in->damaged = in->between = true;
    step_back(in);
    return -1;
}

/* Behind a member: another one, padding, or something that is none of ours. */
static bool open_next_member(struct inflater *in, long *got, struct syn_error *error)
{
    do {
        if (!refill(in, got, error))
            return false;
        while (in->stream.avail_in && *in->stream.next_in == 0) {
            in->stream.next_in++;
            in->stream.avail_in--;
        }
    } while (!in->stream.avail_in);
    *got = 0;
    if (*in->stream.next_in != 0x1f || inflateReset(&in->stream) != Z_OK)
        return false;
    in->begin = in->stream.next_in;
    in->between = in->found = false;
    return true;
}

/* Within the open member, up to its end. */
static long read_member(struct inflater *in, char *into, size_t room, struct syn_error *error)
{
    uInt wanted = room < (1u << 30) ? (uInt)room : 1u << 30;
    in->stream.next_out = (unsigned char *)into;
    in->stream.avail_out = wanted;
    while (!in->between && in->stream.avail_out) {
        long got = 0;
        if (!refill(in, &got, error))
            return got < 0 ? got : say_damaged(in, "the compressed data is cut off", error);
        int result = inflate(&in->stream, Z_NO_FLUSH);
        if (result == Z_STREAM_END)
            in->between = true;
        else if (result != Z_OK && result != Z_BUF_ERROR)
            return say_damaged(in, "the compressed data is damaged", error);
    }
    return (long)(wanted - in->stream.avail_out);
}

static long pull(void *context, char *into, size_t room, struct syn_error *error)
{
    struct inflater *in = context;
    size_t filled = 0;
    while (!in->ended && filled < room) {
        long got = 0;
        if (in->between && !open_next_member(in, &got, error)) {
            in->ended = true;
            if (got < 0)
                return got;
            break;
        }
        got = read_member(in, into + filled, room - filled, error);
        if (got < 0)
            return got;
        filled += (size_t)got;
    }
    return (long)filled;
}

static struct inflater *open(struct arena *keep, struct source *packed)
{
    struct inflater *in = arena_new(keep, struct inflater, 1);
    in->packed = packed;
    give_heap(&in->stream, &in->heap, keep, HEAP);
    inflateInit2(&in->stream, WINDOW + WITH_GZIP_HEAD);
    return in;
}

struct source inflate_source(struct arena *keep, struct source *packed)
{
    return (struct source){ .pull = pull, .context = open(keep, packed), .name = packed->name };
}

/* ---- member by member ---- */

/* Takes bytes until four follow that begin a member: the two of gzip, deflate, and no unknown flag. */
static bool find_member(struct inflater *in, struct syn_error *error)
{
    static const unsigned char head[] = { 0x1f, 0x8b, 8 };
    unsigned matched = 0;
    long got;
    while (refill(in, &got, error)) {
        unsigned char c = *in->stream.next_in;
        if (matched == sizeof head && (c & 0xe0) == 0)
            break;
        matched = c == head[matched % sizeof head] && matched < sizeof head ? matched + 1 : c == head[0];
        in->stream.next_in++;
        in->stream.avail_in--;
    }
    if (!in->stream.avail_in)
        return false;
    /* The head may lie in the block before: zlib gets it from here. */
    unsigned char copy[sizeof head], out;
    memcpy(copy, head, sizeof head);
    unsigned char *next = in->stream.next_in;
    uInt left = in->stream.avail_in;
    inflateReset(&in->stream);
    in->stream.next_in = copy;
    in->stream.avail_in = sizeof copy;
    in->stream.next_out = &out;
    in->stream.avail_out = 1;
    inflate(&in->stream, Z_NO_FLUSH);
    in->stream.next_in = next;
    in->stream.avail_in = left;
    in->between = false;
    in->found = true;
    return true;
}

struct inflater *inflate_open(struct arena *keep, struct source *packed)
{
    struct inflater *in = open(keep, packed);
    in->between = true;
    return in;
}

bool inflate_next(struct inflater *in, uint64_t *at, struct syn_error *error)
{
    char rest[4096];
    long got = 0;
    while (!in->between && (got = read_member(in, rest, sizeof rest, error)) > 0)
        ;
    if (in->ended)
        return false;
    if (!in->damaged && open_next_member(in, &got, error)) {
        *at = place(in);
        return true;
    }
    if (got < 0 || !find_member(in, error)) {
        in->ended = true;
        return false;
    }
    in->damaged = false;
    *at = place(in) - 3;
    return true;
}

long inflate_read(struct inflater *in, char *into, size_t room, struct syn_error *error)
{
    return read_member(in, into, room, error);
}

/* ---- in memory ---- */

/* A zlib head: the method, and a check sum over its two bytes. */
static bool has_zlib_head(struct span s)
{
    return s.len > 1 && (s.at[0] & 15) == 8 && ((unsigned char)s.at[0] * 256 + (unsigned char)s.at[1]) % 31 == 0;
}

bool inflate_bytes(struct arena *keep, struct arena scratch, struct span packed, size_t max, struct span *out)
{
    z_stream stream = { 0 };
    struct arena heap;
    struct buffer all = buffer_in(keep);
    int result = Z_OK;
    give_heap(&stream, &heap, &scratch, HEAP);
    inflateInit2(&stream, inflate_knows(packed) || has_zlib_head(packed) ? WINDOW + WITH_ANY_HEAD : -WINDOW);
    stream.next_in = (unsigned char *)(uintptr_t)packed.at;
    stream.avail_in = packed.len < UINT32_MAX ? (uInt)packed.len : UINT32_MAX;
    while (result == Z_OK && all.len < max) {
        size_t room = all.len < BLOCK ? BLOCK : all.len;
        room = room > max - all.len ? max - all.len : room;
        stream.next_out = (unsigned char *)buffer_reserve(&all, room);
        stream.avail_out = (uInt)room;
        result = inflate(&stream, Z_NO_FLUSH);
        all.len += room - stream.avail_out;
    }
    *out = buffer_span(&all);
    return result == Z_STREAM_END;
}

struct span inflate_pack(struct arena *keep, struct arena scratch, struct span bytes)
{
    z_stream stream = { 0 };
    struct arena heap;
    give_heap(&stream, &heap, &scratch, PACKING_HEAP);
    int result = deflateInit2(&stream, PACKING_LEVEL, Z_DEFLATED, WINDOW + WITH_GZIP_HEAD, PACKING_MEMORY,
                              Z_DEFAULT_STRATEGY);
    assert(result == Z_OK);
    size_t room = deflateBound(&stream, (uLong)bytes.len);
    char *at = arena_take_raw(keep, 1, 1, room);
    stream.next_in = (unsigned char *)(uintptr_t)bytes.at;
    stream.avail_in = (uInt)bytes.len;
    stream.next_out = (unsigned char *)at;
    stream.avail_out = (uInt)room;
    result = deflate(&stream, Z_FINISH);
    assert(result == Z_STREAM_END);
    (void)result;
    deflateEnd(&stream);
    return (struct span){ at, stream.total_out };
}
