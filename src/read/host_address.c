#include "read/host_address.h"

#include <arpa/inet.h>

struct range { unsigned char first[HOST_ADDRESS_V6]; unsigned bits; const char *use; };

static const struct range v4_ranges[] = {
    { { 0 }, 8, "this machine" },
    { { 10 }, 8, "a private network" },
    { { 100, 64 }, 10, "a provider's inner network" },
    { { 127 }, 8, "loopback" },
    { { 169, 254 }, 16, "link-local" },
    { { 172, 16 }, 12, "a private network" },
    { { 192, 0, 0 }, 24, "a special protocol" },
    { { 192, 0, 2 }, 24, "documentation" },
    { { 192, 31, 196 }, 24, "a special protocol" },
    { { 192, 52, 193 }, 24, "a special protocol" },
    { { 192, 88, 99 }, 24, "a special protocol" },
    { { 192, 168 }, 16, "a private network" },
    { { 192, 175, 48 }, 24, "a special protocol" },
    { { 198, 18 }, 15, "measuring" },
    { { 198, 51, 100 }, 24, "documentation" },
    { { 203, 0, 113 }, 24, "documentation" },
    { { 224 }, 4, "multicast" },
    { { 240 }, 4, "reserved" },
};

/* Before these, embedded IPv4 addresses have been taken out. */
static const struct range v6_ranges[] = {
    { { [15] = 0 }, 128, "this machine" },
    { { [15] = 1 }, 128, "loopback" },
    { { 0x20, 0x01, 0x00 }, 23, "a special protocol" },
    { { 0x20, 0x01, 0x0d, 0xb8 }, 32, "documentation" },
    { { 0x26, 0x20, 0x00, 0x4f, 0x80 }, 48, "a special protocol" },
    { { 0x3f, 0xff, 0x00 }, 20, "documentation" },
    { { 0xfc }, 7, "a private network" },
    { { 0xfe, 0x80 }, 10, "link-local" },
    { { 0xfe, 0xc0 }, 10, "a private network" },
    { { 0xff }, 8, "multicast" },
};

/* Where in an IPv6 address an IPv4 one stands, and what is before it. */
static const struct { struct range range; size_t at; } v4_inside[] = {
    { { { [10] = 0xff, [11] = 0xff }, 96, "mapped" }, 12 },
    { { { 0x00, 0x64, 0xff, 0x9b }, 96, "NAT64" }, 12 },
    { { { 0x20, 0x02 }, 16, "6to4" }, 2 },
};

static const struct range global_unicast = { { 0x20 }, 3, "" };

static bool lies_in(const unsigned char *bytes, const struct range *range)
{
    unsigned whole = range->bits / 8, rest = range->bits % 8;
    if (memcmp(bytes, range->first, whole) != 0)
        return false;
    return !rest || (bytes[whole] ^ range->first[whole]) >> (8 - rest) == 0;
}

static const char *find_range(const unsigned char *bytes, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lies_in(bytes, &ranges[i]))
            return ranges[i].use;
    return NULL;
}

static const char *v4_range(const unsigned char *bytes)
{
    return find_range(bytes, v4_ranges, sizeof v4_ranges / sizeof *v4_ranges);
}

const char *host_address_range(const struct host_address *address)
{
    const unsigned char *bytes = address->bytes;
    if (address->length == HOST_ADDRESS_V4)
        return v4_range(bytes);
    for (size_t i = 0; i < sizeof v4_inside / sizeof *v4_inside; i++)
        if (lies_in(bytes, &v4_inside[i].range))
            return v4_range(bytes + v4_inside[i].at);
    const char *use = find_range(bytes, v6_ranges, sizeof v6_ranges / sizeof *v6_ranges);
    return use || lies_in(bytes, &global_unicast) ? use : "reserved";
}

bool host_address_parse(struct span text, struct host_address *address)
{
    char letters[INET6_ADDRSTRLEN + 1];
    bool bracketed = text.len > 2 && text.at[0] == '[' && text.at[text.len - 1] == ']';
    if (bracketed)
        text = span_cut(text, 1, text.len - 1);
    if (!text.len || text.len >= sizeof letters || memchr(text.at, 0, text.len))
        return false;
    memcpy(letters, text.at, text.len);
    letters[text.len] = 0;
    *address = (struct host_address){ .length = HOST_ADDRESS_V4 };
    if (!bracketed && inet_pton(AF_INET, letters, address->bytes) == 1)
        return true;
    address->length = HOST_ADDRESS_V6;
    return inet_pton(AF_INET6, letters, address->bytes) == 1;
}
