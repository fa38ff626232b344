/* Names of hosts beyond ASCII, and names that are none. */
#include "text/domain.h"

#include "tap.h"

static void test_names(void)
{
    static const struct { const char *name, *ascii; } rows[] = {
        { "news.example", "news.example" },
        { "News.EXAMPLE", "news.example" },
        { "Zürich.example", "xn--zrich-kva.example" },
        { "ZÜRICH.example", "xn--zrich-kva.example" },
        { "straße.example", "xn--strae-oqa.example" },
        { "новини.приклад", "xn--b1amarcd.xn--80aikifvh" },
        { "例え.テスト", "xn--r8jz45g.xn--zckzah" },
        { "news。example", "news.example" },
        { "ｎｅｗｓ.example", "news.example" },
        { "xn--zrich-kva.example", "xn--zrich-kva.example" },
    };
    struct region region = test_region();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct span ascii = { "", 0 };
        check(domain_ascii(&region.arena, span_of(rows[i].name), &ascii), rows[i].name);
        check_text(ascii, span_of(rows[i].ascii), "is asked for so");
    }
    region_close(&region);
}

static void test_none(void)
{
    static const char *const names[] = { "", "\xff\xfe.example", "é..example",
                                         "xn--zrich-kva.é/", "\u202enews.example" };
    struct region region = test_region();
    struct span ascii;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        check(!domain_ascii(&region.arena, span_of(names[i]), &ascii), "no name");
    char *longer = arena_take_raw(&region.arena, 1, 1, 2000);
    memset(longer, 'a', 2000);
    check(!domain_ascii(&region.arena, (struct span){ longer, DOMAIN_BYTES_MAX + 1 }, &ascii), "a name that is too long");
    check(domain_ascii(&region.arena, (struct span){ longer, DOMAIN_BYTES_MAX }, &ascii), "one that is not");
    memcpy(longer, "\xc3\xa9", 2);
    check(!domain_ascii(&region.arena, (struct span){ longer, 2000 }, &ascii), "far too long, beyond ASCII");
    check(!domain_ascii(&region.arena, (struct span){ longer, 70 }, &ascii), "a label that is too long");
    region_close(&region);
}

int main(void)
{
    test_names();
    test_none();
    return tap_end();
}
