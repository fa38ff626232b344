/* tests/run/test_comparison.c -- what is made of small piles of reports, from bytes to synopsis */
#include <stdlib.h>

#include "run/pile_of.h"

#define PILE(sources) pile_of((sources), sizeof(sources) / sizeof *(sources))

static const struct synopsis *one_story(struct pile *pile)
{
    struct synopses all = pile_compare(pile, true);
    if (all.count != 1) {
        printf("Bail out! one story was asked for\n");
        exit(1);
    }
    return &all.at[0];
}

static struct span id_at(const struct synopsis *s, uint32_t report) { return s->reports[report].report->article.id; }

static const struct difference *find_difference(const struct synopsis *s, enum difference_label label, const char *slot)
{
    for (uint32_t i = 0; i < s->difference_count; i++)
        if (s->differences[i].label == label && span_find(s->differences[i].slot, span_of(slot), 0) != SPAN_NONE)
            return &s->differences[i];
    return NULL;
}

static const struct claim *find_claim(const struct synopsis *s, const char *words)
{
    for (uint32_t i = 0; i < s->claim_count; i++)
        for (uint32_t k = 0; k < s->claims[i].support.count; k++)
            if (span_find(evidence_words(s, s->claims[i].support.at[k]), span_of(words), 0) != SPAN_NONE)
                return &s->claims[i];
    return NULL;
}

/* ---- figures ---- */

static void test_more_precise(void)
{
    static const struct source sources[] = {
        { "a.txt", "The ferry Aurora sank off Lindholm on Monday. At least 87 people died in the accident, the navy said.\n" },
        { "b.txt", "The ferry Aurora sank off Lindholm on Monday. The accident killed 87 people, the navy said.\n" },
    };
    struct pile *pile = PILE(sources);
    const struct synopsis *s = one_story(pile);
    const struct difference *d = find_difference(s, DIFFERENCE_MORE_PRECISE, "people killed");
    if (check(d != NULL, "“at least 87” and “87” dead: one is more precise")) {
        check(d->count == 2, "with a value of each report");
        const struct span open = d->values[0].value.len > d->values[1].value.len ? d->values[0].value : d->values[1].value;
        check_text(open, SPAN(">=87"), "the open interval is written >=87");
    }
    pile_close(pile);
}

static void test_conflict_and_update(void)
{
    static const struct source undated[] = {
        { "a.txt", "A night train left the rails near Korsvik on Wednesday. Six people were killed, the police said.\n" },
        { "b.txt", "A night train left the rails near Korsvik on Wednesday. Nine people were killed, the police said.\n" },
    };
    static const struct source dated[] = {
        { "a.txt", "Train leaves the rails\n\n12 March 2031\n\nA night train left the rails near Korsvik on Wednesday. Six people were killed, the police said.\n" },
        { "b.txt", "Train falls into river\n\n13 March 2031\n\nA night train left the rails near Korsvik on Wednesday. Nine people were killed, the police said.\n" },
    };
    struct pile *pile = PILE(undated);
    check(find_difference(one_story(pile), DIFFERENCE_CONFLICT, "people killed") != NULL, "six and nine dead cannot both hold");
    pile_close(pile);
    pile = PILE(dated);
    const struct synopsis *s = one_story(pile);
    check(find_difference(s, DIFFERENCE_UPDATED, "people killed") != NULL, "but a day later nine is an update");
    check(find_difference(s, DIFFERENCE_CONFLICT, "people killed") == NULL, "and no conflict");
    pile_close(pile);
}

static void test_units(void)
{
    static const struct source sources[] = {
        { "a.txt", "The night train to Korsvik was travelling at 130 km/h when it left the rails, the inspectorate said.\n" },
        { "b.txt", "The night train to Korsvik was travelling at 81 miles per hour when it left the rails, the inspectorate said.\n" },
    };
    struct pile *pile = PILE(sources);
    const struct synopsis *s = one_story(pile);
    check(find_difference(s, DIFFERENCE_AGREE, "speed") != NULL, "130 km/h and 81 miles per hour agree");
    check(find_difference(s, DIFFERENCE_CONFLICT, "speed") == NULL, "and are no conflict");
    pile_close(pile);
}

static void test_unlike_figures_stay_apart(void)
{
    static const struct source sources[] = {
        { "a.txt", "Halvorsen buys Tidewater for 2.4 billion euros. About 600 jobs will go at the Hartmouth plant.\n" },
        { "b.txt", "Halvorsen buys Tidewater for 2.4 billion euros. The Hartmouth plant has 1,300 windows.\n" },
    };
    struct pile *pile = PILE(sources);
    const struct synopsis *s = one_story(pile);
    for (uint32_t i = 0; i < s->difference_count; i++)
        check(s->differences[i].label == DIFFERENCE_AGREE, "jobs and windows are not held against each other");
    pile_close(pile);
}

/* ---- quotes and names ---- */

