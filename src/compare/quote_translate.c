#include "compare/quote_translate.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "compare/quote_parallel.h"

enum { SPEAKER_SEED = 21, GROUPS_A_KEY = 24, WORDS_LEAST = 2 };

/* What speaks for a translation is added up. */
static const float
    speaker_points = 1,
    words_points = 2.5f,      /* times the share of words that mean the same */
    beside_points = 1.2f,     /* side by side in a report and in its translation */
    enough = 1.7f, enough_beside = 1.2f,
    length_least = 0.45f;     /* letters of the shorter for one of the longer */

struct group {
    struct span language;
    struct quote_word *words;           /* of its leader, by their keys across languages */
    uint32_t word_count;
    uint32_t speaker;
    bool named, person;
    uint32_t first, end;                /* in members */
    uint32_t parent;                    /* union-find */
};

struct pair { float points; uint32_t a, b; };

struct translator {
    const struct comparison *c;
    const struct quote_pieces *pieces;
    const struct quote_groups *groups;
    struct group *at;
    uint32_t *members;                  /* pieces, by group */
    struct map beside;                  /* pairs of groups of which members stand side by side */
    bool *is_in;                        /* report -> it has a piece of the group that is looked at */
    struct pair *pairs;
    size_t pair_count, pair_room;
};

/* ---- what speaks for a pair ---- */

static uint64_t pair_key(uint32_t a, uint32_t b) { return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a; }

static float letters(const struct translator *t, uint32_t group)
{
    const struct quote_piece *p = &t->pieces->at[t->groups->leader[group]];
    return quote_letters(t->c, p->report, mark_length(p->at));
}

static void mark_reports(struct translator *t, const struct group *g, bool set)
{
    for (uint32_t m = g->first; m < g->end; m++)
        t->is_in[t->pieces->at[t->members[m]].report] = set;
}

static float points_of(const struct translator *t, uint32_t a, uint32_t b)
{
    const struct group *x = &t->at[a], *y = &t->at[b];
    uint32_t least = x->word_count < y->word_count ? x->word_count : y->word_count;
    uint32_t common = quote_common(x->words, x->word_count, y->words, y->word_count);
    float long_x = letters(t, a), long_y = letters(t, b);
    bool beside = map_find(&t->beside, pair_key(a, b)) != NULL;
    if ((long_x < long_y ? long_x / long_y : long_y / long_x) < length_least || (!beside && common < WORDS_LEAST))
        return 0;
    bool told = x->speaker != UINT32_MAX && y->speaker != UINT32_MAX;
    if (told && x->speaker != y->speaker && x->named && y->named && x->person && y->person)
        return 0;
    float points = told && x->speaker == y->speaker ? speaker_points : 0;
    points += !least ? 0 : common < least ? words_points * (float)common / (float)least : words_points;
    return points + (beside ? beside_points : 0);
}

/* ---- pairs ---- */

struct posting { uint64_t key; uint32_t group; };

static int by_key(const void *a, const void *b)
{
    const struct posting *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->group > y->group) - (x->group < y->group);
}

/* Sorted postings: those of a word, and of a speaker. */
static struct posting *post(struct arena *arena, const struct translator *t, size_t *count)
{
    size_t room = 0;
    for (uint32_t g = 0; g < t->groups->count; g++)
        room += t->at[g].word_count + 1;
    struct posting *out = arena_new(arena, struct posting, room);
    *count = 0;
    for (uint32_t g = 0; g < t->groups->count; g++) {
        for (uint32_t w = 0; w < t->at[g].word_count; w++)
            out[(*count)++] = (struct posting){ t->at[g].words[w].key, g };
        if (t->at[g].speaker != UINT32_MAX)
            out[(*count)++] = (struct posting){ hash_mix(SPEAKER_SEED, t->at[g].speaker), g };
    }
    if (*count)
        qsort(out, *count, sizeof *out, by_key);
    return out;
}

static void hold_pair(struct translator *t, struct arena *listed, struct map *held, uint32_t a, uint32_t b)
{
    bool is_new;
    if (span_equal(t->at[a].language, t->at[b].language))
        return;
    map_at(held, pair_key(a, b), &is_new);
    float points = is_new ? points_of(t, a, b) : 0;
    if (points < (map_find(&t->beside, pair_key(a, b)) ? enough_beside : enough))
        return;
    ARENA_ROOM(listed, t->pairs, t->pair_count, t->pair_room);
    t->pairs[t->pair_count++] = (struct pair){ points, a, b };
}

static void find_pairs(struct translator *t, struct arena *listed, struct arena scratch, struct quote_pairs parallel)
{
    size_t count;
    struct posting *postings = post(&scratch, t, &count);
    struct map held = map_in(&scratch, 0);
    for (size_t i = 0; i < parallel.count; i++)
        hold_pair(t, listed, &held, t->groups->of[parallel.at[i].a], t->groups->of[parallel.at[i].b]);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from; to < count && postings[to].key == postings[from].key; to++)
            ;
        for (size_t i = from; to - from <= GROUPS_A_KEY && i < to; i++)
            for (size_t j = i + 1; j < to; j++)
                hold_pair(t, listed, &held, postings[i].group, postings[j].group);
    }
}

static int by_points(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->points != y->points)
        return x->points < y->points ? 1 : -1;
    if (x->a != y->a)
        return (x->a > y->a) - (x->a < y->a);
    return (x->b > y->b) - (x->b < y->b);
}

