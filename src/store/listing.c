#include "store/listing.h"

#include <stdlib.h>

#include "base/map.h"
#include "store/facet.h"
#include "store/search.h"
#include "store/search_find.h"

enum { UNKNOWN_LOOKED_AT = 2000 };

struct lister {
    struct store *store;
    struct database *db;
    struct arena *keep, scratch;
    const struct listing_settings *settings;
    struct listing_page *page;
    struct span language;              /* what stories must be told in; empty: any */
    struct syn_error *error;
};

int listing_by_order(const void *a, const void *b)
{
    const struct listing_cursor *x = a, *y = b;
    for (int i = 0; i < 3; i++)
        if (x->at[i] != y->at[i])
            return x->at[i] > y->at[i] ? -1 : 1;
    return 0;
}

static bool is_first_page(const struct lister *l)
{
    const int64_t *at = l->settings->cursor.at;
    return !at[0] && !at[1] && !at[2];
}

static bool is_behind_cursor(const struct lister *l, const struct listing_cursor *e)
{
    return is_first_page(l) || listing_by_order(&l->settings->cursor, e) < 0;
}

/* ---- a page is filled ---- */

static bool is_told_in(struct span languages, struct span language)
{
    struct span word;
    for (size_t at = 0; span_next_word(languages, &at, &word);)
        if (span_equal_nocase(word, language))
            return true;
    return !language.len;
}

/* Puts the story on the page, if it is one that is asked for.  False once the page is full, or something failed. */
static bool put_story(struct lister *l, int64_t id, struct listing_cursor cursor)
{
    struct listing_page *page = l->page;
    struct stored_story story;
    if (!store_story(l->store, l->keep, id, &story, l->error))
        return false;
    if (!story.reports || story.reports < l->settings->reports || story.origins < l->settings->origins ||
        story.conflicts < l->settings->conflicts || !is_told_in(story.languages, l->language))
        return true;
    if (page->count == l->settings->most) {
        page->more = true;
        return false;
    }
    page->cursors[page->count] = cursor;
    page->at[page->count++] = story;
    return true;
}

static bool has_failed(const struct lister *l) { return l->error->status != SYN_OK; }

/* The entries' last number is the story. */
static void put_sorted(struct lister *l, struct listing_cursor *entries, size_t count)
{
    if (count)
        qsort(entries, count, sizeof *entries, listing_by_order);
    for (size_t i = 0; i < count; i++)
        if (is_behind_cursor(l, &entries[i]) && !put_story(l, entries[i].at[2], entries[i]))
            return;
}

/* ---- by an index ---- */

/* Three numbers in the order of an index, the last of which is the story; all, or those behind a cursor. */
static const char *question_of(enum listing_order by, bool first)
{
    static const char *const questions[][2] = {
        [LISTING_NEWEST] = {
            "SELECT latest, reports, id, latest FROM story WHERE reports > 0 AND latest >= ?1 AND latest < ?2"
            " AND (latest, reports, id) < (?3, ?4, ?5) ORDER BY latest DESC, reports DESC, id DESC",
            "SELECT latest, reports, id, latest FROM story WHERE reports > 0 AND latest >= ?1 AND latest < ?2"
            " ORDER BY latest DESC, reports DESC, id DESC" },
        [LISTING_LARGEST] = {
            "SELECT reports, latest, id, latest FROM story WHERE reports > 0 AND latest >= ?1 AND latest < ?2"
            " AND (reports, latest, id) < (?3, ?4, ?5) ORDER BY reports DESC, latest DESC, id DESC",
            "SELECT reports, latest, id, latest FROM story WHERE reports > 0 AND latest >= ?1 AND latest < ?2"
            " ORDER BY reports DESC, latest DESC, id DESC" },
        [LISTING_ORIGINS] = {
            "SELECT origins, latest, id, latest FROM story WHERE origins > 1 AND latest >= ?1 AND latest < ?2"
            " AND (origins, latest, id) < (?3, ?4, ?5) ORDER BY origins DESC, latest DESC, id DESC",
            "SELECT origins, latest, id, latest FROM story WHERE origins > 1 AND latest >= ?1 AND latest < ?2"
            " ORDER BY origins DESC, latest DESC, id DESC" },
        [LISTING_DISPUTED] = {
            "SELECT conflicts, latest, id, latest FROM story WHERE conflicts > 0 AND latest >= ?1 AND latest < ?2"
            " AND (conflicts, latest, id) < (?3, ?4, ?5) ORDER BY conflicts DESC, latest DESC, id DESC",
            "SELECT conflicts, latest, id, latest FROM story WHERE conflicts > 0 AND latest >= ?1 AND latest < ?2"
            " ORDER BY conflicts DESC, latest DESC, id DESC" },
    };
    return questions[by][first];
}

