#include "text/bridge.h"

#include "case.h"
#include "text/normal.h"

static const char *const kinds[] = { "none", "name", "place", "concept", "cognate", "number" };

/* "de:*Wien": the language, whether it is a name, and the word. */
static struct bridge bridge_of_written(struct arena *keep, struct arena scratch, struct span word)
{
    size_t colon = span_find_byte(word, ':', 0);
    struct span language = span_cut(word, 0, colon), rest = span_from(word, colon + 1);
    bool is_name = rest.len && rest.at[0] == '*';
    return bridge_of(scratch, text_fold(keep, span_from(rest, is_name)), language, is_name);
}

static void print_bridges(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                          const struct case_options *options)
{
    (void)options;
    struct bridge first = { 0 };
    bool meet = true;
    size_t from = 0, count = 0;
    while (from < input.len) {
        size_t end = span_find_byte(input, ' ', from);
        end = end == SPAN_NONE ? input.len : end;
        struct bridge bridge = bridge_of_written(keep, scratch, span_cut(input, from, end));
        first = count++ ? first : bridge;
        meet = meet && bridge.term == first.term && bridge.kind == first.kind;
        from = end + 1;
    }
    if (meet && first.kind)
        buffer_printf(out, "meet %s\n", kinds[first.kind]);
    else
        buffer_text(out, "apart\n");
}

static struct bridge plain_word(struct region *region, const char *language, struct span word)
{
    return bridge_of(region->arena, word, span_of(language), false);
}

static void test_edges(void)
{
    struct region region = test_region();
    check(plain_word(&region, "en", SPAN("")).kind == BRIDGE_NONE, "the empty word means nothing");
    check(plain_word(&region, "en", SPAN("a")).kind == BRIDGE_NONE, "nor does a letter");
    check(plain_word(&region, "en", SPAN("7")).kind == BRIDGE_NONE, "nor a digit");
    check(plain_word(&region, "en", SPAN("because")).kind == BRIDGE_NONE, "nor a common word");
    check(plain_word(&region, "en", SPAN("\xff\xfe\xd0")).term == 0, "nor bad bytes");
    check(plain_word(&region, "zz", SPAN("francia")).kind == BRIDGE_NONE, "a language without a table has names only");
    check(plain_word(&region, "en", SPAN("2023")).share > plain_word(&region, "en", SPAN("2789")).share,
          "a year says less than other numbers");
    check(plain_word(&region, "de", SPAN("regierung")).share > plain_word(&region, "de", SPAN("erdbeben")).share,
          "a government is commoner than an earthquake");
    size_t length = 1 << 20;
    char *letters = arena_new(&region.arena, char, length);
    memset(letters, 'b', length);
    check(plain_word(&region, "de", (struct span){ letters, length }).kind == BRIDGE_NONE, "a word of a megabyte is none");
    region_close(&region);
}

int main(void)
{
    case_run(CASES "/text/bridge.txt", print_bridges);
    test_edges();
    return tap_end();
}
