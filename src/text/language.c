#include "text/language.h"

#include <assert.h>

#include "base/fnv.h"
#include "tables/language.h"
#include "tables/language_sign.h"
#include "text/codepoint.h"
#include "text/utf8.h"

enum {
    READ_MAX = 4096,       /* bytes that are looked at */
    READ_STEP = 1024,      /* bytes after which it may be clear already */
    CLEAR_POINTS = 12,     /* what a language must have for that */
    WORD_MAX = 64,         /* bytes of a folded word; longer ones tell nothing */
    SIGN_MAX = 12,         /* bytes of a sign of data/language_sign.tsv without its "-" */
    LANGUAGES_MAX = 64,
    CODES = 26 * 26,       /* two-letter codes */
    UNKNOWN_MAX = 100      /* unknown words that are asked for signs; more would change little */
};

enum script {
    SCRIPT_NONE, SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_GREEK, SCRIPT_ARMENIAN, SCRIPT_HEBREW, SCRIPT_ARABIC,
    SCRIPT_DEVANAGARI, SCRIPT_BENGALI, SCRIPT_GURMUKHI, SCRIPT_GUJARATI, SCRIPT_TAMIL, SCRIPT_TELUGU, SCRIPT_KANNADA,
    SCRIPT_MALAYALAM, SCRIPT_SINHALA, SCRIPT_THAI, SCRIPT_LAO, SCRIPT_MYANMAR, SCRIPT_GEORGIAN, SCRIPT_ETHIOPIC,
    SCRIPT_KHMER, SCRIPT_KANA, SCRIPT_HAN, SCRIPT_HANGUL, SCRIPT_COUNT
};

static const struct { uint32_t from, to; enum script script; } ranges[] = {
    { 0x41, 0x24f, SCRIPT_LATIN },          { 0x370, 0x3ff, SCRIPT_GREEK },       { 0x400, 0x52f, SCRIPT_CYRILLIC },
    { 0x531, 0x58f, SCRIPT_ARMENIAN },      { 0x591, 0x5f4, SCRIPT_HEBREW },      { 0x600, 0x77f, SCRIPT_ARABIC },
    { 0x8a0, 0x8ff, SCRIPT_ARABIC },        { 0x900, 0x97f, SCRIPT_DEVANAGARI },  { 0x980, 0x9ff, SCRIPT_BENGALI },
    { 0xa00, 0xa7f, SCRIPT_GURMUKHI },      { 0xa80, 0xaff, SCRIPT_GUJARATI },    { 0xb80, 0xbff, SCRIPT_TAMIL },
    { 0xc00, 0xc7f, SCRIPT_TELUGU },        { 0xc80, 0xcff, SCRIPT_KANNADA },     { 0xd00, 0xd7f, SCRIPT_MALAYALAM },
    { 0xd80, 0xdff, SCRIPT_SINHALA },       { 0xe00, 0xe7f, SCRIPT_THAI },        { 0xe80, 0xeff, SCRIPT_LAO },
    { 0x1000, 0x109f, SCRIPT_MYANMAR },     { 0x10a0, 0x10ff, SCRIPT_GEORGIAN },  { 0x1100, 0x11ff, SCRIPT_HANGUL },
    { 0x1200, 0x137f, SCRIPT_ETHIOPIC },    { 0x1780, 0x17ff, SCRIPT_KHMER },     { 0x1e00, 0x1eff, SCRIPT_LATIN },
    { 0x1f00, 0x1fff, SCRIPT_GREEK },       { 0x3041, 0x30ff, SCRIPT_KANA },      { 0x3400, 0x9fff, SCRIPT_HAN },
    { 0xac00, 0xd7a3, SCRIPT_HANGUL },      { 0xf900, 0xfaff, SCRIPT_HAN },       { 0xfb50, 0xfdff, SCRIPT_ARABIC },
    { 0xfe70, 0xfeff, SCRIPT_ARABIC },      { 0x20000, 0x3134f, SCRIPT_HAN },
};

/* The one language, or by far the first, that writes news in a script. */
static const char only_language[SCRIPT_COUNT][3] = {
    [SCRIPT_GREEK] = "el",    [SCRIPT_ARMENIAN] = "hy", [SCRIPT_HEBREW] = "he",   [SCRIPT_DEVANAGARI] = "hi",
    [SCRIPT_BENGALI] = "bn",  [SCRIPT_GURMUKHI] = "pa", [SCRIPT_GUJARATI] = "gu", [SCRIPT_TAMIL] = "ta",
    [SCRIPT_TELUGU] = "te",   [SCRIPT_KANNADA] = "kn",  [SCRIPT_MALAYALAM] = "ml",[SCRIPT_SINHALA] = "si",
    [SCRIPT_THAI] = "th",     [SCRIPT_LAO] = "lo",      [SCRIPT_MYANMAR] = "my",  [SCRIPT_GEORGIAN] = "ka",
    [SCRIPT_ETHIOPIC] = "am", [SCRIPT_KHMER] = "km",    [SCRIPT_KANA] = "ja",     [SCRIPT_HAN] = "zh",
    [SCRIPT_HANGUL] = "ko",
};

