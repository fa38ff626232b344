/* store/article_pack.h -- an article as bytes and back
 *
 * All of struct article, with its blocks and cuts, so that marks which were found in it stand where they stood,
 * whatever a later program would extract.
 *
 * Fails:   article_unpack, on bytes that article_pack did not write: no mark leads outside of the text.
 * Memory:  spans point into `bytes`; arrays live in `keep`.      Threads: any.      Cost: linear.
 */
#ifndef SYN_STORE_ARTICLE_PACK_H
#define SYN_STORE_ARTICLE_PACK_H

#include "base/buffer.h"
#include "news/article.h"

void article_pack(struct buffer *out, const struct article *article);
bool article_unpack(struct arena *keep, struct span bytes, struct article *out);

#endif
