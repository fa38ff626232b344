#include "annotate/attribution_mark.h"

#include <stdlib.h>

enum { NEST_BACK = 16 };   /* how many open attributions are asked whether they hold another */

static struct mark mark_of(const struct view *v, struct stretch s)
{
    return (struct mark){ v->tokens->at[s.first].at.from, v->tokens->at[s.end - 1].at.to };
}

static struct mark mark_or_none(const struct view *v, struct stretch s)
{
    return stretch_is_empty(s) ? (struct mark){ 0, 0 } : mark_of(v, s);
}

/* The entity of the first name in the stretch. */
static uint32_t entity_of(const struct view *v, struct stretch s, const struct mentions *mentions)
{
    for (uint32_t i = s.first; i < s.end; i++)
        if (v->mention[i])
            return mentions->at[v->mention[i] - 1].entity;
    return ENTITY_NONE;
}

static struct marks marks_of(struct arena *keep, const struct view *v, const struct stretch *s, uint32_t count)
{
    struct marks marks = { arena_new(keep, struct mark, count), 0 };
    for (uint32_t i = 0; i < count; i++)
        if (!stretch_is_empty(s[i]))
            marks.at[marks.count++] = mark_of(v, s[i]);
    return marks;
}

/* What of the content stands in quotation marks, without the marks. */
static struct marks quoted_of(struct arena *keep, const struct view *v, const struct found *found)
{
    struct marks marks = { NULL, 0 };
    size_t room = 0;
    for (uint32_t p = 0; p < found->pieces; p++) {
        struct mark piece = mark_of(v, found->content[p]);
        for (uint32_t i = found->content[p].first; i < found->content[p].end; i++) {
            if (!v->quoted[i])
                continue;
            const struct quotation *q = &v->quotations.at[v->quoted[i] - 1];
            struct mark inside = q->inside;
            inside.from = inside.from < piece.from ? piece.from : inside.from;
            inside.to = inside.to > piece.to ? piece.to : inside.to;
            i = q->end - 1;
            if (inside.to <= inside.from)
                continue;
            ARENA_ROOM(keep, marks.at, marks.count, room);
            marks.at[marks.count++] = inside;
        }
    }
    return marks;
}

static enum attribution_kind kind_of(const struct view *v, const struct found *found)
{
    uint32_t words = 0, quoted = 0;
    for (uint32_t p = 0; p < found->pieces; p++)
        for (uint32_t i = found->content[p].first; i < found->content[p].end; i++)
            if (v->tokens->at[i].kind != TOKEN_PUNCTUATION &&
                !(i == found->content[p].first && v->glue[i] == GLUE_THAT)) {
                words++;
                quoted += v->quoted[i] != 0;
            }
    return quoted == 0 ? ATTRIBUTION_INDIRECT : quoted == words ? ATTRIBUTION_DIRECT : ATTRIBUTION_MIXED;
}

static struct attribution finish(struct arena *keep, const struct view *v, const struct found *found,
                                 const struct mentions *mentions)
{
    struct attribution a = { .stance = found->stance, .parent = ATTRIBUTION_NONE, .speaker = ENTITY_NONE };
    struct stretch cue[2] = { found->cue, found->particle };
    a.source = marks_of(keep, v, &found->source, 1);
    /* "-t-elle": the pronoun alone. */
    while (a.source.count && mark_length(a.source.at[0]) > 2 && found->source.end == found->source.first + 1 &&
           (v->text.at[a.source.at[0].from] == '-' || span_starts(mark_span(v->text, a.source.at[0]), SPAN("t-"))))
        a.source.at[0].from++;
    a.cue = marks_of(keep, v, cue, 2);
    a.content = marks_of(keep, v, found->content, found->pieces);
    a.quoted = quoted_of(keep, v, found);
    a.via = mark_or_none(v, found->via);
    a.cited = mark_or_none(v, found->cited);
    a.refers = mark_or_none(v, found->refers);
    a.via_entity = entity_of(v, found->via, mentions);
    a.cited_entity = entity_of(v, found->cited, mentions);
    a.kind = (uint8_t)kind_of(v, found);
    return a;
}

static struct mark whole_of(const struct attribution *a)
{
    return (struct mark){ a->content.at[0].from, a->content.at[a->content.count - 1].to };
}

/* By begin, the longer first; then by source and cue, so that the order is settled. */
static int by_place(const void *left, const void *right)
{
    const struct attribution *a = left, *b = right;
    struct mark x = whole_of(a), y = whole_of(b);
    if (x.from != y.from)
        return x.from < y.from ? -1 : 1;
    if (x.to != y.to)
        return x.to > y.to ? -1 : 1;
    uint32_t p = a->cue.count ? a->cue.at[0].from : 0, q = b->cue.count ? b->cue.at[0].from : 0;
    return p < q ? -1 : p > q;
}

/* An attribution whose cue and content both lie in another's content is nested in the innermost such. */
static void nest(struct arena *scratch, struct attributions *list)
{
    uint32_t *open = arena_new(scratch, uint32_t, list->count);
    uint32_t depth = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        struct mark at = whole_of(&list->at[i]);
        while (depth && whole_of(&list->at[open[depth - 1]]).to <= at.from)
            depth--;
        uint32_t level = depth;
        while (level && depth - level < NEST_BACK && !mark_holds(whole_of(&list->at[open[level - 1]]), at))
            level--;
        if (level && mark_holds(whole_of(&list->at[open[level - 1]]), at)) {
            list->at[i].nested = true;
            list->at[i].parent = open[level - 1];
        }
        open[depth++] = i;
    }
}

/* What is quoted in the inner content is not told of the outer statement, too: it becomes empty there. */
static void leave_to_inner(struct marks *outer, struct marks inner)
{
    uint32_t low = 0, high = outer->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (outer->at[middle].from >= inner.at[0].from)
            high = middle;
        else
            low = middle + 1;
    }
    for (uint32_t m = 0; m < inner.count; m++)
        for (; low < outer->count && outer->at[low].from < inner.at[m].to; low++)
            if (mark_holds(inner.at[m], outer->at[low]))
                outer->at[low].to = outer->at[low].from;
}

static void drop_empty(struct marks *marks)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < marks->count; i++)
        if (marks->at[i].to > marks->at[i].from)
            marks->at[count++] = marks->at[i];
    marks->count = count;
}

struct attributions attribution_mark(struct arena *keep, struct arena scratch, const struct finder *f,
                                     const struct mentions *mentions)
{
    struct attributions list = { arena_new(keep, struct attribution, f->count), (uint32_t)f->count };
    for (uint32_t i = 0; i < list.count; i++)
        list.at[i] = finish(keep, &f->view, &f->at[i], mentions);
    if (list.count)
        qsort(list.at, list.count, sizeof *list.at, by_place);
    nest(&scratch, &list);
    for (uint32_t i = 0; i < list.count; i++)
        if (list.at[i].nested)
            leave_to_inner(&list.at[list.at[i].parent].quoted, list.at[i].content);
    for (uint32_t i = 0; i < list.count; i++)
        drop_empty(&list.at[i].quoted);
    return list;
}
