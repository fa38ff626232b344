#include "cli/story_why.h"

#include <inttypes.h>

#include "cli/explanation.h"
#include "run/vicinity.h"
#include "store/hand.h"

enum { SHOWN = 5 };                    /* reports of the own story, others, and stories */

/* The corrections that an article was moved by, and those by which its story is fixed. */
static bool list_hand(struct store *store, struct arena *keep, int64_t article, const struct stored_story *story,
                      struct spans *out, struct syn_error *error)
{
    struct story_events events;
    struct hand hand;
    if (!store_article_log(store, keep, article, &events, error))
        return false;
    *out = (struct spans){ arena_new(keep, struct span, events.count + 1), 0 };
    for (uint32_t i = 0; i < events.count; i++) {
        const struct story_event *e = &events.at[i];
        if (!e->hand)
            continue;
        if (!hand_read(store, keep, e->hand, &hand, error))
            return false;
        out->at[out->count++] = arena_printf(
            keep, "correction %" PRId64 ", %.*s: it went from s%" PRId64 " to s%" PRId64 "%s", hand.id,
            (int)(hand.what.len < 200 ? hand.what.len : 200), hand.what.at, e->was, e->story,
            hand.undone ? " (taken back)" : "");
    }
    if (story->fixed)
        out->at[out->count++] = arena_printf(keep, "s%" PRId64 " is fixed: no automatic step divides or merges it",
                                             story->id);
    return true;
}

bool story_why(struct job *job, struct store *store, int64_t article, struct syn_error *error)
{
    struct region keep = region_open((size_t)8 << 30);
    struct vicinity v;
    struct spans hand;
    bool good = vicinity_read(store, &keep.arena, article, &v, error)
                && list_hand(store, &keep.arena, article, &v.stories[v.groups.of[v.which]], &hand, error);
    if (good) {
        struct arena scratch = arena_half(&keep.arena);
        struct explanation e = explain_report(&keep.arena, scratch, v.reports, v.count, &v.groups, v.which,
                                              LIKENESS_LEAST, SHOWN);
        struct explained_story *named = arena_new(&keep.arena, struct explained_story, v.groups.count);
        for (uint32_t i = 0; i < v.groups.count; i++)
            named[i] = (struct explained_story){ arena_printf(&keep.arena, "s%" PRId64, v.stories[i].id), v.first[i],
                                                 v.stories[i].reports };
        struct explained set = { v.reports, v.groups.of, named, LIKENESS_LEAST, hand };
        struct buffer out = job_buffer(job, (e.report_count + 4) * 4096 + (size_t)hand.count * 512);
        explanation_put(&out, &set, v.which, &e, job->settings->format == FORMAT_JSON);
        job_put(job, &out);
    }
    region_close(&keep);
    return good;
}
