#include "text/timestamp.h"

#include "base/calendar.h"
#include "tables/date_word.h"
#include "tables/month.h"
#include "text/utf8.h"

enum { ITEMS_MAX = 64, WORD_BYTES_MAX = 40, OFFSET_MAX = 14 * 60 + 59 };
enum item_type { ITEM_NUMBER, ITEM_WORD, ITEM_SIGN };

/* A number, a run of letters, or one other code point. */
struct item {
    enum item_type type;
    enum date_word_kind kind;    /* of a word */
    unsigned digits;             /* of a number */
    bool blank_before;
    uint32_t sign;               /* the code point */
    int64_t value;               /* of a number, a month, a zone */
    struct mark at;
};

struct items { struct item at[ITEMS_MAX]; size_t count; };

/* Lower case for the scripts of our tables; this is no place for all of Unicode. */
static uint32_t lower(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x410 && c <= 0x42f))
        return c + 32;
    if (c >= 0x400 && c <= 0x40f)
        return c + 80;
    if ((c >= 0x100 && c <= 0x137 && c != 0x130 && c != 0x131) || c == 0x15e || c == 0x15a || c == 0x490)
        return c | 1;
    if (c >= 0x139 && c <= 0x148)
        return c + (c & 1);
    return c;
}

static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019 || c == 0x2bc; }

static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || (c >= 0x2000 && c <= 0x200f) || c == 0x202f ||
           c == 0x2060 || c == 0xfeff || c == 0x3000;
}

/* Ideographs are words of one letter, so that "年4月" needs no blanks. */
static bool is_ideograph(uint32_t c) { return (c >= 0x3040 && c < 0xd7a4) && !(c >= 0x3000 && c < 0x3040); }

static bool is_letter(uint32_t c)
{
    return (c < 0x80 && byte_is_alpha((char)c)) || (c >= 0xc0 && c < 0x2000 && c != 0xd7 && c != 0xf7) ||
           is_ideograph(c);
}

static enum date_word_kind look_up(struct span word, int64_t *value)
{
    const struct month_row *month = table_find(&month_table, word);
    if (month) {
        *value = (int64_t)month->month;
        return DATE_WORD_MONTH;
    }
    const struct date_word_row *row = table_find(&date_word_table, word);
    *value = row ? (int64_t)row->value : 0;
    return row ? (enum date_word_kind)row->kind : DATE_WORD_UNKNOWN;
}

/* "p.m." is one word: a full stop between single letters. */
static bool is_inner_stop(struct span s, size_t at, size_t letters)
{
    unsigned n;
    return letters == 1 && s.at[at] == '.' && at + 1 < s.len && is_letter(utf8_decode(s, at + 1, &n));
}

static size_t read_word(struct span s, size_t at, struct item *item)
{
    char word[WORD_BYTES_MAX + 8];
    size_t len = 0, letters = 0;
    while (at < s.len) {
        unsigned n;
        uint32_t c = utf8_decode(s, at, &n);
        bool stop = is_inner_stop(s, at, letters);
        if (!stop && !is_letter(c) && !(letters && is_apostrophe(c)))
            break;
        if (letters && is_ideograph(c))
            break;
        if (!stop && len < WORD_BYTES_MAX)
            len += utf8_encode(is_apostrophe(c) ? '\'' : lower(c), word + len);
        letters++;
        at += n;
        if (is_ideograph(c))
            break;
    }
    item->type = ITEM_WORD;
    item->kind = look_up((struct span){ word, len }, &item->value);
    return at;
}

static size_t read_number(struct span s, size_t at, struct item *item)
{
    item->type = ITEM_NUMBER;
    for (; at < s.len && byte_is_digit(s.at[at]); at++, item->digits++)
        if (item->digits < 18)
            item->value = item->value * 10 + (s.at[at] - '0');
    return at;
}

static void read_items(struct span s, struct items *items)
{
    bool blank = true;
    items->count = 0;
    for (size_t at = 0; at < s.len && items->count < ITEMS_MAX;) {
        unsigned n;
        uint32_t c = utf8_decode(s, at, &n);
        if (is_blank(c)) {
            blank = true;
            at += n;
            continue;
        }
        struct item item = { .blank_before = blank };
        size_t end = at + n;
        if (byte_is_digit(s.at[at])) {
            end = read_number(s, at, &item);
        } else if (is_letter(c)) {
            end = read_word(s, at, &item);
        } else {
            item.type = ITEM_SIGN;
            item.sign = c;
        }
        item.at = (struct mark){ (uint32_t)at, (uint32_t)end };
        items->at[items->count++] = item;
        blank = false;
        at = end;
    }
}

