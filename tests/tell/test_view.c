#include "tell/view.h"

#include "fixture.h"
#include "tell/label.h"
#include "tell/moment.h"
#include "tell/words.h"

/* `count` reports, each an account of its own, that say nothing. */
static struct fixture *empty_story(struct arena *keep, uint32_t count)
{
    struct fixture *f = arena_new(keep, struct fixture, 1);
    uint32_t ones[FIXTURE_REPORTS];
    f->keep = keep;
    for (uint32_t i = 0; i < count; i++) {
        fixture_report(f, arena_printf(keep, "r%u", i).at, "", "en", (struct when){ 0 },
        "Title\n\nIt rained. It snowed.");
        ones[i] = 1;
    }
    fixture_origins(f, ones, count);
    return f;
}

/* A claim that the first `origins` reports hold. */
static struct claim *held_by(struct fixture *f, uint32_t origins)
{
    const char *words[FIXTURE_REPORTS] = { NULL };
    for (uint32_t i = 0; i < origins; i++)
        words[i] = "It rained";
    return fixture_claim(f, origins > 1 ? CLAIM_SHARED : CLAIM_UNIQUE, fixture_support(f, words), NO_NUMBERS,
    NO_NUMBERS);
}

static void test_agreed(struct arena *keep)
{
    struct fixture *f = empty_story(keep, 6);
    check(view_agreed(&f->s).count == 0, "nothing is agreed on where nothing is said");
    held_by(f, 1);
    held_by(f, 2);
    held_by(f, 6)->background = true;
    struct view_agreed agreed = view_agreed(&f->s);
    check(agreed.count == 1 && agreed.claim[0] == 1 && agreed.all == 0 && !agreed.most,
          "news first, if any is shared");
    for (int i = 0; i < 4; i++)
        held_by(f, 4);
    held_by(f, 6)->differences = NUMBERS(f, 0);
    fixture_difference(f, "rain", "", DIFFERENCE_CONFLICT, DIFFERENCE_OF_POLARITY, "");
    held_by(f, 6);
    agreed = view_agreed(&f->s);
    check(agreed.count == VIEW_AGREED_MAX && agreed.all == 1 && agreed.claim[0] == 8, "what all hold stands first");
    check(agreed.claim[1] == 3 && agreed.claim[4] == 6 && agreed.most, "then what most do, in the order of telling");
    f->s.differences[0].label = DIFFERENCE_MORE_PRECISE;
    check(view_agreed(&f->s).all == 2, "more precise is agreed on, a conflict is not");
    f = empty_story(keep, 2);
    held_by(f, 1)->background = true;
    held_by(f, 1);
    agreed = view_agreed(&f->s);
    check(agreed.count == 1 && agreed.claim[0] == 1 && agreed.alone, "where nothing is shared, what stands first");
    check(view_agreed_title(&agreed) == WORD_SAY_ALONE, "and it is said that it stands alone");
    f = empty_story(keep, 3);
    held_by(f, 3)->background = true;
    check(view_agreed(&f->s).count == 1, "what went before, where there is nothing else");
}

static void test_parts(struct arena *keep)
{
    const struct synopsis *s = fixture_ferry(keep);
    uint32_t counts[VIEW_PART_COUNT];
    view_count_parts(counts, s);
    check(counts[VIEW_AGREED] == 2 && counts[VIEW_DIFFERENT] == 3, "agreed and told differently");
    check(counts[VIEW_BACKGROUND] == 1 && counts[VIEW_ONE] == 2,
          "an agreeing date makes no difference of background");
    struct fixture *f = empty_story(keep, 2);
    held_by(f, 1)->background = true;
    held_by(f, 1);
    struct numbers only = view_only(keep, &f->s);
    check(only.count == 2 && only.at[0] == 1 && only.at[1] == 0, "news before what went before it");
}