/* ---- joining ---- */

static uint32_t root_of(struct translator *t, uint32_t g)
{
    while (t->at[g].parent != g)
        g = t->at[g].parent = t->at[t->at[g].parent].parent;
    return g;
}

/* The reports of a joined group: a chain of its groups, whose members are looked at. */
struct chains { uint32_t *next; };

static bool is_disjoint(struct translator *t, const struct chains *chains, uint32_t a, uint32_t b)
{
    bool disjoint = true;
    for (uint32_t g = a, first = 1; first || g != a; g = chains->next[g], first = 0)
        mark_reports(t, &t->at[g], true);
    for (uint32_t g = b, first = 1; disjoint && (first || g != b); g = chains->next[g], first = 0)
        for (uint32_t m = t->at[g].first; m < t->at[g].end; m++)
            disjoint &= !t->is_in[t->pieces->at[t->members[m]].report];
    for (uint32_t g = a, first = 1; first || g != a; g = chains->next[g], first = 0)
        mark_reports(t, &t->at[g], false);
    return disjoint;
}

/* Rings of groups: joining two is crossing two links. */
static void join_pairs(struct translator *t, struct arena scratch)
{
    struct chains chains = { arena_new(&scratch, uint32_t, t->groups->count) };
    for (uint32_t g = 0; g < t->groups->count; g++)
        chains.next[g] = g;
    if (t->pair_count)
        qsort(t->pairs, t->pair_count, sizeof *t->pairs, by_points);
    for (size_t i = 0; i < t->pair_count; i++) {
        uint32_t a = root_of(t, t->pairs[i].a), b = root_of(t, t->pairs[i].b);
        if (a == b || !is_disjoint(t, &chains, a, b))
            continue;
        t->at[a < b ? b : a].parent = a < b ? a : b;
        uint32_t next = chains.next[a];
        chains.next[a] = chains.next[b];
        chains.next[b] = next;
    }
}

static void renumber(struct translator *t, struct arena scratch, struct quote_groups *groups)
{
    uint32_t *number = arena_new(&scratch, uint32_t, groups->count), count = 0;
    uint32_t *size = arena_new(&scratch, uint32_t, groups->count);
    uint32_t *leader = arena_new(&scratch, uint32_t, groups->count);
    for (uint32_t g = 0; g < groups->count; g++) {
        uint32_t root = root_of(t, g), members = t->at[g].end - t->at[g].first;
        number[g] = root == g ? count++ : number[root];
        if (members > size[number[g]]) {
            size[number[g]] = members;
            leader[number[g]] = groups->leader[g];
        }
    }
    for (uint32_t i = 0; i < t->pieces->count; i++)
        groups->of[i] = number[groups->of[i]];
    for (uint32_t g = 0; g < count; g++)
        groups->leader[g] = leader[g];
    groups->count = count;
}

/* ---- groups as they are compared ---- */

static void read_group(struct translator *t, struct arena *arena, const struct quote_keys *keys, uint32_t number)
{
    struct group *g = &t->at[number];
    const struct quote_piece *leader = &t->pieces->at[t->groups->leader[number]];
    const struct report *r = t->c->reports[leader->report];
    g->parent = number;
    g->language = r->article.language;
    g->words = quote_content(arena, keys->across[leader->report], &r->notes.tokens, leader->first_token,
                             leader->token_end, &g->word_count);
    g->speaker = UINT32_MAX;
    for (uint32_t m = g->first; m < g->end; m++) {
        const struct quote_piece *p = &t->pieces->at[t->members[m]];
        if (p->speaker == UINT32_MAX || (g->speaker != UINT32_MAX && g->named >= p->named))
            continue;
        g->speaker = p->speaker;
        g->named = p->named;
        g->person = p->person;
    }
}

void quote_groups_translate(struct arena scratch, const struct comparison *c,
                            const struct quote_keys *keys, const struct quote_pieces *pieces,
                            struct quote_groups *groups)
{
    if (!keys->across || groups->count < 2)
        return;
    struct translator t = { .c = c, .pieces = pieces, .groups = groups };
    t.at = arena_new(&scratch, struct group, groups->count);
    t.members = arena_new(&scratch, uint32_t, pieces->count);
    t.is_in = arena_new(&scratch, bool, c->count);
    for (uint32_t i = 0; i < pieces->count; i++)
        t.at[groups->of[i]].end++;
    for (uint32_t g = 0, first = 0; g < groups->count; g++) {
        t.at[g].first = first;
        first += t.at[g].end;
        t.at[g].end = t.at[g].first;
    }
    for (uint32_t i = 0; i < pieces->count; i++)
        t.members[t.at[groups->of[i]].end++] = i;
    for (uint32_t g = 0; g < groups->count; g++)
        read_group(&t, &scratch, keys, g);
    struct arena listed = arena_half(&scratch);
    struct quote_pairs parallel = quote_pairs_parallel(&listed, scratch, c, keys, pieces);
    t.beside = map_in(&listed, parallel.count);
    for (size_t i = 0; i < parallel.count; i++)
        map_at(&t.beside, pair_key(groups->of[parallel.at[i].a], groups->of[parallel.at[i].b]), NULL);
    find_pairs(&t, &listed, scratch, parallel);
    join_pairs(&t, scratch);
    renumber(&t, scratch, groups);
}
