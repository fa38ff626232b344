/* run/pile.h -- a closed set of reports, and what the stages make of it
 *
 * Reports are added in any order and number of calls; then they are put in order (by id, file, text),
 * get ids of their own ("-2", "-3" for those whose id is taken), lose what their outlet prints under all
 * of its reports (extract/standing.h), are annotated, grouped and compared.  The
 * same set gives the same stories and synopses, whatever the order and the number of threads.
 *
 * A document that comes twice (same name, same place in it, same bytes) counts once.  A report without
 * any text is a problem and is left out.
 *
 * Fails:   a bad input costs one call of `problem` (run/batch.h).
 * Memory:  all that is returned lives until the pile is closed or has something added.
 * Threads: one at a time; the work itself is done by as many as were asked for.
 * Cost:    that of the stages.
 */
#ifndef SYN_RUN_PILE_H
#define SYN_RUN_PILE_H

#include "base/map.h"
#include "group/chain.h"
#include "group/explain.h"
#include "group/stories.h"
#include "news/synopsis.h"
#include "run/batch.h"

struct pile_entry {
    struct report *report;
    struct span own_id;            /* before it was made unique */
};

struct pile {
    struct batch *batch;           /* holds the reports */
    struct crew crew;              /* holds what is made of them */
    struct shelf list;             /* entries and `seen` */
    struct shelf set;              /* lists over the whole set, and what grouping makes */
    struct region own;
    struct pile_entry *entries;
    const struct report **reports; /* after pile_order: the entries' reports, by id */
    size_t count, room, text_bytes;
    struct map seen;               /* documents that came already */
    bool ordered;
    bool articles_alone;           /* set by the owner of a new pile: nothing is annotated (grouping does without) */
    struct stories stories;        /* of the last pile_stories: by the place of the report in `reports` */
    double likeness_least;         /* group/stories.h; the owner of a new pile may set another */
    struct run_hooks hooks;        /* problem and progress; those of the last pile_add_* */
};

/* 0 threads: as many as there are processors. */
struct pile *pile_open(unsigned threads);
void pile_add_inputs(struct pile *pile, const char *const *inputs, size_t count, const struct run_hooks *hooks);
void pile_add_bytes(struct pile *pile, struct span bytes, struct span name, struct run_hint hint,
                    const struct run_hooks *hooks);
/* Documents at hand; what they point to must live until the call returns. */
void pile_add_documents(struct pile *pile, const struct raw_document *documents, size_t count,
                        const struct run_hooks *hooks);
void pile_close(struct pile *pile);

/* Puts the reports in order and names them; the functions below do it by themselves. */
void pile_order(struct pile *pile);

/* Two texts of which less is shared have names and phrases in common, not a source: what grouping and
 * comparing ask for. */
#define PILE_LEAST_SHARED 0.05
struct copies pile_copies(struct pile *pile, double least);

/* With `one_story` all reports are taken to tell of one event. */
struct pile_story { const struct report **reports; uint32_t count; struct span id; };
struct pile_stories { struct pile_story *at; size_t count; };
struct pile_stories pile_stories(struct pile *pile, bool one_story);

/* Which of the stories of the last pile_stories go on with which (group/chain.h). */
struct links pile_chains(struct pile *pile);

/* The place of the report with this id in pile->reports; PILE_NONE where there is none. */
#define PILE_NONE SIZE_MAX
size_t pile_find(const struct pile *pile, struct span id);
/* Why reports are in the stories of the last pile_stories (group/explain.h). */
struct explanation pile_explain(struct pile *pile, size_t which, uint32_t most);
struct grounds pile_explain_pair(struct pile *pile, size_t which, size_t other);

/* Stories with most reports first; equal ones by their first report. */
struct synopses { struct synopsis *at; size_t count; };
struct synopses pile_compare(struct pile *pile, bool one_story);

#endif
