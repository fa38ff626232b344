#include "annotate/told.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
    const struct saying *x = a, *y = b;
    if (x->content[0].first != y->content[0].first)
        return x->content[0].first < y->content[0].first ? -1 : 1;
    return (x->cue.first > y->cue.first) - (x->cue.first < y->cue.first);
}

struct sayings told_in_order(struct arena *keep, struct sayings sayings)
{
    struct sayings list = { arena_new(keep, struct saying, sayings.count), sayings.count };
    if (sayings.count)
        memcpy(list.at, sayings.at, sayings.count * sizeof *list.at);
    qsort(list.at, list.count, sizeof *list.at, by_place);
    return list;
}

static struct stretch stretch_of(struct saying_run run) { return (struct stretch){ run.first, run.end }; }

/* "the minister on Wednesday | told": when it was said is no part of who said it. */
static struct stretch without_day(const struct view *v, struct stretch source)
{
    uint32_t end = source.end;
    while (end > source.first + 1 && v->glue[end - 1] == GLUE_TIME)
        end--;
    if (end < source.end && end > source.first + 1 && v->glue[end - 1] == GLUE_PREPOSITION)
        end--;
    return (struct stretch){ source.first, end };
}

/* "told | her counterpart in a telephone call that divers were ready": whom it was said to is no part of what was said. */
static struct stretch without_addressee(const struct view *v, struct stretch cue, struct stretch content)
{
    const struct cue_row *row = stretch_is_empty(cue) ? NULL : v->cue[cue.end - 1].row;
    if (!row || cue.end != content.first || !clause_takes(row, 'p') || !clause_takes(row, 't'))
        return content;
    for (uint32_t i = content.first; i < content.end && i < content.first + ADJUNCT_WORDS && view_is_word(v, i); i++)
        if (v->glue[i] == GLUE_THAT)
            return (struct stretch){ i, content.end };
    return content;
}

void told_read(struct finder *f, const struct unit *u)
{
    for (; f->next_told < f->told.count && f->told.at[f->next_told].content[0].first < u->end; f->next_told++) {
        const struct saying *saying = &f->told.at[f->next_told];
        struct stretch cue = stretch_of(saying->cue), source = without_day(&f->view, stretch_of(saying->source));
        struct stretch content = without_addressee(&f->view, cue, stretch_of(saying->content[0]));
        struct found *found = finding_add(f, source, cue, content, NULL);
        for (uint32_t p = 1; found && p < saying->pieces; p++)
            finding_add_piece(f, found, stretch_of(saying->content[p]));
    }
}

bool told_reaches(const struct finder *f, const struct unit *u)
{
    for (size_t k = finding_lately(f); k < f->unit_from; k++)
        if (f->at[k].content[f->at[k].pieces - 1].end > u->first)
            return true;
    return false;
}
