#include "annotate/layer.h"

/* „Silverbird“ behind "der Sender": a name, which nobody says. */
static bool is_name(const struct view *v, const struct quotation *q)
{
    enum { NAME_WORDS = 5 };
    struct stretch inside = { q->first + 1, q->closed ? q->end - 1 : q->end };
    if (stretch_is_empty(inside))
        return true;
    bool named = true, capitals = true;
    uint32_t count = 0;
    for (uint32_t i = inside.first; i < inside.end; i++) {
        named = named && v->mention[i];
        capitals = capitals && (view_is_capital(v, i) || !view_is_word(v, i));
        count += view_is_word(v, i);
    }
    bool behind_noun = q->first > 0 && view_is_capital(v, q->first - 1) && view_is_word(v, q->first - 1) &&
                       v->glue[q->first - 1] == GLUE_NONE;
    return named || (capitals && (behind_noun || count > 1) && count <= NAME_WORDS);
}

/* Whether the quotation at q is a part of the content of `found`, not all of it. */
static bool is_layer(const struct view *v, const struct found *found, const struct quotation *q)
{
    for (uint32_t p = 0; p < found->pieces; p++) {
        struct stretch piece = found->content[p];
        if (q->first < piece.first || q->end > piece.end)
            continue;
        struct stretch before = { piece.first, q->first }, behind = { q->end, piece.end };
        return clause_words(v, before) + clause_words(v, behind) > 0 && !is_name(v, q);
    }
    return false;
}

static void add_layers(struct finder *f, size_t number)
{
    const struct found outer = f->at[number];
    const struct view *v = &f->view;
    for (uint32_t p = 0; p < outer.pieces; p++)
        for (uint32_t i = outer.content[p].first; i < outer.content[p].end; i++) {
            if (!v->quoted[i])
                continue;
            const struct quotation *q = &v->quotations.at[v->quoted[i] - 1];
            i = q->end - 1;
            if (!is_layer(v, &outer, q))
                continue;
            struct found *inner = finding_add(f, outer.source, outer.cue, (struct stretch){ q->first, q->end }, NULL);
            if (inner) {
                inner->particle = outer.particle;
                inner->stance = outer.stance;
                inner->is_layer = true;
            }
        }
}

/* Only the innermost statement that a quotation stands in gets a layer: of those found in one sentence the later
 * begins further to the right, or is the shorter. */
static bool holds_another(const struct finder *f, size_t number)
{
    const struct found *outer = &f->at[number];
    if (number + 1 >= f->count)
        return false;
    const struct stretch *next = &f->at[number + 1].content[0];
    return next->first >= outer->content[0].first && next->end <= outer->content[outer->pieces - 1].end &&
           (next->first > outer->content[0].first || next->end < outer->content[0].end);
}

void layer_quotations(struct finder *f)
{
    size_t count = f->count;
    for (size_t i = 0; i < count; i++)
        if (!holds_another(f, i) || f->at[i].stance == STANCE_SAYS)
            add_layers(f, i);
}
