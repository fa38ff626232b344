#include "group/term.h"

#include <stdlib.h>

static bool counts(uint32_t number, uint32_t kinds) { return !kinds || (number & kinds); }

double terms_dot(const struct terms *a, const struct terms *b, uint32_t kinds)
{
    double sum = 0;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint32_t x = term_id(a->at[i].number), y = term_id(b->at[j].number);
        if (x == y && counts(a->at[i].number | b->at[j].number, kinds))
            sum += (double)a->at[i].weight * b->at[j].weight;
        i += x <= y;
        j += y <= x;
    }
    return sum;
}

double terms_share(const struct terms *a, const struct terms *b, uint32_t kinds)
{
    double common = 0, all = 0;
    for (uint32_t i = 0, j = 0; i < a->count; i++) {
        if (!counts(a->at[i].number, kinds))
            continue;
        double square = (double)a->at[i].weight * a->at[i].weight;
        while (j < b->count && term_id(b->at[j].number) < term_id(a->at[i].number))
            j++;
        all += square;
        common += j < b->count && term_id(b->at[j].number) == term_id(a->at[i].number) ? square : 0;
    }
    return all > 0 ? common / all : 0;
}

static int by_number(const void *x, const void *y)
{
    const struct term *p = x, *q = y;
    return (p->number > q->number) - (p->number < q->number);
}

static int by_weight(const void *x, const void *y)
{
    const struct term *p = x, *q = y;
    if (p->weight != q->weight)
        return p->weight > q->weight ? -1 : 1;
    return by_number(x, y);
}

void terms_cut(struct terms *terms, uint32_t most)
{
    if (terms->count <= most)
        return;
    qsort(terms->at, terms->count, sizeof *terms->at, by_weight);
    terms->count = most;
    qsort(terms->at, terms->count, sizeof *terms->at, by_number);
}

struct terms terms_sum(struct arena *keep, const struct terms *a, const struct terms *b, uint32_t most)
{
    size_t room = (size_t)a->count + b->count;
    struct terms sum = { .at = arena_take_raw(keep, sizeof *a->at, alignof(struct term), room) };
    for (uint32_t i = 0, j = 0; i < a->count || j < b->count;) {
        bool from_a = j == b->count || (i < a->count && term_id(a->at[i].number) <= term_id(b->at[j].number));
        bool from_b = i == a->count || (j < b->count && term_id(b->at[j].number) <= term_id(a->at[i].number));
        struct term t = from_a ? a->at[i++] : b->at[j];
        if (from_b) {
            t.weight = from_a ? t.weight + b->at[j].weight : t.weight;
            t.number |= b->at[j++].number & TERM_KINDS;
        }
        sum.at[sum.count++] = t;
    }
    terms_cut(&sum, most);
    return sum;
}
