#include "group/family.h"

#include <math.h>
#include <string.h>

#include "group/across.h"
#include "group/weigh.h"

enum {
    HEAD_BITS = 18,
    NODES = FAMILY_HELD * FAMILY_TERMS,
    LANGUAGES = 24,          /* are told apart; all others are one */
    CHAIN = 16,              /* the latest so many articles of a language that hold a bridge are met */
    MET = FAMILY_TERMS * CHAIN * LANGUAGES,
    SLOTS = 1 << 14,
    TRIED = 4,               /* the best of these are looked at with their stories */
    LATEST = 4,              /* articles that speak for a story */
    DAYS = 10                /* articles further apart do not meet */
};
#define NOBODY UINT32_MAX

static const size_t STORIES_SIZE = (size_t)1 << 31, CHANGED_SIZE = (size_t)1 << 28;
static const float STEPS = 255;          /* weights are kept in so many steps */
static const double ALONE_LEAST = 0.28;  /* mean likeness of two stories of which one article each is known */
static const float TAKEN = 1e-9f;        /* score of what was looked at */
static const double WORTH_TRYING = 0.2; /* likeness of two articles */

struct held {
    uint32_t term[FAMILY_TERMS];         /* sorted */
    uint8_t weight[FAMILY_TERMS];
    uint32_t article, story;
    float day;
    uint8_t language, count;             /* language: its place in families.languages */
    uint8_t dated, unused;
};

/* Bridges of held articles, chained by hash of bridge and language, the latest first.  The oldest are written over. */
struct node { uint32_t term, article, next; uint8_t language, weight, unused[2]; };

struct story {
    uint32_t parent;         /* towards the root of its family */
    uint32_t next;           /* the next story of its family, round and round */
    uint32_t same;           /* the story that it was merged into, or itself */
    uint32_t languages : 31; /* bits; of the whole family where it is the root, as the two that follow */
    uint32_t fixed : 1;
    uint32_t name;
    uint32_t bearer;         /* a story of the family that bears this one's number as its name; NOBODY: none does */
    uint32_t latest[LATEST]; /* articles, by turns */
};

struct met { uint32_t article; float score; };

/* A chain that is walked along: the next node, and what it found. */
struct walk {
    uint32_t *head;
    uint32_t node, before, count;        /* node: 0 at its end */
    uint8_t language, term;
    struct met found[CHAIN];
};

struct families {
    struct region own, stories_region, changed_region, index_region;
    struct held *held;       /* by article, modulo FAMILY_HELD */
    struct node *nodes;      /* NULL while there is one language */
    uint32_t *heads;         /* node + 1; 0: none */
    struct story *stories;
    uint32_t *changed;
    size_t story_count, story_room, changed_count, changed_room;
    uint32_t article_count;
    uint16_t languages[LANGUAGES];       /* as they came */
    uint32_t language_count;
    struct met met[SLOTS];   /* by hash of the article; score 0: empty */
    uint32_t met_at[MET], met_count;
    struct walk walks[FAMILY_TERMS * LANGUAGES];
};

/* ---- stories ---- */

static struct story *story_at(struct families *f, uint32_t number)
{
    while (f->story_count <= number) {
        ARENA_ROOM(&f->stories_region.arena, f->stories, f->story_count, f->story_room);
        uint32_t own = (uint32_t)f->story_count++;
        struct story *story = &f->stories[own];
        *story = (struct story){ .parent = own, .next = own, .same = own, .name = own, .bearer = own };
        memset(story->latest, 0xff, sizeof story->latest);
    }
    return &f->stories[number];
}

static uint32_t resolve(struct families *f, uint32_t story)
{
    while (story_at(f, story)->same != story) {
        f->stories[story].same = f->stories[f->stories[story].same].same;
        story = f->stories[story].same;
    }
    return story;
}

static uint32_t root_of(struct families *f, uint32_t story)
{
    while (story_at(f, story)->parent != story) {
        f->stories[story].parent = f->stories[f->stories[story].parent].parent;
        story = f->stories[story].parent;
    }
    return story;
}

uint32_t family_of(const struct families *f, uint32_t story)
{
    if (story >= f->story_count)
        return story;
    while (f->stories[story].parent != story)
        story = f->stories[story].parent;
    return f->stories[story].name;
}