static void list_by_index(struct lister *l)
{
    bool first = is_first_page(l), more = true;
    struct question *q = database_ask(l->db, question_of(l->settings->by, first));
    question_int(q, 1, l->settings->since);
    question_int(q, 2, l->settings->until);
    for (int i = 0; i < 3 && !first; i++)
        question_int(q, 3 + i, l->settings->cursor.at[i]);
    while (more && question_next(q, l->error)) {
        int64_t reports = question_get_int(q, l->settings->by == LISTING_NEWEST ? 1 : 0);
        struct listing_cursor cursor = { { question_get_int(q, 0), question_get_int(q, 1), question_get_int(q, 2) } };
        bool small = l->settings->by <= LISTING_LARGEST && reports < l->settings->reports;
        if (small && l->settings->by == LISTING_LARGEST)
            break;
        more = small || put_story(l, cursor.at[2], cursor);
    }
    question_done(q);
}

/* The largest of a stretch of time, those of many origins, or disputed: where few stories are such they are gathered and
 * sorted, since most that stand before them in the order's index are not.  False where there are many. */
static bool list_few(struct lister *l)
{
    static const char recent[] =
        "SELECT reports, latest, id FROM story WHERE reports > 0 AND latest >= ?1 AND latest < ?2";
    static const char of_origins[] =
        "SELECT reports, latest, id FROM story WHERE origins > 1 AND origins >= ?3 AND latest >= ?1 AND latest < ?2";
    static const char disputed[] =
        "SELECT reports, latest, id FROM story WHERE conflicts > 0 AND conflicts >= ?3 AND latest >= ?1 AND latest < ?2";
    struct arena scratch = l->scratch;
    struct listing_cursor *entries =
        arena_take_raw(&scratch, sizeof *entries, alignof(struct listing_cursor), LISTING_FEW);
    size_t count = 0, looked_at = 0;
    uint32_t origins = l->settings->origins, conflicts = l->settings->conflicts;
    struct question *q = database_ask(l->db, conflicts ? disputed : origins > 1 ? of_origins : recent);
    question_int(q, 1, l->settings->since);
    question_int(q, 2, l->settings->until);
    if (conflicts || origins > 1)
        question_int(q, 3, conflicts ? conflicts : origins);
    while (looked_at < LISTING_FEW && question_next(q, l->error)) {
        int64_t reports = question_get_int(q, 0), latest = question_get_int(q, 1), id = question_get_int(q, 2);
        bool newest = l->settings->by == LISTING_NEWEST;
        looked_at++;
        if (reports >= l->settings->reports)
            entries[count++] = (struct listing_cursor){ { newest ? latest : reports, newest ? reports : latest, id } };
    }
    question_done(q);
    if (looked_at == LISTING_FEW)
        return false;
    put_sorted(l, entries, count);
    return true;
}

/* Whether list_few may be quicker than the order's own index. */
static bool may_be_few(const struct listing_settings *s)
{
    bool timed = s->since != INT64_MIN || s->until != INT64_MAX;
    return s->by <= LISTING_LARGEST && (s->origins > 1 || s->conflicts || (timed && s->by == LISTING_LARGEST));
}

/* ---- by what their reports are found by ---- */

/* What was typed, as a phrase of a query. */
static void put_field(struct buffer *out, const char *field, struct span value)
{
    if (!value.len)
        return;
    buffer_printf(out, " %s:\"", field);
    for (size_t i = 0; i < value.len; i++)
        buffer_byte(out, value.at[i] == '"' ? ' ' : value.at[i]);
    buffer_byte(out, '"');
}

struct gathering {
    struct lister *lister;
    struct map seen;                   /* stories */
    int64_t *stories;                  /* in the order in which their reports were found */
    size_t count, room;
    uint32_t reports;
};

static bool note_new(struct gathering *g, int64_t story)
{
    uint32_t *place = map_at(&g->seen, (uint64_t)story, NULL);
    if (*place)
        return false;
    *place = 1;
    return true;
}

/* By their latest report that is found: the cursor's first number is its row. */
static bool list_found(void *context, int64_t article, int64_t story, int64_t doc)
{
    struct gathering *g = context;
    struct lister *l = g->lister;
    (void)article;
    if (!story || !note_new(g, story))
        return true;
    bool shown = !is_first_page(l) && doc >= l->settings->cursor.at[0];
    return shown || put_story(l, story, (struct listing_cursor){ { doc, 0, story } });
}

static bool gather_found(void *context, int64_t article, int64_t story, int64_t doc)
{
    struct gathering *g = context;
    (void)article, (void)doc;
    if (g->reports == LISTING_WALK) {
        g->lister->page->cut = true;
        return false;
    }
    g->reports++;
    if (story && note_new(g, story)) {
        ARENA_ROOM(&g->lister->scratch, g->stories, g->count, g->room);
        g->stories[g->count++] = story;
    }
    return true;
}

/* By what the story is listed, and when its latest report came; 0 where it is not known of. */
static bool read_rank(struct lister *l, int64_t story, struct listing_cursor *out)
{
    static const char *const questions[] = {
        [LISTING_LARGEST] = "SELECT reports, latest FROM story WHERE id = ?1 AND reports > 0",
        [LISTING_ORIGINS] = "SELECT origins, latest FROM story WHERE id = ?1 AND origins > 1 AND reports > 0",
        [LISTING_DISPUTED] = "SELECT conflicts, latest FROM story WHERE id = ?1 AND conflicts > 0 AND reports > 0",
    };
    struct question *q = database_ask(l->db, questions[l->settings->by]);
    question_int(q, 1, story);
    bool found = question_next(q, l->error);
    if (found)
        *out = (struct listing_cursor){ { question_get_int(q, 0), question_get_int(q, 1), story } };
    question_done(q);
    return found;
}

