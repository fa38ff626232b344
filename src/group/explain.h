/* group/explain.h -- why reports are of one story, or of two
 *
 * The same figures that stories are made by (group/likeness.h), for one report against each of the others and against
 * each story, with the words that stand in both.
 *
 * In:      reports and what stories_group made of them.
 * Out:     the reports and stories that are most like it, best first; words are those of the report that is explained,
 *          as they stand there.
 * Fails:   never.   Memory: result in `keep`.   Threads: any.
 * Cost:    linear in the set; the words of what comes out are looked for in the text one by one.
 */
#ifndef SYN_GROUP_EXPLAIN_H
#define SYN_GROUP_EXPLAIN_H

#include "group/likeness.h"
#include "group/stories.h"

enum { EXPLAIN_WORDS = 8 };

/* Words that both have, and their part of the cosine. */
struct ground { struct span words; double part; };

struct grounds {
    uint32_t report, story;              /* the other report, or a story without the report itself */
    struct likeness likeness;
    double bridge;                       /* where all is in another language: the (mean) cosine of what stands for any */
    enum apart apart;                    /* why the two would not be joined by themselves */
    struct ground at[EXPLAIN_WORDS];     /* none for stories */
    uint32_t count;
};

struct explanation {
    struct grounds *reports, *stories;   /* best first; of the stories the own one is the first, where it has others */
    uint32_t report_count, story_count;
};

/* At most `most` reports of the own story, as many others, and as many stories. */
struct explanation explain_report(struct arena *keep, struct arena scratch, const struct report *const *reports,
                                  size_t count, const struct stories *stories, uint32_t which, double least,
                                  uint32_t most);
/* One against one other. */
struct grounds explain_pair(struct arena scratch, const struct report *const *reports, const struct stories *stories,
                            uint32_t which, uint32_t other, double least);

#endif
