#include "annotate/tag_name.h"

#include "annotate/tag_word.h"

/* Whether a word of a name may be written so: with a capital letter, or in digits behind one. */
static bool may_name(const struct tokens *tokens, uint32_t i)
{
    return tokens->at[i].shape & TOKEN_CAPITAL;
}

/* Small words and signs that stand inside of names: "of", "and", "'s", "&", "." */
static bool may_join(const struct tokens *tokens, const uint8_t *word_tags, uint32_t i)
{
    switch (word_tags[i]) {
    case WORD_TAG_IN: case WORD_TAG_DT: case WORD_TAG_CC: case WORD_TAG_POS: case WORD_TAG_CD: case WORD_TAG_FW:
    case WORD_TAG_TO: case WORD_TAG_COLON: case WORD_TAG_STOP: case WORD_TAG_COMMA:
        return true;
    default:
        return tokens->at[i].kind == TOKEN_NUMBER || !(tokens->at[i].shape & TOKEN_BLANK_BEFORE);
    }
}

bool name_tag_stretch(const struct tokens *tokens, const uint8_t *word_tags, uint32_t end, uint32_t *first,
                      uint32_t *last)
{
    enum { JOINTS = 3 }; /* so many small words between capitals: "Institute of the Arts" */
    while (*first < end && !may_name(tokens, *first))
        ++*first;
    if (*first == end)
        return false;
    if (end - *first > TAG_AT_ONCE)
        end = *first + TAG_AT_ONCE;
    *last = *first + 1;
    for (uint32_t i = *last; i < end && i < *last + JOINTS; i++)
        if (may_name(tokens, i))
            *last = i + 1;
        else if (!may_join(tokens, word_tags, i))
            break;
    if (*last < end && may_join(tokens, word_tags, *last)) /* "Apollo 11", "al-Tuni" */
        ++*last;
    return true;
}

static uint8_t tag_at(const uint8_t *word_tags, uint32_t i, uint32_t first, uint32_t end)
{
    return i - first < end - first ? word_tags[i] : WORD_TAG_NONE;
}

unsigned name_tag_features(const struct tag_forms *forms, const struct tokens *tokens, const uint8_t *word_tags,
                           uint32_t first, uint32_t end, uint32_t i, uint32_t *features)
{
    const struct tag_form *f = &forms->at[forms->of[i]];
    const struct tag_form *before = tag_form_at(forms, i - 1, first, end),
                          *behind = tag_form_at(forms, i + 1, first, end);
    const struct tag_form *second = tag_form_at(forms, i - 2, first, end),
                          *next = tag_form_at(forms, i + 2, first, end);
    uint8_t tag = word_tags[i], tag_before = tag_at(word_tags, i - 1, first, end),
            tag_behind = tag_at(word_tags, i + 1, first, end);
    unsigned n = tag_form_features(f, features);
    features[n++] = rows_feature(6, before->cased, 0);
    features[n++] = rows_feature(7, behind->cased, 0);
    features[n++] = rows_feature(8, second->cased, 0);
    features[n++] = rows_feature(9, next->cased, 0);
    features[n++] = rows_feature(10, before->word, f->word);
    features[n++] = rows_feature(11, f->word, behind->word);
    features[n++] = rows_feature(12, before->end[2], f->shape);
    features[n++] = rows_feature(13, behind->end[2], f->shape);
    features[n++] = rows_feature(14, before->shape, f->shape);
    features[n++] = rows_feature(15, f->shape, behind->shape);
    features[n++] = rows_feature(16, before->shape ^ f->shape * 31, behind->shape);
    features[n++] = rows_feature(17, f->shape, i == first);
    features[n++] = rows_feature(18, before->cased, f->shape);
    features[n++] = rows_feature(19, f->shape, behind->cased);
    features[n++] = rows_feature(20, tag, f->shape);
    features[n++] = rows_feature(21, tag, tag_before);
    features[n++] = rows_feature(22, tag, tag_behind);
    features[n++] = rows_feature(23, tag | tag_before << 8, tag_behind);
    features[n++] = rows_feature(24, tag_behind, behind->word);
    features[n++] = rows_feature(25, tokens->at[i].shape & TOKEN_BLANK_BEFORE, f->shape);
    features[n++] = rows_feature(26, before->word, behind->word);
    features[n++] = rows_feature(27, second->word, before->word);
    features[n++] = rows_feature(28, behind->word, next->word);
    features[n++] = rows_feature(29, f->kinds, f->hints);
    features[n++] = rows_feature(30, f->kinds, f->shape);
    features[n++] = rows_feature(31, before->kinds, f->kinds);
    features[n++] = rows_feature(32, f->kinds, behind->kinds);
    features[n++] = rows_feature(33, before->hints, f->kinds);
    features[n++] = rows_feature(34, f->kinds, behind->hints);
    features[n++] = rows_feature(35, before->kinds | f->kinds << 8, behind->kinds);
    features[n++] = rows_feature(36, behind->hints << 8 | next->hints, f->shape);
    return n;
}

bool name_tag_forbids(unsigned before, unsigned label)
{
    bool goes_on = label && label % 2 == 0;
    return goes_on && before != label && before != label - 1;
}

uint8_t *tag_names(struct arena *keep, const struct rows *model, const struct tag_forms *forms,
                   const struct tokens *tokens, const struct sentences *sentences, const uint8_t *word_tags)
{
    uint8_t *labels = arena_new(keep, uint8_t, tokens->count);
    for (uint32_t s = 0; s < sentences->count; s++) {
        uint32_t first = sentences->at[s].first_token, end = sentences->at[s].token_end, last;
        for (uint32_t at = first; name_tag_stretch(tokens, word_tags, end, &at, &last); at = last) {
            struct arena spare = *keep;
            int16_t *scores = arena_new(&spare, int16_t, (size_t)(last - at) * model->width);
            uint32_t features[NAME_TAG_FEATURES];
            for (uint32_t i = at; i < last; i++)
                rows_add(model, features, name_tag_features(forms, tokens, word_tags, first, end, i, features),
                         scores + (size_t)(i - at) * model->width);
            rows_best(model, spare, scores, last - at, ROWS_ALL, labels + at);
        }
    }
    return labels;
}
