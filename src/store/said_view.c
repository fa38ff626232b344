#include "store/said_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/map.h"
#include "news/mention.h"
#include "store/rows.h"
#include "store/search.h"
#include "store/search_match.h"
#include "store/words.h"
#include "text/normal.h"

/* NAME_BYTES: as much as an address can carry. */
enum { NAME_BYTES = 16 << 10, STATEMENTS_OF_ARTICLE = 30, NAME_WORDS = 8, TALLY_MOST = 400 };

static struct span copy_text(struct arena *keep, struct question *q, int column)
{
    return arena_copy(keep, question_get_text(q, column));
}

/* ---- names as words ---- */

/* The words, parted by blanks and with one at either end: so that whole words are found in them. */
static struct span padded_words(struct arena *keep, struct arena scratch, struct span name)
{
    struct buffer out = buffer_in(keep);
    name = span_cut(name, 0, name.len < NAME_BYTES ? name.len : NAME_BYTES);
    buffer_byte(&out, ' ');
    words_put(&out, scratch, text_latin(&scratch, name));
    buffer_byte(&out, ' ');
    return out.len > 2 ? buffer_span(&out) : SPAN("");
}

static bool holds(struct span text, struct span words)
{
    for (size_t at = 0; at + words.len <= text.len; at++)
        if (!memcmp(text.at + at, words.at, words.len))
            return true;
    return false;
}

/* Whether a folded name is its words already, as nearly all are: then nothing has to be split. */
static bool is_plain(struct span folded)
{
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.at[i];
        bool blank = c == ' ' && i && i + 1 < folded.len && folded.at[i - 1] != ' ';
        if (!blank && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
            return false;
    }
    return folded.len > 0;
}

/* `words` begin and end with a blank, or, as a beginning, begin with one. */
static bool plain_holds(struct span folded, struct span words)
{
    struct span inner = span_from(words, 1);
    bool whole = inner.len && inner.at[inner.len - 1] == ' ';
    inner = span_cut(inner, 0, inner.len - whole);
    for (size_t at = 0; at + inner.len <= folded.len; at++) {
        size_t end = at + inner.len;
        if ((!at || folded.at[at - 1] == ' ') && (!whole || end == folded.len || folded.at[end] == ' ') &&
            !memcmp(folded.at + at, inner.at, inner.len))
            return true;
    }
    return false;
}

static bool is_called(struct arena scratch, struct span folded, struct span words)
{
    if (is_plain(folded))
        return plain_holds(folded, words);
    struct arena keep = arena_half(&scratch);
    return holds(padded_words(&keep, scratch, folded), words);
}

/* ---- tallies ---- */

/* How many articles have what: an article counts once for each. */
struct tally { struct intern texts; struct tallied *at; size_t most; };
struct tallied { struct span name; uint8_t type; uint32_t reports, speaks; int64_t latest, article, spoke; };

static struct tally tally_in(struct arena *keep)
{
    return (struct tally){ intern_in(keep, TALLY_MOST), arena_new(keep, struct tallied, TALLY_MOST), TALLY_MOST };
}

static struct tallied *tally_add(struct tally *t, struct arena *keep, struct span key, struct span name, uint8_t type,
                                 int64_t article)
{
    uint32_t n = intern_find(&t->texts, key);
    if (n == INTERN_NONE && t->texts.count == t->most)
        return NULL;
    if (n == INTERN_NONE) {
        n = intern_add(&t->texts, arena_copy(keep, key));
        t->at[n] = (struct tallied){ .name = arena_copy(keep, name), .type = type };
    }
    struct tallied *one = &t->at[n];
    one->reports += one->article != article;
    one->article = article;
    return one;
}

static int by_reports(const void *a, const void *b)
{
    const struct tallied *x = a, *y = b;
    return x->reports != y->reports ? (x->reports < y->reports ? 1 : -1) : span_compare(x->name, y->name);
}

static void tally_sort(struct tally *t)
{
    if (t->texts.count)
        qsort(t->at, t->texts.count, sizeof *t->at, by_reports);
}

