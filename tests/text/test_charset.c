#include "tap.h"
#include "text/charset.h"
#include "text/utf8.h"

#define RUSSIAN_1251 "\xd1\xee\xe2\xe5\xf2 \xe7\xe0\xea\xf0\xfb\xeb \xf1\xf2\xe0\xf0\xfb\xe9 \xec\xee\xf1\xf2"
#define RUSSIAN_KOI8 "\xf3\xcf\xd7\xc5\xd4 \xda\xc1\xcb\xd2\xd9\xcc \xd3\xd4\xc1\xd2\xd9\xca \xcd\xcf\xd3\xd4"
#define RUSSIAN "Совет закрыл старый мост"

static struct region region;

static void check_decoded(struct span bytes, const char *hint, const char *name, const char *want, const char *what)
{
    check_text(charset_name(bytes, span_of(hint)), span_of(name), what);
    check_text(charset_decode(&region.arena, bytes, span_of(hint)), span_of(want), what);
}

static void test_marks(void)
{
    check_decoded(SPAN("\xef\xbb\xbf" "abc"), "", "UTF-8", "abc", "a mark of UTF-8 is cut off");
    check_decoded(SPAN("\xff\xfe" "a\0" "\x3c\x04"), "utf-8", "UTF-16LE", "aм", "a mark of UTF-16LE beats the hint");
    check_decoded(SPAN("\xfe\xff\0a\x04\x3c"), "", "UTF-16BE", "aм", "a mark of UTF-16BE");
    check_decoded(SPAN("\xff\xfe" "a\0b"), "", "UTF-16LE", "a\xef\xbf\xbd", "half a unit at the end");
    check_decoded(SPAN("\xff\xfe\0\xd8" "a\0"), "", "UTF-16LE", "\xef\xbf\xbd" "a", "half a pair");
    check_decoded(SPAN("\xff\xfe"), "", "UTF-16LE", "", "only a mark");
}

static void test_hints(void)
{
    check_decoded(SPAN(RUSSIAN_1251), "windows-1251", "windows-1251", RUSSIAN, "a hint");
    check_decoded(SPAN(RUSSIAN_KOI8), " KOI8-R ", "KOI8-R", RUSSIAN, "a hint in capitals and blanks");
    check_decoded(SPAN("caf\xe9 \x80 5"), "latin1", "windows-1252", "café € 5", "latin1 is windows-1252");
    check_decoded(SPAN("caf\xe9"), "iso-8859-1", "windows-1252", "café", "so is ISO-8859-1");
    check_decoded(SPAN("Совет"), "no such charset", "UTF-8", "Совет", "an unknown label is no label");
    check_decoded(SPAN("\x83\x65\x83\x58\x83\x67"), "shift_jis", "Shift_JIS", "テスト", "Shift_JIS");
    check_decoded(SPAN("\xd6\xd0\xb9\xfa"), "gb2312", "GBK", "中国", "GB 2312");
}

static void test_lies(void)
{
    check_decoded(SPAN("L'\xc9tat a \xe9t\xe9 pr\xe9sent\xe9 \xe0 l'\xe9t\xe9"), "utf-8", "windows-1252",
                  "L'État a été présenté à l'été", "said to be UTF-8, is not");
    check_decoded(SPAN("Совет закрыл мост"), "windows-1251", "UTF-8", "Совет закрыл мост", "said to be 1251, is UTF-8");
    check_decoded(SPAN("Совет \xff закрыл мост"), "utf-8", "UTF-8", "Совет \xef\xbf\xbd закрыл мост", "one broken byte");
    check_decoded(SPAN("Совет \xd0"), "", "UTF-8", "Совет \xef\xbf\xbd", "cut within a letter");
    check_decoded(SPAN("plain"), "utf-16", "UTF-8", "plain", "said to be UTF-16, without zero bytes");
}

