#include "tap.h"

static void test_cut(void)
{
    struct span s = SPAN("bridge");
    check_text(span_cut(s, 1, 3), SPAN("ri"), "cut");
    check_text(span_cut(s, 4, 99), SPAN("ge"), "cut beyond the end");
    check_text(span_cut(s, 9, 2), SPAN(""), "cut backwards");
    check_text(span_from(s, 5), SPAN("e"), "from");
    check_text(mark_span(s, (struct mark){ 0, 6 }), s, "a mark");
    check(span_of(NULL).len == 0, "no C string is an empty span");
}

static void test_compare(void)
{
    check(span_equal(SPAN(""), (struct span){ NULL, 0 }), "empty spans are equal");
    check(!span_equal(SPAN("a"), SPAN("b")) && !span_equal(SPAN("a"), SPAN("ab")), "others are not");
    check(span_compare(SPAN("a"), SPAN("ab")) < 0 && span_compare(SPAN("b"), SPAN("ab")) > 0, "order");
    check(span_compare(SPAN("\xff"), SPAN("a")) > 0, "bytes are unsigned");
    check(span_starts(SPAN("abc"), SPAN("ab")) && !span_starts(SPAN("a"), SPAN("ab")), "begin");
    check(span_ends(SPAN("abc"), SPAN("bc")) && !span_ends(SPAN("c"), SPAN("bc")), "end");
    check(span_equal_nocase(SPAN("Meta"), SPAN("mETA")) && !span_equal_nocase(SPAN("\xc3\x89"), SPAN("\xc3\xa9")),
          "case of ASCII only");
}

static void test_find(void)
{
    struct span s = SPAN("ababac");
    check(span_find(s, SPAN("abac"), 0) == 2, "behind a false start");
    check(span_find(s, SPAN("ab"), 1) == 2, "from a place on");
    check(span_find(s, SPAN("x"), 0) == SPAN_NONE, "not there");
    check(span_find(s, SPAN("c"), 6) == SPAN_NONE && span_find(s, SPAN("c"), 99) == SPAN_NONE, "beyond the end");
    check(span_find_nocase(s, SPAN("BAC"), 0) == 3, "without case");
    check(span_find_byte(s, 'c', 0) == 5 && span_find_byte(s, 'a', 5) == SPAN_NONE, "a byte");
}

static void test_trim(void)
{
    check_text(span_trim(SPAN(" \t a b\r\n")), SPAN("a b"), "trim");
    check_text(span_trim(SPAN(" \n ")), SPAN(""), "only blanks");
    struct mark m = mark_trim(SPAN("x  ab  y"), (struct mark){ 1, 7 });
    check(m.from == 3 && m.to == 5, "trim a mark");
}

static void test_take(void)
{
    struct span rest = SPAN("a,,b,"), part;
    check(span_take(&rest, ',', &part) && span_equal(part, SPAN("a")), "the first part");
    check(span_take(&rest, ',', &part) && part.len == 0, "an empty part");
    check(span_take(&rest, ',', &part) && span_equal(part, SPAN("b")), "the last part");
    check(!span_take(&rest, ',', &part), "no empty part behind the last comma");
}

static void test_words(void)
{
    struct span text = SPAN("  one\ttwo \n"), word;
    size_t at = 0;
    check(span_next_word(text, &at, &word) && span_equal(word, SPAN("one")) && at == 5, "the first word");
    check(span_next_word(text, &at, &word) && span_equal(word, SPAN("two")), "the next");
    check(!span_next_word(text, &at, &word) && word.len == 0 && at == text.len, "blanks are none");
    check(!span_next_word(SPAN(""), &(size_t){ 0 }, &word), "nor is nothing");
}

static void test_marks(void)
{
    struct mark a = { 2, 5 };
    check(mark_overlaps(a, (struct mark){ 4, 9 }) && !mark_overlaps(a, (struct mark){ 5, 9 }), "overlap");
    check(mark_holds(a, (struct mark){ 2, 5 }) && !mark_holds(a, (struct mark){ 1, 3 }), "hold");
}

int main(void)
{
    test_cut();
    test_compare();
    test_find();
    test_trim();
    test_take();
    test_words();
    test_marks();
    return tap_end();
}
