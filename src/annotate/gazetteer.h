/* annotate/gazetteer.h -- what lists of names say that words name, without keeping the lists
 *
 * 100,000 names (data/gazetteer, made by tools/gazetteer) are kept as hashes alone, in four bytes each: the
 * upper 24 bits of the hash of their bare words, and what they may name.  A word that is in no list is taken
 * for one that is in some two cases of 100,000.
 *
 * In:      bare words (annotate/bare.h), one after the other.
 * Out:     bits of enum gazetteer_kind.
 * Fails:   never.   Threads: any.   Memory: none.   Cost: a hash, one or two places in the cache.
 */
#ifndef SYN_ANNOTATE_GAZETTEER_H
#define SYN_ANNOTATE_GAZETTEER_H

#include <stdbool.h>
#include <stdint.h>

#include "annotate/gazetteer_kind.h"
#include "base/span.h"

/* What the words so far amount to; { 0 } before the first. */
struct gazetteer_words { uint32_t hash; bool any; };

/* One bare word more; `touches`: it stands right behind the one before, without a blank. */
void gazetteer_add(struct gazetteer_words *words, struct span bare, bool touches);

/* What the words so far may name; bits of enum gazetteer_kind. */
unsigned gazetteer_kinds(struct gazetteer_words words);

/* What a single bare word beside a name tells of it; bits of enum cue_hint. */
unsigned gazetteer_hints(struct span bare);

#endif
