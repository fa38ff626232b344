#include "compare/quote_group.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"

enum {
    LEADERS_A_KEY = 24,      /* a word in more utterances nominates none of the later ones */
    SURE_WORDS = 5,          /* of words that are the same, though other speakers are named */
    BODY_WORDS = 4,          /* the same where one is a person and the other may be the body he speaks for */
    FEW_WORDS = 4,           /* content words that two speakers may use by chance, unless in like runs */
    SLACK = 4                /* words more that a stretch may run over than twice the shorter piece */
};
static const float same_speaker = 0.6f, any_speaker = 0.66f, other_speaker = 0.8f, same_report = 0.6f;
/* Of all words of the shorter one, those that stand in the longer one in the same order: "not for a long time" is not
 * what took "a long time". */
static const float order_same = 0.5f, order_any = 0.6f, order_few = 0.66f, few_runs = 0.34f;

/* ---- two pieces ---- */

static uint32_t common_runs(const struct quote_piece *a, const struct quote_piece *b)
{
    uint32_t common = 0;
    for (uint32_t i = 0, j = 0; i < a->run_count && j < b->run_count;) {
        uint64_t x = a->runs[i], y = b->runs[j];
        common += x == y;
        i += x <= y;
        j += y <= x;
    }
    return common;
}

/* Common content words, where they stand close together in the longer one; else 0. */
static uint32_t common_close(const struct quote_piece *shorter, const struct quote_piece *longer)
{
    uint32_t common = 0, first = UINT32_MAX, last = 0;
    for (uint32_t i = 0, j = 0; i < shorter->content_count && j < longer->content_count;) {
        uint64_t x = shorter->content[i].key, y = longer->content[j].key;
        if (x == y) {
            uint32_t place = longer->content[j].place;
            common++;
            first = place < first ? place : first;
            last = place > last ? place : last;
        }
        i += x <= y;
        j += y <= x;
    }
    return common && last - first <= 2 * shorter->words + SLACK ? common : 0;
}

/* Two words may change places ("aggressive war", "war of aggression"). */
static float order_of(const struct quote_piece *shorter, const struct quote_piece *longer)
{
    if (shorter->words < 3)
        return 1;
    uint32_t common = quote_common_in_order(shorter->line, shorter->words, longer->line, longer->words);
    return (float)common / (float)shorter->words;
}

float quote_likeness(const struct quote_piece *a, const struct quote_piece *b)
{
    const struct quote_piece *shorter = a->words < b->words ? a : b, *longer = shorter == a ? b : a;
    uint32_t content = shorter->content_count, common = common_close(shorter, longer);
    float by_runs = shorter->run_count ? (float)common_runs(shorter, longer) / (float)shorter->run_count : 0;
    bool told = shorter->speaker != UINT32_MAX && longer->speaker != UINT32_MAX;
    bool same = told && shorter->speaker == longer->speaker;
    float by_words = content ? (float)common / (float)content : 0;
    /* Two content words are told again only as both; of one alone the words around it must agree. */
    float likeness = content >= 2 ? (common < 2 ? 0 : by_words) : shorter->run_count ? by_runs : by_words;
    if (content < 2 && !shorter->run_count && shorter->words != longer->words)
        return 0;
    if (shorter->report == longer->report && shorter->run_count && by_runs < same_report)
        return 0;
    bool rivals = told && !same && shorter->named && longer->named;
    if (rivals && shorter->person == longer->person)
        return shorter->words >= SURE_WORDS && by_runs >= other_speaker ? likeness : 0;
    if (rivals && shorter->words < BODY_WORDS)
        return 0;
    if (likeness < (same ? same_speaker : any_speaker))
        return 0;
    float order = order_of(shorter, longer);
    bool by_chance = !same && content <= FEW_WORDS && shorter->run_count && by_runs < few_runs &&
                     (likeness < 1 || order < order_few);
    return order >= (same ? order_same : order_any) && !by_chance ? likeness : 0;
}

/* ---- groups ---- */

struct former {
    const struct comparison *c;
    const struct quote_pieces *pieces;
    struct quote_groups out;
    struct map lists;                    /* key -> 1 + number of its list */
    uint32_t (*list)[LEADERS_A_KEY];
    uint32_t *filled;
    size_t list_count, list_room, filled_room;
    uint32_t *seen;                      /* group -> 1 + piece that was held against it last */
};

