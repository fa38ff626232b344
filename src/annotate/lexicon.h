/* annotate/lexicon.h -- what a word is to the finders of names and statements: the tables, looked up
 *
 * Knowledge of languages stands in data/ (small words are looked up in annotate/vocabulary.h): cue.tsv, role.tsv, honorific.tsv,
 * given_name.tsv, place.tsv, country.tsv, organisation.tsv, word_ending.tsv.  Keys are folded (text/normal.h); words of a
 * key that are parted by blanks in the text are parted by one blank.  A row counts where its language is
 * the article's, or where the article's is unknown or not one of ours.
 *
 * Case endings: Cyrillic names and roles are tried with the endings of the nominative, German ones
 * without their -s, -n, -en, -er, -es, so that "министра" finds "министр".
 *
 * Fails: never.   Threads: any.   Memory: none kept.   Cost: a few hash lookups a call; about 20 for a
 * Cyrillic word that no table has.
 */
#ifndef SYN_ANNOTATE_LEXICON_H
#define SYN_ANNOTATE_LEXICON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

enum glue {
    GLUE_NONE, GLUE_ARTICLE, GLUE_POSSESSIVE, GLUE_PRONOUN, GLUE_PREPOSITION, GLUE_AUXILIARY, GLUE_CONJUNCTION,
    GLUE_THAT, GLUE_INFINITIVE, GLUE_RELATIVE, GLUE_ADVERB, GLUE_NEGATION, GLUE_TIME, GLUE_VERB, GLUE_COUNT
};
enum place_kind { PLACE_NONE, PLACE_COUNTRY, PLACE_CITY, PLACE_REGION, PLACE_DEMONYM, PLACE_WORD };
enum role_kind { ROLE_NONE, ROLE_HEAD, ROLE_MODIFIER };
enum organisation_kind {
    ORGANISATION_NONE, ORGANISATION_WORD, ORGANISATION_BODY, ORGANISATION_SUFFIX, ORGANISATION_THING
};
enum word_ending { ENDING_NONE, ENDING_GERMAN_NOUN, ENDING_CYRILLIC_VERB, ENDING_CYRILLIC_INFINITIVE };
enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE };
enum cue_form {
    CUE_NONE, CUE_FINITE, CUE_BASE, CUE_GERUND, CUE_PARTICIPLE, CUE_NOUN, CUE_BEFORE, CUE_AFTER, CUE_MOOD
};
enum cue_kind { CUE_OTHER, CUE_SPEECH };

struct cue_row;

/* What was found for a stretch of words: the row's id or the empty span, and its kind. */
struct place { struct span id; enum place_kind kind; };

/* What all tables of names say of one word: its forms are made once. */
struct word_facts {
    struct place place;
    struct span organisation_id;
    uint8_t role, organisation;  /* enum role_kind, organisation_kind */
    bool honorific, given_name, leads;
};
struct word_facts lexicon_word(struct span word, uint32_t hash, struct span language);   /* hash: fnv_hash of it */

struct place lexicon_place(struct span words);
enum role_kind lexicon_role(struct span word, struct span language);
bool lexicon_is_honorific(struct span word, enum gender *gender);
bool lexicon_is_given_name(struct span word, enum gender *gender);
enum organisation_kind lexicon_organisation(struct span words, struct span *id);
/* The first row of data/cue.tsv in the language; hash: fnv_hash of the words. */
const struct cue_row *lexicon_cue(struct span words, uint32_t hash, struct span language);

/* Whether rows of `row` count in an article in `language`. */
bool lexicon_speaks(struct span row, struct span language);

/* Whether a place or organisation of several words may begin with this word: where none does, no longer
 * stretch need be looked up. */
bool lexicon_leads(struct span word);
/* The same for words whose fnv_hash (base/fnv.h) is known. */
bool lexicon_leads_on(uint32_t hash);

/* Whether the word ends with one of the endings of that use (data/word_ending.tsv). */
bool lexicon_ends(struct span word, enum word_ending use);

/* A word without the case ending that its script and letters suggest; at least four letters stay.
 * Not a stem in the linguist's sense: two forms of one name meet in it. */
struct span lexicon_bare(struct span folded);

#endif
