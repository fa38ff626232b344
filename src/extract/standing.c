#include "extract/standing.h"

#include "base/hash.h"
#include "base/lanes.h"
#include "text/host.h"

enum {
    LONG_BLOCK = 25,         /* words */
    FILTER_WORDS = (1 << STANDING_FILTER_BITS) / 64
};

struct standing standing_in(struct arena *keep)
{
    return (struct standing){ .articles = map_in(keep, 0), .blocks = map_in(keep, 0),
                              .often = arena_new(keep, uint64_t, FILTER_WORDS) };
}

/* 0 where nobody knows whose article it is. */
static uint64_t outlet_of(const struct article *a)
{
    struct span name = host_of(a->canonical_url.len ? a->canonical_url : a->url);
    if (!name.len)
        name = a->outlet;
    return name.len ? hash_span(name) | 1 : 0;
}

static uint64_t key_of(uint64_t outlet, const struct article *a, uint32_t block)
{
    return hash_mix(outlet, hash_span(mark_span(a->text, a->blocks.at[block].at)));
}

static void find_keys(uint64_t *keys, uint64_t outlet, const struct article *a)
{
    for (uint32_t i = 0; i < a->blocks.count; i++)
        keys[i] = key_of(outlet, a, i);
}

static inline uint64_t filter_bit(uint64_t key) { return key >> (64 - STANDING_FILTER_BITS); }

static inline bool may_come_often(const struct standing *standing, uint64_t key)
{
    return standing->often[filter_bit(key) / 64] >> filter_bit(key) % 64 & 1;
}

static void count_block(struct standing *standing, uint64_t key)
{
    if (++*map_at(&standing->blocks, key, NULL) == STANDING_LEAST)
        standing->often[filter_bit(key) / 64] |= (uint64_t)1 << filter_bit(key) % 64;
}

void standing_learn(struct standing *standing, struct arena scratch, const struct article *a)
{
    uint64_t outlet = outlet_of(a);
    if (!outlet)
        return;
    ++*map_at(&standing->articles, outlet, NULL);
    uint64_t *keys = arena_take_raw(&scratch, sizeof *keys, alignof(uint64_t), a->blocks.count);
    find_keys(keys, outlet, a);
    for (uint32_t i = 0; i < a->blocks.count; i++)
        map_prefetch(&standing->blocks, keys[i]);
    struct map once = map_in(&scratch, a->blocks.count);
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        bool is_new;
        map_at(&once, keys[i], &is_new);
        if (is_new)
            count_block(standing, keys[i]);
    }
}

/* A bit for each byte that is blank. */
static inline unsigned find_blanks(struct lanes lanes)
{
    return lanes_equal(lanes, ' ') | (lanes_at_most(lanes, '\r') & ~lanes_at_most(lanes, '\t' - 1));
}

static uint32_t count_words(struct span s)
{
    uint32_t words = 0;
    unsigned blank = 1;      /* the byte before is */
    size_t at = 0;
    for (; at + LANES <= s.len; at += LANES) {
        unsigned blanks = find_blanks(lanes_read(s.at + at));
        words += lanes_count(~blanks & (blanks << 1 | blank) & LANES_ALL);
        blank = blanks >> (LANES - 1) & 1;
    }
    for (; at < s.len; at++) {
        bool is_blank = byte_is_blank(s.at[at]);
        words += blank && !is_blank;
        blank = is_blank;
    }
    return words;
}

/* One article and which of its blocks come again. */
struct candidate {
    const struct article *a;
    bool *repeated;
    uint32_t *words;
};

static bool is_repeated(const struct standing *standing, uint64_t key, uint32_t articles)
{
    const uint32_t *count = may_come_often(standing, key) ? map_find(&standing->blocks, key) : NULL;
    return count && *count >= STANDING_LEAST && (uint64_t)*count * STANDING_SHARE >= articles;
}

static bool find_repeated(struct candidate *c, struct arena *scratch, const struct standing *standing)
{
    const struct article *a = c->a;
    uint64_t outlet = outlet_of(a);
    const uint32_t *articles = outlet ? map_find(&standing->articles, outlet) : NULL;
    if (!articles || *articles < STANDING_LEAST)
        return false;
    bool any = false;
    c->repeated = arena_new(scratch, bool, a->blocks.count);
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        c->repeated[i] = is_repeated(standing, key_of(outlet, a, i), *articles);
        any |= c->repeated[i];
    }
    return any;
}

static void count_all_words(struct candidate *c, struct arena *scratch)
{
    c->words = arena_new(scratch, uint32_t, c->a->blocks.count);
    for (uint32_t i = 0; i < c->a->blocks.count; i++)
        c->words[i] = count_words(mark_span(c->a->text, c->a->blocks.at[i].at));
}

