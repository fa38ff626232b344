#include "annotate/date_find.h"

#include "annotate/date_calendar.h"
#include "annotate/date_clock.h"
#include "annotate/date_period.h"
#include "annotate/date_reader.h"
#include "base/calendar.h"
#include "base/fnv.h"
#include "base/map.h"
#include "text/timestamp.h"

enum { AHEAD_REACH = 12, NEAR_REACH = 4 }; /* pieces behind a word like "will", behind one like "until" */

typedef bool matcher(const struct date_reader *f, struct date_match *m, uint32_t i);

static bool match_month(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    return date_match_month(f, m, i, NULL);
}

static bool match_weekday(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    return date_match_weekday(f, m, i, NULL);
}

static bool match_season(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    return date_match_season(f, m, i, NULL);
}

static bool match_quarter(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    return date_match_quarter(f, m, i, 0);
}

/* The longest match at piece i; the earlier of two equally long ones. */
static bool match_any(const struct date_reader *f, struct date_match *best, uint32_t i)
{
    static matcher *const all[] = {
        date_match_numeric,
        date_match_clock,
        date_match_month_day,
        date_match_day_month,
        match_month,
        match_weekday,
        match_quarter,
        date_match_short_quarter,
        date_match_year_quarter,
        date_match_year_ago,
        date_match_edge,
        date_match_shift,
        date_match_shift_behind,
        match_season,
        date_match_the_span,
        date_match_day_word,
        date_match_set,
        date_match_decade,
        date_match_year,
        date_match_count,
        date_match_holiday,
        date_match_vague,
        date_match_plural,
        date_match_year_end,
    };
    best->end = 0;
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        struct date_match m = {.end = 0};
        if (all[k](f, &m, i) && m.end > best->end && m.end > i)
            *best = m;
    }
    return best->end > i;
}

/* Roles that tell of time by themselves, and those that do with such a word behind them. */
static bool tells_time(const struct date_reader *f, uint32_t i)
{
    static const enum time_role roles[] = {
        TIME_WEEKDAY, TIME_MONTH,      TIME_SPAN,    TIME_SEASON, TIME_DAY,    TIME_VAGUE,
        TIME_SHIFT,   TIME_AGO_BEFORE, TIME_EVERY,   TIME_SET,    TIME_EDGE,   TIME_HOUR_WORD,
        TIME_DECADE,  TIME_SOME,       TIME_HOLIDAY, TIME_FISCAL, TIME_NUMBER,
    };
    uint64_t mask = 0;
    for (size_t k = 0; k < sizeof roles / sizeof *roles; k++)
        mask |= date_bit(roles[k]);
    return f->p.at[i].digits || (f->roles[i] & mask);
}

/* Whether a match can begin here: most pieces say nothing about time. */
static bool may_begin(const struct date_reader *f, uint32_t i)
{
    if (tells_time(f, i) || (f->p.at[i].folded.len == 2 && f->p.at[i].folded.at[0] == 'q'))
        return true;
    uint64_t leads =
        date_bit(TIME_ARTICLE) | date_bit(TIME_ONE) | date_bit(TIME_AHEAD_BEFORE) | date_bit(TIME_YEAR_MARK);
    if (!(f->roles[i] & leads) || i + 1 >= f->end)
        return false;
    return tells_time(f, i + 1) || (f->roles[i + 1] & leads) || piece_is(&f->p, i + 1, SPAN("latest")) ||
           !piece_is_word(&f->p, f->tokens, i + 1);
}

/* Keeps the quarter a report is about; "a year earlier" does not change it. */
static void remember_quarter(struct date_reader *f, const struct date_match *m)
{
    const struct date *d = &m->date;
    if (d->when.precision != WHEN_QUARTER || !m->names_quarter)
        return;
    struct civil c = civil_of(d->when.from / DAY_SECONDS);
    f->quarter_year = c.year;
    f->quarter = (c.month + 2) / 3;
}

static void remember(struct date_reader *f, const struct date_match *m)
{
    const struct date *d = &m->date;
    remember_quarter(f, m);
    if (d->when.precision == WHEN_DAY) {
        f->last_day = d->when.from / DAY_SECONDS;
        f->has_last_day = true;
    }
}

