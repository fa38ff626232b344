/* Whatever the bytes: what is taken is written one way, its pieces are pieces of it, and it reads back. */
#include "fuzz.h"
#include "read/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span text = { (const char *)data, size };
    struct url url, again;
    const char *why = NULL;
    assert(url_shown(keep, text).len <= text.len + 3);
    if (!url_parse(keep, text, &url, &why)) {
        assert(why && *why);
        return 0;
    }
    assert(url.origin.len + url.target.len == url.text.len && url.target.at[0] == '/' && url.host.len);
    for (size_t i = 0; i < url.text.len; i++)
        assert(url.text.at[i] > ' ' && url.text.at[i] < 0x7f && url.text.at[i] != '#');
    assert(span_find_byte(url.origin, '@', 0) == SPAN_NONE && span_find_byte(url.origin, '\\', 0) == SPAN_NONE);
    assert(url_id(&url).len);
    if (url.text.len <= URL_BYTES_MAX) {
        assert(url_parse(keep, url.text, &again, &why));
        assert(span_equal(again.text, url.text));
    }
    return 0;
}
