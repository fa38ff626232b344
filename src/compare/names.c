#include "compare/names.h"

#include "base/hash.h"
#include "base/map.h"
#include "text/normal.h"

enum { NAME_WORDS_MAX = 8 };

/* One entity of one report, with what it is compared by. */
struct candidate {
    uint32_t report, entity, parent;      /* parent: union-find over candidates */
    const struct entity *entity_at;
    struct span words[NAME_WORDS_MAX];    /* of the folded name */
    uint32_t word_count;
    struct span surname_key;              /* phonetic key of the last word */
};

struct joiner {
    struct candidate *at;
    uint32_t count;
};

static uint32_t root_of(struct joiner *j, uint32_t i)
{
    while (j->at[i].parent != i) {
        j->at[i].parent = j->at[j->at[i].parent].parent;
        i = j->at[i].parent;
    }
    return i;
}

/* The lower number stays the root, so that the outcome hangs on the order of reports alone. */
static void join(struct joiner *j, uint32_t a, uint32_t b)
{
    a = root_of(j, a);
    b = root_of(j, b);
    if (a < b)
        j->at[b].parent = a;
    else
        j->at[a].parent = b;
}

static void split_words(struct candidate *c)
{
    struct span rest = c->entity_at->folded, word;
    while (c->word_count < NAME_WORDS_MAX && span_take(&rest, ' ', &word))
        if (word.len)
            c->words[c->word_count++] = word;
}

static struct joiner collect(struct arena *scratch, const struct report *const *reports, uint32_t count)
{
    struct joiner j = { NULL, 0 };
    uint32_t total = 0;
    for (uint32_t r = 0; r < count; r++)
        total += reports[r]->notes.entities.count;
    j.at = arena_new(scratch, struct candidate, total);
    for (uint32_t r = 0; r < count; r++) {
        const struct entities *entities = &reports[r]->notes.entities;
        for (uint32_t e = 0; e < entities->count; e++) {
            struct candidate *c = &j.at[j.count];
            c->report = r;
            c->entity = e;
            c->parent = j.count++;
            c->entity_at = &entities->at[e];
            split_words(c);
            if (c->word_count)
                c->surname_key = name_key(scratch, c->words[c->word_count - 1]);
        }
    }
    return j;
}

static bool types_agree(const struct candidate *a, const struct candidate *b)
{
    return a->entity_at->type == b->entity_at->type || a->entity_at->type == ENTITY_OTHER ||
           b->entity_at->type == ENTITY_OTHER;
}

/* Whether the first names do not speak against it: absent, equal but for a letter, or an initial. */
static bool first_names_agree(const struct candidate *a, const struct candidate *b)
{
    if (a->word_count < 2 || b->word_count < 2)
        return true;
    struct span x = a->words[0], y = b->words[0];
    if (x.at[0] == y.at[0] && (x.len <= 2 || y.len <= 2))
        return true;
    return text_distance(x, y, 2) <= (x.len > 5 ? 2u : 1u);
}

static bool words_within(const struct candidate *shorter, const struct candidate *longer)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < shorter->word_count; i++)
        for (uint32_t k = 0; k < longer->word_count; k++)
            if (span_equal(shorter->words[i], longer->words[k])) {
                found++;
                break;
            }
    return found == shorter->word_count;
}

static bool is_same(const struct candidate *a, const struct candidate *b)
{
    if (!types_agree(a, b) || !a->word_count || !b->word_count)
        return false;
    struct span x = a->words[a->word_count - 1], y = b->words[b->word_count - 1];
    bool person = a->entity_at->type == ENTITY_PERSON || b->entity_at->type == ENTITY_PERSON;
    if (person) {
        unsigned apart = text_distance(x, y, 2);
        bool long_enough = x.len >= 5 && y.len >= 5;
        return first_names_agree(a, b) && (apart == 0 || (long_enough && apart == 1) ||
                                           (long_enough && apart == 2 && a->word_count > 1 && b->word_count > 1));
    }
    if (a->word_count > b->word_count)
        return b->word_count >= 2 && words_within(b, a);
    return a->word_count >= 2 && words_within(a, b);
}

