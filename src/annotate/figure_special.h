/* annotate/figure_special.h -- figures that their place makes special: scores, shares, ages, magnitudes, factors
 *
 * Fails:   never.   Threads: any.   Cost: a few words around the number; once a sentence all its words for a score.
 */
#ifndef SYN_ANNOTATE_FIGURE_SPECIAL_H
#define SYN_ANNOTATE_FIGURE_SPECIAL_H

#include "annotate/figure_reader.h"

/* Takes "3-1": two small numbers where the sentence tells of a contest, or that do not rise. */
bool figure_read_score(struct figure_reader *f, struct figure_draft *r);
/* Takes "3:1" in one piece, as many languages write scores. */
bool figure_read_colon_score(struct figure_reader *f, struct figure_draft *r);

/* Takes a part and its whole: "six in ten", "one out of five", "vier von zehn". */
bool figure_read_share(const struct figure_reader *f, struct figure_draft *r);
/* Takes "6.7/10"; a pair like "24/7" names. */
bool figure_read_rating(const struct figure_reader *f, struct figure_draft *r);

/* Ages by their place: "aged 44", "Smith, 44,", "44-jährig"; and years that something lasts. */
void figure_find_age(const struct figure_reader *f, struct figure_draft *r);
/* "a magnitude of 6.2", "6.2-magnitude". */
void figure_find_magnitude(const struct figure_reader *f, struct figure_draft *r);
/* "three times as many", "twofold", "5-fold". */
void figure_find_factor(const struct figure_reader *f, struct figure_draft *r);

#endif
