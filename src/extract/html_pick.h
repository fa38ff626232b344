/* extract/html_pick.h -- which blocks of a page are the article
 *
 * Rules: a container is chosen (by its name, its element, or because most of the page's prose stands in
 * it), what is named or built like furniture inside of it is cut, and head and tail are trimmed.  The text
 * that the page itself gives as its body (JSON-LD articleBody) counts as evidence for and against a block.
 * What the rules found is what a learnt judge of single blocks (extract/html_judge.h) starts from.
 *
 * In:      a page (extract/html_block.h), its headline as the meta data give it, the body they give.
 * Out:     a verdict for every block.
 * Fails:   never; a page without an article has no block read.
 * Memory:  `keep`.      Threads: any.      Cost: linear in blocks, nodes and the given body.
 */
#ifndef SYN_EXTRACT_HTML_PICK_H
#define SYN_EXTRACT_HTML_PICK_H

#include "extract/html_block.h"
#include "news/article.h"

enum html_verdict { HTML_OUTSIDE, HTML_CUT, HTML_READ };

#define HTML_NO_BLOCK UINT32_MAX

/* What may hold the article: the element of that property, one named so, <article>, <main>, the one that
 * most prose stands in. */
enum html_candidate { BY_PROPERTY, BY_NAME, BY_ARTICLE, BY_MAIN, BY_DENSITY, HTML_CANDIDATES };

struct html_pick {
    uint8_t *verdict;          /* by block: enum html_verdict */
    uint8_t *why;              /* by block: enum cut_reason, for HTML_CUT */
    bool *other;               /* by block: of another article below this one, whatever else speaks for it */
    uint32_t headline;         /* the block that is the headline, or HTML_NO_BLOCK */
    uint32_t container;        /* the node that was chosen */
    uint32_t candidate[HTML_CANDIDATES];   /* the best node of each kind; 0 (the page) for none */
    uint64_t *below;           /* by node: hints of the elements between the container and it, itself included */
    float *share;              /* by block: how much of its wording the given body has; -1 for short ones; NULL
                                  where the page gives no body */
    size_t body_len;           /* bytes of the given body */
    float body_held;           /* how much of the given body's wording the page's blocks hold together */
    int32_t *score;            /* by block: log-odds times FOREST_ONE that it is read, where it was judged; else NULL */
    float share_of_body;       /* how much of the given body's wording the read blocks hold; -1 without one */
    float confidence;          /* 0..1 */
};

/* Why a block would be cut: what its element, the names around it or its own words say; CUT_READ_MORE where
 * nothing does. */
enum cut_reason html_pick_reason(const struct html_page *page, const struct html_pick *pick, uint32_t block);

struct html_pick html_pick(struct arena *keep, struct arena scratch, const struct html_page *page, struct span title,
                           struct span body);

#endif
