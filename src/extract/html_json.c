#include "extract/html_json.h"

#include "extract/html_token.h"

enum { WORD_MAX = 64, LOOK_AHEAD = 400 /* blanks behind a quotation mark that are looked over */ };

struct scan {
    struct html_json *list;
    struct span text;
    size_t at;
    uint32_t open[HTML_JSON_DEPTH];   /* objects and arrays not yet closed */
    unsigned depth, too_deep;         /* too_deep: brackets open that are left out */
    struct span key;                  /* the name that waits for its value */
    bool has_key;
};

static char byte_at(const struct scan *s, size_t at) { return at < s->text.len ? s->text.at[at] : '\0'; }

static size_t skip_blanks(const struct scan *s, size_t at, size_t max)
{
    size_t end = at + max;
    while (at < s->text.len && at < end && byte_is_blank(s->text.at[at]))
        at++;
    return at;
}

/* ---- strings ---- */

static bool begins_word(const struct scan *s, size_t at)
{
    struct span rest = span_from(s->text, at);
    return span_starts(rest, SPAN("true")) || span_starts(rest, SPAN("false")) || span_starts(rest, SPAN("null"));
}

/* A name without quotes: "b:". */
static bool begins_name(const struct scan *s, size_t at)
{
    size_t end = at;
    while (end < s->text.len && end - at < WORD_MAX && byte_is_alpha(s->text.at[end]))
        end++;
    return end > at && byte_at(s, end) == ':';
}

/* Whether the quotation mark before `at` ends its string.  In sound JSON every one does that is not escaped; a stray
 * one shows by what follows it. */
static bool ends_string(const struct scan *s, size_t at, char quote)
{
    size_t next = skip_blanks(s, at, LOOK_AHEAD);
    char c = byte_at(s, next);
    if (next >= s->text.len || c == ':' || c == '}' || c == ']')
        return true;
    if (c == ',') {
        next = skip_blanks(s, next + 1, LOOK_AHEAD);
        c = byte_at(s, next);
        return next >= s->text.len || c == quote || c == '"' || c == '{' || c == '[' || c == '}' || c == ']' ||
               c == '-' || c == '/' || byte_is_digit(c) || begins_word(s, next) || (quote == '\'' && begins_name(s, next));
    }
    /* A comma was forgotten between two lines. */
    bool new_line = false;
    for (size_t i = at; i < next; i++)
        new_line |= s->text.at[i] == '\n';
    return (new_line && (c == '"' || c == '{')) || c == '/';
}

/* The place behind the string that begins at `at`.  One that is never closed gives its last byte for the quotation
 * mark that is missing, which must not be a part of a letter. */
static size_t string_end(const struct scan *s, size_t at)
{
    char quote = s->text.at[at];
    for (size_t i = at + 1; i < s->text.len; i++) {
        if (s->text.at[i] == '\\')
            i++;
        else if (s->text.at[i] == quote && ends_string(s, i + 1, quote))
            return i + 1;
    }
    size_t end = s->text.len;
    while (end > at + 1 && (unsigned char)s->text.at[end - 1] >= 0x80)
        end--;
    return end;
}

/* ---- values ---- */

static uint32_t add_value(struct scan *s, enum json_kind kind, struct span raw)
{
    struct html_json *list = s->list;
    struct span key = s->key;
    s->key = SPAN("");
    s->has_key = false;
    if (s->too_deep || list->count >= HTML_JSON_VALUES)
        return HTML_JSON_NONE;
    ARENA_ROOM(list->keep, list->at, list->count, list->room);
    uint32_t parent = s->depth ? s->open[s->depth - 1] : list->count;
    list->at[list->count] =
        (struct html_json_value){ .key = key, .raw = raw, .parent = parent, .end = list->count + 1, .kind = (uint8_t)kind };
    return list->count++;
}

static void open_value(struct scan *s, enum json_kind kind)
{
    uint32_t value = s->depth == HTML_JSON_DEPTH ? HTML_JSON_NONE : add_value(s, kind, SPAN(""));
    if (value == HTML_JSON_NONE)
        s->too_deep++;
    else
        s->open[s->depth++] = value;
}

static void close_value(struct scan *s)
{
    s->key = SPAN("");
    s->has_key = false;
    if (s->too_deep)
        s->too_deep--;
    else if (s->depth)
        s->list->at[s->open[--s->depth]].end = s->list->count;
}

static bool in_object(const struct scan *s)
{
    return s->depth && !s->too_deep && s->list->at[s->open[s->depth - 1]].kind == JSON_OBJECT;
}

