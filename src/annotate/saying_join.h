/* annotate/saying_join.h -- from labelled words to who says what
 *
 * Runs of labels are joined: each cue with the source that costs least to reach, each content with its cue.  What lies
 * between costs: words of no role most, other cues and contents, the ends of sentences.  Contents left over
 * join the nearest cue as a further piece; a quotation that has none goes on with the speech before it.
 *
 * In:      the labels of annotate/tag_saying.h.
 * Out:     sayings in the order of their cues, a paragraph after the other; those without a cue last.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    linear: of each run so many neighbours are looked at (JOIN_NEAR).
 */
#ifndef SYN_ANNOTATE_SAYING_JOIN_H
#define SYN_ANNOTATE_SAYING_JOIN_H

#include "annotate/tag_saying.h"

enum { SAYING_PIECES = 6 };

struct saying_run { uint32_t first, end; };
struct saying {
    struct saying_run source, cue, content[SAYING_PIECES];   /* empty where there is none */
    uint32_t pieces;
};
struct sayings { struct saying *at; uint32_t count; };

struct sayings saying_join(struct arena *keep, struct arena scratch, const struct saying_view *view,
                           const uint8_t *labels);

#endif
