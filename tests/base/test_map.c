#include "base/fnv.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/table.h"
#include "tap.h"

static void test_map(void)
{
    struct region region = test_region();
    struct map map = map_in(&region.arena, 0);
    check(map_find(&map, 5) == NULL, "nothing in an empty map");
    bool is_new;
    *map_at(&map, 0, &is_new) = 7;
    check(is_new && *map_find(&map, 0) == 7, "zero is a key");
    *map_at(&map, UINT64_MAX, NULL) = 8;
    check(*map_at(&map, UINT64_MAX, &is_new) == 8 && !is_new, "a key is new once");
    for (uint64_t key = 1; key <= 10000; key++)
        *map_at(&map, key << 32, NULL) = (uint32_t)key;
    bool is_kept = map.count == 10002;
    for (uint64_t key = 1; key <= 10000; key++)
        is_kept = is_kept && map_find(&map, key << 32) && *map_find(&map, key << 32) == key;
    check(is_kept && !map_find(&map, 3), "10,000 keys that differ in high bits only");
    region_close(&region);
}

static void test_intern(void)
{
    struct region region = test_region();
    struct intern names = intern_in(&region.arena, 4);
    check(intern_add(&names, SPAN("north")) == 0 && intern_add(&names, SPAN("south")) == 1, "numbers from 0");
    check(intern_add(&names, SPAN("north")) == 0 && names.count == 2, "equal spans, equal numbers");
    check(intern_find(&names, SPAN("west")) == INTERN_NONE, "never added");
    check(intern_add(&names, SPAN("")) == 2 && intern_find(&names, SPAN("")) == 2, "the empty span");
    bool is_kept = true;
    for (uint32_t i = 3; i < 2000; i++)
        is_kept = is_kept && intern_add(&names, arena_printf(&region.arena, "name %u", i)) == i;
    check(is_kept && intern_find(&names, SPAN("name 1999")) == 1999, "many");
    check_text(names.text[1], SPAN("south"), "the text of a number");
    region_close(&region);
}

struct place_row { struct span key; double size; };

static const struct place_row place_rows[] = {
    { { "", 0 }, 0 }, { { "ford", 4 }, 1 }, { { "ford", 4 }, 2 }, { { "mill", 4 }, 3 },
};

static void test_table(void)
{
    uint32_t slots[8] = { 0 };
    for (uint32_t i = 0; i < 4; i++) {
        if (i == 2)
            continue;
        uint32_t hash = fnv_hash(place_rows[i].key.at, place_rows[i].key.len), at = hash & 7;
        while (slots[at])
            at = (at + 1) & 7;
        slots[at] = table_slot(i, hash);
    }
    struct table table = { place_rows, 4, sizeof *place_rows, slots, 7, NULL, 0 };
    const struct place_row *row = table_find(&table, SPAN("ford"));
    check(row && row->size == 1, "the first row of a key");
    row = table_next(&table, row);
    check(row && row->size == 2 && !table_next(&table, row), "the second and last one");
    row = table_find(&table, SPAN("mill"));
    check(row && !table_next(&table, row), "the last row of all");
    check(table_find(&table, SPAN("")) == &place_rows[0], "the empty key");
    check(!table_find(&table, SPAN("for")) && !table_find(&table, SPAN("fords")), "no such key");
    check(table_index(&table, table_row(&table, 3)) == 3, "rows by number");
}

static void test_hash(void)
{
    check(fnv_hash("", 0) == 2166136261u && fnv_hash("a", 1) == 0xe40c292cu, "FNV-1a's test values");
    check(hash_span(SPAN("")) == 0x2d06800538d394c2u, "XXH3's test value");
    check(hash_span(SPAN("bridge")) == hash_seeded(SPAN("bridge"), 0), "seed 0 is no seed");
    check(hash_span(SPAN("bridge")) != hash_seeded(SPAN("bridge"), 1), "a seed tells");
    check(hash_mix(1, 2) != hash_mix(2, 1), "the order of a mix tells");
}

int main(void)
{
    test_map();
    test_intern();
    test_table();
    test_hash();
    return tap_end();
}
