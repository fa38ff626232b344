/* Dates of any bytes: sorted by place, never overlapping, inside the text, and with intervals that are not turned
 * around.  The first byte chooses the language, whether the day of the report is known, and whether a quarter of the
 * text was cut off as its dateline. */
#include "annotate/date_find.h"
#include "annotate/piece.h"
#include "annotate/split.h"
#include "base/calendar.h"
#include "fuzz.h"

static const char *const languages[] = { "en", "fr", "de", "es", "ru", "uk", "it", "" };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    if (!size)
        return 0;
    struct article a = { .text = { (const char *)data + 1, size - 1 }, .language = span_of(languages[data[0] % 8]) };
    int64_t day = day_of(1970 + data[0] / 4, 1 + data[0] % 12, 1 + data[0] % 28);
    if (data[0] & 8)
        a.published = (struct when){ .from = day * DAY_SECONDS, .to = (day + 1) * DAY_SECONDS, .precision = WHEN_DAY };
    uint32_t cut_at = data[0] & 128 ? (uint32_t)a.text.len / 4 : 0;
    struct block block = { .at = { cut_at, (uint32_t)a.text.len }, .kind = BLOCK_PARAGRAPH };
    a.blocks = (struct blocks){ &block, 1 };
    struct cut cut = { .at = { 0, cut_at }, .why = CUT_DATELINE };
    if (cut_at) {
        a.dateline = SPAN("ORVIK");
        a.cuts = (struct cuts){ &cut, 1 };
    }
    struct annotations notes = { 0 };
    split_blocks(keep, fuzz_scratch(), &a, &notes);
    struct pieces pieces = piece_split(keep, a.text, &notes.tokens, a.language);
    struct dates dates = date_find(keep, fuzz_scratch(), &a, &notes, &pieces);
    uint32_t behind = 0;
    for (uint32_t i = 0; i < dates.count; i++) {
        const struct date *d = &dates.at[i];
        assert(d->at.from >= behind && d->at.from < d->at.to && d->at.to <= a.text.len);
        assert(memchr(d->value, 0, sizeof d->value) && d->type <= DATE_SET);
        assert(!when_known(d->when) || d->when.from < d->when.to);
        behind = d->at.to;
    }
    struct when w = date_parse(a.text);
    assert(!when_known(w) || w.from <= w.to);
    return 0;
}
