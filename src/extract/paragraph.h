/* extract/paragraph.h -- the paragraphs of plain text
 *
 * Texts come with a paragraph a line, with empty lines between paragraphs, or broken at some column, and
 * some are broken in the middle of a sentence by whatever made them.  Lines that go on in the next are
 * joined; the text itself is not touched, so that a paragraph may hold line breaks.  CR, LF, CRLF, form
 * feed and the Unicode separators end a line.
 *
 * Out:     paragraphs in order of place, none empty; marks leave out blanks, bullets ("- "), marks of
 *          headings ("# ") and quotations ("> ").
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear.
 */
#ifndef SYN_EXTRACT_PARAGRAPH_H
#define SYN_EXTRACT_PARAGRAPH_H

#include "base/arena.h"
#include "base/span.h"

enum paragraph_sign { PARAGRAPH_PLAIN, PARAGRAPH_BULLET, PARAGRAPH_HEADING, PARAGRAPH_QUOTED };

struct paragraph {
    struct mark at;
    uint8_t sign;            /* enum paragraph_sign */
    bool gap_before;         /* an empty line stands before it, or the text's begin */
    uint32_t words;
    bool sentence_end;       /* it ends as a sentence does */
};

struct paragraphs { struct paragraph *at; uint32_t count; };

struct paragraphs paragraph_split(struct arena *keep, struct arena scratch, struct span text);

/* How many words, and whether a sentence ends at the end of `s` (closing quotes, brackets and notes aside). */
uint32_t paragraph_words(struct span s);
bool paragraph_ends_sentence(struct span s);
/* `m` without blanks of any script, marks of byte order and NULs at its ends. */
struct mark paragraph_trim(struct span text, struct mark m);

#endif
