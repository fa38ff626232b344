#include "group/stream_likeness.h"

#include "group/stream_story.h"

static struct dots sum_dots(const struct stream *s, const struct query *query, uint32_t story)
{
    struct packed_terms packed = term_store_at(s->lists, stream_story_at(s, story)->terms);
    struct common common = query_common(query, &packed);
    return (struct dots){ .all = common.all, .keys = common.keys };
}

double stream_score_of_sums(const struct stream *s, const struct query *query, const struct cluster *of, uint32_t story,
                            double least)
{
    struct dots dots = sum_dots(s, query, story);
    if (dots.all < least * of->size * stream_story_at(s, story)->summed)
        return 0;
    struct cluster other = stream_cluster(s, NULL, story);
    return likeness_of(of, &other, &dots).score;
}

/* Adds what the report has in common with each of the story's latest ones, but for `all` and `keys`. */
static void add_pairs(struct dots *dots, const struct stream *s, const struct query *query,
                      const struct cluster *single, uint32_t story)
{
    uint32_t a = stream_story_at(s, story)->last;
    double all = dots->all, keys = dots->keys;
    for (int i = 0; i < STORY_LATEST && a != SLOT_NONE; i++, a = stream_article_at(s, a)->before) {
        const struct stream_article *article = stream_article_at(s, a);
        struct packed_terms packed = term_store_at(s->lists, article->terms);
        struct common common = query_common(query, &packed);
        struct cluster other = { .title_square = article->title_square, .head_square = article->head_square,
                                 .key_square = article->key_square, .words = article->words,
                                 .numbers = article->numbers };
        struct dots pair = dots_of_pair(single, &other, &common);
        *dots = dots_sum(dots, &pair);
    }
    dots->all = all;
    dots->keys = keys;
}

bool stream_may_join(const struct stream *s, const struct query *query, const struct cluster *single, uint32_t story)
{
    struct cluster other = stream_cluster(s, NULL, story);
    struct dots dots = sum_dots(s, query, story);
    add_pairs(&dots, s, query, single, story);
    struct likeness likeness = likeness_of(single, &other, &dots);
    return likeness_may_join(single, &other, &likeness, s->least);
}

bool stream_may_merge(const struct stream *s, struct arena scratch, uint32_t a, uint32_t b)
{
    struct cluster of_a = stream_cluster(s, &scratch, a), of_b = stream_cluster(s, NULL, b);
    struct query query;
    query_open(&query, &of_a.all);
    struct dots dots = sum_dots(s, &query, b);
    uint32_t article = stream_story_at(s, a)->last;
    for (int i = 0; i < STORY_LATEST && article != SLOT_NONE; i++, article = stream_article_at(s, article)->before) {
        struct arena passing = scratch;
        struct profile profile = stream_profile(s, &passing, article);
        struct cluster single = cluster_single(&profile);
        query_open(&query, &profile.all);
        add_pairs(&dots, s, &query, &single, b);
    }
    struct likeness likeness = likeness_of(&of_a, &of_b, &dots);
    return likeness_may_join(&of_a, &of_b, &likeness, s->least);
}
