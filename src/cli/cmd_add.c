#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cli/alert_due.h"
#include "cli/cli_store.h"
#include "cli/job.h"
#include "cli/options.h"
#include "run/facts.h"
#include "run/intake.h"
#include "run/retell.h"

/* Stories that so few articles came to are compared at once; after a bulk load that is for who asks for them. */
enum { COMPARED_MOST = 1000 };

/* What the hooks tell: one line a document with --json; how far it is. */
struct report_to {
    struct job *job;
    int64_t stories[COMPARED_MOST];    /* that got something */
    size_t story_count;                /* may go beyond: then none is compared */
    const struct intake *intake;
    double bytes;                      /* of all inputs; 0: not known */
    bool json;
};

/* Of files that are read as they lie; else 0. */
static double bytes_of(const struct invocation *invocation)
{
    double bytes = 0;
    for (size_t i = 0; i < invocation->word_count; i++) {
        struct stat info;
        struct span name = span_of(invocation->words[i]);
        if (stat(name.at, &info) != 0 || !S_ISREG(info.st_mode) || span_ends(name, SPAN(".gz")))
            return 0;
        bytes += (double)info.st_size;
    }
    return bytes;
}

static void take_stored(void *context, const struct addition *addition)
{
    struct report_to *to = context;
    if (addition->what != ADDED_NOTHING && to->story_count++ < COMPARED_MOST)
        to->stories[to->story_count - 1] = addition->story;
    if (!to->json)
        return;
    struct buffer out = job_buffer(to->job, 256);
    struct json_writer w = json_writer(&out, 0);
    facts_addition(&w, addition);
    buffer_byte(&out, '\n');
    job_put(to->job, &out);
    output_flush(&to->job->output);    /* who reads it may rely on it, at once */
}

static void take_progress(void *context, const char *doing, size_t done)
{
    struct report_to *to = context;
    (void)doing;
    double share = to->bytes > 0 ? (double)intake_counts(to->intake).bytes / to->bytes : 0;
    talk_loading(&to->job->talk, done, share);
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct report_to *to = context;
    to->job->hooks.problem(to->job, error);
}

static void print_counts(struct job *job, struct intake_counts counts)
{
    struct buffer out = job_buffer(job, 256);
    buffer_printf(&out, "%" PRIu64 " new article%s", counts.articles, counts.articles == 1 ? "" : "s");
    if (counts.versions)
        buffer_printf(&out, ", %" PRIu64 " new version%s", counts.versions, counts.versions == 1 ? "" : "s");
    if (counts.known)
        buffer_printf(&out, ", %" PRIu64 " known already", counts.known);
    if (counts.problems)
        buffer_printf(&out, ", %" PRIu64 " could not be used", counts.problems);
    buffer_text(&out, "; see: synoptic stories\n");
    job_put(job, &out);
}

static int by_number(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* So that lists can say how many accounts there are, and what differs. */
static bool compare_stories(struct report_to *to, struct store *store, unsigned threads, int64_t now,
                            struct syn_error *error)
{
    struct region scratch = region_open(1 << 20);
    struct retelling *retelling = retelling_open(store, threads);
    bool good = true;
    qsort(to->stories, to->story_count, sizeof *to->stories, by_number);
    for (size_t i = 0; i < to->story_count && good; i++) {
        struct stored_story story;
        struct arena keep = scratch.arena;
        const struct synopsis *synopsis;
        if (i && to->stories[i] == to->stories[i - 1])
            continue;
        good = store_story(store, &keep, to->stories[i], &story, error) &&
               (story.reports < 2 || story.told || retell_keep(retelling, story.id, now, &synopsis, error));
        talk_progress(&to->job->talk, "comparing", i);
    }
    retelling_close(retelling);
    region_close(&scratch);
    return good;
}

static bool add_all(struct job *job, struct store *store, const struct invocation *invocation, int64_t now,
                    struct intake_counts *counts, struct syn_error *error)
{
    const struct settings *s = &invocation->settings;
    struct report_to to = { .job = job, .bytes = bytes_of(invocation), .json = s->format == FORMAT_JSON };
    struct intake_hooks hooks = { take_stored, take_problem, take_progress, &to };
    struct intake_settings settings = { .threads = s->threads, .commit_every = s->commit, .point = s->point,
                                        .now = s->now ? now : 0 };
    struct intake *intake = intake_open(store, &settings, error);
    if (!intake)
        return false;
    to.intake = intake;
    job_set_reading(job, intake_batch(intake));
    bool good = intake_add_inputs(intake, invocation->words, invocation->word_count, &hooks, error);
    *counts = intake_counts(intake);
    struct syn_error again;
    bool closed = intake_close(intake, good ? error : &again);
    if (!good || !closed || !to.story_count || to.story_count > COMPARED_MOST)
        return good && closed;
    return compare_stories(&to, store, s->threads, now, error);
}

static enum exit_code run(const struct invocation *invocation)
{
    enum exit_code code;
    struct syn_error error;
    struct intake_counts counts = { 0 };
    const struct settings *s = &invocation->settings;
    int64_t now;
    if (!cli_now(s, &now, &error))
        return talk_fail(&error);
    struct store *store = cli_open_store(s, DATABASE_CREATE, &error);
    if (!store)
        return talk_fail(&error);
    struct job *job = job_open(invocation, &code);
    if (!job) {
        store_close(store);
        return code;
    }
    bool good = add_all(job, store, invocation, now, &counts, &error) &&
                (!s->alerts || alert_due(job, store, now, &error));
    if (good && s->format != FORMAT_JSON)
        print_counts(job, counts);
    store_close(store);
    code = job_close(job, counts.articles + counts.versions + counts.known != 0);
    return good ? code : talk_fail(&error);
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON,
      .help = "a line for each article, once it is in the store for good" },
    { .kind = OPTION_FLAG, .name = "point", .field = SETTING(point),
      .help = "of pages in web archives keep the place, not the bytes" },
    { .kind = OPTION_COUNT, .name = "commit", .field = SETTING(commit), .value = "N", .least = 1, .most = 1000000,
      .help = "make the store lasting after every N articles (else every second)" },
    { .kind = OPTION_FLAG, .name = "alerts", .field = SETTING(alerts),
      .help = "at the end run the alerts that are due (see 'alert')" },
    OPTION_ROW_NOW,
    OPTION_ROW_THREADS,
    OPTION_ROWS_FETCHING,
    OPTION_ROW_END
};

const struct command command_add = {
    .name = "add",
    .run = run,
    .summary = "keep reports in a store: articles, versions, stories",
    .synopsis = "[--store FILE] [OPTIONS] [INPUT...]",
    .about =
        "Reads what 'compare' reads, and keeps it: each article with the bytes it came from, its names, figures and\n"
        "who says what; each is put into its story as it comes.  An article that is there already (same address)\n"
        "is not stored twice; where its text has changed it gets a new version (see 'diff').\n"
        "\n"
        "The stories that up to a thousand articles came to are compared at once; after more, 'stories --fresh' and\n"
        "'digest' compare what they show.\n"
        "\n"
        "What was said to be stored stays, also when the machine loses power.  A run that was stopped is begun again\n"
        "with the same inputs: what came already is passed over.\n"
        "\n"
        "  synoptic add --store news.db reports/ archive.warc.gz\n"
        "  synoptic add --fetch https://example.org/feed.xml\n",
    .options = options,
    .takes_input = true,
};
