#include "store/search_snippet.h"

#include <stdlib.h>

#include "store/words.h"
#include "text/codepoint.h"
#include "text/normal.h"
#include "text/token.h"
#include "text/utf8.h"

enum { NEEDLE_WORDS = 32, LEAD_BYTES = 60, HITS_MOST = 20000 };

struct needle { struct span words[NEEDLE_WORDS]; uint8_t count; bool latin, prefix, title_only; };
struct needles { struct needle *at; uint32_t count; bool latin; };

/* A word of the text: its token may have several. */
struct place { struct span word, latin; struct mark at; };
struct places { struct place *at; uint32_t count; };

struct hit { struct mark at; uint32_t needle; };
struct hits { struct hit *at; size_t count, room; };

/* ---- what is looked for ---- */

static void add_needle(struct needles *needles, const struct search_node *node)
{
    struct needle *needle = &needles->at[needles->count++];
    struct span word;
    for (size_t at = 0; needle->count < NEEDLE_WORDS && span_next_word(node->words, &at, &word);)
        needle->words[needle->count++] = word;
    needle->latin = node->column == SEARCH_NAME || node->column == SEARCH_SPEAKER;
    needle->prefix = node->prefix;
    needle->title_only = node->column == SEARCH_TITLE;
    needles->latin |= needle->latin;
}

static void collect(struct needles *needles, const struct search_query *query, uint32_t n)
{
    const struct search_node *node = &query->at[n];
    if (node->kind == SEARCH_NOT)
        return;
    if (node->kind == SEARCH_WORDS)
        add_needle(needles, node);
    for (uint32_t child = node->first; child != SEARCH_NONE; child = query->at[child].next)
        collect(needles, query, child);
}

/* ---- the words of a text ---- */

/* The Latin form of a word that may be part of a name: not of one in small letters, which are most. */
static struct span latin_of(struct arena *keep, struct span text, const struct token *token, struct span word)
{
    unsigned length;
    bool ascii = true;
    for (size_t i = 0; i < word.len && ascii; i++)
        ascii = !(word.at[i] & 0x80);
    bool small = codepoint_is_lower(utf8_decode(text, token->at.from, &length));
    return ascii || small ? word : text_latin(keep, word);
}

static struct places places_of(struct arena *keep, struct span text, struct mark part, bool latin)
{
    struct tokens tokens = token_split(keep, text, part);
    struct places places = { 0 };
    size_t room = 0;
    struct arena words_room = arena_half(keep);
    for (uint32_t i = 0; i < tokens.count; i++) {
        struct span words = words_of_token(&words_room, &tokens, i), word;
        for (size_t at = 0; span_next_word(words, &at, &word);) {
            const struct token *token = &tokens.at[i];
            struct place place = { word, latin ? latin_of(&words_room, text, token, word) : word, token->at };
            places.at = arena_room(keep, places.at, places.count, &room, sizeof place, alignof(struct place));
            places.at[places.count++] = place;
        }
    }
    return places;
}

static bool is_word(const struct place *place, const struct needle *needle, unsigned i)
{
    struct span word = needle->latin ? place->latin : place->word;
    bool begins = needle->prefix && i + 1 == needle->count;
    return begins ? span_starts(word, needle->words[i]) : span_equal(word, needle->words[i]);
}

static bool stands_at(const struct places *places, uint32_t p, const struct needle *needle)
{
    if (needle->count > places->count - p)
        return false;
    for (unsigned i = 0; i < needle->count; i++)
        if (!is_word(&places->at[p + i], needle, i))
            return false;
    return true;
}

static void add_hit(struct arena *keep, struct hits *hits, struct mark at, uint32_t needle)
{
    if (hits->count == HITS_MOST)
        return;
    hits->at = arena_room(keep, hits->at, hits->count, &hits->room, sizeof *hits->at, alignof(struct hit));
    hits->at[hits->count++] = (struct hit){ at, needle };
}

static void find_hits(struct arena *keep, struct hits *hits, const struct places *places, const struct needles *needles,
                      bool in_title)
{
    for (uint32_t p = 0; p < places->count; p++)
        for (uint32_t n = 0; n < needles->count; n++) {
            const struct needle *needle = &needles->at[n];
            if ((!needle->title_only || in_title) && stands_at(places, p, needle))
                add_hit(keep, hits, (struct mark){ places->at[p].at.from, places->at[p + needle->count - 1].at.to }, n);
        }
}

static int by_place(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    if (x->at.from != y->at.from)
        return x->at.from < y->at.from ? -1 : 1;
    if (x->at.to != y->at.to)
        return x->at.to > y->at.to ? -1 : 1;
    return x->needle < y->needle ? -1 : x->needle > y->needle;
}

static void sort(struct hits *hits)
{
    if (hits->count)
        qsort(hits->at, hits->count, sizeof *hits->at, by_place);
}

/* Hits within `part`, by place, where they overlap made one. */
static struct marks marks_within(struct arena *keep, const struct hits *hits, struct mark part)
{
    struct marks marks = { arena_new(keep, struct mark, hits->count), 0 };
    for (size_t i = 0; i < hits->count; i++) {
        struct mark at = hits->at[i].at;
        struct mark *last = marks.count ? &marks.at[marks.count - 1] : NULL;
        if (!mark_holds(part, at))
            continue;
        if (last && at.from < last->to)
            last->to = at.to > last->to ? at.to : last->to;
        else
            marks.at[marks.count++] = at;
    }
    return marks;
}

