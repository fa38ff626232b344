/* annotate/figure_reader.h -- the words of figures: what they may be for, and a figure while it is read
 *
 * What the rooms of figure_find.h share: the pieces of an article with what its words may be for, the sentence
 * that is read, and the draft of a figure.  Pieces are asked for by number; one at or behind the sentence's end
 * is never anything.
 *
 * Fails:   never.   Threads: any.   Cost: a hash lookup a question.
 */
#ifndef SYN_ANNOTATE_FIGURE_READER_H
#define SYN_ANNOTATE_FIGURE_READER_H

#include "annotate/figure_kind.h"
#include "annotate/number_read.h"
#include "annotate/piece.h"
#include "base/arena.h"
#include "news/date.h"
#include "news/figure.h"

enum { FIGURE_LEADS_KNOWN = 1, FIGURE_LEADS_QUALIFIER = 2, FIGURE_LEADS_MONEY = 4 };

struct figure_reader {
    const struct tokens *tokens;
    const struct dates *dates;
    struct pieces p;
    uint8_t *leads;              /* by piece.word: FIGURE_LEADS_... of those that were asked for */
    uint32_t first, end;         /* the sentence */
    uint32_t next_date;          /* the first date that does not end before the piece that is read */
    uint32_t start, start_date;  /* the next piece that a number begins with, and the same date for it */
    uint32_t behind;             /* the piece behind the last figure */
    uint32_t score_behind;       /* the piece behind the last score of the sentence; 0 for none */
    uint32_t age_behind;         /* the same of the last age */
    bool contest_known, contest; /* whether the sentence is about a contest, once it was asked */
};

/* A figure while it is read: pieces [begin, end). */
struct figure_draft {
    struct figure figure;
    struct number number;
    uint32_t begin, number_at, end;
    uint32_t of_first, of_end;   /* what it counts; none where they are equal */
    enum qualifier qualifier;    /* the one before the number */
    bool has_unit;
    bool ranged;                 /* a second number gives the upper bound */
};

static inline bool figure_is_word(const struct figure_reader *f, uint32_t i)
{
    return i < f->end && piece_is_word(&f->p, f->tokens, i);
}

static inline bool figure_is(const struct figure_reader *f, uint32_t i, struct span word)
{
    return i < f->end && piece_is(&f->p, i, word);
}

static inline bool figure_is_capital(const struct figure_reader *f, uint32_t i)
{
    return i < f->end && piece_is_capital(&f->p, f->tokens, i);
}

static inline bool figure_is_digits(const struct figure_reader *f, uint32_t i)
{
    return i < f->end && f->p.at[i].digits;
}

/* Whether the article is in that language, given by its two letters. */
static inline bool figure_speaks(const struct figure_reader *f, const char *language)
{
    return f->p.language.at[0] == language[0] && f->p.language.at[1] == language[1];
}

/* Whether a number may begin with piece i: an article may only where another number word follows it. */
static inline enum number_start figure_starts(const struct figure_reader *f, uint32_t i)
{
    return i < f->end ? (enum number_start)f->p.words[f->p.at[i].word].starts : NUMBER_STARTS_NOT;
}

/* The number that begins at piece i of the sentence. */
static inline bool figure_number(const struct figure_reader *f, uint32_t i, struct number *out)
{
    return figure_starts(f, i) != NUMBER_STARTS_NOT && number_read(&f->p, i, f->end, out);
}

/* Whether a row of data/count_word.tsv gives piece i that role. */
bool figure_has(const struct figure_reader *f, uint32_t i, enum count_word role);
bool figure_is_function_word(const struct figure_reader *f, uint32_t i);

/* Whether a date or time stands at piece i; durations may be figures too.  Asked for pieces in order: *next is the
 * first date that does not end before the last one. */
bool figure_inside_date(const struct figure_reader *f, uint32_t *next, uint32_t i);

#endif
