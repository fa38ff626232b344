#include "tell/layout.h"

#include "tell/escape.h"
#include "text/utf8.h"

enum { NARROWEST = 20 };

struct layout layout_in(struct buffer *out, unsigned width, bool colour)
{
    return (struct layout){ .out = out, .width = width < NARROWEST ? NARROWEST : width, .colour = colour };
}

static const char *style_begin(enum style style)
{
    static const char *const codes[] = {
        [STYLE_PLAIN] = "",            [STYLE_STRONG] = "\033[1m",   [STYLE_FAINT] = "\033[2m",
        [STYLE_CONFLICT] = "\033[31m", [STYLE_PRECISE] = "\033[36m", [STYLE_UPDATED] = "\033[33m",
        [STYLE_SCOPE] = "\033[35m",    [STYLE_SOURCE] = "\033[34m",  [STYLE_SPELLING] = "\033[2m",
        [STYLE_WORDING] = "\033[35m",  [STYLE_MARKED] = "\033[1;4m",
        [STYLE_REMOVED] = "\033[31m",  [STYLE_ADDED] = "\033[32m",
    };
    return codes[style];
}

static void begin_line(struct layout *l)
{
    if (l->begun)
        return;
    buffer_fill(l->out, ' ', l->indent);
    l->column = l->indent;
    l->begun = true;
    l->breakable = false;
    l->filled = false;
}

static void drop_blanks(struct layout *l)
{
    while (l->out->len && l->out->at[l->out->len - 1] == ' ')
        l->out->len--;
}

void layout_end(struct layout *l)
{
    drop_blanks(l);
    buffer_byte(l->out, '\n');
    l->begun = false;
    l->filled = false;
    l->column = 0;
}

/* The word that does not fit moves to a new line, whole where a blank stands before it and the new
 * line, which may begin further in, has room for what there is of it. */
static void break_line(struct layout *l)
{
    struct buffer *out = l->out;
    if (!l->breakable || l->indent + (l->column - l->break_column) > l->width) {
        layout_end(l);
        begin_line(l);
        return;
    }
    size_t tail = out->len - (l->break_at + 1);
    buffer_reserve(out, l->indent + 1);
    char *blank = out->at + l->break_at;
    memmove(blank + 1 + l->indent, blank + 1, tail);
    *blank = '\n';
    memset(blank + 1, ' ', l->indent);
    out->len += l->indent;
    l->column = l->indent + (l->column - l->break_column);
    l->breakable = false;
}

static void put_blank(struct layout *l)
{
    if (!l->filled)
        return;
    if (l->breakable && l->break_at + 1 == l->out->len)
        return;
    /* A blank may stand one column behind the edge: the next word replaces it by a line break. */
    l->break_at = l->out->len;
    buffer_byte(l->out, ' ');
    l->break_column = ++l->column;
    l->breakable = true;
}

static void put_character(struct layout *l, struct span letters)
{
    unsigned columns = letters.len == 1 ? 1 : (unsigned)utf8_columns(letters);
    begin_line(l);
    while (l->column + columns > l->width && l->filled && l->column > l->indent)
        break_line(l);
    buffer_put(l->out, letters);
    l->column += columns;
    l->filled = true;
}

static void put_pieces(struct layout *l, struct span words, enum style style, bool whole)
{
    bool styled = l->colour && style != STYLE_PLAIN, open = false;
    for (size_t at = 0; at < words.len;) {
        unsigned length;
        uint32_t shown = escape_shown(utf8_decode(words, at, &length));
        bool blank = shown == ' ' && !whole;
        if (styled && open == blank) {
            if (!blank)
                begin_line(l);
            buffer_text(l->out, blank ? "\033[0m" : style_begin(style));
            open = !blank;
        }
        if (blank)
            put_blank(l);
        else if (shown == ' ')
            put_character(l, SPAN(" "));
        else if (shown == UTF8_BAD)
            put_character(l, SPAN("\xef\xbf\xbd"));
        else
            put_character(l, span_cut(words, at, at + length));
        at += length;
    }
    if (open)
        buffer_text(l->out, "\033[0m");
}

void layout_put(struct layout *l, struct span words, enum style style) { put_pieces(l, words, style, false); }

void layout_text(struct layout *l, const char *words, enum style style) { layout_put(l, span_of(words), style); }

void layout_whole(struct layout *l, struct span words, enum style style) { put_pieces(l, words, style, true); }

void layout_pad(struct layout *l, unsigned column)
{
    begin_line(l);
    while (l->column < column) {
        buffer_byte(l->out, ' ');
        l->column++;
    }
    l->breakable = false;
}
