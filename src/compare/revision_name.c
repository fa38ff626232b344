/* Names that are spelled otherwise now, and names in the place of others. */
#include "base/hash.h"
#include "compare/revision_change.h"
#include "text/normal.h"

static struct things mentions_of(struct arena *arena, const struct version *v)
{
    const struct mentions *list = &v->report->notes.mentions;
    struct things things = { arena_new(arena, struct thing, list->count), list->count };
    for (uint32_t i = 0; i < list->count; i++)
        things.at[i] = thing_at(v, list->at[i].at);
    return things;
}

static bool share_word(struct arena scratch, struct span a, struct span b)
{
    struct span word;
    struct map words = map_in(&scratch, 0);
    for (size_t at = 0; span_next_word(a, &at, &word);)
        map_at(&words, hash_span(word), NULL);
    for (size_t at = 0; span_next_word(b, &at, &word);)
        if (map_find(&words, hash_span(word)))
            return true;
    return false;
}

/* One letter in five may be another, and one of a short name. */
static bool is_near(struct span a, struct span b)
{
    size_t longer = a.len > b.len ? a.len : b.len;
    unsigned limit = (unsigned)(longer / 5 < 1 ? 1 : longer / 5 > 4 ? 4 : longer / 5);
    return longer > 3 && text_distance(a, b, limit) <= limit;
}

enum relation { RELATION_SAME, RELATION_SPELLING, RELATION_OTHER };

static enum relation relation_of(struct arena scratch, struct span was, struct span is)
{
    struct span a = text_latin(&scratch, was), b = text_latin(&scratch, is);
    if (span_equal(text_fold(&scratch, was), text_fold(&scratch, is)))
        return RELATION_SAME;
    if (is_near(a, b) || span_equal(name_key(&scratch, was), name_key(&scratch, is)))
        return RELATION_SPELLING;
    return share_word(scratch, a, b) ? RELATION_SAME : RELATION_OTHER;
}

static bool alone_in_hunk(const struct hunk_index *in, uint32_t thing, uint32_t hunk)
{
    return in->first[hunk] == thing && in->next[thing] == UINT32_MAX;
}

struct name_sides {
    const struct alignment *alignment;
    struct things x, y;
    struct hunk_index in_x, in_y;
};

static struct span words_of(const struct version *v, struct mark at) { return mark_span(v->report->article.text, at); }

/* Type of the entity, which all its mentions tell together. */
static uint8_t type_of(const struct version *v, uint32_t mention) { return v->report->notes.mentions.at[mention].type; }

/* The name in the same place: the nearest in spelling; else the only one of its type, where there is one each. */
static uint32_t counterpart(struct arena scratch, const struct name_sides *s, uint32_t a, enum relation *relation)
{
    const struct version *before = &s->alignment->before, *after = &s->alignment->after;
    uint32_t hunk = s->x.at[a].hunk, tries = 0;
    *relation = RELATION_OTHER;
    for (uint32_t b = s->in_y.first[hunk]; b != UINT32_MAX && tries < REVISION_TRIES; b = s->in_y.next[b], tries++) {
        if (s->y.at[b].done)
            continue;
        *relation = relation_of(scratch, words_of(before, s->x.at[a].at), words_of(after, s->y.at[b].at));
        if (*relation != RELATION_OTHER)
            return b;
    }
    *relation = RELATION_OTHER;
    uint32_t b = s->in_y.first[hunk];
    if (b == UINT32_MAX || s->y.at[b].done || !alone_in_hunk(&s->in_x, a, hunk) || !alone_in_hunk(&s->in_y, b, hunk))
        return UINT32_MAX;
    return type_of(before, a) == type_of(after, b) ? b : UINT32_MAX;
}

/* A paragraph that went for another one is no change of the names in it. */
static bool is_short(const struct version *v, const struct thing *thing)
{
    enum { WORDS_ROUND_MOST = 8 };
    uint32_t first = thing->first, end = thing->end;
    while (first > 0 && v->hunk[first - 1] == thing->hunk && thing->first - first <= WORDS_ROUND_MOST)
        first--;
    while (end < v->report->notes.tokens.count && v->hunk[end] == thing->hunk && end - thing->end <= WORDS_ROUND_MOST)
        end++;
    return thing->first - first + (end - thing->end) <= WORDS_ROUND_MOST;
}

void revision_names(struct revision_changes *to, struct arena scratch, const struct alignment *alignment)
{
    const struct version *before = &alignment->before, *after = &alignment->after;
    struct name_sides s = { .alignment = alignment, .x = mentions_of(&scratch, before),
                            .y = mentions_of(&scratch, after) };
    s.in_x = hunk_index_of(&scratch, s.x, alignment->hunks);
    s.in_y = hunk_index_of(&scratch, s.y, alignment->hunks);
    for (uint32_t a = 0; a < s.x.count; a++) {
        enum relation relation;
        uint32_t b = s.x.at[a].hunk ? counterpart(scratch, &s, a, &relation) : UINT32_MAX;
        if (b == UINT32_MAX)
            continue;
        s.y.at[b].done = true;
        bool told = relation == RELATION_SPELLING || is_short(before, &s.x.at[a]);
        if (relation != RELATION_SAME && told && is_short(after, &s.y.at[b]))
            revision_add(to, (struct revision_change){
                .kind = relation == RELATION_SPELLING ? REVISION_SPELLING : REVISION_NAME, .before = s.x.at[a].at,
                .after = s.y.at[b].at, .was = words_of(before, s.x.at[a].at), .is = words_of(after, s.y.at[b].at) });
    }
}
