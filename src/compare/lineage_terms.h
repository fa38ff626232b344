/* compare/lineage_terms.h -- what a report consists of, for the question whether it was made of another
 *
 * A report is a list of sentences, and a sentence a list of terms: names of the story, figures, dates, and
 * words that are not in every report.  Where two reports are in different languages only those terms are
 * counted that can meet across languages: names, figures, dates and words with a concept.
 *
 * A term weighs by how rare it is in news at large (data/common_word.tsv) and how few wordings of the story hold
 * it.  Reprints of one text are one wording: otherwise what an agency's report alone has would look common, since
 * all its copies have it.
 *
 * In:      a comparison with names joined; the number of each report's wording.
 * Out:     one row a report, in the same order.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    a sort of the terms of a report; two maps over all.
 */
#ifndef SYN_COMPARE_LINEAGE_TERMS_H
#define SYN_COMPARE_LINEAGE_TERMS_H

#include "compare/comparison.h"

enum { LINEAGE_SENTENCES_MAX = 64 };   /* of a longer report several sentences share a number */

struct lineage_term {
    uint64_t key;
    uint64_t sentences;       /* bit set: in which sentences it stands */
    struct mark at;           /* where it stands first */
    float weight;
    uint16_t holders;         /* wordings that have it */
    bool fact;                /* a name, figure or date */
    bool cognate;             /* looks like a word of another language, perhaps; no loss where it does not */
};

/* A term where it stands. */
struct lineage_place { uint32_t term; uint8_t sentence; };

struct lineage_text {
    struct lineage_term *terms;       /* sorted by key, each once */
    uint32_t term_count;
    struct lineage_place *places;     /* sorted by sentence, then term; each pair once */
    uint32_t place_count;
    uint32_t sentence_count;          /* at most LINEAGE_SENTENCES_MAX */
};

struct lineage_text *lineage_read(struct arena *keep, struct arena scratch, const struct comparison *c,
                                  const uint32_t *wording, uint32_t wording_count, bool across);

#endif
