#include "extract/html_judge.h"

#include "blobs/html_judge_forest.h"
#include "extract/html_feature.h"

enum {
    LITTLE = 40,               /* words: an article of less is doubted */
    DOUBT = -2 * FOREST_ONE    /* what a block must have then */
};

bool html_judge_builtin(struct forest *forest)
{
    struct span bytes = { (const char *)html_judge_forest, html_judge_forest_SIZE };
    return forest_open(forest, bytes) && forest->feature_count == FEATURE_COUNT;
}

/* Blocks outside of the container that no rule has looked at have no reason to be told. */
static void reject(const struct html_page *page, struct html_pick *pick, uint32_t block)
{
    if (pick->verdict[block] != HTML_READ)
        return;
    pick->verdict[block] = HTML_CUT;
    pick->why[block] = (uint8_t)html_pick_reason(page, pick, block);
}

/* Words of the blocks that are scored above `least`. */
static uint32_t words_over(const struct html_page *page, const struct html_pick *pick, int32_t least)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < page->block_count; i++)
        words += pick->score[i] > least && i != pick->headline ? page->blocks[i].words : 0;
    return words;
}

void html_judge(struct arena *keep, struct arena scratch, const struct html_page *page,
                const struct html_meta *meta, struct html_pick *pick, const struct forest *forest)
{
    if (!forest || forest->feature_count != FEATURE_COUNT || !page->block_count)
        return;
    struct arena growing = arena_half(&scratch);
    struct html_features seen = html_features(&growing, scratch, page, meta, pick);
    pick->score = arena_new(keep, int32_t, page->block_count);
    forest_score(forest, seen.columns, seen.stride, seen.count, pick->score);
    if (words_over(page, pick, DOUBT) < LITTLE)   /* the rules may know better */
        return;
    int32_t least = words_over(page, pick, 0) < LITTLE ? DOUBT : 0;
    for (uint32_t i = 0; i < page->block_count; i++)
        if (pick->score[i] > least && i != pick->headline)
            pick->verdict[i] = HTML_READ;
        else
            reject(page, pick, i);
}
