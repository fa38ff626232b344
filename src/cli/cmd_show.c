#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli_store.h"
#include "cli/job.h"
#include "cli/options.h"
#include "run/retell.h"
#include "store/retold.h"
#include "tell/article.h"
#include "tell/tell.h"

/* What is known when a store's article or story has been read: its bytes. */
static const size_t KEEP_ROOM = (size_t)2 << 30, SCRATCH_ROOM = (size_t)1 << 30;

struct showing {
    const struct settings *settings;
    struct job *job;
    struct store *store;
    bool writable;
    int64_t now;
    struct retelling *retelling;
    size_t shown, missing, misused;
    /* of --html: all stories go to one page */
    struct retelling **of_page;
    struct synopsis *stories;
    size_t story_count;
};

static struct tell_options options_of(const struct settings *s)
{
    return (struct tell_options){ terminal_width(s->width), terminal_colour(s->colour, s->output != NULL) };
}

static void put(struct showing *s, struct buffer *out)
{
    s->shown++;
    job_put(s->job, out);
}

/* What follows stands apart, but for lines of JSON. */
static struct buffer begin(struct showing *s, size_t bytes)
{
    struct buffer out = job_buffer(s->job, bytes);
    if (s->shown && s->settings->format != FORMAT_JSON && !s->settings->evidence)
        buffer_byte(&out, '\n');
    return out;
}

/* ---- stories ---- */

static size_t text_bytes(const struct synopsis *synopsis)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < synopsis->report_count; i++)
        bytes += synopsis->reports[i].report->article.text.len;
    return bytes;
}

/* Once it is compared, lists may show what was found.  Nothing is lost where that fails. */
static void keep_told(struct showing *s, struct retelling *r)
{
    struct syn_error ignored;
    output_flush(&s->job->output);     /* keeping may have to wait for another writer */
    if (s->writable)
        retelling_keep(r, s->now, &ignored);
}

static bool show_kept(struct showing *s, int64_t story, bool *done, struct syn_error *error)
{
    struct region keep = region_open(KEEP_ROOM);
    struct stored_story stored;
    struct retold told;
    bool good = store_story(s->store, &keep.arena, story, &stored, error);
    *done = good && stored.told && retold_read(s->store, &keep.arena, story, &told, error);
    if (*done) {
        struct buffer out = begin(s, told.json.len);
        buffer_put(&out, told.json);
        put(s, &out);
    }
    region_close(&keep);
    return good;
}

static bool take_for_page(struct showing *s, int64_t story, struct syn_error *error)
{
    const struct synopsis *synopsis;
    struct retelling *r = s->of_page[s->story_count] = retelling_open(s->store, s->settings->threads);
    if (!retell(r, story, &synopsis, error)) {
        retelling_close(r);
        return false;
    }
    s->stories[s->story_count++] = *synopsis;
    return true;
}

static bool show_story(struct showing *s, int64_t story, struct syn_error *error)
{
    const struct synopsis *synopsis;
    bool done = false;
    if (s->settings->format == FORMAT_HTML)
        return take_for_page(s, story, error);
    if (s->settings->format == FORMAT_JSON && !s->settings->fresh && !show_kept(s, story, &done, error))
        return false;
    if (done)
        return true;
    talk_progress(&s->job->talk, "comparing", 0);
    if (!retell(s->retelling, story, &synopsis, error))
        return false;
    struct buffer out = begin(s, text_bytes(synopsis));
    if (s->settings->format == FORMAT_JSON)
        tell_json(&out, synopsis);
    else if (s->settings->format == FORMAT_MARKDOWN)
        tell_markdown(&out, synopsis);
    else
        tell_text(&out, synopsis, options_of(s->settings));
    put(s, &out);
    keep_told(s, s->retelling);
    return true;
}

static void put_page(struct showing *s)
{
    size_t bytes = 0;
    for (size_t i = 0; i < s->story_count; i++)
        bytes += text_bytes(&s->stories[i]);
    struct region scratch = region_open(((size_t)64 << 20) + bytes * 64);
    struct buffer out = job_buffer(s->job, bytes);
    tell_html(&out, scratch.arena, s->stories, s->story_count);
    put(s, &out);
    region_close(&scratch);
    for (size_t i = 0; i < s->story_count; i++) {
        keep_told(s, s->of_page[i]);
        retelling_close(s->of_page[i]);
    }
}

/* ---- articles ---- */

static bool choose_version(struct showing *s, const struct stored_versions *list, int64_t article,
                           struct stored_version *out, struct syn_error *error)
{
    uint32_t number = s->settings->version_number;
    for (uint32_t i = 0; i < list->count; i++)
        if (!number || list->at[i].number == number)
            *out = list->at[i];
    if (out->id)
        return true;
    return error_set(error, SYN_NOT_FOUND, 0, "article a%" PRId64 " has no version %u; it has %u", article, number,
                     list->count);
}

