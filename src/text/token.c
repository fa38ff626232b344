#include "text/token.h"

#include "base/buffer.h"
#include "base/fnv.h"
#include "base/hash.h"
#include "base/heads.h"
#include "base/lanes.h"
#include "tables/clitic.h"
#include "text/codepoint.h"
#include "text/normal.h"
#include "text/utf8.h"

enum {
    FOLDED_MAX = 255,          /* bytes of a folded token */
    UNFOLDED_MAX = 1024,       /* bytes of a token that are folded at all */
    CLITIC_BYTES = 16          /* no clitic is longer */
};

struct splitter {
    struct arena *keep;
    struct span text;          /* cut at the part's end */
    size_t readable;           /* bytes from its begin on that may be read: the whole text */
    struct token *at;
    size_t count, room;
    struct buffer folded;
    uint8_t before;            /* shape bits for what stands before the next token */
    bool is_quoting;           /* a single quotation mark is open */
};

struct point { uint32_t c; uint8_t class, length; };

uint32_t token_hash(struct span folded) { return (uint32_t)hash_span(folded); }

/* The code point at `at`; behind the end a blank of no length. */
static inline struct point point_at(struct span text, size_t at)
{
    if (at >= text.len)
        return (struct point){ ' ', CODEPOINT_BLANK, 0 };
    if (!(text.at[at] & 0x80))
        return (struct point){ (unsigned char)text.at[at], codepoint_ascii[(unsigned char)text.at[at]], 1 };
    unsigned length;
    uint32_t c = utf8_decode(text, at, &length);
    return (struct point){ c, (uint8_t)codepoint_class(c), (uint8_t)length };
}

static bool is_word_class(uint8_t class)
{
    return class == CODEPOINT_LETTER || class == CODEPOINT_DIGIT || class == CODEPOINT_MARK;
}

/* Behind the letters, digits and marks that begin at `at`. */
static size_t skip_run(struct span text, size_t at)
{
    for (struct point p; at < text.len; at += p.length) {
        p = point_at(text, at);
        if (!is_word_class(p.class))
            break;
    }
    return at;
}

/* The same, but for what is long: enough to tell an acronym's parts from words. */
static size_t skip_short_run(struct span text, size_t at)
{
    size_t limit = at + 16;
    return skip_run(span_cut(text, 0, utf8_floor(text, limit)), at);
}

static size_t skip_marks(struct span text, size_t at)
{
    for (struct point p; (p = point_at(text, at)).class == CODEPOINT_MARK;)
        at += p.length;
    return at;
}

/* Whether text[from, to) is one code point and the marks on it. */
static bool is_one_letter(struct span text, size_t from, size_t to)
{
    return from < to && skip_marks(text, from + point_at(text, from).length) >= to;
}

struct letters { unsigned count, uppers, shape; bool may_compose; };

/* Notes a code point beyond ASCII for the word's shape. */
static void note_point(struct letters *letters, uint32_t c)
{
    bool is_upper = codepoint_is_upper(c);
    if (is_upper || codepoint_is_lower(c)) {
        letters->shape |= !letters->count && is_upper ? TOKEN_CAPITAL : 0;
        letters->count++;
        letters->uppers += is_upper;
    } else if (codepoint_class(c) == CODEPOINT_DIGIT) {
        letters->shape |= TOKEN_HAS_DIGIT;
    }
}

static void note_byte(struct letters *letters, char c)
{
    if (byte_is_alpha(c)) {
        bool is_upper = c <= 'Z';
        letters->shape |= !letters->count && is_upper ? TOKEN_CAPITAL : 0;
        letters->count++;
        letters->uppers += is_upper;
    } else if (byte_is_digit(c)) {
        letters->shape |= TOKEN_HAS_DIGIT;
    }
}

/* text[from, to) in NFC to out[FOLDED_MAX]; returns the length. */
static size_t fold_composed(const struct splitter *s, char *out, size_t from, size_t to)
{
    struct arena scratch = *s->keep;
    struct span whole = span_cut(s->text, from, to - from > UNFOLDED_MAX ? from + UNFOLDED_MAX : to);
    struct span composed = text_fold(&scratch, whole);
    size_t len = composed.len <= FOLDED_MAX ? composed.len : utf8_floor(composed, FOLDED_MAX);
    memcpy(out, composed.at, len);
    return len;
}

