#include "text/timestamp.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = { (const char *)data, size };
    struct timestamp t;
    struct mark at;
    if (timestamp_parse(text, &t)) {
        assert(t.precision != TIMESTAMP_NONE && t.year >= 1000 && t.year <= 9999);
        assert(t.month >= 0 && t.month <= 12 && t.day <= 31 && t.hour <= 23 && t.minute <= 59 && t.second <= 59);
        assert(timestamp_from(&t) < timestamp_to(&t));
    }
    if (timestamp_find(text, &t, &at))
        assert(at.from < at.to && at.to <= size && t.precision >= TIMESTAMP_DAY);
    return 0;
}
