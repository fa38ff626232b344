#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/cli_store.h"
#include "cli/job.h"
#include "cli/options.h"
#include "run/alert.h"
#include "store/saved.h"
#include "store/search_query.h"
#include "tell/escape.h"
#include "tell/json_parts.h"
#include "tell/moment.h"
#include "text/utf8.h"

enum { LINE_ROOM = 64 << 10 };

/* One use of the command: what all its parts need. */
struct use {
    const struct invocation *invocation;
    const struct settings *settings;
    struct job *job;
    struct store *store;
    struct database *db;
    struct region own;
    int64_t now;
    bool found;
    struct syn_error error;
};

static struct span word_at(const struct use *u, size_t i)
{
    return i < u->invocation->word_count ? span_of(u->invocation->words[i]) : (struct span){ 0 };
}

static bool misuse(struct use *u, const char *what) { return error_set(&u->error, SYN_MISUSE, 0, "%s", what); }

static struct alert_settings running(const struct use *u)
{
    const struct settings *s = u->settings;
    return (struct alert_settings){ .now = u->now, .most = s->most, .threads = s->threads,
                                    .send = { s->timeout, s->allow_private, s->agent } };
}

/* ---- add ---- */

static bool read_condition(struct use *u, struct alert *a)
{
    const struct settings *s = u->settings;
    int conditions = s->changes + s->conflicts + (s->least_reports != 0) + (s->least_accounts != 0);
    a->condition = s->changes          ? ALERT_ON_CHANGES
                   : s->conflicts      ? ALERT_ON_CONFLICTS
                   : s->least_reports  ? ALERT_ON_SIZE
                   : s->least_accounts ? ALERT_ON_ORIGINS
                                       : ALERT_ON_REPORTS;
    a->least = s->least_reports ? s->least_reports : s->least_accounts;
    return conditions <= 1 || misuse(u, "an alert waits for one thing: --changes, --conflicts, --reports or "
                                        "--origins; make one for each");
}

static bool read_watched(struct use *u, struct alert *a)
{
    const struct settings *s = u->settings;
    struct span query;
    struct search_query parsed;
    if (!s->search == !s->of_story)
        return misuse(u, "an alert looks at --search QUERY, at --search @NAME, a saved one, or at --story s4");
    if (s->of_story)
        return store_find_story(u->store, span_of(s->of_story), &a->story, &u->error);
    a->search = span_of(s->search);
    return saved_resolve(u->store, &u->own.arena, a->search, &query, &u->error) &&
           search_query_parse(&parsed, &u->own.arena, query, u->now, &u->error);
}

/* The command's words as a list in JSON. */
static struct span command_of(struct use *u)
{
    struct buffer out = buffer_in(&u->own.arena);
    struct json_writer w = json_writer(&out, 0);
    json_open(&w, '[');
    for (size_t i = 2; i < u->invocation->word_count; i++)
        json_put_text(&w, word_at(u, i));
    json_close(&w, ']');
    return buffer_span(&out);
}

/* As it will be wherever the program is run from. */
static struct span whole_path(struct use *u, const char *path)
{
    char here[4096];
    if (*path == '/' || !getcwd(here, sizeof here))
        return span_of(path);
    return arena_printf(&u->own.arena, "%s/%s", here, path);
}

static bool read_target(struct use *u, struct alert *a)
{
    const struct settings *s = u->settings;
    size_t words = u->invocation->word_count;
    if ((s->webhook != NULL) + (s->atom != NULL) + s->command != 1)
        return misuse(u, "an alert goes one way: --webhook ADDRESS, --atom FILE, or --command PROGRAM [ARGUMENT...]");
    if (s->command && words < 3)
        return misuse(u, "which program? alert add NAME ... --command PROGRAM [ARGUMENT...]");
    if (s->command && words > 2 + ALERT_ARGUMENTS)
        return misuse(u, "a command has 64 words at most; write a script and name that");
    if (!s->command && words > 2)
        return misuse(u, "an alert has one name; put a query of several words in quotes");
    a->way = s->webhook ? ALERT_BY_WEBHOOK : s->atom ? ALERT_BY_ATOM : ALERT_BY_COMMAND;
    a->target = s->webhook ? span_of(s->webhook) : s->atom ? whole_path(u, s->atom) : command_of(u);
    return !s->webhook || alert_check_webhook(a->target, &u->error);
}

static bool check_name(struct use *u, struct span name)
{
    bool good = name.len && name.len <= ALERT_NAME_MAX && name.at[0] != '@';
    for (size_t i = 0; i < name.len; i++)
        good = good && (unsigned char)name.at[i] > ' ' && name.at[i] != 0x7f;
    return good || misuse(u, "an alert has a name without blanks, up to 64 bytes: alert add storms --search storm ...");
}

