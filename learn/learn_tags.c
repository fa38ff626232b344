/* learn/learn_tags.c -- learns the taggers of English text (annotate/tag_*.h), and measures them
 *
 *     learn_tags FOLDER [--models FOLDER] [--predictions FILE] [--kept PREFIX] [--measure FOLDER]
 *
 * FOLDER holds annotated reports (learn/annotated.h).  Each model is learnt from the reports that train and measured
 * on those that do not.  A later model sees of a report that it learns from what the earlier ones make of it
 * without having learnt from it (folds), as it will be with reports to come.
 *
 * --models: the folder that the models are written to.  --measure: nothing is learnt, the models of this folder are
 * measured.  --predictions: who says what in the reports that do not train,
 * as gold.jsonl.gz has it.  --kept: models that a run before has kept there are taken, others are kept.
 * All files are the same, byte for byte, in every run.
 */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/quote_scan.h"
#include "annotate/saying_join.h"
#include "annotate/tag_name.h"
#include "annotate/tag_saying.h"
#include "annotate/tag_word.h"
#include "learn/annotated.h"
#include "learn/learn_file.h"
#include "learn/set_build.h"

/* What the taggers make of a report. */
struct tagged {
    struct tag_forms forms;
    uint8_t *words, *names, *first, *second;
    struct saying_view view;
};

struct learner {
    struct region kept, spare;
    struct annotated_set set;
    struct tagged *of;
    const char *kept_models, *measured;
    unsigned folds;          /* of the step under way */
    struct rows first;       /* of the first reading, learnt from all */
};

enum { ALL_FOLDS = UINT8_MAX };

static void show_progress(unsigned epoch, double loss) { fprintf(stderr, "  epoch %u: loss %.4f\n", epoch + 1, loss); }

static bool learns_from(const struct learner *l, size_t doc, unsigned without)
{
    return l->set.at[doc].trains && l->set.at[doc].foreign_count && (without == ALL_FOLDS || doc % l->folds != without);
}

static struct span run(struct learner *l, struct arena *scratch, struct set_builder *builder, const struct learn_plan *plan)
{
    struct learn_set set = set_done(builder);
    struct buffer out = buffer_in(&l->kept.arena);
    fprintf(stderr, "%zu sequences, %zu words, %zu features\n", set.sequences, set.things, builder->feature_count);
    sequence_learn(&out, *scratch, &set, plan);
    return buffer_span(&out);
}

static struct rows open_rows(struct span bytes, unsigned kind)
{
    struct rows rows;
    if (!rows_open(&rows, bytes, kind))
        learn_fail("opening", "a model");
    return rows;
}

/* ---- parts of speech ---- */

static bool is_tagged(const struct annotated *doc, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const struct foreign *foreign = annotated_foreign(doc, doc->notes.tokens.at[i].at.from);
        if (!foreign || foreign->word_tag == WORD_TAG_NONE)
            return false;
    }
    return true;
}

static struct span learn_words(struct learner *l, const struct learn_plan *plan, unsigned without)
{
    struct arena scratch = l->spare.arena;
    struct set_builder b = set_builder_in(&scratch);
    for (size_t d = 0; d < l->set.count; d++) {
        const struct annotated *doc = &l->set.at[d];
        for (uint32_t s = 0; learns_from(l, d, without) && s < doc->notes.sentences.count; s++) {
            uint32_t first = doc->notes.sentences.at[s].first_token, end = doc->notes.sentences.at[s].token_end;
            if (!is_tagged(doc, first, end))
                continue;
            set_begin(&b);
            for (uint32_t i = first; i < end; i++) {
                uint32_t features[WORD_TAG_FEATURES];
                set_add(&b, annotated_foreign(doc, doc->notes.tokens.at[i].at.from)->word_tag, features,
                        word_tag_features(&l->of[d].forms, first, end, i, features));
            }
        }
    }
    return run(l, &scratch, &b, plan);
}

static void tag_report_words(struct learner *l, size_t d, const struct rows *rows)
{
    const struct annotations *notes = &l->set.at[d].notes;
    l->of[d].words = tag_words(&l->kept.arena, rows, &l->of[d].forms, &notes->sentences, notes->tokens.count);
}

static uint32_t token_from(const struct tokens *tokens, uint32_t at)
{
    uint32_t i = token_at(tokens, at);
    return i < tokens->count && tokens->at[i].at.from <= at ? i : tokens->count;
}

