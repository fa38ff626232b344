/* extract/html_wording.h -- whether the words of one text stand in another
 *
 * A text is known by its runs of three words, a word being letters and digits of any script without their case
 * (of ASCII).  Pages repeat themselves: the body stands once more in their JSON-LD, a caption in the text for
 * those who see no picture, a standfirst in the description.
 *
 * Fails:   never.   Memory: the map's arena, 24 bytes a run.   Threads: any.   Cost: linear in the bytes.
 */
#ifndef SYN_EXTRACT_HTML_WORDING_H
#define SYN_EXTRACT_HTML_WORDING_H

#include "base/map.h"

enum { HTML_RUN_WORDS = 3 };
enum { HTML_WORDINGS = 3 };   /* so many texts, or kinds of them, are told apart in one map */

struct html_runs { uint32_t all, known[HTML_WORDINGS]; };

/* Puts the runs of `text` into the map, as those of text number `which`; returns how many there are. */
uint32_t html_wording_learn(struct map *runs, unsigned which, struct span text);
/* How many runs `text` has, and how many of them each of the texts in the map has. */
struct html_runs html_wording_known(const struct map *runs, struct span text);

#endif
