#include "annotate/tag_word.h"

/* In the model's own measure. */
enum {
    BEAM = 30,               /* so far below the best tag another is not thought of */
    SURE = 50                /* so far ahead of all others the letters alone decide */
};

/* What the words around say. */
static unsigned near_features(const struct tag_forms *forms, uint32_t first, uint32_t end, uint32_t i, uint32_t *out)
{
    const struct tag_form *f = &forms->at[forms->of[i]];
    const struct tag_form *before = tag_form_at(forms, i - 1, first, end),
                          *behind = tag_form_at(forms, i + 1, first, end);
    const struct tag_form *second = tag_form_at(forms, i - 2, first, end),
                          *next = tag_form_at(forms, i + 2, first, end);
    unsigned n = 0;
    out[n++] = rows_feature(6, before->word, 0);
    out[n++] = rows_feature(7, behind->word, 0);
    out[n++] = rows_feature(8, second->word, 0);
    out[n++] = rows_feature(9, next->word, 0);
    out[n++] = rows_feature(10, before->word, f->word);
    out[n++] = rows_feature(11, f->word, behind->word);
    out[n++] = rows_feature(12, before->end[2], 0);
    out[n++] = rows_feature(13, behind->end[2], 0);
    out[n++] = rows_feature(14, before->shape, f->shape);
    out[n++] = rows_feature(15, f->shape, behind->shape);
    out[n++] = rows_feature(16, before->shape ^ f->shape * 31, behind->shape);
    out[n++] = rows_feature(17, f->shape, i == first);
    out[n++] = rows_feature(18, before->cased, f->shape);
    out[n++] = rows_feature(19, f->shape, behind->cased);
    out[n++] = rows_feature(20, before->end[1], f->end[2]);
    out[n++] = rows_feature(21, f->end[2], behind->end[1]);
    return n;
}

unsigned word_tag_features(const struct tag_forms *forms, uint32_t first, uint32_t end, uint32_t i, uint32_t *features)
{
    unsigned n = tag_form_features(&forms->at[forms->of[i]], features);
    return n + near_features(forms, first, end, i, features + n);
}

/* What the letters of each form say, once a form; and whether they leave no doubt, so that nobody need ask the
 * words around. */
struct own { int16_t *scores; bool *is_sure; };

static bool is_sure(const struct rows *model, const int16_t *scores)
{
    int best = INT16_MIN, second = INT16_MIN;
    for (unsigned k = 0; k < model->labels; k++) {
        second = scores[k] > best ? best : scores[k] > second ? scores[k] : second;
        best = scores[k] > best ? scores[k] : best;
    }
    return best - second >= SURE * model->one;
}

static struct own read_forms(struct arena *keep, const struct rows *model, const struct tag_forms *forms)
{
    struct own own = { arena_new(keep, int16_t, (size_t)forms->count * model->width),
                       arena_new(keep, bool, forms->count) };
    for (uint32_t k = 0; k < forms->count; k++) {
        uint32_t features[WORD_TAG_FEATURES];
        int16_t *scores = own.scores + (size_t)k * model->width;
        rows_add(model, features, tag_form_features(&forms->at[k], features), scores);
        own.is_sure[k] = is_sure(model, scores);
    }
    return own;
}

static void tag_part(struct arena scratch, const struct rows *model, const struct tag_forms *forms, const struct own *own,
                     uint32_t first, uint32_t end, uint8_t *tags)
{
    int16_t *scores = arena_take_raw(&scratch, sizeof *scores, alignof(int16_t), (size_t)(end - first) * model->width);
    uint32_t features[WORD_TAG_FEATURES];
    for (uint32_t i = first; i < end; i++) {
        int16_t *score = scores + (size_t)(i - first) * model->width;
        memcpy(score, own->scores + (size_t)forms->of[i] * model->width, model->width * sizeof *score);
        if (!own->is_sure[forms->of[i]])
            rows_add(model, features, near_features(forms, first, end, i, features), score);
    }
    rows_best(model, scratch, scores, end - first, BEAM * model->one, tags);
}

uint8_t *tag_words(struct arena *keep, const struct rows *model, const struct tag_forms *forms,
                   const struct sentences *sentences, uint32_t token_count)
{
    uint8_t *tags = arena_new(keep, uint8_t, token_count);
    struct arena scratch = *keep;
    struct own own = read_forms(&scratch, model, forms);
    for (uint32_t s = 0; s < sentences->count; s++) {
        uint32_t end = sentences->at[s].token_end;
        for (uint32_t from = sentences->at[s].first_token, to; from < end; from = to) {
            to = end - from > TAG_AT_ONCE ? from + TAG_AT_ONCE : end;
            tag_part(scratch, model, forms, &own, from, to, tags + from);
        }
    }
    return tags;
}
