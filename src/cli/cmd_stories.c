#include <inttypes.h>
#include <stdio.h>

#include "cli/cli_store.h"
#include "cli/job.h"
#include "cli/options.h"
#include "run/retell_listing.h"
#include "tell/found.h"

enum { PAGE = 20, COMPARED_MOST = 200 };

static struct span text_of(const char *c_string) { return c_string ? span_of(c_string) : (struct span){ 0 }; }

/* "12-1712102400-4", as the page before ended. */
static bool read_cursor(const char *text, struct listing_cursor *out, struct syn_error *error)
{
    char end;
    int64_t *at = out->at;
    if (!text || sscanf(text, "%" SCNd64 "-%" SCNd64 "-%" SCNd64 "%c", &at[0], &at[1], &at[2], &end) == 3)
        return true;
    return error_set(error, SYN_MISUSE, 0, "--from takes what the page before ended with, such as 12-1712102400-4; not "
                     "'%s'", text);
}

static bool read_settings(const struct settings *s, int64_t now, struct listing_settings *out, struct syn_error *error)
{
    *out = (struct listing_settings){
        .by = (enum listing_order)s->by, .since = INT64_MIN, .until = INT64_MAX, .language = text_of(s->language),
        .outlet = text_of(s->outlet), .name = text_of(s->name), .reports = s->least_reports,
        .origins = s->least_accounts, .most = s->most ? s->most : PAGE
    };
    return read_cursor(s->from, &out->cursor, error) &&
           (!s->since || cli_time("since", s->since, now, false, &out->since, error)) &&
           (!s->until || cli_time("until", s->until, now, true, &out->until, error));
}

static struct listed_page listed_of(struct arena *keep, const struct listing_page *page)
{
    struct listed_story *at = arena_new(keep, struct listed_story, page->count);
    for (uint32_t i = 0; i < page->count; i++) {
        const struct stored_story *s = &page->at[i];
        const int64_t *c = page->cursors[i].at;
        struct span place = arena_printf(keep, "%" PRId64 "-%" PRId64 "-%" PRId64, c[0], c[1], c[2]);
        at[i] = (struct listed_story){ s->id, place, s->headline, s->languages, s->first, s->latest, s->reports,
                                       s->origins, s->conflicts, s->differences, s->told_revision >= 0, !s->told };
    }
    return (struct listed_page){
        .at = at, .count = page->count, .more = page->more, .cut = page->cut, .walked = LISTING_WALK,
        .unknown = page->unknown, .many = page->unknown == LISTING_UNKNOWN_MOST
    };
}

static void take_progress(void *context, const char *doing, size_t done)
{
    talk_progress(context, doing, done);
}

static bool read_page(struct store *store, struct job *job, struct region *memory,
                      const struct listing_settings *settings, int64_t now, struct listing_page *page,
                      struct syn_error *error)
{
    struct arena scratch = arena_half(&memory->arena);
    struct retell_listing how = { job->settings->threads, COMPARED_MOST, take_progress, &job->talk };
    if (job->settings->fresh)
        return retell_listing(store, &memory->arena, scratch, settings, &how, now, page, error);
    return listing_read(store, &memory->arena, scratch, settings, now, page, error);
}

static void put_page(struct job *job, struct arena *keep, const struct listing_page *page)
{
    const struct settings *s = job->settings;
    struct tell_options options = { terminal_width(s->width),
                                    terminal_colour((enum colour)s->colour, s->output != NULL) };
    struct listed_page listed = listed_of(keep, page);
    struct buffer out = job_buffer(job, 0);
    if (s->format == FORMAT_JSON)
        tell_stories_json(&out, &listed);
    else
        tell_stories_text(&out, &listed, options);
    job_put(job, &out);
}

