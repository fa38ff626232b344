#include "annotate/name_spelling.h"

#include <stdlib.h>

#include "base/hash.h"
#include "text/normal.h"

bool spelling_is_doubtful(const struct name_view *v, uint32_t i, uint32_t end)
{
    enum { LEAST_LETTERS = 6 };
    const struct token *token = view_token(v, i), *next = token + 1;
    bool alone = i + 1 < end && view_is_near(v, i + 1) && next->kind == TOKEN_WORD &&
                 !(next->shape & TOKEN_CAPITAL);
    bool before_verb = alone && (vocabulary_at(v->words, i + 1)->cue || v->glue[i + 1] == GLUE_NONE ||
                                 v->glue[i + 1] == GLUE_AUXILIARY || v->glue[i + 1] == GLUE_VERB);
    return before_verb && view_is_initial(v, i) && view_is_name_like(v, i) && token->folded_length >= LEAST_LETTERS &&
           v->glue[i] == GLUE_NONE && !view_seen_lower(v, i) && !v->in_heading[i];
}

static uint64_t sound_of(const struct name_view *v, struct arena scratch, uint32_t i)
{
    return hash_span(name_key(&scratch, view_folded(v, i)));
}

/* One bit of 64 for how a word begins: most words that are no surname are ruled out by it. */
static uint64_t begin_bit(const struct name_view *v, uint32_t i)
{
    return (uint64_t)1 << (hash_span(span_cut(view_folded(v, i), 0, 2)) & 63);
}

static bool is_person(const struct name_finder *f, size_t i)
{
    return f->at[i].type == ENTITY_PERSON && view_is_word(f->view, f->at[i].end - 1);
}

/* Leaves of the doubtful words those that begin as a surname does; false where none is left. */
static bool sift_doubtful(struct name_finder *f)
{
    uint64_t begins = 0;
    for (size_t i = 0; i < f->count; i++)
        begins |= is_person(f, i) ? begin_bit(f->view, f->at[i].end - 1) : 0;
    size_t kept = 0;
    for (size_t k = 0; k < f->doubtful_count; k++)
        if (begins & begin_bit(f->view, f->doubtful[k]))
            f->doubtful[kept++] = f->doubtful[k];
    f->doubtful_count = kept;
    return kept > 0;
}

/* The last word of each name of a person, by its sound. */
static struct map surnames(const struct name_finder *f, struct arena *scratch)
{
    struct map last = map_in(scratch, f->count);
    bool *done = arena_new(scratch, bool, f->view->words->count);
    for (size_t i = 0; i < f->count; i++) {
        uint32_t word = f->at[i].end - 1;
        if (!is_person(f, i) || done[f->view->words->of[word]])
            continue;
        done[f->view->words->of[word]] = true;
        *map_at(&last, sound_of(f->view, *scratch, word), NULL) = word;
    }
    return last;
}

static int by_first(const void *left, const void *right)
{
    const struct sighting *a = left, *b = right;
    return (a->first > b->first) - (a->first < b->first);
}

/* Takes the doubtful words that sound like a surname of the article and are a letter apart from it. */
void spelling_add(struct name_finder *f)
{
    if (!sift_doubtful(f))
        return;
    struct judgement person = { ENTITY_PERSON, WEIGHT_GUESS, 0 };
    struct map last = surnames(f, f->keep);
    size_t count = f->count;
    for (size_t k = 0; k < f->doubtful_count; k++) {
        uint32_t i = f->doubtful[k];
        const uint32_t *name = map_find(&last, sound_of(f->view, *f->keep, i));
        if (name && text_distance(view_folded(f->view, i), view_folded(f->view, *name), 1) <= 1)
            name_add(f, (struct name_run){ i, i + 1 }, (struct span){ 0 }, person, (struct mark){ 0, 0 });
    }
    if (f->count > count)
        qsort(f->at, f->count, sizeof *f->at, by_first);
}
