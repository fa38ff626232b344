#include "cli/job.h"
#include "cli/options.h"
#include "tell/tell.h"

static enum exit_code run(const struct invocation *invocation)
{
    return job_filter(invocation, RUN_ANNOTATE, tell_annotations);
}

static const struct option options[] = {
    OPTION_ROW_OUTPUT,
    OPTION_ROW_THREADS,
    OPTION_ROWS_FETCHING,
    OPTION_ROW_END
};

const struct command command_annotate = {
    .name = "annotate",
    .run = run,
    .summary = "mark names, figures, dates and who says what, one JSON line a report",
    .synopsis = "[OPTIONS] [INPUT...]",
    .about =
        "Writes what extract writes, and with it the names, figures, dates and attributions that stand in\n"
        "the text, each with its place in bytes.\n"
        "\n"
        "  synoptic annotate report.txt\n"
        "  synoptic extract pages/ | synoptic annotate -o marked.jsonl\n",
    .options = options,
    .takes_input = true,
};
