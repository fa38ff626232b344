#include "group/stream_divide.h"

#include <stdlib.h>
#include <string.h>

#include "group/regroup.h"
#include "group/stream_story.h"

struct neighbourhood {
    const uint32_t *stories;     /* slots */
    uint32_t story_count;
    uint32_t *articles;          /* slots, in order of their numbers */
    struct cluster *singles;
    uint32_t count;
    uint32_t *root;              /* by article: the first one of its new story */
    uint32_t *target;            /* by first article: the slot of the story */
};

struct numbered { uint32_t number, slot; };

static int by_number(const void *x, const void *y)
{
    const struct numbered *p = x, *q = y;
    return (p->number > q->number) - (p->number < q->number);
}

static void gather_articles(struct neighbourhood *n, const struct stream *s, struct arena *arena, uint32_t held)
{
    struct numbered *list = arena_take_raw(arena, sizeof *list, alignof(struct numbered), held);
    n->articles = arena_take_raw(arena, sizeof(uint32_t), alignof(uint32_t), held);
    n->singles = arena_new(arena, struct cluster, held);
    for (uint32_t i = 0; i < n->story_count; i++)
        for (uint32_t a = stream_story_at(s, n->stories[i])->first; a != SLOT_NONE; a = stream_article_at(s, a)->next)
            list[n->count++] = (struct numbered){ stream_article_at(s, a)->number, a };
    qsort(list, n->count, sizeof *list, by_number);
    for (uint32_t i = 0; i < n->count; i++) {
        n->articles[i] = list[i].slot;
        struct profile profile = stream_profile(s, arena, list[i].slot);
        n->singles[i] = cluster_single(&profile);
    }
}

/* A term of an article, and the entry + 1 of the latest one before that has it, too. */
struct entry { struct term term; uint32_t article, before; };

/* The terms of the articles so far, by what they are: each pair of articles meets at the terms of both alone. */
struct meeting {
    struct entry *entries;
    uint32_t *heads;             /* by hash of the term: entry + 1; 0: empty */
    uint32_t count, mask;
};

static struct meeting open_meeting(struct arena *arena, const struct neighbourhood *n)
{
    uint32_t terms = 0, heads = 64;
    for (uint32_t i = 0; i < n->count; i++)
        terms += n->singles[i].all.count;
    while (heads < 2 * terms)
        heads *= 2;
    return (struct meeting){ arena_take_raw(arena, sizeof(struct entry), alignof(struct entry), terms),
                             arena_new(arena, uint32_t, heads), 0, heads - 1 };
}

static uint32_t *find_head(const struct meeting *m, uint32_t id)
{
    uint32_t i = id & m->mask;
    while (m->heads[i] && term_id(m->entries[m->heads[i] - 1].term.number) != id)
        i = (i + 1) & m->mask;
    return &m->heads[i];
}

/* Adds what the article has in common with each of those before it. */
static void meet(struct meeting *m, const struct terms *terms, uint32_t article, struct common *common)
{
    for (uint32_t i = 0; i < terms->count; i++) {
        struct term term = terms->at[i];
        uint32_t *head = find_head(m, term_id(term.number));
        for (uint32_t e = *head; e; e = m->entries[e - 1].before)
            common_add(&common[m->entries[e - 1].article], m->entries[e - 1].term, term);
        m->entries[m->count] = (struct entry){ term, article, *head };
        *head = ++m->count;
    }
}

static struct dots *find_dots(const struct neighbourhood *n, struct arena *arena, struct arena scratch,
                              struct round_up *round_ups)
{
    struct dots *dots = arena_take_raw(arena, sizeof *dots, alignof(struct dots), (size_t)n->count * n->count);
    struct common *common = arena_new(&scratch, struct common, n->count);
    struct meeting meeting = open_meeting(&scratch, n);
    for (uint32_t b = 0; b < n->count; b++) {
        memset(common, 0, b * sizeof *common);
        meet(&meeting, &n->singles[b].all, b, common);
        for (uint32_t a = 0; a < b; a++) {
            dots[(size_t)a * n->count + b] = dots_of_pair(&n->singles[a], &n->singles[b], &common[a]);
            round_up_note(round_ups, a, b, &n->singles[a], &n->singles[b], &common[a]);
        }
    }
    return dots;
}

