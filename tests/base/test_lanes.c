/* Sixteen bytes at once, names by their first eight bytes, pieces anywhere in a text, words that begin phrases. */
#include "base/heads.h"
#include "base/lanes.h"
#include "base/openings.h"
#include "base/pieces.h"
#include "tap.h"

static void test_lanes(void)
{
    char bytes[LANES];
    bool equal = true, most = true, high = true, inner = true, lower = true;
    for (unsigned step = 0; step < 256; step++) {
        for (unsigned i = 0; i < LANES; i++)
            bytes[i] = (char)(step + i * 17);
        struct lanes lanes = lanes_read(bytes);
        char small[LANES];
        lanes_write(small, lanes_lower(lanes));
        for (unsigned i = 0; i < LANES; i++) {
            unsigned char byte = (unsigned char)bytes[i];
            equal = equal && (lanes_equal(lanes, (char)step) >> i & 1) == (byte == step);
            most = most && (lanes_at_most(lanes, (unsigned char)step) >> i & 1) == (byte <= step);
            high = high && (lanes_high(lanes) >> i & 1) == (byte >= 0x80);
            lower = lower && small[i] == byte_lower(bytes[i]);
            inner = inner && (lanes_inner(lanes) >> i & 1) == (byte >= 0x80 && byte < 0xc0);
        }
    }
    check(equal, "equal bytes");
    check(most, "bytes up to a number, without sign");
    check(high, "bytes beyond ASCII");
    check(inner, "bytes inside of sequences");
    check(lower, "letters in lower case, and nothing else changed");
}

static void test_lane_bits(void)
{
    char copy[LANES] = { 0 };
    lanes_write(copy, lanes_read("sixteen bytes to"));
    check(memcmp(copy, "sixteen bytes to", LANES) == 0, "what was read is written");
    check(lanes_first(1) == 0 && lanes_first(0x8000) == 15 && lanes_first(0x14) == 2, "the first of some bits");
    bool counted = true;
    for (unsigned bits = 0; bits <= LANES_ALL; bits++) {
        unsigned count = 0;
        for (unsigned i = 0; i < LANES; i++)
            count += bits >> i & 1;
        counted = counted && lanes_count(bits) == count;
    }
    check(counted, "how many bits");
    check(lanes_below(0) == 0 && lanes_below(3) == 7 && lanes_below(16) == LANES_ALL && lanes_below(99) == LANES_ALL,
          "bits below a count");
}

static void test_head(void)
{
    struct span s = SPAN("class=\"lead paragraph\"");
    check(head_of(s, 0, 5) == 0x7373616c63u, "the first byte is the lowest, zeros follow");
    check(head_of(s, 0, 0) == 0, "nothing has the head 0");
    check(head_of(s, 12, 21) == head_read("paragrap"), "eight bytes are all that a head holds");
    bool same = true;
    for (size_t from = 0; from < s.len; from++)
        for (size_t to = from; to <= s.len; to++) {
            char alone[HEAD_BYTES] = { 0 };
            memcpy(alone, s.at + from, to - from < HEAD_BYTES ? to - from : HEAD_BYTES);
            same = same && head_of(s, from, to) == head_read(alone);
        }
    check(same, "a part near the end has the same head as alone");
    bool lower = true;
    for (unsigned byte = 0; byte < 256; byte++) {
        char in[HEAD_BYTES], out[HEAD_BYTES];
        memset(in, (int)byte, HEAD_BYTES);
        memset(out, byte_lower((char)byte), HEAD_BYTES);
        lower = lower && head_lower(head_read(in)) == head_read(out);
    }
    check(lower, "small letters, and nothing else changed");
}

static void test_heads(void)
{
    static const uint64_t keys[] = { 0x61, 0x62 };
    static const uint16_t slots[] = { 0, 1, 2, 0 };
    const struct heads heads = { keys, slots, (uint64_t)1 << 62, 62 };
    check(heads_find(&heads, 0x61) == 1 && heads_find(&heads, 0x62) == 2, "rows by their heads");
    check(heads_find(&heads, 0x63) == 0 && heads_find(&heads, 0x65) == 0, "empty slots, and other heads in full ones");
}

/* "abc" and "abc is a long one", as tools/mktable.c would lay them out but for the filter, which lets all through. */
static const struct piece some[] = {
    { 0x636261, 0xffffff, 1, { "", 0 } },
    { 0x6120736920636261, UINT64_MAX, 2, { " long one", 9 } }
};

static uint64_t find_in(const char *text)
{
    static uint16_t first[PIECE_BUCKETS + 1];
    static uint8_t filter[PIECE_BUCKETS];
    for (unsigned bucket = 0; bucket <= PIECE_BUCKETS; bucket++)
        first[bucket] = bucket > piece_bucket(0x636261) ? 2 : 0;
    memset(filter, 0xff, sizeof filter);
    const struct pieces pieces = { some, first, filter };
    char room[64] = { 0 };
    memcpy(room, text, strlen(text));
    return pieces_find(&pieces, (struct span){ room, strlen(text) });
}

static void test_pieces(void)
{
    check(find_in("") == 0 && find_in("ab") == 0 && find_in("bc a") == 0, "nothing is found in other texts");
    check(find_in("xxabc") == 1 && find_in("abc") == 1, "at the end, and alone");
    check(find_in("xabc is a long one") == 3, "one that begins with another");
    check(find_in("abc is a long onE") == 1 && find_in("abc is a") == 1, "the rest behind the head counts");
}

static void mark_opening(uint8_t *filter, struct span phrase, size_t word)
{
    bool is_short = phrase.len < word + 2;
    unsigned hash = opening_hash(head_of(phrase, 0, word), is_short ? OPENING_ANY : opening_next(phrase, word));
    filter[hash / 8] |= (uint8_t)(1u << hash % 8);
}

static void test_openings(void)
{
    static uint8_t filter[OPENING_BYTES];
    mark_opening(filter, SPAN("ferry tickets here"), 5);
    mark_opening(filter, SPAN("harbourmaster"), 13);
    mark_opening(filter, SPAN("pier:"), 4);
    struct span s = SPAN("ferry tickets, ferry, harbourmaster pier pierced");
    check(opening_may_be(filter, s, 0, 5), "a word with what follows it");
    check(!opening_may_be(filter, s, 15, 20), "the same before another sign");
    check(opening_may_be(filter, s, 22, 35) && opening_may_be(filter, SPAN("harbourmaster"), 0, 13),
          "a word alone, wherever");
    check(opening_may_be(filter, s, 36, 40) && !opening_may_be(filter, s, 41, 48), "one byte behind a word asks nothing");
    check(!opening_may_be(filter, s, 6, 13), "a word that begins nothing");
}

int main(void)
{
    test_lanes();
    test_lane_bits();
    test_head();
    test_heads();
    test_pieces();
    test_openings();
    return tap_end();
}
