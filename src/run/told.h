/* run/told.h -- a stored story as it is told now, for those who show stories again and again
 *
 * A story that is kept as it is told now (store/retold.h) is read; any other is compared (run/retell.h), and what was
 * told is remembered in a cache, up to a number of bytes, by story and revision: so it is compared once for each change,
 * also where two want it at once.  What is read is held against the articles: a synopsis whose words do not stand where
 * it says is compared anew.  A story of more than TOLD_ANEW reports that was told before is shown as it was then (`stale`).
 *
 * Fails:   where the store cannot be read; SYN_NOT_FOUND where there is no such story.
 * Memory:  a synopsis and its articles (without annotations) are the cache's; good until the told one is asked for another
 *          story, or closed.  What else is given lives in `keep`.
 * Threads: a cache any; a told one at a time.
 * Cost:    docs/limits.md.
 */
#ifndef SYN_RUN_TOLD_H
#define SYN_RUN_TOLD_H

#include "news/synopsis.h"
#include "store/store.h"

enum { TOLD_ANEW = 50 };

struct told_cache;
struct told_cache *told_cache_open(size_t bytes);
void told_cache_close(struct told_cache *cache);        /* when all that use it are closed */

struct told;
/* `cache` is shared by many, or NULL. */
struct told *told_open(struct store *store, struct told_cache *cache, unsigned threads);
void told_close(struct told *told);

struct told_story {
    struct synopsis synopsis;
    struct stored_story story;         /* as it is now */
    int64_t revision;                  /* that was told; story.revision unless `stale` */
    bool stale;                        /* as it was: reports have come since, and it is too large to compare now */
};

/* Whether telling it needs no comparing: it is remembered, or kept, and then it is read. */
bool told_is_ready(struct told *told, int64_t story);

/* As it was told last, without comparing, however many reports have come since; false where it never was. */
bool told_last(struct told *told, struct arena *keep, int64_t story, struct told_story *out);

bool told_story(struct told *told, struct arena *keep, int64_t story, struct told_story *out, struct syn_error *error);

/* The synopsis as JSON (docs/synopsis.schema.json), without reading it where it is kept. */
bool told_json(struct told *told, struct arena *keep, int64_t story, struct span *json, struct syn_error *error);

/* A synopsis out of its JSON, as tell_json wrote it.  `find` gives the article of a report of the story, or of another one
 * ("elsewhere"), by its id: with `attempt` 0 as it is now, then one version before the other; false where there is none.
 * False: it is no synopsis, or not of these articles.  Nothing points into `json`. */
typedef bool told_find_article(void *context, struct span id, uint32_t attempt, const struct report **out);
bool told_from_json(struct arena *keep, struct arena scratch, struct span json, told_find_article *find, void *context,
                    struct synopsis *out);

#endif