/* A string is a name where a colon follows it. */
static void read_string(struct scan *s)
{
    size_t end = string_end(s, s->at), colon = skip_blanks(s, end, LOOK_AHEAD);
    struct span raw = span_cut(s->text, s->at, end);
    s->at = end;
    if (in_object(s) && !s->has_key && byte_at(s, colon) == ':') {
        s->key = span_cut(raw, 1, raw.len - (raw.len > 1));
        s->has_key = true;
        s->at = colon + 1;
    } else {
        add_value(s, JSON_TEXT, raw);
    }
}

static bool is_word_byte(char c)
{
    return byte_is_alpha(c) || byte_is_digit(c) || c == '_' || c == '@' || c == '$' || c == '.' || c == '+' || c == '-';
}

/* A number, true, false, null, or a name without quotes. */
static void read_word(struct scan *s)
{
    size_t end = s->at;
    while (end < s->text.len && is_word_byte(s->text.at[end]))
        end++;
    struct span word = span_cut(s->text, s->at, end);
    size_t colon = skip_blanks(s, end, LOOK_AHEAD);
    s->at = end;
    if (in_object(s) && !s->has_key && byte_at(s, colon) == ':') {
        s->key = word;
        s->has_key = true;
        s->at = colon + 1;
    } else if (word.len <= WORD_MAX && s->depth) {
        enum json_kind kind = span_equal(word, SPAN("true"))    ? JSON_TRUE
                              : span_equal(word, SPAN("false")) ? JSON_FALSE
                              : span_equal(word, SPAN("null"))  ? JSON_NULL
                                                                : JSON_NUMBER;
        add_value(s, kind, word);
    }
}

static void skip_comment(struct scan *s)
{
    bool line = byte_at(s, s->at + 1) == '/';
    size_t end = line ? span_find_byte(s->text, '\n', s->at) : span_find(s->text, SPAN("*/"), s->at + 2);
    if (!line && byte_at(s, s->at + 1) != '*')
        end = s->at;
    /* "//<![CDATA[{...}//]]>" may be one line. */
    if (line && span_starts(span_from(s->text, s->at), SPAN("//<![CDATA[")))
        end = s->at + 10;
    else if (line && !s->depth)
        end = s->at + 1;
    s->at = end == SPAN_NONE ? s->text.len : end + 1;
}

static void read_values(struct scan *s)
{
    while (s->at < s->text.len && s->list->count < HTML_JSON_VALUES) {
        char c = s->text.at[s->at];
        if (c == '<' && span_starts(span_from(s->text, s->at), SPAN("<![CDATA["))) {
            s->at += 9;
        } else if (c == '{' || c == '[') {
            open_value(s, c == '{' ? JSON_OBJECT : JSON_ARRAY);
            s->at++;
        } else if (c == '}' || c == ']') {
            close_value(s);
            s->at++;
        } else if ((c == '"' || c == '\'') && s->depth) {
            read_string(s);
        } else if (is_word_byte(c)) {
            read_word(s);
        } else if (c == '/') {
            skip_comment(s);
        } else {
            s->at++;
        }
    }
    while (s->depth)
        close_value(s);
}

void html_json_add(struct html_json *list, struct span script)
{
    struct scan s = { .list = list, .text = script };
    /* Escaped for HTML as a whole: the first name begins with a reference. */
    size_t brace = span_find_byte(span_cut(script, 0, LOOK_AHEAD), '{', 0);
    if (brace != SPAN_NONE && byte_at(&s, skip_blanks(&s, brace + 1, LOOK_AHEAD)) == '&') {
        struct buffer out = buffer_in(list->keep);
        html_decode(&out, script, HTML_REFERENCES);
        s.text = buffer_span(&out);
    }
    read_values(&s);
}

uint32_t html_json_member(const struct html_json *list, uint32_t object, struct span name)
{
    if (list->at[object].kind != JSON_OBJECT)
        return HTML_JSON_NONE;
    HTML_JSON_EACH(list, object, member)
        if (span_equal(list->at[member].key, name))
            return member;
    return HTML_JSON_NONE;
}

struct span html_json_text(struct arena *keep, const struct html_json *list, uint32_t value)
{
    const struct html_json_value *v = &list->at[value];
    if (v->kind == JSON_NUMBER)
        return v->raw;
    return v->kind == JSON_TEXT ? span_trim(json_text(keep, (struct json){ JSON_TEXT, v->raw })) : SPAN("");
}