/* ---- the walk: takes items as long as each adds what is not known yet */
struct walk {
    const struct items *items;
    size_t at, end;              /* the next item; behind the last that told something */
    bool year, month, day, time, seconds, minutes;
    struct timestamp t;
};

static const struct item *peek(const struct walk *w, size_t ahead)
{
    static const struct item none = { .type = ITEM_SIGN };
    return w->at + ahead < w->items->count ? &w->items->at[w->at + ahead] : &none;
}

static bool is_number(const struct item *item, unsigned least, unsigned most)
{
    return item->type == ITEM_NUMBER && item->digits >= least && item->digits <= most;
}

static bool is_sign(const struct item *item, uint32_t c) { return item->type == ITEM_SIGN && item->sign == c; }

static bool is_kind(const struct item *item, enum date_word_kind kind)
{
    return item->type == ITEM_WORD && item->kind == kind;
}

static bool take(struct walk *w, size_t count)
{
    w->at += count;
    w->end = w->at;
    return true;
}

static bool set_date(struct walk *w, int64_t year, int64_t month, int64_t day)
{
    if (w->year || w->month || w->day || !civil_is_valid((int)year, (int)month, (int)day) || year < 1000)
        return false;
    w->t.year = (int)year;
    w->t.month = (int)month;
    w->t.day = (int)day;
    return w->year = w->month = w->day = true;
}

static bool set_time(struct walk *w, int64_t hour, int64_t minute, int64_t second)
{
    if (w->time || hour > 23 || minute > 59 || second > 60)
        return false;
    w->t.hour = (int)hour;
    w->t.minute = (int)minute;
    w->t.second = second > 59 ? 59 : (int)second;   /* a leap second counts as the one before */
    return w->time = true;
}

/* "20240403", "20240403T1405", "202404031405", "20240403140500". */
static bool take_packed(struct walk *w)
{
    const struct item *n = peek(w, 0);
    int64_t v = n->value;
    if (is_number(n, 8, 8))
        return set_date(w, v / 10000, v / 100 % 100, v % 100) && take(w, 1);
    if (is_number(n, 12, 12) && v / 100000000 < 2100 &&
        set_date(w, v / 100000000, v / 1000000 % 100, v / 10000 % 100)) {
        w->minutes = true;
        return set_time(w, v / 100 % 100, v % 100, 0) && take(w, 1);
    }
    if (is_number(n, 14, 14) && set_date(w, v / 10000000000, v / 100000000 % 100, v / 1000000 % 100)) {
        w->minutes = w->seconds = true;
        return set_time(w, v / 10000 % 100, v / 100 % 100, v % 100) && take(w, 1);
    }
    return false;
}

/* "2024-04-03", "2024/4/3", "2024. 4. 3", "2024-04". */
static bool take_year_first(struct walk *w)
{
    const struct item *year = peek(w, 0), *sep = peek(w, 1), *month = peek(w, 2);
    if (!is_number(year, 4, 4) || sep->type != ITEM_SIGN || !is_number(month, 1, 2))
        return false;
    if (sep->sign != '-' && sep->sign != '/' && sep->sign != '.' && sep->sign != 0x2010 && sep->sign != 0x2011)
        return false;
    if (is_sign(peek(w, 3), sep->sign) && is_number(peek(w, 4), 1, 2))
        return set_date(w, year->value, month->value, peek(w, 4)->value) && take(w, 5);
    if (sep->sign == '.' || year->value < 1000 || w->year || w->month || w->day ||
        !civil_is_valid((int)year->value, (int)month->value, 1))
        return false;
    w->t.year = (int)year->value;
    w->t.month = (int)month->value;
    w->year = w->month = true;
    return take(w, 3);
}

/* "03.04.2024", "13/04/2024", "04/13/2024"; with slashes and hyphens people read days and months both
 * ways, so that these must tell by themselves. */
static bool take_year_last(struct walk *w)
{
    const struct item *one = peek(w, 0), *sep = peek(w, 1), *two = peek(w, 2), *year = peek(w, 4);
    if (!is_number(one, 1, 2) || !is_number(two, 1, 2) || !is_number(year, 4, 4) || !is_sign(peek(w, 3), sep->sign))
        return false;
    if (is_sign(sep, '.'))
        return set_date(w, year->value, two->value, one->value) && take(w, 5);
    if (!is_sign(sep, '/') && !is_sign(sep, '-'))
        return false;
    if (one->value > 12 || one->value == two->value)
        return set_date(w, year->value, two->value, one->value) && take(w, 5);
    if (two->value > 12)
        return set_date(w, year->value, one->value, two->value) && take(w, 5);
    return false;
}

