/* store/stories.h -- stories and their log
 *
 * Every change of what belongs together is an event in an append-only log: an article joined, moved; a story split off,
 * was merged.  A merged story leaves a redirect.  What grouping says (run/grouping.h) is written here as it is said.
 *
 * Fails: as the database does.      Threads: the writer's.
 */
#ifndef SYN_STORE_STORIES_H
#define SYN_STORE_STORIES_H

#include "store/store.h"

/* What it is called in docs/store.md, and by people. */
#define STORY_EVENTS(X)      \
    X(JOINED,  "joined")     /* a new article */                              \
    X(MOVED,   "moved")      /* an article, from `was` */                     \
    X(SPLIT,   "split off")  /* an article, with others, into a new story */  \
    X(MERGED,  "merged")     /* an article, with all others of `was` */       \
    X(FIXED,   "fixed")      /* by hand: no automatic step changes it */      \
    X(RELEASED, "released")  /* the fixing was taken back */                  \
    X(SETTLED, "settled")    /* all stories in memory were looked at again; story 0 */
#define STORY_EVENT_AS_ENUM(name, label) STORY_##name,
enum story_event_kind { STORY_EVENTS(STORY_EVENT_AS_ENUM) STORY_EVENT_COUNT };

struct story_event {
    int64_t id, at;
    enum story_event_kind kind;
    int64_t article, was, story, hand; /* 0: none */
};
struct story_events { struct story_event *at; uint32_t count; };

const char *story_event_label(enum story_event_kind kind);

/* Writes the event and does what it says: the article's story, both stories' sums, the redirect of one that is empty
 * now.  JOINED founds the story where it is new. */
bool store_place(struct store *store, const struct story_event *event, struct syn_error *error);

/* The number of the latest event; 0 where there is none, -1 where reading failed. */
int64_t store_last_event(struct store *store, struct syn_error *error);

/* An article's content changed: its story's revision goes up. */
bool store_touch_story(struct store *store, int64_t story, struct syn_error *error);

/* Events of a story (also those by which articles left it), of a correction, or of an article; oldest first. */
bool store_story_log(struct store *store, struct arena *keep, int64_t story, struct story_events *out,
                     struct syn_error *error);
bool store_hand_log(struct store *store, struct arena *keep, int64_t hand, struct story_events *out,
                    struct syn_error *error);
/* Those of the story behind number `after`, `most` of them at most. */
bool store_story_log_since(struct store *store, struct arena *keep, int64_t story, int64_t after, uint32_t most,
                           struct story_events *out, struct syn_error *error);
/* Those behind number `after`, `most` of them at most. */
bool store_log_since(struct store *store, struct arena *keep, int64_t after, uint32_t most, struct story_events *out,
                     struct syn_error *error);
bool store_article_log(struct store *store, struct arena *keep, int64_t article, struct story_events *out,
                       struct syn_error *error);

#endif
