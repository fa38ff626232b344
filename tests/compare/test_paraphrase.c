/* tests/compare/test_paraphrase.c -- do two sentences say the same in other words? */
#include "compare/names.h"
#include "compare/paraphrase.h"
#include "story_of.h"

/* In percent: what the pairs of the case file are held to. */
enum { FLOOR_FOUND = 80, CEILING_WRONG = 10 };

static struct region region;

static struct paraphrase_side side_of(struct span text)
{
    struct region scratch = test_region();
    struct arena *keep = &region.arena;
    struct buffer line = buffer_in(keep);
    buffer_text(&line, "en -: ");
    buffer_put(&line, text);
    const struct report *report = story_report(keep, scratch.arena, buffer_span(&line), 1);
    struct word *words = words_read(keep, scratch.arena, report);
    struct story_names names = names_join(keep, scratch.arena, &report, 1);
    struct statements all = statement_cut(keep, scratch.arena, STATEMENT_SENTENCE, &report, &words, 1, &names);
    struct statement *sentence = all.count ? all.at : arena_new(keep, struct statement, 1);
    region_close(&scratch);
    return (struct paraphrase_side){ report, words, sentence };
}

static int32_t score_of(struct paraphrase_side a, struct paraphrase_side b)
{
    struct forest forest;
    struct paraphrase_pair pair = { a, b };
    int32_t score = 0;
    if (check(paraphrase_builtin(&forest), "the forest was grown for these features"))
        paraphrase_score(region.arena, &forest, &pair, 1, &score);
    return score;
}

/* The labelled pairs, in both orders, judged all at once and one by one. */
static void test_pairs(void)
{
    struct span rest = case_file(&region.arena, CASES "/compare/paraphrase.txt"), line, verdict, a, b;
    struct paraphrase_pair pairs[64];
    bool same[64];
    unsigned count = 0, found = 0, wrong = 0, all_same = 0, uneven = 0;
    struct forest forest;
    int32_t scores[64];
    while (span_take(&rest, '\n', &line) && count < 64) {
        if (!line.len || line.at[0] == '#')
            continue;
        span_take(&line, '\t', &verdict);
        span_take(&line, '\t', &a);
        span_take(&line, '\t', &b);
        same[count] = span_equal(verdict, SPAN("same"));
        pairs[count++] = (struct paraphrase_pair){ side_of(a), side_of(b) };
    }
    check(count >= 24 && paraphrase_builtin(&forest), "pairs and a forest to judge them");
    paraphrase_score(region.arena, &forest, pairs, count, scores);
    for (unsigned i = 0; i < count; i++) {
        all_same += same[i];
        bool said = scores[i] > 0 && !paraphrase_clashes(pairs[i].a.sentence, pairs[i].b.sentence);
        found += same[i] && said;
        wrong += !same[i] && said;
        struct paraphrase_pair turned = { pairs[i].b, pairs[i].a };
        int32_t alone;
        paraphrase_score(region.arena, &forest, &turned, 1, &alone);
        uneven += alone != scores[i];
        if (said != same[i])
            printf("# wrong: %+.2f %.*s\n", scores[i] / (double)FOREST_ONE, 60, pairs[i].a.report->article.text.at);
    }
    printf("# %u of %u found, %u of %u others taken for the same\n", found, all_same, wrong, count - all_same);
    check(found * 100 >= all_same * FLOOR_FOUND, "finds those that say the same");
    check(wrong * 100 <= (count - all_same) * CEILING_WRONG, "takes few others for the same");
    check(uneven == 0, "neither the order nor the company of a pair matters");
}

/* What the forest passes over. */
static void test_clashes(void)
{
    static const struct { const char *a, *b; bool clash; } pairs[] = {
        { "The storm killed 12 people in Pellen.", "The storm killed 27 people in Pellen.", true },
        { "The storm killed 12 people in Pellen.", "The storm killed twelve people in Pellen.", false },
        { "The storm killed 12 people in Pellen.", "The storm killed people in Pellen.", false },
        { "The council approved the plan.", "The council did not approve the plan.", true },
        { "The council did not approve the plan.", "The council never approved the plan.", false },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct statement *a = side_of(span_of(pairs[i].a)).sentence, *b = side_of(span_of(pairs[i].b)).sentence;
        check(paraphrase_clashes(a, b) == pairs[i].clash && paraphrase_clashes(b, a) == pairs[i].clash, pairs[i].b);
    }
}

