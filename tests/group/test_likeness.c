#include "group/likeness.h"

#include "made.h"

enum { BODY = 100, NAMES = 200, NUMBERS = 300, HEADLINE = 400 };

/* ---- figures ---- */

static void test_single(struct arena *keep)
{
    struct made_term terms[] = { { 1, TERM_NAME | TERM_TITLE | TERM_HEAD, 0.5f }, { 2, TERM_TITLE, 0.4f },
                                 { 3, TERM_NUMBER, 0.3f }, { 4, TERM_NAME | TERM_HEAD, 0.2f },
                                 { 5, TERM_PAIR | TERM_NAME | TERM_TITLE | TERM_HEAD, 0.4f }, { 6, 0, 0.1f } };
    struct cluster c = MADE(keep, terms, 0, 20000);
    check(c.size == 1 && c.dated == 1 && c.days == 20000 && c.inside == 0, "a single report is a cluster of one");
    check(near_to(c.title_square, 0.25 + 0.16), "the headline's length is that of its words, without pairs");
    check(near_to(c.head_square, 0.25 + 0.04), "that of its names is without its other words");
    check(near_to(c.key_square, 0.25 + 0.09 + 0.04), "names and numbers are what it is known by");
    check(c.numbers == 1, "numbers are counted");
}

static void test_cosine(struct arena *keep)
{
    struct cluster a = made_of_event(keep, 1, 1), b = made_of_event(keep, 1, 2), c = made_of_event(keep, 2, 3);
    check(near_to(likeness(&a, &a).cosine, 1) && near_to(likeness(&a, &a).keys, 1), "a report is like itself");
    struct likeness ab = likeness(&a, &b), ba = likeness(&b, &a), ac = likeness(&a, &c);
    check(ab.cosine > 0.4 && ab.cosine < 1, "two of one event are alike");
    check(ab.score == ba.score && ab.bond == ba.bond && ab.title == ba.title && ab.head == ba.head,
          "as much from the one side as from the other");
    check(ac.cosine == 0 && ac.score == 0 && ac.keys == 0 && ac.bond < 0, "two without a common term are not");
}

static struct cluster on_day(const struct cluster *c, double day)
{
    struct cluster d = *c;
    d.days = day;
    d.dated = day > 0;
    return d;
}

static void test_nearness(struct arena *keep)
{
    struct cluster a = made_of_event(keep, 1, 1), at = on_day(&a, 20000), week = on_day(&a, 20005);
    struct cluster later = on_day(&a, 20005 + 180), never = on_day(&a, 0);
    check(likeness(&at, &week).nearness == 1, "some days between two reports mean nothing");
    check(near_to(likeness(&at, &later).nearness, 0.5) && near_to(likeness(&later, &at).nearness, 0.5),
          "half a year makes them half as alike, whichever came first");
    check(near_to(likeness(&at, &later).score, 0.5 * likeness(&at, &later).cosine), "which the score says");
    check(likeness(&at, &later).bond < likeness(&at, &week).bond, "and less bound");
    check(likeness(&at, &never).nearness == 1, "where a date is missing time does not tell");
    struct cluster both = cluster_join(keep, &at, &never, 1000);
    check(both.dated == 1 && likeness(&both, &week).nearness == 1, "of several, those with a date speak");
}

static void test_headlines(struct arena *keep)
{
    struct made_term whole[] = { { HEADLINE, TERM_TITLE | TERM_HEAD | TERM_NAME, 0.5f }, { HEADLINE + 1, TERM_TITLE, 0.5f },
                                 { BODY, 0, 0.5f } };
    struct made_term body[] = { { HEADLINE, TERM_NAME, 0.5f }, { HEADLINE + 1, 0, 0.5f }, { BODY, 0, 0.5f } };
    struct made_term other[] = { { HEADLINE + 2, TERM_TITLE | TERM_HEAD | TERM_NAME, 0.7f }, { BODY, 0, 0.5f } };
    struct cluster a = MADE(keep, whole, 0, 0), b = MADE(keep, body, 1, 0), c = MADE(keep, other, 2, 0);
    check(likeness(&a, &a).title > 0.97 && likeness(&a, &a).head > 0.95, "a headline stands in its own report");
    check(likeness(&a, &c).title < 0.1 && likeness(&a, &c).head < 0.1, "and nothing of it in one on something else");
    double half = likeness(&a, &b).title;
    check(half > likeness(&a, &c).title && half < likeness(&a, &a).title, "of a report without one nothing is known");
    check(likeness(&a, &b).bond > likeness(&a, &c).bond, "headlines bind");
}

/* ---- sums ---- */

