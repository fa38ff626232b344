/* tests/tell/golden.h -- exact output, kept in tests/tell/golden/
 *
 * SYN_GOLDEN=write in the environment writes the files anew, to be read over before they are kept.
 */
#ifndef SYN_TESTS_TELL_GOLDEN_H
#define SYN_TESTS_TELL_GOLDEN_H

#include <stdlib.h>

#include "case.h"

static inline void golden_write(const char *path, struct span got)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(got.at, 1, got.len, file) != got.len || fclose(file))
        printf("Bail out! cannot write %s\n", path);
}

/* The number of the first line in which they differ, 0 where they do not. */
static inline int golden_line(struct span got, struct span want)
{
    struct span a, b;
    for (int line = 1;; line++) {
        bool more_a = span_take(&got, '\n', &a), more_b = span_take(&want, '\n', &b);
        if (!more_a && !more_b)
            return 0;
        if (more_a != more_b || !span_equal(a, b)) {
            printf("# line %d\n# got:  %.*s\n# want: %.*s\n", line, more_a ? (int)a.len : 0, a.at,
                   more_b ? (int)b.len : 0, b.at);
            return line;
        }
    }
}

static inline void check_golden(struct arena *keep, struct span got, const char *name)
{
    struct span path = arena_printf(keep, CASES "/../tell/golden/%s", name);
    if (getenv("SYN_GOLDEN"))
        golden_write(path.at, got);
    check(golden_line(got, case_file(keep, path.at)) == 0, name);
}

/* The words stand in the text in this order; NULL ends the list. */
static inline bool in_order(struct span text, const char *const *words)
{
    size_t at = 0;
    for (; *words; words++) {
        at = span_find(text, span_of(*words), at);
        if (at == SPAN_NONE) {
            printf("# not there, or not in its place: %s\n", *words);
            return false;
        }
    }
    return true;
}

#define IN_ORDER(text, ...) in_order((text), (const char *const[]){ __VA_ARGS__, NULL })

#endif
