/* annotate/word_use.h -- what single small words are good for: the second column of data/word_use.tsv */
#ifndef SYN_ANNOTATE_WORD_USE_H
#define SYN_ANNOTATE_WORD_USE_H

enum word_use {               /* bits: a word may have several uses */
    USE_CONNECTOR = 1,        /* inside a name: "Bank of", "van der" */
    USE_JOINED_ARTICLE = 2,   /* a preposition and an article in one word: "vom" */
    USE_PLACE_PREPOSITION = 4,/* what stands behind it may be a place */
    USE_COORDINATOR = 8,      /* "and", "but": joins two clauses */
    USE_PAIR = 16,            /* "and", "or": joins two names of one subject */
    USE_CONTRAST = 32,        /* "but", "while": begins a clause that says something else */
    USE_BE = 64,              /* makes a passive of the participle behind it */
    USE_TIE = 128,            /* a preposition that ties a noun to the noun before it */
    USE_LOOSE = 256,          /* one of these that as often begins an adjunct: "in" */
    USE_HE = 512,             /* a pronoun for a man */
    USE_SHE = 1024,           /* a pronoun for a woman */
    USE_NEGATION = 2048,      /* "not", also where it is a clitic */
    USE_BARE_PREPOSITION = 4096, /* a German preposition that takes names without an article */
    USE_PERSON_CONNECTOR = 8192 /* inside a person's name: "van", "bin" */
};

#endif
