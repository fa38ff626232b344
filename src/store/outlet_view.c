#include "store/outlet_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "store/outlet_only.h"
#include "store/search.h"
#include "store/store_state.h"
#include "text/normal.h"

enum { SHORT_NAME = 200, DAY = 86400, DAYS_A_BAR = 90, WEEKS_A_BAR = 80 * 7, MONTHS_A_BAR = 90 * 28,
       YEARS_MOST = 90 * 364 };

static int64_t time_of(int64_t doc) { return (doc >> SEARCH_MINUTE_BITS) * 60; }

static struct span copy_text(struct arena *keep, struct question *q, int column)
{
    return arena_copy(keep, question_get_text(q, column));
}

/* One number, or 0 where the question finds none or null. */
static bool ask_number(struct question *q, int64_t *out, struct syn_error *error)
{
    *out = question_next(q, error) ? question_get_int(q, 0) : 0;
    bool failed = question_failed(q);
    question_done(q);
    return !failed;
}

static bool ask_of(struct store *store, const char *sql, int64_t outlet, int64_t *out, struct syn_error *error)
{
    struct question *q = database_ask(store->db, sql);
    question_int(q, 1, outlet);
    return ask_number(q, out, error);
}

/* ---- a line of a list ---- */

static bool fill_line(struct store *store, struct outlet_line *line, struct syn_error *error)
{
    int64_t copies, copied, first, latest;
    if (!ask_of(store, "SELECT sum(reports) FROM outlet_copy WHERE target = ?1", line->id, &copies, error) ||
        !ask_of(store, "SELECT sum(reports) FROM outlet_copy WHERE source = ?1", line->id, &copied, error) ||
        !ask_of(store, "SELECT min(doc) FROM article WHERE outlet = ?1", line->id, &first, error) ||
        !ask_of(store, "SELECT max(doc) FROM article WHERE outlet = ?1", line->id, &latest, error))
        return false;
    line->copies = copies > 0 ? (uint32_t)copies : 0;
    line->copied = copied > 0 ? (uint32_t)copied : 0;
    line->first = time_of(first);
    line->latest = time_of(latest);
    return true;
}

/* ---- many ---- */

/* What the last outlet of the page before is listed by. */
struct place { int64_t reports, id; struct span folded; };

static bool find_place(struct store *store, struct arena *keep, int64_t cursor, struct place *out,
                       struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT reports, id, folded FROM outlet WHERE id = ?1");
    question_int(q, 1, cursor);
    bool found = question_next(q, error);
    if (found)
        *out = (struct place){ question_get_int(q, 0), question_get_int(q, 1), copy_text(keep, q, 2) };
    bool failed = question_failed(q);
    question_done(q);
    return found || (!failed && error_set(error, SYN_NOT_FOUND, 0, "there is no outlet %lld behind which to go on; "
                                          "begin "
                                          "with the first page", (long long)cursor));
}

static struct question *ask_outlets(struct store *store, enum outlet_order by, const struct place *place)
{
    static const char *const questions[][2] = {
        { "SELECT id, name, reports, folded FROM outlet WHERE reports > 0 ORDER BY reports DESC, id DESC",
          "SELECT id, name, reports, folded FROM outlet WHERE reports > 0 AND (reports, id) < (?1, ?2)"
          " ORDER BY reports DESC, id DESC" },
        { "SELECT id, name, reports, folded FROM outlet ORDER BY folded, id",
          "SELECT id, name, reports, folded FROM outlet WHERE (folded, id) > (?3, ?2) ORDER BY folded, id" },
    };
    struct question *q = database_ask(store->db, questions[by == OUTLETS_BY_NAME][place->id != 0]);
    if (place->id && by == OUTLETS_BY_REPORTS)
        question_int(q, 1, place->reports);
    if (place->id)
        question_int(q, 2, place->id);
    if (place->id && by == OUTLETS_BY_NAME)
        question_text(q, 3, place->folded);
    return q;
}

static bool is_letter(char c) { return byte_is_alpha(c) || byte_is_digit(c) || (c & 0x80); }

