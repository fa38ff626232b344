/* compare/line.h -- a statement as a line that is read by itself
 *
 * Statements are clauses, and many clauses do not stand alone: "which killed 12", "with talks dragging on".
 * Such a one is grown to what makes it whole: a relative clause gets the noun it belongs to, others the
 * clause of the sentence that has subject and verb.
 *
 * In:      a comparison with its statements.  Parts of speech where the report has them; else by the words
 *          that open clauses.
 * Out:     a mark that holds the statement, within its sentence; how well it reads.
 * Fails:   never.   Memory: none.   Threads: any.   Cost: linear in the sentence.
 */
#ifndef SYN_COMPARE_LINE_H
#define SYN_COMPARE_LINE_H

#include "compare/comparison.h"

struct line {
    struct mark at;
    float fitness;           /* 0..1: 1 for a main clause with a named subject that begins its sentence */
};

/* What a word says of the place behind it (data/place_word.tsv); 0 for other words. */
enum place_word { PLACE_PUT = 1, PLACE_LOOSE };
enum place_word line_place_word(const struct report *report, uint32_t token);

struct line line_of(const struct comparison *c, const struct statement *s);

/* What a statement says of a date in it: the phrase or relative clause that the date belongs to ("the March
 * 22 attack on a hall", "the Games which begin on July 26"), else the whole line. */
struct line line_about(const struct comparison *c, const struct statement *s, struct mark date);

/* Whether the date tells when the statement's own happening was, and is no part of a phrase or relative clause. */
bool line_is_dated(const struct comparison *c, const struct statement *s, struct mark date);

/* "Nobody was found since the ferry sank on March 9", "the first call since October": the date stands behind a
 * word that opens a subordinate clause, or in one, so it dates something else. */
bool line_date_is_aside(const struct comparison *c, const struct statement *s, struct mark date);

/* The language that most accounts are told in: what lines are told in where there is a choice. */
struct span line_language(const struct comparison *c);

/* The number of the first date that stands in the statement or behind it. */
uint32_t line_first_date(const struct report *report, const struct statement *s);

#endif
