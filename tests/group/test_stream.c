#include "group/stream.h"

#include <time.h>

#include "base/hash.h"
#include "base/pool.h"
#include "pile.h"

/* A stream, and what its caller knows of it: the story of each article after all events. */
struct watch {
    struct region keep;
    struct stream *stream;
    uint32_t *story_of;              /* by article */
    uint32_t count, events[3];
    bool sane;                       /* every event spoke of what was so */
};

static struct watch open_watch(uint32_t window)
{
    struct watch w = { .keep = region_open((size_t)1 << 30), .sane = true };
    struct stream_settings settings = { .window = window };
    w.stream = stream_open(&settings);
    w.story_of = arena_new(&w.keep.arena, uint32_t, 1 << 17);
    return w;
}

static void close_watch(struct watch *w)
{
    stream_close(w->stream);
    region_close(&w->keep);
}

static void take_events(struct watch *w)
{
    uint32_t count;
    const struct stream_event *events = stream_events(w->stream, &count);
    for (uint32_t i = 0; i < count; i++) {
        struct stream_event e = events[i];
        w->events[e.kind]++;
        w->sane = w->sane && e.from != e.to && (e.kind == STREAM_MERGED) == (e.article == STREAM_ALL);
        for (uint32_t a = 0; a < w->count; a++)
            if (e.article == STREAM_ALL && w->story_of[a] == e.from)
                w->story_of[a] = e.to;
        if (e.article != STREAM_ALL && e.article < w->count)
            w->story_of[e.article] = e.to;
    }
}

static uint32_t add(struct watch *w, const struct bag *bag, double day)
{
    uint32_t story = stream_add(w->stream, bag, day, day > 0);
    w->story_of[w->count++] = story;
    take_events(w);
    return story;
}

static void settle(struct watch *w)
{
    stream_settle(w->stream);
    take_events(w);
}

/* ---- made-up bags ---- */

/* Adds terms [from, to) of a subject, each of weight 1. */
static void fill(struct bag *bag, uint32_t subject, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        bag->at[bag->count++] = (struct bag_term){ .number = term_number(hash_mix(subject, i), 0), .count = 1,
                                                   .share = 0.001f };
}

static struct bag empty_bag(struct arena *keep)
{
    return (struct bag){ .at = arena_new(keep, struct bag_term, 256), .language = 1 };
}

/* An article on a subject: most of its terms, and some that nobody else has. */
static struct bag on_subject(struct arena *keep, uint32_t subject, uint32_t article)
{
    struct bag bag = empty_bag(keep);
    for (uint32_t i = 0; i < 40; i++)
        if (hash_mix(article, i) % 4)
            fill(&bag, subject, i, i + 1);
    fill(&bag, 1000000 + article, 0, 20);
    return bag;
}

/* ---- what it does ---- */

static void test_joins(void)
{
    struct watch w = open_watch(0);
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < 600; i++) {
        struct bag bag = on_subject(&w.keep.arena, i % 30, i);
        add(&w, &bag, 20000 + i / 100);
    }
    settle(&w);
    for (uint32_t i = 30; i < 600; i++)
        wrong += w.story_of[i] != w.story_of[i % 30];
    for (uint32_t i = 1; i < 30; i++)
        wrong += w.story_of[i] == w.story_of[0];
    check(wrong == 0, "articles on one subject are one story, whatever comes between");
    struct stream_counts counts = stream_count(w.stream);
    check(counts.articles == 600 && counts.stories >= 30 && counts.stories_held == 30, "and are counted");
    struct profile profile;
    struct cluster cluster;
    uint32_t story;
    check(stream_article(w.stream, &w.keep.arena, 599, &profile, &story) && story == w.story_of[599]
          && profile.all.count, "what is known of an article is told");
    check(stream_story(w.stream, &w.keep.arena, story, &cluster) && cluster.size == 20, "and of a story");
    struct bag last = on_subject(&w.keep.arena, 3, 1000);
    add(&w, &last, 20006);
    check(stream_latest(w.stream)->all.count > 30, "the latest article's terms are shown");
    check(!stream_article(w.stream, &w.keep.arena, 601, &profile, &story), "but not of one that never came");
    close_watch(&w);
}

