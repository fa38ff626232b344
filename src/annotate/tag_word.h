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
#include "text/sentence.h"

#define WORD_TAGS(X)                                                                                              \
    X(NONE, "") X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") \
    X(JJS, "JJS") X(LS, "LS") X(MD, "MD") X(NN, "NN") X(NNS, "NNS") X(NNP, "NNP") X(NNPS, "NNPS") X(PDT, "PDT")   \
    X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB") X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP")               \
    X(SYM, "SYM") X(TO, "TO") X(UH, "UH") X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP")     \
    X(VBZ, "VBZ") X(WDT, "WDT") X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB") X(STOP, ".") X(COMMA, ",") X(COLON, ":")  \
    X(OPEN, "``") X(CLOSE, "''") X(LEFT, "-LRB-") X(RIGHT, "-RRB-") X(MONEY, "$") X(HASH, "#")
#define WORD_TAG_AS_ENUM(name, label) WORD_TAG_##name,
enum word_tag { WORD_TAGS(WORD_TAG_AS_ENUM) WORD_TAG_COUNT };

enum { WORD_TAG_KIND = 0x101, WORD_TAG_FEATURES = 32 };

const char *word_tag_label(enum word_tag tag);

uint8_t *tag_words(struct arena *keep, const struct rows *model, const struct tag_forms *forms,
                   const struct sentences *sentences, uint32_t token_count);

/* The features of token i of the sentence [first, end), of which there is room for WORD_TAG_FEATURES; how many. */
unsigned word_tag_features(const struct tag_forms *forms, uint32_t first, uint32_t end, uint32_t i, uint32_t *features);

#endif
