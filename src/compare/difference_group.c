#include "compare/difference_fact.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"

enum { SAMPLE = 5, PEERS_A_REPORT = 8, GROUP_MAX = 1024 };

/* Two facts each of which is the other's nearest in its report gain so much; groups join when their facts are related
 * on the average so far. */
static const float points_mutual = 0.12f, average_share = 0.5f;

struct link {
    float score;
    uint32_t a, b;
};

static int by_score(const void *a, const void *b)
{
    const struct link *x = a, *y = b;
    if (x->score != y->score)
        return (x->score < y->score) - (x->score > y->score);
    if (x->a != y->a)
        return (x->a > y->a) - (x->a < y->a);
    return (x->b > y->b) - (x->b < y->b);
}

struct grouping {
    struct facts *facts;
    fact_relation *relation;
    fact_agreement *agree;
    float enough;
    struct map apart; /* two groups that were found not to go together */
};

static uint32_t root_of(struct facts *facts, uint32_t i)
{
    while (facts->at[i].group != i)
        i = facts->at[i].group = facts->at[facts->at[i].group].group;
    return i;
}

static bool reports_agree(const struct grouping *g, uint32_t a, uint32_t b)
{
    const struct fact *at = g->facts->at;
    for (uint32_t i = a, first = 1; first || i; i = at[i].next, first = 0)
        for (uint32_t k = b, begin = 1; begin || k; k = at[k].next, begin = 0)
            if (at[i].report == at[k].report && !g->agree(g->facts, &at[i], &at[k]))
                return false;
    return true;
}

/* A chain A~B~C must not put A and C together: a sample of both groups has to be related on the average. */
static bool are_related(const struct grouping *g, uint32_t a, uint32_t b)
{
    const struct fact *at = g->facts->at;
    float sum = 0;
    unsigned pairs = 0, left = 0;
    for (uint32_t i = a, first = 1; (first || i) && left < SAMPLE; i = at[i].next, first = 0, left++) {
        unsigned right = 0;
        for (uint32_t k = b, begin = 1; (begin || k) && right < SAMPLE; k = at[k].next, begin = 0, right++) {
            sum += g->relation(g->facts, &at[i], &at[k]);
            pairs++;
        }
    }
    return sum >= g->enough * average_share * (float)pairs;
}

static void join(struct facts *facts, uint32_t a, uint32_t b)
{
    uint32_t into = a < b ? a : b, from = a < b ? b : a;
    facts->at[from].group = into;
    facts->at[facts->at[into].last].next = from;
    facts->at[into].last = facts->at[from].last;
    facts->at[into].size += facts->at[from].size;
}

static void take_link(struct grouping *g, const struct link *link)
{
    uint32_t a = root_of(g->facts, link->a), b = root_of(g->facts, link->b);
    if (a == b || g->facts->at[a].size + g->facts->at[b].size > GROUP_MAX)
        return;
    bool fresh;
    uint64_t both = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
    uint32_t *apart = map_at(&g->apart, hash_mix(both, hash_mix(g->facts->at[a].size, g->facts->at[b].size)), &fresh);
    if (!fresh)
        return;
    *apart = 1;
    if (reports_agree(g, a, b) && are_related(g, a, b))
        join(g->facts, a, b);
}

/* Pairs of facts that share a key and are nearly related enough. */
struct search {
    struct facts *facts;
    fact_relation *relation;
    fact_agreement *agree;
    float least;
    struct posting {
        uint32_t fact, before;
    } * postings;
    size_t posting_count, posting_room;
    struct link *links;
    size_t count, room;
    struct map last; /* key -> its last posting */
    struct arena posting_arena, link_arena;
};

/* A pair that shares several keys is looked at by the first of them. */
static bool shares_before(const struct fact *a, const struct fact *b, uint32_t key)
{
    for (uint32_t i = 0; i < key; i++)
        for (uint32_t k = 0; k < b->key_count; k++)
            if (a->keys[i] == b->keys[k])
                return true;
    return false;
}

static void look_at(struct search *s, uint32_t k, uint32_t i, uint32_t key)
{
    const struct fact *at = s->facts->at;
    if ((at[k].report == at[i].report && !s->agree(s->facts, &at[k], &at[i])) || shares_before(&at[i], &at[k], key))
        return;
    float score = s->relation(s->facts, &at[k], &at[i]);
    if (score < s->least)
        return;
    ARENA_ROOM(&s->link_arena, s->links, s->count, s->room);
    s->links[s->count++] = (struct link){ score, k, i };
}

