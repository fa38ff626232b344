#include "annotate/date_clock.h"

#include "annotate/date_calendar.h"
#include "annotate/date_resolve.h"
#include "base/calendar.h"

struct clock_words {
    struct clock clock;
    uint32_t end;
    bool sure;
};

/* The part of a clock time that stands in digits: "14:05", "7.30", "18h30", "0737", "9". */
static bool read_clock_digits(const struct date_reader *f, uint32_t i, struct clock_words *c)
{
    struct span text = span_cut(f->p.text, 0, f->p.at[f->end - 1].at.to);
    size_t at = f->p.at[i].at.from, begin = at;
    c->clock = (struct clock){.minute = -1, .second = -1};
    if (!f->p.at[i].digits || f->p.at[i].glued)
        return false;
    int hour = date_text_digits(text, &at, 1, 4);
    if (at - begin == 4) {
        c->clock.minute = hour % 100;
        hour /= 100;
    } else if (at - begin > 2) {
        return false;
    } else if (at + 1 < text.len && (text.at[at] == ':' || text.at[at] == '.' || text.at[at] == 'h') &&
               byte_is_digit(text.at[at + 1])) {
        char separator = text.at[at++];
        c->clock.minute = date_text_digits(text, &at, 2, 2);
        c->sure = separator != '.';
        if (c->clock.minute < 0)
            return false;
        if (separator == ':' && at + 1 < text.len && text.at[at] == ':' && byte_is_digit(text.at[at + 1])) {
            at++;
            c->clock.second = date_text_digits(text, &at, 2, 2);
        }
    }
    c->clock.hour = hour;
    c->end = date_piece_behind(f, i, at);
    return c->end && hour <= 24 && c->clock.minute < 60 && c->clock.second < 61;
}

/* "18 h 30", "18 Uhr", "9 o'clock", "9 in the morning"; marks behind the digits. */
static void read_clock_marks(const struct date_reader *f, struct clock_words *c)
{
    uint32_t i = c->end;
    const struct time_word_row *meridiem = date_take(f, &i, TIME_MERIDIEM);
    if (meridiem && c->clock.hour <= 12) {
        c->clock.hour = c->clock.hour % 12 + (int)meridiem->value;
        c->sure = true;
        c->end = i;
        date_take_mark(f, &c->end, SPAN("."));
        if (c->end > i && (c->end >= f->end || !piece_touches(&f->p, i)))
            c->end = i;
    } else if (date_take(f, &i, TIME_HOUR_MARK)) {
        uint32_t at = c->end;
        bool minute = i < f->end && f->p.at[i].digits && f->p.at[i].folded.len == 2 && c->clock.minute < 0;
        int minutes = minute ? date_take_small(f, &i, 59) : 0;
        if (minutes)
            c->clock.minute = minutes;
        /* "1100 hours" */
        c->sure |= c->clock.minute >= 0 && f->p.at[at].folded.len >= 3 && date_speaks(f, "en") &&
                   !piece_is(&f->p, i, SPAN("of"));
        /* hours can be a duration: sure only for "Uhr", "o'clock" or behind "at" */
        c->sure |= minutes > 0 || piece_is(&f->p, at, SPAN("uhr")) || piece_is(&f->p, at, SPAN("o'clock"));
        c->end = i;
    }
}

/* Whether a word stands before piece i that only clock times follow: "à 9 heures", "a las 18 horas", "о 9 годині". */
static bool is_led_by_at(const struct date_reader *f, uint32_t i)
{
    for (uint32_t back = 1; back <= 2 && i >= f->first + back; back++) {
        uint32_t end;
        const struct time_word_row *row = date_word_at(f, i - back, TIME_AT, &end);
        if (row && end == i && span_equal(row->code, SPAN("C")))
            return true;
    }
    return false;
}

/* "5 de la tarde", "9 часов утра", "7 вечора": the half of the day. */
static void read_part(const struct date_reader *f, struct clock_words *c, bool marked)
{
    uint32_t i = c->end;
    const struct time_word_row *part = date_speaks(f, "en") || c->clock.hour > 12 ? NULL : date_take(f, &i, TIME_PART);
    if (!part || (!marked && date_has(f, c->end, TIME_SPAN)))
        return; /* "2 дня" are two days */
    bool late = span_equal(part->code, SPAN("AF")) || span_equal(part->code, SPAN("EV")) ||
                (span_equal(part->code, SPAN("NI")) && c->clock.hour > 6);
    if (late && c->clock.hour < 12)
        c->clock.hour += 12;
    c->sure = true;
    c->end = i;
}

static void read_zone(const struct date_reader *f, struct clock_words *c)
{
    uint32_t i = c->end;
    bool bracket = date_take_mark(f, &i, SPAN("("));
    const struct time_word_row *zone = bracket ? NULL : date_take(f, &i, TIME_ZONE);
    bool capital = zone && (f->tokens->at[f->p.at[i - 1].token].shape & (TOKEN_ALL_CAPITALS | TOKEN_CAPITAL));
    if (!zone || (!capital && !zone->rest.len && !piece_is(&f->p, i - 1, SPAN("мск"))))
        return;
    c->clock.zoned = true;
    c->clock.offset = (int)zone->value;
    c->sure = true;
    c->end = i;
}

