#include "base/calendar.h"
#include "split_text.h"

static void print_moment(struct buffer *out, int64_t seconds)
{
    int64_t day = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
    int rest = (int)(seconds - day * DAY_SECONDS);
    struct civil c = civil_of(day);
    buffer_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
    if (rest)
        buffer_printf(out, "T%02d:%02d", rest / 3600, rest / 60 % 60);
    if (rest % 60)
        buffer_printf(out, ":%02d", rest % 60);
}

/* A line a date; with `interval` behind its value when that is, in UTC, where it is known. */
static void print(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                  const struct case_options *options, bool interval)
{
    struct split_text s = split_text(keep, scratch, input, options);
    struct dates dates = date_find(keep, scratch, &s.article, &s.notes, &s.pieces);
    for (uint32_t i = 0; i < dates.count; i++) {
        const struct date *d = &dates.at[i];
        struct span words = mark_span(input, d->at);
        buffer_printf(out, "%s %u-%u \"%.*s\" %s", date_type_label(d->type), d->at.from, d->at.to, (int)words.len,
                      words.at, d->value[0] ? d->value : "null");
        if (interval && when_known(d->when)) {
            buffer_text(out, " ");
            print_moment(out, d->when.from);
            buffer_text(out, "/");
            print_moment(out, d->when.to);
        }
        buffer_text(out, "\n");
    }
    if (!dates.count)
        buffer_text(out, "none\n");
}

static void print_dates(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                        const struct case_options *options)
{
    print(out, keep, scratch, input, options, false);
}

static void print_resolved(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                           const struct case_options *options)
{
    print(out, keep, scratch, input, options, true);
}

/* Texts that would take minutes if a finder looked at what follows again and again. */
static void test_repeated(void)
{
    static const char *const pieces[] = {"thousand ", "1 ",           "-",     "(",    "a ",
                                         "the ",      "one million ", "to 5 ", "May ", "every ",
                                         "24, ",      "24 and ",      "that ", "the night of ", "until ", "early "};
    struct region keep = test_region(), scratch = test_region();
    struct case_options options = {.count = 0};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buffer text = buffer_in(&keep.arena);
        for (int k = 0; k < 20000; k++)
            buffer_text(&text, pieces[i]);
        struct split_text s = split_text(&keep.arena, scratch.arena, buffer_span(&text), &options);
        struct dates found = date_find(&keep.arena, scratch.arena, &s.article, &s.notes, &s.pieces);
        bool ordered = true;
        for (uint32_t k = 1; k < found.count; k++)
            ordered &= found.at[k - 1].at.to <= found.at[k].at.from;
        check(ordered, pieces[i]);
        region_reset(&keep, 1 << 20);
    }
    region_close(&keep);
    region_close(&scratch);
}

static void test_parse(void)
{
    struct when day = date_parse(SPAN(" April 3, 2024 ")), minute = date_parse(SPAN("2024-04-03T14:05+02:00"));
    check(day.precision == WHEN_DAY && day.to - day.from == 86400 && day.from == 1712102400, "a printed day");
    check(minute.precision == WHEN_MINUTE && minute.zoned && minute.offset == 120, "an instant with its zone");
    check(minute.from == 1712102400 + (12 * 60 + 5) * 60, "an instant is UTC");
    check(!when_known(date_parse(SPAN("3"))) && !when_known(date_parse(SPAN("next week"))), "no date");
}

/* What the value does not say: the interval, the zone, how it was resolved. */
static void test_when(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct case_options options = {.name = {SPAN("published")}, .value = {SPAN("2024-04-03")}, .count = 1};
    struct span text =
        SPAN("On Tuesday at 0737 GMT. It runs March 22-24. It opened in 2019. It will close in two days.");
    struct split_text s = split_text(&keep.arena, scratch.arena, text, &options);
    struct dates d = date_find(&keep.arena, scratch.arena, &s.article, &s.notes, &s.pieces);
    check(d.count == 5, "five dates");
    if (d.count == 5) {
        check(d.at[0].relative && !d.at[0].explicit_year, "a weekday is relative");
        check(d.at[1].when.zoned && d.at[1].when.from == 1712016000 + (7 * 60 + 37) * 60,
              "a time is of the day named before");
        check(d.at[2].when.to - d.at[2].when.from == 3 * 86400, "a range of days is one interval");
        check(d.at[3].explicit_year && d.at[3].when.precision == WHEN_YEAR, "a year is explicit");
        check(d.at[4].when.from == 1712102400 + 2 * 86400, "two days on");
    }
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    test_parse();
    test_when();
    test_repeated();
    case_run(CASES "/annotate/date.txt", print_dates);
    static const char *const languages[] = {"en", "fr", "de", "es", "ru", "uk"};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/annotate/date_%s.txt", CASES, languages[i]);
        case_run(path, print_resolved);
    }
    return tap_end();
}