/* A report that says one thing over and over is held against others by the last times it does. */
struct turn { uint32_t report, times; };

static bool has_turn(struct turn *turn, uint32_t report)
{
    turn->times = turn->report == report ? turn->times + 1 : 0;
    turn->report = report;
    return turn->times < PEERS_A_REPORT;
}

static void find_links(struct search *s)
{
    ARENA_ROOM(&s->posting_arena, s->postings, s->posting_count, s->posting_room);
    s->posting_count = 1; /* 0 ends a chain */
    for (uint32_t i = 0; i < s->facts->count; i++)
        for (uint32_t n = 0; n < s->facts->at[i].key_count; n++) {
            uint32_t *head = map_at(&s->last, s->facts->at[i].keys[n], NULL), seen = 0;
            struct turn turn = { UINT32_MAX, 0 };
            for (uint32_t p = *head; p && seen < FACT_PEERS_MAX; p = s->postings[p].before, seen++)
                if (has_turn(&turn, s->facts->at[s->postings[p].fact].report))
                    look_at(s, s->postings[p].fact, i, n);
            ARENA_ROOM(&s->posting_arena, s->postings, s->posting_count, s->posting_room);
            s->postings[s->posting_count] = (struct posting){ i, *head };
            *head = (uint32_t)s->posting_count++;
        }
}

static uint64_t in_report(const struct facts *facts, uint32_t fact, uint32_t other)
{
    return (uint64_t)fact << 32 | facts->at[other].report;
}

/* Two facts each of which is the other's nearest in its report are likelier one than their words alone say. */
static void favour_mutual(struct search *s, struct arena scratch)
{
    struct map best = map_in(&scratch, s->count * 2);
    for (uint32_t i = 0; i < s->count; i++) {
        uint64_t sides[2] = { in_report(s->facts, s->links[i].a, s->links[i].b),
                              in_report(s->facts, s->links[i].b, s->links[i].a) };
        for (int k = 0; k < 2; k++) {
            uint32_t *at = map_at(&best, sides[k], NULL);
            if (!*at || s->links[*at - 1].score < s->links[i].score)
                *at = i + 1;
        }
    }
    bool *mutual = arena_new(&scratch, bool, s->count);
    for (uint32_t i = 0; i < s->count; i++)
        mutual[i] = *map_find(&best, in_report(s->facts, s->links[i].a, s->links[i].b)) == i + 1 &&
                    *map_find(&best, in_report(s->facts, s->links[i].b, s->links[i].a)) == i + 1;
    for (uint32_t i = 0; i < s->count; i++)
        s->links[i].score += mutual[i] ? points_mutual : 0;
}

void facts_group(struct facts *facts, struct arena scratch, fact_relation *relation, fact_agreement *agree,
                 float enough)
{
    struct arena map_arena = arena_half(&scratch);
    struct search s = { .facts = facts, .relation = relation, .agree = agree, .least = enough - points_mutual };
    s.posting_arena = arena_half(&scratch);
    s.link_arena = arena_half(&scratch);
    s.last = map_in(&scratch, facts->count * 2);
    struct arena last_arena = arena_half(&scratch);
    s.last.arena = &last_arena;
    find_links(&s);
    favour_mutual(&s, map_arena);       /* which is empty still */
    if (s.count)
        qsort(s.links, s.count, sizeof *s.links, by_score);
    struct grouping g = { facts, relation, agree, enough, map_in(&map_arena, s.count / 4) };
    for (size_t i = 0; i < s.count && s.links[i].score >= enough; i++)
        take_link(&g, &s.links[i]);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The facts of the group that fact i begins; 0 where i begins none, or one report has them all.  `members` has room
 * for all facts. */
static uint32_t members_of(const struct facts *facts, uint32_t i, uint32_t *members)
{
    uint32_t count = 0;
    bool several = false;
    if (facts->at[i].group != i)
        return 0;
    for (uint32_t m = i; !count || m; m = facts->at[m].next) {
        members[count++] = m;
        several |= facts->at[m].report != facts->at[i].report;
    }
    qsort(members, count, sizeof *members, by_number);
    return several ? count : 0;
}

void facts_tell(const struct facts *facts, struct arena *keep, struct arena scratch, struct difference_list *out,
                fact_teller *tell)
{
    uint32_t *members = arena_new(&scratch, uint32_t, facts->count);
    for (uint32_t i = 0; i < facts->count; i++) {
        uint32_t count = members_of(facts, i, members);
        if (count)
            tell(facts, keep, scratch, out, members, count);
    }
}
