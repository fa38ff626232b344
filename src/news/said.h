/* news/said.h -- who said what, over time: the statements that reports give to a name
 *
 * Plain structs, filled by store/said_view.h and shown by tell/site_name.h.
 */
#ifndef SYN_NEWS_SAID_H
#define SYN_NEWS_SAID_H

#include <stdint.h>

#include "base/span.h"
#include "news/when.h"

enum { NAME_BODIES = 30, NAME_MENTIONS = 12, NAME_COUNT_MOST = 300, NAME_FORMS = 16, NAME_RECENT = 60,
       NAME_FOUND_MOST = 60 };

struct name_statement {
    int64_t article, story, outlet_id;
    struct span outlet, title, headline, language;     /* headline: of the story */
    int64_t at;                /* when it was published, else first seen */
    struct when published;
    struct mark place;         /* bytes of the article's text */
    struct span words, speaker;
    uint8_t kind, stance;      /* news/attribution.h */
    uint32_t more;             /* reports of the story that say so in the same words, on this page */
};
struct name_form { struct span name; uint8_t type; uint32_t reports; };    /* type: enum entity_type */
struct name_mention {
    int64_t article, story;
    struct span outlet, title, language;
    struct when published;
    struct mark place;         /* of the first; empty where it is not known */
};

struct name_view {
    struct span name;          /* as it was asked for, without what is no word */
    struct name_statement *statements;
    uint32_t statement_count;
    int64_t cursor;            /* for the next page; 0: there is none */
    uint32_t speaks, mentioned;/* articles: where it speaks (from the cursor on), where it is named and does not */
    struct name_form *forms, *roles;   /* how the articles looked at call it; most first */
    uint32_t form_count, role_count;
    struct name_mention *mentions;     /* newest first */
    uint32_t mention_count;
};

struct name_found { struct span name; uint8_t type; uint32_t reports, speaks; int64_t latest; };
struct names_found { struct name_found *at; uint32_t count; uint32_t looked_at; struct span note; };

#endif
