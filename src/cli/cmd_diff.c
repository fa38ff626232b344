#include <sys/stat.h>

#include "cli/cli_store.h"
#include "cli/job.h"
#include "cli/options.h"
#include "run/revise.h"
#include "store/retold.h"

enum { MOST_CHANGED = 100 };

static struct tell_options options_of(const struct settings *s)
{
    return (struct tell_options){ terminal_width(s->width), terminal_colour(s->colour, s->output != NULL) };
}

static size_t bytes_of(const struct revision_page *page)
{
    return page->revision->before->article.text.len + page->revision->after->article.text.len;
}

static void put_page(struct job *job, const struct revision_page *page)
{
    struct buffer out = job_buffer(job, bytes_of(page));
    if (job->settings->format == FORMAT_JSON) {
        revision_json(&out, page, true);
    } else if (job->settings->format == FORMAT_HTML) {
        struct region scratch = region_open(((size_t)1 << 20) + bytes_of(page));
        revision_html(&out, scratch.arena, page, 1);
        region_close(&scratch);
    } else {
        revision_text(&out, page, options_of(job->settings));
    }
    job_put(job, &out);
}

/* ---- one article, two files ---- */

static bool compare_stored(struct revising *r, const struct invocation *invocation, struct store *store,
                           struct revision_page *page, struct syn_error *error)
{
    const struct settings *s = &invocation->settings;
    struct region scratch = region_open((size_t)1 << 20);
    int64_t article;
    bool good = store_find_article(store, scratch.arena, span_of(invocation->words[0]), &article, error) &&
                revise_stored(r, article, s->version_from, s->version_to, page, error);
    region_close(&scratch);
    return good;
}

static enum exit_code tell_one(const struct invocation *invocation, struct job *job, struct store *store)
{
    struct syn_error error;
    struct revision_page page = { .revision = NULL };
    struct revising *r = revising_open(store);
    bool good = store ? compare_stored(r, invocation, store, &page, &error)
                      : revise_files(r, invocation->words[0], invocation->words[1], &page, &error);
    bool differs = good && !page.revision->same;
    if (good)
        put_page(job, &page);
    revising_close(r);
    return good ? job_close(job, differs || job->settings->format == FORMAT_HTML) : job_fail(job, &error);
}

/* ---- all that were changed ---- */

static bool put_silent(struct job *job, struct revising *r, int64_t article, int64_t since, size_t *told,
                       struct syn_error *error)
{
    struct revision_page *pages;
    size_t count;
    if (!revise_all(r, article, since, &pages, &count, error))
        return false;
    for (size_t i = count; i-- > 0;) {
        if (!revise_is_silent(pages[i].revision))
            continue;
        struct buffer out = job_buffer(job, bytes_of(&pages[i]));
        if (job->settings->format == FORMAT_JSON) {
            revision_json(&out, &pages[i], false);
        } else {
            buffer_text(&out, *told ? "\n" : "");
            revision_brief(&out, &pages[i], options_of(job->settings));
        }
        ++*told;
        if (!job_put(job, &out))
            break;
    }
    return true;
}

static enum exit_code tell_changed(const struct invocation *invocation, struct job *job, struct store *store)
{
    const struct settings *s = &invocation->settings;
    struct syn_error error;
    struct stored_ids list;
    int64_t now = 0, since = 0;
    size_t told = 0;
    struct region keep = region_open((size_t)64 << 20);
    struct revising *r = revising_open(store);
    bool good = (!s->since || (cli_now(s, &now, &error) && cli_time("since", s->since, now, false, &since, &error))) &&
                retold_changed(store, &keep.arena, since, s->most ? s->most : MOST_CHANGED, &list, &error);
    for (uint32_t i = 0; good && i < list.count && !job->output.closed; i++)
        good = put_silent(job, r, list.at[i], since, &told, &error);
    revising_close(r);
    region_close(&keep);
    return good ? job_close(job, told != 0) : job_fail(job, &error);
}

/* ---- the command ---- */

