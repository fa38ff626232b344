#include "text/bridge.h"

#include <string.h>

#include "base/fnv.h"
#include "tables/bridge_ending.h"
#include "tables/bridge_noun.h"
#include "tables/bridge_word.h"
#include "tables/common_word.h"
#include "text/normal.h"
#include "text/utf8.h"

static const float YEAR_SHARE = 0.1f;   /* of reports that hold one year or another of these two centuries */

enum {
    WORD_MAX = 96,           /* bytes: longer words are no words */
    HEAD_LETTERS = 4,        /* what a German compound's last part has at least */
    NOUN_ENDING = 2,         /* letters that may follow a German noun */
    NAME_SOUNDS = 4,         /* fewer are common to many names: their syllables must agree besides */
    COGNATE_LETTERS = 7,
    COGNATE_SOUNDS = 5       /* as many are compared */
};

static bool fits(const struct bridge_word_row *row, struct span language, size_t rest, bool is_name)
{
    if (row->language.len && language.len && !span_equal(row->language, language))
        return false;
    return rest <= (size_t)row->rest && (is_name || row->named == 0);
}

/* text_plain without ICU, for the letters that Russian and Ukrainian words are of; empty for others. */
static struct span plain_cyrillic(struct arena *keep, struct span word)
{
    char *out = arena_take_raw(keep, 1, 1, word.len);
    for (size_t at = 0; at + 2 <= word.len; at += 2) {
        unsigned length;
        uint32_t c = utf8_decode(word, at, &length);
        if (!((c >= 0x430 && c < 0x450) || c == 0x451 || c == 0x454 || c == 0x456 || c == 0x457 || c == 0x491))
            return SPAN("");
        memcpy(out + at, c == 0x451 ? "е" : word.at + at, 2);
    }
    return (struct span){ out, word.len };
}

static struct span plain_word(struct arena *keep, struct span word)
{
    if (word.len < 2 || word.len > WORD_MAX)
        return SPAN("");
    struct span plain = word.len % 2 ? SPAN("") : plain_cyrillic(keep, word);
    return plain.len ? plain : text_plain(keep, word);
}

/* The row that holds most of the word's begin. */
static const struct bridge_word_row *find_begin(struct span word, struct span language, bool is_name)
{
    size_t rest = 0;
    for (size_t end = word.len; end > 1; rest++) {
        const struct bridge_word_row *row = table_find(&bridge_word_table, span_cut(word, 0, end));
        for (; row; row = table_next(&bridge_word_table, row))
            if (fits(row, language, rest, is_name))
                return row;
        end = utf8_floor(word, end - 1);
    }
    return NULL;
}

/* The row that the last part of a German compound has: "Warnstreiks". */
static const struct bridge_word_row *find_head(struct span word, struct span language)
{
    enum { ENDING = 3 };
    for (size_t from = 3; from + HEAD_LETTERS <= word.len; from++) {
        for (size_t end = word.len; end + ENDING >= word.len && end >= from + HEAD_LETTERS; end--) {
            const struct bridge_word_row *row = table_find(&bridge_word_table, span_cut(word, from, end));
            for (; row; row = table_next(&bridge_word_table, row))
                if (row->kind == BRIDGE_CONCEPT && fits(row, language, word.len - end, false))
                    return row;
        }
    }
    return NULL;
}

/* A German compound means what its first part does or what its last does: the rarer of both. */
static const struct bridge_word_row *find_row(struct span word, struct span language, bool is_name)
{
    const struct bridge_word_row *row = find_begin(word, language, is_name);
    if (!span_equal(language, SPAN("de")) || (row && word.len < row->key.len + HEAD_LETTERS))
        return row;
    const struct bridge_word_row *head = find_head(word, language);
    return !row || (head && head->share < row->share) ? head : row;
}

/* Without the case ending of a Russian or Ukrainian name. */
static struct span cut_ending(struct span word, struct span language)
{
    size_t before = 0;
    unsigned length;
    for (size_t at = 0; at < word.len; at += length, before++) {
        utf8_decode(word, at, &length);
        const struct bridge_ending_row *row = table_find(&bridge_ending_table, span_from(word, at));
        for (; row; row = table_next(&bridge_ending_table, row))
            if (span_equal(row->language, language) && before >= (size_t)row->rest)
                return span_cut(word, 0, at);
    }
    return word;
}

