#include "read/inflate.h"

#include <zlib.h>

enum { BLOCK = 64 << 10, HEAP = 80 << 10, WINDOW_WITH_GZIP_HEAD = 15 + 16 };

struct inflater {
    struct source *packed;
    z_stream stream;
    struct arena heap;       /* zlib takes its window from it when the first byte comes */
    bool between;            /* no member is open: the end of the file is the end */
    bool ended;
    unsigned char block[BLOCK];
};

static voidpf take_from_arena(voidpf arena, uInt count, uInt size)
{
    return arena_take_raw(arena, size, alignof(max_align_t), count);
}

static void leave_to_arena(voidpf arena, voidpf at) { (void)arena, (void)at; }

bool inflate_knows(struct span bytes) { return span_starts(bytes, SPAN("\x1f\x8b\x08")); }

/* True when there is input; false at the end of the file or on a failure. */
static bool refill(struct inflater *in, long *got, struct syn_error *error)
{
    if (in->stream.avail_in)
        return true;
    *got = source_read(in->packed, (char *)in->block, BLOCK, error);
    in->stream.next_in = in->block;
    in->stream.avail_in = *got > 0 ? (uInt)*got : 0;
    return *got > 0;
}

static long say_damaged(const struct inflater *in, const char *what, struct syn_error *error)
{
    struct span name = source_shown(in->packed);
    error_set(error, SYN_BAD_FORMAT, in->stream.total_in, "cannot unpack %.*s: %s; fetch or pack the file anew",
              (int)name.len, name.at, what);
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
    in->between = false;
    return true;
}

static long pull(void *context, char *into, size_t room, struct syn_error *error)
{
    struct inflater *in = context;
    uInt wanted = room < (1u << 30) ? (uInt)room : 1u << 30;
    in->stream.next_out = (unsigned char *)into;
    in->stream.avail_out = wanted;
    while (!in->ended && in->stream.avail_out) {
        long got = 0;
        if (in->between && !open_next_member(in, &got, error)) {
            in->ended = true;
            if (got < 0)
                return got;
            break;
        }
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

struct source inflate_source(struct arena *keep, struct source *packed)
{
    struct inflater *in = arena_new(keep, struct inflater, 1);
    char *heap = arena_take_raw(keep, 1, alignof(max_align_t), HEAP);
    in->packed = packed;
    in->heap = (struct arena){ heap, heap + HEAP };
    in->stream.zalloc = take_from_arena;
    in->stream.zfree = leave_to_arena;
    in->stream.opaque = &in->heap;
    inflateInit2(&in->stream, WINDOW_WITH_GZIP_HEAD);
    return (struct source){ .pull = pull, .context = in, .name = packed->name };
}
