#include "cli/job.h"
#include "cli/options.h"
#include "run/wording.h"
#include "text/json.h"

static void put_run(struct json_writer *w, const struct shared_run *run)
{
    json_open(w, '[');
    json_put_int(w, run->a.from);
    json_put_int(w, run->a.to);
    json_put_int(w, run->b.from);
    json_put_int(w, run->b.to);
    json_close(w, ']');
}

/* Four decimals: what lies below tells nothing. */
static double rounded(double share) { return (double)(long)(share * 10000 + 0.5) / 10000; }

static void put_copy(struct buffer *out, struct span id_a, struct span id_b, const struct copy *copy)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    json_key(&w, "a");
    json_put_text(&w, id_a);
    json_key(&w, "b");
    json_put_text(&w, id_b);
    json_key(&w, "containment");
    json_put_double(&w, rounded(copy->containment));
    json_key(&w, "spans");
    json_open(&w, '[');
    for (uint32_t i = 0; i < copy->run_count; i++)
        put_run(&w, &copy->runs[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_byte(out, '\n');
}

struct writing { struct job *job; bool found; };

static bool write_copy(void *context, const struct copy *copy, struct span id_a, struct span id_b)
{
    struct writing *writing = context;
    struct buffer out = job_buffer(writing->job, id_a.len + id_b.len + copy->run_count * sizeof(struct shared_run));
    put_copy(&out, id_a, id_b, copy);
    writing->found = true;
    return job_put(writing->job, &out);
}

static enum exit_code run(const struct invocation *invocation)
{
    enum exit_code code;
    struct writing writing = { .job = job_open(invocation, &code) };
    if (!writing.job)
        return code;
    struct wording *wording = wording_open(invocation->settings.threads);
    if (writing.job->web)
        wording->batch->reading = web_reading(writing.job->web);
    wording_add_inputs(wording, invocation->words, invocation->word_count, &writing.job->hooks);
    wording_each(wording, invocation->settings.least, write_copy, &writing);
    wording_close(wording);
    return job_close(writing.job, writing.found);
}

static const struct option options[] = {
    { .kind = OPTION_SHARE, .name = "min-containment", .field = SETTING(least), .value = "X", .least = 0, .most = 1,
      .help = "only pairs that share at least this much of one of them (0.1)" },
    OPTION_ROW_OUTPUT,
    OPTION_ROW_THREADS,
    OPTION_ROWS_FETCHING,
    OPTION_ROW_END
};

const struct command command_copies = {
    .name = "copies",
    .run = run,
    .summary = "find reports that share their wording",
    .synopsis = "[OPTIONS] [INPUT...]",
    .about =
        "Writes a JSON object for each pair of reports that share runs of words: {\"a\", \"b\", \"containment\",\n"
        "\"spans\"}.  Containment is the share of the words of the one that stand in the other, for whichever\n"
        "of the two it is larger; a span is [from, to, from, to], bytes of a's text and of b's.\n"
        "Nothing is said about who copied from whom: two reports may have a source in common.\n"
        "\n"
        "  synoptic copies reports/\n"
        "  synoptic copies --min-containment 0.5 reports/    only pairs of which half is shared\n",
    .options = options,
    .takes_input = true,
};
