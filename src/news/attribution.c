#include "news/attribution.h"

const char *attribution_kind_label(enum attribution_kind kind)
{
    static const char *const labels[] = { "indirect", "mixed", "direct" };
    return labels[kind];
}
