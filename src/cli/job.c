#include "cli/job.h"

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

struct job *job_open(const struct invocation *invocation, enum exit_code *code)
{
    struct region own = region_open(sizeof(struct job) + 4096);
    struct job *job = arena_new(&own.arena, struct job, 1);
    struct syn_error error;
    if (!output_open(&job->output, invocation->settings.output, &error)) {
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
    if (!output_close(&job->output, found, &error))
        code = talk_fail(&error);
    shelf_close(&job->text);
    region_close(&own);
    return code;
}

/* ---- filters ---- */

struct filter { struct job *job; job_line *line; size_t count; };

static bool filter_report(void *context, const struct raw_document *raw, struct report *report)
{
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
    struct run_hooks hooks = { filter_report, filter_problem, filter_progress, &filter };
    struct batch *batch = batch_open(invocation->settings.threads, depth, false);
    batch_add_inputs(batch, invocation->words, invocation->word_count, &hooks);
    batch_close(batch);
    return job_close(job, filter.count != 0);
}
