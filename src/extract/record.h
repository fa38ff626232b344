/* extract/record.h -- an article record, whatever its members are called
 *
 * A record is one JSON object.  Its members are known by data/record_field.tsv; where several say the
 * same, the one with the lowest rank is taken.  Values may be strings, numbers, objects with a name, a
 * value or an address, and arrays of these; of lists of variants (role, contenttype, value) the main one is
 * taken.  Members whose names end with "_html" hold HTML, which becomes words.  Members that nobody knows, or
 * that lost to a better one, pass through unchanged in article->extra.
 *
 * Out:     the fields of the article that the record gives, and its text; *html where it has a page
 *          instead of a text.
 * Fails:   the bytes are no JSON object, or hold neither text nor title: false, with a message that names
 *          the file and the line.
 * Memory:  `keep`; spans may point into raw->bytes.      Threads: any.      Cost: linear.
 */
#ifndef SYN_EXTRACT_RECORD_H
#define SYN_EXTRACT_RECORD_H

#include "base/arena.h"
#include "base/error.h"
#include "news/article.h"
#include "news/raw.h"

bool record_read(struct arena *keep, struct arena scratch, const struct raw_document *raw, struct article *article,
                 struct span *html, struct syn_error *error);

#endif
