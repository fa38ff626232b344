#include "compare/differences.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
    const struct difference_value *x = a, *y = b;
    return evidence_order(x->at, y->at);
}

void difference_add(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                    struct difference d)
{
    struct holders held = holders_in(&scratch, c);
    uint32_t *report_at = arena_new(&scratch, uint32_t, c->count);
    for (uint32_t r = 0; r < c->count; r++)
        report_at[c->rank[r]] = r;
    if (d.count)
        qsort(d.values, d.count, sizeof *d.values, by_place);
    for (uint32_t i = 0; i < d.count; i++)
        holders_add(&held, c, report_at[d.values[i].at.report]);
    if (held.reports < 2) /* a report that contradicts itself alone */
        return;
    d.origins = held.origins;
    d.weight += (float)held.origins + (float)held.reports / (float)(c->count + 1);
    ARENA_ROOM(keep, out->at, out->count, out->room);
    out->at[out->count++] = d;
}

static int by_label(const void *a, const void *b)
{
    const struct difference *x = a, *y = b;
    if (x->label != y->label)
        return (x->label > y->label) - (x->label < y->label);
    if (x->weight != y->weight)
        return (x->weight < y->weight) - (x->weight > y->weight);
    return evidence_order(x->values[0].at, y->values[0].at);
}

struct difference_list differences_find(struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct difference_list out = { NULL, 0, 0 };
    struct fact_words words = fact_words_read(&scratch, c);
    figure_differences(&out, keep, scratch, c, &words);
    date_differences(&out, keep, scratch, c, &words);
    identifier_differences(&out, keep, scratch, c, &words);
    opposite_differences(&out, keep, scratch, c, &words);
    polarity_differences(&out, keep, scratch, c, &words);
    source_differences(&out, keep, scratch, c);
    role_differences(&out, keep, scratch, c);
    name_differences(&out, keep, scratch, c);
    spelling_differences(&out, keep, scratch, c);
    if (out.count)
        qsort(out.at, out.count, sizeof *out.at, by_label);
    return out;
}
