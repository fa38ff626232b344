#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/pool.h"
#include "cli/cli_store.h"
#include "cli/options.h"
#include "cli/talk.h"
#include "serve/events.h"
#include "serve/http.h"
#include "serve/sandbox.h"
#include "serve/serving.h"

enum { PATH_ROOM = 4096, TOKEN_MOST = 1024, TOKEN_LEAST = 16, QUICK_MOST = 8 };

struct running {
    const struct settings *settings;
    char store[PATH_ROOM];
    char token[TOKEN_MOST + 2];
    int64_t now;
    struct http *http;
    struct events *events;
    struct serving *serving;
    struct syn_error error;
};

/* ---- what is needed ---- */

/* Opens it once, so that what is wrong is said before anything listens. */
static bool find_store(struct running *r)
{
    struct syn_error why;
    struct store *store = cli_open_store(r->settings, DATABASE_READ, &why);
    if (!store)
        return error_set(&r->error, why.status, 0, "%.170s%s", why.text, why.status == SYN_NOT_FOUND
                         ? "; to make one: synoptic add --store FILE reports/" : "");
    bool good = realpath(database_path(store_database(store)), r->store) != NULL;
    int reason = errno;
    store_close(store);
    return good || error_set(&r->error, SYN_IO, 0, "cannot find out where the store is: %s", strerror(reason));
}

static bool read_file(struct running *r, const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = file < 0 ? -1 : read(file, r->token, TOKEN_MOST + 1);
    int why = errno;
    if (file >= 0)
        close(file);
    if (got < 0)
        return error_set(&r->error, SYN_IO, 0, "cannot read the token in %s: %s", path, strerror(why));
    r->token[got] = 0;
    return true;
}

/* One line without blanks, long enough that nobody guesses it. */
static bool check_token(struct running *r)
{
    size_t length = strlen(r->token);
    while (length && byte_is_blank(r->token[length - 1]))
        r->token[--length] = 0;
    bool good = length >= TOKEN_LEAST && length <= TOKEN_MOST;
    for (size_t i = 0; i < length; i++)
        good = good && r->token[i] > ' ' && r->token[i] < 0x7f;
    return good || error_set(&r->error, SYN_MISUSE, 0, "a token is one line of at least %d letters, digits and signs, "
                             "without blanks; to make one: openssl rand -hex 24 > token", TOKEN_LEAST);
}

static bool find_token(struct running *r)
{
    const char *given = getenv("SYNOPTIC_TOKEN");
    if (r->settings->token_file) {
        if (!read_file(r, r->settings->token_file))
            return false;
    } else if (given && *given) {
        snprintf(r->token, sizeof r->token, "%s", given);
    } else {
        return true;
    }
    return check_token(r);
}

static bool read_clock(struct running *r) { return !r->settings->now || cli_now(r->settings, &r->now, &r->error); }

static int64_t fixed_clock(void *context) { return *(int64_t *)context; }

/* ---- the server ---- */

static bool is_slow(void *context, const struct http_request *request)
{
    return serving_is_slow(((struct running *)context)->serving, request);
}

static void answer(void *context, unsigned worker, const struct http_request *request, struct arena *keep,
                   struct http_answer *out)
{
    serving_answer(((struct running *)context)->serving, worker, request, keep, out);
}

/* Comparing takes whole processors, reading a page a moment of one. */
static void count_workers(const struct running *r, unsigned *quick, unsigned *slow)
{
    unsigned processors = r->settings->threads ? r->settings->threads : pool_processors();
    *quick = processors < QUICK_MOST ? processors + 1 : QUICK_MOST;
    *slow = processors > 3 ? 2 : 1;
}

static bool open_http(struct running *r)
{
    struct http_settings settings = { .address = r->settings->listen ? r->settings->listen : "127.0.0.1:8080",
                                      .is_slow = is_slow, .answer = answer, .events = r->events, .context = r };
    count_workers(r, &settings.workers, &settings.slow_workers);
    r->http = http_listen(&settings, &r->error);
    return r->http != NULL;
}

/* Whom others can reach, by his address or by a name that leads there, asks for a token. */
static bool is_local(const struct running *r) { return http_is_local(r->http) && !r->settings->hosts; }

static bool check_reach(struct running *r)
{
    return is_local(r) || *r->token ||
           error_set(&r->error, SYN_MISUSE, 0, "others could read the store at %s%s: give them a token (openssl rand -hex "
                     "24 > token; then --token-file token), or listen at 127.0.0.1 alone", http_address(r->http),
                     r->settings->hosts ? " by those names" : "");
}

/* Where SQLite makes -wal and -shm beside the store. */
static void find_folder(const char *file, char folder[PATH_ROOM])
{
    snprintf(folder, PATH_ROOM, "%s", file);
    char *slash = strrchr(folder, '/');
    slash[slash == folder] = 0;
}

