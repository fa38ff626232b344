#include "run/alert_send.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "read/open_http.h"
#include "read/url.h"
#include "text/json.h"

#define USUAL_AGENT "synoptic/" SYN_VERSION " (tells of new reports)"

enum { ANSWER_MAX = 64 << 10, URL_ROOM = 64 << 10, LOOK_MILLISECONDS = 5, GRACE_MILLISECONDS = 2000 };

struct alert_sender {
    struct region own;
    struct alert_send_settings settings;
    struct http *http;           /* NULL until the first webhook */
};

struct alert_sender *alert_sender_open(const struct alert_send_settings *settings)
{
    struct region own = region_open(1 << 20);
    struct alert_sender *sender = arena_new(&own.arena, struct alert_sender, 1);
    sender->settings = *settings;
    if (!sender->settings.seconds)
        sender->settings.seconds = ALERT_SECONDS;
    sender->own = own;
    return sender;
}

void alert_sender_close(struct alert_sender *sender)
{
    if (!sender)
        return;
    struct region own = sender->own;
    if (sender->http)
        http_close(sender->http);
    region_close(&own);
}

/* ---- to an address ---- */

static bool parse_address(struct arena *keep, struct span text, struct url *url, struct syn_error *error)
{
    const char *why;
    if (!url_is(text))
        return error_set(error, SYN_MISUSE, 0, "a webhook is an address that begins with http:// or https://");
    struct span shown = url_shown(keep, text);
    return url_parse(keep, text, url, &why) ||
           error_set(error, SYN_MISUSE, 0, "cannot post to %.*s: %s", (int)shown.len, shown.at, why);
}

bool alert_check_webhook(struct span text, struct syn_error *error)
{
    struct region region = region_open(URL_ROOM);
    struct url url;
    bool good = parse_address(&region.arena, text, &url, error);
    region_close(&region);
    return good;
}

static bool open_http(struct alert_sender *sender, struct syn_error *error)
{
    const struct alert_send_settings *s = &sender->settings;
    struct http_settings http = { s->agent ? s->agent : USUAL_AGENT, s->seconds, s->allow_private };
    if (!sender->http)
        sender->http = http_open(&http, error);
    return sender->http != NULL;
}

static bool judge(const struct transport_answer *a, struct span host, struct syn_error *error)
{
    int length = (int)host.len;
    switch (a->end) {
    case TRANSPORT_TOO_LARGE:        /* what it says is not read; that it took it counts */
    case TRANSPORT_DONE:
        return (a->status >= 200 && a->status < 300) ||
               error_set(error, SYN_IO, 0, "%.*s answered with status %d; a delivery is answered with 200 to 299",
                         length, host.at, a->status);
    case TRANSPORT_PRIVATE:
        return error_set(error, SYN_IO, 0, "%.*s is not asked, since its address is %.*s; --allow-private lifts that",
                         length, host.at, (int)a->detail.len, a->detail.at);
    case TRANSPORT_TOO_SLOW:
        return error_set(error, SYN_IO, 0, "%.*s did not answer in time", length, host.at);
    default:
        return error_set(error, SYN_IO, 0, "cannot post to %.*s: %.*s", length, host.at, (int)a->detail.len,
                         a->detail.at);
    }
}

static bool post(struct alert_sender *sender, const struct url *url, struct span json, struct syn_error *error)
{
    struct transport t = http_transport(sender->http);
    struct transport_request request = { .url = url->text, .post = json, .body_max = ANSWER_MAX,
                                         .begin_will_do = true };
    int64_t limit = (int64_t)sender->settings.seconds * 1000 + GRACE_MILLISECONDS, until = t.clock(t.context) + limit;
    t.start(t.context, 0, &request);
    while (t.wait(t.context, LOOK_MILLISECONDS * 20) < 0)
        if (t.clock(t.context) > until) {
            http_close(sender->http);
            sender->http = NULL;
            return error_set(error, SYN_IO, 0, "%.*s did not answer in time", (int)url->host.len, url->host.at);
        }
    return judge(t.answer(t.context, 0), url->host, error);
}

bool alert_send_webhook(struct alert_sender *sender, struct span address, struct span json, struct syn_error *error)
{
    struct region region = region_open(URL_ROOM);
    struct url url;
    bool sent = parse_address(&region.arena, address, &url, error) && open_http(sender, error) &&
                post(sender, &url, json, error);
    region_close(&region);
    return sent;
}

/* ---- to a program ---- */

struct program { char *arguments[ALERT_ARGUMENTS + 1]; size_t count; };

static bool read_command(struct arena *keep, struct span command, struct program *out, struct syn_error *error)
{
    struct json list, value;
    struct json_step step = { 0 };
    struct span key;
    size_t at = 0;
    *out = (struct program){ .count = 0 };
    if (!json_parse(command, &at, &list) || list.kind != JSON_ARRAY)
        return error_set(error, SYN_BAD_FORMAT, 0, "an alert's command is no list of texts");
    while (json_next(list, &step, &key, &value)) {
        struct span text = json_text(keep, value);
        if (value.kind != JSON_TEXT || out->count == ALERT_ARGUMENTS || (text.len && memchr(text.at, 0, text.len)))
            return error_set(error, SYN_BAD_FORMAT, 0, "an alert's command has up to %d plain texts", ALERT_ARGUMENTS);
        out->arguments[out->count++] = (char *)arena_copy(keep, text).at;
    }
    return out->count || error_set(error, SYN_BAD_FORMAT, 0, "an alert's command names no program");
}

