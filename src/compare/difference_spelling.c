#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "compare/differences.h"
#include "text/normal.h"
#include "text/utf8.h"

/* One way to write the last word of a name, or the whole of a name that is no person's. */
struct form {
    uint32_t name;                 /* of the story */
    struct span text, plain;       /* as printed; folded without diacritics */
    struct difference_value first[8];   /* the first place in each report, a few of them */
    uint32_t places, last_report;
    uint32_t reports;
};

struct speller {
    const struct comparison *c;
    struct arena *keep;
    struct form *at;
    size_t count, room;
};

static struct mark last_word(struct span text, struct mark m)
{
    for (uint32_t i = m.to; i > m.from; i--)
        if (text.at[i - 1] == ' ')
            return (struct mark){ i, m.to };
    return m;
}

/* Languages whose names change their endings tell nothing by an ending. */
static bool is_inflected(struct span a, struct span b)
{
    size_t same = 0;
    while (same < a.len && same < b.len && a.at[same] == b.at[same])
        same++;
    bool latin = (unsigned char)a.at[0] < 0x80;
    if (!latin)
        return a.len - same <= 6 && b.len - same <= 6;
    return same == a.len || same == b.len;     /* a plural, a genitive, an adjective */
}

static void take_mention(struct speller *k, struct arena *arena, struct map *known, uint32_t report, const struct mention *m)
{
    uint32_t name = name_of(k->c, report, m->entity);
    const struct article *article = &k->c->reports[report]->article;
    bool person = k->c->names.at[name].type == ENTITY_PERSON;
    struct mark at = person ? last_word(article->text, m->at) : m->at;
    struct span text = mark_span(article->text, at);
    if (text.len < 5)
        return;
    uint32_t *number = map_at(known, hash_mix(hash_span(text), name), NULL);
    if (!*number) {
        ARENA_ROOM(arena, k->at, k->count, k->room);
        k->at[k->count++] = (struct form){ .name = name, .text = text, .plain = text_plain(arena, text), .last_report = UINT32_MAX };
        *number = (uint32_t)k->count;
    }
    struct form *form = &k->at[*number - 1];
    if (form->last_report == report)
        return;
    form->last_report = report;
    form->reports++;
    if (form->places < 8)
        form->first[form->places++] = (struct difference_value){ evidence_at(k->c, report, at), text, NAN, NAN };
}

static int by_name(const void *a, const void *b)
{
    const struct form *x = a, *y = b;
    if (x->name != y->name)
        return (x->name > y->name) - (x->name < y->name);
    if (x->reports != y->reports)
        return (x->reports < y->reports) - (x->reports > y->reports);
    return span_compare(x->text, y->text);
}

/* A misspelling is near the commonest form, and not by its ending alone. */
static bool is_misspelt(const struct form *form, const struct form *common)
{
    if (span_equal_nocase(form->text, common->text) || is_inflected(form->plain, common->plain))
        return false;
    if (span_equal(form->plain, common->plain))
        return !span_equal(form->text, common->text);
    unsigned limit = utf8_count(form->plain) > 8 ? 2 : 1;
    return text_distance(form->plain, common->plain, limit) <= limit;
}

static void tell_name(struct speller *k, struct arena scratch, struct difference_list *out, const struct form *forms, size_t count)
{
    struct difference d = { .values = arena_new(k->keep, struct difference_value, count * 8), .label = DIFFERENCE_SPELLING };
    bool letters = false;
    for (size_t i = 0; i < count; i++) {
        if (i && !is_misspelt(&forms[i], &forms[0]))
            continue;
        letters |= i && !span_equal(forms[i].plain, forms[0].plain);
        memcpy(d.values + d.count, forms[i].first, forms[i].places * sizeof *d.values);
        d.count += forms[i].places;
        if (i && !d.reason.len)
            d.reason = arena_printf(k->keep, "“%.*s” in %u report%s, “%.*s” in %u", (int)forms[0].text.len, forms[0].text.at,
                                    forms[0].reports, forms[0].reports == 1 ? "" : "s", (int)forms[i].text.len,
                                    forms[i].text.at, forms[i].reports);
    }
    if (!d.reason.len)
        return;
    struct span name = k->c->names.at[forms[0].name].name;
    d.slot = arena_printf(k->keep, "spelling of %.*s", (int)name.len, name.at);
    d.weight = letters ? 1 : 0;
    difference_add(out, k->keep, scratch, k->c, d);
}

void spelling_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct speller k = { .c = c, .keep = keep };
    struct arena growing = arena_half(&scratch);
    struct map known = map_in(&scratch, 64);
    for (uint32_t r = 0; r < c->count; r++)
        for (uint32_t m = 0; m < c->reports[r]->notes.mentions.count; m++)
            take_mention(&k, &growing, &known, r, &c->reports[r]->notes.mentions.at[m]);
    if (k.count)
        qsort(k.at, k.count, sizeof *k.at, by_name);
    for (size_t from = 0, to; from < k.count; from = to) {
        for (to = from; to < k.count && k.at[to].name == k.at[from].name; to++)
            ;
        if (to - from > 1)
            tell_name(&k, scratch, out, &k.at[from], to - from);
    }
}
