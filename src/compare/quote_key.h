/* compare/quote_key.h -- what the words of all reports mean to those who look for utterances
 *
 * A word's key is that of compare/words.h; of a name of the story it is the name, of a figure its value in base
 * units, each at its first token and 0 at the others, so that "Ruth Maddox" meets "Maddox" and "forty" meets "40".
 * Where a story has several languages each word has a second key by which it meets its translation: names, figures
 * and concepts keep theirs, long words get one of their first letters in Latin ("guide", "Guide", "гида").
 *
 * In:      a comparison with words and names.
 * Out:     at[report][token] and across[report][token]; 0 for what tells nothing; across is NULL where all
 *          reports are in one language.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_COMPARE_QUOTE_KEY_H
#define SYN_COMPARE_QUOTE_KEY_H

#include "compare/comparison.h"

struct quote_keys { uint64_t **at, **across; };

struct quote_keys quote_keys_read(struct arena *keep, struct arena scratch, const struct comparison *c);

#endif
