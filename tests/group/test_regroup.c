/* Average link, of all pairs (group/regroup.h), by sums (group/partition.h) and in pieces (group/neighbourhood.h). */
#include "group/regroup.h"

#include "group/candidates.h"
#include "group/neighbourhood.h"
#include "made.h"

/* With no round-ups known where `blind`. */
static uint32_t *exactly(struct arena *keep, struct arena scratch, const struct cluster *reports, uint32_t count,
                         bool blind)
{
    struct dots *dots = arena_new(&scratch, struct dots, (size_t)count * count);
    struct round_up *round_ups = round_ups_new(&scratch, count), *unknown = round_ups_new(&scratch, count);
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = a + 1; b < count; b++) {
            struct common common = common_of(&reports[a].all, &reports[b].all);
            dots[(size_t)a * count + b] = dots_of_pair(&reports[a], &reports[b], &common);
            round_up_note(round_ups, a, b, &reports[a], &reports[b], &common);
        }
    return regroup(keep, scratch, reports, count, dots, blind ? unknown : round_ups, LIKENESS_LEAST);
}

static struct edges all_edges(struct arena *keep, const struct cluster *reports, uint32_t count)
{
    struct edges edges = { .count = 0 };
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = a + 1; b < count; b++) {
            float score = (float)likeness(&reports[a], &reports[b]).score;
            if (score >= LIKENESS_LEAST)
                edges_push(keep, &edges, (struct edge){ score, a, b });
        }
    return edges;
}

static bool same(const uint32_t *x, const uint32_t *y, uint32_t count) { return memcmp(x, y, count * sizeof *x) == 0; }

/* ---- clear events ---- */

static void test_agree(struct arena *keep, struct arena scratch)
{
    enum { REPORTS = 240, EVENTS = 40 };
    struct cluster *reports = arena_new(keep, struct cluster, REPORTS);
    uint32_t *want = arena_new(keep, uint32_t, REPORTS);
    for (uint32_t i = 0; i < REPORTS; i++) {
        reports[i] = made_of_event(keep, i % EVENTS, i);
        want[i] = i % EVENTS;
    }
    struct edges edges = all_edges(keep, reports, REPORTS);
    check(same(exactly(keep, scratch, reports, REPORTS, false), want, REPORTS),
          "of all pairs: each event is a story, named by its first report");
    check(same(partition(keep, scratch, reports, REPORTS, &edges, LIKENESS_LEAST), want, REPORTS), "by sums: the same");
    check(same(neighbourhoods_group(keep, scratch, reports, REPORTS, &edges, LIKENESS_LEAST), want, REPORTS),
          "in pieces: the same");
}

/* More neighbours than are looked at pair by pair: the first term ties all together, too loosely to be one story. */
static void test_large(struct arena *keep, struct arena scratch)
{
    enum { REPORTS = NEIGHBOURS_EXACT + 200, EVENTS = 51 };
    struct cluster *reports = arena_new(keep, struct cluster, REPORTS);
    uint32_t *want = arena_new(keep, uint32_t, REPORTS);
    struct edges edges = { .count = 0 };
    for (uint32_t i = 0; i < REPORTS; i++) {
        reports[i] = made_of_event(keep, i % EVENTS, i);
        want[i] = i % EVENTS;
        if (i >= EVENTS)
            edges_push(keep, &edges,
                       (struct edge){ (float)likeness(&reports[i], &reports[i - EVENTS]).score, i - EVENTS, i });
        if (i && i < EVENTS)
            edges_push(keep, &edges, (struct edge){ 0.07f, i - 1, i });
    }
    check(same(neighbourhoods_group(keep, scratch, reports, REPORTS, &edges, LIKENESS_LEAST), want, REPORTS),
          "a neighbourhood of more than a thousand is grouped by sums");
}

static void test_few(struct arena *keep, struct arena scratch)
{
    struct edges none = { .count = 0 };
    struct cluster one = made_of_event(keep, 1, 1), empty[3] = { { .size = 1 }, { .size = 1 }, { .size = 1 } };
    check(neighbourhoods_group(keep, scratch, &one, 0, &none, LIKENESS_LEAST) != NULL, "no reports");
    check(*neighbourhoods_group(keep, scratch, &one, 1, &none, LIKENESS_LEAST) == 0, "one report is its own");
    const uint32_t *of = exactly(keep, scratch, empty, 3, false);
    check(of[0] == 0 && of[1] == 1 && of[2] == 2, "what says nothing stays alone");
}

/* ---- asked again ---- */

