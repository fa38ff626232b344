#include "annotate/date_find.h"

#include "annotate/date_calendar.h"
#include "annotate/date_clock.h"
#include "annotate/date_count.h"
#include "annotate/date_era.h"
#include "annotate/date_holiday.h"
#include "annotate/date_period.h"
#include "annotate/date_reader.h"
#include "annotate/date_told.h"
#include "base/calendar.h"
#include "text/timestamp.h"
#include "text/token.h"

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
    { match_quarter,            BIT(TIME_FISCAL) | BIT(TIME_NUMBER),
                                BIT(TIME_FISCAL) | BIT(TIME_NUMBER) | BIT(TIME_SHIFT) | BIT(TIME_LED) },
    { date_match_short_quarter, BIT(TIME_SHORT_QUARTER), 0 },
    { date_match_year_quarter,  BIT(TIME_DIGITS), BIT(TIME_DIGITS) },
    { date_match_year_ago,      BIT(TIME_SPAN), BIT(TIME_SPAN) },
    { date_match_edge,          BIT(TIME_EDGE), 0 },
    { date_match_told,          BIT(TIME_TOLD), BIT(TIME_TOLD) | BIT(TIME_PART) },
    { date_match_whole,         BIT(TIME_WHOLE), 0 },
    { date_match_part_of_day,   BIT(TIME_PART), BIT(TIME_PART) },
    { date_match_shift,         BIT(TIME_SHIFT), BIT(TIME_SHIFT) | BIT(TIME_NUMBER) | BIT(TIME_SOME) },
    { date_match_shift_behind,  BIT(TIME_SPAN), BIT(TIME_SPAN) },
    { match_season,             BIT(TIME_SEASON), BIT(TIME_SEASON) },
    { date_match_the_span,      BIT(TIME_SPAN), BIT(TIME_SPAN) | BIT(TIME_LED) | BIT(TIME_FISCAL) },
    { date_match_day_word,      BIT(TIME_DAY), 0 },
    { date_match_set,           BIT(TIME_SET) | BIT(TIME_EVERY), 0 },
    { date_match_decade,        BIT(TIME_DECADE) | BIT(TIME_NUMBER) | BIT(TIME_DIGITS),
                                BIT(TIME_DECADE) | BIT(TIME_NUMBER) | BIT(TIME_LED) },
    { date_match_era,           BIT(TIME_ROMAN) | BIT(TIME_SPAN) | BIT(TIME_NUMBER),
                                BIT(TIME_ROMAN) | BIT(TIME_SPAN) | BIT(TIME_NUMBER) },
    { date_match_year,          BIT(TIME_YEAR_MARK) | BIT(TIME_FISCAL) | BIT(TIME_DIGITS) | BIT(TIME_NUMBER), 0 },
    { date_match_count,         BIT(TIME_AGO_BEFORE) | BIT(TIME_AHEAD_BEFORE) | BIT(TIME_NUMBER) | BIT(TIME_SOME) |
                                BIT(TIME_ONE), 0 },
    { date_match_holiday,       BIT(TIME_HOLIDAY), 0 },
    { date_match_vague,         BIT(TIME_VAGUE), 0 },
    { date_match_single,        BIT(TIME_SPAN) | BIT(TIME_AHEAD_BEFORE), 0 },
    { date_match_plural,        BIT(TIME_SPAN), 0 },
    { date_match_long,          BIT(TIME_SPAN), 0 },
    { date_match_year_end,      BIT(TIME_SPAN), BIT(TIME_SPAN) },
};

enum { MATCHER_COUNT = sizeof matchers / sizeof *matchers, ROLE_BITS = 64 };
_Static_assert(MATCHER_COUNT <= 32, "a bit a matcher");

/* The matchers that a role begins, and that it begins behind an article: a bit each. */
struct matcher_index { uint32_t begins[ROLE_BITS], behind_article[ROLE_BITS]; };

