/* The known traps of grouping: tests/cases/group/guards.txt says what must be together and what apart.  Each case is
 * grouped by itself, and once more among the reports of all other cases. */
#include <string.h>

#include "group/likeness.h"
#include "group/stories.h"
#include "case.h"
#include "pile.h"

enum { REPORTS_MAX = 600, CASES_MAX = 100 };

struct report_line { struct span key, title, outlet, text; int day; };
struct guard { struct span name; size_t first, count; struct span wants; };

struct guards {
    struct report_line reports[REPORTS_MAX];
    struct guard at[CASES_MAX];
    size_t report_count, count;
};

static struct span take_word(struct span *rest)
{
    size_t end = span_find_byte(*rest, ' ', 0);
    end = end == SPAN_NONE ? rest->len : end;
    struct span word = span_cut(*rest, 0, end);
    *rest = span_trim(span_from(*rest, end));
    return word;
}

static struct span unless_dash(struct span s) { return span_equal(s, SPAN("-")) ? SPAN("") : s; }

static int read_day(struct span s)
{
    int day = 0;
    for (size_t i = 0; i < s.len && byte_is_digit(s.at[i]); i++)
        day = day * 10 + s.at[i] - '0';
    return day;
}

static void add_report(struct guards *guards, struct span line)
{
    struct report_line *report = &guards->reports[guards->report_count++];
    report->key = take_word(&line);
    report->day = read_day(take_word(&line));
    report->title = unless_dash(line);
    guards->at[guards->count - 1].count++;
}

/* From the first to the last of some lines that follow one another. */
static void add_line(struct span *lines, struct span line)
{
    *lines = lines->len ? (struct span){ lines->at, (size_t)(line.at + line.len - lines->at) } : line;
}

static void read_guards(struct guards *guards, struct span file)
{
    bool in_text = false;
    for (struct span line; span_take(&file, '\n', &line);) {
        if (!line.len || line.at[0] == '#') {
            in_text = false;
        } else if (span_starts(line, SPAN("case "))) {
            guards->at[guards->count++] = (struct guard){ .name = span_from(line, 5), .first = guards->report_count };
        } else if (span_starts(line, SPAN("report "))) {
            add_report(guards, span_from(line, 7));
            in_text = true;
        } else if (span_starts(line, SPAN("outlet "))) {
            guards->reports[guards->report_count - 1].outlet = span_from(line, 7);
        } else if (span_starts(line, SPAN("together ")) || span_starts(line, SPAN("apart "))) {
            add_line(&guards->at[guards->count - 1].wants, line);
            in_text = false;
        } else if (in_text) {
            add_line(&guards->reports[guards->report_count - 1].text, line);
        }
    }
}

static void add_to_pile(struct pile *pile, const struct report_line *line)
{
    size_t i = pile_add(pile, line->title, line->day, line->text);
    struct report *report = arena_new(&pile->keep.arena, struct report, 1);
    *report = *pile->at[i];
    report->article.outlet = line->outlet;
    pile->at[i] = report;
}

static struct stories group(struct pile *pile, const struct guards *guards, size_t first, size_t count)
{
    pile_open(pile);
    for (size_t i = first; i < first + count; i++)
        add_to_pile(pile, &guards->reports[i]);
    return stories_group(&pile->keep.arena, pile->scratch.arena, pile->at, pile->count, LIKENESS_LEAST);
}

static size_t find_report(const struct guards *guards, const struct guard *guard, struct span key)
{
    for (size_t i = 0; i < guard->count; i++)
        if (span_equal(guards->reports[guard->first + i].key, key))
            return i;
    printf("Bail out! %.*s names no report\n", (int)key.len, key.at);
    exit(1);
}

/* Whether the reports that `keys` names are of one story, or each of another; `of`: the stories of this case. */
static bool holds(const struct guards *guards, const struct guard *guard, const uint32_t *of, struct span keys)
{
    bool together = span_equal(take_word(&keys), SPAN("together"));
    uint32_t seen[16];
    size_t count = 0;
    while (keys.len && count < 16) {
        uint32_t story = of[find_report(guards, guard, take_word(&keys))];
        for (size_t i = 0; i < count; i++)
            if ((seen[i] == story) != together)
                return false;
        seen[count++] = story;
    }
    return count > 1;
}

static void check_guard(const struct guards *guards, const struct guard *guard, const uint32_t *of, const char *where)
{
    struct span wants = guard->wants;
    for (struct span line; span_take(&wants, '\n', &line);) {
        char what[240];
        snprintf(what, sizeof what, "%.*s%s: %.*s", (int)guard->name.len, guard->name.at, where, (int)line.len,
                 line.at);
        check(holds(guards, guard, of, line), what);
    }
}

static void test_alone(const struct guards *guards)
{
    for (size_t i = 0; i < guards->count; i++) {
        struct pile pile;
        struct stories stories = group(&pile, guards, guards->at[i].first, guards->at[i].count);
        check_guard(guards, &guards->at[i], stories.of, "");
        pile_close(&pile);
    }
}

static void test_in_a_crowd(const struct guards *guards)
{
    struct pile pile;
    struct stories stories = group(&pile, guards, 0, guards->report_count);
    for (size_t i = 0; i < guards->count; i++)
        check_guard(guards, &guards->at[i], stories.of + guards->at[i].first, ", among all");
    pile_close(&pile);
}

int main(void)
{
    struct region region = test_region();
    struct guards *guards = arena_new(&region.arena, struct guards, 1);
    read_guards(guards, case_file(&region.arena, CASES "/group/guards.txt"));
    check(guards->count > 30 && guards->report_count > 100, "the guards are read");
    test_alone(guards);
    test_in_a_crowd(guards);
    region_close(&region);
    return tap_end();
}
