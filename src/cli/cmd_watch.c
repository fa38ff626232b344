#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli_store.h"
#include "cli/job.h"
#include "cli/options.h"
#include "run/watch_inputs.h"
#include "run/watch_intake.h"
#include "run/watch_log.h"
#include "run/web.h"

enum { LINE_ROOM = 16 << 10, PROGRESS_EVERY = 1 };

/* One run: what its hooks need. */
struct watching {
    const struct settings *settings;
    struct store *store, *beside;
    struct watch_intake *intake;
    struct watch *watch;
    struct web *web;
    struct talk talk;
    struct region own;
    int64_t lasts;                   /* seconds, with --for */
    time_t told;                     /* when the line on the terminal was last written */
    struct syn_error error;
};

/* ---- signals ---- */

static volatile sig_atomic_t signals;

/* The first is a wish, the second an order: what was acknowledged is safe at any moment. */
static void take_signal(int number)
{
    (void)number;
    if (++signals > 1)
        _exit(EXIT_FAILED);
}

static void heed_signals(void)
{
    struct sigaction action = { .sa_handler = take_signal };
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/* ---- hooks ---- */

static bool keep(void *context, const struct raw_document *raw, struct watch_kept *kept, struct syn_error *error)
{
    return watch_intake_keep(((struct watching *)context)->intake, raw, kept, error);
}

static bool knows(void *context, struct span url, int64_t *article, struct syn_error *error)
{
    return watch_intake_knows(((struct watching *)context)->intake, url, article, error);
}

static bool arrived(void *context, struct syn_error *error)
{
    return watch_intake_arrived(((struct watching *)context)->intake, error);
}

static bool idle(void *context, bool *more, struct syn_error *error)
{
    return watch_intake_idle(((struct watching *)context)->intake, more, error);
}

static bool stop(void *context)
{
    (void)context;
    return signals != 0;
}

static void problem(void *context, const struct syn_error *error)
{
    talk_problem(&((struct watching *)context)->talk, error);
}

static bool logs(const struct watching *w) { return !w->talk.terminal || w->settings->format == FORMAT_JSON; }

static void put_line(struct watching *w, const struct buffer *line)
{
    talk_end(&w->talk);
    fwrite(line->at, 1, line->len, stderr);
}

static void tell(void *context, const struct watch_event *event)
{
    struct watching *w = context;
    char room[LINE_ROOM];
    struct arena scratch = w->own.arena;
    struct buffer line = { .at = room, .room = sizeof room, .arena = &scratch };
    bool trouble = event->kind == WATCH_EVENT_FAILED || event->kind == WATCH_EVENT_PAUSED ||
                   event->kind == WATCH_EVENT_MOVED;
    if (!logs(w) && !trouble)
        return;
    if (w->settings->format == FORMAT_JSON)
        watch_put_event_json(&line, event);
    else
        watch_put_event_text(&line, event);
    put_line(w, &line);
}

static void progress(void *context)
{
    struct watching *w = context;
    char room[LINE_ROOM];
    struct buffer line = { .at = room, .room = sizeof room };
    time_t now = time(NULL);
    if (logs(w) || now - w->told < PROGRESS_EVERY)
        return;
    struct watch_status status = watch_status(w->watch);
    watch_put_status(&line, &status, terminal_width(0));
    fprintf(stderr, "\r\033[K%.*s", (int)line.len, line.at);
    fflush(stderr);
    w->told = now;
    w->talk.shown = true;
}

/* ---- a run ---- */

static bool open_web(struct watching *w)
{
    const struct settings *s = w->settings;
    struct web_settings web = { .agent = s->agent, .pace = s->pace, .timeout = s->timeout, .pages_max = s->limit,
                                .cache = s->cache, .no_cache = s->no_cache, .allow_private = s->allow_private };
    w->web = web_open(&web, &w->error);
    return w->web != NULL;
}

static bool open_intake(struct watching *w)
{
    struct watch_intake_settings settings = {
        .threads = w->settings->threads, .problem = problem, .context = w,
        .send = { w->settings->timeout, w->settings->allow_private, w->settings->agent }
    };
    w->intake = watch_intake_open(w->store, w->beside, &settings, &w->error);
    return w->intake != NULL;
}

static bool read_length(struct watching *w)
{
    return !w->settings->lasting || cli_duration("for", w->settings->lasting, &w->lasts, &w->error);
}

static void print_end(struct watching *w)
{
    char room[LINE_ROOM];
    struct buffer line = { .at = room, .room = sizeof room };
    struct watch_status status = watch_status(w->watch);
    watch_put_end(&line, &status);
    talk_end(&w->talk);
    if (w->settings->format != FORMAT_JSON)
        fprintf(stderr, "synoptic: %.*s", (int)line.len, line.at);
}

static bool watch(struct watching *w)
{
    struct web_parts parts = web_parts(w->web);
    struct watch_settings settings = { .fetch = parts.fetch, .transport = parts.transport, .kept = parts.store,
                                       .once = w->settings->once };
    struct watch_hooks hooks = { .keep = keep, .knows = knows, .arrived = arrived, .idle = idle, .stop = stop,
                                 .tell = tell, .progress = progress, .context = w };
    struct syn_error closing;
    if (w->settings->lasting)
        settings.until = (int64_t)time(NULL) + w->lasts;
    w->watch = watch_open(&settings, &hooks, store_database(w->beside));
    bool good = watch_run(w->watch, &w->error);
    if (good)
        print_end(w);
    watch_close(w->watch);
    bool closed = watch_intake_close(w->intake, good ? &w->error : &closing);
    return good && closed;
}

/* ---- what to watch ---- */

static bool add_sources(struct watching *w, const struct invocation *invocation)
{
    struct watch_inputs counts;
    struct watched_counts sources;
    struct database *db = store_database(w->beside);
    size_t words = invocation->word_count;
    if (words && !watch_add_inputs(db, invocation->words, words, (int64_t)time(NULL), &counts, &w->error))
        return false;
    if (words && logs(w) && w->settings->format != FORMAT_JSON)
        fprintf(stderr, "synoptic: %llu new source%s, %llu watched already\n", (unsigned long long)counts.added,
                counts.added == 1 ? "" : "s", (unsigned long long)counts.known);
    if (words && counts.left_out)
        fprintf(stderr, "synoptic: %llu of what was named there cannot be watched\n",
                (unsigned long long)counts.left_out);
    if (!watched_count(db, &sources, &w->error))
        return false;
    return sources.all > sources.paused + sources.gone ||
           error_set(&w->error, SYN_MISUSE, 0, "there is nothing to watch: name feeds or OPML, as in 'synoptic watch "
                     "https://example.org/feed.xml'");
}

static bool open_stores(struct watching *w)
{
    w->store = cli_open_store(w->settings, DATABASE_CREATE, &w->error);
    if (w->store)
        w->beside = cli_open_store(w->settings, DATABASE_WRITE, &w->error);
    return w->beside != NULL;
}

static enum exit_code run(const struct invocation *invocation)
{
    struct watching w = { .settings = &invocation->settings, .talk = talk_begin(), .own = region_open(1 << 20) };
    heed_signals();
    bool good = read_length(&w) && open_stores(&w) && add_sources(&w, invocation) && open_web(&w) &&
                open_intake(&w) && watch(&w);
    if (w.web)
        web_close(w.web);
    store_close(w.beside);
    store_close(w.store);
    region_close(&w.own);
    talk_end(&w.talk);
    return good ? EXIT_DONE : talk_fail(&w.error);
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_FLAG, .name = "once", .field = SETTING(once),
      .help = "ask what is due, fetch what is new, and end" },
    { .kind = OPTION_TEXT, .name = "for", .field = SETTING(lasting), .value = "TIME",
      .help = "end after TIME: 90s, 2h, 7d" },
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON,
      .help = "log on standard error as JSON, an object a line" },
    OPTION_ROW_THREADS,
    OPTION_ROWS_ASKING,
    OPTION_ROW_END
};

const struct command command_watch = {
    .name = "watch",
    .run = run,
    .summary = "follow feeds and sitemaps, and keep what they bring",
    .synopsis = "[--store FILE] [OPTIONS] [SOURCE...]",
    .about =
        "Asks feeds, sitemaps and lists of addresses for what is new, fetches the pages, and keeps and groups them as\n"
        "'add' does.  SOURCE is an address, an OPML file, or a file of addresses, one a line; it is remembered,\n"
        "so that 'synoptic watch' alone goes on with all there are.  Each page is looked at again after 1 h, 6 h,\n"
        "24 h and 7 d: where its text has changed it gets a new version.\n"
        "\n"
        "Each source is asked as often as it brings something, between every 5 minutes and once a day; robots.txt is\n"
        "kept to.  Ctrl-C, or SIGTERM, ends it in order: what is under way is finished, and nothing is lost.\n"
        "\n"
        "  synoptic watch subscriptions.opml\n"
        "  synoptic watch --once https://example.org/feed.xml      for cron\n"
        "  synoptic watch --for 2h 2>watch.log\n"
        "  synoptic sources                                        how they are\n",
    .options = options,
};
