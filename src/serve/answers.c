#include "serve/answers.h"

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

struct answers {
    struct region own;
    size_t most;
    pthread_mutex_t lock;
    /* guarded by lock: */
    struct kept *shelf[SHELVES];
    struct kept *newest, *oldest;
    size_t bytes, count;
};

struct answers *answers_open(size_t bytes)
{
    struct region own = region_open(sizeof(struct answers) + 4096);
    struct answers *answers = arena_new(&own.arena, struct answers, 1);
    answers->own = own;
    answers->most = bytes;
    pthread_mutex_init(&answers->lock, NULL);
    return answers;
}

static struct kept **shelf_of(struct answers *answers, struct span key) { return &answers->shelf[hash_span(key) % SHELVES]; }

static struct kept *find(struct answers *answers, struct span key)
{
    struct kept *k = *shelf_of(answers, key);
    while (k && !span_equal(k->key, key))
        k = k->next;
    return k;
}

static void unlink_use(struct answers *answers, struct kept *k)
{
    *(k->newer ? &k->newer->older : &answers->newest) = k->older;
    *(k->older ? &k->older->newer : &answers->oldest) = k->newer;
    k->newer = k->older = NULL;
}

static void link_use(struct answers *answers, struct kept *k)
{
    k->older = answers->newest;
    *(k->older ? &k->older->newer : &answers->oldest) = k;
    answers->newest = k;
}

static void drop(struct answers *answers, struct kept *k)
{
    struct kept **at = shelf_of(answers, k->key);
    while (*at != k)
        at = &(*at)->next;
    *at = k->next;
    unlink_use(answers, k);
    answers->bytes -= k->region.size;
    answers->count--;
    struct region region = k->region;
    region_close(&region);
}

void answers_close(struct answers *answers)
{
    struct region own = answers->own;
    while (answers->oldest)
        drop(answers, answers->oldest);
    pthread_mutex_destroy(&answers->lock);
    region_close(&own);
}

bool answers_take(struct answers *answers, struct span key, struct arena *keep, struct http_answer *out)
{
    pthread_mutex_lock(&answers->lock);
    struct kept *k = find(answers, key);
    if (k) {
        out->type = arena_copy(keep, k->type);
        out->encoding = arena_copy(keep, k->encoding);
        struct span body = arena_copy(keep, k->body);
        out->body = (struct buffer){ (char *)body.at, body.len, body.len, keep };
        memcpy(out->etag, k->etag, sizeof k->etag);
        out->fresh = k->fresh;
        out->stays = k->stays;
        unlink_use(answers, k);
        link_use(answers, k);
    }
    pthread_mutex_unlock(&answers->lock);
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

void answers_put(struct answers *answers, struct span key, const struct http_answer *answer)
{
    if (answer->body.len > answers->most / SHARE_MOST)
        return;
    struct kept *made = copy(key, answer);
    pthread_mutex_lock(&answers->lock);
    struct kept *before = find(answers, key), **shelf = shelf_of(answers, key);
    if (before)
        drop(answers, before);
    made->next = *shelf;
    *shelf = made;
    link_use(answers, made);
    answers->bytes += made->region.size;
    answers->count++;
    while (answers->bytes > answers->most || answers->count > ANSWERS_MOST)
        drop(answers, answers->oldest);
    pthread_mutex_unlock(&answers->lock);
}
