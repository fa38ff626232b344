#include "read/warc.h"

#include "read/inflate.h"
#include "read/media_type.h"
#include "read/warc_record.h"

enum {
    BLOCK = 256 << 10,
    BEHIND = 32,             /* bytes behind a record that tell whether it ended where it said */
    MARK_MAX = 10,           /* "WARC/1.1\r\n" */
    NUMBER_MAX = 15,         /* digits of a length */
    /* So many bytes in all are searched for records a second time where lengths were wrong; without an end to it
     * an archive of wrong lengths would be read as often as it has records. */
    AGAIN_MAX = 256 << 20
};

enum complaint { BROKEN, LARGE, CODED, COMPLAINTS };

struct archive {
    const struct warc_sink *sink;
    struct source *source;
    struct inflater *packed;     /* NULL: the source is plain, and one unit */
    struct arena room_arena, scratch;
    size_t page_max;
    /* The unit that is read: the whole of a plain file, a member of a packed one. */
    char *buffer;
    size_t room, from, filled;   /* buffer[from, filled) is to be read */
    uint64_t base;               /* byte of the unit that buffer[0] is */
    uint64_t unit_at;            /* byte of the file at which the unit begins */
    bool unit_ended, unit_damaged, failed, stopped;
    size_t said[COMPLAINTS];
    uint64_t first_at;           /* of the record under way */
    uint64_t again;              /* bytes that were searched a second time */
    struct warc_counts counts;
};

/* ---- complaints ---- */

static uint64_t place(const struct archive *a) { return a->packed ? a->unit_at : a->base + a->from; }

static void complain(struct archive *a, enum complaint kind, const char *what)
{
    struct syn_error error;
    struct span name = source_shown(a->source);
    enum syn_status status = kind == LARGE ? SYN_TOO_LARGE : SYN_BAD_FORMAT;
    if (a->said[kind]++ >= WARC_SAID_MAX)
        return;
    error_set(&error, status, a->first_at, "left out the record at %.*s, byte %llu: %s", (int)name.len, name.at,
              (unsigned long long)a->first_at, what);
    a->sink->problem(a->sink->context, &error);
}

static void sum_up(struct archive *a)
{
    static const char *const why[] = { "are broken", "are too large", "are packed in a way that is not supported" };
    struct span name = source_shown(a->source);
    for (int kind = 0; kind < COMPLAINTS; kind++) {
        struct syn_error error;
        if (a->said[kind] <= WARC_SAID_MAX)
            continue;
        error_set(&error, SYN_BAD_FORMAT, a->first_at, "left out %zu more records of %.*s: they %s",
                  a->said[kind] - WARC_SAID_MAX, (int)name.len, name.at, why[kind]);
        a->sink->problem(a->sink->context, &error);
    }
}

/* ---- bytes ---- */

static struct span ahead(const struct archive *a)
{
    return (struct span){ a->buffer + a->from, a->filled - a->from };
}

static long pull(struct archive *a, char *into, size_t room)
{
    struct syn_error error = { 0 };
    long got = a->packed ? inflate_read(a->packed, into, room, &error) : source_read(a->source, into, room, &error);
    if (got >= 0)
        return got;
    if (a->packed && error.status == SYN_BAD_FORMAT) {
        a->unit_damaged = true;
        return 0;
    }
    a->failed = true;
    a->sink->problem(a->sink->context, &error);
    return 0;
}

static void make_room(struct archive *a, size_t wanted)
{
    if (a->from) {
        memmove(a->buffer, a->buffer + a->from, a->filled - a->from);
        a->base += a->from;
        a->filled -= a->from;
        a->from = 0;
    }
    if (wanted <= a->room)
        return;
    size_t room = a->room;
    while (room < wanted)
        room *= 2;
    char *larger = arena_take_raw(&a->room_arena, 1, 1, room);
    memcpy(larger, a->buffer, a->filled);
    a->buffer = larger;
    a->room = room;
}

/* Sees to it that `wanted` bytes lie ahead; false where the unit ends before. */
static bool look_ahead(struct archive *a, size_t wanted)
{
    while (a->filled - a->from < wanted && !a->unit_ended) {
        if (a->from + wanted > a->room)
            make_room(a, wanted);
        long got = pull(a, a->buffer + a->filled, a->room - a->filled);
        a->filled += (size_t)got;
        a->unit_ended = got == 0;
    }
    return a->filled - a->from >= wanted;
}

