/* tell/atom.h -- an Atom 1.0 feed (RFC 4287), entry by entry
 *
 *     atom_begin(&out, &feed);  atom_entry(&out, &entry) ...  atom_end(&out);
 *
 * All text comes from anywhere and is escaped; what XML does not allow becomes U+FFFD.  Times are seconds since 1970,
 * written in UTC.  Whoever is not named, the title that is missing, get a word of ours, since Atom asks for them.
 *
 * Out:     well-formed XML 1.0 and a valid feed, whatever is given.
 * Fails:   never.   Memory: the buffer's.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_ATOM_H
#define SYN_TELL_ATOM_H

#include <stdint.h>

#include "base/buffer.h"

/* "urn:uuid:..." made of what the thing is ("article", "story", "search") and what it is known by for good: an
 * article's key, "s4" in the store of ...  The same in every feed and every run. */
enum { ATOM_ID_LENGTH = 45 };
struct atom_id { char text[ATOM_ID_LENGTH + 1]; };
struct atom_id atom_id_of(struct span what, struct span known_by);

struct atom_feed {
    struct atom_id id;
    struct span title, subtitle;   /* subtitle may be empty */
    struct span self;              /* where the feed will stand: a URL; or empty */
    struct span page;              /* what it is a feed of, as a page; or empty */
    int64_t updated;               /* of the latest entry; where there is none, of the feed */
};

struct atom_entry {
    struct atom_id id;
    struct span title;
    struct span url;               /* linked to where it is http or https */
    struct span outlet;            /* its author */
    struct span byline;            /* who wrote it, as a contributor; may be empty */
    struct span language;          /* a code; may be empty */
    struct span summary;           /* plain text; may be empty */
    struct span story;             /* "s4": a category; may be empty */
    int64_t published;             /* 0: not known */
    int64_t updated;               /* of what is told, or when it was seen */
};

void atom_begin(struct buffer *out, const struct atom_feed *feed);
void atom_entry(struct buffer *out, const struct atom_entry *entry);
void atom_end(struct buffer *out);

#endif
