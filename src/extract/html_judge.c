#include "extract/html_judge.h"

#include "blobs/html_judge_forest.h"
#include "extract/html_feature.h"

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

void html_judge(struct arena *keep, struct arena scratch, const struct html_page *page, struct html_pick *pick,
                const struct forest *forest)
{
    if (!forest || forest->feature_count != FEATURE_COUNT || !page->block_count)
        return;
    struct arena growing = arena_half(&scratch);
    struct html_features seen = html_features(&growing, scratch, page, pick);
    pick->score = arena_new(keep, int32_t, page->block_count);
    forest_score(forest, seen.columns, seen.stride, seen.count, pick->score);
    for (uint32_t i = 0; i < page->block_count; i++)
        if (pick->score[i] > 0 && i != pick->headline)
            pick->verdict[i] = HTML_READ;
        else
            reject(page, pick, i);
}
