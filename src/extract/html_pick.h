/* extract/html_pick.h -- which blocks of a page are the article
 *
 * Rules: a container is chosen (by its name, its element, or because most of the page's prose stands in
 * it), what is named or built like furniture inside of it is cut, and head and tail are trimmed.  The text
 * that the page itself gives as its body (JSON-LD articleBody) counts as evidence for and against a block.
 * A trained judge of single blocks would come between html_pick and html.c: it would see the same page,
 * evidence and verdicts, and change verdicts.
 *
 * In:      a page (extract/html_block.h), its headline as the meta data give it, the body they give.
 * Out:     a verdict for every block.
 * Fails:   never; a page without an article has no block read.
 * Memory:  `keep`.      Threads: any.      Cost: linear in blocks, nodes and the given body.
 */
#ifndef SYN_EXTRACT_HTML_PICK_H
#define SYN_EXTRACT_HTML_PICK_H

#include "extract/html_block.h"

enum html_verdict { HTML_OUTSIDE, HTML_CUT, HTML_READ };

#define HTML_NO_BLOCK UINT32_MAX

struct html_pick {
    uint8_t *verdict;          /* by block: enum html_verdict */
    uint8_t *why;              /* by block: enum cut_reason, for HTML_CUT */
    uint32_t headline;         /* the block that is the headline, or HTML_NO_BLOCK */
    uint32_t container;        /* the node that was chosen */
    float share_of_body;       /* how much of the given body's wording the read blocks hold; -1 without one */
    float confidence;          /* 0..1 */
};

struct html_pick html_pick(struct arena *keep, struct arena scratch, const struct html_page *page, struct span title,
                           struct span body);

#endif