/* What each of LANES bytes is: bits by lanes.  No letter is beyond ASCII. */
struct look { struct lanes lower; unsigned letters, uppers, digits, high; };

static inline struct look look_at(const char *at)
{
    struct lanes lanes = lanes_read(at), lower = lanes_lower(lanes);
    unsigned letters = lanes_at_most(lower, 'z') & ~lanes_at_most(lower, 'a' - 1);
    unsigned digits = lanes_at_most(lanes, '9') & ~lanes_at_most(lanes, '0' - 1);
    return (struct look){ lower, letters, letters & lanes_at_most(lanes, 'Z'), digits, lanes_high(lanes) };
}

/* What the letters of the first `len` bytes say of the token's shape. */
static inline unsigned look_shape(const struct look *look, size_t len)
{
    unsigned within = lanes_below(len), letters = look->letters & within, uppers = look->uppers & within;
    bool capital = uppers & letters & -letters, all = letters == uppers && letters & (letters - 1);
    return (capital ? TOKEN_CAPITAL : 0) | (all ? TOKEN_ALL_CAPITALS : 0) |
           (look->digits & within ? TOKEN_HAS_DIGIT : 0);
}

/* Room for a folded token, behind the folded letters so far. */
static inline char *folded_room(struct splitter *s)
{
    if (s->folded.room - s->folded.len < FOLDED_MAX + 4)
        buffer_reserve(&s->folded, FOLDED_MAX + 4);
    return s->folded.at + s->folded.len;
}

/* Folds text[from, to) behind the folded letters so far; returns the length.  *shape gets what its letters
 * say; those behind the first FOLDED_MAX bytes say nothing. */
static size_t fold_long(struct splitter *s, size_t from, size_t to, unsigned *shape)
{
    char *out = folded_room(s);
    size_t len = 0;
    struct letters letters = { 0 };
    for (; from + len < to && len + 4 <= FOLDED_MAX && !(s->text.at[from + len] & 0x80); len++) {
        note_byte(&letters, s->text.at[from + len]);
        out[len] = byte_lower(s->text.at[from + len]);
    }
    unsigned length;
    for (size_t at = from + len; at < to && len + 4 <= FOLDED_MAX; at += length) {
        uint32_t c = utf8_decode(s->text, at, &length), folded = codepoint_fold(c);
        note_point(&letters, c);
        letters.may_compose = letters.may_compose || codepoint_may_compose(folded);
        if (folded || !c)
            len += utf8_encode(folded, out + len);
    }
    if (letters.may_compose)
        len = fold_composed(s, out, from, to);
    s->folded.len += len;
    *shape |= letters.shape | (letters.count > 1 && letters.uppers == letters.count ? TOKEN_ALL_CAPITALS : 0);
    return len;
}

/* The same for `len` bytes of ASCII that were looked at. */
static inline void fold_looked(struct splitter *s, const struct look *look, size_t len, unsigned *shape)
{
    lanes_write(folded_room(s), look->lower);
    s->folded.len += len;
    *shape |= look_shape(look, len);
}

/* Adds the token whose folded letters are the last `length`. */
static inline void add_folded(struct splitter *s, struct mark at, size_t length, enum token_kind kind, unsigned shape)
{
    size_t folded_from = s->folded.len - length;
    uint32_t word = token_hash((struct span){ s->folded.at + folded_from, length });
    if (s->count == s->room)
        ARENA_ROOM(s->keep, s->at, s->count, s->room);
    s->at[s->count++] = (struct token){
        at, (uint32_t)folded_from, (uint16_t)length, (uint8_t)kind, (uint8_t)(shape | s->before), word, word
    };
    s->before = 0;
}

