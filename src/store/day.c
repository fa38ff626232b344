#include "store/day.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/map.h"
#include "store/search.h"
#include "store/store_state.h"

/* Counts stand before what is not known, and that before what stands alone: each has a range of its own. */
enum { KNOWN = 2, UNKNOWN = 1 };
static const int64_t RANGE = (int64_t)1 << 32;

/* ---- which days there are ---- */

static int64_t begin_of_day(int64_t seconds)
{
    return seconds - ((seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
}

/* The day of the one time that `sql` tells of times before (or from) ?1. */
static bool ask_day(struct store *store, const char *sql, int64_t at, int64_t *out, struct syn_error *error)
{
    struct question *q = database_ask(store->db, sql);
    question_int(q, 1, at);
    bool good = question_next(q, error);
    *out = good && !question_is_null(q, 0) ? begin_of_day(question_get_int(q, 0)) : INT64_MIN;
    question_done(q);
    return good;
}

static const char latest_before[] = "SELECT max(latest) FROM story WHERE reports > 0 AND latest < ?1";
static const char first_from[] = "SELECT min(latest) FROM story WHERE reports > 0 AND latest >= ?1";

bool day_latest(struct store *store, int64_t now, int64_t *from, struct syn_error *error)
{
    if (!ask_day(store, latest_before, begin_of_day(now) + 2 * DAY_SECONDS, from, error))
        return false;
    return *from != INT64_MIN || ask_day(store, latest_before, INT64_MAX, from, error);
}

bool day_neighbours(struct store *store, int64_t from, int64_t to, int64_t *before, int64_t *behind,
                    struct syn_error *error)
{
    return ask_day(store, latest_before, from, before, error) && ask_day(store, first_from, to, behind, error);
}

/* ---- what changed ---- */

struct day {
    struct store *store;
    struct arena *keep, *scratch;
    const struct day_settings *settings;
    struct day_page *page;
    struct map changed;                /* stories with later versions, where settings->since */
    struct syn_error *error;
};

/* Stories of which a later version of a report was seen since: that is no event. */
static bool read_versions(struct day *d)
{
    uint32_t count = 0;
    int64_t id, at;
    if (!d->settings->since)
        return true;
    if (!day_event(d->store, d->settings->since, &id, &at, d->error))
        return false;
    struct question *q = database_ask(d->store->db,
        "SELECT a.story FROM version v JOIN article a ON a.id = v.article"
        " WHERE v.number > 1 AND v.seen > ?1 ORDER BY v.seen DESC LIMIT ?2");
    question_int(q, 1, at);
    question_int(q, 2, DAY_CHANGES_MOST);
    while (question_next(q, d->error)) {
        *map_at(&d->changed, (uint64_t)question_get_int(q, 0), NULL) = 1;
        count++;
    }
    d->page->cut |= count == DAY_CHANGES_MOST;
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

/* By the log: something came in, or went. */
static bool has_events(struct day *d, int64_t story)
{
    static const char *const sql[] = { "SELECT 1 FROM story_event WHERE story = ?1 AND id > ?2 LIMIT 1",
                                       "SELECT 1 FROM story_event WHERE was = ?1 AND id > ?2 LIMIT 1" };
    bool found = false;
    for (int i = 0; i < 2 && !found; i++) {
        struct question *q = database_ask(d->store->db, sql[i]);
        question_int(q, 1, story);
        question_int(q, 2, d->settings->since);
        found = question_next(q, d->error);
        question_done(q);
    }
    return found;
}

static bool has_changed(struct day *d, int64_t story)
{
    return !d->settings->since || map_find(&d->changed, (uint64_t)story) || has_events(d, story);
}

/* ---- in order ---- */

static bool is_first_page(const struct day *d)
{
    const int64_t *at = d->settings->cursor.at;
    return !at[0] && !at[1] && !at[2];
}

static bool is_behind_cursor(const struct day *d, const struct listing_cursor *e)
{
    return is_first_page(d) || listing_by_order(&d->settings->cursor, e) < 0;
}

struct row { int64_t id, latest; uint32_t reports, origins, conflicts; bool known; };

static int64_t rank_of(enum day_order by, const struct row *r)
{
    uint32_t count = by == DAY_BY_ACCOUNTS ? r->origins : r->conflicts, least = by == DAY_BY_ACCOUNTS ? 2 : 1;
    if (by == DAY_BY_TIME)
        return r->latest;
    if (by == DAY_BY_SIZE)
        return r->reports;
    if (!r->known)
        return UNKNOWN * RANGE + r->reports;
    return count >= least ? KNOWN * RANGE + count : r->reports;
}

static struct listing_cursor entry_of(enum day_order by, const struct row *r)
{
    return (struct listing_cursor){ { rank_of(by, r), by == DAY_BY_TIME ? r->reports : r->latest, r->id } };
}

/* ---- stories of several reports ---- */

static bool is_told_in(struct span languages, struct span language)
{
    struct span word;
    for (size_t at = 0; span_next_word(languages, &at, &word);)
        if (span_equal_nocase(word, language))
            return true;
    return !language.len;
}

static bool is_asked_for(struct day *d, const struct row *r)
{
    const struct day_settings *s = d->settings;
    return (s->origins < 2 || (r->known && r->origins >= s->origins)) && (!s->disputed || r->conflicts) &&
           has_changed(d, r->id);
}

static void note_languages(struct day *d, struct intern *codes, struct span languages)
{
    struct span word;
    for (size_t at = 0; span_next_word(languages, &at, &word);)
        if (intern_find(codes, word) == INTERN_NONE)
            intern_add(codes, arena_copy(d->keep, word));
}

static void count_in(struct day_page *page, const struct row *r)
{
    page->several++;
    if (!r->known)
        return;
    page->compared++;
    page->origins += r->origins;
    page->compared_reports += r->reports;
}

static struct row read_row(struct question *q)
{
    return (struct row){ question_get_int(q, 0), question_get_int(q, 1), (uint32_t)question_get_int(q, 2),
                         (uint32_t)question_get_int(q, 3), (uint32_t)question_get_int(q, 4),
                         question_get_int(q, 5) != 0 };
}

static int by_bytes(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

/* Counts what of the day is known, and puts what is asked for in order. */
static size_t gather(struct day *d, struct listing_cursor *entries)
{
    size_t count = 0, looked_at = 0;
    struct intern codes = intern_in(d->scratch, 64);
    struct question *q = database_ask(d->store->db,
        "SELECT id, latest, reports, coalesce(origins, 0), coalesce(conflicts, 0), told IS NOT NULL, languages"
        " FROM story WHERE reports > 0 AND reports > 1 AND latest >= ?1 AND latest < ?2 ORDER BY latest DESC");
    question_int(q, 1, d->settings->from);
    question_int(q, 2, d->settings->to);
    while (looked_at < DAY_MOST && question_next(q, d->error)) {
        struct row row = read_row(q);
        struct span languages = question_get_text(q, 6);
        looked_at++;
        count_in(d->page, &row);
        note_languages(d, &codes, languages);
        if (is_told_in(languages, d->settings->language) && is_asked_for(d, &row))
            entries[count++] = entry_of(d->settings->by, &row);
    }
    d->page->cut |= looked_at == DAY_MOST;
    question_done(q);
    d->page->languages = (struct spans){ codes.text, (uint32_t)codes.count };
    if (codes.count)
        qsort(codes.text, codes.count, sizeof *codes.text, by_bytes);
    if (count)
        qsort(entries, count, sizeof *entries, listing_by_order);
    return count;
}

/* ---- stories of one report ---- */

struct singles { struct question *q; struct listing_cursor next; bool there; };

/* Where their stretch of the order begins behind the cursor: by time in any order. */
static int64_t singles_from(const struct day *d)
{
    const int64_t *at = d->settings->cursor.at;
    if (is_first_page(d))
        return INT64_MAX;
    if (d->settings->by == DAY_BY_TIME)
        return at[0];
    return at[0] > 1 ? INT64_MAX : at[1];
}

static void next_single(struct day *d, struct singles *s)
{
    do {
        s->there = question_next(s->q, d->error);
        if (!s->there)
            return;
        struct row row = { question_get_int(s->q, 0), question_get_int(s->q, 1), 1, 1, 0, true };
        s->next = entry_of(d->settings->by, &row);
        if (is_behind_cursor(d, &s->next) && is_asked_for(d, &row))
            return;
    } while (s->there);
}

static struct singles begin_singles(struct day *d)
{
    struct singles s = { .q = database_ask(d->store->db,
        "SELECT id, latest FROM story WHERE reports > 0 AND reports = 1 AND latest >= ?1 AND latest < ?2"
        " AND latest <= ?3 ORDER BY latest DESC, id DESC") };
    question_int(s.q, 1, d->settings->from);
    question_int(s.q, 2, d->settings->to);
    question_int(s.q, 3, singles_from(d));
    if (d->settings->origins < 2 && !d->settings->disputed)
        next_single(d, &s);
    return s;
}

/* ---- a page ---- */

/* False once the page is full, or something failed. */
static bool put_story(struct day *d, const struct listing_cursor *e)
{
    struct day_page *page = d->page;
    struct stored_story story;
    if (!is_behind_cursor(d, e))
        return true;
    if (!store_story(d->store, d->keep, e->at[2], &story, d->error))
        return false;
    if (!is_told_in(story.languages, d->settings->language))
        return true;
    if (page->count == d->settings->most) {
        page->more = true;
        return false;
    }
    page->cursors[page->count] = *e;
    page->at[page->count++] = story;
    return true;
}

static void fill(struct day *d, const struct listing_cursor *entries, size_t count)
{
    struct singles s = begin_singles(d);
    size_t i = 0;
    bool more = true;
    while (more && (i < count || s.there)) {
        if (i < count && (!s.there || listing_by_order(&entries[i], &s.next) < 0)) {
            more = put_story(d, &entries[i++]);
        } else {
            more = put_story(d, &s.next);
            next_single(d, &s);
        }
    }
    question_done(s.q);
}

static bool has_failed(const struct day *d) { return d->error->status != SYN_OK; }

static void count_all(struct day *d)
{
    struct question *q = database_ask(d->store->db,
        "SELECT count(*), coalesce(sum(reports), 0), coalesce(sum(reports = 1), 0) FROM story"
        " WHERE reports > 0 AND latest >= ?1 AND latest < ?2");
    question_int(q, 1, d->settings->from);
    question_int(q, 2, d->settings->to);
    if (question_next(q, d->error)) {
        d->page->stories = (uint32_t)question_get_int(q, 0);
        d->page->reports = (uint32_t)question_get_int(q, 1);
        d->page->origins += (uint32_t)question_get_int(q, 2);
        d->page->compared_reports += (uint32_t)question_get_int(q, 2);
    }
    question_done(q);
}

/* Of the reports of that day; not where there are many, since each is a row. */
static void count_outlets(struct day *d)
{
    struct question *q = database_ask(d->store->db,
        "SELECT count(*), count(DISTINCT outlet)"
        " FROM (SELECT outlet FROM article WHERE doc >= ?1 AND doc < ?2 LIMIT ?3)");
    question_int(q, 1, search_row_of(d->settings->from));
    question_int(q, 2, search_row_of(d->settings->to));
    question_int(q, 3, DAY_OUTLETS_OF + 1);
    if (d->page->reports <= DAY_OUTLETS_OF && question_next(q, d->error) && question_get_int(q, 0) <= DAY_OUTLETS_OF)
        d->page->outlets = (uint32_t)question_get_int(q, 1);
    question_done(q);
}

bool day_read(struct store *store, struct arena *keep, struct arena scratch, const struct day_settings *settings,
              struct day_page *out, struct syn_error *error)
{
    struct arena maps = arena_half(&scratch);
    struct day d = { store, keep, &maps, settings, out, map_in(&maps, 64), error };
    *out = (struct day_page){ .at = arena_new(keep, struct stored_story, settings->most),
                              .cursors = arena_new(keep, struct listing_cursor, settings->most) };
    error->status = SYN_OK;
    if (!read_versions(&d))
        return false;
    struct listing_cursor *entries =
        arena_take_raw(&scratch, sizeof *entries, alignof(struct listing_cursor), DAY_MOST);
    size_t count = gather(&d, entries);
    if (!has_failed(&d))
        fill(&d, entries, count);
    if (!has_failed(&d))
        count_all(&d);
    if (!has_failed(&d))
        count_outlets(&d);
    struct span *languages = arena_new(keep, struct span, out->languages.count);
    for (uint32_t i = 0; i < out->languages.count; i++)
        languages[i] = out->languages.at[i];
    out->languages.at = languages;
    return !has_failed(&d);
}

/* ---- how a story came in ---- */

bool day_arrivals(struct store *store, struct arena *keep, int64_t story, int64_t from, int64_t to, uint32_t most,
                  struct day_arrivals *out, struct syn_error *error)
{
    size_t room = 0;
    struct question *q = database_ask(store->db,
        "SELECT id, doc FROM article WHERE story = ?1 AND doc >= ?2 AND doc < ?3 ORDER BY doc LIMIT ?4");
    question_int(q, 1, story);
    question_int(q, 2, search_row_of(from));
    question_int(q, 3, search_row_of(to));
    question_int(q, 4, most);
    *out = (struct day_arrivals){ NULL, 0 };
    while (question_next(q, error)) {
        ARENA_ROOM(keep, out->at, out->count, room);
        out->at[out->count++] = (struct day_arrival){ question_get_int(q, 0),
                                                      (question_get_int(q, 1) >> SEARCH_MINUTE_BITS) * 60 };
    }
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

bool day_first(struct store *store, int64_t story, int64_t *article, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT id FROM article WHERE story = ?1 ORDER BY doc LIMIT 1");
    question_int(q, 1, story);
    bool found = question_next(q, error), good = found || !question_failed(q);
    *article = found ? question_get_int(q, 0) : 0;
    question_done(q);
    return good;
}

bool day_event(struct store *store, int64_t event, int64_t *id, int64_t *at, struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT id, at FROM story_event WHERE id <= ?1 ORDER BY id DESC LIMIT 1");
    question_int(q, 1, event);
    bool found = question_next(q, error), good = found || !question_failed(q);
    *id = found ? question_get_int(q, 0) : 0;
    *at = found ? question_get_int(q, 1) : 0;
    question_done(q);
    return good;
}
