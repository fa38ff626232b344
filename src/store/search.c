#include "store/search.h"

#include "store/facet.h"
#include "store/words.h"

/* A word that stands in every row, for queries that only say what must not be there. */
#define EVERY_ROW "a_ "

int64_t search_row_of(int64_t seconds)
{
    int64_t minute = seconds / 60 - (seconds % 60 < 0);
    if (minute <= 0)
        return 0;
    return minute > INT64_MAX >> SEARCH_MINUTE_BITS ? INT64_MAX : minute << SEARCH_MINUTE_BITS;
}

/* ---- words of an article ---- */

static void put_names(struct buffer *out, struct arena scratch, const struct rows *rows)
{
    for (uint32_t i = 0; i < rows->name_count; i++)
        words_put_name(out, scratch, rows->names[i].folded);
}

/* Who is quoted twice in a row is put once. */
static void put_speakers(struct buffer *out, struct arena scratch, const struct rows *rows)
{
    struct span before = { 0 };
    for (uint32_t i = 0; i < rows->attribution_count; i++) {
        struct span folded = rows->attributions[i].folded;
        if (folded.len && !span_equal(folded, before))
            words_put_name(out, scratch, folded);
        before = folded;
    }
}

static bool has_quotes(const struct rows *rows)
{
    for (uint32_t i = 0; i < rows->attribution_count; i++)
        if (rows->attributions[i].kind != ATTRIBUTION_INDIRECT)
            return true;
    return false;
}

static void put_facets(struct buffer *out, struct arena scratch, const struct article *article, const struct rows *rows)
{
    facet_put_language(out, article->language);
    if (has_quotes(rows))
        facet_put_has(out, "quotes");
    if (article->corrections.count)
        facet_put_has(out, "correction");
    if (rows->figure_count)
        facet_put_has(out, "figures");
    for (uint32_t i = 0; i < rows->figure_count; i++) {
        const struct row_figure *f = &rows->figures[i];
        struct facet_figure figure = { f->dimension, f->state, f->value, f->unit, f->counted };
        facet_put_figure(out, scratch, &figure);
    }
}

struct search_words search_words_make(struct arena *keep, struct arena scratch, const struct article *article,
                                      const struct tokens *tokens, const struct rows *rows)
{
    struct search_words words;
    struct buffer title = buffer_in(keep);
    words_put(&title, scratch, article->title);
    words.title = buffer_span(&title);
    struct buffer text = buffer_in(keep);
    if (tokens)
        words_put_tokens(&text, scratch, tokens);
    else
        words_put_blocks(&text, scratch, article);
    words.text = buffer_span(&text);
    struct buffer names = buffer_in(keep);
    put_names(&names, scratch, rows);
    words.names = buffer_span(&names);
    struct buffer speakers = buffer_in(keep);
    put_speakers(&speakers, scratch, rows);
    words.speakers = buffer_span(&speakers);
    struct buffer facets = buffer_in(keep);
    buffer_text(&facets, EVERY_ROW);
    put_facets(&facets, scratch, article, rows);
    words.facets = buffer_span(&facets);
    return words;
}

/* ---- in and out ---- */

static bool run_with_words(struct question *q, int64_t doc, const struct search_words *words, struct syn_error *error)
{
    question_int(q, 1, doc);
    question_text(q, 2, words->title);
    question_text(q, 3, words->text);
    question_text(q, 4, words->names);
    question_text(q, 5, words->speakers);
    question_text(q, 6, words->facets);
    return question_run(q, error);
}

bool search_put(struct database *db, int64_t doc, const struct search_words *words, struct syn_error *error)
{
    return run_with_words(database_ask(db,
        "INSERT INTO search (rowid, title, text, names, speakers, facets) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
        doc, words, error);
}

bool search_take(struct database *db, int64_t doc, const struct search_words *words, struct syn_error *error)
{
    return run_with_words(database_ask(db,
        "INSERT INTO search (search, rowid, title, text, names, speakers, facets)"
        " VALUES ('delete', ?1, ?2, ?3, ?4, ?5, ?6)"), doc, words, error);
}

/* The facets that the store knows: outlet, versions. */
static bool put_known(struct database *db, int64_t article, struct buffer *facets, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT outlet, versions FROM article WHERE id = ?1");
    question_int(q, 1, article);
    bool found = question_next(q, error);
    if (found && !question_is_null(q, 0))
        facet_put_outlet(facets, question_get_int(q, 0));
    if (found && question_get_int(q, 1) > 1)
        facet_put_has(facets, "versions");
    bool failed = question_failed(q);
    question_done(q);
    if (!found && !failed)
        error_set(error, SYN_NOT_FOUND, 0, "%s: there is no article a%lld", database_path(db), (long long)article);
    return found;
}

bool search_words_of_stored(struct store *store, struct arena *keep, struct arena scratch, int64_t article,
                            int64_t version, struct search_words *out, struct syn_error *error)
{
    struct article body;
    struct rows rows;
    struct arena rest = arena_half(&scratch);
    if (!store_body(store, &scratch, rest, version, &body, error) ||
        !rows_read(store_database(store), &scratch, version, &rows, error))
        return false;
    *out = search_words_make(keep, rest, &body, NULL, &rows);
    struct buffer facets = buffer_in(keep);
    buffer_put(&facets, out->facets);
    if (!put_known(store_database(store), article, &facets, error))
        return false;
    out->facets = buffer_span(&facets);
    return true;
}
