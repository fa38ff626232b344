/* annotate/name_judge.h -- whether a run of words names a person, an organisation, a place or something else
 *
 * A linear model over some sixty features of the run and of the words around it: what the tables and long
 * lists say of its words, how these begin and end, the nouns, verbs, prepositions and roles beside it.
 * Most features say what kind of word stands somewhere, not which, so that what was learnt from one language
 * serves in others.  Trained by learn/learn_names.c; data/models/name_judge.rows is compiled in.
 *
 * In:      a view of the article's words; a run of them.
 * Out:     a type and how sure it is.
 * Fails:   never.   Memory: none.   Threads: any.   Cost: some 3,500 instructions a run.
 */
#ifndef SYN_ANNOTATE_NAME_JUDGE_H
#define SYN_ANNOTATE_NAME_JUDGE_H

#include "annotate/name_view.h"
#include "base/rows.h"

enum {
    JUDGE_KIND = 0x4e05,         /* of the model's bytes: changes with the features */
    JUDGE_FEATURES_MAX = 128,
    JUDGE_NO_NAME = ENTITY_TYPE_COUNT, /* the label behind those of enum entity_type */
    JUDGE_LABELS,
    JUDGE_WIDTH = 8              /* of a row: the labels, and room */
};

struct judge { struct rows rows; bool is_learnt; };

struct judge judge_open(void);

struct judge_cache *judge_cache_in(struct arena *scratch);

/* How much more the letters of the word at i look like those of a German noun than like those of any name, in sixteenths
 * of what the trainer called 1, -127 ... 127; asked once a word. */
int judge_noun(const struct name_view *v, uint32_t i);

/* type: enum entity_type, or JUDGE_NO_NAME; weight: as of a sighting, 1 a guess ... 6 sure; margin: how far the type is
 * ahead of the second best, in sixteenths of what the trainer called 1. */
struct judgement { uint8_t type, weight; int16_t margin; };

struct judgement judge_name(const struct name_view *v, struct name_run name);

/* The features by rows_feature: [0, letters) of what tables and lists say of the name's words, [letters, around)
 * of their letters, [around, count) of the words beside it.  is_word: it tells which word or letters stand there, and
 * means something in one language alone. */
struct judge_features { uint32_t at[JUDGE_FEATURES_MAX]; bool is_word[JUDGE_FEATURES_MAX]; unsigned letters, around, count; };

void judge_read(const struct name_view *v, struct name_run name, struct judge_features *features);

/* How much speaks for each label; `scores` has room for JUDGE_WIDTH. */
void judge_score(const struct judge *judge, const struct judge_features *features, int16_t *scores);

#endif
