#include "run/document.h"

#include <stdio.h>

#include "base/hash.h"

static uint64_t hash_path(struct span path)
{
    uint64_t hash = 0;
    struct span rest = path, part;
    bool rooted = path.len && path.at[0] == '/';
    while (span_take(&rest, '/', &part))
        if (part.len && !span_equal(part, SPAN(".")))
            hash = hash_mix(hash, hash_span(part));
    return hash_mix(hash, rooted);
}

uint64_t document_key(const struct raw_document *raw)
{
    return hash_mix(hash_path(raw->name), hash_mix(raw->at, hash_span(raw->bytes)));
}

void document_has_no_text(struct syn_error *error, const struct raw_document *raw)
{
    char line[24] = "";
    if (raw->line)
        snprintf(line, sizeof line, ":%u", raw->line);
    error_set(error, SYN_NOT_FOUND, raw->at, "%.*s%s: no article text was found in it; it is left out",
              (int)raw->name.len, raw->name.at, line);
}

static bool holds(const struct span *ids, size_t count, struct span id)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = span_compare(ids[middle], id);
        if (!order)
            return true;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

/* The first of "id-2", "id-3" ... behind *last that nobody has.  An id that is given here can't be given twice: its
 * last hyphen says what it was made of. */
static struct span free_id(struct arena *keep, const struct span *own, size_t count, struct span id, uint32_t *last)
{
    struct span tried;
    do {
        *last = *last < 2 ? 2 : *last + 1;
        tried = arena_printf(keep, "%.*s-%u", (int)id.len, id.at, *last);
    } while (holds(own, count, tried));
    return tried;
}

void document_name_all(struct arena *keep, struct arena scratch, struct span *ids, size_t count)
{
    struct span *own = arena_new(&scratch, struct span, count);
    uint32_t last = 0;
    if (count)
        memcpy(own, ids, count * sizeof *own);
    for (size_t i = 1; i < count; i++) {
        bool taken = span_equal(own[i], own[i - 1]);
        last = taken ? last : 0;
        if (taken)
            ids[i] = free_id(keep, own, count, own[i], &last);
    }
}
