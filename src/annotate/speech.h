/* annotate/speech.h -- what is true of a statement however it was found: stance, outlet, whom it cites
 *
 * Works on what was found by rules or by a learned tagger alike, from the words in and around the cue
 * (data/speech_word.tsv, data/cue.tsv, data/agency.tsv):
 *
 * Stance:  that of the cue's word in the table; refused where it is negated ("did not say") or what is turned down
 *          is a comment; a denial that is negated says; a modal word makes it one that may come ("would say").
 * Via:     the outlet the words were said to or come from: "told the Sandholm Gazette", "state media reported".
 * Cited:   whom the source names in turn: "X reported, citing Y".
 * Refers:  the sentence before, where the content only points back: "This was reported by X".
 *
 * In:      what was found in the article.
 * Out:     .stance, .via, .cited, .refers of each.
 * Fails:   never.   Memory: finder.scratch.   Threads: one at a time.   Cost: some 40 tokens each.
 */
#ifndef SYN_ANNOTATE_SPEECH_H
#define SYN_ANNOTATE_SPEECH_H

#include "annotate/finding.h"

enum speech_word { SPEECH_NONE, SPEECH_POINTER, SPEECH_MODAL, SPEECH_MEDIUM, SPEECH_CITES, SPEECH_COMMENT };

/* Whether token i only points at what was said before: "this", "das", "этом". */
bool speech_points(const struct view *v, uint32_t i);
void speech_complete(struct finder *f, const struct annotations *notes);

#endif