static void test_reasons(struct arena *keep)
{
    const struct synopsis *s = fixture_study(keep);
    struct view_behinds behind = view_behinds(keep, s);
    check(behind.count == 1 && behind.at[0].reports == 2, "one agency behind two accounts is told once");
    check_text(view_one_source(keep, s), SPAN("All accounts rest on one study of the Institute of Orm"),
               "a sentence");
    struct numbers cut = view_short(keep, s);
    check(cut.count == 1 && cut.at[0] == 2, "a report that never could tell");
    struct synopsis nothing = { 0 };
    check(view_behinds(keep, &nothing).count == 0 && view_short(keep, &nothing).count == 0 &&
          view_one_source(keep, &nothing).len == 0, "no reports, no reasons");
}

static void test_counts(struct arena *keep)
{
    struct view_counts counts = view_counts(fixture_ferry(keep));
    check(counts.label[DIFFERENCE_CONFLICT] == 2 && counts.kind[DIFFERENCE_CONFLICT][DIFFERENCE_OF_DATE] == 1,
          "conflicts by kind");
    check(counts.differences == 6 && counts.label[DIFFERENCE_AGREE] == 1, "what agrees is no difference");
    check(counts.varying == 1 && counts.disputed == 1, "quotes that vary, quotes given to several");
}

static void test_tells(struct arena *keep)
{
    struct fixture *f = empty_story(keep, 2);
    struct difference *d = fixture_difference(f, "rain", "", DIFFERENCE_AGREE, DIFFERENCE_OF_FIGURE, "");
    check(view_tells(d) && view_counts(&f->s).label[DIFFERENCE_AGREE] == 1, "two accounts that agree are told");
    d->origins = 1;
    check(!view_tells(d) && view_counts(&f->s).label[DIFFERENCE_AGREE] == 0, "an account and its copies are not");
    d->label = DIFFERENCE_CONFLICT;
    check(view_tells(d), "a conflict always is");
}

static void test_pieces(struct arena *keep)
{
    static const struct mark odd[] = { { 12, 14 }, { 13, 20 }, { 14, 14 }, { 14, 15 }, { 2, 4 }, { 18, 30 }, { 19,
    20 } };
    struct quote_variant v = { .words = { 0, { 10, 20 } }, .differing = { (struct mark *)odd, 7 } };
    struct view_pieces pieces = view_pieces(keep, &v);
    static const struct view_piece want[] = { { { 10, 12 }, false }, { { 12, 14 }, true }, { { 14, 15 }, true },
                                              { { 15, 19 }, false }, { { 19, 20 }, true } };
    check(pieces.count == 5, "marks that cross, are empty or lie outside are left out");
    for (uint32_t i = 0; i < pieces.count && i < 5; i++)
        check(pieces.at[i].at.from == want[i].at.from && pieces.at[i].at.to == want[i].at.to &&
              pieces.at[i].differs == want[i].differs, "the pieces join");
    v.words.at.to = 10;
    check(view_pieces(keep, &v).count == 0, "no words, no pieces");
}

static void test_wordings(struct arena *keep)
{
    const struct synopsis *s = fixture_ferry(keep);
    check(view_wordings(keep, s, &s->quotes[0]).count == 4, "a reprint's words are one wording with the agency's");
    check(view_wordings(keep, s, &s->quotes[1]).count == 2, "the same words given to two speakers stand apart");
}

static void test_parents(struct arena *keep)
{
    struct fixture *f = empty_story(keep, 3);
    f->s.reports[1].is_root = f->s.reports[2].is_root = false;
    fixture_edge(f, 0, 2, LINEAGE_REWRITE, 0.2f, 0.5f, "");
    const struct lineage_edge *best = fixture_edge(f, 1, 2, LINEAGE_VERBATIM, 0.8f, 0.5f, "");
    fixture_edge(f, 0, 2, LINEAGE_COMMON_SOURCE, 0.9f, 0.5f, "");
    fixture_edge(f, 2, 0, LINEAGE_REWRITE, 0.9f, 0.5f, "");
    const struct lineage_edge **parents = view_parents(keep, &f->s);
    check(parents[2] == best && !parents[0] && !parents[1], "the largest share; a common source and a root have none");
}

