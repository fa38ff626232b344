/* store/facet.h -- what else an article is found by: words of ours in the column `facets`
 *
 *     l_en             its language
 *     o_12             its outlet
 *     h_versions       what it has: "versions" (two or more), "correction", "quotes", "figures"
 *     f__47            a figure whose value lies in bucket 47
 *     f_killed_47      ... of people killed (any enum figure_state)
 *     f_u.usd_47       ... in a currency, or of a noun that data/unit.tsv counts ("people")
 *     f_c.home_47      ... of what another word says
 *     f_length_47      ... in metres (any other dimension, in its base unit)
 *
 * Buckets are powers of four of the value in its base unit, in order of value, so that "more than 100" is a range of
 * them; what they find is then looked at in table `figure`.
 *
 * Fails: never.      Memory: what is put grows in the buffer.      Threads: any.
 */
#ifndef SYN_STORE_FACET_H
#define SYN_STORE_FACET_H

#include "base/buffer.h"
#include "news/figure.h"

enum { FACET_BUCKETS = 81 };     /* 0 .. 80; 40 is zero */

/* A row of table `figure`. */
struct facet_figure {
    uint8_t dimension, state;
    double value;                /* in the base unit */
    struct span unit, counted;
};

/* Each is put with a blank before it, where something stands there. */
void facet_put_language(struct buffer *out, struct span language);
void facet_put_outlet(struct buffer *out, int64_t outlet);
void facet_put_has(struct buffer *out, const char *what);
/* All words that the figure is found by; nothing for identifiers and ordinals. */
void facet_put_figure(struct buffer *out, struct arena scratch, const struct facet_figure *figure);

/* The bucket of a value; infinities are in the outermost ones. */
unsigned facet_bucket(double value);

/* What figures are told apart by: one of the names between "f_" and the bucket above.  `noun` is taken for units and
 * for what is counted. */
struct span facet_state_name(struct arena *keep, uint8_t state);
struct span facet_unit_name(struct arena *keep, struct span unit);
struct span facet_noun_name(struct arena *keep, struct span noun);
struct span facet_dimension_name(struct arena *keep, uint8_t dimension);

/* A noun as it is compared: folded, one word, without the "s" of a plural. */
struct span facet_noun(struct arena *keep, struct span noun);

#endif
