/* text/stem.h -- stems of words (the one home of Snowball)
 *
 * Fills token.stem with the hash of the word's stem in `language` (two-letter code); words of other
 * languages, numbers and names with capitals inside a sentence are stemmed alike, so that equal words
 * meet.  A language without a stemmer keeps token.word.
 *
 * Fails: never.   Threads: any; each call opens its own stemmer from a small cache per thread.
 * Cost: about 200 ns a distinct word, less for repeated ones.
 */
#ifndef SYN_TEXT_STEM_H
#define SYN_TEXT_STEM_H

#include "text/token.h"

void stem_tokens(struct tokens *tokens, struct arena scratch, struct span language);

#endif
