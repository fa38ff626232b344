/* Who copied whom: short stories in tests/cases/compare/lineage.txt, and what the parts promise.
 *
 * A report is "LANGUAGE OUTLET; KEY VALUE; ...: text", an outlet with "*" is an agency; keys are `at` (12:40, or a day),
 * `credit`, `agency`, `by`, `url`.  "copies 1 2 90 60" says that the first 90 % of report 1 and 60 % of report 2 are
 * the same words. */
#include <string.h>
#include <time.h>

#include "compare/lineage.h"
#include "compare/lineage_credit.h"
#include "compare/lineage_match.h"
#include "story_of.h"

/* ---- stories out of lines ---- */

static struct when time_of(struct span text)
{
    int hour, minute;
    char copy[16] = "";
    memcpy(copy, text.at, text.len < sizeof copy ? text.len : 0);
    if (sscanf(copy, "%d:%d", &hour, &minute) != 2)
        return story_day(text);
    int64_t from = day_of(2025, 3, 4) * DAY_SECONDS + (hour * 60 + minute) * 60;
    return (struct when){ .from = from, .to = from + 60, .precision = WHEN_MINUTE };
}

static void set_field(struct arena *keep, struct article *a, struct span key, struct span value)
{
    if (span_equal(key, SPAN("at")))
        a->published = time_of(value);
    else if (span_equal(key, SPAN("credit")))
        a->credit = value;
    else if (span_equal(key, SPAN("agency")))
        a->agency = value;
    else if (span_equal(key, SPAN("url")))
        a->url = value;
    else if (span_equal(key, SPAN("by"))) {
        a->authors = (struct spans){ arena_new(keep, struct span, 1), 1 };
        a->authors.at[0] = value;
    }
}

static void set_head(struct arena *keep, struct article *a, struct span head)
{
    struct span field;
    a->language = span_cut(head, 0, 2);
    head = span_from(head, 2);
    span_take(&head, ';', &field);
    a->outlet = span_trim(field);
    if (span_starts(a->outlet, SPAN("*"))) {
        a->outlet = a->agency = span_from(a->outlet, 1);
        a->flags |= ARTICLE_AGENCY;
    }
    while (head.len && (span_take(&head, ';', &field), field.len)) {
        field = span_trim(field);
        size_t blank = span_find_byte(field, ' ', 0);
        set_field(keep, a, span_cut(field, 0, blank), span_trim(span_from(field, blank)));
    }
}

static struct report *report_of(struct arena *keep, struct arena scratch, struct span words, unsigned number)
{
    struct report *report = arena_new(keep, struct report, 1);
    size_t colon = span_find(words, SPAN(": "), 0);
    report->article.id = arena_printf(keep, "%u", number);
    set_head(keep, &report->article, span_cut(words, 0, colon));
    report->article.text = span_trim(span_from(words, colon + 1));
    story_blocks(keep, &report->article);
    report->notes = annotate(keep, scratch, &report->article);
    return report;
}

static struct mark first_part(const struct report *report, unsigned percent)
{
    return (struct mark){ 0, (uint32_t)(report->article.text.len * percent / 100) };
}

static void add_copy(struct arena *keep, const struct story *story, struct copies *copies, struct span words)
{
    unsigned a, b, in_a, in_b;
    if (sscanf(arena_copy(keep, words).at, "copies %u %u %u %u", &a, &b, &in_a, &in_b) != 4)
        return;
    struct copy *copy = &copies->at[copies->count++];
    *copy = (struct copy){ .a = a - 1, .b = b - 1, .in_a = (float)in_a / 100, .in_b = (float)in_b / 100, .run_count = 1 };
    copy->containment = copy->in_a > copy->in_b ? copy->in_a : copy->in_b;
    copy->runs = arena_new(keep, struct shared_run, 1);
    copy->runs[0] = (struct shared_run){ first_part(story->at[a - 1], in_a), first_part(story->at[b - 1], in_b) };
}

