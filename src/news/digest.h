/* news/digest.h -- the stories of a day, each as a few lines
 *
 * Plain data in one arena: what a reader of a digest is told of each story, chosen by tell/digest_story.h.  All words
 * of reports are their exact words, with the report they stand in and their place in it.
 */
#ifndef SYN_NEWS_DIGEST_H
#define SYN_NEWS_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "news/when.h"

enum { DIGEST_AGREED = 3, DIGEST_DIFFERENCES = 3, DIGEST_SIDES = 3, DIGEST_COPIES = 3, DIGEST_NAMES = 4 };

/* What a report says. */
struct digest_words {
    struct span words;           /* empty: there is none of it */
    struct span report, outlet;  /* "a17"; the outlet, or the id where it is unknown */
    struct span language, url;
    struct mark at;              /* of `words` in the report's text */
    bool cut;                    /* they go on behind `at` */
};

struct digest_claim {
    struct digest_words said;
    uint32_t origins;            /* how many accounts hold it */
};

/* One of the values that a difference is between. */
struct digest_side {
    struct digest_words said;
    uint32_t reports;            /* how many say so */
};

struct digest_difference {
    uint8_t label, kind;         /* enum difference_label, difference_kind */
    struct span slot;            /* "people hurt" */
    struct digest_side sides[DIGEST_SIDES];
    uint32_t count, more;        /* of sides; and how many more there are */
};

/* Reports that go back to one account. */
struct digest_copies {
    struct span source;          /* the outlet of that account */
    struct span names[DIGEST_NAMES];   /* outlets */
    uint32_t count, more;
};

struct digest_report {
    struct span id, outlet, title, url, language;
    struct when published;
    bool own;                    /* an account of its own, not made of another report */
};

struct digest_story {
    struct span id;              /* "s4" */
    struct digest_words headline;
    struct digest_words who, where;
    struct when when, from, to;  /* of the event; first and last publication */
    uint32_t origins, reports, outlets, conflicts, differences;
    struct spans languages;
    struct span one_source;      /* what all reports rest on */

    struct digest_claim agreed[DIGEST_AGREED];
    uint32_t agreed_count;
    struct digest_words quote;
    struct span speaker;         /* of the quote */
    struct digest_difference shown[DIGEST_DIFFERENCES];
    uint32_t shown_count;
    struct digest_words only;    /* what one account alone has */
    struct digest_copies copies[DIGEST_COPIES];
    uint32_t copies_count;
    struct digest_report *list;  /* `reports` many, accounts of their own first */
};

struct digest {
    int64_t since, until;        /* seconds; what came from the one up to the other */
    struct span language;        /* only stories with reports in it; empty: in any */
    struct digest_story *stories;
    uint32_t count;
    uint32_t more;               /* stories of that time that are not told */
};

#endif
