/* learn/annotated.h -- reports with what people and parsers said of them: what taggers learn from
 *
 * The folder holds docs.jsonl.gz (article records with `split`: "train" or another word), gold.jsonl.gz (who says
 * what: {"id", "attributions": [{"source": [[from, to], ...], "cue": ..., "content": ...}]}) and tokens.tsv.gz (a
 * token a line: document (on its first line only), sentence, token, from, to, part of speech, kind of name ...).
 * Offsets are bytes in the record's text.
 *
 * Out:     every report, extracted and split as the program does; a label of each kind for each of our tokens, that
 *          of the foreign token in which it begins, and the foreign tokens themselves to be measured by.
 * Fails:   with a message and exit 3 where a file cannot be read.
 * Memory:  `keep`: about 100 bytes a byte of text.      Threads: one.
 */
#ifndef SYN_LEARN_ANNOTATED_H
#define SYN_LEARN_ANNOTATED_H

#include "annotate/tag_saying.h"
#include "news/report.h"

/* A token as the foreign splitter has it. */
struct foreign { struct mark at; uint8_t word_tag, name_kind; bool begins_name; };

struct said { struct marks role[SAYING_ROLES]; };

struct annotated {
    struct span id;
    bool trains;                     /* its split is "train" */
    struct article article;
    struct annotations notes;        /* tokens with stems, and sentences */
    struct foreign *foreign;
    uint32_t foreign_count;
    struct said *said;
    uint32_t said_count;
};
struct annotated_set { struct annotated *at; size_t count; };

struct annotated_set annotated_read(struct arena *keep, struct arena scratch, const char *folder);

/* The foreign token that holds byte `at`, or NULL. */
const struct foreign *annotated_foreign(const struct annotated *doc, uint32_t at);

#endif