/* "14:05", "14:05:30.123", "14.05 Uhr", "2.05 p.m." */
static bool take_clock(struct walk *w)
{
    const struct item *hour = peek(w, 0), *sep = peek(w, 1), *minute = peek(w, 2), *after = peek(w, 3);
    if (!is_number(hour, 1, 2) || !is_number(minute, 2, 2) || minute->blank_before)
        return false;
    bool dated = w->year && w->month && w->day;
    bool dotted = is_sign(sep, '.') && (dated || is_kind(after, DATE_WORD_HOUR) || is_kind(after, DATE_WORD_AM) ||
                                        is_kind(after, DATE_WORD_PM));
    if (!dotted && !is_sign(sep, ':') && !is_sign(sep, 0xff1a))
        return false;
    bool seconds = is_sign(after, sep->sign) && !dotted && is_number(peek(w, 4), 2, 2);
    if (!set_time(w, hour->value, minute->value, seconds ? peek(w, 4)->value : 0))
        return false;
    w->minutes = true;
    w->seconds = seconds;
    take(w, seconds ? 5 : 3);
    if (seconds && (is_sign(peek(w, 0), '.') || is_sign(peek(w, 0), ',')) && is_number(peek(w, 1), 1, 9) &&
        !peek(w, 1)->blank_before)
        take(w, 2);
    if (is_kind(peek(w, 0), DATE_WORD_HOUR))
        take(w, 1);
    return true;
}

/* "14h05", "14 Uhr", "2 p.m.", "14時5分". */
static bool take_hour(struct walk *w)
{
    const struct item *hour = peek(w, 0), *mark = peek(w, 1), *minute = peek(w, 2);
    if (!is_number(hour, 1, 2) || mark->type != ITEM_WORD)
        return false;
    if (mark->kind == DATE_WORD_AM || mark->kind == DATE_WORD_PM)
        return hour->value >= 1 && hour->value <= 12 && set_time(w, hour->value, 0, 0) && take(w, 1);
    if (mark->kind != DATE_WORD_HOUR)
        return false;
    bool minutes = is_number(minute, 1, 2) && (!minute->blank_before || is_kind(peek(w, 3), DATE_WORD_MINUTE));
    if (!set_time(w, hour->value, minutes ? minute->value : 0, 0))
        return false;
    w->minutes = minutes;
    take(w, minutes ? 3 : 2);
    if (is_kind(peek(w, 0), DATE_WORD_MINUTE))
        take(w, 1);
    return true;
}

/* Behind the "T" of ISO 8601: "14", "1405", "140530". */
static bool take_packed_clock(struct walk *w)
{
    const struct item *n = peek(w, 0);
    int64_t v = n->value;
    if (n->type != ITEM_NUMBER || n->blank_before || !w->day || w->at == 0 || is_sign(peek(w, 1), ':'))
        return false;
    if (!is_kind(w->items->at + w->at - 1, DATE_WORD_FILLER))
        return false;
    w->minutes = n->digits >= 4;
    w->seconds = n->digits == 6;
    bool good = n->digits == 2   ? set_time(w, v, 0, 0)
                : n->digits == 4 ? set_time(w, v / 100, v % 100, 0)
                : n->digits == 6 && set_time(w, v / 10000, v / 100 % 100, v % 100);
    if (!good)
        return false;
    take(w, 1);
    if ((is_sign(peek(w, 0), '.') || is_sign(peek(w, 0), ',')) && is_number(peek(w, 1), 1, 9))
        take(w, 2);
    return true;
}

/* "+02:00", "-0330", "+3" behind a time, also after "UTC". */
static bool take_offset(struct walk *w)
{
    const struct item *sign = peek(w, 0), *hours = peek(w, 1);
    bool minus = is_sign(sign, '-') || is_sign(sign, 0x2212);
    if (!w->time || (w->t.zoned && w->t.offset) || (!minus && !is_sign(sign, '+')))
        return false;
    if (!is_number(hours, 1, 4) || hours->digits == 3 || hours->blank_before)
        return false;
    int64_t minutes = hours->digits == 4 ? hours->value / 100 * 60 + hours->value % 100 : hours->value * 60;
    size_t used = 2;
    if (hours->digits < 3 && is_sign(peek(w, 2), ':') && is_number(peek(w, 3), 2, 2)) {
        minutes += peek(w, 3)->value;
        used = 4;
    }
    if (minutes > OFFSET_MAX)
        return false;
    w->t.offset = (int)(minus ? -minutes : minutes);
    w->t.zoned = true;
    return take(w, used);
}

