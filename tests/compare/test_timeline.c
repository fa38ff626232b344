/* tests/compare/test_timeline.c -- dated happenings of small stories, and the day of the event */
#include "story_of.h"

static void print_timeline(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                           const struct case_options *options)
{
    (void)options;
    struct synopsis s = story_synopsis(keep, scratch, input);
    for (uint32_t i = 0; i < s.happening_count; i++) {
        const struct happening *h = &s.timeline[i];
        struct span words = evidence_words(&s, h->wording);
        buffer_printf(out, "%.*s%s %.*s:", (int)h->date.len, h->date.at, h->is_event ? "*" : "", (int)words.len,
                     words.at);
        story_put_ids(out, &s, h->support);
        buffer_byte(out, '\n');
    }
    if (!s.happening_count)
        buffer_text(out, "none\n");
}

/* A date that stands in very many statements: no pairs of all. */
static void test_many(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct buffer text = buffer_in(&keep.arena);
    buffer_text(&text, "en 2031-03-12: ");
    for (int i = 0; i < 2000; i++)
        buffer_printf(&text, "Boat%d sank on March 9. ", i);
    const struct report *reports[] = { story_report(&keep.arena, scratch.arena, buffer_span(&text), 1) };
    struct synopsis s = compare_story(&keep.arena, scratch.arena, reports, 1, NULL, (struct neighbours){ NULL, 0 });
    check(s.happening_count > 0, "2,000 happenings of one day are told");
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    case_run(CASES "/compare/timeline.txt", print_timeline);
    test_many();
    return tap_end();
}
