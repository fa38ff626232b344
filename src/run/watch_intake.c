#include "run/watch_intake.h"

#include <time.h>

#include "run/alert.h"
#include "run/intake.h"
#include "run/retell.h"

enum { SCRATCH_BYTES = 64 << 20, RETELL_REPORTS = 2 };

struct watch_intake {
    struct region own, scratch;
    struct store *beside;
    struct intake *intake;
    struct intake_hooks hooks;
    struct retelling *retelling;     /* NULL: nothing was compared yet */
    struct watch_intake_settings settings;
    struct addition addition;        /* what the document under way became */
    bool came;
    int64_t alerted;                 /* seconds: when alerts were last looked at */
    int64_t cannot_tell;             /* a story that could not be compared; it is not tried again in this run */
};

static void take_stored(void *context, const struct addition *addition)
{
    struct watch_intake *in = context;
    in->addition = *addition;
    in->came = true;
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct watch_intake *in = context;
    if (in->settings.problem)
        in->settings.problem(in->settings.context, error);
}

struct watch_intake *watch_intake_open(struct store *store, struct store *beside,
                                       const struct watch_intake_settings *settings, struct syn_error *error)
{
    struct intake_settings how = { .threads = settings->threads };
    struct intake *intake = intake_open(store, &how, error);
    if (!intake)
        return NULL;
    struct region own = region_open(sizeof(struct watch_intake) + 4096);
    struct watch_intake *in = arena_new(&own.arena, struct watch_intake, 1);
    in->own = own;
    in->scratch = region_open(SCRATCH_BYTES);
    in->intake = intake;
    in->beside = beside;
    in->settings = *settings;
    in->hooks = (struct intake_hooks){ .stored = take_stored, .problem = take_problem, .context = in };
    return in;
}

bool watch_intake_close(struct watch_intake *in, struct syn_error *error)
{
    struct region own = in->own;
    if (in->retelling)
        retelling_close(in->retelling);
    bool good = intake_close(in->intake, error);
    region_close(&in->scratch);
    region_close(&own);
    return good;
}

bool watch_intake_keep(struct watch_intake *in, const struct raw_document *raw, struct watch_kept *kept,
                       struct syn_error *error)
{
    static const enum watch_what what[] = { [ADDED_NEW] = WATCH_NEW, [ADDED_VERSION] = WATCH_VERSION,
                                            [ADDED_NOTHING] = WATCH_SAME };
    in->came = false;
    if (!intake_add_documents(in->intake, raw, 1, &in->hooks, error))
        return false;
    if (in->came)
        *kept = (struct watch_kept){ what[in->addition.what], in->addition.article, in->addition.story };
    return true;
}

bool watch_intake_knows(struct watch_intake *in, struct span url, int64_t *article, struct syn_error *error)
{
    struct syn_error none = { .status = SYN_OK };
    *article = 0;
    if (store_find_article(in->beside, in->scratch.arena, url, article, &none) || none.status == SYN_NOT_FOUND)
        return true;
    *error = none;
    return false;
}

/* ---- alerts ---- */

static void take_alert_problem(void *context, const struct alert *alert, const struct syn_error *error)
{
    struct syn_error named;
    error_set(&named, error->status, 0, "alert '%.*s': %s", (int)(alert->name.len < 60 ? alert->name.len : 60),
              alert->name.at, error->text);
    take_problem(context, &named);
}

static bool run_alerts(struct watch_intake *in, struct syn_error *error)
{
    struct alert_settings settings = { .now = (int64_t)time(NULL), .threads = in->settings.threads,
                                       .send = in->settings.send };
    struct alert_hooks hooks = { .problem = take_alert_problem, .context = in };
    in->alerted = settings.now;
    return alerts_run(in->beside, &settings, &hooks, NULL, error);
}

bool watch_intake_arrived(struct watch_intake *in, struct syn_error *error)
{
    return intake_settle(in->intake, error) && run_alerts(in, error);
}

/* ---- idle time ---- */

/* A damaged article must not keep the watch from its work. */
static bool compare_one(struct watch_intake *in, int64_t story)
{
    struct syn_error error;
    const struct synopsis *synopsis;
    if (!in->retelling)
        in->retelling = retelling_open(in->beside, in->settings.threads);
    if (retell_keep(in->retelling, story, (int64_t)time(NULL), &synopsis, &error))
        return true;
    take_problem(in, &error);
    in->cannot_tell = story;
    return false;
}

bool watch_intake_idle(struct watch_intake *in, bool *more, struct syn_error *error)
{
    struct arena keep = in->scratch.arena;
    struct stored_ids due;
    int64_t now = (int64_t)time(NULL);
    *more = false;
    if (now - in->alerted >= WATCH_ALERTS_EVERY && !run_alerts(in, error))
        return false;
    if (in->cannot_tell)
        return true;
    if (!retell_due(in->beside, &keep, now - WATCH_RETELL_DAYS * 86400, RETELL_REPORTS, 1, &due, error))
        return false;
    *more = due.count && compare_one(in, due.at[0]);
    return true;
}
