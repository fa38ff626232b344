/* compare/revision_change.h -- the changes of consequence, one finder a kind
 *
 * Each looks at what the alignment (compare/revision_align.h) says was changed, and adds what it finds; the same
 * change made often (a name, all through) is told once, with its count.
 *
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    linear in the annotations; within one place (a hunk) each is held against REVISION_TRIES others at most.
 */
#ifndef SYN_COMPARE_REVISION_CHANGE_H
#define SYN_COMPARE_REVISION_CHANGE_H

#include "base/map.h"
#include "compare/revision_align.h"

enum { REVISION_TRIES = 16 };

struct revision_changes {
    struct arena *keep;
    struct arena *growing;             /* for the list alone */
    struct revision_change *at;
    size_t count, room;
    struct map told;                   /* kind and words -> number of the change + 1 */
};

/* One that is told already counts once more. */
void revision_add(struct revision_changes *to, struct revision_change change);

void revision_figures(struct revision_changes *to, struct arena scratch, const struct alignment *alignment);
void revision_dates(struct revision_changes *to, struct arena scratch, const struct alignment *alignment);
void revision_names(struct revision_changes *to, struct arena scratch, const struct alignment *alignment);
void revision_quotes(struct revision_changes *to, struct arena scratch, const struct alignment *alignment);
void revision_sources(struct revision_changes *to, struct arena scratch, const struct alignment *alignment);

/* ---- what the finders share ---- */

/* Things (figures, dates, names, quotes) of one version: by number, with the first and last of their tokens. */
struct thing { struct mark at; uint32_t first, end, hunk; bool done; };   /* hunk: of any of its tokens; 0: untouched */
struct things { struct thing *at; uint32_t count; };
struct thing thing_at(const struct version *v, struct mark at);

/* Those of `after` that stand in a hunk, so that they are found by it. */
struct hunk_index { uint32_t *first, *next; };   /* by hunk; by thing: numbers of things, UINT32_MAX at the end */
struct hunk_index hunk_index_of(struct arena *keep, struct things things, uint32_t hunks);

/* The thing of `things`, sorted by place, that holds the token; UINT32_MAX where there is none. */
uint32_t thing_of_token(struct things things, uint32_t token);

#endif
