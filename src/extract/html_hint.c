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

uint64_t html_cues_of(struct span text)
{
    char folded[HTML_CUE_MAX + 4 + PIECE_SLACK];
    size_t len = 0;
    folded[len++] = '_';
    for (size_t i = 0; i < text.len && i < HTML_CUE_MAX; i++) {
        char c = byte_is_blank(text.at[i]) ? '_' : byte_lower(text.at[i]);
        folded[len] = c;
        len += c != '_' || folded[len - 1] != '_';
    }
    folded[len++] = '_';
    memset(folded + len, 0, PIECE_SLACK);
    return pieces_find(&html_cue_pieces, (struct span){ folded, len });
}
