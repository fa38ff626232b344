/* Reports of one story, any bytes, parted by NUL: each difference has words of two reports, in their texts, and
 * says why; the same in any order of the reports. */
#include "annotate/annotate.h"
#include "compare/compare.h"
#include "fuzz.h"

enum { REPORTS = 4, BEGIN = 1900000000, DAY = 86400 };

static const struct report *report_of(struct arena *keep, struct span text, uint32_t number)
{
    static const char *const languages[REPORTS] = { "en", "en", "ru", "de" };
    struct report *report = arena_new(keep, struct report, 1);
    struct article *article = &report->article;
    article->id = arena_printf(keep, "%u", number);
    article->language = span_of(languages[number]);
    article->text = text;
    article->published.from = BEGIN + (int64_t)number * DAY;
    article->published.to = article->published.from + DAY;
    article->published.precision = WHEN_DAY;
    article->blocks = (struct blocks){ arena_new(keep, struct block, 1), 1 };
    article->blocks.at[0] = (struct block){ { 0, (uint32_t)text.len }, BLOCK_PARAGRAPH };
    report->notes = annotate(keep, fuzz_scratch(), article);
    return report;
}

static void check_difference(const struct synopsis *s, const struct difference *d)
{
    assert(d->count >= 2 && d->slot.len && d->label < DIFFERENCE_LABEL_COUNT && d->kind < DIFFERENCE_KIND_COUNT);
    assert(d->reason.len || d->label == DIFFERENCE_AGREE);
    assert(d->values[0].at.report != d->values[d->count - 1].at.report);
    for (uint32_t v = 0; v < d->count; v++) {
        assert(d->values[v].at.at.from <= d->values[v].at.at.to);
        assert(d->values[v].at.at.to <= s->reports[d->values[v].at.report].report->article.text.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span rest = { (const char *)data, size }, text;
    const struct report *forward[REPORTS], *backward[REPORTS];
    uint32_t count = 0;
    while (count < REPORTS && span_take(&rest, '\0', &text)) {
        forward[count] = report_of(keep, text, count);
        count++;
    }
    for (uint32_t r = 0; r < count; r++)
        backward[count - 1 - r] = forward[r];
    struct neighbours none = { NULL, 0 };
    struct synopsis s = compare_story(keep, fuzz_scratch(), forward, count, NULL, none);
    struct synopsis t = compare_story(keep, fuzz_scratch(), backward, count, NULL, none);
    assert(s.difference_count == t.difference_count);
    for (uint32_t i = 0; i < s.difference_count; i++) {
        check_difference(&s, &s.differences[i]);
        assert(span_equal(s.differences[i].slot, t.differences[i].slot) && s.differences[i].label == t.differences[i].label);
    }
    return 0;
}