static bool write_alert(struct use *u, struct alert *a)
{
    if (!database_begin(u->db, &u->error))
        return false;
    if ((u->settings->past || alert_set_marks(u->db, a, &u->error)) && alert_add(u->db, a, &a->id, &u->error) &&
        (!a->story || alert_follow(u->db, a->id, a->story, &u->error)) && database_commit(u->db, &u->error))
        return true;
    database_rollback(u->db);
    return false;
}

static bool add(struct use *u)
{
    struct alert a = { .name = word_at(u, 1), .made = u->now };
    struct alert_settings settings = running(u);
    uint32_t items;
    if (!check_name(u, a.name) || !read_condition(u, &a) || !read_watched(u, &a) || !read_target(u, &a) ||
        !write_alert(u, &a))
        return false;
    u->found = true;
    /* A reader may ask for the feed before there is anything in it. */
    return a.way != ALERT_BY_ATOM || alert_try(u->store, &a, &settings, &items, &u->error);
}

/* ---- list ---- */

static struct when second(int64_t at) { return (struct when){ at, at + 1, at ? WHEN_SECOND : WHEN_UNKNOWN, true, 0 }; }

static void put_json(struct buffer *out, struct use *u, const struct alert *a)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    part_member(&w, "alert", a->name);
    part_member(&w, "search", a->search);
    part_member(&w, "story", a->story ? arena_printf(&u->own.arena, "s%" PRId64, a->story) : (struct span){ 0 });
    part_member(&w, "condition", span_of(alert_condition_label(a->condition)));
    part_number(&w, "least", a->least);
    part_member(&w, "way", span_of(alert_way_label(a->way)));
    if (a->way == ALERT_BY_COMMAND) {
        json_key(&w, "target");
        json_put_raw(&w, a->target);
    } else {
        part_member(&w, "target", a->target);
    }
    part_when(&w, "made", second(a->made));
    part_when(&w, "fired", second(a->fired));
    part_number(&w, "deliveries", a->deliveries);
    part_number(&w, "failures", a->failures);
    part_when(&w, "next", second(a->next));
    part_member(&w, "error", a->error);
    part_flag(&w, "paused", a->paused);
    json_close(&w, '}');
    buffer_byte(out, '\n');
}

/* What a terminal may be shown: controls could steer it. */
static void put_plain(struct buffer *out, struct span text)
{
    unsigned length;
    for (size_t at = 0; at < text.len; at += length) {
        char bytes[4];
        uint32_t shown = escape_shown(utf8_decode(text, at, &length));
        buffer_put(out, (struct span){ bytes, utf8_encode(shown, bytes) });
    }
}

static void put_condition(struct buffer *out, const struct alert *a)
{
    switch ((enum alert_condition)a->condition) {
    case ALERT_ON_CHANGES:   buffer_text(out, ", changes of its reports"); break;
    case ALERT_ON_SIZE:      buffer_printf(out, ", stories of %u reports", a->least); break;
    case ALERT_ON_ORIGINS:  buffer_printf(out, ", stories of %u accounts", a->least); break;
    case ALERT_ON_CONFLICTS: buffer_text(out, ", conflicts"); break;
    case ALERT_ON_REPORTS:
    case ALERT_CONDITION_COUNT: break;
    }
}

static void put_state(struct buffer *out, const struct alert *a)
{
    buffer_text(out, "  ");
    if (a->paused)
        buffer_text(out, "paused; ");
    if (a->failures) {
        buffer_printf(out, "failed %u time%s, next try ", a->failures, a->failures == 1 ? "" : "s");
        moment_text(out, second(a->next));
        buffer_text(out, ": ");
        put_plain(out, a->error);
        buffer_text(out, "\n  ");
    }
    if (a->fired) {
        buffer_printf(out, "%u deliver%s, last ", a->deliveries, a->deliveries == 1 ? "y" : "ies");
        moment_text(out, second(a->fired));
    } else {
        buffer_text(out, "nothing delivered yet");
    }
    buffer_byte(out, '\n');
}

static void put_text(struct buffer *out, const struct alert *a)
{
    put_plain(out, a->name);
    buffer_text(out, ": ");
    put_plain(out, a->search);
    if (a->story)
        buffer_printf(out, "story s%" PRId64, a->story);
    put_condition(out, a);
    buffer_printf(out, " -> %s ", alert_way_label(a->way));
    put_plain(out, a->target);
    buffer_byte(out, '\n');
    put_state(out, a);
}

