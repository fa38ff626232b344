#include "store/arrival.h"

#include "store/article_pack.h"
#include "store/facet.h"
#include "store/key.h"
#include "store/outlets.h"
#include "store/rows.h"
#include "store/search.h"
#include "store/stories.h"
#include "store/store_state.h"

enum { MINUTE_ROOM = 1 << SEARCH_MINUTE_BITS };

/* Addresses and ids beyond this are no use to anybody, and would bloat the index. */
enum { KEY_MAX = 4096 };

struct arrival {
    const struct article *article;
    struct span key, own_id;           /* own_id: empty where it is the article's file and line */
    int64_t key_hash;
    uint64_t content;
    uint32_t words;
    struct span body;
    struct {
        int kind;
        struct span name, charset, packed;
        uint64_t at, length;
        uint32_t line;
        bool elsewhere;
    } evidence;
    struct rows rows;
    struct search_words search;        /* facets without those that the store knows: outlet, versions */
};

/* ---- made ready ---- */

/* Whether it lies in a web archive, whose pages are named by their place in it (read/read.h). */
static bool is_archived(struct arena scratch, const struct raw_document *raw)
{
    if (raw->line || raw->kind == RAW_RECORD)
        return false;
    return span_ends(raw->name, arena_printf(&scratch, ":%llu", (unsigned long long)raw->at));
}

static void pack_evidence(struct arrival *out, struct arena *keep, struct arena scratch, struct compressor *compressor,
                          const struct arrival_source *source, struct span body)
{
    const struct raw_document *raw = source->raw;
    out->evidence.kind = (int)raw->kind;
    out->evidence.name = raw->name;
    out->evidence.charset = raw->charset;
    out->evidence.at = raw->at;
    out->evidence.line = raw->line;
    out->evidence.elsewhere = source->elsewhere || (source->point && is_archived(scratch, raw));
    out->evidence.length = source->elsewhere ? source->length : raw->bytes.len;
    if (!out->evidence.elsewhere)
        out->evidence.packed = compress_pack(keep, scratch, compressor, raw->bytes, body);
}

static uint32_t count_words(const struct tokens *tokens)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < tokens->count; i++)
        count += tokens->at[i].kind == TOKEN_WORD;
    return count;
}

static void name_it(struct arrival *out, struct arena *keep, struct arena scratch, const struct arrival_source *source)
{
    const struct article *article = &source->report->article;
    out->own_id = source->own_id;
    out->key = source->key;
    if (!source->key.len) {
        out->own_id = key_is_own_id(scratch, source->raw, article) ? article->id : SPAN("");
        out->key = key_of(keep, source->raw, article);
    }
    out->key = span_cut(out->key, 0, out->key.len < KEY_MAX ? out->key.len : KEY_MAX);
    out->key_hash = key_hash(out->key);
}

struct arrival *arrival_name(struct arena *keep, struct arena scratch, const struct arrival_source *source)
{
    struct arrival *out = arena_new(keep, struct arrival, 1);
    out->article = &source->report->article;
    out->content = source->content;
    name_it(out, keep, scratch, source);
    return out;
}

int64_t arrival_key_hash(const struct arrival *arrival) { return arrival->key_hash; }

struct arrival *arrival_prepare(struct arena *keep, struct arena scratch, struct compressor *compressor,
                                const struct arrival_source *source)
{
    const struct report *report = source->report;
    struct arrival *out = arrival_name(keep, scratch, source);
    out->words = count_words(&report->notes.tokens);
    struct arena rest = arena_half(&scratch);
    struct buffer body = buffer_in(&scratch);
    article_pack(&body, &report->article);
    out->body = compress_pack(keep, rest, compressor, buffer_span(&body), SPAN(""));
    pack_evidence(out, keep, rest, compressor, source, buffer_span(&body));
    out->rows = rows_of(keep, rest, report);
    out->search = search_words_make(keep, rest, &report->article, &report->notes.tokens, &out->rows);
    return out;
}

/* ---- put into the store ---- */

static int64_t next_row(struct store *store, int64_t from, int64_t below, struct syn_error *error, bool *failed)
{
    struct question *q = database_ask(store->db, "SELECT max(doc) FROM article WHERE doc >= ?1 AND doc < ?2");
    question_int(q, 1, from);
    question_int(q, 2, below);
    int64_t next = question_next(q, error) && !question_is_null(q, 0) ? question_get_int(q, 0) + 1 : from;
    *failed = question_failed(q);
    question_done(q);
    return next;
}

