#include "compare/names.h"

#include "base/hash.h"
#include "base/map.h"
#include "compare/name_pair.h"

enum {
    LOOKED = 32,             /* names with one key that are looked at */
    TOGETHER_LOOKED = 64,    /* reports of a name that are asked whether they have the other, too */
    SOUND_LEAST = 2,
    INITIALS_MAX = 8,
    FAR_AHEAD = 3            /* times as many reports: then a short name means the known one */
};

/* What a name may be found by; mixed into its key. */
enum key_kind { KEY_SOUND = 1, KEY_GIVEN, KEY_WORD, KEY_INITIALS, KEY_LAST, KEY_FIRST, KEY_TWO };

/* A distinct name: what several reports write in the same way is looked at once. */
struct node {
    struct name name;
    struct span joined;               /* the folded name without blanks, hyphens and apostrophes */
    uint32_t parent;                  /* union-find over nodes */
    uint32_t places;                  /* newest place + 1 */
    uint32_t reports;                 /* of the root: how many places all its nodes have */
};

/* Where a node stands: an entity of a report. */
struct place { uint32_t node, report, next; };

/* Nodes with one key; next: number + 1. */
struct link { uint32_t node, next; };

struct joiner {
    struct arena scratch, growing;
    const struct report *const *reports;
    uint32_t report_count;
    struct node *at;
    uint32_t count;
    struct place *places;
    uint32_t place_count;
    struct map here;                  /* hash of report and node: it stands there */
    struct map keys;                  /* key -> newest link + 1 */
    struct link *links;
    size_t link_count, link_room;
};

/* ---- nodes ---- */

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
    if (a == b)
        return;
    uint32_t root = a < b ? a : b, other = a < b ? b : a;
    j->at[other].parent = root;
    j->at[root].reports += j->at[other].reports;
}

static struct span join_words(struct arena *arena, struct span folded)
{
    char *at = arena_take_raw(arena, 1, 1, folded.len);
    size_t length = 0;
    for (size_t i = 0; i < folded.len; i++)
        if (folded.at[i] != ' ' && folded.at[i] != '-' && folded.at[i] != '\'')
            at[length++] = folded.at[i];
    return (struct span){ at, length };
}

static uint64_t here_key(uint32_t report, uint32_t node) { return (uint64_t)report << 32 | node; }

static void add_place(struct joiner *j, struct map *known, uint32_t report, const struct entity *e)
{
    uint64_t kind = (uint64_t)(e->type * ENTITY_TYPE_COUNT + e->gender);
    uint64_t key = hash_mix(hash_mix(hash_span(e->folded), e->key), kind);
    uint32_t *number = map_at(known, key, NULL);
    if (!*number) {
        struct node *node = &j->at[j->count];
        *node = (struct node){ .parent = j->count };
        node->name = name_read(&j->growing, e, j->reports[report]->article.language);
        node->joined = join_words(&j->growing, e->folded);
        *number = ++j->count;
    }
    struct node *node = &j->at[*number - 1];
    j->places[j->place_count++] = (struct place){ *number - 1, report, node->places };
    node->places = j->place_count;
    node->reports++;
    *map_at(&j->here, here_key(report, *number - 1), NULL) = 1;
}

static void collect(struct joiner *j)
{
    uint32_t total = 0;
    for (uint32_t r = 0; r < j->report_count; r++)
        total += j->reports[r]->notes.entities.count;
    j->at = arena_take_raw(&j->scratch, sizeof *j->at, alignof(struct node), total);
    j->places = arena_take_raw(&j->scratch, sizeof *j->places, alignof(struct place), total);
    j->here = map_in(&j->scratch, total);
    struct map known = map_in(&j->scratch, total);
    for (uint32_t r = 0; r < j->report_count; r++)
        for (uint32_t e = 0; e < j->reports[r]->notes.entities.count; e++)
            add_place(j, &known, r, &j->reports[r]->notes.entities.at[e]);
}

/* Whether a report has both as two: then they are two. */
static bool stand_together(const struct joiner *j, uint32_t a, uint32_t b)
{
    if (j->at[a].reports > j->at[b].reports) {
        uint32_t other = a;
        a = b;
        b = other;
    }
    unsigned looked = 0;
    for (uint32_t at = j->at[a].places; at && looked < TOGETHER_LOOKED; at = j->places[at - 1].next, looked++)
        if (map_find(&j->here, here_key(j->places[at - 1].report, b)))
            return true;
    return false;
}

/* ---- what is sure ---- */