static bool read_clock(const struct date_reader *f, uint32_t i, struct clock_words *c)
{
    *c = (struct clock_words){.sure = false};
    uint32_t words = i;
    const struct time_word_row *word = date_take(f, &words, TIME_HOUR_WORD);
    if (word) {
        /* "at midnight Friday" ends the Friday; "after midnight Friday" is its begin */
        bool ends = word->value == 0 && i > 0 && !date_has(f, i - 1, TIME_PAST) && date_speaks(f, "en") &&
                    (piece_is(&f->p, i - 1, SPAN("at")) || piece_is(&f->p, i - 1, SPAN("until")) ||
                     piece_is(&f->p, i - 1, SPAN("by")));
        *c = (struct clock_words){{ends ? 24 : (int)word->value, -1, -1, 0, false}, words, true};
        return true;
    }
    if (!read_clock_digits(f, i, c))
        return false;
    uint32_t digits_end = c->end;
    read_clock_marks(f, c);
    bool marked = c->end > digits_end;
    read_part(f, c, marked || c->clock.minute >= 0);
    if (marked && !date_speaks(f, "en") && is_led_by_at(f, i) && !piece_is(&f->p, c->end, SPAN("de")))
        c->sure = true;
    if (date_speaks(f, "en") && c->clock.minute < 0 && !c->sure && piece_is(&f->p, c->end, SPAN("in")) &&
        piece_is(&f->p, c->end + 1, SPAN("the")) && date_has(f, c->end + 2, TIME_PART)) {
        struct span code = date_word_of(f, c->end + 2)->rows->row->code;
        c->clock.hour += c->clock.hour < 12 && !span_equal(code, SPAN("MO")) ? 12 : 0;
        c->end += 3;
        c->sure = true;
    }
    read_zone(f, c);
    return c->sure;
}

/* The day a clock time belongs to stands behind it: "10 p.m. Wednesday", "5 p.m. EST, Nov. 6". */
static bool match_clock_day(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    date_take_mark(f, &i, SPAN(","));
    if (piece_is(&f->p, i, SPAN("on")))
        i++;
    uint32_t day_at = i;
    if (date_match_weekday(f, m, i, NULL) || date_match_month_day(f, m, i) || date_match_day_month(f, m, i))
        return m->date.when.precision == WHEN_DAY || !f->known;
    const struct time_word_row *day = date_take(f, &i, TIME_DAY);
    if (!day || day->code.len || day_at == i)
        return false;
    if (f->known)
        date_set_day(&m->date, f->today + (int64_t)day->value);
    m->date.relative = true;
    m->end = i;
    return true;
}

/* "10:35 a.m. (0735 GMT) Friday": the piece behind a short bracket, or its end. */
static uint32_t skip_bracket(const struct date_reader *f, uint32_t i)
{
    bool open = piece_is(&f->p, i, SPAN("("));
    if (!open && piece_is(&f->p, i, SPAN(")")))
        return i + 1;
    for (uint32_t j = i + 1; open && j < f->end && j < i + 6; j++)
        if (piece_is(&f->p, j, SPAN(")")))
            return j + 1;
    return i;
}

/* Where no day stands with it, a clock time is of the last day that the sentence named, or of today. */
bool date_match_clock(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    struct clock_words c;
    if (!read_clock(f, i, &c))
        return false;
    struct date_match day = *m;
    uint32_t behind = skip_bracket(f, c.end);
    bool has_day = match_clock_day(f, &day, behind);
    if (has_day && behind > c.end)
        day.end = c.end;
    if (has_day) {
        *m = day;
    } else if (f->known) {
        date_set_day(&m->date, f->has_last_day ? f->last_day : f->today);
        m->date.relative = true;
    }
    if (!has_day) {
        m->end = c.end;
        c.clock.hour = c.clock.minute < 0 && c.clock.hour == 24 ? 0 : c.clock.hour;
    }
    bool day_alone = !when_known(m->date.when) && strlen(m->date.value) == sizeof "XXXX-WXX-D" - 1;   /* or XXXX-MM-DD */
    if (m->date.when.precision != WHEN_DAY && m->date.value[0] && !day_alone)
        return has_day;
    date_add_clock(&m->date, c.clock);
    return true;
}

/* "to Sunday": the night before it.  "lundi à mardi": the night between them is the first one's. */
static bool take_day_of_part(const struct date_reader *f, struct date_match *m, uint32_t i, bool night)
{
    uint32_t j = i;
    bool eve = night && date_take(f, &j, TIME_EVE);
    if (!eve && !date_take(f, &j, TIME_OF) && !date_take(f, &j, TIME_IN) && !date_take(f, &j, TIME_AT))
        return false;
    date_take(f, &j, TIME_ARTICLE);
    if (!date_match_weekday(f, m, j, NULL) && !date_match_day_month(f, m, j) && !date_match_month_day(f, m, j))
        return false;
    if (m->date.when.precision != WHEN_DAY)
        return false;
    if (eve)
        date_set_day(&m->date, m->date.when.from / DAY_SECONDS - 1);
    uint32_t last = m->end;
    bool to = night && (date_take(f, &last, TIME_TO) || date_take(f, &last, TIME_EVE));
    date_take(f, &last, TIME_ARTICLE);
    const struct time_word_row *second = to ? date_take(f, &last, TIME_WEEKDAY) : NULL;
    m->end = second ? last : m->end;
    return true;
}

bool date_match_part_of_day(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    date_take(f, &i, TIME_ARTICLE);
    const struct time_word_row *part = date_take(f, &i, TIME_PART);
    if (!part || part->rest.len || !take_day_of_part(f, m, i, span_equal(part->code, SPAN("NI"))))
        return false;
    date_add_part(&m->date, part->code);
    return true;
}
