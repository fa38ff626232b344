#include "compare/compare.h"

#include <math.h>
#include <stdlib.h>

#include "compare/align.h"
#include "compare/claims.h"
#include "compare/comparison.h"
#include "compare/differences.h"
#include "compare/elsewhere.h"
#include "compare/headline.h"
#include "compare/lineage.h"
#include "compare/names.h"
#include "compare/passages.h"
#include "compare/primary.h"
#include "compare/quotes.h"
#include "compare/scene.h"
#include "compare/timeline.h"

/* ---- a fixed order of the reports ---- */

struct numbered { const struct report *report; uint32_t number; };

static int by_id(const void *a, const void *b)
{
    const struct article *x = &((const struct numbered *)a)->report->article, *y = &((const struct numbered *)b)->report->article;
    int order = span_compare(x->id, y->id);
    if (!order)
        order = span_compare(x->file, y->file);
    return order ? order : span_compare(x->text, y->text);
}

/* Sorts the reports, and the copies with them. */
static void put_in_order(struct arena *keep, struct arena scratch, struct comparison *c, const struct copies *given)
{
    struct numbered *at = arena_new(&scratch, struct numbered, c->count);
    const struct report **sorted = arena_new(keep, const struct report *, c->count);
    uint32_t *place = arena_new(&scratch, uint32_t, c->count);
    struct copies *copies = arena_new(keep, struct copies, 1);
    for (uint32_t r = 0; r < c->count; r++)
        at[r] = (struct numbered){ c->reports[r], r };
    qsort(at, c->count, sizeof *at, by_id);
    for (uint32_t r = 0; r < c->count; r++) {
        sorted[r] = at[r].report;
        place[at[r].number] = r;
    }
    copies->count = given ? given->count : 0;
    copies->at = arena_new(keep, struct copy, copies->count);
    for (size_t i = 0; i < copies->count; i++) {
        copies->at[i] = given->at[i];
        copies->at[i].a = place[given->at[i].a];
        copies->at[i].b = place[given->at[i].b];
    }
    c->reports = sorted;
    c->copies = copies;
}

/* ---- origins and their order ---- */

struct root { uint32_t report, size; struct when published; };

static int by_time(const void *a, const void *b)
{
    const struct root *x = a, *y = b;
    bool known_x = when_known(x->published), known_y = when_known(y->published);
    if (x->size != y->size)
        return (x->size < y->size) - (x->size > y->size);
    if (known_x != known_y)
        return known_y - known_x;
    if (known_x && x->published.from != y->published.from)
        return (x->published.from > y->published.from) - (x->published.from < y->published.from);
    return (x->report > y->report) - (x->report < y->report);
}

static uint32_t origin_size(const struct comparison *c, uint32_t origin)
{
    uint32_t size = 0;
    for (uint32_t r = 0; r < c->count; r++)
        size += c->origin_of[r] == origin;
    return size;
}

static struct span label_of(struct arena *keep, const struct comparison *c, uint32_t report, const struct lineage *lineage)
{
    struct span own = lineage_label(keep, &c->reports[report]->article);
    for (uint32_t i = 0; i < lineage->count; i++) {
        const struct lineage_edge *edge = &lineage->at[i];
        if (edge->to != report)
            continue;
        struct span id = c->reports[edge->from]->article.id;
        if (edge->kind == LINEAGE_COMMON_SOURCE)
            return own.len ? own : arena_printf(keep, "same source as %.*s", (int)id.len, id.at);
        return arena_printf(keep, "%s of %.*s", lineage_kind_text(edge->kind), (int)id.len, id.at);
    }
    return own.len ? own : SPAN("own account");
}

/* Origins with most reports first, then by time; in each the root first, the others by id. */
static void fill_reports(struct arena *keep, struct arena scratch, struct comparison *c, const struct lineage *lineage,
                         struct synopsis *s)
{
    struct root *roots = arena_new(&scratch, struct root, c->origin_count);
    uint32_t count = 0;
    for (uint32_t r = 0; r < c->count; r++)
        if (c->source_of[r] == STATEMENT_NONE)
            roots[count++] = (struct root){ r, origin_size(c, c->origin_of[r]), c->reports[r]->article.published };
    qsort(roots, count, sizeof *roots, by_time);
    s->reports = arena_new(keep, struct story_report, c->count);
    s->origins = arena_new(keep, struct origin, count);
    for (uint32_t o = 0; o < count; o++) {
        struct origin *origin = &s->origins[s->origin_count++];
        uint32_t root = roots[o].report;
        *origin = (struct origin){ s->report_count, s->report_count, 0, lineage->behind[root] };
        for (uint32_t pass = 0; pass < 2; pass++)
            for (uint32_t r = 0; r < c->count; r++) {
                if (c->origin_of[r] != c->origin_of[root] || (r == root) != (pass == 0))
                    continue;
                c->rank[r] = s->report_count;
                s->reports[s->report_count++] = (struct story_report){ c->reports[r], o, r == root, label_of(keep, c, r, lineage) };
                origin->count++;
            }
    }
}

