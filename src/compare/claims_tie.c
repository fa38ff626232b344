#include "compare/claims.h"

#include <stdlib.h>

/* A support and the claim it is of. */
struct owned { struct evidence at; uint32_t claim; };

/* The claims that the evidence of one difference or quote meets. */
struct meeting {
    struct owned *owned;         /* by report, then place; statements never overlap */
    uint32_t owned_count;
    uint32_t *hits;              /* [claim]; 0 between meetings */
    uint32_t *met, met_count;
};

static int by_place(const void *a, const void *b)
{
    const struct owned *x = a, *y = b;
    int order = evidence_order(x->at, y->at);
    return order ? order : (x->claim > y->claim) - (x->claim < y->claim);
}

static struct meeting meeting_of(struct arena *arena, const struct claim_list *claims)
{
    struct meeting m = { .owned_count = 0 };
    uint32_t all = 0;
    for (uint32_t i = 0; i < claims->count; i++)
        all += claims->at[i].support.count;
    m.owned = arena_new(arena, struct owned, all);
    m.hits = arena_new(arena, uint32_t, claims->count);
    m.met = arena_new(arena, uint32_t, claims->count);
    for (uint32_t i = 0; i < claims->count; i++)
        for (uint32_t k = 0; k < claims->at[i].support.count; k++)
            m.owned[m.owned_count++] = (struct owned){ claims->at[i].support.at[k], i };
    if (all)
        qsort(m.owned, all, sizeof *m.owned, by_place);
    return m;
}

/* Counts a hit for each claim that the evidence meets. */
static void meet(struct meeting *m, struct evidence e)
{
    uint32_t low = 0, high = m->owned_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        struct evidence s = m->owned[middle].at;
        if (s.report < e.report || (s.report == e.report && s.at.to <= e.at.from))
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < m->owned_count && m->owned[low].at.report == e.report && m->owned[low].at.at.from < e.at.to; low++) {
        uint32_t claim = m->owned[low].claim;
        if (!m->hits[claim]++)
            m->met[m->met_count++] = claim;
    }
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* One tie: claim, and number of the difference or quote. */
struct tie { uint32_t claim, number; };
struct ties { struct tie *at; size_t count, room; };

static void add_tie(struct arena *arena, struct ties *ties, uint32_t claim, uint32_t number)
{
    ARENA_ROOM(arena, ties->at, ties->count, ties->room);
    ties->at[ties->count++] = (struct tie){ claim, number };
}

static void forget(struct meeting *m)
{
    for (uint32_t i = 0; i < m->met_count; i++)
        m->hits[m->met[i]] = 0;
    m->met_count = 0;
}

static void tie_difference(struct meeting *m, struct arena *arena, struct ties *ties, const struct difference *d,
                           uint32_t number)
{
    if (d->label == DIFFERENCE_SPELLING || d->label == DIFFERENCE_AGREE)
        return;
    for (uint32_t v = 0; v < d->count; v++)
        meet(m, d->values[v].at);
    for (uint32_t i = 0; i < m->met_count; i++)
        add_tie(arena, ties, m->met[i], number);
    forget(m);
}

/* A quote concerns a claim that most of its variants stand in. */
static void tie_quote(struct meeting *m, struct arena *arena, struct ties *ties, const struct quote *q, uint32_t number)
{
    for (uint32_t v = 0; v < q->count; v++)
        meet(m, q->variants[v].words);
    if (m->met_count)
        qsort(m->met, m->met_count, sizeof *m->met, by_number);
    for (uint32_t i = 0; i < m->met_count; i++)
        if (m->hits[m->met[i]] * 2 > q->count || q->count <= 2)
            add_tie(arena, ties, m->met[i], number);
    forget(m);
}

static struct numbers *differences_of(struct claim *claim) { return &claim->differences; }
static struct numbers *quotes_of(struct claim *claim) { return &claim->quotes; }

static void hand_out(struct arena *keep, struct claim_list *claims, const struct ties *ties,
                     struct numbers *(*list_of)(struct claim *claim))
{
    for (size_t i = 0; i < ties->count; i++)
        list_of(&claims->at[ties->at[i].claim])->count++;
    for (uint32_t i = 0; i < claims->count; i++) {
        struct numbers *list = list_of(&claims->at[i]);
        *list = (struct numbers){ arena_new(keep, uint32_t, list->count), 0 };
    }
    for (size_t i = 0; i < ties->count; i++) {
        struct numbers *list = list_of(&claims->at[ties->at[i].claim]);
        list->at[list->count++] = ties->at[i].number;
    }
}

void claims_tie(struct arena *keep, struct arena scratch, struct claim_list *claims,
                const struct difference *differences, uint32_t difference_count, const struct quote *quotes,
                uint32_t quote_count)
{
    struct ties to_differences = { .count = 0 }, to_quotes = { .count = 0 };
    struct arena lists = arena_half(&scratch), more = arena_half(&lists);
    struct meeting m = meeting_of(&scratch, claims);
    for (uint32_t i = 0; i < difference_count; i++)
        tie_difference(&m, &lists, &to_differences, &differences[i], i);
    for (uint32_t i = 0; i < quote_count; i++)
        tie_quote(&m, &more, &to_quotes, &quotes[i], i);
    hand_out(keep, claims, &to_differences, differences_of);
    hand_out(keep, claims, &to_quotes, quotes_of);
}
