/* store/alert.h -- alerts: what they wait for, whom they tell, what they have told
 *
 * An alert looks at a saved search or a query, or at one story, and waits for one condition.  Its marks say up to where
 * it has told: they move only after a delivery, so that nothing is lost (run/alert.h).
 *
 * Fails:   as the database does; SYN_NOT_FOUND where there is none of that name.
 * Memory:  what is read goes to `keep`.      Threads: one at a time a database.
 * Cost:    what is new is read by number from the marks on; stories that are looked at, one row each.
 */
#ifndef SYN_STORE_ALERT_H
#define SYN_STORE_ALERT_H

#include "base/arena.h"
#include "store/database.h"
#include "store/store.h"

enum { ALERT_NAME_MAX = 64, ALERT_FEED_ITEMS = 100 };

/* What it waits for; as docs/formats.md calls it. */
#define ALERT_CONDITIONS(X)   \
    X(REPORTS,   "reports")   /* each report that is found, or joins the story */        \
    X(CHANGES,   "changes")   /* each further version of a report of its stories */      \
    X(SIZE,      "size")      /* one of its stories has `least` reports */               \
    X(ORIGINS,   "origins")   /* one of its stories has `least` independent accounts */  \
    X(CONFLICTS, "conflicts") /* one of its stories has more conflicts than before */
#define ALERT_CONDITION_AS_ENUM(name, label) ALERT_ON_##name,
enum alert_condition { ALERT_CONDITIONS(ALERT_CONDITION_AS_ENUM) ALERT_CONDITION_COUNT };

#define ALERT_WAYS(X)         \
    X(WEBHOOK, "webhook")     /* JSON is posted to an address */                         \
    X(COMMAND, "command")     /* a program is run with the JSON as its input */          \
    X(ATOM,    "atom")        /* a feed is kept in a file */
#define ALERT_WAY_AS_ENUM(name, label) ALERT_BY_##name,
enum alert_way { ALERT_WAYS(ALERT_WAY_AS_ENUM) ALERT_WAY_COUNT };

/* Times are seconds since 1970, 0: never. */
struct alert {
    int64_t id;
    struct span name;
    struct span search;          /* a query, or "@" and the name of a saved one; empty: `story` */
    int64_t story;
    uint8_t condition, way;      /* enum alert_condition, enum alert_way */
    uint32_t least;              /* of ALERT_ON_SIZE and ALERT_ON_ORIGINS */
    struct span target;          /* an address, a file, or a command: a list of texts in JSON */
    int64_t article, event, version;   /* what it has told up to */
    int64_t made, fired, next;   /* next: not to be tried before, after a failure */
    uint32_t deliveries, failures;     /* failures: since the last delivery */
    struct span error;           /* of the last failure; empty where there was none since */
    bool paused;
};
struct alerts { struct alert *at; uint32_t count; };

const char *alert_condition_label(enum alert_condition condition);
const char *alert_way_label(enum alert_way way);

/* ---- alerts ---- */

/* id is given.  The marks are `alert`'s own: 0 to tell of all there is; alert_set_marks for only what comes.
 * SYN_MISUSE where the name is taken. */
bool alert_add(struct database *db, const struct alert *alert, int64_t *id, struct syn_error *error);
/* The marks behind all there is now. */
bool alert_set_marks(struct database *db, struct alert *alert, struct syn_error *error);
bool alert_remove(struct database *db, int64_t id, struct syn_error *error);
bool alert_set_paused(struct database *db, int64_t id, bool paused, struct syn_error *error);

/* By name. */
bool alerts_list(struct database *db, struct arena *keep, struct alerts *out, struct syn_error *error);
bool alert_find(struct database *db, struct arena *keep, struct span name, struct alert *out, struct syn_error *error);

/* Writes marks, story, times, counts, error. */
bool alert_save(struct database *db, const struct alert *alert, struct syn_error *error);

/* ---- what is new ---- */

/* Articles that came to a story after event `after`, each once, oldest event first, and those still in it; *last is the
 * last event that was looked at.  What came with all of story `merged_from` is not told of. */
struct alert_arrival { int64_t event, article; };
struct alert_arrivals { struct alert_arrival *at; uint32_t count; };
bool alert_new_in_story(struct database *db, struct arena *keep, int64_t story, int64_t merged_from, int64_t after,
                        uint32_t most, struct alert_arrivals *out, int64_t *last, struct syn_error *error);

/* Further versions after version `after` of articles of the stories that the alert looks at, oldest first. */
struct alert_version { int64_t version, article; uint32_t number; };
struct alert_versions { struct alert_version *at; uint32_t count; };
bool alert_new_versions(struct database *db, struct arena *keep, int64_t alert, int64_t after, uint32_t most,
                        struct alert_versions *out, struct syn_error *error);

/* The numbers of the last article and the last version. */
bool alert_last(struct database *db, int64_t *article, int64_t *version, struct syn_error *error);

/* ---- stories that are looked at ---- */

struct alert_story { int64_t story, revision; uint32_t reports, origins, conflicts; };
struct alert_stories { struct alert_story *at; uint32_t count; };

/* Nothing where it is looked at already. */
bool alert_follow(struct database *db, int64_t alert, int64_t story, struct syn_error *error);
/* Those that changed since they were last seen, by number; with what was seen then. */
bool alert_stories_changed(struct database *db, struct arena *keep, int64_t alert, uint32_t most,
                           struct alert_stories *out, struct syn_error *error);
bool alert_story_seen(struct database *db, int64_t alert, const struct alert_story *seen, struct syn_error *error);
/* Merged ones become those they were merged into; where the latest report is from before `before`, they are let go
 * (0: none). */
bool alert_stories_tidy(struct database *db, int64_t alert, int64_t before, struct syn_error *error);

/* ---- what an Atom file holds ---- */

/* Behind those that are there; of all, the last ALERT_FEED_ITEMS are kept. */
bool alert_item_add(struct database *db, int64_t alert, struct span item, struct syn_error *error);
/* The last ones, latest first. */
bool alert_items(struct database *db, struct arena *keep, int64_t alert, struct spans *out, struct syn_error *error);

#endif
