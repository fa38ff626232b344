#include "store/search_find.h"

#include <stdlib.h>

#include "store/search.h"

enum {
    ROWS_APART = 30 << SEARCH_MINUTE_BITS,     /* half an hour: beyond it the index is asked anew */
    FIGURES_COUNTED = 100,         /* articles that a figure was looked for in, at most, to count */
    ARRIVALS_AT_ONCE = 100000
};

struct finder {
    struct store *store;
    struct database *db;
    struct arena scratch;
    const struct search_query *query;
    struct search_match match;
    int64_t first, last;           /* rows, both included */
    int64_t story;                 /* where the one that is asked for went; 0: none is, -1: there is no such story */
    bool oldest;
    bool rows_alone;               /* `found` asks for no articles any more: 0 stands for them where nothing has to be
                                    * looked at */
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
    struct candidate c = { 0 };
    bool look = f->query->figure_count || !f->rows_alone;
    if (look && (!read_candidate(f, doc, &c) || !has_figures(f, c.version)))
        return true;
    return f->found(f->context, c.article, c.story, doc);
}

/* Rows of known articles, in order, and which are found; those that lie close together are asked for at once. */
struct some_rows { int64_t *at; bool *found; size_t count, room; };

static bool match_stretch(struct finder *f, struct some_rows *rows, size_t from, size_t end)
{
    struct question *q = database_ask(f->db,
        "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 ORDER BY rowid");
    question_text(q, 1, f->match.text);
    question_int(q, 2, rows->at[from]);
    question_int(q, 3, rows->at[end - 1]);
    for (size_t i = from; i < end && question_next(q, f->error);) {
        int64_t row = question_get_int(q, 0);
        while (i < end && rows->at[i] < row)
            i++;
        if (i < end && rows->at[i] == row)
            rows->found[i++] = true;
    }
    question_done(q);
    return !question_failed(q);
}

static bool match_rows(struct finder *f, struct arena *keep, struct some_rows *rows)
{
    rows->found = arena_new(keep, bool, rows->count);
    if (f->match.everything) {
        memset(rows->found, true, rows->count);
        return true;
    }
    for (size_t from = 0, end; from < rows->count; from = end) {
        for (end = from + 1; end < rows->count && rows->at[end] - rows->at[end - 1] < ROWS_APART; end++)
            ;
        if (!match_stretch(f, rows, from, end))
            return false;
    }
    return true;
}

static void add_row(struct arena *keep, struct some_rows *rows, int64_t row)
{
    ARENA_ROOM(keep, rows->at, rows->count, rows->room);
    rows->at[rows->count++] = row;
}

static bool walk_story(struct finder *f)
{
    struct arena rest = f->scratch;
    struct some_rows rows = { 0 };
    f->scratch = arena_half(&rest);
    struct question *q = database_ask(f->db,
        "SELECT doc FROM article WHERE story = ?3 AND doc >= ?1 AND doc <= ?2 ORDER BY doc");
    question_int(q, 1, f->first);
    question_int(q, 2, f->last);
    question_int(q, 3, f->story);
    while (question_next(q, f->error))
        add_row(&rest, &rows, question_get_int(q, 0));
    question_done(q);
    if (question_failed(q) || !match_rows(f, &rest, &rows))
        return false;
    for (size_t n = 0; n < rows.count; n++) {
        size_t i = f->oldest ? n : rows.count - 1 - n;
        if (rows.found[i] && !offer(f, rows.at[i]))
            break;
    }
    return true;
}

/* All articles of a time, where nothing else is asked for. */
static bool walk_articles(struct finder *f)
{
    struct question *q = database_ask(f->db, f->oldest
        ? "SELECT doc FROM article WHERE doc >= ?1 AND doc <= ?2 ORDER BY doc"
        : "SELECT doc FROM article WHERE doc >= ?1 AND doc <= ?2 ORDER BY doc DESC");
    question_int(q, 1, f->first);
    question_int(q, 2, f->last);
    while (question_next(q, f->error) && offer(f, question_get_int(q, 0)))
        ;
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
    bool good = f->query->story ? walk_story(f) : f->match.everything ? walk_articles(f) : walk_index(f);
    return good && f->error->status == SYN_OK;
}

