/* learn/set_build.h -- sequences for sequence_learn.h, put together one thing at a time
 *
 *     struct set_builder b = set_builder_in(&scratch);
 *     set_begin(&b); set_add(&b, label, features, count); ...
 *     struct learn_set set = set_done(&b);
 *
 * Memory: `arena`, as much as is left at most.      Threads: one.
 */
#ifndef SYN_LEARN_SET_BUILD_H
#define SYN_LEARN_SET_BUILD_H

#include "learn/sequence_learn.h"

struct set_builder {
    struct arena *arena;
    uint32_t *features, *from, *begin;
    uint8_t *label;
    size_t feature_count, things, sequences;
    size_t feature_room, from_room, label_room, begin_room;
};

static inline struct set_builder set_builder_in(struct arena *arena) { return (struct set_builder){ .arena = arena }; }

static inline void set_begin(struct set_builder *b)
{
    ARENA_ROOM(b->arena, b->begin, b->sequences, b->begin_room);
    b->begin[b->sequences++] = (uint32_t)b->things;
}

static inline void set_add(struct set_builder *b, uint8_t label, const uint32_t *features, unsigned count)
{
    ARENA_ROOM(b->arena, b->from, b->things, b->from_room);
    ARENA_ROOM(b->arena, b->label, b->things, b->label_room);
    b->from[b->things] = (uint32_t)b->feature_count;
    b->label[b->things++] = label;
    for (unsigned i = 0; i < count; i++) {
        ARENA_ROOM(b->arena, b->features, b->feature_count, b->feature_room);
        b->features[b->feature_count++] = features[i];
    }
}

/* The ends are written behind the last begins. */
static inline struct learn_set set_done(struct set_builder *b)
{
    ARENA_ROOM(b->arena, b->from, b->things, b->from_room);
    ARENA_ROOM(b->arena, b->begin, b->sequences, b->begin_room);
    b->from[b->things] = (uint32_t)b->feature_count;
    b->begin[b->sequences] = (uint32_t)b->things;
    return (struct learn_set){ b->features, b->from, b->label, b->begin, b->things, b->sequences };
}

#endif
