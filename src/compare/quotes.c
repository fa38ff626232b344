#include "compare/quotes.h"

#include <stdlib.h>

#include "compare/quote_change.h"
#include "compare/quote_group.h"
#include "compare/quote_key.h"
#include "compare/quote_paraphrase.h"
#include "compare/quote_piece.h"
#include "compare/quote_speaker.h"
#include "compare/quote_translate.h"

enum {
    WORDS_ALONE = 4,     /* content words of an utterance that only one report has */
    SCARE_WORDS = 2      /* words in quotation marks that are a manner of speaking, unless several accounts have them */
};

struct collation {
    const struct comparison *c;
    struct arena *keep;
    struct quote_keys keys;
    struct quote_pieces pieces;
    struct quote_groups groups;
    struct renderings renderings;
    uint32_t *first, *members;      /* group -> its pieces: members[first[g]] to members[first[g + 1]] */
    size_t *rendered;               /* group -> its renderings: from rendered[g] to rendered[g + 1] */
    uint32_t *sentences;            /* group -> how many groups in a row it is told with; 0: told with one before */
};

static uint32_t size_of(const struct collation *k, uint32_t g) { return k->first[g + 1] - k->first[g]; }

static void list_members(struct collation *k, struct arena *arena)
{
    uint32_t count = k->groups.count;
    uint32_t *first = arena_new(arena, uint32_t, (size_t)count + 2);
    k->members = arena_new(arena, uint32_t, k->pieces.count);
    for (uint32_t i = 0; i < k->pieces.count; i++)
        first[k->groups.of[i] + 2]++;
    for (uint32_t g = 2; g < count + 2; g++)
        first[g] += first[g - 1];
    for (uint32_t i = 0; i < k->pieces.count; i++)
        k->members[first[k->groups.of[i] + 1]++] = i;
    k->first = first;
    k->rendered = arena_new(arena, size_t, (size_t)count + 1);
    for (size_t at = 0, g = 0; g <= count; g++) {
        while (at < k->renderings.count && k->renderings.at[at].group < g)
            at++;
        k->rendered[g] = at;
    }
}

/* ---- sentences that are always told together ---- */

/* The piece that goes on in the same quotation marks, or UINT32_MAX. */
static uint32_t piece_behind(const struct collation *k, uint32_t piece)
{
    const struct quote_piece *p = &k->pieces.at[piece], *next = p + 1;
    bool goes_on = piece + 1 < k->pieces.count && next->report == p->report && next->attribution == p->attribution &&
                   next->quoted.from == p->quoted.from && next->quoted.to == p->quoted.to;
    return goes_on ? piece + 1 : UINT32_MAX;
}

static bool is_rendered(const struct collation *k, uint32_t g) { return k->rendered[g + 1] > k->rendered[g]; }

/* The group whose pieces stand behind those of this one in all reports, or UINT32_MAX. */
static uint32_t group_behind(const struct collation *k, uint32_t g)
{
    uint32_t behind = UINT32_MAX;
    for (uint32_t m = k->first[g]; m < k->first[g + 1]; m++) {
        uint32_t next = piece_behind(k, k->members[m]);
        uint32_t group = next == UINT32_MAX ? UINT32_MAX : k->groups.of[next];
        if (group == UINT32_MAX || (m > k->first[g] && group != behind))
            return UINT32_MAX;
        behind = group;
    }
    bool alike = behind != UINT32_MAX && behind != g && size_of(k, behind) == size_of(k, g) && !is_rendered(k, g) &&
                 !is_rendered(k, behind);
    return alike ? behind : UINT32_MAX;
}

static void chain_groups(struct collation *k, struct arena *arena, struct arena scratch)
{
    uint32_t *behind = arena_new(&scratch, uint32_t, k->groups.count);
    bool *follows = arena_new(&scratch, bool, k->groups.count);
    k->sentences = arena_new(arena, uint32_t, k->groups.count);
    for (uint32_t g = 0; g < k->groups.count; g++) {
        behind[g] = group_behind(k, g);
        if (behind[g] != UINT32_MAX)
            follows[behind[g]] = true;
    }
    for (uint32_t g = 0; g < k->groups.count; g++)
        for (uint32_t i = g; !follows[g] && i != UINT32_MAX; i = behind[i])
            k->sentences[g]++;
}

