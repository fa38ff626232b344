#include "annotate/piece.h"

#include "annotate/number_read.h"
#include "base/fnv.h"
#include "text/utf8.h"

struct splitter {
    struct arena *keep;
    struct pieces pieces;
    struct token_words words;
    uint32_t parts;          /* pieces that are not whole tokens */
    size_t room;
    bool after_dash;         /* a dash that joins a number to what follows was left out */
};

enum { PART = UINT32_MAX };    /* a piece's word, while rows are not given: no whole token's */

/* Adds a piece; `word` is the number of the token's word where it is all of the token, else PART. */
static inline void add_piece(struct splitter *s, uint32_t token, struct mark at, struct span folded, uint32_t word,
                             bool glued, bool hyphen)
{
    if (at.from >= at.to || !folded.len)
        return;
    size_t count = s->pieces.count;
    bool digits = byte_is_digit(folded.at[0]);
    const struct piece *before = count ? &s->pieces.at[count - 1] : NULL;
    if (before && before->digits && before->at.to == at.from)
        glued |= digits || byte_is_alpha(folded.at[0]) || (unsigned char)folded.at[0] > 127;
    if (count == s->room)
        ARENA_ROOM(s->keep, s->pieces.at, count, s->room);
    s->pieces.at[s->pieces.count++] = (struct piece){
        .at = at, .folded = folded, .token = token, .word = word, .glued = glued || s->after_dash,
        .hyphen = hyphen || s->after_dash, .digits = digits,
    };
    s->parts += word == PART;
    s->after_dash = false;
}

static bool is_separator(char c) { return c == ',' || c == '.' || c == ':' || c == '\'' || c == '/'; }

/* How many bytes of a part are the number before its letters; 0 where it does not part so. */
static size_t digits_before_letters(struct span part)
{
    size_t n = 0, digits = 0;
    if (!part.len || !byte_is_digit(part.at[0]))
        return 0;
    while (n < part.len && (byte_is_digit(part.at[n]) || is_separator(part.at[n]))) {
        n++;
        if (byte_is_digit(part.at[n - 1]))
            digits = n;
    }
    if (digits == part.len)
        return 0;
    for (size_t i = digits; i < part.len; i++)
        if (byte_is_digit(part.at[i]))
            return 0;
    return digits;
}

static void add_part(struct splitter *s, uint32_t token, struct mark at, struct span folded, bool glued)
{
    size_t digits = digits_before_letters(folded);
    if (digits && digits < mark_length(at)) {
        uint32_t cut = at.from + (uint32_t)digits;
        add_piece(s, token, (struct mark){ at.from, cut }, span_cut(folded, 0, digits), PART, glued, glued);
        add_piece(s, token, (struct mark){ cut, at.to }, span_from(folded, digits), PART, true, false);
    } else {
        add_piece(s, token, at, folded, PART, glued, glued);
    }
}

/* The next hyphen of any style at or after `from`; *length its bytes. */
static size_t find_hyphen(struct span text, size_t from, unsigned *length)
{
    for (size_t i = from; i < text.len; i++) {
        *length = 1;
        if (text.at[i] == '-')
            return i;
        if ((unsigned char)text.at[i] != 0xe2)
            continue;
        uint32_t c = utf8_decode(text, i, length);
        if (c >= 0x2010 && c <= 0x2015)
            return i;
    }
    return text.len;
}

/* Whether the token is a dash between digits and what touches it: "10-year", "3–1", "2024-04-03". */
static bool joins_number(const struct splitter *s, const struct tokens *tokens, uint32_t token)
{
    const struct token *t = &tokens->at[token];
    struct span folded = token_folded(tokens, token);
    if (!s->pieces.count || token + 1 >= tokens->count)
        return false;
    if (!span_equal(folded, SPAN("-")) && !span_equal(folded, SPAN("–")))
        return false;
    const struct piece *before = &s->pieces.at[s->pieces.count - 1];
    return before->digits && before->at.to == t->at.from && t[1].at.from == t->at.to &&
        t[1].kind != TOKEN_PUNCTUATION;
}

static void split_token(struct splitter *s, struct span text, const struct tokens *tokens, uint32_t token)
{
    const struct token *t = &tokens->at[token];
    struct span raw = mark_span(text, t->at), folded = token_folded(tokens, token);
    bool is_sign = t->kind == TOKEN_PUNCTUATION;
    /* only these have hyphens in them, or digits before letters */
    bool may_part = !is_sign && t->shape & (TOKEN_HYPHENATED | TOKEN_CLITIC | TOKEN_HAS_DIGIT);
    if (is_sign && joins_number(s, tokens, token)) {
        s->after_dash = true;
        return;
    }
    if (!may_part || t->folded_length == 255) {
        add_piece(s, token, t->at, folded, s->words.of[token], false, false);
        return;
    }
    if (!(t->shape & (TOKEN_HYPHENATED | TOKEN_CLITIC))) {
        add_part(s, token, t->at, folded, false);
        return;
    }
    size_t raw_from = 0, folded_from = 0;
    while (raw_from < raw.len && folded_from < folded.len) {
        unsigned raw_hyphen = 0, folded_hyphen = 0;
        size_t raw_to = find_hyphen(raw, raw_from, &raw_hyphen);
        size_t folded_to = find_hyphen(folded, folded_from, &folded_hyphen);
        struct mark at = { t->at.from + (uint32_t)raw_from, t->at.from + (uint32_t)raw_to };
        add_part(s, token, at, span_cut(folded, folded_from, folded_to), raw_from > 0);
        raw_from = raw_to + raw_hyphen;
        folded_from = folded_to + folded_hyphen;
    }
}

