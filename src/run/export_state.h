/* run/export_state.h -- what an export under way knows: shared by run/export*.c */
#ifndef SYN_RUN_EXPORT_STATE_H
#define SYN_RUN_EXPORT_STATE_H

#include "base/map.h"
#include "run/export.h"
#include "run/retell.h"
#include "run/shelf.h"
#include "tell/export.h"

/* Beyond the largest article with what came from outside; of a region only what is touched costs. */
enum { EXPORT_ROOM = 512 << 20, EXPORT_TEXT_LEAST = 16 << 20, EXPORT_TEXT_PER_BYTE = 256 };

struct export_wanted { bool is_story; int64_t id; };

struct exporter {
    struct store *store;
    const struct export_settings *settings;
    const struct export_hooks *hooks;
    struct syn_error *error;
    struct region keep, scratch;       /* of one article: their arenas are handed on by value */
    struct region lists;               /* what was named, and what was told already */
    struct shelf text;                 /* what is about to be put */
    struct export_wanted *wanted;
    size_t wanted_count, wanted_room;
    struct map told;                   /* numbers of articles or stories that were named, and told */
    struct retelling *retelling;       /* NULL until a story is compared */
    struct export_graph graph;
    int64_t feed_updated;
    uint64_t count, elsewhere;
};

/* ---- what is wanted (run/export_pick.c) ---- */

bool export_pick(struct exporter *e);
/* Each once. */
bool export_each_article(struct exporter *e, dump_number *take);
bool export_each_story(struct exporter *e, dump_number *take);
/* The only story that was named; 0, with *e->error, where it is not one. */
int64_t export_one_story(struct exporter *e);

/* ---- parts of a run ---- */

/* A version of an article, 0: the current one, with all that the forms ask for. */
bool export_read_item(struct exporter *e, struct arena *keep, int64_t article, const struct stored_version *version,
                      struct export_item *out);
struct buffer export_buffer(struct exporter *e, size_t bytes);
bool export_put(struct exporter *e, const struct buffer *out);
/* One more was told. */
void export_count(struct exporter *e);

/* ---- stories (run/export_story.c) ---- */

bool export_story_graph(struct exporter *e);           /* GraphML, DOT */
bool export_story_folder(struct exporter *e);
bool export_story_linked(struct exporter *e, int64_t story);
bool export_story_rows(struct exporter *e);            /* lineage, differences */

#endif
