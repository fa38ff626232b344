#include "store/search_find.h"

#include <stdlib.h>

#include "store/search.h"

enum {
    ARTICLES_ONE_BY_ONE = 2000     /* up to so many that came are looked for one by one; more as a stretch of rows */
};

struct finder {
    struct store *store;
    struct database *db;
    struct arena scratch;
    const struct search_query *query;
    struct search_match match;
    int64_t first, last;           /* rows, both included */
    bool oldest;
    search_found *found;
    void *context;
    struct syn_error *error;
};

/* ---- rows of the index ---- */

/* A minute that is asked for in part counts whole. */
static void set_rows(struct finder *f, int64_t cursor)
{
    const struct search_query *q = f->query;
    f->first = q->from == INT64_MIN ? 0 : search_row_of(q->from);
    f->last = q->to == INT64_MAX ? INT64_MAX : search_row_of(q->to % 60 ? q->to + 60 : q->to) - 1;
    if (cursor && f->oldest)
        f->first = cursor + 1 > f->first ? cursor + 1 : f->first;
    if (cursor && !f->oldest)
        f->last = cursor - 1 < f->last ? cursor - 1 : f->last;
}

struct candidate { int64_t article, story, version; };

static bool read_candidate(struct finder *f, int64_t doc, struct candidate *out)
{
    struct question *q = database_ask(f->db, "SELECT id, story, version FROM article WHERE doc = ?1");
    question_int(q, 1, doc);
    bool found = question_next(q, f->error);
    if (found)
        *out = (struct candidate){ question_get_int(q, 0), question_get_int(q, 1), question_get_int(q, 2) };
    question_done(q);
    return found;
}

/* ---- figures: the index knows their buckets only ---- */

static struct facet_figure figure_of(struct question *q)
{
    return (struct facet_figure){ (uint8_t)question_get_int(q, 0), (uint8_t)question_get_int(q, 1),
                                  question_get_double(q, 2), question_get_text(q, 3), question_get_text(q, 4) };
}

static struct question *ask_figures(struct database *db, int64_t version)
{
    struct question *q = database_ask(db, "SELECT dimension, state, value, unit, counted, \"from\", \"to\" FROM figure"
                                          " WHERE version = ?1 ORDER BY n");
    question_int(q, 1, version);
    return q;
}

static bool has_figure(struct finder *f, int64_t version, const struct search_figure *wanted)
{
    bool found = false;
    struct question *q = ask_figures(f->db, version);
    while (!found && question_next(q, f->error)) {
        struct facet_figure figure = figure_of(q);
        found = search_figure_holds(wanted, f->scratch, &figure);
    }
    question_done(q);
    return found;
}

static bool has_figures(struct finder *f, int64_t version)
{
    for (uint32_t i = 0; i < f->query->figure_count; i++)
        if (!has_figure(f, version, &f->query->figures[i]))
            return false;
    return true;
}

/* The places of all figures that are asked for. */
static struct marks figure_places(struct finder *f, struct arena *keep, int64_t version)
{
    struct marks marks = { 0 };
    size_t room = 0;
    if (!f->query->figure_count)
        return marks;
    struct question *q = ask_figures(f->db, version);
    while (question_next(q, f->error)) {
        struct facet_figure figure = figure_of(q);
        bool wanted = false;
        for (uint32_t i = 0; i < f->query->figure_count && !wanted; i++)
            wanted = search_figure_holds(&f->query->figures[i], f->scratch, &figure);
        if (!wanted)
            continue;
        ARENA_ROOM(keep, marks.at, marks.count, room);
        marks.at[marks.count++] = (struct mark){ (uint32_t)question_get_int(q, 5), (uint32_t)question_get_int(q, 6) };
    }
    question_done(q);
    return marks;
}

/* ---- walking ---- */

/* Says the row to the caller, if it is one: false to stop. */
static bool offer(struct finder *f, int64_t doc)
{
    struct candidate c;
    if (!read_candidate(f, doc, &c) || !has_figures(f, c.version))
        return true;
    return f->found(f->context, c.article, c.story, doc);
}