/* "had been due to expire on Friday" looks back. */
static bool is_past_auxiliary(const struct date_reader *f, uint32_t i)
{
    return piece_is(&f->p, i, SPAN("been")) || piece_is(&f->p, i, SPAN("was")) || piece_is(&f->p, i, SPAN("were"));
}

/* Keeps f->ahead: whether a word like "will" stands in the same clause, not far before piece i. */
static void look_ahead(struct date_reader *f, uint32_t i)
{
    uint32_t end;
    const struct time_word_row *cue = date_word_at(f, i, TIME_FUTURE, &end);
    if (cue && !(i && is_past_auxiliary(f, i - 1))) {
        f->last_cue = end;
        f->reach = cue->code.len ? NEAR_REACH : AHEAD_REACH;
    } else if (f->last_cue && !piece_is_word(&f->p, f->tokens, i) && i >= f->last_cue) {
        f->last_cue = 0;
    }
    f->ahead = f->last_cue && i < f->last_cue + f->reach;
}

static void find_in_sentence(struct date_reader *f, struct arena *keep, struct dates *out, size_t *room,
                             struct piece_range range)
{
    f->end = range.end;
    f->has_last_day = false;
    f->last_cue = 0;
    for (uint32_t i = range.first; i < range.end;) {
        struct date_match m = {.end = 0};
        look_ahead(f, i);
        if (!may_begin(f, i) || !match_any(f, &m, i)) {
            i++;
            continue;
        }
        m.date.at = (struct mark){f->p.at[i].at.from, f->p.at[m.end - 1].at.to};
        size_t count = out->count;
        ARENA_ROOM(keep, out->at, count, *room);
        out->at[out->count++] = m.date;
        remember(f, &m);
        i = m.end;
    }
}

static void set_today(struct date_reader *f, const struct article *article)
{
    f->known = when_known(article->published) && article->published.precision >= WHEN_DAY;
    int64_t seconds = article->published.from + (article->published.zoned ? article->published.offset * 60 : 0);
    f->today = f->known ? (seconds - ((seconds % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS)) / DAY_SECONDS : 0;
    f->now = civil_of(f->today);
}

/* Looks each word up once: most words of an article come again. */
static void look_up_all(struct date_reader *f, struct arena scratch)
{
    struct map first = map_in(&scratch, f->p.count / 2);
    for (uint32_t i = 0; i < f->p.count; i++) {
        bool is_new;
        uint32_t *before = map_at(&first, fnv_hash(f->p.at[i].folded.at, f->p.at[i].folded.len), &is_new);
        if (is_new)
            *before = i;
        if (is_new || !span_equal(f->p.at[*before].folded, f->p.at[i].folded)) {
            date_look_up(f, i);
        } else {
            f->roles[i] = f->roles[*before];
            f->rows[i] = f->rows[*before];
            f->months[i] = f->months[*before];
        }
    }
}

struct dates date_find(struct arena *keep, struct arena scratch, const struct article *article,
                       const struct annotations *notes)
{
    struct dates out = {0};
    size_t room = 0;
    struct date_reader f = {.tokens = &notes->tokens};
    f.p =
        piece_split(&scratch, article->text, &notes->tokens, 0, notes->tokens.count, piece_language(article->language));
    f.roles = arena_new(&scratch, uint64_t, f.p.count);
    f.rows = arena_new(&scratch, const struct time_word_row *, f.p.count);
    f.months = arena_new(&scratch, const struct month_row *, f.p.count);
    look_up_all(&f, scratch);
    set_today(&f, article);
    for (uint32_t s = 0; s < notes->sentences.count; s++)
        find_in_sentence(&f, keep, &out, &room, piece_range(&f.p, &notes->sentences.at[s]));
    return out;
}

static enum precision precision_of(enum timestamp_precision precision)
{
    static const uint8_t precisions[] = {WHEN_UNKNOWN, WHEN_YEAR,   WHEN_MONTH, WHEN_DAY,
                                         WHEN_HOUR,    WHEN_MINUTE, WHEN_SECOND};
    return (enum precision)precisions[precision];
}

struct when date_parse(struct span text)
{
    struct timestamp t;
    if (!timestamp_parse(text, &t))
        return (struct when){0};
    return (struct when){.from = timestamp_from(&t),
                         .to = timestamp_to(&t),
                         .precision = (uint8_t)precision_of(t.precision),
                         .zoned = t.zoned,
                         .offset = (int16_t)t.offset};
}
