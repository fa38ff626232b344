/* group/stream_state.h -- what a stream holds: plain data, shared by the files that make up group/stream.h
 *
 * Stories and articles are slots.  A story's articles are a list, oldest first, of the latest STORY_ARTICLES; what came
 * before is in its sum alone.  The sum of a story of one article is that article's own list of terms.
 */
#ifndef SYN_GROUP_STREAM_STATE_H
#define SYN_GROUP_STREAM_STATE_H

#include "group/rarity.h"
#include "group/slots.h"
#include "group/story_index.h"
#include "group/stream.h"
#include "group/term_store.h"

enum {
    ARTICLE_TERMS = 80,          /* an article is known by */
    STORY_TERMS = 160,           /* of a story's sum */
    STORY_ARTICLES = 32,
    STORY_NEAR = 3
};

struct stream_article {
    uint32_t number;
    uint32_t next, before;       /* in its story; SLOT_NONE for the last, the first */
    uint32_t story;              /* slot */
    uint32_t terms;              /* in stream.lists */
    float day;
    float key_square, title_square, head_square;     /* as in struct cluster */
    uint16_t words, numbers, language;
    uint8_t dated, unused;
};

/* Another story that an article of this one nearly joined. */
struct near_story { uint32_t slot, number; };

struct stream_story {
    uint32_t size;               /* articles that it ever had; of a free slot what slots.h keeps there */
    uint32_t number;             /* SLOT_NONE: no story has this slot */
    uint32_t summed, dated;      /* articles in the sum, and those of them that have a date */
    uint32_t terms;              /* their sum, in stream.lists */
    uint32_t first, last;        /* articles that are held */
    uint32_t held;
    uint32_t changed;            /* how many articles had come when it got its latest, or was changed by a review */
    uint32_t older, newer;       /* stories in the order of that; SLOT_NONE at the ends */
    uint32_t reviewed;           /* its size at its last review */
    uint32_t place;              /* in the review under way, + 1; else 0 */
    uint8_t touched;             /* is in stream.touched */
    uint8_t fixed;               /* set right by hand: no review looks at it */
    uint8_t unused[2];
    float inside, key_square;
    double days;
    struct near_story near[STORY_NEAR];      /* latest first */
};

struct stream {
    struct region own, work;     /* work: begun anew for each article */
    double least;
    uint32_t window;
    struct rarity *rarity;
    struct story_index *index;
    struct term_store *lists;
    struct slots stories, articles;
    uint32_t oldest, newest;     /* stories by their latest change; SLOT_NONE where there are none */
    uint32_t article_count, story_count;
    struct profile *latest;      /* in `work` */
    struct region event_region, touched_region;
    struct stream_event *events;
    size_t event_count, event_room;
    uint32_t *touched;           /* slots of stories to be reviewed; those that are no more were left in it */
    size_t touched_count, touched_room;
};

static inline struct stream_story *stream_story_at(const struct stream *s, uint32_t slot)
{
    return slots_at(&s->stories, slot);
}

static inline struct stream_article *stream_article_at(const struct stream *s, uint32_t slot)
{
    return slots_at(&s->articles, slot);
}

/* Each call that changes something begins so. */
static inline void stream_begin(struct stream *s)
{
    s->event_count = 0;
    region_reset(&s->work, (size_t)4 << 20);
}

#endif
