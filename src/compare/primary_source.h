/* compare/primary_source.h -- what the sources of a story's attributions are made of
 *
 * A source has traits: the name of a person or body, and nouns of bodies that speak ("the ministry", in six
 * languages one).  A noun of a document beside it ("in a statement") is noted with it.  Nouns are looked for in
 * the source, in the speaker's name and role, and in the sentence of the cue outside of what is said.
 *
 * In:      a comparison with lineage.
 * Out:     traits, and hits: which attribution of which report has which trait.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the attributions, times FRAME_TOKENS.
 */
#ifndef SYN_COMPARE_PRIMARY_SOURCE_H
#define SYN_COMPARE_PRIMARY_SOURCE_H

#include "base/map.h"
#include "compare/primary.h"

enum { SOURCE_WORDS_MOST = 4 };      /* a source of more is no name */

/* What a source may have in common with others: a name of the story, or a body ("ministry"). */
struct trait {
    uint64_t key;
    bool is_name, is_person;
    uint32_t name;               /* of the story, for a name */
    uint32_t row;                /* of source_noun, for a body */
    uint32_t origins;            /* whose accounts have it */
    float rests;                 /* sum over these of the share of their attributions; the best report of each counts */
    uint32_t hits, documents;    /* documents: hits that stand beside a noun of one */
};

/* An attribution that has a trait. */
struct hit { uint32_t trait, report, attribution, document; struct mark place; bool core; };

/* How much a report attributes, and how much of that to a document of which it does not say whose; in all, and of
 * what other accounts have, too. */
struct telling { uint32_t all, core, by_document, core_by_document; };

struct sources {
    const struct comparison *c;
    struct map nouns;            /* stem and language -> row of source_noun + 1 */
    struct map numbers;          /* key of a trait -> number + 1 */
    struct trait *traits;
    size_t trait_count, trait_room;
    struct hit *hits;
    size_t hit_count, hit_room;
    struct arena lists, more;    /* of the traits; of the hits */
    struct telling *told;        /* [report] */
    bool *shared;                /* [cluster]: two origins have it */
    uint32_t *first_statement;   /* of a report; one more than there are */
    bool *is_outlet;             /* [name of the story]: an agency or an outlet, which passes on what others say */
};


struct sources primary_source_read(struct arena *keep, struct arena scratch, const struct comparison *c);

#endif
