/* cli/talk.h -- what the program says on standard error, and what it knows of its terminal
 *
 * One line a problem, and, where standard error is a terminal and a run takes more than a second, a
 * line that tells how far it is and goes away at the end.
 *
 * Threads: one at a time.
 */
#ifndef SYN_CLI_TALK_H
#define SYN_CLI_TALK_H

#include "cli/cli.h"
#include "base/error.h"
#include "base/span.h"

struct talk {
    bool terminal, shown;
    int64_t begun, told;       /* milliseconds of a steady clock */
    size_t problems;
};

struct talk talk_begin(void);
void talk_problem(struct talk *talk, const struct syn_error *error);
void talk_progress(struct talk *talk, const char *doing, size_t done);
/* How much of the whole (0..1, 0 where that is not known) is done, and what that makes a second. */
void talk_loading(struct talk *talk, size_t done, double share);
void talk_fetching(struct talk *talk, size_t done, size_t known, struct span host);
/* That addresses of lists were left out, which is no problem. */
void talk_left_out(struct talk *talk, size_t count, unsigned limit);
void talk_end(struct talk *talk);

/* One line "synoptic: ..." and EXIT_MISUSE or EXIT_FAILED. */
enum exit_code talk_fail(const struct syn_error *error);

unsigned terminal_width(unsigned asked);
bool terminal_colour(enum colour asked, bool to_file);

#endif
