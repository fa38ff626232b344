#include "tell/tell.h"

#include "fixture.h"
#include "golden.h"
#include "hostile.h"
#include "text/utf8.h"

static struct span tell(struct arena *keep, const struct synopsis *s, unsigned width, bool colour)
{
    struct region *region = arena_new(keep, struct region, 1);
    *region = test_region();
    struct buffer out = buffer_in(&region->arena);
    tell_text(&out, s, (struct tell_options){ width, colour });
    return buffer_span(&out);
}

/* Columns of the widest line; escape sequences would count, so without colour only. */
static size_t widest(struct span text)
{
    struct span line;
    size_t most = 0;
    while (span_take(&text, '\n', &line))
        if (utf8_columns(line) > most)
            most = utf8_columns(line);
    return most;
}

/* Control characters but line breaks and, where there is colour, our own sequences: ESC [ digits ; m. */
static bool steers(struct span text, bool colour)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        unsigned length;
        uint32_t code = utf8_decode(text, i, &length);
        if (c == '\033' && colour) {
            size_t end = i + 2;
            while (end < text.len && (byte_is_digit(text.at[end]) || text.at[end] == ';'))
                end++;
            if (text.at[i + 1] != '[' || end - i > 6 || text.at[end] != 'm')
                return true;
            i = end;
        } else if ((c < ' ' && c != '\n') || c == 0x7f || (code >= 0x80 && code < 0xa0) ||
                   (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) {
            return true;
        }
    }
    return false;
}

static void test_ferry(struct arena *keep)
{
    const struct synopsis *s = fixture_ferry(keep);
    check_golden(keep, tell(keep, s, 0, false), "ferry-80.txt");
    check_golden(keep, tell(keep, s, 140, false), "ferry-140.txt");
    check_golden(keep, tell(keep, s, 80, true), "ferry-colour.txt");
    for (unsigned width = 20; width <= 200; width += 7)
        check(widest(tell(keep, s, width, false)) <= width, "no line is wider than asked for");
    check(span_find_byte(tell(keep, s, 80, false), '\033', 0) == SPAN_NONE, "no colour, no escape");
}

static void test_short_ids(struct arena *keep)
{
    struct synopsis *s = (struct synopsis *)fixture_ferry(keep);
    static const char *const ids[] = { "a", "b", "c", "d", "e", "f" };
    for (int i = 0; i < 6; i++)
        ((struct report *)s->reports[i].report)->article.id = span_of(ids[i]);
    struct span text = tell(keep, s, 80, false);
    check(span_find(text, SPAN("[e 87-103]"), 0) != SPAN_NONE, "short ids are the handles themselves");
    check(span_find(text, SPAN("[B "), 0) == SPAN_NONE, "and no letters of ours stand beside them");
}

static void test_hostile(struct arena *keep)
{
    const struct synopsis *s = hostile_story(keep);
    check(!steers(tell(keep, s, 80, false), false), "no byte of a report steers the terminal");
    check(!steers(tell(keep, s, 80, true), true), "nor with colour");
    for (unsigned width = 20; width <= 120; width += 33)
        check(widest(tell(keep, s, width, false)) <= width, "words wider than the line are cut");
    check_golden(keep, tell(keep, s, 80, false), "hostile.txt");
}

/* What an editor needs in ten seconds, before anything else, on one screen. */
static void test_first_screen(struct arena *keep)
{
    struct span text = tell(keep, fixture_ferry(keep), 100, false), line, rest = text;
    int lines = 0;
    check(IN_ORDER(text, "Ferry with 212 aboard", "who Marn Rose", "what ran aground", "when 6 May 2031",
                   "where the Tinder",
                   "3 independent accounts in 6 reports", "2 conflicts", "time of grounding", "What all 3 accounts say",
                   "What differs", "WHO COPIED WHOM"), "headline, facts, accounts, conflicts, agreed, differs; then the rest");
    while (span_take(&rest, '\n', &line) && !span_equal(line, SPAN("WHO COPIED WHOM")))
        lines++;
    check(lines <= 32, "on one screen");
    text = tell(keep, fixture_study(keep), 100, false);
    check(IN_ORDER(text, "Eels return", "AFP stands behind 2 of 3 reports", "All accounts rest on one study",
                   "[A 70-107] [B 47-84] [C 59-99]", "too short to tell what they leave out: C", "No conflicts found",
                   "Nothing was found to differ"), "why there are no more accounts; nothing differs");
    check(span_find(text, SPAN("what Eels"), 0) == SPAN_NONE, "what the headline says is not said again");
    text = tell(keep, large_story(keep, 63, 200), 80, false);
    check(IN_ORDER(text, "and 13 more accounts", "WHO COPIED WHOM"), "of many accounts the first few");
}

static void test_details(struct arena *keep)
{
    struct span text = tell(keep, fixture_ferry(keep), 200, false);
    check(IN_ORDER(text, "reprint 96 % from A (sure): credits", "(possible, inferred): shares", "(likely): 6 of 6"),
          "how sure a descent is, and its grounds");
    check(IN_ORDER(text, "Told differently", "Background: what went before", "March 2030"),
                   "background apart from news");
    check(IN_ORDER(text, "conflict (date): time of grounding", "[A 112-121] 06:10 [A2 112-121] 07:25",
                   "other scope (action)",
                   "attribution: whose word", "told as a fact", "= agree (date)"), "kinds, and values with their times");
    check(IN_ORDER(text, "We felt one *hard* blow", "in full", "other language", "other words"),
                   "changes of a quote");
    check(IN_ORDER(text, "the same words given to different speakers", "given to Bren Aldic", "given to Ilse Torvan"),
          "who is said to have said it");
    check(IN_ORDER(text, "ONLY ONE ACCOUNT HAS", "Also told in Pilot Post [pile/pilot-post.txt 26-93]", "Cannot tell: A2, C"),
          "what other stories tell, too; who cannot tell");
}

static void test_sizes(struct arena *keep)
{
    struct span large = tell(keep, large_story(keep, 40, 200), 80, false);
    check(widest(large) <= 80, "40 reports, 200 claims in 80 columns");
    check(span_find(large, SPAN("│ A"), 0) == SPAN_NONE, "40 reports do not fit into columns");
    struct span wide = tell(keep, large_story(keep, 40, 20), 500, false);
    check(span_find(wide, SPAN("│ A"), 0) != SPAN_NONE && widest(wide) <= 500, "where there is room they do");
    check(tell(keep, large_story(keep, 1, 3), 80, false).len > 0, "one report");
    check(span_find(tell(keep, large_story(keep, 2, 0), 80, false), SPAN("No statement"), 0) != SPAN_NONE,
          "no claims");
    struct synopsis nothing = { 0 };
    check(span_find(tell(keep, &nothing, 80, false), SPAN("0 independent accounts"), 0) != SPAN_NONE,
          "nothing at all");
}

int main(void)
{
    struct region keep = test_region();
    test_ferry(&keep.arena);
    test_short_ids(&keep.arena);
    test_hostile(&keep.arena);
    test_first_screen(&keep.arena);
    test_details(&keep.arena);
    test_sizes(&keep.arena);
    return tap_end();
}
