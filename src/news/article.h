/* news/article.h -- one outlet's text
 *
 * Plain data, filled by extract/.  All spans and arrays live in the arena given to extract; `text` is
 * what every mark of the article stands on: for plain text and records the text as it was read, for
 * HTML the body put together from the page's blocks (paragraphs parted by an empty line).
 * An empty span means that the report does not say: a guess is worse than null.
 */
#ifndef SYN_NEWS_ARTICLE_H
#define SYN_NEWS_ARTICLE_H

#include <stdint.h>

#include "base/span.h"
#include "news/when.h"

/* Why a stretch is no part of the report; labels are what a reader sees. */
#define CUT_REASONS(X)                                        \
    X(NONE,          "")                                      \
    X(FUNDING,       "funding appeal")                        \
    X(READ_MORE,     "links to other articles")               \
    X(SOURCE_LINK,   "link to the original")                  \
    X(CAPTION,       "caption or picture credit")             \
    X(PRODUCTION,    "note on how the text was made")         \
    X(NEWSLETTER,    "newsletter or subscription offer")      \
    X(SHARE,         "sharing and follow links")              \
    X(BYLINE,        "byline")                                \
    X(DATELINE,      "date line")                             \
    X(TITLE,         "title")                                 \
    X(REPEATED,      "repeated text")                         \
    X(AUTHOR,        "about the author")                      \
    X(COPYRIGHT,     "copyright or terms")                    \
    X(TAGS,          "tags")                                  \
    X(COMMENTS,      "comments")                              \
    X(ADVERT,        "advertisement")                         \
    X(PAYWALL,       "paywall notice")                        \
    X(CORRECTION,    "correction note")                       \
    X(CREDIT,        "credit line")                           \
    X(NAVIGATION,    "navigation")
#define CUT_AS_ENUM(name, label) CUT_##name,
enum cut_reason { CUT_REASONS(CUT_AS_ENUM) CUT_REASON_COUNT };

enum block_kind {
    BLOCK_TITLE,         /* the headline where it stands in the text */
    BLOCK_LEDE,          /* a standfirst */
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_LIST_ITEM,
    BLOCK_QUOTE,         /* block quotation or social post */
    BLOCK_TABLE_ROW
};

/* What is read: blocks in order of place; they never overlap; cuts lie outside of them. */
struct block { struct mark at; uint8_t kind; };
struct blocks { struct block *at; uint32_t count; };

/* What was cut.  For plain text and records `at` marks it in `text` and `words` is what stands there;
 * for HTML `at` is the empty place in the body where it stood, and `words` what it said. */
struct cut { struct mark at; uint8_t why; struct span words; };
struct cuts { struct cut *at; uint32_t count; };

enum article_flag {          /* bits */
    ARTICLE_STUB = 1,        /* ends at a paywall, or is too short to tell what it leaves out */
    ARTICLE_HTML = 2,        /* marks stand on the extracted body, not on the file */
    ARTICLE_AGENCY = 4,      /* the outlet itself is a news agency */
    ARTICLE_PAID = 8         /* the page says that reading it costs money */
};

struct article {
    struct span id;            /* unique in a run */
    struct span file;          /* path as given; empty for what did not come from a file */
    struct span url, canonical_url;
    struct span outlet;
    struct span title;         /* in `text` where it stands there, see title_at */
    struct mark title_at;      /* empty where the title is not part of `text` */
    struct span lede;
    struct span byline;        /* as printed: "By Jane Doe and John Roe" */
    struct spans authors;      /* names */
    struct span dateline;      /* place, as printed: "KYIV" */
    struct span credit;        /* the credit line as printed: "AFP", "With reporting by Reuters" */
    struct span agency;        /* the agency it names, canonical (data/agency.tsv); empty when none */
    struct span language;      /* two letters */
    struct span section;
    struct spans corrections;  /* notes on what was wrong in it, in their own words */
    struct when published, modified, seen;
    struct span published_text;/* as it stood in the source; what is written out again for records */
    uint32_t flags;            /* enum article_flag */
    float confidence;          /* 0..1: how sure extract is of the body */

    struct span text;          /* UTF-8 */
    struct blocks blocks;
    struct cuts cuts;

    struct span extra;         /* members of a record that we do not know: raw JSON `"a":1,"b":[2]`, no braces */
};

/* The label of a cut reason. */
const char *cut_label(enum cut_reason why);

#endif
