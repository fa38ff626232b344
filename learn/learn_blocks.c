/* learn/learn_blocks.c -- grows the judge of a page's blocks (extract/html_judge.h), and measures it
 *
 *     learn_blocks FOLDER [--forest FILE] [--folds N --predictions FILE] [--rules FILE] [--trees N] ...
 *
 * FOLDER/manifest.jsonl: JSON lines, a page each: id, set, file (in FOLDER), url, and what people marked:
 * `expected_text` (the whole article, a block a line), or null and `with`, `without` (snippets that the article
 * must and must not hold); title, author, date are not used.
 *
 * A block is labelled by the share of its runs of four words that the expected text has; blocks of fewer words
 * must be one of its lines.  Of pages with snippets only the blocks that hold one are labelled.  Weights: a block
 * counts by its share of the article, so that every page counts alike.
 *
 * --forest: grows on all pages and writes the forest.  --folds: N times, grows on the pages of all sites but an
 * N-th, and writes what the program makes of the pages of that N-th: an honest prediction for every page.
 * --rules: the same without any forest.  --forests PREFIX: keeps the forests of the folds in PREFIX.0, PREFIX.1 ...,
 * and takes them where they are there.  --favour SET=WEIGHT,...: pages of a set count so much more or less.
 * What is not given is as it was when the committed forest was grown (docs/models.md).  Both forest and predictions are the same, byte for byte, in every run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/forest.h"
#include "base/hash.h"
#include "base/map.h"
#include "extract/host.h"
#include "extract/html.h"
#include "extract/html_feature.h"
#include "extract/html_judge.h"
#include "learn/forest_grow.h"
#include "learn/learn_file.h"
#include "read/read.h"
#include "tell/tell.h"
#include "text/codepoint.h"
#include "text/json.h"
#include "text/utf8.h"

enum {
    RUN = 4,               /* words */
    LIGHT = 4,             /* one in so many light blocks outside of articles is learnt from, and counts so much */
    SCRATCH = 1 << 30
};

struct learn_page {
    struct json row;                 /* of the manifest */
    struct span id, url, path;
    struct raw_document raw;
    struct html_features seen;
    uint8_t *label;
    float *weight;
    uint32_t site;
};

struct learner {
    struct region kept, spare;
    struct learn_page *pages;
    size_t page_count;
    const char *folder, *forests;
    struct span favoured;            /* "SET=WEIGHT": pages of this set count so much */
    struct grow_plan plan;
    float skew;                      /* added to the base: how much is read in doubt */
};

/* ---- words ---- */

static bool is_word_part(uint32_t c)
{
    enum codepoint_class k = codepoint_class(c);
    return c == '_' || (k >= CODEPOINT_LETTER && k <= CODEPOINT_MARK);
}

struct words { uint64_t *hash; size_t count; };

/* The hashes of the words of `s`: runs of letters, digits and marks. */
static struct words words_of(struct arena *keep, struct span s)
{
    struct words w = { arena_new(keep, uint64_t, s.len + 1), 0 };
    size_t from = 0;
    for (size_t at = 0; at <= s.len;) {
        unsigned length = 1;
        bool inside = at < s.len && is_word_part(utf8_decode(s, at, &length));
        if (!inside) {
            if (at > from)
                w.hash[w.count++] = hash_span(span_cut(s, from, at));
            from = at + length;
        }
        at += length;
    }
    return w;
}

static uint64_t run_at(struct words w, size_t at, size_t length)
{
    uint64_t run = length;
    for (size_t i = at; i < at + length; i++)
        run = hash_mix(run, w.hash[i]);
    return run;
}

/* ---- labels ---- */

static void put_runs(struct map *map, struct words w, size_t length)
{
    for (size_t i = 0; i + length <= w.count; i++)
        map_at(map, run_at(w, i, length), NULL);
}

/* Whether a block of few words stands in the text: as a line of its own, or continuing the one before. */
static bool is_short_part(struct map *lines, struct map *runs, struct words w, struct words before, bool before_in)
{
    if (map_find(lines, run_at(w, 0, w.count)))
        return true;
    if (!before_in || w.count < 2 || before.count < 2)
        return false;
    struct words last = { before.hash + before.count - 2, 2 };
    return map_find(runs, hash_mix(hash_mix(hash_mix(hash_mix(RUN, last.hash[0]), last.hash[1]), w.hash[0]), w.hash[1]));
}

