/* store/search_figure.h -- "figure:" in a query: a quantity within bounds
 *
 *     >100 deaths   <=5%   100..200 homes   >1.5m USD   $3bn   >=40 km   144 people killed   >1000
 *
 * A number ("," parts thousands, "." decimals; "12,5" is read, too), a scale (data/query_scale.tsv: "k", "m", "bn",
 * "million"), and what it counts or measures, by the words of data/unit.tsv and data/figure_state.tsv in any language,
 * else one noun.  Without it, a figure of anything.
 *
 * A figure is found by the value it says: "at least 144" is 144.  Measures meet in their base unit, so miles find
 * kilometres; money only in its own currency.
 *
 * Fails:   search_figure_parse, with what is missing; error.at is the byte of the query.
 * Memory:  names of nouns in `keep`.      Threads: any.      Cost: constant.
 */
#ifndef SYN_STORE_SEARCH_FIGURE_H
#define SYN_STORE_SEARCH_FIGURE_H

#include "base/arena.h"
#include "base/error.h"
#include "news/figure.h"
#include "store/facet.h"

#define DIMENSION_ANY DIMENSION_TOTAL

struct search_figure {
    double low, high;              /* of the value in its base unit; infinite where open */
    bool above_low, below_high;    /* the bound itself does not count */
    uint8_t state;                 /* FIGURE_NONE: any */
    uint8_t dimension;             /* DIMENSION_ANY: any */
    struct span unit;              /* label of a currency, or of what is counted; empty: any */
    struct span noun;              /* as facet_noun; empty: any */
    struct mark at;                /* in the query */
};

/* What stands at text[*at]; *at moves behind it. */
bool search_figure_parse(struct search_figure *out, struct arena *keep, struct span text, size_t *at,
                         struct syn_error *error);

/* Whether a row of table `figure` is one that is asked for. */
bool search_figure_holds(const struct search_figure *wanted, struct arena scratch, const struct facet_figure *figure);

/* The name between "f_" and the bucket by which it is found (store/facet.h). */
struct span search_figure_name(struct arena *keep, const struct search_figure *wanted);

#endif
