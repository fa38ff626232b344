#include "text/normal.h"

#include <pthread.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/buffer.h"
#include "base/fnv.h"
#include "tables/letter.h"
#include "tables/sound.h"
#include "tables/translit.h"
#include "text/codepoint.h"
#include "text/utf8.h"

struct units { UChar *at; int32_t count; };   /* UTF-16 */

/* ICU counts in 32 bits; what is longer is cut at the edge long before. */
enum { UNITS_MAX = 1 << 28 };

static bool is_ascii(struct span s)
{
    size_t at = 0;
    uint64_t eight;
    while (at + 8 <= s.len && (memcpy(&eight, s.at + at, 8), !(eight & 0x8080808080808080u)))
        at += 8;
    while (at < s.len && !(s.at[at] & 0x80))
        at++;
    return at == s.len;
}

static struct units widen(struct arena *arena, struct span s)
{
    int32_t room = (int32_t)(s.len < UNITS_MAX ? s.len : UNITS_MAX), count = 0;
    UChar *at = arena_take_raw(arena, sizeof *at, alignof(UChar), (size_t)room + 1);
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8WithSub(at, room + 1, &count, s.at, room, UTF8_BAD, NULL, &code);
    return (struct units){ at, U_SUCCESS(code) ? count : 0 };
}

static struct span narrow(struct arena *arena, struct units u)
{
    size_t room = (size_t)u.count * 3 + 1;
    char *at = arena_take_raw(arena, 1, 1, room);
    int32_t len = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8WithSub(at, (int32_t)room, &len, u.at, u.count, UTF8_BAD, NULL, &code);
    return (struct span){ at, U_SUCCESS(code) ? (size_t)len : 0 };
}

static struct units normalize(struct arena *arena, bool composed, struct units u)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *form = composed ? unorm2_getNFCInstance(&code) : unorm2_getNFDInstance(&code);
    if (U_FAILURE(code))
        return u;
    int32_t room = u.count * 2 + 32, count;
    do {
        UChar *at = arena_take_raw(arena, sizeof *at, alignof(UChar), (size_t)room);
        code = U_ZERO_ERROR;
        count = unorm2_normalize(form, u.at, u.count, at, room, &code);
        if (U_SUCCESS(code))
            return (struct units){ at, count };
        room = count + 1;
    } while (code == U_BUFFER_OVERFLOW_ERROR);
    return u;
}

/* `s` in NFC.  The result is taken first, so that the steps to it can go again. */
static struct span compose(struct arena *keep, struct span s)
{
    char *out = arena_take_raw(keep, 1, 1, s.len * 3 + 1);
    struct arena scratch = *keep;
    struct span composed = narrow(&scratch, normalize(&scratch, true, widen(&scratch, s)));
    size_t len = composed.len <= s.len * 3 ? composed.len : 0;
    memcpy(out, composed.at, len);
    return (struct span){ out, len };
}