/* Whether a word of the name begins with the letters. */
static bool begins_word(struct span name, struct span letters)
{
    for (size_t at = 0; at + letters.len <= name.len; at++)
        if ((!at || !is_letter(name.at[at - 1])) && !memcmp(name.at + at, letters.at, letters.len))
            return true;
    return false;
}

static struct span folded_letters(struct arena *keep, struct span letters)
{
    return letters.len ? text_latin(keep, span_trim(span_cut(letters, 0, letters.len < SHORT_NAME ? letters.len
                                                                                                  : SHORT_NAME)))
                       : letters;
}

bool outlets_page_read(struct store *store, struct arena *keep, struct arena scratch,
                       const struct outlets_settings *settings, struct outlets_page *out, struct syn_error *error)
{
    struct place place = { 0 };
    int64_t all;
    struct span letters = folded_letters(&scratch, settings->letters);
    *out = (struct outlets_page){ .at = arena_new(keep, struct outlet_line, settings->most) };
    if (settings->cursor && !find_place(store, &scratch, settings->cursor, &place, error))
        return false;
    struct question *q = ask_outlets(store, settings->by, &place);
    while (question_next(q, error)) {
        if (letters.len && !begins_word(question_get_text(q, 3), letters))
            continue;
        if (out->count == settings->most) {
            out->cursor = out->at[out->count - 1].id;
            break;
        }
        out->at[out->count++] = (struct outlet_line){ .id = question_get_int(q, 0), .name = copy_text(keep, q, 1),
                                                      .reports = (uint32_t)question_get_int(q, 2) };
    }
    bool good = !question_failed(q);
    question_done(q);
    for (uint32_t i = 0; good && i < out->count; i++)
        good = fill_line(store, &out->at[i], error);
    good = good && ask_number(database_ask(store->db, "SELECT max(id) FROM outlet"), &all, error);
    out->all = good ? (uint64_t)all : 0;
    return good;
}

/* ---- one: its latest reports ---- */

struct viewing {
    struct store *store;
    struct arena *keep, scratch;
    int64_t outlet;
    struct outlet_view *view;
    struct syn_error *error;
};

/* An article as it is looked at, many times over: no texts. */
struct glance { int64_t id, story; };

static int by_reports(const void *a, const void *b)
{
    const struct outlet_language *x = a, *y = b;
    return x->reports != y->reports ? (x->reports < y->reports ? 1 : -1) : span_compare(x->code, y->code);
}

static void note_language(struct viewing *v, struct intern *codes, struct span code)
{
    struct outlet_language *languages = v->view->languages;
    uint32_t n = code.len ? intern_find(codes, code) : OUTLET_LANGUAGES;
    if (n == INTERN_NONE && codes->count < OUTLET_LANGUAGES) {
        n = intern_add(codes, arena_copy(v->keep, code));
        languages[n].code = codes->text[n];
    }
    if (n < OUTLET_LANGUAGES)
        languages[n].reports++;
}

/* The latest reports, and their languages. */
static bool read_glances(struct viewing *v, struct arena scratch, struct glance *at, uint32_t *count)
{
    struct intern codes = intern_in(&scratch, 16);
    struct question *q = database_ask(v->store->db,
        "SELECT id, story, language FROM article WHERE outlet = ?1 ORDER BY doc DESC LIMIT ?2");
    v->view->languages = arena_new(v->keep, struct outlet_language, OUTLET_LANGUAGES);
    question_int(q, 1, v->outlet);
    question_int(q, 2, OUTLET_WINDOW);
    for (*count = 0; question_next(q, v->error); ++*count) {
        at[*count] = (struct glance){ question_get_int(q, 0), question_get_int(q, 1) };
        note_language(v, &codes, question_get_text(q, 2));
    }
    question_done(q);
    v->view->language_count = (uint32_t)codes.count;
    if (codes.count)
        qsort(v->view->languages, codes.count, sizeof *v->view->languages, by_reports);
    return !question_failed(q);
}

struct about_story { uint32_t reports, origins; bool told; };

