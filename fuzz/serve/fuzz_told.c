/* Any JSON for a synopsis of three reports (run/told.h): it is refused, or leads nowhere outside of them, can be shown,
 * and is read again as it is written. */
#include "fuzz.h"
#include "run/told.h"
#include "tell/tell.h"

static const char *const texts[] = {
    "The ferry Orm Star sank off Lisk on Tuesday. At least 14 people were killed, Anna Brandt said.",
    "The ferry Orm Star sank off Lisk. 17 people were killed, said Anna Brandt: \"We saw it go down.\"",
    "\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbc Orm Star \xe2\x80\x93 gesunken",
};
enum { REPORTS = sizeof texts / sizeof *texts };

static bool find(void *context, struct span id, uint32_t attempt, const struct report **out)
{
    const struct report *reports = context;
    for (uint32_t i = 0; i < REPORTS && !attempt; i++)
        if (span_equal(reports[i].article.id, id)) {
            *out = &reports[i];
            return true;
        }
    return false;
}

static bool stands(struct mark m, const struct report *report)
{
    return m.from <= m.to && m.to <= report->article.text.len;
}

static bool all_stand(const struct synopsis *s, struct evidences list)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.at[i].report >= s->report_count || !stands(list.at[i].at, s->reports[list.at[i].report].report))
            return false;
    return true;
}

static void hold(const struct synopsis *s)
{
    for (uint32_t i = 0; i < s->claim_count; i++) {
        const struct claim *c = &s->claims[i];
        assert(all_stand(s, c->support) && all_stand(s, (struct evidences){ (struct evidence *)&c->wording, 1 }));
        for (uint32_t k = 0; k < c->differences.count; k++)
            assert(c->differences.at[k] < s->difference_count);
        for (uint32_t k = 0; k < c->elsewhere_count; k++)
            assert(stands(c->elsewhere[k].at, c->elsewhere[k].report));
    }
    for (uint32_t i = 0; i < s->happening_count; i++)
        assert(all_stand(s, s->timeline[i].support));
    for (uint32_t i = 0; i < s->lineage_count; i++)
        assert(s->lineage[i].from < s->report_count && s->lineage[i].to < s->report_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct report *reports = arena_new(keep, struct report, REPORTS);
    struct synopsis s, same;
    for (uint32_t i = 0; i < REPORTS; i++) {
        reports[i].article.text = span_of(texts[i]);
        reports[i].article.id = arena_printf(keep, "a%u", i + 1);
        reports[i].article.language = i < 2 ? SPAN("en") : SPAN("de");
    }
    struct span json = { (const char *)data, size };
    if (!told_from_json(keep, fuzz_scratch(), json, find, reports, &s))
        return 0;
    hold(&s);
    struct buffer text = buffer_in(keep), page = buffer_in(keep), again = buffer_in(keep);
    tell_text(&text, &s, (struct tell_options){ 0 });
    tell_html(&page, fuzz_scratch(), &s, 1);
    tell_json(&again, &s);
    assert(text.len && page.len && told_from_json(keep, fuzz_scratch(), buffer_span(&again), find, reports, &same));
    return 0;
}
