/* cli/alert_due.h -- alerts that are due, told by a command that has brought something new
 *
 * That one could not be told is said on standard error and is no failure of the command: it is tried again.
 *
 * Fails: where the store cannot be read or written.
 */
#ifndef SYN_CLI_ALERT_DUE_H
#define SYN_CLI_ALERT_DUE_H

#include "cli/job.h"
#include "store/store.h"

/* `now`: seconds since 1970; 0: by the clock. */
bool alert_due(struct job *job, struct store *store, int64_t now, struct syn_error *error);

#endif
