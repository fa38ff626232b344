#include <math.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "base/hash.h"
#include "compare/difference_fact.h"
#include "compare/difference_interval.h"
#include "compare/differences.h"
#include "tables/about_word.h"

/* What the surroundings of two moments must say (difference_fact.h) for them to be of one happening: less where
 * the moments are equal, more where they differ, and without a verb in common nearly all. */
static const float equal_clock = 0.22f, equal_clock_and_day = 0.12f, equal_day = 0.1f, near_clock = 0.15f,
                   odd_minute = 0.1f;
static const float other_moment = 0.08f, other_verb = 0.2f, other_verb_of_day = 0.3f, incomparable = 0.25f, far_away = 0.25f, enough = 0.5f;

enum {
    ROUGH_MINUTES = 10,
    HALF_HOUR = 30,
    DAY_MINUTES = 1440,
    PER_REPORT = 3,
    AROUND_LEAST = 2, FAR_DAYS = 45,
    KEY_DAY = 1,
    KEY_CLOCK
};

/* ---- a moment by its parts, as far as the report gives them ---- */

struct moment {
    int year, month, day, weekday; /* 0: not known */
    int minute;                    /* of the day; -1: not known */
    int offset;
    bool zoned, rough;
    bool counted; /* from the day of publication: "today" */
};

static int digits(const char *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (!byte_is_digit(at[i]))
            return -1;
        value = value * 10 + at[i] - '0';
    }
    return value;
}

/* "2024-04-03T14:05", "XXXX-12-11", "XXXX-WXX-5", "2022-10"; false for weeks, seasons and what is no day. */
static bool read_moment(const struct date *date, struct moment *m)
{
    const char *value = date->value;
    size_t len = strlen(value);
    *m = (struct moment){ .minute = -1,
                          .zoned = date->when.zoned && date->when.precision >= WHEN_HOUR,
                          .offset = date->when.offset };
    bool dated = date->type == DATE_DATE || date->type == DATE_TIME;
    if (!dated || len < 7 || value[4] != '-')
        return false;
    m->year = digits(value, 4) > 0 ? digits(value, 4) : 0;
    if (value[5] == 'W') {
        m->weekday = len >= 10 && value[6] == 'X' ? digits(value + 9, 1) : 0;
        if (m->weekday < 1)
            return false;
    } else {
        m->month = digits(value + 5, 2) > 0 ? digits(value + 5, 2) : 0;
        m->day = len >= 10 && digits(value + 8, 2) > 0 ? digits(value + 8, 2) : 0;
    }
    if (m->year && m->month && m->day && civil_is_valid(m->year, m->month, m->day))
        m->weekday = weekday_of(day_of(m->year, m->month, m->day));
    if (len >= 16 && value[10] == 'T' && digits(value + 11, 2) >= 0)
        m->minute = digits(value + 11, 2) * 60 + digits(value + 14, 2);
    return m->month || m->weekday || m->minute >= 0;
}

static const struct date *date_of(const struct facts *facts, const struct fact *f)
{
    return &facts->c->reports[f->report]->notes.dates.at[f->number];
}

static struct span words_of(const struct facts *facts, const struct fact *f)
{
    return words_at(facts->c, f->report, f->at);
}

static bool is_word(const struct report *report, uint32_t token, struct span kind)
{
    const struct about_word_row *row = table_find(&about_word_table, token_folded(&report->notes.tokens, token));
    for (; row; row = table_next(&about_word_table, row))
        if (span_equal(row->kind, kind) &&
            (!report->article.language.len || span_equal(row->language, report->article.language)))
            return true;
    return false;
}

static bool is_rough(const struct report *report, uint32_t token)
{
    for (uint32_t away = 1; away <= 2 && away <= token; away++)
        if (is_word(report, token - away, SPAN("rough")))
            return true;
    return false;
}

static struct moment moment_of(const struct facts *facts, const struct fact *f)
{
    return ((const struct moment *)facts->own)[fact_number(facts, f)];
}

/* Read once: pairs of facts are asked for them many times. */
static const struct moment *read_moments(struct arena *arena, const struct facts *facts)
{
    struct moment *moments = arena_new(arena, struct moment, facts->count);
    for (size_t i = 0; i < facts->count; i++) {
        const struct fact *f = &facts->at[i];
        read_moment(date_of(facts, f), &moments[i]);
        moments[i].rough = is_rough(facts->c->reports[f->report], f->token);
        moments[i].counted = is_word(facts->c->reports[f->report], f->token, SPAN("today"));
    }
    return moments;
}

static int part(int a, int b) { return !a || !b ? 0 : a == b ? 1 : -1; }

/* Days that follow each other: a later version of a report keeps its "today". */
static bool are_next(const struct moment *a, const struct moment *b)
{
    int turn = abs(a->weekday - b->weekday);
    if (!a->year || !b->year || !a->day || !b->day)
        return a->weekday && b->weekday && (turn <= 1 || turn == 6);
    int64_t apart = day_of(a->year, a->month, a->day) - day_of(b->year, b->month, b->day);
    return apart >= -1 && apart <= 1;
}