static void test_quote_variants(void)
{
    static const struct source sources[] = {
        { "a.txt", "Minister Katla Brandsen called on Lisbon \"to stop all speculation\" about the crew, the ministry said.\n" },
        { "b.txt", "\"She asked Lisbon to stop any speculation about the crew,\" the ministry's statement said of Katla Brandsen.\n" },
    };
    struct pile *pile = PILE(sources);
    const struct synopsis *s = one_story(pile);
    const struct quote *q = NULL;
    for (uint32_t i = 0; i < s->quote_count && !q; i++)
        q = s->quotes[i].reports == 2 ? &s->quotes[i] : NULL;
    if (check(q != NULL, "one utterance in two reports")) {
        check(!q->same_words, "in different words");
        bool differs = false;
        for (uint32_t v = 0; v < q->count; v++)
            for (uint32_t m = 0; m < q->variants[v].differing.count; m++) {
                struct evidence e = { q->variants[v].words.report, q->variants[v].differing.at[m] };
                differs |= span_equal(evidence_words(s, e), SPAN("all")) || span_equal(evidence_words(s, e), SPAN("any"));
            }
        check(differs, "“all” or “any” is marked as differing");
    }
    pile_close(pile);
}

static void test_spelling(void)
{
    static const struct source sources[] = {
        { "a.txt", "Minister Katla Brynjarsdottir spoke by phone with Duarte Meireles. On Monday Brynjarsdottir offered divers to help.\n" },
        { "b.txt", "Minister Katla Brynjarsdottir spoke by phone with Duarte Meireles. On Monday Brynjarsdotir offered divers to help.\n" },
    };
    struct pile *pile = PILE(sources);
    const struct difference *d = find_difference(one_story(pile), DIFFERENCE_SPELLING, "Brynjarsdottir");
    if (check(d != NULL, "a letter less is a difference in spelling"))
        check(find_claim(one_story(pile), "offered divers")->reports == 2, "and still the same person");
    pile_close(pile);
}

/* ---- lineage ---- */

static const char agency_text[] =
    "Ministers speak after ferry disaster\n\nBy Nordwire\n\nMarch 12, 2031\n\n"
    "Transport Minister Katla Brandsen on Wednesday told her counterpart Duarte Meireles in a telephone call that divers were ready.\n\n"
    "The forty-minute call was the first since November 2029, when a quarrel over fishing rights broke off regular talks.\n\n"
    "The ferry sank on March 9 with a chartered group on board. At least 87 people died and 14 are missing, the navy says.\n\n"
    "Meireles has acknowledged that the owner postponed an inspection of the bow doors, but suggested that the pilot had ignored a warning.\n\n"
    "President Amadeu Falcao did not rule out a parliamentary inquiry on Tuesday.\n\n"
    "Original url:\n\n<https://www.nordwire.example/2031/03/12/ministers>\n";

static const char own_text[] =
    "Harbour pilots stop work\n\nMarch 12, 2031\n\n"
    "Pilots in Akerhavn stopped work for an hour in memory of a colleague who stood on the bridge of the ferry.\n\n"
    "Their union wants to know why the bow doors were never repaired. It asks for a new survey of all ships.\n\n"
    "Minister Katla Brandsen phoned Duarte Meireles on Wednesday, her office said. It was their first call in sixteen months.\n\n"
    "A joint commission will be proposed next week.\n";

static void test_reprint(void)
{
    struct source sources[] = { { "wire.txt", agency_text }, { "paper.txt", agency_text }, { "own.txt", own_text } };
    struct pile *pile = PILE(sources);
    const struct synopsis *s = one_story(pile);
    check(s->origin_count == 2 && s->report_count == 3, "a reprint is no account of its own");
    if (check(s->lineage_count == 1, "one edge"))
        check(s->lineage[0].kind == LINEAGE_VERBATIM && s->lineage[0].share > 0.9f, "verbatim, nearly all of it");
    pile_close(pile);
}

static void test_credited_rewrite(void)
{
    static const char rewrite[] =
        "Two ministers talk again\n\n"
        "Katla Brandsen and Duarte Meireles held their first conversation since November 2029, Nordwire reported.\n\n"
        "The call came days after a ferry went down, which cost at least 87 lives.\n\n"
        "Meireles has suggested that a warning was ignored by the pilot.\n\n"
        "Falcao may yet order a parliamentary inquiry. Fishing rights remain a sore point between the two capitals.\n";
    struct source sources[] = { { "a-rewrite.txt", rewrite }, { "wire.txt", agency_text }, { "own.txt", own_text } };
    struct pile *pile = PILE(sources);
    const struct synopsis *s = one_story(pile);
    check(s->origin_count == 2, "a credited rewrite goes back to what it credits");
    if (check(s->lineage_count == 1, "one edge")) {
        check_text(id_at(s, s->lineage[0].from), SPAN("wire"), "from the credited report");
        check(s->lineage[0].kind == LINEAGE_REWRITE && !s->lineage[0].inferred, "a rewrite, not inferred");
        check(s->lineage[0].grounds.count > 0 && span_starts(s->lineage[0].grounds.at[0], SPAN("credits")), "with the credit as its ground");
    }
    pile_close(pile);
}