/* Long repeated blocks in the midst of the report are background, not furniture. */
static void spare_background(struct candidate *c)
{
    uint32_t count = c->a->blocks.count, first = count, last = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!c->repeated[i] && c->words[i] >= LONG_BLOCK) {
            first = first == count ? i : first;
            last = i;
        }
    for (uint32_t i = first; i < last; i++)
        c->repeated[i] &= c->words[i] < LONG_BLOCK;
}

static bool is_worth_it(const struct candidate *c)
{
    uint64_t cut = 0, all = 0;
    for (uint32_t i = 0; i < c->a->blocks.count; i++) {
        all += c->words[i];
        cut += c->repeated[i] ? c->words[i] : 0;
    }
    return cut && cut * 2 <= all;
}

/* ---- taking it out ---- */

/* Blocks stay as they are but for the repeated ones, which become cuts among the others, by place. */
static void mark_cuts(struct arena *keep, const struct candidate *c, struct article *out)
{
    const struct article *a = c->a;
    out->blocks = (struct blocks){ arena_new(keep, struct block, a->blocks.count), 0 };
    out->cuts = (struct cuts){ arena_new(keep, struct cut, a->blocks.count + a->cuts.count), 0 };
    uint32_t old = 0;
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        struct block block = a->blocks.at[i];
        while (old < a->cuts.count && a->cuts.at[old].at.from <= block.at.from)
            out->cuts.at[out->cuts.count++] = a->cuts.at[old++];
        if (c->repeated[i])
            out->cuts.at[out->cuts.count++] = (struct cut){ block.at, CUT_REPEATED, mark_span(a->text, block.at) };
        else
            out->blocks.at[out->blocks.count++] = block;
    }
    while (old < a->cuts.count)
        out->cuts.at[out->cuts.count++] = a->cuts.at[old++];
}

/* Moves places of the old text, asked for in rising order, to where they are without the stretches that went. */
struct mover { struct marks gone; uint32_t next, bytes; };

static uint32_t moved(struct mover *m, uint32_t place)
{
    while (m->next < m->gone.count && m->gone.at[m->next].to <= place)
        m->bytes += mark_length(m->gone.at[m->next++]);
    bool inside = m->next < m->gone.count && m->gone.at[m->next].from < place;
    return (inside ? m->gone.at[m->next].from : place) - m->bytes;
}

/* The repeated blocks, each with the blank lines behind it. */
static struct marks find_gone(struct arena *scratch, const struct candidate *c)
{
    const struct article *a = c->a;
    struct marks gone = { arena_new(scratch, struct mark, a->blocks.count), 0 };
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        struct mark at = a->blocks.at[i].at;
        while (at.to < a->text.len && a->text.at[at.to] == '\n')
            at.to++;
        if (c->repeated[i])
            gone.at[gone.count++] = at;
    }
    return gone;
}

static struct span text_without(struct arena *keep, struct span text, struct marks gone)
{
    char *out = arena_take_raw(keep, 1, 1, text.len + 1);
    size_t len = 0, from = 0;
    for (uint32_t i = 0; i <= gone.count; i++) {
        size_t until = i < gone.count ? gone.at[i].from : text.len;
        memcpy(out + len, text.at + from, until - from);
        len += until - from;
        from = i < gone.count ? gone.at[i].to : until;
    }
    while (len && out[len - 1] == '\n')
        len--;
    return (struct span){ out, len };
}

static void take_out(struct arena *keep, struct arena scratch, const struct candidate *c, struct article *out)
{
    struct marks gone = find_gone(&scratch, c);
    out->text = text_without(keep, c->a->text, gone);
    struct mover blocks = { gone, 0, 0 }, cuts = { gone, 0, 0 };
    for (uint32_t i = 0; i < out->blocks.count; i++) {
        struct mark *at = &out->blocks.at[i].at;
        at->from = moved(&blocks, at->from);
        at->to = moved(&blocks, at->to);
    }
    for (uint32_t i = 0; i < out->cuts.count; i++) {
        struct mark *at = &out->cuts.at[i].at;
        uint32_t length = out->cuts.at[i].why == CUT_REPEATED ? 0 : mark_length(*at);
        uint32_t from = moved(&cuts, at->from), end = (uint32_t)out->text.len;
        *at = (struct mark){ from < end ? from : end, from + length < end ? from + length : end };
    }
}

struct article standing_cut(struct arena *keep, struct arena scratch, const struct standing *standing,
                            const struct article *article)
{
    struct candidate c = { .a = article };
    struct article out = *article;
    if (!find_repeated(&c, &scratch, standing))
        return out;
    count_all_words(&c, &scratch);
    spare_background(&c);
    if (!is_worth_it(&c))
        return out;
    mark_cuts(keep, &c, &out);
    if (article->flags & ARTICLE_HTML)
        take_out(keep, scratch, &c, &out);
    return out;
}
