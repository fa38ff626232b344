/* base/map.h -- hash maps that live in an arena
 *
 * `map` goes from a 64-bit key (often a hash) to a 32-bit value; `intern` gives equal spans the same
 * small number, counted from 0 in the order of their first coming.  Both grow; nothing is taken out.
 * Open addressing, linear probing, at most half full.
 *
 * Fails:   never (see base/arena.h).      Threads: one at a time for writing.
 * Memory:  24 bytes a key in the worst case; old tables stay in the arena until it is reset.
 * Cost:    constant a call, amortised.
 */
#ifndef SYN_BASE_MAP_H
#define SYN_BASE_MAP_H

#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

struct map_slot { uint64_t key; uint32_t value; bool used; };
struct map { struct map_slot *slots; size_t count, room; struct arena *arena; };

/* An empty map; `expected` keys fit without growing (0 will do). */
struct map map_in(struct arena *arena, size_t expected);
/* The value's place, or NULL where the key is not in the map.  Good until the next map_at. */
uint32_t *map_find(const struct map *map, uint64_t key);
/* The value's place; a new key has value 0, and *is_new (if given) says so. */
uint32_t *map_at(struct map *map, uint64_t key, bool *is_new);

/* Fetches the key's place ahead: for who has many keys, and a map beyond what the processor keeps near. */
void map_prefetch(const struct map *map, uint64_t key);

#define INTERN_NONE UINT32_MAX
struct intern { struct map map; struct span *text; size_t count, room; struct arena *arena; };

struct intern intern_in(struct arena *arena, size_t expected);
/* The number of `s`, which must live as long as the arena. */
uint32_t intern_add(struct intern *intern, struct span s);
/* INTERN_NONE where it was never added. */
uint32_t intern_find(const struct intern *intern, struct span s);

#endif
