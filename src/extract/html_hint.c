#include "extract/html_hint.h"

#include "tables/html_cue.h"
#include "tables/html_hint.h"

/* A letter or digit in lower case; 0 for every other byte, which is a boundary. */
#define SMALL_26 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', \
                 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'
static const char small[256] = {
    ['0'] = '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ['A'] = SMALL_26, ['a'] = SMALL_26
};

static bool is_step(char before, char c) { return c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z'; }

uint64_t html_hints_of(struct span name)
{
    char folded[2 * HTML_NAME_MAX + 4 + PIECE_SLACK];
    size_t len = 0;
    folded[len++] = '_';
    for (size_t i = 0; i < name.len && i < HTML_NAME_MAX; i++) {
        char c = small[(unsigned char)name.at[i]];
        if ((!c || (i && is_step(name.at[i - 1], name.at[i]))) && folded[len - 1] != '_')
            folded[len++] = '_';
        folded[len] = c;
        len += c != 0;
    }
    if (folded[len - 1] != '_')
        folded[len++] = '_';
    memset(folded + len, 0, PIECE_SLACK);
    return pieces_find(&html_hint_pieces, (struct span){ folded, len });
}

/* Eight bytes folded: small letters, "_" for blanks and control characters; adds to *under the bits of "_". */
static uint64_t fold_eight(uint64_t eight, uint64_t *under)
{
    const uint64_t each = 0x0101010101010101u, high = 0x80 * each;
    uint64_t beyond_blank = (eight & ~high) + (0x7f - ' ') * each;
    uint64_t blanks = ~(beyond_blank | eight) & high;
    uint64_t all_of_blanks = (blanks >> 7) * 0xff;
    eight = (head_lower(eight) & ~all_of_blanks) | ('_' * each & all_of_blanks);
    uint64_t differ = eight ^ '_' * each;
    *under = ~(((differ & ~high) + ~high) | differ) & high;
    return eight;
}

/* Makes one "_" of several; returns the new length. */
static size_t join_blanks(char *folded, size_t len)
{
    size_t kept = 1;
    for (size_t i = 1; i < len; i++) {
        folded[kept] = folded[i];
        kept += folded[i] != '_' || folded[kept - 1] != '_';
    }
    return kept;
}

uint64_t html_cues_of(struct span text)
{
    char folded[HTML_CUE_MAX + 2 + HEAD_BYTES];
    text = span_cut(text, 0, HTML_CUE_MAX);
    size_t len = text.len + 2;
    uint64_t doubled = 0, before = 0, under;
    folded[0] = folded[len - 1] = '_';
    memcpy(folded + 1, text.at, text.len);
    memset(folded + len, 'x', HEAD_BYTES);   /* folded with the last of it */
    for (size_t at = 0; at < len; at += HEAD_BYTES) {
        head_write(folded + at, fold_eight(head_read(folded + at), &under));
        doubled |= under & (under << 8 | before);
        before = under >> 56;
    }
    len = doubled ? join_blanks(folded, len) : len;
    memset(folded + len, 0, PIECE_SLACK);
    return pieces_find(&html_cue_pieces, (struct span){ folded, len });
}
