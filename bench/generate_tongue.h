/* bench/generate_tongue.h -- what made-up news is put together from, in six languages
 *
 * Sentences have slots: % and a letter.  Of the story:
 *     t thing, with article    h what happened to it    l place    m second place    b body    P person with role
 *     p person    o another person with role    k killed    i injured    e money    c percent    u a number
 *     d weekday    y year
 * and words of no meaning, made of the language's syllables: n noun    s nouns    a adjective    v verb.
 * q: something said; C: a verb of saying; A: an agency.
 */
#ifndef BENCH_GENERATE_TONGUE_H
#define BENCH_GENERATE_TONGUE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    TONGUES = 6, SYLLABLES = 64, THINGS = 16, HAPPENINGS = 8, ROLES = 10, BODIES = 8, CUES = 5, OUTLET_WORDS = 5,
    GIVEN_NAMES = 24, FACT_KINDS = 12, AGENCIES = 5
};

struct tongue {
    const char *code;
    uint8_t share;                     /* percent of stories */
    uint8_t octaves;                   /* there are 2^octaves nouns */
    bool cyrillic;                     /* names are written so */
    const char *syllables[SYLLABLES], *plural, *verb, *adjectives[4];
    const char *things[THINGS], *happenings[HAPPENINGS], *roles[ROLES], *bodies[BODIES], *cues[CUES], *days[7],
               *outlet_words[OUTLET_WORDS];
    const char *facts[FACT_KINDS][3];  /* ways to say each; the lead is the first */
    /* Each ends with NULL. */
    const char *prose[24], *sayings[12], *titles[10], *standing[6], *market[6];
    const char *market_title, *roundup_title, *paywall, *correction;
};

extern const struct tongue tongues[TONGUES];
/* Names meet across scripts: the same places of both lists. */
extern const char *const name_syllables[2][SYLLABLES];
extern const char *const given_names[2][GIVEN_NAMES];
extern const char *const agencies[AGENCIES];

#endif
