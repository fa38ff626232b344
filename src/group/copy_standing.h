/* group/copy_standing.h -- what an outlet prints under everything, in texts of word hashes
 *
 * A gram that stands in at least three texts of one outlet, and in one of ten of all it has, is repeated there.
 * Where the grams of a text begin or end with repeated ones these are standing text: they name no pair, and
 * their words match nothing, so that they are in no run.  What is repeated may be news, too, the outlet's
 * earlier version of the report: a text of which more than half is repeated is left as it is.
 *
 * In:      an index (group/copy_index.h) and its texts, whose words' codes are written over.
 * Fails:   never.   Memory: `scratch`, 8 bytes a text and 24 an outlet.   Threads: any, on texts of their own.
 * Cost:    linear in the postings; a text of an outlet is looked through once for each gram that is repeated.
 */
#ifndef SYN_GROUP_COPY_STANDING_H
#define SYN_GROUP_COPY_STANDING_H

#include "group/copy_index.h"

void copy_standing_mask(struct arena scratch, const struct copy_index *index);

#endif
