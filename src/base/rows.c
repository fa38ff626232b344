#include "base/rows.h"

static unsigned read16(const unsigned char *at) { return (unsigned)at[0] | (unsigned)at[1] << 8; }

bool rows_open(struct rows *rows, struct span bytes, unsigned kind)
{
    const unsigned char *head = (const unsigned char *)bytes.at;
    *rows = (struct rows){ 0 };
    if (bytes.len < ROWS_HEAD || memcmp(head, "SYNR\1", 5) != 0 || read16(head + 10) != kind)
        return false;
    unsigned labels = head[5], bits = head[6], width = head[7];
    if (!labels || labels > ROWS_LABELS_MAX || bits < 1 || bits > 24 || width % 8 || width < labels ||
        width > ROWS_LABELS_MAX)
        return false;
    size_t moves = 2 * (size_t)(labels + 1) * labels;
    if (bytes.len != ROWS_HEAD + moves + ((size_t)width << bits))
        return false;
    *rows = (struct rows){ .moves = head + ROWS_HEAD, .labels = (uint8_t)labels, .bits = (uint8_t)bits,
                           .weights = (const signed char *)head + ROWS_HEAD + moves, .width = (uint8_t)width,
                           .one = (uint16_t)read16(head + 8) };
    return true;
}

static int16_t cut(int sum) { return (int16_t)(sum < INT16_MIN ? INT16_MIN : sum > INT16_MAX ? INT16_MAX : sum); }

#if defined(__SSE2__) && !defined(LANES_PLAIN)
#include <emmintrin.h>

/* Eight weights as scores: each put into the upper half of sixteen bits, and shifted down with its sign. */
static inline __m128i read_weights(const signed char *at)
{
    __m128i eight = _mm_loadl_epi64((const __m128i *)(const void *)at);
    return _mm_srai_epi16(_mm_unpacklo_epi8(_mm_setzero_si128(), eight), 8);
}

static void add_part(const struct rows *rows, const uint32_t *features, unsigned count, unsigned part, int16_t *scores)
{
    __m128i *into = (__m128i *)(void *)(scores + part), sum = _mm_loadu_si128(into);
    const signed char *weights = rows->weights + part;
    unsigned shift = 32u - rows->bits;
    size_t width = rows->width;
    for (unsigned i = 0; i < count; i++)
        sum = _mm_add_epi16(sum, read_weights(weights + (features[i] >> shift) * width));
    _mm_storeu_si128(into, sum);
}

/* The most of `count` scores; there is room for a multiple of eight, and what lies beyond counts not. */
static int most_of(const int16_t *scores, unsigned count)
{
    __m128i top = _mm_set1_epi16(INT16_MIN);
    unsigned whole = count / 8 * 8;
    for (unsigned k = 0; k < whole; k += 8)
        top = _mm_max_epi16(top, _mm_loadu_si128((const __m128i *)(const void *)(scores + k)));
    int16_t lanes[8];
    _mm_storeu_si128((__m128i *)(void *)lanes, top);
    int most = INT16_MIN;
    for (unsigned k = 0; k < 8; k++)
        most = lanes[k] > most ? lanes[k] : most;
    for (unsigned k = whole; k < count; k++)
        most = scores[k] > most ? scores[k] : most;
    return most;
}

/* A bit for each of the scores that is `least` or more. */
static uint64_t at_least(const int16_t *scores, unsigned count, int16_t least)
{
    __m128i limit = _mm_set1_epi16(least);
    uint64_t found = 0;
    for (unsigned k = 0; k < count; k += 8) {
        __m128i below = _mm_cmpgt_epi16(limit, _mm_loadu_si128((const __m128i *)(const void *)(scores + k)));
        unsigned bits = (unsigned)_mm_movemask_epi8(_mm_packs_epi16(below, _mm_setzero_si128())) & 0xff;
        found |= (uint64_t)(~bits & 0xff) << k;
    }
    return count < 64 ? found & (((uint64_t)1 << count) - 1) : found;
}

