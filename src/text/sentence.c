#include "text/sentence.h"

#include "tables/abbreviation.h"
#include "tables/language.h"
#include "text/codepoint.h"
#include "text/utf8.h"

struct splitter {
    struct span text;
    const struct tokens *tokens;
    uint32_t end;
    struct span language;
    bool has_capitals;         /* else lower case may begin a sentence */
};

enum { OPENERS_MAX = 8 };      /* quotes, brackets and dashes before the first word of a sentence */

static const struct token *token_of(const struct splitter *s, uint32_t i) { return &s->tokens->at[i]; }

static struct span letters_of(const struct splitter *s, uint32_t i) { return token_folded(s->tokens, i); }

/* The first code point of a token. */
static uint32_t sign_of(const struct splitter *s, uint32_t i)
{
    unsigned length;
    struct span letters = mark_span(s->text, token_of(s, i)->at);
    return letters.len ? utf8_decode(letters, 0, &length) : 0;
}

static bool is_punctuation(const struct splitter *s, uint32_t i) { return token_of(s, i)->kind == TOKEN_PUNCTUATION; }

static bool has_blank_before(const struct splitter *s, uint32_t i)
{
    return token_of(s, i)->shape & TOKEN_BLANK_BEFORE;
}

/* Full stops of scripts that write no blank behind them. */
static bool is_wide_stop(uint32_t c) { return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0xff61 || c == 0xff0e; }

static bool is_stop_sign(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || is_wide_stop(c) || c == 0x61f || c == 0x6d4 ||
           c == 0x964 || c == 0x965 || c == 0x589 || c == 0x37e || c == 0x203c || (c >= 0x2047 && c <= 0x2049) ||
           c == 0x1362 || c == 0x104b;
}

/* "U.S.": a word that has its full stop within. */
static bool is_acronym(const struct splitter *s, uint32_t i)
{
    struct mark at = token_of(s, i)->at;
    return token_of(s, i)->kind == TOKEN_WORD && s->text.at[at.to - 1] == '.';
}

static bool is_stop(const struct splitter *s, uint32_t i)
{
    if (!is_punctuation(s, i))
        return is_acronym(s, i);
    uint32_t c = sign_of(s, i);
    return is_stop_sign(c) || (c == ';' && span_equal(s->language, SPAN("el")));
}

static bool is_closing_bracket(uint32_t c)
{
    return c == ')' || c == ']' || c == '}' || c == 0xff09 || c == 0x3011 || c == 0x300b || c == 0x3009;
}

static bool is_opener(const struct splitter *s, uint32_t i)
{
    uint32_t c = sign_of(s, i);
    return (token_of(s, i)->shape & TOKEN_QUOTE) || c == '(' || c == '[' || c == 0xbf || c == 0xa1 || c == '*' ||
           c == 0x2022 || c == '#' || c == '@' || c == '$' || c == 0x20ac || c == 0xa3 || c == 0x300a || c == 0xff08 || c == 0x3010;
}

static bool is_dash(uint32_t c) { return c == '-' || (c >= 0x2012 && c <= 0x2015); }

/* Whether token i closes what stands before it: brackets, and quotation marks that touch it or, for French
 * and Russian, stand behind a blank inside of guillemets. */
static bool is_closer(const struct splitter *s, uint32_t i, bool in_guillemets)
{
    uint32_t c = sign_of(s, i);
    if (is_closing_bracket(c))
        return true;
    if (!(token_of(s, i)->shape & TOKEN_QUOTE))
        return false;
    bool touches_word = i + 1 < s->end && !has_blank_before(s, i + 1) && !is_punctuation(s, i + 1);
    if ((c == 0x201c || c == 0x2018) && touches_word)
        return false; /* opens in English and Chinese, closes in German */
    if (!has_blank_before(s, i))
        return c != 0x201e && c != 0x300c && c != 0x300e;
    return c == 0xbb && in_guillemets;
}

static bool is_language(const struct splitter *s, struct span language)
{
    return !language.len || span_equal(language, s->language);
}

