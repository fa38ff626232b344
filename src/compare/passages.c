#include "compare/passages.h"

#include <stdlib.h>

#include "base/linkage.h"
#include "compare/candidate.h"
#include "compare/pair.h"
#include "compare/paraphrase.h"

/* Sentences that have less in common are not looked at closely; the overlap from which they stand together was found
 * on stories that people aligned (learn/learn_pairs.c). */
static const float candidate_from = 0.1f, join_from = 0.25f, join_power = 0.95f, least_overlap = 0.1f;

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
    if (overlap < least_overlap)
        return;
    ARENA_ROOM(p->arena, p->at, p->count, p->room);
    p->at[p->count++] = (struct linkage_pair){ overlap, pair->a, pair->b };
}

/* ---- the sentences of each cluster of several ---- */

struct place { struct evidence at; uint32_t sentence; };

static int in_order(const void *a, const void *b)
{
    return evidence_order(((const struct place *)a)->at, ((const struct place *)b)->at);
}

static struct place *in_telling_order(struct arena *arena, const struct comparison *c, struct statements sentences)
{
    struct place *places = arena_new(arena, struct place, sentences.count);
    for (uint32_t i = 0; i < sentences.count; i++)
        places[i] = (struct place){ evidence_at(c, sentences.at[i].report, sentences.at[i].at), i };
    if (sentences.count)
        qsort(places, sentences.count, sizeof *places, in_order);
    return places;
}

/* What is to be judged, and where the judgement goes. */
struct questions { struct paraphrase_pair *at; uint8_t **same; size_t count; };

static struct paraphrase_side side_of(const struct comparison *c, const struct statement *s)
{
    return (struct paraphrase_side){ c->reports[s->report], c->words[s->report], s };
}

static bool is_english(const struct paraphrase_side *side)
{
    return span_equal(side->report->article.language, SPAN("en"));
}

static void ask(struct questions *questions, struct paraphrase_side first, struct paraphrase_side other, uint8_t *same)
{
    if (!is_english(&first) || !is_english(&other))
        return;
    if (paraphrase_clashes(first.sentence, other.sentence)) {
        *same = SAME_NO;
        return;
    }
    questions->at[questions->count] = (struct paraphrase_pair){ first, other };
    questions->same[questions->count++] = same;
}

static void answer(struct arena scratch, const struct questions *questions)
{
    struct forest forest;
    int32_t *scores = arena_new(&scratch, int32_t, questions->count);
    if (!questions->count || !paraphrase_builtin(&forest))
        return;
    paraphrase_score(scratch, &forest, questions->at, questions->count, scores);
    for (size_t i = 0; i < questions->count; i++)
        *questions->same[i] = scores[i] > 0 ? SAME_YES : SAME_NO;
}

/* In the order of their first sentences: so the places come. */
static struct passage_list gather(struct arena *keep, struct arena scratch, const struct comparison *c,
                                  struct statements sentences, const uint32_t *root)
{
    const struct place *places = in_telling_order(&scratch, c, sentences);
    uint32_t *size = arena_new(&scratch, uint32_t, sentences.count), passages = 0;
    uint32_t *first = arena_new(&scratch, uint32_t, sentences.count);      /* by root: the sentence it begins with */
    struct passage **of = arena_new(&scratch, struct passage *, sentences.count);
    struct questions questions = { arena_new(&scratch, struct paraphrase_pair, sentences.count),
                                   arena_new(&scratch, uint8_t *, sentences.count), 0 };
    for (uint32_t i = 0; i < sentences.count; i++)
        passages += ++size[root[i]] == 2;
    struct passage_list list = { arena_new(keep, struct passage, passages), 0 };
    for (uint32_t i = 0; i < sentences.count; i++) {
        uint32_t sentence = places[i].sentence, cluster = root[sentence];
        if (size[cluster] < 2)
            continue;
        bool begins = !of[cluster];
        if (begins) {
            of[cluster] = &list.at[list.count++];
            *of[cluster] = (struct passage){ { arena_new(keep, struct evidence, size[cluster]), 0 },
                                             arena_new(keep, uint8_t, size[cluster]) };
            first[cluster] = sentence;
        }
        struct passage *passage = of[cluster];
        uint8_t *same = &passage->same[passage->support.count];
        passage->support.at[passage->support.count++] = places[i].at;
        *same = begins ? SAME_YES : SAME_UNKNOWN;
        if (!begins)
            ask(&questions, side_of(c, &sentences.at[first[cluster]]), side_of(c, &sentences.at[sentence]), same);
    }
    answer(scratch, &questions);
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
