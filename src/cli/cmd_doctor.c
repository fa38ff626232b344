#include <inttypes.h>
#include <stdio.h>

#include "cli/cli_store.h"
#include "cli/options.h"
#include "cli/talk.h"
#include "run/facts.h"

struct visit { struct talk talk; uint64_t said; };

static void say_finding(void *context, struct span words)
{
    struct visit *visit = context;
    talk_end(&visit->talk);
    fprintf(stderr, "synoptic: %.*s\n", (int)words.len, words.at);
    visit->said++;
}

static void say_progress(void *context, const char *doing, size_t done)
{
    struct visit *visit = context;
    talk_progress(&visit->talk, doing, done);
}

static void print_json(struct span path, const struct health_sizes *s, uint64_t findings)
{
    struct region text = region_open(1 << 20);
    struct buffer out = buffer_in(&text.arena);
    struct json_writer w = json_writer(&out, 0);
    json_open(&w, '{');
    json_key(&w, "store");
    json_put_text(&w, path);
    facts_sizes(&w, s);
    json_key(&w, "findings");
    json_put_int(&w, (int64_t)findings);
    json_close(&w, '}');
    printf("%.*s\n", (int)out.len, out.at);
    region_close(&text);
}

static void print_text(const char *path, const struct health_sizes *s, uint64_t findings)
{
    printf("%s (version %d, %.1f MB, %.1f MB of it free)\n", path, s->schema, (double)s->bytes / 1e6,
           (double)s->free_bytes / 1e6);
    printf("  %" PRIu64 " articles in %" PRIu64 " versions, of %" PRIu64 " outlets, in %" PRIu64 " stories\n", s->articles,
           s->versions, s->outlets, s->stories);
    printf("  %" PRIu64 " names, %" PRIu64 " figures, %" PRIu64 " attributions\n", s->names, s->figures, s->attributions);
    printf("  %" PRIu64 " events in the log of stories, %" PRIu64 " corrections by hand\n", s->events, s->hand);
    if (findings)
        printf("%" PRIu64 " things are wrong; keep a copy of the file before anything else.  What search cannot find:\n"
               "  synoptic doctor --rebuild-search; what is broken in the file itself: sqlite3 FILE .recover\n", findings);
    else
        printf("all is well\n");
}

static bool treat(struct store *store, const struct settings *settings, const struct health_sink *sink,
                  struct syn_error *error)
{
    if (settings->copy && !health_copy(store, settings->copy, error))
        return false;
    if (settings->rebuild_search && !health_rebuild_search(store, sink, error))
        return false;
    return !settings->tidy || health_tidy(store, error);
}

static enum exit_code run(const struct invocation *invocation)
{
    struct syn_error error;
    struct health_sizes sizes;
    struct visit visit = { .talk = talk_begin() };
    struct health_sink sink = { say_finding, say_progress, &visit };
    const struct settings *settings = &invocation->settings;
    uint64_t findings = 0;
    if (invocation->word_count) {
        error_set(&error, SYN_MISUSE, 0, "doctor takes no inputs; name the store: --store %s", invocation->words[0]);
        return talk_fail(&error);
    }
    /* Writing brings an older store up to date, which is a part of the visit. */
    struct store *store = cli_open_store(settings, DATABASE_WRITE, &error);
    if (!store)
        return talk_fail(&error);
    bool good = treat(store, settings, &sink, &error) && health_check(store, settings->deep, &sink, &findings, &error) &&
                health_sizes(store, &sizes, &error);
    talk_end(&visit.talk);
    if (good && settings->format == FORMAT_JSON)
        print_json(span_of(database_path(store_database(store))), &sizes, findings);
    else if (good)
        print_text(database_path(store_database(store)), &sizes, findings);
    store_close(store);
    return !good ? talk_fail(&error) : findings ? EXIT_FAILED : EXIT_DONE;
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_FLAG, .name = "deep", .field = SETTING(deep), .help = "unpack all that is packed, too" },
    { .kind = OPTION_TEXT, .name = "copy", .field = SETTING(copy), .value = "FILE",
      .help = "write a whole copy of the store to FILE first, while others may write" },
    { .kind = OPTION_FLAG, .name = "rebuild-search", .field = SETTING(rebuild_search),
      .help = "make the search index anew" },
    { .kind = OPTION_FLAG, .name = "tidy", .field = SETTING(tidy), .help = "let the file shrink (takes as much room again)" },
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON, .help = "for programs" },
    OPTION_ROW_END
};

const struct command command_doctor = {
    .name = "doctor",
    .run = run,
    .summary = "look whether a store is whole, and how large; copy and mend it",
    .synopsis = "[--store FILE] [OPTIONS]",
    .about =
        "Checks the file itself (SQLite's integrity check) and what the store promises: that every article has its\n"
        "versions, bodies and evidence, every story its reports, that every redirect ends.  What is wrong is said on\n"
        "standard error, a line each, and the command ends with 3.\n"
        "\n"
        "A store that an older version of the program wrote is brought up to date.\n"
        "\n"
        "  synoptic doctor --store news.db\n"
        "  synoptic doctor --store news.db --copy backup.db     a whole copy, also while 'watch' runs\n",
    .options = options,
};
