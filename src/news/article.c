#include "news/article.h"

const char *cut_label(enum cut_reason why)
{
#define CUT_AS_LABEL(name, label) label,
    static const char *const labels[] = { CUT_REASONS(CUT_AS_LABEL) };
    return why < CUT_REASON_COUNT ? labels[why] : "";
}
