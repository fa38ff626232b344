#include "compare/coverage.h"

#include <stdlib.h>

static int by_key(const void *a, const void *b)
{
    const struct term_place *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

static bool same_sentence(const struct statement *a, const struct statement *b)
{
    return a->report == b->report && a->sentence == b->sentence;
}

struct coverage coverage_index(struct arena *keep, const struct comparison *c)
{
    const struct statements *list = &c->statements;
    struct coverage coverage = { .count = 0 };
    size_t all = 0, distinct = 0;
    for (uint32_t i = 0; i < list->count; i++)
        all += list->at[i].term_count;
    coverage.places = arena_new(keep, struct term_place, all);
    coverage.report_of = arena_new(keep, uint32_t, list->count);
    coverage.held = arena_new(keep, float, list->count);
    coverage.touched = arena_new(keep, uint32_t, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        if (!i || !same_sentence(&list->at[i - 1], &list->at[i]))
            coverage.report_of[coverage.sentences++] = list->at[i].report;
        for (uint32_t t = 0; t < list->at[i].term_count; t++)
            coverage.places[coverage.count++] = (struct term_place){ list->at[i].terms[t].key, coverage.sentences - 1 };
    }
    if (coverage.count)
        qsort(coverage.places, coverage.count, sizeof *coverage.places, by_key);
    for (size_t i = 0; i < coverage.count; i++)
        if (!distinct || by_key(&coverage.places[distinct - 1], &coverage.places[i]) != 0)
            coverage.places[distinct++] = coverage.places[i];
    coverage.count = distinct;
    return coverage;
}

static size_t first_of(const struct coverage *coverage, uint64_t key)
{
    size_t low = 0, high = coverage->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (coverage->places[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void coverage_ask(const struct coverage *coverage, const struct term *terms, uint32_t count, float *shares,
                  uint32_t report_count)
{
    uint32_t touched = 0;
    float total = 0;
    memset(shares, 0, report_count * sizeof *shares);
    for (uint32_t t = 0; t < count; t++) {
        size_t first = first_of(coverage, terms[t].key), end = first;
        while (end < coverage->count && coverage->places[end].key == terms[t].key && end - first <= SENTENCES_MOST)
            end++;
        if (end - first > SENTENCES_MOST || terms[t].weight <= 0)
            continue;
        total += terms[t].weight;
        for (size_t i = first; i < end; i++) {
            uint32_t sentence = coverage->places[i].sentence;
            if (coverage->held[sentence] == 0)
                coverage->touched[touched++] = sentence;
            coverage->held[sentence] += terms[t].weight;
        }
    }
    for (uint32_t i = 0; i < touched; i++) {
        uint32_t sentence = coverage->touched[i], report = coverage->report_of[sentence];
        float share = total > 0 ? coverage->held[sentence] / total : 0;
        shares[report] = share > shares[report] ? share : shares[report];
        coverage->held[sentence] = 0;
    }
}
