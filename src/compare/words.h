/* compare/words.h -- what the words of a report are to the comparison, looked up once
 *
 * A verb is a happening, and so is a noun that goes back to one (data/act_word.tsv).  Where words are not tagged, a
 * word with a concept is taken for one, and of the others each a little.
 *
 * In:      a report's tokens and tags.
 * Out:     one row a token, in the same order.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: a look-up a distinct word, a probe a token.
 */
#ifndef SYN_COMPARE_WORDS_H
#define SYN_COMPARE_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "news/report.h"

enum clause_kind { CLAUSE_NONE, CLAUSE_COORDINATE, CLAUSE_RELATIVE, CLAUSE_SUBORDINATE, CLAUSE_THAT };

struct word {
    uint64_t key;        /* what it is compared by: its concept (data/concept.tsv), what it means in any language, or its
                          * stem, which alone has no more than 32 bits; 0 for function words and punctuation */
    uint64_t act;        /* of a word that names a happening: the key of its verb ("death": that of "die"); else 0 */
    float act_weight;    /* 0..1: how much of a happening it names */
    uint8_t opens;       /* enum clause_kind: whether it opens a clause behind a comma */
    uint8_t loose;       /* class of words that stand for one another (data/loose_class.tsv); 0 for none */
    bool negates, is_verb, is_participle;    /* participle: an adjective such as "wounded" */
    bool is_light;       /* a verb of saying, noticing, beginning or being (data/light_act.tsv) */
};

struct word *words_read(struct arena *keep, struct arena scratch, const struct report *report);

/* For a report that is held against reports in other languages: words are compared by what they mean in any
 * (text/bridge.h), where that is known. */
struct word *words_read_across(struct arena *keep, struct arena scratch, const struct report *report);

#endif
