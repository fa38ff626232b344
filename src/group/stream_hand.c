#include "group/stream_hand.h"

#include <stdlib.h>

#include "group/stream_story.h"
#include "group/weigh.h"

static int by_value(const void *x, const void *y)
{
    const uint32_t *p = x, *q = y;
    return (*p > *q) - (*p < *q);
}

static bool stands_in(const uint32_t *sorted, uint32_t count, uint32_t number)
{
    return bsearch(&number, sorted, count, sizeof number, by_value) != NULL;
}

/* ---- articles are taken out of their stories ---- */

struct numbered { uint32_t number, slot; };
struct taking {
    const uint32_t *wanted;      /* numbers, sorted */
    uint32_t wanted_count;
    struct numbered *taken;
    uint32_t count;
};

static int by_number(const void *x, const void *y)
{
    const struct numbered *p = x, *q = y;
    return (p->number > q->number) - (p->number < q->number);
}

/* Gives an empty story articles, in order of their numbers. */
static void fill(struct stream *s, struct arena scratch, uint32_t slot, const uint32_t *articles, uint32_t count)
{
    struct cluster *singles = arena_take_raw(&scratch, sizeof *singles, alignof(struct cluster), count);
    for (uint32_t i = 0; i < count; i++) {
        struct profile profile = stream_profile(s, &scratch, articles[i]);
        singles[i] = cluster_single(&profile);
    }
    stream_refill(s, scratch, slot, articles, singles, count);
    stream_post(s, scratch, slot);
}

/* What is left is summed anew; a story of which nothing is left is no more. */
static void take_from(struct stream *s, struct arena scratch, uint32_t slot, struct taking *t)
{
    struct stream_story *story = stream_story_at(s, slot);
    uint32_t *left = arena_take_raw(&scratch, sizeof *left, alignof(uint32_t), story->held);
    uint32_t count = 0, before = t->count;
    for (uint32_t a = story->first; a != SLOT_NONE; a = stream_article_at(s, a)->next) {
        uint32_t number = stream_article_at(s, a)->number;
        if (stands_in(t->wanted, t->wanted_count, number))
            t->taken[t->count++] = (struct numbered){ number, a };
        else
            left[count++] = a;
    }
    if (t->count == before)
        return;
    stream_empty(s, slot);
    story->size -= t->count - before;
    story->reviewed = story->size;
    if (count)
        fill(s, scratch, slot, left, count);
    else
        stream_forget(s, slot);
}

static uint32_t found_with(struct stream *s, struct arena scratch, const struct taking *t)
{
    uint32_t slot = stream_found(s);
    uint32_t *articles = arena_take_raw(&scratch, sizeof *articles, alignof(uint32_t), t->count);
    for (uint32_t i = 0; i < t->count; i++)
        articles[i] = t->taken[i].slot;
    stream_story_at(s, slot)->size = stream_story_at(s, slot)->reviewed = t->count;
    fill(s, scratch, slot, articles, t->count);
    return stream_story_at(s, slot)->number;
}

uint32_t stream_part(struct stream *s, const uint32_t *articles, uint32_t count)
{
    stream_begin(s);
    struct arena scratch = s->work.arena;
    struct taking t = { articles, count, arena_new(&scratch, struct numbered, count), 0 };
    for (uint32_t slot = s->oldest, next; slot != SLOT_NONE; slot = next) {
        next = stream_story_at(s, slot)->newer;
        take_from(s, scratch, slot, &t);
    }
    if (!t.count)
        return s->story_count++;
    qsort(t.taken, t.count, sizeof *t.taken, by_number);
    return found_with(s, scratch, &t);
}

void stream_fix(struct stream *s, const uint32_t *stories, uint32_t count, bool fixed)
{
    for (uint32_t slot = s->oldest; slot != SLOT_NONE; slot = stream_story_at(s, slot)->newer) {
        if (!stands_in(stories, count, stream_story_at(s, slot)->number))
            continue;
        stream_story_at(s, slot)->fixed = fixed;
        stream_touch(s, slot);
    }
}

void stream_skip(struct stream *s, uint32_t number)
{
    s->story_count = number > s->story_count ? number : s->story_count;
}

/* ---- what is not in memory ---- */

static struct cluster weigh(const struct stream *s, struct arena *keep, struct arena scratch,
                            const struct dated_bag *report)
{
    struct profile profile = weigh_bag(keep, scratch, report->bag, s->rarity, ARTICLE_TERMS, report->day,
                                       report->dated);
    return cluster_single(&profile);
}

double stream_resembles(const struct stream *s, struct arena scratch, const struct dated_bag *report,
                        const struct dated_bag *others, uint32_t count)
{
    struct arena passing = arena_half(&scratch);
    struct cluster single = weigh(s, &scratch, passing, report), sum = { .size = 0 };
    struct dots dots = { .all = 0 };
    for (uint32_t i = 0; i < count; i++) {
        struct cluster other = weigh(s, &scratch, passing, &others[i]);
        struct common common = common_of(&single.all, &other.all);
        struct dots pair = dots_of_pair(&single, &other, &common);
        dots = dots_sum(&dots, &pair);
        sum = sum.size ? cluster_join(&scratch, &sum, &other, STORY_TERMS) : other;
    }
    if (!count)
        return 0;
    struct likeness likeness = likeness_of(&single, &sum, &dots);
    return likeness_may_join(&single, &sum, &likeness, s->least) ? likeness.score : 0;
}
