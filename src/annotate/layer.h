/* annotate/layer.h -- the words in quotation marks within an indirect statement as a layer of their own
 *
 * "Er sagte, der Plan sei „ein Verbrechen“": the same source says "ein Verbrechen" in these very words.  Where the
 * finder is by rules each such quotation becomes an attribution with the source and the cue of the statement it
 * stands in; names in quotation marks do not.
 *
 * In:      what was found in the article.
 * Out:     more of it, at the end of the finder's list.
 * Fails:   never.   Memory: finder.scratch.   Threads: one at a time.   Cost: linear in the contents.
 */
#ifndef SYN_ANNOTATE_LAYER_H
#define SYN_ANNOTATE_LAYER_H

#include "annotate/finding.h"

void layer_quotations(struct finder *f);

#endif
