#include "base/pieces.h"

/* The bits of the pieces that stand at s[at]. */
static uint64_t look_closer(const struct pieces *pieces, struct span s, size_t at)
{
    uint64_t found = 0, head = head_read(s.at + at);
    unsigned bucket = piece_bucket(head);
    for (unsigned i = pieces->first[bucket]; i < pieces->first[bucket + 1]; i++) {
        const struct piece *piece = &pieces->at[i];
        if ((head & piece->mask) == piece->head && span_starts(span_from(s, at + HEAD_BYTES), piece->rest))
            found |= piece->bit;
    }
    return found;
}

/* Writes where the filter lets through, and returns how many places.  They are noted without a branch that nobody
 * could predict, and looked at afterwards. */
static unsigned pass_filter(const struct pieces *pieces, const char *at, unsigned count, uint8_t *places)
{
    unsigned passed = 0;
    for (unsigned i = 0; i < count; i++) {
        uint64_t head = head_read(at + i);
        places[passed] = (uint8_t)i;
        passed += pieces->filter[piece_bucket(head)] >> piece_fourth(head) & 1;
    }
    return passed;
}

uint64_t pieces_find(const struct pieces *pieces, struct span s)
{
    enum { STRETCH = 256 };
    uint8_t places[STRETCH];
    uint64_t found = 0;
    for (size_t from = 0; from < s.len; from += STRETCH) {
        unsigned count = s.len - from < STRETCH ? (unsigned)(s.len - from) : STRETCH;
        unsigned passed = pass_filter(pieces, s.at + from, count, places);
        for (unsigned i = 0; i < passed; i++)
            found |= look_closer(pieces, s, from + places[i]);
    }
    return found;
}
