#include "group/stream_story.h"

uint32_t stream_keep_article(struct stream *s, const struct profile *profile, const struct cluster *single)
{
    uint32_t slot = slots_take(&s->articles);
    *stream_article_at(s, slot) = (struct stream_article){
        .number = s->article_count++, .next = SLOT_NONE, .before = SLOT_NONE, .story = SLOT_NONE,
        .day = (float)profile->day,
        .key_square = (float)single->key_square,
        .title_square = (float)single->title_square, .head_square = (float)single->head_square,
        .words = (uint16_t)single->words, .numbers = (uint16_t)single->numbers,
        .language = profile->language, .dated = profile->dated, .terms = term_store_put(s->lists, &profile->all)
    };
    return slot;
}

static void drop_article(struct stream *s, uint32_t slot)
{
    term_store_drop(s->lists, stream_article_at(s, slot)->terms);
    slots_give(&s->articles, slot);
}

/* ---- the order of stories by their latest change ---- */

static void take_out(struct stream *s, uint32_t slot)
{
    struct stream_story *story = stream_story_at(s, slot);
    *(story->older == SLOT_NONE ? &s->oldest : &stream_story_at(s, story->older)->newer) = story->newer;
    *(story->newer == SLOT_NONE ? &s->newest : &stream_story_at(s, story->newer)->older) = story->older;
}

static void put_last(struct stream *s, uint32_t slot)
{
    struct stream_story *story = stream_story_at(s, slot);
    story->changed = s->article_count;
    story->older = s->newest;
    story->newer = SLOT_NONE;
    *(s->newest == SLOT_NONE ? &s->oldest : &stream_story_at(s, s->newest)->newer) = slot;
    s->newest = slot;
}

/* ---- sums ---- */

/* Whether the sum is the list of its only article. */
static bool is_shared(const struct stream *s, const struct stream_story *story)
{
    return story->first != SLOT_NONE && stream_article_at(s, story->first)->terms == story->terms;
}

static void drop_sum(struct stream *s, struct stream_story *story)
{
    if (story->summed && !is_shared(s, story))
        term_store_drop(s->lists, story->terms);
    story->summed = 0;
}

/* `only`: the article whose list it is, or SLOT_NONE. */
static void set_sum(struct stream *s, struct stream_story *story, const struct cluster *sum, uint32_t only)
{
    story->terms = only == SLOT_NONE ? term_store_put(s->lists, &sum->all) : stream_article_at(s, only)->terms;
    story->summed = sum->size;
    story->dated = sum->dated;
    story->days = sum->days;
    story->inside = (float)sum->inside;
    story->key_square = (float)sum->key_square;
}

struct cluster stream_cluster(const struct stream *s, struct arena *keep, uint32_t slot)
{
    const struct stream_story *story = stream_story_at(s, slot);
    struct cluster c = { .size = story->summed, .dated = story->dated, .days = story->days, .inside = story->inside,
                         .key_square = story->key_square };
    if (keep)
        c.all = term_store_get(keep, s->lists, story->terms);
    return c;
}

struct profile stream_profile(const struct stream *s, struct arena *keep, uint32_t slot)
{
    const struct stream_article *a = stream_article_at(s, slot);
    return (struct profile){ .all = term_store_get(keep, s->lists, a->terms), .day = a->day, .dated = a->dated,
                             .language = a->language };
}

/* ---- stories ---- */

uint32_t stream_found(struct stream *s)
{
    uint32_t slot = slots_take(&s->stories);
    struct stream_story *story = stream_story_at(s, slot);
    *story = (struct stream_story){ .number = s->story_count++, .first = SLOT_NONE, .last = SLOT_NONE };
    for (int i = 0; i < STORY_NEAR; i++)
        story->near[i].slot = SLOT_NONE;
    put_last(s, slot);
    return slot;
}

/* The story's oldest article is known by the sum alone from now on. */
static void let_go_first(struct stream *s, struct stream_story *story)
{
    uint32_t first = story->first;
    story->first = stream_article_at(s, first)->next;
    stream_article_at(s, story->first)->before = SLOT_NONE;
    story->held--;
    drop_article(s, first);
}

