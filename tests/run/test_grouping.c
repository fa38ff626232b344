/* Grouping that was written down goes on as if it had never stopped; what was set right by hand stays so. */
#include "run/grouping.h"

#include <string.h>

#include "base/hash.h"
#include "tap.h"

enum { ARTICLES_MAX = 1 << 14, BAG_TERMS = 256 };

/* ---- made-up bags ---- */

static void fill(struct bag *bag, uint32_t subject, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to && bag->count < BAG_TERMS; i++)
        bag->at[bag->count++] = (struct bag_term){ .number = term_number(hash_mix(subject, i), 0), .count = 1,
                                                   .share = 0.001f };
    bag->words = bag->count;
}

/* What the subject is in any language. */
static void bridge(struct bag *bag, uint32_t subject)
{
    for (uint32_t i = 0; i < 10; i++)
        bag->bridges[bag->bridge_count++] = (struct bag_term){ .number = term_number(hash_mix(~(uint64_t)subject, i), 0),
                                                               .count = 1, .share = 0.001f, .inside = 1 };
}

static struct bag empty_bag(struct arena *keep, uint16_t language)
{
    return (struct bag){ .at = arena_new(keep, struct bag_term, BAG_TERMS),
                         .bridges = arena_new(keep, struct bag_term, 16), .language = language };
}

/* Most of the words of a subject in one of several languages, and some that nobody else has. */
static struct bag on_subject(struct arena *keep, uint32_t subject, uint16_t language, uint32_t article)
{
    struct bag bag = empty_bag(keep, language);
    for (uint32_t i = 0; i < 40; i++)
        if (hash_mix(article, i) % 4)
            fill(&bag, subject * 8 + language, i, i + 1);
    fill(&bag, 1000000 + article, 0, 20);
    bridge(&bag, subject);
    return bag;
}

/* Subjects that come and go, in three languages; some are told by halves first, some are twins that part later. */
static struct bag article_of(struct arena *keep, uint32_t i)
{
    uint32_t age = i / 60, subject = age + (uint32_t)(hash_mix(i, 1) % 12);
    if (hash_mix(i, 2) % 5 == 0) {
        struct bag bag = empty_bag(keep, 1);
        uint32_t round = i % 60 / 20;
        fill(&bag, 50000 + subject, round == 1 ? 30 : 0, round == 0 ? 30 : 60);
        return bag;
    }
    if (hash_mix(i, 2) % 5 == 1) {
        struct bag bag = empty_bag(keep, 1);
        fill(&bag, 70000 + age, 0, 14);
        fill(&bag, 80000 + 2 * age + i % 2, 0, 30);
        return bag;
    }
    return on_subject(keep, subject, (uint16_t)(1 + hash_mix(i, 3) % 3), i);
}

/* ---- images in memory ---- */

struct image { char *at; size_t len, read; struct region region; };

static struct image open_image(void)
{
    struct image image = { .region = region_open((size_t)1 << 26) };
    image.at = arena_take_raw(&image.region.arena, 1, 1, ((size_t)1 << 26) - 64);
    image.region.size -= 64;
    return image;
}

static void close_image(struct image *image)
{
    image->region.size += 64;
    region_close(&image->region);
}

static bool write_image(void *context, const void *bytes, size_t length)
{
    struct image *image = context;
    if (image->region.size - image->len < length)
        return false;
    memcpy(image->at + image->len, bytes, length);
    image->len += length;
    return true;
}

static bool read_image(void *context, void *bytes, size_t length)
{
    struct image *image = context;
    if (image->len - image->read < length)
        return false;
    memcpy(bytes, image->at + image->read, length);
    image->read += length;
    return true;
}

static void save(const struct grouping *g, struct image *image)
{
    image->len = image->read = 0;
    if (!grouping_save(g, write_image, image))
        check(false, "the state is written");
}

static struct grouping *restore(struct image *image)
{
    struct syn_error error;
    image->read = 0;
    return grouping_restore(read_image, image, &error);
}

/* ---- what its user knows ---- */

struct watch {
    struct region keep;
    struct grouping *g;
    uint32_t story_of[ARTICLES_MAX], count;
    uint32_t how[4];
    uint64_t hash;               /* of all that was said */
    bool sane;                   /* `was` was so each time */
};

static struct watch *open_watch(uint32_t window)
{
    struct region keep = region_open((size_t)1 << 29);
    struct watch *w = arena_new(&keep.arena, struct watch, 1);
    struct grouping_settings settings = { .window = window };
    w->keep = keep;
    w->sane = true;
    w->g = grouping_open(&settings);
    return w;
}

static void close_watch(struct watch *w)
{
    struct region keep = w->keep;
    grouping_close(w->g);
    region_close(&keep);
}