static void add(struct splitter *s, size_t from, size_t to, enum token_kind kind, unsigned shape)
{
    size_t length = to - from;
    struct look look = { .high = LANES_ALL };
    if (length <= LANES && from + LANES <= s->readable)
        look = look_at(s->text.at + from);
    if (look.high & lanes_below(length))
        length = fold_long(s, from, to, &shape);
    else
        fold_looked(s, &look, length, &shape);
    add_folded(s, (struct mark){ (uint32_t)from, (uint32_t)to }, length, kind, shape);
}

/* Whether text[from, to) is a clitic that stands on `side`. */
static bool is_clitic(struct span text, size_t from, size_t to, int side)
{
    char folded[CLITIC_BYTES * 2];
    size_t len = 0;
    if (to - from > CLITIC_BYTES)
        return false;
    for (struct point p; from < to; from += p.length) {
        p = point_at(text, from);
        uint32_t c = codepoint_fold(p.c);
        if (c)
            len += utf8_encode(c, folded + len);
    }
    const struct clitic_row *row = table_find(&clitic_table, (struct span){ folded, len });
    return row && row->side == side;
}

/* Whether text[from, to) could be a part of an acronym: one letter, or two capital ones ("EE.UU."). */
static bool is_initial(struct span text, size_t from, size_t to)
{
    if (is_one_letter(text, from, to))
        return true;
    struct point first = point_at(text, from), second = point_at(text, from + first.length);
    return from + first.length + second.length == to && codepoint_is_upper(first.c) && codepoint_is_upper(second.c);
}

/* Whether the full stop at `stop`, behind the run [segment, stop), stands inside of a word. */
static bool joins_stop(struct span text, size_t segment, size_t stop, bool is_first)
{
    struct point next = point_at(text, stop + 1);
    if (next.class == CODEPOINT_DIGIT)
        return byte_is_digit(text.at[stop - 1]);
    if (next.class != CODEPOINT_LETTER)
        return false;
    size_t end = skip_short_run(text, stop + 1);
    bool next_is_one = is_one_letter(text, stop + 1, end);
    if (is_one_letter(text, segment, stop))
        return next_is_one;
    if (next_is_one || is_initial(text, stop + 1, end)) {
        bool is_short = is_initial(text, segment, stop) || (is_first && next_is_one && stop - segment <= 4);
        return is_short && point_at(text, end).c == '.' && codepoint_is_upper(next.c);
    }
    return codepoint_is_lower(next.c);
}

struct word {
    size_t to;                 /* behind it */
    size_t apostrophe;         /* the last one in it; 0: none */
    size_t first_hyphen;       /* 0: none */
    size_t hyphen;             /* the first one of the last two; 0: none */
    size_t last_hyphen;
    bool is_first_half;        /* ends with the apostrophe of "l'" */
};

/* Scans the word that begins at `from`. */
static struct word scan_word(struct span text, size_t from)
{
    struct word w = { .to = skip_run(text, from) };
    size_t segment = from;
    bool has_stop = false;
    while (w.to < text.len && !byte_is_blank(text.at[w.to])) {
        struct point joiner = point_at(text, w.to), next = point_at(text, w.to + joiner.length);
        if (joiner.class == CODEPOINT_APOSTROPHE && next.class == CODEPOINT_LETTER) {
            if (segment == from && is_clitic(text, from, w.to + joiner.length, CLITIC_FIRST)) {
                w.to += joiner.length;
                w.is_first_half = true;
                return w;
            }
            w.apostrophe = w.to;
        } else if (joiner.class == CODEPOINT_HYPHEN &&
                   (next.class == CODEPOINT_LETTER || next.class == CODEPOINT_DIGIT)) {
            w.first_hyphen = w.first_hyphen ? w.first_hyphen : w.to;
            w.hyphen = w.last_hyphen;
            w.last_hyphen = w.to;
        } else if (joiner.c == '.' && joins_stop(text, segment, w.to, segment == from)) {
            has_stop = true;
        } else if (joiner.c != '_' || !is_word_class(next.class)) {
            break;
        }
        segment = w.to + joiner.length;
        w.to = skip_run(text, segment);
        /* The full stop of an acronym is part of it, also before a hyphen: "U.S.-led". */
        bool is_acronym = has_stop && is_initial(text, segment, w.to);
        if (is_acronym && w.to < text.len && text.at[w.to] == '.' && point_at(text, w.to + 1).c != '.' &&
            !joins_stop(text, segment, w.to, false)) {
            w.to++;
            has_stop = false;
        }
    }
    return w;
}