/* The gravest that can be said of two days: disjoint, one inside the other, equal. */
static enum difference_label judge_days(const struct moment *a, const struct moment *b)
{
    int year = part(a->year, b->year), month = part(a->month, b->month), day = part(a->day, b->day);
    int weekday = part(a->weekday, b->weekday);
    if (year < 0 || month < 0 || day < 0 || weekday < 0)
        return (a->counted || b->counted) && are_next(a, b) ? DIFFERENCE_AGREE : DIFFERENCE_CONFLICT;
    bool same_day = day > 0 || (weekday > 0 && (!a->day || !b->day));
    bool same_month = month > 0 && !a->day && !b->day;
    return same_day || same_month ? DIFFERENCE_AGREE : DIFFERENCE_MORE_PRECISE;
}

static int clocks_apart(const struct moment *a, const struct moment *b)
{
    bool both = a->zoned && b->zoned;
    int x = both ? a->minute - a->offset : a->minute, y = both ? b->minute - b->offset : b->minute;
    int apart = abs(x - y) % DAY_MINUTES;
    return apart > DAY_MINUTES / 2 ? DAY_MINUTES - apart : apart;
}

static enum difference_label judge_clocks(const struct moment *a, const struct moment *b)
{
    int apart = clocks_apart(a, b);
    if (apart == 0)
        return DIFFERENCE_AGREE;
    if ((a->rough || b->rough) && apart <= ROUGH_MINUTES)
        return DIFFERENCE_MORE_PRECISE;
    /* one names a zone, the other may be of another */
    if (a->zoned != b->zoned && apart % HALF_HOUR == 0)
        return DIFFERENCE_MORE_PRECISE;
    return DIFFERENCE_CONFLICT;
}

static enum difference_label judge(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    struct moment x = moment_of(facts, a), y = moment_of(facts, b);
    if (x.minute >= 0 && y.minute >= 0)
        return judge_clocks(&x, &y);
    /* "next month" in both: what differs is only when they were published */
    if (date_of(facts, a)->relative && span_equal_nocase(words_of(facts, a), words_of(facts, b)))
        return DIFFERENCE_AGREE;
    return judge_days(&x, &y);
}

/* ---- which are of one happening ---- */

static int minutes_apart(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    struct moment x = moment_of(facts, a), y = moment_of(facts, b);
    return clocks_apart(&x, &y);
}

/* "4.30pm on Saturday" and "Saturday at 16:30": one day, and no full hour. */
static float exact_points(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    struct moment x = moment_of(facts, a), y = moment_of(facts, b);
    bool one_day = x.weekday && y.weekday && judge_days(&x, &y) == DIFFERENCE_AGREE;
    return (one_day ? equal_clock_and_day : 0) + (x.minute % 60 ? odd_minute : 0);
}

/* "Thursday" and "December 2" may be one day, or any two. */
static bool are_comparable(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    struct moment x = moment_of(facts, a), y = moment_of(facts, b);
    return part(x.weekday, y.weekday) || part(x.month, y.month) || x.minute >= 0;
}

/* Reports that err about a day seldom err by months. */
static bool are_far(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    struct when x = date_of(facts, a)->when, y = date_of(facts, b)->when;
    int64_t apart = x.from < y.from ? y.from - x.to : x.from - y.to;
    return when_known(x) && when_known(y) && apart > (int64_t)FAR_DAYS * DAY_SECONDS;
}

/* Clock times that are hours apart are seldom of one happening. */
static float relation(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    enum difference_label label = judge(facts, a, b);
    float points = fact_closeness(facts, a, b);
    if (label == DIFFERENCE_AGREE)
        return points + (a->low > 0 ? equal_clock + exact_points(facts, a, b) : equal_day);
    if (a->scope || b->scope || a->around_count < AROUND_LEAST || b->around_count < AROUND_LEAST)
        return 0;
    if (a->verb && b->verb && a->verb != b->verb)
        points -= a->low > 0 ? other_verb : other_verb_of_day;
    if (label == DIFFERENCE_MORE_PRECISE && !are_comparable(facts, a, b))
        points -= incomparable;
    if (a->low > 0)
        points += near_clock * (1 - (float)minutes_apart(facts, a, b) / DAY_MINUTES * 12);
    if (label == DIFFERENCE_CONFLICT && are_far(facts, a, b))
        points -= far_away;
    return label == DIFFERENCE_CONFLICT ? points - other_moment : points;
}

static bool agree(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    return judge(facts, a, b) == DIFFERENCE_AGREE;
}

/* "police said on Monday": the day of the saying, of which each report may have its own. */
static bool is_of_saying(const struct facts *facts, uint32_t r, uint32_t token)
{
    const bool *cue = facts->words->cue[r];
    for (uint32_t away = 1; away <= 3 && away <= token; away++) {
        if (cue[token - away])
            return true;
        if (facts->words->key[r][token - away])
            return false;
    }
    return false;
}

/* "6: 00 p.m.": the second half of a clock time that was torn apart. */
static bool is_torn(const struct tokens *tokens, uint32_t token)
{
    return token >= 2 && span_equal(token_folded(tokens, token - 1), SPAN(":")) &&
           tokens->at[token - 2].kind == TOKEN_NUMBER;
}