static void put_gathered(struct lister *l, const struct gathering *g)
{
    struct listing_cursor *entries = arena_new(&l->scratch, struct listing_cursor, g->count);
    size_t count = 0;
    for (size_t i = 0; i < g->count && !has_failed(l); i++)
        count += read_rank(l, g->stories[i], &entries[count]);
    put_sorted(l, entries, count);
}

static void list_by_reports(struct lister *l, int64_t now)
{
    struct search_query query;
    struct buffer text = buffer_in(&l->scratch);
    put_field(&text, "lang", l->settings->language);
    put_field(&text, "outlet", l->settings->outlet);
    put_field(&text, "name", l->settings->name);
    if (!search_query_parse(&query, &l->scratch, buffer_span(&text), now, l->error)) {
        l->error->at = 0;              /* not a byte that anybody typed */
        return;
    }
    query.from = l->settings->since;
    query.to = l->settings->until;
    struct gathering g = { .lister = l };
    struct arena map_room = arena_half(&l->scratch), walk_room = arena_half(&l->scratch);
    g.seen = map_in(&map_room, 1024);
    bool newest = l->settings->by == LISTING_NEWEST;
    if (search_each(l->store, walk_room, &query, false, 0, newest ? list_found : gather_found, &g, l->error) && !newest)
        put_gathered(l, &g);
}

/* Whether more reports are in the language than are looked at one by one: then stories told in it are so frequent that
 * they are soon met in the index of any order. */
static bool is_much_told_in(struct lister *l, struct span language)
{
    struct arena scratch = l->scratch;
    struct buffer match = buffer_in(&scratch);
    buffer_text(&match, "facets : \"");
    struct arena rest = arena_half(&scratch);
    struct buffer facet = buffer_in(&rest);
    facet_put_language(&facet, language);
    buffer_put(&match, buffer_span(&facet));
    buffer_text(&match, "\"");
    const struct listing_settings *s = l->settings;
    struct question *q = database_ask(l->db, "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1"
                                             " AND rowid >= ?2 AND rowid < ?3 LIMIT ?4)");
    question_text(q, 1, buffer_span(&match));
    question_int(q, 2, s->since == INT64_MIN ? 0 : search_row_of(s->since));
    question_int(q, 3, s->until == INT64_MAX ? INT64_MAX : search_row_of(s->until));
    question_int(q, 4, LISTING_WALK + 1);
    bool much = question_next(q, l->error) && question_get_int(q, 0) > LISTING_WALK;
    question_done(q);
    return much;
}

/* ---- what is not known ---- */

/* Stories that would stand on the page if they had as many origins as reports. */
static void count_unknown(struct lister *l)
{
    const struct listing_page *page = l->page;
    enum listing_order by = l->settings->by;
    int64_t least = by == LISTING_ORIGINS && page->count == l->settings->most ? page->at[page->count - 1].origins : 1;
    struct question *q = database_ask(l->db,
        "SELECT count(*) FROM (SELECT 1 FROM (SELECT told, revision FROM story WHERE reports > ?1 AND reports > 0"
        " ORDER BY reports DESC LIMIT ?2) WHERE told IS NOT revision LIMIT ?3)");   /* > 0: as its index says */
    question_int(q, 1, least);
    question_int(q, 2, UNKNOWN_LOOKED_AT);
    question_int(q, 3, LISTING_UNKNOWN_MOST);
    if (question_next(q, l->error))
        l->page->unknown = (uint32_t)question_get_int(q, 0);
    question_done(q);
}

/* Whether stories are to be found by their reports. */
static bool goes_by_reports(struct lister *l)
{
    const struct listing_settings *s = l->settings;
    bool language_alone = s->language.len && !s->outlet.len && !s->name.len && s->by != LISTING_NEWEST;
    if (!language_alone || !is_much_told_in(l, s->language))
        return s->language.len || s->outlet.len || s->name.len;
    l->language = s->language;
    return false;
}

bool listing_read(struct store *store, struct arena *keep, struct arena scratch,
                  const struct listing_settings *settings, int64_t now, struct listing_page *out,
                  struct syn_error *error)
{
    struct lister l = { store, store_database(store), keep, scratch, settings, out, { 0 }, error };
    *out = (struct listing_page){ .at = arena_new(keep, struct stored_story, settings->most),
                                  .cursors = arena_new(keep, struct listing_cursor, settings->most) };
    error->status = SYN_OK;
    if (goes_by_reports(&l))
        list_by_reports(&l, now);
    else if (!may_be_few(settings) || !list_few(&l))
        list_by_index(&l);
    if (settings->by >= LISTING_ORIGINS && !has_failed(&l))
        count_unknown(&l);
    return !has_failed(&l);
}
