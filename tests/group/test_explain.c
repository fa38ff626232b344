#include "group/explain.h"

#include <string.h>

#include "pile.h"

/* A tram, a seed bank and a forger; the first in two languages, and a report in another about something else. */
static const struct { const char *language, *title; int day; const char *text; } news[] = {
    { "en", "Tram leaves the rails in Ostrelund", 20240903,
      "A tram left the rails at the Fiskal bridge in Ostrelund on Tuesday morning, and eleven passengers were hurt.\n"
      "The driver, Maren Vollund, told police that the brakes had failed. The line was closed until evening." },
    { "en", "Eleven hurt as tram derails at Fiskal bridge", 20240903,
      "Eleven people were hurt on Tuesday when a tram derailed in Ostrelund. It came to rest on the Fiskal bridge.\n"
      "Driver Maren Vollund spoke of failed brakes; the tram company doubts that." },
    { "en", "Ostrelund tram: brakes in good order, says company", 20240904,
      "The brakes of the tram that derailed at the Fiskal bridge were in good order, the company said on Wednesday.\n"
      "Maren Vollund, who drove it, had said they failed. Two of the eleven hurt are still in hospital in Ostrelund." },
    { "en", "Seed bank on Harrow island is flooded", 20240904,
      "Sea water has flooded a store of the seed bank on Harrow island, and 2,300 samples are lost.\n"
      "Its keeper, Tobias Renck, said the pumps had stopped in the night. Most samples are held elsewhere too." },
    { "en", "2,300 samples lost in flooded seed bank", 20240905,
      "The seed bank on Harrow island lost 2,300 samples when its pumps stopped and the sea came in.\n"
      "Keeper Tobias Renck hopes that other collections can send new seeds to Harrow island." },
    { "en", "Forger of old maps gets two years", 20240905,
      "A court in Quillon sent the forger Ansel Brude to prison for two years on Thursday.\n"
      "He had sold forty maps as works of the seventeenth century. Brude said he would draw on." },
    { "de", "Straßenbahn in Ostrelund entgleist: elf Verletzte", 20240903,
      "In Ostrelund ist am Dienstag eine Straßenbahn an der Brücke Fiskal entgleist, elf Menschen wurden verletzt.\n"
      "Die Fahrerin Maren Vollund sagte der Polizei, die Bremsen hätten versagt." },
    { "de", "Kürbis wiegt 611 Kilogramm", 20240905,
      "Ein Gärtner aus Lindbach hat einen Kürbis von 611 Kilogramm geerntet.\nMit einem Kran wurde er verladen." }
};
enum { NEWS = sizeof news / sizeof *news, TRAM = 0, SEEDS = 3, FORGER = 5, GERMAN = 6, PUMPKIN = 7 };

static struct stories open_news(struct pile *pile)
{
    pile_open(pile);
    for (size_t i = 0; i < NEWS; i++) {
        size_t number = pile_add(pile, span_of(news[i].title), news[i].day, span_of(news[i].text));
        struct report *report = arena_new(&pile->keep.arena, struct report, 1);
        *report = *pile->at[number];
        report->article.language = span_of(news[i].language);
        pile->at[number] = report;
    }
    return stories_group(&pile->keep.arena, pile->scratch.arena, pile->at, pile->count, LIKENESS_LEAST);
}

static struct explanation explain(struct pile *pile, const struct stories *stories, uint32_t which, uint32_t most)
{
    return explain_report(&pile->keep.arena, pile->scratch.arena, pile->at, pile->count, stories, which,
                          LIKENESS_LEAST, most);
}

static bool inside(struct span whole, struct span part)
{
    return whole.len && part.at >= whole.at && part.at + part.len <= whole.at + whole.len;
}

/* Whether the words stand in the report, and their parts are those of a whole, heaviest first. */
static bool grounds_are_sane(const struct article *article, const struct grounds *g)
{
    double sum = 0;
    bool sane = g->count <= EXPLAIN_WORDS;
    for (uint32_t i = 0; i < g->count; i++) {
        const struct ground *ground = &g->at[i];
        sane = sane && ground->words.len && ground->part > 0 && (!i || ground->part <= g->at[i - 1].part);
        sane = sane && (inside(article->text, ground->words) || inside(article->title, ground->words));
        sum += ground->part;
    }
    return sane && sum <= 1 + 1e-6;
}

static bool names(const struct grounds *g, const char *word)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (span_find(g->at[i].words, span_of(word), 0) != SPAN_NONE)
            return true;
    return false;
}

/* ---- one report ---- */