/* How often vowels begin in a Latin word, those it ends with left aside, as they may be an ending. */
static uint32_t count_syllables(struct span latin)
{
    static const char vowels[] = "aeiouy";
    while (latin.len && strchr(vowels, latin.at[latin.len - 1]))
        latin.len--;
    uint32_t count = 0;
    for (size_t i = 0; i < latin.len; i++)
        count += strchr(vowels, latin.at[i]) && !(i && strchr(vowels, latin.at[i - 1]));
    return count;
}

static struct bridge by_sounds(struct span sounds, uint32_t syllables, uint8_t kind)
{
    uint32_t hash = (fnv_hash(sounds.at, sounds.len) * 31 + syllables) * 31 + kind;
    return (struct bridge){ .term = hash ? hash : 1, .kind = kind };
}

/* Whether data/bridge_noun.tsv has `word` without an ending; `tail`: as the last part of compounds. */
static bool is_noun_row(struct span word, bool tail)
{
    for (size_t end = word.len; end > 2 && end + NOUN_ENDING >= word.len; end--) {
        const struct bridge_noun_row *row = table_find(&bridge_noun_table, span_cut(word, 0, end));
        if (row && (!tail || row->tail != 0))
            return true;
    }
    return false;
}

/* German writes all nouns like names. */
static bool is_german_noun(struct span word)
{
    bool is_noun = is_noun_row(word, false);
    for (size_t from = 3; !is_noun && from + 3 <= word.len; from++)
        is_noun = is_noun_row(span_from(word, from), true);
    return is_noun;
}

static bool has_digit(struct span word)
{
    for (size_t i = 0; i < word.len; i++)
        if (byte_is_digit(word.at[i]))
            return true;
    return false;
}

/* A sign before three last digits parts thousands; any other one begins the decimals. */
static struct bridge of_number(struct span number)
{
    char digits[WORD_MAX];
    size_t count = 0, figures = 0;
    for (size_t i = 0; i < number.len; i++) {
        bool is_digit = byte_is_digit(number.at[i]);
        figures += is_digit;
        if (is_digit || number.len - i - 1 != 3)
            digits[count++] = is_digit ? number.at[i] : '.';
    }
    if (figures < 2)
        return (struct bridge){ 0 };
    bool is_year = count == 4 && figures == 4 && (!memcmp(digits, "19", 2) || !memcmp(digits, "20", 2));
    struct bridge bridge = by_sounds((struct span){ digits, count }, 0, BRIDGE_NUMBER);
    bridge.share = is_year ? YEAR_SHARE : 0;
    return bridge;
}

static bool is_common(struct span word, struct span language)
{
    const struct common_word_row *row = table_find(&common_word_table, word);
    for (; row; row = table_next(&common_word_table, row))
        if (!language.len || span_equal(row->language, language))
            return true;
    return false;
}

/* Words that mean nothing to the table, by how they sound. */
static struct bridge sounding(struct arena *scratch, struct span folded, struct span plain, struct span language,
                              bool is_name)
{
    struct bridge none = { 0 };
    is_name = is_name && !(span_equal(language, SPAN("de")) && is_german_noun(plain));
    if (has_digit(plain) || (!is_name && (utf8_count(plain) < COGNATE_LETTERS || is_common(folded, language))))
        return none;
    if (!is_name) {
        struct span sounds = name_key(scratch, plain);
        return sounds.len < COGNATE_SOUNDS ? none : by_sounds(span_cut(sounds, 0, COGNATE_SOUNDS), 0, BRIDGE_COGNATE);
    }
    struct span latin = text_latin(scratch, cut_ending(plain, language)), sounds = name_key(scratch, latin);
    if (sounds.len < 2)
        return none;
    return by_sounds(sounds, sounds.len < NAME_SOUNDS ? count_syllables(latin) : 0, BRIDGE_NAME);
}

struct bridge bridge_of(struct arena scratch, struct span folded_word, struct span language, bool is_name)
{
    struct span plain = plain_word(&scratch, folded_word);
    if (plain.len < 2 || plain.len > WORD_MAX)
        return (struct bridge){ 0 };
    if (byte_is_digit(plain.at[0]))
        return of_number(plain);
    const struct bridge_word_row *row = find_row(plain, language, is_name);
    if (!row)
        return sounding(&scratch, folded_word, plain, language, is_name);
    uint32_t hash = fnv_hash(row->term.at, row->term.len);
    return (struct bridge){ .term = hash ? hash : 1, .kind = (uint8_t)row->kind, .share = (float)row->share };
}
