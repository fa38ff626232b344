#include "base/pieces.h"

/* The bits of the pieces that begin at s[at] with this head. */
static uint64_t look_closer(const struct pieces *pieces, struct span s, size_t at, uint64_t head)
{
    uint64_t found = 0;
    unsigned bucket = piece_bucket(head);
    for (unsigned i = pieces->first[bucket]; i < pieces->first[bucket + 1]; i++) {
        const struct piece *piece = &pieces->at[i];
        if ((head & piece->mask) == piece->head && span_starts(span_from(s, at + HEAD_BYTES), piece->rest))
            found |= piece->bit;
    }
    return found;
}

uint64_t pieces_find(const struct pieces *pieces, struct span s)
{
    uint64_t found = 0;
    for (size_t at = 0; at < s.len; at++) {
        uint64_t head = head_read(s.at + at);
        unsigned hash = piece_hash(head);
        if (pieces->filter[hash / 8] >> hash % 8 & 1)
            found |= look_closer(pieces, s, at, head);
    }
    return found;
}