static void label_by_text(struct learn_page *page, struct arena scratch, const struct html_page *html, struct span truth)
{
    struct words all = words_of(&scratch, truth);
    struct map runs = map_in(&scratch, all.count), lines = map_in(&scratch, all.count);
    put_runs(&runs, all, RUN);
    for (struct span rest = truth, line; span_take(&rest, '\n', &line);) {
        struct words w = words_of(&scratch, line);
        map_at(&lines, run_at(w, 0, w.count), NULL);
    }
    float total = all.count < 30 ? 30 : (float)all.count;
    struct words before = { NULL, 0 };
    for (uint32_t i = 0; i < html->block_count; i++) {
        struct words w = words_of(&scratch, html_block_text(html, i));
        size_t known = 0;
        for (size_t k = 0; k + RUN <= w.count; k++)
            known += map_find(&runs, run_at(w, k, RUN)) != NULL;
        if (w.count >= RUN)
            page->label[i] = 2 * known > w.count - RUN + 1;
        else
            page->label[i] = w.count && is_short_part(&lines, &runs, w, before, i && page->label[i - 1]);
        float weight = 10 * (float)w.count / total;
        page->weight[i] = (weight > 3 ? 3 : weight) + 0.1f;
        before = w;
    }
}

/* Blanks made single spaces. */
static struct span squeeze(struct arena *keep, struct span s)
{
    char *out = arena_take_raw(keep, 1, 1, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++)
        if (!byte_is_blank(s.at[i]))
            out[len++] = s.at[i];
        else if (len && out[len - 1] != ' ')
            out[len++] = ' ';
    return span_trim((struct span){ out, len });
}

static bool holds_one(struct arena scratch, struct span text, struct json snippets)
{
    struct json value;
    struct span key;
    for (struct json_step step = { 0 }; json_next(snippets, &step, &key, &value);) {
        struct span snippet = squeeze(&scratch, json_text(&scratch, value));
        if (snippet.len && span_find(text, snippet, 0) != SPAN_NONE)
            return true;
    }
    return false;
}

static void label_by_snippets(struct learn_page *page, struct arena scratch, const struct html_page *html)
{
    struct json with = json_member(page->row, SPAN("with")), without = json_member(page->row, SPAN("without"));
    for (uint32_t i = 0; i < html->block_count; i++) {
        struct arena room = scratch;
        struct span text = squeeze(&room, html_block_text(html, i));
        if (holds_one(room, text, with))
            page->label[i] = 1;
        else if (!holds_one(room, text, without))
            continue;
        page->weight[i] = 1;
    }
}

/* ---- pages ---- */

static bool take_page(void *context, const struct raw_document *raw)
{
    struct { struct learner *learner; struct learn_page *page; } *c = context;
    c->page->raw = *raw;
    c->page->raw.kind = RAW_HTML;
    c->page->raw.bytes = arena_copy(&c->learner->kept.arena, raw->bytes);
    c->page->raw.name = arena_copy(&c->learner->kept.arena, raw->name);
    c->page->raw.id = c->page->id;
    c->page->raw.url = c->page->url;
    return true;
}

static void take_problem(void *context, const struct syn_error *error)
{
    (void)context;
    fprintf(stderr, "learn_blocks: %s\n", error->text);
}

/* `favoured` is a list: "news=2,blogs=0.5". */
static float weight_of_set(struct span favoured, struct span set)
{
    for (struct span part; span_take(&favoured, ',', &part);) {
        size_t sign = span_find_byte(part, '=', 0);
        if (sign != SPAN_NONE && span_equal(span_cut(part, 0, sign), set))
            return strtof(part.at + sign + 1, NULL);
    }
    return 1;
}

static void label_page(struct learner *l, struct learn_page *page)
{
    struct arena *keep = &l->kept.arena, scratch = l->spare.arena, work = arena_half(&scratch);
    struct html_reading r = html_read(&work, scratch, &page->raw);
    page->seen = html_features(keep, scratch, &r.page, &r.meta, &r.pick);
    page->label = arena_new(keep, uint8_t, r.page.block_count);
    page->weight = arena_new(keep, float, r.page.block_count);
    struct json truth = json_member(page->row, SPAN("expected_text"));
    if (truth.kind == JSON_TEXT)
        label_by_text(page, scratch, &r.page, json_text(&work, truth));
    else
        label_by_snippets(page, scratch, &r.page);
    struct span set = json_text(&work, json_member(page->row, SPAN("set")));
    for (uint32_t i = 0; i < r.page.block_count; i++)
        page->weight[i] *= weight_of_set(l->favoured, set);
}

