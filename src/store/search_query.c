#include "store/search_query.h"

#include <stdarg.h>
#include <stdio.h>

#include "store/asked_time.h"
#include "store/words.h"
#include "text/normal.h"
#include "text/utf8.h"

enum { FIELD_LETTERS = 12, PHRASE_WORDS_MAX = 32 };

enum field { FIELD_NONE, FIELD_TITLE, FIELD_NAME, FIELD_SAID_BY, FIELD_OUTLET, FIELD_LANGUAGE, FIELD_HAS, FIELD_AFTER,
             FIELD_BEFORE, FIELD_ON, FIELD_STORY, FIELD_FIGURE };

static const struct { struct span name; enum field field; } fields[] = {
    { SPAN("title"), FIELD_TITLE },   { SPAN("name"), FIELD_NAME },         { SPAN("said-by"), FIELD_SAID_BY },
    { SPAN("outlet"), FIELD_OUTLET }, { SPAN("lang"), FIELD_LANGUAGE },     { SPAN("language"), FIELD_LANGUAGE },
    { SPAN("has"), FIELD_HAS },       { SPAN("after"), FIELD_AFTER },       { SPAN("since"), FIELD_AFTER },
    { SPAN("before"), FIELD_BEFORE }, { SPAN("until"), FIELD_BEFORE },      { SPAN("on"), FIELD_ON },
    { SPAN("story"), FIELD_STORY },   { SPAN("figure"), FIELD_FIGURE },
};

static const struct { struct span said, kept; } haves[] = {
    { SPAN("versions"), SPAN("versions") },     { SPAN("version"), SPAN("versions") },
    { SPAN("correction"), SPAN("correction") }, { SPAN("corrections"), SPAN("correction") },
    { SPAN("quotes"), SPAN("quotes") },         { SPAN("quote"), SPAN("quotes") },
    { SPAN("figures"), SPAN("figures") },       { SPAN("figure"), SPAN("figures") },
};

/* What holds for the whole query; a node's `first` is its number until the tree is settled. */
struct condition { int64_t from, to, story; struct search_figure figure; };

struct parser {
    struct arena *keep, scratch;
    struct span text;
    size_t at;
    int64_t now;
    struct syn_error *error;
    struct search_query *out;
    struct condition *conditions;
    uint32_t condition_count;
    unsigned depth;
    bool failed;
};

/* ---- pieces of the text ---- */

/* Bytes of the double quotation mark at `at`; 0 where there is none. */
static size_t quote_length(const struct parser *p, size_t at)
{
    static const struct span signs[] = { SPAN("\""), SPAN("“"), SPAN("”"), SPAN("„"), SPAN("«"), SPAN("»") };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (span_starts(span_from(p->text, at), signs[i]))
            return signs[i].len;
    return 0;
}

static bool is_bracket(char c) { return c == '(' || c == ')'; }

static size_t word_end(const struct parser *p, size_t at)
{
    while (at < p->text.len && !byte_is_blank(p->text.at[at]) && !is_bracket(p->text.at[at]) && !quote_length(p, at))
        at++;
    return at;
}

static void skip_blanks(struct parser *p)
{
    while (p->at < p->text.len && byte_is_blank(p->text.at[p->at]))
        p->at++;
}

static bool at_end(struct parser *p)
{
    skip_blanks(p);
    return p->at >= p->text.len || p->failed;
}

/* Whether the word `name` stands here, in capitals. */
static bool at_operator(struct parser *p, struct span name)
{
    skip_blanks(p);
    return span_equal(span_cut(p->text, p->at, word_end(p, p->at)), name);
}

static bool take_operator(struct parser *p, struct span name)
{
    if (!at_operator(p, name))
        return false;
    p->at += name.len;
    return true;
}

/* ---- nodes ---- */

/* The first mistake is the one that is told. */
__attribute__((format(printf, 3, 4)))
static uint32_t fail(struct parser *p, size_t at, const char *format, ...)
{
    char text[sizeof p->error->text];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    if (!p->failed)
        error_set(p->error, SYN_MISUSE, at, "%s", text);
    p->failed = true;
    return SEARCH_NONE;
}

