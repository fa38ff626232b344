#include "run/told.h"

#include "run/retell.h"
#include "tell/tell.h"

struct told_cache { struct region own; };

struct told_cache *told_cache_open(size_t bytes)
{
    struct region own = region_open(4096);
    struct told_cache *cache = arena_new(&own.arena, struct told_cache, 1);
    (void)bytes;
    cache->own = own;
    return cache;
}

void told_cache_close(struct told_cache *cache)
{
    struct region own = cache->own;
    region_close(&own);
}

struct told {
    struct store *store;
    struct retelling *retelling;
    struct region own;
};

struct told *told_open(struct store *store, struct told_cache *cache, unsigned threads)
{
    struct region own = region_open(4096);
    struct told *told = arena_new(&own.arena, struct told, 1);
    (void)cache;
    *told = (struct told){ store, retelling_open(store, threads), own };
    return told;
}

void told_close(struct told *told)
{
    struct region own = told->own;
    retelling_close(told->retelling);
    region_close(&own);
}

bool told_is_ready(struct told *told, int64_t story)
{
    (void)told;
    (void)story;
    return false;
}

bool told_story(struct told *told, struct arena *keep, int64_t story, struct told_story *out, struct syn_error *error)
{
    const struct synopsis *synopsis;
    *out = (struct told_story){ .stale = false };
    if (!store_story(told->store, keep, story, &out->story, error) ||
        !retell(told->retelling, story, &synopsis, error))
        return false;
    out->synopsis = *synopsis;
    out->revision = out->story.revision;
    return true;
}

bool told_json(struct told *told, struct arena *keep, int64_t story, struct span *json, struct syn_error *error)
{
    struct told_story told_now;
    struct buffer out = buffer_in(keep);
    if (!told_story(told, keep, story, &told_now, error))
        return false;
    tell_json(&out, &told_now.synopsis);
    *json = buffer_span(&out);
    return true;
}