static bool show_evidence(struct showing *s, struct arena *keep, struct arena scratch, int64_t version,
                          struct syn_error *error)
{
    struct stored_evidence evidence;
    if (!store_evidence(s->store, keep, scratch, version, &evidence, error))
        return false;
    if (evidence.elsewhere)
        return error_set(error, SYN_NOT_FOUND, 0, "the bytes lie in the web archive %.*s, at byte %" PRIu64,
                         (int)evidence.raw.name.len, evidence.raw.name.at, evidence.raw.at);
    struct buffer out = begin(s, evidence.raw.bytes.len);
    buffer_put(&out, evidence.raw.bytes);
    put(s, &out);
    return true;
}

static void put_article(struct showing *s, struct article_page *page)
{
    struct buffer out = begin(s, page->report->article.text.len * 2);
    if (s->settings->format == FORMAT_JSON)
        article_json(&out, page);
    else
        article_text(&out, page, options_of(s->settings));
    put(s, &out);
}

static const struct revision_side *sides_of(struct arena *keep, const struct stored_versions *list)
{
    struct revision_side *sides = arena_new(keep, struct revision_side, list->count);
    for (uint32_t i = 0; i < list->count; i++)
        sides[i] = (struct revision_side){ list->at[i].number, { .from = list->at[i].seen, .to = list->at[i].seen + 60,
                                           .precision = WHEN_MINUTE, .zoned = true }, { NULL, 0 } };
    return sides;
}

static bool show_article(struct showing *s, struct arena *keep, struct arena scratch, int64_t id,
                         struct syn_error *error)
{
    struct stored_article stored;
    struct stored_versions versions;
    struct stored_version version = { .id = 0 };
    struct stored_story story;
    struct report report = { .article = { .flags = 0 } };
    if (!store_article(s->store, keep, id, &stored, error) || !store_versions(s->store, keep, id, &versions, error) ||
        !choose_version(s, &versions, id, &version, error))
        return false;
    if (s->settings->evidence)
        return show_evidence(s, keep, scratch, version.id, error);
    if (!retell_report(s->store, keep, scratch, version.id, &report, error))
        return false;
    struct article_page page = { .report = &report, .id = report.article.id, .versions = sides_of(keep, &versions),
                                 .count = versions.count, .shown = version.number };
    if (stored.story && store_story(s->store, keep, stored.story, &story, error)) {
        page.story = arena_printf(keep, "s%" PRId64, stored.story);
        page.headline = story.headline;
    }
    put_article(s, &page);
    return true;
}

/* ---- what is named ---- */

static bool is_story_name(const char *word)
{
    char *end;
    return (*word == 's' || *word == 'S') && strtoll(word + 1, &end, 10) > 0 && !*end;
}

static bool show_named_story(struct showing *s, const char *word, struct syn_error *error)
{
    int64_t story, asked = strtoll(word + 1, NULL, 10);
    if (s->settings->evidence || s->settings->version_number)
        return error_set(error, SYN_MISUSE, 0, "%s is a story; versions and evidence are of an article, as in: "
                         "synoptic show a17 --evidence", word);
    if (!store_find_story(s->store, span_of(word), &story, error))
        return false;
    if (story != asked)
        fprintf(stderr, "synoptic: s%" PRId64 " was merged into s%" PRId64 ", which is shown\n", asked, story);
    return show_story(s, story, error);
}

static bool show_named(struct showing *s, const char *word, struct syn_error *error)
{
    if (is_story_name(word))
        return show_named_story(s, word, error);
    if (s->settings->format == FORMAT_HTML || s->settings->format == FORMAT_MARKDOWN)
        return error_set(error, SYN_MISUSE, 0, "an article is shown as text or --json; --html and --markdown are for "
                         "stories");
    struct region keep = region_open(KEEP_ROOM), scratch = region_open(SCRATCH_ROOM);
    int64_t id;
    bool good = store_find_article(s->store, scratch.arena, span_of(word), &id, error) &&
                show_article(s, &keep.arena, scratch.arena, id, error);
    region_close(&scratch);
    region_close(&keep);
    return good;
}

