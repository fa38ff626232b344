#include "compare/lineage_quoted.h"

enum { QUOTED_TOKENS_MAX = 150 };

struct marks lineage_quoted(struct arena *keep, const struct report *report)
{
    const struct tokens *tokens = &report->notes.tokens;
    const struct blocks *blocks = &report->article.blocks;
    struct marks out = { NULL, 0 };
    size_t room = 0;
    uint32_t block = 0, opened = UINT32_MAX, opened_in = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        struct mark at = tokens->at[i].at;
        if (!(tokens->at[i].shape & TOKEN_QUOTE))
            continue;
        while (block + 1 < blocks->count && blocks->at[block].at.to <= at.from)
            block++;
        if (opened == UINT32_MAX || opened_in != block || i - opened > QUOTED_TOKENS_MAX) {
            opened = i;
            opened_in = block;
            continue;
        }
        ARENA_ROOM(keep, out.at, out.count, room);
        out.at[out.count++] = (struct mark){ tokens->at[opened].at.to, at.from };
        opened = UINT32_MAX;
    }
    return out;
}
