#include "extract/html_hint.h"

#include "tables/html_cue.h"
#include "tables/html_hint.h"

/* Bucket of two bytes; two pieces whose first bytes meet by chance only cost a comparison. */
enum { SIDE = 64, BUCKETS = SIDE * SIDE };

static unsigned bucket_of(const char *at) { return ((unsigned char)at[0] % SIDE) * SIDE + (unsigned char)at[1] % SIDE; }

static struct span row_key(const struct table *table, uint32_t i) { return *(const struct span *)table_row(table, i); }

/* first[b] is 1 + the first row of bucket b.  Rows are sorted by their bytes, so those of one bucket that can match
 * stand together; a row of another bucket between them cannot be. */
static struct html_vocabulary index_rows(struct arena *keep, const struct table *table)
{
    struct html_vocabulary v = { table, arena_new(keep, uint16_t, BUCKETS) };
    for (uint32_t i = table->count; i-- > 0;)
        v.first[bucket_of(row_key(table, i).at)] = (uint16_t)(i + 1);
    return v;
}

struct html_vocabulary html_hint_vocabulary(struct arena *keep) { return index_rows(keep, &html_hint_table); }
struct html_vocabulary html_cue_vocabulary(struct arena *keep) { return index_rows(keep, &html_cue_table); }

typedef int bit_of(const void *row);
static int hint_bit(const void *row) { return ((const struct html_hint_row *)row)->hint; }
static int cue_bit(const void *row) { return ((const struct html_cue_row *)row)->cue; }

/* `s` is followed by one readable byte. */
static uint64_t find_pieces(const struct html_vocabulary *v, struct span s, bit_of *bit)
{
    uint64_t found = 0;
    for (size_t i = 0; i + 1 < s.len; i++) {
        unsigned bucket = bucket_of(s.at + i);
        for (uint32_t row = v->first[bucket]; row && row <= v->table->count; row++) {
            struct span key = row_key(v->table, row - 1);
            if (bucket_of(key.at) != bucket)
                break;
            if (span_starts(span_from(s, i), key))
                found |= (uint64_t)1 << bit(table_row(v->table, row - 1));
        }
    }
    return found;
}

uint64_t html_hints_of(const struct html_vocabulary *v, struct span name)
{
    char folded[2 * HTML_NAME_MAX + 4];
    size_t len = 0;
    folded[len++] = '_';
    for (size_t i = 0; i < name.len && i < HTML_NAME_MAX; i++) {
        char c = name.at[i];
        bool step = i && c >= 'A' && c <= 'Z' && name.at[i - 1] >= 'a' && name.at[i - 1] <= 'z';
        if (step || !(byte_is_alpha(c) || byte_is_digit(c)))
            if (folded[len - 1] != '_')
                folded[len++] = '_';
        if (byte_is_alpha(c) || byte_is_digit(c))
            folded[len++] = byte_lower(c);
    }
    if (folded[len - 1] != '_')
        folded[len++] = '_';
    return find_pieces(v, (struct span){ folded, len }, hint_bit);
}

uint64_t html_cues_of(const struct html_vocabulary *v, struct span text)
{
    char folded[HTML_CUE_MAX + 4];
    size_t len = 0;
    folded[len++] = '_';
    for (size_t i = 0; i < text.len && i < HTML_CUE_MAX; i++) {
        char c = byte_is_blank(text.at[i]) ? '_' : byte_lower(text.at[i]);
        if (c != '_' || folded[len - 1] != '_')
            folded[len++] = c;
    }
    folded[len++] = '_';
    return find_pieces(v, (struct span){ folded, len }, cue_bit);
}
