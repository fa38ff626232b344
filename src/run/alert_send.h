/* run/alert_send.h -- the ways an alert leaves: posted to an address, given to a program, written to a file
 *
 * Webhook: POST, application/json, to http or https; private addresses only where allowed; no redirects; an answer of
 *          200 to 299 is a delivery.
 * Command: a program and its arguments, found by PATH, without a shell.  The message is its standard input, a file; what
 *          it writes is thrown away; its environment is PATH, HOME, LANG, TZ as here, and SYNOPTIC_ALERT with the
 *          alert's name.  Exit code 0 is a delivery.
 * File:    replaced in one step, so that readers see the old or the new one.
 *
 * Each is given `seconds`; a program that takes longer is ended, and those that it started with it.
 *
 * Fails:   with a message that says what came of it.
 * Memory:  that of one connection, from the first webhook on.
 * Threads: one at a time.
 */
#ifndef SYN_RUN_ALERT_SEND_H
#define SYN_RUN_ALERT_SEND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

enum { ALERT_SECONDS = 30, ALERT_ARGUMENTS = 64 };

struct alert_send_settings {
    unsigned seconds;            /* 0: ALERT_SECONDS */
    bool allow_private;
    const char *agent;           /* User-Agent; NULL: the usual */
};

struct alert_sender;
/* Nothing is opened before it is needed. */
struct alert_sender *alert_sender_open(const struct alert_send_settings *settings);
void alert_sender_close(struct alert_sender *sender);        /* NULL is taken */

bool alert_send_webhook(struct alert_sender *sender, struct span url, struct span json, struct syn_error *error);
/* `command`: a list of texts in JSON, the program first. */
bool alert_send_command(struct alert_sender *sender, struct span command, struct span name, struct span json,
                        struct syn_error *error);
bool alert_send_file(struct alert_sender *sender, struct span path, struct span bytes, struct syn_error *error);

/* Whether it could be sent at all: an address that is one, a command that is a list of 1 to ALERT_ARGUMENTS texts. */
bool alert_check_webhook(struct span url, struct syn_error *error);

#endif