static struct story read_story(struct arena *keep, struct arena scratch, struct span input, struct copies *copies)
{
    struct story story = { .count = 0 };
    copies->at = arena_new(keep, struct copy, STORY_REPORTS * STORY_REPORTS);
    for (size_t from = 0, to; from < input.len; from = to + 4) {
        to = span_find(input, SPAN(" || "), from);
        to = to == SPAN_NONE ? input.len : to;
        struct span words = span_cut(input, from, to);
        if (span_starts(words, SPAN("copies ")))
            add_copy(keep, &story, copies, words);
        else if (story.count < STORY_REPORTS) {
            story.at[story.count] = report_of(keep, scratch, words, story.count + 1);
            story.count++;
        }
    }
    return story;
}

/* ---- cases ---- */

static struct span id_of(const struct synopsis *s, uint32_t report) { return s->reports[report].report->article.id; }

static void print_edges(struct buffer *out, const struct synopsis *s, bool grounds)
{
    for (uint32_t i = 0; i < s->lineage_count; i++) {
        const struct lineage_edge *edge = &s->lineage[i];
        buffer_printf(out, "%.*s %s %.*s %s%s\n", 1, id_of(s, edge->from).at, edge->kind == LINEAGE_COMMON_SOURCE ? "=" : ">", 1,
                      id_of(s, edge->to).at, lineage_kind_text(edge->kind), edge->inferred ? " inferred" : "");
        for (uint32_t g = 0; grounds && g < edge->grounds.count; g++)
            buffer_printf(out, "  %.*s\n", (int)edge->grounds.at[g].len, edge->grounds.at[g].at);
    }
}

static void print_origins(struct buffer *out, const struct synopsis *s)
{
    buffer_printf(out, "origins");
    for (uint32_t o = 0; o < s->origin_count; o++) {
        buffer_printf(out, o ? " |" : "");
        for (uint32_t r = 0; r < s->origins[o].count; r++)
            buffer_printf(out, " %.*s", 1, id_of(s, s->origins[o].first + r).at);
        if (s->origins[o].behind.len)
            buffer_printf(out, " (%.*s)", (int)s->origins[o].behind.len, s->origins[o].behind.at);
    }
    buffer_printf(out, "\n");
}

static void print_lineage(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                          const struct case_options *options)
{
    struct copies copies = { NULL, 0 };
    struct story story = read_story(keep, scratch, input, &copies);
    struct synopsis s = compare_story(keep, scratch, story.at, story.count, &copies, (struct neighbours){ NULL, 0 });
    print_edges(out, &s, span_equal(case_option(options, SPAN("grounds")), SPAN("yes")));
    print_origins(out, &s);
}

/* ---- the parts ---- */

static struct comparison comparison_of(struct arena *keep, struct arena scratch, const struct report *const *at, uint32_t count)
{
    struct comparison c = { .reports = at, .count = count };
    c.words = arena_new(keep, struct word *, count);
    for (uint32_t r = 0; r < count; r++)
        c.words[r] = words_read(keep, scratch, at[r]);
    c.names = names_join(keep, scratch, at, count);
    c.copies = arena_new(keep, struct copies, 1);
    return c;
}

static const char four_sentences[] =
    "en A: The ferry Aurelia burned off Skarholm at dawn.\nNine passengers inhaled smoke below the deck.\n"
    "Skipper Nygaard rescued 38 people.\nMayor Fagerli criticised the operator Nordlyn.";
static const char backwards[] =
    "en B: Mayor Fagerli criticised the operator Nordlyn.\nSkipper Nygaard rescued 38 people.\n"
    "Nine passengers inhaled smoke below the deck.\nThe ferry Aurelia burned off Skarholm at dawn.";

