/* The same set gives the same reports, ids and stories, in any order and with any number of threads. */
#include "run/pile.h"

#include "base/buffer.h"
#include "tap.h"

static const char *const texts[][2] = {
    { "b/storm.txt", "Storm cuts power in Velmarin\n\nA storm cut the power of 3,000 homes in Velmarin on Monday, the "
                     "grid operator said.\n\nTrees fell on two roads. Nobody was hurt.\n" },
    { "a/storm.txt", "Velmarin without power after storm\n\nSome 3,200 homes in Velmarin were without power on Monday after "
                     "a storm, according to the grid operator.\n\nTwo roads were blocked by trees.\n" },
    { "storm-2.txt", "Power is back in Velmarin\n\nThe homes in Velmarin that a storm had cut off have power again, the grid "
                     "operator said on Tuesday.\n" },
    { "chess.txt", "Rosa Tindal wins the chess title\n\nRosa Tindal, 17, won the national chess title in Kestwick on "
                   "Sunday.\n\n\"I slept badly and played well,\" she said.\n" },
};
enum { TEXTS = sizeof texts / sizeof *texts };

struct notes { size_t problems; char last[240]; };

static void note_problem(void *context, const struct syn_error *error)
{
    struct notes *notes = context;
    notes->problems++;
    snprintf(notes->last, sizeof notes->last, "%s", error->text);
}

static void add(struct pile *pile, struct notes *notes, const char *name, const char *text)
{
    struct run_hooks hooks = { .problem = note_problem, .context = notes };
    pile_add_bytes(pile, span_of(text), span_of(name), (struct run_hint){ { "", 0 }, { "", 0 } }, &hooks);
}

/* "id=story " for each report, where the story is told by its own id. */
static struct span describe(struct arena *keep, unsigned threads, unsigned first)
{
    struct notes notes = { 0 };
    struct pile *pile = pile_open(threads);
    for (unsigned i = 0; i < TEXTS; i++)
        add(pile, &notes, texts[(first + i) % TEXTS][0], texts[(first + i) % TEXTS][1]);
    struct pile_stories stories = pile_stories(pile, false);
    struct buffer out = buffer_in(keep);
    for (size_t s = 0; s < stories.count; s++)
        for (uint32_t i = 0; i < stories.at[s].count; i++) {
            buffer_put(&out, stories.at[s].reports[i]->article.id);
            buffer_byte(&out, '=');
            buffer_put(&out, stories.at[s].id);
            buffer_byte(&out, ' ');
        }
    pile_close(pile);
    return buffer_span(&out);
}

static void test_order(void)
{
    struct region region = test_region();
    struct span first = describe(&region.arena, 1, 0);
    check(span_find(first, SPAN("storm-3="), 0) != SPAN_NONE, "a third report of one name gets the next free id");
    check(span_find(first, SPAN("storm="), 0) != SPAN_NONE, "the first of a name keeps it");
    for (unsigned order = 1; order < TEXTS; order++)
        check_text(describe(&region.arena, 4, order), first, "another order and more threads give the same");
    region_close(&region);
}

static void test_twice(void)
{
    struct notes notes = { 0 };
    struct pile *pile = pile_open(2);
    add(pile, &notes, "a/storm.txt", texts[0][1]);
    add(pile, &notes, "./a//storm.txt", texts[0][1]);
    pile_order(pile);
    check(pile->count == 1, "a document that comes twice counts once, however its path is written");
    add(pile, &notes, "a/storm.txt", texts[3][1]);
    add(pile, &notes, "b/storm.txt", texts[0][1]);
    pile_order(pile);
    check(pile->count == 3, "another text, or the same under another name, is another document");
    check(notes.problems == 0, "none of this is a problem");
    pile_close(pile);
}

static void test_many_of_one_name(void)
{
    enum { MANY = 2000 };
    struct notes notes = { 0 };
    struct pile *pile = pile_open(2);
    char name[64];
    for (unsigned i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "%u/same.txt", i);
        add(pile, &notes, name, texts[3][1]);
    }
    pile_order(pile);
    bool distinct = pile->count == MANY;
    for (size_t i = 1; i < pile->count; i++)
        distinct &= span_compare(pile->reports[i - 1]->article.id, pile->reports[i]->article.id) < 0;
    check(distinct, "2,000 reports of one name get 2,000 ids, in order");
    pile_close(pile);
}

static void test_without_text(void)
{
    struct notes notes = { 0 };
    struct pile *pile = pile_open(1);
    add(pile, &notes, "blank.html", "<html><body><nav><a href=\"/\">Home</a></nav></body></html>");
    check(pile->count == 0 && notes.problems == 1, "a page without any text is a problem");
    check(strstr(notes.last, "blank.html") != NULL, "which names it");
    struct synopses none = pile_compare(pile, false);
    check(none.count == 0, "no reports make no stories");
    none = pile_compare(pile, true);
    check(none.count == 0, "nor one story");
    add(pile, &notes, "chess.txt", texts[3][1]);
    check(pile_compare(pile, false).count == 1, "and the pile can still be added to");
    pile_close(pile);
}

static void test_hint(void)
{
    struct notes notes = { 0 };
    struct run_hooks hooks = { .problem = note_problem, .context = &notes };
    struct run_hint hint = { SPAN("https://kestwick.example/chess"), SPAN("2022-06-12") };
    struct pile *pile = pile_open(1);
    pile_add_bytes(pile, span_of(texts[3][1]), SPAN("chess.txt"), hint, &hooks);
    pile_order(pile);
    check(pile->count == 1, "a text with a hint");
    check_text(pile->reports[0]->article.url, hint.url, "has its address");
    check_text(pile->reports[0]->article.published_text, hint.published, "and its date as it was given");
    check(pile->reports[0]->article.published.precision == WHEN_DAY, "which is understood");
    pile_close(pile);
}

static void test_one_story(void)
{
    struct notes notes = { 0 };
    struct pile *pile = pile_open(2);
    for (unsigned i = 0; i < TEXTS; i++)
        add(pile, &notes, texts[i][0], texts[i][1]);
    struct synopses all = pile_compare(pile, true);
    check(all.count == 1 && all.at[0].report_count == TEXTS, "one story holds all reports when told so");
    pile_close(pile);
}

int main(void)
{
    test_order();
    test_twice();
    test_many_of_one_name();
    test_without_text();
    test_hint();
    test_one_story();
    return tap_end();
}
