/* annotate/figure_find.h -- quantities: "at least 144", "about 12.5 km", "two thirds", "$3 million"
 *
 * In:      tokens and sentences with their pieces, and the dates among them.
 * Out:     figures (news/figure.h) sorted by place, never overlapping.  Dates, clock times, phone and
 *          identifier numbers are told apart: the first two are none (see date_find.h), the others have
 *          DIMENSION_IDENTIFIER.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_ANNOTATE_FIGURE_FIND_H
#define SYN_ANNOTATE_FIGURE_FIND_H

#include "annotate/piece.h"
#include "base/arena.h"
#include "news/report.h"

struct figures figure_find(struct arena *keep, struct arena scratch, const struct annotations *notes,
                           const struct pieces *pieces);

#endif