static void index_roles(uint32_t *by_role, uint64_t roles, size_t number)
{
    for (; roles; roles &= roles - 1)
        by_role[__builtin_ctzll(roles)] |= (uint32_t)1 << number;
}

static void index_matchers(struct matcher_index *index)
{
    *index = (struct matcher_index){ .begins = { 0 } };
    for (size_t k = 0; k < MATCHER_COUNT; k++) {
        index_roles(index->begins, matchers[k].begins, k);
        index_roles(index->behind_article, matchers[k].behind_article, k);
    }
}

static uint32_t matchers_of(const uint32_t *by_role, uint64_t roles)
{
    uint32_t bits = 0;
    for (; roles; roles &= roles - 1)
        bits |= by_role[__builtin_ctzll(roles)];
    return bits;
}

/* The longest match at piece i, whose word has these roles there; the earlier of two equally long ones. */
static bool match_any(const struct date_reader *f, const struct matcher_index *index, struct date_match *best,
                      uint32_t i, uint64_t roles)
{
    uint64_t behind = roles & BIT(TIME_ARTICLE) && i + 1 < f->end ? date_roles(f, i + 1) : 0;
    uint32_t bits = matchers_of(index->begins, roles) | matchers_of(index->behind_article, behind);
    *best = (struct date_match){ .end = i };
    for (; bits; bits &= bits - 1) {
        struct date_match m = { .end = 0 };
        if (matchers[__builtin_ctz(bits)].match(f, &m, i) && m.end > best->end)
            *best = m;
    }
    return best->end > i;
}

/* Roles that tell of time by themselves, and those that may with such a word behind them. */
static const uint64_t telling =
    BIT(TIME_WEEKDAY) | BIT(TIME_MONTH) | BIT(TIME_SPAN) | BIT(TIME_SEASON) | BIT(TIME_DAY) | BIT(TIME_VAGUE) |
    BIT(TIME_SHIFT) | BIT(TIME_AGO_BEFORE) | BIT(TIME_EVERY) | BIT(TIME_SET) | BIT(TIME_EDGE) | BIT(TIME_HOUR_WORD) |
    BIT(TIME_DECADE) | BIT(TIME_SOME) | BIT(TIME_HOLIDAY) | BIT(TIME_FISCAL) | BIT(TIME_NUMBER) |
    BIT(TIME_SHORT_QUARTER) | BIT(TIME_ROMAN) | BIT(TIME_PART) | BIT(TIME_TOLD) | BIT(TIME_WHOLE);
static const uint64_t leading = BIT(TIME_ARTICLE) | BIT(TIME_ONE) | BIT(TIME_AHEAD_BEFORE) | BIT(TIME_YEAR_MARK);

static const uint64_t tense = BIT(TIME_FUTURE) | BIT(TIME_PAST) | BIT(TIME_TO);

/* Whether a match can begin here: most pieces say nothing about time. */
static bool may_begin(const struct date_reader *f, uint32_t i, uint64_t roles)
{
    if (roles & BIT(TIME_ONE)) /* "a" begins "a hundred", and so counts as a number; alone it tells nothing */
        roles &= ~BIT(TIME_NUMBER);
    if (roles & telling || roles & leading & date_word_of(f, i)->phrases)
        return true;
    return i + 1 < f->end && (date_roles(f, i + 1) & (telling | leading | BIT(TIME_LED)));
}

/* Keeps the quarter a report is about; "a year earlier" does not change it. */
static void remember_quarter(struct date_reader *f, const struct date_match *m)
{
    const struct date *d = &m->date;
    if (m->long_period)
        f->long_period = true;
    if (d->when.precision != WHEN_QUARTER || !m->names_quarter)
        return;
    if (f->known && d->when.to > (f->today + 1) * DAY_SECONDS && f->quarter)
        return; /* "the same as a year ago" is said of what is over */
    struct civil c = civil_of(d->when.from / DAY_SECONDS);
    f->quarter_year = c.year;
    f->quarter = (c.month + 2) / 3;
    f->long_period = false;
}

