#include "group/stories.h"

#include <time.h>

#include "group/likeness.h"
#include "pile.h"

static struct stories group(struct pile *pile)
{
    return stories_group(&pile->keep.arena, pile->scratch.arena, pile->at, pile->count, LIKENESS_LEAST);
}

/* ---- a bridge, a strike and a comet: four reports of each ---- */

static const struct { const char *title; int day; const char *text; } news[] = {
    { "Bridge over the Tamsel collapses, three missing", 20240611,
      "A road bridge over the river Tamsel near Orlenburg collapsed on Tuesday morning, and three people are "
      "missing, police said.\nTwo lorries and a van fell into the water when the middle span of the 58-year-old "
      "bridge gave way at about 6:40 a.m.\nRescue divers pulled four people out alive. Governor Halina Drost spoke "
      "of a black day for the valley." },
    { "Divers search the Tamsel after bridge gives way", 20240611,
      "Divers were searching the Tamsel on Tuesday for three people who have been missing since the Orlenburg "
      "bridge broke apart in the morning rush.\nFour survivors were taken to hospital. Inspectors had rated the span "
      "poor in 2021, engineer Pavel Rusk told the local radio.\nGovernor Halina Drost closed two more bridges of the "
      "same make." },
    { "Orlenburg mourns bridge victims", 20240612,
      "The bodies of two lorry drivers were recovered from the Tamsel on Wednesday, a day after the bridge at "
      "Orlenburg fell.\nA third person, the driver of a van, is still missing. Prosecutors opened an inquiry into the "
      "upkeep of the bridge, which inspectors called poor three years ago.\nHalina Drost, the governor, laid flowers "
      "at the river." },
    { "Why did the Orlenburg bridge fall?", 20240613,
      "Rust in the cables of the middle span may have brought down the bridge over the Tamsel, an engineer who "
      "examined it said on Thursday.\nPavel Rusk found the damage in 2021. The bridge at Orlenburg collapsed on "
      "Tuesday with two lorries and a van on it; two drivers are dead and one is missing." },

    { "Pilots of Nordavia walk out for two days", 20240611,
      "Pilots of the airline Nordavia began a two-day strike on Tuesday after talks on pay broke down, and more than "
      "300 flights were cancelled.\nThe pilots' union Cockpit North wants nine percent more; the airline offers "
      "four.\nChief executive Bo Lindqvast called the strike out of all proportion." },
    { "Nordavia strike grounds 300 flights", 20240611,
      "Some 40,000 travellers were stranded on Tuesday as Nordavia pilots stopped work in a row over pay.\nThe airline "
      "struck 310 flights from its plan for the two days. Cockpit North said members would return to work on Thursday, "
      "but did not rule out further strikes.\nBo Lindqvast, who leads Nordavia, offered new talks." },
    { "Nordavia and pilots go back to the table", 20240612,
      "On the second day of the pilots' strike at Nordavia both sides agreed to meet again on Friday.\nCockpit North "
      "had demanded a rise of nine percent. Chief executive Bo Lindqvast is ready to go beyond four, the airline "
      "said. More than 300 flights were cancelled on Tuesday and Wednesday." },
    { "Strike at Nordavia: what passengers can ask for", 20240612,
      "Passengers of Nordavia whose flight is cancelled because of the pilots' strike can choose between a refund "
      "and another flight.\nThe walkout, called by Cockpit North over pay, ends on Wednesday night. About 40,000 "
      "people are affected, according to the airline." },

    { "Comet Oduya to be seen with the naked eye", 20240612,
      "Comet Oduya will be bright enough to be seen without a telescope this weekend, astronomers at the Sulimar "
      "observatory say.\nThe comet, discovered in 2022 by Grace Oduya, passes the sun on Saturday at a distance of "
      "70 million kilometres.\nLook low in the west, an hour after sunset." },
    { "How to spot comet Oduya", 20240612,
      "An hour after sunset, low in the western sky: that is where comet Oduya can be found from Friday on.\nIts tail "
      "is as long as four full moons, the Sulimar observatory said. Grace Oduya found it two years ago on a plate "
      "that had been taken for something else." },
    { "A visitor that comes every 4,000 years", 20240613,
      "Comet Oduya last passed the sun when the pyramids were young. It comes back on Saturday, and it can be seen "
      "with the naked eye in the evening.\nGrace Oduya, who discovered the comet in 2022 at the Sulimar observatory, "
      "calls it the luck of a lifetime." },
    { "Sulimar observatory opens its doors for the comet", 20240613,
      "The Sulimar observatory expects thousands of visitors at the weekend, when comet Oduya is at its "
      "brightest.\nGrace Oduya, who gave it her name, will speak on Saturday evening. The tail of the comet has grown "
      "to the length of four moons." },
};
enum { NEWS = sizeof news / sizeof *news };

static void add_news(struct pile *pile, size_t i)
{
    pile_add(pile, span_of(news[i].title), news[i].day, span_of(news[i].text));
}

