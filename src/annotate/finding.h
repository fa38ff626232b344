/* annotate/finding.h -- attributions while they are being found: ranges of tokens, not yet marks
 *
 * What the constructions share (verb.h, noun.h, unclaimed.h): the list of what was found, and what the
 * last speaker was.
 *
 * Fails: never.   Memory: finder.scratch.   Threads: one at a time.   Cost: linear in the words of the content.
 */
#ifndef SYN_ANNOTATE_FINDING_H
#define SYN_ANNOTATE_FINDING_H

#include "annotate/clause.h"
#include "annotate/saying_join.h"
#include "base/arena.h"
#include "news/attribution.h"

enum { PIECES_MAX = 6 };   /* pieces of a content; a longer speech is parted into several attributions */

struct found {
    struct stretch source, cue, particle;
    struct stretch content[PIECES_MAX];
    uint32_t pieces;
    uint8_t stance;
    struct stretch via, cited, refers;   /* annotate/speech.h fills them in */
    bool tells;              /* the content is a sentence that tells of a statement, its cue within */
    bool goes_on;            /* a reported sentence without a cue, which the next one may go on with */
    bool is_layer;           /* words in quotation marks within another statement of the same source */
};

struct finder {
    struct arena *scratch;
    struct view view;
    struct found *at;
    size_t count, room;
    uint32_t unit_from;      /* number of the first attribution found in this unit */
    struct stretch speaker;  /* the source of the last speech, for quotations that go on */
    uint32_t speaker_block;
    struct stretch before;   /* the sentence before this unit, in the same paragraph or the one before */
    size_t waiting;          /* number + 1 of an open quotation without a source, which the next paragraph may name */
    size_t waited;           /* the same of the paragraph before */
    uint32_t taken;          /* tokens before it belong to an attribution of this unit */
    bool is_english;
    bool is_tagged;          /* what is said was found by the taggers: `told`, in order of place */
    struct sayings told;
    uint32_t next_told;
};

/* Adds an attribution; NULL where its content has no words.  `row` may be NULL. */
struct found *finding_add(struct finder *f, struct stretch source, struct stretch cue, struct stretch content,
                          const struct cue_row *row);
/* Adds a piece to its content, unless the piece has no words or there are PIECES_MAX. */
void finding_add_piece(struct finder *f, struct found *found, struct stretch piece);
/* The first of the findings that may reach into this unit: taggers read whole paragraphs, rules no more than a unit. */
size_t finding_lately(const struct finder *f);
/* What a cue behind `to` may take for its content: what others of the unit have left over before it, or all. */
struct stretch finding_left(const struct finder *f, const struct unit *u, uint32_t to);

#endif
