#include "group/rarity.h"

#include <math.h>

#include "base/hash.h"
#include "group/weigh.h"
#include "tap.h"

/* A bag of `count` terms, numbered from `first`; all of the same share. */
static struct bag make_bag(struct arena *keep, uint32_t first, uint32_t count, float share, uint16_t language)
{
    struct bag bag = { .count = count, .words = count, .language = language };
    bag.at = arena_new(keep, struct bag_term, count);
    for (uint32_t i = 0; i < count; i++)
        bag.at[i] = (struct bag_term){ .number = (first + i) << TERM_KIND_BITS, .count = 1, .share = share };
    return bag;
}

static float rarity_of(const struct rarity *rarity, uint32_t id, float share, uint16_t language)
{
    struct bag_term term = { .number = id << TERM_KIND_BITS, .share = share };
    struct bag bag = { .at = &term, .count = 1, .language = language };
    float weight;
    rarity_weigh(rarity, &bag, &weight);
    return weight;
}

static void test_background(void)
{
    struct region region = test_region();
    struct rarity *rarity = rarity_open();
    struct bag bag = make_bag(&region.arena, 1, 2, 0.003f, 1);
    rarity_learn(rarity, &bag);
    check(rarity_of(rarity, 5, 0.3f, 1) < rarity_of(rarity, 5, 0.003f, 1), "the first report is not judged blind");
    double seen = 1 + 0.003 * RARITY_BACKGROUND, share = (1 + seen) / (2 + RARITY_BACKGROUND);
    double wanted = pow(log(1 / (share + 1.0 / 5000)) + 1, 1.5);
    check(fabs(rarity_of(rarity, 1, 0.003f, 1) - wanted) < 0.2, "rarity is what the header says");
    for (int i = 0; i < 500; i++)
        rarity_learn(rarity, &bag);
    check(rarity_of(rarity, 1, 0.003f, 1) < rarity_of(rarity, 9, 0.003f, 1) / 2, "what stands everywhere is not rare");
    float before = rarity_of(rarity, 9, 0.003f, 1);
    struct bag other = make_bag(&region.arena, 100, 2, 0.003f, 2);
    for (int i = 0; i < 2000; i++)
        rarity_learn(rarity, &other);
    check(rarity_of(rarity, 9, 0.003f, 1) == before, "reports in another language do not make it rarer");
    rarity_close(rarity);
    region_close(&region);
}

static void test_many_terms(void)
{
    struct region region = test_region();
    struct rarity *rarity = rarity_open();
    struct bag common = make_bag(&region.arena, 7, 1, 0.001f, 1);
    for (uint32_t i = 0; i < 600; i++) {
        struct arena passing = region.arena;
        struct bag bag = make_bag(&passing, 1000 + i * 1000, 1000, 0.001f, 1);
        rarity_learn(rarity, &bag);
        if (i % 2)
            rarity_learn(rarity, &common);
    }
    float rare = rarity_of(rarity, 5, 0.001f, 1), once = rarity_of(rarity, 1500, 0.001f, 1);
    check(once < rare && once > rare * 0.8, "among many terms one that came once is rare");
    check(rarity_of(rarity, 7, 0.001f, 1) < once / 2, "and one that came often is not");
    rarity_close(rarity);
    region_close(&region);
}

static void test_forgets(void)
{
    struct region region = test_region();
    struct rarity *rarity = rarity_open();
    struct bag early = make_bag(&region.arena, 1, 1, 0.003f, 1), late = make_bag(&region.arena, 2, 1, 0.003f, 1);
    for (int i = 0; i < 20000; i++)
        rarity_learn(rarity, &early);
    for (int i = 0; i < 20000; i++)
        rarity_learn(rarity, &late);
    check(fabsf(rarity_of(rarity, 1, 0.003f, 1) - rarity_of(rarity, 2, 0.003f, 1)) < 0.01f, "both were seen as often");
    for (int i = 0; i < 3 * RARITY_MOST; i++)
        rarity_learn(rarity, &late);
    check(rarity_of(rarity, 1, 0.003f, 1) > 2 * rarity_of(rarity, 2, 0.003f, 1),
          "what was in the news once is rare again");
    rarity_close(rarity);
    region_close(&region);
}

static void test_weigh(void)
{
    struct region region = test_region(), scratch = test_region();
    struct rarity *rarity = rarity_open();
    struct bag bag = make_bag(&region.arena, 1, 5000, 0.003f, 1);
    for (uint32_t i = 0; i < bag.count; i++)
        bag.at[i].count = (float)(1 + hash_mix(i, 1) % 1000);
    rarity_learn(rarity, &bag);
    struct profile p = weigh_bag(&region.arena, scratch.arena, &bag, rarity, 100, 20000, true);
    double square = 0;
    float least = 1;
    bool sorted = true;
    for (uint32_t i = 0; i < p.all.count; i++) {
        square += (double)p.all.at[i].weight * p.all.at[i].weight;
        least = p.all.at[i].weight < least ? p.all.at[i].weight : least;
        sorted = sorted && (!i || term_id(p.all.at[i - 1].number) < term_id(p.all.at[i].number));
    }
    check(p.all.count == 100 && sorted && fabs(square - 1) < 1e-4, "as many terms as asked for, sorted, of length 1");
    struct profile all = weigh_bag(&region.arena, scratch.arena, &bag, rarity, 5000, 0, false);
    uint32_t above = 0;
    float least_of_all = 0;
    for (uint32_t i = 0; i < all.all.count; i++)
        for (uint32_t k = 0; k < p.all.count; k++)
            if (all.all.at[i].number == p.all.at[k].number
                && (least_of_all == 0 || all.all.at[i].weight < least_of_all))
                least_of_all = all.all.at[i].weight;
    for (uint32_t i = 0; i < all.all.count; i++)
        above += all.all.at[i].weight > least_of_all;
    check(all.all.count == 5000 && above < 100, "they are the heaviest");
    struct bag none = { .count = 0 };
    check(weigh_bag(&region.arena, scratch.arena, &none, rarity, 100, 0, false).all.count == 0,
          "nothing gives nothing");
    for (uint32_t i = 0; i < bag.count; i++)
        bag.at[i].count = 1;
    p = weigh_bag(&region.arena, scratch.arena, &bag, rarity, 100, 0, false);
    check(p.all.count == 100, "of equal ones some");
    rarity_close(rarity);
    region_close(&region);
    region_close(&scratch);
}

int main(void)
{
    test_background();
    test_many_terms();
    test_forgets();
    test_weigh();
    return tap_end();
}
