#include "store/search_match.h"

#include "store/words.h"
#include "text/utf8.h"

enum { OUTLETS_MOST = 200 };

struct writer {
    struct store *store;
    struct arena *keep, scratch;
    const struct search_query *query;
    struct buffer out;
    struct span note;
    struct syn_error *error;
};

static bool put_node(struct writer *w, uint32_t n);

static const char *column_filter(uint8_t column)
{
    static const char *const filters[] = { "", "title : ", "names : ", "speakers : " };
    return filters[column];
}

/* ---- words that begin so ---- */

/* The first word of the index from `from` on; empty where there is none.  False where it failed. */
static bool next_word(struct writer *w, struct arena *keep, struct span from, struct span *word)
{
    struct question *q = database_ask(store_database(w->store),
        "SELECT term FROM search_word WHERE term >= ?1 LIMIT 1");
    question_text(q, 1, from);
    bool found = question_next(q, w->error);
    *word = found ? arena_copy(keep, question_get_text(q, 0)) : (struct span){ 0 };
    bool failed = question_failed(q);
    question_done(q);
    return !failed;
}

/* Where the next word may begin: behind `word`, or behind all words of ours that begin as it does. */
static struct span behind(struct arena *keep, struct span word)
{
    size_t ours = span_find_byte(word, '_', 0);
    struct buffer from = buffer_in(keep);
    buffer_put(&from, span_cut(word, 0, ours == SPAN_NONE ? word.len : ours));
    buffer_byte(&from, ours == SPAN_NONE ? '\1' : '_' + 1);
    return buffer_span(&from);
}

/* Puts the words that begin with `beginning`, which stands behind `before` in a phrase or alone; false where there are
 * too many, or it failed. */
static bool put_each(struct writer *w, struct span before, struct span beginning)
{
    struct arena scratch = w->scratch;
    struct span word, from = beginning;
    unsigned count = 0;
    for (; count <= SEARCH_BEGINNINGS; from = behind(&scratch, word)) {
        if (!next_word(w, &scratch, from, &word))
            return false;
        if (!span_starts(word, beginning))
            break;
        if (span_find_byte(word, '_', 0) != SPAN_NONE)
            continue;
        buffer_printf(&w->out, "%s\"%.*s%.*s\"", count++ ? " OR " : "", (int)before.len, before.at, (int)word.len,
                      word.at);
    }
    if (!count)     /* so that nothing is found */
        buffer_printf(&w->out, "\"%.*s%.*s\"", (int)before.len, before.at, (int)beginning.len, beginning.at);
    return count <= SEARCH_BEGINNINGS;
}

/* Of a few words FTS5 reads no more than is asked for; of many it puts all that they stand in together first, which
 * takes long only where the beginning is short. */
static bool put_beginnings(struct writer *w, const struct search_node *node, struct span before, struct span beginning)
{
    size_t begun = w->out.len;
    buffer_printf(&w->out, "%s(", column_filter(node->column));
    if (put_each(w, before, beginning)) {
        buffer_byte(&w->out, ')');
        return true;
    }
    if (w->error->status != SYN_OK)
        return false;
    if (utf8_count(beginning) < SEARCH_BEGINNING_LETTERS)
        return error_set(w->error, SYN_MISUSE, node->at.from, "more than %d words begin with '%.*s'; write at least %d "
                         "of its letters", SEARCH_BEGINNINGS, (int)beginning.len, beginning.at,
                         SEARCH_BEGINNING_LETTERS);
    w->out.len = begun;
    buffer_printf(&w->out, "%s\"%.*s%.*s\" *", column_filter(node->column), (int)before.len, before.at,
                  (int)beginning.len, beginning.at);
    return true;
}

static bool put_words(struct writer *w, const struct search_node *node)
{
    struct span words = node->words;
    if (!node->prefix) {
        buffer_printf(&w->out, "%s\"%.*s\"", column_filter(node->column), (int)words.len, words.at);
        return true;
    }
    size_t last = words.len;
    while (last && words.at[last - 1] != ' ')
        last--;
    return put_beginnings(w, node, span_cut(words, 0, last), span_from(words, last));
}

/* ---- facets ---- */

static bool holds_phrase(struct span words, struct span phrase)
{
    for (size_t at = 0; (at = span_find(words, phrase, at)) != SPAN_NONE; at++) {
        size_t end = at + phrase.len;
        if ((!at || words.at[at - 1] == ' ') && (end == words.len || words.at[end] == ' '))
            return true;
    }
    return false;
}

static bool is_called(struct arena scratch, struct span folded, struct span phrase)
{
    struct span first = span_cut(phrase, 0, span_find_byte(phrase, ' ', 0));
    /* Most are turned away without being split; words of acronyms are written with full stops. */
    if (span_find(folded, first, 0) == SPAN_NONE && span_find_byte(folded, '.', 0) == SPAN_NONE)
        return false;
    struct arena rest = arena_half(&scratch);
    struct buffer words = buffer_in(&scratch);
    words_put(&words, rest, folded);
    return holds_phrase(buffer_span(&words), phrase);
}

