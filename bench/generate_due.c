#include "generate_due.h"

#include <stdio.h>
#include <stdlib.h>

void *due_grown(void *at, size_t room, size_t each)
{
    void *more = realloc(at, room * each);
    if (!more) {
        perror("bench_generate");
        exit(3);
    }
    return more;
}

static bool comes_first(const struct due *a, const struct due *b)
{
    return a->at != b->at ? a->at < b->at : a->order < b->order;
}

void due_push(struct dues *dues, struct due due)
{
    if (dues->waiting == dues->room) {
        dues->room = dues->room ? 2 * dues->room : 1024;
        dues->heap = due_grown(dues->heap, dues->room, sizeof *dues->heap);
    }
    due.order = dues->pushed++;
    size_t at = dues->waiting++;
    for (; at && comes_first(&due, &dues->heap[(at - 1) / 2]); at = (at - 1) / 2)
        dues->heap[at] = dues->heap[(at - 1) / 2];
    dues->heap[at] = due;
}

struct due due_pop(struct dues *dues)
{
    struct due first = dues->heap[0], last = dues->heap[--dues->waiting];
    size_t at = 0;
    for (size_t child = 1; child < dues->waiting; child = 2 * at + 1) {
        if (child + 1 < dues->waiting && comes_first(&dues->heap[child + 1], &dues->heap[child]))
            child++;
        if (!comes_first(&dues->heap[child], &last))
            break;
        dues->heap[at] = dues->heap[child];
        at = child;
    }
    dues->heap[at] = last;
    return first;
}

void due_free(struct dues *dues)
{
    free(dues->heap);
}
