#include "read/source.h"

long source_read(struct source *source, char *into, size_t room, struct syn_error *error)
{
    if (source->ahead.len) {
        struct span part = span_cut(source->ahead, 0, room);
        memcpy(into, part.at, part.len);
        source->ahead = span_from(source->ahead, part.len);
        return (long)part.len;
    }
    return source->pull && room ? source->pull(source->context, into, room, error) : 0;
}

bool source_peek(struct arena *keep, struct source *source, size_t wanted, struct span *bytes, struct syn_error *error)
{
    if (source->ahead.len < wanted && source->pull) {
        char *into = arena_take_raw(keep, 1, 1, wanted);
        size_t filled = 0;
        while (filled < wanted) {
            long got = source_read(source, into + filled, wanted - filled, error);
            if (got < 0)
                return false;
            if (got == 0)
                break;
            filled += (size_t)got;
        }
        source->ahead = (struct span){ into, filled };
    }
    *bytes = span_cut(source->ahead, 0, wanted);
    return true;
}

struct span source_shown(const struct source *source)
{
    return span_equal(source->name, SPAN("-")) ? SPAN("standard input") : span_cut(source->name, 0, SOURCE_NAME_SHOWN);
}