static bool list(struct use *u)
{
    struct alerts all;
    if (!alerts_list(u->db, &u->own.arena, &all, &u->error))
        return false;
    for (uint32_t i = 0; i < all.count; i++) {
        struct buffer out = job_buffer(u->job, LINE_ROOM);
        if (u->settings->format == FORMAT_JSON)
            put_json(&out, u, &all.at[i]);
        else
            put_text(&out, &all.at[i]);
        job_put(u->job, &out);
    }
    u->found = all.count != 0;
    return true;
}

/* ---- one of them ---- */

static bool named(struct use *u, struct alert *a)
{
    if (u->invocation->word_count != 2)
        return misuse(u, "which alert? name one; 'synoptic alert list' lists them");
    return alert_find(u->db, &u->own.arena, word_at(u, 1), a, &u->error);
}

static bool test(struct use *u)
{
    struct alert a;
    struct alert_settings settings = running(u);
    uint32_t items;
    if (!named(u, &a) || !alert_try(u->store, &a, &settings, &items, &u->error))
        return false;
    u->found = true;
    struct buffer out = job_buffer(u->job, LINE_ROOM);
    buffer_text(&out, "delivered by ");
    buffer_text(&out, alert_way_label(a.way));
    buffer_text(&out, a.way == ALERT_BY_ATOM ? ": the feed as it is\n"
                      : items                ? ", with the last report there is\n"
                                             : ", without a report: there is none yet\n");
    return job_put(u->job, &out);
}

static bool take_away(struct use *u)
{
    struct alert a;
    if (!named(u, &a) || !database_begin(u->db, &u->error))
        return false;
    u->found = true;
    if (alert_remove(u->db, a.id, &u->error) && database_commit(u->db, &u->error))
        return true;
    database_rollback(u->db);
    return false;
}

static bool pause_it(struct use *u)
{
    struct alert a;
    u->found = true;
    return named(u, &a) && alert_set_paused(u->db, a.id, true, &u->error);
}

static bool resume_it(struct use *u)
{
    struct alert a;
    u->found = true;
    return named(u, &a) && alert_set_paused(u->db, a.id, false, &u->error);
}

/* ---- run ---- */

static void tell_problem(void *context, const struct alert *alert, const struct syn_error *error)
{
    struct use *u = context;
    struct syn_error told = *error;
    error_set(&told, error->status, error->at, "alert %.*s: %s", (int)alert->name.len, alert->name.at, error->text);
    talk_problem(&u->job->talk, &told);
}

static void tell_delivered(void *context, const struct alert *alert, uint32_t items)
{
    struct use *u = context;
    struct buffer out = job_buffer(u->job, LINE_ROOM);
    if (u->settings->format == FORMAT_JSON) {
        struct json_writer w = json_writer(&out, 0);
        json_open(&w, '{');
        part_member(&w, "alert", alert->name);
        part_number(&w, "items", items);
        json_close(&w, '}');
    } else {
        put_plain(&out, alert->name);
        buffer_printf(&out, ": %u told", items);
    }
    buffer_byte(&out, '\n');
    job_put(u->job, &out);
}

static bool run_all(struct use *u)
{
    struct alert_settings settings = running(u);
    struct alert_hooks hooks = { tell_delivered, tell_problem, u };
    struct alert_counts counts;
    if (u->invocation->word_count > 1)
        return misuse(u, "'alert run' runs all that are due; 'alert test NAME' tries one");
    if (!alerts_run(u->store, &settings, &hooks, &counts, &u->error))
        return false;
    u->found = counts.items != 0;
    return true;
}

/* ---- the command ---- */

static const struct part {
    const char *name;
    bool (*run)(struct use *use);
    int mode;                        /* enum database_mode */
} parts[] = {
    { "add", add, DATABASE_WRITE },         { "list", list, DATABASE_READ },      { "test", test, DATABASE_READ },
    { "remove", take_away, DATABASE_WRITE }, { "pause", pause_it, DATABASE_WRITE },
    { "resume", resume_it, DATABASE_WRITE }, { "run", run_all, DATABASE_WRITE },
};

static const struct part *part_of(const struct invocation *invocation)
{
    struct span name = span_of(invocation->word_count ? invocation->words[0] : "list");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (span_equal(name, span_of(parts[i].name)))
            return &parts[i];
    return NULL;
}

static bool run_part(struct use *u, const struct part *part)
{
    u->store = cli_open_store(u->settings, part->mode, &u->error);
    if (!u->store)
        return false;
    u->db = store_database(u->store);
    bool good = part->run(u);
    store_close(u->store);
    return good;
}

