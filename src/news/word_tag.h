/* news/word_tag.h -- parts of speech: the tags of the Penn Treebank
 *
 * Method: M. Marcus, B. Santorini, M. Marcinkiewicz, "Building a large annotated corpus of English: the Penn
 * Treebank", 1993.
 */
#ifndef SYN_NEWS_WORD_TAG_H
#define SYN_NEWS_WORD_TAG_H

#include <stdbool.h>

#define WORD_TAGS(X)                                                                                              \
    X(NONE, "") X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") \
    X(JJS, "JJS") X(LS, "LS") X(MD, "MD") X(NN, "NN") X(NNS, "NNS") X(NNP, "NNP") X(NNPS, "NNPS") X(PDT, "PDT")   \
    X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB") X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP")               \
    X(SYM, "SYM") X(TO, "TO") X(UH, "UH") X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP")     \
    X(VBZ, "VBZ") X(WDT, "WDT") X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB") X(STOP, ".") X(COMMA, ",") X(COLON, ":")  \
    X(OPEN, "``") X(CLOSE, "''") X(LEFT, "-LRB-") X(RIGHT, "-RRB-") X(MONEY, "$") X(HASH, "#")
#define WORD_TAG_AS_ENUM(name, label) WORD_TAG_##name,
enum word_tag { WORD_TAGS(WORD_TAG_AS_ENUM) WORD_TAG_COUNT };

/* "said", "says", "can say": the verb that a clause stands on. */
static inline bool word_tag_is_finite(enum word_tag tag)
{
    return tag == WORD_TAG_VBD || tag == WORD_TAG_VBP || tag == WORD_TAG_VBZ || tag == WORD_TAG_MD;
}

/* Any form of a verb, and modal ones. */
static inline bool word_tag_is_verb(enum word_tag tag)
{
    return (tag >= WORD_TAG_VB && tag <= WORD_TAG_VBZ) || tag == WORD_TAG_MD;
}

/* "which", "who", "whose", "where". */
static inline bool word_tag_is_relative(enum word_tag tag) { return tag >= WORD_TAG_WDT && tag <= WORD_TAG_WRB; }

const char *word_tag_label(enum word_tag tag);

#endif
