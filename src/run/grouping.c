#include "run/grouping.h"

#include <stdlib.h>

#include "group/family.h"
#include "group/stream_image.h"

#define NOBODY UINT32_MAX

/* Sixty million articles and as many stories; the sanitizer builds mark every byte of a region. */
static const size_t MEMBERS_SIZE = (size_t)1 << 30, STORIES_SIZE = (size_t)1 << 28, CHANGED_SIZE = (size_t)1 << 28,
                    SCRATCH_SIZE = (size_t)1 << 28;

/* An article that came: the stream's story, and the next one of that. */
struct member {
    uint32_t story, next;
    uint32_t told;                 /* the story that was told last: its family's name */
    uint8_t change;                /* enum placed: how it came to where it is */
    uint8_t unused[3];
};

struct grouping {
    struct stream *stream;
    struct families *families;     /* of the stream's stories: what others know as stories */
    struct region own, members_region, stories_region, changed_region, placings_region, scratch;
    struct member *members;
    uint32_t *first;               /* by story of the stream its latest member, or NOBODY */
    uint32_t *changed;             /* members that the call under way concerns */
    struct placing *placings;
    size_t member_count, member_room, story_count, story_room;
    size_t changed_count, changed_room, placing_count, placing_room;
};

/* ---- membership ---- */

static uint32_t *first_of(struct grouping *g, uint32_t story)
{
    while (g->story_count <= story) {
        ARENA_ROOM(&g->stories_region.arena, g->first, g->story_count, g->story_room);
        g->first[g->story_count++] = NOBODY;
    }
    return &g->first[story];
}

static void put_into(struct grouping *g, uint32_t member, uint32_t story)
{
    uint32_t *first = first_of(g, story);
    g->members[member].story = story;
    g->members[member].next = *first;
    *first = member;
}

static void take_from(struct grouping *g, uint32_t member)
{
    uint32_t *link = first_of(g, g->members[member].story);
    while (*link != member)
        link = &g->members[*link].next;
    *link = g->members[member].next;
}

static void note_change(struct grouping *g, uint32_t member, enum placed how)
{
    g->members[member].change = (uint8_t)how;
    ARENA_ROOM(&g->changed_region.arena, g->changed, g->changed_count, g->changed_room);
    g->changed[g->changed_count++] = member;
}

static void move(struct grouping *g, uint32_t member, uint32_t story, enum placed how)
{
    if (g->members[member].story == story)
        return;
    take_from(g, member);
    put_into(g, member, story);
    note_change(g, member, how);
}

static void merge(struct grouping *g, uint32_t from, uint32_t to)
{
    for (uint32_t m; (m = *first_of(g, from)) != NOBODY;)
        move(g, m, to, PLACED_MERGED);
}

/* The articles of stories that are in another family now. */
static void note_families(struct grouping *g, uint32_t count, enum placed how)
{
    const uint32_t *changed = families_changed(g->families);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t m = *first_of(g, changed[i]); m != NOBODY; m = g->members[m].next)
            note_change(g, m, how);
}

/* ---- telling ---- */

static void begin(struct grouping *g)
{
    g->changed_count = 0;
    g->placing_count = 0;
}

static void tell(struct grouping *g, uint32_t member, uint32_t was)
{
    struct member *m = &g->members[member];
    ARENA_ROOM(&g->placings_region.arena, g->placings, g->placing_count, g->placing_room);
    m->told = family_of(g->families, m->story);
    g->placings[g->placing_count++] = (struct placing){ member, m->told, was, m->change };
}

/* Each article that is elsewhere now is told once. */
static struct placings tell_changes(struct grouping *g)
{
    for (size_t i = 0; i < g->changed_count; i++) {
        const struct member *m = &g->members[g->changed[i]];
        if (family_of(g->families, m->story) != m->told)
            tell(g, g->changed[i], m->told);
    }
    return (struct placings){ g->placings, g->placing_count };
}

