/* extract/html_hint.h -- what names of classes, ids and properties, and short texts, give away
 *
 * Pages name their parts ("story-body", "related-links"); data/html_hint.tsv holds the pieces of such names
 * with what they hint at, data/html_cue.tsv the phrases by which short texts of a page's machinery are known.
 * Both are looked up as pieces of a folded string in which "_" stands for every boundary.
 *
 * In:      any bytes.
 * Out:     bits (1 << enum html_hint, 1 << enum html_cue).
 * Fails:   never.   Memory: the index lives in the arena given, about 30 kB.   Threads: any.
 * Cost:    a few steps a byte; names longer than HTML_NAME_MAX bytes are cut there.
 */
#ifndef SYN_EXTRACT_HTML_HINT_H
#define SYN_EXTRACT_HTML_HINT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

enum { HTML_NAME_MAX = 400, HTML_CUE_MAX = 240 };

enum html_hint {
    HINT_NONE, HINT_BODY, HINT_ARTICLE, HINT_POST, HINT_STORY, HINT_CONTENT, HINT_MAIN, HINT_TEXT, HINT_SHARE,
    HINT_RELATED, HINT_NEWSLETTER, HINT_NAV, HINT_BYLINE, HINT_PROMO, HINT_COMMENT, HINT_COOKIE, HINT_SIDEBAR,
    HINT_FOOTER, HINT_HEADER, HINT_CAPTION, HINT_MEDIA, HINT_TAGS, HINT_CARD, HINT_LEAD, HINT_TITLE,
    HINT_HIDDEN, HINT_AUTHOR, HINT_BOX, HINT_EMBED, HINT_FORM, HINT_ACTION, HINT_SHOP, HINT_REFERENCE,
    HINT_EVENT, HINT_LAYOUT, HINT_WRITER, HINT_DATE, HINT_PAYWALL, HINT_COUNT
};

enum html_cue {
    CUE_NONE, CUE_READ_MORE, CUE_SHARE, CUE_SUBSCRIBE, CUE_COPYRIGHT, CUE_TAGS, CUE_BYLINE, CUE_ABOUT,
    CUE_COMMENT, CUE_ADVERT, CUE_PHOTO, CUE_SOURCE, CUE_NAVIGATION, CUE_COUNT
};

/* A row's key, ready for comparing eight bytes at once. */
struct html_piece { uint64_t head, mask, bit; struct span rest; };
/* The pieces of a table, sorted, and the first of each two letters that one begins with. */
struct html_vocabulary { struct html_piece *pieces; uint16_t *first; uint32_t count; };

struct html_vocabulary html_hint_vocabulary(struct arena *keep);
struct html_vocabulary html_cue_vocabulary(struct arena *keep);

uint64_t html_hints_of(const struct html_vocabulary *vocabulary, struct span name);
uint64_t html_cues_of(const struct html_vocabulary *vocabulary, struct span text);

#endif