static void append(struct stream *s, uint32_t slot, uint32_t article)
{
    struct stream_story *story = stream_story_at(s, slot);
    stream_article_at(s, article)->next = SLOT_NONE;
    stream_article_at(s, article)->before = story->last;
    stream_article_at(s, article)->story = slot;
    if (story->first == SLOT_NONE)
        story->first = article;
    else
        stream_article_at(s, story->last)->next = article;
    story->last = article;
    story->held++;
}

void stream_join(struct stream *s, struct arena scratch, uint32_t slot, uint32_t article, const struct cluster *single)
{
    struct stream_story *story = stream_story_at(s, slot);
    if (story->summed) {
        struct cluster before = stream_cluster(s, &scratch, slot);
        struct cluster sum = cluster_join(&scratch, &before, single, STORY_TERMS);
        drop_sum(s, story);
        append(s, slot, article);
        set_sum(s, story, &sum, SLOT_NONE);
    } else {
        append(s, slot, article);
        set_sum(s, story, single, article);
    }
    story->size++;
    if (story->held > STORY_ARTICLES)
        let_go_first(s, story);
    take_out(s, slot);
    put_last(s, slot);
}

void stream_forget(struct stream *s, uint32_t slot)
{
    struct stream_story *story = stream_story_at(s, slot);
    take_out(s, slot);
    story_index_retire(s->index, slot);
    slots_give(&s->stories, slot);
    story->number = SLOT_NONE;
    story->touched = false;
}

void stream_drop(struct stream *s, uint32_t slot)
{
    struct stream_story *story = stream_story_at(s, slot);
    drop_sum(s, story);
    for (uint32_t a = story->first, next; a != SLOT_NONE; a = next) {
        next = stream_article_at(s, a)->next;
        drop_article(s, a);
    }
    stream_forget(s, slot);
}

void stream_empty(struct stream *s, uint32_t slot)
{
    struct stream_story *story = stream_story_at(s, slot);
    drop_sum(s, story);
    story->first = story->last = SLOT_NONE;
    story->held = 0;
}

void stream_refill(struct stream *s, struct arena scratch, uint32_t slot, const uint32_t *articles,
                   const struct cluster *singles, uint32_t count)
{
    struct stream_story *story = stream_story_at(s, slot);
    struct cluster sum = singles[0];
    append(s, slot, articles[0]);
    for (uint32_t i = 1; i < count; i++) {
        append(s, slot, articles[i]);
        sum = cluster_join(&scratch, &sum, &singles[i], STORY_TERMS);
    }
    set_sum(s, story, &sum, count == 1 ? articles[0] : SLOT_NONE);
    while (story->held > STORY_ARTICLES)
        let_go_first(s, story);
    take_out(s, slot);
    put_last(s, slot);
}

void stream_post(struct stream *s, struct arena scratch, uint32_t slot)
{
    struct terms all = term_store_get(&scratch, s->lists, stream_story_at(s, slot)->terms);
    struct terms heaviest = story_index_terms(&scratch, &all);
    story_index_post(s->index, slot, &heaviest);
}

void stream_touch(struct stream *s, uint32_t slot)
{
    struct stream_story *story = stream_story_at(s, slot);
    if (story->touched || story->fixed)
        return;
    story->touched = true;
    ARENA_ROOM(&s->touched_region.arena, s->touched, s->touched_count, s->touched_room);
    s->touched[s->touched_count++] = slot;
}

void stream_note_near(struct stream *s, uint32_t slot, uint32_t other)
{
    struct stream_story *story = stream_story_at(s, slot);
    struct near_story near = { other, stream_story_at(s, other)->number };
    uint32_t i = 0;
    while (i < STORY_NEAR - 1 && story->near[i].slot != other)
        i++;
    for (; i; i--)
        story->near[i] = story->near[i - 1];
    story->near[0] = near;
}
