/* news/attribution.h -- who says what, in one article */
#ifndef SYN_NEWS_ATTRIBUTION_H
#define SYN_NEWS_ATTRIBUTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "news/mention.h"

enum attribution_kind { ATTRIBUTION_INDIRECT, ATTRIBUTION_MIXED, ATTRIBUTION_DIRECT };
enum attribution_stance { STANCE_SAYS, STANCE_DENIES, STANCE_REFUSES, STANCE_SUGGESTS, STANCE_ASKS, STANCE_MAY_SAY };
#define ATTRIBUTION_NONE UINT32_MAX

struct attribution {
    struct marks source, cue, content;   /* pieces in order of place; source may be empty */
    struct marks quoted;                 /* what stands inside quotation marks within the content, without the marks; what
                                          * stands in the content of one nested in it too is the inner one's */
    struct mark via, cited;              /* the outlet it was said to or came from; whom the source names in turn; or empty */
    struct mark refers;                  /* the sentence before, where the content is no more than "this"; or empty */
    uint32_t via_entity, cited_entity;   /* or ENTITY_NONE */
    uint8_t kind, stance;
    bool nested;                         /* stands inside another's content */
    uint32_t parent;                     /* that other one, or ATTRIBUTION_NONE */
    uint32_t speaker;                    /* entity of the source, or ENTITY_NONE; pronouns resolved where safe */
};
struct attributions { struct attribution *at; uint32_t count; };   /* sorted by the begin of content */

const char *attribution_kind_label(enum attribution_kind kind);     /* "indirect", "mixed", "direct" */
const char *attribution_stance_label(enum attribution_stance stance);   /* "says", "denies", ... "may-say" */

#endif
