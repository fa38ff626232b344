#include "group/copies.h"

#include <time.h>

#include "pile.h"

static const char harbour[] =
    "A freighter loaded with timber ran aground outside the harbour of Port Ellery before dawn on Tuesday, "
    "blocking the only channel for deep-draught ships.\n"
    "Harbour master Ines Corvalho said the crew of nineteen was unhurt and that tugs would try to free the "
    "vessel at high water on Wednesday evening.\n"
    "\"We have one attempt a day and we will not hurry it,\" Corvalho told reporters at the quay.\n"
    "Divers found a gash of about four metres in the hull but no oil in the water, according to the port "
    "authority.\n"
    "Eleven ships, among them two ferries, were waiting in the roads by noon.\n";

static struct copies find(struct pile *pile, double least)
{
    return copies_find(&pile->keep.arena, pile->scratch.arena, pile->at, pile->count, least);
}

static const struct copy *pair_of(struct copies copies, size_t a, size_t b)
{
    for (size_t i = 0; i < copies.count; i++)
        if (copies.at[i].a == a && copies.at[i].b == b)
            return &copies.at[i];
    return NULL;
}

static struct span words(const struct pile *pile, size_t report, struct mark m)
{
    return mark_span(pile->at[report]->article.text, m);
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void test_cut_tail(void)
{
    struct pile pile;
    pile_open(&pile);
    size_t all = pile_add(&pile, SPAN("Freighter aground"), 0, SPAN(harbour));
    struct span first_two = span_cut(SPAN(harbour), 0, span_find(SPAN(harbour), SPAN("\"We have"), 0));
    size_t cut = pile_add(&pile, SPAN("Ship stuck"), 0, first_two);
    struct copies copies = find(&pile, 0.3);
    const struct copy *c = pair_of(copies, all, cut);
    check(copies.count == 1 && c, "a reprint with its tail cut off is found");
    check(c && c->in_b > 0.999f && c->containment > 0.999f, "all of the reprint stands in the original");
    check(c && c->in_a > 0.4f && c->in_a < 0.7f, "half of the original stands in the reprint");
    check(c && c->run_count == 1, "in one run");
    check_text(c ? words(&pile, all, c->runs[0].a) : SPAN(""), span_cut(first_two, 0, first_two.len - 2),
               "which marks whole words, from the first to the last");
    check_text(c ? words(&pile, cut, c->runs[0].b) : SPAN(""), span_cut(first_two, 0, first_two.len - 2),
               "in both texts");
    pile_close(&pile);
}

static void test_rewrite(void)
{
    struct pile pile;
    pile_open(&pile);
    size_t all = pile_add(&pile, SPAN("Freighter aground"), 0, SPAN(harbour));
    size_t rewritten = pile_add(&pile, SPAN("Channel blocked"), 0, SPAN(
        "Port Ellery was cut off from the sea on Tuesday.\n"
        "A freighter loaded with timber had run aground outside the harbour before dawn, blocking the only "
        "channel for deep-draught vessels.\n"
        "The crew of nineteen was unhurt, harbour master Ines Corvalho said, and tugs would try to free the ship "
        "at high water on Wednesday evening, when the moon helps.\n"
        "The town council meets tonight to talk about the stranded ferries and the price of fish.\n"));
    const struct copy *c = pair_of(find(&pile, 0.2), all, rewritten);
    check(c && c->containment < 0.9f, "a rewrite shares a part");
    check(c && c->run_count >= 1 && c->in_b > 0.3f, "and its runs bridge changed words");
    pile_close(&pile);
}

static void test_independent(void)
{
    struct pile pile;
    pile_open(&pile);
    size_t one = pile_add(&pile, SPAN("Freighter aground"), 0, SPAN(harbour));
    size_t other = pile_add(&pile, SPAN("Timber ship stranded"), 0, SPAN(
        "Salvage crews are preparing to refloat a cargo ship that got stuck near Port Ellery overnight.\n"
        "The ship, which carries wood from the north, lies across the fairway and keeps larger traffic out.\n"
        "\"We have one attempt a day and we will not hurry it,\" Corvalho, who runs the port, said.\n"
        "Nobody on board was injured. A tear was discovered below the waterline, officials added.\n"));
    check(!pair_of(find(&pile, 0.3), one, other), "two own accounts that quote the same words are no copies");
    const struct copy *c = pair_of(find(&pile, 0.05), one, other);
    check(c && c->run_count == 1, "the quotation is what they share");
    check_text(c ? words(&pile, one, c->runs[0].a) : SPAN(""),
               SPAN("We have one attempt a day and we will not hurry it,\" Corvalho"), "as far as the words are equal");
    pile_close(&pile);
}

static void test_title(void)
{
    struct pile pile;
    pile_open(&pile);
    struct span title = SPAN("Council of Lower Haverly votes to keep the old bridge open to carts and cattle");
    pile_add(&pile, title, 0, SPAN(
        "Council of Lower Haverly votes to keep the old bridge open to carts and cattle\n"
        "The decision fell late on Monday after a debate of five hours."));
    pile_add(&pile, title, 0, SPAN(
        "Council of Lower Haverly votes to keep the old bridge open to carts and cattle\n"
        "Drovers had lobbied for months; the vote went seven to four."));
    check(find(&pile, 0.01).count == 0, "a headline in common is no copy");
    pile_close(&pile);
}

static void test_edges(void)
{
    struct pile pile;
    pile_open(&pile);
    check(find(&pile, 0).count == 0, "no reports, no pairs");
    pile_add(&pile, SPAN(""), 0, SPAN(harbour));
    check(find(&pile, 0).count == 0, "one report, no pairs");
    pile_add(&pile, SPAN(""), 0, SPAN(""));
    pile_add(&pile, SPAN(""), 0, SPAN(""));
    pile_add(&pile, SPAN("?"), 0, SPAN("... -- !?"));
    pile_add(&pile, SPAN(""), 0, SPAN("word"));
    pile_add(&pile, SPAN(""), 0, SPAN("\xff\xfe \x80\n\xc3"));
    check(find(&pile, 0).count == 0, "reports without words share none");
    size_t again = pile_add(&pile, SPAN(""), 0, SPAN(harbour));
    const struct copy *c = pair_of(find(&pile, 0.5), 0, again);
    check(c && c->in_a > 0.999f && c->in_b > 0.999f && c->run_count == 1, "equal texts are one run");
    pile_close(&pile);
}

/* More reports than are compared pair by pair: what follows goes through the index. */
static void fill(struct pile *pile, size_t count, struct span ending)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer text = buffer_in(&pile->keep.arena);
        struct span own = made_up_words(&pile->scratch.arena, i + 1000, 300);
        buffer_reserve(&text, own.len + ending.len + 1);
        buffer_put(&text, own);
        buffer_byte(&text, '\n');
        buffer_put(&text, ending);
        pile_add(pile, SPAN(""), 0, buffer_span(&text));
    }
}

