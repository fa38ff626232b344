#include "news/date.h"

const char *date_type_label(enum date_type type)
{
    static const char *const labels[] = { "DATE", "TIME", "DURATION", "SET" };
    return labels[type];
}
