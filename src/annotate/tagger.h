/* annotate/tagger.h -- the learned taggers of English text, one after the other
 *
 * In:      an article in English with its tokens and sentences; for who says what its quotations, too.
 * Out:     tagger_words: parts of speech and names, word by word; tagger_sayings: source, cue and content.
 * Fails:   never; an article in another language, or without tokens, has is_read false, and no sayings.
 * Memory:  `keep`, whose rest is used meanwhile.      Threads: any.
 * Cost:    linear; four fifths of what annotating an article costs.  Opening the models costs nothing: they are read
 *          in place, where the program has them.
 */
#ifndef SYN_ANNOTATE_TAGGER_H
#define SYN_ANNOTATE_TAGGER_H

#include "annotate/quote_scan.h"
#include "annotate/saying_join.h"
#include "news/report.h"

struct tagged {
    bool is_read;
    struct tag_forms forms;
    uint8_t *words;      /* enum word_tag by token */
    uint8_t *names;      /* labels of annotate/tag_name.h by token */
};

struct tagged tagger_words(struct arena *keep, const struct article *article, const struct annotations *notes);
struct sayings tagger_sayings(struct arena *keep, struct arena scratch, const struct tagged *tagged,
                              const struct annotations *notes, const struct quotations *quotations);

#endif
