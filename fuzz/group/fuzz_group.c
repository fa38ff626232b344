/* fuzz/group/fuzz_group.c -- any reports are a set of stories, which can be explained
 *
 * Reports are parted by NUL.  Of each the first byte is its language, the second its day (0: none) and its outlet, the
 * first line its headline and every line a block.
 */
#include "fuzz.h"

#include <math.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "group/explain.h"

enum { REPORTS_MAX = 48, MOST = 3 };

static struct span language_of(uint8_t byte)
{
    static const char *const codes[] = { "en", "de", "fr", "es", "ru", "uk", "" };
    return span_of(codes[byte % (sizeof codes / sizeof *codes)]);
}

static struct blocks cut_blocks(struct arena *keep, struct span text)
{
    size_t lines = 1;
    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n';
    struct blocks blocks = { .at = arena_new(keep, struct block, lines) };
    for (size_t from = 0; from < text.len;) {
        size_t end = span_find_byte(text, '\n', from);
        end = end == SPAN_NONE ? text.len : end;
        if (end > from)
            blocks.at[blocks.count++] = (struct block){ { (uint32_t)from, (uint32_t)end }, BLOCK_PARAGRAPH };
        from = end + 1;
    }
    return blocks;
}

static struct report *make_report(struct arena *keep, struct span bytes, size_t number)
{
    struct report *report = arena_new(keep, struct report, 1);
    struct article *a = &report->article;
    a->id = arena_printf(keep, "%zu", number);
    if (bytes.len < 2)
        return report;
    uint8_t day = (uint8_t)bytes.at[1];
    a->language = language_of((uint8_t)bytes.at[0]);
    a->outlet = span_of(day % 3 == 0 ? "" : day % 3 == 1 ? "Courier" : "Mercury");
    if (day)
        a->published = (struct when){ .from = (int64_t)(19000 + 8 * day) * DAY_SECONDS,
                                      .to = (int64_t)(19001 + 8 * day) * DAY_SECONDS, .precision = WHEN_DAY };
    a->text = span_from(bytes, 2);
    a->blocks = cut_blocks(keep, a->text);
    if (a->blocks.count) {
        a->title_at = a->blocks.at[0].at;
        a->title = mark_span(a->text, a->title_at);
        a->blocks.at[0].kind = BLOCK_TITLE;
    }
    return report;
}

/* ---- what must hold ---- */

/* Every number is used, and a new one is the next. */
static void check_stories(const struct stories *stories, size_t count)
{
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        assert(stories->of[i] <= next);
        next += stories->of[i] == next;
        assert(stories->profiles[i]);
    }
    assert(next == stories->count);
}

static bool same_story(const struct stories *s, size_t i, size_t k) { return s->of[i] == s->of[k]; }

/* The same reports the other way round are the same stories. */
static void check_order(struct arena *keep, const struct report **reports, const struct stories *stories, size_t count)
{
    const struct report **back = arena_new(keep, const struct report *, count);
    for (size_t i = 0; i < count; i++)
        back[count - 1 - i] = reports[i];
    struct stories other = stories_group(keep, fuzz_scratch(), back, count, LIKENESS_LEAST);
    assert(other.count == stories->count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            assert(same_story(stories, i, k) == same_story(&other, count - 1 - i, count - 1 - k));
}

static void check_words(const struct article *a, const struct grounds *g)
{
    double sum = 0;
    for (uint32_t i = 0; i < g->count; i++) {
        struct span words = g->at[i].words;
        assert(words.len && words.at >= a->text.at && words.at + words.len <= a->text.at + a->text.len);
        sum += g->at[i].part;
    }
    assert(sum <= 1 + 1e-5);
}

static void check_explanation(struct arena *keep, const struct report **reports, const struct stories *stories,
                              size_t count, uint32_t which)
{
    struct explanation e = explain_report(keep, fuzz_scratch(), reports, count, stories, which, LIKENESS_LEAST, MOST);
    assert(e.report_count <= 2 * MOST && e.story_count <= MOST + 1);
    for (uint32_t i = 0; i < e.report_count; i++) {
        const struct grounds *g = &e.reports[i];
        assert(g->report < count && g->report != which && g->story == stories->of[g->report]);
        assert(isfinite(g->likeness.bond) && g->likeness.score <= 1 + 1e-5 && g->bridge <= 1 + 1e-5);
        check_words(&reports[which]->article, g);
    }
    for (uint32_t i = 0; i < e.story_count; i++) {
        assert(e.stories[i].story < stories->count && isfinite(e.stories[i].likeness.bond));
        assert(i == 0 || e.stories[i].story != stories->of[which]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    const struct report *reports[REPORTS_MAX];
    struct span rest = { (const char *)data, size }, bytes;
    size_t count = 0;
    for (; count < REPORTS_MAX && span_take(&rest, '\0', &bytes); count++)
        reports[count] = make_report(keep, bytes, count);
    struct stories stories = stories_group(keep, fuzz_scratch(), reports, count, LIKENESS_LEAST);
    check_stories(&stories, count);
    check_order(keep, reports, &stories, count);
    for (uint32_t i = 0; i < count; i += 1 + (uint32_t)count / 6)
        check_explanation(keep, reports, &stories, count, i);
    return 0;
}