/* Over the foreign tokens of all blocks that begin in one of ours. */
static void measure_words(const struct learner *l)
{
    size_t right = 0, all = 0, lost = 0;
    for (size_t d = 0; d < l->set.count; d++) {
        const struct annotated *doc = &l->set.at[d];
        for (uint32_t k = 0; !doc->trains && k < doc->foreign_count; k++) {
            uint32_t i = token_from(&doc->notes.tokens, doc->foreign[k].at.from);
            lost += i == doc->notes.tokens.count;
            all += i != doc->notes.tokens.count;
            right += i != doc->notes.tokens.count && l->of[d].words[i] == doc->foreign[k].word_tag;
        }
    }
    printf("parts of speech   accuracy %.4f of %zu words (%zu are in no block)\n", (double)right / (double)all, all, lost);
}

/* ---- names ---- */

static uint8_t name_label(const struct annotated *doc, uint32_t i)
{
    const struct token *token = &doc->notes.tokens.at[i];
    const struct foreign *foreign = annotated_foreign(doc, token->at.from);
    if (!foreign || !foreign->name_kind)
        return NAME_TAG_NONE;
    return (uint8_t)(2 * foreign->name_kind - (foreign->begins_name && foreign->at.from == token->at.from));
}

static struct span learn_names(struct learner *l, const struct learn_plan *plan, unsigned without)
{
    struct arena scratch = l->spare.arena;
    struct set_builder b = set_builder_in(&scratch);
    for (size_t d = 0; d < l->set.count; d++) {
        const struct annotated *doc = &l->set.at[d];
        for (uint32_t s = 0; learns_from(l, d, without) && s < doc->notes.sentences.count; s++) {
            uint32_t first = doc->notes.sentences.at[s].first_token, end = doc->notes.sentences.at[s].token_end, last;
            for (uint32_t at = first; name_tag_stretch(&doc->notes.tokens, l->of[d].words, end, &at, &last); at = last) {
                set_begin(&b);
                uint8_t before = NAME_TAG_LABELS;
                for (uint32_t i = at; i < last; i++) {
                    uint32_t features[NAME_TAG_FEATURES];
                    uint8_t label = name_label(doc, i);
                    if (name_tag_forbids(before, label))
                        label--;
                    set_add(&b, label, features, name_tag_features(&l->of[d].forms, &doc->notes.tokens, l->of[d].words, first, end,
                                                                   i, features));
                    before = label;
                }
            }
        }
    }
    return run(l, &scratch, &b, plan);
}

/* What the readings look at, before any of them has read. */
static void make_view(struct learner *l, size_t d)
{
    const struct annotated *doc = &l->set.at[d];
    struct tagged *t = &l->of[d];
    struct quotations quotations = quote_scan(&l->kept.arena, doc->article.text, &doc->notes.tokens, &doc->notes.sentences);
    t->view = (struct saying_view){ .tokens = &doc->notes.tokens, .sentences = &doc->notes.sentences, .forms = t->forms,
                                    .word_tags = t->words, .name_tags = t->names,
                                    .quote = saying_quotes(&l->kept.arena, &quotations, doc->notes.tokens.count) };
}

static void tag_report_names(struct learner *l, size_t d, const struct rows *rows)
{
    const struct annotations *notes = &l->set.at[d].notes;
    l->of[d].names = tag_names(&l->kept.arena, rows, &l->of[d].forms, &notes->tokens, &notes->sentences, l->of[d].words);
    make_view(l, d);
}

/* Whether a name of ours stands where the foreign one does: same bytes, same kind. */
static bool has_name(const struct learner *l, size_t d, struct mark at, uint8_t kind)
{
    const struct tokens *tokens = &l->set.at[d].notes.tokens;
    uint32_t i = token_from(tokens, at.from);
    if (i == tokens->count || tokens->at[i].at.from != at.from || l->of[d].names[i] != 2 * kind - 1)
        return false;
    while (i + 1 < tokens->count && l->of[d].names[i + 1] == 2 * kind)
        i++;
    return tokens->at[i].at.to == at.to;
}

