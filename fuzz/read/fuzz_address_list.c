/* Whatever the bytes: what is listed is an address, each once. */
#include "base/hash.h"
#include "base/map.h"
#include "fuzz.h"
#include "read/address_list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = { (const char *)data, size };
    for (int form = ADDRESS_LINES; form <= ADDRESS_OPML; form++) {
        struct arena *keep = fuzz_keep();
        struct address_list list =
            address_list_read(keep, fuzz_scratch(), bytes, (enum address_form)form, SPAN("https://l.example/a/b"));
        struct map seen = map_in(keep, list.count);
        assert(list.count + list.left_out <= size);
        for (size_t i = 0; i < list.count; i++) {
            const struct address *address = &list.at[i];
            bool is_new;
            map_at(&seen, hash_span(address->url), &is_new);
            assert(is_new && address->url.len <= ADDRESS_BYTES_MAX && address->line);
            assert(span_starts_nocase(address->url, SPAN("http")) && span_find(address->url, SPAN("://"), 0) < 6);
            for (size_t k = 0; k < address->url.len; k++)
                assert((unsigned char)address->url.at[k] > ' ');
        }
    }
    return 0;
}
