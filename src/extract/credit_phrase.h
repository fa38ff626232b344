/* extract/credit_phrase.h -- where in a line a phrase of credit stands (data/credit_phrase.tsv) */
#ifndef SYN_EXTRACT_CREDIT_PHRASE_H
#define SYN_EXTRACT_CREDIT_PHRASE_H

enum credit_place { CREDIT_NOWHERE, CREDIT_BEGIN, CREDIT_END };

#endif
