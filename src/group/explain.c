#include "group/explain.h"

#include <stdlib.h>

#include "group/across.h"
#include "group/bag.h"

struct ranked { double score; uint32_t number; };

static int by_score(const void *x, const void *y)
{
    const struct ranked *p = x, *q = y;
    if (p->score != q->score)
        return p->score > q->score ? -1 : 1;
    return (p->number > q->number) - (p->number < q->number);
}

/* ---- words ---- */

/* The terms that add most to the dot product, heaviest first. */
static uint32_t heaviest_common(struct arena *scratch, const struct terms *a, const struct terms *b,
                                struct ranked **out)
{
    uint32_t count = 0;
    *out = arena_new(scratch, struct ranked, a->count);
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint32_t x = term_id(a->at[i].number), y = term_id(b->at[j].number);
        if (x == y)
            (*out)[count++] = (struct ranked){ (double)a->at[i].weight * b->at[j].weight, x };
        i += x <= y;
        j += y <= x;
    }
    if (count)
        qsort(*out, count, sizeof **out, by_score);
    return count;
}

static void add_words(struct grounds *g, struct arena scratch, const struct article *article, const struct terms *a,
                      const struct terms *b)
{
    struct ranked *common;
    struct lexis *lexis = lexis_in(&scratch);
    uint32_t count = heaviest_common(&scratch, a, b, &common);
    double whole = terms_dot(a, b);
    for (uint32_t i = 0; i < count && g->count < EXPLAIN_WORDS; i++) {
        struct span words = bag_wording(scratch, lexis, article, common[i].number);
        if (words.len)
            g->at[g->count++] = (struct ground){ words, common[i].score / whole };
    }
}

/* ---- pairs ---- */

static bool over_languages(const struct profile *a, const struct profile *b)
{
    return a->language && b->language && a->language != b->language;
}

struct grounds explain_pair(struct arena scratch, const struct report *const *reports, const struct stories *stories,
                            uint32_t which, uint32_t other, double least)
{
    const struct profile *p = stories->profiles[which], *q = stories->profiles[other];
    struct cluster a = cluster_single(p), b = cluster_single(q);
    struct grounds g = { .report = other, .story = stories->of[other], .likeness = likeness(&a, &b) };
    g.apart = likeness_apart(&a, &b, &g.likeness, least);
    bool bridged = over_languages(p, q);
    if (bridged) {
        g.bridge = terms_dot(&p->bridge, &q->bridge);
        g.apart = g.bridge >= ACROSS_LEAST ? APART_NOT : APART_UNLIKE;
    }
    add_words(&g, scratch, &reports[which]->article, bridged ? &p->bridge : &p->all, bridged ? &q->bridge : &q->all);
    return g;
}

static double score_of(const struct profile *p, const struct profile *q)
{
    struct cluster a = cluster_single(p), b = cluster_single(q);
    return over_languages(p, q) ? terms_dot(&p->bridge, &q->bridge) : likeness(&a, &b).score;
}

static struct ranked *rank_all(struct arena *scratch, const struct stories *stories, size_t count, uint32_t which)
{
    struct ranked *all = arena_new(scratch, struct ranked, count);
    for (uint32_t i = 0; i < count; i++)
        all[i] = (struct ranked){ i == which ? -1 : score_of(stories->profiles[which], stories->profiles[i]), i };
    qsort(all, count, sizeof *all, by_score);
    return all;
}

/* ---- stories ---- */

/* A story without the report itself, and what it has in common with that: with its reports in the same language, and
 * with others. */
struct whole { struct cluster sum; struct dots dots; double bridges; uint32_t others; };

enum { WHOLE_TERMS = 2000 };

static void add_member(struct arena *scratch, struct whole *w, const struct cluster *single,
                       const struct cluster *member)
{
    struct common common = common_of(&single->all, &member->all);
    struct dots pair = dots_of_pair(single, member, &common);
    w->dots = dots_sum(&w->dots, &pair);
    w->sum = w->sum.size ? cluster_join(scratch, &w->sum, member, WHOLE_TERMS) : *member;
}

static struct grounds explain_story(struct arena scratch, const struct stories *stories, size_t count, uint32_t which,
                                    uint32_t story, double least)
{
    struct cluster single = cluster_single(stories->profiles[which]);
    const struct profile *own = stories->profiles[which];
    struct whole w = { .others = 0 };
    for (uint32_t i = 0; i < count; i++) {
        const struct profile *p = stories->profiles[i];
        struct cluster member = cluster_single(p);
        if (i == which || stories->of[i] != story)
            continue;
        if (over_languages(own, p)) {
            w.bridges += terms_dot(&own->bridge, &p->bridge);
            w.others++;
        } else {
            add_member(&scratch, &w, &single, &member);
        }
    }
    struct grounds g = { .story = story, .report = which };
    if (!w.sum.size) {
        g.bridge = w.others ? w.bridges / w.others : 0;
        g.apart = g.bridge >= ACROSS_LEAST ? APART_NOT : APART_UNLIKE;
        return g;
    }
    g.likeness = likeness_of(&single, &w.sum, &w.dots);
    g.apart = likeness_apart(&single, &w.sum, &g.likeness, least);
    return g;
}

/* The own story, and those of the reports that are most like it. */
static void explain_stories(struct arena *keep, struct arena scratch, struct explanation *e,
                            const struct stories *stories, size_t count, const struct ranked *all, uint32_t which,
                            double least, uint32_t most)
{
    uint32_t own = stories->of[which];
    bool *done = arena_new(&scratch, bool, stories->count);
    e->stories = arena_new(keep, struct grounds, most + 1);
    for (size_t i = 0; i < count && !done[own]; i++)
        if (all[i].number != which && stories->of[all[i].number] == own) {
            e->stories[e->story_count++] = explain_story(scratch, stories, count, which, own, least);
            done[own] = true;
        }
    done[own] = true;
    for (size_t i = 0; i < count && e->story_count < most + 1; i++) {
        uint32_t story = stories->of[all[i].number];
        if (done[story] || all[i].score <= 0)
            continue;
        done[story] = true;
        e->stories[e->story_count++] = explain_story(scratch, stories, count, which, story, least);
    }
}

struct explanation explain_report(struct arena *keep, struct arena scratch, const struct report *const *reports,
                                  size_t count, const struct stories *stories, uint32_t which, double least,
                                  uint32_t most)
{
    struct explanation e = { .reports = arena_new(keep, struct grounds, 2 * (size_t)most) };
    struct ranked *all = rank_all(&scratch, stories, count, which);
    uint32_t taken[2] = { 0, 0 };
    for (size_t i = 0; i < count; i++) {
        bool own = stories->of[all[i].number] == stories->of[which];
        if (all[i].number == which || all[i].score <= 0 || taken[own] == most)
            continue;
        taken[own]++;
        e.reports[e.report_count++] = explain_pair(scratch, reports, stories, which, all[i].number, least);
    }
    explain_stories(keep, scratch, &e, stories, count, all, which, least, most);
    return e;
}