/* Whether token i is a frequent word of the language (of any, where it is not known). */
static bool begins_sentences(const struct splitter *s, uint32_t i)
{
    const struct language_row *row = table_find(&language_table, letters_of(s, i));
    for (; row; row = table_next(&language_table, row))
        if (!s->language.len || span_equal(row->language, s->language))
            return true;
    return false;
}

/* A word may have two rows, "last" for where it stands behind a number: "в 2020 г.", but "в г. Москве". */
static int abbreviation_kind(const struct splitter *s, struct span word, bool is_behind_number)
{
    int kind = ABBREVIATION_NONE;
    const struct abbreviation_row *row = table_find(&abbreviation_table, word);
    for (; row; row = table_next(&abbreviation_table, row))
        if (is_language(s, row->language) && (!kind || (row->kind == ABBREVIATION_LAST) == is_behind_number))
            kind = row->kind;
    return kind;
}

static bool is_one_letter(struct span word) { return word.len && utf8_count(span_cut(word, 0, 8)) == 1; }

/* The kind of an abbreviation of two letters that is written with a blank, of which i is the second: "т. е." */
static int pair_kind(const struct splitter *s, uint32_t i, uint32_t first)
{
    char letters[2 * 4 + 1];
    if (i < first + 2 || sign_of(s, i - 1) != '.' || !is_one_letter(letters_of(s, i - 2)))
        return ABBREVIATION_NONE;
    struct span a = letters_of(s, i - 2), b = letters_of(s, i);
    if (a.len > 4 || b.len > 4)
        return ABBREVIATION_NONE;
    memcpy(letters, a.at, a.len);
    letters[a.len] = '.';
    memcpy(letters + a.len + 1, b.at, b.len);
    return abbreviation_kind(s, (struct span){ letters, a.len + 1 + b.len }, false);
}

/* The kind of the abbreviation that token i is, whose full stop stands within it or behind it. */
static int kind_of(const struct splitter *s, uint32_t i, uint32_t first)
{
    struct span word = letters_of(s, i);
    const struct token *token = token_of(s, i);
    bool is_acronym_token = is_acronym(s, i);
    if (token->kind == TOKEN_NUMBER) {
        if (i == first && word.len <= 3)
            return ABBREVIATION_NAME; /* "1. First point" */
        return word.len <= 2 ? abbreviation_kind(s, SPAN("0"), false) : ABBREVIATION_NONE;
    }
    if (token->kind != TOKEN_WORD)
        return ABBREVIATION_NONE;
    if (is_acronym_token)
        word.len--;
    bool is_behind_number = i > first && token_of(s, i - 1)->kind == TOKEN_NUMBER;
    int kind = is_one_letter(word) ? pair_kind(s, i, first) : ABBREVIATION_NONE;
    if (!kind)
        kind = abbreviation_kind(s, word, is_behind_number);
    bool is_initial = is_one_letter(word) && (token->shape & TOKEN_CAPITAL) && !is_behind_number;
    if (is_initial && (kind == ABBREVIATION_LAST || kind == ABBREVIATION_NUMBER))
        return ABBREVIATION_INNER;
    if (kind)
        return kind;
    if (is_acronym_token || (is_one_letter(word) && (token->shape & TOKEN_CAPITAL)))
        return ABBREVIATION_INNER;
    return ABBREVIATION_NONE;
}

/* Whether a full stop behind an abbreviation ends the sentence, when token `next` could begin one. */
static bool ends_behind(const struct splitter *s, int kind, uint32_t next)
{
    bool is_number = token_of(s, next)->kind == TOKEN_NUMBER;
    bool is_initial = next + 1 < s->end && is_one_letter(letters_of(s, next)) && sign_of(s, next + 1) == '.';
    switch (kind) {
    case ABBREVIATION_NAME:
        return false;
    case ABBREVIATION_NUMBER:
        return !is_number;
    case ABBREVIATION_INNER:
    case ABBREVIATION_ORDINAL:
        return !is_number && !is_initial && begins_sentences(s, next);
    default:
        return true;
    }
}

/* The token that would be the first word of the next sentence, behind quotes, brackets and dashes; s->end
 * where what follows begins none. */