static struct dots dots_between(const struct cluster *a, const struct cluster *b)
{
    struct common common = common_of(&a->all, &b->all);
    return dots_of_pair(a, b, &common);
}

static void test_sums(struct arena *keep)
{
    struct cluster at[5];
    for (uint32_t i = 0; i < 5; i++)
        at[i] = made_of_event(keep, i == 4 ? 8 : 7, i);
    struct dots sum = { .all = 0 };
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t k = 2; k < 5; k++) {
            struct dots pair = dots_between(&at[i], &at[k]);
            sum = dots_sum(&sum, &pair);
        }
    struct cluster left = cluster_join(keep, &at[0], &at[1], 1000), right = cluster_join(keep, &at[2], &at[3], 1000);
    right = cluster_join(keep, &right, &at[4], 1000);
    struct common common = common_of(&left.all, &right.all);
    check(near_to(common.all, sum.all) && near_to(common.keys, sum.keys) && sum.pairs == 6,
          "what two clusters have in common is the sum over the pairs between them");
    check(near_to(left.key_square, at[0].key_square + at[1].key_square + 2 * dots_between(&at[0], &at[1]).keys),
          "so is the length of their names");
    struct likeness mean = likeness_of(&left, &right, &sum);
    double cosine = 0;
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t k = 2; k < 5; k++)
            cosine += likeness(&at[i], &at[k]).cosine / 6;
    check(near_to(mean.cosine, cosine), "and the likeness is the mean");
    check(left.size == 2 && right.size == 3 && right.dated == 3, "they are counted");
}

static void test_inside(struct arena *keep)
{
    struct cluster a = made_of_event(keep, 1, 1), b = made_of_event(keep, 1, 2);
    double dot = common_of(&a.all, &b.all).all;
    check(near_to(cluster_inside(&a, &b, 0.3), 0.3), "two reports are as alike inside as they are");
    check(near_to(cluster_inside(&a, &a, 1), 0.5), "but copies no more than others");
    struct cluster both = cluster_join(keep, &a, &b, 1000);
    check(near_to(both.inside, dot < 0.5 ? dot : 0.5), "joining keeps it");
    struct cluster four = cluster_join(keep, &both, &both, 1000);
    check(near_to(four.inside, 2 * both.inside + 2), "over all pairs: four of them between two and two, all like copies");
}

static void test_cut(struct arena *keep)
{
    struct cluster a = made_of_event(keep, 1, 1), b = made_of_event(keep, 2, 2);
    struct cluster both = cluster_join(keep, &a, &b, 10);
    check(both.all.count == 10 && both.size == 2, "of two with many terms the heaviest are kept");
    struct cluster nothing = made_report(keep, NULL, 0, 5, 0);
    nothing.all.count = 0;
    struct likeness l = likeness(&nothing, &a);
    check(l.score == 0 && l.bond < 0 && !isnan(l.bond), "a report without terms is like none");
}

/* ---- what keeps apart ---- */

/* Two clusters of two copies each, alike inside as `inside` says, between which the cosine is `between`. */
static enum apart twins(double inside, double between)
{
    struct cluster a = { .size = 2, .inside = inside }, b = a;
    struct dots dots = { .all = 4 * between, .title = 4, .head = 4, .pairs = 4 };
    struct likeness l = likeness_of(&a, &b, &dots);
    return likeness_apart(&a, &b, &l, LIKENESS_LEAST);
}

static void test_twins(void)
{
    check(twins(0.4, 0.15) == APART_TWINS, "two tight clusters with a loose bond are twin events");
    check(twins(0.4, 0.35) == APART_NOT, "with a tight one they are one");
    check(twins(0.2, 0.15) == APART_NOT, "and where they are loose themselves");
    struct cluster tight = { .size = 2, .inside = 0.4 }, single = { .size = 1 };
    struct dots dots = { .all = 0.3, .title = 2, .head = 2, .pairs = 2 };
    struct likeness l = likeness_of(&tight, &single, &dots);
    check(!likeness_twins(&tight, &single, &l), "a single report has no inside to hold against it");
}

static enum apart of_sizes(uint32_t size, double cosine, double headlines)
{
    struct cluster a = { .size = size }, b = { .size = size };
    double pairs = (double)size * size;
    struct dots dots = { .all = pairs * cosine, .title = pairs * headlines, .head = pairs * headlines, .pairs = pairs };
    struct likeness l = likeness_of(&a, &b, &dots);
    return likeness_apart(&a, &b, &l, LIKENESS_LEAST);
}

