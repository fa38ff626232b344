/* learn/learn_pairs.c -- learns how far two statements overlap (compare/pair.h), and measures it
 *
 *     learn_pairs FOLDER [--weights FILE] [--forest FILE] [--only-pairs]
 *
 * FOLDER holds stories whose sentences people have aligned, and pairs of sentences (learn/aligned.h).  The weights are
 * those of a ridge regression: each feature's share of the overlap of two sentences, which is the Dice of the happenings
 * that people saw in them, each by how rare it is in its story.  Measured is on stories of topics that were not learnt
 * from, thresholds too being those that are best on the other topics.  Then it learns from the pairs whether two sentences
 * say the same (compare/paraphrase.h), and measures that on pairs that were not learnt from.
 *
 * --weights:    the file that the weights of all topics are written to (data/pair_weight.tsv).
 * --forest:     the file that the forest of all pairs is written to (data/models/paraphrase.forest).
 * --only-pairs: nothing but these.
 * The same files in, the same bytes out.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/forest.h"
#include "base/hash.h"
#include "base/linkage.h"
#include "base/map.h"
#include "compare/pair.h"
#include "compare/paraphrase.h"
#include "learn/aligned.h"
#include "learn/forest_grow.h"
#include "learn/learn_file.h"

enum { STEPS = 60, FOLDS = 10, DIVISIONS = 3 };
static const double smoothness = 100;
static const float same_from = 0.5f, link_power = 0.95f;

enum kind { KIND_OTHER, KIND_SAME, KIND_RELATED };

struct example {
    uint32_t story, a, b;
    float overlap, predicted;
    uint8_t kind;                   /* enum kind */
    bool inside;                    /* both of one report: learnt from, not counted */
    float features[PAIR_FEATURE_COUNT];
};

struct learner {
    struct region kept, spare;
    struct aligned_set set;
    struct example *at;             /* by story */
    size_t count;
    size_t *first;                  /* by story; one more at the end */
    float weights[PAIR_FEATURE_COUNT];
};

/* ---- what people saw ---- */

static uint32_t *holders_of(struct map *seen, struct span happening) { return map_at(seen, hash_span(happening), NULL); }

static double mass(struct map *seen, const struct aligned_story *story, const struct aligned_sentence *s)
{
    double sum = 0;
    for (uint32_t i = 0; i < s->happening_count; i++)
        sum += log(1 + (double)story->count / *holders_of(seen, s->happenings[i]));
    return sum;
}

static double common_mass(struct map *seen, const struct aligned_story *story, const struct aligned_sentence *a,
                          const struct aligned_sentence *b)
{
    double sum = 0;
    for (uint32_t i = 0; i < a->happening_count; i++)
        for (uint32_t k = 0; k < b->happening_count; k++)
            if (span_equal(a->happenings[i], b->happenings[k])) {
                sum += log(1 + (double)story->count / *holders_of(seen, a->happenings[i]));
                break;
            }
    return sum;
}

static void take_story(struct learner *l, uint32_t number)
{
    const struct aligned_story *story = &l->set.at[number];
    struct arena scratch = l->spare.arena;
    struct map seen = map_in(&scratch, 1024);
    for (uint32_t i = 0; i < story->count; i++)
        for (uint32_t h = 0; h < story->at[i].happening_count; h++)
            ++*holders_of(&seen, story->at[i].happenings[h]);
    for (uint32_t i = 0; i < story->count; i++)
        for (uint32_t k = i + 1; k < story->count; k++) {
            const struct aligned_sentence *a = &story->at[i], *b = &story->at[k];
            struct example *e = &l->at[l->count++];
            *e = (struct example){ .story = number, .a = i, .b = k, .inside = a->document == b->document };
            double common = common_mass(&seen, story, a, b), whole = mass(&seen, story, a) + mass(&seen, story, b);
            e->overlap = whole > 0 ? (float)(2 * common / whole) : 0;
            e->kind = e->overlap >= same_from ? KIND_SAME : common > 0 ? KIND_RELATED : KIND_OTHER;
            pair_describe(&a->statement, &b->statement, e->features);
        }
}

