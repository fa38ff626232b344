/* compare/lineage_credit.h -- whose work a report says it is
 *
 * A report names another's outlet in its credit line, among its authors, in a note at its end, in an address it links
 * to, or in the text: behind "by", "via", "told", as the source of reported speech, or anywhere.  The last is a hint,
 * the others are credits.  None of them says that the text was copied: whoever cites names his source, too.
 *
 * In:      a comparison with its reports.
 * Out:     which outlet each report is of, whom it names, the agency it rests on.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    five probes a capitalised word.
 */
#ifndef SYN_COMPARE_LINEAGE_CREDIT_H
#define SYN_COMPARE_LINEAGE_CREDIT_H

#include "base/map.h"
#include "compare/comparison.h"

enum credit_kind { CREDIT_NONE, CREDIT_NAMED, CREDIT_GIVEN, CREDIT_LINKED };   /* the greater, the plainer */

struct lineage_credit { struct span name; uint8_t kind; };

struct lineage_credits {
    uint32_t *outlet;              /* report -> number of its outlet; reports of one outlet have the same */
    struct span *agency;           /* report -> the agency it credits, by its canonical name; its own where it is one */
    struct span *cited;            /* the same, or else the agency that its text gives credit first */
    uint32_t *credited;            /* outlet -> how many reports of others give it credit */
    struct map pair;               /* report << 32 | outlet -> number in `at` + 1 */
    struct lineage_credit *at;
    size_t count, room;
};

struct lineage_credits lineage_credits_find(struct arena *keep, struct arena scratch, const struct comparison *c);

/* How `by` names the outlet of `to`; NULL where it does not, and between reports of one outlet. */
const struct lineage_credit *lineage_credit_of(const struct lineage_credits *credits, uint32_t by, uint32_t to);

#endif