static void note_all(struct families *f, uint32_t root)
{
    uint32_t story = root;
    do {
        ARENA_ROOM(&f->changed_region.arena, f->changed, f->changed_count, f->changed_room);
        f->changed[f->changed_count++] = story;
    } while ((story = f->stories[story].next) != root);
}

/* The family of root `from` goes into that of root `into`, which keeps its name. */
static void unite_into(struct families *f, uint32_t into, uint32_t from)
{
    struct story *whole = &f->stories[into], *part = &f->stories[from];
    note_all(f, from);
    uint32_t next = whole->next;
    whole->next = part->next;
    part->next = next;
    part->parent = into;
    whole->languages |= part->languages;
    whole->fixed |= part->fixed;
    f->stories[part->name].bearer = NOBODY;
}

/* Two families become one, called as the one of the lesser name. */
static void unite(struct families *f, uint32_t a, uint32_t b)
{
    uint32_t x = root_of(f, a), y = root_of(f, b);
    if (x == y)
        return;
    bool first = f->stories[x].name < f->stories[y].name;
    unite_into(f, first ? x : y, first ? y : x);
}

static uint8_t language_place(struct families *f, uint16_t language)
{
    uint8_t i = 0;
    while (i < f->language_count && f->languages[i] != language)
        i++;
    if (i == f->language_count && i < LANGUAGES)
        f->languages[f->language_count++] = language;
    return i < LANGUAGES ? i : LANGUAGES - 1;
}

/* None where the language is unknown. */
static uint32_t language_bit(const struct families *f, uint8_t place)
{
    return f->languages[place] ? (uint32_t)1 << place : 0;
}

static void put_latest(struct families *f, uint32_t story, uint32_t article)
{
    story_at(f, story)->latest[article % LATEST] = article;
}

/* ---- articles ---- */

static struct held *held_at(const struct families *f, uint32_t article)
{
    struct held *held = &f->held[article % FAMILY_HELD];
    return article < f->article_count && held->article == article ? held : NULL;
}

static uint32_t *head_of(struct families *f, uint32_t term, uint8_t language)
{
    return &f->heads[((term + language * 0x85ebca6bu) * 0x9e3779b1u) >> (32 - HEAD_BITS)];
}

static void post(struct families *f, const struct held *held)
{
    for (uint32_t i = 0; i < held->count; i++) {
        uint32_t place = (held->article % FAMILY_HELD) * FAMILY_TERMS + i;
        uint32_t *head = head_of(f, held->term[i], held->language);
        f->nodes[place] = (struct node){ .term = held->term[i], .article = held->article, .next = *head,
                                         .language = held->language, .weight = held->weight[i] };
        *head = place + 1;
    }
}

static void make_index(struct families *f)
{
    f->index_region = region_open((size_t)NODES * sizeof(struct node) + ((size_t)4 << HEAD_BITS) + 4096);
    f->nodes = arena_take_raw(&f->index_region.arena, sizeof *f->nodes, alignof(struct node), NODES);
    f->heads = arena_new(&f->index_region.arena, uint32_t, (size_t)1 << HEAD_BITS);
}

/* With the second language all that is held is posted. */
static void open_index(struct families *f)
{
    make_index(f);
    uint32_t first = f->article_count > FAMILY_HELD ? f->article_count - FAMILY_HELD : 0;
    for (uint32_t i = first; i < f->article_count; i++)
        post(f, &f->held[i % FAMILY_HELD]);
}

_Static_assert((int)PROFILE_BRIDGES <= (int)FAMILY_TERMS, "all bridges of a profile are held");

static struct held hold(struct families *f, const struct profile *p, uint32_t story)
{
    struct held held = { .article = f->article_count, .story = story, .day = (float)p->day, .dated = p->dated,
                         .language = language_place(f, p->language) };
    const struct terms *bridge = &p->bridge;
    for (uint32_t i = 0; i < bridge->count && held.count < FAMILY_TERMS; i++) {
        held.term[held.count] = term_id(bridge->at[i].number);
        held.weight[held.count++] = (uint8_t)(bridge->at[i].weight * STEPS + 0.5f);
    }
    return held;
}

static double likeness_of_held(const struct held *a, const struct held *b)
{
    uint32_t sum = 0;
    if (a->dated && b->dated && fabsf(a->day - b->day) > DAYS)
        return 0;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint32_t x = a->term[i], y = b->term[j];
        sum += x == y ? (uint32_t)a->weight[i] * b->weight[j] : 0;
        i += x <= y;
        j += y <= x;
    }
    return sum / (double)(STEPS * STEPS);
}

