#include "compare/sequence.h"

#include "base/map.h"

/* A row without the keys that the other has not. */
struct row { uint32_t *key, *place; int32_t count; bool *kept; };

struct search {
    struct row a, b;
    /* By diagonal (place in a less place in b): how far in `a` the paths of so many steps have come from the begin, and
     * from the end.  Both point into the middle of their arrays, as diagonals may be negative. */
    int32_t *forward, *backward;
};

struct box { int32_t a, a_end, b, b_end; };

/* Keys are numbered by `numbers`; those that `others` has not are left out. */
static struct row shared_keys(struct arena *arena, struct sequence from, const struct map *numbers,
                              const struct map *others)
{
    struct row row = { arena_new(arena, uint32_t, from.count), arena_new(arena, uint32_t, from.count), 0, from.kept };
    for (uint32_t i = 0; i < from.count; i++) {
        from.kept[i] = false;
        if (!map_find(others, from.key[i]))
            continue;
        row.place[row.count] = i;
        row.key[row.count++] = *map_find(numbers, from.key[i]);
    }
    return row;
}

static struct map number_keys(struct arena *arena, struct sequence s)
{
    struct map map = map_in(arena, s.count);
    for (uint32_t i = 0; i < s.count; i++) {
        bool is_new;
        uint32_t *number = map_at(&map, s.key[i], &is_new);
        if (is_new)
            *number = (uint32_t)map.count;
    }
    return map;
}

static void keep(struct search *s, int32_t a, int32_t b)
{
    s->a.kept[s->a.place[a]] = true;
    s->b.kept[s->b.place[b]] = true;
}

/* Takes what is common at both ends. */
static struct box trim(struct search *s, struct box box)
{
    while (box.a < box.a_end && box.b < box.b_end && s->a.key[box.a] == s->b.key[box.b])
        keep(s, box.a++, box.b++);
    while (box.a < box.a_end && box.b < box.b_end && s->a.key[box.a_end - 1] == s->b.key[box.b_end - 1])
        keep(s, --box.a_end, --box.b_end);
    return box;
}

struct band { int32_t low, high; };           /* of diagonals that are reached */

/* One step more: the band grows by a diagonal at both sides, or, at the box's edge, begins further in. */
static struct band widen(int32_t *reach, struct band band, struct box box, int32_t nowhere)
{
    int32_t low = box.a - box.b_end, high = box.a_end - box.b;
    if (band.low > low)
        reach[--band.low - 1] = nowhere;
    else
        ++band.low;
    if (band.high < high)
        reach[++band.high + 1] = nowhere;
    else
        --band.high;
    return band;
}

struct meeting { int32_t a, b; bool met; };

static bool is_in(struct band band, int32_t diagonal) { return band.low <= diagonal && diagonal <= band.high; }

static struct meeting step_forward(struct search *s, struct box box, struct band band, const struct band *others)
{
    for (int32_t d = band.high; d >= band.low; d -= 2) {
        int32_t down = s->forward[d + 1], right = s->forward[d - 1];
        int32_t a = right >= down ? right + 1 : down, b = a - d;
        while (a < box.a_end && b < box.b_end && s->a.key[a] == s->b.key[b])
            a++, b++;
        s->forward[d] = a;
        if (others && is_in(*others, d) && s->backward[d] <= a)
            return (struct meeting){ a, b, true };
    }
    return (struct meeting){ 0, 0, false };
}

static struct meeting step_backward(struct search *s, struct box box, struct band band, const struct band *others)
{
    for (int32_t d = band.high; d >= band.low; d -= 2) {
        int32_t up = s->backward[d - 1], left = s->backward[d + 1];
        int32_t a = up < left ? up : left - 1, b = a - d;
        while (a > box.a && b > box.b && s->a.key[a - 1] == s->b.key[b - 1])
            a--, b--;
        s->backward[d] = a;
        if (others && is_in(*others, d) && a <= s->forward[d])
            return (struct meeting){ a, b, true };
    }
    return (struct meeting){ 0, 0, false };
}

static int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }
static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

/* Of all that was reached from either end, the place that leaves the most behind it. */
static struct meeting farthest(const struct search *s, struct box box, struct band forward, struct band backward)
{
    struct meeting best = { box.a, box.b, false };
    int32_t most = 0;
    for (int32_t d = forward.low; d <= forward.high; d += 2) {
        int32_t a = smaller(smaller(s->forward[d], box.a_end), box.b_end + d), way = a - box.a + (a - d) - box.b;
        if (s->forward[d] >= box.a && a - d >= box.b && way > most) {
            most = way;
            best = (struct meeting){ a, a - d, true };
        }
    }
    for (int32_t d = backward.low; d <= backward.high; d += 2) {
        int32_t a = larger(larger(s->backward[d], box.a), box.b + d), way = box.a_end - a + box.b_end - (a - d);
        if (s->backward[d] <= box.a_end && a - d <= box.b_end && way > most) {
            most = way;
            best = (struct meeting){ a, a - d, true };
        }
    }
    return best;
}

/* Where to part the box, which is empty on neither side and has nothing common at its ends. */
static struct meeting part(struct search *s, struct box box)
{
    int32_t first = box.a - box.b, last = box.a_end - box.b_end;
    bool odd = (first - last) & 1;
    struct band forward = { first, first }, backward = { last, last };
    s->forward[first] = box.a;
    s->backward[last] = box.a_end;
    for (int step = 0; step < SEQUENCE_PATIENCE; step++) {
        forward = widen(s->forward, forward, box, -1);
        struct meeting meeting = step_forward(s, box, forward, odd ? &backward : NULL);
        if (meeting.met)
            return meeting;
        backward = widen(s->backward, backward, box, INT32_MAX);
        meeting = step_backward(s, box, backward, odd ? NULL : &forward);
        if (meeting.met)
            return meeting;
    }
    return farthest(s, box, forward, backward);
}

static int32_t size_of(struct box box) { return box.a_end - box.a + box.b_end - box.b; }

/* The smaller part is done by a call, so that these nest no deeper than the number of digits of the size. */
static void match(struct search *s, struct box box)
{
    for (box = trim(s, box); box.a < box.a_end && box.b < box.b_end; box = trim(s, box)) {
        struct meeting at = part(s, box);
        struct box first = { box.a, at.a, box.b, at.b }, second = { at.a, box.a_end, at.b, box.b_end };
        bool first_is_smaller = size_of(first) < size_of(second);
        match(s, first_is_smaller ? first : second);
        box = first_is_smaller ? second : first;
    }
}

void sequence_match(struct arena scratch, struct sequence a, struct sequence b)
{
    struct map in_a = number_keys(&scratch, a), in_b = number_keys(&scratch, b);
    struct search s = { .a = shared_keys(&scratch, a, &in_a, &in_b), .b = shared_keys(&scratch, b, &in_a, &in_a) };
    size_t diagonals = (size_t)s.a.count + (size_t)s.b.count + 3;
    s.forward = arena_new(&scratch, int32_t, diagonals) + s.b.count + 1;
    s.backward = arena_new(&scratch, int32_t, diagonals) + s.b.count + 1;
    match(&s, (struct box){ 0, s.a.count, 0, s.b.count });
}
