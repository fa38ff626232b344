#include "store/packed.h"

void packed_put_number(struct buffer *out, uint64_t n)
{
    for (; n >= 0x80; n >>= 7)
        buffer_byte(out, (char)(n | 0x80));
    buffer_byte(out, (char)n);
}

void packed_put_signed(struct buffer *out, int64_t n)
{
    packed_put_number(out, (uint64_t)n << 1 ^ (uint64_t)(n >> 63));
}

void packed_put_text(struct buffer *out, struct span text)
{
    packed_put_number(out, text.len);
    buffer_put(out, text);
}

static uint64_t fail(struct packed_reader *r)
{
    r->broken = true;
    r->rest.len = 0;
    return 0;
}

uint64_t packed_number(struct packed_reader *r)
{
    uint64_t n = 0;
    for (unsigned shift = 0; shift < 64 && r->rest.len; shift += 7) {
        unsigned char byte = (unsigned char)*r->rest.at++;
        r->rest.len--;
        n |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return n;
    }
    return fail(r);
}

uint32_t packed_count(struct packed_reader *r, uint64_t most)
{
    uint64_t n = packed_number(r);
    return (uint32_t)(n > most || n > UINT32_MAX ? fail(r) : n);
}

int64_t packed_signed(struct packed_reader *r)
{
    uint64_t n = packed_number(r);
    return (int64_t)(n >> 1) ^ -(int64_t)(n & 1);
}

struct span packed_text(struct packed_reader *r)
{
    uint64_t length = packed_number(r);
    if (length > r->rest.len) {
        fail(r);
        return SPAN("");
    }
    struct span text = { r->rest.at, (size_t)length };
    r->rest.at += length;
    r->rest.len -= length;
    return text;
}
