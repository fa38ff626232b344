#include "annotate/quote_scan.h"

#include "text/utf8.h"

struct scan {
    struct arena *keep;
    struct span text;
    const struct tokens *tokens;
    struct quotation *at;
    size_t count, room;
};

static uint32_t sign_of(const struct scan *s, uint32_t i)
{
    unsigned length;
    return utf8_decode(s->text, s->tokens->at[i].at.from, &length);
}

/* Whether `sign` closes what `opener` opened. */
static bool closes(uint32_t opener, uint32_t sign)
{
    switch (opener) {
    case '"': return sign == '"' || sign == 0x201d;
    case 0x201c: return sign == 0x201d || sign == '"';
    case 0x201d: return sign == 0x201d;
    case 0x201e: return sign == 0x201c || sign == 0x201d || sign == '"';
    case 0xab: return sign == 0xbb;
    case 0xbb: return sign == 0xab || sign == 0xbb;
    case 0x2018: case 0x201a: return sign == 0x2019 || sign == 0x2018;
    case '\'': return sign == '\'';
    case 0x2039: return sign == 0x203a;
    case 0x203a: return sign == 0x2039;
    case 0x300c: return sign == 0x300d;
    case 0x300e: return sign == 0x300f;
    default: return false;
    }
}

/* Whether a blank or a bracket stands before the mark and a letter right behind it. */
static bool leans_right(const struct scan *s, uint32_t i, uint32_t first, uint32_t end)
{
    const struct token *token = &s->tokens->at[i];
    bool free_before = i == first || (token->shape & TOKEN_BLANK_BEFORE) ||
                       s->tokens->at[i - 1].kind == TOKEN_PUNCTUATION;
    bool touches_next = i + 1 < end && !(s->tokens->at[i + 1].shape & TOKEN_BLANK_BEFORE);
    return free_before && (touches_next || i == first);
}

static bool may_open(const struct scan *s, uint32_t i, uint32_t first, uint32_t end)
{
    uint32_t sign = sign_of(s, i);
    if (sign == 0x201e || sign == 0xab || sign == 0x300c || sign == 0x300e)
        return true;
    if (sign == 0x201c || sign == 0x201a || sign == 0x2018)
        return i == first || i + 1 < end;
    return leans_right(s, i, first, end);
}

static void add(struct scan *s, uint32_t first, uint32_t end, bool closed)
{
    struct mark inside = { s->tokens->at[first].at.to, s->tokens->at[end - 1].at.to };
    if (closed)
        inside.to = s->tokens->at[end - 1].at.from;
    if (inside.from > inside.to)
        inside.from = inside.to;
    ARENA_ROOM(s->keep, s->at, s->count, s->room);
    s->at[s->count++] = (struct quotation){ first, end, mark_trim(s->text, inside), closed, false };
}

static void scan_paragraph(struct scan *s, uint32_t first, uint32_t end)
{
    uint32_t opener = 0, opened = first, depth = 0, inner = 0;
    for (uint32_t i = first; i < end; i++) {
        if (!(s->tokens->at[i].shape & TOKEN_QUOTE))
            continue;
        uint32_t sign = sign_of(s, i);
        if (!opener) {
            if (may_open(s, i, first, end)) {
                opener = sign;
                opened = i;
                depth = 0;
            }
        } else if (depth && closes(inner, sign) &&
                   !(closes(opener, sign) && !leans_right(s, i, first, end) && inner != opener)) {
            depth--;
        } else if (closes(opener, sign)) {
            add(s, opened, i + 1, true);
            opener = 0;
        } else if (sign != opener && may_open(s, i, first, end) && !depth) {
            depth = 1;
            inner = sign;
        }
    }
    if (opener && end > opened + 1)
        add(s, opened, end, false);
}

/* An open quotation goes on where the next paragraph begins with a mark that opens one. */
static void link_paragraphs(struct scan *s, const struct sentences *sentences)
{
    uint32_t q = 0;
    for (uint32_t i = 0; i + 1 < sentences->count; i++) {
        if (sentences->at[i].block == sentences->at[i + 1].block)
            continue;
        uint32_t next = sentences->at[i + 1].first_token;
        while (q < s->count && s->at[q].end < sentences->at[i].token_end)
            q++;
        if (q < s->count && !s->at[q].closed && s->at[q].end == sentences->at[i].token_end && next < s->tokens->count)
            s->at[q].goes_on = (s->tokens->at[next].shape & TOKEN_QUOTE) != 0;
    }
}

struct quotations quote_scan(struct arena *keep, struct span text, const struct tokens *tokens,
                             const struct sentences *sentences)
{
    struct scan s = { .keep = keep, .text = text, .tokens = tokens };
    for (uint32_t i = 0, first = 0; i < sentences->count; i++) {
        bool last = i + 1 == sentences->count || sentences->at[i + 1].block != sentences->at[i].block;
        if (!last)
            continue;
        scan_paragraph(&s, sentences->at[first].first_token, sentences->at[i].token_end);
        first = i + 1;
    }
    link_paragraphs(&s, sentences);
    return (struct quotations){ s.at, (uint32_t)s.count };
}
