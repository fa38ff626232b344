/* extract/extract.h -- a raw document becomes an article
 *
 * Three ways in: HTML (extract/html.h), plain text (extract/plain.h) and article records (extract/record.h),
 * whose text is kept letter for letter.  All three know furniture by the same rules (extract/furniture.h).
 * A URL, the time of seeing and so on come from the raw document; the rest is read out of its bytes.
 *
 * In:      bytes in any charset; nothing is assumed of them.
 * Out:     an article (news/article.h); its id is the raw document's or the record's own, not yet unique.
 * Fails:   never for text and HTML.  A record that is no JSON object, or has no text: extract_article
 *          returns false with a message that names the file and line.
 * Memory:  `keep`; spans may point into raw->bytes, which must live as long.
 * Threads: any, on different documents.
 * Cost:    linear in the bytes.
 */
#ifndef SYN_EXTRACT_EXTRACT_H
#define SYN_EXTRACT_EXTRACT_H

#include "base/arena.h"
#include "base/error.h"
#include "news/article.h"
#include "news/raw.h"

bool extract_article(struct arena *keep, struct arena scratch, const struct raw_document *raw,
                     struct article *article, struct syn_error *error);

/* The same, but the text of a record is taken as it stands: each line a block, nothing cut, no byline or dateline
 * looked for in it.  It takes an eighth of the time; texts that nobody wraps in furniture need no more for grouping. */
bool extract_brief(struct arena *keep, struct arena scratch, const struct raw_document *raw,
                   struct article *article, struct syn_error *error);

#endif
