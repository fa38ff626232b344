/* text/bridge.h -- what a word means in any language
 *
 * Reports of one event in two languages share names, places, figures and what happened, but hardly a word as it is
 * written.  A bridge is a term that such words have in common:
 *
 *   place     countries, their people and adjectives, cities, regions ("françaises", "Frankreich", "Франции")
 *   concept   what news tell of ("earthquake", "séisme", "Erdbeben", "землетрясения"); data/bridge/concept.tsv
 *   name      any other word written as a name, by its sounds, without Russian and Ukrainian case endings
 *             ("Lecornu", "Лекорню", "Лекорнюом"); the sounds are those of name_key (text/normal.h)
 *   cognate   any other long word, by its first sounds ("cryptography", "криптография")
 *   number    of two digits or more, whatever its separators ("2,300", "2.300"; "16.75", "16,75")
 *
 * In:      a folded word or number (text/token.h) of a text in `language` (two letters; empty where unknown); is_name: it is
 *          written with a capital inside a sentence, in German besides held by no list of common words.
 * Out:     the term, equal for equal meaning; BRIDGE_NONE for small words and words that tell nothing.
 *          Names and cognates may be equal by chance: two reports need several terms in common.
 * Fails:   never.   Memory: `scratch` only.   Threads: any.
 * Cost:    some 0.3 us for a word that the table holds, 1 to 2 for a name or cognate.
 */
#ifndef SYN_TEXT_BRIDGE_H
#define SYN_TEXT_BRIDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

enum bridge_kind { BRIDGE_NONE, BRIDGE_NAME, BRIDGE_PLACE, BRIDGE_CONCEPT, BRIDGE_COGNATE, BRIDGE_NUMBER };

struct bridge {
    uint32_t term;           /* a hash; 0 only with BRIDGE_NONE */
    uint8_t kind;            /* enum bridge_kind */
    float share;             /* of reports at large that hold it, a guess; 0 where unknown */
};

struct bridge bridge_of(struct arena scratch, struct span folded_word, struct span language, bool is_name);

#endif
