#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "compare/differences.h"
#include "tables/company_form.h"
#include "text/normal.h"

/* Two names for one: of a body or a thing that differ in the end of a word ("Distribution", "Distributors"), of
 * persons in one role whose surname is one and whose given name is not.  They are one only where no report has
 * both, and they do not sound alike, which is told as a spelling (difference_spelling.c). */
enum { LETTERS_LEAST = 8, HEAD_LETTERS = 4, WORD_LETTERS = 3, ENDING_MOST = 5, PEERS_MAX = 40 };

/* A name as one report has it. */
struct title {
    uint32_t report, entity, name;
    bool person;
    struct span spaced, plain; /* folded, without its legal form; and without blanks */
    uint64_t key;              /* of plain */
    uint64_t head;             /* what near ones have in common */
};

struct titles {
    struct title *at;
    size_t count, room;
};

static struct span last_word(struct span name)
{
    for (size_t i = name.len; i > 0; i--)
        if (name.at[i - 1] == ' ')
            return span_from(name, i);
    return (struct span){ NULL, 0 };
}

/* Without "Ltd" and the like at its end. */
static struct span without_form(struct span name)
{
    struct span word = last_word(name);
    while (word.len && word.at[word.len - 1] == '.')
        word.len--;
    if (!word.len || !table_find(&company_form_table, word))
        return name;
    return span_trim(span_cut(name, 0, (size_t)(word.at - name.at)));
}

static bool is_letter(char c) { return byte_is_alpha(c) || byte_is_digit(c) || (unsigned char)c >= 0x80; }

static struct span squash(struct arena *keep, struct span plain)
{
    char *out = arena_take_raw(keep, 1, 1, plain.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < plain.len; i++)
        if (is_letter(plain.at[i]))
            out[len++] = byte_lower(plain.at[i]);
    return (struct span){ out, len };
}

static void take_entity(struct titles *list, struct arena *arena, struct arena *letters, const struct comparison *c,
                        uint32_t r, uint32_t e)
{
    const struct entity *entity = &c->reports[r]->notes.entities.at[e];
    struct title t = { .report = r, .entity = e, .name = c->names.of[r][e], .person = entity->type == ENTITY_PERSON };
    if (entity->type == ENTITY_PLACE)
        return;
    t.spaced = without_form(text_plain(letters, entity->name));
    t.plain = squash(letters, t.spaced);
    if (t.plain.len < LETTERS_LEAST)
        return;
    t.key = hash_span(t.plain);
    t.head = hash_seeded(span_cut(t.plain, 0, HEAD_LETTERS), entity->type == ENTITY_PERSON);
    if (entity->type == ENTITY_PERSON && last_word(entity->folded).len && entity->role.len)
        t.head = hash_mix(hash_span(last_word(entity->folded)), ENTITY_PERSON);
    ARENA_ROOM(arena, list->at, list->count, list->room);
    list->at[list->count++] = t;
}

static int by_head(const void *a, const void *b)
{
    const struct title *x = a, *y = b;
    if (x->head != y->head)
        return (x->head > y->head) - (x->head < y->head);
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    if (x->report != y->report)
        return (x->report > y->report) - (x->report < y->report);
    return (x->entity > y->entity) - (x->entity < y->entity);
}

static const struct entity *entity_of(const struct comparison *c, const struct title *t)
{
    return &c->reports[t->report]->notes.entities.at[t->entity];
}

/* Alike but for a few letters, which stand behind more that are the same in their word. */
static bool ends_differently(struct span a, struct span b)
{
    size_t begin = 0, end = 0;
    while (begin < a.len && begin < b.len && a.at[begin] == b.at[begin])
        begin++;
    while (end < a.len - begin && end < b.len - begin && a.at[a.len - 1 - end] == b.at[b.len - 1 - end])
        end++;
    size_t left = a.len - begin - end, right = b.len - begin - end;
    return begin >= LETTERS_LEAST && left && right && left <= ENDING_MOST && right <= ENDING_MOST && left + right > 2;
}

/* How many letters of its word stand before the first one that differs. */
static size_t letters_before(struct span spaced, size_t place)
{
    size_t letters = 0, of_word = 0;
    for (size_t i = 0; i < spaced.len; i++) {
        bool letter = is_letter(spaced.at[i]);
        if (letter && letters == place)
            return of_word;
        letters += letter;
        of_word = letter ? of_word + 1 : 0;
    }
    return 0;
}

static bool words_begin_alike(const struct title *a, const struct title *b)
{
    size_t begin = 0;
    while (begin < a->plain.len && begin < b->plain.len && a->plain.at[begin] == b->plain.at[begin])
        begin++;
    return letters_before(a->spaced, begin) >= WORD_LETTERS && letters_before(b->spaced, begin) >= WORD_LETTERS;
}

/* Given names that are no spellings of one, and none of which holds the other. */
static bool given_names_differ(const struct title *a, const struct title *b)
{
    return a->plain.at[0] != b->plain.at[0] && text_distance(a->plain, b->plain, 3) > 3 &&
           span_find(a->plain, b->plain, 0) == SPAN_NONE && span_find(b->plain, a->plain, 0) == SPAN_NONE;
}

static bool same_role(struct span a, struct span b) { return a.len && span_equal_nocase(a, b); }

