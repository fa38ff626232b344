/* tests/compare/test_headline.c -- the headline chosen; who and where */
#include "story_of.h"

static void put_words(struct buffer *out, const char *name, struct span words)
{
    buffer_printf(out, "%s: %.*s\n", name, words.len ? (int)words.len : 4, words.len ? words.at : "none");
}

static void print_scene(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                        const struct case_options *options)
{
    (void)options;
    struct synopsis s = story_synopsis(keep, scratch, input);
    put_words(out, "headline", s.headline);
    put_words(out, "who", evidence_words(&s, s.who));
    put_words(out, "what", evidence_words(&s, s.what));
    put_words(out, "where", evidence_words(&s, s.where));
}

int main(void)
{
    case_run(CASES "/compare/headline.txt", print_scene);
    return tap_end();
}
