/* compare/name_pair.h -- whether two names of different reports may be of one person, body or place
 *
 * Names are compared as folded Latin words (text/normal.h), so that scripts meet.  What differs may be a case
 * ending of a name in Cyrillic, an initial, another language's form of the given name ("Mykola", "Nikolai":
 * data/given_variant.tsv), the order of the words, the way another language spells the same sounds, or a
 * letter or two that are wrong.  A letter that is wrong is only believed where the rest of the name is the
 * same.  Another given name, another rank ("Jr"), another gender or another id of the gazetteer are others.
 *
 * In:      entities of reports.
 * Out:     how they go together.  It is no proof: names.c asks whether somebody else fits as well.
 * Fails:   never.   Memory: name_read: `keep`; else none.   Threads: any.
 * Cost:    name_read: a phonetic key; name_pair: in the words' letters.
 */
#ifndef SYN_COMPARE_NAME_PAIR_H
#define SYN_COMPARE_NAME_PAIR_H

#include "base/arena.h"
#include "news/mention.h"

enum { NAME_WORDS = 8 };

enum name_bond {
    NAME_UNLIKE,
    NAME_SPELT,       /* but for a letter or two, or the way sounds are written */
    NAME_SHORT,       /* one is a surname, has an initial, or words that the other lacks */
    NAME_LIKE         /* all words meet */
};

struct name {
    struct span words[NAME_WORDS];   /* of the folded name, without rank; in declined names without ending */
    uint64_t given;                  /* the given name, the same for its forms in other languages */
    uint32_t count;
    struct span sound;               /* phonetic key of the last word */
    const struct entity *entity;
    uint64_t language;               /* hash of the report's */
    uint8_t rank;                    /* data/generation.tsv */
    bool listed;                     /* the gazetteer has an id for it */
    bool declines;                   /* it is written in Cyrillic: its words are without endings */
};

struct name name_read(struct arena *keep, const struct entity *entity, struct span language);
enum name_bond name_pair(const struct name *a, const struct name *b, struct arena scratch);

#endif