/* Where the second half of a word begins that leans on the first; w->to where there is none. */
static size_t find_second_half(struct span text, size_t from, const struct word *w)
{
    size_t apostrophe = w->apostrophe;
    if (apostrophe) {
        bool is_not = apostrophe - from > 1 && (text.at[apostrophe - 1] | 32) == 'n' && w->to - apostrophe <= 4;
        if (is_not && is_clitic(text, apostrophe - 1, w->to, CLITIC_SECOND))
            return apostrophe - 1;
        if (is_clitic(text, apostrophe, w->to, CLITIC_SECOND))
            return apostrophe;
    }
    if (w->hyphen && is_clitic(text, w->hyphen, w->to, CLITIC_SECOND))
        return w->hyphen;
    if (w->last_hyphen && is_clitic(text, w->last_hyphen, w->to, CLITIC_SECOND))
        return w->last_hyphen;
    return w->to;
}

/* Whether a word of plain letters ends at `to`, where it cannot go on: nothing there joins it to more. */
static inline bool ends_word(struct span text, size_t to)
{
    if (to >= text.len)
        return to == text.len;
    unsigned char next = (unsigned char)text.at[to];
    if (next == '.')
        return to + 1 == text.len || byte_is_blank(text.at[to + 1]);
    return next < 0x80 && next != '_' && (codepoint_ascii[next] == CODEPOINT_BLANK || codepoint_ascii[next] == CODEPOINT_LINE ||
                                          codepoint_ascii[next] == CODEPOINT_OTHER);
}

/* Most words: a few letters of ASCII.  Behind it; `from` where it is none. */
static inline size_t take_plain_word(struct splitter *s, size_t from)
{
    if (from + LANES > s->readable)
        return from;
    struct look look = look_at(s->text.at + from);
    unsigned shape = 0;
    size_t length = lanes_first(~(look.letters | look.digits));
    if (length >= LANES || !ends_word(s->text, from + length))
        return from;
    fold_looked(s, &look, length, &shape);
    add_folded(s, (struct mark){ (uint32_t)from, (uint32_t)(from + length) }, length, TOKEN_WORD, shape);
    return from + length;
}

static size_t take_word(struct splitter *s, size_t from)
{
    size_t behind = take_plain_word(s, from);
    if (behind > from)
        return behind;
    struct word w = scan_word(s->text, from);
    if (w.is_first_half) {
        add(s, from, w.to, TOKEN_WORD, TOKEN_CLITIC);
        return w.to;
    }
    size_t half = find_second_half(s->text, from, &w);
    bool is_hyphenated = w.first_hyphen && w.first_hyphen < half;
    add(s, from, half, TOKEN_WORD, is_hyphenated ? TOKEN_HYPHENATED : 0);
    if (half < w.to)
        add(s, half, w.to, TOKEN_WORD, TOKEN_CLITIC);
    return w.to;
}

static bool is_number_separator(uint32_t c)
{
    return c == '.' || c == ',' || c == ':' || c == '\'' || c == 0x2019 || c == 0x66b || c == 0x66c;
}

static size_t take_number(struct splitter *s, size_t from)
{
    size_t at = from;
    for (;;) {
        struct point p = point_at(s->text, at);
        if (p.class == CODEPOINT_DIGIT || (p.class == CODEPOINT_MARK && at > from)) {
            at += p.length;
            continue;
        }
        if (!is_number_separator(p.c) || point_at(s->text, at + p.length).class != CODEPOINT_DIGIT)
            break;
        at += p.length;
    }
    add(s, from, at, TOKEN_NUMBER, 0);
    return at;
}

