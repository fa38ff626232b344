/* extract/furniture.h -- the blocks around a report that are no part of it
 *
 * Funding appeals, "Read more:" and the lines after it, links to the original, captions, newsletter
 * offers, sharing rows, production notes, copyright, author boxes, tags, comments, paywall notices,
 * advertisements, corrections.  The phrases are data/furniture.tsv, each with a weight: a block is cut
 * where its phrases, its place among the blocks, its neighbours and its links together reach 1, so that
 * prose which holds one such word stays.  HTML blocks and the blocks of plain text are judged alike.
 *
 * In:      a text's blocks in reading order, from the first to the last.  A block whose `why` is set
 *          already keeps it, and counts as a cut neighbour.
 * Out:     `why` of the others.
 * Fails:   never.   Memory: scratch only.   Threads: any.   Cost: linear in the bytes.
 */
#ifndef SYN_EXTRACT_FURNITURE_H
#define SYN_EXTRACT_FURNITURE_H

#include "base/arena.h"
#include "base/span.h"

struct furniture_block {
    struct span text;          /* UTF-8, as it reads; leftovers of Markdown may stand in it */
    uint8_t kind;              /* enum block_kind (news/article.h) */
    float link_share;          /* 0 to 1: how much of the text stands in links; 0 for plain text */
    uint8_t why;               /* enum cut_reason */
};

/* `language` is a two-letter code or empty: the phrases of all languages are tried when it is empty or
 * one that the table does not have. */
void furniture_mark(struct arena scratch, struct furniture_block *blocks, size_t count, struct span language);

#endif