static bool matches(struct finder *f, int64_t doc)
{
    if (f->match.everything)
        return true;
    struct question *q = database_ask(f->db, "SELECT 1 FROM search WHERE search MATCH ?1 AND rowid = ?2");
    question_text(q, 1, f->match.text);
    question_int(q, 2, doc);
    bool found = question_next(q, f->error);
    question_done(q);
    return found;
}

/* Articles of one story, or all where nothing is asked for but a time: by their place in time. */
static bool walk_articles(struct finder *f)
{
    struct question *q = f->query->story
        ? database_ask(f->db, f->oldest
            ? "SELECT doc FROM article WHERE story = ?3 AND doc >= ?1 AND doc <= ?2 ORDER BY doc"
            : "SELECT doc FROM article WHERE story = ?3 AND doc >= ?1 AND doc <= ?2 ORDER BY doc DESC")
        : database_ask(f->db, f->oldest ? "SELECT doc FROM article WHERE doc >= ?1 AND doc <= ?2 ORDER BY doc"
                                        : "SELECT doc FROM article WHERE doc >= ?1 AND doc <= ?2 ORDER BY doc DESC");
    question_int(q, 1, f->first);
    question_int(q, 2, f->last);
    if (f->query->story)
        question_int(q, 3, f->query->story);
    for (bool more = true; more && question_next(q, f->error);) {
        int64_t doc = question_get_int(q, 0);
        more = !matches(f, doc) || offer(f, doc);
    }
    question_done(q);
    return !question_failed(q);
}

static bool walk_index(struct finder *f)
{
    struct question *q = database_ask(f->db, f->oldest
        ? "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 ORDER BY rowid"
        : "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 ORDER BY rowid DESC");
    question_text(q, 1, f->match.text);
    question_int(q, 2, f->first);
    question_int(q, 3, f->last);
    while (question_next(q, f->error) && offer(f, question_get_int(q, 0)))
        ;
    question_done(q);
    return !question_failed(q);
}

static bool walk(struct finder *f)
{
    f->error->status = SYN_OK;
    bool good = f->query->story || f->match.everything ? walk_articles(f) : walk_index(f);
    return good && f->error->status == SYN_OK;
}

static bool begin(struct finder *f, struct store *store, struct arena *scratch, const struct search_query *query,
                  struct syn_error *error)
{
    *f = (struct finder){ .store = store, .db = store_database(store), .query = query, .error = error };
    f->scratch = arena_half(scratch);
    return search_match(store, scratch, f->scratch, query, &f->match, error);
}

bool search_each(struct store *store, struct arena scratch, const struct search_query *query, bool oldest,
                 int64_t cursor, search_found *found, void *context, struct syn_error *error)
{
    struct finder f;
    if (!begin(&f, store, &scratch, query, error))
        return false;
    f.oldest = oldest;
    f.found = found;
    f.context = context;
    set_rows(&f, cursor);
    return walk(&f);
}

/* ---- a page ---- */

struct paging { struct search_page *page; int64_t *docs; uint32_t most, count_most; };

static bool take_row(void *context, int64_t article, int64_t story, int64_t doc)
{
    struct paging *paging = context;
    struct search_page *page = paging->page;
    (void)story;
    uint32_t enough = paging->most > paging->count_most ? paging->most : paging->count_most;
    if (page->found >= paging->most)
        page->cursor = paging->docs[paging->most - 1];
    if (page->found == enough) {
        page->more = true;
        return false;
    }
    if (page->found++ < paging->most) {
        paging->docs[page->count] = doc;
        page->at[page->count++].article.id = article;
    }
    return true;
}

static bool fill_hit(struct finder *f, struct arena *keep, struct arena scratch, struct search_hit *hit)
{
    struct article body;
    struct arena rest = arena_half(&scratch);
    if (!store_article(f->store, keep, hit->article.id, &hit->article, f->error) ||
        !store_body(f->store, keep, rest, hit->article.version, &body, f->error))
        return false;
    struct marks figures = figure_places(f, &scratch, hit->article.version);
    hit->text = body.text;
    hit->snippet = search_snippet(keep, rest, f->query, &body, figures);
    return true;
}

