#include "compare/passages.h"

#include <stdlib.h>

#include "base/linkage.h"
#include "compare/candidate.h"
#include "compare/pair.h"

/* Sentences that have less in common are not looked at closely; the overlap from which they stand together was found
 * on stories that people aligned (learn/learn_pairs.c). */
static const float candidate_from = 0.1f, join_from = 0.25f, join_power = 0.95f;

struct pairs {
    struct arena *arena;
    struct statements sentences;
    struct linkage_pair *at;
    size_t count, room;
};

static void take_pair(void *context, const struct candidate *pair)
{
    struct pairs *p = context;
    const struct statement *a = &p->sentences.at[pair->a], *b = &p->sentences.at[pair->b];
    float overlap = pair->likeness >= candidate_from ? pair_overlap(a, b) : 0;
    if (overlap <= 0)
        return;
    ARENA_ROOM(p->arena, p->at, p->count, p->room);
    p->at[p->count++] = (struct linkage_pair){ overlap, pair->a, pair->b };
}

static int in_order(const void *a, const void *b) { return evidence_order(*(const struct evidence *)a, *(const struct evidence *)b); }

static int by_first(const void *a, const void *b)
{
    return evidence_order(((const struct evidences *)a)->at[0], ((const struct evidences *)b)->at[0]);
}

/* The sentences of each cluster of several. */
static struct passage_list gather(struct arena *keep, struct arena scratch, const struct comparison *c,
                                  struct statements sentences, const uint32_t *root)
{
    uint32_t *size = arena_new(&scratch, uint32_t, sentences.count), passages = 0;
    struct evidences **of = arena_new(&scratch, struct evidences *, sentences.count);
    for (uint32_t i = 0; i < sentences.count; i++)
        passages += ++size[root[i]] == 2;
    struct passage_list list = { arena_new(keep, struct evidences, passages), 0 };
    for (uint32_t i = 0; i < sentences.count; i++) {
        if (size[root[i]] < 2)
            continue;
        if (!of[root[i]]) {
            of[root[i]] = &list.at[list.count++];
            of[root[i]]->at = arena_new(keep, struct evidence, size[root[i]]);
        }
        struct evidences *passage = of[root[i]];
        passage->at[passage->count++] = evidence_at(c, sentences.at[i].report, sentences.at[i].at);
    }
    for (uint32_t i = 0; i < list.count; i++)
        qsort(list.at[i].at, list.at[i].count, sizeof *list.at[i].at, in_order);
    if (list.count)
        qsort(list.at, list.count, sizeof *list.at, by_first);
    return list;
}

struct passage_list passages_find(struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct arena own = arena_half(&scratch);
    struct statements sentences = statement_cut(&own, scratch, STATEMENT_SENTENCE, c->reports, c->words, c->count, &c->names);
    statement_weigh(scratch, sentences);
    struct pairs pairs = { .arena = &own, .sentences = sentences };
    candidates_each(scratch, sentences, take_pair, &pairs);
    uint32_t *root = linkage(&own, scratch, pairs.at, pairs.count, sentences.count, join_from, join_power);
    return gather(keep, scratch, c, sentences, root);
}
