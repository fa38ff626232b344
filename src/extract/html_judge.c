#include "extract/html_judge.h"

#include <math.h>

#include "blobs/html_judge_forest.h"
#include "extract/html_feature.h"

/* News are printed by machines of one make, where furniture looks like text more often than text like furniture;
 * elsewhere it is the other way round.  In 1/FOREST_ONE log-odds. */
enum { LEAST_IN_NEWS = FOREST_ONE * 2 / 5, LEAST_ELSEWHERE = -FOREST_ONE * 3 / 10 };

enum {
    BLOCKS_MAX = 16000,        /* a page of more is no article: judging it would take some 300 bytes a block */
    LITTLE = 40,               /* words: an article of less is doubted */
    DOUBT = -2 * FOREST_ONE,   /* what a block must have then */
    SURE = FOREST_ONE,
    NOT_SEEN = -10 * FOREST_ONE
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

/* The F1 that the choice would have, word by word, were the scores true odds.  (Over pages whose articles were
 * marked by people the mean of each tenth is right within 0.025: docs/models.md.) */
static float expected_score(const struct html_page *page, const struct html_pick *pick)
{
    double right = 0, read = 0, wanted = 0;
    for (uint32_t i = 0; i < page->block_count; i++) {
        double words = page->blocks[i].words, share = words / (1 + exp(-(double)pick->score[i] / FOREST_ONE));
        wanted += share;
        if (pick->verdict[i] == HTML_READ) {
            right += share;
            read += words;
        }
    }
    return read > 0 ? (float)(2 * right / (read + wanted)) : 0;
}

/* What the rules cut because it is named so, or asks for money or an address, the judge must be sure of. */
static bool is_named_furniture(const struct html_pick *pick, uint32_t block)
{
    if (pick->verdict[block] != HTML_CUT)
        return false;
    switch (pick->why[block]) {
    case CUT_NEWSLETTER: case CUT_PAYWALL: case CUT_FUNDING:
        return true;
    default:
        return false;
    }
}

void html_judge(struct arena *keep, struct arena scratch, const struct html_page *page,
                const struct html_meta *meta, struct html_pick *pick, const struct forest *forest)
{
    if (!forest || forest->feature_count != FEATURE_COUNT || !page->block_count || page->block_count > BLOCKS_MAX)
        return;
    struct arena growing = arena_half(&scratch);
    struct html_features seen = html_features(&growing, scratch, page, meta, pick);
    int32_t *scores = arena_new(&scratch, int32_t, seen.count);
    forest_score(forest, seen.columns, seen.stride, seen.count, scores);
    pick->score = arena_new(keep, int32_t, page->block_count);
    for (uint32_t i = 0; i < page->block_count; i++)
        pick->score[i] = NOT_SEEN;
    for (size_t k = 0; k < seen.count; k++)
        pick->score[seen.block[k]] = scores[k];
    if (words_over(page, pick, DOUBT) < LITTLE)   /* the rules may know better */
        return;
    int32_t least = seen.kind == PAGE_NEWS ? LEAST_IN_NEWS : LEAST_ELSEWHERE;
    if (words_over(page, pick, least) < LITTLE)
        least = DOUBT;
    for (uint32_t i = 0; i < page->block_count; i++)
        if (pick->score[i] > least + (is_named_furniture(pick, i) ? SURE : 0) && i != pick->headline && !pick->other[i])
            pick->verdict[i] = HTML_READ;
        else
            reject(page, pick, i);
    pick->confidence = expected_score(page, pick);
}