static void measure_names(const struct learner *l)
{
    size_t hit = 0, ours = 0, theirs = 0;
    for (size_t d = 0; d < l->set.count; d++) {
        const struct annotated *doc = &l->set.at[d];
        if (doc->trains)
            continue;
        for (uint32_t i = 0; i < doc->notes.tokens.count; i++)
            ours += name_tag_begins(l->of[d].names[i]) && annotated_foreign(doc, doc->notes.tokens.at[i].at.from);
        for (uint32_t k = 0; k < doc->foreign_count; k++) {
            struct mark at = doc->foreign[k].at;
            if (!doc->foreign[k].begins_name || token_from(&doc->notes.tokens, at.from) == doc->notes.tokens.count)
                continue;
            for (uint32_t m = k + 1; m < doc->foreign_count && doc->foreign[m].name_kind == doc->foreign[k].name_kind &&
                                     !doc->foreign[m].begins_name; m++)
                at.to = doc->foreign[m].at.to;
            theirs++;
            hit += has_name(l, d, at, doc->foreign[k].name_kind);
        }
    }
    double p = (double)hit / (double)ours, r = (double)hit / (double)theirs;
    printf("names             P %.4f  R %.4f  F1 %.4f  (%zu names)\n", p, r, 2 * p * r / (p + r), theirs);
}

/* ---- who says what ---- */

/* The role of each token: where roles overlap, that of the part that begins first. */
static uint8_t *gold_labels(struct arena *keep, const struct annotated *doc)
{
    const struct tokens *tokens = &doc->notes.tokens;
    const struct sentences *sentences = &doc->notes.sentences;
    uint8_t *labels = arena_new(keep, uint8_t, tokens->count);
    uint32_t *block = arena_new(keep, uint32_t, tokens->count);
    for (uint32_t s = 0; s < sentences->count; s++)
        for (uint32_t i = sentences->at[s].first_token; i < sentences->at[s].token_end; i++)
            block[i] = sentences->at[s].block + 1u;
    for (uint32_t a = 0; a < doc->said_count; a++)
        for (unsigned role = 1; role < SAYING_ROLES; role++)
            for (uint32_t p = 0; p < doc->said[a].role[role].count; p++) {
                struct mark at = doc->said[a].role[role].at[p];
                uint32_t in = 0;
                for (uint32_t i = token_at(tokens, at.from); i < tokens->count && tokens->at[i].at.from < at.to; i++) {
                    if (tokens->at[i].at.from < at.from || labels[i])
                        continue;
                    labels[i] = (uint8_t)(2 * role - (in != block[i]));
                    in = block[i];
                }
            }
    return labels;
}

/* What a reading may not say is mended: a run whose begin lies in another's shadow begins where it goes on. */
static uint8_t mended(uint8_t before, uint8_t label) { return saying_forbids(before, label) ? (uint8_t)(label - 1) : label; }

static struct span learn_glance(struct learner *l, const struct learn_plan *plan, unsigned without)
{
    struct arena scratch = l->spare.arena;
    struct set_builder b = set_builder_in(&scratch);
    for (size_t d = 0; d < l->set.count; d++) {
        const struct annotated *doc = &l->set.at[d];
        if (!learns_from(l, d, without))
            continue;
        uint8_t *labels = gold_labels(&scratch, doc);
        for (uint32_t i = 0; i < doc->notes.tokens.count; i++) {
            uint32_t features[SAYING_FEATURES];
            set_begin(&b);
            set_add(&b, saying_role(labels[i]) == SAYING_CUE, features, saying_glance_features(&l->of[d].view, i, features));
        }
    }
    return run(l, &scratch, &b, plan);
}

static void tag_report_glance(struct learner *l, size_t d, const struct rows *rows)
{
    saying_glance(&l->kept.arena, rows, &l->of[d].view);
    saying_look(&l->kept.arena, &l->of[d].view);
}

static struct span learn_reading(struct learner *l, const struct learn_plan *plan, unsigned without)
{
    struct arena scratch = l->spare.arena;
    struct set_builder b = set_builder_in(&scratch);
    bool again = plan->kind == SAYING_SECOND_KIND;
    for (size_t d = 0; d < l->set.count; d++) {
        const struct saying_view *view = &l->of[d].view;
        if (!learns_from(l, d, without))
            continue;
        uint8_t *labels = gold_labels(&scratch, &l->set.at[d]);
        for (uint32_t s = 0, first, end; saying_next(view, &s, &first, &end);) {
            struct saying_runs *runs = again ? saying_runs(&scratch, l->of[d].first, first, end) : NULL;
            set_begin(&b);
            uint8_t before = SAYING_LABELS;
            for (uint32_t i = first; i < end; i++) {
                uint32_t features[SAYING_FEATURES];
                before = mended(before, labels[i]);
                unsigned count = saying_features(view, first, end, i, features);
                if (again)
                    count += saying_again_features(view, runs, i, features + count);
                set_add(&b, before, features, count);
            }
        }
    }
    return run(l, &scratch, &b, plan);
}