/* First reports say one half each, later ones all: what were two stories is one. */
static void test_merges(void)
{
    struct watch w = open_watch(0);
    struct bag first = empty_bag(&w.keep.arena), second = empty_bag(&w.keep.arena);
    fill(&first, 1, 0, 30);
    fill(&second, 1, 30, 60);
    uint32_t a = add(&w, &first, 20000), b = add(&w, &second, 20000);
    check(a != b, "what has nothing in common is apart at first");
    for (uint32_t i = 0; i < 8; i++) {
        struct bag bag = empty_bag(&w.keep.arena);
        fill(&bag, 1, 0, 60);
        add(&w, &bag, 20000);
    }
    settle(&w);
    uint32_t apart = 0;
    for (uint32_t i = 1; i < w.count; i++)
        apart += w.story_of[i] != w.story_of[0];
    check(apart == 0 && w.events[STREAM_MERGED] == 1, "once reports say both, the two stories are one");
    check(w.story_of[0] == a, "which keeps the number of the one that had most of the reports");
    check(w.sane && stream_count(w.stream).stories_held == 1, "and the other is no more");
    close_watch(&w);
}

/* Two tight groups that share a quarter of their words: one story at first, two events when both are known. */
static void test_splits(void)
{
    enum { BEFORE = 400, TWINS = 30 };
    struct watch w = open_watch(0);
    for (uint32_t i = 0; i < BEFORE; i++) {
        struct bag bag = on_subject(&w.keep.arena, 100 + i, i);
        add(&w, &bag, 20000);
    }
    uint32_t together = 0;
    for (uint32_t i = 0; i < TWINS; i++) {
        struct bag bag = empty_bag(&w.keep.arena);
        fill(&bag, 7, 0, 10);
        fill(&bag, i % 2 ? 8 : 9, 0, 30);
        together += add(&w, &bag, 20000) == w.story_of[BEFORE];
    }
    settle(&w);
    uint32_t wrong = 0;
    for (uint32_t i = BEFORE; i < w.count; i++)
        wrong += w.story_of[i] != w.story_of[BEFORE + i % 2];
    check(together == TWINS, "what is like enough is one story at first");
    check(!wrong && w.story_of[BEFORE] != w.story_of[BEFORE + 1], "twins are told apart later");
    check(w.events[STREAM_SPLIT] == TWINS / 2 && w.sane, "and it is said of each");
    close_watch(&w);
}

/* A~B~C~D...: neighbours share half of their words, others nothing. */
static void test_chain(void)
{
    struct watch w = open_watch(0);
    for (uint32_t i = 0; i < 400; i++) {
        struct bag bag = empty_bag(&w.keep.arena);
        fill(&bag, 3, 20 * i, 20 * i + 40);
        add(&w, &bag, 20000);
    }
    settle(&w);
    uint32_t largest = 0;
    for (uint32_t i = 0; i < w.count; i++) {
        uint32_t size = 0;
        for (uint32_t k = 0; k < w.count; k++)
            size += w.story_of[k] == w.story_of[i];
        largest = size > largest ? size : largest;
    }
    check(largest <= 20, "a chain is no story");
    close_watch(&w);
}

/* Articles that share a few common words with all and many with none. */
static void test_hub(void)
{
    struct watch w = open_watch(0);
    for (uint32_t i = 0; i < 2000; i++) {
        struct bag bag = empty_bag(&w.keep.arena);
        fill(&bag, 5, 0, 6);
        fill(&bag, 100 + i, 0, 40);
        add(&w, &bag, 20000);
    }
    settle(&w);
    struct stream_counts counts = stream_count(w.stream);
    check(counts.stories_held > 1900, "what stands in all makes no hub");
    close_watch(&w);
}

static void test_ages(void)
{
    struct watch w = open_watch(1000);
    size_t bytes = 0;
    for (uint32_t i = 0; i < 20000; i++) {
        struct arena passing = w.keep.arena;
        struct bag bag = on_subject(&passing, i / 4, i);
        add(&w, &bag, 20000 + i / 1000);
        if (i == 5000)
            bytes = stream_count(w.stream).bytes;
    }
    struct stream_counts counts = stream_count(w.stream);
    check(counts.articles_held <= 1300 && counts.stories_held <= 600, "what got no report for a while leaves memory");
    check(counts.bytes < 2 * bytes, "whose room is used again");
    check(w.story_of[0] == 0 && w.story_of[4] != 0, "its number stays");
    struct bag again = on_subject(&w.keep.arena, 0, 1);
    uint32_t last = stream_count(w.stream).stories;
    check(add(&w, &again, 20040) == last, "and is not given again: what comes back founds a story");
    struct profile profile;
    uint32_t story;
    check(!stream_article(w.stream, &w.keep.arena, 0, &profile, &story), "of what left nothing is known");
    close_watch(&w);
}