/* Names of one id, and names of the same letters where not both have ids of their own. */
static void join_equal(struct joiner *j)
{
    struct map ids = map_in(&j->scratch, j->count), letters = map_in(&j->scratch, j->count);
    for (uint32_t i = 0; i < j->count; i++) {
        const struct node *node = &j->at[i];
        uint32_t *same_id = map_at(&ids, node->name.entity->key, NULL);
        if (*same_id)
            join(j, *same_id - 1, i);
        else
            *same_id = i + 1;
        uint32_t *same = node->joined.len ? map_at(&letters, hash_span(node->joined), NULL) : same_id;
        bool may_be = *same && !(j->at[*same - 1].name.listed && node->name.listed);
        if (may_be && j->at[*same - 1].name.entity->type == node->name.entity->type)
            join(j, *same - 1, i);
        else if (!*same)
            *same = i + 1;
    }
}

/* ---- what may be ---- */

static uint64_t key_of(enum key_kind kind, uint64_t words) { return hash_mix(words, (uint64_t)kind); }

static void add_key(struct joiner *j, uint64_t key, uint32_t node)
{
    uint32_t *head = map_at(&j->keys, key, NULL);
    ARENA_ROOM(&j->growing, j->links, j->link_count, j->link_room);
    j->links[j->link_count++] = (struct link){ node, *head };
    *head = (uint32_t)j->link_count;
}

/* Joins node `i` with those of the key that it pairs with at least that well. */
static void join_pairs(struct joiner *j, uint64_t key, uint32_t i, enum name_bond least)
{
    const uint32_t *head = map_find(&j->keys, key);
    unsigned looked = 0;
    for (uint32_t at = head ? *head : 0; at && looked < LOOKED; at = j->links[at - 1].next, looked++) {
        uint32_t other = j->links[at - 1].node;
        if (root_of(j, other) == root_of(j, i))
            continue;
        enum name_bond bond = name_pair(&j->at[other].name, &j->at[i].name, j->scratch);
        if ((bond == NAME_SPELT || bond >= least) && bond != NAME_UNLIKE && !stand_together(j, other, i))
            join(j, other, i);
    }
}

static bool is_person(const struct node *node) { return node->name.entity->type == ENTITY_PERSON; }

static bool has_initial(const struct node *node)
{
    struct span first = node->name.words[0];
    return first.len == 1 || (first.len > 1 && first.at[1] == '.');
}

static uint64_t sound_key(const struct node *node) { return key_of(KEY_SOUND, hash_span(node->name.sound)); }

/* The given name and how the surname begins: what a surname with a wrong letter leaves. */
static uint64_t given_key(const struct node *node)
{
    struct span last = node->name.words[node->name.count - 1];
    return key_of(KEY_GIVEN, hash_mix(node->name.given, hash_span(span_cut(last, 0, 1))));
}

/* The first two words: what is left of a name without the second surname. */
static uint64_t two_key(const struct node *node)
{
    return key_of(KEY_TWO, hash_mix(hash_span(node->name.words[0]), hash_span(node->name.words[1])));
}

static void join_people(struct joiner *j)
{
    for (uint32_t i = 0; i < j->count; i++) {
        const struct node *node = &j->at[i];
        if (!is_person(node) || node->name.count < 2 || has_initial(node))
            continue;
        uint64_t turned = key_of(KEY_FIRST, hash_span(node->name.words[0]));
        join_pairs(j, sound_key(node), i, NAME_LIKE);
        join_pairs(j, given_key(node), i, NAME_LIKE);
        join_pairs(j, key_of(KEY_FIRST, hash_span(node->name.words[node->name.count - 1])), i, NAME_LIKE);
        add_key(j, sound_key(node), i);
        add_key(j, given_key(node), i);
        add_key(j, turned, i);
        if (node->name.count > 2)
            add_key(j, two_key(node), i);
    }
}

static void join_bodies(struct joiner *j)
{
    for (uint32_t i = 0; i < j->count; i++) {
        const struct node *node = &j->at[i];
        if (is_person(node) || !node->name.count)
            continue;
        struct span last = node->name.words[node->name.count - 1];
        uint64_t sound = sound_key(node), first = key_of(KEY_FIRST, hash_span(node->name.words[0]));
        uint64_t whole = key_of(KEY_LAST, hash_span(last));
        join_pairs(j, node->name.count > 1 ? first : sound, i, NAME_LIKE);
        if (node->name.count > 1)
            join_pairs(j, whole, i, NAME_LIKE);
        add_key(j, node->name.count > 1 ? first : sound, i);
        if (node->name.count > 1)
            add_key(j, whole, i);
    }
}

/* ---- short names ---- */

/* The best and the second best of the roots that a short name may be short for, by their reports. */
struct choice { uint32_t best, second, root; };

