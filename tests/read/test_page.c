/* What is kept comes back, and nothing that was damaged. */
#include "read/page.h"

#include "tap.h"

static const struct page story = {
    .url = { "https://news.example/a", 22 }, .type = { "text/html; charset=utf-8", 24 }, .coding = { "gzip", 4 },
    .etag = { "W/\"one\"", 7 }, .modified = { "Sun, 06 Nov 1994 08:49:37 GMT", 29 }, .date = 1700000000,
    .asked = 1700000100, .body = { "<p>The body,\n\nwith an empty line and a \0.", 41 },
};

static struct span write(struct arena *keep, const struct page *page)
{
    struct buffer out = buffer_in(keep);
    page_write(&out, page);
    return buffer_span(&out);
}

static void check_same(const struct page *got, const struct page *want)
{
    check_text(got->url, want->url, "address");
    check_text(got->type, want->type, "type");
    check_text(got->coding, want->coding, "coding");
    check_text(got->etag, want->etag, "etag");
    check_text(got->modified, want->modified, "modified");
    check_text(got->body, want->body, "body");
    check(got->date == want->date && got->asked == want->asked, "times");
}

static void test_back(struct arena *keep)
{
    struct page got, bare = { .url = SPAN("http://a.example/"), .date = -5 };
    check(page_read(write(keep, &story), &got), "what was written is read");
    check_same(&got, &story);
    check(page_read(write(keep, &bare), &got), "a page of nothing but an address");
    check_same(&got, &bare);
    struct page odd = story;
    odd.etag = SPAN("\"two\nlength 5\"");
    check(page_read(write(keep, &odd), &got), "a header with a line break");
    check_text(got.etag, SPAN("\"two length 5\""), "stays on its line");
}

static void test_damage(struct arena *keep)
{
    struct span bytes = write(keep, &story);
    char *at = (char *)(uintptr_t)bytes.at;
    struct page got;
    size_t read = 0;
    for (size_t len = 0; len < bytes.len; len++)
        read += page_read((struct span){ at, len }, &got);
    check(read == 0, "cut off anywhere it is none");
    for (size_t i = 0; i < bytes.len; i++) {
        at[i] ^= 1;
        read += page_read(bytes, &got);
        at[i] ^= 1;
    }
    check(read == 0, "with one bit changed it is none");
    check(page_read(bytes, &got), "and whole it is one");
    struct buffer longer = buffer_in(keep);
    buffer_put(&longer, bytes);
    buffer_byte(&longer, 'x');
    check(!page_read(buffer_span(&longer), &got), "with a byte more it is none");
}

int main(void)
{
    struct region region = test_region();
    test_back(&region.arena);
    test_damage(&region.arena);
    region_close(&region);
    return tap_end();
}