static bool read_about(struct viewing *v, int64_t story, struct about_story *out)
{
    struct question *q = database_ask(v->store->db, "SELECT reports, origins, told = revision FROM story WHERE id = "
                                      "?1");
    question_int(q, 1, story);
    *out = (struct about_story){ 0 };
    if (question_next(q, v->error))
        *out = (struct about_story){ (uint32_t)question_get_int(q, 0), (uint32_t)question_get_int(q, 1),
                                     question_get_int(q, 2) != 0 };
    question_done(q);
    return !question_failed(q);
}

/* What it goes back to, most surely, and how many go back to it. */
struct standing { int64_t source, source_outlet; int kind; uint32_t takers; };

static bool read_standing(struct viewing *v, struct glance a, struct standing *out)
{
    struct question *q = database_ask(v->store->db,
        "SELECT source, source_outlet, kind FROM lineage WHERE story = ?1 AND target = ?2 AND kind < 3"
        " ORDER BY sure DESC, source LIMIT 1");
    question_int(q, 1, a.story);
    question_int(q, 2, a.id);
    *out = (struct standing){ 0 };
    if (question_next(q, v->error))
        *out = (struct standing){ question_get_int(q, 0), question_get_int(q, 1), (int)question_get_int(q, 2), 0 };
    bool failed = question_failed(q);
    question_done(q);
    int64_t takers = 0;
    q = database_ask(v->store->db, "SELECT count(DISTINCT target) FROM lineage WHERE story = ?1 AND source = ?2 AND "
                     "kind < 3");
    question_int(q, 1, a.story);
    question_int(q, 2, a.id);
    bool good = !failed && ask_number(q, &takers, v->error);
    out->takers = (uint32_t)takers;
    return good;
}

static bool read_role(struct viewing *v, struct glance a, struct about_story *story, struct standing *standing,
                      enum outlet_role *role)
{
    *standing = (struct standing){ 0 };
    if (!read_about(v, a.story, story))
        return false;
    *role = story->reports < 2 ? OUTLET_ALONE : OUTLET_UNTOLD;
    if (!story->told || story->reports < 2)
        return true;
    if (!read_standing(v, a, standing))
        return false;
    *role = standing->source ? OUTLET_COPY : standing->takers ? OUTLET_ROOT : OUTLET_OWN;
    return true;
}

/* What the latest reports are, and in which of their stories something is to be looked for that they alone say. */
static bool look_at_window(struct viewing *v)
{
    struct arena scratch = v->scratch;
    struct glance *at = arena_new(&scratch, struct glance, OUTLET_WINDOW);
    struct map stories = map_in(&scratch, OUTLET_WINDOW);
    struct outlet_view *out = v->view;
    struct only_search only = only_search_begin(v->store, v->keep, out);
    if (!read_glances(v, scratch, at, &out->looked_at))
        return false;
    for (uint32_t i = 0; i < out->looked_at; i++) {
        struct about_story story;
        struct standing standing;
        enum outlet_role role;
        bool is_new;
        if (!read_role(v, at[i], &story, &standing, &role))
            return false;
        map_at(&stories, (uint64_t)at[i].story, &is_new);
        out->stories += is_new;
        out->roles[role]++;
        if ((role == OUTLET_OWN || role == OUTLET_ROOT) &&
            !only_search_in(&only, scratch, at[i].id, at[i].story, story.reports, v->error))
            return false;
    }
    return true;
}

/* ---- one: the reports shown ---- */

static bool read_article(struct viewing *v, int64_t id, struct outlet_article *out)
{
    struct stored_article a;
    if (!store_article(v->store, v->keep, id, &a, v->error))
        return false;
    *out = (struct outlet_article){ a.id, a.story, a.first_seen, a.versions, a.language, a.title, a.url, a.published };
    return true;
}

static bool read_outlet_name(struct viewing *v, int64_t outlet, struct span *out)
{
    struct question *q = database_ask(v->store->db, "SELECT name FROM outlet WHERE id = ?1");
    question_int(q, 1, outlet);
    *out = question_next(q, v->error) ? copy_text(v->keep, q, 0) : SPAN("");
    question_done(q);
    return !question_failed(q);
}