static void tag_report_first(struct learner *l, size_t d, const struct rows *rows)
{
    if (!l->set.at[d].trains)
        l->first = *rows;
    l->of[d].first = saying_read(&l->kept.arena, rows, NULL, &l->of[d].view);
}

static void tag_report_second(struct learner *l, size_t d, const struct rows *rows)
{
    l->of[d].second = saying_read(&l->kept.arena, &l->first, rows, &l->of[d].view);
}

static void print_runs(FILE *out, const char *name, const struct tokens *tokens, const struct saying_run *runs, uint32_t count)
{
    fprintf(out, "\"%s\":[", name);
    for (uint32_t i = 0, n = 0; i < count; i++)
        if (runs[i].end > runs[i].first)
            fprintf(out, "%s[%u,%u]", n++ ? "," : "", tokens->at[runs[i].first].at.from, tokens->at[runs[i].end - 1].at.to);
    fprintf(out, "]");
}

/* What is made of the reports that do not train, for a scorer. */
static void predict(struct learner *l, const char *path)
{
    FILE *out = fopen(path, "w");
    if (!out)
        learn_fail("writing", path);
    for (size_t d = 0; d < l->set.count; d++) {
        const struct annotated *doc = &l->set.at[d];
        if (doc->trains)
            continue;
        struct arena scratch = l->spare.arena, own = arena_half(&scratch);
        struct sayings list = saying_join(&own, scratch, &l->of[d].view, l->of[d].second);
        fprintf(out, "{\"id\":\"%.*s\",\"attributions\":[", (int)doc->id.len, doc->id.at);
        for (uint32_t i = 0; i < list.count; i++) {
            fprintf(out, "%s{", i ? "," : "");
            print_runs(out, "source", &doc->notes.tokens, &list.at[i].source, 1);
            fputc(',', out);
            print_runs(out, "cue", &doc->notes.tokens, &list.at[i].cue, 1);
            fputc(',', out);
            print_runs(out, "content", &doc->notes.tokens, list.at[i].content, list.at[i].pieces);
            fputc('}', out);
        }
        fputs("]}\n", out);
    }
    fclose(out);
}

/* ---- one after the other ---- */

struct step {
    const char *name;
    struct span (*learn)(struct learner *, const struct learn_plan *, unsigned without);
    void (*tag)(struct learner *, size_t, const struct rows *);
    void (*measure)(const struct learner *);      /* or NULL */
    unsigned folds;                               /* 0 where nothing is learnt from what it says */
    struct learn_plan plan;
};

static struct span learn_or_take(struct learner *l, const struct step *step, unsigned without)
{
    struct span model = SPAN("");
    const char *kept = NULL;
    if (l->measured)
        model = learn_read_if_there(&l->kept.arena, arena_printf(&l->kept.arena, "%s/%s.rows", l->measured, step->name).at);
    else if (l->kept_models)
        model = learn_read_if_there(&l->kept.arena, kept = arena_printf(&l->kept.arena, "%s.%x.%u", l->kept_models, step->plan.kind, without).at);
    if (model.len || l->measured)
        return model;
    fprintf(stderr, "%s, without fold %u\n", step->name, without);
    model = step->learn(l, &step->plan, without);
    if (kept)
        learn_write(kept, model);
    return model;
}

/* Learns from all, and tags; reports that train are tagged by what was learnt without their fold. */
static struct span learn_and_tag(struct learner *l, const struct step *step)
{
    l->folds = step->folds;
    struct span all = learn_or_take(l, step, ALL_FOLDS);
    struct rows rows = open_rows(all, step->plan.kind);
    for (size_t d = 0; d < l->set.count; d++)
        if (!l->set.at[d].trains)
            step->tag(l, d, &rows);
    for (unsigned fold = 0; !l->measured && fold < step->folds; fold++) {
        struct rows part = open_rows(learn_or_take(l, step, fold), step->plan.kind);
        for (size_t d = fold; d < l->set.count; d += step->folds)
            if (l->set.at[d].trains)
                step->tag(l, d, &part);
    }
    if (step->measure)
        step->measure(l);
    return all;
}

