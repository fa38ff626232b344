/* annotate/date_reader.h -- the words of dates: what they may be for, and taking them one by one
 *
 * What the matchers of dates (date_calendar.h, date_period.h, date_clock.h) work on: the pieces of an
 * article with the roles that data/time_word.tsv and data/month.tsv give them, the day of the report, and
 * what was named before.  A word may have many roles ("second", "may", "in"), so it is asked for by role.
 *
 * date_take... functions move *i behind what they found, and leave it alone where they find nothing.
 *
 * Fails:   never.   Threads: any.   Cost: a few comparisons a call; a hash lookup for each word at first.
 */
#ifndef SYN_ANNOTATE_DATE_READER_H
#define SYN_ANNOTATE_DATE_READER_H

#include "annotate/number_read.h"
#include "annotate/piece.h"
#include "annotate/time_kind.h"
#include "base/calendar.h"
#include "news/date.h"
#include "tables/month.h"
#include "tables/time_word.h"

struct date_row { const struct time_word_row *row; int role; };

/* What one distinct word of the article may be for. */
struct date_word {
    uint64_t roles;                          /* a bit a role */
    uint64_t phrases;                        /* those of them that it has only where more words follow ("the end of") */
    uint64_t seconds;                        /* a bit for each of the words that may follow: hash modulo 64 */
    const struct date_row *rows;             /* those of the article's language, in the table's order */
    const struct month_row *month;
    uint32_t row_count;
};

/* The number read last: several matchers ask for the one at the same piece. */
struct date_memo { uint32_t at; bool is_number; struct number number; };

struct date_reader {
    const struct tokens *tokens;
    struct pieces p;
    const struct date_word *words;           /* by piece.word */
    uint32_t first, end;                     /* the sentence's first piece, and the one behind it */
    bool known;                              /* whether the article says when it was published */
    int64_t today;
    struct civil now;
    bool ahead;                              /* the words before the match look ahead ("will") */
    bool back;                               /* they look back ("since", "bought") */
    uint32_t reach;                          /* how far a word that looks ahead reaches */
    uint32_t last_cue;                       /* the piece behind the last such word; 0 for none */
    uint32_t last_past;                      /* the same for words that look back */
    int quarter_year, quarter;               /* the last quarter that was named; 0 where none was */
    bool long_period;                        /* since then, several months were named as one ("nine months") */
    int64_t last_day;                        /* the last day that the sentence named */
    bool has_last_day;
    int64_t told_day;                        /* the last day that the article named */
    bool has_told_day;
    int told_year;                           /* the last year that it named; 0 for none */
    struct date_memo *memo;
};

/* What a matcher found: the piece behind it, and the date without its mark.  Zeroed before a try. */
struct date_match {
    uint32_t end;
    struct date date;
    bool names_quarter, long_period;         /* see date_reader */
    bool day_behind_month;                   /* "March 22": behind it "and 25" is of that month, too */
};

static inline uint64_t date_bit(enum time_role role) { return (uint64_t)1 << role; }

/* What each of the pieces' words may be for; in `keep`. */
const struct date_word *date_look_up(struct arena *keep, const struct pieces *pieces);

static inline const struct date_word *date_word_of(const struct date_reader *f, uint32_t i)
{
    return &f->words[f->p.at[i].word];
}

/* The roles that the word at piece i has there: those of phrases only where one may follow. */
static inline uint64_t date_roles(const struct date_reader *f, uint32_t i)
{
    const struct date_word *w = date_word_of(f, i);
    if (!w->phrases)
        return w->roles;
    uint64_t next = i + 1 < f->end ? (uint64_t)1 << (f->p.words[f->p.at[i + 1].word].hash & 63) : 0;
    return w->seconds & next ? w->roles : w->roles & ~w->phrases;
}

static inline bool date_has(const struct date_reader *f, uint32_t i, enum time_role role)
{
    return i < f->end && (date_word_of(f, i)->roles & date_bit(role));
}

/* The row of that role with the longest match at piece i; *end is the piece behind it. */
const struct time_word_row *date_word_at(const struct date_reader *f, uint32_t i, enum time_role role, uint32_t *end);
const struct time_word_row *date_take_row(const struct date_reader *f, uint32_t *i, enum time_role role);

/* Most words have none of the roles they are asked for: told without a call. */
static inline const struct time_word_row *date_take(const struct date_reader *f, uint32_t *i, enum time_role role)
{
    return date_has(f, *i, role) ? date_take_row(f, i, role) : NULL;
}

static inline const struct time_word_row *date_take_span(const struct date_reader *f, uint32_t *i)
{
    return date_take(f, i, TIME_SPAN);
}

const struct month_row *date_take_month(const struct date_reader *f, uint32_t *i);
bool date_take_mark(const struct date_reader *f, uint32_t *i, struct span mark);
bool date_take_dash(const struct date_reader *f, uint32_t *i);
/* The part of the day behind a day: "Friday night", "mercredi matin". */
void date_take_part(const struct date_reader *f, struct date_match *m);

/* Whether at piece i no noun goes on: a mark, the sentence's end, a preposition. */
bool date_ends_phrase(const struct date_reader *f, uint32_t i);
/* "a year ago", "a year earlier" behind a quarter. */
bool date_take_year_ago(const struct date_reader *f, uint32_t *i);

/* Whether a month, a weekday or a season at piece i is a name: written with a capital where the language has
 * none, behind a title, before another name. */
bool date_is_name(const struct date_reader *f, uint32_t i);
bool date_is_capital(const struct date_reader *f, uint32_t i);
bool date_speaks(const struct date_reader *f, const char *language);
/* Whether months and weekdays are written with capitals in the article's language. */
bool date_wants_capital(const struct date_reader *f);

bool date_read_number(const struct date_reader *f, uint32_t i, struct number *n);
/* A whole number in digits of at most `most`, with its ordinal ending ("3rd", "1er"); 0 where there is none. */
int date_take_small(const struct date_reader *f, uint32_t *i, int most);
/* A year, 1000 to 2199, in digits or in words; with "года" and the like behind it; 0 where there is none. */
int date_take_year(const struct date_reader *f, uint32_t *i);
/* A Roman numeral up to 39 that stands for itself ("XVII", "XXIe"); 0 where there is none. */
int date_take_roman(const struct date_reader *f, uint32_t *i);
int date_take_year_digits(const struct date_reader *f, uint32_t *i);
/* Behind a day or a month: [,] [of] year. */
int date_take_year_behind(const struct date_reader *f, uint32_t *i);

/* Least to most digits in the text itself, behind which *at moves; -1 where there are fewer. */
int date_text_digits(struct span text, size_t *at, int least, int most);
bool date_text_byte(struct span text, size_t *at, char c);
/* The piece that begins at or behind the text place `at`; 0 where the place cuts a piece or a number. */
uint32_t date_piece_behind(const struct date_reader *f, uint32_t i, size_t at);

#endif
