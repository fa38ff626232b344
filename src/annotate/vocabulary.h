/* annotate/vocabulary.h -- the words of one article, each looked up once
 *
 * Half of an article's tokens repeat a word that it has used before, and several finders ask the same of
 * each.  The vocabulary keeps what the tables say of the distinct words: of every word what makes
 * a sentence (glue, cues, data/word_use.tsv), of those that a finder of names asks about what makes a name.
 *
 * In:      an article's tokens; a word is its folded form.
 * Out:     of[token] is the number of its vocable in at[].  Number and punctuation tokens have vocables too.
 * Fails:   never.   Memory: `keep`.   Threads: one at a time (vocabulary_name fills in what it is asked).
 * Cost:    three table lookups a word, and a byte copied a token; numbering where who split has not (text/token.h).
 */
#ifndef SYN_ANNOTATE_VOCABULARY_H
#define SYN_ANNOTATE_VOCABULARY_H

#include "annotate/lexicon.h"
#include "annotate/word_use.h"
#include "base/arena.h"
#include "text/token.h"

struct tagged;

/* What the tables say of one word. */
struct vocable {
    const struct cue_row *cue;   /* the first row in the article's language, of the word alone; or NULL */
    uint32_t token;              /* the first token with it */
    uint16_t uses;               /* bits of enum word_use */
    uint8_t glue;                /* enum glue */
    bool leads_cue;              /* a cue of several words may begin with it */
    /* filled in by vocabulary_learn_name: */
    bool known;
    bool honorific, given_name;
    bool leads_name;             /* a listed name of several words may begin with it */
    uint8_t role;                /* enum role_kind */
    uint8_t place;               /* enum place_kind */
    uint8_t organisation;        /* enum organisation_kind */
    uint8_t kinds;               /* bits of enum gazetteer_kind: what the long lists say of it */
    uint32_t bare;               /* hash of the word without its case ending */
    struct span place_id, organisation_id;
    /* filled in by vocabulary_learn_hints: */
    bool hints_known;
    uint8_t hints;               /* bits of enum cue_hint: what the word tells of a name beside it */
};

struct vocabulary {
    struct span language;
    struct tokens tokens;        /* with their words numbered */
    struct vocable *at;
    uint32_t count;
    uint32_t *of;
    uint8_t *glue;               /* enum glue of each token: the question asked most often */
    const struct tagged *tagged; /* what the taggers made of the tokens (annotate/tagger.h), where they did; or NULL */
};

struct vocabulary vocabulary_read(struct arena *keep, const struct tokens *tokens, struct span language);

static inline const struct vocable *vocabulary_at(const struct vocabulary *v, uint32_t i) { return &v->at[v->of[i]]; }

/* The fnv_hash (base/fnv.h) of the folded word of token i. */
static inline uint32_t vocabulary_hash(const struct vocabulary *v, uint32_t i) { return v->tokens.words.at[v->of[i]].hash; }

/* Looks up what makes token i part of a name, or what it tells of names beside it: once a word. */
void vocabulary_learn_name(const struct vocabulary *v, uint32_t i);
void vocabulary_learn_hints(const struct vocabulary *v, uint32_t i);

/* The vocable of token i with what makes it part of a name. */
static inline const struct vocable *vocabulary_name(const struct vocabulary *v, uint32_t i)
{
    if (!vocabulary_at(v, i)->known)
        vocabulary_learn_name(v, i);
    return vocabulary_at(v, i);
}

/* What the word of token i tells of names beside it; bits of enum cue_hint.  Numbers and signs tell nothing. */
static inline unsigned vocabulary_hints(const struct vocabulary *v, uint32_t i)
{
    if (!vocabulary_at(v, i)->hints_known)
        vocabulary_learn_hints(v, i);
    return vocabulary_at(v, i)->hints;
}

/* Whether token i has one of the uses, bits of enum word_use. */
static inline bool vocabulary_has(const struct vocabulary *v, uint32_t i, unsigned uses)
{
    return (vocabulary_at(v, i)->uses & uses) != 0;
}

#endif
