/* base/image.h -- the state of something, written down to be taken up again
 *
 * An image is a row of frames of up to IMAGE_FRAME bytes, each with a checksum that hangs on all frames before it.  A
 * frame is checked before a byte of it is used: so what is read is what was written, in its order and from its
 * begin, and one that was cut, damaged or put together of two is found out.  It is for the machine and the
 * program that wrote it: structs stand in it as they lie in memory, and sections say how large theirs are.
 *
 * Fails:   image_end and image_close say whether all went well; after a fault image_put does nothing, and image_get
 *          gives zeros and false.
 * Memory:  a frame.      Threads: one at a time.      Cost: that of copying.
 */
#ifndef SYN_BASE_IMAGE_H
#define SYN_BASE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { IMAGE_FRAME = 1 << 20 };

/* Takes the next bytes of an image; false where it cannot. */
typedef bool image_write(void *context, const void *bytes, size_t length);
/* Gives the next `length` bytes; false where there are none. */
typedef bool image_read(void *context, void *bytes, size_t length);

struct image_out {
    struct region region;
    char *frame;
    size_t used;
    uint64_t chain;              /* checksum of the frame before */
    image_write *write;
    void *context;
    bool failed;
};

struct image_out image_begin(image_write *write, void *context);
void image_put(struct image_out *out, const void *bytes, size_t length);
#define IMAGE_PUT(out, thing) image_put((out), &(thing), sizeof(thing))
/* What follows belongs to `name` (8 letters at most), of things of `size` bytes. */
void image_section(struct image_out *out, const char *name, size_t size);
bool image_end(struct image_out *out);

struct image_in {
    struct region region;
    char *frame;
    size_t used, length;
    uint64_t chain;
    image_read *read;
    void *context;
    bool failed, last;
};

struct image_in image_open(image_read *read, void *context);
bool image_get(struct image_in *in, void *bytes, size_t length);
#define IMAGE_GET(in, thing) image_get((in), &(thing), sizeof(thing))
/* Whether the same section begins here. */
bool image_expect(struct image_in *in, const char *name, size_t size);
/* Whether what was read can be: else the image has failed. */
bool image_check(struct image_in *in, bool sane);
/* Whether all was read to the end, and nothing was wrong. */
bool image_close(struct image_in *in);

#endif
