/* tell/found.h -- what a search found, and lists of stories, for a terminal or as JSON
 *
 * JSON is a line an article, or a story (docs/formats.md); times in it are UTC.
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_FOUND_H
#define SYN_TELL_FOUND_H

#include "news/when.h"
#include "tell/tell.h"
#include "text/json.h"

struct found_article {
    int64_t article, story;            /* story 0: none yet */
    int64_t place;                     /* where a page goes on behind it */
    uint32_t versions;
    struct span outlet, language, url, title;
    struct when published;
    int64_t first_seen;
    struct span text;                  /* of the article, whole */
    struct mark shown;                 /* the stretch of it that is shown */
    struct marks hits, title_hits;     /* in text, within `shown`; in title */
};

struct found_page {
    struct span query;
    const struct found_article *at;
    uint32_t count;
    uint32_t found;                    /* 0: not counted */
    bool more;                         /* than `found` */
    bool goes_on;                      /* behind the last one */
    struct span note;                  /* or empty */
};

void tell_found_text(struct buffer *out, const struct found_page *page, struct tell_options options);
void tell_found_json(struct buffer *out, const struct found_page *page);
/* One of them, as an object. */
void found_article_json(struct json_writer *w, const struct found_article *a);

struct listed_story {
    int64_t story;
    struct span place;                 /* where a page goes on behind it */
    struct span headline, languages;   /* languages: parted by blanks */
    int64_t first, latest;             /* seconds since 1970 */
    uint32_t reports, origins, conflicts, differences;
    bool told, outdated;               /* told: the last three are known; outdated: of an earlier state of it */
};

struct listed_page {
    const struct listed_story *at;
    uint32_t count;
    bool more;                         /* behind the last one */
    bool cut;                          /* only the latest `walked` reports were looked at */
    uint32_t walked;
    uint32_t unknown;                  /* larger stories not told as they are now; `many`: that many or more */
    bool many;
};

void tell_stories_text(struct buffer *out, const struct listed_page *page, struct tell_options options);
void tell_stories_json(struct buffer *out, const struct listed_page *page);
/* The members of one, into the object that is open. */
void found_story_members(struct json_writer *w, const struct listed_story *story);

#endif
