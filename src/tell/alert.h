/* tell/alert.h -- what an alert says: a message in JSON, each of its items alone, a feed of items
 *
 * Fails: never.   Memory: the buffer's.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_ALERT_H
#define SYN_TELL_ALERT_H

#include "base/buffer.h"
#include "news/when.h"
#include "tell/atom.h"

enum { ALERT_SUMMARY_MAX = 400 };

struct alert_item {
    struct atom_id id;             /* the same whenever the same is told */
    struct span what;              /* "report", "change", "size", "origins", "conflict" */
    struct span article, story;    /* "a17", "s4"; article empty where it is of the whole story */
    uint32_t version;              /* of a change */
    struct span title, outlet, byline, url, language;   /* of the article, or of the story's headline */
    struct span summary;           /* the report's begin; the values that are in conflict */
    struct when published;
    int64_t seen;                  /* seconds */
    uint32_t reports, origins, conflicts;   /* of the story */
    bool told;                     /* origins and conflicts are known, of what it is now */
};

struct alert_message {
    struct span alert;             /* its name */
    struct span search, story;     /* what it looks at: the one or the other */
    struct span condition;
    int64_t made;                  /* seconds */
    bool test, more;               /* sent by hand, moving no mark; there is more to tell */
    const struct span *items;      /* as tell_alert_item wrote them */
    uint32_t count;
};

/* One object; see docs/formats.md. */
void tell_alert_item(struct buffer *out, const struct alert_item *item);
void tell_alert(struct buffer *out, const struct alert_message *message);

/* The feed of an alert: items as they were told, latest first. */
void tell_alert_feed(struct buffer *out, struct arena scratch, struct span alert, int64_t made,
                     const struct span *items, uint32_t count);

#endif
