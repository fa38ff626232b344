/* annotate/opening.h -- how a clause begins: the third column of data/clause_opening.tsv */
#ifndef SYN_ANNOTATE_OPENING_H
#define SYN_ANNOTATE_OPENING_H

enum opening {
    OPENING_NONE, OPENING_ADVERB, OPENING_SUBORDINATE, OPENING_PURPOSE, OPENING_QUESTION, OPENING_CONDITION,
    OPENING_RELATIVE, OPENING_AS, OPENING_THAT
};

#endif