static void test_apart(void)
{
    check(of_sizes(1, 0.02, 1) == APART_UNLIKE, "what is hardly alike is apart, whatever the headlines say");
    check(of_sizes(1, 0.09, 1) == APART_UNLIKE && of_sizes(2, 0.09, 1) == APART_NOT,
          "more is asked of two reports than of four pairs");
    check(of_sizes(1, 0.3, 0.1) == APART_UNBOUND, "what is alike, but has nothing of the headlines, is not bound");
    check(of_sizes(1, 0.3, 0.9) == APART_NOT, "what is both may be one story");
    struct cluster a = { .size = 1 }, b = { .size = 1 };
    struct dots dots = { .all = 0.3, .title = 0.9, .head = 0.9, .forms = 1, .pairs = 1 };
    struct likeness l = likeness_of(&a, &b, &dots);
    check(likeness_apart(&a, &b, &l, LIKENESS_LEAST) == APART_FORM, "unless it is one form");
    check(likeness_apart(&a, &b, &l, 0.5) == APART_UNLIKE, "who asks for more gets more apart");
}

/* ---- forms ---- */

enum { NO_NUMBERS = UINT32_MAX };

/* Words of one form, with names and numbers that begin with these. */
static struct cluster form(struct arena *keep, uint32_t names, uint32_t numbers, uint32_t own)
{
    struct made_term terms[MADE_TERMS];
    uint32_t count = 0;
    terms[count++] = (struct made_term){ HEADLINE, TERM_TITLE | TERM_HEAD, 0.3f };
    for (uint32_t i = 0; i < 20; i++)
        terms[count++] = (struct made_term){ BODY + i, 0, 0.13f };
    for (uint32_t i = 0; i < 4; i++)
        terms[count++] = (struct made_term){ NAMES + names + i, TERM_NAME, 0.13f };
    for (uint32_t i = 0; i < 4 && numbers != NO_NUMBERS; i++)
        terms[count++] = (struct made_term){ NUMBERS + numbers + i, TERM_NUMBER, 0.13f };
    return made_report(keep, terms, count, own, 20000);
}

static double forms_of(struct cluster a, struct cluster b) { return likeness(&a, &b).forms; }

static void test_forms(struct arena *keep)
{
    struct cluster first = form(keep, 0, 0, 1);
    check(forms_of(first, form(keep, 0, 0, 2)) == 0, "a text printed twice is no form");
    check(forms_of(form(keep, 0, NO_NUMBERS, 1), form(keep, 10, NO_NUMBERS, 3)) == 1,
          "the same words with other names are one");
    check(forms_of(first, form(keep, 0, 10, 4)) == 1, "and with other numbers");
}

/* What is told anew of one event: other numbers, but for the most part other words as well. */
static void test_news_are_no_form(struct arena *keep)
{
    struct made_term one[16], two[16];
    for (uint32_t i = 0; i < 16; i++) {
        bool number = i >= 10 && i < 14, name = i >= 14;
        uint32_t kinds = number ? TERM_NUMBER : name ? TERM_NAME : 0;
        one[i] = (struct made_term){ (name ? NAMES : number ? NUMBERS : BODY) + i, kinds, 0.25f };
        two[i] = one[i];
        if (number || (i >= 4 && i < 10))
            two[i].id += 100;
    }
    struct cluster a = MADE(keep, one, 0, 20000), b = MADE(keep, two, 1, 20000);
    check(forms_of(a, b) == 0, "reports that share names and less than half of their words are no form");
}

/* The same words, but nothing of the headlines in each other. */
static void test_other_headline(struct arena *keep)
{
    struct made_term one[] = { { HEADLINE, TERM_TITLE | TERM_HEAD, 0.5f }, { BODY, 0, 0.6f }, { BODY + 1, 0, 0.3f },
                               { BODY + 2, 0, 0.3f }, { NAMES, TERM_NAME, 0.3f } };
    struct made_term two[] = { { HEADLINE + 1, TERM_TITLE | TERM_HEAD, 0.5f }, { BODY, 0, 0.6f }, { BODY + 1, 0, 0.3f },
                               { BODY + 2, 0, 0.3f }, { NAMES, TERM_NAME, 0.3f } };
    struct cluster a = MADE(keep, one, 0, 20000), b = MADE(keep, two, 1, 20000);
    check(forms_of(a, b) == 1, "words in common under headlines that have none are a form");
}

int main(void)
{
    struct region region = test_region();
    test_single(&region.arena);
    test_cosine(&region.arena);
    test_nearness(&region.arena);
    test_headlines(&region.arena);
    test_sums(&region.arena);
    test_inside(&region.arena);
    test_cut(&region.arena);
    test_twins();
    test_apart();
    test_forms(&region.arena);
    test_news_are_no_form(&region.arena);
    test_other_headline(&region.arena);
    region_close(&region);
    return tap_end();
}
