#include "annotate/date_find.h"

#include "annotate/date_calendar.h"
#include "annotate/date_clock.h"
#include "annotate/date_period.h"
#include "annotate/date_reader.h"
#include "base/calendar.h"
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

#define BIT(role) ((uint64_t)1 << (role))

/* The matchers; the roles of the words that each may begin with; those behind an article that it may begin with. */
static const struct { matcher *match; uint64_t begins, behind_article; } matchers[] = {
    { date_match_numeric,       BIT(TIME_DIGITS), 0 },
    { date_match_clock,         BIT(TIME_DIGITS) | BIT(TIME_HOUR_WORD), 0 },
    { date_match_month_day,     BIT(TIME_MONTH), 0 },
    { date_match_day_month,     BIT(TIME_NUMBER), 0 },
    { match_month,              BIT(TIME_MONTH), 0 },
    { match_weekday,            BIT(TIME_WEEKDAY), 0 },
    { match_quarter,            BIT(TIME_FISCAL) | BIT(TIME_NUMBER), BIT(TIME_FISCAL) | BIT(TIME_NUMBER) },
    { date_match_short_quarter, BIT(TIME_SHORT_QUARTER), 0 },
    { date_match_year_quarter,  BIT(TIME_DIGITS), BIT(TIME_DIGITS) },
    { date_match_year_ago,      BIT(TIME_SPAN), BIT(TIME_SPAN) },
    { date_match_edge,          BIT(TIME_EDGE), 0 },
    { date_match_shift,         BIT(TIME_SHIFT), BIT(TIME_SHIFT) },
    { date_match_shift_behind,  BIT(TIME_SPAN), BIT(TIME_SPAN) },
    { match_season,             BIT(TIME_SEASON), BIT(TIME_SEASON) },
    { date_match_the_span,      0, BIT(TIME_SPAN) | BIT(TIME_LED) },
    { date_match_day_word,      BIT(TIME_DAY), 0 },
    { date_match_set,           BIT(TIME_SET) | BIT(TIME_EVERY), 0 },
    { date_match_decade,        BIT(TIME_DECADE) | BIT(TIME_NUMBER),
                                BIT(TIME_DECADE) | BIT(TIME_NUMBER) | BIT(TIME_LED) },
    { date_match_year,          BIT(TIME_YEAR_MARK) | BIT(TIME_FISCAL) | BIT(TIME_DIGITS) | BIT(TIME_NUMBER), 0 },
    { date_match_count,         BIT(TIME_AGO_BEFORE) | BIT(TIME_AHEAD_BEFORE) | BIT(TIME_NUMBER) | BIT(TIME_SOME) |
                                BIT(TIME_ONE), 0 },
    { date_match_holiday,       BIT(TIME_HOLIDAY), 0 },
    { date_match_vague,         BIT(TIME_VAGUE), 0 },
    { date_match_plural,        BIT(TIME_SPAN), 0 },
    { date_match_year_end,      BIT(TIME_SPAN), BIT(TIME_SPAN) },
};

/* The longest match at piece i; the earlier of two equally long ones. */
static bool match_any(const struct date_reader *f, struct date_match *best, uint32_t i)
{
    uint64_t roles = date_word_of(f, i)->roles;
    uint64_t behind = roles & BIT(TIME_ARTICLE) && i + 1 < f->end ? date_word_of(f, i + 1)->roles : 0;
    *best = (struct date_match){ .end = i };
    for (size_t k = 0; k < sizeof matchers / sizeof *matchers; k++) {
        if (!(roles & matchers[k].begins) && !(behind & matchers[k].behind_article))
            continue;
        struct date_match m = { .end = 0 };
        if (matchers[k].match(f, &m, i) && m.end > best->end)
            *best = m;
    }
    return best->end > i;
}

/* Roles that tell of time by themselves, and those that may with such a word behind them. */
static const uint64_t telling =
    BIT(TIME_WEEKDAY) | BIT(TIME_MONTH) | BIT(TIME_SPAN) | BIT(TIME_SEASON) | BIT(TIME_DAY) | BIT(TIME_VAGUE) |
    BIT(TIME_SHIFT) | BIT(TIME_AGO_BEFORE) | BIT(TIME_EVERY) | BIT(TIME_SET) | BIT(TIME_EDGE) | BIT(TIME_HOUR_WORD) |
    BIT(TIME_DECADE) | BIT(TIME_SOME) | BIT(TIME_HOLIDAY) | BIT(TIME_FISCAL) | BIT(TIME_NUMBER) |
    BIT(TIME_SHORT_QUARTER);
static const uint64_t leading = BIT(TIME_ARTICLE) | BIT(TIME_ONE) | BIT(TIME_AHEAD_BEFORE) | BIT(TIME_YEAR_MARK);

/* Whether a match can begin here: most pieces say nothing about time. */
static bool may_begin(const struct date_reader *f, uint32_t i)
{
    uint64_t roles = date_word_of(f, i)->roles;
    if (!(roles & (telling | leading)))
        return false;
    if (roles & BIT(TIME_ONE)) /* "a" begins "a hundred", and so counts as a number; alone it tells nothing */
        roles &= ~BIT(TIME_NUMBER);
    if (roles & telling)
        return true;
    return i + 1 < f->end && (date_word_of(f, i + 1)->roles & (telling | leading | BIT(TIME_LED)));
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

/* Keeps what later words may point back at. */
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

/* Nothing is carried from sentence to sentence but the quarter a report is about. */
static void find_in_sentence(struct date_reader *f, struct arena *keep, struct dates *out, size_t *room,
                             struct piece_range range)
{
    f->end = range.end;
    f->has_last_day = false;
    f->last_cue = 0;
    for (uint32_t i = range.first; i < range.end;) {
        struct date_match m;
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

/* The day of the report where it was published; without one nothing relative is resolved. */
static void set_today(struct date_reader *f, const struct article *article)
{
    f->known = when_known(article->published) && article->published.precision >= WHEN_DAY;
    int64_t seconds = article->published.from + (article->published.zoned ? article->published.offset * 60 : 0);
    f->today = f->known ? (seconds - ((seconds % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS)) / DAY_SECONDS : 0;
    f->now = civil_of(f->today);
}

struct dates date_find(struct arena *keep, struct arena scratch, const struct article *article,
                       const struct annotations *notes, const struct pieces *pieces)
{
    struct dates out = { 0 };
    size_t room = 0;
    struct date_reader f = { .tokens = &notes->tokens, .p = *pieces, .words = date_look_up(&scratch, pieces) };
    set_today(&f, article);
    struct piece_range range = { 0 };
    for (uint32_t s = 0; s < notes->sentences.count; s++) {
        range = piece_range(pieces, &notes->sentences.at[s], range.end);
        find_in_sentence(&f, keep, &out, &room, range);
    }
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
