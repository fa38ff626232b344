/* text/language.h -- which language a text is in
 *
 * A guess by script, then by frequent short words and letter trigrams (data/language.tsv).  Two-letter
 * ISO 639-1 codes.  A text too short or too strange to tell gives the empty span: a guess is worse
 * than none.
 *
 * Fails: never.   Threads: any.   Cost: linear in the first 4 kB; most texts are clear after one.
 */
#ifndef SYN_TEXT_LANGUAGE_H
#define SYN_TEXT_LANGUAGE_H

#include "base/span.h"

struct span language_guess(struct span text);

#endif
