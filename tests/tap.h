/* tests/tap.h -- what a test program needs: checks that are counted and printed as TAP
 *
 *     static void test_cut(void) { check(span_cut(s, 1, 2).len == 1, "cuts one byte"); }
 *     int main(void) { test_cut(); return tap_end(); }
 */
#ifndef SYN_TESTS_TAP_H
#define SYN_TESTS_TAP_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/span.h"

static int tap_count, tap_failed;

static inline bool tap_check(bool good, const char *what, const char *file, int line)
{
    printf("%sok %d - %s\n", good ? "" : "not ", ++tap_count, what);
    if (!good) {
        tap_failed++;
        printf("#   at %s:%d\n", file, line);
    }
    return good;
}

static inline void tap_check_text(struct span got, struct span want, const char *what, const char *file, int line)
{
    if (!tap_check(span_equal(got, want), what, file, line))
        printf("#   got:  %.*s\n#   want: %.*s\n", (int)got.len, got.at, (int)want.len, want.at);
}

static inline int tap_end(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed != 0;
}

#define check(condition, what) tap_check((condition), (what), __FILE__, __LINE__)
#define check_text(got, want, what) tap_check_text((got), (want), (what), __FILE__, __LINE__)

/* A region for a test; as large as a test will want. */
static inline struct region test_region(void) { return region_open((size_t)1 << 30); }

#endif
