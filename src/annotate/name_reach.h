/* annotate/name_reach.h -- how far a name reaches beyond its capitals: quoted parts, small words, addresses
 *
 * In:      a run of words that may be a name, or the token it may begin at; the end of its sentence.
 * Out:     the end of the name, or `run.end` (0 for a question about one token) where nothing more belongs to it.
 * Fails:   never.   Memory: none.   Threads: any.   Cost: a dozen tokens a question.
 */
#ifndef SYN_ANNOTATE_NAME_REACH_H
#define SYN_ANNOTATE_NAME_REACH_H

#include "annotate/name_view.h"

/* Behind "ТОВ", "завод", "кинотеатр": the end of the quoted name that begins with the quotation mark at i, with the
 * names quoted in it; 0 where none does. */
uint32_t reach_quoted(const struct name_view *v, uint32_t i, uint32_t end);

/* A title or a firm's name that stands in quotation marks, the first of which is token i: the token of the closing
 * one, or 0.  Words that are said are none: they have a verb, a comma, or a cue before them. */
uint32_t reach_title(const struct name_view *v, uint32_t i, uint32_t end);

/* "Управління | капітального будівництва Львівської", "Tribunal | arbitral", "Київської | міської ради": the small words
 * behind the run that belong to an organisation or a place. */
uint32_t reach_small(const struct name_view *v, struct name_run run, uint32_t end);

/* "вул. | Озерна, 14": the end of an address that begins with token i; 0 where none does. */
uint32_t reach_address(const struct name_view *v, uint32_t i, uint32_t end);

#endif
