/* Runs tests/cases/read/url.txt; then what the cases cannot say: lengths, NULs. */
#include "read/url.h"

#include "case.h"

static void print_url(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                      const struct case_options *options)
{
    struct url url;
    const char *why = NULL;
    (void)options, (void)scratch;
    struct span shown = url_shown(keep, input);
    if (!span_equal(shown, input))
        buffer_printf(out, "shown %.*s\n", (int)shown.len, shown.at);
    if (!url_parse(keep, input, &url, &why)) {
        buffer_printf(out, "refused: %s\n", why);
        return;
    }
    struct span id = url_id(&url);
    buffer_printf(out, "%.*s | %.*s | ", (int)url.origin.len, url.origin.at, (int)url.host.len, url.host.at);
    buffer_printf(out, "%.*s | %.*s\n", (int)url.target.len, url.target.at, (int)id.len, id.at);
}

static void test_edges(void)
{
    struct region region = test_region();
    struct url url, again;
    const char *why;
    struct buffer text = buffer_in(&region.arena);
    buffer_text(&text, "https://news.example/");
    buffer_fill(&text, 'a', URL_BYTES_MAX - text.len);
    check(url_parse(&region.arena, buffer_span(&text), &url, &why), "as long as may be");
    buffer_byte(&text, 'a');
    check(!url_parse(&region.arena, buffer_span(&text), &url, &why), "one more is refused");
    check_text(span_of(why), SPAN("it is longer than 4096 bytes"), "and said to be");
    check(!url_parse(&region.arena, SPAN("http://news.example\0.else/"), &url, &why), "no NUL in a host");
    check(url_parse(&region.arena, SPAN("http://news.example/a\0b"), &url, &why), "in a path");
    check_text(url.target, SPAN("/a%00b"), "it is escaped");
    check(url_parse(&region.arena, url.text, &again, &why), "what was written is read");
    check_text(again.text, url.text, "and written the same");
    check(url.text.at[url.text.len] == 0, "with a NUL behind it");
    region_close(&region);
}

static void test_many_steps(void)
{
    struct region region = test_region();
    struct url url;
    const char *why;
    struct buffer text = buffer_in(&region.arena);
    buffer_text(&text, "http://x.example");
    for (int i = 0; i < 600; i++)
        buffer_text(&text, "/a");
    for (int i = 0; i < 700; i++)
        buffer_text(&text, "/..");
    check(url_parse(&region.arena, buffer_span(&text), &url, &why), "steps beyond the root");
    check_text(url.text, SPAN("http://x.example/"), "end at it");
    region_close(&region);
}

int main(void)
{
    case_run(CASES "/read/url.txt", print_url);
    test_edges();
    test_many_steps();
    return tap_end();
}
