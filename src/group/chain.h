/* group/chain.h -- stories that go on with earlier ones
 *
 * An attack, the arrest, the trial: each is an event of its own, told weeks apart, about the same people and places.
 * Such stories are linked, never merged.  Events of one kind (two floods) share words, not names: they are not linked.
 *
 * In:      stories as clusters (group/likeness.h), in a fixed order.
 * Out:     pairs of stories of which the later is about who and where the earlier was; sorted by later, then earlier.
 *          Only stories with a date are told earlier from later; of many earlier ones the three that share most names.
 * Fails:   never.   Memory: result in `keep`.   Threads: any.   Cost: as candidates_find.
 */
#ifndef SYN_GROUP_CHAIN_H
#define SYN_GROUP_CHAIN_H

#include "group/likeness.h"

struct link { uint32_t later, earlier; float keys; };   /* keys: cosine of their names and numbers */
struct links { struct link *at; size_t count, room; };

struct links chain_find(struct arena *keep, struct arena scratch, const struct cluster *stories, uint32_t count);

#endif
