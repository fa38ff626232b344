#include "base/base64.h"

static const char letters64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(struct buffer *out, struct span bytes)
{
    char *to = buffer_reserve(out, (bytes.len + 2) / 3 * 4);
    for (size_t at = 0; at < bytes.len; at += 3) {
        size_t left = bytes.len - at;
        uint32_t three = 0;
        for (size_t i = 0; i < 3; i++)
            three = three << 8 | (i < left ? (unsigned char)bytes.at[at + i] : 0);
        for (int i = 0; i < 4; i++)
            *to++ = (size_t)i <= left ? letters64[three >> (18 - 6 * i) & 63] : '=';
    }
    out->len += (bytes.len + 2) / 3 * 4;
}

/* 64 for what is no letter. */
static unsigned value_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (unsigned)(c - 'A');
    if (c >= 'a' && c <= 'z')
        return (unsigned)(c - 'a') + 26;
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0') + 52;
    return c == '+' ? 62 : c == '/' ? 63 : 64;
}

bool base64_decode(struct arena *keep, struct span letters, struct span *bytes)
{
    size_t padding = 0;
    while (padding < 2 && padding < letters.len && letters.at[letters.len - 1 - padding] == '=')
        padding++;
    if (letters.len % 4)
        return false;
    char *at = arena_take_raw(keep, 1, 1, letters.len / 4 * 3 + 1), *to = at;
    for (size_t i = 0; i < letters.len; i += 4) {
        uint32_t three = 0;
        size_t count = i + 4 == letters.len ? 4 - padding : 4;
        for (size_t k = 0; k < 4; k++) {
            unsigned value = k < count ? value_of(letters.at[i + k]) : 0;
            if (value == 64)
                return false;
            three = three << 6 | value;
        }
        for (size_t k = 0; k + 1 < count; k++)
            *to++ = (char)(three >> (16 - 8 * k));
    }
    *bytes = (struct span){ at, (size_t)(to - at) };
    return true;
}
