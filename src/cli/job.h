/* cli/job.h -- what the commands that read inputs have in common: output, problems, memory, exit code
 *
 *     struct job *job = job_open(invocation, &code);   NULL: `code` says how it ended
 *     ... job_put(job, ...) ...
 *     return job_close(job, found);
 */
#ifndef SYN_CLI_JOB_H
#define SYN_CLI_JOB_H

#include "cli/cli.h"
#include "cli/output.h"
#include "cli/talk.h"
#include "base/buffer.h"
#include "run/pile.h"
#include "run/web.h"

struct job {
    const struct settings *settings;
    struct run_hooks hooks;        /* problem and progress go to `talk` */
    struct talk talk;
    struct output output;
    struct shelf text;             /* what is about to be written */
    struct web *web;               /* NULL: no input is an address */
    struct region own;
};

struct job *job_open(const struct invocation *invocation, enum exit_code *code);

/* Opens a job and reads all its inputs into a pile, as the settings say; NULL as above.  The pile is closed before
 * the job. */
struct pile *job_pile(struct job **job, const struct invocation *invocation, enum exit_code *code);

/* For a batch of the caller's own: what it fetches with, where inputs are addresses. */
void job_set_reading(struct job *job, struct batch *batch);

/* An empty buffer for what is made of `bytes` of reports; good until the next call. */
struct buffer job_buffer(struct job *job, size_t bytes);
bool job_put(struct job *job, const struct buffer *buffer);

/* `found`: whether there was anything to tell. */
enum exit_code job_close(struct job *job, bool found);

/* Ends a job that went wrong: says why.  That what was asked for is not there is "nothing found". */
enum exit_code job_fail(struct job *job, const struct syn_error *error);

/* Whether a page would go to a terminal, which nobody means: then says so, and *code is that of misuse. */
bool job_refuses_page(const struct invocation *invocation, enum exit_code *code);

/* Every report of the inputs, as one line of JSON in the order of the inputs. */
typedef void job_line(struct buffer *out, const struct report *report);
enum exit_code job_filter(const struct invocation *invocation, enum run_depth depth, job_line *line);

#endif