/* Reads over `count` bytes; false where the unit ends before. */
static bool pass(struct archive *a, uint64_t count)
{
    while (count) {
        size_t step = a->filled - a->from;
        if (!step && !look_ahead(a, 1))
            return false;
        step = a->filled - a->from;
        if (step > count)
            step = (size_t)count;
        a->from += step;
        count -= step;
    }
    return true;
}

static bool next_unit(struct archive *a)
{
    struct syn_error error = { 0 };
    if (a->failed || a->stopped || (!a->packed && a->unit_ended))
        return false;
    if (a->packed && !inflate_next(a->packed, &a->unit_at, &error)) {
        if (error.text[0])
            a->sink->problem(a->sink->context, &error);
        return false;
    }
    a->from = a->filled = 0;
    a->base = 0;
    a->unit_ended = a->unit_damaged = false;
    return true;
}

/* ---- between records ---- */

/* "WARC/1.0" and the end of its line. */
static bool begins_record(struct span s)
{
    return span_starts(s, SPAN("WARC/")) && s.len >= MARK_MAX && byte_is_digit(s.at[5]) && s.at[6] == '.' &&
           byte_is_digit(s.at[7]) && (s.at[8] == '\r' || s.at[8] == '\n');
}

/* Whether `s` is blank lines, and then a record or nothing.  At least BEHIND bytes, or all there is. */
static bool ends_record(struct span s)
{
    size_t at = 0;
    while (at < s.len && (s.at[at] == '\r' || s.at[at] == '\n'))
        at++;
    return at == s.len || begins_record(span_from(s, at)) || (at && s.len - at < MARK_MAX);
}

/* Moves to the next line that begins a record; false where the unit has none. */
static bool find_record(struct archive *a)
{
    for (;;) {
        struct span s = ahead(a);
        for (size_t at = 0; (at = span_find(s, SPAN("\nWARC/"), at)) != SPAN_NONE; at++) {
            if (s.len - at <= MARK_MAX)
                break;
            if (begins_record(span_from(s, at + 1))) {
                a->from += at + 1;
                return true;
            }
        }
        if (s.len > MARK_MAX)
            a->from = a->filled - MARK_MAX - 1;
        if (!look_ahead(a, a->filled - a->from + 1))
            return false;
    }
}

/* A packed unit that is damaged says so in the place of what the damage made of its record. */
static bool give_up(struct archive *a, const char *what)
{
    complain(a, BROKEN, a->unit_damaged ? "its compressed data is damaged or cut off" : what);
    return find_record(a);
}

/* ---- a record ---- */

static bool read_length(struct span words, uint64_t *length)
{
    *length = 0;
    for (size_t i = 0; i < words.len; i++) {
        if (!byte_is_digit(words.at[i]))
            return false;
        *length = *length * 10 + (uint64_t)(words.at[i] - '0');
    }
    return words.len && words.len <= NUMBER_MAX;
}

/* The head of the record or answer that begins `skip` bytes ahead; 0 where it is too long or cut off, by the next
 * record for example. */
static size_t head_ahead(struct archive *a, size_t skip, size_t max)
{
    for (size_t wanted = 1024;; wanted *= 2) {
        size_t most = wanted < max ? wanted : max;
        bool more = look_ahead(a, skip + most);
        struct span head = span_cut(ahead(a), skip, skip + most);
        size_t length = warc_head_length(head);
        if (length || !more || most == max || span_find(head, SPAN("\nWARC/"), 0) != SPAN_NONE)
            return length;
    }
}

/* Some crawlers write addresses in angle brackets. */
static struct span target_of(struct span head)
{
    struct span url = warc_header(head, SPAN("WARC-Target-URI"));
    return url.len > 1 && url.at[0] == '<' && url.at[url.len - 1] == '>' ? span_cut(url, 1, url.len - 1) : url;
}

struct record {
    size_t head;                 /* bytes of its own head */
    size_t answer;               /* bytes of the head of the answer in it */
    uint64_t length;             /* bytes of its block */
    bool http;
};

/* Whether the record's page will be read, by its heads. */
static bool is_wanted(struct archive *a, struct record *r)
{
    struct span head = span_cut(ahead(a), 0, r->head), type = warc_header(head, SPAN("WARC-Type"));
    bool response = span_equal_nocase(type, SPAN("response"));
    bool other = span_equal_nocase(type, SPAN("resource")) || span_equal_nocase(type, SPAN("conversion"));
    struct span url = target_of(head), media = warc_header(head, SPAN("Content-Type"));
    r->http = response && span_starts_nocase(url, SPAN("http"));
    if (!r->http)
        return other && media_form(media) != MEDIA_NONE;
    size_t most = r->length < WARC_HEAD_MAX ? (size_t)r->length : WARC_HEAD_MAX;
    r->answer = head_ahead(a, r->head, most);
    struct span answer = span_cut(ahead(a), r->head, r->head + r->answer);
    int status = warc_status(answer);
    if (!status)
        complain(a, BROKEN, "what it holds is no answer of HTTP");
    return (status == 200 || status == 203) && media_form(warc_header(answer, SPAN("Content-Type"))) != MEDIA_NONE;
}