static void show_all(struct showing *s, const struct invocation *invocation)
{
    struct syn_error error;
    struct region own = region_open((invocation->word_count + 1) * (sizeof(struct synopsis) + 64));
    s->of_page = arena_new(&own.arena, struct retelling *, invocation->word_count);
    s->stories = arena_new(&own.arena, struct synopsis, invocation->word_count);
    s->retelling = retelling_open(s->store, s->settings->threads);
    for (size_t i = 0; i < invocation->word_count && !s->job->output.closed; i++) {
        if (show_named(s, invocation->words[i], &error))
            continue;
        s->missing += error.status == SYN_NOT_FOUND;
        s->misused += error.status == SYN_MISUSE;
        talk_end(&s->job->talk);
        if (error.status == SYN_NOT_FOUND || error.status == SYN_MISUSE)
            talk_fail(&error);
        else
            talk_problem(&s->job->talk, &error);
    }
    if (s->story_count)
        put_page(s);
    retelling_close(s->retelling);
    region_close(&own);
}

/* ---- the command ---- */

static bool check_words(const struct invocation *invocation, struct syn_error *error)
{
    const struct settings *s = &invocation->settings;
    if (!invocation->word_count)
        return error_set(error, SYN_MISUSE, 0, "name a story or an article, as in 'synoptic show s4' or 'synoptic show "
                         "a17'; 'synoptic stories' lists stories");
    if (s->evidence && !s->output && isatty(STDOUT_FILENO))
        return error_set(error, SYN_MISUSE, 0, "evidence is bytes as they came, which may do anything to a terminal; "
                         "name a file for them: -o FILE");
    if (s->evidence && invocation->word_count > 1)
        return error_set(error, SYN_MISUSE, 0, "evidence is of one article; %zu are named", invocation->word_count);
    return true;
}

/* For writing where that may be, so that what is compared need not be compared again. */
static struct store *open_store(struct showing *s, struct syn_error *error)
{
    struct store *store = cli_open_store(s->settings, DATABASE_WRITE, error);
    s->writable = store != NULL;
    return store ? store : cli_open_store(s->settings, DATABASE_READ, error);
}

static enum exit_code run(const struct invocation *invocation)
{
    struct showing showing = { .settings = &invocation->settings }, *s = &showing;
    struct invocation quiet = *invocation;
    struct syn_error error;
    enum exit_code code;
    quiet.word_count = 0;              /* an address is a name here: nothing is fetched */
    if (!check_words(invocation, &error) || !cli_now(s->settings, &s->now, &error))
        return talk_fail(&error);
    if (job_refuses_page(invocation, &code))
        return code;
    s->store = open_store(s, &error);
    if (!s->store)
        return talk_fail(&error);
    s->job = job_open(&quiet, &code);
    if (s->job) {
        show_all(s, invocation);
        code = job_close(s->job, s->shown != 0);
        if (code != EXIT_FAILED && (s->missing || s->misused))
            code = s->misused ? EXIT_MISUSE : EXIT_NOTHING;
    }
    store_close(s->store);
    return code;
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON,
      .help = "a line of JSON each; of a story the one that is kept, where it is of now" },
    { .kind = OPTION_SET, .name = "markdown", .field = SETTING(format), .set = FORMAT_MARKDOWN,
      .help = "a story in Markdown" },
    { .kind = OPTION_SET, .name = "html", .field = SETTING(format), .set = FORMAT_HTML,
      .help = "one page with all stories; see -o" },
    { .kind = OPTION_FLAG, .name = "fresh", .field = SETTING(fresh), .help = "compare anew, whatever is kept" },
    { .kind = OPTION_COUNT, .name = "version", .field = SETTING(version_number), .value = "N", .least = 1, .most = 1e9,
      .help = "that version of an article (the last)" },
    { .kind = OPTION_FLAG, .name = "evidence", .field = SETTING(evidence),
      .help = "an article's bytes as they came: the page, the record" },
    OPTION_ROWS_TEXT,
    OPTION_ROW_OUTPUT,
    OPTION_ROW_THREADS,
    OPTION_ROW_NOW,
    OPTION_ROW_END
};

const struct command command_show = {
    .name = "show",
    .run = run,
    .summary = "show a story compared, or an article with all that was found in it",
    .synopsis = "[--store FILE] [OPTIONS] STORY|ARTICLE...",
    .about =
        "A story (s4) is compared as 'synoptic compare' does, out of the store, with a look at the stories near\n"
        "it; what was found is kept for lists.  A story that was merged into another is shown as that one.  An\n"
        "article (a17, its address, or the id it came with) is shown without what is no part of it, with its\n"
        "versions, its story, and the names, sayings and figures in it, each with its bytes.\n"
        "\n"
        "  synoptic show s4\n"
        "  synoptic show s4 --html -o story.html\n"
        "  synoptic show a17 --version 1\n"
        "  synoptic show https://lisk.example/ferry --evidence > page.html\n",
    .options = options,
};
