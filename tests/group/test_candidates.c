#include "group/candidates.h"

#include <time.h>

#include "made.h"

enum { REPORTS = 300, EVENTS = 60 };

static const double LEAST = 0.06;

static bool has_edge(const struct edges *edges, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < edges->count; i++)
        if (edges->at[i].a == a && edges->at[i].b == b)
            return true;
    return false;
}

static void test_all_pairs(struct arena *keep, struct arena scratch)
{
    struct cluster *reports = arena_new(keep, struct cluster, REPORTS);
    for (uint32_t i = 0; i < REPORTS; i++)
        reports[i] = made_of_event(keep, i % EVENTS, i);
    struct edges edges = candidates_find(keep, scratch, reports, REPORTS, LEAST);
    size_t want = 0;
    bool found = true;
    for (uint32_t a = 0; a < REPORTS; a++)
        for (uint32_t b = a + 1; b < REPORTS; b++)
            if (likeness(&reports[a], &reports[b]).score >= LEAST) {
                found = found && has_edge(&edges, a, b);
                want++;
            }
    check(want == EVENTS * 10 && found, "every pair that is alike is found");
    check(edges.count == want, "each once, and no other");
    bool right = true;
    for (size_t i = 0; i < edges.count; i++) {
        struct edge e = edges.at[i];
        right = right && e.a < e.b && e.likeness == (float)likeness(&reports[e.a], &reports[e.b]).score;
    }
    check(right, "with its likeness");
    struct edges none = candidates_find(keep, scratch, reports, REPORTS, 1.1);
    check(none.count == 0, "who asks for more than there is gets none");
}

static void test_few(struct arena *keep, struct arena scratch)
{
    struct cluster reports[3] = { made_of_event(keep, 1, 1), { .size = 1 }, { .size = 1 } };
    check(candidates_find(keep, scratch, reports, 0, 0).count == 0, "no reports, no pairs");
    check(candidates_find(keep, scratch, reports, 1, 0).count == 0, "a report does not meet itself");
    check(candidates_find(keep, scratch, reports, 3, 0).count == 0, "what is empty meets nobody");
}

/* A term that everybody holds leads to the latest holders only, so the work stays linear. */
static void test_common_term(struct arena *keep, struct arena scratch)
{
    enum { MANY = 20000 };
    struct cluster *reports = arena_new(keep, struct cluster, MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        struct made_term terms[] = { { 1, TERM_TITLE, 0.6f }, { 10 + i, 0, 0.5f } };
        reports[i] = MADE(keep, terms, i, 0);
    }
    clock_t from = clock();
    struct edges edges = candidates_find(keep, scratch, reports, MANY, LEAST);
    check((double)(clock() - from) / CLOCKS_PER_SEC < 10, "twenty thousand under one headline take no long time");
    check(edges.count >= MANY - 1 && edges.count <= (size_t)MANY * 64, "each meets the latest, not all");
}

int main(void)
{
    struct region keep = region_open((size_t)1 << 32), scratch = region_open((size_t)1 << 32);
    test_all_pairs(&keep.arena, scratch.arena);
    test_few(&keep.arena, scratch.arena);
    test_common_term(&keep.arena, scratch.arena);
    region_close(&keep);
    region_close(&scratch);
    return tap_end();
}
