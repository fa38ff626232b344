/* Sets that nobody means well with: each is grouped, soon, and without harm to others. */
#include <time.h>

#include "group/likeness.h"
#include "group/stories.h"
#include "pile.h"

static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

static struct stories group(struct pile *pile)
{
    return stories_group(&pile->keep.arena, pile->scratch.arena, pile->at, pile->count, LIKENESS_LEAST);
}

/* Adds a report without annotations, which grouping does without. */
static void add(struct pile *pile, struct span title, struct span text)
{
    struct report *r = arena_new(&pile->keep.arena, struct report, 1);
    r->article = (struct article){ .title = title, .text = text, .language = SPAN("en") };
    r->article.blocks = pile_blocks(&pile->keep.arena, &r->article);
    pile->at[pile->count++] = r;
}

/* Two reports of one event, which must stay one story whatever comes beside them: they are the first. */
static void add_pair(struct pile *pile)
{
    add(pile, SPAN("Lock gate bursts on the Wendel canal"), SPAN(
        "A lock gate burst on the Wendel canal near Tarrowby on Friday, and four barges were washed downstream.\n"
        "Lock keeper Petra Holm said the hinges were of 1911. Nobody was hurt."));
    add(pile, SPAN("Four barges adrift after lock gate bursts in Tarrowby"), SPAN(
        "Four barges drifted down the Wendel canal on Friday after the gate of the Tarrowby lock had burst.\n"
        "The hinges dated from 1911, said Petra Holm, who keeps the lock."));
}

static bool pair_stands(const struct stories *s, size_t count)
{
    for (size_t i = 2; i < count; i++)
        if (s->of[i] == s->of[0])
            return false;
    return s->of[0] == s->of[1];
}

static void test_equal(void)
{
    struct pile pile;
    pile_open(&pile);
    add_pair(&pile);
    for (int i = 0; i < 3000; i++)
        add(&pile, SPAN("Goose wins the county fair"), SPAN("A goose named Bartholda won the fair in Ossering."));
    double from = seconds();
    struct stories s = group(&pile);
    check(seconds() - from < 30, "three thousand equal texts are grouped soon");
    check(s.count == 2 && pair_stands(&s, pile.count), "and are one story");
    pile_close(&pile);
}

static void test_million_words(void)
{
    struct pile pile;
    pile_open(&pile);
    add_pair(&pile);
    add(&pile, SPAN("Everything"), made_up_words(&pile.keep.arena, 5, 1000000));
    struct buffer one = buffer_in(&pile.keep.arena);
    buffer_fill(&one, 'x', 8 << 20);
    add(&pile, SPAN(""), buffer_span(&one));
    double from = seconds();
    struct stories s = group(&pile);
    check(seconds() - from < 10, "a report of a million words takes no long time, nor does a word of 8 MB");
    check(s.count == 3 && pair_stands(&s, pile.count), "and both are alone");
    pile_close(&pile);
}

static void test_empty(void)
{
    struct pile pile;
    pile_open(&pile);
    add_pair(&pile);
    for (int i = 0; i < 2000; i++)
        add(&pile, SPAN(""), i % 2 ? SPAN("") : SPAN(" \n\n . \n"));
    struct stories s = group(&pile);
    check(s.count == 2001 && pair_stands(&s, pile.count), "texts that say nothing are each alone");
    pile_close(&pile);
}

static void test_one_headline(void)
{
    struct pile pile;
    pile_open(&pile);
    add_pair(&pile);
    for (uint64_t i = 0; i < 2000; i++)
        add(&pile, SPAN("News from Ossering county today"), made_up_words(&pile.keep.arena, 100 + i, 60));
    double from = seconds();
    struct stories s = group(&pile);
    check(seconds() - from < 60, "two thousand under one headline are grouped soon");
    check(s.count > 1900 && pair_stands(&s, pile.count), "which does not make them one story");
    pile_close(&pile);
}

/* Each shares half of its words with the one before it and the one behind. */
static void test_long_chain(void)
{
    struct pile pile;
    pile_open(&pile);
    add_pair(&pile);
    for (uint64_t i = 0; i < 1500; i++) {
        struct arena *keep = &pile.keep.arena;
        struct span left = made_up_words(keep, 7000 + i, 30), right = made_up_words(keep, 7001 + i, 30);
        add(&pile, SPAN(""), arena_printf(keep, "%.*s\n%.*s", (int)left.len, left.at, (int)right.len, right.at));
    }
    struct stories s = group(&pile);
    uint32_t *sizes = arena_new(&pile.keep.arena, uint32_t, s.count), largest = 0;
    for (size_t i = 0; i < pile.count; i++) {
        uint32_t size = ++sizes[s.of[i]];
        largest = size > largest ? size : largest;
    }
    check(largest < 40 && pair_stands(&s, pile.count), "a chain of fifteen hundred links is no story");
    pile_close(&pile);
}

int main(void)
{
    test_equal();
    test_million_words();
    test_empty();
    test_one_headline();
    test_long_chain();
    return tap_end();
}
