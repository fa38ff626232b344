/* compare/difference_scope.h -- what a number covers, by the words beside it (data/scope_word.tsv)
 *
 * "12 of them", "20 others", "in the city" and "in the province": numbers of one thing that cover different
 * things may differ without contradicting each other.
 *
 * Fails:   never.   Memory: none.   Threads: any.   Cost: a few tokens on both sides.
 */
#ifndef SYN_COMPARE_DIFFERENCE_SCOPE_H
#define SYN_COMPARE_DIFFERENCE_SCOPE_H

#include <stdbool.h>
#include <stdint.h>

#include "compare/words.h"
#include "news/report.h"

#define SCOPES(X)                                                                                                      \
    X(NONE, "")                                                                                                        \
    X(PART, "a part")                                                                                                  \
    X(WHOLE, "the whole") /* "Of the 23" */                                                                            \
    X(REST, "the others")                                                                                              \
    X(TOTAL, "in total")                                                                                               \
    X(DAY, "one day")                                                                                                  \
    X(YEAR, "one year")                                                                                                \
    X(SERIOUS, "serious ones")                                                                                         \
    X(SLIGHT, "slight ones")                                                                                           \
    X(CITY, "the city")                                                                                                \
    X(REGION, "the region")                                                                                            \
    X(COUNTRY, "the country")                                                                                          \
    X(WORLD, "the world")
#define SCOPE_AS_ENUM(name, label) SCOPE_##name,
enum scope { SCOPES(SCOPE_AS_ENUM) SCOPE_COUNT };

/* What the words around tokens [first, end), which are `figure` of the report, say: bits 1 << SCOPE_... */
uint32_t scope_of(const struct report *report, const struct word *words, uint32_t figure, uint32_t first, uint32_t end);

/* Whether numbers of these scopes cover different things. */
bool scope_differs(uint32_t a, uint32_t b);

/* "a part", "the city": the scope that one has and the other lacks; "all" for none. */
const char *scope_text(uint32_t scope, uint32_t other);

#endif
