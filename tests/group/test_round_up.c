#include "group/round_up.h"

#include "made.h"

/* Reports x and y are of two events; `whole` holds the headlines of both, and words of theirs. */
struct trio { struct cluster at[3]; struct dots *dots; struct round_up *round_ups; };
enum { X, Y, WHOLE, COUNT };

static void note_all(struct trio *t, struct arena *keep)
{
    t->dots = arena_new(keep, struct dots, COUNT * COUNT);
    t->round_ups = round_ups_new(keep, COUNT);
    for (uint32_t a = 0; a < COUNT; a++)
        for (uint32_t b = a + 1; b < COUNT; b++) {
            struct common common = common_of(&t->at[a].all, &t->at[b].all);
            t->dots[a * COUNT + b] = dots_of_pair(&t->at[a], &t->at[b], &common);
            round_up_note(t->round_ups, a, b, &t->at[a], &t->at[b], &common);
        }
}

/* `shared`: weight in x and y of a word that both have; where `told`, x has the whole's headline. */
static struct trio make_trio(struct arena *keep, float shared, bool told)
{
    struct made_term x[] = { { 1, TERM_TITLE | TERM_HEAD | TERM_NAME, 0.5f }, { 2, 0, 0.5f }, { 9, 0, shared },
                             { told ? 7 : 8, 0, 0.2f } };
    struct made_term y[] = { { 3, TERM_TITLE | TERM_HEAD | TERM_NAME, 0.5f }, { 4, 0, 0.5f }, { 9, 0, shared } };
    struct made_term whole[] = { { 1, TERM_NAME, 0.4f }, { 2, 0, 0.3f }, { 3, TERM_NAME, 0.4f }, { 4, 0, 0.3f },
                                 { 7, TERM_TITLE | TERM_HEAD, 0.3f } };
    struct trio t = { { MADE(keep, x, 0, 0), MADE(keep, y, 1, 0), MADE(keep, whole, 2, 0) }, NULL, NULL };
    note_all(&t, keep);
    return t;
}

static bool is(const struct trio *t, uint32_t report) { return is_round_up(&t->round_ups[report], t->dots, COUNT); }

static void test_round_up(struct arena *keep)
{
    struct trio t = make_trio(keep, 0, false);
    check(is(&t, WHOLE), "what holds the headlines of two that are unlike is a round-up");
    check(!is(&t, X) && !is(&t, Y), "its parts are none");
    struct trio alike = make_trio(keep, 0.4f, false);
    check(!is(&alike, WHOLE), "where the two are alike it is a long report of one event");
    struct trio told = make_trio(keep, 0, true);
    check(!is(&told, WHOLE), "nor where its own headline stands in one of them");
}

static void test_without_headline(struct arena *keep)
{
    struct trio t = make_trio(keep, 0, false);
    for (int i = 0; i < COUNT; i++)
        t.at[i].title_square = 0;
    note_all(&t, keep);
    check(!is(&t, X) && !is(&t, Y) && !is(&t, WHOLE), "without headlines nothing is known");
}

/* More parts than are remembered. */
static void test_many_parts(struct arena *keep)
{
    enum { PARTS = 50 };
    struct round_up *r = round_ups_new(keep, PARTS + 1);
    struct dots *dots = arena_new(keep, struct dots, (PARTS + 1) * (PARTS + 1));
    struct cluster headed = { .title_square = 1 };
    struct common common = { .all = 0.3, .title_a = 1 };
    for (uint32_t i = 0; i < PARTS; i++)
        round_up_note(r, i, PARTS, &headed, &headed, &common);
    check(r[PARTS].count == ROUND_UP_PARTS && is_round_up(&r[PARTS], dots, PARTS + 1),
          "of many parts some are remembered");
    common.all = 0.1;
    struct round_up *weak = round_ups_new(keep, 3);
    round_up_note(weak, 0, 2, &headed, &headed, &common);
    round_up_note(weak, 1, 2, &headed, &headed, &common);
    check(weak[2].count == 0, "what has next to nothing of a report does not hold it");
}

int main(void)
{
    struct region region = test_region();
    test_round_up(&region.arena);
    test_without_headline(&region.arena);
    test_many_parts(&region.arena);
    region_close(&region);
    return tap_end();
}
