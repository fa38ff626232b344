/* group/scan.h -- words and numbers of a text, one after the other, as fast as they can be read
 *
 * What text/token.h does with care, this does for grouping alone, in a quarter of the time: runs of letters and their
 * marks, folded as tokens are; apostrophes and hyphens part words, and what is left of clitics ("'s", "l'", "n't") is
 * passed over; digits with inner separators are a number, whose thousands are joined and whose decimals stand behind a
 * full stop, however they were written; an ideograph is a word.
 *
 * In:      UTF-8 text, any bytes.
 * Out:     words in order of place, up to SCAN_WORDS at a time, so that what is known of them can be fetched ahead;
 *          `folded` is good until the next call.
 * Fails:   never.   Memory: within the scan; `scratch` where letters are composed.   Threads: any.
 * Cost:    linear; some 15 ns a word of ASCII, 60 ns of other letters.
 */
#ifndef SYN_GROUP_SCAN_H
#define SYN_GROUP_SCAN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/span.h"

enum { SCAN_WORDS = 32, SCAN_WORD_MAX = 240, SCAN_WORD_ROOM = 272 };

struct scan_word {
    uint64_t hash;           /* lexis_hash, not 0; of a number with language 0 */
    struct span folded;
    struct mark at;          /* in the text */
    bool number, capital, begins;
};

struct scan {
    struct span text;
    size_t at;
    uint64_t seed;           /* lexis_seed of the language */
    bool begins;             /* a sentence or a quotation begins here, where a capital says nothing */
    struct arena scratch;
    struct scan_word words[SCAN_WORDS];
    char *buffer;            /* room for the next word, in `letters` */
    char letters[SCAN_WORDS * SCAN_WORD_ROOM];
};

/* Of all of `text`, which begins a sentence. */
void scan_open(struct scan *scan, struct span text, uint16_t language, struct arena scratch);
/* Puts the next words into scan->words; how many, 0 at the end. */
uint32_t scan_next(struct scan *scan);

#endif
