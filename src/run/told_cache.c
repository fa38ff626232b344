#include "run/told_cache.h"

#include <assert.h>
#include <pthread.h>

enum { SHELVES = 4096,                 /* lists of tellings, by the number of the story */
       TELLINGS_MOST = 8192,           /* each has its own piece of address space, of which there are not any number */
       MAKERS_MOST = 256 };

struct told_cache {
    struct region own;
    size_t most;
    pthread_mutex_t lock;
    pthread_cond_t made;
    /* guarded by lock: */
    struct telling *shelf[SHELVES];
    struct telling *newest, *oldest;   /* by when they were used */
    size_t bytes, count;
    int64_t making[MAKERS_MOST];       /* stories */
    unsigned makers;
};

struct told_cache *told_cache_open(size_t bytes)
{
    struct region own = region_open(sizeof(struct told_cache) + 4096);
    struct told_cache *cache = arena_new(&own.arena, struct told_cache, 1);
    cache->own = own;
    cache->most = bytes;
    pthread_mutex_init(&cache->lock, NULL);
    pthread_cond_init(&cache->made, NULL);
    return cache;
}

static size_t size_of(const struct telling *t) { return (size_t)(t->region.arena.next - t->region.base); }

static struct telling **shelf_of(struct told_cache *cache, int64_t story)
{
    return &cache->shelf[(uint64_t)story % SHELVES];
}

static void discard(struct telling *t)
{
    struct region region = t->region;
    region_close(&region);
}

static void unlink_use(struct told_cache *cache, struct telling *t)
{
    *(t->newer ? &t->newer->older : &cache->newest) = t->older;
    *(t->older ? &t->older->newer : &cache->oldest) = t->newer;
    t->newer = t->older = NULL;
}

static void link_use(struct told_cache *cache, struct telling *t)
{
    t->older = cache->newest;
    *(t->older ? &t->older->newer : &cache->oldest) = t;
    cache->newest = t;
}

/* Out of the cache; gone, unless somebody uses it. */
static void drop(struct told_cache *cache, struct telling *t)
{
    struct telling **at = shelf_of(cache, t->story);
    while (*at != t)
        at = &(*at)->next;
    *at = t->next;
    unlink_use(cache, t);
    cache->bytes -= size_of(t);
    cache->count--;
    t->kept = false;
    if (!t->users)
        discard(t);
}

static void make_room(struct told_cache *cache)
{
    struct telling *t = cache->oldest;
    while (t && (cache->bytes > cache->most || cache->count > TELLINGS_MOST)) {
        struct telling *newer = t->newer;
        if (!t->users)
            drop(cache, t);
        t = newer;
    }
}

void told_cache_close(struct told_cache *cache)
{
    struct region own = cache->own;
    while (cache->oldest) {
        assert(!cache->oldest->users);
        drop(cache, cache->oldest);
    }
    pthread_cond_destroy(&cache->made);
    pthread_mutex_destroy(&cache->lock);
    region_close(&own);
}

static struct telling *find(struct told_cache *cache, int64_t story)
{
    struct telling *t = *shelf_of(cache, story);
    while (t && t->story != story)
        t = t->next;
    return t;
}

static unsigned find_maker(const struct told_cache *cache, int64_t story)
{
    unsigned i = 0;
    while (i < cache->makers && cache->making[i] != story)
        i++;
    return i;
}

static bool is_busy(const struct told_cache *cache, int64_t story)
{
    return find_maker(cache, story) < cache->makers || cache->makers == MAKERS_MOST;
}

struct telling *told_cache_take(struct told_cache *cache, int64_t story, int64_t revision, bool patient, bool *mine)
{
    pthread_mutex_lock(&cache->lock);
    struct telling *t = find(cache, story);
    while (patient && !(t && t->revision >= revision) && is_busy(cache, story)) {
        pthread_cond_wait(&cache->made, &cache->lock);
        t = find(cache, story);
    }
    if (t && t->revision < revision)
        t = NULL;
    *mine = !t && !is_busy(cache, story);
    if (t) {
        t->users++;
        unlink_use(cache, t);
        link_use(cache, t);
    }
    if (*mine)
        cache->making[cache->makers++] = story;
    pthread_mutex_unlock(&cache->lock);
    return t;
}

void told_cache_put(struct told_cache *cache, int64_t story, struct telling *telling)
{
    pthread_mutex_lock(&cache->lock);
    unsigned maker = find_maker(cache, story);
    assert(maker < cache->makers);
    cache->making[maker] = cache->making[--cache->makers];
    if (telling) {
        struct telling *before = find(cache, story), **shelf = shelf_of(cache, story);
        if (before)
            drop(cache, before);
        telling->users = 1;
        telling->kept = true;
        telling->next = *shelf;
        *shelf = telling;
        link_use(cache, telling);
        cache->bytes += size_of(telling);
        cache->count++;
        make_room(cache);
    }
    pthread_cond_broadcast(&cache->made);
    pthread_mutex_unlock(&cache->lock);
}

void told_cache_give_back(struct told_cache *cache, struct telling *telling)
{
    pthread_mutex_lock(&cache->lock);
    telling->users--;
    if (!telling->users && !telling->kept)
        discard(telling);
    else
        make_room(cache);
    pthread_mutex_unlock(&cache->lock);
}
