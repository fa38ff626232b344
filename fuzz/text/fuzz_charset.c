/* Any bytes under any hint become valid UTF-8, and a second decoding leaves them as they are. */
#include "fuzz.h"
#include "text/charset.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span input = arena_copy(keep, (struct span){ (const char *)data, size });
    size_t line = span_find_byte(input, '\n', 0);
    struct span hint = span_cut(input, 0, line == SPAN_NONE ? 0 : line);
    struct span bytes = line == SPAN_NONE ? input : span_from(input, line + 1);
    struct span text = charset_decode(keep, bytes, hint);
    assert(utf8_is_valid(text));
    assert(charset_name(bytes, hint).len > 0);
    assert(text.len <= bytes.len * 6 + 6);
    return 0;
}
