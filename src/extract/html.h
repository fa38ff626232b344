/* extract/html.h -- a web page becomes an article
 *
 * The page's blocks (extract/html_block.h), what it tells of itself (extract/html_meta.h) and the choice of
 * the blocks that are the report (extract/html_pick.h, extract/furniture.h), put together.
 *
 * In:      a raw document of kind RAW_HTML, in any charset.
 * Out:     *article: `text` is the body, its blocks parted by "\n\n" (a "\n" inside a block is a line break of
 *          the page); cuts hold what stood among the blocks and is no part of the report; flags hold
 *          ARTICLE_HTML.  The id and `file` are left to the caller.
 * Fails:   never; a page without a report gives an empty text and confidence 0.
 * Memory:  `keep`; spans may point into raw->bytes.      Threads: any, on different documents.
 * Cost:    linear; about 600 us for an ordinary page of 160 kB.
 */
#ifndef SYN_EXTRACT_HTML_H
#define SYN_EXTRACT_HTML_H

#include "base/arena.h"
#include "base/forest.h"
#include "extract/html_meta.h"
#include "extract/html_pick.h"
#include "news/article.h"
#include "news/raw.h"

void html_extract(struct arena *keep, struct arena scratch, const struct raw_document *raw, struct article *article);

/* The same with a judge of one's own; NULL: by the rules alone. */
void html_extract_by(struct arena *keep, struct arena scratch, const struct raw_document *raw,
                     const struct forest *judge, struct article *article);

/* What the rules find, before blocks are judged: for who grows a judge. */
struct html_reading { struct html_page page; struct html_meta meta; struct html_pick pick; };
struct html_reading html_read(struct arena *keep, struct arena scratch, const struct raw_document *raw);

#endif