/* Long single names of persons and ships that differ by two letters, and were not taken for one name's forms. */
static bool is_misspelt(const struct title *a, const struct title *b)
{
    bool single = span_find_byte(a->spaced, ' ', 0) == SPAN_NONE && span_find_byte(b->spaced, ' ', 0) == SPAN_NONE;
    bool ends_alike = a->plain.at[a->plain.len - 1] == b->plain.at[b->plain.len - 1];
    return a->person && b->person && single && ends_alike && a->name != b->name &&
           text_distance(a->plain, b->plain, 2) <= 2;
}

static bool is_rival(const struct comparison *c, struct arena scratch, const struct title *a, const struct title *b)
{
    const struct entity *x = entity_of(c, a), *y = entity_of(c, b);
    if (x->type != y->type ||
        !span_equal(c->reports[a->report]->article.language, c->reports[b->report]->article.language))
        return false;
    if (is_misspelt(a, b))
        return true;
    if (span_equal(name_key(&scratch, x->name), name_key(&scratch, y->name)))
        return false;
    if (x->type != ENTITY_PERSON)
        return ends_differently(a->plain, b->plain) && words_begin_alike(a, b);
    bool whole = last_word(x->folded).len && span_equal(last_word(x->folded), last_word(y->folded));
    return whole && given_names_differ(a, b) && same_role(x->role, y->role) && a->name != b->name;
}

/* Runs of one key: whether a report has both; both are sorted by report. */
static bool stand_together(const struct title *a, size_t a_count, const struct title *b, size_t b_count)
{
    for (size_t i = 0, k = 0; i < a_count && k < b_count;) {
        if (a[i].report == b[k].report)
            return true;
        if (a[i].report < b[k].report)
            i++;
        else
            k++;
    }
    return false;
}

/* Names of one head, those of a group are rivals. */
struct run {
    size_t from, to;
    unsigned group;
};

static void tell_group(struct difference_list *out, struct arena *keep, struct arena scratch,
                       const struct comparison *c, const struct titles *list, const struct run *runs, unsigned count,
                       unsigned group)
{
    struct difference d = { .kind = DIFFERENCE_OF_NAME };
    const struct title *commonest = NULL, *other = NULL;
    size_t most = 0, room = 0;
    for (unsigned i = 0; i < count; i++)
        room += runs[i].group == group ? runs[i].to - runs[i].from : 0;
    d.values = arena_new(keep, struct difference_value, room);
    for (unsigned i = 0; i < count; i++) {
        if (runs[i].group != group)
            continue;
        for (size_t t = runs[i].from; t < runs[i].to; t++)
            d.values[d.count++] =
                (struct difference_value){ evidence_at(c, list->at[t].report, entity_of(c, &list->at[t])->first),
                                           entity_of(c, &list->at[t])->name, NAN, NAN };
        if (runs[i].to - runs[i].from > most) {
            most = runs[i].to - runs[i].from;
            commonest = &list->at[runs[i].from];
        }
    }
    for (unsigned i = 0; i < count && !other; i++)
        if (runs[i].group == group && is_rival(c, scratch, commonest, &list->at[runs[i].from]))
            other = &list->at[runs[i].from];
    if (!other)
        return;
    struct span x = entity_of(c, commonest)->name, y = entity_of(c, other)->name;
    struct span role = entity_of(c, commonest)->role;
    d.label = is_misspelt(commonest, other) ? DIFFERENCE_SPELLING : DIFFERENCE_CONFLICT;
    struct span of = commonest->person && role.len && d.label == DIFFERENCE_CONFLICT ? role : x;
    d.slot = arena_printf(keep, "%s of %.*s", d.label == DIFFERENCE_SPELLING ? "spelling" : "name", (int)of.len, of.at);
    d.reason = arena_printf(keep, "“%.*s” and “%.*s”: not the same name", (int)x.len, x.at, (int)y.len, y.at);
    difference_add(out, keep, scratch, c, d);
}

/* Puts a run to those whose rival it is. */
static void place_run(const struct comparison *c, struct arena scratch, const struct titles *list, struct run *runs,
                      unsigned count)
{
    struct run *run = &runs[count];
    run->group = count;
    for (unsigned i = 0; i < count; i++) {
        const struct title *a = &list->at[runs[i].from], *b = &list->at[run->from];
        if (!is_rival(c, scratch, a, b))
            continue;
        if (stand_together(a, runs[i].to - runs[i].from, b, run->to - run->from))
            run->group = count; /* a report has both: two names */
        else
            run->group = runs[i].group;
        return;
    }
}

void name_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct titles list = { NULL, 0, 0 };
    struct arena growing = arena_half(&scratch), letters = arena_half(&scratch);
    for (uint32_t r = 0; r < c->count; r++)
        for (uint32_t e = 0; e < c->reports[r]->notes.entities.count; e++)
            take_entity(&list, &growing, &letters, c, r, e);
    if (list.count)
        qsort(list.at, list.count, sizeof *list.at, by_head);
    for (size_t from = 0; from < list.count;) {
        struct run runs[PEERS_MAX];
        unsigned count = 0;
        uint64_t head = list.at[from].head;
        while (from < list.count && list.at[from].head == head) {
            size_t to = from;
            while (to < list.count && list.at[to].head == head && list.at[to].key == list.at[from].key)
                to++;
            if (count < PEERS_MAX) {
                runs[count] = (struct run){ from, to, 0 };
                place_run(c, scratch, &list, runs, count);
                count++;
            }
            from = to;
        }
        for (unsigned group = 0; group + 1 < count; group++)
            tell_group(out, keep, scratch, c, &list, runs, count, group);
    }
}
