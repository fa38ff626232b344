/* extract/plain.h -- the article in plain text
 *
 * Plain text files and the text of records: the text stays letter for letter, and every byte of it
 * belongs to a block, to a cut with its reason, or to the blanks and signs between them.  Title,
 * byline, date line, dateline, credit line and the link to the original are read where they stand.
 *
 * In:      article->text, and what a record said already, which is kept: a title given is looked for in
 *          the text, a date given is not read again.
 * Out:     blocks, cuts, and the fields that the text gives; language by guess where none was given.
 * Fails:   never.   Memory: `keep`; spans point into the text.   Threads: any.   Cost: linear.
 */
#ifndef SYN_EXTRACT_PLAIN_H
#define SYN_EXTRACT_PLAIN_H

#include "base/arena.h"
#include "news/article.h"

void plain_extract(struct arena *keep, struct arena scratch, struct article *article);

#endif
