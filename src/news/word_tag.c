#include "news/word_tag.h"

const char *word_tag_label(enum word_tag tag)
{
#define WORD_TAG_AS_LABEL(name, label) label,
    static const char *const labels[] = { WORD_TAGS(WORD_TAG_AS_LABEL) };
    return tag < WORD_TAG_COUNT ? labels[tag] : "";
}
