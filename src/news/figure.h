/* news/figure.h -- quantities at places
 *
 * A figure is an interval of values in a unit: "at least 144" is [144, inf), "about 200" keeps value 200
 * with an interval of 10 % around it.  `factor` and `offset` lead to the base unit of its dimension (metre, gram,
 * second, square metre, metre a second, degree Celsius ...).
 */
#ifndef SYN_NEWS_FIGURE_H
#define SYN_NEWS_FIGURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

#define DIMENSIONS(X)                \
    X(COUNT,       "count")          \
    X(MONEY,       "money")          \
    X(PERCENT,     "percent")        \
    X(POINTS,      "points")         \
    X(LENGTH,      "length")         \
    X(AREA,        "area")           \
    X(VOLUME,      "volume")         \
    X(MASS,        "mass")           \
    X(SPEED,       "speed")          \
    X(TEMPERATURE, "temperature")    \
    X(DURATION,    "duration")       \
    X(AGE,         "age")            \
    X(ENERGY,      "energy")         \
    X(POWER,       "power")          \
    X(MAGNITUDE,   "magnitude")      \
    X(SCORE,       "score")          \
    X(ORDINAL,     "ordinal")        \
    X(FACTOR,      "factor")         \
    X(IDENTIFIER,  "identifier")
#define DIMENSION_AS_ENUM(name, label) DIMENSION_##name,
enum dimension { DIMENSIONS(DIMENSION_AS_ENUM) DIMENSION_TOTAL };

/* What happened to what is counted, or in what state it is. */
#define FIGURE_STATES(X)               \
    X(NONE,         "")                \
    X(KILLED,       "killed")          \
    X(INJURED,      "injured")         \
    X(MISSING,      "missing")         \
    X(ARRESTED,     "arrested")        \
    X(SENTENCED,    "sentenced")       \
    X(DISPLACED,    "displaced")       \
    X(RESCUED,      "rescued")         \
    X(FREED,        "freed")           \
    X(CAPTURED,     "captured")        \
    X(TRAPPED,      "trapped")         \
    X(HOSPITALISED, "hospitalised")    \
    X(ILL,          "ill")             \
    X(DISMISSED,    "dismissed")       \
    X(DESTROYED,    "destroyed")       \
    X(DAMAGED,      "damaged")         \
    X(DOWNED,       "shot down")       \
    X(LAUNCHED,     "launched")
#define FIGURE_STATE_AS_ENUM(name, label) FIGURE_##name,
enum figure_state { FIGURE_STATES(FIGURE_STATE_AS_ENUM) FIGURE_STATE_TOTAL };

/* Where a figure stands in a change: "rose from 10 (from) to 15 (to)", "rose by 5" or "rose 5 percent" (by). */
#define FIGURE_CHANGES(X)   \
    X(STANDING, "")         \
    X(FROM,     "from")     \
    X(TO,       "to")       \
    X(BY,       "by")
#define FIGURE_CHANGE_AS_ENUM(name, label) FIGURE_CHANGE_##name,
enum figure_change { FIGURE_CHANGES(FIGURE_CHANGE_AS_ENUM) FIGURE_CHANGE_TOTAL };

struct figure {
    struct mark at;          /* number with its qualifier and unit: "at least 144 people" without the noun: "at least 144" */
    struct mark number;      /* the number alone */
    double value;            /* the number said */
    double low, high;        /* low <= value <= high, unless open: -INFINITY or INFINITY */
    double factor, offset;   /* base = value * factor + offset */
    struct span unit;        /* canonical label: "km", "USD", "percent", "people"; empty for a bare count; const data or the text */
    struct mark of;          /* the noun phrase it counts or measures ("people", "homes destroyed"); may be empty */
    struct mark event;       /* the word that tells what happened to it ("killed", "dead"); may be empty */
    uint8_t dimension;       /* enum dimension */
    uint8_t state;           /* enum figure_state: what the event is; of counts only */
    uint8_t change;          /* enum figure_change */
    bool approximate;        /* "about", "some", "nearly" */
};
struct figures { struct figure *at; uint32_t count; };   /* sorted by place */

const char *dimension_label(enum dimension d);
const char *figure_state_label(enum figure_state s);      /* "" for none */
const char *figure_change_label(enum figure_change c);    /* "" for none */

/* A value of the figure in the base unit of its dimension, so that miles meet kilometres; money keeps its currency. */
static inline double figure_base(const struct figure *f, double value)
{
    return value * (f->factor != 0 ? f->factor : 1) + f->offset;
}

#endif
