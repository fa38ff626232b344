#include "compare/revision_change.h"

#include "base/hash.h"

void revision_add(struct revision_changes *to, struct revision_change change)
{
    uint64_t key = hash_mix(hash_mix(hash_span(change.was), hash_span(change.is)),
                            hash_mix(hash_span(change.about), change.kind));
    uint32_t *number = map_at(&to->told, key, NULL);
    if (*number) {
        to->at[*number - 1].times++;
        return;
    }
    change.times = 1;
    ARENA_ROOM(to->growing, to->at, to->count, to->room);
    to->at[to->count++] = change;
    *number = (uint32_t)to->count;
}

struct thing thing_at(const struct version *v, struct mark at)
{
    struct thing thing = { .at = at };
    revision_tokens(&v->report->notes.tokens, at, &thing.first, &thing.end);
    for (uint32_t i = thing.first; i < thing.end && !thing.hunk; i++)
        thing.hunk = v->hunk[i];
    return thing;
}

struct hunk_index hunk_index_of(struct arena *keep, struct things things, uint32_t hunks)
{
    struct hunk_index index = { arena_new(keep, uint32_t, hunks + 1), arena_new(keep, uint32_t, things.count) };
    for (uint32_t h = 0; h <= hunks; h++)
        index.first[h] = UINT32_MAX;
    for (uint32_t i = things.count; i-- > 0;) {
        index.next[i] = index.first[things.at[i].hunk];
        index.first[things.at[i].hunk] = i;
    }
    return index;
}

uint32_t thing_of_token(struct things things, uint32_t token)
{
    uint32_t low = 0, high = things.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (things.at[middle].end <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < things.count && things.at[low].first <= token ? low : UINT32_MAX;
}