/* For each label the best sum of one before and the move from it, and which one that is; sums are cut off at the ends
 * of 16 bits. */
static void step_of_few(const int16_t best[8], const int16_t moves[8][8], int16_t next[8], int16_t from_best[8])
{
    __m128i top = _mm_adds_epi16(_mm_set1_epi16(best[0]), _mm_loadu_si128((const __m128i *)(const void *)moves[0]));
    __m128i which = _mm_setzero_si128();
    for (int16_t from = 1; from < 8; from++) {
        __m128i sum =
            _mm_adds_epi16(_mm_set1_epi16(best[from]), _mm_loadu_si128((const __m128i *)(const void *)moves[from]));
        __m128i better = _mm_cmpgt_epi16(sum, top);
        which = _mm_max_epi16(which, _mm_and_si128(better, _mm_set1_epi16(from)));
        top = _mm_max_epi16(top, sum);
    }
    _mm_storeu_si128((__m128i *)(void *)next, top);
    _mm_storeu_si128((__m128i *)(void *)from_best, which);
}

#else

static int most_of(const int16_t *scores, unsigned count)
{
    int most = INT16_MIN;
    for (unsigned k = 0; k < count; k++)
        most = scores[k] > most ? scores[k] : most;
    return most;
}

static uint64_t at_least(const int16_t *scores, unsigned count, int16_t least)
{
    uint64_t found = 0;
    for (unsigned k = 0; k < count; k++)
        found |= (uint64_t)(scores[k] >= least) << k;
    return found;
}

static void step_of_few(const int16_t best[8], const int16_t moves[8][8], int16_t next[8], int16_t from_best[8])
{
    for (unsigned to = 0; to < 8; to++) {
        next[to] = cut(best[0] + moves[0][to]);
        from_best[to] = 0;
        for (int16_t from = 1; from < 8; from++)
            if (cut(best[from] + moves[from][to]) > next[to]) {
                next[to] = cut(best[from] + moves[from][to]);
                from_best[to] = from;
            }
    }
}

static void add_part(const struct rows *rows, const uint32_t *features, unsigned count, unsigned part, int16_t *scores)
{
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = 0; k < 8; k++)
            scores[part + k] = (int16_t)(scores[part + k] + rows_row(rows, features[i])[part + k]);
}

#endif

void rows_add(const struct rows *rows, const uint32_t *features, unsigned count, int16_t *scores)
{
    for (unsigned i = 0; i < count; i++) /* all rows are asked for at once: most lie outside of the cache */
        __builtin_prefetch(rows_row(rows, features[i]));
    for (unsigned part = 0; part < rows->width; part += 8)
        add_part(rows, features, count, part, scores);
}

/* ---- sequences ---- */

/* The labels of one thing that may be the right ones, and the best sum over all that lead to each. */
struct candidates { uint8_t label[ROWS_LABELS_MAX]; int32_t best[ROWS_LABELS_MAX]; unsigned count; };

enum { NEVER = INT32_MIN / 4 };   /* two of them and a score still fit */

static void find_candidates(const struct rows *rows, const int16_t *scores, int beam, struct candidates *c)
{
    int most = most_of(scores, rows->labels), least = most - beam;
    uint64_t found = at_least(scores, rows->labels, (int16_t)(least < INT16_MIN ? INT16_MIN : least));
    for (c->count = 0; found; found &= found - 1)
        c->label[c->count++] = (uint8_t)__builtin_ctzll(found);
}

/* The best of the candidates before for one label; *from is its place among them. */
static int32_t best_before(const struct rows *rows, const struct candidates *before, unsigned to, uint8_t *from)
{
    int32_t top = INT32_MIN;
    for (unsigned f = 0; f < before->count; f++) {
        int move = rows_move(rows, before->label[f], to);
        int32_t sum = before->best[f] + (move == ROWS_NEVER ? NEVER : move);
        if (sum > top) {
            top = sum;
            *from = (uint8_t)f;
        }
    }
    return top < NEVER ? NEVER : top;
}