static bool enter_sandbox(struct running *r)
{
    char folder[PATH_ROOM];
    struct sandbox_path paths[] = { { folder, true } };
    struct sandbox_settings settings = { .paths = paths, .count = 1, .fetch = r->settings->fetch };
    struct sandbox holds;
    if (r->settings->no_sandbox)
        return true;
    find_folder(r->store, folder);
    if (!sandbox_enter(&settings, &holds, &r->error))
        return false;
    if (!holds.files)
        fputs("synoptic: this kernel has no Landlock: the server may touch all files that you may (docs/serving.md)\n",
              stderr);
    if (!holds.calls)
        fputs("synoptic: this kernel has no seccomp: the server may call all that you may (docs/serving.md)\n",
              stderr);
    return true;
}

static bool open_serving(struct running *r)
{
    struct serving_settings settings = { .store = r->store, .threads = r->settings->threads, .token = span_of(r->token),
                                         .hosts = span_of(r->settings->hosts), .local = is_local(r),
                                         .fetch = r->settings->fetch, .events = r->events };
    count_workers(r, &settings.workers, &settings.slow_workers);
    if (r->settings->now) {
        settings.clock = fixed_clock;
        settings.clock_context = &r->now;
    }
    r->serving = serving_open(&settings, &r->error);
    return r->serving != NULL;
}

/* Until somebody says stop.  The first time is a wish, the second an order. */
static void wait_for_end(void)
{
    sigset_t ends;
    int number;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigwait(&ends, &number);
    pthread_sigmask(SIG_UNBLOCK, &ends, NULL);
}

static void hold_signals(void)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
}

static bool serve(struct running *r)
{
    if (!open_serving(r) || !http_run(r->http, &r->error))
        return false;
    fprintf(stderr, "synoptic: http://%s/ shows %s; stop with Ctrl-C\n", http_address(r->http), r->store);
    wait_for_end();
    fprintf(stderr, "synoptic: stopping; what was asked is answered\n");
    return true;
}

static enum exit_code run(const struct invocation *invocation)
{
    struct running r = { .settings = &invocation->settings };
    if (invocation->word_count) {
        error_set(&r.error, SYN_MISUSE, 0, "'serve' shows a store: synoptic serve --store %s; to see reports without a "
                  "store: synoptic compare %s", invocation->words[0], invocation->words[0]);
        return talk_fail(&r.error);
    }
    hold_signals();
    bool good = read_clock(&r) && find_token(&r) && find_store(&r);
    if (good) {
        r.events = events_open(r.store, &r.error);
        good = r.events && open_http(&r) && check_reach(&r) && enter_sandbox(&r) && serve(&r);
    }
    if (r.http)
        http_stop(r.http);
    if (r.serving)
        serving_close(r.serving);
    if (r.events)
        events_close(r.events);
    return good ? EXIT_DONE : talk_fail(&r.error);
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_TEXT, .name = "listen", .letter = 'l', .field = SETTING(listen), .value = "ADDRESS",
      .help = "where to be reached (127.0.0.1:8080); port 0 is any that is free" },
    { .kind = OPTION_TEXT, .name = "token-file", .field = SETTING(token_file), .value = "FILE",
      .help = "who has the token in FILE ($SYNOPTIC_TOKEN) may write" },
    { .kind = OPTION_TEXT, .name = "host", .field = SETTING(hosts), .value = "NAMES",
      .help = "names by which others reach it, parted by blanks" },
    { .kind = OPTION_FLAG, .name = "fetch", .field = SETTING(fetch), .help = "fetch addresses that are dropped" },
    { .kind = OPTION_FLAG, .name = "no-sandbox", .field = SETTING(no_sandbox),
      .help = "keep all rights of the user who starts it" },
    OPTION_ROW_THREADS,
    OPTION_ROW_NOW,
    OPTION_ROW_END
};

const struct command command_serve = {
    .name = "serve",
    .run = run,
    .summary = "show the store in a browser, and to programs",
    .synopsis = "[--store FILE] [--listen ADDRESS] [OPTIONS]",
    .about =
        "Shows what is kept, as pages for people and under /api/v1 for programs, until it is stopped with Ctrl-C or\n"
        "SIGTERM.  It reads only; who shows the token may also correct stories and keep what he drops.  'watch' and\n"
        "'add' may run beside it: what they bring is seen at once.\n"
        "\n"
        "It is reached from this machine alone.  At any other address, or under a name (--host), it asks for a token,\n"
        "and does not start without one.\n"
        "\n"
        "  synoptic serve                                          then open http://127.0.0.1:8080/\n"
        "  synoptic serve --store news.db --listen 127.0.0.1:9000\n"
        "  openssl rand -hex 24 >token && chmod 600 token\n"
        "  synoptic serve --listen 192.0.2.7:8080 --token-file token\n"
        "  curl -H \"Authorization: Bearer $(cat token)\" http://192.0.2.7:8080/api/v1/stories\n",
    .options = options,
};
