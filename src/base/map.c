#include "base/map.h"

#include "base/hash.h"

static size_t slot_of(const struct map *map, uint64_t key)
{
    size_t mask = map->room - 1;
    size_t i = (size_t)hash_mix(key, 0) & mask;
    while (map->slots[i].used && map->slots[i].key != key)
        i = (i + 1) & mask;
    return i;
}

struct map map_in(struct arena *arena, size_t expected)
{
    size_t room = 16;
    while (room < expected * 2)
        room *= 2;
    return (struct map){ arena_new(arena, struct map_slot, room), 0, room, arena };
}

uint32_t *map_find(const struct map *map, uint64_t key)
{
    size_t i = slot_of(map, key);
    return map->slots[i].used ? &map->slots[i].value : NULL;
}

void map_prefetch(const struct map *map, uint64_t key)
{
    __builtin_prefetch(&map->slots[(size_t)hash_mix(key, 0) & (map->room - 1)]);
}

static void grow(struct map *map)
{
    struct map bigger = map_in(map->arena, map->room);
    for (size_t i = 0; i < map->room; i++)
        if (map->slots[i].used)
            bigger.slots[slot_of(&bigger, map->slots[i].key)] = map->slots[i];
    bigger.count = map->count;
    *map = bigger;
}

uint32_t *map_at(struct map *map, uint64_t key, bool *is_new)
{
    size_t i = slot_of(map, key);
    bool fresh = !map->slots[i].used;
    if (is_new)
        *is_new = fresh;
    if (fresh) {
        if ((map->count + 1) * 2 > map->room) {
            grow(map);
            i = slot_of(map, key);
        }
        map->slots[i] = (struct map_slot){ key, 0, true };
        map->count++;
    }
    return &map->slots[i].value;
}

struct intern intern_in(struct arena *arena, size_t expected)
{
    return (struct intern){ .map = map_in(arena, expected), .arena = arena };
}

/* The key under which `s` is or would be held: its hash, moved on where another text has it. */
static uint64_t key_of(const struct intern *intern, struct span s, uint32_t **found)
{
    uint64_t key = hash_span(s);
    while ((*found = map_find(&intern->map, key)) && !span_equal(intern->text[**found], s))
        key++;
    return key;
}

uint32_t intern_add(struct intern *intern, struct span s)
{
    uint32_t *found;
    uint64_t key = key_of(intern, s, &found);
    if (found)
        return *found;
    ARENA_ROOM(intern->arena, intern->text, intern->count, intern->room);
    intern->text[intern->count] = s;
    return *map_at(&intern->map, key, NULL) = (uint32_t)intern->count++;
}

uint32_t intern_find(const struct intern *intern, struct span s)
{
    uint32_t *found;
    key_of(intern, s, &found);
    return found ? *found : INTERN_NONE;
}
