/* tell/site_notes.h -- what a compared story says about one of its reports: notes, the marks that lead to them, and the
 * panel that holds them
 *
 * Fails: never.   Memory: the arena given.   Threads: any.
 * Cost:  linear in claims' support, values and variants of the story, and in the output.
 */
#ifndef SYN_TELL_SITE_NOTES_H
#define SYN_TELL_SITE_NOTES_H

#include "tell/site_article.h"
#include "tell/site_marks.h"

/* A list of marks that grows. */
struct site_marks { struct site_mark *at; size_t count, room; };
void site_marks_add(struct arena *keep, struct site_marks *marks, struct site_mark mark);

/* Lists: claims 'c', differences 'd' and quotes 'q' of the story, by their numbers there from 1. */
struct site_note { uint32_t from; char list; uint32_t number; struct mark at; };
struct site_notes { struct site_note *at; size_t count, room; };

/* All that the synopsis says about `report`: notes in order of their first places, and a mark for every place. */
void site_notes_find(struct arena *keep, const struct synopsis *s, uint32_t report, struct site_notes *notes,
                     struct site_marks *marks);
/* "claims", "differences", "quotes": of the list's items in the story's addresses. */
const char *site_notes_path(char list);

void site_notes_put(struct buffer *out, struct arena scratch, const struct site_article *page,
                    const struct site_notes *notes);

#endif
