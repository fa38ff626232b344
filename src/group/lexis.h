/* group/lexis.h -- what grouping knows of a word, whatever text it stands in
 *
 * The hash of its stem, how many reports at large hold it (data/common_word.tsv) and what it means in any language
 * (text/bridge.h) hang on the word and its language alone.  They cost ten times and more what the rest of reading a
 * word does, so that they are kept: the latest words of each slot.
 *
 * In:      a word, folded (text/token.h), and its language; the word's hash is the caller's (lexis_hash).
 * Fails:   never.
 * Memory:  the lexis lives in `keep`: 1.8 MB, whatever is looked up.
 * Threads: each its own lexis; what it says does not hang on what was asked before.
 * Cost:    2 to 5 ns for a word that is kept and was fetched ahead, else some 500 ns.
 */
#ifndef SYN_GROUP_LEXIS_H
#define SYN_GROUP_LEXIS_H

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/span.h"
#include "text/bridge.h"

enum {
    LEXIS_BITS = 14, LEXIS_SLOTS = 1 << LEXIS_BITS, LEXIS_WAYS = 4,
    LEXIS_BRIDGE_BITS = 14, LEXIS_BRIDGE_SLOTS = 1 << LEXIS_BRIDGE_BITS,
    LEXIS_CHUNK = 16
};

/* The share of words that data/common_word.tsv does not name, where it says nothing else of their language. */
extern const float LEXIS_UNLISTED;

struct lexeme {
    uint64_t word;           /* lexis_hash of word and language; 0: none */
    uint32_t stem;           /* hash of the stem: equal in all languages */
    float share;             /* of reports at large that hold the word */
};

/* word: as above, or its complement where it is a name; 0: none */
struct lexis_bridge { uint64_t word; struct bridge bridge; };

struct lexis {
    struct lexeme (*slots)[LEXIS_WAYS];  /* of a slot the latest first */
    struct lexis_bridge (*bridges)[2];
    bool skip_bridges;       /* set by the owner, where no other language is about: bags have none then */
};

struct lexis *lexis_in(struct arena *keep);

/* Two letters as a number; 0 where none is given. */
static inline uint16_t lexis_language(struct span language)
{
    return language.len == 2 ? (uint16_t)((unsigned char)language.at[0] << 8 | (unsigned char)language.at[1]) : 0;
}

/* One step of the hash: LEXIS_CHUNK bytes of the folded word, zeros behind its end. */
static inline uint64_t lexis_step(uint64_t hash, uint64_t low, uint64_t high)
{
    hash = (hash ^ low) * 0x9e3779b97f4a7c15u;
    hash = (hash ^ hash >> 32 ^ high) * 0xd6e8feb86659fd93u;
    return hash ^ hash >> 29;
}

static inline uint64_t lexis_seed(uint16_t language) { return language * 0x9e3779b97f4a7c15u + 1; }

/* The same for a whole word. */
uint64_t lexis_hash(struct span folded, uint16_t language);

struct lexeme lexis_learn(struct lexis *lexis, uint64_t hash, struct span folded, struct span language);

static inline void lexis_prefetch(const struct lexis *lexis, uint64_t hash)
{
    __builtin_prefetch(lexis->slots[hash >> (64 - LEXIS_BITS)]);
}

/* `hash` is not 0. */
static inline struct lexeme lexis_find(struct lexis *lexis, uint64_t hash, struct span folded, struct span language)
{
    const struct lexeme *slot = lexis->slots[hash >> (64 - LEXIS_BITS)];
    if (slot[0].word == hash)
        return slot[0];
    return lexis_learn(lexis, hash, folded, language);
}

/* NULL where the word's bridge is not kept: lexis_learn_bridge finds out. */
static inline const struct bridge *lexis_find_bridge(const struct lexis *lexis, uint64_t hash, bool is_name)
{
    uint64_t word = is_name ? ~hash : hash;
    const struct lexis_bridge *slot = lexis->bridges[word >> (64 - LEXIS_BRIDGE_BITS)];
    return slot[0].word == word ? &slot[0].bridge : slot[1].word == word ? &slot[1].bridge : NULL;
}

struct bridge lexis_learn_bridge(struct lexis *lexis, struct arena scratch, uint64_t hash, struct span folded,
                                 struct span language, bool is_name);

#endif
