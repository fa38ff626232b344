#include "annotate/date_reader.h"

#include "annotate/date_resolve.h"
#include "base/fnv.h"
#include "tables/honorific.h"

/* The sections of this file: words; numbers and years; what stands in the text itself. */

/* ---- words ---- */

static const struct month_row *look_up_month(const struct pieces *p, const struct piece_word *word)
{
    const struct month_row *month = table_find_hashed(&month_table, word->folded, word->hash);
    while (month && !piece_speaks(p, month->language))
        month = table_next(&month_table, month);
    return month;
}

static uint32_t first_word_hash(struct span words)
{
    size_t blank = span_find_byte(words, ' ', 0);
    return fnv_hash(words.at, blank == SPAN_NONE ? words.len : blank);
}

/* The rows of a word that the article's language has, one after the other. */
static void look_up_rows(struct arena *keep, const struct pieces *p, const struct piece_word *word, struct date_word *w)
{
    const struct time_word_row *first = table_find_hashed(&time_word_table, word->folded, word->hash);
    uint32_t count = 0;
    for (const struct time_word_row *row = first; row; row = table_next(&time_word_table, row))
        count += piece_speaks(p, row->language);
    if (!count)
        return;
    struct date_row *rows = arena_take_raw(keep, sizeof *rows, alignof(struct date_row), count);
    uint64_t alone = 0;
    for (const struct time_word_row *row = first; w->row_count < count; row++) {
        if (!piece_speaks(p, row->language))
            continue;
        rows[w->row_count++] = (struct date_row){ row, row->role };
        w->roles |= date_bit((enum time_role)row->role);
        if (row->rest.len)
            w->seconds |= (uint64_t)1 << (first_word_hash(row->rest) & 63);
        else
            alone |= date_bit((enum time_role)row->role);
    }
    w->phrases = w->roles & ~alone;
    w->rows = rows;
}

/* "xvii", "xxie": its value; 0 where it is none or above 39. */
static int roman_of(struct span word)
{
    int value = 0, last = 0;
    if (word.len && word.at[word.len - 1] == 'e')
        word.len--;
    for (size_t i = word.len; i-- > 0;) {
        int digit = word.at[i] == 'x' ? 10 : word.at[i] == 'v' ? 5 : word.at[i] == 'i' ? 1 : 0;
        if (!digit || word.len > 7)
            return 0;
        value += digit < last ? -digit : digit;
        last = digit > last ? digit : last;
    }
    return value < 40 ? value : 0;
}

/* The roles that the letters of a word tell: no row gives them. */
static uint64_t own_roles(const struct piece_word *word, bool english)
{
    struct span s = word->folded;
    unsigned char first = (unsigned char)s.at[0];
    if (word->digits)
        return date_bit(TIME_NUMBER) | date_bit(TIME_DIGITS);
    if (s.len == 2 && first == 'q' && s.at[1] >= '1' && s.at[1] <= '4')
        return date_bit(TIME_SHORT_QUARTER);
    if (first < 0x80 ? !byte_is_alpha(s.at[0]) : first == 0xc2 || first == 0xe2)
        return date_bit(TIME_MARK);
    bool roman = !english && s.len > 1 && s.len < 8 && (first == 'x' || first == 'v' || first == 'i');
    return roman && roman_of(s) ? date_bit(TIME_ROMAN) : 0;
}

static void look_up(struct arena *keep, const struct pieces *p, const struct piece_word *word, struct date_word *w,
                    bool english)
{
    *w = (struct date_word){ .roles = own_roles(word, english) };
    if (word->digits)
        return;
    look_up_rows(keep, p, word, w);
    w->month = w->roles & date_bit(TIME_MARK) ? NULL : look_up_month(p, word);
    w->roles |= (w->month ? date_bit(TIME_MONTH) : 0) | (number_may_begin(p, word) ? date_bit(TIME_NUMBER) : 0);
}

const struct date_word *date_look_up(struct arena *keep, const struct pieces *pieces)
{
    struct date_word *words = arena_take_raw(keep, sizeof *words, alignof(struct date_word), pieces->word_count);
    bool english = span_equal(pieces->language, SPAN("en"));
    for (uint32_t w = 0; w < pieces->word_count; w++)
        look_up(keep, pieces, &pieces->words[w], &words[w], english);
    return words;
}

/* The row of that role with the longest match at piece i; *end is the piece behind it. */
const struct time_word_row *date_word_at(const struct date_reader *f, uint32_t i, enum time_role role, uint32_t *end)
{
    const struct time_word_row *best = NULL;
    *end = i;
    if (!date_has(f, i, role))
        return NULL;
    const struct date_word *w = date_word_of(f, i);
    for (uint32_t k = 0; k < w->row_count; k++) {
        if (w->rows[k].role != (int)role)
            continue;
        const struct time_word_row *row = w->rows[k].row;
        uint32_t behind = row->rest.len ? piece_match(&f->p, i + 1, f->end, row->rest) : i + 1;
        if (behind > *end) {
            *end = behind;
            best = row;
        }
    }
    return best;
}