static uint32_t first_word(const struct splitter *s, uint32_t i)
{
    for (uint32_t seen = 0; i < s->end && seen < OPENERS_MAX; i++, seen++)
        if (!is_punctuation(s, i) || (!is_opener(s, i) && !is_dash(sign_of(s, i)) && !is_stop(s, i)))
            return is_punctuation(s, i) ? s->end : i;
    return s->end;
}

static bool may_begin(const struct splitter *s, uint32_t i)
{
    return token_of(s, i)->kind == TOKEN_NUMBER || !s->has_capitals || !codepoint_is_lower(sign_of(s, i));
}

/* Whether a sentence ends before token i; `stop` is its first stop sign, i the first token behind it and
 * what it closes. */
static bool ends_before(const struct splitter *s, uint32_t first, uint32_t stop, uint32_t i)
{
    if (i == s->end || is_wide_stop(sign_of(s, stop)))
        return true;
    bool is_full_stop = i > stop && (is_acronym(s, stop) || span_equal(letters_of(s, stop), SPAN(".")));
    if (!has_blank_before(s, i)) {
        bool is_typo = is_full_stop && stop > first && token_of(s, i)->kind == TOKEN_WORD && !is_acronym(s, stop) &&
                       (token_of(s, i)->shape & TOKEN_CAPITAL) && mark_length(token_of(s, i)->at) > 2 &&
                       codepoint_is_lower(sign_of(s, stop - 1)) && mark_length(token_of(s, stop - 1)->at) > 2;
        if (!is_typo)
            return false;
    }
    uint32_t next = first_word(s, i);
    if (next == s->end)
        return !is_punctuation(s, i) || is_opener(s, i);
    if (!may_begin(s, next))
        return false;
    if (!is_full_stop || (stop == first && !is_acronym(s, stop)))
        return true;
    uint32_t last = is_acronym(s, stop) ? stop : stop - 1;
    bool touches = last == stop || !has_blank_before(s, stop);
    return !touches || ends_behind(s, kind_of(s, last, first), next);
}

/* Behind the stop signs at `i` and all they close. */
static uint32_t skip_closers(const struct splitter *s, uint32_t i, bool *in_guillemets)
{
    for (i++; i < s->end && is_punctuation(s, i); i++) {
        bool is_more = !has_blank_before(s, i) && is_stop(s, i);
        if (!is_more && !is_closer(s, i, *in_guillemets))
            break;
        *in_guillemets = *in_guillemets && sign_of(s, i) != 0xbb;
    }
    return i;
}

static void add(struct arena *keep, struct sentences *sentences, size_t *room, const struct splitter *s, uint32_t first,
                uint32_t end, uint16_t block)
{
    ARENA_ROOM(keep, sentences->at, sentences->count, *room);
    struct mark at = { token_of(s, first)->at.from, token_of(s, end - 1)->at.to };
    sentences->at[sentences->count++] = (struct sentence){ at, first, end, block };
}

static bool has_capitals(const struct splitter *s, uint32_t first)
{
    for (uint32_t i = first; i < s->end; i++)
        if (token_of(s, i)->shape & TOKEN_CAPITAL)
            return true;
    return false;
}

void sentence_split(struct arena *keep, struct sentences *sentences, size_t *room, struct span text,
                    const struct tokens *tokens, uint32_t first, uint32_t end, uint16_t block, struct span language)
{
    struct splitter s = { text, tokens, end, language, true };
    s.has_capitals = has_capitals(&s, first);
    bool has_word = false, in_guillemets = false;
    for (uint32_t i = first; i < end;) {
        if (!is_punctuation(&s, i))
            has_word = true;
        else if (token_of(&s, i)->shape & TOKEN_QUOTE)
            in_guillemets = sign_of(&s, i) == 0xab || (in_guillemets && sign_of(&s, i) != 0xbb);
        if (!is_stop(&s, i)) {
            i++;
            continue;
        }
        uint32_t behind = skip_closers(&s, i, &in_guillemets);
        if (has_word && ends_before(&s, first, i, behind)) {
            add(keep, sentences, room, &s, first, behind, block);
            first = behind;
            has_word = false;
        }
        i = behind;
    }
    if (first < end)
        add(keep, sentences, room, &s, first, end, block);
}