static bool read_headline(struct viewing *v, int64_t story, struct span *out)
{
    struct question *q = database_ask(v->store->db, "SELECT headline FROM story WHERE id = ?1");
    question_int(q, 1, story);
    *out = question_next(q, v->error) ? copy_text(v->keep, q, 0) : SPAN("");
    question_done(q);
    return !question_failed(q);
}

static bool fill_report(struct viewing *v, int64_t id, struct outlet_report *out)
{
    struct about_story story;
    struct standing standing;
    if (!read_article(v, id, &out->article) ||
        !read_role(v, (struct glance){ id, out->article.story }, &story, &standing, &out->role) ||
        !read_headline(v, out->article.story, &out->headline))
        return false;
    out->story_reports = story.reports;
    out->origins = story.told ? story.origins : 0;
    out->source = standing.source;
    out->source_outlet = standing.source_outlet;
    out->kind = standing.kind;
    out->takers = standing.takers;
    return !standing.source_outlet || read_outlet_name(v, standing.source_outlet, &out->source_name);
}

static bool read_reports(struct viewing *v, const struct outlet_settings *settings)
{
    struct outlet_view *out = v->view;
    struct question *q = database_ask(v->store->db,
        "SELECT id, doc FROM article WHERE outlet = ?1 AND doc < ?2 ORDER BY doc DESC LIMIT ?3");
    struct arena scratch = v->scratch;
    struct glance *at = arena_new(&scratch, struct glance, settings->most + 1);
    uint32_t count = 0;
    question_int(q, 1, v->outlet);
    question_int(q, 2, settings->cursor ? settings->cursor : INT64_MAX);
    question_int(q, 3, (int64_t)settings->most + 1);
    while (question_next(q, v->error))
        at[count++] = (struct glance){ question_get_int(q, 0), question_get_int(q, 1) };
    question_done(q);
    if (question_failed(q))
        return false;
    if (count > settings->most) {
        count = settings->most;
        out->cursor = at[count - 1].story;
    }
    out->reports = arena_new(v->keep, struct outlet_report, count);
    for (uint32_t i = 0; i < count; i++)
        if (!fill_report(v, at[i].id, &out->reports[out->report_count++]))
            return false;
    return true;
}

/* ---- one: whom it copies, who copies it ---- */

static bool read_partners(struct viewing *v, const char *sql, struct outlet_partners *out)
{
    struct question *q = database_ask(v->store->db, sql);
    out->at = arena_new(v->keep, struct outlet_partner, OUTLET_PARTNERS);
    question_int(q, 1, v->outlet);
    while (question_next(q, v->error)) {
        uint32_t reports = (uint32_t)question_get_int(q, 2);
        out->reports += reports;
        if (out->count == OUTLET_PARTNERS)
            out->more++;
        else
            out->at[out->count++] = (struct outlet_partner){ question_get_int(q, 0), copy_text(v->keep, q, 1),
                                                             reports };
    }
    question_done(q);
    return !question_failed(q);
}

/* ---- one: what changed ---- */

/* Whether the later of two versions has another headline, and says that something was corrected. */
static bool fill_change(struct viewing *v, int64_t id, struct outlet_change *out)
{
    struct stored_versions versions;
    struct article later, before;
    struct arena scratch = v->scratch, rest = arena_half(&scratch);
    if (!read_article(v, id, &out->article) ||
        !store_versions(v->store, &scratch, id, &versions, v->error))
        return false;
    if (versions.count < 2)
        return true;
    const struct stored_version *last = &versions.at[versions.count - 1];
    out->seen = last->seen;
    if (!store_body(v->store, &scratch, rest, last->id, &later, v->error) ||
        !store_body(v->store, &scratch, rest, last[-1].id, &before, v->error))
        return false;
    out->title = !span_equal(later.title, before.title);
    out->noted = later.corrections.count > before.corrections.count;
    return true;
}

