#include "serve/events.h"

#include <stdlib.h>

#include "base/arena.h"

struct events { int64_t last; };

struct events *events_open(const char *store, struct syn_error *error)
{
    struct events *e = calloc(1, sizeof *e);
    (void)store;
    (void)error;
    return e;
}

void events_close(struct events *e) { free(e); }

void events_on_news(struct events *e, void (*wake)(void *context), void *context)
{
    (void)e;
    (void)wake;
    (void)context;
}

void events_since(struct events *e, int64_t *from, struct buffer *out)
{
    (void)e;
    (void)from;
    (void)out;
}

int64_t events_last(struct events *e) { return e->last; }
