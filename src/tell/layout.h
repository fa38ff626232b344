/* tell/layout.h -- words set into lines of a terminal
 *
 * Text is put piece by piece; blanks part words wherever they stand, within a piece or between two, so
 * that "(" and "words" and ")" stay together.  Lines break at blanks, and within a word only where it is
 * wider than the line.  Width is counted in columns (wide characters two, combining marks none).  What
 * reports say goes through escape_shown, so that nothing but our own colours steers the terminal.
 *
 * Fails: never.   Memory: the buffer's.   Threads: one at a time.   Cost: linear in the text.
 */
#ifndef SYN_TELL_LAYOUT_H
#define SYN_TELL_LAYOUT_H

#include <stdbool.h>

#include "base/buffer.h"

enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_FAINT, STYLE_CONFLICT, STYLE_PRECISE, STYLE_UPDATED, STYLE_SCOPE,
             STYLE_SOURCE, STYLE_SPELLING, STYLE_WORDING, STYLE_MARKED, STYLE_REMOVED,
             STYLE_ADDED };

struct layout {
    struct buffer *out;
    unsigned width;          /* columns of a line */
    unsigned indent;         /* columns before the text of each line that begins from now on */
    bool colour;
    /* of the line being set: */
    unsigned column;         /* where the next character goes */
    size_t break_at;         /* the last blank, as a place in out */
    unsigned break_column;   /* the column behind it */
    bool breakable;          /* whether there is such a blank */
    bool begun;              /* whether the line's indent has been written */
    bool filled;             /* whether anything but blanks stands in it */
};

struct layout layout_in(struct buffer *out, unsigned width, bool colour);
void layout_put(struct layout *l, struct span words, enum style style);
void layout_text(struct layout *l, const char *words, enum style style);
/* Blanks do not part what is put so: "[A 120-180]". */
void layout_whole(struct layout *l, struct span words, enum style style);
/* Ends the line; an empty line where none was begun. */
void layout_end(struct layout *l);
/* Blanks up to `column`, which no line break replaces. */
void layout_pad(struct layout *l, unsigned column);

#endif
