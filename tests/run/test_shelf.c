#include "run/shelf.h"

#include "tap.h"

static void test_growth(void)
{
    struct shelf shelf = { .count = 0 };
    char *first = arena_new(shelf_arena(&shelf, 100), char, 100);
    memset(first, 'x', 100);
    char *large = arena_new(shelf_arena(&shelf, (size_t)200 << 20), char, 1000);
    large[999] = 'y';
    check(first[99] == 'x', "what was handed out stays where it is");
    check(shelf.count == 2, "a large wish opens another region");
    struct arena *again = shelf_arena(&shelf, 100);
    check(again->next > large, "and small ones go on in it");
    shelf_reset(&shelf, 4096);
    check(shelf.count == 1, "a reset gives all but the largest back");
    check(arena_new(shelf_arena(&shelf, 100), char, 100) == large, "which begins anew");
    shelf_close(&shelf);
    check(shelf.count == 0, "and close the first too");
    shelf_close(&shelf);
}

int main(void)
{
    test_growth();
    return tap_end();
}
