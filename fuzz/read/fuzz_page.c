/* Whatever the bytes: a page that is read lies within them, and is written and read the same.  So that inputs
 * get past the check sum, a page is also made of their pieces. */
#include "fuzz.h"
#include "read/page.h"

static void check_back(struct arena *keep, const struct page *page)
{
    struct page again;
    struct buffer out = buffer_in(keep);
    page_write(&out, page);
    assert(page_read(buffer_span(&out), &again));
    assert(span_equal(again.body, page->body) && again.date == page->date && again.url.len == page->url.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span bytes = { (const char *)data, size }, rest = bytes;
    struct page page, made = { .asked = 7 };
    if (page_read(bytes, &page)) {
        assert(page.body.at >= bytes.at && page.body.at + page.body.len == bytes.at + bytes.len);
        check_back(keep, &page);
    }
    struct span *fields[] = { &made.url, &made.type, &made.coding, &made.etag, &made.modified };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        span_take(&rest, 0, fields[i]);
    made.body = rest;
    made.date = (int64_t)size;
    check_back(keep, &made);
    return 0;
}
