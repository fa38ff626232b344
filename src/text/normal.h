/* text/normal.h -- forms of a text for comparing it
 *
 * text_fold     NFC, lower case, plain apostrophes and hyphens, without soft hyphens and other unseen
 *               signs: what token.h calls folded.
 * text_plain    besides, without diacritics and ligatures: "Amélie Oudéa-Castéra" is "amelie oudea-castera".
 *               Cyrillic keeps the marks that make another letter (й, ї, ў); ё becomes е.
 * text_latin    besides, transliterated to Latin letters: "Лекорню" is "lekornu".  Cyrillic and Greek go
 *               by data/translit.tsv, other scripts by ICU ("Any-Latin; Latin-ASCII").
 * name_key      a phonetic key that survives transliteration and common misspelling: equal keys mean
 *               "sounds alike" ("Lecornu", "Lecorne", "Лекорню"; "Shoigu", "Schoigu").  A key a word,
 *               parted by blanks; vowels count only where they begin a word (data/sound.tsv).
 *
 * ICU is used in four files only: text/normal.c, text/codepoint.c, text/charset.c and text/domain.c.
 *
 * Fails: never; bad bytes read as U+FFFD.   Memory: `keep`.
 * Threads: any.  ICU's normalizers are shared; its transliterator is not thread-safe, so each thread that
 *          meets such a script opens its own and keeps it until the thread ends.
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

/* Damerau-Levenshtein distance in code points (optimal string alignment), at most `limit` + 1.  Texts that
 * differ over more than DISTANCE_MAX code points, common beginning and end left aside, are that far apart. */
enum { DISTANCE_MAX = 256 };
unsigned text_distance(struct span a, struct span b, unsigned limit);

#endif