static bool take_row(void *context, const struct raw_document *raw)
{
    struct learner *l = context;
    struct arena *keep = &l->kept.arena;
    struct learn_page *page = &l->pages[l->page_count];
    size_t at = 0;
    if (!json_parse(arena_copy(keep, raw->bytes), &at, &page->row))
        return true;
    page->id = json_text(keep, json_member(page->row, SPAN("id")));
    page->url = json_text(keep, json_member(page->row, SPAN("url")));
    struct span file = json_text(keep, json_member(page->row, SPAN("file")));
    page->path = arena_printf(keep, "%s/%.*s", l->folder, (int)file.len, file.at);
    page->site = (uint32_t)(hash_span(page->url.len ? host_of(page->url) : page->id) >> 32);
    struct { struct learner *learner; struct learn_page *page; } both = { l, page };
    const char *input = page->path.at;
    read_inputs(l->spare.arena, &input, 1, NULL, &(struct read_sink){ take_page, take_problem, &both });
    if (!page->raw.bytes.len)
        return true;
    label_page(l, page);
    l->page_count++;
    return true;
}

/* ---- growing ---- */

/* Light blocks outside of articles abound. */
static bool is_learnt(const struct learn_page *page, uint32_t i, float *weight)
{
    *weight = page->weight[i];
    if (*weight <= 0)
        return false;
    if (page->label[i] || *weight > 0.25f)
        return true;
    *weight *= LIGHT;
    return hash_mix(page->site, i) % LIGHT == 0;
}

static bool is_held_out(const struct learn_page *page, unsigned fold, unsigned folds) { return page->site % folds == fold; }

/* folds == 0: nothing is held out. */
static struct span grow(struct learner *l, struct arena *keep, unsigned fold, unsigned folds)
{
    struct arena scratch = l->spare.arena;
    size_t count = 0;
    float weight;
    for (size_t p = 0; p < l->page_count; p++)
        for (size_t k = 0; k < l->pages[p].seen.count; k++)
            count += (!folds || !is_held_out(&l->pages[p], fold, folds)) &&
                     is_learnt(&l->pages[p], l->pages[p].seen.block[k], &weight);
    uint8_t *columns = arena_new(&scratch, uint8_t, count * FEATURE_COUNT), *labels = arena_new(&scratch, uint8_t, count);
    float *weights = arena_new(&scratch, float, count);
    size_t row = 0;
    for (size_t p = 0; p < l->page_count; p++) {
        const struct learn_page *page = &l->pages[p];
        for (size_t k = 0; (!folds || !is_held_out(page, fold, folds)) && k < page->seen.count; k++) {
            if (!is_learnt(page, page->seen.block[k], &weight))
                continue;
            for (unsigned f = 0; f < FEATURE_COUNT; f++)
                columns[f * count + row] = page->seen.columns[f * page->seen.stride + k];
            labels[row] = page->label[page->seen.block[k]];
            weights[row++] = weight;
        }
    }
    struct grow_rows rows = { columns, labels, weights, count, FEATURE_COUNT };
    struct buffer out = buffer_in(keep);
    forest_grow(&out, scratch, &rows, &l->plan);
    fprintf(stderr, "fold %u of %u: %zu blocks, %zu bytes\n", fold, folds, count, out.len);
    return buffer_span(&out);
}

/* ---- what comes out ---- */

static void predict(struct learner *l, const struct learn_page *page, const struct forest *forest, struct buffer *out)
{
    struct arena scratch = l->spare.arena, work = arena_half(&scratch);
    struct article article = { 0 };
    html_extract_by(&work, scratch, &page->raw, forest, &article);
    article.id = page->id;
    tell_article(out, &article);
}

