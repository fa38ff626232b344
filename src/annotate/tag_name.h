/* annotate/tag_name.h -- names in English text, word by word: person, organisation, place, other
 *
 * In:      the tokens' forms, their parts of speech, and the sentences.
 * Out:     a label a token: none, or a kind of name, begun or gone on with.
 * Fails:   never.   Memory: `keep`, whose rest is used meanwhile.   Threads: any.
 * Cost:    some 40 rows of a model (base/rows.h) for words that may be part of a name, nothing for others.
 *
 * The model is data/models/name_tag.rows; docs/models.md says what it was learnt from and how good it is.
 */
#ifndef SYN_ANNOTATE_TAG_NAME_H
#define SYN_ANNOTATE_TAG_NAME_H

#include "annotate/tag_form.h"
#include "base/rows.h"
#include "text/sentence.h"

enum name_tag_kind {
    NAME_TAG_NONE, NAME_TAG_PERSON, NAME_TAG_ORGANISATION, NAME_TAG_PLACE, NAME_TAG_OTHER, NAME_TAG_KINDS
};

enum { NAME_TAG_LABELS = 2 * NAME_TAG_KINDS - 1, NAME_TAG_KIND = 0x201, NAME_TAG_FEATURES = 48 };

/* A label is NAME_TAG_NONE, 2 * kind - 1 where a name of that kind begins, and 2 * kind where it goes on. */
static inline enum name_tag_kind name_tag_kind(uint8_t label) { return (enum name_tag_kind)((label + 1) / 2); }
static inline bool name_tag_begins(uint8_t label) { return label & 1; }

uint8_t *tag_names(struct arena *keep, const struct rows *model, const struct tag_forms *forms,
                   const struct tokens *tokens, const struct sentences *sentences, const uint8_t *word_tags);

/* ---- for learning: what the model is asked ---- */

/* The next stretch of words that may be names, at or behind *first and before `end`; false where there is none. */
bool name_tag_stretch(const struct tokens *tokens, const uint8_t *word_tags, uint32_t end, uint32_t *first,
                      uint32_t *last);
/* The features of token i of the sentence [first, end); how many. */
unsigned name_tag_features(const struct tag_forms *forms, const struct tokens *tokens, const uint8_t *word_tags,
                           uint32_t first, uint32_t end, uint32_t i, uint32_t *features);
/* Whether `label` may not stand behind `before` (NAME_TAG_LABELS: at the begin). */
bool name_tag_forbids(unsigned before, unsigned label);

#endif
