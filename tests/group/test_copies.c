#include "group/copies.h"

#include <time.h>

#include "group/copy_words.h"
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

/* Reports of one outlet, each with `ending`; an outlet without a name takes part in nothing that is learnt of one. */
static void fill_outlet(struct pile *pile, size_t count, struct span url, struct span ending)
{
    size_t from = pile->count;
    fill(pile, count, ending);
    for (size_t i = from; i < pile->count; i++)
        ((struct report *)pile->at[i])->article.url = url;
}

static void test_standing(void)
{
    struct pile pile;
    pile_open(&pile);
    struct span notice = made_up_words(&pile.keep.arena, 77, 150);
    fill_outlet(&pile, 30, SPAN("https://www.marrow-herald.example/news/1"), notice);
    check(find(&pile, 0.1).count == 0, "what thirty reports of one outlet end with makes no copies");

    struct span first = pile.at[3]->article.text;
    size_t copy = pile_add(&pile, SPAN(""), 0, first);
    ((struct report *)pile.at[copy])->article.url = SPAN("https://oxley-times.example/local");
    struct copies copies = find(&pile, 0.1);
    const struct copy *c = pair_of(copies, 3, copy);
    check(copies.count == 1 && c, "who copies one of them, notice and all, has copied that one");
    check(c && c->run_count == 1 && c->runs[0].a.from == 0 && c->runs[0].a.to > first.len / 2 && c->runs[0].a.to < first.len,
          "of which the notice is no part");
    pile_close(&pile);
}