static uint32_t add(struct parser *p, struct search_node node)
{
    struct search_query *q = p->out;
    if (q->count == SEARCH_QUERY_NODES)
        return fail(p, node.at.from, "the query is too long: it has more than %d parts", SEARCH_QUERY_NODES);
    q->at[q->count] = node;
    return q->count++;
}

static struct search_node node_of(enum search_node_kind kind, size_t from, size_t to)
{
    return (struct search_node){ .kind = (uint8_t)kind, .at = { (uint32_t)from, (uint32_t)to }, .first = SEARCH_NONE,
                                 .next = SEARCH_NONE };
}

static uint32_t add_condition(struct parser *p, enum search_node_kind kind, size_t from, struct condition condition)
{
    struct search_node node = node_of(kind, from, p->at);
    uint32_t n = add(p, node);
    if (n != SEARCH_NONE) {
        p->out->at[n].first = p->condition_count;
        p->conditions[p->condition_count++] = condition;
    }
    return n;
}

static unsigned count_words(struct span words)
{
    struct span word;
    unsigned count = 0;
    for (size_t at = 0; span_next_word(words, &at, &word);)
        count++;
    return count;
}

/* A word or phrase; SEARCH_NONE, without a mistake, where there is no letter in it. */
static uint32_t add_words(struct parser *p, struct search_node node, struct span said)
{
    struct arena scratch = p->scratch;
    struct buffer words = buffer_in(p->keep);
    bool latin = node.column == SEARCH_NAME || node.column == SEARCH_SPEAKER || node.kind == SEARCH_OUTLET;
    words_put(&words, scratch, latin ? text_latin(&scratch, said) : said);
    node.words = buffer_span(&words);
    if (!node.words.len)
        return SEARCH_NONE;
    if (count_words(node.words) > PHRASE_WORDS_MAX)
        return fail(p, node.at.from, "a phrase of more than %d words; a shorter one finds the same", PHRASE_WORDS_MAX);
    return add(p, node);
}

/* ---- values ---- */

struct value { struct span said; size_t from, to; bool prefix, quoted; };

static bool take_quoted(struct parser *p, struct value *out)
{
    size_t sign = quote_length(p, p->at), from = p->at + sign;
    for (size_t at = from; at < p->text.len; at++) {
        size_t closing = quote_length(p, at);
        if (!closing)
            continue;
        *out = (struct value){ span_cut(p->text, from, at), p->at, at + closing, false, true };
        p->at = at + closing;
        return true;
    }
    fail(p, p->at, "the phrase that begins here has no closing \"");
    return false;
}

/* A phrase in quotation marks, or a word. */
static bool take_value(struct parser *p, struct value *out)
{
    if (quote_length(p, p->at))
        return take_quoted(p, out);
    size_t to = word_end(p, p->at);
    bool star = to > p->at && p->text.at[to - 1] == '*';
    *out = (struct value){ span_cut(p->text, p->at, to - star), p->at, to, star, false };
    p->at = to;
    return true;
}

/* ---- fields ---- */

/* Of the word that begins here the field and the byte behind its ":"; *end is 0 where no ":" makes it one. */
static enum field field_at(const struct parser *p, size_t *end)
{
    size_t at = p->at;
    *end = 0;
    while (at < p->text.len && at - p->at <= FIELD_LETTERS && (byte_is_alpha(p->text.at[at]) || p->text.at[at] == '-'))
        at++;
    if (at == p->at || at >= p->text.len || p->text.at[at] != ':')
        return FIELD_NONE;
    struct span name = span_cut(p->text, p->at, at);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (span_equal_nocase(name, fields[i].name)) {
            *end = at + 1;
            return fields[i].field;
        }
    bool address = span_starts(span_from(p->text, at), SPAN("://"));
    bool alone = at + 1 >= p->text.len || byte_is_blank(p->text.at[at + 1]);
    *end = address || alone ? 0 : at + 1;
    return FIELD_NONE;
}

static uint32_t unknown_field(struct parser *p, size_t end)
{
    struct span name = span_cut(p->text, p->at, end - 1);
    return fail(p, p->at, "there is no field '%.*s:'; there are title: name: said-by: outlet: lang: after: before: on: "
                "figure: story: has: (to find it as a word, put it in quotation marks)", (int)name.len, name.at);
}

