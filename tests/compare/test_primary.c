/* tests/compare/test_primary.c -- one primary document behind all accounts */
#include "story_of.h"

static void print_primary(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                          const struct case_options *options)
{
    (void)options;
    struct synopsis s = story_synopsis(keep, scratch, input);
    buffer_put(out, s.one_source.len ? s.one_source : SPAN("none"));
    for (uint32_t i = 0; i < s.one_source_at.count; i++) {
        struct span words = evidence_words(&s, s.one_source_at.at[i]);
        buffer_printf(out, "\n%.*s", (int)words.len, words.at);
    }
    buffer_byte(out, '\n');
}

int main(void)
{
    case_run(CASES "/compare/primary.txt", print_primary);
    return tap_end();
}
