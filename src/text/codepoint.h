/* text/codepoint.h -- what a code point is (hides ICU's property tables)
 *
 * The classes are those that cutting a text into words needs; they follow the Word_Break property of
 * UAX #29.  ASCII, Latin-1 and basic Cyrillic are answered without ICU.
 *
 * Fails: never; any 32-bit number will do.   Threads: any.   Cost: constant.
 */
#ifndef SYN_TEXT_CODEPOINT_H
#define SYN_TEXT_CODEPOINT_H

#include <stdbool.h>
#include <stdint.h>

enum codepoint_class {
    CODEPOINT_OTHER,      /* punctuation, symbols */
    CODEPOINT_BLANK,      /* blanks, controls, zero-width space */
    CODEPOINT_LINE,       /* a blank that ends a line */
    CODEPOINT_LETTER,
    CODEPOINT_KATAKANA,   /* letters that make words only among themselves */
    CODEPOINT_IDEOGRAPH,  /* letters of scripts without blanks: each is a word */
    CODEPOINT_DIGIT,      /* also the fractions that are one sign */
    CODEPOINT_MARK,       /* belongs to what stands before it: combining marks, joiners, soft hyphen */
    CODEPOINT_APOSTROPHE, /* ' ’ ʼ and what is typed for them */
    CODEPOINT_HYPHEN      /* - and U+2010, U+2011; no dash */
};

/* The class of each ASCII byte, for who wants it without a call. */
extern const uint8_t codepoint_ascii[128];

enum codepoint_class codepoint_class(uint32_t c);
bool codepoint_is_upper(uint32_t c);   /* upper or title case */
bool codepoint_is_lower(uint32_t c);

/* Lower case, apostrophes and hyphens made plain, final sigma as the other; 0 for what is left out when
 * texts are compared (soft hyphen, zero-width and direction signs). */
uint32_t codepoint_fold(uint32_t c);

/* Whether NFC may change a text that holds `c`: combining marks, jamo, compatibility ideographs. */
bool codepoint_may_compose(uint32_t c);

#endif