static bool read_changes(struct viewing *v)
{
    struct outlet_view *out = v->view;
    struct stored_ids ids = { arena_new(&v->scratch, int64_t, OUTLET_CHANGES), 0 };
    struct question *q = database_ask(v->store->db,
        "SELECT id FROM article WHERE outlet = ?1 AND versions > 1 ORDER BY doc DESC LIMIT ?2");
    question_int(q, 1, v->outlet);
    question_int(q, 2, OUTLET_CHANGES);
    while (question_next(q, v->error))
        ids.at[ids.count++] = question_get_int(q, 0);
    question_done(q);
    int64_t changed;
    if (question_failed(q) ||
        !ask_of(v->store, "SELECT count(*) FROM (SELECT 1 FROM article WHERE outlet = ?1 AND versions > 1 LIMIT 1000)",
                v->outlet, &changed, v->error))
        return false;
    out->changed = (uint32_t)changed;
    out->changes = arena_new(v->keep, struct outlet_change, ids.count);
    for (uint32_t i = 0; i < ids.count; i++)
        if (!fill_change(v, ids.at[i], &out->changes[out->change_count++]))
            return false;
    return true;
}

/* ---- one: over time ---- */

/* Days, or as many of them together as make OUTLET_PERIODS at most; the last ends with the latest day. */
static bool read_periods(struct viewing *v)
{
    struct outlet_view *out = v->view;
    int64_t first = out->line.first / DAY, latest = out->line.latest / DAY, days = latest - first + 1;
    out->periods = arena_new(v->keep, struct outlet_period, OUTLET_PERIODS);
    if (!out->line.reports)
        return true;
    out->period_days = days <= DAYS_A_BAR ? 1 : days <= WEEKS_A_BAR ? 7 : days <= MONTHS_A_BAR ? 28 : 364;
    days = days < YEARS_MOST ? days : YEARS_MOST;
    out->period_count = (uint32_t)((days + out->period_days - 1) / out->period_days);
    int64_t begin = latest + 1 - (int64_t)out->period_count * out->period_days;
    for (uint32_t i = 0; i < out->period_count; i++)
        out->periods[i].from = (begin + (int64_t)i * out->period_days) * DAY;
    struct question *q = database_ask(v->store->db, "SELECT day, reports FROM outlet_day WHERE outlet = ?1 AND day "
                                      ">= ?2");
    question_int(q, 1, v->outlet);
    question_int(q, 2, begin);
    while (question_next(q, v->error)) {
        int64_t n = (question_get_int(q, 0) - begin) / out->period_days;
        if (n >= 0 && n < out->period_count)
            out->periods[n].reports += (uint32_t)question_get_int(q, 1);
    }
    question_done(q);
    return !question_failed(q);
}

static bool read_line(struct viewing *v)
{
    struct question *q = database_ask(v->store->db, "SELECT name, reports FROM outlet WHERE id = ?1");
    question_int(q, 1, v->outlet);
    bool found = question_next(q, v->error);
    if (found)
        v->view->line = (struct outlet_line){ .id = v->outlet, .name = copy_text(v->keep, q, 0),
                                              .reports = (uint32_t)question_get_int(q, 1) };
    bool failed = question_failed(q);
    question_done(q);
    if (!found)
        return !failed && error_set(v->error, SYN_NOT_FOUND, 0, "there is no outlet %lld in the store; /outlets "
                                    "lists those "
                                    "there are", (long long)v->outlet);
    return fill_line(v->store, &v->view->line, v->error);
}

bool outlet_view_read(struct store *store, struct arena *keep, struct arena scratch, int64_t outlet,
                      const struct outlet_settings *settings, struct outlet_view *out, struct syn_error *error)
{
    struct viewing v = { store, keep, scratch, outlet, out, error };
    *out = (struct outlet_view){ .line = { .id = outlet } };
    if (!read_line(&v) || !read_reports(&v, settings))
        return false;
    return settings->reports_alone ||
           (look_at_window(&v) &&
            read_partners(&v, "SELECT c.source, o.name, c.reports FROM outlet_copy c JOIN outlet o ON o.id = c.source"
                              " WHERE c.target = ?1 AND c.reports > 0 ORDER BY c.reports DESC, c.source",
                              &out->sources) &&
            read_partners(&v, "SELECT c.target, o.name, c.reports FROM outlet_copy c JOIN outlet o ON o.id = c.target"
                              " WHERE c.source = ?1 AND c.reports > 0 ORDER BY c.reports DESC, c.target",
                              &out->takers) &&
            read_changes(&v) && read_periods(&v));
}