static size_t take_katakana(struct splitter *s, size_t from)
{
    size_t at = from;
    for (struct point p; (p = point_at(s->text, at)).class == CODEPOINT_KATAKANA || p.class == CODEPOINT_MARK;)
        at += p.length;
    add(s, from, at, TOKEN_WORD, 0);
    return at;
}

static bool is_double_quote(uint32_t c)
{
    return c == '"' || c == 0xab || c == 0xbb || (c >= 0x201a && c <= 0x201f) || c == 0x2039 || c == 0x203a ||
           (c >= 0x300c && c <= 0x300f) || (c >= 0x301d && c <= 0x301f) || c == 0xff02;
}

/* Whether the apostrophe at `at`, with no word around it, begins a word such as "'90s" or "'em". */
static bool begins_short_word(struct span text, size_t at, struct point sign)
{
    size_t from = at + sign.length, to = skip_run(text, from);
    if (to - from >= 2 && byte_is_digit(text.at[from]) && byte_is_digit(text.at[from + 1]))
        return to - from == 2 || (to - from == 3 && text.at[to - 1] == 's');
    return is_clitic(text, at, to, CLITIC_ALONE);
}

/* An apostrophe outside of a word: a quotation mark, or the sign of letters left out. */
static unsigned apostrophe_shape(struct splitter *s, size_t at, struct point sign)
{
    struct point next = point_at(s->text, at + sign.length);
    unsigned length;
    uint32_t last = at ? utf8_decode_before(s->text, at, &length) : ' ';
    bool is_behind_word = !s->before && is_word_class((uint8_t)codepoint_class(last));
    bool is_before_blank = next.class == CODEPOINT_BLANK || next.class == CODEPOINT_LINE;
    if (!is_behind_word && !is_before_blank && (s->before || codepoint_class(last) == CODEPOINT_OTHER)) {
        bool is_closing = s->is_quoting && !s->before && next.class == CODEPOINT_OTHER;
        if (!is_closing && (sign.c == 0x2019 || sign.c == '\'') && begins_short_word(s->text, at, sign))
            return TOKEN_CLITIC;
        s->is_quoting = !is_closing;
        return TOKEN_QUOTE;
    }
    bool is_apostrophe = is_behind_word && !s->is_quoting && sign.c != 0x2018;
    s->is_quoting = false;
    return is_apostrophe ? TOKEN_CLITIC : TOKEN_QUOTE;
}

static size_t take_other(struct splitter *s, size_t from, struct point p)
{
    size_t at = from + p.length;
    unsigned shape = 0;
    if (p.class == CODEPOINT_APOSTROPHE && !s->before) { /* "1990's" */
        size_t end = skip_short_run(s->text, at);
        if (is_clitic(s->text, from, end, CLITIC_SECOND)) {
            add(s, from, end, TOKEN_WORD, TOKEN_CLITIC);
            return end;
        }
    }
    if (p.c == '.' || p.c == '-') {
        while (at < s->text.len && s->text.at[at] == (char)p.c && (p.c == '.' || at == from + 1))
            at++;
    } else if (p.class == CODEPOINT_APOSTROPHE) {
        shape = apostrophe_shape(s, from, p);
    } else if (p.c >= 0x80 || p.c == '"') {
        shape = is_double_quote(p.c) ? TOKEN_QUOTE : 0;
        at = skip_marks(s->text, at);
    }
    bool is_ellipsis = p.c == 0x2026 || (p.c == '.' && at > from + 1);
    add(s, from, at, TOKEN_PUNCTUATION, shape);
    if (is_ellipsis) {
        struct token *token = &s->at[s->count - 1];
        s->folded.len = token->folded_from;
        buffer_put(&s->folded, SPAN("..."));
        token->folded_length = 3;
        token->word = token->stem = token_hash(SPAN("..."));
    }
    return at;
}

