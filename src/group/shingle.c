#include "group/shingle.h"

/* Walks blocks and tokens side by side: both are in order of place. */
struct body body_words(struct arena *keep, const struct report *report)
{
    const struct blocks *blocks = &report->article.blocks;
    const struct tokens *tokens = &report->notes.tokens;
    struct body body = { .word = arena_new(keep, uint32_t, tokens->count),
                         .at = arena_new(keep, struct mark, tokens->count) };
    uint32_t block = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->at[i];
        while (block < blocks->count && blocks->at[block].at.to <= t->at.from)
            block++;
        bool in_title = block < blocks->count && blocks->at[block].kind == BLOCK_TITLE;
        if (t->kind == TOKEN_PUNCTUATION || in_title)
            continue;
        body.word[body.count] = t->word;
        body.at[body.count++] = t->at;
    }
    return body;
}