static void take(struct watch *w, struct placings placings)
{
    for (size_t i = 0; i < placings.count; i++) {
        struct placing p = placings.at[i];
        bool is_new = p.article == w->count;
        w->count += is_new;
        w->sane = w->sane && p.article < w->count && (is_new ? p.how == PLACED_NEW && p.was == p.story
                                                             : p.was == w->story_of[p.article] && p.was != p.story);
        w->story_of[p.article] = p.story;
        w->how[p.how]++;
        w->hash = hash_mix(w->hash, hash_mix(hash_mix(p.article, p.story), hash_mix(p.was, p.how)));
    }
}

static uint32_t add(struct watch *w, struct bag bag, double day)
{
    take(w, grouping_add(w->g, &bag, day, day > 0));
    return w->story_of[w->count - 1];
}

/* Articles [from, to) of the made-up stream; saved and restored after every `stop` of them (0: never). */
static void go_on(struct watch *w, uint32_t from, uint32_t to, uint32_t stop)
{
    struct image image = open_image();
    for (uint32_t i = from; i < to; i++) {
        struct region passing = region_open(1 << 20);
        add(w, article_of(&passing.arena, i), 20000 + i / 100);
        region_close(&passing);
        if (!stop || i % stop)
            continue;
        save(w->g, &image);
        grouping_close(w->g);
        w->g = restore(&image);
    }
    close_image(&image);
}

static void settle(struct watch *w) { take(w, grouping_settle(w->g)); }

static bool agrees(const struct watch *w)
{
    for (uint32_t i = 0; i < w->count; i++)
        if (grouping_story_of(w->g, i) != w->story_of[i])
            return false;
    return true;
}

/* ---- written down ---- */

enum { LONG = 3000, WINDOW = 700 };

static void test_goes_on(void)
{
    struct watch *never = open_watch(WINDOW);
    go_on(never, 0, LONG, 0);
    settle(never);
    check(never->sane && agrees(never), "what was said each time holds of what was said before");
    check(never->how[PLACED_MOVED] && never->how[PLACED_SPLIT] && never->how[PLACED_MERGED],
          "reports move, stories merge and split");
    check(grouping_counts(never->g).articles_held < LONG / 2, "and leave memory");
    static const uint32_t stops[] = { 61, 256, 1000 };
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        struct watch *often = open_watch(WINDOW);
        go_on(often, 0, LONG, stops[i]);
        settle(often);
        check(often->hash == never->hash && agrees(often), "one that was stopped and taken up again says the same");
        close_watch(often);
    }
    struct watch *once = open_watch(WINDOW);
    go_on(once, 0, 1000, 0);
    go_on(once, 1000, 1080, 1);
    go_on(once, 1080, 2000, 0);
    settle(once);
    go_on(once, 2000, 2600, 300);
    struct watch *other = open_watch(WINDOW);
    go_on(other, 0, 2000, 0);
    settle(other);
    go_on(other, 2000, 2600, 0);
    check(once->hash == other->hash, "also after every article, and where all was looked at in between");
    close_watch(once);
    close_watch(other);
    close_watch(never);
}

static void test_same_bytes(void)
{
    struct image first = open_image(), second = open_image();
    struct watch *w = open_watch(WINDOW);
    save(w->g, &first);
    struct grouping *empty = restore(&first);
    check(empty && grouping_counts(empty).articles == 0, "nothing is written down and taken up, too");
    grouping_close(empty);
    go_on(w, 0, 1500, 0);
    save(w->g, &first);
    struct grouping *g = restore(&first);
    save(g, &second);
    check(first.len == second.len && memcmp(first.at, second.at, first.len) == 0, "the same state is the same bytes");
    grouping_close(g);
    close_watch(w);
    close_image(&first);
    close_image(&second);
}

/* ---- damaged images ---- */

static void test_damage(void)
{
    struct image image = open_image(), other = open_image();
    struct watch *w = open_watch(WINDOW);
    uint32_t taken = 0;
    go_on(w, 0, 600, 0);
    save(w->g, &image);
    for (uint32_t i = 0; i < 60; i++) {
        size_t at = i < 20 ? i * 3 : hash_mix(i, 7) % image.len;
        image.at[at] ^= (char)(1 << i % 8);
        struct grouping *g = restore(&image);
        taken += g != NULL;
        grouping_close(g);
        image.at[at] ^= (char)(1 << i % 8);
    }
    check(taken == 0, "an image with a bit of it changed is turned down");
    size_t whole = image.len;
    for (uint32_t i = 0; i < 40; i++) {
        image.len = i < 16 ? i * 5 : hash_mix(i, 9) % whole;
        struct grouping *g = restore(&image);
        taken += g != NULL;
        grouping_close(g);
    }
    image.len = whole;
    check(taken == 0, "and one that was cut");
    go_on(w, 600, 900, 0);
    save(w->g, &other);
    check(image.len > IMAGE_FRAME + 4096 && other.len > image.len, "images are of several frames");
    memcpy(image.at + IMAGE_FRAME + 16, other.at + IMAGE_FRAME + 16, whole - IMAGE_FRAME - 16);
    check(restore(&image) == NULL, "and one that was put together of two");
    struct syn_error error;
    other.len = other.read = 0;
    check(!grouping_restore(read_image, &other, &error) && error.status == SYN_BAD_FORMAT && error.text[0],
          "none at all is none, and it is said");
    close_watch(w);
    close_image(&image);
    close_image(&other);
}