static uint32_t add_moment(struct parser *p, enum field field, const struct value *value)
{
    struct asked_time m;
    struct condition c = { .from = INT64_MIN, .to = INT64_MAX };
    if (!asked_time_parse(value->said, p->now, &m))
        return fail(p, value->from, "'%.*s' is no time; say a day (2024-04-03), a month (2024-04), a year, yesterday, "
                    "or a span back from now (24h, 7d, 2w)", (int)(value->said.len > 60 ? 60 : value->said.len),
                    value->said.at);
    if (field == FIELD_AFTER || field == FIELD_ON)
        c.from = m.from;
    if (field == FIELD_BEFORE)
        c.to = m.from;
    if (field == FIELD_ON)
        c.to = m.to;
    return add_condition(p, SEARCH_TIME, value->from, c);
}

static uint32_t add_story(struct parser *p, const struct value *value)
{
    struct condition c = { .from = INT64_MIN, .to = INT64_MAX };
    size_t at = value->said.len && (value->said.at[0] == 's' || value->said.at[0] == 'S');
    size_t digits = at;
    while (digits < value->said.len && byte_is_digit(value->said.at[digits]) && digits - at < 18)
        c.story = 10 * c.story + (value->said.at[digits++] - '0');
    if (digits == at || digits < value->said.len || !c.story)
        return fail(p, value->from, "story: wants a story's number, as in story:s4 ('synoptic stories' lists them)");
    return add_condition(p, SEARCH_STORY, value->from, c);
}

static uint32_t add_has(struct parser *p, const struct value *value)
{
    for (size_t i = 0; i < sizeof haves / sizeof *haves; i++)
        if (span_equal_nocase(value->said, haves[i].said)) {
            struct search_node node = node_of(SEARCH_HAS, value->from, value->to);
            node.words = haves[i].kept;
            return add(p, node);
        }
    return fail(p, value->from, "has: knows versions, correction, quotes and figures");
}

static uint32_t add_language(struct parser *p, const struct value *value)
{
    struct search_node node = node_of(SEARCH_LANGUAGE, value->from, value->to);
    char *code = arena_new(p->keep, char, 3);
    size_t len = value->said.len;
    bool good = len == 2 || len == 3;
    for (size_t i = 0; good && i < len; i++) {
        good = byte_is_alpha(value->said.at[i]);
        code[i] = byte_lower(value->said.at[i]);
    }
    if (!good)
        return fail(p, value->from, "lang: wants a language's two letters, as in lang:fr");
    node.words = (struct span){ code, len };
    return add(p, node);
}

static uint32_t add_field_words(struct parser *p, enum field field, const struct value *value)
{
    struct search_node node = node_of(field == FIELD_OUTLET ? SEARCH_OUTLET : SEARCH_WORDS, value->from, value->to);
    node.column = field == FIELD_TITLE ? SEARCH_TITLE : field == FIELD_NAME ? SEARCH_NAME
                : field == FIELD_SAID_BY ? SEARCH_SPEAKER : SEARCH_ANYWHERE;
    node.prefix = value->prefix && field != FIELD_OUTLET;
    uint32_t n = add_words(p, node, value->said);
    if (n == SEARCH_NONE && !p->failed)
        return fail(p, value->from, "there is no word here to look for");
    return n;
}

static uint32_t add_figure(struct parser *p, size_t from)
{
    struct condition c = { .from = INT64_MIN, .to = INT64_MAX };
    if (!search_figure_parse(&c.figure, p->keep, p->text, &p->at, p->error)) {
        p->failed = true;
        return SEARCH_NONE;
    }
    return add_condition(p, SEARCH_FIGURE, from, c);
}

static uint32_t parse_field(struct parser *p, enum field field, size_t end)
{
    struct value value;
    size_t from = p->at;
    p->at = end;
    if (field == FIELD_FIGURE)
        return add_figure(p, from);
    skip_blanks(p);
    if (p->at >= p->text.len || is_bracket(p->text.at[p->at]))
        return fail(p, from, "%.*s wants a word or a \"phrase\" behind it", (int)(end - from), p->text.at + from);
    if (!take_value(p, &value))
        return SEARCH_NONE;
    switch (field) {
    case FIELD_AFTER: case FIELD_BEFORE: case FIELD_ON: return add_moment(p, field, &value);
    case FIELD_STORY: return add_story(p, &value);
    case FIELD_HAS: return add_has(p, &value);
    case FIELD_LANGUAGE: return add_language(p, &value);
    default: return add_field_words(p, field, &value);
    }
}