/* What the stream's last call changed. */
static void follow(struct grouping *g)
{
    uint32_t count;
    const struct stream_event *events = stream_events(g->stream, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct stream_event *e = &events[i];
        if (e->kind == STREAM_MERGED) {
            merge(g, e->from, e->to);
            note_families(g, families_merge(g->families, e->from, e->to), PLACED_MERGED);
        } else {
            move(g, e->article, e->to, e->kind == STREAM_SPLIT ? PLACED_SPLIT : PLACED_MOVED);
            families_move(g->families, e->article, e->to);
        }
    }
}

/* ---- as they come ---- */

/* What joined a fixed family is fixed, too. */
static void keep_fixed(struct grouping *g, uint32_t story)
{
    if (family_is_fixed(g->families, family_of(g->families, story)))
        stream_fix(g->stream, &story, 1, true);
}

struct placings grouping_add(struct grouping *g, const struct bag *bag, double day, bool dated)
{
    uint32_t events;
    begin(g);
    uint32_t story = stream_add(g->stream, bag, day, dated);
    stream_events(g->stream, &events);
    bool alone = *first_of(g, story) == NOBODY && !events;
    ARENA_ROOM(&g->members_region.arena, g->members, g->member_count, g->member_room);
    uint32_t member = (uint32_t)g->member_count++;
    g->members[member] = (struct member){ .change = PLACED_NEW };
    put_into(g, member, story);
    uint32_t joined = families_add(g->families, stream_latest(g->stream), story, alone);
    tell(g, member, family_of(g->families, story));
    note_families(g, joined, PLACED_MERGED);
    if (alone && joined)
        keep_fixed(g, story);
    follow(g);
    return tell_changes(g);
}

struct placings grouping_settle(struct grouping *g)
{
    begin(g);
    stream_settle(g->stream);
    follow(g);
    return tell_changes(g);
}

bool grouping_wants_bridges(const struct grouping *g) { return stream_wants_bridges(g->stream); }

struct stream_counts grouping_counts(const struct grouping *g) { return stream_count(g->stream); }

uint32_t grouping_story_of(const struct grouping *g, uint32_t article)
{
    return family_of(g->families, g->members[article].story);
}

bool grouping_is_alone(const struct grouping *g, uint32_t article)
{
    uint32_t name = grouping_story_of(g, article), members = 0;
    uint32_t count = families_list(g->families, name);
    const uint32_t *stories = families_changed(g->families);
    for (uint32_t i = 0; i < count && members < 2; i++) {
        uint32_t m = stories[i] < g->story_count ? g->first[stories[i]] : NOBODY;
        for (; m != NOBODY && members < 2; m = g->members[m].next)
            members++;
    }
    return members == 1;
}

/* ---- late ones ---- */

double grouping_resembles(struct grouping *g, const struct dated_bag *report, const struct dated_bag *others,
                          uint32_t count)
{
    region_reset(&g->scratch, 4 << 20);
    return stream_resembles(g->stream, g->scratch.arena, report, others, count);
}

struct placings grouping_join_late(struct grouping *g, uint32_t article, uint32_t story)
{
    begin(g);
    if (family_is_named(g->families, story) && grouping_is_alone(g, article)) {
        note_families(g, families_join(g->families, grouping_story_of(g, article), story), PLACED_MOVED);
        keep_fixed(g, g->members[article].story);
    }
    return tell_changes(g);
}

/* ---- by hand ---- */

static int by_value(const void *x, const void *y)
{
    const uint32_t *p = x, *q = y;
    return (*p > *q) - (*p < *q);
}

