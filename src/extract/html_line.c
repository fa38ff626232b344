#include "extract/html_line.h"

#include "extract/html_token.h"

/* Only what would be changed makes a copy necessary. */
static bool is_line(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '<' || s.at[i] == '&' || (byte_is_blank(s.at[i]) && s.at[i] != ' '))
            return false;
    return true;
}

static bool parts_words(const struct html_token *token)
{
    return token->tag && token->tag->kind != TAG_INLINE && token->tag->kind != TAG_FORMAT;
}

/* In its own place: what is made shorter never overtakes what is read. */
static struct span squeeze(struct buffer *words)
{
    size_t len = 0;
    for (size_t i = 0; i < words->len; i++) {
        bool blank = byte_is_blank(words->at[i]);
        if (!blank || (len && words->at[len - 1] != ' '))
            words->at[len++] = blank ? ' ' : words->at[i];
    }
    words->len = len;
    return span_trim(buffer_span(words));
}

struct span html_line(struct arena *keep, struct arena scratch, struct span html)
{
    struct html_token *token = arena_new(&scratch, struct html_token, 1);
    struct html_tokens tokens = html_tokens_of(html);
    struct buffer words = buffer_in(keep);
    const struct html_tag_row *dropped = NULL;
    if (is_line(html))
        return span_trim(html);
    while (html_token_next(&tokens, token)) {
        if (token->kind == HTML_TEXT && !dropped)
            html_decode(&words, token->text, token->coding);
        else if (token->kind == HTML_START_TAG && !dropped && token->tag && token->tag->kind == TAG_DROP)
            dropped = token->tag;
        else if (token->kind == HTML_END_TAG && token->tag == dropped)
            dropped = NULL;
        if (!dropped && (token->kind == HTML_START_TAG || token->kind == HTML_END_TAG) && parts_words(token))
            buffer_byte(&words, ' ');
    }
    return squeeze(&words);
}
