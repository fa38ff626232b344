/* compare/comparison.h -- what the parts of compare hand to each other about one story
 *
 * Filled in this order: names, statements, claims' clusters (align), lineage, then what is told.
 * Report numbers here are those of `reports`, sorted by id; the synopsis has its own order (by origin).
 */
#ifndef SYN_COMPARE_COMPARISON_H
#define SYN_COMPARE_COMPARISON_H

#include "base/arena.h"
#include "compare/align.h"
#include "compare/names.h"
#include "compare/statement.h"
#include "news/copy.h"
#include "news/report.h"
#include "news/synopsis.h"

struct comparison {
    const struct report *const *reports;
    uint32_t count;
    struct word **words;             /* [report][token] */
    struct story_names names;
    struct statements statements;
    uint32_t cluster_count;          /* statements.at[i].claim is below it */
    struct nears nears;
    const struct copies *copies;     /* numbered as `reports` */

    /* Written by lineage_trace: */
    uint32_t *origin_of;             /* report -> number of its origin */
    uint32_t *source_of;             /* report -> the report it was made of, or STATEMENT_NONE */
    uint32_t origin_count;

    /* Written by compare_story then: */
    uint32_t *rank;                  /* report -> its number in the synopsis */
};

/* Evidence as the synopsis numbers it. */
static inline struct evidence evidence_at(const struct comparison *c, uint32_t report, struct mark at)
{
    return (struct evidence){ c->rank[report], at };
}

/* The report of each number in the synopsis: the inverse of rank. */
static inline uint32_t *reports_by_rank(struct arena *arena, const struct comparison *c)
{
    uint32_t *report_at = arena_new(arena, uint32_t, c->count);
    for (uint32_t r = 0; r < c->count; r++)
        report_at[c->rank[r]] = r;
    return report_at;
}

static inline int evidence_order(struct evidence a, struct evidence b)
{
    if (a.report != b.report)
        return (a.report > b.report) - (a.report < b.report);
    return (a.at.from > b.at.from) - (a.at.from < b.at.from);
}

/* The name of the story at a mention, attribution's speaker ...; UINT32_MAX for ENTITY_NONE. */
static inline uint32_t name_of(const struct comparison *c, uint32_t report, uint32_t entity)
{
    return entity == ENTITY_NONE ? UINT32_MAX : c->names.of[report][entity];
}

static inline struct span words_at(const struct comparison *c, uint32_t report, struct mark at)
{
    return mark_span(c->reports[report]->article.text, at);
}

/* Counts the reports of a set and their origins.  Begin with holders_in; add each report any number of
 * times. */
struct holders { bool *report, *origin; uint32_t reports, origins; };

static inline struct holders holders_in(struct arena *arena, const struct comparison *c)
{
    return (struct holders){ arena_new(arena, bool, c->count), arena_new(arena, bool, c->origin_count), 0, 0 };
}

static inline void holders_add(struct holders *h, const struct comparison *c, uint32_t report)
{
    h->reports += !h->report[report];
    h->report[report] = true;
    h->origins += !h->origin[c->origin_of[report]];
    h->origin[c->origin_of[report]] = true;
}

#endif
