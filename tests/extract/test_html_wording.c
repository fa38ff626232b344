#include "extract/html_wording.h"

#include "tap.h"

static struct region kept;

static void test_runs(void)
{
    struct map map = map_in(&kept.arena, 0);
    check(html_wording_learn(&map, 0, SPAN("The old bridge of Veltown")) == 3, "five words have three runs of three");
    check(html_wording_learn(&map, 2, SPAN("bridge of Veltown")) == 1, "three have one");
    struct html_runs runs = html_wording_known(&map, SPAN("\"the OLD bridge, of: Veltown\""));
    check(runs.all == 3 && runs.known[0] == 3 && runs.known[1] == 0 && runs.known[2] == 1,
          "case and signs don't matter, and the texts are told apart");
    runs = html_wording_known(&map, SPAN("old the bridge of Veltown is old"));
    check(runs.all == 5 && runs.known[0] == 1, "their order does");
}

static void test_edges(void)
{
    struct map map = map_in(&kept.arena, 0);
    check(html_wording_learn(&map, 0, SPAN("")) == 0 && html_wording_learn(&map, 0, SPAN("two words")) == 0,
          "two words are no run");
    check(html_wording_learn(&map, 0, SPAN("  ... , ")) == 0, "nor are signs");
    check(html_wording_known(&map, SPAN("one two three")).known[0] == 0, "an empty map knows nothing");
    html_wording_learn(&map, 1, SPAN("Міст у Велтауні закрито"));
    check(html_wording_known(&map, SPAN("«Міст у Велтауні — закрито»")).known[1] == 2,
          "letters of other scripts are words, their quotation marks and dashes are not");
    check(html_wording_known(&map, SPAN("\xff\xfe one two three \x80")).all >= 3, "any bytes will do");
}

int main(void)
{
    kept = test_region();
    test_runs();
    test_edges();
    return tap_end();
}
