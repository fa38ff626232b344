#include "store/sharing.h"

#include "base/calendar.h"
#include "store/search.h"
#include "store/words.h"

/* What the index is asked for by words of a column or several; empty where there are none. */
static struct span phrase_of(struct arena *keep, const char *columns, struct span words)
{
    words = span_trim(words);
    return words.len ? arena_printf(keep, "%s : \"%.*s\"", columns, (int)words.len, words.at) : SPAN("");
}

static bool find(struct store *store, struct arena *keep, struct span phrase, int64_t from, int64_t to, uint32_t most,
                 struct sharings *out, struct syn_error *error)
{
    *out = (struct sharings){ arena_new(keep, struct sharing, most), 0 };
    if (!phrase.len)
        return true;
    struct question *q = database_ask(store_database(store),
        "SELECT a.id, a.story FROM search JOIN article a ON a.doc = search.rowid"
        " WHERE search MATCH ?1 AND search.rowid BETWEEN ?2 AND ?3 LIMIT ?4");
    question_text(q, 1, phrase);
    question_int(q, 2, search_row_of(from));
    question_int(q, 3, search_row_of(to));
    question_int(q, 4, most);
    while (out->count < most && question_next(q, error))
        out->at[out->count++] = (struct sharing){ question_get_int(q, 0), question_get_int(q, 1) };
    bool failed = question_failed(q);
    question_done(q);
    return !failed;
}

bool sharing_words(struct store *store, struct arena *keep, struct arena scratch, struct span words, int64_t from,
                   int64_t to, uint32_t most, struct sharings *out, struct syn_error *error)
{
    struct arena growing = arena_half(&scratch);
    struct buffer put = buffer_in(&growing);
    words_put(&put, scratch, words);
    struct span phrase = phrase_of(&scratch, "{title text}", buffer_span(&put));
    return find(store, keep, phrase, from, to, most, out, error);
}

bool sharing_name(struct store *store, struct arena *keep, struct arena scratch, struct span name, int64_t from,
                  int64_t to, uint32_t most, struct sharings *out, struct syn_error *error)
{
    struct arena growing = arena_half(&scratch);
    struct buffer put = buffer_in(&growing);
    words_put_name(&put, scratch, name);
    bool has_words = span_trim(buffer_span(&put)).len > sizeof WORDS_GAP - 1;
    struct span phrase = has_words ? phrase_of(&scratch, "names", buffer_span(&put)) : SPAN("");
    return find(store, keep, phrase, from, to, most, out, error);
}

bool sharing_middle_day(struct store *store, int64_t first, uint32_t count, double *day, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store),
        "SELECT published FROM article WHERE id >= ?1 AND id < ?2 AND published IS NOT NULL ORDER BY published"
        " LIMIT 1 OFFSET (SELECT count(*) / 2 FROM article WHERE id >= ?1 AND id < ?2 AND published IS NOT NULL)");
    question_int(q, 1, first);
    question_int(q, 2, first + count);
    bool found = question_next(q, error);
    *day = found ? (double)question_get_int(q, 0) / DAY_SECONDS : 0;
    question_done(q);
    return found;
}
