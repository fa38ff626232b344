#include "group/stream.h"

#include "group/stream_likeness.h"
#include "group/stream_review.h"
#include "group/stream_story.h"
#include "group/weigh.h"

enum {
    CANDIDATES = 8,              /* stories that an article is held against */
    NEAR_NOTED = 2,              /* of those that it did not join are remembered */
    ONE_LANGUAGE = 4096,         /* articles of one language, after which no other one is waited for */
    SWEEPS = 2                   /* times that the index is gone through while the window passes */
};

/* A story that holds less of an article's heaviest terms, by their weights squared, is not compared. */
static const float HELD_LEAST = 0.02f;

static const double NEAR = 0.5;  /* of the least likeness: a story that an article is so like is remembered */

static const size_t WORK_SIZE = (size_t)1 << 30, LIST_SIZE = (size_t)1 << 28;

struct stream *stream_open(const struct stream_settings *settings)
{
    struct region own = region_open(sizeof(struct stream) + 256);
    struct stream *s = arena_new(&own.arena, struct stream, 1);
    *s = (struct stream){
        .own = own, .work = region_open(WORK_SIZE), .event_region = region_open(LIST_SIZE),
        .touched_region = region_open(LIST_SIZE), .rarity = rarity_open(), .index = story_index_open(),
        .lists = term_store_open(), .stories = slots_open(sizeof(struct stream_story)),
        .articles = slots_open(sizeof(struct stream_article)), .oldest = SLOT_NONE, .newest = SLOT_NONE,
        .least = settings && settings->least > 0 ? settings->least : LIKENESS_LEAST,
        .window = settings && settings->window ? settings->window : STREAM_WINDOW
    };
    return s;
}

void stream_close(struct stream *s)
{
    rarity_close(s->rarity);
    story_index_close(s->index);
    term_store_close(s->lists);
    slots_close(&s->stories);
    slots_close(&s->articles);
    region_close(&s->work);
    region_close(&s->event_region);
    region_close(&s->touched_region);
    struct region own = s->own;
    region_close(&own);
}

/* ---- where an article belongs ---- */

/* The best stories for an article, and how like it they are. */
struct choice {
    struct story_candidate at[CANDIDATES];
    double likeness[CANDIDATES];
    uint32_t count;
};

static void prefetch_stories(const struct stream *s, const struct choice *c)
{
    for (uint32_t i = 0; i < c->count; i++)
        __builtin_prefetch(stream_story_at(s, c->at[i].story));
    for (uint32_t i = 0; i < c->count; i++) {
        const char *terms = term_store_address(s->lists, stream_story_at(s, c->at[i].story)->terms);
        for (int line = 0; line < 8; line++)
            __builtin_prefetch(terms + 64 * line);
    }
}

static void compare(const struct stream *s, struct choice *c, const struct query *query, const struct cluster *single)
{
    for (uint32_t i = 0; i < c->count; i++)
        c->likeness[i] = stream_score_of_sums(s, query, single, c->at[i].story, NEAR * s->least);
}

/* Sorts the candidates by likeness; of equal ones the oldest story first. */
static void sort_choice(const struct stream *s, struct choice *c)
{
    for (uint32_t i = 1; i < c->count; i++) {
        struct story_candidate candidate = c->at[i];
        double likeness = c->likeness[i];
        uint32_t k = i, number = stream_story_at(s, candidate.story)->number;
        for (; k && c->likeness[k - 1] <= likeness; k--) {
            if (c->likeness[k - 1] == likeness && stream_story_at(s, c->at[k - 1].story)->number < number)
                break;
            c->at[k] = c->at[k - 1];
            c->likeness[k] = c->likeness[k - 1];
        }
        c->at[k] = candidate;
        c->likeness[k] = likeness;
    }
}

/* The most like of those that it may join; SLOT_NONE where there is none. */
static uint32_t choose(const struct stream *s, const struct choice *c, const struct query *query,
                       const struct cluster *single)
{
    for (uint32_t i = 0; i < c->count && c->likeness[i] >= s->least; i++)
        if (stream_may_join(s, query, single, c->at[i].story))
            return c->at[i].story;
    return SLOT_NONE;
}

static void note_near(struct stream *s, const struct choice *c, uint32_t slot)
{
    uint32_t noted = 0;
    for (uint32_t i = 0; i < c->count && noted < NEAR_NOTED && c->likeness[i] >= NEAR * s->least; i++)
        if (c->at[i].story != slot) {
            stream_note_near(s, slot, c->at[i].story);
            noted++;
        }
}