struct score { struct span language; double points; };

struct counts {
    uint32_t letters, of[SCRIPT_COUNT];
    uint32_t persian, urdu;    /* letters of the Arabic script that only they write */
    uint32_t words, known;     /* words of Latin and Cyrillic, and those that a table knew */
    struct score scores[LANGUAGES_MAX];
    uint32_t languages;
    uint8_t place[CODES];      /* a language's place among the scores, plus 1 */
};

static enum script script_of(uint32_t c)
{
    size_t low = 0, high = sizeof ranges / sizeof *ranges;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (ranges[middle].to < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof ranges / sizeof *ranges && c >= ranges[low].from ? ranges[low].script : SCRIPT_NONE;
}

static void add_points(struct counts *counts, struct span language, double points)
{
    assert(language.len == 2);
    uint8_t *place = &counts->place[(language.at[0] - 'a') * 26 + language.at[1] - 'a'];
    if (!*place) {
        if (counts->languages == LANGUAGES_MAX)
            return;
        counts->scores[counts->languages++].language = language;
        *place = (uint8_t)counts->languages;
    }
    counts->scores[*place - 1].points += points;
}

/* A word of few languages tells more than one that all their neighbours share. */
static bool count_word(struct counts *counts, struct span word)
{
    const struct language_row *first = table_find(&language_table, word), *row;
    double sharing = 0;
    for (row = first; row; row = table_next(&language_table, row))
        sharing++;
    for (row = first; row; row = table_next(&language_table, row))
        add_points(counts, row->language, 1 / sharing);
    return first != NULL;
}

static void count_sign(struct counts *counts, struct span sign, uint32_t hash, double weight)
{
    const struct language_sign_row *first = table_find_hashed(&language_sign_table, sign, hash), *row;
    double sharing = 0;
    if (!first)
        return;
    for (row = first; row; row = table_next(&language_sign_table, row))
        sharing++;
    for (row = first; row; row = table_next(&language_sign_table, row))
        add_points(counts, row->language, weight / sharing);
}

/* Beginnings, endings and letters of a word.  The hash of a beginning goes on from that of the one before. */
static void count_signs(struct counts *counts, struct span word)
{
    char sign[SIGN_MAX + 1];
    uint32_t begun = fnv_hash("", 0);
    unsigned length;
    for (size_t at = 0; at < word.len; at += length) {
        utf8_decode(word, at, &length);
        if (length > 1)
            count_sign(counts, span_cut(word, at, at + length), fnv_hash(word.at + at, length), 0.5);
        if (at && word.len - at <= SIGN_MAX) {
            sign[0] = '-';
            memcpy(sign + 1, word.at + at, word.len - at);
            count_sign(counts, (struct span){ sign, word.len - at + 1 }, fnv_hash(sign, word.len - at + 1), 0.3);
        }
        if (at && at <= SIGN_MAX) {
            memcpy(sign, word.at, at);
            sign[at] = '-';
            count_sign(counts, (struct span){ sign, at + 1 }, fnv_step(begun, '-'), 0.2);
        }
        for (unsigned i = 0; i < length; i++)
            begun = fnv_step(begun, word.at[at + i]);
    }
}

static void count_letter(struct counts *counts, uint32_t c)
{
    enum script script = script_of(c);
    counts->letters++;
    counts->of[script]++;
    counts->persian += c == 0x67e || c == 0x686 || c == 0x698 || c == 0x6af || c == 0x6a9 || c == 0x6cc;
    counts->urdu += c == 0x679 || c == 0x688 || c == 0x691 || c == 0x6d2 || c == 0x6ba || c == 0x6be;
}

struct word { char letters[WORD_MAX + 8]; size_t len; bool has_capital; };

static void end_word(struct counts *counts, struct word *word)
{
    struct span letters = { word->letters, word->len };
    bool has_capital = word->has_capital;
    word->len = 0;
    word->has_capital = false;
    if (!letters.len || letters.len > WORD_MAX)
        return;
    counts->words++;
    bool is_known = count_word(counts, letters);
    counts->known += is_known;
    if (!is_known && !has_capital && counts->words - counts->known <= UNKNOWN_MAX) /* names belong to no language */
        count_signs(counts, letters);
}

static inline void put_ascii_letter(struct counts *counts, struct word *word, char c)
{
    counts->letters++;
    counts->of[SCRIPT_LATIN]++;
    word->has_capital = word->has_capital || (!word->len && c <= 'Z');
    if (word->len <= WORD_MAX)
        word->letters[word->len++] = byte_lower(c);
}

/* Any other code point; true where it ended the word. */
static bool put_point(struct counts *counts, struct word *word, uint32_t c)
{
    enum codepoint_class class = codepoint_class(c);
    bool is_letter = class == CODEPOINT_LETTER || class == CODEPOINT_IDEOGRAPH || class == CODEPOINT_KATAKANA;
    bool is_inner = is_letter || class == CODEPOINT_MARK || class == CODEPOINT_APOSTROPHE;
    if (is_letter)
        count_letter(counts, c);
    word->has_capital = word->has_capital || (is_letter && !word->len && codepoint_is_upper(c));
    uint32_t folded = is_inner ? codepoint_fold(c) : 0;
    if (folded && word->len <= WORD_MAX && (is_letter || word->len))
        word->len += utf8_encode(folded, word->letters + word->len);
    bool is_elided = class == CODEPOINT_APOSTROPHE && word->len && word->len <= 5;
    if (is_inner && !(is_elided && table_find(&language_table, (struct span){ word->letters, word->len })))
        return false;
    end_word(counts, word);
    return true;
}

struct lead { struct score best, second; };

static struct lead find_lead(const struct counts *counts)
{
    struct lead lead = { { SPAN(""), 0 }, { SPAN(""), 0 } };
    for (uint32_t i = 0; i < counts->languages; i++) {
        if (counts->scores[i].points > lead.best.points) {
            lead.second = lead.best;
            lead.best = counts->scores[i];
        } else if (counts->scores[i].points > lead.second.points) {
            lead.second = counts->scores[i];
        }
    }
    return lead;
}

/* Whether more text would not change the answer: one language has most of the words. */
static bool is_settled(const struct counts *counts)
{
    struct lead lead = find_lead(counts);
    uint32_t parted = counts->of[SCRIPT_LATIN] + counts->of[SCRIPT_CYRILLIC];
    return lead.best.points >= CLEAR_POINTS && lead.best.points >= lead.second.points * 2 &&
           lead.best.points >= counts->words * 0.15 && parted * 10 >= counts->letters * 9;
}

static void count_text(struct counts *counts, struct span text)
{
    struct word word = { .len = 0 };
    size_t next_look = READ_STEP;
    unsigned length;
    for (size_t at = 0; at < text.len; at += length) {
        length = 1;
        if (byte_is_alpha(text.at[at])) {
            put_ascii_letter(counts, &word, text.at[at]);
            continue;
        }
        bool ended = put_point(counts, &word, utf8_decode(text, at, &length));
        if (ended && at >= next_look) {
            if (is_settled(counts))
                return;
            next_look += READ_STEP;
        }
    }
    end_word(counts, &word);
}

/* The language whose words were met most, where it leads clearly. */
static struct span best_language(const struct counts *counts)
{
    struct lead lead = find_lead(counts);
    bool is_clear = lead.best.points >= 1 && lead.best.points >= lead.second.points * 1.2 &&
                    lead.best.points >= counts->words * 0.08;
    return is_clear ? lead.best.language : SPAN("");
}

struct span language_guess(struct span text)
{
    struct counts counts = { 0 };
    count_text(&counts, span_cut(text, 0, text.len > READ_MAX ? utf8_floor(text, READ_MAX) : text.len));
    enum script first = SCRIPT_NONE;
    for (enum script i = SCRIPT_LATIN; i < SCRIPT_COUNT; i++)
        if (counts.of[i] > counts.of[first])
            first = i;
    if (!counts.of[first] || counts.of[first] * 2 < counts.letters)
        return SPAN("");
    if (first == SCRIPT_LATIN || first == SCRIPT_CYRILLIC)
        return best_language(&counts);
    if (first == SCRIPT_ARABIC)
        return counts.urdu * 50 > counts.letters      ? SPAN("ur")
               : counts.persian * 25 > counts.letters ? SPAN("fa")
                                                      : SPAN("ar");
    if (first == SCRIPT_HAN && counts.of[SCRIPT_KANA] * 10 > counts.letters)
        return SPAN("ja");
    return span_of(only_language[first]);
}