static void put_forms(struct arena *keep, struct tally *t, struct name_form **out, uint32_t *count)
{
    tally_sort(t);
    *count = t->texts.count < NAME_FORMS ? (uint32_t)t->texts.count : NAME_FORMS;
    *out = arena_new(keep, struct name_form, *count);
    for (uint32_t i = 0; i < *count; i++)
        (*out)[i] = (struct name_form){ t->at[i].name, t->at[i].type, t->at[i].reports };
}

/* ---- rows of the index ---- */

struct viewing {
    struct store *store;
    struct database *db;
    struct arena *keep, scratch;
    struct span words;                 /* padded_words */
    struct name_view *view;
    struct tally forms, roles;
    struct map said;                   /* story and words -> statement + 1 */
    size_t room;
    struct syn_error *error;
};

struct rows_found { int64_t *at; uint32_t count; };

/* Rows below `below`, newest first: those that fit are kept, and up to `counted` are counted. */
static bool read_rows(struct database *db, struct arena *keep, struct span match, int64_t below, uint32_t most,
                      uint32_t counted, struct rows_found *out, uint32_t *count, struct syn_error *error)
{
    struct question *q = database_ask(db,
        "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3");
    *out = (struct rows_found){ arena_new(keep, int64_t, most), 0 };
    question_text(q, 1, match);
    question_int(q, 2, below);
    question_int(q, 3, most > counted ? most : counted);
    for (*count = 0; question_next(q, error); ++*count)
        if (out->count < most)
            out->at[out->count++] = question_get_int(q, 0);
    question_done(q);
    return !question_failed(q);
}

/* The name as a phrase of a column, in the words of FTS5. */
static void put_phrase(struct buffer *out, const char *column, struct span words)
{
    buffer_printf(out, "%s : \"", column);
    buffer_put(out, span_cut(words, 1, words.len - 1));
    buffer_byte(out, '"');
}

/* An article as it is shown here, with the headline of its story. */
struct shown { int64_t id, story, version, outlet_id, at; struct span outlet, title, headline,
               language; struct when published; };

static struct when when_of(struct question *q, int column)
{
    struct when w = { .precision = (uint8_t)question_get_int(q, column + 1) };
    if (question_is_null(q, column) || w.precision > WHEN_SECOND)
        return (struct when){ .precision = WHEN_UNKNOWN };
    w.from = question_get_int(q, column);
    w.to = w.from + (w.precision >= WHEN_SECOND ? 1 : w.precision >= WHEN_MINUTE ? 60
                     : w.precision >= WHEN_HOUR ? 3600 : 86400);
    return w;
}

static bool read_shown(struct database *db, struct arena *keep, int64_t doc, struct shown *out, struct syn_error *error)
{
    struct question *q = database_ask(db,
        "SELECT a.id, a.story, a.version, a.outlet, a.first_seen, o.name, a.title, s.headline, a.language, a.published,"
        " a.published_precision FROM article a LEFT JOIN outlet o ON o.id = a.outlet LEFT JOIN story s ON s.id = "
        "a.story"
        " WHERE a.doc = ?1");
    question_int(q, 1, doc);
    bool found = question_next(q, error);
    if (found)
        *out = (struct shown){ question_get_int(q, 0), question_get_int(q, 1), question_get_int(q, 2),
                               question_get_int(q, 3), question_get_int(q, 4), copy_text(keep, q, 5),
                               copy_text(keep, q, 6), copy_text(keep, q, 7), copy_text(keep, q, 8), when_of(q, 9) };
    bool failed = question_failed(q);
    question_done(q);
    if (found && when_known(out->published))
        out->at = out->published.from;
    return found || (!failed && error_set(error, SYN_BAD_FORMAT, 0, "the search index of the store %s knows a report "
                                          "that "
                                          "is not there; see 'synoptic doctor'", database_path(db)));
}

/* ---- how an article calls it ---- */

