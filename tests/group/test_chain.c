#include "group/chain.h"

#include "made.h"

/* A story: `names` from a list of its own, shared by those who go on with each other, and words of its own kind. */
static struct cluster story(struct arena *keep, uint32_t names, uint32_t kind, uint32_t number, double day)
{
    struct made_term terms[MADE_TERMS];
    uint32_t count = 0;
    for (uint32_t i = 0; i < 5; i++)
        terms[count++] = (struct made_term){ names * 64 + i, TERM_NAME | (i < 2 ? TERM_TITLE | TERM_HEAD : 0), 0.25f };
    for (uint32_t i = 0; i < 12; i++)
        terms[count++] = (struct made_term){ 100000 + kind * 64 + i, 0, 0.2f };
    return made_report(keep, terms, count, number, day);
}

enum { ATTACK = 1, ARREST, TRIAL, FLOOD };

static void test_attack(struct arena *keep, struct arena scratch)
{
    struct cluster stories[] = { story(keep, 1, TRIAL, 0, 20200), story(keep, 2, FLOOD, 1, 20000),
                                 story(keep, 1, ATTACK, 2, 20000), story(keep, 3, FLOOD, 3, 20050),
                                 story(keep, 1, ARREST, 4, 20040) };
    struct links links = chain_find(keep, scratch, stories, 5);
    check(links.count == 3, "attack, arrest and trial are linked, two floods in two places are not");
    const struct link want[] = { { 0, 2, 0 }, { 0, 4, 0 }, { 4, 2, 0 } };
    bool right = links.count == 3;
    for (size_t i = 0; right && i < 3; i++)
        right = links.at[i].later == want[i].later && links.at[i].earlier == want[i].earlier && links.at[i].keys > 0.9f
            && links.at[i].keys < 1.0001f;
    check(right, "the later after the earlier, sorted by number, with how much of the names they share");
}

static void test_time(struct arena *keep, struct arena scratch)
{
    struct cluster undated[] = { story(keep, 1, ATTACK, 0, 20000), story(keep, 1, ARREST, 1, 0),
                                 story(keep, 1, TRIAL, 2, 0) };
    check(chain_find(keep, scratch, undated, 3).count == 0, "without a date nothing is later");
    struct cluster day[] = { story(keep, 1, ATTACK, 0, 20000), story(keep, 1, ARREST, 1, 20000.5) };
    check(chain_find(keep, scratch, day, 2).count == 0, "what is told on one day does not go on");
    struct cluster years[] = { story(keep, 1, ATTACK, 0, 20000), story(keep, 1, TRIAL, 1, 20000 + 1500) };
    check(chain_find(keep, scratch, years, 2).count == 1, "years between two do not part them");
}

/* One name in common, be it ever so heavy, is a town that both are set in. */
static void test_one_name(struct arena *keep, struct arena scratch)
{
    struct made_term fair[] = { { 1, TERM_NAME | TERM_TITLE | TERM_HEAD, 0.6f },
                                { 10, TERM_NAME, 0.2f }, { 20, 0, 0.3f } };
    struct made_term fire[] = { { 1, TERM_NAME | TERM_TITLE | TERM_HEAD, 0.6f },
                                { 11, TERM_NAME, 0.2f }, { 21, 0, 0.3f } };
    struct made_term more[] = { { 1, TERM_NAME | TERM_TITLE | TERM_HEAD, 0.6f },
                                { 11, TERM_NAME, 0.2f }, { 22, 0, 0.3f } };
    struct cluster stories[] = { MADE(keep, fair, 0, 20000), MADE(keep, fire, 1, 20030), MADE(keep, more, 2, 20060) };
    struct links links = chain_find(keep, scratch, stories, 3);
    check(links.count == 1 && links.at[0].later == 2 && links.at[0].earlier == 1, "one name is not enough, two are");
}

static void test_most(struct arena *keep, struct arena scratch)
{
    struct cluster stories[12];
    for (uint32_t i = 0; i < 12; i++)
        stories[i] = story(keep, 1, 10 + i, i, 20000 + 10 * i);
    struct links links = chain_find(keep, scratch, stories, 12);
    uint32_t of[12] = { 0 };
    bool sane = true;
    for (size_t i = 0; i < links.count; i++) {
        of[links.at[i].later]++;
        sane = sane && links.at[i].earlier < links.at[i].later;
        const struct link *at = &links.at[i];
        sane = sane && (!i || at[-1].later < at->later || (at[-1].later == at->later && at[-1].earlier < at->earlier));
    }
    for (uint32_t i = 0; i < 12; i++)
        sane = sane && of[i] == (i < 3 ? i : 3);
    check(sane, "of many earlier ones three are named, each once, in order");
}

static void test_none(struct arena *keep, struct arena scratch)
{
    struct cluster empty[2] = { { .size = 1, .dated = 1, .days = 5 }, { .size = 1, .dated = 1, .days = 9 } };
    check(chain_find(keep, scratch, empty, 0).count == 0, "no stories, no chains");
    check(chain_find(keep, scratch, empty, 2).count == 0, "what says nothing goes on with nothing");
}

int main(void)
{
    struct region keep = region_open((size_t)1 << 32), scratch = region_open((size_t)1 << 32);
    test_attack(&keep.arena, scratch.arena);
    test_time(&keep.arena, scratch.arena);
    test_one_name(&keep.arena, scratch.arena);
    test_most(&keep.arena, scratch.arena);
    test_none(&keep.arena, scratch.arena);
    region_close(&keep);
    region_close(&scratch);
    return tap_end();
}
