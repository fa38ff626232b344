/* tell/site_compare.h -- the drop box: a form that takes files, texts and addresses, and what came of them
 *
 * A file input as large as this takes what is dropped on it without any script.
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_SITE_COMPARE_H
#define SYN_TELL_SITE_COMPARE_H

#include "base/buffer.h"

struct site_drop {
    bool small;                /* as a part of another page: without limits and choices */
    bool fetches;              /* addresses are taken */
    bool keeps;                /* who asks may keep what he gives */
    bool one_story;            /* chosen */
    struct span text, addresses;   /* what was given before */
    unsigned reports_most, megabytes_most, body_megabytes_most, addresses_most;
};
/* The whole <form>; it posts to /compare. */
void site_drop_form(struct buffer *out, const struct site_drop *drop);

struct site_dropped {
    unsigned reports, stories;
    const struct span *problems;   /* whole sentences */
    unsigned problem_count, problems_more;
    bool keeps;
    struct span again;             /* all that was given, for another form of the same; empty: too large */
    bool one_story;
};
/* What was read, what was not and why, what can be taken away; the stories follow. */
void site_drop_result(struct buffer *out, const struct site_dropped *dropped);

struct site_kept_story { struct span id, headline; };
struct site_kept {
    unsigned reports, fresh;       /* fresh: that were not there just so */
    const struct site_kept_story *stories;
    unsigned story_count;
    const struct span *problems;
    unsigned problem_count, problems_more;
};
void site_drop_kept(struct buffer *out, const struct site_kept *kept);

#endif