static void test_versions(void)
{
    struct pile pile;
    pile_open(&pile);
    fill_outlet(&pile, 20, SPAN("https://marrow-herald.example/news/1"), SPAN(""));
    for (int i = 0; i < 3; i++)
        ((struct report *)pile.at[pile_add(&pile, SPAN(""), 0, SPAN(harbour))])->article.url =
            SPAN("https://marrow-herald.example/news/2");
    check(find(&pile, 0.3).count == 3, "an outlet's three versions of one report are no standing text");
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

/* A statement that another report quotes in full, among text of its own. */
static void test_quoted_paragraph(void)
{
    struct pile pile;
    pile_open(&pile);
    struct span statement = SPAN(
        "\"The board of the Marrow Valley Water Company regrets that samples taken at the Oxley treatment works on "
        "three days in August were never sent to the laboratory, and it has asked an outside engineer to find out why,\" the "
        "company said.");
    struct buffer one = buffer_in(&pile.keep.arena), two = buffer_in(&pile.keep.arena);
    buffer_reserve(&one, 12000);
    buffer_put(&one, made_up_words(&pile.scratch.arena, 1, 200));
    buffer_byte(&one, '\n');
    buffer_put(&one, statement);
    buffer_reserve(&two, 12000);
    buffer_put(&two, statement);
    buffer_byte(&two, '\n');
    buffer_put(&two, made_up_words(&pile.scratch.arena, 2, 300));
    fill(&pile, 60, SPAN(""));
    size_t a = pile_add(&pile, SPAN(""), 0, buffer_span(&one)), b = pile_add(&pile, SPAN(""), 0, buffer_span(&two));
    struct copies copies = find(&pile, 0.05);
    const struct copy *c = pair_of(copies, a, b);
    check(copies.count == 1 && c && c->run_count == 1, "a paragraph in common is one run");
    check_text(c ? words(&pile, b, c->runs[0].b) : SPAN(""), span_cut(statement, 1, statement.len - 1),
               "that ends where the words do");
    check(c && c->containment < 0.3f, "and a part of both only");
    pile_close(&pile);
}

static void test_order_of_paragraphs(void)
{
    struct pile pile;
    pile_open(&pile);
    fill(&pile, 60, SPAN(""));
    struct span part[3];
    for (int i = 0; i < 3; i++)
        part[i] = made_up_words(&pile.keep.arena, (uint64_t)i + 70, 60);
    static const int orders[2][3] = { { 0, 1, 2 }, { 2, 0, 1 } };
    size_t number[2];
    for (int o = 0; o < 2; o++) {
        struct buffer text = buffer_in(&pile.keep.arena);
        buffer_reserve(&text, 8000);
        for (int i = 0; i < 3; i++) {
            buffer_put(&text, part[orders[o][i]]);
            buffer_byte(&text, '\n');
        }
        number[o] = pile_add(&pile, SPAN(""), 0, buffer_span(&text));
    }
    const struct copy *c = pair_of(find(&pile, 0.3), number[0], number[1]);
    check(c && c->in_a > 0.999f && c->in_b > 0.999f, "paragraphs in another order are all found");
    check(c && c->run_count == 2, "those that stayed together as one run");
    check(c && c->run_count == 2 && c->runs[0].a.from < c->runs[1].a.from && c->runs[0].b.from > c->runs[1].b.from,
          "runs stand in order of the first text");
    pile_close(&pile);
}

/* Spelled otherwise: case, apostrophes, composed letters, hyphens. */
static void test_spelling(void)
{
    struct pile pile;
    pile_open(&pile);
    size_t a = pile_add(&pile, SPAN(""), 0, SPAN(
        "Le maire d'Aubréville-sur-Orne a déclaré lundi que l'école resterait fermée jusqu'à la "
        "réparation du toit."));
    size_t b = pile_add(&pile, SPAN(""), 0, SPAN(
        "LE MAIRE d’Aubre\xcc\x81ville sur Orne a de\xcc\x81" "clare\xcc\x81 lundi que l’École resterait "
        "ferme\xcc\x81" "e jusqu’à la re\xcc\x81paration du toit"));
    const struct copy *c = pair_of(find(&pile, 0.3), a, b);
    check(c && c->in_a > 0.999f && c->in_b > 0.999f && c->run_count == 1, "words are the same however written");
    check(c && c->runs[0].a.to == pile.at[a]->article.text.len - 1 && c->runs[0].b.to == pile.at[b]->article.text.len,
          "and marks are those of each text");
    pile_close(&pile);
}

/* Small words turned all over the text, as who rewrites does; among so many reports that the index must find it. */
static void test_small_words(void)
{
    struct pile pile;
    pile_open(&pile);
    fill(&pile, 60, SPAN(""));
    size_t all = pile_add(&pile, SPAN(""), 0, SPAN(harbour));
    size_t turned = pile_add(&pile, SPAN(""), 0, SPAN(
        "A big freighter, loaded with timber, ran aground just outside of the harbour at Port Ellery before the dawn "
        "on Tuesday and is blocking now the only channel for all deep-draught ships.\n"
        "The harbour master Ines Corvalho said that the crew of nineteen was all unhurt, and that tugs will try to "
        "free that vessel at high water on the Wednesday evening.\n"
        "Divers had found a gash of some four metres in her hull, but no oil in the water, according to that port "
        "authority.\n"));
    const struct copy *c = pair_of(find(&pile, 0.1), all, turned);
    check(c && c->in_b > 0.7f, "a copy in which no five words in a row stayed is found");
    pile_close(&pile);
}

/* Syllables written apart, none of them with five letters. */
static void test_syllables(void)
{
    struct pile pile;
    pile_open(&pile);
    fill(&pile, 60, SPAN(""));
    struct span text = SPAN(
        "Sáng nay một chiếc tàu chở gỗ đã mắc cạn ngoài cảng, đội thợ lặn tìm thấy một "
        "vết nứt dài bốn mét ở thân tàu");
    size_t a = pile_add(&pile, SPAN(""), 0, text), b = pile_add(&pile, SPAN(""), 0, text);
    check(pair_of(find(&pile, 0.3), a, b) != NULL, "a language of short syllables has heavy words, too");
    pile_close(&pile);
}

/* Two hundred reports of one form, whose place and figures differ. */
static void test_form(void)
{
    struct pile pile;
    pile_open(&pile);
    for (uint32_t i = 0; i < 200; i++) {
        struct arena words = pile.scratch.arena;
        struct span place = made_up_words(&words, i, 2), other = made_up_words(&words, i + 5000, 30);
        pile_add(&pile, SPAN(""), 0, arena_printf(&pile.keep.arena,
            "Today in %.*s the highest temperature reaches %u degrees and the lowest falls to %u degrees.\n%.*s",
            (int)place.len, place.at, i + 100, i + 400, (int)other.len, other.at));
    }
    check(find(&pile, 0.1).count == 0, "reports that fill in one form are no copies of each other");
    pile_close(&pile);
}

/* One long report that holds a paragraph of each of many: as long as they are together, and done once. */
static void test_round_up(void)
{
    struct pile pile;
    pile_open(&pile);
    struct buffer text = buffer_in(&pile.keep.arena);
    fill(&pile, 1500, SPAN(""));
    buffer_reserve(&text, 8 << 20);
    for (size_t i = 0; i < 1500; i++) {
        buffer_put(&text, span_cut(pile.at[i]->article.text, 0, 1000));
        buffer_byte(&text, '\n');
    }
    size_t all = pile_add(&pile, SPAN(""), 0, buffer_span(&text));
    double from = seconds();
    struct copies copies = find(&pile, 0.1);
    check(seconds() - from < 10, "a report that holds parts of fifteen hundred others takes no longer than they do");
    check(copies.count == 1500, "and is paired with each");
    check(copies.count && copies.at[0].b == all && copies.at[0].in_a > 0.2f && copies.at[0].in_b < 0.01f,
          "of which it is a part");
    pile_close(&pile);
}

/* Marks of texts with words beyond every bound of how places are kept. */
static void test_places(void)
{
    struct pile pile;
    pile_open(&pile);
    struct buffer text = buffer_in(&pile.keep.arena);
    buffer_reserve(&text, 1 << 20);
    for (size_t i = 0; i < 400; i++) {
        struct arena words = pile.scratch.arena;
        buffer_fill(&text, ' ', i * i % 700 + 1);
        buffer_fill(&text, 'a', i % 90 + 1);
        buffer_put(&text, span_cut(made_up_words(&words, i, 1), 0, i % 12 + 1));
    }
    buffer_text(&text, "\n \xe2\x80\x9c" "end\xe2\x80\x9d");
    struct article article = pile.at[pile_add(&pile, SPAN(""), 0, buffer_span(&text))]->article;
    struct copy_words read = copy_words(&pile.keep.arena, &article);
    struct copy_text *small = copy_text_make(&pile.keep.arena, pile.scratch.arena, &article);
    struct mark *places = copy_text_places(&pile.keep.arena, small);
    bool same = small->word_count == read.count;
    for (uint32_t i = 0; same && i < read.count; i++)
        same = places[i].from == read.at[i].from && places[i].to == read.at[i].to;
    check(same && read.count > 400, "places are told without the text");
    check_text(mark_span(article.text, read.at[read.count - 1]), SPAN("end"), "to the last word");
    pile_close(&pile);
}

/* More words than 16 bits count. */
static void test_long(void)
{
    struct pile pile;
    pile_open(&pile);
    struct span text = made_up_words(&pile.keep.arena, 9, 90000);
    fill(&pile, 50, SPAN(""));
    size_t all = pile_add(&pile, SPAN(""), 0, text);
    size_t tail = pile_add(&pile, SPAN(""), 0, span_from(text, text.len - 20000));
    const struct copy *c = pair_of(find(&pile, 0.3), all, tail);
    check(c && c->in_b > 0.99f && c->runs[c->run_count - 1].a.to > text.len - 10, "the end of a long text is found");
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
    test_standing();
    test_versions();
    test_identical();
    test_quoted_paragraph();
    test_order_of_paragraphs();
    test_spelling();
    test_small_words();
    test_syllables();
    test_form();
    test_round_up();
    test_places();
    test_long();
    test_repetition();
    return tap_end();
}
