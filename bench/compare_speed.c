/* bench/compare_speed.c -- how the cost of comparing grows with the reports of a story
 *
 *     bench_compare FILE|FOLDER...
 *
 * Reads and annotates all reports, takes the first 2, 5, 10, 20, 50, 100, 200 ... of them for one story, and prints
 * for each such story what finding its copies and comparing it cost: processor time on one thread, the least of
 * several runs, from annotated reports to the synopsis.
 */
#include <stdio.h>
#include <time.h>

#include "compare/compare.h"
#include "group/copies.h"
#include "run/pile.h"

enum { RUNS = 5 };
static const size_t sizes[] = { 2, 5, 10, 20, 50, 100, 200, 500, 1000 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

struct cost { double copies, compare; struct synopsis synopsis; };

static struct cost measure(const struct pile *pile, size_t count, struct region *keep, struct region *scratch)
{
    struct cost least = { .copies = 1e9, .compare = 1e9 };
    for (int run = 0; run < RUNS; run++) {
        region_reset(keep, keep->size);
        region_reset(scratch, scratch->size);
        double begin = now();
        struct copies copies = copies_find(&keep->arena, scratch->arena, pile->reports, count, PILE_LEAST_SHARED);
        double found = now();
        least.synopsis = compare_story(&keep->arena, scratch->arena, pile->reports, (uint32_t)count, &copies, (struct neighbours){ NULL, 0 });
        double done = now();
        least.copies = found - begin < least.copies ? found - begin : least.copies;
        least.compare = done - found < least.compare ? done - found : least.compare;
    }
    return least;
}

static void print_problem(void *context, const struct syn_error *error)
{
    (void)context;
    fprintf(stderr, "bench_compare: %s\n", error->text);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: bench_compare FILE|FOLDER...\n", stderr);
        return 2;
    }
    struct pile *pile = pile_open(1);
    struct run_hooks hooks = { .problem = print_problem };
    pile_add_inputs(pile, (const char *const *)argv + 1, (size_t)argc - 1, &hooks);
    pile_order(pile);
    struct region keep = region_open((size_t)1 << 34), scratch = region_open((size_t)1 << 34);
    printf("%8s %10s %12s %12s %10s %10s\n", "reports", "copies ms", "compare ms", "ms a report", "claims", "origins");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes && sizes[i] <= pile->count; i++) {
        struct cost cost = measure(pile, sizes[i], &keep, &scratch);
        printf("%8zu %10.2f %12.2f %12.3f %10u %10u\n", sizes[i], cost.copies, cost.compare,
               (cost.copies + cost.compare) / (double)sizes[i], cost.synopsis.claim_count, cost.synopsis.origin_count);
    }
    region_close(&keep);
    region_close(&scratch);
    pile_close(pile);
    return 0;
}
