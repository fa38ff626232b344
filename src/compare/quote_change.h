/* compare/quote_change.h -- what a variant of a quotation is to the first one
 *
 * Words are compared in their order, whatever their case and quotation marks: a variant that has nothing but a stretch
 * of the first is shortened, one with the same content words in other forms ("is", "was") differs in form, one with
 * other content words differs in words.
 *
 * In:      two places of two reports, and the keys of their words (compare/quote_key.h).
 * Out:     the change; *differing gets the words of the variant that the first does not have at that place.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    the product of the two lengths, of 256 words at most; linear where the words are the same.
 */
#ifndef SYN_COMPARE_QUOTE_CHANGE_H
#define SYN_COMPARE_QUOTE_CHANGE_H

#include "compare/quote_key.h"

struct quote_place { uint32_t report; struct mark at; };

enum variant_change quote_change(struct arena *keep, struct arena scratch, const struct comparison *c,
                                 const struct quote_keys *keys, struct quote_place first, struct quote_place variant,
                                 struct marks *differing);

#endif
