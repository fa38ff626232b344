#include "news/revision.h"

#define LABEL(name, label) label,

const char *revision_kind_label(enum revision_kind kind)
{
    static const char *const labels[] = { REVISION_KINDS(LABEL) };
    return labels[kind];
}

const char *revision_line_label(enum revision_line_kind kind)
{
    static const char *const labels[] = { REVISION_LINES(LABEL) };
    return labels[kind];
}
