/* store/key.h -- what an article is known by, whenever and from wherever it comes
 *
 * The first of these that it has: its canonical address, where that is of the host it came from; the address it came
 * from (both without tracking parameters, "http" as "https", the host in small letters without "www."); the record's own
 * id ("id:OUTLET/ID"); its file ("file:/full/path", as the reader gave it where that is no full path); its text
 * ("text:HASH").  A link to the original, as reprints have it, is no address of theirs.
 *
 * Fails: never.   Memory: `keep`.   Threads: any.   Cost: linear; the system is asked for the full path of a file.
 */
#ifndef SYN_STORE_KEY_H
#define SYN_STORE_KEY_H

#include "base/arena.h"
#include "news/article.h"
#include "news/raw.h"

struct span key_of(struct arena *keep, const struct raw_document *raw, const struct article *article);
/* An address as a key; what is none comes back as it is. */
struct span key_of_address(struct arena *keep, struct span address);
int64_t key_hash(struct span key);
/* Whether the article's id was given to it by who published it, and not made of file and line (extract/). */
bool key_is_own_id(struct arena scratch, const struct raw_document *raw, const struct article *article);

/* Whether two contents are one version: headline, standfirst, text and authors, as they were extracted. */
uint64_t key_content(const struct article *article);

#endif
