#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli_store.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/talk.h"
#include "run/export.h"

/* Where it goes: one file or standard output, or the files of a folder, one after the other. */
struct leaving {
    struct talk talk;
    struct output output;
    const char *folder;                /* NULL: no folder */
    bool open, failed;
    struct syn_error error;
};

static bool close_file(struct leaving *to, bool good)
{
    bool was_open = to->open;
    to->open = false;
    return !was_open || output_close(&to->output, good, &to->error);
}

static bool put_bytes(void *context, struct span bytes)
{
    struct leaving *to = context;
    talk_end(&to->talk);
    return output_put(&to->output, bytes);
}

static bool next_file(void *context, const char *name)
{
    struct leaving *to = context;
    char path[PATH_MAX];
    to->failed = !close_file(to, true);
    if (to->failed)
        return false;
    if (snprintf(path, sizeof path, "%s/%s", to->folder, name) >= (int)sizeof path)
        error_set(&to->error, SYN_MISUSE, 0, "the name of the folder is too long: %.100s", to->folder);
    else
        to->open = output_open(&to->output, path, &to->error);
    to->failed = !to->open;
    return to->open;
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct leaving *to = context;
    talk_problem(&to->talk, error);
}

static void take_progress(void *context, const char *doing, size_t done)
{
    struct leaving *to = context;
    talk_progress(&to->talk, doing, done);
}

/* ---- before anything is read ---- */

static bool open_folder(struct leaving *to, const char *folder, struct syn_error *error)
{
    if (!folder || strcmp(folder, "-") == 0)
        return error_set(error, SYN_MISUSE, 0, "pages are written into a folder; name it: -o FOLDER");
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return error_set(error, SYN_IO, 0, "cannot make the folder %.100s: %s", folder, strerror(errno));
    to->folder = folder;
    return true;
}

static bool open_output(struct leaving *to, const struct settings *s, struct syn_error *error)
{
    if (s->format == EXPORT_HTML)
        return open_folder(to, s->output, error);
    if (s->format == EXPORT_WARC && !s->output && isatty(STDOUT_FILENO))
        return error_set(error, SYN_MISUSE, 0, "a web archive is no text for a terminal; name a file: -o news.warc.gz");
    to->open = output_open(&to->output, s->output, error);
    return to->open;
}

static bool read_settings(const struct invocation *invocation, struct export_settings *out, struct syn_error *error)
{
    const struct settings *s = &invocation->settings;
    *out = (struct export_settings){
        .form = (enum export_form)s->format, .table = (enum export_table)s->table, .all = s->all,
        .names = invocation->words, .name_count = invocation->word_count, .search = s->search, .times = DUMP_ALWAYS,
        .versions = s->versions, .raw = s->raw, .threads = s->threads
    };
    if (s->table && s->format != EXPORT_JSONL && s->format != EXPORT_CSV)
        return error_set(error, SYN_MISUSE, 0, "--table is of --format csv and jsonl");
    if (!cli_now(s, &out->now, error))
        return false;
    if (s->since && !cli_time("since", s->since, out->now, false, &out->times.from, error))
        return false;
    return !s->until || cli_time("until", s->until, out->now, true, &out->times.to, error);
}

static enum exit_code finish(struct leaving *to, bool good, uint64_t count, struct syn_error *error)
{
    bool stopped = to->open && to->output.closed;    /* the reader has seen enough */
    talk_end(&to->talk);
    if (!close_file(to, good || stopped))
        return talk_fail(&to->error);
    if (to->failed)
        return talk_fail(&to->error);
    if (!good && !stopped)
        return talk_fail(error);
    return to->talk.problems ? EXIT_FAILED : count || stopped ? EXIT_DONE : EXIT_NOTHING;
}

static enum exit_code run(const struct invocation *invocation)
{
    struct syn_error error = { 0 };
    struct export_settings settings;
    uint64_t count = 0;
    if (!read_settings(invocation, &settings, &error))
        return talk_fail(&error);
    struct store *store = cli_open_store(&invocation->settings, DATABASE_READ, &error);
    if (!store)
        return talk_fail(&error);
    struct leaving to = { .talk = talk_begin() };
    if (!open_output(&to, &invocation->settings, &error)) {
        store_close(store);
        return talk_fail(&error);
    }
    struct export_hooks hooks = { put_bytes, next_file, take_problem, take_progress, &to };
    bool good = export_run(store, &settings, &hooks, &count, &error);
    store_close(store);
    return finish(&to, good, count, &error);
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_CHOICE, .name = "format", .letter = 'f', .field = SETTING(format), .value = "FORM",
      .choices = EXPORT_FORM_NAMES,
      .help = "jsonl, csv, graphml, dot, ninjs, jsonld, atom, html, warc, store (jsonl)" },
    { .kind = OPTION_CHOICE, .name = "table", .letter = 't', .field = SETTING(table), .value = "TABLE",
      .choices = EXPORT_TABLE_NAMES,
      .help = "of csv and jsonl: articles, versions, names, figures, attributions, stories,\n"
              "                              events, lineage, differences" },
    { .kind = OPTION_FLAG, .name = "all", .field = SETTING(all), .help = "all that is in the store" },
    { .kind = OPTION_TEXT, .name = "search", .field = SETTING(search), .value = "QUERY",
      .help = "what a search finds; @NAME is a saved one" },
    { .kind = OPTION_TEXT, .name = "since", .field = SETTING(since), .value = "TIME",
      .help = "published from TIME on: 2024-04-03, 7d" },
    { .kind = OPTION_TEXT, .name = "until", .field = SETTING(until), .value = "TIME", .help = "published up to TIME" },
    { .kind = OPTION_FLAG, .name = "versions", .field = SETTING(versions),
      .help = "all versions of articles, oldest first" },
    { .kind = OPTION_FLAG, .name = "raw", .field = SETTING(raw),
      .help = "in CSV leave texts that a spreadsheet would take for formulas" },
    OPTION_ROW_OUTPUT,
    OPTION_ROW_NOW,
    OPTION_ROW_THREADS,
    OPTION_ROW_END
};

const struct command command_export = {
    .name = "export",
    .run = run,
    .summary = "take stories, articles and tables out of a store",
    .synopsis = "[OPTIONS] [s4 | a17]...",
    .about =
        "Writes what is named (stories s4, articles a17 or their addresses), what --search finds, or --all.\n"
        "\n"
        "  jsonl    article records, which 'synoptic add' reads again; with --table any table\n"
        "  csv      a table: articles, versions, names, figures, attributions, stories, events,\n"
        "           lineage, differences.  What a spreadsheet would run as a formula gets a ' before it\n"
        "  graphml  a story's lineage, who copied whom; dot: the same for Graphviz\n"
        "  ninjs    IPTC ninjs 3.0, a line an article; jsonld: schema.org, of stories with their claims\n"
        "  atom     a feed of a story or a search\n"
        "  html     a folder (-o) for publication: the story's page, a page for each report\n"
        "  warc     what came from outside, as it came: a web archive, packed\n"
        "  store    with --all: everything, for 'synoptic import'\n"
        "\n"
        "  synoptic export s4 > story.jsonl\n"
        "  synoptic export --search 'name:\"Emil Garo\"' --format csv -o garo.csv\n"
        "  synoptic export --all --since 7d --format csv --table figures -o figures.csv\n"
        "  synoptic export s4 --format html -o public/s4\n"
        "  synoptic export --all --format store | gzip > backup.jsonl.gz\n",
    .options = options,
};