static int by_edge(const void *a, const void *b)
{
    const struct lineage_edge *x = a, *y = b;
    return (x->to > y->to) - (x->to < y->to);
}

static void fill_lineage(const struct comparison *c, const struct lineage *lineage, struct synopsis *s)
{
    s->lineage = lineage->at;
    s->lineage_count = lineage->count;
    for (uint32_t i = 0; i < lineage->count; i++) {
        s->lineage[i].from = c->rank[s->lineage[i].from];
        s->lineage[i].to = c->rank[s->lineage[i].to];
    }
    qsort(s->lineage, s->lineage_count, sizeof *s->lineage, by_edge);
}

/* ---- the story's own fields ---- */

static void fill_span_of_time(struct synopsis *s)
{
    for (uint32_t r = 0; r < s->report_count; r++) {
        struct when published = s->reports[r].report->article.published;
        if (!when_known(published))
            continue;
        if (!when_known(s->from) || published.from < s->from.from)
            s->from = published;
        if (!when_known(s->to) || published.from > s->to.from)
            s->to = published;
    }
}

static void fill_languages(struct arena *keep, struct synopsis *s)
{
    uint32_t *counts = arena_new(keep, uint32_t, s->report_count);
    s->languages.at = arena_new(keep, struct span, s->report_count);
    for (uint32_t r = 0; r < s->report_count; r++) {
        struct span language = s->reports[r].report->article.language;
        uint32_t i = 0;
        while (i < s->languages.count && !span_equal(s->languages.at[i], language))
            i++;
        if (!language.len)
            continue;
        s->languages.at[i] = language;
        s->languages.count += i == s->languages.count;
        counts[i]++;
        for (; i && counts[i] > counts[i - 1]; i--) {
            struct span other = s->languages.at[i - 1];
            uint32_t count = counts[i - 1];
            s->languages.at[i - 1] = s->languages.at[i];
            counts[i - 1] = counts[i];
            s->languages.at[i] = other;
            counts[i] = count;
        }
    }
}

static bool languages_differ(const struct comparison *c)
{
    for (uint32_t r = 1; r < c->count; r++)
        if (!span_equal(c->reports[r]->article.language, c->reports[0]->article.language))
            return true;
    return false;
}

/* Estimates hold no more than three decimals.  A synopsis that went through its JSON has no others. */
static void round_share(float *share) { *share = (float)(round((double)*share * 1000) / 1000); }

static void round_estimates(struct synopsis *s)
{
    for (uint32_t i = 0; i < s->claim_count; i++)
        round_share(&s->claims[i].weight);
    for (uint32_t i = 0; i < s->difference_count; i++)
        round_share(&s->differences[i].weight);
    for (uint32_t i = 0; i < s->lineage_count; i++) {
        round_share(&s->lineage[i].share);
        round_share(&s->lineage[i].sure);
    }
}

struct synopsis compare_story(struct arena *keep, struct arena scratch, const struct report *const *reports,
                              uint32_t count, const struct copies *copies, struct neighbours around)
{
    struct comparison c = { .reports = reports, .count = count };
    struct synopsis s = { 0 };
    put_in_order(keep, scratch, &c, copies);
    c.rank = arena_new(keep, uint32_t, count);
    c.words = arena_new(keep, struct word *, count);
    bool across = languages_differ(&c);
    for (uint32_t r = 0; r < count; r++)
        c.words[r] = (across ? words_read_across : words_read)(keep, scratch, c.reports[r]);
    c.names = names_join(keep, scratch, c.reports, count);
    c.statements = statement_cut(keep, scratch, STATEMENT_CLAUSE, c.reports, c.words, count, &c.names);
    statement_weigh(scratch, c.statements);
    c.cluster_count = align_statements(keep, scratch, c.statements, &c.nears);

    struct lineage lineage = lineage_trace(keep, scratch, &c);
    fill_reports(keep, scratch, &c, &lineage, &s);
    fill_lineage(&c, &lineage, &s);
    s.when = timeline_event_day(scratch, &c);
    fill_span_of_time(&s);
    fill_languages(keep, &s);

    struct quote_list quotes = quotes_collate(keep, scratch, &c);
    struct difference_list differences = differences_find(keep, scratch, &c);
    struct timeline timeline = timeline_build(keep, scratch, &c, s.when);
    struct claim_list claims = claims_tell(keep, scratch, &c, s.when);
    claims_tie(keep, scratch, &claims, differences.at, differences.count, quotes.at, quotes.count);
    struct passage_list passages = passages_find(keep, scratch, &c);
    s.passages = passages.at;
    s.passage_count = passages.count;
    elsewhere_look(keep, scratch, &c, around, &claims);
    s.quotes = quotes.at;
    s.quote_count = quotes.count;
    s.differences = differences.at;
    s.difference_count = differences.count;
    s.timeline = timeline.at;
    s.happening_count = timeline.count;
    s.claims = claims.at;
    s.claim_count = claims.count;
    headline_choose(scratch, &c, &s);
    scene_set(scratch, &c, &s);
    primary_find(keep, scratch, &c, &s);
    round_estimates(&s);
    return s;
}
