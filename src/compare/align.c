#include "compare/align.h"

#include "base/linkage.h"
#include "compare/candidate.h"

/* Found on development sets by the scorer of clusters; the result hangs little on the second digit. */
static const float join_from = 0.22f;            /* average likeness at which clusters join */
static const float pair_from = 0.15f;            /* pairs below it are not kept */
static const float near_from = 0.3f;            /* too alike to say that the one lacks the other */
static const float same_report_from = 0.75f;     /* within one report only repetition joins */

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

/* ---- pairs ---- */

struct pairs {
    struct arena *arena;
    struct statements statements;
    struct linkage_pair *at;
    size_t count, room;
    unsigned *names, *days;             /* how many each statement has */
};

static void take_pair(void *context, const struct candidate *pair)
{
    struct pairs *p = context;
    const struct statement *a = &p->statements.at[pair->a], *b = &p->statements.at[pair->b];
    struct shared shared = { pair->names, pair->days, p->names[pair->a], p->names[pair->b], p->days[pair->a],
                             p->days[pair->b] };
    float score = adjusted(pair->likeness, &shared, a, b);
    if (score < (a->report == b->report ? same_report_from : pair_from))
        return;
    ARENA_ROOM(p->arena, p->at, p->count, p->room);
    p->at[p->count++] = (struct linkage_pair){ score, pair->a, pair->b };
}

static struct pairs find_pairs(struct arena *keep, struct arena scratch, struct statements statements)
{
    struct pairs pairs = { .arena = keep, .statements = statements, .names = arena_new(&scratch, unsigned, statements.count),
                           .days = arena_new(&scratch, unsigned, statements.count) };
    for (uint32_t i = 0; i < statements.count; i++)
        count_own(&statements.at[i], &pairs.names[i], &pairs.days[i]);
    candidates_each(scratch, statements, take_pair, &pairs);
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
    struct arena pair_arena = arena_half(&scratch);
    struct pairs pairs = find_pairs(&pair_arena, scratch, statements);
    uint32_t *root = linkage(&pair_arena, scratch, pairs.at, pairs.count, statements.count, join_from, 1), count = 0;
    for (uint32_t i = 0; i < statements.count; i++)     /* the root is the first of its cluster */
        statements.at[i].claim = root[i] == i ? count++ : statements.at[root[i]].claim;
    keep_nears(keep, nears, statements, pairs.at, pairs.count);
    return count;
}