/* ---- by hand ---- */

/* Reports on a subject in a language; the number of the last one. */
static uint32_t tell_of(struct watch *w, uint32_t subject, uint16_t language, uint32_t reports)
{
    for (uint32_t i = 0; i < reports; i++) {
        struct region passing = region_open(1 << 20);
        add(w, on_subject(&passing.arena, subject, language, 500000 + w->count), 20000 + w->count / 100);
        region_close(&passing);
    }
    return w->count - 1;
}

enum { MUCH = 1500 };

/* Much else comes, and all is looked at once more. */
static void much_else(struct watch *w, uint32_t from)
{
    go_on(w, from, from + MUCH, from % 2 ? 555 : 0);
    settle(w);
}

static void test_merge(uint32_t window)
{
    struct watch *w = open_watch(window);
    uint32_t a = tell_of(w, 9001, 1, 5), b = tell_of(w, 9002, 1, 4);
    uint32_t first = w->story_of[a], second = w->story_of[b];
    check(first != second, "two subjects are two stories");
    if (window)
        go_on(w, 0, 2 * window, 0);
    take(w, grouping_merge(w->g, first, second));
    check(w->story_of[0] == second && w->story_of[a] == second && agrees(w), "they are one by hand, by the name asked for");
    check(grouping_is_fixed(w->g, second), "which is fixed");
    much_else(w, 5001);
    uint32_t apart = 0;
    for (uint32_t i = 0; i <= b; i++)
        apart += w->story_of[i] != second;
    check(apart == 0 && agrees(w), "and stay so, whatever comes");
    uint32_t left[5] = { 0, 1, 2, 3, 4 };
    take(w, grouping_move(w->g, left, 5, first));
    apart = 0;
    for (uint32_t i = 0; i < 5; i++)
        apart += w->story_of[i] != first;
    check(apart == 0 && w->story_of[b] == second && agrees(w), "taken back, the first lives again under its number");
    much_else(w, 10000);
    check(w->story_of[0] == first && w->story_of[4] == first && w->story_of[b] == second, "for good");
    check(w->sane, "all of this was said as it was");
    close_watch(w);
}

static void test_split(uint32_t window)
{
    struct watch *w = open_watch(window);
    uint32_t last = tell_of(w, 9003, 1, 12), whole = w->story_of[last], parted;
    check(w->story_of[0] == whole, "a subject is one story");
    if (window)
        go_on(w, 0, 2 * window, 0);
    uint32_t articles[] = { 7, 3, 5, 3 };
    take(w, grouping_split(w->g, articles, 4, &parted));
    check(parted != whole && w->story_of[3] == parted && w->story_of[5] == parted && w->story_of[7] == parted
          && w->story_of[4] == whole && agrees(w), "some reports are a story of their own by hand");
    check(grouping_is_fixed(w->g, whole) && grouping_is_fixed(w->g, parted), "both are fixed");
    much_else(w, 5000);
    uint32_t wrong = 0;
    for (uint32_t i = 0; i <= last; i++)
        wrong += w->story_of[i] != (i == 3 || i == 5 || i == 7 ? parted : whole);
    check(wrong == 0 && w->sane, "and stay so");
    if (!window) {
        uint32_t next = tell_of(w, 9003, 1, 1);
        check(w->story_of[next] == whole || w->story_of[next] == parted, "new reports join one of the two");
        struct placings none = grouping_move(w->g, &next, 1, w->story_of[next]);
        check(none.count == 0, "who is there already is not moved");
    }
    close_watch(w);
}

static void test_release(void)
{
    struct watch *w = open_watch(0);
    uint32_t last = tell_of(w, 9004, 1, 6), whole = w->story_of[last], parted, articles[] = { 1, 2 };
    take(w, grouping_split(w->g, articles, 2, &parted));
    grouping_fix(w->g, parted, false);
    much_else(w, 5000);
    check(w->story_of[1] == parted, "what is parted stays so while one of the two is fixed");
    grouping_fix(w->g, whole, false);
    check(!grouping_is_fixed(w->g, whole) && !grouping_is_fixed(w->g, parted), "both are released");
    tell_of(w, 9004, 1, 300);
    settle(w);
    check(w->story_of[1] == w->story_of[0] && w->sane && agrees(w), "then the program may put them together again");
    close_watch(w);
}