static enum exit_code list(const struct invocation *invocation, struct store *store, struct job *job)
{
    struct syn_error error;
    struct listing_settings settings;
    struct listing_page page;
    int64_t now;
    if (!cli_now(&invocation->settings, &now, &error) ||
        !read_settings(&invocation->settings, now, &settings, &error)) {
        job_close(job, false);
        return talk_fail(&error);
    }
    struct region memory = region_open((size_t)4 << 30);
    bool good = read_page(store, job, &memory, &settings, now, &page, &error), found = good && page.count;
    if (good)
        put_page(job, &memory.arena, &page);
    region_close(&memory);
    enum exit_code code = job_close(job, found);
    return good ? code : talk_fail(&error);
}

static enum exit_code run(const struct invocation *invocation)
{
    struct syn_error error;
    enum exit_code code;
    const struct settings *s = &invocation->settings;
    if (invocation->word_count) {
        error_set(&error, SYN_MISUSE, 0, "'stories' takes no words; to look for articles: synoptic search %s",
                  invocation->words[0]);
        return talk_fail(&error);
    }
    struct store *store = cli_open_store(s, s->fresh ? DATABASE_WRITE : DATABASE_READ, &error);
    if (!store)
        return talk_fail(&error);
    struct job *job = job_open(invocation, &code);
    if (job)
        code = list(invocation, store, job);
    store_close(store);
    return code;
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_CHOICE, .name = "by", .field = SETTING(by), .value = "ORDER",
      .choices = "newest largest origins disputed",
      .help = "newest (as it is), largest, most origins (independent accounts), most disputed" },
    { .kind = OPTION_TEXT, .name = "since", .field = SETTING(since), .value = "TIME",
      .help = "whose latest report is not older: 24h, 7d, 2024-04-03" },
    { .kind = OPTION_TEXT, .name = "until", .field = SETTING(until), .value = "TIME",
      .help = "whose latest report is older" },
    { .kind = OPTION_TEXT, .name = "language", .field = SETTING(language), .value = "CODE",
      .help = "that have a report in this language: fr" },
    { .kind = OPTION_TEXT, .name = "outlet", .field = SETTING(outlet), .value = "NAME", .help = "... of this outlet" },
    { .kind = OPTION_TEXT, .name = "name", .field = SETTING(name), .value = "NAME",
      .help = "... that names this person, organisation or place, in any script" },
    { .kind = OPTION_COUNT, .name = "reports", .field = SETTING(least_reports), .value = "N", .least = 1, .most = 1e9,
      .help = "of N reports at least" },
    { .kind = OPTION_COUNT, .name = "origins", .field = SETTING(least_accounts), .value = "N", .least = 1, .most = 1e9,
      .help = "of N origins at least" },
    { .kind = OPTION_FLAG, .name = "fresh", .field = SETTING(fresh),
      .help = "compare first what stands on the page; by origins or disputed, what may stand on it" },
    { .kind = OPTION_COUNT, .name = "most", .letter = 'n', .field = SETTING(most), .value = "N", .least = 1,
      .most = 10000, .help = "a page of N stories (20)" },
    { .kind = OPTION_TEXT, .name = "from", .field = SETTING(from), .value = "PLACE",
      .help = "go on where the page before ended, which says its PLACE" },
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON, .help = "a line a story" },
    OPTION_ROWS_TEXT,
    OPTION_ROW_OUTPUT,
    OPTION_ROW_THREADS,
    OPTION_ROW_NOW,
    OPTION_ROW_END
};

const struct command command_stories = {
    .name = "stories",
    .run = run,
    .summary = "list a store's stories: newest, largest, most origins, most disputed",
    .synopsis = "[--store FILE] [OPTIONS]",
    .about =
        "Lists stories with their numbers of reports and, of those that were compared, how many independent\n"
        "accounts (origins) they go back to and how many conflicts there are between them.  'show' compares a story\n"
        "and keeps that; a story that has changed since is listed as it was then.\n"
        "\n"
        "  synoptic stories\n"
        "  synoptic stories --by largest --since 24h\n"
        "  synoptic stories --by origins --fresh --reports 5\n"
        "  synoptic stories --name \"Emil Garo\" --language fr\n",
    .options = options,
};
