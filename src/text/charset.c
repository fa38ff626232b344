#include "text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>

#include "tables/charset_label.h"
#include "text/utf8.h"

enum {
    DECLARED_WITHIN = 1024,   /* bytes of a page in which it says its charset */
    GUESS_BYTES = 8 << 10,    /* that the statistics look at: some 70 ns each */
    GUESS_AROUND = 48,        /* bytes before and behind one beyond ASCII that go with it */
    CONFIDENCE_MIN = 25,      /* of 100, below which ICU's guess is none */
    LABEL_MAX = 40,
    DECODE_MAX = 1 << 29      /* ICU counts in 31 bits and UTF-8 takes up to three times the room */
};

typedef const struct charset_label_row *charset;

/* What a reading as UTF-8 meets. */
struct reading { size_t good, bad; };   /* sequences beyond ASCII, bad bytes */

static charset find_charset(struct span label)
{
    char lower[LABEL_MAX];
    label = span_trim(label);
    if (label.len > sizeof lower)
        return NULL;
    for (size_t i = 0; i < label.len; i++)
        lower[i] = byte_lower(label.at[i]);
    return table_find(&charset_label_table, (struct span){ lower, label.len });
}

static charset known_charset(const char *label) { return find_charset(span_of(label)); }

static struct reading read_utf8(struct span bytes)
{
    struct reading r = { 0, 0 };
    for (size_t at = 0; (at = utf8_find_bad(bytes, at, &r.good)) < bytes.len; at++)
        r.bad++;
    return r;
}

/* A page that was cut or pasted together holds some broken sequences and is UTF-8 nevertheless. */
static bool reads_as_utf8(struct reading r) { return r.bad * 4 <= r.good || (r.bad <= 3 && r.good >= r.bad); }

static size_t mark_bytes(struct span bytes)
{
    return span_starts(bytes, SPAN("\xef\xbb\xbf")) ? 3
           : span_starts(bytes, SPAN("\xff\xfe")) || span_starts(bytes, SPAN("\xfe\xff")) ? 2 : 0;
}

static charset charset_of_mark(struct span bytes)
{
    if (!mark_bytes(bytes))
        return NULL;
    return known_charset(bytes.at[0] == '\xef' ? "utf-8" : bytes.at[0] == '\xff' ? "utf-16le" : "utf-16be");
}

/* Without a mark: UTF-16 writes ASCII, be it only blanks, with every second byte zero, which no text of
 * another charset holds; ISO-2022-JP is ASCII with its own escapes. */
static charset charset_of_shape(struct span bytes)
{
    size_t zeros[2] = { 0, 0 }, looked = bytes.len < DECLARED_WITHIN ? bytes.len : DECLARED_WITHIN;
    for (size_t i = 0; i < looked; i++)
        zeros[i & 1] += bytes.at[i] == 0;
    if (zeros[1] * 50 > looked && zeros[0] * 8 < zeros[1])
        return known_charset("utf-16le");
    if (zeros[0] * 50 > looked && zeros[1] * 8 < zeros[0])
        return known_charset("utf-16be");
    size_t escape = span_find(bytes, SPAN("\x1b$"), 0);
    while (escape != SPAN_NONE && escape + 2 < bytes.len && bytes.at[escape + 2] != 'B' && bytes.at[escape + 2] != '@')
        escape = span_find(bytes, SPAN("\x1b$"), escape + 2);
    return escape != SPAN_NONE && escape + 2 < bytes.len ? known_charset("iso-2022-jp") : NULL;
}

/* Whether the bytes tell that `declared` is not true. */
static bool is_belied(charset declared, struct span bytes, struct reading r)
{
    if (span_equal(declared->name, SPAN("UTF-8")))
        return !reads_as_utf8(r);
    if (span_starts(declared->name, SPAN("UTF-16")))
        return !memchr(bytes.at, 0, bytes.len < DECLARED_WITHIN ? bytes.len : DECLARED_WITHIN);
    if (declared->bytes == 1)
        return r.good && !r.bad;
    return r.good > 20 && !r.bad; /* pairs of a double-byte charset are valid UTF-8 by chance now and then */
}

/* The value behind `name` and "=" in `tag`, without quotes; empty where there is none. */
static struct span find_value(struct span tag, struct span name)
{
    size_t at = 0;
    while ((at = span_find_nocase(tag, name, at)) != SPAN_NONE) {
        at += name.len;
        size_t equals = at;
        while (equals < tag.len && byte_is_blank(tag.at[equals]))
            equals++;
        if (equals == tag.len || tag.at[equals] != '=')
            continue;
        size_t from = equals + 1;
        while (from < tag.len && (byte_is_blank(tag.at[from]) || tag.at[from] == '"' || tag.at[from] == '\''))
            from++;
        size_t to = from;
        while (to < tag.len && !byte_is_blank(tag.at[to]) && !memchr("\"';>/?", tag.at[to], 6))
            to++;
        return span_cut(tag, from, to);
    }
    return SPAN("");
}