/* ---- the words ---- */

/* Where the rows of words are known: the row + 1, 0 for none yet. */
struct rows {
    uint32_t *of_whole;          /* for a piece that is a whole token: by the number of its word */
    uint32_t *of_parts, mask;    /* for the others: by hash, at most half of them used */
};

static struct rows new_rows(struct arena *scratch, const struct splitter *s)
{
    uint32_t room = 16;
    while (room / 2 < s->parts)
        room *= 2;
    struct rows rows = { .mask = room - 1 };
    rows.of_whole = arena_new(scratch, uint32_t, s->words.count);
    rows.of_parts = arena_new(scratch, uint32_t, room);
    return rows;
}

static bool is_word(const struct piece_word *word, struct span folded, uint32_t hash)
{
    return word->hash == hash && span_equal(word->folded, folded);
}

static uint32_t *row_of_part(const struct rows *rows, const struct pieces *pieces, struct span folded, uint32_t hash)
{
    uint32_t i = hash & rows->mask;
    while (rows->of_parts[i] && !is_word(&pieces->words[rows->of_parts[i] - 1], folded, hash))
        i = (i + 1) & rows->mask;
    return &rows->of_parts[i];
}

static void add_row(struct pieces *pieces, const struct piece *piece, uint32_t hash)
{
    struct piece_word *word = &pieces->words[pieces->word_count++];
    *word = (struct piece_word){ .folded = piece->folded, .hash = hash, .digits = piece->digits };
    word->starts = (uint8_t)number_start(pieces, word);
}

/* Gives each piece its row in words. */
static void number_words(struct splitter *s)
{
    struct pieces *pieces = &s->pieces;
    pieces->words = arena_take_raw(s->keep, sizeof *pieces->words, alignof(struct piece_word), pieces->count);
    struct arena scratch = *s->keep;
    struct rows rows = new_rows(&scratch, s);
    for (uint32_t i = 0; i < pieces->count; i++) {
        struct piece *piece = &pieces->at[i];
        bool part = piece->word == PART;
        uint32_t hash = part ? fnv_hash(piece->folded.at, piece->folded.len) : s->words.at[piece->word].hash;
        uint32_t *row = part ? row_of_part(&rows, pieces, piece->folded, hash) : &rows.of_whole[piece->word];
        if (!*row) {
            add_row(pieces, piece, hash);
            *row = pieces->word_count;
        }
        piece->word = *row - 1;
    }
}

struct pieces piece_split(struct arena *keep, struct span text, const struct tokens *tokens, struct span language)
{
    struct splitter s = { .keep = keep, .pieces = { .text = text } };
    /* rows of the tables are chosen by two letters; English where the article does not say */
    s.pieces.language = language.len >= 2 ? span_cut(language, 0, 2) : SPAN("en");
    s.words = token_words(keep, tokens);
    s.room = tokens->count;
    s.pieces.at = arena_take_raw(keep, sizeof *s.pieces.at, alignof(max_align_t), s.room);
    for (uint32_t i = 0; i < tokens->count; i++)
        split_token(&s, text, tokens, i);
    number_words(&s);
    return s.pieces;
}

/* The first piece at or behind `from` whose token is `token` or a later one. */
static uint32_t find_token(const struct pieces *pieces, uint32_t token, uint32_t from)
{
    while (from < pieces->count && pieces->at[from].token < token)
        from++;
    return from;
}

struct piece_range piece_range(const struct pieces *pieces, const struct sentence *sentence, uint32_t from)
{
    uint32_t first = find_token(pieces, sentence->first_token, from);
    return (struct piece_range){ first, find_token(pieces, sentence->token_end, first) };
}

bool piece_touches(const struct pieces *pieces, uint32_t i)
{
    return i > 0 && i < pieces->count && pieces->at[i - 1].at.to == pieces->at[i].at.from;
}

bool piece_is_capital(const struct pieces *pieces, const struct tokens *tokens, uint32_t i)
{
    const struct piece *p = &pieces->at[i];
    if (!p->glued)
        return tokens->at[p->token].shape & TOKEN_CAPITAL;
    unsigned length;
    uint32_t first = utf8_decode(pieces->text, p->at.from, &length), folded = utf8_decode(p->folded, 0, &length);
    return first != folded && folded != '\'' && folded != '-';
}

uint32_t piece_match(const struct pieces *pieces, uint32_t i, uint32_t end, struct span rest)
{
    for (size_t at = 0; at < rest.len; i++) {
        if (i >= end)
            return 0;
        struct span word = pieces->at[i].folded, left = span_from(rest, at);
        if (left.at[0] != word.at[0] || !span_starts(left, word) || (left.len > word.len && left.at[word.len] != ' '))
            return 0;
        at += word.len + 1;
    }
    return i;
}