/* Puts the article into a story; returns its slot. */
static uint32_t place(struct stream *s, struct arena scratch, const struct profile *profile,
                      const struct terms *heaviest)
{
    struct choice choice;
    struct query query;
    struct cluster single = cluster_single(profile);
    choice.count = story_index_find(s->index, heaviest, choice.at, CANDIDATES);
    while (choice.count && choice.at[choice.count - 1].weight < HELD_LEAST)
        choice.count--;
    prefetch_stories(s, &choice);
    query_open(&query, &single.all);
    compare(s, &choice, &query, &single);
    sort_choice(s, &choice);
    uint32_t chosen = choose(s, &choice, &query, &single), article = stream_keep_article(s, profile, &single);
    uint32_t slot = chosen == SLOT_NONE ? stream_found(s) : chosen;
    stream_join(s, scratch, slot, article, &single);
    note_near(s, &choice, slot);
    return slot;
}

/* ---- the window ---- */

static void grow_index(struct stream *s, struct arena scratch)
{
    story_index_grow(s->index);
    for (uint32_t slot = s->oldest; slot != SLOT_NONE; slot = stream_story_at(s, slot)->newer)
        if (stream_story_at(s, slot)->summed)
            stream_post(s, scratch, slot);
}

/* What no report came for leaves memory; the index is cleaned bit by bit. */
static void age(struct stream *s)
{
    while (s->oldest != SLOT_NONE && stream_story_at(s, s->oldest)->changed + (uint64_t)s->window < s->article_count)
        stream_drop(s, s->oldest);
    story_index_sweep(s->index, SWEEPS * story_index_buckets(s->index) / s->window + 1);
}

uint32_t stream_add(struct stream *s, const struct bag *bag, double day, bool dated)
{
    stream_begin(s);
    struct arena *arena = &s->work.arena, scratch = arena_half(arena);
    rarity_learn(s->rarity, bag);
    struct profile *profile = arena_new(arena, struct profile, 1);
    *profile = weigh_bag(arena, scratch, bag, s->rarity, ARTICLE_TERMS, day, dated);
    struct terms heaviest = story_index_terms(arena, &profile->all);
    s->latest = profile;
    uint32_t slot = place(s, scratch, profile, &heaviest), number = stream_story_at(s, slot)->number;
    story_index_post(s->index, slot, &heaviest);
    stream_touch(s, slot);
    if (story_index_crowded(s->index))
        grow_index(s, scratch);
    age(s);
    if (s->article_count % STREAM_REVIEW == 0)
        stream_review(s, scratch, false);
    return number;
}

void stream_settle(struct stream *s)
{
    stream_begin(s);
    for (uint32_t slot = s->oldest; slot != SLOT_NONE; slot = stream_story_at(s, slot)->newer)
        if (stream_story_at(s, slot)->size > stream_story_at(s, slot)->reviewed)
            stream_touch(s, slot);
    stream_review(s, s->work.arena, true);
}

const struct profile *stream_latest(const struct stream *s) { return s->latest; }

bool stream_wants_bridges(const struct stream *s)
{
    return s->article_count < ONE_LANGUAGE || rarity_languages(s->rarity) > 1;
}

const struct stream_event *stream_events(const struct stream *s, uint32_t *count)
{
    *count = (uint32_t)s->event_count;
    return s->events;
}

/* ---- what is known ---- */

bool stream_article(const struct stream *s, struct arena *keep, uint32_t article, struct profile *profile,
                    uint32_t *story)
{
    for (uint32_t slot = s->oldest; slot != SLOT_NONE; slot = stream_story_at(s, slot)->newer)
        for (uint32_t a = stream_story_at(s, slot)->first; a != SLOT_NONE; a = stream_article_at(s, a)->next)
            if (stream_article_at(s, a)->number == article) {
                *profile = stream_profile(s, keep, a);
                *story = stream_story_at(s, slot)->number;
                return true;
            }
    return false;
}

bool stream_story(const struct stream *s, struct arena *keep, uint32_t story, struct cluster *cluster)
{
    for (uint32_t slot = s->oldest; slot != SLOT_NONE; slot = stream_story_at(s, slot)->newer)
        if (stream_story_at(s, slot)->number == story) {
            *cluster = stream_cluster(s, keep, slot);
            return true;
        }
    return false;
}

struct stream_counts stream_count(const struct stream *s)
{
    size_t slots = (size_t)s->stories.count * s->stories.size + (size_t)s->articles.count * s->articles.size;
    return (struct stream_counts){
        .articles = s->article_count, .stories = s->story_count, .articles_held = s->articles.taken,
        .stories_held = s->stories.taken, .final = s->article_count > s->window,
        .bytes = slots + term_store_bytes(s->lists) + story_index_bytes(s->index)
    };
}
