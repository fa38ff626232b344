/* store/name_view.h -- who said what: statements given to a person or an organisation, over time
 *
 * A name is asked for in any script and spelling of letters ("Emil Garo", "Garo", "Эмиль Гаро"), and found in those that
 * hold its words one behind the other: what reports call whom is listed, so that who reads can narrow it down.
 * Statements are those of the articles' current versions.  What several reports of a story say in the same words is
 * given once, with how many there are more of on the page.
 *
 * Fails:   as the database does.  A name that nobody has gives an empty view.
 * Memory:  `keep`, with the words of the statements.
 * Threads: the store's.
 * Cost:    the index for the words of the name; rows and body of NAME_BODIES articles at most.  Counting stops at
 *          NAME_COUNT_MOST.
 */
#ifndef SYN_STORE_NAME_VIEW_H
#define SYN_STORE_NAME_VIEW_H

#include "store/store.h"

enum { NAME_BODIES = 40, NAME_MENTIONS = 12, NAME_COUNT_MOST = 1000, NAME_FORMS = 16, NAME_RECENT = 150,
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
    uint32_t speaks, mentioned;/* articles: in which it speaks, in which it is named and does not */
    struct name_form *forms, *roles;   /* how the articles looked at call it; most first */
    uint32_t form_count, role_count;
    struct name_mention *mentions;     /* newest first */
    uint32_t mention_count;
};

struct name_settings { int64_t cursor; uint32_t most; bool statements_alone; };
bool name_view_read(struct store *store, struct arena *keep, struct arena scratch, struct span name,
                    const struct name_settings *settings, struct name_view *out, struct syn_error *error);

/* Names whose words begin so, as the latest NAME_RECENT articles with such a name have them; without letters those who
 * are quoted in the latest articles.  Most reports first. */
struct name_found { struct span name; uint8_t type; uint32_t reports, speaks; int64_t latest; };
struct names_found { struct name_found *at; uint32_t count; uint32_t looked_at; struct span note; };
bool names_find(struct store *store, struct arena *keep, struct arena scratch, struct span letters,
                struct names_found *out, struct syn_error *error);

#endif