static void weigh(struct joiner *j, struct choice *choice, uint32_t root)
{
    uint32_t reports = j->at[root].reports;
    if (root == choice->root)
        return;
    if (reports > choice->best || choice->root == UINT32_MAX) {
        choice->second = choice->best;
        choice->best = reports;
        choice->root = root;
    } else if (reports > choice->second) {
        choice->second = reports;
    }
}

/* Whether a name may be what `short_name` is short for. */
static bool is_fuller(const struct node *node, const struct node *short_name)
{
    return node->name.count > short_name->name.count || (has_initial(short_name) && !has_initial(node));
}

/* Joins node `i` to the one root that has the key and is fuller than it; where several are, to the one far ahead. */
static bool join_short(struct joiner *j, uint64_t key, uint32_t i, enum name_bond wanted)
{
    struct choice choice = { 0, 0, UINT32_MAX };
    const uint32_t *head = map_find(&j->keys, key);
    unsigned looked = 0;
    for (uint32_t at = head ? *head : 0; at && looked <= LOOKED; at = j->links[at - 1].next, looked++) {
        uint32_t other = j->links[at - 1].node, root = root_of(j, other);
        bool is_candidate = wanted != NAME_SHORT || is_fuller(&j->at[other], &j->at[i]);
        if (root == root_of(j, i) || !is_candidate ||
            name_pair(&j->at[other].name, &j->at[i].name, j->scratch) != wanted)
            continue;
        if (!stand_together(j, other, i))
            weigh(j, &choice, root);
        else
            return false;
    }
    bool is_one = choice.root != UINT32_MAX && looked <= LOOKED && choice.best >= FAR_AHEAD * choice.second;
    if (is_one)
        join(j, choice.root, i);
    return is_one;
}

/* The longer names are found by their first, last and every long word, and by their initials. */
static uint64_t initials_of(const struct node *node)
{
    struct span name = node->name.entity->name;
    char letters[INITIALS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < name.len && count < INITIALS_MAX; i++)
        if (name.at[i] >= 'A' && name.at[i] <= 'Z' && (i == 0 || name.at[i - 1] == ' ' || name.at[i - 1] == '-'))
            letters[count++] = byte_lower(name.at[i]);
    return count > 1 ? key_of(KEY_INITIALS, hash_span((struct span){ letters, count })) : 0;
}

static bool is_acronym(const struct node *node)
{
    struct span name = node->name.entity->name;
    for (size_t i = 0; i < name.len; i++)
        if (name.at[i] < 'A' || name.at[i] > 'Z')
            return false;
    return name.len > 1 && name.len <= INITIALS_MAX;
}

static void index_words(struct joiner *j)
{
    for (uint32_t i = 0; i < j->count; i++) {
        const struct node *node = &j->at[i];
        if (is_person(node) || node->name.count < 2)
            continue;
        for (uint32_t w = 0; w < node->name.count; w++)
            if (node->name.words[w].len > 3)
                add_key(j, key_of(KEY_WORD, hash_span(node->name.words[w])), i);
        uint64_t initials = initials_of(node);
        if (initials)
            add_key(j, initials, i);
    }
}

/* An acronym that one body has the initials of. */
static void join_acronym(struct joiner *j, uint32_t i)
{
    const uint32_t *head = map_find(&j->keys, key_of(KEY_INITIALS, hash_span(j->at[i].name.words[0])));
    uint32_t root = UINT32_MAX;
    for (uint32_t at = head ? *head : 0; at; at = j->links[at - 1].next) {
        uint32_t other = root_of(j, j->links[at - 1].node);
        bool differs = (j->at[i].name.listed && j->at[j->links[at - 1].node].name.listed) ||
                       stand_together(j, j->links[at - 1].node, i);
        if (differs || (root != UINT32_MAX && root != other))
            return;
        root = other;
    }
    if (root != UINT32_MAX)
        join(j, root, i);
}

static void join_short_body(struct joiner *j, uint32_t i)
{
    const struct node *node = &j->at[i];
    if (node->name.count == 1 && is_acronym(node)) {
        join_acronym(j, i);
        return;
    }
    for (uint32_t w = node->name.count; w-- > 0 && node->name.count > 1;)
        if (node->name.words[w].len > 3) {
            join_short(j, key_of(KEY_WORD, hash_span(node->name.words[w])), i, NAME_SHORT);
            return;
        }
}

static void join_short_person(struct joiner *j, uint32_t i)
{
    const struct node *node = &j->at[i];
    bool alone = node->name.count == 1;
    bool joined = join_short(j, sound_key(node), i, NAME_SHORT) || join_short(j, sound_key(node), i, NAME_LIKE);
    if (!joined && alone)
        joined = join_short(j, key_of(KEY_FIRST, hash_span(node->name.words[0])), i, NAME_SHORT);
    if (!joined)
        join_short(j, sound_key(node), i, NAME_SPELT);
    add_key(j, sound_key(node), i);
}

