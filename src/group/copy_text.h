/* group/copy_text.h -- a report as small as copies can be found among millions of it
 *
 * Of each word a byte of its hash, on which texts are aligned, and half a byte or more that says how long it is
 * and how far from the word before, so that places are told without the text.  Of the runs of three heavy words
 * (group/copy_words.h) one in COPY_SAMPLE, chosen by value so that copies keep the same ones (Schleimer,
 * Wilkerson, Aiken, "Winnowing", SIGMOD 2003): its hash, by which the index (group/copy_index.h) finds who else
 * has it, and how many words on it stands.  Of a short text every run is kept.
 *
 * In:      an article.
 * Out:     one stretch of memory, without pointers into anything else.
 * Fails:   never.
 * Memory:  `keep`; 1.6 bytes a word and 5 a sampled run: 1.7 KB for 790 words.   Threads: any.
 * Cost:    linear.
 */
#ifndef SYN_GROUP_COPY_TEXT_H
#define SYN_GROUP_COPY_TEXT_H

#include "base/arena.h"
#include "news/article.h"

enum { COPY_SAMPLE = 5, COPY_SKIP_MAX = 255 };

struct copy_text {
    uint32_t word_count, gram_count;
    uint32_t place_bytes;
    uint32_t outlet;         /* hash of the host of its address, else of the outlet's name; 0 where neither is known */
    uint32_t gram[];         /* then code[word_count], skip[gram_count], place[place_bytes] */
};

static inline const uint8_t *copy_text_codes(const struct copy_text *t)
{
    return (const uint8_t *)(t->gram + t->gram_count);
}

/* Words from the gram before (from the begin) to the first word of each gram; COPY_SKIP_MAX stands for more, too. */
static inline const uint8_t *copy_text_skips(const struct copy_text *t) { return copy_text_codes(t) + t->word_count; }

struct copy_text *copy_text_make(struct arena *keep, struct arena scratch, const struct article *article);
/* How many bytes it takes; it may be moved. */
size_t copy_text_size(const struct copy_text *text);
/* Where each of its words stands in the article's text. */
struct mark *copy_text_places(struct arena *keep, const struct copy_text *text);

#endif