static bool is_file(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0;
}

static bool check_words(const struct invocation *invocation, struct syn_error *error)
{
    const struct settings *s = &invocation->settings;
    size_t count = invocation->word_count;
    if (s->changed && s->format == FORMAT_HTML)
        return error_set(error, SYN_MISUSE, 0, "a page is of one article: synoptic diff a17 --html -o page.html");
    if (s->changed ? count == 0 : count == 1)
        return true;
    if (!s->changed && count == 2 && is_file(invocation->words[0]) && is_file(invocation->words[1]))
        return !s->version_from && !s->version_to ? true :
               error_set(error, SYN_MISUSE, 0, "--from and --to are for versions in a store, not for files");
    if (s->changed)
        return error_set(error, SYN_MISUSE, 0, "--changed looks at all articles of the store; leave out '%s', or "
                         "--changed", invocation->words[0]);
    return error_set(error, SYN_MISUSE, 0, "name one article of the store, as in 'synoptic diff a17', or two files: "
                     "synoptic diff old.txt new.txt");
}

static enum exit_code run(const struct invocation *invocation)
{
    const struct settings *s = &invocation->settings;
    struct invocation quiet = *invocation;
    struct syn_error error;
    struct store *store = NULL;
    enum exit_code code;
    quiet.word_count = 0;              /* an address is a name here: nothing is fetched */
    if (!check_words(invocation, &error))
        return talk_fail(&error);
    if (job_refuses_page(invocation, &code))
        return code;
    if (invocation->word_count != 2 && !(store = cli_open_store(s, DATABASE_READ, &error)))
        return talk_fail(&error);
    struct job *job = job_open(&quiet, &code);
    if (job)
        code = s->changed ? tell_changed(invocation, job, store) : tell_one(invocation, job, store);
    store_close(store);
    return code;
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_COUNT, .name = "from", .field = SETTING(version_from), .value = "N", .least = 1, .most = 1e9,
      .help = "the earlier version (the last but one)" },
    { .kind = OPTION_COUNT, .name = "to", .field = SETTING(version_to), .value = "N", .least = 1, .most = 1e9,
      .help = "the later version (the last)" },
    { .kind = OPTION_FLAG, .name = "changed", .field = SETTING(changed),
      .help = "list articles in which a headline, figure, quote or date was changed silently" },
    { .kind = OPTION_TEXT, .name = "since", .field = SETTING(since), .value = "TIME",
      .help = "with --changed: by versions seen since then: 24h, 7d, 2024-04-03" },
    { .kind = OPTION_COUNT, .name = "most", .letter = 'n', .field = SETTING(most), .value = "N", .least = 1,
      .most = 10000, .help = "with --changed: look at the N articles that were changed last (100)" },
    { .kind = OPTION_SET, .name = "html", .field = SETTING(format), .set = FORMAT_HTML, .help = "as a page; see -o" },
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON,
      .help = "a line of JSON; with --changed one an article's version" },
    OPTION_ROWS_TEXT,
    OPTION_ROW_OUTPUT,
    OPTION_ROW_NOW,
    OPTION_ROW_END
};

const struct command command_diff = {
    .name = "diff",
    .run = run,
    .summary = "show what a later version of an article changed, and what of it silently",
    .synopsis = "[--store FILE] [OPTIONS] ARTICLE | OLD NEW | --changed",
    .about =
        "Shows, word by word, what a version of an article took out and put in, and names what is of consequence:\n"
        "another headline, figure, quote, date, name or source.  A change is called silent where no new note of\n"
        "correction in the article speaks of it.  The exit code is 1 where no word differs.\n"
        "\n"
        "  synoptic diff a17                          its last two versions\n"
        "  synoptic diff a17 --from 1 --to 3\n"
        "  synoptic diff a17 --html -o changes.html   a page\n"
        "  synoptic diff old.txt new.txt              two files, without a store\n"
        "  synoptic diff --changed --since 24h        what was changed silently since yesterday\n",
    .options = options,
};
