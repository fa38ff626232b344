#include "cli/job.h"

#include <strings.h>
#include <unistd.h>

/* What a renderer may need: marks, escapes and markup around every byte of the reports. */
enum { OUTPUT_PER_BYTE = 256, OUTPUT_LEAST = 8 << 20 };

static void take_problem(void *context, const struct syn_error *error)
{
    struct job *job = context;
    talk_problem(&job->talk, error);
}

static void take_progress(void *context, const char *doing, size_t done)
{
    struct job *job = context;
    talk_progress(&job->talk, doing, done);
}

static void take_fetching(void *context, const struct fetch_progress *progress)
{
    struct job *job = context;
    talk_fetching(&job->talk, progress->done, progress->known, progress->host);
}

static bool is_address(const char *word)
{
    return strncasecmp(word, "http://", 7) == 0 || strncasecmp(word, "https://", 8) == 0;
}

/* The network is not touched, nor a cache opened, before an input asks for it. */
static bool wants_web(const struct invocation *invocation)
{
    bool wants = invocation->settings.fetch;
    for (size_t i = 0; i < invocation->word_count; i++)
        wants = wants || is_address(invocation->words[i]);
    return wants;
}

static bool open_web(struct job *job, const struct invocation *invocation, struct syn_error *error)
{
    const struct settings *s = &invocation->settings;
    struct web_settings web = { .agent = s->agent, .pace = s->pace, .timeout = s->timeout, .pages_max = s->limit,
                                .cache = s->cache, .no_cache = s->no_cache, .allow_private = s->allow_private,
                                .follow = s->fetch, .progress = take_fetching, .context = job };
    if (s->cache && s->no_cache)
        return error_set(error, SYN_MISUSE, 0, "--cache and --no-cache cannot both be meant; give one of them");
    if (!wants_web(invocation))
        return true;
    job->web = web_open(&web, error);
    return job->web != NULL;
}

struct job *job_open(const struct invocation *invocation, enum exit_code *code)
{
    struct region own = region_open(sizeof(struct job) + 4096);
    struct job *job = arena_new(&own.arena, struct job, 1);
    struct syn_error error;
    if (!open_web(job, invocation, &error)) {
        *code = talk_fail(&error);
        region_close(&own);
        return NULL;
    }
    if (!output_open(&job->output, invocation->settings.output, &error)) {
        if (job->web)
            web_close(job->web);
        *code = talk_fail(&error);
        region_close(&own);
        return NULL;
    }
    job->own = own;
    job->settings = &invocation->settings;
    job->talk = talk_begin();
    job->hooks = (struct run_hooks){ .problem = take_problem, .progress = take_progress, .context = job };
    return job;
}

void job_set_reading(struct job *job, struct batch *batch)
{
    if (job->web)
        batch->reading = web_reading(job->web);
}

struct pile *job_pile(struct job **job, const struct invocation *invocation, enum exit_code *code)
{
    *job = job_open(invocation, code);
    if (!*job)
        return NULL;
    struct pile *pile = pile_open(invocation->settings.threads);
    job_set_reading(*job, pile->batch);
    pile_add_inputs(pile, invocation->words, invocation->word_count, &(*job)->hooks);
    return pile;
}

/* Said, for else nobody would know that there is more; no problem, for it was asked for. */
static void close_web(struct job *job)
{
    struct fetch_counts counts = web_counts(job->web);
    if (counts.left_out)
        talk_left_out(&job->talk, counts.left_out, job->settings->limit);
    web_close(job->web);
}

struct buffer job_buffer(struct job *job, size_t bytes)
{
    shelf_reset(&job->text, OUTPUT_LEAST);
    return buffer_in(shelf_arena(&job->text, OUTPUT_LEAST + bytes * OUTPUT_PER_BYTE));
}

bool job_put(struct job *job, const struct buffer *buffer)
{
    talk_end(&job->talk);
    return output_put(&job->output, buffer_span(buffer));
}

enum exit_code job_close(struct job *job, bool found)
{
    struct syn_error error;
    enum exit_code code = job->talk.problems ? EXIT_FAILED : found ? EXIT_DONE : EXIT_NOTHING;
    struct region own = job->own;
    talk_end(&job->talk);
    if (job->web)
        close_web(job);
    if (!output_close(&job->output, found, &error))
        code = talk_fail(&error);
    shelf_close(&job->text);
    region_close(&own);
    return code;
}

enum exit_code job_fail(struct job *job, const struct syn_error *error)
{
    job_close(job, false);
    enum exit_code code = talk_fail(error);
    return error->status == SYN_NOT_FOUND ? EXIT_NOTHING : code;
}

bool job_refuses_page(const struct invocation *invocation, enum exit_code *code)
{
    const struct settings *s = &invocation->settings;
    struct syn_error error;
    if (s->format != FORMAT_HTML || s->output || !isatty(STDOUT_FILENO))
        return false;
    error_set(&error, SYN_MISUSE, 0, "a page of HTML is for a browser, not for a terminal; name a file for it: "
              "synoptic %s -o page.html ... (with the rest as it was)", invocation->command->name);
    *code = talk_fail(&error);
    return true;
}

/* ---- filters ---- */

struct filter { struct job *job; job_line *line; size_t count; };

static bool filter_report(void *context, const struct raw_document *raw, struct report *report, void *prepared)
{
    (void)prepared;
    struct filter *filter = context;
    struct buffer out = job_buffer(filter->job, raw->bytes.len + report->article.text.len);
    filter->line(&out, report);
    filter->count++;
    return job_put(filter->job, &out);
}

static void filter_problem(void *context, const struct syn_error *error)
{
    struct filter *filter = context;
    take_problem(filter->job, error);
}

static void filter_progress(void *context, const char *doing, size_t done)
{
    struct filter *filter = context;
    take_progress(filter->job, doing, done);
}

enum exit_code job_filter(const struct invocation *invocation, enum run_depth depth, job_line *line)
{
    enum exit_code code;
    struct job *job = job_open(invocation, &code);
    if (!job)
        return code;
    struct filter filter = { job, line, 0 };
    struct run_hooks hooks = { .report = filter_report, .problem = filter_problem, .progress = filter_progress,
                               .context = &filter };
    struct batch *batch = batch_open(invocation->settings.threads, depth, false);
    job_set_reading(job, batch);
    batch_add_inputs(batch, invocation->words, invocation->word_count, &hooks);
    batch_close(batch);
    return job_close(job, filter.count != 0);
}