/* ---- which stretch is shown ---- */

static struct mark block_of(const struct article *article, struct mark at)
{
    const struct block *blocks = article->blocks.at;
    uint32_t low = 0, high = article->blocks.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (blocks[middle].at.to < at.to)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < article->blocks.count && mark_holds(blocks[low].at, at);
    return found ? blocks[low].at : (struct mark){ 0, (uint32_t)article->text.len };
}

/* How many different things that were asked for stand in SNIPPET_BYTES from hit `i` on. */
static unsigned count_kinds(const struct hits *hits, size_t i, struct mark block, uint8_t *seen, uint32_t kinds)
{
    unsigned count = 0;
    uint32_t end = hits->at[i].at.from + SNIPPET_BYTES - LEAD_BYTES;
    memset(seen, 0, kinds);
    end = end < block.to ? end : block.to;
    for (size_t k = i; k < hits->count && hits->at[k].at.to <= end && count < kinds; k++) {
        count += !seen[hits->at[k].needle];
        seen[hits->at[k].needle] = 1;
    }
    return count;
}

static size_t best_hit(struct arena scratch, const struct hits *hits, const struct article *article, uint32_t kinds)
{
    size_t best = 0;
    unsigned most = 0;
    uint8_t *seen = arena_new(&scratch, uint8_t, kinds);
    for (size_t i = 0; i < hits->count && most < kinds; i++) {
        if (i && hits->at[i].at.from == hits->at[i - 1].at.from)
            continue;
        unsigned count = count_kinds(hits, i, block_of(article, hits->at[i].at), seen, kinds);
        if (count > most) {
            most = count;
            best = i;
        }
    }
    return best;
}

/* Behind the last blank in text[from, to), which may cut no word; `to` where the stretch has none. */
static uint32_t back_to_blank(struct span text, uint32_t from, uint32_t to)
{
    for (uint32_t at = to; at > from; at--)
        if (byte_is_blank(text.at[at - 1]))
            return at;
    return to;
}

static uint32_t on_to_blank(struct span text, uint32_t from, uint32_t to)
{
    for (uint32_t at = from; at < to; at++)
        if (byte_is_blank(text.at[at]))
            return at + 1;
    return from;
}

/* Some bytes before the hit and the rest behind it, at blanks, within its block. */
static struct mark stretch_around(const struct article *article, struct mark hit)
{
    struct mark block = block_of(article, hit), out = block;
    struct span text = article->text;
    if (hit.from - block.from > LEAD_BYTES) {
        uint32_t from = (uint32_t)utf8_floor(text, hit.from - LEAD_BYTES);
        out.from = on_to_blank(text, from, hit.from);
    }
    uint32_t least = hit.to > out.from + SNIPPET_BYTES ? hit.to : out.from + SNIPPET_BYTES;
    if (least < block.to)
        out.to = back_to_blank(text, hit.to, (uint32_t)utf8_floor(text, least));
    if (out.to < hit.to)
        out.to = hit.to;
    return mark_trim(text, out);
}

static struct mark beginning(const struct article *article)
{
    struct mark at = { 0, 0 };
    for (uint32_t b = 0; b < article->blocks.count && !mark_length(at); b++)
        if (article->blocks.at[b].kind != BLOCK_TITLE)
            at = article->blocks.at[b].at;
    return stretch_around(article, (struct mark){ at.from, at.from });
}

static struct hits find_in_blocks(struct arena *keep, struct arena scratch, const struct needles *needles,
                                  const struct article *article, struct marks also)
{
    struct hits hits = { 0 };
    for (uint32_t b = 0; b < article->blocks.count; b++) {
        struct arena own = scratch;
        if (article->blocks.at[b].kind == BLOCK_TITLE)
            continue;
        struct places places = places_of(&own, article->text, article->blocks.at[b].at, needles->latin);
        find_hits(keep, &hits, &places, needles, false);
    }
    for (uint32_t i = 0; i < also.count; i++)
        add_hit(keep, &hits, also.at[i], needles->count);
    sort(&hits);
    return hits;
}

struct search_snippet search_snippet(struct arena *keep, struct arena scratch, const struct search_query *query,
                                     const struct article *article, struct marks also)
{
    struct search_snippet out;
    struct arena rest = arena_half(&scratch);
    struct needles needles = { arena_new(&scratch, struct needle, query->count), 0, false };
    if (query->root != SEARCH_NONE)
        collect(&needles, query, query->root);
    struct arena title_rest = rest;
    struct places title = places_of(&title_rest, article->title, (struct mark){ 0, (uint32_t)article->title.len },
                                    needles.latin);
    struct hits hits = { 0 };
    find_hits(&scratch, &hits, &title, &needles, true);
    sort(&hits);
    out.title_hits = marks_within(keep, &hits, (struct mark){ 0, (uint32_t)article->title.len });
    hits = find_in_blocks(&scratch, rest, &needles, article, also);
    out.at = hits.count ? stretch_around(article, hits.at[best_hit(rest, &hits, article, needles.count + 1)].at)
                        : beginning(article);
    out.hits = marks_within(keep, &hits, out.at);
    return out;
}
