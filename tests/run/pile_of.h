/* tests/run/pile_of.h -- a pile of reports out of texts that stand in the test */
#ifndef SYN_TESTS_PILE_OF_H
#define SYN_TESTS_PILE_OF_H

#include "run/pile.h"
#include "tap.h"

struct source { const char *name, *text; };

static inline void say_problem(void *context, const struct syn_error *error)
{
    (void)context;
    printf("# problem: %s\n", error->text);
}

static inline struct pile *pile_of(const struct source *sources, size_t count)
{
    struct pile *pile = pile_open(1);
    static const struct run_hooks hooks = { .problem = say_problem };
    for (size_t i = 0; i < count; i++)
        pile_add_bytes(pile, span_of(sources[i].text), span_of(sources[i].name),
                       (struct run_hint){ { NULL, 0 }, { NULL, 0 } }, &hooks);
    return pile;
}

#endif
