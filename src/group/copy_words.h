/* group/copy_words.h -- the words of a report's body, as copies are known by
 *
 * What a copy keeps is words.  A body is the words of the blocks other than the title: runs of letters and
 * digits, folded (case, composed letters, unseen signs); apostrophes and hyphens part words, as they come and go
 * between copies; an ideograph is a word.  A word is heavy when it has five letters or a digit, or is an
 * ideograph: whoever rewrites a text turns its small words first.
 *
 * In:      an article, any bytes.
 * Out:     words in order of place, by hash and place.
 * Fails:   never.   Memory: `keep`; 9 bytes for every second byte of text.   Threads: any.
 * Cost:    one pass; some 2 ns a byte of ASCII.
 */
#ifndef SYN_GROUP_COPY_WORDS_H
#define SYN_GROUP_COPY_WORDS_H

#include "base/arena.h"
#include "news/article.h"

struct copy_words {
    uint32_t *word;      /* hash of each */
    struct mark *at;     /* in article.text */
    uint8_t *heavy;      /* 0 or 1 */
    uint32_t count;
};

struct copy_words copy_words(struct arena *keep, const struct article *article);

#endif
