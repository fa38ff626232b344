/* annotate/gazetteer_kind.h -- what a listed name may name, and what a word beside a name tells of it
 *
 * The words of data/gazetteer/NAME.tsv's second column, in the order of the bits.  tools/mkgazetteer.c and
 * annotate/gazetteer.c must agree on both lists and on how a slot is filled. */
#ifndef SYN_ANNOTATE_GAZETTEER_KIND_H
#define SYN_ANNOTATE_GAZETTEER_KIND_H

#include <stdint.h>

enum gazetteer_kind {
    LISTED_PLACE = 1,            /* a country, region, city of 100,000 or capital */
    LISTED_SMALL_PLACE = 2,
    LISTED_GIVEN = 4,            /* a given name */
    LISTED_FAMILY = 8,           /* a family name */
    LISTED_PERSON = 16,          /* somebody whom the name alone tells */
    LISTED_ORGANISATION = 32,
    LISTED_THING = 64,           /* a language, a people, a work, an event */
    LISTED_LEADS = 128           /* longer names begin with these words */
};

enum cue_hint {
    HINT_PLACE = 1, HINT_ORGANISATION = 2, HINT_PERSON = 4, HINT_THING = 8,   /* a noun for such things */
    HINT_NEAR_PLACE = 16, HINT_NEAR_ORGANISATION = 32, HINT_NEAR_PERSON = 64
};

#define GAZETTEER_KINDS { "place", "small-place", "given", "family", "person", "organisation", "thing", "leads" }
#define GAZETTEER_HINTS { "place-noun", "organisation-noun", "person-noun", "thing-noun", "place-near", \
                          "organisation-near", "person-near", "-" }

/* Slots are looked for from the hash's lowest bits on; its upper 24 bits stand in the slot, over the kinds. */
static inline uint32_t gazetteer_slot(uint32_t hash, unsigned kinds) { return (hash & 0xffffff00u) | kinds; }

#endif
