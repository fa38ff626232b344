#include "cli/alert_due.h"

#include <time.h>

#include "run/alert.h"

static void tell_problem(void *context, const struct alert *alert, const struct syn_error *error)
{
    struct job *job = context;
    struct syn_error named;
    size_t problems = job->talk.problems;
    error_set(&named, error->status, error->at, "alert %.*s: %s", (int)alert->name.len, alert->name.at, error->text);
    talk_problem(&job->talk, &named);
    job->talk.problems = problems;
}

bool alert_due(struct job *job, struct store *store, int64_t now, struct syn_error *error)
{
    const struct settings *s = job->settings;
    struct alert_settings settings = { .now = now ? now : (int64_t)time(NULL), .threads = s->threads,
                                       .send = { .allow_private = s->allow_private, .agent = s->agent } };
    struct alert_hooks hooks = { .problem = tell_problem, .context = job };
    return alerts_run(store, &settings, &hooks, NULL, error);
}
