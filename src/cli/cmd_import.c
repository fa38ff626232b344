#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli_store.h"
#include "cli/options.h"
#include "cli/talk.h"
#include "run/export.h"

static void take_progress(void *context, const char *doing, size_t done) { talk_progress(context, doing, done); }

/* The store is made under another name, and gets its own when all is in it. */
struct making { const char *path; char unfinished[PATH_MAX]; };

static void remove_files(const struct making *m)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    char path[PATH_MAX + 8];
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(path, sizeof path, "%s%s", m->unfinished, ends[i]);
        unlink(path);
    }
}

static bool choose_path(const struct settings *s, struct making *m, struct syn_error *error)
{
    const char *named = s->store ? s->store : getenv("SYNOPTIC_STORE");
    if (!named || !*named)
        return error_set(error, SYN_MISUSE, 0, "name the store that is to be made: --store FILE");
    m->path = named;
    if (access(named, F_OK) == 0)
        return error_set(error, SYN_MISUSE, 0, "%.100s is there already; a whole store is only read into a new one",
                         named);
    if (snprintf(m->unfinished, sizeof m->unfinished, "%s.import", named) >= (int)sizeof m->unfinished)
        return error_set(error, SYN_MISUSE, 0, "the name of the store is too long");
    remove_files(m);
    return true;
}

static bool import_all(const struct making *m, const char *input, struct talk *talk, uint64_t *articles,
                       struct syn_error *error)
{
    struct settings settings = { .store = m->unfinished };
    struct store *store = cli_open_store(&settings, DATABASE_CREATE, error);
    if (!store)
        return false;
    bool good = import_run(store, input, take_progress, talk, articles, error);
    store_close(store);
    if (good && rename(m->unfinished, m->path) != 0)
        good = error_set(error, SYN_IO, 0, "cannot give the store its name %.100s: %s", m->path, strerror(errno));
    if (!good)
        remove_files(m);
    return good;
}

static enum exit_code run(const struct invocation *invocation)
{
    struct syn_error error = { 0 };
    struct making making;
    struct talk talk = talk_begin();
    uint64_t articles = 0;
    if (invocation->word_count != 1) {
        error_set(&error, SYN_MISUSE, 0, "name one file, which 'synoptic export --all --format store' wrote");
        return talk_fail(&error);
    }
    if (!choose_path(&invocation->settings, &making, &error))
        return talk_fail(&error);
    bool good = import_all(&making, invocation->words[0], &talk, &articles, &error);
    talk_end(&talk);
    if (!good)
        return talk_fail(&error);
    printf("%" PRIu64 " article%s in %s\n", articles, articles == 1 ? "" : "s", making.path);
    return EXIT_DONE;
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    OPTION_ROW_END
};

const struct command command_import = {
    .name = "import",
    .run = run,
    .summary = "make a store out of what 'export --format store' wrote",
    .synopsis = "[OPTIONS] FILE",
    .about =
        "Makes a new store with the same content: all articles and versions with their numbers, stories with\n"
        "their log and what was set right by hand, sources, saved searches, alerts.  FILE may be packed with\n"
        "gzip; \"-\" is standard input.  The store has its name only when all is in it.\n"
        "\n"
        "To read articles into a store that is there already: synoptic add FILE.\n"
        "\n"
        "  synoptic export --all --format store | gzip > backup.jsonl.gz\n"
        "  synoptic import backup.jsonl.gz --store new.db\n",
    .options = options,
};
