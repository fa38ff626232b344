/* extract/html_feature.h -- what there is to see of a block, as numbers for a learnt judge
 *
 * For every block of a page that may be article text (six in ten stand in menus and footers, or are links
 * outside of all that is read, and are passed over) a row of features, one byte each (base/forest.h says how numbers are put into
 * one): the block itself, its words and signs, its element and those around it, its neighbours before and
 * behind, its place in the page and in the container that the rules chose, what its names and phrases hint at,
 * what the rules made of it, and how much of it stands in the body that the page gives of itself.
 *
 * In:      a page, what it tells of itself, and what the rules found (extract/html_pick.h).
 * Out:     columns: feature f of the i-th block seen at columns[f * stride + i]; values 0 to 63.
 * Fails:   never.   Memory: `keep`, FEATURE_COUNT bytes a block.   Threads: any.
 * Cost:    linear in the blocks and their text; about 10,000 instructions a block that is seen.
 */
#ifndef SYN_EXTRACT_HTML_FEATURE_H
#define SYN_EXTRACT_HTML_FEATURE_H

#include "extract/html_meta.h"
#include "extract/html_pick.h"

enum { FEATURE_REACH = 3 };    /* blocks before and behind that are looked at */

/* The order is that of the columns, which a forest knows by number: new ones need a forest grown anew. */
enum html_feature {
    /* the block */
    FEATURE_TAG, FEATURE_WORDS, FEATURE_WORD_LENGTH, FEATURE_LINK_SHARE, FEATURE_LINKS, FEATURE_STOPS,
    FEATURE_COMMAS, FEATURE_DIGITS, FEATURE_UPPERS, FEATURE_BEGIN, FEATURE_END, FEATURE_BOLD, FEATURE_ITALIC,
    FEATURE_ADDRESSES, FEATURE_AFTER_BREAK,
    FEATURE_AFTER_RULE, FEATURE_QUOTES, FEATURE_COLON, FEATURE_COPIES, FEATURE_COPIES_BEFORE, FEATURE_LINES, FEATURE_FOREIGN,
    FEATURE_IN_TITLE, FEATURE_IN_DESCRIPTION, FEATURE_IN_ALTS, FEATURE_MEDIA, FEATURE_MEDIA_INSIDE, FEATURE_SINCE_MEDIA,
    FEATURE_UNTIL_MEDIA,
    /* the page */
    FEATURE_PAGE_POSITION, FEATURE_PAGE_WORDS, FEATURE_PAGE_PROSE, FEATURE_PAGE_BLOCKS, FEATURE_PAGE_KIND, FEATURE_BODY_SIZE,
    FEATURE_BODY_SHARE,
    /* the container */
    FEATURE_IN_CANDIDATE,
    FEATURE_IN_CHOSEN = FEATURE_IN_CANDIDATE + HTML_CANDIDATES, FEATURE_CHOSEN_SHARE, FEATURE_CHOSEN_LINKS,
    FEATURE_CHOSEN_POSITION, FEATURE_CHOSEN_GAP, FEATURE_FROM_FIRST, FEATURE_TO_LAST, FEATURE_PROSE_AHEAD,
    FEATURE_PROSE_AHEAD_SHARE, FEATURE_PROSE_BEHIND, FEATURE_FROM_HEADLINE, FEATURE_IS_HEADLINE,
    /* runs */
    FEATURE_SINCE_TAIL, FEATURE_SINCE_PROSE, FEATURE_UNTIL_PROSE, FEATURE_SINCE_HEADING, FEATURE_SHORT_RUN,
    FEATURE_HEADING_WORDS, FEATURE_HEADING_LEVEL,
    /* the rules */
    FEATURE_VERDICT, FEATURE_VERDICT_BEFORE, FEATURE_VERDICT_AFTER, FEATURE_WHY, FEATURE_READ_SHARE,
    /* the elements around it */
    FEATURE_DEPTH, FEATURE_DEPTH_IN_CHOSEN, FEATURE_NODE_BLOCKS, FEATURE_NODE_WORDS, FEATURE_UP,
    FEATURE_PATH = FEATURE_UP + 2 * 7, FEATURE_PATH_WORDS, FEATURE_PATH_MEAN, FEATURE_PATH_LINKS, FEATURE_PATH_SHARE,
    FEATURE_PATH_READ, FEATURE_IS_MAIN_PATH, FEATURE_IS_MAIN_PARENT,
    FEATURE_MAIN_AHEAD, FEATURE_MAIN_BEHIND,
    /* neighbours: tag, words, links, stops, same path, same parent, tail cue for each */
    FEATURE_NEIGHBOUR,
    /* bits */
    FEATURE_HINT_OWN = FEATURE_NEIGHBOUR + 2 * FEATURE_REACH * 7,
    FEATURE_HINT_BELOW = FEATURE_HINT_OWN + HINT_COUNT,
    FEATURE_PLACE = FEATURE_HINT_BELOW + HINT_COUNT,
    FEATURE_CUE = FEATURE_PLACE + IN_PLACE_COUNT,
    FEATURE_CUE_HEADING = FEATURE_CUE + CUE_COUNT,
    FEATURE_CUE_LONG = FEATURE_CUE_HEADING + CUE_COUNT,   /* at the begin or end of a block that has no cues of its own */
    FEATURE_COUNT = FEATURE_CUE_LONG + CUE_COUNT
};

/* What a page calls itself: from og:type, or the types in its JSON-LD. */
enum html_page_kind { PAGE_UNSAID, PAGE_OTHER, PAGE_OG_ARTICLE, PAGE_ARTICLE, PAGE_BLOG, PAGE_NEWS };

struct html_features {
    enum html_page_kind kind;
    uint8_t *columns;
    uint32_t *block;           /* number of the block by row, rising */
    size_t stride, count;
};

struct html_features html_features(struct arena *keep, struct arena scratch, const struct html_page *page,
                                   const struct html_meta *meta, const struct html_pick *pick);

#endif