static bool take_half_day(struct walk *w, bool pm)
{
    if (!w->time || w->t.hour > 12)
        return w->time && take(w, 1);
    w->t.hour = w->t.hour % 12 + (pm ? 12 : 0);
    return take(w, 1);
}

static bool take_word(struct walk *w)
{
    const struct item *word = peek(w, 0);
    if (word->type != ITEM_WORD)
        return false;
    switch (word->kind) {
    case DATE_WORD_MONTH:
        if (w->month)
            return false;
        w->t.month = (int)word->value;
        w->month = true;
        return take(w, 1);
    case DATE_WORD_ZONE:
        if (!w->time)
            return false;
        if (!w->t.zoned)
            w->t.offset = (int)word->value;
        w->t.zoned = true;
        return take(w, 1);
    case DATE_WORD_AM:
    case DATE_WORD_PM:
        return take_half_day(w, word->kind == DATE_WORD_PM);
    case DATE_WORD_FILLER:
    case DATE_WORD_HOUR:        /* "год" is an hour in one language and a year in another */
        w->at++;
        return true;
    default:
        return false;
    }
}

static bool take_marked(struct walk *w, int64_t value, enum date_word_kind mark)
{
    bool *known = mark == DATE_WORD_YEAR_MARK ? &w->year : mark == DATE_WORD_MONTH_MARK ? &w->month : &w->day;
    int *field = mark == DATE_WORD_YEAR_MARK ? &w->t.year : mark == DATE_WORD_MONTH_MARK ? &w->t.month : &w->t.day;
    int64_t most = mark == DATE_WORD_YEAR_MARK ? 9999 : mark == DATE_WORD_MONTH_MARK ? 12 : 31;
    if (*known || value < 1 || value > most || (mark == DATE_WORD_YEAR_MARK && value < 1000))
        return false;
    *field = (int)value;
    *known = true;
    return take(w, 2);
}

/* A number by itself: a day, a year, or the two-digit year of RFC 822 behind its month. */
static bool take_number(struct walk *w)
{
    const struct item *n = peek(w, 0), *next = peek(w, 1);
    if (n->type != ITEM_NUMBER)
        return false;
    if (next->type == ITEM_WORD && next->kind >= DATE_WORD_YEAR_MARK)
        return take_marked(w, n->value, next->kind);
    if (n->digits == 4 && !w->year && n->value >= 1000) {
        w->t.year = (int)n->value;
        w->year = true;
        return take(w, 1);
    }
    if (n->digits > 2)
        return false;
    bool behind_month = w->at && is_kind(w->items->at + w->at - 1, DATE_WORD_MONTH);
    if (!w->day && (!w->year || behind_month) && n->value >= 1 && n->value <= 31) {
        w->t.day = (int)n->value;
        w->day = true;
        return take(w, is_kind(next, DATE_WORD_ORDINAL) && !next->blank_before ? 2 : 1);
    }
    if (behind_month && w->day && !w->year && n->digits == 2) {
        w->t.year = (int)(n->value < 70 ? 2000 + n->value : 1900 + n->value);
        w->year = true;
        return take(w, 1);
    }
    return false;
}

static bool skip_sign(struct walk *w)
{
    static const uint32_t signs[] = { ',', '.', '-', '/', '|', '(', ')', '[', ']', ';', '@', '\'', 0xb7, 0xba, 0xaa,
                                      0x2013, 0x2014, 0x2022, 0x3001, 0xff08, 0xff09, 0xff0c };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (is_sign(peek(w, 0), signs[i])) {
            w->at++;
            return true;
        }
    return false;
}

static struct walk walk_from(const struct items *items, size_t from)
{
    struct walk w = { .items = items, .at = from, .end = from };
    while (w.at < items->count &&
           (take_packed_clock(&w) || take_packed(&w) || take_year_first(&w) || take_year_last(&w) || take_clock(&w) ||
            take_hour(&w) || take_offset(&w) || take_word(&w) || take_number(&w) || skip_sign(&w)))
        ;
    return w;
}