enum { FEW = 8 };   /* labels that are all thought of at once, lane by lane */

/* The same for few labels without a beam.  Sums stay near zero, and what is 16 bits behind the best is as good as never. */
static void best_of_few(const struct rows *rows, struct arena scratch, const int16_t *scores, uint32_t count,
                        uint8_t *labels)
{
    unsigned n = rows->labels;
    int16_t moves[FEW][FEW], best[FEW], next[FEW], from_best[FEW];
    for (unsigned from = 0; from < FEW; from++)
        for (unsigned to = 0; to < FEW; to++)
            moves[from][to] = (int16_t)(from < n && to < n ? rows_move(rows, from, to) : ROWS_NEVER);
    uint8_t *behind = arena_take_raw(&scratch, 1, 1, (size_t)count * FEW);
    for (unsigned to = 0; to < FEW; to++)
        best[to] = cut((to < n ? rows_move(rows, n, to) : ROWS_NEVER) + (to < n ? scores[to] : 0));
    for (uint32_t i = 1; i < count; i++) {
        const int16_t *score = scores + (size_t)i * FEW;
        step_of_few(best, moves, next, from_best);
        for (unsigned to = 0; to < FEW; to++) {
            next[to] = cut(next[to] + score[to]);
            behind[(size_t)i * FEW + to] = (uint8_t)from_best[to];
        }
        int most = most_of(next, n);
        for (unsigned to = 0; to < FEW; to++)
            best[to] = cut(next[to] - most);
    }
    unsigned label = 0;
    for (unsigned to = 1; to < n; to++)
        label = best[to] > best[label] ? to : label;
    for (uint32_t i = count; i-- > 0;) {
        labels[i] = (uint8_t)label;
        label = i ? behind[(size_t)i * FEW + label] : 0;
    }
}

void rows_best(const struct rows *rows, struct arena scratch, const int16_t *scores, uint32_t count, int beam,
               uint8_t *labels)
{
    unsigned n = rows->labels;
    if (!count)
        return;
    if (beam == ROWS_ALL && rows->width == FEW) {
        best_of_few(rows, scratch, scores, count, labels);
        return;
    }
    uint8_t *behind = arena_take_raw(&scratch, 1, 1, (size_t)count * n); /* by thing and candidate: the one before */
    uint8_t *label_of = arena_take_raw(&scratch, 1, 1, (size_t)count * n);
    struct candidates pair[2];
    for (uint32_t i = 0; i < count; i++) {
        struct candidates *here = &pair[i % 2], *before = &pair[1 - i % 2];
        const int16_t *score = scores + (size_t)i * rows->width;
        find_candidates(rows, score, beam, here);
        int32_t most = INT32_MIN;
        for (unsigned k = 0; k < here->count; k++) {
            unsigned to = here->label[k];
            uint8_t from = 0;
            int move = i ? 0 : rows_move(rows, n, to);
            int32_t top = i ? best_before(rows, before, to, &from) : move == ROWS_NEVER ? NEVER : move;
            here->best[k] = top + score[to];
            most = here->best[k] > most ? here->best[k] : most;
            behind[(size_t)i * n + k] = from;
            label_of[(size_t)i * n + k] = (uint8_t)to;
        }
        for (unsigned k = 0; k < here->count; k++) /* kept near zero, so that no length overflows */
            here->best[k] = here->best[k] - most < NEVER ? NEVER : here->best[k] - most;
    }
    const struct candidates *last = &pair[(count - 1) % 2];
    unsigned k = 0;
    for (unsigned c = 1; c < last->count; c++)
        if (last->best[c] > last->best[k])
            k = c;
    for (uint32_t i = count; i-- > 0;) {
        labels[i] = label_of[(size_t)i * n + k];
        k = behind[(size_t)i * n + k];
    }
}
