#include "annotate/split.h"

/* The tokens of the blocks one after the other, with their folded letters in one stretch. */
static struct tokens join_tokens(struct arena *keep, const struct tokens *parts, uint32_t count)
{
    struct tokens all = { 0 };
    for (uint32_t b = 0; b < count; b++) {
        all.count += parts[b].count;
        all.folded.len += parts[b].folded.len;
    }
    char *folded = arena_take_raw(keep, 1, 1, all.folded.len);
    all.folded.at = folded;
    all.at = arena_take_raw(keep, sizeof *all.at, alignof(struct token), all.count);
    uint32_t next = 0, shift = 0;
    for (uint32_t b = 0; b < count; b++) {
        for (uint32_t i = 0; i < parts[b].count; i++) {
            all.at[next] = parts[b].at[i];
            all.at[next++].folded_from += shift;
        }
        if (parts[b].folded.len)
            memcpy(folded + shift, parts[b].folded.at, parts[b].folded.len);
        shift += (uint32_t)parts[b].folded.len;
    }
    return all;
}

void split_blocks(struct arena *keep, struct arena scratch, const struct article *article, struct annotations *notes)
{
    const struct blocks *blocks = &article->blocks;
    struct tokens *parts = arena_new(&scratch, struct tokens, blocks->count);
    for (uint32_t b = 0; b < blocks->count; b++)
        parts[b] = token_split(&scratch, article->text, blocks->at[b].at);
    notes->tokens = join_tokens(keep, parts, blocks->count);
    notes->tokens.words = token_words(keep, &notes->tokens);
    size_t room = 0;
    uint32_t first = 0;
    for (uint32_t b = 0; b < blocks->count; b++) {
        sentence_split(keep, &notes->sentences, &room, article->text, &notes->tokens, first, first + parts[b].count,
                       (uint16_t)b, article->language);
        first += parts[b].count;
    }
}