/* ---- ridge regression ---- */

/* Solves m x = y, m positive definite; both are worked in. */
static void solve(double m[PAIR_FEATURE_COUNT][PAIR_FEATURE_COUNT], double y[PAIR_FEATURE_COUNT])
{
    enum { N = PAIR_FEATURE_COUNT };
    for (int c = 0; c < N; c++)
        for (int r = c + 1; r < N; r++) {
            double times = m[r][c] / m[c][c];
            for (int k = c; k < N; k++)
                m[r][k] -= times * m[c][k];
            y[r] -= times * y[c];
        }
    for (int r = N - 1; r >= 0; r--) {
        for (int k = r + 1; k < N; k++)
            y[r] -= m[r][k] * y[k];
        y[r] /= m[r][r];
    }
}

/* Each story counts by the root of its pairs: large ones must not drown the others. */
static double story_weight(const struct learner *l, uint32_t story)
{
    return 1 / sqrt((double)(l->first[story + 1] - l->first[story]));
}

static void learn(struct learner *l, unsigned without)
{
    static double m[PAIR_FEATURE_COUNT][PAIR_FEATURE_COUNT];
    double y[PAIR_FEATURE_COUNT] = { 0 }, whole = 0, square[PAIR_FEATURE_COUNT] = { 0 }, mean[PAIR_FEATURE_COUNT] = { 0 };
    memset(m, 0, sizeof m);
    for (size_t i = 0; i < l->count; i++) {
        const struct example *e = &l->at[i];
        if (l->set.at[e->story].topic == without)
            continue;
        double weight = story_weight(l, e->story);
        whole += weight;
        for (int r = 0; r < PAIR_FEATURE_COUNT; r++) {
            y[r] += weight * e->features[r] * e->overlap;
            mean[r] += weight * e->features[r];
            square[r] += weight * e->features[r] * e->features[r];
            for (int k = 0; k < PAIR_FEATURE_COUNT; k++)
                m[r][k] += weight * e->features[r] * e->features[k];
        }
    }
    for (int r = 0; r < PAIR_FEATURE_COUNT; r++) {      /* as if each had been divided by its deviation; not the constant */
        double variance = square[r] / whole - mean[r] / whole * (mean[r] / whole);
        m[r][r] += r == PAIR_ONE ? 1e-9 : smoothness / (double)l->count * whole * variance + 1e-9;
    }
    solve(m, y);
    for (int r = 0; r < PAIR_FEATURE_COUNT; r++)
        l->weights[r] = (float)y[r];
}

static float predict(const struct learner *l, const struct example *e)
{
    float sum = 0;
    for (int i = 0; i < PAIR_FEATURE_COUNT; i++)
        sum += l->weights[i] * e->features[i];
    return sum < 0 ? 0 : sum > 1 ? 1 : sum;
}

/* ---- measuring ---- */

struct counts { double right, wrong, missed, precision, recall, sentences; };

static double pair_f1(struct counts c) { return c.right > 0 ? 2 * c.right / (2 * c.right + c.wrong + c.missed) : 0; }

