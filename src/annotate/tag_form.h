/* annotate/tag_form.h -- what taggers see of a word by itself: its letters, ends and shape, hashed once an article
 *
 * Half of an article's tokens repeat a form that stood before; what depends on the form alone is computed once.
 *
 * In:      an article's tokens.
 * Out:     of[token] is the number of its form in at[]; number TAG_EDGE is no token's: it stands for what lies
 *          beyond the begin and end of a sentence.
 * Fails:   never.   Memory: `keep`, whose rest is used meanwhile.   Threads: any.
 * Cost:    linear: a probe a token, some 60 bytes hashed a form.
 */
#ifndef SYN_ANNOTATE_TAG_FORM_H
#define SYN_ANNOTATE_TAG_FORM_H

#include "base/arena.h"
#include "text/token.h"

enum {
    TAG_EDGE = 0, TAG_ENDS = 4, TAG_BEGINS = 3, TAG_FORM_FEATURES = 3 + TAG_ENDS + TAG_BEGINS,
    TAG_AT_ONCE = 2000       /* tokens that are tagged together; what is longer is no text, and is cut, to bound memory */
};

struct tag_form {
    uint32_t word, cased;            /* the folded letters; the same and how they are written */
    uint32_t stem;
    uint32_t end[TAG_ENDS];          /* the last one, two ... bytes of the folded letters */
    uint32_t begin[TAG_BEGINS];
    uint32_t shape;                  /* "Xxx", "dd-x": letters by their kind, runs cut at two */
    uint8_t kinds, hints;            /* what lists of names say of it (annotate/gazetteer.h); kinds of capitals only */
};

struct tag_forms {
    struct tag_form *at;
    uint32_t count;
    uint32_t *of;
};

struct tag_forms tag_forms_read(struct arena *keep, struct span text, const struct tokens *tokens);

/* What a form says of itself, as features 1 to 5 of a model (base/rows.h); there are TAG_FORM_FEATURES. */
unsigned tag_form_features(const struct tag_form *form, uint32_t *features);

/* The form of token `i`, or the edge's where it is not in [first, end); `i` may have wrapped below 0. */
static inline const struct tag_form *tag_form_at(const struct tag_forms *forms, uint32_t i, uint32_t first,
                                                 uint32_t end)
{
    return &forms->at[i - first < end - first ? forms->of[i] : TAG_EDGE];
}

#endif
