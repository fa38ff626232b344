#include <math.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "compare/differences.h"
#include "tables/spelling_ending.h"
#include "text/normal.h"
#include "text/utf8.h"

enum { PLACES = 8, LEAST_BYTES = 5, TWO_LETTERS = 8, ENDING_BYTES = 6 };

/* What of a name is compared: a person's surname and given name, each by itself; the whole of another name. */
enum part { PART_LAST, PART_FIRST };

/* One way to write a part of a name. */
struct form {
    uint32_t name; /* of the story */
    enum part part;
    bool person;
    struct span text, plain;               /* as printed; folded without diacritics */
    struct span letters;                   /* of plain, alone */
    struct span folded;                    /* in lower case, with diacritics */
    struct span language;                  /* of the first report with it */
    struct difference_value first[PLACES]; /* the first place in each report, a few of them */
    uint32_t places, last_report;
    uint32_t reports;
};

struct speller {
    const struct comparison *c;
    struct arena *keep;
    struct arena growing;
    struct map known;
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

static struct mark first_word(struct span text, struct mark m)
{
    size_t blank = span_find_byte(mark_span(text, m), ' ', 0);
    return blank == SPAN_NONE ? (struct mark){ m.from, m.from } : (struct mark){ m.from, m.from + (uint32_t)blank };
}

static size_t shared_begin(struct span a, struct span b)
{
    size_t same = 0;
    while (same < a.len && same < b.len && a.at[same] == b.at[same])
        same++;
    return same;
}

/* Word by word, all but the last three letters are the same. */
static bool words_inflected(struct span a, struct span b)
{
    size_t at = 0, other = 0;
    struct span x, y;
    bool left = span_next_word(a, &at, &x), right = span_next_word(b, &other, &y);
    while (left && right) {
        size_t same = shared_begin(x, y);
        if (x.len - same > ENDING_BYTES || y.len - same > ENDING_BYTES)
            return false;
        left = span_next_word(a, &at, &x);
        right = span_next_word(b, &other, &y);
    }
    return left == right;
}

/* Forms that differ by a case ending tell nothing: any ending of a Cyrillic name, an -s of a Latin one; what
 * is no person's may besides have a plural or an adjective. */
static bool is_inflected(const struct form *form, const struct form *common)
{
    struct span a = form->plain, b = common->plain;
    if ((unsigned char)a.at[0] >= 0x80)
        return words_inflected(a, b);
    size_t same = shared_begin(a, b);
    struct span rest = span_from(a.len > b.len ? a : b, same);
    bool is_longer = same == a.len || same == b.len;
    if (!form->person && !is_longer && a.len - same <= 2 && b.len - same <= 2)
        return true; /* "Germany", "Germans" */
    return is_longer && (!form->person || span_equal(rest, SPAN("s")));
}

/* The letters alone, so that hyphens, blanks and full stops do not count; of what is no person's name with the ends
 * that Americans write: "centre" is "center" (data/spelling_ending.tsv).  Russian "ё" is "е". */
static struct span letters_of(struct arena *keep, struct span plain, bool person)
{
    struct buffer out = buffer_in(keep);
    size_t at = 0;
    for (struct span word; span_next_word(plain, &at, &word);) {
        const struct spelling_ending_row *found = NULL;
        for (size_t from = 1; from < word.len && !found && !person; from++)
            found = table_find(&spelling_ending_table, span_from(word, from));
        struct span kept = found ? span_cut(word, 0, word.len - found->key.len) : word;
        for (size_t i = 0; i < kept.len; i++)
            if (span_starts(span_from(kept, i), SPAN("ё"))) {
                buffer_text(&out, "е");
                i += strlen("ё") - 1;
            } else if (byte_is_alpha(kept.at[i]) || byte_is_digit(kept.at[i]) || (unsigned char)kept.at[i] >= 0x80)
                buffer_byte(&out, byte_lower(kept.at[i]));
        if (found)
            buffer_put(&out, found->other);
    }
    return buffer_span(&out);
}

static struct form *form_of(struct speller *k, uint32_t report, uint32_t name, enum part part, struct span text)
{
    uint32_t *number = map_at(&k->known, hash_mix(hash_mix(hash_span(text), name), part), NULL);
    if (!*number) {
        ARENA_ROOM(&k->growing, k->at, k->count, k->room);
        k->at[k->count++] = (struct form){ .name = name,
                                           .part = part,
                                           .person = k->c->names.at[name].type == ENTITY_PERSON,
                                           .text = text,
                                           .plain = text_plain(&k->growing, text),
                                           .language = k->c->reports[report]->article.language,
                                           .last_report = UINT32_MAX };
        struct form *form = &k->at[k->count - 1];
        form->folded = text_fold(k->keep, text);
        form->letters = letters_of(k->keep, form->plain, form->person);
        *number = (uint32_t)k->count;
    }
    return &k->at[*number - 1];
}

static void take_part(struct speller *k, uint32_t report, uint32_t name, enum part part, struct mark at)
{
    struct span text = mark_span(k->c->reports[report]->article.text, at);
    if (text.len < LEAST_BYTES)
        return;
    struct form *form = form_of(k, report, name, part, text);
    if (form->last_report == report)
        return;
    form->last_report = report;
    form->reports++;
    if (form->places < PLACES)
        form->first[form->places++] = (struct difference_value){ evidence_at(k->c, report, at), text, NAN, NAN };
}

static void take_mention(struct speller *k, uint32_t report, const struct mention *m)
{
    uint32_t name = name_of(k->c, report, m->entity);
    struct span text = k->c->reports[report]->article.text;
    bool person = k->c->names.at[name].type == ENTITY_PERSON;
    take_part(k, report, name, PART_LAST, person ? last_word(text, m->at) : m->at);
    if (person)
        take_part(k, report, name, PART_FIRST, first_word(text, m->at));
}

static int by_name(const void *a, const void *b)
{
    const struct form *x = a, *y = b;
    if (x->name != y->name)
        return (x->name > y->name) - (x->name < y->name);
    if (x->part != y->part)
        return (x->part > y->part) - (x->part < y->part);
    if (x->reports != y->reports)
        return (x->reports < y->reports) - (x->reports > y->reports);
    return span_compare(x->text, y->text);
}

/* A misspelling is near the commonest form, and not by its ending alone.  Two languages write one name as they
 * hear it, which is no difference. */
static bool is_misspelt(const struct form *form, const struct form *common)
{
    if (!span_equal(form->language, common->language) || span_equal_nocase(form->text, common->text))
        return false;
    if (!span_equal(form->plain, common->plain) && span_equal(form->letters, common->letters))
        return false;
    /* diacritics count where Latin letters have them; "ё" and capitals are no others */
    if (span_equal(form->plain, common->plain))
        return (unsigned char)form->plain.at[0] < 0x80 && !span_equal(form->folded, common->folded);
    if (is_inflected(form, common))
        return false;
    unsigned limit = utf8_count(form->plain) > TWO_LETTERS ? 2 : 1;
    return text_distance(form->plain, common->plain, limit) <= limit;
}

static void tell_name(struct speller *k, struct arena scratch, struct difference_list *out, const struct form *forms,
                      size_t count)
{
    struct difference d = { .label = DIFFERENCE_SPELLING, .kind = DIFFERENCE_OF_NAME };
    d.values = arena_new(k->keep, struct difference_value, count * PLACES);
    bool letters = false;
    for (size_t i = 0; i < count; i++) {
        if (i && !is_misspelt(&forms[i], &forms[0]))
            continue;
        letters |= i && !span_equal(forms[i].plain, forms[0].plain);
        memcpy(d.values + d.count, forms[i].first, forms[i].places * sizeof *d.values);
        d.count += forms[i].places;
        if (i && !d.reason.len)
            d.reason = arena_printf(k->keep, "“%.*s” in %u report%s, “%.*s” in %u", (int)forms[0].text.len,
                                    forms[0].text.at, forms[0].reports, forms[0].reports == 1 ? "" : "s",
                                    (int)forms[i].text.len, forms[i].text.at, forms[i].reports);
    }
    if (!d.reason.len)
        return;
    struct span name = k->c->names.at[forms[0].name].name;
    d.slot = arena_printf(k->keep, "spelling of %.*s", (int)name.len, name.at);
    d.weight = letters ? 1 : 0;
    difference_add(out, k->keep, scratch, k->c, d);
}

void spelling_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                          const struct comparison *c)
{
    struct speller k = { .c = c, .keep = keep };
    k.growing = arena_half(&scratch);
    k.known = map_in(&scratch, 64);
    for (uint32_t r = 0; r < c->count; r++)
        for (uint32_t m = 0; m < c->reports[r]->notes.mentions.count; m++)
            take_mention(&k, r, &c->reports[r]->notes.mentions.at[m]);
    if (k.count)
        qsort(k.at, k.count, sizeof *k.at, by_name);
    for (size_t from = 0, to; from < k.count; from = to) {
        for (to = from; to < k.count && k.at[to].name == k.at[from].name && k.at[to].part == k.at[from].part; to++)
            ;
        if (to - from > 1)
            tell_name(&k, scratch, out, &k.at[from], to - from);
    }
}