/* ---- meeting ---- */

static void meet_one(struct families *f, uint32_t article, float score)
{
    uint32_t slot = article * 0x9e3779b1u % SLOTS;
    while (f->met[slot].score > 0 && f->met[slot].article != article)
        slot = (slot + 1) % SLOTS;
    if (!(f->met[slot].score > 0))
        f->met_at[f->met_count++] = slot;
    f->met[slot].article = article;
    f->met[slot].score += score;
}

static struct node *node_at(struct families *f, uint32_t node) { return &f->nodes[node - 1]; }

/* One more node of a chain: who it is of is noted.  A chain ends where its nodes were written over, or are about to be:
 * those of the article whose place `held` has taken. */
static void go_on(struct families *f, const struct held *held, struct walk *w)
{
    const struct node *n = node_at(f, w->node);
    if (n->article >= w->before || held->article - n->article >= FAMILY_HELD
        || head_of(f, n->term, n->language) != w->head) {
        w->node = 0;
        return;
    }
    if (n->term == held->term[w->term] && n->language == w->language)
        w->found[w->count++] = (struct met){ n->article, (float)(held->weight[w->term] * n->weight) / (STEPS * STEPS) };
    w->before = n->article;
    w->node = n->next;
    if (w->node)
        __builtin_prefetch(node_at(f, w->node));
}

/* The chains of the article's bridges in all other languages; they lie all over, so that what they begin with is
 * fetched at once. */
static uint32_t begin_walks(struct families *f, const struct held *held)
{
    uint32_t count = 0;
    for (uint8_t language = 0; language < f->language_count; language++)
        for (uint32_t i = 0; language != held->language && i < held->count; i++) {
            struct walk *w = &f->walks[count++];
            w->head = head_of(f, held->term[i], language);
            w->language = language;
            w->term = (uint8_t)i;
            w->before = held->article;
            w->count = 0;
            __builtin_prefetch(w->head);
        }
    for (uint32_t i = 0; i < count; i++) {
        f->walks[i].node = *f->walks[i].head;
        if (f->walks[i].node)
            __builtin_prefetch(node_at(f, f->walks[i].node));
    }
    return count;
}

/* Meets all that hold a bridge of `held` in another language.  All chains are walked at a time, since each node must be
 * waited for; what they found is added chain by chain, so that sums are rounded in one order. */
static void meet_holders(struct families *f, const struct held *held)
{
    uint32_t count = begin_walks(f, held);
    for (uint32_t round = 0; round < CHAIN; round++)
        for (uint32_t i = 0; i < count; i++)
            if (f->walks[i].node)
                go_on(f, held, &f->walks[i]);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < f->walks[i].count; k++)
            meet_one(f, f->walks[i].found[k].article, f->walks[i].found[k].score);
}

/* Takes the best that was met out; false where none is worth it.  Of equals the latest. */
static bool take_best(struct families *f, uint32_t *article)
{
    struct met *best = NULL;
    for (uint32_t i = 0; i < f->met_count; i++) {
        struct met *m = &f->met[f->met_at[i]];
        if (m->score >= WORTH_TRYING
            && (!best || m->score > best->score || (m->score == best->score && m->article > best->article)))
            best = m;
    }
    if (!best)
        return false;
    *article = best->article;
    best->score = TAKEN;
    return true;
}

/* The mean over the latest articles of two stories, those of one language left out. */
static bool alike(struct families *f, uint32_t a, uint32_t b)
{
    double sum = 0;
    uint32_t pairs = 0;
    const struct story *x = story_at(f, a > b ? a : b), *y = story_at(f, a > b ? b : a);
    for (uint32_t i = 0; i < LATEST; i++)
        for (uint32_t k = 0; k < LATEST; k++) {
            const struct held *p = held_at(f, x->latest[i]), *q = held_at(f, y->latest[k]);
            if (!p || !q || p->language == q->language)
                continue;
            sum += likeness_of_held(p, q);
            pairs++;
        }
    return pairs && sum / pairs >= (pairs > 1 ? ACROSS_LEAST : ALONE_LEAST);
}

/* Whether two families, by their roots, may become one by themselves; `alone`: the first is one new report. */
static bool may_unite(const struct families *f, uint32_t own, uint32_t other, bool alone)
{
    const struct story *a = &f->stories[own], *b = &f->stories[other];
    return own != other && !(a->languages & b->languages) && !a->fixed && (!b->fixed || (alone && a->next == own));
}

