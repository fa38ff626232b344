/* Names of several reports, any bytes: each entity gets a number below the count, the same in every run; no order of
 * the reports breaks it.  A line is a name; its first two bytes say of which report and type it is. */
#include "base/hash.h"
#include "compare/names.h"
#include "fuzz.h"
#include "text/normal.h"

enum { REPORTS = 4, NAMES_MAX = 200 };

static void add_name(struct arena *keep, struct report *report, struct span line)
{
    struct entities *list = &report->notes.entities;
    struct entity *e = &list->at[list->count];
    *e = (struct entity){ .type = (uint8_t)((unsigned char)line.at[1] % ENTITY_TYPE_COUNT), .mentions = 1 };
    e->gender = e->type == ENTITY_PERSON ? (uint8_t)((unsigned char)line.at[1] / ENTITY_TYPE_COUNT % 3) : 0;
    e->name = span_from(line, 2);
    e->folded = text_latin(keep, e->name);
    e->key = hash_span((unsigned char)line.at[0] & 64 ? SPAN("country:XX") : e->folded);
    list->count++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[REPORTS] = { "en", "ru", "uk", "en" };
    struct arena *keep = fuzz_keep();
    struct span rest = { (const char *)data, size }, line;
    struct report *reports = arena_new(keep, struct report, REPORTS);
    const struct report *forward[REPORTS], *backward[REPORTS];
    for (int r = 0; r < REPORTS; r++) {
        reports[r].notes.entities.at = arena_new(keep, struct entity, NAMES_MAX);
        reports[r].article.language = span_of(languages[r]);
        forward[r] = backward[REPORTS - 1 - r] = &reports[r];
    }
    while (span_take(&rest, '\n', &line)) {
        if (line.len < 3)
            continue;
        struct report *report = &reports[(unsigned char)line.at[0] % REPORTS];
        if (report->notes.entities.count < NAMES_MAX)
            add_name(keep, report, line);
    }
    struct story_names names = names_join(keep, fuzz_scratch(), forward, REPORTS);
    struct story_names again = names_join(keep, fuzz_scratch(), forward, REPORTS);
    struct story_names turned = names_join(keep, fuzz_scratch(), backward, REPORTS);
    assert(names.count == again.count);
    for (uint32_t r = 0; r < REPORTS; r++)
        for (uint32_t e = 0; e < reports[r].notes.entities.count; e++) {
            assert(names.of[r][e] < names.count && names.of[r][e] == again.of[r][e]);
            assert(turned.of[REPORTS - 1 - r][e] < turned.count);
            assert(names.at[names.of[r][e]].reports > 0 && names.at[names.of[r][e]].mentions > 0);
        }
    return 0;
}