static void test_move(void)
{
    struct watch *w = open_watch(0);
    uint32_t a = tell_of(w, 9005, 1, 6), b = tell_of(w, 9006, 1, 6);
    uint32_t first = w->story_of[a], second = w->story_of[b], all[6] = { 0, 1, 2, 3, 4, 5 };
    take(w, grouping_move(w->g, &a, 1, second));
    check(w->story_of[a] == second && w->story_of[0] == first, "a report is moved");
    take(w, grouping_move(w->g, all, 6, second));
    check(w->story_of[0] == second && agrees(w), "and all of a story");
    uint32_t next = tell_of(w, 9005, 1, 1);
    check(w->story_of[next] == second, "new reports like them find it there");
    take(w, grouping_move(w->g, all, 5, first));
    much_else(w, 5000);
    check(w->story_of[0] == first && w->story_of[a] == second && w->story_of[next] == second && w->sane,
          "what is left behind stays");
    close_watch(w);
}

/* ---- over languages ---- */

static void test_languages(void)
{
    struct watch *w = open_watch(0);
    uint32_t a = tell_of(w, 9010, 1, 4), b = tell_of(w, 9010, 2, 4);
    check(w->story_of[a] == w->story_of[b], "two languages are one story");
    uint32_t story = w->story_of[a], parted, articles[] = { 4, 5, 6, 7 };
    take(w, grouping_split(w->g, articles, 4, &parted));
    check(w->story_of[b] == parted && w->story_of[a] == story, "until they are parted by hand");
    uint32_t c = tell_of(w, 9010, 3, 1), found = w->story_of[c];
    check(found == story || found == parted, "a new report in a third language may join");
    tell_of(w, 9010, 2, 20);
    tell_of(w, 9010, 1, 20);
    much_else(w, 5000);
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < 8; i++)
        wrong += w->story_of[i] != (i < 4 ? story : parted);
    check(wrong == 0 && w->sane, "they are not joined again");
    check(w->story_of[c] == found && agrees(w), "and the new one is kept as they are");
    close_watch(w);
}

/* ---- late ones ---- */

static void test_late(void)
{
    struct watch *w = open_watch(300);
    struct region keep = test_region();
    tell_of(w, 9020, 1, 5);
    uint32_t story = w->story_of[0];
    check(w->story_of[4] == story, "five reports are a story");
    go_on(w, 0, 1000, 0);
    struct bag late = on_subject(&keep.arena, 9020, 1, 777), other = on_subject(&keep.arena, 9021, 1, 778);
    add(w, late, 20000);
    uint32_t article = w->count - 1, alone = w->story_of[article];
    check(alone != story && grouping_is_alone(w->g, article), "a late one founds a story where its own left memory");
    struct bag bags[5];
    struct dated_bag reports[5], report = { &late, 20000, true }, stranger = { &other, 20000, true };
    for (uint32_t i = 0; i < 5; i++) {
        bags[i] = on_subject(&keep.arena, 9020, 1, 500000 + i);
        reports[i] = (struct dated_bag){ &bags[i], 20000, true };
    }
    check(grouping_resembles(w->g, &report, reports, 5) > 0.1, "it is like the five");
    check(!(grouping_resembles(w->g, &stranger, reports, 5) > 0), "another one is not");
    check(!(grouping_resembles(w->g, &report, reports, 0) > 0), "nothing is like no reports");
    take(w, grouping_join_late(w->g, article, story));
    check(w->story_of[article] == story && agrees(w) && !grouping_is_fixed(w->g, story), "it joins, and nothing is fixed");
    check(grouping_join_late(w->g, article, w->story_of[20]).count == 0, "who is not alone stays");
    much_else(w, 5000);
    check(w->story_of[article] == story && w->sane, "so it stays");
    close_watch(w);
    region_close(&keep);
}

static void test_puts(void)
{
    struct watch *w = open_watch(0);
    uint32_t a = tell_of(w, 9030, 1, 4), story = w->story_of[a];
    grouping_put(w->g, a, story + 10);
    check(grouping_story_of(w->g, a) == story + 10 && grouping_story_of(w->g, 0) == story, "an article is where a log has it");
    grouping_put(w->g, a, story);
    check(grouping_story_of(w->g, a) == story, "also back again");
    check(!grouping_is_fixed(w->g, story) && !grouping_is_fixed(w->g, story + 10), "and nothing is fixed");
    uint32_t b = tell_of(w, 9031, 1, 1);
    check(w->story_of[b] > story + 10, "no number is given twice");
    close_watch(w);
}

int main(void)
{
    test_goes_on();
    test_same_bytes();
    test_damage();
    test_merge(0);
    test_merge(400);
    test_split(0);
    test_split(400);
    test_release();
    test_move();
    test_languages();
    test_late();
    test_puts();
    return tap_end();
}
