#include "text/codepoint.h"

#include <unicode/uchar.h>

#define B CODEPOINT_BLANK
#define L CODEPOINT_LETTER
#define D CODEPOINT_DIGIT
#define E CODEPOINT_LINE
#define O CODEPOINT_OTHER
const uint8_t codepoint_ascii[128] = {
    B, B, B, B, B, B, B, B, B, B, E, E, E, E, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
    B, O, O, O, O, O, O, CODEPOINT_APOSTROPHE, O, O, O, O, O, CODEPOINT_HYPHEN, O, O,
    D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O,
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O,
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, B,
};
#undef B
#undef L
#undef D
#undef E
#undef O

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2bc || c == 0x2bb || c == 0x2032 || c == 0xb4 || c == 0x1ffd ||
           c == 0xff07;
}

static bool is_hyphen(uint32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }

static bool is_fraction(uint32_t c) { return (c >= 0xbc && c <= 0xbe) || (c >= 0x2150 && c <= 0x215f) || c == 0x2189; }

/* Latin-1 letters and the Cyrillic of every living Slavic language. */
static bool is_common_letter(uint32_t c)
{
    return (c >= 0xc0 && c <= 0x17f && c != 0xd7 && c != 0xf7) || (c >= 0x400 && c <= 0x481) || (c >= 0x48a && c <= 0x4ff);
}

static enum codepoint_class property_class(uint32_t c)
{
    switch (u_getIntPropertyValue((UChar32)c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
    case U_WB_HEBREW_LETTER:
        return CODEPOINT_LETTER;
    case U_WB_KATAKANA:
        return CODEPOINT_KATAKANA;
    case U_WB_NUMERIC:
        return CODEPOINT_DIGIT;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ:
        return CODEPOINT_MARK;
    case U_WB_NEWLINE:
    case U_WB_LF:
    case U_WB_CR:
        return CODEPOINT_LINE;
    default:
        break;
    }
    if (u_isUWhiteSpace((UChar32)c) || u_charType((UChar32)c) == U_CONTROL_CHAR)
        return CODEPOINT_BLANK;
    return u_isalpha((UChar32)c) ? CODEPOINT_IDEOGRAPH : CODEPOINT_OTHER;
}

enum codepoint_class codepoint_class(uint32_t c)
{
    if (c < 0x80)
        return codepoint_ascii[c];
    if (is_apostrophe(c))
        return CODEPOINT_APOSTROPHE;
    if (is_common_letter(c))
        return CODEPOINT_LETTER;
    if (c >= 0x2012 && c <= 0x2027)
        return CODEPOINT_OTHER;
    if (is_hyphen(c))
        return CODEPOINT_HYPHEN;
    if (c == 0xa0 || c == 0x200b || c == 0x202f)
        return CODEPOINT_BLANK;
    if (is_fraction(c))
        return CODEPOINT_DIGIT;
    return property_class(c);
}

bool codepoint_is_upper(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    if (c >= 0x400 && c < 0x460)
        return c < 0x430;
    uint32_t category = U_GET_GC_MASK((UChar32)c);
    return (category & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0;
}

bool codepoint_is_lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    if (c >= 0x400 && c < 0x460)
        return c >= 0x430;
    return u_charType((UChar32)c) == U_LOWERCASE_LETTER;
}

/* Signs that are not seen: they come and go between copies of one text. */
static bool is_left_out(uint32_t c)
{
    return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) ||
           c == 0xfeff;
}

uint32_t codepoint_fold(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0x430 && c < 0x460)
        return c;
    if (c >= 0x400 && c < 0x430)
        return c < 0x410 ? c + 0x50 : c + 0x20;
    if (is_apostrophe(c))
        return '\'';
    if (is_hyphen(c) || c == 0x2212)
        return '-';
    if (is_left_out(c))
        return 0;
    if (c == 0x3c2)
        return 0x3c3;
    return (uint32_t)u_tolower((UChar32)c);
}

bool codepoint_may_compose(uint32_t c)
{
    if (c < 0x300 || (c >= 0x400 && c < 0x483) || (c >= 0x1e00 && c < 0x1f00))
        return false;
    if ((c >= 0x2010 && c <= 0x203e) || (c >= 0x3041 && c < 0x3099) || (c >= 0x30a0 && c < 0xa000))
        return false;
    return true;
}