static void test_three_events(void)
{
    struct pile pile;
    pile_open(&pile);
    for (size_t i = 0; i < NEWS; i++)
        add_news(&pile, i);
    struct stories stories = group(&pile);
    check(stories.count == 3, "twelve reports of three events are three stories");
    bool right = true;
    for (size_t i = 0; i < NEWS; i++)
        right &= stories.of[i] == i / 4;
    check(right, "each with its four reports, numbered by first coming");
    pile_close(&pile);
}

static void test_shuffled(void)
{
    bool same = true;
    for (size_t step = 1; step < NEWS; step++) {
        struct pile pile;
        pile_open(&pile);
        size_t from = step * 5 % NEWS, stride = step % 2 ? 5 : 7;
        for (size_t i = 0; i < NEWS; i++)
            add_news(&pile, (from + i * stride) % NEWS);
        struct stories stories = group(&pile);
        for (size_t i = 0; i < NEWS; i++)
            for (size_t k = 0; k < i; k++) {
                size_t x = (from + i * stride) % NEWS, y = (from + k * stride) % NEWS;
                same &= (stories.of[i] == stories.of[k]) == (x / 4 == y / 4);
            }
        pile_close(&pile);
    }
    check(same, "the order in which they come does not matter");
}

static void test_few(void)
{
    for (size_t event = 0; event < 3; event++) {
        struct pile pile;
        pile_open(&pile);
        for (size_t i = 0; i < 4; i++)
            add_news(&pile, event * 4 + i);
        check(group(&pile).count == 1, "four reports of one event are one story, with nothing to hold them against");
        pile_close(&pile);
    }
    bool apart = true, together = true;
    for (size_t i = 0; i < NEWS; i++)
        for (size_t k = 0; k < i; k++) {
            struct pile pile;
            pile_open(&pile);
            add_news(&pile, i);
            add_news(&pile, k);
            bool one = group(&pile).count == 1;
            apart &= !one || i / 4 == k / 4;
            together &= one || i / 4 != k / 4;
            pile_close(&pile);
        }
    check(apart, "two reports of two events are two stories");
    check(together, "two reports of one event are one story");
}

/* ---- traps ---- */

static void test_twins(void)
{
    struct pile pile;
    pile_open(&pile);
    pile_add(&pile, SPAN("Fire guts warehouse in Velmora"), 20240304, SPAN(
        "A fire destroyed a furniture warehouse in Velmora on Monday night. Eighty firefighters fought the flames "
        "until dawn; nobody was hurt.\nFire chief Anton Beyle said a welding torch was the likely cause. The owner, "
        "Castrel Interiors, put the damage at two million."));
    pile_add(&pile, SPAN("Velmora warehouse burns down"), 20240305, SPAN(
        "Castrel Interiors lost its Velmora warehouse to a fire on Monday night. The blaze was put out at dawn by "
        "eighty firefighters.\nNobody was hurt. Anton Beyle, the fire chief, suspects a welding torch."));
    pile_add(&pile, SPAN("Two injured in warehouse fire in Quill Harbor"), 20240304, SPAN(
        "Two firefighters were injured in a fire that destroyed a paint warehouse in Quill Harbor on Monday "
        "night.\nThe flames were out by dawn. Fire chief Roberta Nance said lightning struck the roof of the building, "
        "which belongs to Osprey Coatings."));
    pile_add(&pile, SPAN("Quill Harbor: lightning sets paint store ablaze"), 20240305, SPAN(
        "Lightning set fire to a paint warehouse of Osprey Coatings in Quill Harbor on Monday night, fire chief "
        "Roberta Nance said.\nTwo firefighters were injured before the blaze was out at dawn."));
    struct stories s = group(&pile);
    check(s.count == 2 && s.of[0] == s.of[1] && s.of[2] == s.of[3], "two fires of one night in two towns are two stories");
    pile_close(&pile);
}

static void test_anniversary(void)
{
    struct pile pile;
    pile_open(&pile);
    for (size_t i = 0; i < 4; i++)
        add_news(&pile, i);
    pile_add(&pile, SPAN("Orlenburg remembers"), 20250611, SPAN(
        "A year after the bridge over the Tamsel collapsed, several hundred people gathered in Orlenburg on Wednesday "
        "and rang the bells at 6:40 a.m.\nThree people died on that day in June. A memorial by the sculptor Ida "
        "Wennick was unveiled; the families asked for silence instead of speeches.\nThe new bridge is to open in "
        "autumn."));
    pile_add(&pile, SPAN("Memorial for bridge victims unveiled"), 20250611, SPAN(
        "Ida Wennick's memorial of three steel ropes was unveiled in Orlenburg on Wednesday, the anniversary of the "
        "collapse of the Tamsel bridge.\nSeveral hundred people rang bells. Speeches there were none, as the families "
        "of the three dead had wished."));
    struct stories s = group(&pile);
    check(s.count == 2 && s.of[0] == s.of[3] && s.of[4] == s.of[5] && s.of[0] != s.of[4],
          "an anniversary is another story than the event");
    pile_close(&pile);
}

