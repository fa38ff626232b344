/* compare/difference_fact.h -- things that reports may tell differently, and which of them are about the same
 *
 * A fact is a place where a report gives a value: a number, a day, a clock time, a verb that has an opposite.
 * Which facts of several reports are about the same thing is the whole problem; what speaks for it is what
 * the fact itself says (keys) and the words around it (surroundings), which matter more the rarer they are
 * in the story and the nearer they stand.
 *
 * In:      a comparison with statements, clusters and lineage.
 * Out:     groups of facts, no two of one report in a group unless they go together.
 * Fails:   never.   Memory: an arena given to facts_in.   Threads: any, on different stories.
 * Cost:    linear in the tokens, and a few hundred pairs a fact at most.
 */
#ifndef SYN_COMPARE_DIFFERENCE_FACT_H
#define SYN_COMPARE_DIFFERENCE_FACT_H

#include "compare/comparison.h"
#include "tables/opposite.h"
#include "tables/slot.h"

enum { FACT_KEYS = 6, FACT_PEERS_MAX = 120 };

struct fact {
    uint32_t report, statement;
    struct mark at;                      /* the words that are told */
    uint32_t token, token_end;           /* of `at` */
    uint32_t number;                     /* in the report's figures, dates ...: what the owner put there */
    uint32_t scope;                      /* what the number covers, as bits: only those of one scope are rivals */
    uint64_t keys[FACT_KEYS];            /* facts that share none are never held together */
    uint32_t key_count, thing_count;     /* the first thing_count keys are words of what is counted */
    uint64_t head;                       /* what is counted; 0 for nothing named */
    uint64_t verb;                       /* the verb it hangs on, where parts of speech are known; or 0 */
    uint32_t subject;                    /* the name of the story it belongs to, or UINT32_MAX */
    const struct slot_row *slot;         /* the happening it tells of, or NULL */
    bool sole;                           /* no other of its report has the same value */
    bool several;                        /* its report gives other values of what has the same name */
    uint32_t date;                       /* beside it, in the report's dates; or UINT32_MAX */
    const struct opposite_row *opposite; /* of a word that has an opposite; of a distance: its "west"; or NULL */
    double low, high, said;              /* for figures: base units */

    /* Written by fact_add and facts_group: */
    uint32_t first_around, around_count;
    uint32_t group;            /* union-find */
    uint32_t next, last, size; /* chain of the group's facts: 0 ends it; last and size are kept at the first */
};

struct around {
    uint64_t key;
    float weight;
    bool name;
};

/* What the words of the story are to facts, read once: names by their number, numbers and dates by nothing. */
struct fact_words {
    uint64_t **key;     /* [report][token]; 0 for what says nothing */
    bool **name;        /* [report][token]: the first of a name */
    bool **cue;         /* [report][token]: a word of saying that brings a content */
    struct map *rarity; /* key -> number of statements that have it */
};

struct facts {
    const struct comparison *c;
    const struct fact_words *words;
    struct fact *at;
    size_t count, room;
    struct around *around;
    size_t around_count, around_room;
    const void *own; /* what the owner knows of each fact, by its number; or NULL */
    struct arena fact_arena, around_arena;
};

static inline size_t fact_number(const struct facts *facts, const struct fact *f) { return (size_t)(f - facts->at); }

struct fact_words fact_words_read(struct arena *keep, const struct comparison *c);

struct facts facts_in(struct arena *arena, const struct comparison *c, const struct fact_words *words);

/* Calls `take` for each figure of each statement that holds it, in order. */
void facts_each_figure(struct facts *facts, void (*take)(struct facts *facts, uint32_t statement, uint32_t figure));
/* Adds a fact whose own fields are filled: finds its surroundings and its verb. */
struct fact *fact_add(struct facts *facts, struct fact fact);
void fact_add_key(struct fact *fact, uint64_t key);

/* How far the words around two facts are the same, 0..1. */
float fact_likeness(const struct facts *facts, const struct fact *a, const struct fact *b);
/* The same with what the alignment says of their statements: points, about 0..1. */
float fact_closeness(const struct facts *facts, const struct fact *a, const struct fact *b);

/* Whether names stand around both, and none of them around both of them. */
bool fact_names_differ(const struct facts *facts, const struct fact *a, const struct fact *b);

/* How sure two facts are about one thing: below `enough` they are not put together. */
typedef float fact_relation(const struct facts *facts, const struct fact *a, const struct fact *b);
/* Whether one report may say both of the same thing. */
typedef bool fact_agreement(const struct facts *facts, const struct fact *a, const struct fact *b);

void facts_group(struct facts *facts, struct arena scratch, fact_relation *relation, fact_agreement *agree,
                 float enough);

struct difference_list;        /* compare/differences.h */

/* Tells the facts `members` of one group, sorted by report and place. */
typedef void fact_teller(const struct facts *facts, struct arena *keep, struct arena scratch, struct difference_list *out,
                         const uint32_t *members, uint32_t count);

/* Calls `tell` for each group that two reports or more have facts in, in the order of their first ones. */
void facts_tell(const struct facts *facts, struct arena *keep, struct arena scratch, struct difference_list *out,
                fact_teller *tell);

/* Up to three words that most of these facts have around them, in the order of the first one's text:
 * "gunman entered party". */
struct span fact_topic(struct arena *keep, struct arena scratch, const struct facts *facts, const uint32_t *members,
                       uint32_t count);

#endif
