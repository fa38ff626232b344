#include "read/jsonl.h"

#include "base/lanes.h"

enum { BLOCK = 256 << 10 };

/* Where a value is cut out of the stream.  buffer[from, seen) has been looked at. */
struct splitter {
    struct source *source;
    const struct jsonl_sink *sink;
    struct arena *arena;
    char *buffer;
    size_t room, filled, seen;
    size_t from;                 /* where the open value begins, when `open` */
    uint64_t base;               /* byte of the file that buffer[0] is */
    uint32_t line, open_line;
    size_t record_max;
    unsigned depth;              /* brackets open within the value */
    bool open, in_text, escaped;
    bool started, in_array, array_ended;
    bool skipping;               /* a value was too large: until a line that begins with "{" */
    bool line_start;             /* nothing of this line was seen yet */
    bool stopped;
};

static void say_too_large(struct splitter *s)
{
    struct syn_error error;
    struct span name = source_shown(s->source);
    error_set(&error, SYN_TOO_LARGE, s->base + s->from,
              "left out the record at %.*s, line %u: it is larger than the limit of %zu MiB; shorten it",
              (int)name.len, name.at, s->open_line, s->record_max >> 20);
    s->sink->problem(s->sink->context, &error);
}

static void say_no_end(struct splitter *s)
{
    struct syn_error error;
    struct span name = source_shown(s->source);
    error_set(&error, SYN_BAD_FORMAT, s->base + s->seen,
              "cannot read on in %.*s, line %u: the array of records does not end; fetch or write the file anew",
              (int)name.len, name.at, s->line);
    s->sink->problem(s->sink->context, &error);
}

static void begin_value(struct splitter *s, size_t at)
{
    s->open = true;
    s->from = at;
    s->open_line = s->line;
    s->depth = 0;
    s->in_text = s->escaped = false;
}

/* The open value ends before buffer[end]. */
static void end_value(struct splitter *s, size_t end)
{
    struct span bytes = span_trim((struct span){ s->buffer + s->from, end - s->from });
    struct jsonl_record record = { bytes, s->base + s->from, s->open_line };
    s->open = false;
    if (bytes.len > s->record_max)
        say_too_large(s);
    else if (bytes.len && !s->sink->record(s->sink->context, &record))
        s->stopped = true;
}

/* Inside a value: strings, brackets.  True when `c` is its last byte. */
static bool step_in_value(struct splitter *s, char c)
{
    if (s->in_text) {
        if (s->escaped)
            s->escaped = false;
        else if (c == '\\')
            s->escaped = true;
        else if (c == '"')
            s->in_text = false;
        return false;
    }
    if (c == '"')
        s->in_text = true;
    else if (c == '{' || c == '[')
        s->depth++;
    else if ((c == '}' || c == ']') && s->depth)
        return --s->depth == 0;
    return false;
}

/* In the file's array: values parted by commas, up to the closing bracket. */
static void step_in_array(struct splitter *s, char c)
{
    if (s->open) {
        bool bare_end = !s->in_text && s->depth == 0 && s->seen > s->from && (c == ',' || c == ']');
        if (bare_end) {
            end_value(s, s->seen);
            s->array_ended = c == ']';
        } else if (step_in_value(s, c)) {
            end_value(s, s->seen + 1);
        }
    } else if (c == ']') {
        s->array_ended = true;
    } else if (c != ',' && !byte_is_blank(c)) {
        begin_value(s, s->seen);
        step_in_value(s, c);
    }
}

/* A value ends with its line when its brackets are closed; a record that begins on a new line shows
 * that the one before was broken off. */
static void step_in_lines(struct splitter *s, char c)
{
    if (s->open && s->line_start && c == '{')
        end_value(s, s->seen);
    if (s->skipping && s->line_start && c == '{')
        s->skipping = false;
    if (s->stopped || s->skipping)
        return;
    if (s->open && c == '\n' && s->depth == 0) {
        end_value(s, s->seen);
    } else if (s->open) {
        step_in_value(s, c);
    } else if (!byte_is_blank(c)) {
        begin_value(s, s->seen);
        step_in_value(s, c);
    }
}

static void step(struct splitter *s)
{
    char c = s->buffer[s->seen];
    if (!s->started && !byte_is_blank(c)) {
        s->started = true;
        s->in_array = c == '[';
        if (s->in_array)
            return;
    }
    if (s->in_array)
        step_in_array(s, c);
    else
        step_in_lines(s, c);
}

/* Most of a record is letters inside of strings, which step would do nothing for. */
static void skip_letters(struct splitter *s)
{
    for (; s->seen + LANES <= s->filled; s->seen += LANES) {
        struct lanes lanes = lanes_read(s->buffer + s->seen);
        unsigned found = lanes_equal(lanes, '"') | lanes_equal(lanes, '\\') | lanes_equal(lanes, '\n');
        if (found) {
            s->seen += lanes_first(found);
            return;
        }
    }
}

static void look_at_block(struct splitter *s)
{
    for (; s->seen < s->filled && !s->stopped && !s->array_ended; s->seen++) {
        if (s->open && s->in_text && !s->escaped && !s->line_start)
            skip_letters(s);
        if (s->seen == s->filled)
            break;
        step(s);
        s->line_start = s->buffer[s->seen] == '\n';
        s->line += s->line_start;
    }
}

/* Makes room behind what must be kept: the open value moves to the front, or to a larger buffer. */
static void make_room(struct splitter *s)
{
    size_t kept_from = s->open ? s->from : s->seen, kept = s->filled - kept_from;
    char *to = s->buffer;
    if (kept > s->room / 2) {
        s->room *= 2;
        to = arena_take_raw(s->arena, 1, 1, s->room);
    }
    memmove(to, s->buffer + kept_from, kept);
    s->buffer = to;
    s->base += kept_from;
    s->seen -= kept_from;
    s->filled = kept;
    s->from = 0;
}

static void drop_large_value(struct splitter *s)
{
    if (!s->open || s->seen - s->from <= s->record_max)
        return;
    say_too_large(s);
    s->open = false;
    s->skipping = true;
    s->stopped = s->in_array;
}

static void finish(struct splitter *s)
{
    if (s->in_array && !s->array_ended && !s->stopped)
        say_no_end(s);
    else if (s->open && !s->stopped)
        end_value(s, s->filled);
}

void jsonl_read(struct arena scratch, struct source *source, size_t record_max, const struct jsonl_sink *sink)
{
    struct splitter s = { .source = source, .sink = sink, .arena = &scratch, .room = BLOCK, .line = 1,
                          .record_max = record_max, .line_start = true };
    struct syn_error error;
    struct span mark = SPAN("\xef\xbb\xbf"), first;
    s.buffer = arena_take_raw(&scratch, 1, 1, s.room);
    if (source_peek(&scratch, source, mark.len, &first, &error) && span_equal(first, mark)) {
        source->ahead = span_from(source->ahead, mark.len);
        s.base = mark.len;
    }
    for (;;) {
        long got = source_read(source, s.buffer + s.filled, s.room - s.filled, &error);
        if (got < 0) {
            sink->problem(sink->context, &error);
            return;
        }
        s.filled += (size_t)got;
        look_at_block(&s);
        drop_large_value(&s);
        if (s.stopped || s.array_ended)
            return;
        if (got == 0)
            break;
        make_room(&s);
    }
    finish(&s);
}