static void test_plain(void)
{
    struct paraphrase_side ferry = side_of(SPAN("The ferry Marn Rose ran aground on the Tinder Bank on Tuesday.")),
                           again = side_of(SPAN("The ferry Marn Rose ran aground on the Tinder Bank on Tuesday.")),
                           budget = side_of(SPAN("Lawmakers in Orvane passed a budget after eleven hours of debate."));
    check(score_of(ferry, again) > 0, "the same words say the same");
    check(score_of(ferry, budget) < 0, "sentences without a common word do not");
}

static void check_features(struct paraphrase_side a, struct paraphrase_side b, const char *what)
{
    uint8_t features[PARAPHRASE_FEATURE_COUNT], again[PARAPHRASE_FEATURE_COUNT];
    bool in_range = true;
    memset(features, 0xaa, sizeof features);
    memset(again, 0x55, sizeof again);
    paraphrase_describe(a, b, features);
    paraphrase_describe(a, b, again);
    for (int i = 0; i < PARAPHRASE_FEATURE_COUNT; i++)
        in_range = in_range && features[i] <= 63;
    check(in_range, what);
    check(memcmp(features, again, sizeof features) == 0, "the same again, each of them set");
}

/* Sentences of no word, of one, of signs only, and of far more words than are looked at. */
static void test_lengths(void)
{
    struct buffer long_one = buffer_in(&region.arena);
    for (int i = 0; i < 20000; i++)
        buffer_text(&long_one, i % 3 ? "to be " : "or Not ");
    struct paraphrase_side sides[] = { side_of(SPAN("")), side_of(SPAN("Rain")), side_of(SPAN("?!… — “”")),
                                       side_of(SPAN("\xff\xfe\x80 12 12 12")), side_of(buffer_span(&long_one)),
                                       side_of(SPAN("The mill at Pellen burned down.")) };
    enum { SIDES = sizeof sides / sizeof *sides };
    for (int i = 0; i < SIDES; i++)
        for (int k = i; k < SIDES; k++)
            check_features(sides[i], sides[k], "features stay in their range");
}

static void test_passages(void)
{
    struct region scratch = test_region();
    struct synopsis s = story_synopsis(&region.arena, scratch.arena, SPAN(
        "en 2031-05-06: The ferry Marn Rose ran aground on the Tinder Bank early on Tuesday, the coastguard said. "
        "Its mate, Ilse Torvan, was hurt. || "
        "en 2031-05-06: Early on Tuesday the ferry Marn Rose ran aground on the Tinder Bank, the coastguard said. "
        "Divers looked at the hull. || "
        "en 2031-05-06: The Marn Rose, a ferry built in 1998 that carries cars to Halven, ran aground with 212 people "
        "and sixty cars aboard, and her owners have called for a tug, a salvage crew and a new inquiry."));
    bool seen = false;
    for (uint32_t i = 0; i < s.passage_count; i++) {
        const struct passage *p = &s.passages[i];
        check(p->support.count > 1 && p->same[0] == SAME_YES, "a passage begins with what the others are judged by");
        for (uint32_t k = 1; k < p->support.count; k++) {
            struct span words = evidence_words(&s, p->support.at[k]);
            seen = seen || span_starts(words, SPAN("Early on Tuesday")) || span_starts(words, SPAN("The ferry Marn"));
            check(p->same[k] != SAME_UNKNOWN, "English sentences are judged");
            check((p->same[k] == SAME_YES) == !span_starts(words, SPAN("The Marn Rose, a ferry")),
                  "and those that say more do not say the same");
        }
    }
    check(seen, "the two that say the same stand in one passage");
    region_close(&scratch);
}

int main(void)
{
    region = test_region();
    test_pairs();
    test_clashes();
    test_plain();
    test_lengths();
    test_passages();
    region_close(&region);
    return tap_end();
}
