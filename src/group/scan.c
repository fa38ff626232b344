#include "group/scan.h"

#include "base/heads.h"
#include "base/lanes.h"
#include "group/lexis.h"
#include "text/codepoint.h"
#include "text/normal.h"
#include "text/utf8.h"

enum { CLITIC_LETTERS = 2 };   /* so few letters beside an apostrophe are no word */

/* What ASCII bytes are for a scan; bytes beyond it are looked at as code points. */
enum byte_use { PASS, STOP, LETTER, DIGIT, BEYOND };

static inline enum byte_use use_of(unsigned char c)
{
    if (c >= 0x80)
        return BEYOND;
    switch (codepoint_ascii[c]) {
    case CODEPOINT_LETTER:
        return LETTER;
    case CODEPOINT_DIGIT:
        return DIGIT;
    case CODEPOINT_LINE:
        return STOP;
    default:
        return c == '.' || c == '!' || c == '?' || c == ':' || c == '"' ? STOP : PASS;
    }
}

static bool is_apostrophe_at(struct span text, size_t at, size_t *length)
{
    *length = 1;
    if (at >= text.len)
        return false;
    if (text.at[at] == '\'')
        return true;
    *length = 3;
    return at + 3 <= text.len && memcmp(text.at + at, "\xe2\x80\x99", 3) == 0;
}

static bool is_letter_at(struct span text, size_t at)
{
    if (at >= text.len)
        return false;
    if (!(text.at[at] & 0x80))
        return byte_is_alpha(text.at[at]);
    unsigned length;
    return codepoint_class(utf8_decode(text, at, &length)) == CODEPOINT_LETTER;
}

void scan_open(struct scan *scan, struct span text, uint16_t language, struct arena scratch)
{
    scan->text = text;
    scan->at = 0;
    scan->seed = lexis_seed(language);
    scan->begins = true;
    scan->scratch = scratch;
}

/* LANES bytes at `at`, zeros behind the end. */
static inline struct lanes read_ahead(const struct scan *s, size_t at)
{
    if (at + LANES <= s->text.len)
        return lanes_read(s->text.at + at);
    char ahead[LANES] = { 0 };
    memcpy(ahead, s->text.at + at, s->text.len - at);
    return lanes_read(ahead);
}

/* A word of fewer than LANES letters, all of ASCII, to the buffer; its length, 0 where it is none. */
static inline size_t take_plain(struct scan *s, struct scan_word *word)
{
    struct lanes lanes = read_ahead(s, s->at), lower = lanes_lower(lanes);
    unsigned letters = lanes_at_most(lower, 'z') & ~lanes_at_most(lower, 'a' - 1);
    size_t length = lanes_first(~letters);
    if (length >= LANES || (lanes_high(lanes) >> length & 1))
        return 0;
    lanes_write(s->buffer, lower);
    uint64_t low = head_read(s->buffer) & head_mask(length);
    uint64_t high = head_read(s->buffer + HEAD_BYTES) & head_mask(length > HEAD_BYTES ? length - HEAD_BYTES : 0);
    word->hash = lexis_step(s->seed, low, high);
    word->capital = !(s->text.at[s->at] & 0x20);
    return length;
}

/* The letters from s->at on, folded to the buffer; *length gets how many bytes they are there.  Behind them. */
static size_t fold_letters(struct scan *s, size_t *length, bool *capital)
{
    size_t at = s->at, folded_length = 0;
    bool may_compose = false;
    for (unsigned step; at < s->text.len; at += step) {
        uint32_t c = utf8_decode(s->text, at, &step);
        enum codepoint_class class = codepoint_class(c);
        bool in_word = class == CODEPOINT_LETTER || class == CODEPOINT_KATAKANA || class == CODEPOINT_MARK;
        if (!in_word && (class != CODEPOINT_DIGIT || c < 0x80))
            break;
        if (at == s->at)
            *capital = codepoint_is_upper(c);
        uint32_t folded = codepoint_fold(c);
        may_compose = may_compose || codepoint_may_compose(folded);
        if (folded && folded_length < SCAN_WORD_MAX)
            folded_length += utf8_encode(folded, s->buffer + folded_length);
    }
    if (may_compose) {
        struct arena scratch = s->scratch;
        struct span composed = text_fold(&scratch, span_cut(s->text, s->at, at - s->at > 1024 ? s->at + 1024 : at));
        folded_length = composed.len <= SCAN_WORD_MAX ? composed.len : utf8_floor(composed, SCAN_WORD_MAX);
        memcpy(s->buffer, composed.at, folded_length);
    }
    *length = folded_length;
    return at;
}

/* The hash of the buffer's first `length` bytes: lexis_hash's. */
static uint64_t hash_buffer(struct scan *s, size_t length, uint64_t hash)
{
    memset(s->buffer + length, 0, LEXIS_CHUNK);
    for (size_t at = 0; at < length; at += LEXIS_CHUNK)
        hash = lexis_step(hash, head_read(s->buffer + at), head_read(s->buffer + at + HEAD_BYTES));
    return hash;
}

/* Whether the byte is one, or a byte of one. */
static inline bool may_be_apostrophe(const struct scan *s, size_t at)
{
    return at < s->text.len && (s->text.at[at] == '\'' || (s->text.at[at] & 0x80));
}