static struct span time_of(struct arena *keep, const struct synopsis *s, uint32_t report)
{
    struct buffer out = buffer_in(keep);
    view_time(&out, view_times(s), s->reports[report].report->article.published);
    return buffer_span(&out);
}

static void test_times(struct arena *keep)
{
    check_text(time_of(keep, fixture_ferry(keep), 1), SPAN("07:25"), "one day: the clock");
    check_text(time_of(keep, fixture_study(keep), 1), SPAN("3 June 2031"), "two years: the whole day");
    struct fixture *f = empty_story(keep, 3);
    f->reports[0].article.published = f->reports[1].article.published = fixture_day(2031, 6, 2);
    check_text(time_of(keep, &f->s, 0), SPAN(""), "one day and no clock: nothing to tell apart");
    f->reports[2].article.published = fixture_minute(3, 6, 10);
    check_text(time_of(keep, &f->s, 0), SPAN("2 Jun"), "two days: the day");
    check_text(time_of(keep, &f->s, 2), SPAN("3 May, 06:10"), "and the clock");
}

static struct span range(struct arena *keep, struct when from, struct when to)
{
    struct buffer out = buffer_in(keep);
    moment_range(&out, from, to);
    return buffer_span(&out);
}

static void test_ranges(struct arena *keep)
{
    struct when early = fixture_minute(6, 6, 10), late = fixture_minute(6, 15, 30), unknown = { 0 };
    check_text(range(keep, early, late), SPAN("6 May 2031, 06:10 – 15:30"), "one day is said once");
    check_text(range(keep, early, early), SPAN("6 May 2031, 06:10"), "one time, too");
    check_text(range(keep, fixture_day(2031, 5, 6), late), SPAN("6 May 2031"), "a day holds a time of it");
    check_text(range(keep, early, fixture_day(2031, 5, 7)), SPAN("6 May 2031, 06:10 – 7 May 2031"), "two days");
    check_text(range(keep, unknown, late), SPAN("6 May 2031, 15:30"), "what is known");
    check_text(range(keep, unknown, unknown), SPAN(""), "or nothing");
}

static struct span sureness(struct arena *keep, float sure, bool inferred)
{
    struct buffer out = buffer_in(keep);
    word_sureness(&out, sure, inferred);
    return buffer_span(&out);
}

static void test_words(struct arena *keep)
{
    check_text(sureness(keep, 0, false), SPAN(""), "nothing known, nothing said");
    check_text(sureness(keep, 0, true), SPAN("inferred"), "inferred");
    check_text(sureness(keep, 1, false), SPAN("sure"), "sure");
    check_text(sureness(keep, 1, true), SPAN("very likely, inferred"), "nothing inferred is sure");
    check_text(sureness(keep, 0.7f, true), SPAN("likely, inferred"), "likely");
    check_text(sureness(keep, 0.2f, true), SPAN("possible, inferred"), "possible");
    for (unsigned label = 0; label < DIFFERENCE_LABEL_COUNT; label++)
        check(*word_difference(label) && *word_counted(label), "each label has its words");
    for (unsigned kind = 0; kind < DIFFERENCE_KIND_COUNT; kind++) {
        struct buffer counted = buffer_in(keep);
        word_count(&counted, (enum word)(WORD_FIGURES + 2 * kind), 1, 0, 0);
        check_text(span_from(buffer_span(&counted), 2), span_of(word_kind(kind)), "a kind is counted by its name");
    }
}

int main(void)
{
    struct region keep = test_region();
    test_agreed(&keep.arena);
    test_parts(&keep.arena);
    test_reasons(&keep.arena);
    test_counts(&keep.arena);
    test_tells(&keep.arena);
    test_pieces(&keep.arena);
    test_wordings(&keep.arena);
    test_parents(&keep.arena);
    test_times(&keep.arena);
    test_ranges(&keep.arena);
    test_words(&keep.arena);
    return tap_end();
}
