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

/* Eight weights and eight scores, of which the compiler makes what the machine has (vector extensions of GCC and Clang). */
typedef signed char weight_lanes __attribute__((vector_size(8)));
typedef int16_t score_lanes __attribute__((vector_size(16)));

void rows_add(const struct rows *rows, const uint32_t *features, unsigned count, int16_t *scores)
{
    for (unsigned part = 0; part < rows->width; part += 8) {
        score_lanes sum;
        memcpy(&sum, scores + part, sizeof sum);
        for (unsigned i = 0; i < count; i++) {
            weight_lanes weights;
            memcpy(&weights, rows_row(rows, features[i]) + part, sizeof weights);
            sum += __builtin_convertvector(weights, score_lanes);
        }
        memcpy(scores + part, &sum, sizeof sum);
    }
}

void rows_best(const struct rows *rows, struct arena scratch, const int16_t *scores, uint32_t count, uint8_t *labels)
{
    enum { NEVER = INT32_MIN / 4 };   /* two of them and a score still fit */
    unsigned n = rows->labels;
    if (!count)
        return;
    int moves[(ROWS_LABELS_MAX + 1) * ROWS_LABELS_MAX];
    for (unsigned i = 0; i < (n + 1) * n; i++) {
        int move = rows_move(rows, i / n, i % n);
        moves[i] = move == ROWS_NEVER ? NEVER : move;
    }
    uint8_t *behind = arena_take_raw(&scratch, 1, 1, (size_t)count * n); /* the label before, by thing and label */
    int32_t best[ROWS_LABELS_MAX], next[ROWS_LABELS_MAX];
    for (unsigned to = 0; to < n; to++)
        best[to] = moves[n * n + to] + scores[to];
    for (uint32_t i = 1; i < count; i++) {
        int32_t most = NEVER;
        for (unsigned to = 0; to < n; to++) {
            int32_t top = best[0] + moves[to];
            unsigned from = 0;
            for (unsigned f = 1; f < n; f++)
                if (best[f] + moves[f * n + to] > top) {
                    top = best[f] + moves[f * n + to];
                    from = f;
                }
            behind[(size_t)i * n + to] = (uint8_t)from;
            next[to] = (top < NEVER ? NEVER : top) + scores[(size_t)i * rows->width + to];
            most = next[to] > most ? next[to] : most;
        }
        for (unsigned to = 0; to < n; to++) /* kept near zero, so that no length overflows */
            best[to] = next[to] - most < NEVER ? NEVER : next[to] - most;
    }
    unsigned label = 0;
    for (unsigned to = 1; to < n; to++)
        if (best[to] > best[label])
            label = to;
    for (uint32_t i = count; i-- > 0;) {
        labels[i] = (uint8_t)label;
        label = behind[(size_t)i * n + label];
    }
}