/* Moves *i over a word of that role, if there is one. */
const struct time_word_row *date_take_row(const struct date_reader *f, uint32_t *i, enum time_role role)
{
    uint32_t end;
    const struct time_word_row *row = date_word_at(f, *i, role, &end);
    if (row)
        *i = end;
    return row;
}

bool date_take_mark(const struct date_reader *f, uint32_t *i, struct span mark)
{
    bool is = *i < f->end && piece_is(&f->p, *i, mark);
    *i += is;
    return is;
}

bool date_is_capital(const struct date_reader *f, uint32_t i) { return piece_is_capital(&f->p, f->tokens, i); }

/* "Ms. May", "Herr Sommer" */
static bool is_titled(const struct date_reader *f, uint32_t i)
{
    uint32_t title = i - 1 - (i > f->first + 1 && piece_is(&f->p, i - 1, SPAN(".")));
    return i > f->first && table_find(&honorific_table, f->p.at[title].folded);
}

bool date_is_name(const struct date_reader *f, uint32_t i)
{
    if (!date_is_capital(f, i))
        return false;
    if (is_titled(f, i))
        return true;
    if (date_wants_capital(f) || f->tokens->at[f->p.at[i].token].shape & TOKEN_ALL_CAPITALS)
        return false;
    if (i > f->first && (f->tokens->at[f->p.at[i - 1].token].shape & TOKEN_QUOTE))
        return i + 1 < f->end && (f->tokens->at[f->p.at[i + 1].token].shape & TOKEN_QUOTE);
    if (i > f->first)
        return f->p.at[i].hyphen || piece_is_word(&f->p, f->tokens, i - 1);
    return i + 1 < f->end && date_is_capital(f, i + 1);
}

bool date_speaks(const struct date_reader *f, const char *language)
{
    return span_equal(f->p.language, span_of(language));
}

/* English and German months and weekdays are names; "may", "march", "sat", "sun" are words too. */
bool date_wants_capital(const struct date_reader *f) { return date_speaks(f, "en") || date_speaks(f, "de"); }

const struct month_row *date_take_month(const struct date_reader *f, uint32_t *i)
{
    if (!date_has(f, *i, TIME_MONTH) || (date_wants_capital(f) && !date_is_capital(f, *i)))
        return NULL;
    const struct month_row *month = date_word_of(f, *i)->month;
    ++*i;
    /* the stop of "Dec. 30", not that of a sentence */
    if (month->key.len <= 5 && *i + 1 < f->end && piece_is(&f->p, *i, SPAN(".")) && piece_touches(&f->p, *i))
        ++*i;
    return month;
}

/* ---- numbers and years ---- */

bool date_read_number(const struct date_reader *f, uint32_t i, struct number *n)
{
    *n = (struct number){.kind = NUMBER_KIND_PLAIN};
    if (!date_has(f, i, TIME_NUMBER))
        return false;
    struct date_memo *memo = f->memo;
    if (memo->at != i) {
        memo->at = i;
        memo->is_number = number_read(&f->p, i, f->end, &memo->number);
    }
    *n = memo->number;
    return memo->is_number;
}

/* A whole number in digits of at most `most`, with its ordinal ending ("3rd", "1er", "3-го"). */
int date_take_small(const struct date_reader *f, uint32_t *i, int most)
{
    struct number n;
    if (*i >= f->end || !f->p.at[*i].digits || f->p.at[*i].folded.len > 2 || !date_read_number(f, *i, &n))
        return 0;
    if (n.decimals || n.scaled || n.value < 1 || n.value > most || n.kind > NUMBER_KIND_ORDINAL || n.end > *i + 2)
        return 0;
    if (n.kind == NUMBER_KIND_PLAIN && n.end > *i + 1)
        return 0;
    *i = n.end;
    return (int)n.value;
}

int date_take_roman(const struct date_reader *f, uint32_t *i)
{
    if (!date_has(f, *i, TIME_ROMAN) || !date_is_capital(f, *i))
        return 0;
    ++*i;
    return roman_of(f->p.at[*i - 1].folded);
}