static size_t add_weather(struct pile *pile, const char *town, const char *sky, int day, int low, int high, int wind)
{
    struct arena *keep = &pile->keep.arena;
    struct span title = arena_printf(keep, "The weather in %s", town);
    struct span text = arena_printf(keep,
        "In %s it will be %s today. In the morning the air will have %d degrees, in the afternoon up to %d.\n"
        "The wind blows at %d kilometres an hour. The chance of rain is %d percent.\n"
        "Tonight the sky over %s clears and the temperature falls to %d degrees.\n",
        town, sky, low, high, wind, low * 7 % 90, town, low - 3);
    return pile_add(pile, title, day, text);
}

static void test_weather(void)
{
    struct pile pile;
    pile_open(&pile);
    add_weather(&pile, "Velmora", "cloudy", 20240304, 4, 11, 18);
    add_weather(&pile, "Quill Harbor", "sunny", 20240304, 9, 17, 31);
    add_weather(&pile, "Orlenburg", "foggy", 20240304, 1, 6, 5);
    add_weather(&pile, "Port Ellery", "wet", 20240304, 7, 12, 44);
    struct stories s = group(&pile);
    check(s.count == 4, "the same form filled in for four towns is four stories");
    pile_close(&pile);
}

static void test_round_up(void)
{
    struct pile pile;
    pile_open(&pile);
    for (size_t i = 0; i < 8; i++)
        add_news(&pile, i);
    struct buffer text = buffer_in(&pile.keep.arena);
    buffer_reserve(&text, 4000);
    buffer_text(&text, news[0].text);
    buffer_byte(&text, '\n');
    buffer_text(&text, news[4].text);
    pile_add(&pile, SPAN("The day in brief"), 20240611, buffer_span(&text));
    struct stories s = group(&pile);
    check(s.of[0] == s.of[3] && s.of[4] == s.of[7] && s.of[0] != s.of[4], "a round-up does not join what it holds");
    pile_close(&pile);
}

static void test_copies_join(void)
{
    struct pile pile;
    pile_open(&pile);
    for (size_t i = 0; i < NEWS; i++)
        add_news(&pile, i);
    size_t reprint = pile_add(&pile, SPAN("Untitled"), 0, span_of(news[2].text));
    struct stories s = group(&pile);
    check(s.of[reprint] == s.of[2] && s.count == 3, "a reprint is of its original's story");
    pile_close(&pile);
}

/* ---- edges ---- */

static void test_edges(void)
{
    struct pile pile;
    pile_open(&pile);
    check(group(&pile).count == 0, "no reports, no stories");
    add_news(&pile, 0);
    struct stories one = group(&pile);
    check(one.count == 1 && one.of[0] == 0, "one report, one story");
    pile_add(&pile, SPAN(""), 0, SPAN(""));
    pile_add(&pile, SPAN(""), 0, SPAN(""));
    pile_add(&pile, SPAN("?"), 0, SPAN("... -- !?"));
    pile_add(&pile, SPAN(""), 0, SPAN("\xff\xfe \x80\n\xc3"));
    pile_add(&pile, SPAN(""), 0, SPAN("The of and."));
    check(group(&pile).count == pile.count, "what says nothing is a story of its own");
    struct stories none = stories_group(&pile.keep.arena, pile.scratch.arena, pile.at, pile.count, LIKENESS_LEAST);
    check(none.count == pile.count, "without known copies as well");
    pile_close(&pile);
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void test_identical(void)
{
    struct pile pile;
    pile_open(&pile);
    for (int i = 0; i < 1000; i++)
        add_news(&pile, 0);
    add_news(&pile, 5);
    double from = seconds();
    struct stories none = stories_group(&pile.keep.arena, pile.scratch.arena, pile.at, pile.count, LIKENESS_LEAST);
    struct stories known = group(&pile);
    check(seconds() - from < 10, "a thousand equal reports are grouped soon");
    check(none.count == 2 && known.count == 2, "and are one story");
    pile_close(&pile);
}

static void test_long(void)
{
    struct pile pile;
    pile_open(&pile);
    for (uint64_t i = 0; i < 3; i++)
        pile_add(&pile, SPAN(""), 0, made_up_words(&pile.keep.arena, i, 100000));
    struct buffer same = buffer_in(&pile.keep.arena);
    buffer_reserve(&same, 400000);
    for (int i = 0; i < 50000; i++)
        buffer_text(&same, "again ");
    pile_add(&pile, SPAN(""), 0, buffer_span(&same));
    double from = seconds();
    check(group(&pile).count == 4, "reports as long as books that have nothing in common stay apart");
    check(seconds() - from < 10, "and take no long time");
    pile_close(&pile);
}

int main(void)
{
    test_three_events();
    test_shuffled();
    test_few();
    test_twins();
    test_anniversary();
    test_weather();
    test_round_up();
    test_copies_join();
    test_edges();
    test_identical();
    test_long();
    return tap_end();
}