static void take_dates(struct facts *facts, uint32_t statement, uint32_t first, uint32_t end)
{
    const struct statement *s = &facts->c->statements.at[statement];
    const struct annotations *notes = &facts->c->reports[s->report]->notes;
    uint32_t days = 0, clocks = 0;
    struct moment m;
    for (uint32_t i = first; i < end; i++)
        if (read_moment(&notes->dates.at[i], &m)) {
            days += m.minute < 0;
            clocks += m.minute >= 0;
        }
    for (uint32_t i = first; i < end; i++) {
        const struct date *d = &notes->dates.at[i];
        uint32_t token = token_at(&notes->tokens, d->at.from);
        if (!read_moment(d, &m) || is_of_saying(facts, s->report, token) || is_torn(&notes->tokens, token))
            continue;
        struct fact fact = { .report = s->report,
                             .statement = statement,
                             .at = d->at,
                             .number = i,
                             .subject = UINT32_MAX,
                             .token = token,
                             .token_end = token_at(&notes->tokens, d->at.to - 1) + 1,
                             .scope = (m.minute >= 0 ? clocks : days) > 1,
                             .low = m.minute >= 0 };
        fact_add_key(&fact, m.minute >= 0 ? KEY_CLOCK : KEY_DAY);
        if (m.minute >= 0)
            fact_add_key(&fact, hash_mix(KEY_CLOCK, (uint64_t)m.minute));
        else
            fact_add_key(&fact, hash_seeded(span_of(d->value), KEY_DAY));
        fact_add(facts, fact);
    }
}

static void gather(struct facts *facts)
{
    const struct comparison *c = facts->c;
    uint32_t date = 0, report = UINT32_MAX;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[i];
        const struct dates *dates = &c->reports[s->report]->notes.dates;
        if (s->report != report)
            date = 0;
        report = s->report;
        while (date < dates->count && dates->at[date].at.from < s->at.from)
            date++;
        uint32_t first = date;
        while (date < dates->count && dates->at[date].at.to <= s->at.to)
            date++;
        take_dates(facts, i, first, date);
    }
}

/* ---- telling ---- */

static struct span reason_of(struct arena *keep, const struct facts *facts, const struct fact *a, const struct fact *b,
                             enum difference_label label)
{
    struct span x = words_of(facts, a), y = words_of(facts, b);
    bool clock = a->low > 0;
    struct moment m = moment_of(facts, a), n = moment_of(facts, b);
    const char *how = label == DIFFERENCE_CONFLICT ? clock ? "not the same time" : "not the same day"
                      : !clock                     ? "one may be the other, told more exactly"
                      : m.zoned != n.zoned         ? "one names its time zone, the other does not"
                                                   : "one is a rough time";
    return arena_printf(keep, "“%.*s” and “%.*s”: %s", (int)x.len, x.at, (int)y.len, y.at, how);
}

static enum difference_label judge_all(struct arena *keep, const struct facts *facts, const uint32_t *members,
                                       uint32_t count, struct span *reason)
{
    enum difference_label label = DIFFERENCE_AGREE;
    uint32_t few = count < 48 ? count : 48;
    for (uint32_t i = 0; i < few; i++)
        for (uint32_t k = i + 1; k < few; k++) {
            const struct fact *a = &facts->at[members[i]], *b = &facts->at[members[k]];
            enum difference_label here = a->report == b->report ? DIFFERENCE_AGREE : judge(facts, a, b);
            if (here >= label)
                continue;
            label = here;
            *reason = reason_of(keep, facts, a, b, here);
        }
    return label;
}

static void tell_group(const struct facts *facts, struct arena *keep, struct arena scratch, struct difference_list *out,
                       const uint32_t *members, uint32_t count)
{
    struct difference d = { .kind = DIFFERENCE_OF_DATE, .values = arena_new(keep, struct difference_value, count) };
    uint32_t report = UINT32_MAX, of_report = 0;
    d.label = (uint8_t)judge_all(keep, facts, members, count, &d.reason);
    for (uint32_t i = 0; i < count; i++) {
        const struct fact *f = &facts->at[members[i]];
        of_report = f->report == report ? of_report + 1 : 0;
        report = f->report;
        if (of_report < PER_REPORT)
            d.values[d.count++] =
                (struct difference_value){ evidence_at(facts->c, f->report, f->at),
                                           arena_copy(keep, span_of(date_of(facts, f)->value)), NAN, NAN };
    }
    struct span topic = fact_topic(keep, scratch, facts, members, count);
    const char *what = facts->at[members[0]].low > 0 ? "time" : "day";
    d.slot = topic.len ? arena_printf(keep, "%s: %.*s", what, (int)topic.len, topic.at) : span_of(what);
    difference_add(out, keep, scratch, facts->c, d);
}

void date_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                      const struct fact_words *words)
{
    struct facts facts = facts_in(&scratch, c, words);
    gather(&facts);
    facts.own = read_moments(&scratch, &facts);
    facts_group(&facts, scratch, relation, agree, enough);
    facts_tell(&facts, keep, scratch, out, tell_group);
}