static size_t take(struct splitter *s, size_t at)
{
    struct point p = point_at(s->text, at);
    switch ((enum codepoint_class)p.class) {
    case CODEPOINT_LINE:
        s->before |= TOKEN_LINE_BEFORE | TOKEN_BLANK_BEFORE;
        return at + p.length;
    case CODEPOINT_BLANK:
        s->before |= TOKEN_BLANK_BEFORE;
        return at + p.length;
    case CODEPOINT_MARK: /* without anything to stand on */
        return at + p.length;
    case CODEPOINT_LETTER:
        return take_word(s, at);
    case CODEPOINT_DIGIT:
        return take_number(s, at);
    case CODEPOINT_KATAKANA:
        return take_katakana(s, at);
    case CODEPOINT_IDEOGRAPH: {
        size_t end = skip_marks(s->text, at + p.length);
        add(s, at, end, TOKEN_WORD, 0);
        return end;
    }
    default:
        return take_other(s, at, p);
    }
}

struct tokens token_split(struct arena *keep, struct span text, struct mark part)
{
    struct splitter s = {
        .keep = keep, .text = span_cut(text, 0, part.to), .readable = text.len,
        .before = TOKEN_BLANK_BEFORE | TOKEN_LINE_BEFORE
    };
    s.folded = buffer_in(keep);
    s.folded.room = part.to - part.from + FOLDED_MAX + 8;
    s.folded.at = arena_take_raw(keep, 1, 1, s.folded.room);
    for (size_t at = part.from; at < s.text.len;) {
        if (s.text.at[at] == ' ') {
            s.before |= TOKEN_BLANK_BEFORE;
            at++;
        } else {
            at = take(&s, at);
        }
    }
    return (struct tokens){ s.at, (uint32_t)s.count, buffer_span(&s.folded), { 0 } };
}

/* ---- numbering ---- */

static bool is_same_word(const struct tokens *tokens, uint32_t i, uint32_t k)
{
    const struct token *a = &tokens->at[i], *b = &tokens->at[k];
    if (a->word != b->word || a->kind != b->kind || a->folded_length != b->folded_length)
        return false;
    size_t from = a->folded_from, other = b->folded_from, length = a->folded_length;
    const char *letters = tokens->folded.at;
    bool short_enough = length && length <= HEAD_BYTES;
    if (short_enough && (from > other ? from : other) + HEAD_BYTES <= tokens->folded.len)
        return (head_read(letters + from) ^ head_read(letters + other)) << 8 * (HEAD_BYTES - length) == 0;
    return memcmp(letters + from, letters + other, length) == 0;
}

/* slots[] holds numbers + 1, at most half of them used. */
static uint32_t number_of(struct token_words *words, uint32_t *slots, uint32_t mask, const struct tokens *tokens, uint32_t i)
{
    uint32_t slot = tokens->at[i].word & mask;
    for (; slots[slot]; slot = (slot + 1) & mask)
        if (is_same_word(tokens, words->at[slots[slot] - 1].first, i))
            return slots[slot] - 1;
    struct span folded = token_folded(tokens, i);
    words->at[words->count] = (struct token_word){ i, fnv_hash(folded.at, folded.len) };
    slots[slot] = ++words->count;
    return words->count - 1;
}

struct token_words token_words(struct arena *keep, const struct tokens *tokens)
{
    if (tokens->words.of)
        return tokens->words;
    struct token_words words = { .of = arena_take_raw(keep, sizeof *words.of, alignof(uint32_t), tokens->count) };
    uint32_t room = 16;
    while (room / 2 < tokens->count)
        room *= 2;
    struct arena scratch = *keep;
    words.at = arena_take_raw(&scratch, sizeof *words.at, alignof(struct token_word), tokens->count);
    uint32_t *slots = arena_new(&scratch, uint32_t, room);
    for (uint32_t i = 0; i < tokens->count; i++)
        words.of[i] = number_of(&words, slots, room - 1, tokens, i);
    struct token_word *at = arena_take_raw(keep, sizeof *at, alignof(struct token_word), words.count);
    if (words.count)
        memmove(at, words.at, words.count * sizeof *at);
    words.at = at;
    return words;
}

uint32_t token_at(const struct tokens *tokens, uint32_t at)
{
    uint32_t low = 0, high = tokens->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tokens->at[middle].at.to > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
