/* extract/html_hint.h -- what names of classes, ids and properties, and short texts, give away
 *
 * Pages name their parts ("story-body", "related-links"); data/html_hint.tsv holds the pieces of such names
 * with what they hint at, data/html_cue.tsv the phrases by which short texts of a page's machinery are known.
 * Both are looked up as pieces of a folded string in which "_" stands for every boundary.
 *
 * In:      any bytes.
 * Out:     bits (1 << enum html_hint, 1 << enum html_cue).
 * Fails:   never.      Threads: any (const data).
 * Cost:    2 to 3 ns a byte; names longer than HTML_NAME_MAX bytes are cut there.
 */
#ifndef SYN_EXTRACT_HTML_HINT_H
#define SYN_EXTRACT_HTML_HINT_H

#include <stdint.h>

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

uint64_t html_hints_of(struct span name);
uint64_t html_cues_of(struct span text);

#endif