/* How many articles a story would have in a new one. */
struct overlap { uint32_t count, number, slot, root; };

/* Most articles first, then the oldest story, then the new one with the oldest article. */
static int by_overlap(const void *x, const void *y)
{
    const struct overlap *p = x, *q = y;
    if (p->count != q->count)
        return p->count > q->count ? -1 : 1;
    if (p->number != q->number)
        return p->number < q->number ? -1 : 1;
    return (p->root > q->root) - (p->root < q->root);
}

static int by_pair(const void *x, const void *y)
{
    const struct overlap *p = x, *q = y;
    if (p->number != q->number)
        return p->number < q->number ? -1 : 1;
    return (p->root > q->root) - (p->root < q->root);
}

static uint32_t find_overlaps(const struct neighbourhood *n, const struct stream *s, struct overlap *overlaps)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n->count; i++) {
        uint32_t slot = stream_article_at(s, n->articles[i])->story;
        overlaps[i] = (struct overlap){ 1, stream_story_at(s, slot)->number, slot, n->root[i] };
    }
    qsort(overlaps, n->count, sizeof *overlaps, by_pair);
    for (uint32_t i = 0; i < n->count; i++) {
        if (count && by_pair(&overlaps[count - 1], &overlaps[i]) == 0)
            overlaps[count - 1].count++;
        else
            overlaps[count++] = overlaps[i];
    }
    qsort(overlaps, count, sizeof *overlaps, by_overlap);
    return count;
}

/* ---- what comes out ---- */

static void say(struct stream *s, enum stream_event_kind kind, uint32_t article, uint32_t from, uint32_t to)
{
    ARENA_ROOM(&s->event_region.arena, s->events, s->event_count, s->event_room);
    s->events[s->event_count++] = (struct stream_event){ kind, article, from, to };
}

/* Where each story goes on, and the one where most of the articles are of each that does not. */
struct fate { uint32_t slot, number, heir, others; bool goes_on; };     /* others: articles that are not held */

static struct fate *fate_of(struct fate *fates, uint32_t count, uint32_t slot)
{
    uint32_t i = 0;
    while (i + 1 < count && fates[i].slot != slot)
        i++;
    return &fates[i];
}

/* Gives stories to new ones; overlaps are sorted. */
static void assign(struct neighbourhood *n, struct stream *s, struct fate *fates, const struct overlap *overlaps,
                   uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct fate *fate = fate_of(fates, n->story_count, overlaps[i].slot);
        if (fate->goes_on || n->target[overlaps[i].root] != SLOT_NONE)
            continue;
        fate->goes_on = true;
        n->target[overlaps[i].root] = overlaps[i].slot;
    }
    for (uint32_t i = 0; i < n->count; i++)
        if (n->root[i] == i && n->target[i] == SLOT_NONE)
            n->target[i] = stream_found(s);
    for (uint32_t i = 0; i < count; i++) {
        struct fate *fate = fate_of(fates, n->story_count, overlaps[i].slot);
        if (fate->heir == SLOT_NONE)
            fate->heir = n->target[overlaps[i].root];
    }
}

static bool is_new(const struct stream *s, uint32_t slot, uint32_t first_new)
{
    return stream_story_at(s, slot)->number >= first_new;
}