static void test_pages(void)
{
    check_decoded(SPAN("<html><meta charset=\"windows-1251\"><p>" RUSSIAN_1251), "", "windows-1251",
                  "<html><meta charset=\"windows-1251\"><p>" RUSSIAN, "meta charset");
    check_decoded(SPAN("<META HTTP-EQUIV=Content-Type content='text/html; charset=koi8-r'>" RUSSIAN_KOI8), "", "KOI8-R",
                  "<META HTTP-EQUIV=Content-Type content='text/html; charset=koi8-r'>" RUSSIAN, "meta http-equiv");
    check_decoded(SPAN("<?xml version='1.0' encoding='windows-1251'?>\xe0"), "", "windows-1251",
                  "<?xml version='1.0' encoding='windows-1251'?>а", "an XML declaration");
    check_decoded(SPAN("<meta charset=nonsense><meta charset=windows-1251>\xe0"), "", "windows-1251",
                  "<meta charset=nonsense><meta charset=windows-1251>а", "the first label that is known");
    char late[1200];
    memset(late, ' ', sizeof late);
    memcpy(late + 1100, "<meta charset=koi8-r>", 21);
    check_text(charset_name((struct span){ late, sizeof late }, SPAN("")), SPAN("UTF-8"), "too late in the page");
}

static void test_guesses(void)
{
    check_decoded(SPAN(""), "", "UTF-8", "", "nothing");
    check_decoded(SPAN("plain"), "", "UTF-8", "plain", "ASCII");
    check_decoded(SPAN(RUSSIAN_1251 " " RUSSIAN_1251), "", "windows-1251", RUSSIAN " " RUSSIAN, "windows-1251");
    check_decoded(SPAN(RUSSIAN_KOI8 " " RUSSIAN_KOI8), "", "KOI8-R", RUSSIAN " " RUSSIAN, "KOI8-R");
    check_decoded(SPAN("a\0b\0c\0d\0"), "", "UTF-16LE", "abcd", "UTF-16 without a mark");
    check_decoded(SPAN("\x04\x1c\x04\x3e\0 \x04\x3c"), "", "UTF-16BE", "Мо м", "big-endian, not Latin");
    check_decoded(SPAN("\x1b$B$O$$\x1b(B"), "", "ISO-2022-JP", "はい", "ISO-2022-JP");
}

/* The statistics look at letters, however late in a page they come. */
static void test_late_letters(void)
{
    static const char polish[] = "Wczoraj rada gminy zag\xb3osowa\xb3" "a nad bud\xbf" "etem. Jak m\xf3wi burmistrz, pieni\xb9" "dze p\xf3jd\xb9 "
                                 "na drog\xea, most i szko\xb3\xea. Mieszka\xf1" "cy chc\xb9 te\xbf nowej \x9c" "cie\xbfki. ";
    size_t before = 90000, len = before + 4 * (sizeof polish - 1);
    char *page = arena_take_raw(&region.arena, 1, 1, len);
    memset(page, 'x', before);
    for (size_t at = before; at < len; at += sizeof polish - 1)
        memcpy(page + at, polish, sizeof polish - 1);
    struct span text = charset_decode(&region.arena, (struct span){ page, len }, SPAN(""));
    check_text(charset_name((struct span){ page, len }, SPAN("")), SPAN("windows-1250"), "behind 90 kB of ASCII");
    check(span_find(text, SPAN("pieniądze pójdą na drogę, most i szkołę"), 0) != SPAN_NONE, "and read so");
}

static void test_any_bytes(void)
{
    static const char *const hints[] = { "", "utf-8", "windows-1252", "gb18030", "utf-16be", "iso-2022-jp", "euc-kr", "big5" };
    uint32_t state = 1;
    bool is_valid = true;
    for (int round = 0; round < 400; round++) {
        char bytes[97];
        for (size_t i = 0; i < sizeof bytes; i++) {
            state = state * 1664525u + 1013904223u;
            bytes[i] = (char)(state >> 24);
        }
        struct span text = charset_decode(&region.arena, (struct span){ bytes, (size_t)round % sizeof bytes },
                                          span_of(hints[round % 8]));
        is_valid = is_valid && utf8_is_valid(text);
    }
    check(is_valid, "any bytes become UTF-8");
    struct span same = SPAN("мост");
    check(charset_decode(&region.arena, same, SPAN("")).at == same.at, "UTF-8 is not copied");
}

int main(void)
{
    region = test_region();
    test_marks();
    test_hints();
    test_lies();
    test_pages();
    test_guesses();
    test_late_letters();
    test_any_bytes();
    region_close(&region);
    return tap_end();
}
