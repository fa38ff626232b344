/* cli/story_why.h -- synoptic story why: why a stored article is in its story */
#ifndef SYN_CLI_STORY_WHY_H
#define SYN_CLI_STORY_WHY_H

#include "cli/job.h"
#include "store/store.h"

bool story_why(struct job *job, struct store *store, int64_t article, struct syn_error *error);

#endif