/* Says how exact it is; false where the parts make no date. */
static bool settle(struct walk *w, struct timestamp *out)
{
    bool whole = w->year && w->month && w->day;
    if (!w->year || (w->day && !w->month) || (w->time && !whole))
        return false;
    if (w->month && !civil_is_valid(w->t.year, w->t.month, w->day ? w->t.day : 1))
        return false;
    *out = w->t;
    out->precision = w->seconds   ? TIMESTAMP_SECOND
                     : w->minutes ? TIMESTAMP_MINUTE
                     : w->time    ? TIMESTAMP_HOUR
                     : w->day     ? TIMESTAMP_DAY
                     : w->month   ? TIMESTAMP_MONTH
                                  : TIMESTAMP_YEAR;
    return true;
}

/* Seconds to nanoseconds since 1970, told apart by their size: years 2000 to 2100 or so. */
static bool parse_epoch(const struct items *items, struct timestamp *out)
{
    const struct item *n = &items->at[0];
    bool fraction = items->count == 3 && is_sign(&items->at[1], '.') && items->at[2].type == ITEM_NUMBER;
    if ((items->count != 1 && !fraction) || n->type != ITEM_NUMBER || n->digits > 19)
        return false;
    int64_t seconds = n->value;
    if (n->digits == 19)
        seconds /= 100000000;    /* the last digit was not read */
    else if (n->digits == 16)
        seconds /= 1000000;
    else if (n->digits == 13)
        seconds /= 1000;
    else if (n->digits < 9 || n->digits > 10)
        return false;
    int64_t day = seconds / DAY_SECONDS;
    struct civil c = civil_of(day);
    int rest = (int)(seconds % DAY_SECONDS);
    *out =
        (struct timestamp){c.year, c.month, c.day, rest / 3600, rest / 60 % 60, rest % 60, 0, true, TIMESTAMP_SECOND};
    return true;
}

bool timestamp_parse(struct span text, struct timestamp *out)
{
    struct items items;
    *out = (struct timestamp){ .precision = TIMESTAMP_NONE };
    text = span_trim(text);
    if (text.len > TIMESTAMP_TEXT_MAX)
        return false;
    read_items(text, &items);
    if (items.count == 0 || items.count == ITEMS_MAX)
        return false;
    if (parse_epoch(&items, out))
        return true;
    struct walk w = walk_from(&items, 0);
    return w.at == items.count && settle(&w, out);
}

static bool may_begin(const struct item *item)
{
    return item->type == ITEM_NUMBER || is_kind(item, DATE_WORD_MONTH);
}

/* Weekdays and such before a date belong to nobody; the mark begins with the first thing that tells. */
bool timestamp_find(struct span text, struct timestamp *out, struct mark *at)
{
    struct items items;
    *out = (struct timestamp){ .precision = TIMESTAMP_NONE };
    *at = (struct mark){ 0, 0 };
    read_items(span_cut(text, 0, TIMESTAMP_TEXT_MAX), &items);
    for (size_t i = 0; i < items.count; i++) {
        struct walk w;
        if (!may_begin(&items.at[i]) || (w = walk_from(&items, i), w.end == i) || !settle(&w, out))
            continue;
        if (out->precision >= TIMESTAMP_DAY) {
            *at = (struct mark){ items.at[i].at.from, items.at[w.end - 1].at.to };
            return true;
        }
    }
    *out = (struct timestamp){ .precision = TIMESTAMP_NONE };
    return false;
}

int64_t timestamp_from(const struct timestamp *t)
{
    int64_t day = day_of(t->year, t->month ? t->month : 1, t->day ? t->day : 1);
    return day * DAY_SECONDS + t->hour * 3600 + t->minute * 60 + t->second - t->offset * 60;
}

int64_t timestamp_to(const struct timestamp *t)
{
    int64_t from = timestamp_from(t);
    switch (t->precision) {
    case TIMESTAMP_NONE:
        return from;
    case TIMESTAMP_YEAR:
        return day_of(t->year + 1, 1, 1) * DAY_SECONDS;
    case TIMESTAMP_MONTH:
        return day_of(t->year, t->month + 1, 1) * DAY_SECONDS;
    case TIMESTAMP_DAY:
        return from + DAY_SECONDS;
    case TIMESTAMP_HOUR:
        return from + 3600;
    case TIMESTAMP_MINUTE:
        return from + 60;
    case TIMESTAMP_SECOND:
        break;
    }
    return from + 1;
}