static struct span fold_ascii(struct arena *keep, struct span s)
{
    char *out = arena_take_raw(keep, 1, 1, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        out[i] = byte_lower(s.at[i]);
    out[s.len] = 0;
    return (struct span){ out, s.len };
}

static void put_ascii(struct buffer *out, struct span s)
{
    char *to = buffer_reserve(out, s.len);
    for (size_t i = 0; i < s.len; i++)
        to[i] = byte_lower(s.at[i]);
    out->len += s.len;
}

struct span text_fold(struct arena *keep, struct span s)
{
    if (is_ascii(s))
        return fold_ascii(keep, s);
    struct buffer out = buffer_in(keep);
    buffer_reserve(&out, s.len + s.len / 8 + 8);
    bool may_compose = false;
    unsigned length;
    for (size_t at = 0; at < s.len; at += length) {
        size_t plain = at;
        while (plain < s.len && !(s.at[plain] & 0x80))
            plain++;
        if ((length = (unsigned)(plain - at)) > 0) {
            put_ascii(&out, span_cut(s, at, plain));
            continue;
        }
        uint32_t c = codepoint_fold(utf8_decode(s, at, &length));
        if (!c)
            continue;
        may_compose = may_compose || codepoint_may_compose(c);
        out.len += utf8_encode(c, buffer_reserve(&out, 4));
    }
    return may_compose ? compose(keep, buffer_span(&out)) : buffer_span(&out);
}

/* Whether `mark`, standing on a letter `base`, only says how it sounds. */
static bool is_diacritic(uint32_t base, uint32_t mark)
{
    bool is_cyrillic = base >= 0x400 && base < 0x530;
    if (mark >= 0x300 && mark < 0x370)
        return !is_cyrillic || mark == 0x300 || mark == 0x301 || (mark == 0x308 && base == 0x435);
    return (mark >= 0x64b && mark < 0x660) || mark == 0x670 || mark == 0x640 || (mark >= 0x591 && mark < 0x5be) ||
           (mark >= 0x5bf && mark < 0x5c8 && mark != 0x5c0 && mark != 0x5c3 && mark != 0x5c6);
}

static void put_plain(struct buffer *out, uint32_t c)
{
    char letters[4];
    struct span key = { letters, utf8_encode(c, letters) };
    const struct letter_row *row = c < 0x80 ? NULL : table_find(&letter_table, key);
    buffer_put(out, row ? row->plain : key);
}

/* Without diacritics; NFD, but for what put_plain writes out. */
static void strip_marks(struct buffer *out, struct units u)
{
    UChar32 base = 0;
    for (int32_t at = 0; at < u.count;) {
        UChar32 c;
        U16_NEXT(u.at, at, u.count, c);
        if (is_diacritic((uint32_t)base, (uint32_t)c))
            continue;
        if (codepoint_class((uint32_t)c) != CODEPOINT_MARK)
            base = c;
        put_plain(out, (uint32_t)c);
    }
}

struct span text_plain(struct arena *keep, struct span s)
{
    struct span folded = text_fold(keep, s);
    if (is_ascii(folded))
        return folded;
    size_t room = folded.len * 4;
    char *out = arena_take_raw(keep, 1, 1, room);
    struct arena scratch = *keep;
    struct buffer stripped = buffer_in(&scratch);
    strip_marks(&stripped, normalize(&scratch, false, widen(&scratch, folded)));
    struct span plain = buffer_span(&stripped);
    if (!is_ascii(plain))
        plain = compose(&scratch, plain);
    if (!plain.len || plain.len > room)
        return plain.len ? folded : SPAN("");
    memcpy(out, plain.at, plain.len);
    return (struct span){ out, plain.len };
}

static bool is_letter(uint32_t c)
{
    enum codepoint_class class = codepoint_class(c);
    return class == CODEPOINT_LETTER || class == CODEPOINT_IDEOGRAPH || class == CODEPOINT_KATAKANA;
}

/* Letters that only Ukrainian uses, or only its neighbours: +1 and -1. */
static int ukrainian_sign(uint32_t c)
{
    if (c == 0x456 || c == 0x457 || c == 0x454 || c == 0x491)
        return 1;
    return c == 0x44b || c == 0x44d || c == 0x44a || c == 0x45e ? -1 : 0;
}

static struct span cyrillic_language(struct span s)
{
    unsigned length;
    int sum = 0;
    for (size_t at = 0; at < s.len; at += length)
        sum += ukrainian_sign(utf8_decode(s, at, &length));
    return sum > 0 ? SPAN("uk") : SPAN("");
}

/* The row for the longest run of letters at s[at] that the table knows, in `language` or in any. */
static const struct translit_row *find_letters(struct span s, size_t at, struct span language)
{
    size_t ends[3], count = 0;
    unsigned length;
    for (size_t end = at; end < s.len && count < 3; ends[count++] = end) {
        utf8_decode(s, end, &length);
        end += length;
    }
    while (count--) {
        const struct translit_row *row = table_find(&translit_table, span_cut(s, at, ends[count])), *any = NULL;
        for (; row; row = table_next(&translit_table, row)) {
            if (row->language.len && span_equal(row->language, language))
                return row;
            if (!row->language.len)
                any = row;
        }
        if (any)
            return any;
    }
    return NULL;
}

static bool ends_with_consonant(struct span s)
{
    return s.len && byte_is_alpha(s.at[s.len - 1]) && !memchr("aeiouy", s.at[s.len - 1], 6);
}

/* Writes `s` by the table; returns whether it held letters that the table does not know. */
static bool transliterate(struct buffer *out, struct span s)
{
    struct span language = cyrillic_language(s);
    bool left = false, in_word = false;
    unsigned length;
    for (size_t at = 0; at < s.len; at += length) {
        uint32_t c = utf8_decode(s, at, &length);
        const struct translit_row *row = c < 0x80 ? NULL : find_letters(s, at, language);
        if (row) {
            length = (unsigned)row->key.len;
            buffer_put(out, ends_with_consonant(buffer_span(out)) ? row->after_consonant : row->latin);
        } else if (c != '\'' || !in_word) { /* an apostrophe among Cyrillic letters is a hard sign */
            left = left || (c >= 0x80 && is_letter(c));
            buffer_put(out, span_cut(s, at, at + length));
        }
        in_word = row != NULL;
    }
    return left;
}

static pthread_once_t latin_once = PTHREAD_ONCE_INIT;
static pthread_key_t latin_key;

static void close_latin(void *transliterator) { utrans_close(transliterator); }

static void make_latin_key(void) { pthread_key_create(&latin_key, close_latin); }

/* This thread's transliterator; NULL where ICU has none. */
static UTransliterator *open_latin(void)
{
    pthread_once(&latin_once, make_latin_key);
    UTransliterator *latin = pthread_getspecific(latin_key);
    if (latin)
        return latin;
    UErrorCode code = U_ZERO_ERROR;
    latin = utrans_openU(u"Any-Latin; Latin-ASCII", -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
    if (U_FAILURE(code))
        return NULL;
    pthread_setspecific(latin_key, latin);
    return latin;
}

static struct span transliterate_any(struct arena *keep, struct span s)
{
    UTransliterator *latin = open_latin();
    struct units u = widen(keep, s);
    int32_t room = u.count * 8 + 64, count = u.count, limit = u.count;
    UChar *at = arena_take_raw(keep, sizeof *at, alignof(UChar), (size_t)room);
    memcpy(at, u.at, (size_t)u.count * sizeof *at);
    UErrorCode code = U_ZERO_ERROR;
    if (latin)
        utrans_transUChars(latin, at, &count, room, 0, &limit, &code);
    if (!latin || U_FAILURE(code))
        return s;
    return text_fold(keep, narrow(keep, (struct units){ at, count }));
}

struct span text_latin(struct arena *keep, struct span s)
{
    struct span plain = text_plain(keep, s);
    if (is_ascii(plain))
        return plain;
    struct buffer out = buffer_in(keep);
    bool left = transliterate(&out, plain);
    return left ? transliterate_any(keep, buffer_span(&out)) : buffer_span(&out);
}

/* The hash of a key grows with its letters, so each letter is hashed once. */
static uint32_t hash_on(uint32_t hash, char letter) { return (hash ^ (unsigned char)letter) * 16777619u; }

/* The longest row of the table that fits word[at]; "^" in a key is the word's begin and "$" its end.  A letter's
 * own row says how many letters are worth a look; a letter without one begins no key. */
static const struct sound_row *find_sound(struct span word, size_t at)
{
    enum { LETTERS_MAX = 7 };
    char key[LETTERS_MAX + 2];
    uint32_t inner[LETTERS_MAX + 1] = { fnv_hash("", 0) }, begun[LETTERS_MAX + 1] = { fnv_hash("^", 1) };
    const struct sound_row *letter = table_find(&sound_table, span_cut(word, at, at + 1));
    size_t most = letter ? (size_t)letter->longest : 0;
    most = most > word.len - at ? word.len - at : most;
    most = most > LETTERS_MAX ? LETTERS_MAX : most;
    memcpy(key + 1, word.at + at, most);
    key[0] = '^';
    for (size_t i = 0; i < most; i++) {
        inner[i + 1] = hash_on(inner[i], key[i + 1]);
        begun[i + 1] = hash_on(begun[i], key[i + 1]);
    }
    for (size_t count = most; count; count--) {
        const struct sound_row *row = NULL;
        if (at == 0)
            row = table_find_hashed(&sound_table, (struct span){ key, count + 1 }, begun[count]);
        if (!row && at + count == word.len) {   /* only the longest key stands at the end */
            key[count + 1] = '$';
            row = table_find_hashed(&sound_table, (struct span){ key + 1, count + 1 }, hash_on(inner[count], '$'));
        }
        if (!row)
            row = count == 1 ? letter : table_find_hashed(&sound_table, (struct span){ key + 1, count }, inner[count]);
        if (row)
            return row;
    }
    return NULL;
}

/* Adds the sounds of one word; a sound that follows itself with no vowel between counts once.  Digits and
 * letters that nobody could transliterate stay as they are. */
static void put_sounds(struct buffer *out, struct span word)
{
    char last = 0;
    for (size_t at = 0; at < word.len;) {
        const struct sound_row *row = find_sound(word, at);
        struct span sounds = row ? row->sound : span_cut(word, at, at + 1);
        for (size_t i = 0; i < sounds.len; i++) {
            if (sounds.at[i] != last || !byte_is_alpha(last))
                buffer_byte(out, sounds.at[i]);
            last = sounds.at[i];
        }
        if (!sounds.len)
            last = 0;
        at += row ? (size_t)row->letters : 1;
    }
}

struct span name_key(struct arena *keep, struct span name)
{
    struct buffer out = buffer_in(keep);
    struct span rest = text_latin(keep, name);
    struct buffer word = buffer_in(keep);
    for (size_t at = 0; at <= rest.len; at++) {
        char c = at < rest.len ? rest.at[at] : ' ';
        if (c == '\'')
            continue;
        if (byte_is_alpha(c) || byte_is_digit(c) || (c & 0x80)) {
            buffer_byte(&word, c);
        } else if (word.len) {
            if (out.len)
                buffer_byte(&out, ' ');
            put_sounds(&out, buffer_span(&word));
            word.len = 0;
        }
    }
    return buffer_span(&out);
}

/* How many code points `s` has; DISTANCE_MAX + 1 where they are too many. */
static unsigned read_points(uint32_t *points, struct span s)
{
    unsigned count = 0, length;
    for (size_t at = 0; at < s.len; at += length) {
        if (count == DISTANCE_MAX)
            return DISTANCE_MAX + 1;
        points[count++] = utf8_decode(s, at, &length);
    }
    return count;
}

/* Cuts off what both begin and end with, between code points. */
static void cut_common(struct span *a, struct span *b)
{
    size_t shorter = a->len < b->len ? a->len : b->len, from = 0, behind = 0;
    while (from < shorter && a->at[from] == b->at[from])
        from++;
    from = from < shorter ? utf8_floor(*a, from) : from;
    while (from && from < a->len && from < b->len && utf8_floor(*b, from) != from)
        from--;
    while (behind < shorter - from && a->at[a->len - 1 - behind] == b->at[b->len - 1 - behind])
        behind++;
    while (behind && ((unsigned char)a->at[a->len - behind] & 0xc0) == 0x80)
        behind--;
    *a = span_cut(*a, from, a->len - behind);
    *b = span_cut(*b, from, b->len - behind);
}

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

unsigned text_distance(struct span a, struct span b, unsigned limit)
{
    uint32_t x[DISTANCE_MAX], y[DISTANCE_MAX];
    unsigned rows[3][DISTANCE_MAX + 1], *before = rows[0], *above = rows[1], *row = rows[2];
    cut_common(&a, &b);
    unsigned n = read_points(x, a), m = read_points(y, b);
    if (n > DISTANCE_MAX || m > DISTANCE_MAX || (n > m ? n - m : m - n) > limit)
        return limit + 1;
    for (unsigned j = 0; j <= m; j++)
        above[j] = before[j] = j;
    for (unsigned i = 1; i <= n; i++) {
        unsigned best = row[0] = i;
        for (unsigned j = 1; j <= m; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (x[i - 1] != y[j - 1]));
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
            best = least(best, row[j]);
        }
        if (best > limit)
            return limit + 1;
        unsigned *free_row = before;
        before = above;
        above = row;
        row = free_row;
    }
    return least(above[m], limit + 1);
}