/* Keeps what later words may point back at. */
static void remember(struct date_reader *f, const struct date_match *m)
{
    const struct when *when = &m->date.when;
    remember_quarter(f, m);
    int64_t day = (when->from + (when->zoned ? when->offset * 60 : 0)) / DAY_SECONDS;
    if (when->precision == WHEN_DAY) {
        f->last_day = day;
        f->has_last_day = true;
    }
    if (when->precision >= WHEN_DAY) {
        f->told_day = day;
        f->has_told_day = true;
    }
    if (when->precision >= WHEN_YEAR)
        f->told_year = civil_of(day).year;
}

/* "had been due to expire on Friday" looks back; "until" that opens a sentence ("Until Friday, they had ...") does. */
static bool is_spoilt(const struct date_reader *f, uint32_t i, const struct time_word_row *cue)
{
    return (i == f->first && span_equal(cue->word, SPAN("until"))) || (i && piece_is(&f->p, i - 1, SPAN("been")));
}

/* "will be sold", "would have met": the word before decides. */
static bool is_led_by_be(const struct date_reader *f, uint32_t i)
{
    return i && (piece_is(&f->p, i - 1, SPAN("be")) || piece_is(&f->p, i - 1, SPAN("being")) ||
                 piece_is(&f->p, i - 1, SPAN("get")) || piece_is(&f->p, i - 1, SPAN("have")));
}

/* Keeps where the last word stands that looks ahead ("will", "until") or back ("said", "since"). */
static void read_tense(struct date_reader *f, uint32_t i, uint64_t roles)
{
    uint32_t end = i;
    const struct time_word_row *cue = roles & BIT(TIME_FUTURE) ? date_word_at(f, i, TIME_FUTURE, &end) : NULL;
    if (cue && !is_spoilt(f, i, cue)) {
        f->last_cue = end;
        f->reach = cue->code.len ? NEAR_REACH : AHEAD_REACH;
        f->last_past = 0;
    } else if (roles & BIT(TIME_PAST) && !is_led_by_be(f, i)) {
        f->last_cue = 0;
        f->last_past = i + 1;
    } else if (roles & BIT(TIME_TO) && i + 1 < f->end && !date_is_capital(f, i + 1)) {
        f->last_past = 0; /* "agreed to sell it in May", but "came to Torvale in May" */
    }
}

/* A clause ends with a mark, but not with what a bracket puts in between. */
static void end_clause(struct date_reader *f, uint32_t i)
{
    if (i < f->last_cue || piece_is_word(&f->p, f->tokens, i) || piece_is(&f->p, i, SPAN("(")))
        return;
    f->last_cue = 0;
    f->last_past = 0;
}

/* Whether an English word is a verb that tells what was done: "announced", not "be announced". */
static bool is_past_verb(const struct date_reader *f, uint32_t i)
{
    struct span word = f->p.at[i].folded;
    if (word.len < 5 || !span_ends(word, SPAN("ed")) || span_ends(word, SPAN("eed")) || date_is_capital(f, i))
        return false;
    return !is_led_by_be(f, i);
}

/* Sets whether the words before piece i look ahead, or back. */
static void set_outlook(struct date_reader *f, uint32_t i)
{
    uint32_t first = f->first;
    f->ahead = f->last_cue && i < f->last_cue + f->reach;
    f->back = f->last_past != 0 || (i == first + 1 && piece_is(&f->p, first, SPAN("in")) && date_speaks(f, "en"));
    uint32_t before = i;
    while (before > first && i - before < 2 && date_word_of(f, before - 1)->roles & (BIT(TIME_AT) | BIT(TIME_IN)))
        before--;
    bool led = before == first || (f->last_cue && before <= f->last_cue);
    if (!led && date_speaks(f, "en") && is_past_verb(f, before - 1)) {
        f->ahead = false;
        f->back = true;
    }
}