/* The forest of a fold; one that an earlier run has kept is taken. */
static struct span fold_forest(struct learner *l, struct arena *keep, unsigned fold, unsigned folds)
{
    if (!l->forests)
        return grow(l, keep, fold, folds);
    struct span path = arena_printf(keep, "%s.%u", l->forests, fold);
    struct span kept = learn_read_if_there(keep, path.at);
    if (kept.len)
        return kept;
    struct span grown = grow(l, keep, fold, folds);
    learn_write(path.at, grown);
    return grown;
}

static void predict_all(struct learner *l, const char *path, unsigned folds, bool rules)
{
    learn_write(path, SPAN(""));
    for (unsigned fold = 0; fold < (rules ? 1 : folds); fold++) {
        struct region kept = region_open(SCRATCH);
        struct forest forest = { 0 };
        if (!rules && !forest_open(&forest, fold_forest(l, &kept.arena, fold, folds)))
            learn_fail("growing", "a forest");
        forest.base = (int16_t)(forest.base + l->skew * FOREST_ONE);
        struct buffer out = buffer_in(&kept.arena);
        for (size_t p = 0; p < l->page_count; p++)
            if (rules || is_held_out(&l->pages[p], fold, folds))
                predict(l, &l->pages[p], rules ? NULL : &forest, &out);
        learn_append(path, buffer_span(&out));
        region_close(&kept);
    }
}

static void show_progress(unsigned tree, double loss)
{
    if (tree % 20 == 19)
        fprintf(stderr, "  %u trees: loss %.4f\n", tree + 1, loss);
}

int main(int argc, char **argv)
{
    struct learner l = { .plan = { .trees = 300, .levels = 6, .rate = 0.08f, .smooth = 5, .share = 0.3f, .seed = 1,
                                   .progress = show_progress },
                         .favoured = SPAN("fundus=3,trafilatura=1.3") };
    const char *forest = NULL, *predictions = NULL, *rules = NULL;
    unsigned folds = 5;
    if (argc < 4) {
        fprintf(stderr, "usage: learn_blocks FOLDER [--forest FILE] [--predictions FILE] [--rules FILE]\n"
                        "       [--folds N] [--forests PREFIX] [--favour SET=WEIGHT] [--trees N] [--levels N] [--rate X] [--share X] [--smooth X] [--skew X]\n");
        return 2;
    }
    for (int i = 2; i + 1 < argc; i += 2) {
        struct span name = span_of(argv[i]);
        const char *value = argv[i + 1];
        if (span_equal(name, SPAN("--forest"))) forest = value;
        else if (span_equal(name, SPAN("--predictions"))) predictions = value;
        else if (span_equal(name, SPAN("--rules"))) rules = value;
        else if (span_equal(name, SPAN("--forests"))) l.forests = value;
        else if (span_equal(name, SPAN("--favour"))) l.favoured = span_of(value);
        else if (span_equal(name, SPAN("--folds"))) folds = (unsigned)atoi(value);
        else if (span_equal(name, SPAN("--trees"))) l.plan.trees = (unsigned)atoi(value);
        else if (span_equal(name, SPAN("--levels"))) l.plan.levels = (unsigned)atoi(value);
        else if (span_equal(name, SPAN("--rate"))) l.plan.rate = (float)atof(value);
        else if (span_equal(name, SPAN("--share"))) l.plan.share = (float)atof(value);
        else if (span_equal(name, SPAN("--smooth"))) l.plan.smooth = (float)atof(value);
        else if (span_equal(name, SPAN("--skew"))) l.skew = (float)atof(value);
        else learn_fail("reading the option", argv[i]);
    }
    l.kept = region_open((size_t)8 << 30);
    l.spare = region_open((size_t)8 << 30);
    l.folder = argv[1];
    l.pages = arena_new(&l.kept.arena, struct learn_page, 100000);
    const char *manifest = arena_printf(&l.kept.arena, "%s/manifest.jsonl", l.folder).at;
    struct arena reading = arena_half(&l.spare.arena);
    read_inputs(reading, &manifest, 1, NULL, &(struct read_sink){ take_row, take_problem, &l });
    fprintf(stderr, "%zu pages\n", l.page_count);
    if (rules)
        predict_all(&l, rules, 0, true);
    if (predictions)
        predict_all(&l, predictions, folds, false);
    if (forest)
        learn_write(forest, grow(&l, &l.kept.arena, 0, 0));
    return 0;
}