static void test_match(struct region keep, struct region scratch)
{
    const struct report *at[3] = { report_of(&keep.arena, scratch.arena, span_of(four_sentences), 1),
                                   report_of(&keep.arena, scratch.arena, span_of(backwards), 2),
                                   report_of(&keep.arena, scratch.arena, SPAN("en C: Prices of onions rose in Brenice."), 3) };
    struct comparison c = comparison_of(&keep.arena, scratch.arena, at, 3);
    uint32_t wording[3] = { 0, 1, 2 };
    struct lineage_text *texts = lineage_read(&keep.arena, scratch.arena, &c, wording, 3, false);
    struct lineage_match same = lineage_match(scratch.arena, &texts[0], &texts[0]);
    check(same.covered > 0.99f && same.order > 0.99f && same.rising == 4, "a text stands in itself, in order");
    struct lineage_match turned = lineage_match(scratch.arena, &texts[0], &texts[1]);
    check(turned.covered > 0.99f && turned.order < 0.6f, "a text told backwards is covered, but not in order");
    struct lineage_match other = lineage_match(scratch.arena, &texts[0], &texts[2]);
    check(other.covered < 0.01f && other.sentences == 0, "a text of something else is not");
    check(other.own > 0, "and has facts of its own");
    struct lineage_match none = lineage_match(scratch.arena, &texts[0], &(struct lineage_text){ .term_count = 0 });
    check(none.covered <= 0 && none.sentences == 0, "nothing stands anywhere");
}

static enum credit_kind credit_between(struct region keep, struct region scratch, const char *by, const char *to)
{
    const struct report *at[2] = { report_of(&keep.arena, scratch.arena, span_of(by), 1),
                                   report_of(&keep.arena, scratch.arena, span_of(to), 2) };
    struct comparison c = comparison_of(&keep.arena, scratch.arena, at, 2);
    struct lineage_credits credits = lineage_credits_find(&keep.arena, scratch.arena, &c);
    const struct lineage_credit *credit = lineage_credit_of(&credits, 0, 1);
    return credit ? credit->kind : CREDIT_NONE;
}