enum { A, B, C };

/* A and B share words, more than either shares with C, but nothing of their headlines; C holds both headlines. */
static void make_three(struct arena *keep, struct cluster *at)
{
    enum { NAME = TERM_NAME | TERM_TITLE | TERM_HEAD };
    struct made_term a[] = { { 1, NAME, 0.3f }, { 5, 0, 0.5f }, { 6, TERM_NAME, 0.3f } };
    struct made_term b[] = { { 2, NAME, 0.3f }, { 5, 0, 0.5f }, { 6, TERM_NAME, 0.3f } };
    struct made_term c[] = { { 1, TERM_NAME, 0.3f }, { 2, TERM_NAME, 0.3f }, { 6, NAME, 0.3f } };
    at[A] = MADE(keep, a, 0, 20000);
    at[B] = MADE(keep, b, 1, 20000);
    at[C] = MADE(keep, c, 2, 20000);
}

static void test_refused(struct arena *keep, struct arena scratch)
{
    struct cluster at[3];
    make_three(keep, at);
    struct likeness ab = likeness(&at[A], &at[B]), ac = likeness(&at[A], &at[C]);
    check(ab.score > ac.score && likeness_apart(&at[A], &at[B], &ab, LIKENESS_LEAST) == APART_UNBOUND
          && likeness_may_join(&at[A], &at[C], &ac, LIKENESS_LEAST), "the best pair may not join, the next may");
    const uint32_t *two = exactly(keep, scratch, at, 2, false);
    check(two[A] != two[B], "alone they stay apart");
    const uint32_t *of = exactly(keep, scratch, at, 3, false);
    check(of[A] == A && of[B] == A && of[C] == A, "when one has grown the pair is asked again: of all pairs");
    struct edges edges = { .count = 0 };
    edges_push(keep, &edges, (struct edge){ (float)ab.score, A, B });
    edges_push(keep, &edges, (struct edge){ (float)ac.score, A, C });
    of = partition(keep, scratch, at, 3, &edges, LIKENESS_LEAST);
    check(of[A] == A && of[B] == A && of[C] == A, "and by sums");
}

/* ---- round-ups ---- */

static void test_round_up(struct arena *keep, struct arena scratch)
{
    enum { NAME = TERM_NAME | TERM_TITLE | TERM_HEAD };
    struct made_term x[] = { { 1, NAME, 0.5f }, { 2, 0, 0.5f } }, y[] = { { 3, NAME, 0.5f }, { 4, 0, 0.5f } };
    struct made_term whole[] = { { 1, TERM_NAME, 0.45f }, { 2, 0, 0.3f }, { 3, TERM_NAME, 0.45f }, { 4, 0, 0.3f },
                                 { 7, TERM_TITLE | TERM_HEAD, 0.3f } };
    struct cluster at[3] = { MADE(keep, x, 0, 0), MADE(keep, y, 1, 0), MADE(keep, whole, 2, 0) };
    const uint32_t *of = exactly(keep, scratch, at, 3, false);
    check(of[0] == 0 && of[1] == 1 && of[2] == 2, "a round-up is of no story");
    of = exactly(keep, scratch, at, 3, true);
    check(of[2] != 2, "where nobody says that it is one it is drawn into one");
}

/* ---- edges ---- */

static void test_heap(struct arena *keep)
{
    struct edges heap = { .count = 0 };
    enum { MANY = 5000 };
    for (uint32_t i = 0; i < MANY; i++)
        edges_push(keep, &heap, (struct edge){ (float)(hash_mix(1, i) % 64), (uint32_t)(hash_mix(2, i) % 50), 50 + i });
    struct edge last = edges_pop(&heap);
    size_t count = 1;
    bool sorted = true;
    for (; heap.count; count++) {
        struct edge e = edges_pop(&heap);
        sorted = sorted && edge_before(&last, &e) && !edge_before(&e, &last);
        last = e;
    }
    check(sorted && count == MANY, "edges come out of the heap strongest first, equal ones by number, none lost");
}

int main(void)
{
    struct region keep = region_open((size_t)1 << 32), scratch = region_open((size_t)1 << 32);
    test_agree(&keep.arena, scratch.arena);
    test_large(&keep.arena, scratch.arena);
    test_few(&keep.arena, scratch.arena);
    test_refused(&keep.arena, scratch.arena);
    test_round_up(&keep.arena, scratch.arena);
    test_heap(&keep.arena);
    region_close(&keep);
    region_close(&scratch);
    return tap_end();
}