/* ---- the tree ---- */

static uint32_t parse_or(struct parser *p);

static uint32_t parse_group(struct parser *p)
{
    size_t from = p->at++;
    if (++p->depth > SEARCH_QUERY_DEPTH)
        return fail(p, from, "more than %d brackets stand within one another", SEARCH_QUERY_DEPTH);
    uint32_t n = parse_or(p);
    p->depth--;
    if (p->failed)
        return SEARCH_NONE;
    if (at_end(p) || p->text.at[p->at] != ')')
        return fail(p, from, "the ( here is never closed");
    p->at++;
    return n;
}

static uint32_t parse_words(struct parser *p)
{
    struct value value;
    if (!take_value(p, &value))
        return SEARCH_NONE;
    struct search_node node = node_of(SEARCH_WORDS, value.from, value.to);
    node.prefix = value.prefix;
    uint32_t n = add_words(p, node, value.said);
    if (n == SEARCH_NONE && value.prefix && !p->failed)
        return fail(p, value.from, "a * goes behind the beginning of a word, as in storm*");
    return n;
}

static uint32_t parse_primary(struct parser *p)
{
    size_t end;
    if (p->text.at[p->at] == '(')
        return parse_group(p);
    enum field field = field_at(p, &end);
    if (field == FIELD_NONE && end)
        return unknown_field(p, end);
    return end ? parse_field(p, field, end) : parse_words(p);
}

static uint32_t parse_not(struct parser *p, size_t from)
{
    if (at_end(p) || p->text.at[p->at] == ')' || p->text.at[p->at] == '-' || at_operator(p, SPAN("NOT")))
        return fail(p, from, "a word, a phrase or a ( ) is wanted behind what says 'without'");
    uint32_t child = parse_primary(p);
    if (child == SEARCH_NONE)
        return SEARCH_NONE;
    struct search_node node = node_of(SEARCH_NOT, from, p->at);
    node.first = child;
    return add(p, node);
}

/* "-" before anything but a blank. */
static bool at_minus(const struct parser *p)
{
    return p->text.at[p->at] == '-' && p->at + 1 < p->text.len && !byte_is_blank(p->text.at[p->at + 1]);
}

static uint32_t parse_unary(struct parser *p)
{
    size_t from = p->at;
    if (at_minus(p)) {
        p->at++;
        return parse_not(p, from);
    }
    return take_operator(p, SPAN("NOT")) ? parse_not(p, from) : parse_primary(p);
}

struct children { uint32_t first, last, count; };

static void put_child(struct parser *p, struct children *list, uint32_t n)
{
    if (list->count++)
        p->out->at[list->last].next = n;
    else
        list->first = n;
    list->last = n;
}

static uint32_t close_list(struct parser *p, enum search_node_kind kind, const struct children *list, size_t from)
{
    if (list->count < 2)
        return list->count ? list->first : SEARCH_NONE;
    struct search_node node = node_of(kind, from, p->at);
    node.first = list->first;
    return add(p, node);
}

static uint32_t parse_and(struct parser *p)
{
    struct children list = { 0 };
    size_t from = p->at;
    bool wanted = false;
    while (!at_end(p) && p->text.at[p->at] != ')' && !at_operator(p, SPAN("OR"))) {
        size_t at = p->at;
        if (take_operator(p, SPAN("AND"))) {
            if (!list.count)
                return fail(p, at, "something is wanted before AND (in small letters it is a word)");
            wanted = true;
            continue;
        }
        uint32_t n = parse_unary(p);
        if (n != SEARCH_NONE)
            put_child(p, &list, n);
        wanted = false;
    }
    if (wanted && !p->failed)
        return fail(p, from, "something is wanted behind AND (in small letters it is a word)");
    return p->failed ? SEARCH_NONE : close_list(p, SEARCH_AND, &list, from);
}

