/* annotate/quote_scan.h -- quotation marks to quoted stretches
 *
 * Straight, English, German, French and Russian marks; a mark inside of a quotation that is not its
 * closing one belongs to a quotation within it and parts nothing.
 *
 * In:      tokens and sentences of an article; a paragraph is a run of sentences of one block.
 * Out:     outermost quotations in order of place, never overlapping, none over the end of a paragraph.
 *          One that its paragraph leaves open ends there; `goes_on` says that the next paragraph opens
 *          with a mark again, as long speeches are printed.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_ANNOTATE_QUOTE_SCAN_H
#define SYN_ANNOTATE_QUOTE_SCAN_H

#include "base/arena.h"
#include "text/sentence.h"
#include "text/token.h"

struct quotation {
    uint32_t first, end;     /* tokens, the marks included; half open */
    struct mark inside;      /* without the marks */
    bool closed, goes_on;
};
struct quotations { struct quotation *at; uint32_t count; };

struct quotations quote_scan(struct arena *keep, struct span text, const struct tokens *tokens,
                             const struct sentences *sentences);

#endif
