#include "base/image.h"

#include <string.h>

#include "base/hash.h"

/* Stands before each frame. */
struct frame_head { uint32_t length, last; uint64_t checksum; };

struct section { char name[8]; uint64_t size; };

static const uint64_t FIRST_CHAIN = 0x73796e6f70746963u;     /* "synoptic": an image begins with this */

static uint64_t checksum_of(const char *frame, uint32_t length, uint32_t last, uint64_t chain)
{
    return hash_seeded((struct span){ frame, length }, hash_mix(chain, (uint64_t)length << 1 | last));
}

static struct section section_of(const char *name, size_t size)
{
    struct section section = { .size = size };
    memcpy(section.name, name, strnlen(name, sizeof section.name));
    return section;
}

/* ---- writing ---- */

struct image_out image_begin(image_write *write, void *context)
{
    struct image_out out = { .region = region_open(IMAGE_FRAME + 4096), .chain = FIRST_CHAIN, .write = write,
                             .context = context };
    out.frame = arena_take_raw(&out.region.arena, 1, 1, IMAGE_FRAME);
    return out;
}

static void put_frame(struct image_out *out, uint32_t last)
{
    struct frame_head head = { (uint32_t)out->used, last, checksum_of(out->frame, (uint32_t)out->used, last,
                                                                      out->chain) };
    if (!out->failed && (!out->write(out->context, &head, sizeof head)
                         || !out->write(out->context, out->frame, out->used)))
        out->failed = true;
    out->chain = head.checksum;
    out->used = 0;
}

void image_put(struct image_out *out, const void *bytes, size_t length)
{
    const char *at = bytes;
    while (length && !out->failed) {
        size_t part = IMAGE_FRAME - out->used < length ? IMAGE_FRAME - out->used : length;
        memcpy(out->frame + out->used, at, part);
        out->used += part;
        at += part;
        length -= part;
        if (out->used == IMAGE_FRAME)
            put_frame(out, 0);
    }
}

void image_section(struct image_out *out, const char *name, size_t size)
{
    struct section section = section_of(name, size);
    IMAGE_PUT(out, section);
}

bool image_end(struct image_out *out)
{
    put_frame(out, 1);
    region_close(&out->region);
    return !out->failed;
}

/* ---- reading ---- */

struct image_in image_open(image_read *read, void *context)
{
    struct image_in in = { .region = region_open(IMAGE_FRAME + 4096), .chain = FIRST_CHAIN, .read = read,
                           .context = context };
    in.frame = arena_take_raw(&in.region.arena, 1, 1, IMAGE_FRAME);
    return in;
}

static bool next_frame(struct image_in *in)
{
    struct frame_head head;
    if (in->last || !in->read(in->context, &head, sizeof head) || head.length > IMAGE_FRAME || head.last > 1
        || (!head.length && !head.last) || (head.length && !in->read(in->context, in->frame, head.length)))
        return false;
    if (checksum_of(in->frame, head.length, head.last, in->chain) != head.checksum)
        return false;
    in->chain = head.checksum;
    in->length = head.length;
    in->last = head.last;
    in->used = 0;
    return true;
}

bool image_get(struct image_in *in, void *bytes, size_t length)
{
    char *at = bytes;
    while (length && !in->failed) {
        if (in->used == in->length) {
            in->failed = !next_frame(in);
            continue;
        }
        size_t part = in->length - in->used < length ? in->length - in->used : length;
        memcpy(at, in->frame + in->used, part);
        in->used += part;
        at += part;
        length -= part;
    }
    if (length)
        memset(at, 0, length);
    return !in->failed;
}

bool image_expect(struct image_in *in, const char *name, size_t size)
{
    struct section wanted = section_of(name, size), found;
    return IMAGE_GET(in, found) && image_check(in, memcmp(&wanted, &found, sizeof wanted) == 0);
}

bool image_check(struct image_in *in, bool sane)
{
    in->failed = in->failed || !sane;
    return !in->failed;
}

bool image_close(struct image_in *in)
{
    if (!in->failed && in->used == in->length && !in->last)
        in->failed = !next_frame(in);                  /* the end may be a frame of its own */
    in->failed = in->failed || !in->last || in->used != in->length;
    region_close(&in->region);
    return !in->failed;
}
