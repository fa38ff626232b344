/* annotate/tag_word.h -- parts of speech of English words: the tags of the Penn Treebank
 *
 * In:      the tokens' forms and the sentences.
 * Out:     a tag a token; WORD_TAG_NONE for tokens in no sentence.
 * Fails:   never.   Memory: `keep`, whose rest is used meanwhile.   Threads: any.
 * Cost:    10 rows of a model (base/rows.h) a form, 16 more a token where the letters leave doubt.
 *
 * The model is data/models/word_tag.rows; docs/models.md says what it was learnt from and how good it is.
 * Method: M. Marcus, B. Santorini, M. Marcinkiewicz, "Building a large annotated corpus of English: the Penn
 * Treebank", 1993 (the tags).
 */
#ifndef SYN_ANNOTATE_TAG_WORD_H
#define SYN_ANNOTATE_TAG_WORD_H

#include "annotate/tag_form.h"
#include "base/rows.h"
#include "news/word_tag.h"
#include "text/sentence.h"

enum { WORD_TAG_KIND = 0x101, WORD_TAG_FEATURES = 32 };

uint8_t *tag_words(struct arena *keep, const struct rows *model, const struct tag_forms *forms,
                   const struct sentences *sentences, uint32_t token_count);

/* The features of token i of the sentence [first, end), of which there is room for WORD_TAG_FEATURES; how many. */
unsigned word_tag_features(const struct tag_forms *forms, uint32_t first, uint32_t end, uint32_t i, uint32_t *features);

#endif