static bool find_story(struct finder *f, struct arena *keep)
{
    if (!f->query->story)
        return true;
    struct span name = arena_printf(keep, "s%lld", (long long)f->query->story);
    if (store_find_story(f->store, name, &f->story, f->error))
        return true;
    if (f->error->status != SYN_NOT_FOUND)
        return false;
    f->story = -1;
    f->match.note = arena_printf(keep, "there is no story %.*s", (int)name.len, name.at);
    return true;
}

static bool begin(struct finder *f, struct store *store, struct arena *scratch, const struct search_query *query,
                  struct syn_error *error)
{
    *f = (struct finder){ .store = store, .db = store_database(store), .query = query, .error = error };
    f->scratch = arena_half(scratch);
    return search_match(store, scratch, f->scratch, query, &f->match, error) && find_story(f, scratch);
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

struct paging { struct search_page *page; struct finder *finder; int64_t *docs; uint32_t most, count_most; };

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
    paging->finder->rows_alone = page->count == paging->most;
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
    *out = (struct search_page){ .at = arena_new(keep, struct search_hit, settings->most),
                                 .note = arena_copy(keep, f.match.note) };
    uint32_t count_most = query->figure_count && settings->count_most > FIGURES_COUNTED ? FIGURES_COUNTED
                                                                                         : settings->count_most;
    struct paging paging = { out, &f, arena_new(&scratch, int64_t, settings->most), settings->most, count_most };
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

struct came { int64_t row, article; };
struct all_came { struct came *at; size_t count, room; int64_t last; };

static int by_row(const void *a, const void *b)
{
    const struct came *x = a, *y = b;
    return x->row < y->row ? -1 : x->row > y->row;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* The next articles by number, those of them that lie in the time and the story that is asked for. */
static bool read_came(struct finder *f, struct arena *keep, int64_t after, struct all_came *out)
{
    struct question *q = database_ask(f->db, "SELECT id, doc, story FROM article WHERE id > ?1 ORDER BY id LIMIT ?2");
    *out = (struct all_came){ .last = after };
    question_int(q, 1, after);
    question_int(q, 2, ARRIVALS_AT_ONCE);
    while (question_next(q, f->error)) {
        struct came came = { question_get_int(q, 1), question_get_int(q, 0) };
        bool told = !f->story || f->story == question_get_int(q, 2);
        out->last = came.article;
        if (!told || came.row < f->first || came.row > f->last)
            continue;
        ARENA_ROOM(keep, out->at, out->count, out->room);
        out->at[out->count++] = came;
    }
    question_done(q);
    if (out->count)
        qsort(out->at, out->count, sizeof *out->at, by_row);
    return !question_failed(q);
}

static bool note_arrival(void *context, int64_t article, int64_t story, int64_t doc)
{
    struct stored_ids *out = context;
    (void)story, (void)doc;
    out->at[out->count++] = article;
    return true;
}

/* Some of those that came: the ones that are found go to `out`, whose room is theirs. */
static bool find_came(struct finder *f, struct arena scratch, const struct all_came *came, struct stored_ids *out)
{
    struct some_rows rows = { arena_new(&scratch, int64_t, came->count), NULL, came->count, came->count };
    for (size_t i = 0; i < came->count; i++)
        rows.at[i] = came->at[i].row;
    if (!match_rows(f, &scratch, &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.found[i])
            offer(f, rows.at[i]);
    if (out->count)
        qsort(out->at, out->count, sizeof *out->at, by_number);
    return f->error->status == SYN_OK;
}

bool search_new(struct store *store, struct arena *keep, struct arena scratch, struct span text, int64_t now,
                int64_t after, uint32_t most, struct stored_ids *out, int64_t *seen, struct syn_error *error)
{
    struct finder f;
    struct search_query query;
    struct all_came came;
    *out = (struct stored_ids){ 0 };
    *seen = after;
    error->status = SYN_OK;
    if (!search_query_parse(&query, &scratch, text, now, error) || !begin(&f, store, &scratch, &query, error))
        return false;
    f.found = note_arrival;
    f.context = out;
    set_rows(&f, 0);
    do {
        struct arena own = scratch;
        if (!read_came(&f, &own, *seen, &came))
            return false;
        out->at = arena_new(keep, int64_t, came.count);
        if (!find_came(&f, own, &came, out))
            return false;
        if (came.last == *seen)
            break;
        *seen = came.last;
    } while (!out->count);
    if (out->count > most) {
        out->count = most;
        *seen = most ? out->at[most - 1] : after;
    }
    return true;
}
