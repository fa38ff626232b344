/* cli/cli_store.h -- what the commands that work on a store have in common: where it is, and what time it is
 *
 * Fails: with a message, as a command line does.
 */
#ifndef SYN_CLI_CLI_STORE_H
#define SYN_CLI_CLI_STORE_H

#include "cli/cli.h"
#include "store/store.h"

#define OPTION_ROW_STORE                                                                        \
    { .kind = OPTION_TEXT, .name = "store", .letter = 's', .field = SETTING(store), .value = "FILE", \
      .help = "the store (else $SYNOPTIC_STORE, else ~/.local/share/synoptic/store.db)" }
/* For tests, and for asking what an earlier day would have shown. */
#define OPTION_ROW_NOW                                                                          \
    { .kind = OPTION_TEXT, .name = "now", .field = SETTING(now), .value = "TIME",               \
      .help = "take TIME for the present: 2024-04-03T12:00Z" }

/* The store that --store names, $SYNOPTIC_STORE, or "$XDG_DATA_HOME/synoptic/store.db", else
 * "~/.local/share/synoptic/store.db", whose folders are made where it is created.  NULL: *error. */
struct store *cli_open_store(const struct settings *settings, enum database_mode mode, struct syn_error *error);

/* Seconds since 1970: --now, else the clock. */
bool cli_now(const struct settings *settings, int64_t *now, struct syn_error *error);

/* "24h", "30m", "7d", "2w" before `now`; or a date or time ("2024-04-03", "2024-04-03T14:05Z"), of which `end` gives the
 * end.  `option`: its name, for the message. */
bool cli_time(const char *option, const char *text, int64_t now, bool end, int64_t *out, struct syn_error *error);
/* "90s", "2h": how long. */
bool cli_duration(const char *option, const char *text, int64_t *seconds, struct syn_error *error);

#endif
