/* tests/run/test_spelling.c -- names that reports write in two ways, and names that are two */
#include <stdlib.h>

#include "run/pile_of.h"

/* The difference in spelling of a name, or NULL. */
static const struct difference *spelling_of(const struct synopsis *s, const char *name)
{
    for (uint32_t i = 0; i < s->difference_count; i++) {
        const struct difference *d = &s->differences[i];
        if (d->label == DIFFERENCE_SPELLING && span_find(d->slot, span_of(name), 0) != SPAN_NONE)
            return d;
    }
    return NULL;
}

#define STORY(name, first, second, third)                                                  \
    static const struct source sources_##name[] = { { "a.txt", first }, { "b.txt", second }, { "c.txt", third } }; \
    struct pile *pile = pile_of(sources_##name, 3);                                        \
    struct synopses all = pile_compare(pile, true);                                        \
    const struct synopsis *s = &all.at[0];                                                 \
    check(all.count == 1, "one story")

static void test_surname(void)
{
    STORY(surname, "Mayor Brigitte Cazenove opened the bridge at Orwick on Monday. Cazenove thanked the workers.\n",
          "The bridge at Orwick was opened by Mayor Brigitte Cazenove on Monday, the town hall said.\n",
          "Mayor Brigitte Cazanove has opened the bridge at Orwick on Monday, and thanked the workers.\n");
    const struct difference *d = spelling_of(s, "Cazenove");
    check(d != NULL, "a letter that is wrong is told");
    if (d) {
        check_text(d->reason, SPAN("“Cazenove” in 2 reports, “Cazanove” in 1"), "with how many write what");
        check(d->count == 3, "each report's way to write it is shown");
        bool placed = true;
        for (uint32_t i = 0; i < d->count; i++)
            placed = placed && span_equal(evidence_words(s, d->values[i].at), d->values[i].value);
        check(placed, "at its place");
    }
    pile_close(pile);
}

static void test_given_name(void)
{
    STORY(given, "Mayor Sebastian Lecomb opened the bridge at Orwick on Monday.\n",
          "The bridge at Orwick was opened by Mayor Sebastian Lecomb on Monday, the town hall said.\n",
          "Mayor Sebastien Lecomb has opened the bridge at Orwick on Monday.\n");
    const struct difference *d = spelling_of(s, "Lecomb");
    check(d && span_equal(d->reason, SPAN("“Sebastian” in 2 reports, “Sebastien” in 1")), "a given name in two ways");
    pile_close(pile);
}

/* What is no difference: a plural of a family, a case ending, another person. */
static void test_none(void)
{
    STORY(none, "Mayor Karl Hansen opened the bridge at Orwick on Monday. Erik Hanson paid for it.\n",
          "The bridge at Orwick was opened by Mayor Karl Hansen on Monday. Erik Hanson did not come.\n",
          "Mayor Karl Hansen has opened the bridge at Orwick on Monday. The Hansens live there.\n");
    check(!spelling_of(s, "Hansen"), "two persons with like names are no difference in spelling");
    pile_close(pile);
}

static void test_declined(void)
{
    STORY(declined, "Мэр Олег Петренков открыл мост в Орвике в понедельник.\n",
          "Мост в Орвике открыт в понедельник мэром Олегом Петренковым, сообщили власти.\n",
          "Мэр Олег Петренков открыл мост в Орвике в понедельник, рассказали у Олега Петренкова.\n");
    check(!spelling_of(s, "Петренков"), "case endings are no difference");
    pile_close(pile);
}

int main(void)
{
    test_surname();
    test_given_name();
    test_none();
    test_declined();
    return tap_end();
}
