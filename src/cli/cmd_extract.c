#include "cli/job.h"
#include "cli/options.h"
#include "tell/tell.h"

static void put_article(struct buffer *out, const struct report *report) { tell_article(out, &report->article); }

static enum exit_code run(const struct invocation *invocation)
{
    return job_filter(invocation, RUN_EXTRACT, put_article);
}

static const struct option options[] = {
    OPTION_ROW_OUTPUT,
    OPTION_ROW_THREADS,
    OPTION_ROWS_FETCHING,
    OPTION_ROW_END
};

const struct command command_extract = {
    .name = "extract",
    .run = run,
    .summary = "turn pages and texts into article records, one JSON line each",
    .synopsis = "[OPTIONS] [INPUT...]",
    .about =
        "Finds the article in each input: its title, byline, date, outlet and text, and what was cut from\n"
        "around it.  Writes one JSON object a line, in the order of the inputs.  Records that come in as\n"
        "JSONL keep their id, their text letter for letter, and the fields that are not ours.\n"
        "\n"
        "  synoptic extract page.html                 one page\n"
        "  synoptic extract pages/ -o articles.jsonl  a folder\n"
        "  zcat old.jsonl.gz | synoptic extract       records from a pipe\n"
        "  synoptic extract https://news.example/a    a page, fetched\n"
        "  synoptic extract --fetch feeds.opml        what feeds name, fetched\n",
    .options = options,
    .takes_input = true,
};
