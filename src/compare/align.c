#include "compare/align.h"

#include <stdlib.h>

#include "base/linkage.h"

/* Found on development sets by the scorer of clusters; the result hangs little on the second digit. */
static const float join_from = 0.22f;            /* average likeness at which clusters join */
static const float pair_from = 0.08f;            /* pairs below it are not kept */
static const float near_from = 0.3f;            /* too alike to say that the one lacks the other */
static const float same_report_from = 0.75f;     /* within one report only repetition joins */

enum { POSTINGS_MAX = 400 };   /* a term in more statements nominates no pairs */

/* ---- what speaks against a pair ---- */

/* What two statements hold of names and days, and how many of them they share. */
struct shared { unsigned names, days, names_a, names_b, days_a, days_b; };

static bool times_meet(const struct statement *a, const struct statement *b)
{
    return when_known(a->when) && when_known(b->when) && a->when.from < b->when.to && b->when.from < a->when.to;
}

static bool holds_name(const struct statement *s, uint32_t name)
{
    for (uint32_t i = 0; i < s->term_count; i++)
        if (s->terms[i].kind == TERM_ENTITY && s->terms[i].key == term_of_name(name))
            return true;
    return false;
}

/* Both say who acts, and neither so much as names the other's. */
static bool actors_differ(const struct statement *a, const struct statement *b)
{
    return a->subject != STATEMENT_NONE && b->subject != STATEMENT_NONE && a->subject != b->subject &&
           !holds_name(a, b->subject) && !holds_name(b, a->subject);
}

static float adjusted(float likeness, const struct shared *s, const struct statement *a, const struct statement *b)
{
    if (s->names_a && s->names_b && !s->names)
        likeness *= 0.6f;
    else if (s->names == 1 && s->names_a > 1 && s->names_b > 1)    /* one in common, and each has others */
        likeness *= 0.85f;
    if (!s->names_a != !s->names_b)
        likeness *= 0.85f;
    if (s->days_a && s->days_b && !s->days && !times_meet(a, b))
        likeness *= 0.7f;
    if (actors_differ(a, b))
        likeness *= 0.8f;
    return a->negative != b->negative ? likeness * 0.9f : likeness;
}

static void count_own(const struct statement *s, unsigned *names, unsigned *days)
{
    for (uint32_t i = 0; i < s->term_count; i++) {
        *names += s->terms[i].kind == TERM_ENTITY;
        *days += s->terms[i].kind == TERM_DATE;
    }
}

float align_score(const struct statement *a, const struct statement *b)
{
    struct shared s = { 0 };
    float likeness = 0;
    count_own(a, &s.names_a, &s.days_a);
    count_own(b, &s.names_b, &s.days_b);
    for (uint32_t i = 0, k = 0; i < a->term_count && k < b->term_count;) {
        if (a->terms[i].key != b->terms[k].key) {
            if (a->terms[i].key < b->terms[k].key)
                i++;
            else
                k++;
            continue;
        }
        likeness += a->terms[i].weight * b->terms[k].weight;
        s.names += a->terms[i].kind == TERM_ENTITY;
        s.days += a->terms[i].kind == TERM_DATE;
        i++;
        k++;
    }
    return adjusted(likeness, &s, a, b);
}

/* ---- candidates ---- */

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
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from; to < n && index.at[to].key == index.at[from].key; to++)
            ;
        for (size_t k = from; k < to; k++)
            index.run[index.at[k].statement][index.at[k].term] = to - from > POSTINGS_MAX ? UINT32_MAX : (uint32_t)from;
    }
    return index;
}

/* What has been added up of one statement's likeness to another. */
struct tally { float likeness; unsigned names, days; bool touched; };

struct search {
    struct statements statements;
    struct index index;
    struct tally *tally;
    uint32_t *touched, touched_count;
    unsigned *names, *days;             /* how many each statement has */
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
            struct tally *tally = &s->tally[other];
            if (!tally->touched) {
                *tally = (struct tally){ .touched = true };
                s->touched[s->touched_count++] = other;
            }
            tally->likeness += a->terms[t].weight * s->statements.at[other].terms[s->index.at[p].term].weight;
            tally->names += a->terms[t].kind == TERM_ENTITY;
            tally->days += a->terms[t].kind == TERM_DATE;
        }
    }
}

static bool may_join(const struct statement *a, const struct statement *b, float score)
{
    return score >= (a->report == b->report ? same_report_from : pair_from);
}

/* All pairs that share a term which is not too common. */
static struct linkage_pair *find_pairs(struct arena *keep, struct arena scratch, struct statements statements, size_t *count)
{
    struct search s = { .statements = statements, .index = build_index(&scratch, statements) };
    struct linkage_pair *pairs = NULL;
    size_t room = 0;
    s.tally = arena_new(&scratch, struct tally, statements.count);
    s.touched = arena_new(&scratch, uint32_t, statements.count);
    s.names = arena_new(&scratch, unsigned, statements.count);
    s.days = arena_new(&scratch, unsigned, statements.count);
    for (uint32_t i = 0; i < statements.count; i++)
        count_own(&statements.at[i], &s.names[i], &s.days[i]);
    *count = 0;
    for (uint32_t i = 0; i < statements.count; i++) {
        const struct statement *a = &statements.at[i];
        add_up(&s, i);
        for (uint32_t k = 0; k < s.touched_count; k++) {
            uint32_t other = s.touched[k];
            const struct statement *b = &statements.at[other];
            struct shared shared = { s.tally[other].names, s.tally[other].days, s.names[i], s.names[other], s.days[i], s.days[other] };
            float score = adjusted(s.tally[other].likeness, &shared, a, b);
            s.tally[other].touched = false;
            if (!may_join(a, b, score))
                continue;
            ARENA_ROOM(keep, pairs, *count, room);
            pairs[(*count)++] = (struct linkage_pair){ score, i, other };
        }
    }
    return pairs;
}

/* ---- clusters ---- */

static void keep_nears(struct arena *keep, struct nears *nears, struct statements statements, const struct linkage_pair *pairs,
                       size_t count)
{
    size_t room = 0;
    *nears = (struct nears){ NULL, 0 };
    for (size_t i = 0; i < count; i++) {
        const struct statement *a = &statements.at[pairs[i].a], *b = &statements.at[pairs[i].b];
        if (pairs[i].weight < near_from || a->claim == b->claim || a->report == b->report)
            continue;
        ARENA_ROOM(keep, nears->at, nears->count, room);
        nears->at[nears->count++] = (struct near){ pairs[i].a, pairs[i].b };
    }
}

uint32_t align_statements(struct arena *keep, struct arena scratch, struct statements statements, struct nears *nears)
{
    size_t pair_count;
    struct arena pair_arena = arena_half(&scratch);
    struct linkage_pair *pairs = find_pairs(&pair_arena, scratch, statements, &pair_count);
    uint32_t *root = linkage(&pair_arena, scratch, pairs, pair_count, statements.count, join_from), count = 0;
    for (uint32_t i = 0; i < statements.count; i++)     /* the root is the first of its cluster */
        statements.at[i].claim = root[i] == i ? count++ : statements.at[root[i]].claim;
    keep_nears(keep, nears, statements, pairs, pair_count);
    return count;
}
