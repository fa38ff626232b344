/* Whatever a header says: its pieces are pieces of it, and waits are bounded. */
#include "fuzz.h"
#include "read/http_header.h"

static bool lies_in(struct span part, struct span whole)
{
    return !part.len || (part.at >= whole.at && part.at + part.len <= whole.at + whole.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = { (const char *)data, size };
    int64_t number = 0;
    assert(lies_in(http_media(text), text) && lies_in(http_charset(text), text));
    if (http_wait(text, 1700000000, &number))
        assert(number >= 0 && number <= 100000000);
    http_date(text, &number);
    http_lists(text, SPAN("no-store"));
    return 0;
}
