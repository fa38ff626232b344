/* text/date_word.h -- what a word of a printed date is for (data/date_word.tsv) */
#ifndef SYN_TEXT_DATE_WORD_H
#define SYN_TEXT_DATE_WORD_H

enum date_word_kind { DATE_WORD_UNKNOWN, DATE_WORD_MONTH, DATE_WORD_ZONE, DATE_WORD_FILLER, DATE_WORD_AM,
                      DATE_WORD_PM, DATE_WORD_HOUR, DATE_WORD_MINUTE, DATE_WORD_ORDINAL, DATE_WORD_YEAR_MARK,
                      DATE_WORD_MONTH_MARK, DATE_WORD_DAY_MARK };

#endif
