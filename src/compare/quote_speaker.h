/* compare/quote_speaker.h -- to whom an utterance is given
 *
 * Reports name the speaker, or a body whose spokesman he is, or say "he".  A person who is named goes before a body,
 * a name before a pronoun's antecedent, and of several the one that most reports name.  Two reports dispute
 * an utterance only where each names a person, another one, and neither passes on the other's word.
 *
 * In:      the pieces of one utterance.
 * Out:     speaker, cue, via and disputed_speaker of the quote.
 * Fails:   never.   Memory: `scratch` only.   Threads: any.   Cost: pieces times different speakers.
 */
#ifndef SYN_COMPARE_QUOTE_SPEAKER_H
#define SYN_COMPARE_QUOTE_SPEAKER_H

#include "compare/quote_piece.h"

void quote_name_speaker(struct arena scratch, const struct comparison *c, const struct quote_piece *const *pieces,
                        uint32_t count, struct quote *quote);

/* Who is named where this piece stands: a name, or what the report calls the source; empty for a pronoun. */
struct span quote_source(const struct comparison *c, const struct quote_piece *piece);

#endif
