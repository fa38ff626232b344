/* tell/words.h -- every word of ours that a reader sees
 *
 * They are rows of data/interface.tsv, where a language is a column; nothing else in tell/ and serve/ holds any.  '#'
 * stands for the numbers that are given, in their order.  A row that ends in _one is the form for 1 of the row before
 * it.  Kinds of difference and of lineage have their own lists, in the order of their enums.
 *
 * Fails: never.   Threads: any.   Cost: linear in the text.
 */
#ifndef SYN_TELL_WORDS_H
#define SYN_TELL_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "tables/interface.h"

const char *word_text(enum word word);
/* Puts the text with each '#' replaced by the next of `numbers`. */
void word_put(struct buffer *out, enum word word, uint32_t first, uint32_t second, uint32_t third);
/* The same, in the form for one thing where `first` is 1; the list must have a _ONE line after `word`. */
void word_count(struct buffer *out, enum word word, uint32_t first, uint32_t second, uint32_t third);

/* What a reader calls the kinds: "conflict", "other scope"; "figure", "denial"; "reprint", "rewrite". */
const char *word_difference(unsigned label);
const char *word_counted(unsigned label);   /* behind a number: "2 in conflict" */
const char *word_kind(unsigned kind);
const char *word_lineage(unsigned kind);
/* "likely", "possible, inferred": how much speaks for a descent; empty where neither is known. */
void word_sureness(struct buffer *out, float sure, bool inferred);
/* A language's English name, or its code. */
struct span word_language(struct span code);

#endif
