#include "news/figure.h"

const char *dimension_label(enum dimension d)
{
#define DIMENSION_AS_LABEL(name, label) label,
    static const char *const labels[] = { DIMENSIONS(DIMENSION_AS_LABEL) };
    return d < DIMENSION_TOTAL ? labels[d] : "";
}