/* Tallies forms and roles; *place is that of the first mention. */
static bool look_at_names(struct viewing *v, const struct shown *a, struct mark *place)
{
    struct question *q = database_ask(v->db,
        "SELECT type, name, folded, role, places FROM name WHERE version = ?1 ORDER BY n");
    *place = (struct mark){ 0, 0 };
    question_int(q, 1, a->version);
    while (question_next(q, v->error)) {
        if (!is_called(v->scratch, question_get_text(q, 2), v->words))
            continue;
        struct arena scratch = v->scratch;
        struct span name = question_get_text(q, 1), role = question_get_text(q, 3);
        struct marks places = rows_places(&scratch, question_get_bytes(q, 4));
        tally_add(&v->forms, v->keep, name, name, (uint8_t)question_get_int(q, 0), a->id);
        if (role.len)
            tally_add(&v->roles, v->keep, role, role, 0, a->id);
        if (places.count && (!place->to || places.at[0].from < place->from))
            *place = places.at[0];
    }
    question_done(q);
    return !question_failed(q);
}

/* ---- statements ---- */

/* Whether the story has it in these words already: then that one has one report more, unless the report is the same. */
static bool is_said_again(struct viewing *v, const struct shown *a, struct span words)
{
    struct arena scratch = v->scratch, own = arena_half(&scratch);
    struct buffer folded = buffer_in(&own);
    words_put(&folded, scratch, words);
    uint64_t key = hash_mix(hash_span(buffer_span(&folded)), (uint64_t)a->story);
    bool is_new;
    map_at(&v->said, hash_mix(key, (uint64_t)a->id), &is_new);
    uint32_t *n = map_at(&v->said, key, NULL);
    if (!*n) {
        *n = v->view->statement_count + 1;
        return false;
    }
    v->view->statements[*n - 1].more += is_new;
    return true;
}

static void put_statement(struct viewing *v, const struct shown *a, struct question *q, struct span text)
{
    struct name_view *view = v->view;
    struct mark place = { (uint32_t)question_get_int(q, 4), (uint32_t)question_get_int(q, 5) };
    if (place.from >= place.to || place.to > text.len)
        return;
    struct span words = mark_span(text, place);
    if (is_said_again(v, a, words))
        return;
    ARENA_ROOM(v->keep, view->statements, view->statement_count, v->room);
    view->statements[view->statement_count++] = (struct name_statement){
        .article = a->id, .story = a->story, .outlet_id = a->outlet_id, .outlet = a->outlet, .title = a->title,
        .headline = a->headline, .language = a->language, .at = a->at, .published = a->published, .place = place,
        .words = arena_copy(v->keep, words), .speaker = copy_text(v->keep, q, 2),
        .kind = (uint8_t)question_get_int(q, 0), .stance = (uint8_t)question_get_int(q, 1)
    };
}

static bool put_statements(struct viewing *v, const struct shown *a, struct span text)
{
    uint32_t before = v->view->statement_count;
    struct question *q = database_ask(v->db, "SELECT kind, stance, speaker, folded, \"from\", \"to\" FROM attribution"
                                             " WHERE version = ?1 ORDER BY n");
    question_int(q, 1, a->version);
    while (v->view->statement_count - before < STATEMENTS_OF_ARTICLE && question_next(q, v->error))
        if (is_called(v->scratch, question_get_text(q, 3), v->words))
            put_statement(v, a, q, text);
    question_done(q);
    return !question_failed(q);
}

/* The body stands in the upper half of what is free, so that looking at it does not write over it. */
static bool look_at_article(struct viewing *v, int64_t doc, bool names)
{
    struct shown a;
    struct article body;
    struct mark place;
    struct arena whole = v->scratch, upper = arena_half(&v->scratch);
    bool good = read_shown(v->db, v->keep, doc, &a, v->error) &&
                store_body(v->store, &upper, v->scratch, a.version, &body, v->error) &&
                put_statements(v, &a, body.text) && (!names || look_at_names(v, &a, &place));
    v->scratch = whole;
    return good;
}

