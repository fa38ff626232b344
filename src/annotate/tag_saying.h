/* annotate/tag_saying.h -- source, cue and content in English text, word by word
 *
 * Three models, each of which sees what the one before it said: a glance tells how likely a word is part of a
 * cue wherever it stands; a first reading labels the words of a paragraph; a second one reads again with the
 * labels of the first at hand, so that it sees a whole sentence's source, cue and content at once.
 *
 * In:      an article's tokens, forms, parts of speech, names and quotations (tag_view).
 * Out:     a label a token: nothing, or a role, begun or gone on with.  No nesting: a word has one role.
 * Fails:   never.   Memory: `keep`, whose rest is used meanwhile.   Threads: any.
 * Cost:    some 150 rows of a model (base/rows.h) for a token that is read, nothing for sentences without a likely cue.
 *
 * The models are data/models/saying_*.rows; docs/models.md says what they were learnt from and how good they are.
 * Method:  C. Newell, D. Margolin, D. Ruths, "An attribution relations corpus for political news", 2018 (what
 * source, cue and content are); W. Cohen, V. Carvalho, "Stacked sequential learning", 2005 (reading twice).
 */
#ifndef SYN_ANNOTATE_TAG_SAYING_H
#define SYN_ANNOTATE_TAG_SAYING_H

#include "annotate/quote_scan.h"
#include "annotate/tag_form.h"
#include "base/rows.h"
#include "text/sentence.h"

enum saying_role { SAYING_NOTHING, SAYING_SOURCE, SAYING_CUE, SAYING_CONTENT, SAYING_ROLES };

enum {
    SAYING_LABELS = 2 * SAYING_ROLES - 1,
    SAYING_FEATURES = 128,
    SAYING_GLANCE_KIND = 0x301, SAYING_FIRST_KIND = 0x302, SAYING_SECOND_KIND = 0x303
};

/* A label is SAYING_NOTHING, 2 * role - 1 where a role begins, and 2 * role where it goes on. */
static inline enum saying_role saying_role(uint8_t label) { return (enum saying_role)((label + 1) / 2); }
static inline bool saying_begins(uint8_t label) { return label & 1; }

enum saying_quote { QUOTE_OUTSIDE, QUOTE_INSIDE, QUOTE_OPENS, QUOTE_CLOSES };

/* What the readings look at; all arrays by token. */
struct saying_view {
    const struct tokens *tokens;
    const struct sentences *sentences;
    struct tag_forms forms;
    const uint8_t *word_tags, *name_tags;
    const uint8_t *quote;            /* enum saying_quote */
    uint8_t *glance;                 /* 0 to SAYING_GLANCES - 1: how likely it is part of a cue */
    /* made by saying_look: */
    uint32_t *sentence;              /* number of its sentence */
    /* the nearest likely cue in the sentence, outside of quotations; or SAYING_NONE */
    uint32_t *cue_before, *cue_behind;
    uint32_t *closed;                /* how many tokens since a quotation closed in the paragraph, or SAYING_NONE */
    uint32_t *tail;                  /* the last sure cue among the last words of the sentence, or SAYING_NONE */
    bool *has_quote;                 /* whether its sentence stands in a quotation, or holds a part of one */
};

enum { SAYING_GLANCES = 6 };
#define SAYING_NONE UINT32_MAX

/* Where each token stands to the quotations: view->quote, in `keep`. */
uint8_t *saying_quotes(struct arena *keep, const struct quotations *quotations, uint32_t token_count);
/* How likely each word is part of a cue: view->glance, in `keep`. */
void saying_glance(struct arena *keep, const struct rows *model, struct saying_view *view);
/* Fills in what of the view depends on the glance; in `keep`. */
void saying_look(struct arena *keep, struct saying_view *view);
/* A label a token.  `second` may be NULL: then the first reading is all. */
uint8_t *saying_read(struct arena *keep, const struct rows *first, const struct rows *second,
                     const struct saying_view *view);

/* ---- for learning: what the models are asked ---- */

/* The end of the paragraph that begins with sentence `s`: a number of a sentence. */
uint32_t saying_paragraph(const struct sentences *sentences, uint32_t s);
/* What is read at once: the next sentences of one paragraph, from number *s on, that hold a likely cue or a part of a
 * quotation.  Moves *s behind them; false where there are none.  The other sentences say nothing. */
bool saying_next(const struct saying_view *view, uint32_t *s, uint32_t *first, uint32_t *end);
unsigned saying_glance_features(const struct saying_view *view, uint32_t i, uint32_t *features);
/* Of token i of what is read at once, [first, end). */
unsigned saying_features(const struct saying_view *view, uint32_t first, uint32_t end, uint32_t i, uint32_t *features);
/* What the second reading sees beyond: the runs of the first one. */
struct saying_runs;
struct saying_runs *saying_runs(struct arena *keep, const uint8_t *labels, uint32_t first, uint32_t end);
unsigned saying_again_features(const struct saying_view *view, const struct saying_runs *runs, uint32_t i,
                               uint32_t *features);
/* Whether `label` may not stand behind `before` (SAYING_LABELS: at the begin). */
bool saying_forbids(unsigned before, unsigned label);

#endif