/* The next free place of that time; a full minute flows over into the next ones. */
static bool choose_doc(struct store *store, int64_t time, int64_t *doc, struct syn_error *error)
{
    int64_t minute = time > 0 ? time / 60 : 0;
    struct full_minute *known = &store->minutes[minute % STORE_MINUTES];
    int64_t at = known->minute == minute + 1 ? known->next : minute;   /* minute + 1: zero is none */
    bool failed = false;
    for (;; at++) {
        int64_t from = at << SEARCH_MINUTE_BITS;
        *doc = next_row(store, from, from + MINUTE_ROOM, error, &failed);
        if (failed || *doc < from + MINUTE_ROOM)
            break;
    }
    *known = (struct full_minute){ minute + 1, at };
    return !failed;
}

/* A version's rows, body and evidence. */
static bool insert_version(struct store *store, const struct arrival *a, int64_t now, struct addition *out,
                           struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "INSERT INTO version (article, number, seen, modified, hash) VALUES (?1, ?2, ?3, ?4, ?5)");
    question_int(q, 1, out->article);
    question_int(q, 2, out->number);
    question_int(q, 3, now);
    if (when_known(a->article->modified))
        question_int(q, 4, a->article->modified.from);
    question_int(q, 5, (int64_t)a->content);
    if (!question_run(q, error))
        return false;
    out->version = database_last_id(store->db);
    q = database_ask(store->db, "INSERT INTO body (version, packed) VALUES (?1, ?2)");
    question_int(q, 1, out->version);
    question_bytes(q, 2, a->body);
    if (!question_run(q, error))
        return false;
    q = database_ask(store->db, "INSERT INTO evidence (version, kind, name, at, line, charset, length, packed)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    question_int(q, 1, out->version);
    question_int(q, 2, a->evidence.kind);
    question_text_or_null(q, 3, a->evidence.name);
    question_int(q, 4, (int64_t)a->evidence.at);
    question_int(q, 5, a->evidence.line);
    question_text_or_null(q, 6, a->evidence.charset);
    question_int(q, 7, (int64_t)a->evidence.length);
    if (!a->evidence.elsewhere)
        question_bytes(q, 8, a->evidence.packed);
    return question_run(q, error) && rows_insert(store->db, out->version, &a->rows, error);
}

static bool put_search(struct store *store, struct arena scratch, const struct arrival *a, int64_t doc, int64_t outlet,
                       bool versions, struct syn_error *error)
{
    struct search_words words = a->search;
    struct buffer facets = buffer_in(&scratch);
    buffer_put(&facets, words.facets);
    if (outlet)
        facet_put_outlet(&facets, outlet);
    if (versions)
        facet_put_has(&facets, "versions");
    words.facets = buffer_span(&facets);
    return search_put(store->db, doc, &words, error);
}

static bool add_new(struct store *store, struct arena scratch, const struct arrival *a, int64_t now,
                    struct addition *out, struct syn_error *error)
{
    const struct article *article = a->article;
    int64_t doc, outlet;
    struct question *q = database_ask(store->db, "SELECT coalesce(max(id), 0) + 1 FROM article");
    bool known = question_next(q, error);
    out->article = known ? question_get_int(q, 0) : 0;
    question_done(q);
    out->what = ADDED_NEW;
    out->number = 1;
    if (!known || !choose_doc(store, when_known(article->published) ? article->published.from : now, &doc, error) ||
        !outlets_number(store, article->outlet, &outlet, error) || !insert_version(store, a, now, out, error))
        return false;
    q = database_ask(store->db,
        "INSERT INTO article (id, key_hash, key, doc, own_id, url, outlet, language, title, published,"
        " published_precision, first_seen, words, flags, story, version, versions)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0, ?15, 1)");
    question_int(q, 1, out->article);
    question_int(q, 2, a->key_hash);
    question_text(q, 3, a->key);
    question_int(q, 4, doc);
    question_text_or_null(q, 5, a->own_id);
    question_text_or_null(q, 6, article->url.len ? article->url : article->canonical_url);
    if (outlet)
        question_int(q, 7, outlet);
    question_text_or_null(q, 8, article->language);
    question_text_or_null(q, 9, article->title);
    if (when_known(article->published))
        question_int(q, 10, article->published.from);
    question_int(q, 11, article->published.precision);
    question_int(q, 12, now);
    question_int(q, 13, a->words);
    question_int(q, 14, article->flags);
    question_int(q, 15, out->version);
    return question_run(q, error) && outlets_count(store, outlet, doc, 1, error) &&
           put_search(store, scratch, a, doc, outlet, false, error);
}

