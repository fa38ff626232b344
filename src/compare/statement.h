/* compare/statement.h -- clauses (compare/clause.h) that say one thing each, and what they speak of
 *
 * In:      the reports of one story.
 * Out:     statements in order of report and place; never overlapping; each within one sentence.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_COMPARE_STATEMENT_H
#define SYN_COMPARE_STATEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "compare/words.h"
#include "news/report.h"

/* A thing a statement speaks of: a stem, a concept, an entity of the story, a figure, a date. */
enum term_kind { TERM_WORD, TERM_ENTITY, TERM_FIGURE, TERM_DATE };

struct term {
    uint64_t key;
    float weight;             /* idf within the story; of unit length over the statement, once weighed */
    uint8_t kind;             /* enum term_kind */
    bool is_verb;
};

/* A happening that a statement tells of: "died" and "death" are one. */
struct act {
    uint64_t key;
    float share;              /* 0..1: how much of a happening the word names (compare/words.h) */
    float told;               /* share of the other reports that begin with it, once weighed */
};

/* What a statement is made of, by how heavy each thing is: happenings most.  A word that names a happening stands under the
 * happening, any other under itself. */
enum heft_kind { HEFT_ACT, HEFT_OTHER, HEFT_NAME, HEFT_NUMBER };
struct heft {
    uint64_t key;
    float weight;
    uint8_t kind;             /* enum heft_kind */
    uint8_t loose;            /* class of words that stand for one another, or 0 */
};

enum { STATEMENT_GRAMS = 1024 };

#define STATEMENT_NONE UINT32_MAX

struct statement {
    uint32_t report;          /* number in the story */
    struct mark at;           /* in the report's text */
    uint32_t sentence;        /* in the report's sentences */
    uint32_t first_token, token_end;
    uint32_t attribution;     /* whose content it stands in, in the report's; or ATTRIBUTION_NONE */
    struct term *terms;       /* sorted by key, each key once */
    struct act *acts;         /* of whole sentences, as are hefts and grams; sorted by key, each key once */
    struct heft *hefts;       /* sorted by key, each key once */
    uint64_t loose;           /* bits: the classes of its hefts */
    uint32_t term_count, act_count, heft_count, gram_count;
    float extra;              /* happenings that the beginnings of the other reports do not tell of */
    float core;               /* share of the other reports that begin with that happening which most do */
    float centre;             /* share of the other reports that begin with its names, in the mean */
    uint64_t grams[STATEMENT_GRAMS / 64];   /* a bit for each run of four letters that stands in it, by its hash */
    float information;        /* sum of the idf weights before they were made unit length */
    bool title, lede;         /* stands in the headline; in the first paragraph */
    bool negative;            /* holds a negation, or is what somebody denies or refuses */
    uint32_t subject;         /* name of the story that it begins with, or that it goes on with; or STATEMENT_NONE */
    struct when when;         /* the first date it holds, where that could be resolved */
    float place;              /* 0 at the begin of the report, 1 at its end */
    uint32_t claim;           /* set by align: number of the cluster */
};

struct statements { struct statement *at; uint32_t count; };

struct story_names;           /* compare/names.h */

/* STATEMENT_SENTENCE: the sentences as wholes. */
enum statement_unit { STATEMENT_CLAUSE, STATEMENT_SENTENCE };

/* Cuts and describes; terms are filled and sorted, weights not yet set (see statement_weigh). */
struct statements statement_cut(struct arena *keep, struct arena scratch, enum statement_unit unit,
                                const struct report *const *reports, struct word *const *words,
                                uint32_t count, const struct story_names *names);

/* Sets the weights by how rare each term is among the statements, and makes each vector of unit length.
 * Names count less: within a story all reports have them. */
void statement_weigh(struct arena scratch, struct statements statements);

/* The key of the term that a name of the story is. */
uint64_t term_of_name(uint32_t name);

/* How many terms of the kind each has, and how many both have. */
struct shared_terms { int a, b, common; };
struct shared_terms statement_shared(const struct statement *a, const struct statement *b, enum term_kind kind);

/* Cosine of the two term vectors, 0..1. */
float statement_likeness(const struct statement *a, const struct statement *b);

#endif
