#include "cli/cli_store.h"
#include "cli/job.h"
#include "cli/options.h"
#include "run/watch_inputs.h"
#include "run/watch_log.h"

static const size_t LIST_ROOM = (size_t)1 << 30;

static bool put_list(struct job *job, struct database *db, int64_t now, bool *found, struct syn_error *error)
{
    struct watched_list list;
    struct region memory = region_open(LIST_ROOM);
    bool good = watched_list(db, &memory.arena, &list, error);
    struct buffer out = job_buffer(job, 1 << 16);
    if (good && job->settings->opml)
        watch_put_opml(&out, &list);
    for (uint32_t i = 0; good && !job->settings->opml && i < list.count; i++) {
        if (job->settings->format == FORMAT_JSON)
            watch_put_source_json(&out, &list.at[i]);
        else
            watch_put_source_text(&out, &list.at[i], now);
    }
    if (good)
        job_put(job, &out);
    *found = good && list.count;
    region_close(&memory);
    return good;
}

static bool change_one(struct database *db, const struct settings *s, const char *word, int64_t now,
                       struct syn_error *error)
{
    struct watched source;
    struct region memory = region_open(1 << 20);
    bool good = watch_find_source(db, &memory.arena, word, &source, error);
    if (good && s->remove)
        good = watched_remove(db, source.id, error);
    else if (good)
        good = watched_set_paused(db, source.id, s->pause ? WATCHED_PAUSED : WATCHED_RUNS, now, error);
    region_close(&memory);
    return good;
}

/* All of them, or none. */
static bool change(struct database *db, const struct invocation *invocation, int64_t now, struct syn_error *error)
{
    bool good = database_begin(db, error);
    for (size_t i = 0; good && i < invocation->word_count; i++)
        good = change_one(db, &invocation->settings, invocation->words[i], now, error);
    if (good && database_commit(db, error))
        return true;
    database_rollback(db);
    return false;
}

static bool check_use(const struct invocation *invocation, struct syn_error *error)
{
    const struct settings *s = &invocation->settings;
    int changes = s->remove + s->pause + s->resume;
    if (changes > 1)
        return error_set(error, SYN_MISUSE, 0, "--remove, --pause and --resume are meant one at a time");
    if (changes && !invocation->word_count)
        return error_set(error, SYN_MISUSE, 0, "which sources? name their addresses, as 'synoptic sources' lists them");
    if (!changes && invocation->word_count)
        return error_set(error, SYN_MISUSE, 0, "to watch a source: synoptic watch %s; to change one: --remove, "
                         "--pause, --resume", invocation->words[0]);
    return true;
}

static enum exit_code run(const struct invocation *invocation)
{
    struct syn_error error;
    enum exit_code code;
    const struct settings *s = &invocation->settings;
    bool writes = invocation->word_count != 0, good, found = true;
    int64_t now;
    if (!check_use(invocation, &error) || !cli_now(s, &now, &error))
        return talk_fail(&error);
    struct store *store = cli_open_store(s, writes ? DATABASE_WRITE : DATABASE_READ, &error);
    if (!store)
        return talk_fail(&error);
    struct job *job = job_open(invocation, &code);
    if (job) {
        good = writes ? change(store_database(store), invocation, now, &error)
                      : put_list(job, store_database(store), now, &found, &error);
        code = job_close(job, found);
        if (!good)
            code = talk_fail(&error);
    }
    store_close(store);
    return code;
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_FLAG, .name = "remove", .field = SETTING(remove),
      .help = "watch them no more; what they brought stays" },
    { .kind = OPTION_FLAG, .name = "pause", .field = SETTING(pause), .help = "do not ask them until --resume" },
    { .kind = OPTION_FLAG, .name = "resume", .field = SETTING(resume), .help = "ask them again, at once" },
    { .kind = OPTION_FLAG, .name = "opml", .field = SETTING(opml), .help = "all of them as OPML, for other readers" },
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON, .help = "an object a line" },
    OPTION_ROW_OUTPUT,
    OPTION_ROW_NOW,
    OPTION_ROW_END
};

const struct command command_sources = {
    .name = "sources",
    .run = run,
    .summary = "list what is watched, and how it is",
    .synopsis = "[--store FILE] [OPTIONS] [ADDRESS...]",
    .about =
        "Lists the feeds, sitemaps and pages that 'watch' was given, in the order in which they came: whether\n"
        "they answer, what they brought, when they are asked next, and since when and why one fails.\n"
        "\n"
        "  synoptic sources\n"
        "  synoptic sources --pause https://example.org/feed.xml\n"
        "  synoptic sources --opml -o subscriptions.opml\n",
    .options = options,
};