static void give_page(struct archive *a, const struct record *r)
{
    struct arena keep = a->scratch;
    struct arena scratch = arena_half(&keep);
    struct span head = span_cut(ahead(a), 0, r->head);
    struct span answer = span_cut(ahead(a), r->head, r->head + r->answer);
    struct warc_page page = { .url = target_of(head), .seen = warc_when(warc_header(head, SPAN("WARC-Date"))),
                              .content_type = warc_header(r->http ? answer : head, SPAN("Content-Type")),
                              .at = a->first_at };
    char *body = a->buffer + a->from + r->head + r->answer;
    size_t len = (size_t)r->length - r->answer;
    switch (warc_decode(&keep, scratch, answer, body, len, a->page_max, &page.body)) {
    case WARC_DAMAGED:
        complain(a, BROKEN, "its body cannot be unpacked");
        return;
    case WARC_TOO_LARGE:
        complain(a, LARGE, "its page is larger than the limit");
        return;
    case WARC_UNKNOWN:
        complain(a, CODED, "its body is packed in a way that is not supported (Brotli?); fetch it as gzip");
        return;
    case WARC_PLAIN:
        break;
    }
    if (!span_trim(page.body).len)
        return;
    a->counts.pages++;
    if (!a->sink->page(a->sink->context, &page))
        a->stopped = true;
}

/* Reads over a record; what follows tells whether its length was right. */
static bool pass_record(struct archive *a, const struct record *r)
{
    if (!pass(a, r->head + r->length))
        return give_up(a, "it ends before its length");
    look_ahead(a, BEHIND);
    return ends_record(ahead(a)) || give_up(a, "its length is not that of what it holds");
}

static bool take_record(struct archive *a, const struct record *r)
{
    size_t all = r->head + (size_t)r->length;
    bool whole = look_ahead(a, all);
    look_ahead(a, all + BEHIND);
    if (!whole || a->failed || !ends_record(span_from(ahead(a), all))) {
        a->again += r->length;
        a->from = a->again <= AGAIN_MAX ? a->from + r->head : whole ? a->from + all : a->filled;
        return give_up(a, whole ? "its length is not that of what it holds" : "it ends before its length");
    }
    give_page(a, r);
    a->from += all;
    return true;
}

/* False at the end of the unit. */
static bool read_record(struct archive *a)
{
    struct record r = { 0 };
    while (look_ahead(a, 1) && byte_is_blank(a->buffer[a->from]))
        a->from++;
    a->first_at = place(a);
    if (!look_ahead(a, MARK_MAX) && a->filled == a->from && !a->unit_damaged)
        return false;
    if (!begins_record(ahead(a)))
        return give_up(a, "it does not begin like a record");
    r.head = head_ahead(a, 0, WARC_HEAD_MAX);
    a->counts.records++;
    if (!r.head || !read_length(warc_header(span_cut(ahead(a), 0, r.head), SPAN("Content-Length")), &r.length)) {
        a->from += MARK_MAX;
        return give_up(a, r.head ? "it does not say how long it is" : "its head does not end");
    }
    if (!is_wanted(a, &r))
        return pass_record(a, &r);
    if (r.length > a->page_max + WARC_HEAD_MAX) {
        complain(a, LARGE, "it is larger than the limit");
        return pass_record(a, &r);
    }
    return take_record(a, &r);
}

struct warc_counts warc_read(struct arena scratch, struct source *source, size_t page_max,
                             const struct warc_sink *sink)
{
    struct syn_error error;
    struct span first;
    struct archive *a = arena_new(&scratch, struct archive, 1);
    *a = (struct archive){ .sink = sink, .source = source, .page_max = page_max, .room = BLOCK };
    if (!source_peek(&scratch, source, 3, &first, &error)) {
        sink->problem(sink->context, &error);
        return a->counts;
    }
    if (inflate_knows(first))
        a->packed = inflate_open(&scratch, source);
    a->buffer = arena_take_raw(&scratch, 1, 1, a->room);
    a->room_arena = arena_half(&scratch);
    a->scratch = scratch;
    while (next_unit(a))
        while (!a->stopped && !a->failed && read_record(a))
            ;
    if (!a->stopped)
        sum_up(a);
    return a->counts;
}
