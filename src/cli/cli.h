/* cli/cli.h -- the commands of the program
 *
 * One file a command (cmd_NAME.c): its help stands beside its function, in a `struct command`, and the
 * table in main.c names them all.  A command gets its settings parsed and its inputs listed.
 *
 * Exit codes are those of enum exit_code; docs/synoptic.1 says what each means to a caller.
 */
#ifndef SYN_CLI_CLI_H
#define SYN_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

enum exit_code {
    EXIT_DONE = 0,
    EXIT_NOTHING = 1,        /* all was read, and there was nothing to tell */
    EXIT_MISUSE = 2,         /* the command line cannot be right; nothing was done */
    EXIT_FAILED = 3          /* an input could not be read, or the output not be written */
};

enum format { FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_HTML, FORMAT_JSON };
enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct settings {
    bool help, version;
    bool one_story;
    bool stream;             /* reports in order of arrival */
    bool chains;             /* which stories go on with which */
    const char *explain;     /* id of a report, or of two; NULL: none */
    unsigned window;         /* reports; 0: the usual */
    int format;              /* enum format */
    int colour;              /* enum colour */
    const char *output;      /* NULL: standard output */
    unsigned width;          /* 0: the terminal's */
    unsigned threads;        /* 0: as many as there are processors */
    double least;            /* of containment */
    double threshold;        /* likeness from which on two groups of reports are one story; below 0: the usual */
    /* the store (cli/cli_store.h) */
    const char *store, *now; /* NULL: the usual one; the clock */
    bool point;              /* of pages in web archives only the place is kept */
    unsigned commit;         /* articles; 0: by time */
    bool deep, rebuild_search, tidy;
    const char *copy;        /* file; NULL: none */
    /* leaving the store: `format` is enum export_form then */
    bool all, versions, raw;
    int table;               /* enum export_table */
    /* fetching */
    bool fetch;              /* what lists name, too */
    bool no_cache, allow_private;
    unsigned limit, timeout; /* pages out of lists; seconds for one answer */
    double pace;             /* seconds */
    const char *cache, *agent;   /* NULL: the usual ones */
    /* what is asked of a store; NULL and 0: whatever there is */
    const char *search, *of_story, *since, *until, *language;
    unsigned most, least_reports, least_accounts;
    const char *outlet, *name, *from;    /* from: where a page goes on */
    int by;                  /* enum listing_order */
    bool fresh, oldest;
    const char *save, *forget;   /* names of saved searches */
    bool saved;
    /* versions: numbers from 1; 0: the last ones */
    unsigned version_number, version_from, version_to;
    bool evidence, changed;  /* the bytes as they came; all articles that were changed */
    /* alerts */
    const char *webhook, *atom;
    bool command, changes, conflicts, past;
    bool alerts;             /* of add: those that are due are run */
    /* watching */
    bool once;               /* until nothing is due any more */
    const char *lasting;     /* "2h"; NULL: until stopped */
    bool opml, remove, pause, resume;
    /* serving */
    const char *listen, *token_file, *hosts;
    bool no_sandbox;
};

struct invocation {
    const struct command *command;
    struct settings settings;
    const char **words;      /* what is no option: the inputs, or what help is asked for */
    size_t word_count;
};

struct option;
struct command {
    const char *name;
    enum exit_code (*run)(const struct invocation *invocation);
    const char *summary;     /* one line, for the list of commands */
    const char *synopsis;    /* behind "synoptic NAME" */
    const char *about;       /* what it does, with examples */
    const struct option *options;
    bool takes_input;        /* words are inputs; without any, standard input is read */
};

/* In the order in which help lists them; ended by NULL. */
extern const struct command *const commands[];
const struct command *command_find(const char *name);
/* One line on standard error that names the command which was meant, if one is near. */
enum exit_code command_unknown(const char *name);

void print_help(const struct command *command);     /* NULL: the list of commands */
void print_version(void);

extern const struct command command_compare, command_extract, command_annotate, command_group, command_copies,
    command_add, command_stories, command_search, command_show, command_diff, command_story, command_alert, command_digest,
    command_doctor, command_export,
    command_import, command_watch, command_sources, command_serve, command_help, command_version;

#endif