/* What the page says of itself: the first <meta> or <?xml> that names a charset we know. */
static charset charset_of_page(struct span bytes)
{
    struct span head = span_cut(bytes, 0, DECLARED_WITHIN);
    for (size_t at = 0; (at = span_find_byte(head, '<', at)) != SPAN_NONE; at++) {
        struct span tag = span_from(head, at), value = SPAN("");
        size_t end = span_find_byte(tag, '>', 0);
        tag = span_cut(tag, 0, end == SPAN_NONE ? tag.len : end);
        if (span_starts_nocase(tag, SPAN("<meta")))
            value = find_value(tag, SPAN("charset"));
        else if (span_starts_nocase(tag, SPAN("<?xml")))
            value = find_value(tag, SPAN("encoding"));
        charset found = value.len ? find_charset(value) : NULL;
        if (found)
            return found;
    }
    return NULL;
}

/* Fills `room` with what stands around bytes beyond ASCII: the rest of a page tells nothing of its charset. */
static struct span take_sample(struct span bytes, char room[GUESS_BYTES])
{
    size_t len = 0, taken = 0;
    for (size_t at = 0; at < bytes.len && len < GUESS_BYTES; at++) {
        if (!(bytes.at[at] & 0x80))
            continue;
        size_t from = at > taken + GUESS_AROUND ? at - GUESS_AROUND : taken;
        struct span part = span_cut(bytes, from, at + 1 + GUESS_AROUND);
        part = span_cut(part, 0, GUESS_BYTES - len);
        memcpy(room + len, part.at, part.len);
        len += part.len;
        taken = from + part.len;
        at = taken - 1;
    }
    return (struct span){ room, len };
}

static charset guess_charset(struct span bytes)
{
    char room[GUESS_BYTES];
    UErrorCode code = U_ZERO_ERROR;
    charset guess = NULL;
    UCharsetDetector *detector = ucsdet_open(&code);
    if (U_FAILURE(code))
        return NULL;
    struct span looked = take_sample(bytes, room);
    ucsdet_enableInputFilter(detector, memchr(looked.at, '<', looked.len) != NULL);
    ucsdet_setText(detector, looked.at, (int32_t)looked.len, &code);
    const UCharsetMatch *match = ucsdet_detect(detector, &code);
    if (U_SUCCESS(code) && match && ucsdet_getConfidence(match, &code) >= CONFIDENCE_MIN)
        guess = known_charset(ucsdet_getName(match, &code));
    ucsdet_close(detector);
    return guess && guess->bytes <= 2 && !span_starts(guess->name, SPAN("UTF-")) ? guess : NULL;
}

/* *read tells how the bytes read as UTF-8. */
static charset choose(struct span bytes, struct span hint, struct reading *read)
{
    struct reading r = *read = read_utf8(bytes);
    charset declared = charset_of_mark(bytes);
    if (declared)
        return declared;
    if ((declared = find_charset(hint)) && !is_belied(declared, bytes, r))
        return declared;
    if ((declared = charset_of_shape(bytes)))
        return declared;
    if ((declared = charset_of_page(bytes)) && !is_belied(declared, bytes, r))
        return declared;
    if (!r.bad || (r.good >= 4 && reads_as_utf8(r)))
        return known_charset("utf-8");
    charset guess = guess_charset(bytes);
    return guess ? guess : known_charset("windows-1252");
}

/* ICU would write U+001A for some bytes that a charset does not have. */
static void put_replacement(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
                            UConverterCallbackReason reason, UErrorCode *code)
{
    static const UChar replacement = UTF8_BAD;
    (void)context;
    (void)units;
    (void)length;
    if (reason > UCNV_IRREGULAR)
        return;
    *code = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, code);
}

static struct span convert(struct arena *keep, struct span bytes, const char *converter)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *from = ucnv_open(converter, &code);
    if (U_FAILURE(code))
        return utf8_repair(keep, bytes);
    ucnv_setToUCallBack(from, put_replacement, NULL, NULL, NULL, &code);
    int32_t len = (int32_t)(bytes.len < DECODE_MAX ? bytes.len : DECODE_MAX);
    code = U_ZERO_ERROR;
    int32_t room = ucnv_toAlgorithmic(UCNV_UTF8, from, NULL, 0, bytes.at, len, &code);
    char *out = arena_take_raw(keep, 1, 1, (size_t)room + 1);
    code = U_ZERO_ERROR;
    int32_t count = ucnv_toAlgorithmic(UCNV_UTF8, from, out, room + 1, bytes.at, len, &code);
    ucnv_close(from);
    return utf8_repair(keep, (struct span){ out, U_SUCCESS(code) ? (size_t)count : 0 });
}

struct span charset_decode(struct arena *keep, struct span bytes, struct span hint)
{
    if (!bytes.len)
        return SPAN("");
    struct reading r;
    charset chosen = choose(bytes, hint, &r);
    bytes = span_from(bytes, mark_bytes(bytes));
    if (span_equal(chosen->name, SPAN("UTF-8")))
        return r.bad ? utf8_repair(keep, bytes) : bytes;
    return convert(keep, bytes, chosen->converter.at);
}

struct span charset_name(struct span bytes, struct span hint)
{
    struct reading r;
    return bytes.len ? choose(bytes, hint, &r)->name : SPAN("UTF-8");
}
