/* store/whole_value.h -- values and articles of a whole store in JSON (store/whole.h)
 *
 * Numbers and texts are JSON's; a text that is no UTF-8 is {"text": base64}, bytes are {"bytes": base64}.
 *
 * Fails:   whole_get_*, on what whole_put_* did not write: false, or nothing.
 * Memory:  `keep`; spans may point into the JSON.      Threads: any.      Cost: linear.
 */
#ifndef SYN_STORE_WHOLE_VALUE_H
#define SYN_STORE_WHOLE_VALUE_H

#include "news/article.h"
#include "news/cell.h"
#include "text/json.h"

void whole_put_text(struct json_writer *w, struct span text);
void whole_put_bytes(struct json_writer *w, struct span bytes);
void whole_put_cell(struct json_writer *w, const struct cell *cell);

bool whole_get_cell(struct arena *keep, struct json value, struct cell *cell);
/* A text or bytes; empty for anything else. */
struct span whole_get_text(struct arena *keep, struct json value);
int64_t whole_get_number(struct json value);

/* All of it, letter for letter: what article_pack makes of it afterwards are the same bytes. */
void whole_put_article(struct json_writer *w, const struct article *article);
bool whole_get_article(struct arena *keep, struct json value, struct article *out);

#endif
