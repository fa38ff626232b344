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

void told_read(struct finder *f, const struct unit *u)
{
    for (; f->next_told < f->told.count && f->told.at[f->next_told].content[0].first < u->end; f->next_told++) {
        const struct saying *saying = &f->told.at[f->next_told];
        struct found *found = finding_add(f, stretch_of(saying->source), stretch_of(saying->cue),
                                          stretch_of(saying->content[0]), NULL);
        for (uint32_t p = 1; found && p < saying->pieces; p++)
            finding_add_piece(f, found, stretch_of(saying->content[p]));
    }
}