static bool read_statements(struct viewing *v, struct span match, const struct name_settings *settings)
{
    struct rows_found rows;
    struct arena docs = arena_half(&v->scratch);
    int64_t below = settings->cursor ? settings->cursor : INT64_MAX;
    uint32_t counted = settings->statements_alone ? 0 : NAME_COUNT_MOST;
    if (!read_rows(v->db, &docs, match, below, NAME_BODIES + 1, counted, &rows, &v->view->speaks, v->error))
        return false;
    for (uint32_t i = 0; i < rows.count; i++) {
        if (i == NAME_BODIES || v->view->statement_count >= settings->most) {
            v->view->cursor = rows.at[i - 1];
            break;
        }
        if (!look_at_article(v, rows.at[i], !settings->statements_alone))
            return false;
    }
    return true;
}

/* ---- where it is named without speaking ---- */

static bool read_mentions(struct viewing *v, struct span match)
{
    struct rows_found rows;
    struct arena docs = arena_half(&v->scratch);
    struct name_view *view = v->view;
    view->mentions = arena_new(v->keep, struct name_mention, NAME_MENTIONS);
    if (!read_rows(v->db, &docs, match, INT64_MAX, NAME_MENTIONS, NAME_COUNT_MOST, &rows, &view->mentioned, v->error))
        return false;
    for (uint32_t i = 0; i < rows.count; i++) {
        struct shown a;
        struct mark place;
        if (!read_shown(v->db, v->keep, rows.at[i], &a, v->error) || !look_at_names(v, &a, &place))
            return false;
        view->mentions[view->mention_count++] = (struct name_mention){ a.id, a.story, a.outlet, a.title, a.language,
                                                                       a.published, place };
    }
    return true;
}

bool said_view_read(struct store *store, struct arena *keep, struct arena scratch, struct span name,
                    const struct name_settings *settings, struct name_view *out, struct syn_error *error)
{
    struct viewing v = { .store = store, .db = store_database(store), .keep = keep, .view = out, .error = error };
    struct arena own = arena_half(&scratch), words = arena_half(&own), sets = arena_half(&words);
    *error = (struct syn_error){ .status = SYN_OK };
    v.scratch = scratch;
    v.words = padded_words(&words, scratch, name);
    v.forms = tally_in(&sets);
    v.roles = tally_in(&sets);
    v.said = map_in(&own, 64);
    *out = (struct name_view){ .name = arena_copy(keep, span_trim(name)) };
    if (!v.words.len)
        return true;
    struct buffer speaks = buffer_in(&words);
    put_phrase(&speaks, "speakers", v.words);
    if (!read_statements(&v, buffer_span(&speaks), settings))
        return false;
    if (settings->statements_alone)
        return true;
    struct buffer named = buffer_in(&words);
    put_phrase(&named, "names", v.words);
    buffer_text(&named, " NOT ");
    put_phrase(&named, "speakers", v.words);
    if (!read_mentions(&v, buffer_span(&named)))
        return false;
    put_forms(keep, &v.forms, &out->forms, &out->form_count);
    put_forms(keep, &v.roles, &out->roles, &out->role_count);
    return true;
}

/* ---- names that begin so ---- */

struct finding {
    struct store *store;
    struct database *db;
    struct arena *keep, scratch;
    struct span letters;               /* padded_words without the last blank: the last may go on; empty: any */
    struct tally names;
    struct syn_error *error;
};

static void note_name(struct finding *f, const struct shown *a, struct question *q, bool speaks)
{
    struct tallied *one = tally_add(&f->names, f->keep, question_get_text(q, 2), question_get_text(q, 1),
                                    (uint8_t)question_get_int(q, 0), a->id);
    if (!one)
        return;
    one->speaks += speaks && one->spoke != a->id;
    one->spoke = speaks ? a->id : one->spoke;
    one->latest = one->latest ? one->latest : a->at;
}

