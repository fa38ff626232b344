/* news/attribution.h -- who says what, in one article */
#ifndef SYN_NEWS_ATTRIBUTION_H
#define SYN_NEWS_ATTRIBUTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "news/mention.h"

enum attribution_kind { ATTRIBUTION_INDIRECT, ATTRIBUTION_MIXED, ATTRIBUTION_DIRECT };
enum attribution_stance { STANCE_SAYS, STANCE_DENIES, STANCE_REFUSES, STANCE_SUGGESTS, STANCE_ASKS };
#define ATTRIBUTION_NONE UINT32_MAX

struct attribution {
    struct marks source, cue, content;   /* pieces in order of place; source may be empty */
    struct marks quoted;                 /* what stands inside quotation marks within the content, without the marks */
    uint8_t kind, stance;
    bool nested;                         /* stands inside another's content */
    uint32_t parent;                     /* that other one, or ATTRIBUTION_NONE */
    uint32_t speaker;                    /* entity of the source, or ENTITY_NONE; pronouns resolved where safe */
};
struct attributions { struct attribution *at; uint32_t count; };   /* sorted by the begin of content */

const char *attribution_kind_label(enum attribution_kind kind);     /* "indirect", "mixed", "direct" */

#endif