/* ---- one quote ---- */

/* A piece with the sentences that are told with it. */
static struct mark whole_of(const struct collation *k, uint32_t g, uint32_t piece)
{
    return (struct mark){ k->pieces.at[piece].at.from, k->pieces.at[piece + k->sentences[g] - 1].at.to };
}

/* The leader first, then as the synopsis orders reports; of a report the fullest. */
static bool goes_before(const struct collation *k, uint32_t leader, uint32_t a, uint32_t b)
{
    const struct quote_piece *x = &k->pieces.at[a], *y = &k->pieces.at[b];
    uint32_t i = k->c->rank[x->report], j = k->c->rank[y->report];
    if (x->report == y->report)
        return a == leader || (b != leader && (x->words > y->words || (x->words == y->words && a < b)));
    bool first_x = x->report == k->pieces.at[leader].report, first_y = y->report == k->pieces.at[leader].report;
    return first_x != first_y ? first_x : i < j;
}

struct ordered { const struct collation *k; uint32_t leader, piece; };

static int by_telling(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    if (x->piece == y->piece)
        return 0;
    return goes_before(x->k, x->leader, x->piece, y->piece) ? -1 : 1;
}

/* Of each report one piece, in the order of telling. */
static uint32_t choose_pieces(const struct collation *k, struct arena *arena, uint32_t g, uint32_t **chosen)
{
    uint32_t count = size_of(k, g), kept = 0;
    struct ordered *order = arena_new(arena, struct ordered, count);
    *chosen = arena_new(arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        order[i] = (struct ordered){ k, k->groups.leader[g], k->members[k->first[g] + i] };
    qsort(order, count, sizeof *order, by_telling);
    for (uint32_t i = 0; i < count; i++)
        if (!i || k->pieces.at[order[i].piece].report != k->pieces.at[order[i - 1].piece].report)
            (*chosen)[kept++] = order[i].piece;
    return kept;
}

static struct mark first_mark(struct marks marks) { return marks.count ? marks.at[0] : (struct mark){ 0, 0 }; }

static struct quote_variant variant_of(struct collation *k, struct arena scratch, uint32_t g, uint32_t first,
                                       uint32_t piece)
{
    const struct quote_piece *p = &k->pieces.at[piece];
    const struct attribution *a = &k->c->reports[p->report]->notes.attributions.at[p->attribution];
    struct quote_place base = { k->pieces.at[first].report, whole_of(k, g, first) };
    struct quote_place place = { p->report, whole_of(k, g, piece) };
    struct quote_variant v = { .words = evidence_at(k->c, p->report, place.at), .cue = first_mark(a->cue),
                               .source = first_mark(a->source), .speaker = quote_source(k->c, p) };
    if (piece != first)
        v.change = (uint8_t)quote_change(k->keep, scratch, k->c, &k->keys, base, place, &v.differing);
    return v;
}

static struct quote_variant variant_rendering(struct collation *k, struct arena scratch, uint32_t g, uint32_t first,
                                              const struct rendering *rendering)
{
    const struct statement *s = &k->c->statements.at[rendering->statement];
    struct quote_place base = { k->pieces.at[first].report, whole_of(k, g, first) };
    struct quote_place place = { s->report, rendering->words };
    struct quote_variant v = { .words = evidence_at(k->c, s->report, place.at), .paraphrase = !rendering->quoted };
    v.change = VARIANT_PARAPHRASE;
    if (rendering->quoted)
        v.change = (uint8_t)quote_change(k->keep, scratch, k->c, &k->keys, base, place, &v.differing);
    if (s->attribution == ATTRIBUTION_NONE)
        return v;
    const struct attribution *a = &k->c->reports[s->report]->notes.attributions.at[s->attribution];
    uint32_t name = name_of(k->c, s->report, a->speaker);
    v.cue = first_mark(a->cue);
    v.source = first_mark(a->source);
    v.speaker = name != UINT32_MAX ? k->c->names.at[name].name : SPAN("");
    return v;
}

static int by_evidence(const void *a, const void *b)
{
    const struct quote_variant *x = a, *y = b;
    if (x->paraphrase != y->paraphrase)
        return x->paraphrase - y->paraphrase;
    return evidence_order(x->words, y->words);
}

static bool is_told(const struct collation *k, uint32_t g, uint32_t leader, uint32_t quoting, const struct quote *q)
{
    uint32_t content = 0, words = 0;
    for (uint32_t i = 0; i < k->sentences[g]; i++) {
        content += k->pieces.at[leader + i].content_count;
        words += k->pieces.at[leader + i].words;
    }
    if (words <= SCARE_WORDS || content < 2)
        return quoting >= 2 && (q->origins >= 2 || content >= 2 || words > SCARE_WORDS);
    return q->reports >= 2 || (content >= WORDS_ALONE && q->speaker.len);
}

/* False where it is no utterance worth telling. */
static bool tell_group(struct collation *k, struct arena scratch, uint32_t g, struct quote *q)
{
    uint32_t *chosen, count = choose_pieces(k, &scratch, g, &chosen);
    struct holders held = holders_in(&scratch, k->c);
    const struct quote_piece **pieces = arena_new(&scratch, const struct quote_piece *, count);
    *q = (struct quote){ .same_words = true };
    for (uint32_t i = 0; i < count; i++) {
        pieces[i] = &k->pieces.at[chosen[i]];
        holders_add(&held, k->c, pieces[i]->report);
    }
    for (size_t i = k->rendered[g]; i < k->rendered[g + 1]; i++)
        holders_add(&held, k->c, k->c->statements.at[k->renderings.at[i].statement].report);
    q->reports = held.reports;
    q->origins = held.origins;
    quote_name_speaker(scratch, k->c, pieces, count, q);
    if (!is_told(k, g, chosen[0], count, q))
        return false;
    q->variants = arena_new(k->keep, struct quote_variant, count + (k->rendered[g + 1] - k->rendered[g]));
    for (uint32_t i = 0; i < count; i++) {
        q->variants[q->count++] = variant_of(k, scratch, g, chosen[0], chosen[i]);
        q->same_words &= q->variants[i].change == VARIANT_NONE;
    }
    for (size_t i = k->rendered[g]; i < k->rendered[g + 1]; i++) {
        q->variants[q->count] = variant_rendering(k, scratch, g, chosen[0], &k->renderings.at[i]);
        q->same_words &= q->variants[q->count++].change == VARIANT_NONE;
    }
    if (q->count > count)
        qsort(q->variants + count, q->count - count, sizeof *q->variants, by_evidence);
    return true;
}

static int by_support(const void *a, const void *b)
{
    const struct quote *x = a, *y = b;
    if (x->origins != y->origins)
        return (x->origins < y->origins) - (x->origins > y->origins);
    if (x->reports != y->reports)
        return (x->reports < y->reports) - (x->reports > y->reports);
    return evidence_order(x->variants[0].words, y->variants[0].words);
}

struct quote_list quotes_collate(struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct collation k = { .c = c, .keep = keep };
    struct arena own = arena_half(&scratch);
    k.keys = quote_keys_read(&own, scratch, c);
    k.pieces = quote_pieces_read(&own, scratch, c, &k.keys);
    k.groups = quote_groups_form(&own, scratch, c, &k.pieces);
    quote_groups_translate(scratch, c, &k.keys, &k.pieces, &k.groups);
    k.renderings = quote_renderings(&own, scratch, c, &k.keys, &k.pieces, &k.groups);
    list_members(&k, &own);
    chain_groups(&k, &own, scratch);
    struct quote_list out = { arena_new(keep, struct quote, k.groups.count), 0 };
    for (uint32_t g = 0; g < k.groups.count; g++)
        if (k.sentences[g] && tell_group(&k, scratch, g, &out.at[out.count]))
            out.count++;
    if (out.count)
        qsort(out.at, out.count, sizeof *out.at, by_support);
    return out;
}
