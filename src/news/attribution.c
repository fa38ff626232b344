#include "news/attribution.h"

const char *attribution_kind_label(enum attribution_kind kind)
{
    static const char *const labels[] = { "indirect", "mixed", "direct" };
    return labels[kind];
}

const char *attribution_stance_label(enum attribution_stance stance)
{
    static const char *const labels[] = { "says", "denies", "refuses", "suggests", "asks", "may-say" };
    return labels[stance];
}