static bool put_outlets(struct writer *w, const struct search_node *node)
{
    unsigned count = 0;
    struct question *q = database_ask(store_database(w->store), "SELECT id, folded FROM outlet ORDER BY id");
    buffer_text(&w->out, "facets : (");
    while (count < OUTLETS_MOST && question_next(q, w->error))
        if (is_called(w->scratch, question_get_text(q, 1), node->words))
            buffer_printf(&w->out, "%s\"o_%lld\"", count++ ? " OR " : "", (long long)question_get_int(q, 0));
    bool failed = question_failed(q);
    question_done(q);
    if (!count) {
        buffer_text(&w->out, "\"o_0\"");
        w->note = arena_printf(w->keep, "no outlet is called '%.*s'", (int)node->words.len, node->words.at);
    }
    buffer_byte(&w->out, ')');
    return !failed;
}

static void put_facet(struct writer *w, const char *kind, struct span value)
{
    buffer_printf(&w->out, "facets : \"%s_%.*s\"", kind, (int)value.len, value.at);
}

static void put_figure(struct writer *w, const struct search_figure *figure)
{
    struct arena scratch = w->scratch;
    struct span name = search_figure_name(&scratch, figure);
    unsigned last = facet_bucket(figure->high);
    buffer_text(&w->out, "facets : (");
    for (unsigned bucket = facet_bucket(figure->low); bucket <= last; bucket++)
        buffer_printf(&w->out, "\"f_%.*s_%u\"%s", (int)name.len, name.at, bucket, bucket < last ? " OR " : "");
    buffer_byte(&w->out, ')');
}

/* ---- the tree ---- */

static bool put_list(struct writer *w, uint32_t first, const char *between)
{
    for (uint32_t n = first; n != SEARCH_NONE; n = w->query->at[n].next) {
        if (n != first)
            buffer_text(&w->out, between);
        if (!put_node(w, n))
            return false;
    }
    return true;
}

static bool is_not(const struct writer *w, uint32_t n) { return w->query->at[n].kind == SEARCH_NOT; }

static const char every[] = "facets : \"a_\"";

/* FTS5 knows only "this without that": what must be there goes first, all rows where nothing must. */
static bool put_and(struct writer *w, uint32_t first)
{
    unsigned wanted = 0, unwanted = 0;
    for (uint32_t n = first; n != SEARCH_NONE; n = w->query->at[n].next) {
        if (is_not(w, n)) {
            unwanted++;
            continue;
        }
        buffer_text(&w->out, wanted++ ? " AND " : "(");
        if (!put_node(w, n))
            return false;
    }
    buffer_text(&w->out, wanted ? ")" : every);
    for (uint32_t n = first; n != SEARCH_NONE && unwanted; n = w->query->at[n].next) {
        if (!is_not(w, n))
            continue;
        buffer_text(&w->out, " NOT ");
        if (!put_node(w, w->query->at[n].first))
            return false;
    }
    return true;
}

static bool put_node(struct writer *w, uint32_t n)
{
    const struct search_node *node = &w->query->at[n];
    bool good = true;
    switch (node->kind) {
    case SEARCH_WORDS: return put_words(w, node);
    case SEARCH_OUTLET: return put_outlets(w, node);
    case SEARCH_LANGUAGE: put_facet(w, "l", node->words); return true;
    case SEARCH_HAS: put_facet(w, "h", node->words); return true;
    default: break;
    }
    buffer_byte(&w->out, '(');
    if (node->kind == SEARCH_AND)
        good = put_and(w, node->first);
    else if (node->kind == SEARCH_OR)
        good = put_list(w, node->first, " OR ");
    else {
        buffer_printf(&w->out, "%s NOT ", every);
        good = put_node(w, node->first);
    }
    buffer_byte(&w->out, ')');
    return good;
}

bool search_match(struct store *store, struct arena *keep, struct arena scratch, const struct search_query *query,
                  struct search_match *out, struct syn_error *error)
{
    error->status = SYN_OK;
    struct writer w = { .store = store, .keep = keep, .scratch = arena_half(&scratch), .query = query, .error = error };
    w.out = buffer_in(&scratch);
    bool good = query->root == SEARCH_NONE || put_node(&w, query->root);
    for (uint32_t i = 0; good && i < query->figure_count; i++) {
        buffer_text(&w.out, w.out.len ? " AND " : "");
        put_figure(&w, &query->figures[i]);
    }
    *out = (struct search_match){ .everything = !w.out.len, .note = w.note };
    if (out->everything)
        buffer_text(&w.out, every);
    out->text = arena_copy(keep, buffer_span(&w.out));
    return good;
}
