#include <time.h>

#include "story_of.h"

/* "conflict figure people killed: 1 12; 2 15" and the reason below; what agrees only where "@agree yes" asks for it. */
static void put_difference(struct buffer *out, const struct synopsis *s, const struct difference *d)
{
    buffer_printf(out, "%s %s %.*s:", difference_label_text(d->label), difference_kind_text(d->kind), (int)d->slot.len,
                  d->slot.at);
    for (uint32_t v = 0; v < d->count; v++) {
        const struct difference_value *value = &d->values[v];
        struct span id = s->reports[value->at.report].report->article.id;
        buffer_printf(out, "%s %.*s %.*s", v ? ";" : "", (int)id.len, id.at, (int)value->value.len, value->value.at);
    }
    buffer_byte(out, '\n');
    if (d->label != DIFFERENCE_AGREE)
        buffer_printf(out, "  %.*s\n", (int)d->reason.len, d->reason.at);
}

static void print_differences(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                              const struct case_options *options)
{
    struct synopsis s = story_synopsis(keep, scratch, input);
    bool agreeing = span_equal(case_option(options, SPAN("agree")), SPAN("yes"));
    for (uint32_t i = 0; i < s.difference_count; i++)
        if ((s.differences[i].label == DIFFERENCE_AGREE) == agreeing)
            put_difference(out, &s, &s.differences[i]);
}

static void check_evidence(const struct synopsis *s, const struct difference *d)
{
    for (uint32_t v = 0; v < d->count; v++) {
        struct mark at = d->values[v].at.at;
        check(at.from < at.to && at.to <= s->reports[d->values[v].at.report].report->article.text.len,
              "its words are in the text");
        check(!v || d->values[v - 1].at.report <= d->values[v].at.report, "values are sorted by report");
    }
    check(d->values[0].at.report != d->values[d->count - 1].at.report, "two reports differ");
    check(d->slot.len && (d->reason.len || d->label == DIFFERENCE_AGREE), "it says why");
}

/* Each difference has words of two reports; what is left out of the cases is held to here. */
static void test_evidence(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct synopsis s = story_synopsis(
        &keep.arena, scratch.arena,
        SPAN("en 2031-05-04: A ferry sank off Port Sanna on Sunday, killing 12 people and injuring 30. || "
             "en 2031-05-05: A ferry sank off Port Sanna on Saturday, killing 15 people and injuring at least 30."));
    check(s.difference_count >= 3, "dead, injured and the day differ");
    for (uint32_t i = 0; i < s.difference_count; i++)
        check_evidence(&s, &s.differences[i]);
    region_close(&keep);
    region_close(&scratch);
}

/* Reports that hold nothing but numbers of one thing: the work must not grow with the square of them. */
static void test_many_numbers(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct buffer text = buffer_in(&keep.arena);
    for (int r = 0; r < 4; r++) {
        buffer_printf(&text, "%sen 2031-05-0%d: ", r ? " || " : "", r + 1);
        for (int i = 0; i < 2500; i++)
            buffer_printf(&text, "The storm killed %d people near village %d. ", i % 97 + r, i);
    }
    clock_t begin = clock();
    struct synopsis s = story_synopsis(&keep.arena, scratch.arena, buffer_span(&text));
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    printf("# ten thousand deaths: %.2f s, %u differences\n", seconds, s.difference_count);
    check(seconds < 30, "in reasonable time");
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    case_run(CASES "/compare/difference.txt", print_differences);
    test_evidence();
    test_many_numbers();
    return tap_end();
}
