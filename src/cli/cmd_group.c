#include "cli/job.h"
#include "cli/options.h"
#include "text/json.h"

static void put_member(struct buffer *out, const struct report *report, struct span story)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    json_key(&w, "id");
    json_put_text(&w, report->article.id);
    json_key(&w, "story");
    json_put_text(&w, story);
    json_close(&w, '}');
    buffer_byte(out, '\n');
}

static void put_stories(struct job *job, const struct pile_stories *stories)
{
    for (size_t i = 0; i < stories->count; i++)
        for (uint32_t k = 0; k < stories->at[i].count; k++) {
            const struct report *report = stories->at[i].reports[k];
            struct buffer out = job_buffer(job, report->article.id.len);
            put_member(&out, report, stories->at[i].id);
            if (!job_put(job, &out))
                return;
        }
}

static enum exit_code run(const struct invocation *invocation)
{
    enum exit_code code;
    struct job *job;
    struct pile *pile = job_pile(&job, invocation, &code);
    if (!pile)
        return code;
    pile->facts_alone = true;
    if (invocation->settings.threshold >= 0)
        pile->likeness_least = invocation->settings.threshold;
    struct copies copies = pile_copies(pile, PILE_LEAST_SHARED);
    struct pile_stories stories = pile_stories(pile, &copies, false);
    put_stories(job, &stories);
    bool found = pile->count != 0;
    pile_close(pile);
    return job_close(job, found);
}

static const struct option options[] = {
    { .kind = OPTION_SHARE, .name = "threshold", .field = SETTING(threshold), .value = "X", .least = 0, .most = 1,
      .help = "how alike two groups of reports must be to be one story (0.1); lower joins more" },
    OPTION_ROW_OUTPUT,
    OPTION_ROW_THREADS,
    OPTION_ROWS_FETCHING,
    OPTION_ROW_END
};

const struct command command_group = {
    .name = "group",
    .run = run,
    .summary = "say which reports tell of the same event",
    .synopsis = "[OPTIONS] [INPUT...]",
    .about =
        "Writes a JSON object for each report, {\"id\": ..., \"story\": ...}: reports of one event have the\n"
        "same story.  A story's name is made of the ids of its reports, so it is the same in every run over\n"
        "the same reports.\n"
        "\n"
        "  synoptic group reports/\n"
        "  synoptic extract pages/ | synoptic group\n",
    .options = options,
    .takes_input = true,
};
