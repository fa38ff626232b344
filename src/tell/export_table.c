/* Tables: CSV and JSON objects. */
#include <inttypes.h>
#include <math.h>

#include "tell/escape.h"
#include "tell/export_parts.h"
#include "tell/moment.h"
#include "text/utf8.h"

/* ---- CSV ---- */

/* What a spreadsheet would run, blanks before it or not. */
static bool is_formula(struct span text)
{
    size_t at = 0;
    while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\n'))
        at++;
    return at < text.len && memchr("=+-@\t\r", text.at[at], 6);
}

static uint32_t shown_in_cell(uint32_t c, bool raw)
{
    if (raw)
        return c ? c : UTF8_BAD;
    return c == '\n' || c == '\t' ? c : escape_shown(c);
}

static void put_quoted(struct buffer *out, struct span text, bool raw)
{
    buffer_byte(out, '"');
    if (!raw && is_formula(text))
        buffer_byte(out, '\'');
    for (size_t at = 0; at < text.len;) {
        unsigned length;
        char letters[4];
        uint32_t c = shown_in_cell(utf8_decode(text, at, &length), raw);
        if (c == '"')
            buffer_byte(out, '"');
        buffer_put(out, (struct span){ letters, utf8_encode(c, letters) });
        at += length;
    }
    buffer_byte(out, '"');
}

/* Whether it may stand without quotation marks: plain letters, none of which CSV or a spreadsheet reads. */
static bool is_plain(struct span text)
{
    if (text.len && (text.at[0] == ' ' || text.at[text.len - 1] == ' ' || is_formula(text)))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < ' ' || text.at[i] > '~' || text.at[i] == '"' || text.at[i] == ',')
            return false;
    return true;
}

static void put_cell(struct buffer *out, const struct cell *cell, bool raw)
{
    switch (cell->kind) {
    case CELL_NUMBER:
        buffer_number(out, cell->number);
        break;
    case CELL_DECIMAL:
        if (isfinite(cell->decimal))
            buffer_double(out, cell->decimal);
        break;
    case CELL_ARTICLE:
    case CELL_STORY:
        buffer_printf(out, "%c%" PRId64, cell->kind == CELL_STORY ? 's' : 'a', cell->number);
        break;
    case CELL_TIME:
        moment_instant(out, cell->number);
        break;
    case CELL_TEXT:
    case CELL_BYTES:
        if (is_plain(cell->text))
            buffer_put(out, cell->text);
        else
            put_quoted(out, cell->text, raw);
        break;
    default:
        break;
    }
}

void export_csv_names(struct buffer *out, const char *const *names, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        buffer_printf(out, i ? ",%s" : "%s", names[i]);
    buffer_text(out, "\r\n");
}

void export_csv(struct buffer *out, const struct cells *row, bool raw)
{
    for (uint32_t i = 0; i < row->count; i++) {
        if (i)
            buffer_byte(out, ',');
        put_cell(out, &row->at[i], raw);
    }
    buffer_text(out, "\r\n");
}

/* ---- JSON ---- */

static void put_value(struct json_writer *w, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_NUMBER:
        json_put_int(w, cell->number);
        break;
    case CELL_DECIMAL:
        json_put_double(w, cell->decimal);
        break;
    case CELL_ARTICLE:
    case CELL_STORY:
        export_number_json(w, cell->kind == CELL_STORY ? 's' : 'a', cell->number);
        break;
    case CELL_TIME:
        export_instant_json(w, cell->number);
        break;
    case CELL_TEXT:
    case CELL_BYTES:
        json_put_text(w, cell->text);
        break;
    default:
        json_put_null(w);
    }
}

void export_row(struct buffer *out, const struct cells *row)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    for (uint32_t i = 0; i < row->count; i++) {
        json_key(&w, row->names[i]);
        put_value(&w, &row->at[i]);
    }
    json_close(&w, '}');
    buffer_byte(out, '\n');
}
