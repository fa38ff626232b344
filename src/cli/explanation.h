/* cli/explanation.h -- why a report is in its story, for people and for programs
 *
 * What group/explain.h found out, in words and figures: reports of its own story and of others that are most like it,
 * the words that they share, and its story and others as wholes.
 *
 * Fails: never.   Memory: `out`.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_CLI_EXPLANATION_H
#define SYN_CLI_EXPLANATION_H

#include "base/buffer.h"
#include "run/vicinity.h"

/* first: the id of its first report; count: of all its reports. */
struct explained_story { struct span id, first; uint32_t count; };

struct explained {
    const struct report *const *reports;
    const uint32_t *of;                      /* by report the number of its story */
    const struct explained_story *stories;
    double least;                            /* likeness in a story */
    struct spans hand;                       /* what was done by hand, a line each; at NULL: nobody could */
};

void explanation_put(struct buffer *out, const struct explained *set, size_t which, const struct explanation *e,
                     bool json);

#endif