bool search_find(struct store *store, struct arena *keep, struct arena scratch, const struct search_query *query,
                 const struct search_settings *settings, struct search_page *out, struct syn_error *error)
{
    struct finder f;
    if (!begin(&f, store, &scratch, query, error))
        return false;
    *out = (struct search_page){ .at = arena_new(keep, struct search_hit, settings->most), .note = f.match.note };
    struct paging paging = { out, arena_new(&scratch, int64_t, settings->most), settings->most, settings->count_most };
    f.oldest = settings->oldest;
    f.found = take_row;
    f.context = &paging;
    set_rows(&f, settings->cursor);
    if (!walk(&f))
        return false;
    for (uint32_t i = 0; i < out->count; i++)
        if (!fill_hit(&f, keep, scratch, &out->at[i]))
            return false;
    return true;
}

/* ---- what has come ---- */

struct arrivals { struct arena *keep; struct stored_ids *out; size_t room; int64_t after; };

static bool note_arrival(void *context, int64_t article, int64_t story, int64_t doc)
{
    struct arrivals *a = context;
    (void)story, (void)doc;
    if (article <= a->after)
        return true;
    ARENA_ROOM(a->keep, a->out->at, a->out->count, a->room);
    a->out->at[a->out->count++] = article;
    return true;
}

/* Each article that came is looked for in the index: their rows may lie anywhere. */
static bool walk_arrivals(struct finder *f, int64_t after, uint32_t most, int64_t *seen)
{
    struct arrivals *a = f->context;
    struct question *q = database_ask(f->db, "SELECT id, doc, story FROM article WHERE id > ?1 ORDER BY id");
    question_int(q, 1, after);
    while (a->out->count < most && question_next(q, f->error)) {
        int64_t doc = question_get_int(q, 1);
        bool within = doc >= f->first && doc <= f->last;
        bool told = !f->query->story || f->query->story == question_get_int(q, 2);
        if (within && told && matches(f, doc))
            offer(f, doc);
        *seen = question_get_int(q, 0);
    }
    question_done(q);
    return !question_failed(q);
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* All that the query finds between the first and the last row of those that came. */
static bool walk_stretch(struct finder *f, const int64_t rows[2], int64_t last, uint32_t most, int64_t *seen)
{
    struct arrivals *a = f->context;
    f->first = rows[0] > f->first ? rows[0] : f->first;
    f->last = rows[1] < f->last ? rows[1] : f->last;
    if (!walk(f))
        return false;
    if (a->out->count)
        qsort(a->out->at, a->out->count, sizeof *a->out->at, by_number);
    *seen = last;
    if (a->out->count > most) {
        a->out->count = most;
        *seen = most ? a->out->at[most - 1] : a->after;
    }
    return true;
}

struct came { int64_t count, last, rows[2]; };

static bool read_came(struct database *db, int64_t after, struct came *out, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT count(*), max(id), min(doc), max(doc) FROM article WHERE id > ?1");
    question_int(q, 1, after);
    bool found = question_next(q, error);
    if (found)
        *out = (struct came){ question_get_int(q, 0), question_get_int(q, 1),
                              { question_get_int(q, 2), question_get_int(q, 3) } };
    question_done(q);
    return found;
}

bool search_new(struct store *store, struct arena *keep, struct arena scratch, struct span text, int64_t now,
                int64_t after, uint32_t most, struct stored_ids *out, int64_t *seen, struct syn_error *error)
{
    struct finder f;
    struct came came;
    struct search_query query;
    struct arrivals arrivals = { .keep = keep, .out = out, .after = after };
    *out = (struct stored_ids){ 0 };
    *seen = after;
    if (!search_query_parse(&query, &scratch, text, now, error) || !begin(&f, store, &scratch, &query, error) ||
        !read_came(f.db, after, &came, error))
        return false;
    f.found = note_arrival;
    f.context = &arrivals;
    set_rows(&f, 0);
    if (!came.count)
        return true;
    if (came.count > ARTICLES_ONE_BY_ONE)
        return walk_stretch(&f, came.rows, came.last, most, seen);
    f.error->status = SYN_OK;
    return walk_arrivals(&f, after, most, seen) && f.error->status == SYN_OK;
}
