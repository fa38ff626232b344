#include "compare/candidate.h"

#include <stdlib.h>

/* A term in more statements nominates no pairs; what all reports tell, each of them may tell twice. */
enum { POSTINGS_LEAST = 200, POSTINGS_A_REPORT = 2 };

static uint32_t postings_most(struct statements statements)
{
    uint32_t reports = statements.count ? statements.at[statements.count - 1].report + 1 : 0;
    return reports * POSTINGS_A_REPORT > POSTINGS_LEAST ? reports * POSTINGS_A_REPORT : POSTINGS_LEAST;
}

/* Statements by term: those of one term stand together, in order. */
struct posting { uint64_t key; uint32_t statement, term; };
struct index {
    struct posting *at;
    size_t count;
    uint32_t **run;          /* [statement][term] -> first posting of that term; UINT32_MAX for a common one */
};

static int by_key(const void *a, const void *b)
{
    const struct posting *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->statement > y->statement) - (x->statement < y->statement);
}

static struct index build_index(struct arena *scratch, struct statements statements)
{
    struct index index = { NULL, 0, arena_new(scratch, uint32_t *, statements.count) };
    for (uint32_t i = 0; i < statements.count; i++)
        index.count += statements.at[i].term_count;
    index.at = arena_new(scratch, struct posting, index.count);
    size_t n = 0;
    for (uint32_t i = 0; i < statements.count; i++) {
        index.run[i] = arena_new(scratch, uint32_t, statements.at[i].term_count);
        for (uint32_t t = 0; t < statements.at[i].term_count; t++)
            index.at[n++] = (struct posting){ statements.at[i].terms[t].key, i, t };
    }
    if (n)
        qsort(index.at, n, sizeof *index.at, by_key);
    uint32_t most = postings_most(statements);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from; to < n && index.at[to].key == index.at[from].key; to++)
            ;
        for (size_t k = from; k < to; k++)
            index.run[index.at[k].statement][index.at[k].term] = to - from > most ? UINT32_MAX : (uint32_t)from;
    }
    return index;
}

struct search {
    struct statements statements;
    struct index index;
    struct candidate *pair;             /* by the other statement: what has been added up with it; b is 0 before */
    uint32_t *touched, touched_count;
};

/* Adds up the likeness of statement `i` to all later ones that share a term with it. */
static void add_up(struct search *s, uint32_t i)
{
    const struct statement *a = &s->statements.at[i];
    s->touched_count = 0;
    for (uint32_t t = 0; t < a->term_count; t++) {
        for (size_t p = s->index.run[i][t]; p < s->index.count && s->index.at[p].key == a->terms[t].key; p++) {
            uint32_t other = s->index.at[p].statement;
            if (other <= i)
                continue;
            struct candidate *pair = &s->pair[other];
            if (!pair->b) {
                *pair = (struct candidate){ .a = i, .b = other };
                s->touched[s->touched_count++] = other;
            }
            pair->likeness += a->terms[t].weight * s->statements.at[other].terms[s->index.at[p].term].weight;
            pair->names += a->terms[t].kind == TERM_ENTITY;
            pair->days += a->terms[t].kind == TERM_DATE;
        }
    }
}

void candidates_each(struct arena scratch, struct statements statements, candidate_take *take, void *context)
{
    struct search s = { .statements = statements, .index = build_index(&scratch, statements),
                        .pair = arena_new(&scratch, struct candidate, statements.count),
                        .touched = arena_new(&scratch, uint32_t, statements.count) };
    for (uint32_t i = 0; i < statements.count; i++) {
        add_up(&s, i);
        for (uint32_t k = 0; k < s.touched_count; k++) {
            take(context, &s.pair[s.touched[k]]);
            s.pair[s.touched[k]].b = 0;
        }
    }
}