static void test_independent(void)
{
    static const char other[] =
        "Divers offered\n\nMarch 12, 2031\n\n"
        "The transport minister, Katla Brandsen, has offered divers to Portugal, her ministry announced on Wednesday.\n\n"
        "She spoke with Duarte Meireles for the first time since the fishing quarrel. At least 87 people lost their lives when the ferry sank.\n\n"
        "Shares of the operator fell by a fifth. Insurers expect the largest loss in a decade.\n";
    struct source sources[] = { { "other.txt", other }, { "own.txt", own_text } };
    struct pile *pile = PILE(sources);
    check(one_story(pile)->origin_count == 2, "two accounts in their own words are independent");
    pile_close(pile);
}

/* ---- claims ---- */

static void test_unique_and_absent(void)
{
    struct source sources[] = { { "wire.txt", agency_text }, { "own.txt", own_text }, { "stub.txt", "The minister phoned Lisbon. Read on with a subscription.\n" } };
    struct pile *pile = PILE(sources);
    const struct synopsis *s = one_story(pile);
    const struct claim *claim = find_claim(s, "stopped work for an hour");
    if (check(claim != NULL, "what one report alone has is a claim")) {
        check(claim->kind == CLAIM_UNIQUE && claim->reports == 1, "and is said to be unique");
        bool stub_absent = false;
        for (uint32_t i = 0; i < claim->absent.count; i++)
            stub_absent |= span_equal(id_at(s, claim->absent.at[i]), SPAN("stub"));
        check(!stub_absent, "of a stub nobody can tell what it leaves out");
    }
    pile_close(pile);
}

static void test_marks(void)
{
    struct source sources[] = { { "wire.txt", agency_text }, { "own.txt", own_text } };
    struct pile *pile = PILE(sources);
    const struct synopsis *s = one_story(pile);
    bool good = true;
    for (uint32_t i = 0; i < s->claim_count; i++) {
        good &= s->claims[i].support.count > 0 && s->claims[i].id == i + 1;
        for (uint32_t k = 0; k < s->claims[i].support.count; k++) {
            struct evidence e = s->claims[i].support.at[k];
            good &= e.at.from < e.at.to && e.at.to <= s->reports[e.report].report->article.text.len;
        }
    }
    check(good && s->claim_count > 3, "every claim has evidence inside its report");
    pile_close(pile);
}

static void test_timeline(void)
{
    struct source sources[] = { { "wire.txt", agency_text }, { "own.txt", own_text } };
    struct pile *pile = PILE(sources);
    const struct synopsis *s = one_story(pile);
    bool sank = false, quarrel = false, sorted = true;
    for (uint32_t i = 0; i < s->happening_count; i++) {
        sank |= span_equal(s->timeline[i].date, SPAN("2031-03-09"));
        quarrel |= span_equal(s->timeline[i].date, SPAN("2029-11"));
        sorted &= !i || s->timeline[i - 1].when.from <= s->timeline[i].when.from;
    }
    check(sank && quarrel, "the timeline holds the day of the sinking and the month of the quarrel");
    check(sorted, "in order of time");
    check(when_known(s->when), "the day of the event is known");
    pile_close(pile);
}

/* ---- any input ---- */

static void test_order_does_not_matter(void)
{
    struct source one[] = { { "wire.txt", agency_text }, { "own.txt", own_text } };
    struct source two[] = { { "own.txt", own_text }, { "wire.txt", agency_text } };
    struct pile *a = PILE(one), *b = PILE(two);
    const struct synopsis *s = one_story(a), *t = one_story(b);
    bool same = span_equal(s->id, t->id) && s->claim_count == t->claim_count && span_equal(s->headline, t->headline);
    for (uint32_t i = 0; same && i < s->claim_count; i++)
        same &= span_equal(evidence_words(s, s->claims[i].wording), evidence_words(t, t->claims[i].wording));
    check(same, "the order of the inputs does not show");
    pile_close(a);
    pile_close(b);
}

static void test_little(void)
{
    struct source one[] = { { "a.txt", own_text } };
    struct source odd[] = { { "a.txt", "x" }, { "b.txt", "\xff\xfe\xfd broken \x80 bytes, \"open quote" } };
    struct pile *pile = PILE(one);
    const struct synopsis *s = one_story(pile);
    check(s->report_count == 1 && s->origin_count == 1 && s->headline.len > 0, "one report is a story of its own");
    pile_close(pile);
    pile = PILE(odd);
    check(one_story(pile)->report_count >= 1, "odd bytes are compared like any");
    pile_close(pile);
}

int main(void)
{
    test_more_precise();
    test_conflict_and_update();
    test_units();
    test_unlike_figures_stay_apart();
    test_quote_variants();
    test_spelling();
    test_reprint();
    test_credited_rewrite();
    test_independent();
    test_unique_and_absent();
    test_marks();
    test_timeline();
    test_order_does_not_matter();
    test_little();
    return tap_end();
}
