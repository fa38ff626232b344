#include "cli/cli_store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "text/timestamp.h"

enum { PATH_ROOM = 4096 };

/* ---- where ---- */

static bool usual_path(char *path, struct syn_error *error)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int length = -1;
    if (data && *data == '/')
        length = snprintf(path, PATH_ROOM, "%s/synoptic/store.db", data);
    else if (home && *home == '/')
        length = snprintf(path, PATH_ROOM, "%s/.local/share/synoptic/store.db", home);
    if (length < 0 || length >= PATH_ROOM)
        return error_set(error, SYN_MISUSE, 0, "there is no home folder to keep a store in; name one: --store FILE");
    return true;
}

/* All folders above the last part of the path. */
static bool make_folders(char *path, struct syn_error *error)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
        int why = errno;
        if (!made)
            return error_set(error, SYN_IO, 0, "cannot make the folder %s for the store: %s; name another place: --store "
                             "FILE", path, strerror(why));
        *slash = '/';
    }
    return true;
}

struct store *cli_open_store(const struct settings *settings, enum database_mode mode, struct syn_error *error)
{
    char path[PATH_ROOM];
    const char *named = settings->store ? settings->store : getenv("SYNOPTIC_STORE");
    if (named && *named)
        return store_open(named, mode, error);
    if (!usual_path(path, error) || (mode == DATABASE_CREATE && !make_folders(path, error)))
        return NULL;
    return store_open(path, mode, error);
}

/* ---- when ---- */

static bool parse_instant(const char *text, bool end, int64_t *out)
{
    struct timestamp stamp;
    if (!timestamp_parse(span_of(text), &stamp) || stamp.precision < TIMESTAMP_DAY)
        return false;
    *out = end ? timestamp_to(&stamp) : timestamp_from(&stamp);
    return true;
}

bool cli_now(const struct settings *settings, int64_t *now, struct syn_error *error)
{
    if (!settings->now) {
        *now = (int64_t)time(NULL);
        return true;
    }
    return parse_instant(settings->now, false, now) ||
           error_set(error, SYN_MISUSE, 0, "--now takes a time such as 2024-04-03T12:00Z; not '%s'", settings->now);
}

static bool parse_span(const char *text, int64_t *seconds)
{
    static const struct { char letter; int64_t seconds; } units[] = {
        { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 }, { 'w', 7 * 86400 }
    };
    char *rest;
    long number = strtol(text, &rest, 10);
    if (rest == text || number < 0 || number > 1000000 || !rest[0] || rest[1])
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (units[i].letter == *rest) {
            *seconds = number * units[i].seconds;
            return true;
        }
    return false;
}

bool cli_duration(const char *option, const char *text, int64_t *seconds, struct syn_error *error)
{
    return parse_span(text, seconds) ||
           error_set(error, SYN_MISUSE, 0, "--%s takes a time such as 90s, 30m, 24h, 7d or 2w; not '%s'", option, text);
}

bool cli_time(const char *option, const char *text, int64_t now, bool end, int64_t *out, struct syn_error *error)
{
    int64_t before;
    if (parse_span(text, &before)) {
        *out = now - before;
        return true;
    }
    return parse_instant(text, end, out) ||
           error_set(error, SYN_MISUSE, 0, "--%s takes a time before now such as 24h or 7d, or a date such as 2024-04-03; "
                     "not '%s'", option, text);
}