static enum exit_code run(const struct invocation *invocation)
{
    struct use u = { .invocation = invocation, .settings = &invocation->settings };
    const struct part *part = part_of(invocation);
    enum exit_code code;
    if (!part) {
        error_set(&u.error, SYN_MISUSE, 0, "an alert is added, listed, tested, paused, resumed, removed or run; there "
                  "is no 'alert %s'", invocation->words[0]);
        return talk_fail(&u.error);
    }
    if (!cli_now(u.settings, &u.now, &u.error))
        return talk_fail(&u.error);
    u.job = job_open(invocation, &code);
    if (!u.job)
        return code;
    u.own = region_open((size_t)64 << 20);
    bool good = run_part(&u, part);
    region_close(&u.own);
    code = job_close(u.job, u.found);
    return good ? code : talk_fail(&u.error);
}

static const struct option options[] = {
    { .kind = OPTION_TEXT, .name = "search", .field = SETTING(search), .value = "QUERY",
      .help = "look at what this finds; @NAME is a saved search" },
    { .kind = OPTION_TEXT, .name = "story", .field = SETTING(of_story), .value = "STORY",
      .help = "look at this story: s4" },
    { .kind = OPTION_FLAG, .name = "changes", .field = SETTING(changes),
      .help = "tell when a report of its stories was changed" },
    { .kind = OPTION_FLAG, .name = "conflicts", .field = SETTING(conflicts),
      .help = "tell when there are conflicts in its stories that there were not" },
    { .kind = OPTION_COUNT, .name = "reports", .field = SETTING(least_reports), .value = "N", .least = 2,
      .most = 1000000, .help = "tell when one of its stories has N reports" },
    { .kind = OPTION_COUNT, .name = "origins", .field = SETTING(least_accounts), .value = "N", .least = 2,
      .most = 1000000, .help = "tell when one of its stories has N independent accounts" },
    { .kind = OPTION_TEXT, .name = "webhook", .field = SETTING(webhook), .value = "ADDRESS",
      .help = "post JSON to ADDRESS" },
    { .kind = OPTION_FLAG, .name = "command", .field = SETTING(command),
      .help = "run the words behind the name, with JSON as its input" },
    { .kind = OPTION_TEXT, .name = "atom", .field = SETTING(atom), .value = "FILE",
      .help = "keep a feed in FILE" },
    { .kind = OPTION_FLAG, .name = "past", .field = SETTING(past), .help = "begin with what is in the store already" },
    { .kind = OPTION_COUNT, .name = "most", .field = SETTING(most), .value = "N", .least = 1, .most = 1000,
      .help = "with run: N things in one delivery at most (50)" },
    { .kind = OPTION_COUNT, .name = "timeout", .field = SETTING(timeout), .value = "SECONDS", .least = 1,
      .most = 3600, .help = "for a delivery (60)" },
    { .kind = OPTION_FLAG, .name = "allow-private", .field = SETTING(allow_private),
      .help = "post to this machine and private networks, too" },
    { .kind = OPTION_TEXT, .name = "user-agent", .field = SETTING(agent), .value = "TEXT",
      .help = "say TEXT to hosts instead of synoptic/VERSION" },
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON,
      .help = "with list and run: a line for each, for programs" },
    OPTION_ROW_STORE,
    OPTION_ROW_NOW,
    OPTION_ROW_THREADS,
    OPTION_ROW_END
};

const struct command command_alert = {
    .name = "alert",
    .run = run,
    .summary = "be told of what is new: by webhook, by a program, by a feed",
    .synopsis = "[add|list|test|pause|resume|remove|run] [OPTIONS] [NAME] [PROGRAM [ARGUMENT...]]",
    .about =
        "An alert looks at what a search finds, or at one story, and tells of each new report; or, instead, of\n"
        "changed reports, of stories that have grown so large, of conflicts that were not there before.\n"
        "\n"
        "What is told may be told twice when a machine fails in between, and is never lost.  A delivery that\n"
        "fails is tried again after a minute, two, four, up to six hours; 'alert list' says why it failed.\n"
        "'alert run' tells what is due: have it run by a timer, or let 'watch' do it.  Exit code 1: nothing was.\n"
        "\n"
        "A program is run without a shell, with the message as its input and SYNOPTIC_ALERT, the alert's name, in\n"
        "its environment.  Where one of its arguments begins with a dash, put '--' before the program.\n"
        "\n"
        "  synoptic alert add storms --search 'storm lang:en' --webhook https://desk.example/hook\n"
        "  synoptic alert add mayor --search @mayor --atom /var/www/mayor.atom\n"
        "  synoptic alert add s4-changed --story s4 --changes --command -- mail -s Changed desk@example.org\n"
        "  synoptic alert test storms                 sends the last report there is; nothing is marked as told\n"
        "  synoptic alert run\n",
    .options = options,
};
