/* news/mention.h -- names at places, and who they stand for within one article */
#ifndef SYN_NEWS_MENTION_H
#define SYN_NEWS_MENTION_H

#include <stdint.h>

#include "base/span.h"

enum entity_type { ENTITY_OTHER, ENTITY_PERSON, ENTITY_ORGANISATION, ENTITY_PLACE, ENTITY_TYPE_COUNT };
enum entity_gender { ENTITY_GENDER_UNKNOWN, ENTITY_MAN, ENTITY_WOMAN };
#define ENTITY_NONE UINT32_MAX

struct mention {
    struct mark at;
    uint8_t type;            /* enum entity_type */
    uint32_t entity;         /* in the same article's entities */
};
struct mentions { struct mention *at; uint32_t count; };   /* sorted by place, never overlapping */

struct entity {
    struct span name;        /* the fullest form that stands in the text, without titles and roles */
    struct span folded;      /* text_latin of it: what names of other articles are compared by */
    struct span role;        /* "French Defense Minister", as printed, where one stands beside the name */
    struct mark first;       /* its first mention */
    uint64_t key;            /* hash of the gazetteer's id ("country:FR") or of the folded name */
    uint32_t mentions;       /* how many */
    uint8_t type;
    uint8_t gender;          /* enum entity_gender, of a person: by title, given name or role */
};
struct entities { struct entity *at; uint32_t count; };

#endif
