/* tests/compare/story_of.h -- the reports of one story out of one line of a case
 *
 * Reports are parted by " || ", each "LANGUAGE DAY: text": the day of its publication or "-", the first line of the
 * text a title where it ends without a full stop, each further line a paragraph.  Reports are called 1, 2, ...
 */
#ifndef SYN_TESTS_STORY_OF_H
#define SYN_TESTS_STORY_OF_H

#include <string.h>

#include "annotate/annotate.h"
#include "base/calendar.h"
#include "case.h"
#include "compare/compare.h"

enum { STORY_REPORTS = 8, STORY_BLOCKS = 32 };
struct story { const struct report *at[STORY_REPORTS]; uint32_t count; };

static inline void story_blocks(struct arena *keep, struct article *article)
{
    struct block *at = arena_new(keep, struct block, STORY_BLOCKS);
    uint32_t count = 0;
    for (size_t from = 0, to; from < article->text.len && count < STORY_BLOCKS; from = to + 1) {
        to = span_find_byte(article->text, '\n', from);
        to = to == SPAN_NONE ? article->text.len : to;
        struct mark mark = { (uint32_t)from, (uint32_t)to };
        bool title = !count && to > from && !strchr(".”\"", article->text.at[to - 1]) && to < article->text.len;
        at[count++] = (struct block){ mark, title ? BLOCK_TITLE : BLOCK_PARAGRAPH };
        if (title) {
            article->title = mark_span(article->text, mark);
            article->title_at = mark;
        }
    }
    article->blocks = (struct blocks){ at, count };
}

static inline struct when story_day(struct span day)
{
    int year, month, of_month;
    char text[16] = "";
    memcpy(text, day.at, day.len < sizeof text ? day.len : 0);
    if (sscanf(text, "%d-%d-%d", &year, &month, &of_month) != 3)
        return (struct when){ .precision = WHEN_UNKNOWN };
    int64_t from = day_of(year, month, of_month) * DAY_SECONDS;
    return (struct when){ .from = from, .to = from + DAY_SECONDS, .precision = WHEN_DAY };
}

static inline const struct report *story_report(struct arena *keep, struct arena scratch, struct span words,
                                                unsigned number)
{
    struct report *report = arena_new(keep, struct report, 1);
    size_t colon = span_find(words, SPAN(": "), 0);
    report->article.id = arena_printf(keep, "%u", number);
    report->article.language = span_cut(words, 0, 2);
    report->article.published = story_day(span_trim(span_cut(words, 2, colon)));
    report->article.text = span_trim(span_from(words, colon + 1));
    story_blocks(keep, &report->article);
    report->notes = annotate(keep, scratch, &report->article);
    return report;
}

static inline struct story story_of(struct arena *keep, struct arena scratch, struct span input)
{
    struct story story = { .count = 0 };
    for (size_t from = 0, to; story.count < STORY_REPORTS && from < input.len; from = to + 4) {
        to = span_find(input, SPAN(" || "), from);
        to = to == SPAN_NONE ? input.len : to;
        story.at[story.count] = story_report(keep, scratch, span_cut(input, from, to), story.count + 1);
        story.count++;
    }
    return story;
}

static inline struct synopsis story_synopsis(struct arena *keep, struct arena scratch, struct span input)
{
    struct story story = story_of(keep, scratch, input);
    return compare_story(keep, scratch, story.at, story.count, NULL, (struct neighbours){ NULL, 0 });
}

static inline void story_put_ids(struct buffer *out, const struct synopsis *s, struct evidences list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        struct span id = s->reports[list.at[i].report].report->article.id;
        if (!i || list.at[i].report != list.at[i - 1].report)
            buffer_printf(out, " %.*s", (int)id.len, id.at);
    }
}

#endif