static void make_environment(struct arena *keep, struct span name, char *environment[8])
{
    static const char *const kept[] = { "PATH", "HOME", "LANG", "TZ" };
    size_t count = 0;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (getenv(kept[i]))
            environment[count++] = (char *)arena_printf(keep, "%s=%s", kept[i], getenv(kept[i])).at;
    environment[count++] = (char *)arena_printf(keep, "SYNOPTIC_ALERT=%.*s", (int)name.len, name.at).at;
    environment[count] = NULL;
}

/* A file without a name, read from its begin: a program that reads nothing of it blocks nobody. */
static FILE *input_of(struct span json)
{
    FILE *file = tmpfile();
    if (file && fwrite(json.at, 1, json.len, file) == json.len && !fflush(file) && !fseek(file, 0, SEEK_SET))
        return file;
    if (file)
        fclose(file);
    return NULL;
}

/* In a group of its own, so that it can be ended with all it started. */
static int spawn(const struct program *program, char *const environment[], int input, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t usual, none;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGTERM);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setsigmask(&attributes, &none);
    int code = posix_spawnp(pid, program->arguments[0], &files, &attributes, program->arguments, environment);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return code;
}

static bool has_ended(pid_t pid, int *status, int64_t milliseconds)
{
    struct timespec pause = { 0, LOOK_MILLISECONDS * 1000000L };
    for (int64_t waited = 0;; waited += LOOK_MILLISECONDS) {
        pid_t ended = waitpid(pid, status, WNOHANG);
        if (ended == pid || (ended < 0 && errno != EINTR))
            return ended == pid;
        if (waited >= milliseconds)
            return false;
        nanosleep(&pause, NULL);
    }
}

static bool await(pid_t pid, const char *program, unsigned seconds, struct syn_error *error)
{
    int status = 0;
    if (!has_ended(pid, &status, (int64_t)seconds * 1000)) {
        kill(-pid, SIGTERM);
        bool gone = has_ended(pid, &status, GRACE_MILLISECONDS);
        kill(-pid, SIGKILL);
        if (!gone)
            waitpid(pid, &status, 0);
        return error_set(error, SYN_IO, 0, "%s was ended after %u seconds", program, seconds);
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFEXITED(status))
        return error_set(error, SYN_IO, 0, "%s ended with code %d", program, WEXITSTATUS(status));
    return error_set(error, SYN_IO, 0, "%s was ended by signal %d", program, WTERMSIG(status));
}

static bool run_program(const struct alert_sender *sender, const struct program *program, char *const environment[],
                        struct span json, struct syn_error *error)
{
    const char *name = program->arguments[0];
    FILE *input = input_of(json);
    pid_t pid;
    if (!input)
        return error_set(error, SYN_IO, 0, "cannot give %s its input: no file can be made in the folder for those that "
                         "last a moment", name);
    int code = spawn(program, environment, fileno(input), &pid);
    fclose(input);
    if (code)
        return error_set(error, SYN_IO, 0, "cannot run %s: %s", name, strerror(code));
    return await(pid, name, sender->settings.seconds, error);
}

bool alert_send_command(struct alert_sender *sender, struct span command, struct span name, struct span json,
                        struct syn_error *error)
{
    struct region region = region_open((4 << 20) + command.len * 2);
    struct program program;
    char *environment[8];
    bool sent = read_command(&region.arena, command, &program, error);
    if (sent) {
        make_environment(&region.arena, name, environment);
        sent = run_program(sender, &program, environment, json, error);
    }
    region_close(&region);
    return sent;
}

/* ---- into a file ---- */

static bool write_all(int file, struct span bytes)
{
    while (bytes.len) {
        ssize_t written = write(file, bytes.at, bytes.len);
        if (written < 0 && errno != EINTR)
            return false;
        bytes = span_from(bytes, written > 0 ? (size_t)written : 0);
    }
    return fsync(file) == 0;
}

bool alert_send_file(struct alert_sender *sender, struct span path, struct span bytes, struct syn_error *error)
{
    char name[PATH_MAX], fresh[PATH_MAX];
    (void)sender;
    int length = snprintf(name, sizeof name, "%.*s", (int)path.len, path.at);
    if (length < 0 || (size_t)length + sizeof ".new-XXXXXX" > sizeof fresh)
        return error_set(error, SYN_MISUSE, 0, "the name of an alert's file is too long");
    snprintf(fresh, sizeof fresh, "%.*s.new-XXXXXX", (int)(sizeof fresh - sizeof ".new-XXXXXX"), name);
    int file = mkstemp(fresh);
    if (file < 0)
        return error_set(error, SYN_IO, 0, "cannot write %s: %s", name, strerror(errno));
    bool good = write_all(file, bytes) && fchmod(file, 0644) == 0;
    int why = errno;
    close(file);
    if (good && rename(fresh, name) == 0)
        return true;
    why = good ? errno : why;
    unlink(fresh);
    return error_set(error, SYN_IO, 0, "cannot write %s: %s", name, strerror(why));
}
