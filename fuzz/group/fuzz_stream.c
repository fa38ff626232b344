/* fuzz/group/fuzz_stream.c -- any articles in any order: each is in one story, and events say which
 *
 * The first byte is the window; then three bytes are an article: its subject, how much of it, and when it came.  A zero
 * subject settles the stream.
 */
#include "fuzz.h"

#include "base/hash.h"
#include "group/stream.h"

enum { TERMS = 24, ARTICLE_BYTES = 3 };

struct watch { struct stream *stream; uint32_t *story_of; uint32_t count, stories; };

static struct bag make_bag(struct arena *keep, const uint8_t *data)
{
    struct bag bag = { .at = arena_new(keep, struct bag_term, 2 * TERMS), .language = data[0] & 1 };
    for (uint32_t i = 0; i < data[1] % TERMS; i++) {
        uint64_t hash = hash_mix(data[0] >> 3, (data[1] >> 5) * 4 + i);
        uint32_t kinds = (hash & 1 ? TERM_NAME : 0) | (i < 3 ? TERM_TITLE | TERM_HEAD : 0);
        bag.at[bag.count++] = (struct bag_term){ .number = term_number(hash, kinds), .count = 1, .share = 0.001f };
    }
    return bag;
}

/* An event must speak of what is so. */
static void take_events(struct watch *w)
{
    uint32_t count;
    const struct stream_event *events = stream_events(w->stream, &count);
    for (uint32_t i = 0; i < count; i++) {
        struct stream_event e = events[i];
        assert(e.from != e.to && e.from < stream_count(w->stream).stories && e.to < stream_count(w->stream).stories);
        if (e.article != STREAM_ALL) {
            assert(e.article < w->count);
            w->story_of[e.article] = e.to;
        }
        for (uint32_t a = 0; e.article == STREAM_ALL && a < w->count; a++)
            if (w->story_of[a] == e.from)
                w->story_of[a] = e.to;
    }
}

/* What is in memory is where events say. */
static void look_at_all(struct watch *w, struct arena scratch)
{
    struct stream_counts counts = stream_count(w->stream);
    uint32_t held = 0;
    assert(counts.articles == w->count && counts.stories_held <= counts.articles_held);
    for (uint32_t a = 0; a < w->count; a++) {
        struct arena passing = scratch;
        struct profile profile;
        struct cluster cluster;
        uint32_t story;
        if (!stream_article(w->stream, &passing, a, &profile, &story))
            continue;
        assert(story == w->story_of[a] && stream_story(w->stream, &passing, story, &cluster) && cluster.size);
        held++;
    }
    assert(held == counts.articles_held);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    if (size > 6000 || !size)
        return 0;
    struct stream_settings settings = { .window = 1 + data[0] };
    struct watch w = { .stream = stream_open(&settings), .story_of = arena_new(keep, uint32_t, size) };
    for (size_t i = 1; i + ARTICLE_BYTES <= size; i += ARTICLE_BYTES) {
        if (!data[i]) {
            stream_settle(w.stream);
            take_events(&w);
            continue;
        }
        struct arena passing = fuzz_scratch();
        struct bag bag = make_bag(&passing, data + i);
        w.story_of[w.count] = stream_add(w.stream, &bag, data[i + 2], data[i + 2] < 200);
        w.count++;
        take_events(&w);
    }
    stream_settle(w.stream);
    take_events(&w);
    look_at_all(&w, fuzz_scratch());
    stream_close(w.stream);
    return 0;
}
