#include "base/base64.h"

#include "tap.h"

static void test_vectors(struct arena *keep)
{
    static const struct { const char *bytes, *letters; } known[] = {
        { "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
        { "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" }, { "\xff\xfe\xfd", "//79" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct buffer out = buffer_in(keep);
        struct span back = { "?", 1 };
        base64_encode(&out, span_of(known[i].bytes));
        check_text(buffer_span(&out), span_of(known[i].letters), "letters as RFC 4648 has them");
        check(base64_decode(keep, span_of(known[i].letters), &back), "they are read");
        check_text(back, span_of(known[i].bytes), "and give the bytes");
    }
}

static void test_bytes(struct arena *keep)
{
    char bytes[256];
    for (int i = 0; i < 256; i++)
        bytes[i] = (char)i;
    for (size_t length = 250; length <= 256; length++) {
        struct buffer out = buffer_in(keep);
        struct span back, all = { bytes, length };
        base64_encode(&out, all);
        check(base64_decode(keep, buffer_span(&out), &back) && span_equal(back, all), "any bytes, of any length");
    }
}

static void test_bad(struct arena *keep)
{
    static const char *const bad[] = { "Z", "Zg", "Zg=", "Zg==Zg==", "Z===", "Zm9!", "Zm 9", "====", "Zm9v\n" };
    struct span back;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        check(!base64_decode(keep, span_of(bad[i]), &back), bad[i]);
}

int main(void)
{
    struct region region = test_region();
    test_vectors(&region.arena);
    test_bytes(&region.arena);
    test_bad(&region.arena);
    region_close(&region);
    return tap_end();
}
