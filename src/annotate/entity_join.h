/* annotate/entity_join.h -- which names of one article stand for the same person, organisation or place
 *
 * Names meet by the gazetteer's id and by equal words without case endings.  A shorter name is the one longer
 * name that it may be short for: a surname, a first name, a given name or its initial, a name without "Inc",
 * without "of ..." or without an inner word ("Crocus Hall", "Crocus City Hall"), an acronym by initials or by
 * the brackets it stands in, the ministry without its country.  Where two persons have the surname, each
 * place is decided by itself ("Mrs. Adder"), or is of neither.  One letter may be wrong where it is not heard.
 *
 * In:      sightings in order of place.
 * Out:     one mention a sighting, with its entity and the entity's type; entities in the order of their
 *          first sighting.  The type is the one with most evidence over all sightings of the entity.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the sightings
 *          (no name is held against more than a few others).
 */
#ifndef SYN_ANNOTATE_ENTITY_JOIN_H
#define SYN_ANNOTATE_ENTITY_JOIN_H

#include "base/arena.h"
#include "news/mention.h"
#include "text/token.h"

struct sighting {
    struct mark at;
    uint32_t first, end;     /* its tokens, half open */
    struct mark role;        /* as printed beside it; may be empty */
    struct span id;          /* of the gazetteer; empty where it has none */
    uint8_t type;            /* enum entity_type, as this place alone suggests */
    uint8_t weight;          /* how sure that is: 1 a guess ... 8 the gazetteer or a title */
};
struct sightings { struct sighting *at; size_t count; };

struct mentions entity_join(struct arena *keep, struct arena scratch, struct span text, const struct tokens *tokens,
                            struct sightings sightings, struct entities *entities);

#endif
