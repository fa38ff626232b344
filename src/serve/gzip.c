#include "serve/gzip.h"

#include <stdio.h>
#include <zlib.h>

enum { LEAST = 1024, LEVEL = 1, WINDOW = 15, AS_GZIP = 16, MEMORY = 8 };

bool gzip_is_taken(const struct http_request *request)
{
    struct span said = request->encodings, part;
    while (span_take(&said, ',', &part)) {
        struct span name;
        if (!span_take(&part, ';', &name) || !span_equal_nocase(span_trim(name), SPAN("gzip")))
            continue;
        struct span weight = span_trim(part);
        return !span_starts_nocase(weight, SPAN("q=0")) || span_find_byte(weight, '.', 0) != SPAN_NONE;
    }
    return false;
}

static bool is_text(struct span type)
{
    static const char *const starts[] = { "text/", "application/json", "application/problem+json", "application/atom+xml",
                                          "application/ld+json", "application/x-ndjson", "image/svg+xml" };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (span_starts(type, span_of(starts[i])))
            return true;
    return !type.len;
}

static bool pack(struct arena *keep, struct span bytes, struct span *out)
{
    z_stream stream = { .next_in = (Bytef *)bytes.at, .avail_in = (uInt)bytes.len };
    if (deflateInit2(&stream, LEVEL, Z_DEFLATED, WINDOW + AS_GZIP, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    size_t room = deflateBound(&stream, (uLong)bytes.len);
    char *packed = arena_take_raw(keep, 1, 1, room);
    stream.next_out = (Bytef *)packed;
    stream.avail_out = (uInt)room;
    bool good = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    *out = (struct span){ packed, room - stream.avail_out };
    deflateEnd(&stream);
    return good;
}

void gzip_answer(struct arena *keep, struct http_answer *answer)
{
    struct span packed;
    size_t tag = strlen(answer->etag);
    if (answer->body.len < LEAST || answer->body.len > UINT32_MAX / 2 || answer->encoding.len || !is_text(answer->type) ||
        !pack(keep, buffer_span(&answer->body), &packed) || packed.len >= answer->body.len)
        return;
    answer->body = (struct buffer){ (char *)packed.at, packed.len, packed.len, keep };
    answer->encoding = SPAN("gzip");
    if (tag)
        snprintf(answer->etag + tag, sizeof answer->etag - tag, "-gz");
}