/* Names without a second surname and with initials first, then surnames alone: these may mean whom an initial
 * has been found to be. */
static void join_short_names(struct joiner *j)
{
    for (uint32_t i = 0; i < j->count; i++) {
        const struct node *node = &j->at[i];
        if (is_person(node) && node->name.count > 1 && has_initial(node))
            join_short_person(j, i);
        else if (is_person(node) && node->name.count == 2)
            join_short(j, two_key(node), i, NAME_SHORT);
    }
    for (uint32_t i = 0; i < j->count; i++)
        if (is_person(&j->at[i]) && j->at[i].name.count == 1)
            join_short_person(j, i);
    for (uint32_t i = 0; i < j->count; i++)
        if (!is_person(&j->at[i]) && j->at[i].name.count)
            join_short_body(j, i);
}

/* ---- what is told ---- */

/* How good a form is to be shown: a name rather than an adjective made of one, first name and surname
 * rather than one of them, then what most reports write, then the longer. */
static uint32_t worth_of(const struct node *node, uint32_t reports)
{
    const struct entity *e = node->name.entity;
    bool named = e->type != ENTITY_OTHER;
    bool full = node->name.count >= 2 && !has_initial(node);
    uint32_t length = e->name.len < 255 ? (uint32_t)e->name.len : 255;
    return (uint32_t)named << 30 | (uint32_t)full << 29 | (reports < 4095 ? reports : 4095) << 8 | length;
}

/* Each printed form's number of reports. */
static struct map count_forms(struct joiner *j, struct arena *arena)
{
    struct map forms = map_in(arena, j->count);
    for (uint32_t r = 0; r < j->report_count; r++)
        for (uint32_t e = 0; e < j->reports[r]->notes.entities.count; e++)
            ++*map_at(&forms, hash_span(j->reports[r]->notes.entities.at[e].name), NULL);
    return forms;
}

struct telling { struct story_names *names; uint32_t *number, *last_report, *worth; struct map forms; };

static void tell_place(struct joiner *j, struct telling *t, const struct place *place, const struct entity *e)
{
    uint32_t root = root_of(j, place->node);
    if (!t->number[root])
        t->number[root] = ++t->names->count;
    uint32_t number = t->number[root] - 1;
    struct story_name *name = &t->names->at[number];
    struct node shown = { .name = j->at[place->node].name };
    shown.name.entity = e;
    uint32_t here = worth_of(&shown, *map_find(&t->forms, hash_span(e->name)));
    if (!name->mentions || here > t->worth[number]) {
        t->worth[number] = here;
        name->name = e->name;
        name->folded = e->folded;
    }
    if (name->type == ENTITY_OTHER)
        name->type = e->type;
    name->mentions += e->mentions;
    if (t->last_report[number] != place->report + 1) {
        t->last_report[number] = place->report + 1;
        name->reports++;
    }
}

static struct story_names tell_names(struct joiner *j, struct arena *keep)
{
    struct story_names names = { arena_new(keep, struct story_name, j->count), 0,
                                 arena_new(keep, uint32_t *, j->report_count) };
    struct telling t = { .names = &names };
    t.number = arena_new(&j->scratch, uint32_t, j->count);
    t.last_report = arena_new(&j->scratch, uint32_t, j->count);
    t.worth = arena_new(&j->scratch, uint32_t, j->count);
    t.forms = count_forms(j, &j->scratch);
    uint32_t at = 0;
    for (uint32_t r = 0; r < j->report_count; r++) {
        const struct entities *entities = &j->reports[r]->notes.entities;
        names.of[r] = arena_new(keep, uint32_t, entities->count);
        for (uint32_t e = 0; e < entities->count; e++, at++) {
            tell_place(j, &t, &j->places[at], &entities->at[e]);
            names.of[r][e] = t.number[root_of(j, j->places[at].node)] - 1;
        }
    }
    return names;
}

struct story_names names_join(struct arena *keep, struct arena scratch, const struct report *const *reports,
                              uint32_t count)
{
    struct joiner j = { .reports = reports, .report_count = count };
    j.growing = arena_half(&scratch);
    j.scratch = scratch;
    collect(&j);
    j.keys = map_in(&j.scratch, j.count * 4);
    join_equal(&j);
    join_people(&j);
    join_bodies(&j);
    index_words(&j);
    join_short_names(&j);
    return tell_names(&j, keep);
}
