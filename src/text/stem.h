/* text/stem.h -- stems of words (the one home of Snowball)
 *
 * Fills token.stem with the hash of the word's stem in `language` (two-letter code); words of other
 * languages and names with capitals inside a sentence are stemmed alike, so that equal words meet, and
 * equal stems of different languages are equal.  Ukrainian goes by endings (data/suffix.tsv); numbers, and
 * all words of a language without a stemmer, keep token.word.
 *
 * Fails: never.   Threads: any; each keeps its own stemmers and a cache of 32,768 stems until it ends.
 * Cost: about 300 ns a distinct word that the cache does not hold, less for others.
 */
#ifndef SYN_TEXT_STEM_H
#define SYN_TEXT_STEM_H

#include "text/token.h"

void stem_tokens(struct tokens *tokens, struct arena scratch, struct span language);

/* What stem_tokens gives for one word, folded as tokens are. */
uint32_t stem_word(struct span folded, struct span language);

#endif
