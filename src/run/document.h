/* run/document.h -- what tells one document of a run from another
 *
 * Fails:   never.   Threads: any.
 */
#ifndef SYN_RUN_DOCUMENT_H
#define SYN_RUN_DOCUMENT_H

#include "base/arena.h"
#include "base/error.h"
#include "news/raw.h"

/* The same for a document that is named twice: same name, same place in it, same bytes ("./a//b" and "a/b" are one
 * file). */
uint64_t document_key(const struct raw_document *raw);

/* Says that no text was found in it. */
void document_has_no_text(struct syn_error *error, const struct raw_document *raw);

/* Makes ids, which are sorted, unique: of equal ones the second becomes "id-2", the third "id-3", where nobody has
 * that id already.  Linear but for a binary search for each that is taken. */
void document_name_all(struct arena *keep, struct arena scratch, struct span *ids, size_t count);

#endif
