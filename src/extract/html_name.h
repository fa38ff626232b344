/* extract/html_name.h -- names of authors, as pages give them
 *
 * A page tells its authors in members made for it ("Ada Quill, MD; Tom Rusk") and prints them in lines ("By Ada
 * Quill and Tom Rusk, Harbour Post").  What a member says is taken for names, even if they are strange ones
 * ("admin", "The Editors"); of a line only what looks like names.  Words are data/byline_word.tsv, agencies
 * data/agency.tsv.
 *
 * In:      text without tags, "\n" between its lines.
 * Out:     names in their order, each once, and of what kind each is.
 * Fails:   never; a text without names gives none.
 * Memory:  `keep`; names point into the text.      Threads: any.      Cost: linear in the text.
 */
#ifndef SYN_EXTRACT_HTML_NAME_H
#define SYN_EXTRACT_HTML_NAME_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/span.h"

/* data/byline_word.tsv: what a word of a byline is for. */
enum html_byline_part { BYLINE_NONE, BYLINE_LEAD, BYLINE_LABEL, BYLINE_JOIN, BYLINE_ROLE, BYLINE_NO_NAME,
                        BYLINE_TITLE };

/* The higher says more of who wrote. */
enum html_name_kind { NAME_NONE, NAME_HOUSE /* an outlet, an agency, "Staff" */, NAME_HANDLE /* one word, or
                      small letters only */, NAME_PERSON };

enum { NAMES_MAX = 32 };
struct html_names {
    struct span at[NAMES_MAX];
    uint8_t kind[NAMES_MAX];   /* enum html_name_kind */
    unsigned count;
    uint8_t best;              /* the highest of these kinds */
};

/* Adds the names of a member's text.  `whole`: it is one name, of an organisation. */
void html_names_told(struct arena scratch, struct html_names *names, struct span text, struct span outlet, bool whole);
/* Adds the names of a printed byline: those of its first line that has any.  `led`: a "By" stood before it. */
void html_names_printed(struct arena scratch, struct html_names *names, struct span text, struct span outlet, bool led);

/* What the word, which may end in a colon, is for. */
enum html_byline_part html_name_part(struct span word);
/* Whether the first word is a common given name. */
bool html_name_is_given(struct arena scratch, struct span name);

/* The names in a printed byline: "By Ada Quill and Tom Rusk, Harbour News" gives two. */
struct spans html_names_of(struct arena *keep, struct span byline, struct span outlet);

#endif
