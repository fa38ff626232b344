#include "annotate/speaker.h"

#include "tables/feminine.h"
#include "text/normal.h"

struct finder {
    const struct view *view;
    const struct annotations *notes;
    uint8_t *gender;            /* enum gender of each entity */
};

static uint32_t first_mention_from(const struct mentions *mentions, uint32_t at)
{
    uint32_t low = 0, high = mentions->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (mentions->at[middle].at.from >= at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The first mention of `type` within the source. */
static uint32_t named_in(const struct finder *f, struct mark source, uint8_t type)
{
    const struct mentions *mentions = &f->notes->mentions;
    for (uint32_t i = first_mention_from(mentions, source.from);
         i < mentions->count && mentions->at[i].at.from < source.to; i++)
        if (mentions->at[i].type == type)
            return mentions->at[i].entity;
    return ENTITY_NONE;
}

/* The gender a pronoun asks for; false where token i is no pronoun of the third person singular. */
static bool is_personal(const struct view *v, uint32_t i, enum gender *gender)
{
    *gender = view_has(v, i, USE_HE) ? GENDER_MALE : GENDER_FEMALE;
    return view_has(v, i, USE_HE | USE_SHE);
}

static enum gender gender_of(const struct entity *e, struct arena scratch)
{
    struct span name = text_fold(&scratch, e->name), role = text_fold(&scratch, e->role);
    size_t blank = span_find_byte(name, ' ', 0);
    enum gender gender = GENDER_UNKNOWN;
    lexicon_is_given_name(span_cut(name, 0, blank == SPAN_NONE ? name.len : blank), &gender);
    for (uint32_t i = 0; i < feminine_COUNT && role.len && gender == GENDER_UNKNOWN; i++)
        if (span_find(role, feminine_rows[i].key, 0) != SPAN_NONE)
            gender = GENDER_FEMALE;
    return gender;
}

/* The person mentioned last before `at` that a pronoun of `gender` may mean: one of that gender, or one
 * of unknown gender when nobody nearer is known to have it.  More than a few mentions back is not safe. */
static uint32_t meant_by_pronoun(const struct finder *f, uint32_t at, enum gender gender)
{
    enum { MENTIONS_BACK = 12 };
    const struct mentions *mentions = &f->notes->mentions;
    uint32_t end = first_mention_from(mentions, at), unknown = ENTITY_NONE;
    for (uint32_t back = 1; back <= MENTIONS_BACK && back <= end; back++) {
        const struct mention *m = &mentions->at[end - back];
        if (m->type != ENTITY_PERSON)
            continue;
        if (f->gender[m->entity] == gender)
            return m->entity;
        if (f->gender[m->entity] == GENDER_UNKNOWN && unknown == ENTITY_NONE)
            unknown = m->entity;
    }
    return unknown;
}

/* "the minister": the person spoken of last whose role has the word. */
static uint32_t meant_by_role(const struct finder *f, struct span word, uint32_t at, struct arena scratch)
{
    enum { MENTIONS_BACK = 24 };
    const struct mentions *mentions = &f->notes->mentions;
    uint32_t end = first_mention_from(mentions, at);
    for (uint32_t back = 1; back <= MENTIONS_BACK && back <= end; back++) {
        const struct mention *m = &mentions->at[end - back];
        const struct entity *e = &f->notes->entities.at[m->entity];
        if (m->type == ENTITY_PERSON && e->role.len && span_find(text_fold(&scratch, e->role), word, 0) != SPAN_NONE)
            return m->entity;
        if (m->type == ENTITY_ORGANISATION && span_find(text_fold(&scratch, e->name), word, 0) != SPAN_NONE)
            return m->entity;
    }
    return ENTITY_NONE;
}

static uint32_t speaker_of(const struct finder *f, struct mark source, struct arena scratch)
{
    for (int type = ENTITY_PERSON; type <= ENTITY_PLACE; type++) {
        uint32_t entity = named_in(f, source, (uint8_t)type);
        if (entity != ENTITY_NONE)
            return entity;
    }
    const struct tokens *tokens = f->view->tokens;
    uint32_t first = token_at(tokens, source.from), last = first;
    while (last + 1 < tokens->count && tokens->at[last + 1].at.from < source.to)
        last++;
    enum gender gender;
    if (first >= tokens->count)
        return ENTITY_NONE;
    if (is_personal(f->view, first, &gender) && first == last)
        return meant_by_pronoun(f, source.from, gender);
    bool is_definite = f->view->glue[first] == GLUE_ARTICLE && last <= first + 2;
    return is_definite ? meant_by_role(f, token_folded(tokens, last), source.from, scratch) : ENTITY_NONE;
}

void speaker_find(struct arena scratch, const struct view *view, const struct annotations *notes,
                  struct attributions attributions)
{
    struct finder f = { view, notes, arena_new(&scratch, uint8_t, notes->entities.count) };
    for (uint32_t i = 0; i < notes->entities.count; i++)
        if (notes->entities.at[i].type == ENTITY_PERSON)
            f.gender[i] = (uint8_t)gender_of(&notes->entities.at[i], scratch);
    for (uint32_t i = 0; i < attributions.count; i++) {
        struct attribution *a = &attributions.at[i];
        a->speaker = a->source.count ? speaker_of(&f, a->source.at[0], scratch) : ENTITY_NONE;
    }
}
