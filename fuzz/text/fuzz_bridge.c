#include "fuzz.h"
#include "text/bridge.h"
#include "text/normal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = { "en", "fr", "de", "es", "ru", "uk", "", "zz" };
    struct arena *keep = fuzz_keep();
    if (!size)
        return 0;
    struct span language = span_of(languages[data[0] >> 1 & 7]);
    struct span word = text_fold(keep, (struct span){ (const char *)data + 1, size - 1 });
    struct bridge bridge = bridge_of(fuzz_scratch(), word, language, data[0] & 1);
    assert((bridge.term != 0) == (bridge.kind != BRIDGE_NONE));
    assert(bridge.share >= 0 && bridge.share <= 1);
    struct bridge again = bridge_of(fuzz_scratch(), word, language, data[0] & 1);
    assert(bridge.term == again.term && bridge.kind == again.kind);
    return 0;
}
