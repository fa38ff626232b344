/* news/figure.h -- quantities at places
 *
 * A figure is an interval of values in a unit: "at least 144" is [144, inf), "about 200" keeps value 200
 * with an interval of 10 % around it.  `factor` leads to the base unit of its dimension (metre, gram,
 * second, square metre, metre a second, kelvin-free Celsius ...), so that miles meet kilometres.
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

struct figure {
    struct mark at;          /* number with its qualifier and unit: "at least 144 people" without the noun: "at least 144" */
    struct mark number;      /* the number alone */
    double value;            /* the number said */
    double low, high;        /* low <= value <= high, unless open: -INFINITY or INFINITY */
    double factor, offset;   /* base = value * factor + offset */
    struct span unit;        /* canonical label: "km", "USD", "percent", "people"; empty for a bare count; const data or the text */
    struct mark of;          /* the noun phrase it counts or measures ("people", "homes destroyed"); may be empty */
    uint8_t dimension;       /* enum dimension */
    bool approximate;        /* "about", "some", "nearly" */
};
struct figures { struct figure *at; uint32_t count; };   /* sorted by place */

const char *dimension_label(enum dimension d);

#endif