static void test_credit(struct region keep, struct region scratch)
{
    static const struct { const char *by, *to; enum credit_kind kind; const char *what; } cases[] = {
        { "en X: Rain fell, the Harbour Ledger reported.", "en The Harbour Ledger: Rain.", CREDIT_GIVEN, "a source of speech" },
        { "en X: Rain fell, according to the Ledger of Oslo.", "en The Harbour Ledger: Rain.", CREDIT_NONE, "part of a name" },
        { "en X: It was written by Harbour Ledger staff.", "en The Harbour Ledger: Rain.", CREDIT_GIVEN, "behind \"by\"" },
        { "en X: Rain fell. Read on: https://www.ledger.example/rain today.", "en Q; url https://ledger.example/1: Rain.",
          CREDIT_LINKED, "an address" },
        { "en X: Rain fell. More at ledger.example today.", "en Q; url https://www.ledger.example/1: Rain.", CREDIT_LINKED,
          "a bare host" },
        { "en X: Rain fell, the Harbour Times said.", "en; url https://www.theharbourtimes.com/x: Rain.", CREDIT_GIVEN,
          "the site of an outlet without a name" },
        { "en X; credit With AFP: Rain fell.", "fr *AFP: Pluie.", CREDIT_GIVEN, "a credit line" },
        { "en X: The standard of living fell.", "en The Standard: Rain.", CREDIT_NONE, "a common word that is an outlet's name" },
        { "en X: Former president Vicente Fox said that rain fell. Fox said it twice.", "en Fox: Rain.", CREDIT_NONE,
          "a person who is called as an outlet is" },
        { "en The Standard: The Standard rose.", "en The Standard: Rain.", CREDIT_NONE, "an outlet does not credit itself" },
        { "ru X: Дождь, передает ТАСС.", "ru *ТАСС: Дождь.", CREDIT_GIVEN, "in another script" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(credit_between(keep, scratch, cases[i].by, cases[i].to) == cases[i].kind, cases[i].what);
}

/* ---- many ---- */

enum { MANY = 400 };

static const struct report *one_of_many(struct arena *keep, struct arena scratch, unsigned i)
{
    struct buffer text = buffer_in(keep);
    buffer_printf(&text, "en House %u: ", i);
    for (unsigned s = 0; s < 8; s++)
        buffer_printf(&text, "Town %u lost %u houses and mayor Name%u spoke of the storm.\n", s, 100 + s, (i * 7 + s) % 90);
    return report_of(keep, scratch, buffer_span(&text), i);
}

static void test_many(struct region keep, struct region scratch)
{
    const struct report **at = arena_new(&keep.arena, const struct report *, MANY);
    for (unsigned i = 0; i < MANY; i++)
        at[i] = one_of_many(&keep.arena, scratch.arena, i);
    struct comparison c = comparison_of(&keep.arena, scratch.arena, at, MANY);
    clock_t begin = clock();
    struct lineage lineage = lineage_trace(&keep.arena, scratch.arena, &c);
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    check(seconds < 5, "reports by the hundred that all share facts");
    bool rooted = true;
    for (uint32_t r = 0; r < MANY; r++) {
        uint32_t steps = 0, at_report = r;
        for (; c.source_of[at_report] != STATEMENT_NONE && steps <= MANY; steps++)
            at_report = c.source_of[at_report];
        rooted &= steps < MANY && c.origin_of[r] == c.origin_of[at_report];
    }
    check(rooted && lineage.count < MANY, "edges are trees, and each tree is one origin");
}

static void test_repeated(struct region keep, struct region scratch, const char *piece, unsigned times, const char *what)
{
    const struct report *at[2];
    for (unsigned r = 0; r < 2; r++) {
        struct buffer text = buffer_in(&keep.arena);
        buffer_text(&text, r ? "en *Reuters: " : "en Herald: ");
        for (unsigned i = 0; i < times; i++)
            buffer_text(&text, piece);
        at[r] = report_of(&keep.arena, scratch.arena, buffer_span(&text), r + 1);
    }
    struct comparison c = comparison_of(&keep.arena, scratch.arena, at, 2);
    struct copy copy = { .a = 0, .b = 1, .containment = 1, .in_a = 1, .in_b = 1, .run_count = 1 };
    copy.runs = &(struct shared_run){ { 0, (uint32_t)at[0]->article.text.len }, { 0, (uint32_t)at[1]->article.text.len } };
    c.copies = &(struct copies){ &copy, 1 };
    clock_t begin = clock();
    struct lineage lineage = lineage_trace(&keep.arena, scratch.arena, &c);
    check((double)(clock() - begin) / CLOCKS_PER_SEC < 5 && lineage.count <= 1, what);
}

static void test_order(struct region keep, struct region scratch)
{
    struct copies copies = { NULL, 0 };
    struct span input = arena_printf(&keep.arena, "%s || %s || en C: Onions cost more.", four_sentences, backwards);
    struct story story = read_story(&keep.arena, scratch.arena, input, &copies), turned = story;
    turned.at[0] = story.at[2];
    turned.at[2] = story.at[0];
    struct neighbours none = { NULL, 0 };
    struct synopsis a = compare_story(&keep.arena, scratch.arena, story.at, 3, NULL, none);
    struct synopsis b = compare_story(&keep.arena, scratch.arena, turned.at, 3, NULL, none);
    bool same = a.lineage_count == b.lineage_count && a.origin_count == b.origin_count;
    for (uint32_t i = 0; same && i < a.lineage_count; i++)
        same = span_equal(id_of(&a, a.lineage[i].from), id_of(&b, b.lineage[i].from)) &&
               span_equal(id_of(&a, a.lineage[i].to), id_of(&b, b.lineage[i].to));
    check(same && a.lineage_count > 0, "the order of the reports makes no difference");
}

int main(void)
{
    struct region keep = region_open((size_t)1 << 31), scratch = region_open((size_t)1 << 31);
    test_match(keep, scratch);
    test_credit(keep, scratch);
    test_order(keep, scratch);
    test_many(keep, scratch);
    test_repeated(keep, scratch, "Reuters \"x\" and Herald, ", 10000, "outlets and quotes by the thousand");
    test_repeated(keep, scratch, "Mara Lind told Reuters that 12 died. ", 3000, "credits by the thousand");
    test_repeated(keep, scratch, "www.herald.example/x://reuters.com ", 10000, "addresses by the thousand");
    region_close(&keep);
    region_close(&scratch);
    case_run(CASES "/compare/lineage.txt", print_lineage);
    return tap_end();
}
