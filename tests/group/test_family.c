#include "group/family.h"

#include <math.h>
#include <time.h>

#include "tap.h"

enum { ENGLISH = 'e' << 8 | 'n', RUSSIAN = 'r' << 8 | 'u', FRENCH = 'f' << 8 | 'r' };

/* An article that holds the bridges first .. first + count - 1, all of one weight. */
static struct profile about(struct arena *keep, uint16_t language, uint32_t first, uint32_t count, double day)
{
    struct profile p = { .language = language, .day = day, .dated = day > 0 };
    p.bridge = (struct terms){ arena_new(keep, struct term, count), count };
    for (uint32_t i = 0; i < count; i++)
        p.bridge.at[i] = (struct term){ (first + i) << TERM_KIND_BITS, 1 / sqrtf((float)count) };
    return p;
}

static uint32_t add(struct families *f, struct arena scratch, uint16_t language, uint32_t first, double day,
                    uint32_t story)
{
    struct profile p = about(&scratch, language, first, 10, day);
    return families_add(f, &p, story, false);
}

static void test_meet(void)
{
    struct region region = test_region();
    struct families *f = families_open();
    check(add(f, region.arena, ENGLISH, 100, 19000, 0) == 0, "the first story is alone");
    check(add(f, region.arena, ENGLISH, 100, 19000, 1) == 0 && family_of(f, 1) == 1,
          "stories of one language are of one family never, however alike");
    check(add(f, region.arena, RUSSIAN, 102, 19001, 2) == 1 && families_changed(f)[0] == 2,
          "what means the same meets");
    check(family_of(f, 2) < 2, "and is called as the older story");
    check(add(f, region.arena, FRENCH, 500, 19001, 3) == 0 && family_of(f, 3) == 3,
          "what means something else does not");
    uint32_t family = family_of(f, 2);
    check(add(f, region.arena, FRENCH, 101, 19001, 4) == 1 && family_of(f, 4) == family,
          "a third language joins the two");
    check(add(f, region.arena, RUSSIAN, 100, 19001, 5) == 1 && family_of(f, 5) != family && family_of(f, 5) < 2,
          "the other story in English meets another in Russian");
    check(add(f, region.arena, RUSSIAN, 500, 19050, 6) == 0 && family_of(f, 6) == 6,
          "months apart there is no meeting");
    families_close(f);
    region_close(&region);
}

static void test_first_language_is_held(void)
{
    struct region region = test_region();
    struct families *f = families_open();
    for (uint32_t i = 0; i < 1000; i++)
        add(f, region.arena, ENGLISH, 100 + 20 * i, 0, i);
    uint32_t met = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        add(f, region.arena, RUSSIAN, 100 + 20 * i, 0, 1000 + i);
        met += family_of(f, 1000 + i) == i;
    }
    check(met == 1000, "a second language meets what came before it");
    families_close(f);
    region_close(&region);
}

static void test_moves(void)
{
    struct region region = test_region();
    struct families *f = families_open();
    add(f, region.arena, ENGLISH, 100, 0, 0);
    add(f, region.arena, ENGLISH, 300, 0, 1);
    families_move(f, 1, 2);
    add(f, region.arena, RUSSIAN, 300, 0, 3);
    check(family_of(f, 3) == 2, "a moved article is met in its new story");
    check(families_merge(f, 2, 0) == 2 && family_of(f, 3) == 0 && family_of(f, 2) == 0,
          "where a story is merged its family goes with it");
    families_move(f, 77, 5);
    families_merge(f, 9, 9);
    check(family_of(f, 9) == 9 && family_of(f, 5) == 5, "what nobody knows changes nothing");
    add(f, region.arena, FRENCH, 300, 0, 2);
    check(family_of(f, 2) == 0, "a story that was merged is the other one");
    families_close(f);
    region_close(&region);
}

static void test_ageing(void)
{
    struct region region = test_region();
    struct families *f = families_open();
    add(f, region.arena, ENGLISH, 100, 0, 0);
    add(f, region.arena, RUSSIAN, 900, 0, 1);
    clock_t from = clock();
    for (uint32_t i = 0; i < FAMILY_HELD; i++)
        add(f, region.arena, i % 2 ? RUSSIAN : ENGLISH, 1000 + i % 5000, 0, 2 + i % 1000);
    check(clock() - from < 60 * CLOCKS_PER_SEC, "sixty thousand articles that are much alike take no long time");
    add(f, region.arena, RUSSIAN, 100, 0, 5000);
    check(family_of(f, 5000) == 5000, "what is too old is met no more");
    families_close(f);
    region_close(&region);
}

/* The article whose place a new one takes is still in the chains. */
static void test_just_too_old(void)
{
    struct region region = test_region();
    struct families *f = families_open();
    add(f, region.arena, ENGLISH, 100, 0, 0);
    add(f, region.arena, RUSSIAN, 900, 0, 1);
    for (uint32_t i = 2; i < FAMILY_HELD; i++)
        add(f, region.arena, ENGLISH, 1000 + i % 5000, 0, i);
    check(add(f, region.arena, RUSSIAN, 100, 0, FAMILY_HELD) == 0 && family_of(f, FAMILY_HELD) == FAMILY_HELD,
          "an article that is just too old is not met");
    families_close(f);
    region_close(&region);
}

int main(void)
{
    test_meet();
    test_first_language_is_held();
    test_moves();
    test_ageing();
    test_just_too_old();
    return tap_end();
}
