#include "tap.h"
#include "text/codepoint.h"
#include "text/utf8.h"

static void check_decoded(struct span s, uint32_t want, unsigned want_length, const char *what)
{
    unsigned length;
    check(utf8_decode(s, 0, &length) == want && length == want_length, what);
}

static void test_decode(void)
{
    check_decoded(SPAN("a"), 'a', 1, "ASCII");
    check_decoded(SPAN("é"), 0xe9, 2, "two bytes");
    check_decoded(SPAN("€"), 0x20ac, 3, "three bytes");
    check_decoded(SPAN("😀"), 0x1f600, 4, "four bytes");
    check_decoded(SPAN("\xc0\x80"), UTF8_BAD, 1, "overlong zero");
    check_decoded(SPAN("\xe0\x80\x80"), UTF8_BAD, 1, "overlong in three");
    check_decoded(SPAN("\xed\xa0\x80"), UTF8_BAD, 1, "a surrogate");
    check_decoded(SPAN("\xf4\x90\x80\x80"), UTF8_BAD, 1, "above the last");
    check_decoded(SPAN("\xe2\x82"), UTF8_BAD, 1, "cut short");
    check_decoded(SPAN("\x80"), UTF8_BAD, 1, "a tail alone");
    check_decoded(SPAN("\xef\xbf\xbd"), UTF8_BAD, 3, "U+FFFD itself");
}

static void test_every_point(void)
{
    bool is_same = true;
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        char letters[4];
        unsigned length, written = utf8_encode(c, letters);
        struct span s = { letters, written };
        uint32_t want = c >= 0xd800 && c < 0xe000 ? UTF8_BAD : c;
        is_same = is_same && utf8_decode(s, 0, &length) == want && length == written;
        is_same = is_same && utf8_decode_before(s, written, &length) == want && length == written;
    }
    check(is_same, "every code point there and back");
    char letters[4];
    check(utf8_encode(0x110000, letters) == 3 && memcmp(letters, "\xef\xbf\xbd", 3) == 0, "none above U+10FFFF");
}

/* The walk that counts sequences, beside utf8_decode, on bytes of which half are well formed, at every length. */
static void test_find_bad(void)
{
    static const char *const pieces[] = { "plain letters in a long row", "й", "€", "😀", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xed\xa0\x80",
                                          "\xe0\x80\x80", "\xf4\x90\x80\x80", "\x80", "\xc1\x81", "\xe2\x82", " " };
    char bytes[400];
    uint32_t state = 7;
    bool is_same = true;
    for (int round = 0; round < 3000; round++) {
        size_t len = 0;
        while (len + 32 < sizeof bytes) {
            state = state * 1664525u + 1013904223u;
            const char *piece = pieces[(state >> 16) % (round & 1 ? 6 : 13)];
            memcpy(bytes + len, piece, strlen(piece));
            len += strlen(piece);
        }
        struct span s = { bytes, len - state % 20 };
        size_t bad = 0, want = 0, sequences = 0;
        unsigned length = 1;
        for (bad = 0; bad < s.len && !(utf8_decode(s, bad, &length) == UTF8_BAD && length == 1); bad += length)
            want += length > 1;
        is_same = is_same && utf8_find_bad(s, 0, &sequences) == bad && sequences == want;
    }
    check(is_same, "the first bad byte, and the sequences before it");
    size_t sequences = 3;
    check(utf8_find_bad(SPAN("\xff" "é"), 1, &sequences) == 3 && sequences == 4, "from a place on, counting further");
}

static void test_texts(void)
{
    struct region region = test_region();
    struct span good = SPAN("Совет – 5 €"), bad = SPAN("a\xff\xd0");
    check(utf8_is_valid(good) && !utf8_is_valid(bad) && utf8_is_valid(SPAN("")), "valid or not");
    check(utf8_repair(&region.arena, good).at == good.at, "what is valid stays where it is");
    check_text(utf8_repair(&region.arena, bad), SPAN("a\xef\xbf\xbd\xef\xbf\xbd"), "each bad byte is replaced");
    check(utf8_count(good) == 11 && utf8_count(bad) == 3, "code points");
    check(utf8_columns(SPAN("a\xcc\x81東京")) == 5, "columns: marks none, ideographs two");
    check(utf8_floor(SPAN("aé"), 2) == 1 && utf8_floor(SPAN("aé"), 1) == 1 && utf8_floor(SPAN("aé"), 9) == 3,
          "the place before a cut letter");
    check(utf8_floor(SPAN("a\x80\x80"), 2) == 2, "loose tails are letters of their own");
    unsigned length;
    check(utf8_decode_before(SPAN("a\xd0"), 2, &length) == UTF8_BAD && length == 1, "backwards over half a letter");
    region_close(&region);
}

static void test_classes(void)
{
    static const struct { uint32_t c; enum codepoint_class class; } cases[] = {
        { 'a', CODEPOINT_LETTER }, { '7', CODEPOINT_DIGIT }, { ' ', CODEPOINT_BLANK }, { '\n', CODEPOINT_LINE },
        { '-', CODEPOINT_HYPHEN }, { '\'', CODEPOINT_APOSTROPHE }, { '"', CODEPOINT_OTHER }, { 0, CODEPOINT_BLANK },
        { 0x7f, CODEPOINT_BLANK }, { 0xa0, CODEPOINT_BLANK }, { 0xad, CODEPOINT_MARK }, { 0xe9, CODEPOINT_LETTER },
        { 0xd7, CODEPOINT_OTHER }, { 0xbd, CODEPOINT_DIGIT }, { 0x301, CODEPOINT_MARK }, { 0x2bc, CODEPOINT_APOSTROPHE },
        { 0x416, CODEPOINT_LETTER }, { 0x5d0, CODEPOINT_LETTER }, { 0x663, CODEPOINT_DIGIT }, { 0x93e, CODEPOINT_MARK },
        { 0xe01, CODEPOINT_IDEOGRAPH }, { 0x2014, CODEPOINT_OTHER }, { 0x2011, CODEPOINT_HYPHEN },
        { 0x2028, CODEPOINT_LINE }, { 0x3000, CODEPOINT_BLANK }, { 0x3042, CODEPOINT_IDEOGRAPH },
        { 0x30bf, CODEPOINT_KATAKANA }, { 0x4e2d, CODEPOINT_IDEOGRAPH }, { 0xac00, CODEPOINT_LETTER },
        { 0x1f44d, CODEPOINT_OTHER }, { 0xffffffff, CODEPOINT_OTHER },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char what[40];
        snprintf(what, sizeof what, "class of U+%04X", (unsigned)cases[i].c);
        check(codepoint_class(cases[i].c) == cases[i].class, what);
    }
    check(codepoint_is_upper('A') && codepoint_is_upper(0x410) && codepoint_is_upper(0x1c5) && !codepoint_is_upper(0xdf),
          "upper case");
    check(codepoint_is_lower('z') && codepoint_is_lower(0x451) && !codepoint_is_lower(0x4e2d), "lower case");
    check(codepoint_fold(0x2019) == '\'' && codepoint_fold(0xad) == 0 && codepoint_fold(0x401) == 0x451, "folding");
}

int main(void)
{
    test_decode();
    test_every_point();
    test_find_bad();
    test_texts();
    test_classes();
    return tap_end();
}