static void find_family(struct families *f, const struct held *held, bool alone)
{
    uint32_t article;
    meet_holders(f, held);
    for (int i = 0; i < TRIED && take_best(f, &article); i++) {
        uint32_t other = resolve(f, held_at(f, article)->story);
        if (may_unite(f, root_of(f, held->story), root_of(f, other), alone) && alike(f, held->story, other))
            unite(f, held->story, other);
    }
    for (uint32_t i = 0; i < f->met_count; i++)
        f->met[f->met_at[i]].score = 0;
    f->met_count = 0;
}

/* ---- what is asked for ---- */

uint32_t families_add(struct families *f, const struct profile *profile, uint32_t story, bool alone)
{
    story = resolve(f, story);
    f->changed_count = 0;
    struct held held = hold(f, profile, story);
    uint32_t family = root_of(f, story);
    f->stories[family].languages |= language_bit(f, held.language);
    if (f->language_count > 1 && !f->nodes)
        open_index(f);
    f->held[f->article_count++ % FAMILY_HELD] = held;
    put_latest(f, story, held.article);
    if (!f->nodes)
        return 0;
    find_family(f, &held, alone);
    post(f, &held);
    return (uint32_t)f->changed_count;
}

const uint32_t *families_changed(const struct families *f) { return f->changed; }

void families_move(struct families *f, uint32_t article, uint32_t story)
{
    struct held *held = held_at(f, article);
    if (!held)
        return;
    story = resolve(f, story);
    struct story *from = story_at(f, resolve(f, held->story));
    for (uint32_t i = 0; i < LATEST; i++)
        if (from->latest[i] == article)
            from->latest[i] = NOBODY;
    held->story = story;
    put_latest(f, story, article);
    uint32_t family = root_of(f, story);
    f->stories[family].languages |= language_bit(f, held->language);
}

uint32_t families_merge(struct families *f, uint32_t from, uint32_t to)
{
    f->changed_count = 0;
    to = resolve(f, to);
    from = resolve(f, from);
    if (from == to)
        return 0;
    for (uint32_t i = 0; i < LATEST; i++)
        if (story_at(f, from)->latest[i] != NOBODY)
            put_latest(f, to, f->stories[from].latest[i]);
    story_at(f, to);
    f->stories[from].same = to;
    unite(f, from, to);
    return (uint32_t)f->changed_count;
}

/* ---- by hand ---- */

bool family_is_named(const struct families *f, uint32_t name)
{
    return name < f->story_count && f->stories[name].bearer != NOBODY;
}

uint32_t families_join(struct families *f, uint32_t from, uint32_t to)
{
    f->changed_count = 0;
    story_at(f, from > to ? from : to);
    if (from == to || f->stories[from].bearer == NOBODY)
        return 0;
    uint32_t own = root_of(f, f->stories[from].bearer);
    if (f->stories[to].bearer != NOBODY) {
        unite_into(f, root_of(f, f->stories[to].bearer), own);
        return (uint32_t)f->changed_count;
    }
    note_all(f, own);
    f->stories[from].bearer = NOBODY;
    f->stories[own].name = to;
    f->stories[to].bearer = own;
    return (uint32_t)f->changed_count;
}

uint32_t families_list(struct families *f, uint32_t name)
{
    f->changed_count = 0;
    if (family_is_named(f, name))
        note_all(f, root_of(f, f->stories[name].bearer));
    return (uint32_t)f->changed_count;
}

bool family_is_fixed(const struct families *f, uint32_t name)
{
    if (!family_is_named(f, name))
        return false;
    uint32_t story = f->stories[name].bearer;
    while (f->stories[story].parent != story)
        story = f->stories[story].parent;
    return f->stories[story].fixed;
}

void family_fix(struct families *f, uint32_t name, bool fixed)
{
    if (family_is_named(f, name))
        f->stories[root_of(f, f->stories[name].bearer)].fixed = fixed;
}

/* ---- the whole ---- */

struct families *families_open(void)
{
    struct region own = region_open(sizeof(struct families) + FAMILY_HELD * sizeof(struct held) + 8192);
    struct families *f = arena_new(&own.arena, struct families, 1);
    f->held = arena_take_raw(&own.arena, sizeof *f->held, alignof(struct held), FAMILY_HELD);
    f->own = own;
    f->stories_region = region_open(STORIES_SIZE);
    f->changed_region = region_open(CHANGED_SIZE);
    return f;
}

