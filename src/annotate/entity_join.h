/* annotate/entity_join.h -- which names of one article stand for the same person, organisation or place
 *
 * Names meet by the gazetteer's id, by equal folded words without case endings, by a surname alone after
 * the full name, by first and last word ("Crocus Hall", "Crocus City Hall"), by initials ("IPO" for
 * "Inland Ports Office"), and by one letter's difference where both sound alike.
 *
 * In:      sightings in order of place.
 * Out:     one mention a sighting, with its entity and the entity's type; entities in the order of their
 *          first sighting.  The type is the one with most evidence over all sightings of the entity.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the sightings.
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
