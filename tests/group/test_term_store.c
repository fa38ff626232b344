#include "group/term_store.h"

#include <math.h>

#include "base/hash.h"
#include "group/likeness.h"
#include "group/query.h"
#include "group/slots.h"
#include "group/story_index.h"
#include "tap.h"

/* `count` terms of a made-up list, sorted. */
static struct terms make_terms(struct arena *keep, uint64_t seed, uint32_t count)
{
    struct terms terms = { .at = arena_new(keep, struct term, count), .count = count };
    for (uint32_t i = 0; i < count; i++)
        terms.at[i] = (struct term){ (i * 7 + (uint32_t)(hash_mix(seed, i) % 7)) << TERM_KIND_BITS | (i & TERM_KINDS),
                                     (float)(1 + hash_mix(i, seed) % 1000) / 1000 };
    return terms;
}

static bool close_to(const struct terms *a, const struct terms *b)
{
    bool good = a->count == b->count;
    for (uint32_t i = 0; good && i < a->count; i++)
        good = a->at[i].number == b->at[i].number && fabsf(a->at[i].weight - b->at[i].weight) < 1e-4f;
    return good;
}

static void test_store(void)
{
    enum { LISTS = 3000 };
    struct region region = test_region();
    struct term_store *store = term_store_open();
    uint32_t lists[LISTS], wrong = 0;
    for (uint32_t round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < LISTS; i++) {
            struct arena passing = region.arena;
            struct terms terms = make_terms(&passing, i + round, (i * 31 + round) % 200);
            lists[i] = term_store_put(store, &terms);
        }
        for (uint32_t i = 0; i < LISTS; i++) {
            struct arena passing = region.arena;
            struct terms terms = make_terms(&passing, i + round, (i * 31 + round) % 200);
            struct terms kept = term_store_get(&passing, store, lists[i]);
            wrong += !close_to(&terms, &kept);
        }
        for (uint32_t i = 0; i < LISTS; i++)
            term_store_drop(store, lists[(i * 7) % LISTS]);
        check(term_store_bytes(store) == 0, "what was given back is not counted");
    }
    check(wrong == 0, "lists are what they were, however often room is used again");
    term_store_close(store);
    region_close(&region);
}

static void test_cut(void)
{
    struct region region = test_region();
    struct terms terms = make_terms(&region.arena, 3, 300), whole = make_terms(&region.arena, 3, 300);
    terms_cut(&terms, region.arena, 120);
    float least = 2;
    uint32_t heavier = 0, sorted = 1;
    for (uint32_t i = 0; i < terms.count; i++) {
        least = terms.at[i].weight < least ? terms.at[i].weight : least;
        sorted += i && term_id(terms.at[i - 1].number) < term_id(terms.at[i].number);
    }
    for (uint32_t i = 0; i < whole.count; i++)
        heavier += whole.at[i].weight > least;
    check(terms.count == 120 && sorted == 120 && heavier < 120, "the heaviest are left, sorted as before");
    for (uint32_t i = 0; i < 300; i++)
        whole.at[i].weight = 0.5f;
    terms_cut(&whole, region.arena, 7);
    check(whole.count == 7 && term_id(whole.at[6].number) < 50, "of equal ones the first");
    region_close(&region);
}

static void test_query(void)
{
    struct region region = test_region();
    struct term_store *store = term_store_open();
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < 200; i++) {
        struct terms a = make_terms(&region.arena, i, i), b = make_terms(&region.arena, i + 1, 200 - i);
        uint32_t list = term_store_put(store, &b);
        struct packed_terms packed = term_store_at(store, list);
        struct query query;
        query_open(&query, &a);
        struct common fast = query_common(&query, &packed), slow = common_of(&a, &b);
        wrong += fabs(fast.all - slow.all) > 1e-2 || fabs(fast.keys - slow.keys) > 1e-2;
    }
    check(wrong == 0, "a list held against many gives what a walk over both does");
    term_store_close(store);
    region_close(&region);
}

static void test_slots(void)
{
    struct slots slots = slots_open(24);
    uint32_t a = slots_take(&slots), b = slots_take(&slots);
    memset(slots_at(&slots, a), 1, 24);
    slots_give(&slots, a);
    uint32_t c = slots_take(&slots);
    check(a != b && c == a && *(char *)slots_at(&slots, c) == 0, "a place is taken again, and begins with zeros");
    for (uint32_t i = 0; i < 5000; i++)
        slots_take(&slots);
    check(slots.taken == 5002 && slots.count == 5002, "as many as are wanted");
    slots_close(&slots);
}

/* A list of terms that stand for the story alone, and a few that it shares with others. */
static struct terms story_terms(struct arena *keep, uint32_t story)
{
    struct terms terms = { .at = arena_new(keep, struct term, 30), .count = 30 };
    for (uint32_t i = 0; i < 30; i++)
        terms.at[i] = (struct term){ term_number(hash_mix(i < 5 ? story % 10 : 100 + story, i), 0), 0.1f };
    return terms;
}

static void test_index(void)
{
    struct region region = test_region();
    struct story_index *index = story_index_open();
    struct story_candidate found[8];
    uint32_t wrong = 0, grown = 0;
    for (uint32_t i = 0; i < 5000; i++) {
        struct arena passing = region.arena;
        struct terms terms = story_terms(&passing, i);
        story_index_post(index, i, &terms);
        if (!story_index_crowded(index))
            continue;
        grown++;
        story_index_grow(index);
        for (uint32_t k = 0; k <= i; k++) {
            struct arena again = region.arena;
            struct terms posted = story_terms(&again, k);
            story_index_post(index, k, &posted);
        }
    }
    for (uint32_t i = 0; i < 5000; i++) {
        struct terms terms = story_terms(&region.arena, i);
        wrong += story_index_find(index, &terms, found, 8) == 0 || found[0].story != i;
    }
    check(wrong == 0 && grown > 1, "a story is found by its terms, however many there are");
    struct terms terms = story_terms(&region.arena, 77);
    story_index_retire(index, 77);
    uint32_t count = story_index_find(index, &terms, found, 8), there = 0;
    for (uint32_t i = 0; i < count; i++)
        there += found[i].story == 77;
    check(there == 0, "but not when it is no more");
    size_t bytes = story_index_bytes(index);
    for (uint32_t round = 0; round < 20; round++)
        for (uint32_t i = 0; i < 1000; i++) {
            struct arena passing = region.arena;
            struct terms again = story_terms(&passing, 10000 * round + i);
            story_index_retire(index, i);
            story_index_post(index, i, &again);
            story_index_sweep(index, story_index_buckets(index) / 500);
        }
    check(story_index_bytes(index) < bytes + bytes / 2, "what retired stories leave is used again");
    story_index_close(index);
    region_close(&region);
}

int main(void)
{
    test_store();
    test_cut();
    test_query();
    test_slots();
    test_index();
    return tap_end();
}
