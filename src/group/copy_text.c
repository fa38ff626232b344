#include "group/copy_text.h"

#include "base/hash.h"
#include "group/copy_words.h"
#include "text/host.h"

enum { GRAM_WORDS = 3, SHORT_GRAMS = 40 };

/* ---- grams ---- */

struct grams {
    uint32_t *at;
    uint8_t *skip;
    uint32_t count;
};

static inline uint64_t hash_gram(const uint32_t word[GRAM_WORDS])
{
    return hash_mix(hash_mix(word[0], word[1]), word[2]);
}

/* The heavy words' numbers. */
static uint32_t *heavy_words(struct arena *keep, const struct copy_words *words, uint32_t *count)
{
    uint32_t *heavy = arena_take_raw(keep, sizeof *heavy, alignof(uint32_t), words->count);
    uint32_t found = 0;
    for (uint32_t i = 0; i < words->count; i++) {
        heavy[found] = i;
        found += words->heavy[i];
    }
    *count = found;
    return heavy;
}

static struct grams sample(struct arena *keep, const struct copy_words *words)
{
    uint32_t count, place = 0, *heavy = heavy_words(keep, words, &count);
    struct grams grams = { .at = arena_take_raw(keep, sizeof(uint32_t), alignof(uint32_t), count),
                           .skip = arena_take_raw(keep, 1, 1, count) };
    unsigned one_in = count < SHORT_GRAMS ? 1 : COPY_SAMPLE;
    for (uint32_t i = 0; i + GRAM_WORDS <= count; i++) {
        const uint32_t *h = heavy + i;
        uint64_t hash = hash_gram((uint32_t[]){ words->word[h[0]], words->word[h[1]], words->word[h[2]] });
        uint32_t value = (uint32_t)(hash >> 32);
        bool repeats = grams.count && grams.at[grams.count - 1] == value;
        if ((uint32_t)hash % one_in || repeats)
            continue;
        uint32_t skip = h[0] - place;
        place = h[0];
        grams.at[grams.count] = value;
        grams.skip[grams.count++] = (uint8_t)(skip < COPY_SKIP_MAX ? skip : COPY_SKIP_MAX);
    }
    return grams;
}

/* ---- places ----
 *
 * A word is one half byte where a single byte stands before it: its length, up to LENGTH_LAST.  Else the half byte
 * says what follows it: GAP_TWO or GAP_ONE the length, GAP_ANY the gap and the length, as numbers of three bits a
 * half byte, the lowest first; the fourth bit says that there are more. */
enum { GAP_TWO = 0, LENGTH_LAST = 13, GAP_ONE = 14, GAP_ANY = 15, NIBBLES_MAX = 1 + 2 * 11 };

struct nibbles { uint8_t *at; size_t count; };

static inline void put_nibble(struct nibbles *n, uint32_t value)
{
    uint8_t *byte = &n->at[n->count / 2];
    *byte = (uint8_t)(n->count % 2 ? *byte | value << 4 : value);
    n->count++;
}

static void put_number(struct nibbles *n, uint32_t value)
{
    for (; value > 7; value >>= 3)
        put_nibble(n, 8 | (value & 7));
    put_nibble(n, value);
}

static inline uint32_t get_nibble(struct nibbles *n)
{
    uint32_t value = n->at[n->count / 2] >> (n->count % 2 * 4) & 15;
    n->count++;
    return value;
}

static uint32_t get_number(struct nibbles *n)
{
    uint32_t value = 0, part = 8;
    for (unsigned shift = 0; part & 8; shift += 3) {
        part = get_nibble(n);
        value |= (part & 7) << shift;
    }
    return value;
}

static void put_places(struct nibbles *n, const struct copy_words *words)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < words->count; i++) {
        uint32_t gap = words->at[i].from - end, length = mark_length(words->at[i]);
        end = words->at[i].to;
        if (gap == 1 && length <= LENGTH_LAST) {
            put_nibble(n, length);
            continue;
        }
        put_nibble(n, gap == 1 ? GAP_ONE : gap == 2 ? GAP_TWO : GAP_ANY);
        if (gap != 1 && gap != 2)
            put_number(n, gap);
        put_number(n, length);
    }
}

struct mark *copy_text_places(struct arena *keep, const struct copy_text *text)
{
    struct mark *places = arena_take_raw(keep, sizeof *places, alignof(struct mark), text->word_count);
    struct nibbles n = { .at = (uint8_t *)copy_text_skips(text) + text->gram_count };
    uint32_t end = 0;
    for (uint32_t i = 0; i < text->word_count; i++) {
        uint32_t kind = get_nibble(&n);
        uint32_t gap = kind == GAP_ANY ? get_number(&n) : kind == GAP_TWO ? 2 : 1;
        uint32_t length = kind == GAP_TWO || kind >= GAP_ONE ? get_number(&n) : kind;
        places[i] = (struct mark){ end + gap, end + gap + length };
        end = places[i].to;
    }
    return places;
}

/* ---- the text ---- */

static uint32_t outlet_of(const struct article *a)
{
    struct span name = host_of(a->canonical_url.len ? a->canonical_url : a->url);
    if (!name.len)
        name = a->outlet;
    return name.len ? (uint32_t)hash_span(name) | 1 : 0;
}

size_t copy_text_size(const struct copy_text *t)
{
    return sizeof *t + sizeof *t->gram * t->gram_count + t->word_count + t->gram_count + t->place_bytes;
}

struct copy_text *copy_text_make(struct arena *keep, struct arena scratch, const struct article *article)
{
    struct copy_words words = copy_words(&scratch, article);
    struct grams grams = sample(&scratch, &words);
    size_t most = (size_t)words.count * ((NIBBLES_MAX + 1) / 2) + 1;
    struct nibbles places = { .at = arena_take_raw(&scratch, 1, 1, most) };
    put_places(&places, &words);

    struct copy_text head = { .word_count = words.count, .gram_count = grams.count,
                              .place_bytes = (uint32_t)((places.count + 1) / 2), .outlet = outlet_of(article) };
    struct copy_text *text = arena_take_raw(keep, 1, alignof(struct copy_text), copy_text_size(&head));
    *text = head;
    uint8_t *code = (uint8_t *)copy_text_codes(text), *skip = (uint8_t *)copy_text_skips(text);
    for (uint32_t i = 0; i < words.count; i++)
        code[i] = (uint8_t)words.word[i];
    for (uint32_t i = 0; i < grams.count; i++) {
        text->gram[i] = grams.at[i];
        skip[i] = grams.skip[i];
    }
    memcpy(skip + grams.count, places.at, head.place_bytes);
    return text;
}
