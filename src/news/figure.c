#include "news/figure.h"

const char *dimension_label(enum dimension d)
{
#define DIMENSION_AS_LABEL(name, label) label,
    static const char *const labels[] = { DIMENSIONS(DIMENSION_AS_LABEL) };
    return d < DIMENSION_TOTAL ? labels[d] : "";
}

const char *figure_state_label(enum figure_state s)
{
#define FIGURE_STATE_AS_LABEL(name, label) label,
    static const char *const labels[] = { FIGURE_STATES(FIGURE_STATE_AS_LABEL) };
    return s < FIGURE_STATE_TOTAL ? labels[s] : "";
}

const char *figure_change_label(enum figure_change c)
{
#define FIGURE_CHANGE_AS_LABEL(name, label) label,
    static const char *const labels[] = { FIGURE_CHANGES(FIGURE_CHANGE_AS_LABEL) };
    return c < FIGURE_CHANGE_TOTAL ? labels[c] : "";
}
