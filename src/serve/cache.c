#include "serve/cache.h"

#include <pthread.h>

#include "base/hash.h"

enum { SHELVES = 4096,
       ANSWERS_MOST = 8192,            /* each has its own piece of address space */
       SHARE_MOST = 8 };               /* one answer takes no more than this part of the cache */

struct kept {
    struct region region;              /* holds this, too */
    struct span key, type, encoding, body;
    char etag[sizeof(((struct http_answer *)NULL)->etag)];
    unsigned fresh;
    bool stays;
    struct kept *next, *newer, *older;
};

struct cache {
    struct region own;
    size_t most;
    pthread_mutex_t lock;
    /* guarded by lock: */
    struct kept *shelf[SHELVES];
    struct kept *newest, *oldest;
    size_t bytes, count;
};

struct cache *cache_open(size_t bytes)
{
    struct region own = region_open(sizeof(struct cache) + 4096);
    struct cache *cache = arena_new(&own.arena, struct cache, 1);
    cache->own = own;
    cache->most = bytes;
    pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

static struct kept **shelf_of(struct cache *cache, struct span key) { return &cache->shelf[hash_span(key) % SHELVES]; }

static struct kept *find(struct cache *cache, struct span key)
{
    struct kept *k = *shelf_of(cache, key);
    while (k && !span_equal(k->key, key))
        k = k->next;
    return k;
}

static void unlink_use(struct cache *cache, struct kept *k)
{
    *(k->newer ? &k->newer->older : &cache->newest) = k->older;
    *(k->older ? &k->older->newer : &cache->oldest) = k->newer;
    k->newer = k->older = NULL;
}

static void link_use(struct cache *cache, struct kept *k)
{
    k->older = cache->newest;
    *(k->older ? &k->older->newer : &cache->oldest) = k;
    cache->newest = k;
}

static void drop(struct cache *cache, struct kept *k)
{
    struct kept **at = shelf_of(cache, k->key);
    while (*at != k)
        at = &(*at)->next;
    *at = k->next;
    unlink_use(cache, k);
    cache->bytes -= k->region.size;
    cache->count--;
    struct region region = k->region;
    region_close(&region);
}

void cache_close(struct cache *cache)
{
    struct region own = cache->own;
    while (cache->oldest)
        drop(cache, cache->oldest);
    pthread_mutex_destroy(&cache->lock);
    region_close(&own);
}

bool cache_take(struct cache *cache, struct span key, struct arena *keep, struct http_answer *out)
{
    pthread_mutex_lock(&cache->lock);
    struct kept *k = find(cache, key);
    if (k) {
        out->type = arena_copy(keep, k->type);
        out->encoding = arena_copy(keep, k->encoding);
        struct span body = arena_copy(keep, k->body);
        out->body = (struct buffer){ (char *)body.at, body.len, body.len, keep };
        memcpy(out->etag, k->etag, sizeof k->etag);
        out->fresh = k->fresh;
        out->stays = k->stays;
        unlink_use(cache, k);
        link_use(cache, k);
    }
    pthread_mutex_unlock(&cache->lock);
    return k;
}

static struct kept *copy(struct span key, const struct http_answer *answer)
{
    enum { ROOM = 4096 };              /* for what stands beside the texts, and the gaps between */
    struct region region = region_open((key.len + answer->type.len + answer->body.len + 2 * ROOM - 1) & ~(size_t)(ROOM - 1));
    struct kept *k = arena_new(&region.arena, struct kept, 1);
    k->key = arena_copy(&region.arena, key);
    k->type = arena_copy(&region.arena, answer->type);
    k->encoding = arena_copy(&region.arena, answer->encoding);
    k->body = arena_copy(&region.arena, buffer_span(&answer->body));
    memcpy(k->etag, answer->etag, sizeof k->etag);
    k->fresh = answer->fresh;
    k->stays = answer->stays;
    k->region = region;
    return k;
}

void cache_put(struct cache *cache, struct span key, const struct http_answer *answer)
{
    if (answer->body.len > cache->most / SHARE_MOST)
        return;
    struct kept *made = copy(key, answer);
    pthread_mutex_lock(&cache->lock);
    struct kept *before = find(cache, key), **shelf = shelf_of(cache, key);
    if (before)
        drop(cache, before);
    made->next = *shelf;
    *shelf = made;
    link_use(cache, made);
    cache->bytes += made->region.size;
    cache->count++;
    while (cache->bytes > cache->most || cache->count > ANSWERS_MOST)
        drop(cache, cache->oldest);
    pthread_mutex_unlock(&cache->lock);
}