struct finder {
    struct date_reader reader;
    struct matcher_index matchers;
    struct arena *keep;
    struct dates dates;
    size_t room;
};

static void keep_date(struct finder *d, struct date_match *m, uint32_t i)
{
    const struct pieces *p = &d->reader.p;
    m->date.at = (struct mark){p->at[i].at.from, p->at[m->end - 1].at.to};
    size_t count = d->dates.count;
    ARENA_ROOM(d->keep, d->dates.at, count, d->room);
    d->dates.at[d->dates.count++] = m->date;
    remember(&d->reader, m);
}

/* The date that begins at a piece whose word has roles; else what it says of the clause. */
static bool find_at(struct finder *d, struct date_match *m, uint32_t i)
{
    struct date_reader *f = &d->reader;
    uint64_t roles = date_roles(f, i);
    if (roles & tense)
        read_tense(f, i, roles);
    if (roles & BIT(TIME_MARK) && f->last_cue | f->last_past)
        end_clause(f, i);
    if (!(roles & (telling | leading)) || !may_begin(f, i, roles))
        return false;
    set_outlook(f, i);
    return match_any(f, &d->matchers, m, i, roles);
}

/* Nothing is carried from sentence to sentence but what the article named last. */
static void find_in_sentence(struct finder *d, struct piece_range range)
{
    struct date_reader *f = &d->reader;
    f->first = range.first;
    f->end = range.end;
    f->has_last_day = false;
    f->last_cue = f->last_past = 0;
    for (uint32_t i = range.first; i < range.end;) {
        struct date_match m;
        if (!date_word_of(f, i)->roles || !find_at(d, &m, i)) {
            i++;
            continue;
        }
        keep_date(d, &m, i);
        i = m.end;
        while (date_match_more_days(f, &m, &i))
            keep_date(d, &m, i);
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

/* Where the article's dateline was cut out of the text, the day in it is still the report's: "KYIV, April 3 -". */
static struct mark dateline_of(const struct article *article)
{
    for (uint32_t i = 0; article->dateline.len && i < article->cuts.count; i++)
        if (article->cuts.at[i].why == CUT_DATELINE && article->cuts.at[i].at.to <= article->text.len)
            return article->cuts.at[i].at;
    return (struct mark){0};
}

static void find_in_dateline(struct finder *d, struct arena scratch, struct mark at)
{
    struct date_reader *f = &d->reader, before = *f;
    struct tokens tokens = token_split(&scratch, f->p.text, at);
    struct pieces pieces = piece_split(&scratch, f->p.text, &tokens, f->p.language);
    f->tokens = &tokens;
    f->p = pieces;
    f->words = date_look_up(&scratch, &pieces);
    f->memo->at = UINT32_MAX;
    find_in_sentence(d, (struct piece_range){0, pieces.count});
    f->memo->at = UINT32_MAX;
    f->tokens = before.tokens;
    f->p = before.p;
    f->words = before.words;
}

struct dates date_find(struct arena *keep, struct arena scratch, const struct article *article,
                       const struct annotations *notes, const struct pieces *pieces)
{
    struct date_memo memo = { .at = UINT32_MAX };
    struct finder d = { .keep = keep, .reader = { .tokens = &notes->tokens, .p = *pieces, .memo = &memo } };
    d.reader.words = date_look_up(&scratch, pieces);
    index_matchers(&d.matchers);
    set_today(&d.reader, article);
    struct mark dateline = dateline_of(article);
    struct piece_range range = { 0 };
    for (uint32_t s = 0; s < notes->sentences.count; s++) {
        range = piece_range(pieces, &notes->sentences.at[s], range.end);
        if (mark_length(dateline) && range.first < range.end && pieces->at[range.first].at.from >= dateline.to) {
            find_in_dateline(&d, scratch, dateline);
            dateline = (struct mark){ 0 };
        }
        find_in_sentence(&d, range);
    }
    return d.dates;
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