void families_close(struct families *f)
{
    if (f->nodes)
        region_close(&f->index_region);
    region_close(&f->stories_region);
    region_close(&f->changed_region);
    struct region own = f->own;
    region_close(&own);
}

/* ---- written down ---- */

/* What stands in an image before the lists. */
struct families_head {
    uint32_t story_count, article_count, language_count, indexed;
    uint16_t languages[LANGUAGES];
};

static uint32_t held_count(const struct families *f)
{
    return f->article_count < FAMILY_HELD ? f->article_count : FAMILY_HELD;
}

void families_save(const struct families *f, struct image_out *out)
{
    struct families_head head = { (uint32_t)f->story_count, f->article_count, f->language_count, f->nodes != NULL,
                                  { 0 } };
    memcpy(head.languages, f->languages, sizeof head.languages);
    image_section(out, "family", sizeof(struct story) + sizeof(struct held));
    IMAGE_PUT(out, head);
    image_put(out, f->stories, f->story_count * sizeof *f->stories);
    image_put(out, f->held, held_count(f) * sizeof *f->held);
    if (!f->nodes)
        return;
    image_put(out, f->nodes, (size_t)held_count(f) * FAMILY_TERMS * sizeof *f->nodes);
    image_put(out, f->heads, (size_t)4 << HEAD_BITS);
}

static bool story_is_sane(const struct families *f, uint32_t number)
{
    const struct story *s = &f->stories[number];
    uint32_t count = (uint32_t)f->story_count;
    return s->parent < count && s->next < count && s->same < count && s->name < count
           && (s->bearer < count || s->bearer == NOBODY);
}

static bool held_is_sane(const struct families *f, uint32_t place)
{
    const struct held *h = &f->held[place];
    return h->count <= FAMILY_TERMS && h->language < LANGUAGES && h->story < f->story_count
           && h->article % FAMILY_HELD == place && h->article < f->article_count;
}

static bool read_stories(struct families *f, struct image_in *in, uint32_t count)
{
    bool sane = true;
    f->story_count = count;
    f->story_room = count < 8 ? 8 : count;
    f->stories = arena_take_raw(&f->stories_region.arena, sizeof *f->stories, alignof(max_align_t), f->story_room);
    image_get(in, f->stories, count * sizeof *f->stories);
    for (uint32_t i = 0; i < count && !in->failed; i++)
        sane = sane && story_is_sane(f, i);
    return image_check(in, sane);
}

static bool read_held(struct families *f, struct image_in *in)
{
    bool sane = true;
    image_get(in, f->held, held_count(f) * sizeof *f->held);
    for (uint32_t i = 0; i < held_count(f) && !in->failed; i++)
        sane = sane && held_is_sane(f, i);
    return image_check(in, sane);
}

static bool read_index(struct families *f, struct image_in *in)
{
    bool sane = true;
    make_index(f);
    image_get(in, f->nodes, (size_t)held_count(f) * FAMILY_TERMS * sizeof *f->nodes);
    image_get(in, f->heads, (size_t)4 << HEAD_BITS);
    for (uint32_t i = 0; i < 1u << HEAD_BITS; i++)
        sane = sane && f->heads[i] <= held_count(f) * FAMILY_TERMS;
    for (uint32_t i = 0; i < held_count(f) * FAMILY_TERMS; i++)
        sane = sane && f->nodes[i].next <= held_count(f) * FAMILY_TERMS;
    return image_check(in, sane);
}

static bool read_families(struct families *f, struct image_in *in)
{
    struct families_head head;
    if (!image_expect(in, "family", sizeof(struct story) + sizeof(struct held)) || !IMAGE_GET(in, head)
        || !image_check(in, head.story_count < STORIES_SIZE / sizeof(struct story) / 2 && head.indexed <= 1
                            && head.language_count <= LANGUAGES))
        return false;
    f->article_count = head.article_count;
    f->language_count = head.language_count;
    memcpy(f->languages, head.languages, sizeof head.languages);
    return read_stories(f, in, head.story_count) && read_held(f, in) && (!head.indexed || read_index(f, in));
}

struct families *families_restore(struct image_in *in)
{
    struct families *f = families_open();
    if (read_families(f, in))
        return f;
    families_close(f);
    return NULL;
}
