/* annotate/insert.h -- what a writer says inside of a quotation: « ..., a dit X. ... », «..., — сказал X. — ...»
 *
 * French, Russian and Ukrainian quotations may hold the words that tell who speaks; there the quotation is parted,
 * so that these words stand outside.  A paragraph that begins with a dash is speech as well where such words stand
 * in it: "— ..., — сказал он.", "—... —dijo ella—. ...".
 *
 * In:      the view with its words; quotations as quote_scan found them.
 * Out:     quotations in order of place, never overlapping; the same ones where none is parted.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_ANNOTATE_INSERT_H
#define SYN_ANNOTATE_INSERT_H

#include "annotate/phrase.h"

struct quotations insert_part(struct arena *keep, const struct view *v);

#endif
