/* news/copy.h -- two articles that share wording */
#ifndef SYN_NEWS_COPY_H
#define SYN_NEWS_COPY_H

#include <stdint.h>

#include "base/span.h"

struct shared_run { struct mark a, b; };      /* the same words, at both places */

struct copy {
    uint32_t a, b;                 /* numbers of articles in the set that was given, a < b */
    float containment;             /* the larger of in_a and in_b */
    float in_a, in_b;              /* share of a's (b's) words that stand in shared runs */
    struct shared_run *runs;       /* in order of a */
    uint32_t run_count;
};
struct copies { struct copy *at; size_t count; };   /* sorted by a, then b */

#endif
