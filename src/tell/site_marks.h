/* tell/site_marks.h -- an article's text with everything that was found in it, marked in place
 *
 * Marks may lie over each other in any way.  Each becomes one element or, where it crosses the end of another or of a
 * block, several; only the first of them has its id.  Links are laid around the text itself, inside of all marks, so
 * that none ever stands in another: a stretch leads to where the innermost of its marks leads.
 *
 * In:      any text, and marks anywhere in it or beside it: they are cut to whole letters of the text.
 * Fails:   never.   Memory: `out` grows in its own arena; order and stack in the scratch.   Threads: any.
 * Cost:    a sort of the marks, then linear in text and marks: MARKS_DEEP of them lie over each other at most, and of
 *          those beyond it only the places are kept.
 */
#ifndef SYN_TELL_SITE_MARKS_H
#define SYN_TELL_SITE_MARKS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "news/article.h"

enum { MARKS_DEEP = 8 };

enum site_mark_kind {
    SITE_MARK_CLAIM,
    SITE_MARK_ALONE,           /* a claim of this account alone */
    SITE_MARK_QUOTE,
    SITE_MARK_FIGURE,
    SITE_MARK_PLACE,           /* of something else, without a look of its own */
    SITE_MARK_NAME
};

struct site_mark {
    struct mark at;
    uint8_t kind;              /* enum site_mark_kind */
    bool has_sign;
    uint8_t sign;              /* enum difference_label, drawn behind it */
    char list;                 /* 'c': leads to #nc7, and has the id mc7 where `is_first`; 0: leads nowhere */
    bool is_first;
    bool is_still;             /* has its id, and leads nowhere */
    uint32_t number;
    struct span name;          /* leads to the page of that name; or empty */
};

struct site_text {
    const struct article *article;
    struct site_mark *marks;   /* sorted by site_text_begin, which leaves out those that are empty */
    uint32_t count;
    struct mark at;            /* a place that was asked for: <mark id="at">; or empty */
    struct marks shared;       /* words of the report that this one goes back to: bars in the margin */
};

/* Whether any of it is shown: what lies beside all blocks is not, and nothing could lead there. */
bool site_text_shows(const struct article *a, struct mark at);

struct site_walk;
/* The title first, where it is part of the text; then the body. */
struct site_walk *site_text_begin(struct buffer *out, struct arena *scratch, struct site_text *text);
/* `<h1>`, in the report's language. */
void site_text_title(struct site_walk *walk);
/* `<div class="body">` with all blocks, and what was cut between them folded, with its size. */
void site_text_body(struct site_walk *walk);

#endif