static uint32_t *sorted(struct arena *arena, const uint32_t *values, size_t count)
{
    uint32_t *copy = arena_new(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        copy[i] = values[i];
    if (count)
        qsort(copy, count, sizeof *copy, by_value);
    return copy;
}

bool grouping_is_fixed(const struct grouping *g, uint32_t story) { return family_is_fixed(g->families, story); }

void grouping_fix(struct grouping *g, uint32_t story, bool fixed)
{
    struct arena scratch = g->scratch.arena;
    family_fix(g->families, story, fixed);
    uint32_t count = families_list(g->families, story);
    stream_fix(g->stream, sorted(&scratch, families_changed(g->families), count), count, fixed);
}

struct placings grouping_merge(struct grouping *g, uint32_t from, uint32_t to)
{
    begin(g);
    region_reset(&g->scratch, 4 << 20);
    note_families(g, families_join(g->families, from, to), PLACED_MERGED);
    grouping_fix(g, to, true);
    return tell_changes(g);
}

/* A new story of the stream, which is of family `name` (NOBODY: of its own), gets the articles, which are sorted. */
static uint32_t gather(struct grouping *g, const uint32_t *articles, uint32_t count, uint32_t name, enum placed how)
{
    uint32_t story = stream_part(g->stream, articles, count);
    families_join(g->families, story, name == NOBODY ? story : name);
    for (uint32_t i = 0; i < count; i++) {
        move(g, articles[i], story, how);
        families_move(g->families, articles[i], story);
    }
    return story;
}

/* Those of the articles that are not in the story, sorted, each once; to *from the stories that they are in. */
static uint32_t *find_others(const struct grouping *g, struct arena *arena, const uint32_t *articles, size_t count,
                             uint32_t story, uint32_t *others, uint32_t **from)
{
    uint32_t *all = sorted(arena, articles, count);
    *from = arena_new(arena, uint32_t, count);
    *others = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t was = grouping_story_of(g, all[i]);
        if (was == story || (*others && all[*others - 1] == all[i]))
            continue;
        (*from)[*others] = was;
        all[(*others)++] = all[i];
    }
    return all;
}

static void fix_all(struct grouping *g, struct arena scratch, const uint32_t *stories, uint32_t count)
{
    const uint32_t *each = sorted(&scratch, stories, count);
    for (uint32_t i = 0; i < count; i++)
        if (!i || each[i] != each[i - 1])
            grouping_fix(g, each[i], true);
}

struct placings grouping_split(struct grouping *g, const uint32_t *articles, size_t count, uint32_t *story)
{
    uint32_t others, *from;
    begin(g);
    region_reset(&g->scratch, 4 << 20);
    struct arena *arena = &g->scratch.arena;
    uint32_t *all = find_others(g, arena, articles, count, NOBODY, &others, &from);
    *story = gather(g, all, others, NOBODY, PLACED_SPLIT);
    fix_all(g, *arena, from, others);
    grouping_fix(g, *story, true);
    return tell_changes(g);
}

struct placings grouping_move(struct grouping *g, const uint32_t *articles, size_t count, uint32_t story)
{
    uint32_t others, *from;
    begin(g);
    region_reset(&g->scratch, 4 << 20);
    struct arena *arena = &g->scratch.arena;
    uint32_t *all = find_others(g, arena, articles, count, story, &others, &from);
    if (others)
        gather(g, all, others, story, PLACED_MOVED);
    fix_all(g, *arena, from, others);
    grouping_fix(g, story, true);
    return tell_changes(g);
}

/* ---- after a log ---- */

void grouping_put(struct grouping *g, uint32_t article, uint32_t story)
{
    begin(g);
    grouping_skip(g, story + 1);
    if (grouping_story_of(g, article) == story)
        return;
    if (grouping_is_alone(g, article))
        note_families(g, families_join(g->families, grouping_story_of(g, article), story), PLACED_MOVED);
    else
        gather(g, &article, 1, story, PLACED_MOVED);
    keep_fixed(g, g->members[article].story);
    tell_changes(g);
}

void grouping_skip(struct grouping *g, uint32_t number) { stream_skip(g->stream, number); }

/* ---- written down ---- */

enum { VERSION = 1, BYTE_ORDER_MARK = 0x01020304 };

struct grouping_head { uint32_t version, byte_order, member_count, story_count; };

