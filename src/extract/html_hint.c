#include "extract/html_hint.h"

#include <string.h>

#include "tables/html_cue.h"
#include "tables/html_hint.h"

/* Buckets by two bytes; pieces whose first bytes meet in one by chance only cost a comparison. */
enum { SIDE = 64, BUCKETS = SIDE * SIDE, HEAD = 8 };

static unsigned bucket_of(uint64_t head) { return (unsigned)(head & 0x3f) * SIDE + (unsigned)(head >> 8 & 0x3f); }

/* The first eight bytes as a number, the first byte lowest on every machine. */
static uint64_t load_head(const char *at, size_t len)
{
    uint64_t head = 0;
    for (size_t i = 0; i < len && i < HEAD; i++)
        head |= (uint64_t)(unsigned char)at[i] << (8 * i);
    return head;
}

static struct html_piece piece_of(struct span key, int bit)
{
    uint64_t mask = key.len >= HEAD ? ~(uint64_t)0 : ((uint64_t)1 << (8 * key.len)) - 1;
    return (struct html_piece){ load_head(key.at, key.len), mask, (uint64_t)1 << bit, span_from(key, HEAD) };
}

/* A counting sort; the pieces of bucket b are then those from first[b + 1] up to first[b + 2]. */
static void sort_pieces(struct html_vocabulary *v, const struct html_piece *unsorted)
{
    for (uint32_t i = 0; i < v->count; i++)
        v->first[bucket_of(unsorted[i].head) + 1]++;
    for (unsigned b = 1; b <= BUCKETS + 1; b++)
        v->first[b] = (uint16_t)(v->first[b] + v->first[b - 1]);
    for (uint32_t i = v->count; i-- > 0;)
        v->pieces[--v->first[bucket_of(unsorted[i].head) + 1]] = unsorted[i];
}

static struct html_vocabulary new_vocabulary(struct arena *keep, uint32_t count)
{
    return (struct html_vocabulary){arena_new(keep, struct html_piece, count), arena_new(keep, uint16_t, BUCKETS + 2),
                                    count};
}

struct html_vocabulary html_hint_vocabulary(struct arena *keep)
{
    struct html_piece unsorted[html_hint_COUNT];
    for (uint32_t i = 0; i < html_hint_COUNT; i++)
        unsorted[i] = piece_of(html_hint_rows[i].name, html_hint_rows[i].hint);
    struct html_vocabulary v = new_vocabulary(keep, html_hint_COUNT);
    sort_pieces(&v, unsorted);
    return v;
}

struct html_vocabulary html_cue_vocabulary(struct arena *keep)
{
    struct html_piece unsorted[html_cue_COUNT];
    for (uint32_t i = 0; i < html_cue_COUNT; i++)
        unsorted[i] = piece_of(html_cue_rows[i].text, html_cue_rows[i].cue);
    struct html_vocabulary v = new_vocabulary(keep, html_cue_COUNT);
    sort_pieces(&v, unsorted);
    return v;
}

/* HEAD more bytes behind `s` can be read and are 0. */
static uint64_t find_pieces(const struct html_vocabulary *v, struct span s)
{
    uint64_t found = 0, head = load_head(s.at, s.len);
    for (size_t i = 0; i + 1 < s.len; i++) {
        unsigned bucket = bucket_of(head);
        for (uint32_t k = v->first[bucket + 1]; k < v->first[bucket + 2]; k++) {
            const struct html_piece *piece = &v->pieces[k];
            if ((head & piece->mask) == piece->head && span_starts(span_from(s, i + HEAD), piece->rest))
                found |= piece->bit;
        }
        head = head >> 8 | (uint64_t)(unsigned char)s.at[i + HEAD] << 56;
    }
    return found;
}

uint64_t html_hints_of(const struct html_vocabulary *v, struct span name)
{
    char folded[2 * HTML_NAME_MAX + 4 + HEAD];
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
    memset(folded + len, 0, HEAD);
    return find_pieces(v, (struct span){ folded, len });
}

uint64_t html_cues_of(const struct html_vocabulary *v, struct span text)
{
    char folded[HTML_CUE_MAX + 4 + HEAD];
    size_t len = 0;
    folded[len++] = '_';
    for (size_t i = 0; i < text.len && i < HTML_CUE_MAX; i++) {
        char c = byte_is_blank(text.at[i]) ? '_' : byte_lower(text.at[i]);
        if (c != '_' || folded[len - 1] != '_')
            folded[len++] = c;
    }
    folded[len++] = '_';
    memset(folded + len, 0, HEAD);
    return find_pieces(v, (struct span){ folded, len });
}
