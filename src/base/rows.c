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

#else

static void add_part(const struct rows *rows, const uint32_t *features, unsigned count, unsigned part, int16_t *scores)
{
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = 0; k < 8; k++)
            scores[part + k] = (int16_t)(scores[part + k] + rows_row(rows, features[i])[part + k]);
}

#endif

void rows_add(const struct rows *rows, const uint32_t *features, unsigned count, int16_t *scores)
{
    for (unsigned part = 0; part < rows->width; part += 8)
        add_part(rows, features, count, part, scores);
}

/* ---- sequences ---- */

/* The labels of one thing that may be the right ones, and the best sum over all that lead to each. */
struct candidates { uint8_t label[ROWS_LABELS_MAX]; int32_t best[ROWS_LABELS_MAX]; unsigned count; };

enum { NEVER = INT32_MIN / 4 };   /* two of them and a score still fit */

static void find_candidates(const struct rows *rows, const int16_t *scores, int beam, struct candidates *c)
{
    int most = scores[0];
    for (unsigned k = 1; k < rows->labels; k++)
        most = scores[k] > most ? scores[k] : most;
    c->count = 0;
    for (unsigned k = 0; k < rows->labels; k++)
        if (scores[k] >= most - beam)
            c->label[c->count++] = (uint8_t)k;
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

/* The same for few labels without a beam. */
static void best_of_few(const struct rows *rows, struct arena scratch, const int16_t *scores, uint32_t count, uint8_t *labels)
{
    unsigned n = rows->labels;
    int32_t moves[FEW][FEW], best[FEW], next[FEW], from_best[FEW];
    for (unsigned from = 0; from < FEW; from++)
        for (unsigned to = 0; to < FEW; to++) {
            int move = from < n && to < n ? rows_move(rows, from, to) : ROWS_NEVER;
            moves[from][to] = move == ROWS_NEVER ? NEVER : move;
        }
    uint8_t *behind = arena_take_raw(&scratch, 1, 1, (size_t)count * FEW);
    for (unsigned to = 0; to < FEW; to++) {
        int move = to < n ? rows_move(rows, n, to) : ROWS_NEVER;
        best[to] = move == ROWS_NEVER ? NEVER : move + scores[to];
    }
    for (uint32_t i = 1; i < count; i++) {
        const int16_t *score = scores + (size_t)i * FEW;
        for (unsigned to = 0; to < FEW; to++) {
            next[to] = best[0] + moves[0][to];
            from_best[to] = 0;
        }
        for (int from = 1; from < FEW; from++)
            for (unsigned to = 0; to < FEW; to++) {
                int32_t sum = best[from] + moves[from][to];
                from_best[to] = sum > next[to] ? from : from_best[to];
                next[to] = sum > next[to] ? sum : next[to];
            }
        int32_t most = NEVER;
        for (unsigned to = 0; to < FEW; to++) {
            next[to] = (next[to] < NEVER ? NEVER : next[to]) + score[to];
            most = next[to] > most ? next[to] : most;
            behind[(size_t)i * FEW + to] = (uint8_t)from_best[to];
        }
        for (unsigned to = 0; to < FEW; to++) /* kept near zero, so that no length overflows */
            best[to] = next[to] - most < NEVER ? NEVER : next[to] - most;
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