static void test_reports(void)
{
    struct pile pile;
    struct stories s = open_news(&pile);
    struct explanation e = explain(&pile, &s, TRAM, 5);
    check(s.of[0] == s.of[1] && s.of[1] == s.of[2] && s.of[0] == s.of[GERMAN] && s.of[3] == s.of[4]
          && s.of[0] != s.of[3], "the reports are grouped as was meant");
    uint32_t own = 0;
    bool sorted = true, sane = true, others = false;
    for (uint32_t i = 0; i < e.report_count; i++) {
        const struct grounds *g = &e.reports[i];
        own += g->story == s.of[TRAM];
        others = others || g->story != s.of[TRAM];
        sane = sane && g->report != TRAM && g->story == s.of[g->report]
            && grounds_are_sane(&pile.at[TRAM]->article, g);
        sorted = sorted && (!i || g->bridge > 0 || g[-1].bridge > 0 || g->likeness.score <= g[-1].likeness.score);
    }
    check(own == 3, "all others of its story are named");
    check(sorted && e.report_count >= own, "the most alike first");
    check(sane, "the words stand in the report that is explained; their parts are at most the whole");
    check(e.reports[0].apart == APART_NOT && names(&e.reports[0], "Vollund"), "a name that both hold is among them");
    pile_close(&pile);
}

static void test_stories(void)
{
    struct pile pile;
    struct stories s = open_news(&pile);
    struct explanation e = explain(&pile, &s, TRAM, 5);
    check(e.story_count && e.stories[0].story == s.of[TRAM] && e.stories[0].likeness.score > LIKENESS_LEAST,
          "of the stories the own one is the first");
    check(e.stories[0].likeness.keys > 0 && e.stories[0].likeness.bond >= 0, "its names and its bond are told, too");
    bool once = true;
    for (uint32_t i = 0; i < e.story_count; i++)
        for (uint32_t k = 0; k < i; k++)
            once = once && e.stories[i].story != e.stories[k].story;
    check(once && !e.stories[0].count, "each is named once, without words");
    struct explanation alone = explain(&pile, &s, FORGER, 5);
    bool none = true;
    for (uint32_t i = 0; i < alone.story_count; i++)
        none = none && alone.stories[i].story != s.of[FORGER];
    check(none, "a story without other reports is not held against its only one");
    struct explanation few = explain(&pile, &s, TRAM, 1);
    check(few.report_count <= 2 && few.story_count <= 2, "no more than was asked for");
    struct explanation nothing = explain(&pile, &s, TRAM, 0);
    check(nothing.report_count == 0 && nothing.story_count <= 1, "which may be nothing");
    pile_close(&pile);
}

/* ---- pairs ---- */

static void test_pairs(void)
{
    struct pile pile;
    struct stories s = open_news(&pile);
    struct grounds together = explain_pair(pile.scratch.arena, pile.at, &s, TRAM, 1, LIKENESS_LEAST);
    check(together.apart == APART_NOT && together.report == 1 && together.story == s.of[1] && together.bridge == 0
          && together.count, "two of one story: why they are together");
    struct grounds back = explain_pair(pile.scratch.arena, pile.at, &s, 1, TRAM, LIKENESS_LEAST);
    check(back.likeness.score == together.likeness.score && back.likeness.bond == together.likeness.bond,
          "the same figures from the other side");
    check(grounds_are_sane(&pile.at[1]->article, &back), "with the other's own words");
    struct grounds apart = explain_pair(pile.scratch.arena, pile.at, &s, TRAM, SEEDS, LIKENESS_LEAST);
    check(apart.apart == APART_UNLIKE && apart.story == s.of[SEEDS], "two of two stories: why they are apart");
    struct grounds asked = explain_pair(pile.scratch.arena, pile.at, &s, TRAM, 1, 1);
    check(asked.apart == APART_UNLIKE, "by the likeness that was asked for");
    pile_close(&pile);
}

static void test_languages(void)
{
    struct pile pile;
    struct stories s = open_news(&pile);
    struct grounds g = explain_pair(pile.scratch.arena, pile.at, &s, TRAM, GERMAN, LIKENESS_LEAST);
    check(g.bridge > 0.1 && g.bridge <= 1 + 1e-6, "between languages what stands for any tells");
    check(g.count && grounds_are_sane(&pile.at[TRAM]->article, &g), "in words of the report itself");
    struct grounds other = explain_pair(pile.scratch.arena, pile.at, &s, TRAM, PUMPKIN, LIKENESS_LEAST);
    check(other.bridge < g.bridge, "and less where it is another event");
    struct explanation e = explain(&pile, &s, GERMAN, 5);
    bool meets = false;
    for (uint32_t i = 0; i < e.report_count; i++)
        meets = meets || (e.reports[i].report == TRAM && e.reports[i].story == s.of[GERMAN]);
    check(meets, "a report is shown with those in other languages");
    pile_close(&pile);
}

static void test_empty(void)
{
    struct pile pile;
    pile_open(&pile);
    for (int i = 0; i < 3; i++)
        pile_add(&pile, SPAN(""), 0, SPAN(""));
    struct stories s = stories_group(&pile.keep.arena, pile.scratch.arena, pile.at, 3, LIKENESS_LEAST);
    struct explanation e = explain(&pile, &s, 1, 5);
    check(e.report_count == 0 && e.story_count == 0, "a report without words is like none");
    struct grounds g = explain_pair(pile.scratch.arena, pile.at, &s, 0, 2, LIKENESS_LEAST);
    check(g.count == 0 && g.apart == APART_UNLIKE, "and unlike any");
    pile_close(&pile);
}

int main(void)
{
    test_reports();
    test_stories();
    test_pairs();
    test_languages();
    test_empty();
    return tap_end();
}
