#include "cli/job.h"
#include "cli/options.h"
#include "tell/tell.h"

static size_t text_bytes(const struct synopsis *s)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < s->report_count; i++)
        bytes += s->reports[i].report->article.text.len;
    return bytes;
}

static void render(struct buffer *out, const struct settings *settings, const struct synopsis *s)
{
    struct tell_options options = { terminal_width(settings->width),
                                    terminal_colour(settings->colour, settings->output != NULL) };
    switch (settings->format) {
    case FORMAT_JSON: tell_json(out, s); break;
    case FORMAT_MARKDOWN: tell_markdown(out, s); break;
    default: tell_text(out, s, options); break;
    }
}

/* Stories are parted by an empty line; each line of JSON is a story. */
static void put_stories(struct job *job, const struct synopses *all)
{
    for (size_t i = 0; i < all->count; i++) {
        struct buffer out = job_buffer(job, text_bytes(&all->at[i]));
        if (i && job->settings->format != FORMAT_JSON)
            buffer_byte(&out, '\n');
        render(&out, job->settings, &all->at[i]);
        if (out.len && out.at[out.len - 1] != '\n')
            buffer_byte(&out, '\n');
        if (!job_put(job, &out))
            return;
    }
}

static void put_page(struct job *job, const struct synopses *all, size_t bytes)
{
    struct shelf scratch = { .count = 0 };
    struct buffer out = job_buffer(job, bytes);
    tell_html(&out, *shelf_arena(&scratch, (size_t)16 << 20), all->at, all->count);
    job_put(job, &out);
    shelf_close(&scratch);
}

static enum exit_code run(const struct invocation *invocation)
{
    const struct settings *settings = &invocation->settings;
    enum exit_code code;
    if (job_refuses_page(invocation, &code))
        return code;
    struct job *job;
    struct pile *pile = job_pile(&job, invocation, &code);
    if (!pile)
        return code;
    struct synopses all = pile_compare(pile, settings->one_story);
    if (settings->format == FORMAT_HTML && all.count)
        put_page(job, &all, pile->text_bytes);
    else
        put_stories(job, &all);
    pile_close(pile);
    return job_close(job, all.count != 0);
}

static const struct option options[] = {
    { .kind = OPTION_CHOICE, .name = "format", .field = SETTING(format), .choices = "text md html json", .value = "F",
      .help = "text, md (Markdown), html (one page with all), json (one story a line)" },
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON, .help = "the same as --format json" },
    OPTION_ROW_OUTPUT,
    { .kind = OPTION_FLAG, .name = "one-story", .field = SETTING(one_story),
      .help = "take all inputs for reports of one event" },
    OPTION_ROWS_TEXT,
    OPTION_ROW_THREADS,
    OPTION_ROWS_FETCHING,
    OPTION_ROW_END
};

const struct command command_compare = {
    .name = "compare",
    .run = run,
    .summary = "group reports by event and set each event's side by side",
    .synopsis = "[OPTIONS] [INPUT...]",
    .about =
        "Reads reports, finds out which of them tell of one event, and writes for each event what several\n"
        "independent reports share, who said what, what only one report has, where they differ, who copied\n"
        "from whom, and what happened when.  Every line names its report and the bytes it rests on.\n"
        "\n"
        "  synoptic compare reports/                               on the terminal\n"
        "  synoptic compare --one-story a.txt b.html c.txt         all of one event, whatever they look like\n"
        "  synoptic compare --format html -o page.html reports/    a page to read and to click through\n"
        "  synoptic compare --json reports/ | head -1              the first story, for programs\n",
    .options = options,
    .takes_input = true,
};