/* Whether the word is what an apostrophe cut off; moves s->at behind what it took.  `from`: where the word began. */
static bool is_clitic(struct scan *s, size_t from, size_t length)
{
    size_t step;
    if (length > CLITIC_LETTERS)
        return false;
    if (is_apostrophe_at(s->text, s->at, &step) && is_letter_at(s->text, s->at + step))
        return true;
    return (from >= 2 && s->text.at[from - 1] == '\'' && is_letter_at(s->text, from - 2)) ||
           (from >= 4 && memcmp(s->text.at + from - 3, "\xe2\x80\x99", 3) == 0);
}

/* "don't" is "do". */
static size_t without_not(const struct scan *s, size_t length)
{
    size_t step;
    if (length < 3 || s->buffer[length - 1] != 'n' || !is_apostrophe_at(s->text, s->at, &step))
        return length;
    size_t at = s->at + step;
    return at < s->text.len && s->text.at[at] == 't' && !is_letter_at(s->text, at + 1) ? length - 1 : length;
}

/* The word at s->at; false where what stands there is passed over. */
static bool take_word(struct scan *s, struct scan_word *word)
{
    size_t from = s->at, length = take_plain(s, word);
    bool plain = length > 0;
    s->at = plain ? from + length : fold_letters(s, &length, &word->capital);
    bool beside = may_be_apostrophe(s, s->at), behind = from && may_be_apostrophe(s, from - 1);
    if ((beside || behind) && is_clitic(s, from, length))
        return false;
    size_t whole = beside ? without_not(s, length) : length;
    if (!plain || whole < length)
        word->hash = hash_buffer(s, whole, s->seed);
    word->folded = (struct span){ s->buffer, whole };
    word->number = false;
    return whole > 0;
}

/* Whether the separator at `at` parts thousands: three digits follow it, and no more. */
static bool parts_thousands(struct span text, size_t at, size_t before)
{
    if (before > 3 || text.at[at] == ':' || at + 4 > text.len)
        return false;
    for (size_t i = 1; i <= 3; i++)
        if (!byte_is_digit(text.at[at + i]))
            return false;
    return at + 4 == text.len || !byte_is_digit(text.at[at + 4]);
}

static void take_number(struct scan *s, struct scan_word *word)
{
    size_t length = 0, digits = 0;
    struct span text = s->text;
    for (; s->at < text.len; s->at++) {
        char c = text.at[s->at];
        bool before_digit = s->at + 1 < text.len && byte_is_digit(text.at[s->at + 1]);
        bool separates = (c == '.' || c == ',' || c == ':') && before_digit;
        if (!separates && !byte_is_digit(c))
            break;
        bool joins = separates && parts_thousands(text, s->at, digits);
        digits = separates && !joins ? 0 : digits + !separates;
        if (joins)
            digits = 0;
        else if (length < SCAN_WORD_MAX)
            s->buffer[length++] = c == ',' ? '.' : c;
    }
    word->hash = hash_buffer(s, length, lexis_seed(0));
    word->folded = (struct span){ s->buffer, length };
    word->number = true;
    word->capital = false;
}

static void take_ideograph(struct scan *s, struct scan_word *word, size_t length)
{
    memcpy(s->buffer, s->text.at + s->at, length);
    word->hash = hash_buffer(s, length, s->seed);
    word->folded = (struct span){ s->buffer, length };
    word->number = word->capital = false;
    s->at += length;
}

/* What stands beyond ASCII at s->at; false where it is no word. */
static bool take_beyond(struct scan *s, struct scan_word *word)
{
    unsigned length;
    uint32_t c = utf8_decode(s->text, s->at, &length);
    switch (codepoint_class(c)) {
    case CODEPOINT_LETTER:
    case CODEPOINT_KATAKANA:
    case CODEPOINT_DIGIT:
        return take_word(s, word);
    case CODEPOINT_IDEOGRAPH:
        take_ideograph(s, word, length);
        return true;
    default:
        s->begins = s->begins || (c >= 0x201c && c <= 0x201e) || c == 0xab || c == 0xbb;
        s->at += length;
        return false;
    }
}

/* The next word; false at the end. */
static bool take_next(struct scan *s, struct scan_word *word)
{
    bool found = false;
    size_t from = s->at;
    while (!found && s->at < s->text.len) {
        from = s->at;
        switch (use_of((unsigned char)s->text.at[s->at])) {
        case LETTER:
            found = take_word(s, word);
            break;
        case DIGIT:
            take_number(s, word);
            found = true;
            break;
        case BEYOND:
            found = take_beyond(s, word);
            break;
        case STOP:
            s->begins = true;
            s->at++;
            break;
        default:
            s->at++;
        }
    }
    if (!found)
        return false;
    word->at = (struct mark){ (uint32_t)from, (uint32_t)s->at };
    word->begins = s->begins;
    word->hash |= !word->hash;
    s->begins = false;
    return true;
}

uint32_t scan_next(struct scan *s)
{
    uint32_t count = 0;
    s->buffer = s->letters;
    while (count < SCAN_WORDS && take_next(s, &s->words[count]))
        s->buffer += (s->words[count++].folded.len + LANES) & ~(size_t)(LANES - 1);
    return count;
}