int date_take_year_digits(const struct date_reader *f, uint32_t *i)
{
    if (*i >= f->end || !f->p.at[*i].digits || f->p.at[*i].folded.len != 4)
        return 0;
    int year = 0;
    for (int k = 0; k < 4; k++) {
        char c = f->p.at[*i].folded.at[k];
        if (!byte_is_digit(c))
            return 0;
        year = year * 10 + (c - '0');
    }
    bool letters_follow = *i + 1 < f->end && f->p.at[*i + 1].glued && !f->p.at[*i + 1].hyphen;
    if (year < 1000 || year > 2199 || letters_follow)
        return 0;
    ++*i;
    return year;
}

/* "nineteen ninety-six", "two thousand five". */
static int take_year_words(const struct date_reader *f, uint32_t *i)
{
    struct number century, rest;
    if (!date_speaks(f, "en") || !date_read_number(f, *i, &century) || !century.in_words ||
        century.kind != NUMBER_KIND_PLAIN)
        return 0;
    if (century.value >= 2000 && century.value <= 2030 && century.scaled) {
        *i = century.end;
        return (int)century.value;
    }
    if (century.value < 15 || century.value > 20 || !date_read_number(f, century.end, &rest) || !rest.in_words ||
        rest.kind != NUMBER_KIND_PLAIN || rest.scaled || rest.value < 10 || rest.value > 99)
        return 0;
    *i = rest.end;
    return (int)(century.value * 100 + rest.value);
}

int date_take_year(const struct date_reader *f, uint32_t *i)
{
    int year = date_take_year_digits(f, i);
    if (!year)
        year = take_year_words(f, i);
    if (year)
        date_take(f, i, TIME_YEAR_MARK);
    return year;
}

/* Behind a day or a month: [,] [of] year.  0 where there is none. */
int date_take_year_behind(const struct date_reader *f, uint32_t *i)
{
    uint32_t j = *i;
    if (!date_take_mark(f, &j, SPAN(",")))
        date_take(f, &j, TIME_OF);
    int year = date_take_year_digits(f, &j);
    if (!year && j == *i)
        year = take_year_words(f, &j);
    /* "on May 12, 1500 people": a number of people is no year */
    if (!year || (j < f->end && f->p.at[j - 1].folded.len == 4 && year > f->now.year + 100 && f->known))
        return 0;
    date_take(f, &j, TIME_YEAR_MARK);
    *i = j;
    return year;
}

bool date_ends_phrase(const struct date_reader *f, uint32_t i)
{
    return i >= f->end || !piece_is_word(&f->p, f->tokens, i) || date_has(f, i, TIME_IN) || date_has(f, i, TIME_AT);
}

bool date_take_year_ago(const struct date_reader *f, uint32_t *i)
{
    uint32_t j = *i;
    if (!date_speaks(f, "en") || !date_take(f, &j, TIME_ONE))
        return false;
    const struct time_word_row *span = date_take_span(f, &j);
    if (!span || span->value != SPAN_OF_YEAR || !date_take(f, &j, TIME_AGO))
        return false;
    *i = j;
    return true;
}

bool date_take_dash(const struct date_reader *f, uint32_t *i)
{
    static const char *const dashes[] = {"-", "–", "—", "--"};
    for (size_t k = 0; k < sizeof dashes / sizeof *dashes; k++)
        if (date_take_mark(f, i, span_of(dashes[k])))
            return true;
    return false;
}

/* The part of the day behind a day: "Friday night", "mercredi matin". */
void date_take_part(const struct date_reader *f, struct date_match *m)
{
    uint32_t i = m->end;
    const struct time_word_row *part = date_take(f, &i, TIME_PART);
    if (!part)
        return;
    date_add_part(&m->date, part->code);
    m->end = i;
    if (date_speaks(f, "en") && part->word.len > 5 && span_ends(part->word, SPAN("s")))
        m->date.type = DATE_SET;
}

/* ---- what stands in the text itself ---- */

/* Digits in the text itself, at most `most`; the number read, or -1. */
int date_text_digits(struct span text, size_t *at, int least, int most)
{
    int value = 0, count = 0;
    while (*at < text.len && count < most && byte_is_digit(text.at[*at])) {
        value = value * 10 + (text.at[*at] - '0');
        ++*at;
        count++;
    }
    return count >= least ? value : -1;
}

bool date_text_byte(struct span text, size_t *at, char c)
{
    bool is = *at < text.len && text.at[*at] == c;
    *at += is;
    return is;
}

/* The piece at which the text place `at` is passed; 0 where it cuts one or more digits follow. */
uint32_t date_piece_behind(const struct date_reader *f, uint32_t i, size_t at)
{
    if (at < f->p.text.len && byte_is_digit(f->p.text.at[at]))
        return 0;
    uint32_t j = i;
    while (j < f->end && f->p.at[j].at.to <= at)
        j++;
    return j == i || (j < f->end && f->p.at[j].at.from < at) ? 0 : j;
}
