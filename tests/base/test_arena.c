#include <setjmp.h>

#include "base/buffer.h"
#include "tap.h"

static jmp_buf out_of_memory;

static void jump(size_t wanted)
{
    (void)wanted;
    longjmp(out_of_memory, 1);
}

static void test_take(void)
{
    struct region region = region_open(1 << 20);
    uint32_t *a = arena_new(&region.arena, uint32_t, 100);
    bool is_zero = true;
    for (int i = 0; i < 100; i++)
        is_zero = is_zero && a[i] == 0;
    check(is_zero, "new memory is zero");
    arena_take_raw(&region.arena, 1, 1, 3);
    check((uintptr_t)arena_new(&region.arena, uint64_t, 1) % alignof(uint64_t) == 0, "aligned behind odd bytes");
    check(arena_take(&region.arena, 8, 8, 0) != NULL, "room for nothing");
    struct span copy = arena_copy(&region.arena, SPAN("bridge"));
    check(copy.len == 6 && copy.at[6] == 0, "a copy ends with a zero byte");
    check_text(arena_printf(&region.arena, "%d %s", 7, "b"), SPAN("7 b"), "printf");
    memset(a, 0xff, 400);
    region_reset(&region, 0);
    a = arena_new(&region.arena, uint32_t, 100);
    check(a[0] == 0 && a[99] == 0, "zero again behind a reset");
    region_close(&region);
}

static void test_scratch(void)
{
    struct region region = region_open(1 << 16);
    struct arena scratch = region.arena;
    arena_new(&scratch, char, 1000);
    check(region.arena.next == region.base, "what a copy handed out is free again");
    region_close(&region);
}

static void test_room(void)
{
    struct region region = region_open(1 << 20);
    size_t count = 0, room = 0, other_room = 0;
    uint32_t *list = NULL, *other = NULL;
    for (; count < 1000; count++) {
        ARENA_ROOM(&region.arena, list, count, room);
        list[count] = (uint32_t)count;
        if (count == 500)
            ARENA_ROOM(&region.arena, other, 0, other_room);
    }
    bool is_kept = room >= 1000 && other != NULL;
    for (size_t i = 0; i < count; i++)
        is_kept = is_kept && list[i] == i;
    check(is_kept, "a list grows in place and by moving");
    region_close(&region);
}

static void test_exhausted(void)
{
    struct region region = region_open(1 << 16);
    void (*usual)(size_t) = arena_exhausted;
    arena_exhausted = jump;
    volatile int stops = 0;
    if (setjmp(out_of_memory) == 0)
        arena_take(&region.arena, 1, 1, 1 << 20);
    else
        stops++;
    if (setjmp(out_of_memory) == 0)
        arena_take(&region.arena, 8, 8, SIZE_MAX / 4);
    else
        stops++;
    arena_exhausted = usual;
    check(stops == 2, "the hook is called when memory ends, also where the size runs over");
    region_close(&region);
}

static void test_buffer(void)
{
    struct region region = region_open(1 << 20);
    struct buffer b = buffer_in(&region.arena);
    check(buffer_span(&b).len == 0, "an empty buffer");
    buffer_put(&b, SPAN("ab"));
    buffer_byte(&b, 'c');
    buffer_fill(&b, '-', 3);
    buffer_text(&b, "d");
    buffer_number(&b, -42);
    buffer_printf(&b, "%s/%d", "e", 5);
    check_text(buffer_span(&b), SPAN("abc---d-42e/5"), "what was put");
    buffer_put(&b, (struct span){ NULL, 0 });
    buffer_fill(&b, 'x', 0);
    check(b.len == 13, "nothing adds nothing");
    b.len = 0;
    buffer_number(&b, INT64_MIN);
    check_text(buffer_span(&b), SPAN("-9223372036854775808"), "the least number");
    region_close(&region);
}

static void test_doubles(void)
{
    static const struct { double n; const char *want; } cases[] = {
        { 0, "0" }, { 144, "144" }, { 0.5, "0.5" }, { -1.25, "-1.25" }, { 0.1, "0.1" }, { 1e6, "1000000" },
        { 1e30, "1e+30" }, { 1.0 / 0.0, "null" }, { -1.0 / 0.0, "null" }, { 0.0 / 0.0, "null" },
    };
    struct region region = region_open(1 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer b = buffer_in(&region.arena);
        buffer_double(&b, cases[i].n);
        check_text(buffer_span(&b), span_of(cases[i].want), cases[i].want);
    }
    region_close(&region);
}

int main(void)
{
    test_take();
    test_scratch();
    test_room();
    test_exhausted();
    test_buffer();
    test_doubles();
    return tap_end();
}