/* The events, in the order of articles; mergers first. */
static void tell(const struct neighbourhood *n, struct stream *s, const struct fate *fates, uint32_t first_new)
{
    for (uint32_t i = 0; i < n->story_count; i++)
        if (!fates[i].goes_on)
            say(s, STREAM_MERGED, STREAM_ALL, fates[i].number, stream_story_at(s, fates[i].heir)->number);
    for (uint32_t i = 0; i < n->count; i++) {
        const struct stream_article *a = stream_article_at(s, n->articles[i]);
        uint32_t target = n->target[n->root[i]];
        if (a->story != target)
            say(s, is_new(s, target, first_new) ? STREAM_SPLIT : STREAM_MOVED, a->number,
                stream_story_at(s, a->story)->number, stream_story_at(s, target)->number);
    }
}

/* Puts the articles into the stories that are theirs now. */
static void refill(const struct neighbourhood *n, struct stream *s, struct arena scratch)
{
    uint32_t *articles = arena_take_raw(&scratch, sizeof *articles, alignof(uint32_t), n->count);
    struct cluster *singles = arena_take_raw(&scratch, sizeof *singles, alignof(struct cluster), n->count);
    for (uint32_t i = 0; i < n->count; i++) {
        uint32_t count = 0, slot = n->target[i];
        if (n->root[i] != i)
            continue;
        for (uint32_t k = i; k < n->count; k++)
            if (n->root[k] == i) {
                articles[count] = n->articles[k];
                singles[count++] = n->singles[k];
            }
        stream_story_at(s, slot)->size += count;
        stream_refill(s, scratch, slot, articles, singles, count);
        stream_post(s, scratch, slot);
        stream_touch(s, slot);
    }
}

static void apply(struct neighbourhood *n, struct stream *s, struct arena scratch)
{
    struct overlap *overlaps = arena_take_raw(&scratch, sizeof *overlaps, alignof(struct overlap), n->count);
    struct fate *fates = arena_new(&scratch, struct fate, n->story_count);
    uint32_t count = find_overlaps(n, s, overlaps), first_new = s->story_count;
    for (uint32_t i = 0; i < n->story_count; i++) {
        const struct stream_story *story = stream_story_at(s, n->stories[i]);
        fates[i] = (struct fate){ n->stories[i], story->number, SLOT_NONE, story->size - story->held, false };
    }
    assign(n, s, fates, overlaps, count);
    tell(n, s, fates, first_new);
    for (uint32_t i = 0; i < n->story_count; i++) {
        stream_empty(s, fates[i].slot);
        stream_story_at(s, fates[i].slot)->size = 0;
    }
    for (uint32_t i = 0; i < n->story_count; i++) {
        stream_story_at(s, fates[i].goes_on ? fates[i].slot : fates[i].heir)->size += fates[i].others;
        if (!fates[i].goes_on)
            stream_forget(s, fates[i].slot);
    }
    refill(n, s, scratch);
}

/* Whether the articles are together as they were: as many stories, and none with articles of two. */
static bool is_same(const struct neighbourhood *n, const struct stream *s)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n->count; i++) {
        if (stream_article_at(s, n->articles[i])->story != stream_article_at(s, n->articles[n->root[i]])->story)
            return false;
        count += n->root[i] == i;
    }
    return count == n->story_count;
}

uint32_t stream_divide(struct stream *s, struct arena scratch, const uint32_t *stories, uint32_t count, uint32_t held)
{
    struct neighbourhood n = { .stories = stories, .story_count = count };
    gather_articles(&n, s, &scratch, held);
    struct round_up *round_ups = round_ups_new(&scratch, n.count);
    struct arena result = arena_half(&scratch);
    struct dots *dots = find_dots(&n, &result, scratch, round_ups);
    n.root = regroup(&result, scratch, n.singles, n.count, dots, round_ups, s->least);
    n.target = arena_take_raw(&result, sizeof(uint32_t), alignof(uint32_t), n.count);
    memset(n.target, 0xff, n.count * sizeof(uint32_t));
    for (uint32_t i = 0; i < count; i++)
        stream_story_at(s, stories[i])->reviewed = stream_story_at(s, stories[i])->size;
    if (!is_same(&n, s))
        apply(&n, s, scratch);
    return n.count * (n.count - 1) / 2;
}
