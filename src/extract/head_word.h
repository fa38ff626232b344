/* extract/head_word.h -- what a word around a headline is for (data/head_word.tsv) */
#ifndef SYN_EXTRACT_HEAD_WORD_H
#define SYN_EXTRACT_HEAD_WORD_H

enum head_word_kind { HEAD_NONE, HEAD_BYLINE, HEAD_PUBLISHED, HEAD_MODIFIED, HEAD_SOURCE, HEAD_AND, HEAD_KICKER,
                      HEAD_ROLE };

#endif