/* What the store holds of the key; article 0 where it has none. */
struct holding { int64_t article, version, story, doc, outlet; uint32_t versions; uint64_t content; };

static bool find_holding(struct store *store, const struct arrival *a, struct holding *out, struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT a.id, a.version, a.story, a.doc, a.outlet, a.versions, v.hash FROM article a"
        " JOIN version v ON v.id = a.version"
        " WHERE a.key_hash = ?1 AND a.key = ?2");
    question_int(q, 1, a->key_hash);
    question_text(q, 2, a->key);
    *out = (struct holding){ .article = 0 };
    if (question_next(q, error))
        *out = (struct holding){ question_get_int(q, 0), question_get_int(q, 1), question_get_int(q, 2),
                                 question_get_int(q, 3), question_get_int(q, 4), (uint32_t)question_get_int(q, 5),
                                 (uint64_t)question_get_int(q, 6) };
    question_done(q);
    return !question_failed(q);
}

/* A version may name another outlet. */
static bool count_move(struct store *store, const struct holding *held, int64_t outlet, struct syn_error *error)
{
    return outlet == held->outlet || (outlets_count(store, held->outlet, held->doc, -1, error) &&
                                      outlets_count(store, outlet, held->doc, 1, error));
}

static bool add_version(struct store *store, struct arena scratch, const struct arrival *a, const struct holding *held,
                        int64_t now, struct addition *out, struct syn_error *error)
{
    const struct article *article = a->article;
    struct search_words before;
    int64_t outlet;
    out->what = ADDED_VERSION;
    out->number = held->versions + 1;
    struct arena rest = arena_half(&scratch);
    if (!search_words_of_stored(store, &scratch, rest, held->article, held->version, &before, error) ||
        !search_take(store->db, held->doc, &before, error) ||
        !outlets_number(store, article->outlet, &outlet, error) || !insert_version(store, a, now, out, error))
        return false;
    struct question *q = database_ask(store->db,
        "UPDATE article SET title = ?2, outlet = ?3, language = ?4, words = ?5, flags = ?6, version = ?7,"
        " versions = ?8 WHERE id = ?1");
    question_int(q, 1, out->article);
    question_text_or_null(q, 2, article->title);
    if (outlet)
        question_int(q, 3, outlet);
    question_text_or_null(q, 4, article->language);
    question_int(q, 5, a->words);
    question_int(q, 6, article->flags);
    question_int(q, 7, out->version);
    question_int(q, 8, out->number);
    return question_run(q, error) && count_move(store, held, outlet, error) &&
           put_search(store, rest, a, held->doc, outlet, true, error) &&
           (!held->story || store_touch_story(store, held->story, error));
}

/* Whether any version says the same.  An article that says again what it said before is a version only where it is
 * known to have been seen later than the current one: else an old file is being read again. */
static bool is_known(struct store *store, const struct arrival *a, const struct holding *held, bool *known,
                     struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT max(hash = ?2), max(seen) FROM version WHERE article = ?1");
    *known = held->content == a->content;
    if (*known)
        return true;
    question_int(q, 1, held->article);
    question_int(q, 2, (int64_t)a->content);
    if (question_next(q, error))
        *known = question_get_int(q, 0) && !(when_known(a->article->seen) &&
                                             a->article->seen.from > question_get_int(q, 1));
    question_done(q);
    return !question_failed(q);
}

/* When it was seen by who brought it, else now. */
static int64_t seen_at(const struct arrival *a, int64_t now)
{
    return when_known(a->article->seen) ? a->article->seen.from : now;
}

/* What is there of the article, and whether it was there just so. */
static bool look_up(struct store *store, const struct arrival *a, struct holding *held, bool *known,
                    struct addition *out, struct syn_error *error)
{
    *known = false;
    if (!find_holding(store, a, held, error))
        return false;
    *out = (struct addition){ .what = ADDED_NOTHING, .article = held->article, .version = held->version,
                              .story = held->story, .number = held->versions };
    return !held->article || is_known(store, a, held, known, error);
}

bool store_knows(struct store *store, const struct arrival *a, bool *known, struct addition *out,
                 struct syn_error *error)
{
    struct holding held;
    return look_up(store, a, &held, known, out, error);
}

bool store_add(struct store *store, struct arena scratch, const struct arrival *a, int64_t now, struct addition *out,
               struct syn_error *error)
{
    struct holding held;
    bool known;
    if (!look_up(store, a, &held, &known, out, error))
        return false;
    if (!held.article)
        return add_new(store, scratch, a, seen_at(a, now), out, error);
    return known || add_version(store, scratch, a, &held, seen_at(a, now), out, error);
}
