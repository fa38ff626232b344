/* cli/options.h -- the command line, read by a table
 *
 * `--long`, `--long value`, `--long=value`, `-x`, `-x value`, `-xvalue`; "--" ends the options, and "-"
 * alone is a word.  Options may stand between the words.
 *
 * Fails: with one line that says what is wrong and, where a name is near, which one was meant.
 */
#ifndef SYN_CLI_OPTIONS_H
#define SYN_CLI_OPTIONS_H

#include "base/error.h"
#include "cli/cli.h"

enum option_kind {
    OPTION_END,
    OPTION_FLAG,             /* bool: true */
    OPTION_SET,              /* int: `set` */
    OPTION_CHOICE,           /* int: which of `choices` */
    OPTION_TEXT,             /* const char * */
    OPTION_COUNT,            /* unsigned, least .. most */
    OPTION_SHARE             /* double, least .. most */
};

struct option {
    enum option_kind kind;
    const char *name;        /* without the dashes */
    char letter;             /* 0: none */
    size_t field;            /* offset in struct settings */
    const char *value;       /* what help calls its value; NULL where it has none */
    const char *choices;     /* parted by blanks, in the order of the numbers they stand for */
    int set;
    double least, most;
    const char *help;        /* NULL: another spelling, which help leaves out */
};

#define SETTING(name) offsetof(struct settings, name)

/* Rows that several commands share. */
#define OPTION_ROW_OUTPUT                                                                       \
    { .kind = OPTION_TEXT, .name = "output", .letter = 'o', .field = SETTING(output), .value = "FILE", \
      .help = "write to FILE, which is replaced only when all went well" }
#define OPTION_ROW_THREADS                                                                      \
    { .kind = OPTION_COUNT, .name = "threads", .field = SETTING(threads), .value = "N", .least = 1, .most = 64, \
      .help = "work with N threads (1 to 64; as many as there are processors)" }
#define OPTION_ROWS_FETCHING                                                                    \
    { .kind = OPTION_FLAG, .name = "fetch", .field = SETTING(fetch),                            \
      .help = "fetch what feeds, sitemaps, OPML and lists of addresses name" },                 \
    { .kind = OPTION_COUNT, .name = "limit", .field = SETTING(limit), .value = "N", .least = 1, .most = 100000, \
      .help = "fetch N pages out of lists at most (100)" },                                     \
    OPTION_ROWS_ASKING
/* How hosts are asked, whatever for. */
#define OPTION_ROWS_ASKING                                                                      \
    { .kind = OPTION_SHARE, .name = "pace", .field = SETTING(pace), .value = "SECONDS", .least = 0, .most = 3600, \
      .help = "from one page of a host to its next (1)" },                                      \
    { .kind = OPTION_COUNT, .name = "timeout", .field = SETTING(timeout), .value = "SECONDS", .least = 1, \
      .most = 3600, .help = "for a page to come (60)" },                                                      \
    { .kind = OPTION_TEXT, .name = "cache", .field = SETTING(cache), .value = "FOLDER",         \
      .help = "keep fetched pages in FOLDER (~/.cache/synoptic)" },                             \
    { .kind = OPTION_FLAG, .name = "no-cache", .field = SETTING(no_cache), .help = "keep no fetched pages" }, \
    { .kind = OPTION_FLAG, .name = "allow-private", .field = SETTING(allow_private),            \
      .help = "fetch from this machine and private networks, too" },                            \
    { .kind = OPTION_TEXT, .name = "user-agent", .field = SETTING(agent), .value = "TEXT",      \
      .help = "say TEXT to hosts instead of synoptic/VERSION" }
#define OPTION_ROWS_TEXT                                                                        \
    { .kind = OPTION_COUNT, .name = "width", .field = SETTING(width), .value = "N", .least = 40, .most = 400, \
      .help = "columns of text (the terminal's, else 80)" },                                    \
    { .kind = OPTION_CHOICE, .name = "color", .field = SETTING(colour), .choices = "auto always never", \
      .value = "WHEN", .help = "auto (on a terminal, unless NO_COLOR is set), always or never" }, \
    { .kind = OPTION_CHOICE, .name = "colour", .field = SETTING(colour), .choices = "auto always never", .value = "WHEN" }
#define OPTION_ROW_END                                                                          \
    { .kind = OPTION_FLAG, .name = "help", .letter = 'h', .field = SETTING(help), .help = "this text" }, \
    { .kind = OPTION_FLAG, .name = "version", .field = SETTING(version) },                      \
    { .kind = OPTION_END }

/* Reads argv[0 .. count); words go to `invocation->words`, which has room for `count`. */
bool options_parse(struct invocation *invocation, const struct option *options, char **argv, int count,
                   struct syn_error *error);
/* One line an option, for help. */
void options_print(const struct option *options);

/* The nearest of the names that `name_at` lists (NULL ends them), or NULL where none is near. */
typedef const char *name_list(const void *list, size_t i);
const char *nearest_name(const char *name, name_list *name_at, const void *list);

#endif
