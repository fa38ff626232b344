#include "read/robots.h"

#include <stdlib.h>

#include "base/buffer.h"

/* Which groups the parser is in: a file names its groups in any order, so the rules of "*" are kept until
 * it is known whether a group of our own comes. */
enum whose { WHOSE_NOBODYS, WHOSE_ANYONES, WHOSE_OURS, WHOSE_COUNT };

struct list { struct robots_rule *at; size_t count, room; unsigned delay; bool named; };

struct parser {
    struct arena *keep;
    struct span product;
    struct list lists[WHOSE_COUNT];
    enum whose whose;        /* of the group that is being read */
    bool naming;             /* the last line that counted was a User-agent */
};

/* ---- escapes ---- */

static int hex_value(char c)
{
    if (byte_is_digit(c))
        return c - '0';
    c = byte_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_unreserved(unsigned char c)
{
    return byte_is_alpha((char)c) || byte_is_digit((char)c) || (c && strchr("-._~", c));
}

static void put_escape(struct buffer *out, unsigned char c)
{
    static const char digits[] = "0123456789ABCDEF";
    buffer_byte(out, '%');
    buffer_byte(out, digits[c >> 4]);
    buffer_byte(out, digits[c & 15]);
}

/* One spelling for all that mean the same.  In a path "*" and "$" are letters, in a pattern signs. */
static struct span escape(struct arena *keep, struct span s, bool is_pattern)
{
    struct buffer out = buffer_in(keep);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        int high = c == '%' && i + 2 < s.len ? hex_value(s.at[i + 1]) : -1;
        int low = high >= 0 ? hex_value(s.at[i + 2]) : -1;
        bool escaped = low >= 0;
        if (escaped) {
            c = (unsigned char)(high * 16 + low);
            i += 2;
        }
        bool sign = !escaped && is_pattern && (c == '*' || c == '$');
        bool plain = escaped ? is_unreserved(c) : c > ' ' && c < 0x7f && c != '*' && c != '$';
        if (plain || sign)
            buffer_byte(&out, (char)c);
        else
            put_escape(&out, c);
    }
    return buffer_span(&out);
}

/* ---- lines ---- */

struct span robots_product(struct span agent)
{
    size_t end = 0;
    agent = span_trim(agent);
    while (end < agent.len && (byte_is_alpha(agent.at[end]) || agent.at[end] == '-' || agent.at[end] == '_'))
        end++;
    return span_cut(agent, 0, end);
}

static void read_agent(struct parser *p, struct span value)
{
    enum whose whose = WHOSE_NOBODYS;
    if (span_starts(value, SPAN("*")))
        whose = WHOSE_ANYONES;
    else if (p->product.len && span_equal_nocase(robots_product(value), p->product))
        whose = WHOSE_OURS;
    /* One after the other they are one group, which is ours when one of them is. */
    if (!p->naming || whose > p->whose)
        p->whose = whose;
    p->naming = true;
    p->lists[whose].named = true;
}

/* Wildcards in a row are one, and one at the end means nothing: so a pattern's length is what it says. */
static struct span squeeze(struct span pattern)
{
    char *at = (char *)(uintptr_t)pattern.at;
    size_t len = 0;
    for (size_t i = 0; i < pattern.len; i++)
        if (at[i] != '*' || !len || at[len - 1] != '*')
            at[len++] = at[i];
    return (struct span){ at, len };
}

static void read_rule(struct parser *p, struct span value, bool allow)
{
    struct list *list = &p->lists[p->whose];
    p->naming = false;
    if (!value.len || p->whose == WHOSE_NOBODYS)
        return;
    bool to_end = value.at[value.len - 1] == '$';
    struct span letters = span_cut(value, 0, value.len - to_end);
    bool rooted = letters.len && (letters.at[0] == '/' || letters.at[0] == '*');
    /* The list and the patterns grow in one arena; what a list leaves behind when it moves is of the
     * order of its size. */
    if (!rooted)
        letters = arena_printf(p->keep, "/%.*s", (int)letters.len, letters.at);
    struct span pattern = squeeze(escape(p->keep, letters, true));
    ARENA_ROOM(p->keep, list->at, list->count, list->room);
    list->at[list->count++] = (struct robots_rule){ pattern, allow, to_end };
}

/* Seconds, with a fraction or without. */
static void read_delay(struct parser *p, struct span value)
{
    double seconds = 0, place = 1;
    size_t at = 0;
    p->naming = false;
    for (; at < value.len && byte_is_digit(value.at[at]) && seconds < 1e6; at++)
        seconds = seconds * 10 + (value.at[at] - '0');
    if (at < value.len && value.at[at] == '.')
        for (at++; at < value.len && byte_is_digit(value.at[at]); at++)
            seconds += (value.at[at] - '0') * (place /= 10);
    unsigned delay = seconds * 1000 > 1e9 ? 1000000000u : (unsigned)(seconds * 1000 + 0.5);
    if (delay > p->lists[p->whose].delay)
        p->lists[p->whose].delay = delay;
}