/* Joins candidates that share a key: `key_of` gives it, 0 for none; `sure` joins without a look. */
static void join_by_key(struct joiner *j, struct arena scratch, uint64_t (*key_of)(const struct candidate *), bool sure)
{
    struct map last = map_in(&scratch, j->count);
    uint32_t *before = arena_new(&scratch, uint32_t, j->count);   /* chain of candidates with one key; number + 1 */
    for (uint32_t i = 0; i < j->count; i++) {
        uint64_t key = key_of(&j->at[i]);
        if (!key)
            continue;
        uint32_t *head = map_at(&last, key, NULL);
        unsigned looked = 0;
        for (uint32_t k = *head; k && looked < 64; k = before[k - 1], looked++)
            if (sure || is_same(&j->at[k - 1], &j->at[i])) {
                join(j, k - 1, i);
                break;
            }
        before[i] = *head;
        *head = i + 1;
    }
}

static uint64_t gazetteer_key(const struct candidate *c) { return c->entity_at->key; }

static uint64_t folded_key(const struct candidate *c)
{
    return c->entity_at->folded.len ? hash_seeded(c->entity_at->folded, c->entity_at->type) : 0;
}

static uint64_t form_key(const struct candidate *c) { return hash_span(c->entity_at->name); }

static uint64_t surname_key(const struct candidate *c) { return c->surname_key.len ? hash_span(c->surname_key) : 0; }

static uint64_t first_word_key(const struct candidate *c)
{
    return c->entity_at->type != ENTITY_PERSON && c->word_count >= 2 ? hash_span(c->words[0]) : 0;
}

/* How good a form is to be shown: a name rather than an adjective made of one, first name and surname
 * rather than one of them, then what most reports write, then the longer. */
static uint32_t worth_of(const struct candidate *c, uint32_t reports)
{
    bool named = c->entity_at->type != ENTITY_OTHER;
    bool full = c->word_count >= 2;
    uint32_t length = c->entity_at->name.len < 255 ? (uint32_t)c->entity_at->name.len : 255;
    return (uint32_t)named << 30 | (uint32_t)full << 29 | (reports < 4095 ? reports : 4095) << 8 | length;
}

struct story_names names_join(struct arena *keep, struct arena scratch, const struct report *const *reports,
                              uint32_t count)
{
    struct joiner j = collect(&scratch, reports, count);
    join_by_key(&j, scratch, gazetteer_key, true);
    join_by_key(&j, scratch, folded_key, true);
    join_by_key(&j, scratch, surname_key, false);
    join_by_key(&j, scratch, first_word_key, false);

    struct story_names names = { arena_new(keep, struct story_name, j.count), 0, arena_new(keep, uint32_t *, count) };
    uint32_t *number = arena_new(&scratch, uint32_t, j.count);
    uint32_t *last_report = arena_new(&scratch, uint32_t, j.count);
    uint32_t *worth = arena_new(&scratch, uint32_t, j.count);
    struct map forms = map_in(&scratch, j.count);
    for (uint32_t i = 0; i < j.count; i++)
        ++*map_at(&forms, form_key(&j.at[i]), NULL);
    for (uint32_t r = 0; r < count; r++)
        names.of[r] = arena_new(keep, uint32_t, reports[r]->notes.entities.count);
    for (uint32_t i = 0; i < j.count; i++) {
        const struct candidate *c = &j.at[i];
        uint32_t root = root_of(&j, i);
        if (root == i)
            number[i] = names.count++;
        struct story_name *name = &names.at[number[root]];
        uint32_t here = worth_of(c, *map_find(&forms, form_key(c)));
        if (root == i || here > worth[number[root]]) {
            worth[number[root]] = here;
            name->name = c->entity_at->name;
            name->folded = c->entity_at->folded;
        }
        if (name->type == ENTITY_OTHER)
            name->type = c->entity_at->type;
        name->mentions += c->entity_at->mentions;
        if (last_report[number[root]] != c->report + 1) {
            last_report[number[root]] = c->report + 1;
            name->reports++;
        }
        names.of[c->report][c->entity] = number[root];
    }
    return names;
}
