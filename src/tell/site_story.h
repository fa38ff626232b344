/* tell/site_story.h -- a story in the server's frame: its page, one item of it beside its reports, its log
 *
 * The page is that of tell_html (tell/tell.h) but for two things: links lead to the server's addresses, to articles at
 * the place and to items side by side; and it holds what has room.  Each section has its share of the page in bytes, so
 * a page stays below SITE_STORY_MOST however many reports there are and however long their names; what had no room is
 * on pages of that section alone (`part`, from number `from` on).
 *
 * Reports are known by the ids of their articles ("a17"), which stand in the synopsis.
 *
 * Fails:   never.   Memory: `out` grows in its own arena.   Threads: any.
 * Cost:    linear in the synopsis; side by side, in the texts of the reports that are shown.
 */
#ifndef SYN_TELL_SITE_STORY_H
#define SYN_TELL_SITE_STORY_H

#include <stdbool.h>

#include "base/buffer.h"
#include "news/synopsis.h"

enum { SITE_STORY_MOST = 300000,       /* bytes of a page, its frame included */
       SITE_COLUMNS_FOLD = 24 };       /* reports beyond which the table of claims has one column an account */

/* In the order of the page; each but the whole is also the name of a query: ?claims=all. */
enum site_story_part { SITE_STORY_WHOLE, SITE_STORY_LINEAGE, SITE_STORY_CLAIMS, SITE_STORY_DIFFERENCES,
                       SITE_STORY_QUOTES, SITE_STORY_ONLY, SITE_STORY_MISSING, SITE_STORY_TIMELINE, SITE_STORY_REPORTS,
                       SITE_STORY_PARTS };
const char *site_story_part_name(enum site_story_part part);     /* "claims"; empty for the whole */

enum site_columns { SITE_COLUMNS_FIT, SITE_COLUMNS_ACCOUNT, SITE_COLUMNS_REPORT };

struct site_story {
    const struct synopsis *synopsis;
    struct span id;                    /* "s4" */
    uint32_t later;                    /* reports that have come since it was told */
    bool stale;                        /* it has changed since it was told */
    enum site_columns columns;
    enum site_story_part part;
    uint32_t from;                     /* of a part alone: the number of the item that it begins with */
};

void site_story(struct buffer *out, struct arena scratch, const struct site_story *story);

/* An item in all reports that hold it, `number` as in its id on the page (c12, d3, q2, t1; the edge of that number).
 * `inside`: only what stands in <main>, with headings one lower, to be shown within another page.  False: there is none
 * of that number, and nothing was written. */
enum site_item { SITE_CLAIM, SITE_DIFFERENCE, SITE_QUOTE, SITE_HAPPENING, SITE_DESCENT, SITE_ITEMS };
const char *site_item_name(enum site_item item);                 /* "claims", ...: the segment of the path */
bool site_beside(struct buffer *out, struct arena scratch, const struct site_story *story, enum site_item item,
                 uint32_t number, bool inside);
/* What it is about, for the page's title; empty where there is none. */
struct span site_item_title(const struct synopsis *s, enum site_item item, uint32_t number);

/* What happened to the story: a line an event, oldest first. */
struct site_event { int64_t at; const char *what; struct span article, outlet, title, language, was, story; };
void site_story_log(struct buffer *out, const struct site_story *story, const struct site_event *events, uint32_t count,
                    uint32_t left_out);

#endif