static void test_index(void)
{
    struct pile pile;
    pile_open(&pile);
    fill(&pile, 120, SPAN(""));
    size_t all = pile_add(&pile, SPAN(""), 0, SPAN(harbour));
    size_t half = pile_add(&pile, SPAN(""), 0, span_cut(pile.at[7]->article.text, 0, pile.at[7]->article.text.len / 2));
    size_t same = pile_add(&pile, SPAN(""), 0, SPAN(harbour));
    struct copies copies = find(&pile, 0.3);
    check(copies.count == 2, "among many reports only the copies are found");
    check(pair_of(copies, all, same) && pair_of(copies, 7, half), "both of them");
    check(copies.count == 2 && copies.at[0].a == 7, "sorted by number");
    pile_close(&pile);
}

static void test_boilerplate(void)
{
    struct pile pile;
    pile_open(&pile);
    struct span notice = made_up_words(&pile.keep.arena, 77, 90);
    fill(&pile, 400, notice);
    double from = seconds();
    check(find(&pile, 0.3).count == 0, "the same closing notice under all reports makes no copies");
    check(seconds() - from < 5, "and costs little");
    pile_close(&pile);
}

static void test_identical(void)
{
    struct pile pile;
    pile_open(&pile);
    struct span text = made_up_words(&pile.keep.arena, 5, 300);
    for (int i = 0; i < 1000; i++)
        pile_add(&pile, SPAN(""), 0, text);
    double from = seconds();
    struct copies copies = find(&pile, 0.3);
    check(seconds() - from < 10, "a thousand equal texts are done soon");
    check(copies.count <= (size_t)1000 * 64, "without every pair of them");
    bool linked = true;
    for (uint32_t b = 1; b < 1000; b++)
        linked &= pair_of(copies, 0, b) != NULL;
    check(linked, "each is a copy of the first");
    pile_close(&pile);
}

static void test_repetition(void)
{
    struct pile pile;
    pile_open(&pile);
    struct buffer one = buffer_in(&pile.keep.arena);
    buffer_reserve(&one, 400000);
    for (int i = 0; i < 50000; i++)
        buffer_text(&one, "again ");
    struct buffer two = buffer_in(&pile.keep.arena);
    buffer_reserve(&two, 700000);
    for (int i = 0; i < 50000; i++)
        buffer_text(&two, i % 3 ? "again " : "and again ");
    pile_add(&pile, SPAN(""), 0, buffer_span(&one));
    pile_add(&pile, SPAN(""), 0, buffer_span(&two));
    double from = seconds();
    find(&pile, 0);
    for (int i = 0; i < 50; i++)
        pile_add(&pile, SPAN(""), 0, made_up_words(&pile.keep.arena, (uint64_t)i, 40));
    find(&pile, 0);
    check(seconds() - from < 5, "fifty thousand times the same word costs no more than other words");
    pile_close(&pile);
}

int main(void)
{
    test_cut_tail();
    test_rewrite();
    test_independent();
    test_title();
    test_edges();
    test_index();
    test_boilerplate();
    test_identical();
    test_repetition();
    return tap_end();
}
