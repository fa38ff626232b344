/* compare/quote_group.h -- quoted stretches that are one utterance
 *
 * The fullest piece of an utterance leads its group; each other is held against that one alone, so that no chain of
 * shortenings draws two utterances together.  Two pieces are one where most of the shorter one's content
 * words stand close together in the longer one, or, where it has but one, its runs of three words; less is asked where
 * one speaker is named for both, nearly all where two are.
 *
 * In:      pieces (compare/quote_piece.h); across the groups' languages: quote_groups_translate.
 * Out:     groups in order of their leaders' places; members by report and place, the leader first.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    a piece is held against the few leaders with which it shares rare words.
 */
#ifndef SYN_COMPARE_QUOTE_GROUP_H
#define SYN_COMPARE_QUOTE_GROUP_H

#include "compare/quote_piece.h"

struct quote_groups {
    uint32_t *of;            /* piece -> its group */
    uint32_t *leader;        /* group -> its fullest piece */
    uint32_t count;
};

struct quote_groups quote_groups_form(struct arena *keep, struct arena scratch, const struct comparison *c,
                                      const struct quote_pieces *pieces);

/* Whether two pieces of one language are one utterance, and how surely, 0..1. */
float quote_likeness(const struct quote_piece *a, const struct quote_piece *b);

#endif
