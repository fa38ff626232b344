#include "base/calendar.h"
#include "cli/cli_store.h"
#include "cli/job.h"
#include "cli/options.h"
#include "run/digest.h"
#include "tell/digest.h"

enum { STORY_BYTES = 64 << 10 };

static void take_progress(void *context, const char *doing, size_t done)
{
    talk_progress(context, doing, done);
}

static bool read_times(const struct settings *s, struct digest_settings *out, struct syn_error *error)
{
    if (!cli_now(s, &out->now, error))
        return false;
    out->since = out->now - DAY_SECONDS;
    out->until = out->now;
    if ((s->since && !cli_time("since", s->since, out->now, false, &out->since, error)) ||
        (s->until && !cli_time("until", s->until, out->now, true, &out->until, error)))
        return false;
    return out->since < out->until ||
           error_set(error, SYN_MISUSE, 0, "--since %s is not before --until %s", s->since ? s->since : "24h",
                     s->until ? s->until : "now");
}

static void render(struct buffer *out, const struct settings *settings, const struct digest *digest)
{
    struct tell_options options = { terminal_width(settings->width),
                                    terminal_colour(settings->colour, settings->output != NULL) };
    switch (settings->format) {
    case FORMAT_JSON: tell_digest_json(out, digest); break;
    case FORMAT_MARKDOWN: tell_digest_markdown(out, digest); break;
    case FORMAT_HTML: tell_digest_html(out, digest); break;
    default: tell_digest_text(out, digest, options); break;
    }
}

static bool make(struct job *job, struct store *store, struct digest_settings *settings, bool *found,
                 struct syn_error *error)
{
    struct region keep = region_open((size_t)1 << 30);
    struct digest digest;
    settings->progress = take_progress;
    settings->context = &job->talk;
    bool good = digest_make(store, &keep.arena, settings, &digest, error);
    if (good) {
        struct buffer out = job_buffer(job, (size_t)digest.count * STORY_BYTES);
        render(&out, job->settings, &digest);
        job_put(job, &out);
        *found = digest.count != 0;
    }
    region_close(&keep);
    return good;
}

/* For writing, so that what is compared need not be compared again; a store that may only be read will do. */
static struct store *open_store(const struct settings *s, struct syn_error *error)
{
    struct syn_error none;
    struct store *store = cli_open_store(s, DATABASE_WRITE, &none);
    return store ? store : cli_open_store(s, DATABASE_READ, error);
}

static enum exit_code run(const struct invocation *invocation)
{
    const struct settings *s = &invocation->settings;
    struct digest_settings settings = { .language = span_of(s->language), .least = s->least_reports, .most = s->most,
                                        .threads = s->threads };
    struct syn_error error;
    enum exit_code code;
    bool found = false;
    if (job_refuses_page(invocation, &code))
        return code;
    if (invocation->word_count) {
        error_set(&error, SYN_MISUSE, 0, "a digest is of a stretch of time: --since 24h; for one story: "
                  "synoptic show %s", invocation->words[0]);
        return talk_fail(&error);
    }
    struct store *store = read_times(s, &settings, &error) ? open_store(s, &error) : NULL;
    if (!store)
        return talk_fail(&error);
    struct job *job = job_open(invocation, &code);
    if (!job) {
        store_close(store);
        return code;
    }
    bool good = make(job, store, &settings, &found, &error);
    store_close(store);
    /* A file is written also where there is nothing to tell: else yesterday's digest would pass for today's. */
    code = job_close(job, good);
    return !good ? talk_fail(&error) : code == EXIT_DONE && !found ? EXIT_NOTHING : code;
}

static const struct option options[] = {
    { .kind = OPTION_TEXT, .name = "since", .field = SETTING(since), .value = "TIME",
      .help = "24h, 7d before now, or a date (24h)" },
    { .kind = OPTION_TEXT, .name = "until", .field = SETTING(until), .value = "TIME", .help = "up to then (now)" },
    { .kind = OPTION_TEXT, .name = "language", .field = SETTING(language), .value = "CODE",
      .help = "only stories with reports in this language: de" },
    { .kind = OPTION_TEXT, .name = "lang", .field = SETTING(language), .value = "CODE" },
    { .kind = OPTION_COUNT, .name = "most", .letter = 'n', .field = SETTING(most), .value = "N", .least = 1, .most = 500,
      .help = "tell N stories at most (20)" },
    { .kind = OPTION_COUNT, .name = "reports", .field = SETTING(least_reports), .value = "N", .least = 1,
      .most = 1000000, .help = "only stories of at least N reports (2)" },
    { .kind = OPTION_CHOICE, .name = "format", .field = SETTING(format), .choices = "text md html json", .value = "F",
      .help = "text, md (Markdown), html (one page, fit for a mail), json (one story a line)" },
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON,
      .help = "the same as --format json" },
    OPTION_ROW_OUTPUT,
    OPTION_ROWS_TEXT,
    OPTION_ROW_STORE,
    OPTION_ROW_NOW,
    OPTION_ROW_THREADS,
    OPTION_ROW_END
};

const struct command command_digest = {
    .name = "digest",
    .run = run,
    .summary = "the day's stories, a few lines each",
    .synopsis = "[--store FILE] [--since TIME] [OPTIONS]",
    .about =
        "Tells of each story what most accounts say, one quote, what is in conflict, what only one account has and\n"
        "who copied whom.  Stories with most independent accounts come first.  A story is of the time that its\n"
        "latest report is from.\n"
        "\n"
        "  synoptic digest                                    the last 24 hours\n"
        "  synoptic digest --since 7d --language de --most 5\n"
        "  synoptic digest --since 2024-04-03 --until 2024-04-03 --format html -o digest.html\n",
    .options = options,
};
