/* annotate/entity_form.h -- the distinct written forms of an article's names, and how two of them go together
 *
 * Sightings with the same words, whatever their case endings and capitals, are of one form, so that what
 * is costly is asked once a form.  Words are compared by their hashes; letters only where two differ.
 *
 * A form of an organisation is parted from the country it belongs to: "French Defence Ministry", "France's
 * Defence Ministry" and "Ministry of Defence of France" have an owner, which tells them from another one's.
 * What tells a son from his father ("Jr", "III") is a rank and no word.
 *
 * In:      an article's sightings in order of place (annotate/entity_join.h).
 * Out:     forms in the order of their first sighting; of[] has the form of each sighting, called[] the gender
 *          (enum entity_gender) of the title before it: "Mrs. Adder".
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    linear in the words of the names; the questions about two forms: in their words.
 */
#ifndef SYN_ANNOTATE_ENTITY_FORM_H
#define SYN_ANNOTATE_ENTITY_FORM_H

#include "annotate/entity_join.h"

enum { FORM_WORDS = 12 };    /* words of a longer name behind these are only part of its key */

struct form_word { uint32_t hash, token; };

struct form {
    const struct form_word *word;       /* without rank and owner */
    uint64_t key;
    uint64_t owner;                     /* hash of the gazetteer's id of an organisation's country; 0 for none */
    uint32_t words, printed;            /* how many words; how many tokens are words with rank and owner */
    uint32_t sighting, times;           /* its first; how many */
    uint32_t shortest;                  /* the sighting with the fewest bytes: mostly the dictionary form */
    uint32_t evidence[ENTITY_TYPE_COUNT];
    uint32_t alias;                     /* number + 1 of the form that brackets put beside it, or 0 */
    uint32_t entity;                    /* filled in by entity_join.c */
    uint8_t type;                       /* the one with most evidence */
    uint8_t weight;                     /* of the surest sighting */
    uint8_t titles;                     /* bits 1 << enum entity_gender of the titles before its sightings */
    uint8_t rank;                       /* data/generation.tsv; 0 for none */
    bool listed;                        /* the gazetteer has an id for it */
};

struct forms { struct form *at; uint32_t count; uint32_t *of; uint8_t *called; };

/* What the questions about forms need to see. */
struct names_text { struct span text; const struct tokens *tokens; struct sightings sightings; };

/* Whether the gazetteer's id tells the name from others: "country:POL" and the like stand for all that is
 * political. */
bool form_has_id(const struct sighting *s);

struct forms form_read(struct arena *keep, struct arena scratch, const struct names_text *t);

/* The hash of words [from, to) in their order. */
uint64_t form_hash(const struct form *f, uint32_t from, uint32_t to);
struct span form_letters(const struct names_text *t, const struct form *f, uint32_t word);

/* The role before a Cyrillic name whose portfolio parts them: "Министр обороны | Олег Петренков"; empty where
 * there is none. */
struct mark form_role_before(const struct names_text *t, const struct sighting *s);

/* Whether two names that end alike may be of one person: given names equal or an initial of the other's, in
 * order, the first beside the first, and no other rank. */
bool form_given_agree(const struct names_text *t, const struct form *a, const struct form *b);
/* Whether the words of `shorter` stand in `longer` in order. */
bool form_within(const struct form *shorter, const struct form *longer);
/* Whether they differ in one word, by one letter that is not heard. */
bool form_misspells(const struct names_text *t, struct arena scratch, const struct form *a, const struct form *b);
/* Whether `letters` may stand for the tokens [first, end): each begins a word or stands in one, in order, the
 * first and at least half of them at begins. */
bool form_abbreviates(const struct names_text *t, struct span letters, uint32_t first, uint32_t end);

#endif
