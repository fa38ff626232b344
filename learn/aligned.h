/* learn/aligned.h -- stories of which people said which sentences tell of the same happenings: what learn_pairs learns from
 *
 * The folder holds docs.jsonl.gz (article records with "cluster" and "sentences": [{"id", "start", "end"}]) and
 * gold.jsonl.gz ({"cluster", "sentences": {id: [happening, ...]}, "clusters": [[id, ...], ...]}).  Offsets are bytes in
 * the record's text.
 *
 * Out:     the sentences of each cluster as whole statements (compare/statement.h), weighed within it.
 * Fails:   with a message and exit 3 where a file cannot be read.
 * Memory:  `keep`.      Threads: one.
 */
#ifndef SYN_LEARN_ALIGNED_H
#define SYN_LEARN_ALIGNED_H

#include "compare/statement.h"

struct aligned_sentence {
    struct span id;
    struct statement statement;
    struct span *happenings;         /* as people numbered them */
    uint32_t happening_count;
    uint32_t document, group;        /* which of the documents; which of the gold clusters */
};

struct aligned_story {
    struct span name;
    unsigned topic;                  /* the number that its name begins with; stories of one topic are alike */
    struct aligned_sentence *at;
    uint32_t count;
};
struct aligned_set { struct aligned_story *at; uint32_t count; };

struct aligned_set aligned_read(struct arena *keep, struct arena scratch, const char *folder);

/* Pairs of sentences, and whether they say the same: msrp_train.jsonl.gz of the folder ({"a", "b", "same"}); each pair
 * is weighed among the sentences of all. */
struct sentence_pair {
    struct statement a, b;
    const struct report *report_a, *report_b;
    const struct word *words_a, *words_b;
    bool same;
};
struct sentence_pairs { struct sentence_pair *at; uint32_t count; };

struct sentence_pairs sentence_pairs_read(struct arena *keep, struct arena scratch, const char *folder);

#endif