/* Who is quoted, or whose name begins so: either kind of row once an article. */
static bool note_names(struct finding *f, const struct shown *a)
{
    static const char quoted[] =
        "SELECT n.type, n.name, n.folded FROM attribution t JOIN name n ON n.version = t.version AND n.folded = "
        "t.folded"
        " WHERE t.version = ?1 ORDER BY t.n, n.n";
    static const char named[] = "SELECT type, name, folded FROM name WHERE version = ?1 ORDER BY n";
    for (int pass = 0; pass < 2; pass++) {
        struct question *q = database_ask(f->db, pass ? quoted : named);
        question_int(q, 1, a->version);
        while ((pass || f->letters.len) && question_next(q, f->error))
            if (!f->letters.len || is_called(f->scratch, question_get_text(q, 2), f->letters))
                note_name(f, a, q, pass == 1);
        question_done(q);
        if (question_failed(q))
            return false;
    }
    return true;
}

static bool note_article(struct finding *f, int64_t doc)
{
    struct shown a;
    struct arena own = f->scratch, whole = f->scratch;
    if (!read_shown(f->db, &own, doc, &a, f->error))
        return false;
    f->scratch = own;
    bool good = note_names(f, &a);
    f->scratch = whole;
    return good;
}

static bool latest_rows(struct finding *f, struct arena *keep, struct rows_found *out)
{
    struct question *q = database_ask(f->db, "SELECT doc FROM article ORDER BY doc DESC LIMIT ?1");
    *out = (struct rows_found){ arena_new(keep, int64_t, NAME_RECENT), 0 };
    question_int(q, 1, NAME_RECENT);
    while (question_next(q, f->error))
        out->at[out->count++] = question_get_int(q, 0);
    question_done(q);
    return !question_failed(q);
}

/* The letters as a query: every word in the names, the last one as a beginning. */
static bool rows_of_letters(struct finding *f, struct arena *keep, struct names_found *out, struct rows_found *rows)
{
    struct arena scratch = f->scratch, own = arena_half(&scratch);
    struct buffer text = buffer_in(&own);
    struct search_query query;
    struct search_match match;
    struct span word;
    size_t at = 0;
    for (unsigned n = 0; n < NAME_WORDS && span_next_word(f->letters, &at, &word); n++)
        buffer_printf(&text, "%sname:%.*s", n ? " " : "", (int)word.len, word.at);
    buffer_byte(&text, '*');
    struct arena rest = arena_half(&scratch);
    if (!search_query_parse(&query, &scratch, buffer_span(&text), 0, f->error) ||
        !search_match(f->store, &scratch, rest, &query, &match, f->error)) {
        out->note = arena_copy(f->keep, span_of(f->error->text));
        *rows = (struct rows_found){ NULL, 0 };
        return f->error->status == SYN_MISUSE || f->error->status == SYN_BAD_FORMAT;
    }
    uint32_t count;
    return read_rows(f->db, keep, match.text, INT64_MAX, NAME_RECENT, 0, rows, &count, f->error);
}

bool said_names(struct store *store, struct arena *keep, struct arena scratch, struct span letters,
                struct names_found *out, struct syn_error *error)
{
    struct arena own = arena_half(&scratch), sets = arena_half(&own);
    struct finding f = { .store = store, .db = store_database(store), .keep = &sets, .error = error };
    struct rows_found rows;
    f.scratch = scratch;
    struct span words = padded_words(&own, scratch, letters);
    f.letters = span_cut(words, 0, words.len ? words.len - 1 : 0);
    f.names = tally_in(&sets);
    *out = (struct names_found){ .count = 0 };
    f.keep = keep;
    if (f.letters.len ? !rows_of_letters(&f, &own, out, &rows) : !latest_rows(&f, &own, &rows))
        return false;
    f.keep = &sets;
    for (uint32_t i = 0; i < rows.count; i++)
        if (!note_article(&f, rows.at[i]))
            return false;
    tally_sort(&f.names);
    out->looked_at = rows.count;
    out->count = f.names.texts.count < NAME_FOUND_MOST ? (uint32_t)f.names.texts.count : NAME_FOUND_MOST;
    out->at = arena_new(keep, struct name_found, out->count);
    for (uint32_t i = 0; i < out->count; i++) {
        const struct tallied *t = &f.names.at[i];
        out->at[i] = (struct name_found){ arena_copy(keep, t->name), t->type, t->reports, t->speaks, t->latest };
    }
    return true;
}
