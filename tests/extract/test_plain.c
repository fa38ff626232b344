#include "extract/plain.h"

#include "case.h"

static void put_field(struct buffer *out, const char *name, struct span s)
{
    if (s.len)
        buffer_printf(out, "%s %.*s\n", name, (int)s.len, s.at);
}

/* A line break inside a block is shown as "|". */
static void put_words(struct buffer *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        buffer_byte(out, s.at[i] == '\n' ? '|' : s.at[i]);
    buffer_byte(out, '\n');
}

static void put_body(struct buffer *out, const struct article *a)
{
    static const char *const kinds[] = { "title", "lede", "paragraph", "heading", "item", "quote", "row" };
    uint32_t b = 0, c = 0;
    while (b < a->blocks.count || c < a->cuts.count) {
        if (c == a->cuts.count || (b < a->blocks.count && a->blocks.at[b].at.from < a->cuts.at[c].at.from)) {
            buffer_printf(out, "%s: ", kinds[a->blocks.at[b].kind]);
            put_words(out, mark_span(a->text, a->blocks.at[b++].at));
        } else {
            buffer_printf(out, "cut (%s): ", cut_label(a->cuts.at[c].why));
            put_words(out, mark_span(a->text, a->cuts.at[c++].at));
        }
    }
}

static void print(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                  const struct case_options *options)
{
    struct article a = { .text = input, .language = case_option(options, SPAN("language")) };
    plain_extract(keep, scratch, &a);
    put_field(out, "headline", a.title);
    put_field(out, "standfirst", a.lede);
    put_field(out, "byline", a.byline);
    for (uint32_t i = 0; i < a.authors.count; i++)
        put_field(out, "author", a.authors.at[i]);
    put_field(out, "place", a.dateline);
    put_field(out, "credit", a.credit);
    put_field(out, "agency", a.agency);
    put_field(out, "url", a.url);
    if (when_known(a.published))
        buffer_printf(out, "published %lld\n", (long long)a.published.from);
    if (when_known(a.modified))
        buffer_printf(out, "modified %lld\n", (long long)a.modified.from);
    put_body(out, &a);
}

static void check_sound(const struct article *a, const char *what)
{
    bool good = true;
    uint32_t at = 0;
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        good &= at <= a->blocks.at[i].at.from && a->blocks.at[i].at.from < a->blocks.at[i].at.to;
        at = a->blocks.at[i].at.to;
    }
    check(good && at <= a->text.len, what);
}

static void test_odd_texts(void)
{
    static const struct span texts[] = {
        SPAN(""),
        SPAN("\n\n"),
        SPAN("\0\0\0"),
        SPAN("x"),
        SPAN("\xef\xbb\xbf"),
        SPAN("\xff\xfe\xfd \xc3"),
        SPAN("- - - -"),
        SPAN("By"),
        SPAN("By By By"),
        SPAN("(AFP)"),
        SPAN("\u2014"),
        SPAN("# "),
        SPAN("> > >"),
        SPAN("Read more:"),
        SPAN("A\fB\vC\rD\xc2\xa0\r\n"),
        SPAN("Title\n\n\n\n"),
        SPAN("https://"),
        SPAN("PARIS \u2014"),
    };
    struct region keep = test_region(), scratch = test_region();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct article a = { .text = texts[i] };
        plain_extract(&keep.arena, scratch.arena, &a);
        check_sound(&a, "an odd text does no harm");
        check(a.flags & ARTICLE_STUB, "and is a stub");
    }
    region_close(&keep);
    region_close(&scratch);
}

static void test_repeated(const char *piece, size_t count, const char *what)
{
    struct region keep = test_region(), scratch = test_region(), text = test_region();
    struct buffer b = buffer_in(&text.arena);
    for (size_t i = 0; i < count; i++)
        buffer_text(&b, piece);
    struct article a = { .text = buffer_span(&b), .language = SPAN("en") };
    plain_extract(&keep.arena, scratch.arena, &a);
    check_sound(&a, what);
    region_close(&keep);
    region_close(&scratch);
    region_close(&text);
}

static void test_title_given(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct article a = {
        .title = SPAN("Harbour bridge closes"),
        .language = SPAN("en"),
        .text = SPAN("Harbour Bridge closes\n\nThe harbour bridge of Veltown was closed on Monday, the city said.\n")};
    plain_extract(&keep.arena, scratch.arena, &a);
    check_text(a.title, SPAN("Harbour bridge closes"), "a record's own title stays");
    check(a.title_at.from == 0 && a.title_at.to == 21, "and is found in the text");
    check(a.flags & ARTICLE_STUB, "a short text is a stub");
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    case_run(CASES "/extract/plain.txt", print);
    test_odd_texts();
    test_title_given();
    test_repeated("Read more:\n", 50000, "50,000 heads of lists");
    test_repeated("- Read more: subscribe\n\n", 50000, "50,000 items");
    test_repeated("By ", 50000, "50,000 times by");
    test_repeated("a, ", 300000, "a paragraph of a megabyte");
    test_repeated("(", 300000, "300,000 brackets");
    test_repeated("April 3, ", 50000, "50,000 dates");
    return tap_end();
}
