#include "store/facet.h"

#include <math.h>

#include "store/words.h"

enum {
    BUCKET_ZERO = 40,
    BUCKET_ONE = 10,           /* of the value 1, counted from zero's */
    NOUN_WORDS = 4             /* of what is counted, that are put */
};

static void part(struct buffer *out)
{
    if (out->len && out->at[out->len - 1] != ' ')
        buffer_byte(out, ' ');
}

/* The letters and digits of `s` in lower case, all else left out. */
static void put_letters(struct buffer *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (byte_is_alpha(s.at[i]) || byte_is_digit(s.at[i]) || (s.at[i] & 0x80))
            buffer_byte(out, byte_lower(s.at[i]));
}

void facet_put_language(struct buffer *out, struct span language)
{
    part(out);
    buffer_text(out, "l_");
    put_letters(out, language);
}

void facet_put_outlet(struct buffer *out, int64_t outlet)
{
    part(out);
    buffer_printf(out, "o_%lld", (long long)outlet);
}

void facet_put_has(struct buffer *out, const char *what)
{
    part(out);
    buffer_printf(out, "h_%s", what);
}

unsigned facet_bucket(double value)
{
    if (!(value < 0) && !(value > 0))
        return BUCKET_ZERO;
    double size = fabs(value);
    int power = isinf(size) ? 1000 : ilogb(size);
    int k = (power >= 0 ? power / 2 : -((1 - power) / 2)) + BUCKET_ONE;
    k = k < 1 ? 1 : k > BUCKET_ZERO ? BUCKET_ZERO : k;
    return (unsigned)(value < 0 ? BUCKET_ZERO - k : BUCKET_ZERO + k);
}

static struct span named(struct arena *keep, const char *prefix, struct span name)
{
    struct buffer out = buffer_in(keep);
    buffer_text(&out, prefix);
    put_letters(&out, name);
    return buffer_span(&out);
}

struct span facet_state_name(struct arena *keep, uint8_t state)
{
    return named(keep, "", span_of(figure_state_label(state)));
}

struct span facet_unit_name(struct arena *keep, struct span unit) { return named(keep, "u.", unit); }

struct span facet_dimension_name(struct arena *keep, uint8_t dimension)
{
    return named(keep, "", span_of(dimension_label(dimension)));
}

static struct span singular(struct span word)
{
    bool plural = word.len > 3 && word.at[word.len - 1] == 's' && word.at[word.len - 2] != 's';
    return span_cut(word, 0, word.len - plural);
}

struct span facet_noun(struct arena *keep, struct span noun)
{
    struct arena scratch = *keep, upper = arena_half(&scratch);
    struct buffer words = buffer_in(&upper);
    words_put(&words, scratch, noun);
    size_t at = 0;
    struct span word = { 0 };
    span_next_word(buffer_span(&words), &at, &word);
    return arena_copy(keep, singular(word));
}

struct span facet_noun_name(struct arena *keep, struct span noun) { return named(keep, "c.", facet_noun(keep, noun)); }

static void put_figure(struct buffer *out, struct span name, unsigned bucket)
{
    part(out);
    buffer_text(out, "f_");
    buffer_put(out, name);
    buffer_printf(out, "_%u", bucket);
}

/* By each word of what is counted. */
static void put_counted(struct buffer *out, struct arena scratch, struct span counted, unsigned bucket)
{
    struct span word;
    size_t at = 0;
    for (unsigned n = 0; n < NOUN_WORDS && span_next_word(counted, &at, &word); n++) {
        struct arena own = scratch;
        struct span name = facet_noun_name(&own, word);
        if (name.len > 2)
            put_figure(out, name, bucket);
    }
}

void facet_put_figure(struct buffer *out, struct arena scratch, const struct facet_figure *figure)
{
    if (figure->dimension == DIMENSION_IDENTIFIER || figure->dimension == DIMENSION_ORDINAL)
        return;
    unsigned bucket = facet_bucket(figure->value);
    put_figure(out, (struct span){ 0 }, bucket);
    if (figure->state)
        put_figure(out, facet_state_name(&scratch, figure->state), bucket);
    bool counts = figure->dimension == DIMENSION_COUNT, by_unit = counts || figure->dimension == DIMENSION_MONEY;
    if (by_unit && figure->unit.len)
        put_figure(out, facet_unit_name(&scratch, figure->unit), bucket);
    else if (counts)
        put_counted(out, scratch, figure->counted, bucket);
    else if (!by_unit)
        put_figure(out, facet_dimension_name(&scratch, figure->dimension), bucket);
}