static uint32_t parse_or(struct parser *p)
{
    struct children list = { 0 };
    size_t from = p->at, at;
    do {
        at = p->at;
        uint32_t n = parse_and(p);
        if (p->failed)
            return SEARCH_NONE;
        if (n != SEARCH_NONE)
            put_child(p, &list, n);
        else if (at != from || at_operator(p, SPAN("OR")))
            return fail(p, p->at, "something is wanted on both sides of OR (in small letters it is a word)");
    } while (take_operator(p, SPAN("OR")));
    return close_list(p, SEARCH_OR, &list, from);
}

/* ---- what holds for the whole query is taken out of the tree ---- */

static bool is_condition(const struct search_node *node) { return node->kind >= SEARCH_TIME; }

static const struct search_node *find_condition(const struct search_query *q, uint32_t n)
{
    const struct search_node *node = &q->at[n];
    if (is_condition(node))
        return node;
    const struct search_node *found = NULL;
    for (uint32_t child = node->first; child != SEARCH_NONE && !found; child = q->at[child].next)
        found = find_condition(q, child);
    return found;
}

static void take_condition(struct parser *p, const struct search_node *node)
{
    struct search_query *q = p->out;
    const struct condition *c = &p->conditions[node->first];
    if (node->kind == SEARCH_FIGURE)
        q->figures[q->figure_count++] = c->figure;
    q->from = c->from > q->from ? c->from : q->from;
    q->to = c->to < q->to ? c->to : q->to;
    if (c->story && q->story && c->story != q->story)
        fail(p, node->at.from, "an article is in one story only; ask for one");
    q->story = c->story ? c->story : q->story;
}

/* The tree at `n` without conditions; SEARCH_NONE where nothing is left. */
static uint32_t settle(struct parser *p, uint32_t n)
{
    struct search_query *q = p->out;
    struct search_node *node = &q->at[n];
    if (is_condition(node)) {
        take_condition(p, node);
        return SEARCH_NONE;
    }
    if (node->kind != SEARCH_AND) {
        const struct search_node *within = find_condition(q, n);
        if (within)
            fail(p, within->at.from, "times, figures and stories hold for the whole query: they stand neither in an OR "
                 "nor behind a -");
        return n;
    }
    struct children list = { 0 };
    for (uint32_t child = node->first, next; child != SEARCH_NONE && !p->failed; child = next) {
        next = q->at[child].next;
        q->at[child].next = SEARCH_NONE;
        uint32_t left = settle(p, child);
        if (left != SEARCH_NONE)
            put_child(p, &list, left);
    }
    node->first = list.count ? list.first : SEARCH_NONE;
    return list.count > 1 ? n : list.count ? list.first : SEARCH_NONE;
}

static void check_whole(struct parser *p, uint32_t root)
{
    struct search_query *q = p->out;
    if (p->failed)
        return;
    if (p->at < p->text.len) {
        fail(p, p->at, "there is no ( for the ) here");
        return;
    }
    if (root == SEARCH_NONE) {
        fail(p, 0, "there is no word to look for; try: flood bridge, \"state of emergency\", name:garo, "
             "lang:fr after:7d");
        return;
    }
    q->root = settle(p, root);
}

bool search_query_parse(struct search_query *out, struct arena *keep, struct span text, int64_t now,
                        struct syn_error *error)
{
    struct parser p = { .keep = keep, .text = arena_copy(keep, text), .now = now, .error = error, .out = out };
    *out = (struct search_query){ .root = SEARCH_NONE, .from = INT64_MIN, .to = INT64_MAX };
    if (text.len > SEARCH_QUERY_BYTES)
        return error_set(error, SYN_MISUSE, SEARCH_QUERY_BYTES, "the query is too long: %zu bytes; %d are the most",
                         text.len, SEARCH_QUERY_BYTES);
    out->at = arena_new(keep, struct search_node, SEARCH_QUERY_NODES);
    out->figures = arena_new(keep, struct search_figure, SEARCH_QUERY_NODES);
    p.conditions = arena_new(keep, struct condition, SEARCH_QUERY_NODES);
    struct arena whole = *keep;
    p.scratch = arena_half(&whole);     /* what is kept never grows that far */
    uint32_t root = parse_or(&p);
    if (!p.failed)
        skip_blanks(&p);
    check_whole(&p, root);
    return !p.failed;
}