static void read_line(struct parser *p, struct span line)
{
    size_t hash = span_find_byte(line, '#', 0), colon;
    line = span_cut(line, 0, hash);
    colon = span_find_byte(line, ':', 0);
    if (colon == SPAN_NONE)
        return;
    struct span key = span_trim(span_cut(line, 0, colon)), value = span_trim(span_from(line, colon + 1));
    if (span_equal_nocase(key, SPAN("user-agent")))
        read_agent(p, value);
    else if (span_equal_nocase(key, SPAN("disallow")))
        read_rule(p, value, false);
    else if (span_equal_nocase(key, SPAN("allow")))
        read_rule(p, value, true);
    else if (span_equal_nocase(key, SPAN("crawl-delay")))
        read_delay(p, value);
}

/* Lines end with LF, CR or both. */
static bool take_line(struct span *rest, struct span *line)
{
    size_t end = 0;
    if (!rest->len)
        return false;
    while (end < rest->len && rest->at[end] != '\n' && rest->at[end] != '\r')
        end++;
    *line = span_cut(*rest, 0, end);
    *rest = span_from(*rest, end + 1);
    return true;
}

static int by_length(const void *a, const void *b)
{
    const struct robots_rule *x = a, *y = b;
    size_t x_len = x->pattern.len + x->to_end, y_len = y->pattern.len + y->to_end;
    if (x_len != y_len)
        return x_len > y_len ? -1 : 1;
    if (x->allow != y->allow)
        return x->allow ? -1 : 1;
    return span_compare(x->pattern, y->pattern);
}

struct robots robots_parse(struct arena *keep, struct arena scratch, struct span file, struct span product)
{
    struct parser p = { .keep = &scratch, .product = product };
    struct span rest = span_cut(file, 0, ROBOTS_BYTES_MAX), line;
    if (span_starts(rest, SPAN("\xef\xbb\xbf")))
        rest = span_from(rest, 3);
    /* The line that the limit cuts in two would say something else than was meant. */
    if (file.len > ROBOTS_BYTES_MAX)
        while (rest.len && rest.at[rest.len - 1] != '\n' && rest.at[rest.len - 1] != '\r')
            rest.len--;
    while (take_line(&rest, &line))
        read_line(&p, line);
    const struct list *list = &p.lists[p.lists[WHOSE_OURS].named ? WHOSE_OURS : WHOSE_ANYONES];
    struct robots robots = { arena_new(keep, struct robots_rule, list->count), list->count, list->delay, false };
    for (size_t i = 0; i < list->count; i++) {
        robots.rules[i] = list->at[i];
        robots.rules[i].pattern = arena_copy(keep, list->at[i].pattern);
    }
    if (robots.count)
        qsort(robots.rules, robots.count, sizeof *robots.rules, by_length);
    robots.delay_capped = robots.delay > ROBOTS_DELAY_MAX;
    if (robots.delay_capped)
        robots.delay = ROBOTS_DELAY_MAX;
    return robots;
}

/* ---- asking ---- */

/* Whether the pieces between the wildcards stand in the path one behind the other, each as early as it
 * can: what comes later is then never hindered by what came before. */
static bool fits(const struct robots_rule *rule, struct span path)
{
    struct span rest = rule->pattern;
    size_t at = 0, star = span_find_byte(rest, '*', 0);
    struct span piece = span_cut(rest, 0, star);
    if (!span_starts(path, piece))
        return false;
    at = piece.len;
    while (star != SPAN_NONE) {
        rest = span_from(rest, star + 1);
        star = span_find_byte(rest, '*', 0);
        piece = span_cut(rest, 0, star);
        if (star == SPAN_NONE && rule->to_end)
            return path.len - at >= piece.len && span_ends(path, piece);
        size_t found = span_find(path, piece, at);
        if (found == SPAN_NONE)
            return false;
        at = found + piece.len;
    }
    return !rule->to_end || at == path.len;
}

bool robots_allows(struct arena scratch, const struct robots *robots, struct span target)
{
    struct span path = escape(&scratch, target, false);
    if (span_equal(path, SPAN("/robots.txt")))
        return true;
    for (size_t i = 0; i < robots->count; i++)
        if (fits(&robots->rules[i], path))
            return robots->rules[i].allow;
    return true;
}
