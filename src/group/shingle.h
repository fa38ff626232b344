/* group/shingle.h -- the words of a report's body, and fingerprints of runs of them
 *
 * What a copy keeps is words: a body is the words and numbers of the blocks other than the title,
 * without punctuation, by hash and place.  A shingle is the hash of a few words in a row.
 *
 * Fails: never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_GROUP_SHINGLE_H
#define SYN_GROUP_SHINGLE_H

#include "base/arena.h"
#include "base/hash.h"
#include "news/report.h"

struct body {
    uint32_t *word;      /* token.word of each */
    struct mark *at;     /* in article.text */
    uint32_t count;
};

struct body body_words(struct arena *keep, const struct report *report);

/* The fingerprint of word[0 .. length-1], by value: equal words give equal shingles everywhere. */
static inline uint64_t shingle(const uint32_t *word, unsigned length)
{
    uint64_t hash = length;
    for (unsigned i = 0; i < length; i++)
        hash = hash_mix(hash, word[i]);
    return hash;
}

#endif
