/* serve/answers.h -- answers that were made, to be sent again as they are
 *
 * An answer is known by what was asked for and by its entity tag, which says what it was made of: where something of that
 * changed the tag is another one, and the old answer is found no more.  Those that were not asked for longest go first.
 *
 * Fails:   never; what is too large is not kept.
 * Memory:  `bytes` in all, and a page for each answer.
 * Threads: any.
 * Cost:    a look-up under one lock, and a copy of the answer.
 */
#ifndef SYN_SERVE_ANSWERS_H
#define SYN_SERVE_ANSWERS_H

#include "serve/http.h"

struct answers;
struct answers *answers_open(size_t bytes);
void answers_close(struct answers *answers);

/* Type, encoding, body, tag, `fresh` and `stays` of the answer; false where there is none. */
bool answers_take(struct answers *answers, struct span key, struct arena *keep, struct http_answer *out);
void answers_put(struct answers *answers, struct span key, const struct http_answer *answer);

#endif