static double bcubed_f1(struct counts c)
{
    double p = c.precision / c.sentences, r = c.recall / c.sentences;
    return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

static void add_counts(struct counts *sum, const struct counts *c)
{
    sum->right += c->right;
    sum->wrong += c->wrong;
    sum->missed += c->missed;
    sum->precision += c->precision;
    sum->recall += c->recall;
    sum->sentences += c->sentences;
}

static void count_pair(struct counts *c, const struct example *e, bool joined)
{
    if (e->inside)
        return;
    c->right += joined && e->kind == KIND_SAME;
    c->wrong += joined && e->kind == KIND_OTHER;
    c->missed += !joined && e->kind == KIND_SAME;
}

/* The story cut at a threshold: pairs by their clusters, and, in *alone, each pair by itself. */
static struct counts count_story(struct learner *l, uint32_t number, float threshold, struct counts *alone)
{
    const struct aligned_story *story = &l->set.at[number];
    struct arena scratch = l->spare.arena, keep = arena_half(&scratch);
    struct linkage_pair *pairs = arena_new(&keep, struct linkage_pair, l->first[number + 1] - l->first[number]);
    struct counts counts = { .sentences = story->count };
    size_t n = 0;
    for (size_t i = l->first[number]; i < l->first[number + 1]; i++)
        if (l->at[i].predicted > 0)
            pairs[n++] = (struct linkage_pair){ l->at[i].predicted, l->at[i].a, l->at[i].b };
    uint32_t *root = linkage(&keep, scratch, pairs, n, story->count, threshold, link_power);
    for (size_t i = l->first[number]; i < l->first[number + 1]; i++) {
        count_pair(&counts, &l->at[i], root[l->at[i].a] == root[l->at[i].b]);
        count_pair(alone, &l->at[i], l->at[i].predicted >= threshold);
    }
    for (uint32_t i = 0; i < story->count; i++) {
        double both = 0, ours = 0, theirs = 0;
        for (uint32_t k = 0; k < story->count; k++) {
            bool is_ours = root[i] == root[k], is_theirs = story->at[i].group == story->at[k].group;
            both += is_ours && is_theirs;
            ours += is_ours;
            theirs += is_theirs;
        }
        counts.precision += both / ours;
        counts.recall += both / theirs;
    }
    return counts;
}

static float threshold_of(int step) { return 0.02f + 0.015f * (float)step; }

/* What is asked of a threshold: that neither measure is poor. */
static double worth_both(struct counts c)
{
    double p = pair_f1(c), b = bcubed_f1(c);
    return (p < b ? p : b) + 0.2 * (p + b);
}

/* By story and threshold. */
struct table_of_counts { struct counts (*clusters)[STEPS], (*alone)[STEPS]; };

/* For each topic the threshold that is best on all others: the counts of its stories there, over all topics. */
static struct counts nested(const struct learner *l, const struct counts (*of)[STEPS], double worth(struct counts))
{
    struct counts all = { 0 };
    for (uint32_t s = 0; s < l->set.count; s++) {
        double best = -1;
        int at = 0;
        for (int step = 0; step < STEPS; step++) {
            struct counts others = { 0 };
            for (uint32_t k = 0; k < l->set.count; k++)
                if (l->set.at[k].topic != l->set.at[s].topic)
                    add_counts(&others, &of[k][step]);
            if (worth(others) > best) {
                best = worth(others);
                at = step;
            }
        }
        add_counts(&all, &of[s][at]);
    }
    return all;
}

static void print_row(const char *name, struct counts c)
{
    printf("%-40s pair P %.3f R %.3f F1 %.4f", name, c.right / (c.right + c.wrong), c.right / (c.right + c.missed), pair_f1(c));
    if (c.sentences > 0)
        printf("   bcubed P %.3f R %.3f F1 %.4f", c.precision / c.sentences, c.recall / c.sentences, bcubed_f1(c));
    putchar('\n');
}

static void print_curve(const struct learner *l, const struct table_of_counts *t)
{
    for (int step = 0; step < STEPS; step += 2) {
        struct counts sum = { 0 };
        for (uint32_t s = 0; s < l->set.count; s++)
            add_counts(&sum, &t->clusters[s][step]);
        printf("  at %.3f: pair F1 %.4f  bcubed F1 %.4f\n", threshold_of(step), pair_f1(sum), bcubed_f1(sum));
    }
}

static void measure(struct learner *l, const char *name, bool curve)
{
    struct table_of_counts t = { calloc(l->set.count, sizeof *t.clusters), calloc(l->set.count, sizeof *t.alone) };
    for (uint32_t s = 0; s < l->set.count; s++)
        for (int step = 0; step < STEPS; step++)
            t.clusters[s][step] = count_story(l, s, threshold_of(step), &t.alone[s][step]);
    printf("%s\n", name);
    print_row("  clusters, one threshold for both", nested(l, (const struct counts (*)[STEPS])t.clusters, worth_both));
    print_row("  clusters, best for pairs", nested(l, (const struct counts (*)[STEPS])t.clusters, pair_f1));
    print_row("  clusters, best for bcubed", nested(l, (const struct counts (*)[STEPS])t.clusters, bcubed_f1));
    print_row("  pairs by themselves", nested(l, (const struct counts (*)[STEPS])t.alone, pair_f1));
    if (curve)
        print_curve(l, &t);
    free(t.clusters);
    free(t.alone);
}

static void predict_crossed(struct learner *l)
{
    for (uint32_t s = 0; s < l->set.count; s++) {
        if (s == 0 || l->set.at[s].topic != l->set.at[s - 1].topic)
            learn(l, l->set.at[s].topic);
        for (size_t i = l->first[s]; i < l->first[s + 1]; i++)
            l->at[i].predicted = predict(l, &l->at[i]);
    }
}

static void learn_stories(struct learner *l, const char *folder)
{
    size_t pairs = 0;
    l->set = aligned_read(&l->kept.arena, l->spare.arena, folder);
    for (uint32_t s = 0; s < l->set.count; s++)
        pairs += (size_t)l->set.at[s].count * l->set.at[s].count;
    l->at = arena_new(&l->kept.arena, struct example, pairs);
    l->first = arena_new(&l->kept.arena, size_t, (size_t)l->set.count + 1);
    for (uint32_t s = 0; s < l->set.count; s++) {
        take_story(l, s);
        l->first[s + 1] = l->count;
    }
    for (size_t i = 0; i < l->count; i++)
        l->at[i].predicted = l->at[i].features[PAIR_HEAVY];
    measure(l, "the share of hefts alone", false);
    predict_crossed(l);
    measure(l, "learnt, on topics not learnt from", true);
    learn(l, UINT32_MAX);
    for (size_t i = 0; i < l->count; i++)
        l->at[i].predicted = predict(l, &l->at[i]);
    measure(l, "learnt, on what it was learnt from", false);
}

/* ---- pairs of sentences ---- */

struct judged {
    struct sentence_pairs pairs;
    uint32_t *group;                /* by pair: pairs that share a sentence, directly or over others, are of one group */
    uint8_t *columns;               /* of all pairs, as forest_score wants them */
    size_t stride;
};

static struct paraphrase_side side_of(const struct statement *s, const struct report *report, const struct word *words)
{
    return (struct paraphrase_side){ report, words, s };
}

static uint32_t root_of(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

static uint32_t *find_groups(struct arena *keep, struct arena scratch, const struct sentence_pairs *pairs)
{
    uint32_t *parent = arena_new(keep, uint32_t, pairs->count);
    struct map first = map_in(&scratch, 2 * (size_t)pairs->count);     /* sentence -> the pair that had it first */
    for (uint32_t i = 0; i < pairs->count; i++) {
        const struct report *both[] = { pairs->at[i].report_a, pairs->at[i].report_b };
        parent[i] = i;
        for (int side = 0; side < 2; side++) {
            bool fresh;
            uint32_t *held = map_at(&first, hash_span(both[side]->article.text), &fresh);
            if (fresh)
                *held = i;
            parent[root_of(parent, i)] = root_of(parent, *held);
        }
    }
    for (uint32_t i = 0; i < pairs->count; i++)
        parent[i] = root_of(parent, i);
    return parent;
}

static struct judged describe_pairs(struct arena *keep, struct arena scratch, const char *folder)
{
    struct judged j = { .pairs = sentence_pairs_read(keep, scratch, folder) };
    j.group = find_groups(keep, scratch, &j.pairs);
    j.stride = forest_stride(j.pairs.count);
    j.columns = arena_new(keep, uint8_t, j.stride * PARAPHRASE_FEATURE_COUNT);
    for (size_t i = 0; i < j.pairs.count; i++) {
        const struct sentence_pair *p = &j.pairs.at[i];
        uint8_t features[PARAPHRASE_FEATURE_COUNT];
        paraphrase_describe(side_of(&p->a, p->report_a, p->words_a), side_of(&p->b, p->report_b, p->words_b), features);
        for (size_t f = 0; f < PARAPHRASE_FEATURE_COUNT; f++)
            j.columns[f * j.stride + i] = features[f];
    }
    return j;
}

/* A forest of the pairs that are not in the fold. */
static void grow_without(struct buffer *bytes, struct arena scratch, const struct judged *j, const uint8_t *fold_of,
                         unsigned fold)
{
    struct arena own = arena_half(&scratch);
    struct grow_rows rows = { .features = PARAPHRASE_FEATURE_COUNT };
    struct grow_plan plan = { .trees = 200, .levels = 4, .rate = 0.05f, .smooth = 5, .share = 0.3f, .seed = 1 };
    uint8_t *columns = arena_new(&own, uint8_t, j->pairs.count * rows.features);
    uint8_t *label = arena_new(&own, uint8_t, j->pairs.count);
    float *weight = arena_new(&own, float, j->pairs.count);
    for (size_t i = 0; i < j->pairs.count; i++)
        rows.count += fold_of[i] != fold;
    for (size_t i = 0, n = 0; i < j->pairs.count; i++) {
        if (fold_of[i] == fold)
            continue;
        for (size_t f = 0; f < rows.features; f++)
            columns[f * rows.count + n] = j->columns[f * j->stride + i];
        label[n] = j->pairs.at[i].same;
        weight[n++] = 1;
    }
    rows.columns = columns;
    rows.label = label;
    rows.weight = weight;
    forest_grow(bytes, scratch, &rows, &plan);
}

/* Pairs that are judged rightly; that say the same; of these found; others that were taken for it. */
struct tally { double right, yes, found, wrong; };
/* By the forest; by the forest, clashes counting as not the same. */
struct tallies { struct tally judged, strict; };

static void count_judged(struct tally *t, bool same, bool said)
{
    t->right += same == said;
    t->yes += same;
    t->found += same && said;
    t->wrong += said && !same;
}

static void measure_fold(struct tallies *t, struct arena scratch, const struct judged *j, const uint8_t *fold_of,
                         unsigned fold)
{
    struct arena own = arena_half(&scratch);
    struct buffer bytes = buffer_in(&own);
    struct forest forest;
    grow_without(&bytes, scratch, j, fold_of, fold);
    if (!forest_open(&forest, buffer_span(&bytes)))
        learn_fail("opening", "a forest");
    int32_t *scores = arena_new(&scratch, int32_t, j->stride);
    forest_score(&forest, j->columns, j->stride, j->pairs.count, scores);
    for (size_t i = 0; i < j->pairs.count; i++) {
        const struct sentence_pair *p = &j->pairs.at[i];
        if (fold_of[i] != fold)
            continue;
        count_judged(&t->judged, p->same, scores[i] > 0);
        count_judged(&t->strict, p->same, scores[i] > 0 && !paraphrase_clashes(&p->a, &p->b));
    }
}

static void print_tally(const char *name, struct tally t)
{
    double all = t.yes + t.wrong + (t.right - t.found), p = t.found / (t.found + t.wrong), r = t.found / t.yes;
    printf("%-52s right %.4f   precision %.3f recall %.3f F1 %.3f\n", name, t.right / all, p, r, 2 * p * r / (p + r));
}

/* The mean of several divisions into folds: one of them alone is a matter of luck. */
static void measure_pairs(const struct judged *j, struct arena scratch)
{
    uint8_t *fold_of = arena_new(&scratch, uint8_t, j->pairs.count);
    struct tallies t = { 0 };
    for (unsigned division = 0; division < DIVISIONS; division++) {
        for (size_t i = 0; i < j->pairs.count; i++)
            fold_of[i] = (uint8_t)(hash_mix(division, j->group[i]) % FOLDS);
        for (unsigned fold = 0; fold < FOLDS; fold++)
            measure_fold(&t, scratch, j, fold_of, fold);
    }
    printf("%u pairs of sentences, each judged by what was learnt from the others (%d folds, mean of %d divisions)\n",
           j->pairs.count, FOLDS, DIVISIONS);
    double yes = t.judged.yes, no = (double)j->pairs.count * DIVISIONS - yes;
    print_tally("  all said to be the same", (struct tally){ .right = yes, .yes = yes, .found = yes, .wrong = no });
    print_tally("  learnt", t.judged);
    print_tally("  learnt; other figures or a negation: not the same", t.strict);
}

static void write_forest(const struct judged *j, struct arena scratch, const char *path)
{
    struct arena own = arena_half(&scratch);
    struct buffer bytes = buffer_in(&own);
    uint8_t *fold_of = arena_new(&scratch, uint8_t, j->pairs.count);
    grow_without(&bytes, scratch, j, fold_of, 1);      /* all pairs are of fold 0 */
    learn_write(path, buffer_span(&bytes));
}

/* ---- the whole ---- */

static void write_weights(const struct learner *l, const char *path)
{
#define FEATURE_NAME(name, what) { #name, what },
    static const struct { const char *name, *what; } features[] = { PAIR_FEATURES(FEATURE_NAME) };
    struct arena scratch = l->spare.arena;
    struct buffer out = buffer_in(&scratch);
    buffer_text(&out, "# How far two statements overlap: the weight of each feature (compare/pair.h).\n"
                      "# Made by learn/learn_pairs.c.\n#include compare/pair.h\n"
                      "key:text\tfeature:symbol(PAIR_)\tweight:number\n");
    for (int f = 0; f < PAIR_FEATURE_COUNT; f++) {
        char name[64];
        size_t n = 0;
        for (; features[f].name[n] && n + 1 < sizeof name; n++)
            name[n] = (char)(features[f].name[n] >= 'A' && features[f].name[n] <= 'Z' ? features[f].name[n] + 32 : features[f].name[n]);
        name[n] = 0;
        buffer_printf(&out, "%s\t%s\t%.5f\n", features[f].what, name, (double)l->weights[f]);
    }
    learn_write(path, buffer_span(&out));
}

int main(int argc, char **argv)
{
    const char *folder = NULL, *weights = NULL, *forest = NULL;
    bool only_pairs = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--weights") == 0 && i + 1 < argc)
            weights = argv[++i];
        else if (strcmp(argv[i], "--forest") == 0 && i + 1 < argc)
            forest = argv[++i];
        else if (strcmp(argv[i], "--only-pairs") == 0)
            only_pairs = true;
        else
            folder = argv[i];
    }
    if (!folder) {
        fputs("usage: learn_pairs FOLDER [--weights FILE] [--forest FILE] [--only-pairs]\n", stderr);
        return 2;
    }
    struct learner l = { .kept = region_open((size_t)1 << 34), .spare = region_open((size_t)1 << 34) };
    if (!only_pairs)
        learn_stories(&l, folder);
    if (weights && !only_pairs)
        write_weights(&l, weights);
    struct judged judged = describe_pairs(&l.kept.arena, l.spare.arena, folder);
    measure_pairs(&judged, l.spare.arena);
    if (forest)
        write_forest(&judged, l.spare.arena, forest);
    return 0;
}