/* Fullest first; of equals the one that stands first in the synopsis; what stands in a headline last. */
static int by_fullness(const struct former *f, uint32_t a, uint32_t b)
{
    const struct quote_piece *x = &f->pieces->at[a], *y = &f->pieces->at[b];
    if (x->words != y->words)
        return (x->words < y->words) - (x->words > y->words);
    if (x->title != y->title)
        return x->title - y->title;
    uint32_t i = f->c->rank[x->report], j = f->c->rank[y->report];
    return i != j ? (i > j) - (i < j) : (a > b) - (a < b);
}

struct ordered { const struct former *f; uint32_t piece; };

static int by_fullness_of(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    return by_fullness(x->f, x->piece, y->piece);
}

static uint32_t list_of(struct former *f, struct arena *lists, struct arena *filled, uint64_t key)
{
    uint32_t *number = map_at(&f->lists, key, NULL);
    if (!*number) {
        ARENA_ROOM(lists, f->list, f->list_count, f->list_room);
        ARENA_ROOM(filled, f->filled, f->list_count, f->filled_room);
        f->filled[f->list_count++] = 0;
        *number = (uint32_t)f->list_count;
    }
    return *number - 1;
}

static void enlist(struct former *f, struct arena *lists, struct arena *filled, uint64_t key, uint32_t group)
{
    uint32_t list = list_of(f, lists, filled, key);
    if (f->filled[list] < LEADERS_A_KEY)
        f->list[list][f->filled[list]++] = group;
}

/* The language is part of a key: stems of two languages meet by chance only. */
static uint64_t keyed(const struct former *f, const struct quote_piece *p, uint64_t key)
{
    return hash_mix(hash_span(f->c->reports[p->report]->article.language), key);
}

struct best { uint32_t group; float likeness; };

static void hold_against(struct former *f, uint32_t piece, uint64_t key, struct best *best)
{
    const struct quote_piece *p = &f->pieces->at[piece];
    uint32_t *list = map_find(&f->lists, keyed(f, p, key));
    for (uint32_t i = 0; list && i < f->filled[*list - 1]; i++) {
        uint32_t group = f->list[*list - 1][i];
        if (f->seen[group] == piece + 1)
            continue;
        f->seen[group] = piece + 1;
        float likeness = quote_likeness(&f->pieces->at[f->out.leader[group]], p);
        if (likeness > best->likeness || (likeness > 0 && likeness == best->likeness && group < best->group))
            *best = (struct best){ group, likeness };
    }
}

static void place_piece(struct former *f, struct arena *lists, struct arena *filled, uint32_t piece)
{
    const struct quote_piece *p = &f->pieces->at[piece];
    struct best best = { UINT32_MAX, 0 };
    for (uint32_t i = 0; i < p->content_count; i++)
        hold_against(f, piece, p->content[i].key, &best);
    for (uint32_t i = 0; i < p->run_count; i++)
        hold_against(f, piece, p->runs[i], &best);
    if (best.group != UINT32_MAX) {
        f->out.of[piece] = best.group;
        return;
    }
    uint32_t group = f->out.count++;
    f->out.of[piece] = group;
    f->out.leader[group] = piece;
    for (uint32_t i = 0; i < p->content_count; i++)
        enlist(f, lists, filled, keyed(f, p, p->content[i].key), group);
    for (uint32_t i = 0; i < p->run_count; i++)
        enlist(f, lists, filled, keyed(f, p, p->runs[i]), group);
}

struct quote_groups quote_groups_form(struct arena *keep, struct arena scratch, const struct comparison *c,
                                      const struct quote_pieces *pieces)
{
    struct former f = { .c = c, .pieces = pieces };
    uint32_t count = pieces->count;
    f.out = (struct quote_groups){ arena_new(keep, uint32_t, count), arena_new(keep, uint32_t, count), 0 };
    f.seen = arena_new(&scratch, uint32_t, count);
    struct ordered *order = arena_new(&scratch, struct ordered, count);
    for (uint32_t i = 0; i < count; i++)
        order[i] = (struct ordered){ &f, i };
    if (count)
        qsort(order, count, sizeof *order, by_fullness_of);
    struct arena lists = arena_half(&scratch), filled = arena_half(&lists);
    f.lists = map_in(&scratch, 0);
    for (uint32_t i = 0; i < count; i++)
        place_piece(&f, &lists, &filled, order[i].piece);
    return f.out;
}
