/* group/stream_image.h -- a stream written down, and taken up again as it was
 *
 * What a restored stream says is what the saved one would have said.
 *
 * Fails:   stream_restore gives NULL where the image is none; everything that is used as a place is looked at.
 * Memory:  that of the stream.      Threads: one at a time.
 * Cost:    that of copying: some 1 GB/s, once the pages are there.
 */
#ifndef SYN_GROUP_STREAM_IMAGE_H
#define SYN_GROUP_STREAM_IMAGE_H

#include "base/image.h"
#include "group/stream.h"

void stream_save(const struct stream *stream, struct image_out *out);
struct stream *stream_restore(struct image_in *in);

#endif
