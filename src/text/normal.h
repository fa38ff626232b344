/* text/normal.h -- forms of a text for comparing it (with text/charset.c the one home of ICU)
 *
 * text_fold     NFC, lower case, plain apostrophes and hyphens: what token.h calls folded.
 * text_plain    besides, without diacritics and ligatures: "Amélie Oudéa-Castéra" is "amelie oudea-castera".
 * text_latin    besides, transliterated to Latin letters: "Лекорню" is "lekornu".
 * name_key      a phonetic key that survives transliteration and common misspelling: equal keys mean
 *               "sounds alike" ("Lecornu", "Lecorne", "Лекорню"; "Shoigu", "Schoigu").
 *
 * Fails: never; bad bytes read as U+FFFD.   Memory: `keep`.   Threads: any.
 * Cost: linear; ASCII takes a fast path without ICU.
 */
#ifndef SYN_TEXT_NORMAL_H
#define SYN_TEXT_NORMAL_H

#include "base/arena.h"
#include "base/span.h"

struct span text_fold(struct arena *keep, struct span s);
struct span text_plain(struct arena *keep, struct span s);
struct span text_latin(struct arena *keep, struct span s);
struct span name_key(struct arena *keep, struct span name);

/* Damerau-Levenshtein distance in code points (optimal string alignment), at most `limit` + 1. */
unsigned text_distance(struct span a, struct span b, unsigned limit);

#endif