bool grouping_save(const struct grouping *g, image_write *write, void *context)
{
    struct image_out out = image_begin(write, context);
    struct grouping_head head = { VERSION, BYTE_ORDER_MARK, (uint32_t)g->member_count, (uint32_t)g->story_count };
    image_section(&out, "grouping", sizeof(struct member));
    IMAGE_PUT(&out, head);
    image_put(&out, g->members, g->member_count * sizeof *g->members);
    image_put(&out, g->first, g->story_count * sizeof *g->first);
    stream_save(g->stream, &out);
    families_save(g->families, &out);
    return image_end(&out);
}

static bool is_sane(const struct grouping *g)
{
    for (size_t i = 0; i < g->member_count; i++) {
        const struct member *m = &g->members[i];
        if (m->story >= g->story_count || (m->next != NOBODY && m->next >= g->member_count))
            return false;
    }
    for (size_t i = 0; i < g->story_count; i++)
        if (g->first[i] != NOBODY && g->first[i] >= g->member_count)
            return false;
    return stream_count(g->stream).articles == g->member_count;
}

static bool read_members(struct grouping *g, struct image_in *in)
{
    struct grouping_head head;
    if (!image_expect(in, "grouping", sizeof(struct member)) || !IMAGE_GET(in, head)
        || !image_check(in, head.version == VERSION && head.byte_order == BYTE_ORDER_MARK
                            && head.member_count < MEMBERS_SIZE / sizeof *g->members / 2
                            && head.story_count < STORIES_SIZE / sizeof *g->first / 2))
        return false;
    g->member_count = head.member_count;
    g->story_count = head.story_count;
    g->member_room = head.member_count < 8 ? 8 : head.member_count;
    g->story_room = head.story_count < 8 ? 8 : head.story_count;
    g->members = arena_take_raw(&g->members_region.arena, sizeof *g->members, alignof(max_align_t), g->member_room);
    g->first = arena_take_raw(&g->stories_region.arena, sizeof *g->first, alignof(max_align_t), g->story_room);
    return image_get(in, g->members, g->member_count * sizeof *g->members)
           && image_get(in, g->first, g->story_count * sizeof *g->first);
}

static struct grouping *open_parts(struct stream *stream, struct families *families)
{
    struct region own = region_open(sizeof(struct grouping) + 4096);
    struct grouping *g = arena_new(&own.arena, struct grouping, 1);
    g->own = own;
    g->stream = stream;
    g->families = families;
    g->members_region = region_open(MEMBERS_SIZE);
    g->stories_region = region_open(STORIES_SIZE);
    g->changed_region = region_open(CHANGED_SIZE);
    g->placings_region = region_open(CHANGED_SIZE);
    g->scratch = region_open(SCRATCH_SIZE);
    return g;
}

static bool read_grouping(struct grouping *g, struct image_in *in)
{
    return read_members(g, in) && (g->stream = stream_restore(in)) && (g->families = families_restore(in))
           && image_check(in, is_sane(g));
}

struct grouping *grouping_restore(image_read *read, void *context, struct syn_error *error)
{
    struct image_in in = image_open(read, context);
    struct grouping *g = open_parts(NULL, NULL);
    bool good = read_grouping(g, &in);
    if (image_close(&in) && good)
        return g;
    grouping_close(g);
    error_set(error, SYN_BAD_FORMAT, 0, "the state of grouping is damaged, or of another version of this program");
    return NULL;
}

/* ---- the whole ---- */

struct grouping *grouping_open(const struct grouping_settings *settings)
{
    struct stream_settings stream = { .least = settings->least, .window = settings->window };
    return open_parts(stream_open(&stream), families_open());
}

void grouping_close(struct grouping *g)
{
    if (!g)
        return;
    struct region own = g->own;
    if (g->stream)
        stream_close(g->stream);
    if (g->families)
        families_close(g->families);
    region_close(&g->members_region);
    region_close(&g->stories_region);
    region_close(&g->changed_region);
    region_close(&g->placings_region);
    region_close(&g->scratch);
    region_close(&own);
}
