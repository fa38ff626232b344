#include "group/stream_image.h"

#include "group/stream_story.h"

/* What stands in an image before the parts. */
struct stream_head {
    double least;
    uint32_t window, oldest, newest, article_count, story_count, touched_count;
};

void stream_save(const struct stream *s, struct image_out *out)
{
    struct stream_head head = { s->least, s->window, s->oldest, s->newest, s->article_count, s->story_count,
                                (uint32_t)s->touched_count };
    image_section(out, "stream", sizeof head);
    IMAGE_PUT(out, head);
    image_put(out, s->touched, s->touched_count * sizeof *s->touched);
    slots_save(&s->stories, out);
    slots_save(&s->articles, out);
    term_store_save(s->lists, out);
    story_index_save(s->index, out, s->stories.count);
    rarity_save(s->rarity, out);
}

/* ---- what can be ---- */

static bool is_slot(const struct slots *slots, uint32_t slot) { return slot < slots->count; }

static bool is_slot_or_none(const struct slots *slots, uint32_t slot)
{
    return slot == SLOT_NONE || slot < slots->count;
}

/* An article that stands behind `before` in the story of this slot. */
static bool article_is_sane(const struct stream *s, uint32_t slot, uint32_t article, uint32_t before)
{
    if (!is_slot(&s->articles, article))
        return false;
    const struct stream_article *a = stream_article_at(s, article);
    return a->story == slot && a->before == before && term_store_holds(s->lists, a->terms);
}

static bool articles_are_sane(const struct stream *s, uint32_t slot)
{
    const struct stream_story *story = stream_story_at(s, slot);
    uint32_t before = SLOT_NONE, article = story->first, left = story->held;
    for (; left && article != SLOT_NONE; left--) {
        if (!article_is_sane(s, slot, article, before))
            return false;
        before = article;
        article = stream_article_at(s, article)->next;
    }
    return !left && article == SLOT_NONE && story->last == before;
}

static bool story_is_sane(const struct stream *s, uint32_t slot, uint32_t older)
{
    if (!is_slot(&s->stories, slot))
        return false;
    const struct stream_story *story = stream_story_at(s, slot);
    for (int i = 0; i < STORY_NEAR; i++)
        if (!is_slot_or_none(&s->stories, story->near[i].slot))
            return false;
    return story->older == older && story->number < s->story_count && story->held <= STORY_ARTICLES && !story->place
           && term_store_holds(s->lists, story->terms) && articles_are_sane(s, slot);
}

/* Stories and their articles, in the order of their latest change: each is there once. */
static bool stories_are_sane(const struct stream *s)
{
    uint32_t left = s->stories.taken, older = SLOT_NONE, slot = s->oldest;
    uint64_t held = 0;
    for (; left && slot != SLOT_NONE; left--) {
        if (!story_is_sane(s, slot, older))
            return false;
        held += stream_story_at(s, slot)->held;
        older = slot;
        slot = stream_story_at(s, slot)->newer;
    }
    return !left && slot == SLOT_NONE && s->newest == older && held == s->articles.taken;
}

static bool touched_are_sane(const struct stream *s)
{
    for (size_t i = 0; i < s->touched_count; i++)
        if (!is_slot(&s->stories, s->touched[i]))
            return false;
    return true;
}

/* ---- reading ---- */

static bool read_head(struct stream *s, struct image_in *in)
{
    struct stream_head head;
    if (!image_expect(in, "stream", sizeof head) || !IMAGE_GET(in, head)
        || !image_check(in, head.least > 0 && head.window && head.touched_count <= 2 * (uint32_t)SLOTS_MOST))
        return false;
    s->least = head.least;
    s->window = head.window;
    s->oldest = head.oldest;
    s->newest = head.newest;
    s->article_count = head.article_count;
    s->story_count = head.story_count;
    s->touched_count = head.touched_count;
    s->touched_room = head.touched_count < 8 ? 8 : head.touched_count;
    s->touched = arena_take_raw(&s->touched_region.arena, sizeof *s->touched, alignof(max_align_t), s->touched_room);
    return image_get(in, s->touched, s->touched_count * sizeof *s->touched);
}

static bool read_stream(struct stream *s, struct image_in *in)
{
    if (!read_head(s, in) || !slots_restore(&s->stories, in) || !slots_restore(&s->articles, in))
        return false;
    struct term_store *lists = term_store_restore(in);
    if (!lists)
        return false;
    term_store_close(s->lists);
    s->lists = lists;
    struct story_index *index = story_index_restore(in, s->stories.count);
    if (!index)
        return false;
    story_index_close(s->index);
    s->index = index;
    struct rarity *rarity = rarity_restore(in);
    if (!rarity)
        return false;
    rarity_close(s->rarity);
    s->rarity = rarity;
    return image_check(in, stories_are_sane(s) && touched_are_sane(s));
}

struct stream *stream_restore(struct image_in *in)
{
    struct stream *s = stream_open(NULL);
    if (read_stream(s, in))
        return s;
    stream_close(s);
    return NULL;
}
