/* news/report.h -- an article with what annotate found in it: what group and compare work on */
#ifndef SYN_NEWS_REPORT_H
#define SYN_NEWS_REPORT_H

#include "news/article.h"
#include "news/attribution.h"
#include "news/date.h"
#include "news/figure.h"
#include "news/mention.h"
#include "text/sentence.h"
#include "text/token.h"

/* Everything annotate knows.  Tokens cover the blocks only, so furniture is never analysed. */
struct annotations {
    struct tokens tokens;            /* stems filled in */
    struct sentences sentences;
    struct entities entities;
    struct mentions mentions;
    struct figures figures;
    struct dates dates;
    struct attributions attributions;
    uint8_t *tags;                   /* enum word_tag (news/word_tag.h) by token; NULL where no tagger knows the language */
};

struct report {
    struct article article;
    struct annotations notes;
};

#endif
