/* tests/group/pile.h -- a pile of short reports for the tests of group/ */
#ifndef SYN_TESTS_PILE_H
#define SYN_TESTS_PILE_H

#include "base/buffer.h"
#include "base/calendar.h"
#include "base/hash.h"
#include "news/report.h"
#include "tap.h"
#include "text/stem.h"

enum { PILE_MAX = 4096 };

struct pile {
    struct region keep, scratch;
    const struct report *at[PILE_MAX];
    size_t count;
};

static inline void pile_open(struct pile *pile)
{
    pile->keep = region_open((size_t)1 << 32);
    pile->scratch = region_open((size_t)1 << 32);
    pile->count = 0;
}

static inline void pile_close(struct pile *pile)
{
    region_close(&pile->keep);
    region_close(&pile->scratch);
}

/* One block a line; a first line that is the title is the title's block. */
static inline struct blocks pile_blocks(struct arena *keep, struct article *a)
{
    size_t lines = 1, from = 0;
    for (size_t i = 0; i < a->text.len; i++)
        lines += a->text.at[i] == '\n';
    struct blocks blocks = { .at = arena_new(keep, struct block, lines) };
    while (from < a->text.len) {
        size_t end = span_find_byte(a->text, '\n', from);
        if (end == SPAN_NONE)
            end = a->text.len;
        struct mark m = mark_trim(a->text, (struct mark){ (uint32_t)from, (uint32_t)end });
        bool title = !blocks.count && a->title.len && span_equal(mark_span(a->text, m), a->title);
        if (title)
            a->title_at = m;
        if (m.from < m.to)
            blocks.at[blocks.count++] = (struct block){ m, title ? BLOCK_TITLE : BLOCK_PARAGRAPH };
        from = end + 1;
    }
    return blocks;
}

/* Adds an English report; `day` like 20240403, or 0 for none.  Returns its number. */
static inline size_t pile_add(struct pile *pile, struct span title, int day, struct span text)
{
    struct arena *keep = &pile->keep.arena;
    struct report *r = arena_new(keep, struct report, 1);
    struct article *a = &r->article;
    a->title = title;
    a->text = text;
    a->language = SPAN("en");
    a->blocks = pile_blocks(keep, a);
    if (day) {
        int64_t from = day_of(day / 10000, day / 100 % 100, day % 100) * DAY_SECONDS;
        a->published = (struct when){ .from = from, .to = from + DAY_SECONDS, .precision = WHEN_DAY };
    }
    r->notes.tokens = token_split(keep, text, (struct mark){ 0, (uint32_t)text.len });
    stem_tokens(&r->notes.tokens, pile->scratch.arena, a->language);
    pile->at[pile->count] = r;
    return pile->count++;
}

/* `count` made-up words, the same for the same seed. */
static inline struct span made_up_words(struct arena *keep, uint64_t seed, size_t count)
{
    static const char syllables[16][4] = { "ba", "ker", "lo", "min", "tu", "sar", "ve", "pol",
                                           "ni", "gra", "do", "fes", "hu", "rik", "ja", "wen" };
    struct buffer out = buffer_in(keep);
    for (size_t i = 0; i < count; i++) {
        uint64_t bits = hash_mix(seed, i);
        for (int k = 0; k < 6; k++, bits >>= 4)
            buffer_text(&out, syllables[bits & 15]);
        buffer_text(&out, i % 14 == 13 ? ". " : " ");
    }
    return buffer_span(&out);
}

#endif
