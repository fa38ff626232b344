/* cli/group_explain.h -- synoptic group --explain: why a report is in its story */
#ifndef SYN_CLI_GROUP_EXPLAIN_H
#define SYN_CLI_GROUP_EXPLAIN_H

#include "cli/job.h"

/* `wanted`: the id of a report, or of two with a comma between.  False with a message where there is no such report. */
bool group_explain(struct job *job, struct pile *pile, const struct pile_stories *stories, const char *wanted,
                   struct syn_error *error);

#endif
