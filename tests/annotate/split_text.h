/* tests/annotate/split_text.h -- an article made of one text, with its tokens and sentences, for tests of the finders
 *
 * Options of a case: @language (two letters), @published (as date_parse reads it). */
#ifndef SYN_TESTS_SPLIT_TEXT_H
#define SYN_TESTS_SPLIT_TEXT_H

#include "annotate/date_find.h"
#include "annotate/piece.h"
#include "annotate/split.h"
#include "case.h"

struct split_text { struct article article; struct annotations notes; struct pieces pieces; };

static inline struct split_text split_text(struct arena *keep, struct arena scratch, struct span text,
                                           const struct case_options *options)
{
    struct split_text s = { .article = { .text = text, .language = case_option(options, SPAN("language")) } };
    s.article.published = date_parse(case_option(options, SPAN("published")));
    struct block *block = arena_new(keep, struct block, 1);
    *block = (struct block){ .at = { 0, (uint32_t)text.len }, .kind = BLOCK_PARAGRAPH };
    s.article.blocks = (struct blocks){ block, 1 };
    split_blocks(keep, scratch, &s.article, &s.notes);
    s.pieces = piece_split(keep, text, &s.notes.tokens, s.article.language);
    return s;
}

#endif