static void read_reports(struct learner *l, const char *folder)
{
    l->set = annotated_read(&l->kept.arena, l->spare.arena, folder);
    l->of = arena_new(&l->kept.arena, struct tagged, l->set.count);
    for (size_t d = 0; d < l->set.count; d++)
        l->of[d].forms = tag_forms_read(&l->kept.arena, l->set.at[d].article.text, &l->set.at[d].notes.tokens);
    fprintf(stderr, "%zu reports\n", l->set.count);
}

static bool forbidden_names[(NAME_TAG_LABELS + 1) * NAME_TAG_LABELS];
static bool forbidden_roles[(SAYING_LABELS + 1) * SAYING_LABELS];
/* The second reading leaves out too much where it is in doubt. */
static const float lean_of_roles[SAYING_LABELS] = { [SAYING_NOTHING] = -0.12f, [2 * SAYING_SOURCE - 1] = 0.2f,
                                                    [2 * SAYING_CUE - 1] = 0.2f, [2 * SAYING_CONTENT - 1] = 0.2f };

static const struct step steps[] = {
    { "word_tag", learn_words, tag_report_words, measure_words, 2,
      { .way = LEARN_MISTAKES, .labels = WORD_TAG_COUNT, .bits = 16, .kind = WORD_TAG_KIND, .epochs = 4, .clip = 60 } },
    { "name_tag", learn_names, tag_report_names, measure_names, 2,
      { .way = LEARN_MISTAKES, .labels = NAME_TAG_LABELS, .bits = 16, .kind = NAME_TAG_KIND, .epochs = 5, .clip = 40,
        .forbidden = forbidden_names } },
    { "saying_glance", learn_glance, tag_report_glance, NULL, 5,
      { .labels = 2, .bits = 14, .kind = SAYING_GLANCE_KIND, .epochs = 4, .rate = 0.1f, .fade = 1e-3f, .clip = 6 } },
    { "saying_first", learn_reading, tag_report_first, NULL, 5,
      { .labels = SAYING_LABELS, .bits = 17, .kind = SAYING_FIRST_KIND, .epochs = 8, .rate = 0.005f, .fade = 1e-4f, .clip = 2,
        .forbidden = forbidden_roles } },
    { "saying_second", learn_reading, tag_report_second, NULL, 0,
      { .labels = SAYING_LABELS, .bits = 17, .kind = SAYING_SECOND_KIND, .epochs = 8, .rate = 0.005f, .fade = 1e-4f, .clip = 2,
        .forbidden = forbidden_roles, .lean = lean_of_roles } },
};

int main(int argc, char **argv)
{
    struct learner l = { 0 };
    const char *models = NULL, *predictions = NULL;
    if (argc < 2) {
        fprintf(stderr, "usage: learn_tags FOLDER [--models FOLDER] [--predictions FILE] [--kept PREFIX] [--measure FOLDER]\n");
        return 2;
    }
    for (int i = 2; i + 1 < argc; i += 2) {
        struct span name = span_of(argv[i]);
        if (span_equal(name, SPAN("--models"))) models = argv[i + 1];
        else if (span_equal(name, SPAN("--predictions"))) predictions = argv[i + 1];
        else if (span_equal(name, SPAN("--measure"))) l.measured = argv[i + 1];
        else if (span_equal(name, SPAN("--kept"))) l.kept_models = argv[i + 1];
        else learn_fail("reading the option", argv[i]);
    }
    for (unsigned i = 0; i < sizeof forbidden_names; i++)
        forbidden_names[i] = name_tag_forbids(i / NAME_TAG_LABELS, i % NAME_TAG_LABELS);
    for (unsigned i = 0; i < sizeof forbidden_roles; i++)
        forbidden_roles[i] = saying_forbids(i / SAYING_LABELS, i % SAYING_LABELS);
    l.kept = region_open((size_t)32 << 30);
    l.spare = region_open((size_t)16 << 30);
    read_reports(&l, argv[1]);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct step step = steps[i];
        step.plan.seed = 1;
        step.plan.progress = show_progress;
        struct span model = learn_and_tag(&l, &step);
        if (models)
            learn_write(arena_printf(&l.kept.arena, "%s/%s.rows", models, step.name).at, model);
    }
    if (predictions)
        predict(&l, predictions);
    return 0;
}