/* More reports than a story holds. */
static void test_large_story(void)
{
    struct watch w = open_watch(0);
    for (uint32_t i = 0; i < 6000; i++) {
        struct arena passing = w.keep.arena;
        struct bag bag = on_subject(&passing, i % 20 ? 100 + i : 1, i);
        add(&w, &bag, 20000);
    }
    settle(&w);
    uint32_t apart = 0;
    for (uint32_t i = 0; i < w.count; i += 20)
        apart += w.story_of[i] != 0;
    check(apart == 0, "a story may be of any size");
    struct stream_counts counts = stream_count(w.stream);
    check(counts.articles_held < counts.stories_held + 100, "of which the latest reports are held");
    close_watch(&w);
}

/* ---- real texts, many threads ---- */

struct making {
    struct article *articles;
    struct bag *bags;
    struct region keep[4], scratch[4];
    struct lexis *lexis[4];
};

static void make_bag(void *context, size_t i, unsigned worker)
{
    struct making *m = context;
    m->bags[i] = bag_of(&m->keep[worker].arena, m->scratch[worker].arena, m->lexis[worker], &m->articles[i]);
}

static uint64_t run(struct article *articles, size_t count, unsigned threads)
{
    struct making m = { .articles = articles };
    struct region own = test_region();
    m.bags = arena_new(&own.arena, struct bag, count);
    for (int i = 0; i < 4; i++) {
        m.keep[i] = test_region();
        m.scratch[i] = test_region();
        m.lexis[i] = lexis_in(&m.keep[i].arena);
    }
    pool_each(threads, count, make_bag, &m);
    struct watch w = open_watch(0);
    for (size_t i = 0; i < count; i++)
        add(&w, &m.bags[i], 0);
    settle(&w);
    uint64_t hash = 0;
    for (size_t i = 0; i < count; i++)
        hash = hash_mix(hash, w.story_of[i]);
    hash = hash_mix(hash, stream_count(w.stream).stories);
    close_watch(&w);
    for (int i = 0; i < 4; i++) {
        region_close(&m.keep[i]);
        region_close(&m.scratch[i]);
    }
    region_close(&own);
    return hash;
}

static void test_threads(void)
{
    struct region keep = test_region();
    size_t count = 900;
    struct article *articles = arena_new(&keep.arena, struct article, count);
    for (size_t i = 0; i < count; i++) {
        struct article *a = &articles[i];
        struct span event = made_up_words(&keep.arena, i / 3, 60), own = made_up_words(&keep.arena, 5000 + i, 60);
        a->text = arena_printf(&keep.arena, "%.*s\n%.*s", (int)event.len, event.at, (int)own.len, own.at);
        a->title = made_up_words(&keep.arena, i / 3, 5);
        a->language = SPAN("en");
        a->blocks = pile_blocks(&keep.arena, a);
    }
    uint64_t one = run(articles, count, 1);
    check(run(articles, count, 1) == one, "the same order gives the same stories");
    check(run(articles, count, 4) == one, "with any number of threads");
    region_close(&keep);
}

static void test_strange(void)
{
    struct watch w = open_watch(0);
    struct bag none = { .count = 0 }, one = empty_bag(&w.keep.arena);
    settle(&w);
    fill(&one, 1, 0, 1);
    uint32_t first = add(&w, &none, 0), second = add(&w, &none, 0), third = add(&w, &one, 0);
    check(first != second && third != first, "what says nothing is alone");
    for (int i = 0; i < 600; i++)
        add(&w, i % 2 ? &none : &one, 0);
    settle(&w);
    check(w.sane && stream_count(w.stream).articles == 603, "however often it comes");
    close_watch(&w);
}

static void test_time(void)
{
    struct timespec from, to;
    struct watch w = open_watch(500);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (uint32_t i = 0; i < 20000; i++) {
        struct arena passing = w.keep.arena;
        struct bag bag = empty_bag(&passing);
        fill(&bag, 5, 0, 60);                      /* all alike, but for when they came */
        fill(&bag, 6, i % 100, i % 100 + 60);
        add(&w, &bag, 20000 + i);
    }
    settle(&w);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    check((double)(to.tv_sec - from.tv_sec) < 60, "articles that are all alike take no more time than others");
    close_watch(&w);
}

int main(void)
{
    test_joins();
    test_merges();
    test_splits();
    test_chain();
    test_hub();
    test_ages();
    test_large_story();
    test_threads();
    test_strange();
    test_time();
    return tap_end();
}
