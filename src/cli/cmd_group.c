#include <inttypes.h>
#include <stdio.h>

#include "cli/group_explain.h"
#include "cli/job.h"
#include "cli/options.h"
#include "run/flow.h"
#include "text/json.h"

/* The stories that it goes on with. */
static void put_chain(struct json_writer *w, const struct pile_stories *stories, const struct links *links,
                      uint32_t story)
{
    json_key(w, "continues");
    json_open(w, '[');
    for (size_t i = 0; i < links->count; i++)
        if (links->at[i].later == story)
            json_put_text(w, stories->at[links->at[i].earlier].id);
    json_close(w, ']');
}

/* `links` may be NULL. */
static void put_member(struct buffer *out, const struct report *report, const struct pile_stories *stories,
                       const struct links *links, uint32_t story)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    json_key(&w, "id");
    json_put_text(&w, report->article.id);
    json_key(&w, "story");
    json_put_text(&w, stories->at[story].id);
    if (links)
        put_chain(&w, stories, links, story);
    json_close(&w, '}');
    buffer_byte(out, '\n');
}

static void put_stories(struct job *job, const struct pile_stories *stories, const struct links *links)
{
    for (uint32_t i = 0; i < stories->count; i++)
        for (uint32_t k = 0; k < stories->at[i].count; k++) {
            const struct report *report = stories->at[i].reports[k];
            struct buffer out = job_buffer(job, report->article.id.len + (links ? links->count * 32 : 0));
            put_member(&out, report, stories, links, i);
            if (!job_put(job, &out))
                return;
        }
}

static enum exit_code group_set(const struct invocation *invocation)
{
    enum exit_code code;
    struct job *job;
    struct pile *pile = job_pile(&job, invocation, &code);
    if (!pile)
        return code;
    pile->articles_alone = true;
    if (invocation->settings.threshold >= 0)
        pile->likeness_least = invocation->settings.threshold;
    struct pile_stories stories = pile_stories(pile, false);
    const char *wanted = invocation->settings.explain;
    struct syn_error error;
    bool told = true, found = pile->count != 0;
    struct links links = { .count = 0 };
    if (invocation->settings.chains)
        links = pile_chains(pile);
    if (!wanted)
        put_stories(job, &stories, invocation->settings.chains ? &links : NULL);
    else if (!group_explain(job, pile, &stories, wanted, &error))
        told = false;
    pile_close(pile);
    code = job_close(job, found && told);
    return told ? code : talk_fail(&error);
}

/* ---- as they come ---- */

static void put_story_name(struct json_writer *w, const char *key, uint32_t story)
{
    char name[16];
    snprintf(name, sizeof name, "s%" PRIu32, story);
    json_key(w, key);
    json_put_text(w, span_of(name));
}

static bool put_placing(void *context, const struct flow_placing *placing)
{
    static const char *const changes[] = { "came", "moved", "split", "merged" };
    struct job *job = context;
    struct buffer out = job_buffer(job, placing->id.len);
    struct json_writer w = json_writer(&out, 0);
    json_open(&w, '{');
    json_key(&w, "id");
    json_put_text(&w, placing->id);
    put_story_name(&w, "story", placing->story);
    if (placing->how != PLACED_NEW) {
        put_story_name(&w, "was", placing->was);
        json_key(&w, "change");
        json_put_text(&w, span_of(changes[placing->how]));
    }
    json_close(&w, '}');
    buffer_byte(&out, '\n');
    return job_put(job, &out);
}

static enum exit_code group_stream(const struct invocation *invocation)
{
    enum exit_code code;
    const struct settings *s = &invocation->settings;
    struct job *job = job_open(invocation, &code);
    if (!job)
        return code;
    struct flow_settings settings = { .threads = s->threads, .least = s->threshold, .window = s->window };
    struct flow_hooks hooks = { .placed = put_placing, .problem = job->hooks.problem, .progress = job->hooks.progress,
                                .context = job };
    struct flow *flow = flow_open(&settings);
    job_set_reading(job, flow_batch(flow));
    if (flow_add_inputs(flow, invocation->words, invocation->word_count, &hooks))
        flow_settle(flow, &hooks);
    bool found = flow_counts(flow).articles != 0;
    flow_close(flow);
    return job_close(job, found);
}

static enum exit_code run(const struct invocation *invocation)
{
    struct syn_error error;
    const struct settings *s = &invocation->settings;
    if (s->stream && (s->explain || s->chains)) {
        error_set(&error, SYN_MISUSE, 0, "%s looks at a closed set of reports; leave out --stream",
                  s->explain ? "--explain" : "--chains");
        return talk_fail(&error);
    }
    return s->stream ? group_stream(invocation) : group_set(invocation);
}

static const struct option options[] = {
    { .kind = OPTION_FLAG, .name = "stream", .field = SETTING(stream),
      .help = "group reports one by one in the order they come in" },
    { .kind = OPTION_COUNT, .name = "window", .field = SETTING(window), .value = "N", .least = 256, .most = 8000000,
      .help = "with --stream: a story is final N reports after its last (200000)" },
    { .kind = OPTION_SHARE, .name = "threshold", .field = SETTING(threshold), .value = "X", .least = 0, .most = 1,
      .help = "how alike groups of reports must be to be one story (0.06)" },
    { .kind = OPTION_FLAG, .name = "chains", .field = SETTING(chains),
      .help = "say which stories go on with earlier ones: \"continues\"" },
    { .kind = OPTION_TEXT, .name = "explain", .field = SETTING(explain), .value = "ID",
      .help = "why report ID is in its story; ID,ID: why two are together or apart" },
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON,
      .help = "with --explain: for programs" },
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
        "With --stream each report is placed when it comes, in the order of the input.  Where later ones\n"
        "show that it belongs elsewhere, it gets another line with \"was\" and \"change\" (moved, split, merged):\n"
        "the last line of a report holds.  Memory is that of a window of reports, and of the ids of all.\n"
        "\n"
        "  synoptic group reports/\n"
        "  synoptic extract pages/ | synoptic group\n"
        "  synoptic group --stream news.jsonl\n"
        "  synoptic group --explain a17 reports/       why a17 is in its story\n",
    .options = options,
    .takes_input = true,
};
