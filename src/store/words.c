#include "store/words.h"

#include "text/normal.h"

static bool is_ascii(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] & 0x80)
            return false;
    return true;
}

static bool is_word_byte(char c) { return byte_is_digit(c) || byte_is_alpha(c) || (c & 0x80); }

/* Small Cyrillic letters that text_plain leaves as they are: а to я, є, і, ї, ґ. */
static bool is_plain_cyrillic(unsigned char lead, unsigned char next)
{
    if (lead == 0xd0)
        return next >= 0xb0 && next <= 0xbf;
    if (lead == 0xd1)
        return (next >= 0x80 && next <= 0x8f) || next == 0x94 || next == 0x96 || next == 0x97;
    return lead == 0xd2 && next == 0x91;
}

/* Whether all its bytes may stand in the table as they are. */
static bool is_plain(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (byte_is_digit(s.at[i]) || (s.at[i] >= 'a' && s.at[i] <= 'z'))
            continue;
        if (i + 1 == s.len || !is_plain_cyrillic((unsigned char)s.at[i], (unsigned char)s.at[i + 1]))
            return false;
        i++;
    }
    return true;
}

/* "u.s.", "a.d": every full stop stands behind one letter. */
static bool is_acronym(struct span s)
{
    for (size_t i = 0, letters = 0; i < s.len; i++) {
        bool stop = s.at[i] == '.';
        bool follows = (s.at[i] & 0xc0) == 0x80;      /* goes on with the code point before */
        if (stop ? letters != 1 : !is_word_byte(s.at[i]))
            return false;
        letters = stop ? 0 : letters + !follows;
        if (letters > 1)
            return false;
    }
    return true;
}

/* Three digits and no fourth behind s.at[i]. */
static bool is_thousands(struct span s, size_t i)
{
    size_t digits = 0;
    while (i + 1 + digits < s.len && byte_is_digit(s.at[i + 1 + digits]))
        digits++;
    return digits == 3;
}

static bool is_separator(char c) { return c == ',' || c == '.' || c == '\''; }

/* What stands for s.at[i]: itself, a blank, or 0 for nothing. */
static char letter_at(struct span s, size_t i, bool is_number, bool acronym)
{
    char c = s.at[i];
    if (is_word_byte(c))
        return byte_lower(c);
    if (is_number && is_separator(c) && is_thousands(s, i))
        return 0;
    if (c == '.' && acronym)
        return 0;
    bool inner = i && i + 1 < s.len && is_word_byte(s.at[i - 1]) && is_word_byte(s.at[i + 1]);
    return c == '.' && inner ? '.' : ' ';
}

static struct span rewrite(struct arena *keep, struct span s, bool is_number)
{
    char *out = arena_take_raw(keep, 1, 1, s.len);
    size_t len = 0;
    bool acronym = !is_number && is_acronym(s);
    for (size_t i = 0; i < s.len; i++) {
        char c = letter_at(s, i, is_number, acronym);
        if (c && (c != ' ' || (len && out[len - 1] != ' ')))
            out[len++] = c;
    }
    return span_trim((struct span){ out, len });
}

struct span words_of_token(struct arena *keep, const struct tokens *tokens, uint32_t i)
{
    const struct token *token = &tokens->at[i];
    struct span folded = token_folded(tokens, i);
    if (token->kind == TOKEN_PUNCTUATION)
        return (struct span){ 0 };
    if (token->shape & TOKEN_CLITIC)
        return span_equal(folded, SPAN("n't")) ? SPAN("nt") : (struct span){ 0 };
    if (is_plain(folded))
        return folded;
    struct span plain = is_ascii(folded) ? folded : text_plain(keep, folded);
    return rewrite(keep, plain, token->kind == TOKEN_NUMBER);
}

void words_put_tokens(struct buffer *out, struct arena scratch, const struct tokens *tokens)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        struct arena own = scratch;
        struct span words = words_of_token(&own, tokens, i);
        if (!words.len)
            continue;
        if (out->len && out->at[out->len - 1] != ' ')
            buffer_byte(out, ' ');
        buffer_put(out, words);
    }
}

void words_put(struct buffer *out, struct arena scratch, struct span text)
{
    struct tokens tokens = token_split(&scratch, text, (struct mark){ 0, (uint32_t)text.len });
    words_put_tokens(out, scratch, &tokens);
}

void words_put_blocks(struct buffer *out, struct arena scratch, const struct article *article)
{
    for (uint32_t b = 0; b < article->blocks.count; b++) {
        struct arena own = scratch;
        struct tokens tokens = token_split(&own, article->text, article->blocks.at[b].at);
        words_put_tokens(out, own, &tokens);
    }
}

void words_put_name(struct buffer *out, struct arena scratch, struct span folded)
{
    size_t before = out->len;
    words_put(out, scratch, folded);
    if (out->len > before)
        buffer_text(out, " " WORDS_GAP);
}
