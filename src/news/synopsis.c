#include "news/synopsis.h"

const char *difference_label_text(enum difference_label label)
{
#define DIFFERENCE_AS_TEXT(name, text) text,
    static const char *const labels[] = { DIFFERENCE_LABELS(DIFFERENCE_AS_TEXT) };
    return label < DIFFERENCE_LABEL_COUNT ? labels[label] : "";
}

const char *difference_kind_text(enum difference_kind kind)
{
    static const char *const kinds[] = { DIFFERENCE_KINDS(DIFFERENCE_AS_TEXT) };
    return kind < DIFFERENCE_KIND_COUNT ? kinds[kind] : "";
}

const char *variant_change_text(enum variant_change change)
{
    static const char *const changes[] = { VARIANT_CHANGES(DIFFERENCE_AS_TEXT) };
    return change < VARIANT_CHANGE_COUNT ? changes[change] : "";
}

const char *lineage_kind_text(enum lineage_kind kind)
{
    static const char *const labels[] = { "verbatim", "rewrite", "translation", "common-source" };
    return labels[kind];
}

struct span evidence_words(const struct synopsis *s, struct evidence e)
{
    return mark_span(s->reports[e.report].report->article.text, e.at);
}
