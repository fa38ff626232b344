#include "group/copy_standing.h"

#include "base/hash.h"
#include "base/map.h"

enum {
    TEXTS_LEAST = 3,
    TEXTS_SHARE = 10,       /* of the outlet's texts one in so many */
    GRAM_REACH = 6          /* words that a gram of three heavy ones takes, about */
};

/* Outlets by number; 0 for texts of which it isn't known. */
struct outlets {
    uint32_t *of;           /* of each text */
    uint32_t *texts;        /* how many it has */
    uint32_t *holders;      /* how many of them hold the gram that is looked at */
    uint32_t count;
};

static struct outlets number_outlets(struct arena *keep, const struct copy_index *index)
{
    struct outlets outlets = { .of = arena_new(keep, uint32_t, index->text_count), .count = 1 };
    struct arena list = arena_half(keep);
    struct map numbers = map_in(&list, 0);
    for (uint32_t t = 0; t < index->text_count; t++) {
        if (!index->texts[t]->outlet)
            continue;
        uint32_t *number = map_at(&numbers, index->texts[t]->outlet, NULL);
        if (!*number)
            *number = outlets.count++;
        outlets.of[t] = *number;
    }
    outlets.texts = arena_new(keep, uint32_t, outlets.count);
    outlets.holders = arena_new(keep, uint32_t, outlets.count);
    for (uint32_t t = 0; t < index->text_count; t++)
        outlets.texts[outlets.of[t]]++;
    return outlets;
}

static bool repeats(const struct outlets *outlets, uint32_t outlet)
{
    uint32_t holders = outlets->holders[outlet];
    return outlet && holders >= TEXTS_LEAST && holders >= outlets->texts[outlet] / TEXTS_SHARE;
}

static void flag(struct copy_text *text, uint32_t gram)
{
    for (uint32_t i = 0; i < text->gram_count; i++)
        if (text->gram[i] == gram)
            text->gram[i] |= COPY_STANDING;
}

/* Flags the gram in the texts of the outlets that repeat it. */
static void look_at(const struct copy_index *index, const struct outlets *outlets, uint32_t gram)
{
    const uint32_t *holders = copy_index_holders(index, gram);
    for (uint32_t k = 1; k <= holders[0]; k++)
        outlets->holders[outlets->of[holders[k]]]++;
    for (uint32_t k = 1; k <= holders[0]; k++)
        if (repeats(outlets, outlets->of[holders[k]]))
            flag(index->texts[holders[k]], gram);
    for (uint32_t k = 1; k <= holders[0]; k++)
        outlets->holders[outlets->of[holders[k]]] = 0;
}

/* Words that match no others, whatever text they stand in. */
static void mask_words(struct copy_text *text, uint32_t number, uint32_t from, uint32_t to)
{
    uint8_t *code = (uint8_t *)copy_text_codes(text);
    for (uint32_t i = from; i < to && i < text->word_count; i++)
        code[i] = (uint8_t)hash_mix(number, i);
}

/* Whether it is told how many words on each gram stands. */
static bool is_placed(const struct copy_text *text)
{
    return !memchr(copy_text_skips(text), COPY_SKIP_MAX, text->gram_count);
}

/* Of its flagged grams a text keeps those that it begins or ends with, if they are no more than half of all. */
static void mask_ends(struct copy_text *text, uint32_t number)
{
    uint32_t begin = 0, end = text->gram_count, place = 0;
    if (!is_placed(text))
        return;
    while (begin < text->gram_count && text->gram[begin] & COPY_STANDING)
        begin++;
    while (end > begin && text->gram[end - 1] & COPY_STANDING)
        end--;
    bool too_many = (begin + text->gram_count - end) * 2 > text->gram_count;
    const uint8_t *skip = copy_text_skips(text);
    for (uint32_t i = 0; i < text->gram_count; i++) {
        place += skip[i];
        if (too_many || (i >= begin && i < end))
            text->gram[i] &= ~(uint32_t)COPY_STANDING;
        else if (i + 1 == begin)
            mask_words(text, number, 0, place + GRAM_REACH);
        else if (i == end)
            mask_words(text, number, place, text->word_count);
    }
}

void copy_standing_mask(struct arena scratch, const struct copy_index *index)
{
    struct outlets outlets = number_outlets(&scratch, index);
    if (outlets.count == 1)
        return;
    for (uint32_t s = 0; s < COPY_SLICES; s++)
        for (uint32_t local = 1; local < index->postings_end[s]; local += index->postings[s][local] + 1)
            if (index->postings[s][local] >= TEXTS_LEAST)
                look_at(index, &outlets, s << COPY_SLICE_SHIFT | local);
    for (uint32_t t = 0; t < index->text_count; t++)
        if (outlets.of[t])
            mask_ends(index->texts[t], t);
}
