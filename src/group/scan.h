/* group/scan.h -- words and numbers of a text, one after the other, as fast as they can be read
 *
 * What text/token.h does with care, this does for grouping alone, in a quarter of the time: runs of letters and their
 * marks, folded as tokens are; apostrophes and hyphens part words, and what is left of clitics ("'s", "l'", "n't") is
 * passed over; digits with inner separators are a number, whose thousands are joined and whose decimals stand behind a
 * full stop, however they were written; an ideograph is a word.
 *
 * In:      UTF-8 text, any bytes.
 * Out:     words in order of place; `folded` is good until the next call.
 * Fails:   never.   Memory: within the scan; `scratch` where letters are composed.   Threads: any.
 * Cost:    linear; some 15 ns a word of ASCII, 60 ns of other letters.
 */
#ifndef SYN_GROUP_SCAN_H
#define SYN_GROUP_SCAN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/span.h"

enum { SCAN_WORD_MAX = 240, SCAN_BUFFER = 272 };

struct scan {
    struct span text;
    size_t at;
    uint64_t seed;           /* lexis_seed of the language */
    bool begins;             /* a sentence or a quotation begins here, where a capital says nothing */
    struct arena scratch;
    char buffer[SCAN_BUFFER];
};

struct scan_word {
    uint64_t hash;           /* lexis_hash; of a number with language 0 */
    struct span folded;
    bool number, capital, begins;
};

/* Of all of `text`, which begins a sentence. */
void scan_open(struct scan *scan, struct span text, uint16_t language, struct arena scratch);
/* false at the end. */
bool scan_next(struct scan *scan, struct scan_word *word);

#endif
