#include "compare/quote_change.h"

enum { TOKENS_MAX = 256 };

struct line {
    struct mark at[TOKENS_MAX];
    uint32_t word[TOKENS_MAX];
    uint64_t key[TOKENS_MAX];
    bool negates[TOKENS_MAX];
    uint32_t count;
};

static void read_line(struct line *line, const struct comparison *c, const struct quote_keys *keys,
                      struct quote_place place)
{
    const struct tokens *tokens = &c->reports[place.report]->notes.tokens;
    line->count = 0;
    for (uint32_t i = token_at(tokens, place.at.from);
         i < tokens->count && tokens->at[i].at.to <= place.at.to && line->count < TOKENS_MAX; i++) {
        if (tokens->at[i].kind == TOKEN_PUNCTUATION)
            continue;
        line->at[line->count] = tokens->at[i].at;
        line->word[line->count] = tokens->at[i].word;
        line->negates[line->count] = c->words[place.report][i].negates;
        line->key[line->count++] = keys->at[place.report][i];
    }
}

static bool is_equal(const struct line *a, const struct line *b)
{
    uint32_t i = 0;
    while (i < a->count && i < b->count && a->word[i] == b->word[i])
        i++;
    return i == a->count && i == b->count;
}

/* Which words of a line stand in a longest common subsequence with the other. */
struct kept { bool of_base[TOKENS_MAX], of_line[TOKENS_MAX]; };

static void keep_common(struct kept *kept, struct arena scratch, const struct line *base, const struct line *line)
{
    uint16_t(*length)[TOKENS_MAX + 1] = arena_take(&scratch, sizeof *length, 2, base->count + 1);
    *kept = (struct kept){ 0 };
    for (uint32_t i = base->count; i-- > 0;)
        for (uint32_t j = line->count; j-- > 0;) {
            uint16_t skip = length[i + 1][j] > length[i][j + 1] ? length[i + 1][j] : length[i][j + 1];
            length[i][j] = base->word[i] == line->word[j] ? (uint16_t)(length[i + 1][j + 1] + 1) : skip;
        }
    for (uint32_t i = 0, j = 0; i < base->count && j < line->count;) {
        if (base->word[i] == line->word[j])
            kept->of_base[i++] = kept->of_line[j++] = true;
        else if (length[i + 1][j] >= length[i][j + 1])
            i++;
        else
            j++;
    }
}

static struct marks differing_words(struct arena *keep, const struct line *line, const struct kept *kept)
{
    struct marks out = { arena_new(keep, struct mark, line->count), 0 };
    for (uint32_t j = 0; j < line->count; j++)
        if (!kept->of_line[j])
            out.at[out.count++] = line->at[j];
    return out;
}

/* Whether all content words of `line` that were not kept stand, in another form, among such words of `base`. */
static bool is_other_form(const struct line *base, const struct line *line, const struct kept *kept)
{
    uint32_t i = 0;
    for (uint32_t j = 0; j < line->count; j++) {
        if (line->negates[j] && !kept->of_line[j])
            return false;
        if (kept->of_line[j] || !line->key[j])
            continue;
        while (i < base->count && (kept->of_base[i] || base->key[i] != line->key[j]))
            i++;
        if (i++ >= base->count)
            return false;
    }
    return true;
}

static bool is_whole(const bool *kept, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!kept[i])
            return false;
    return true;
}

/* "We will sell" is no shortening of "we will not sell". */
static bool is_negation_lost(const struct line *base, const struct kept *kept)
{
    uint32_t first = 0, end = base->count;
    while (first < end && !kept->of_base[first])
        first++;
    while (end > first && !kept->of_base[end - 1])
        end--;
    for (uint32_t i = first; i < end; i++)
        if (base->negates[i] && !kept->of_base[i])
            return true;
    return false;
}

/* Content words, all or those that were kept. */
static uint32_t content_of(const struct line *line, const bool *kept)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < line->count; i++)
        count += line->key[i] != 0 && (!kept || kept[i]);
    return count;
}

static enum variant_change change_of(const struct line *base, const struct line *line, const struct kept *kept)
{
    if (is_negation_lost(base, kept))
        return VARIANT_WORDS;
    if (is_whole(kept->of_line, line->count))
        return VARIANT_SHORTER;
    if (is_whole(kept->of_base, base->count))
        return VARIANT_LONGER;
    if (!is_other_form(base, line, kept))
        return VARIANT_WORDS;
    bool same_forms = content_of(line, kept->of_line) == content_of(line, NULL);
    return same_forms && content_of(line, NULL) < content_of(base, NULL) ? VARIANT_SHORTER : VARIANT_GRAMMAR;
}

enum variant_change quote_change(struct arena *keep, struct arena scratch, const struct comparison *c,
                                 const struct quote_keys *keys, struct quote_place first, struct quote_place variant,
                                 struct marks *differing)
{
    *differing = (struct marks){ NULL, 0 };
    if (!span_equal(c->reports[first.report]->article.language, c->reports[variant.report]->article.language))
        return VARIANT_LANGUAGE;
    struct line *base = arena_new(&scratch, struct line, 1), *line = arena_new(&scratch, struct line, 1);
    struct kept *kept = arena_new(&scratch, struct kept, 1);
    read_line(base, c, keys, first);
    read_line(line, c, keys, variant);
    if (is_equal(base, line))
        return VARIANT_NONE;
    keep_common(kept, scratch, base, line);
    *differing = differing_words(keep, line, kept);
    return change_of(base, line, kept);
}
