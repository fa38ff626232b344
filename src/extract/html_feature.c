#include "extract/html_feature.h"

#include "base/forest.h"
#include "base/hash.h"
#include "base/map.h"
#include "extract/html_wording.h"

enum {
    FAR = 99,              /* a distance to what there is none of */
    SHORT_BLOCK = 12,      /* words: less is no paragraph */
    DEPTH_MAX = 62
};

/* Texts that a block may repeat. */
enum { WORDING_TITLE, WORDING_DESCRIPTION, WORDING_ALTS };

#define CUE(name) ((uint64_t)1 << CUE_##name)
static const uint64_t tail_cues =
    CUE(READ_MORE) | CUE(SHARE) | CUE(SUBSCRIBE) | CUE(COPYRIGHT) | CUE(TAGS) | CUE(ABOUT) | CUE(COMMENT);

/* What is told of all elements of one path (the signatures from the root down) together. */
struct path { uint32_t blocks, words, link_words, prose, read_words; };

struct viewer {
    const struct html_page *page;
    const struct html_pick *pick;
    uint8_t *columns;
    size_t stride, row;
    uint8_t *depth;                /* by node */
    uint32_t *path_of;             /* by node: number of its path */
    struct path *paths;
    uint32_t *copy_of;             /* by block: the first block of the same text */
    uint32_t *copies;              /* by block, for those first ones: how often it stands there */
    uint8_t *tag;                  /* by block */
    uint8_t *tag_numbers;          /* by row of data/html_tag.tsv; 0 where nobody has asked yet */
    uint32_t *prose_ahead;         /* by block: words of prose behind it within the container */
    uint32_t *until_prose;         /* by block */
    struct map wording;            /* of title, description and alts */
    uint8_t *media, *media_inside; /* by block: pictures and the like that stand before it, and in it */
    uint32_t *until_media;         /* by block */
    uint32_t main_path, main_parent, main_prose, main_seen;
    uint32_t first_prose, last_prose, words, prose_words, main_words;
    float read_share;
    enum html_page_kind kind;

    /* moves along with the blocks: */
    uint32_t seen, seen_in_main, prose_behind, since_tail, since_prose, since_heading, since_media, short_run, heading_words;
    uint64_t heading_cues;
    uint8_t heading_level;
};

/* Of the block that is being looked at. */
static void set(struct viewer *v, unsigned feature, uint8_t value)
{
    v->columns[feature * v->stride + v->row] = value;
}

static uint8_t bin(uint32_t n) { return forest_bin(n); }
static uint8_t share(uint64_t part, uint64_t whole) { return forest_bin_share(part, whole); }

/* A number that may be below 0, with `zero` in the middle of a byte's steps. */
static uint8_t bin_signed(int64_t n)
{
    uint8_t size = forest_bin((uint32_t)(n < 0 ? -n : n));
    size = size > 30 ? 30 : size;
    return n < 0 ? (uint8_t)(31 - size) : (uint8_t)(32 + size);
}

static const struct html_node *node_of(const struct viewer *v, uint32_t block)
{
    return &v->page->nodes[v->page->blocks[block].node];
}

static bool holds(const struct viewer *v, uint32_t node, uint32_t block)
{
    return block >= v->page->nodes[node].first && block < v->page->nodes[node].end;
}

/* ---- what is known before the first block is looked at ---- */

static uint8_t find_tag_number(struct span name)
{
    static const struct { struct span name; uint8_t number; } known[] = {
        { SPAN("p"), 1 }, { SPAN("h1"), 2 }, { SPAN("h2"), 3 }, { SPAN("h3"), 4 }, { SPAN("h4"), 5 }, { SPAN("h5"), 6 },
        { SPAN("h6"), 7 }, { SPAN("li"), 8 }, { SPAN("blockquote"), 9 }, { SPAN("pre"), 10 }, { SPAN("dd"), 11 },
        { SPAN("dt"), 12 }, { SPAN("td"), 13 }, { SPAN("th"), 14 }, { SPAN("tr"), 15 }, { SPAN("section"), 17 },
        { SPAN("article"), 18 }, { SPAN("main"), 19 }, { SPAN("figcaption"), 20 }, { SPAN("figure"), 21 }
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (span_equal(known[i].name, name))
            return known[i].number;
    return 16;
}

/* What kind of element it is, 1 to 21; 0 for the root and elements unknown. */
static uint8_t tag_number(struct viewer *v, const struct html_tag_row *tag)
{
    if (!tag)
        return 0;
    uint8_t *number = &v->tag_numbers[tag - html_tag_rows];
    if (!*number)
        *number = find_tag_number(tag->name);
    return *number;
}

/* What the page calls itself: news have standfirsts and captions where blogs have text. */
static enum html_page_kind kind_of_page(const struct html_page *page)
{
    enum { LOOKED_AT = 100000 };
    static const struct span types[] = { SPAN("Article\""), SPAN("BlogPosting\""), SPAN("NewsArticle\"") };
    int kind = PAGE_UNSAID;
    for (uint32_t k = 0; k < page->note_count; k++) {
        const struct html_note *note = &page->notes[k];
        struct span value = span_cut(note->value, 0, LOOKED_AT);
        if (note->kind == NOTE_META && span_equal_nocase(note->name, SPAN("og:type")) && value.len && !kind)
            kind = span_equal_nocase(value, SPAN("article")) ? PAGE_OG_ARTICLE : PAGE_OTHER;
        for (int t = 0; note->kind == NOTE_JSON && t < 3; t++)
            if (kind < t + PAGE_ARTICLE && span_find(value, types[t], 0) != SPAN_NONE)
                kind = t + PAGE_ARTICLE;
    }
    return (enum html_page_kind)kind;
}

static void know_nodes(struct viewer *v, struct arena *scratch)
{
    const struct html_page *page = v->page;
    struct map numbers = map_in(scratch, page->node_count);
    uint64_t *hash = arena_new(scratch, uint64_t, page->node_count);
    v->depth = arena_new(scratch, uint8_t, page->node_count);
    v->path_of = arena_new(scratch, uint32_t, page->node_count);
    v->paths = arena_new(scratch, struct path, page->node_count + 1);
    for (uint32_t i = 1; i < page->node_count; i++) {
        const struct html_node *node = &page->nodes[i];
        uint8_t above = v->depth[node->parent];
        v->depth[i] = above < DEPTH_MAX ? (uint8_t)(above + 1) : above;
        hash[i] = hash_mix(hash[node->parent], node->signature);
        bool is_new;
        uint32_t *number = map_at(&numbers, hash[i], &is_new);
        if (is_new)
            *number = (uint32_t)numbers.count;
        v->path_of[i] = *number;
    }
}

static void know_blocks(struct viewer *v, struct arena *scratch)
{
    const struct html_page *page = v->page;
    struct map texts = map_in(scratch, page->block_count);
    v->copy_of = arena_new(scratch, uint32_t, page->block_count);
    v->copies = arena_new(scratch, uint32_t, page->block_count);
    v->tag = arena_new(scratch, uint8_t, page->block_count);
    uint32_t read = 0;
    for (uint32_t i = 0; i < page->block_count; i++) {
        const struct html_block *block = &page->blocks[i];
        bool is_new;
        uint32_t *first = map_at(&texts, hash_span(html_block_text(page, i)), &is_new);
        if (is_new)
            *first = i;
        v->copy_of[i] = *first;
        v->copies[*first]++;
        v->tag[i] = tag_number(v, page->nodes[block->node].tag);
        struct path *path = &v->paths[v->path_of[block->node]];
        path->blocks++;
        path->words += block->words;
        path->link_words += block->link_words;
        path->prose += html_block_is_prose(block) ? block->words : 0;
        path->read_words += v->pick->verdict[i] == HTML_READ ? block->words : 0;
        v->words += block->words;
        v->prose_words += html_block_is_prose(block) ? block->words : 0;
        read += v->pick->verdict[i] == HTML_READ ? block->words : 0;
    }
    v->read_share = v->words ? (float)read / (float)v->words : 0;
}

static void know_prose(struct viewer *v, struct arena *scratch)
{
    const struct html_page *page = v->page;
    const struct html_node *main = &page->nodes[v->pick->container];
    v->main_words = main->words ? main->words : 1;
    v->prose_ahead = arena_new(scratch, uint32_t, page->block_count);
    v->until_prose = arena_new(scratch, uint32_t, page->block_count);
    v->first_prose = v->last_prose = HTML_NO_BLOCK;
    uint32_t ahead = 0, until = FAR;
    for (uint32_t i = page->block_count; i-- > 0;) {
        bool prose = html_block_is_prose(&page->blocks[i]);
        v->prose_ahead[i] = ahead;
        v->until_prose[i] = until;
        until = prose ? 0 : until < FAR ? until + 1 : FAR;
        if (!prose || i < main->first || i >= main->end)
            continue;
        ahead += page->blocks[i].words;
        if (v->pick->verdict[i] == HTML_READ) {
            v->first_prose = i;
            v->last_prose = v->last_prose == HTML_NO_BLOCK ? i : v->last_prose;
        }
    }
}

/* Most prose that is read stands in paragraphs of one path, side by side. */
static void know_main_path(struct viewer *v, struct arena scratch)
{
    const struct html_page *page = v->page;
    uint32_t *prose = arena_new(&scratch, uint32_t, page->node_count), best = 0, best_prose = 0;
    v->main_path = v->main_parent = UINT32_MAX;
    for (uint32_t i = 0; i < page->block_count; i++) {
        uint32_t node = page->blocks[i].node, parent = page->nodes[node].parent;
        if (v->pick->verdict[i] != HTML_READ || !html_block_is_prose(&page->blocks[i]))
            continue;
        prose[parent] += page->blocks[i].words;
        if (prose[parent] > best) {
            best = v->main_prose = prose[parent];
            v->main_parent = parent;
        }
        if (v->paths[v->path_of[node]].prose > best_prose) {
            best_prose = v->paths[v->path_of[node]].prose;
            v->main_path = v->path_of[node];
        }
    }
}

static void count_up(uint8_t *count) { *count += *count < 60; }

static void know_media(struct viewer *v, struct arena *scratch)
{
    enum { ALT_MAX = 600 };
    const struct html_page *page = v->page;
    v->media = arena_new(scratch, uint8_t, page->block_count + 1);
    v->media_inside = arena_new(scratch, uint8_t, page->block_count + 1);
    v->until_media = arena_new(scratch, uint32_t, page->block_count + 1);
    for (uint32_t k = 0; k < page->note_count; k++) {
        const struct html_note *note = &page->notes[k];
        if (note->kind != NOTE_MEDIA)
            continue;
        bool inside = note->block < page->block_count && note->words.from > page->blocks[note->block].at.from;
        count_up(inside ? &v->media_inside[note->block] : &v->media[note->block]);
        html_wording_learn(&v->wording, WORDING_ALTS, span_cut(note->value, 0, ALT_MAX));
    }
    uint32_t until = FAR;
    for (uint32_t i = page->block_count; i-- > 0;) {
        until = v->media[i + 1] || v->media_inside[i] ? 0 : until < FAR ? until + 1 : FAR;
        v->until_media[i] = until;
    }
}

/* ---- the features ---- */

/* Signs are bytes here: what scripts other than Latin have of them is their own. */
struct signs { uint32_t commas, digits, uppers, quotes, lines, foreign, addresses; bool early_colon; };

static struct signs count_signs(struct span s)
{
    enum { EARLY = 30 };
    struct signs n = { 0 };
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if ((unsigned)c - 'a' < 26 || c == ' ' || (c >= 0x80 && c < 0xc0 && c != 0xab))
            continue;      /* most bytes are no sign */
        n.commas += c == ',';
        n.digits += c >= '0' && c <= '9';
        n.uppers += c >= 'A' && c <= 'Z';
        n.lines += c == '\n';
        n.foreign += c >= 0xc0;
        n.addresses += c == '@' || (c == '/' && i && s.at[i - 1] == '/');
        n.quotes += c == '"' || (c == 0xe2 && i + 2 < s.len && ((unsigned char)s.at[i + 2] & 0xf8) == 0x98) || c == 0xab;
        n.early_colon |= c == ':' && i < EARLY;
    }
    return n;
}

static uint8_t kind_of_begin(unsigned char c)
{
    return c >= 0x80 ? 4 : byte_is_digit((char)c) ? 3 : !byte_is_alpha((char)c) ? 0 : c >= 'a' ? 2 : 1;
}

static uint8_t kind_of_end(unsigned char c)
{
    switch (c) {
    case '.': return 7;
    case '!': case '?': return 6;
    case '"': return 5;
    case ':': return 1;
    case ')': return 2;
    default: return c >= 0x80 ? 4 : byte_is_digit((char)c) ? 3 : 0;
    }
}

static void see_block(struct viewer *v, uint32_t i)
{
    const struct html_block *block = &v->page->blocks[i];
    struct span text = html_block_text(v->page, i);
    struct signs n = count_signs(text);
    set(v, FEATURE_TAG, v->tag[i]);
    set(v, FEATURE_WORDS, bin(block->words));
    set(v, FEATURE_WORD_LENGTH, bin(block->words ? 4 * block->chars / block->words : 0));
    set(v, FEATURE_LINK_SHARE, share(block->link_words, block->words));
    set(v, FEATURE_LINKS, bin(block->links));
    set(v, FEATURE_STOPS, bin(block->stops));
    set(v, FEATURE_COMMAS, share(4 * n.commas, block->words));
    set(v, FEATURE_DIGITS, share(n.digits, block->chars));
    set(v, FEATURE_UPPERS, share(n.uppers, block->words));
    set(v, FEATURE_BEGIN, kind_of_begin((unsigned char)text.at[0]));
    set(v, FEATURE_END, kind_of_end((unsigned char)text.at[text.len - 1]));
    set(v, FEATURE_BOLD, block->bold);
    set(v, FEATURE_ITALIC, block->italic);
    set(v, FEATURE_ADDRESSES, bin(n.addresses));
    set(v, FEATURE_AFTER_BREAK, block->after_break);
    set(v, FEATURE_AFTER_RULE, block->after_rule);
    set(v, FEATURE_QUOTES, bin(n.quotes));
    set(v, FEATURE_COLON, n.early_colon);
    set(v, FEATURE_LINES, bin(n.lines));
    set(v, FEATURE_FOREIGN, share(n.foreign, block->chars));
    set(v, FEATURE_COPIES, bin(v->copies[v->copy_of[i]]));
    set(v, FEATURE_COPIES_BEFORE, v->copy_of[i] != i);
}

/* What a page says more than once, and what stands at its pictures. */
static void see_elsewhere(struct viewer *v, uint32_t i)
{
    enum { LOOKED_AT = 200, WORDS_MAX = 60 };   /* captions and standfirsts are no longer */
    struct span text = span_cut(html_block_text(v->page, i), 0, LOOKED_AT);
    struct html_runs runs = { 0 };
    if (v->page->blocks[i].words >= HTML_RUN_WORDS && v->page->blocks[i].words <= WORDS_MAX)
        runs = html_wording_known(&v->wording, text);
    set(v, FEATURE_IN_TITLE, share(runs.known[WORDING_TITLE], runs.all));
    set(v, FEATURE_IN_DESCRIPTION, share(runs.known[WORDING_DESCRIPTION], runs.all));
    set(v, FEATURE_IN_ALTS, share(runs.known[WORDING_ALTS], runs.all));
    set(v, FEATURE_MEDIA, v->media[i]);
    set(v, FEATURE_MEDIA_INSIDE, v->media_inside[i]);
    set(v, FEATURE_SINCE_MEDIA, bin(v->media[i] ? 0 : v->since_media));
    set(v, FEATURE_UNTIL_MEDIA, bin(v->until_media[i]));
}

static void see_page(struct viewer *v, uint32_t i)
{
    const struct html_pick *pick = v->pick;
    set(v, FEATURE_PAGE_POSITION, share(v->seen, v->words));
    set(v, FEATURE_PAGE_WORDS, bin(v->words));
    set(v, FEATURE_PAGE_PROSE, share(v->prose_words, v->words));
    set(v, FEATURE_PAGE_BLOCKS, bin(v->page->block_count));
    set(v, FEATURE_PAGE_KIND, (uint8_t)v->kind);
    set(v, FEATURE_BODY_SIZE, share(pick->body_len / 6, 2 * (uint64_t)v->main_words));
    if (pick->share)
        set(v, FEATURE_BODY_SHARE, pick->share[i] < 0 ? 1 : (uint8_t)(2 + pick->share[i] * 61));
}

static void see_container(struct viewer *v, uint32_t i)
{
    const struct html_pick *pick = v->pick;
    const struct html_node *main = &v->page->nodes[pick->container];
    bool in = holds(v, pick->container, i);
    for (unsigned k = 0; k < HTML_CANDIDATES; k++)
        set(v, FEATURE_IN_CANDIDATE + k, !pick->candidate[k] ? 0 : holds(v, pick->candidate[k], i) ? 2 : 1);
    set(v, FEATURE_IN_CHOSEN, in);
    set(v, FEATURE_CHOSEN_SHARE, share(main->prose, v->page->nodes[0].prose));
    set(v, FEATURE_CHOSEN_LINKS, share(main->link_words, main->words));
    set(v, FEATURE_CHOSEN_POSITION, in ? share(v->seen_in_main, v->main_words) : 0);
    set(v, FEATURE_CHOSEN_GAP,
        in ? 32 : i < main->first ? bin_signed((int64_t)i - main->first) : bin_signed((int64_t)i - main->end + 1));
    if (v->first_prose != HTML_NO_BLOCK) {
        set(v, FEATURE_FROM_FIRST, bin_signed((int64_t)i - v->first_prose));
        set(v, FEATURE_TO_LAST, bin_signed((int64_t)v->last_prose - i));
    }
    set(v, FEATURE_PROSE_AHEAD, bin(v->prose_ahead[i]));
    set(v, FEATURE_PROSE_AHEAD_SHARE, share(v->prose_ahead[i], v->main_words));
    set(v, FEATURE_PROSE_BEHIND, share(v->prose_behind, v->main_words));
    set(v, FEATURE_FROM_HEADLINE,
        pick->headline == HTML_NO_BLOCK ? 0 : bin_signed((int64_t)i - pick->headline));
    set(v, FEATURE_IS_HEADLINE, i == pick->headline);
}

static uint8_t verdict_at(const struct viewer *v, int64_t i)
{
    return i < 0 || i >= v->page->block_count ? 0 : v->pick->verdict[i] == HTML_READ ? 2 : 1;
}

static void see_run(struct viewer *v, uint32_t i)
{
    set(v, FEATURE_SINCE_TAIL, bin(v->since_tail));
    set(v, FEATURE_SINCE_PROSE, bin(v->since_prose));
    set(v, FEATURE_UNTIL_PROSE, bin(v->until_prose[i]));
    set(v, FEATURE_SINCE_HEADING, bin(v->since_heading));
    set(v, FEATURE_SHORT_RUN, bin(v->short_run));
    set(v, FEATURE_HEADING_WORDS, bin(v->heading_words));
    set(v, FEATURE_HEADING_LEVEL, v->heading_level);
    set(v, FEATURE_VERDICT, v->pick->verdict[i]);
    set(v, FEATURE_VERDICT_BEFORE, verdict_at(v, (int64_t)i - 1));
    set(v, FEATURE_VERDICT_AFTER, verdict_at(v, (int64_t)i + 1));
    set(v, FEATURE_WHY, v->pick->verdict[i] == HTML_CUT ? v->pick->why[i] : 0);
    set(v, FEATURE_READ_SHARE, (uint8_t)(v->read_share * 63));
}

static void see_elements(struct viewer *v, uint32_t i)
{
    const struct html_page *page = v->page;
    const struct html_node *node = node_of(v, i), *main = &page->nodes[v->pick->container];
    uint32_t number = page->blocks[i].node;
    int below = v->depth[number] - v->depth[v->pick->container];
    set(v, FEATURE_DEPTH, v->depth[number]);
    set(v, FEATURE_DEPTH_IN_CHOSEN, holds(v, v->pick->container, i) && below >= 0 ? (uint8_t)(1 + below) : 0);
    set(v, FEATURE_NODE_BLOCKS, bin(node->end - node->first));
    set(v, FEATURE_NODE_WORDS, bin(node->words));
    const struct html_node *up = node;
    for (unsigned k = 0; k < 2; k++) {
        up = &page->nodes[up->parent];
        unsigned at = FEATURE_UP + 7 * k;
        set(v, at, bin(up->words));
        set(v, at + 1, share(up->link_words, up->words));
        set(v, at + 2, bin(up->prose));
        set(v, at + 3, bin(up->end - up->first));
        set(v, at + 4, share(up->prose, main->prose));
        set(v, at + 5, tag_number(v, up->tag));
        set(v, at + 6, share(up->prose, up->words));
    }
    const struct path *path = &v->paths[v->path_of[number]];
    set(v, FEATURE_PATH, bin(path->blocks));
    set(v, FEATURE_PATH_WORDS, bin(path->words));
    set(v, FEATURE_PATH_MEAN, bin(path->blocks ? path->words / path->blocks : 0));
    set(v, FEATURE_PATH_LINKS, share(path->link_words, path->words));
    set(v, FEATURE_PATH_SHARE, share(path->words, v->words));
    set(v, FEATURE_PATH_READ, share(path->read_words, path->words));
    set(v, FEATURE_IS_MAIN_PATH, v->path_of[number] == v->main_path);
    set(v, FEATURE_IS_MAIN_PARENT, node->parent == v->main_parent);
    set(v, FEATURE_MAIN_BEHIND, share(v->main_seen, v->main_prose));
    set(v, FEATURE_MAIN_AHEAD, bin(v->main_prose > v->main_seen ? v->main_prose - v->main_seen : 0));
}

static void see_neighbours(struct viewer *v, uint32_t i)
{
    const struct html_page *page = v->page;
    uint32_t path = v->path_of[page->blocks[i].node], parent = node_of(v, i)->parent;
    unsigned at = FEATURE_NEIGHBOUR;
    for (int step = -FEATURE_REACH; step <= FEATURE_REACH; step++) {
        int64_t k = (int64_t)i + step;
        if (!step)
            continue;
        if (k >= 0 && k < page->block_count) {
            const struct html_block *other = &page->blocks[k];
            set(v, at, (uint8_t)(1 + v->tag[k]));
            set(v, at + 1, bin(other->words));
            set(v, at + 2, share(other->link_words, other->words));
            set(v, at + 3, bin(other->stops));
            set(v, at + 4, v->path_of[other->node] == path);
            set(v, at + 5, page->nodes[other->node].parent == parent);
            set(v, at + 6, (other->cues & tail_cues) != 0);
        }
        at += 7;
    }
}

/* Sign-offs and offers say what they are where they begin or end. */
static uint64_t cues_of_long(struct span text)
{
    enum { AT_BEGIN = 100, AT_END = 80 };
    if (text.len < HTML_CUE_MAX)
        return 0;
    return html_cues_of(span_cut(text, 0, AT_BEGIN)) | html_cues_of(span_from(text, text.len - AT_END));
}

/* Sets the columns from `feature` on whose bits are set; the others are 0 as they are. */
static void set_bits(struct viewer *v, unsigned feature, uint64_t bits)
{
    for (; bits; bits &= bits - 1)
        set(v, feature + (unsigned)__builtin_ctzll(bits), 1);
}

/* The same: `least` for bits of the one, one more where `other` has the bit, too. */
static void set_bits_more(struct viewer *v, unsigned feature, uint64_t bits, uint8_t least, uint64_t other)
{
    for (; bits; bits &= bits - 1)
        set(v, feature + (unsigned)__builtin_ctzll(bits), (uint8_t)(least + ((bits & -bits & other) != 0)));
}

static void see_bits(struct viewer *v, uint32_t i)
{
    const struct html_block *block = &v->page->blocks[i];
    const struct html_node *node = node_of(v, i), *main = &v->page->nodes[v->pick->container];
    uint64_t up = v->page->nodes[node->parent].own_hints | block->inline_hints, own = node->own_hints;
    set_bits(v, FEATURE_HINT_OWN, up & ~own);
    set_bits_more(v, FEATURE_HINT_OWN, own, 2, up);
    set_bits(v, FEATURE_HINT_BELOW, v->pick->below[block->node]);
    set_bits_more(v, FEATURE_PLACE, node->places, 1, ~main->places);
    set_bits(v, FEATURE_CUE_LONG, cues_of_long(html_block_text(v->page, i)));
    set_bits(v, FEATURE_CUE, block->cues);
    set_bits(v, FEATURE_CUE_HEADING, v->heading_cues);
}

static void move_on(struct viewer *v, uint32_t i)
{
    const struct html_block *block = &v->page->blocks[i];
    bool in = holds(v, v->pick->container, i), prose = html_block_is_prose(block);
    bool tail = block->cues & tail_cues && block->words < SHORT_BLOCK + 2 && in;
    bool heading = (v->tag[i] >= 2 && v->tag[i] <= 7) || (block->bold && block->words < SHORT_BLOCK);
    v->seen += block->words;
    v->seen_in_main += in ? block->words : 0;
    v->prose_behind += in && prose ? block->words : 0;
    if (prose && v->pick->verdict[i] == HTML_READ && node_of(v, i)->parent == v->main_parent)
        v->main_seen += block->words;
    v->since_tail = tail ? 0 : v->since_tail + 1;
    v->since_prose = prose ? 0 : v->since_prose + 1;
    v->since_media = v->media[i] || v->media_inside[i] ? 0 : v->since_media + 1;
    v->short_run = block->words < SHORT_BLOCK ? v->short_run + 1 : 0;
    if (heading) {
        v->since_heading = 0;
        v->heading_cues = block->cues;
        v->heading_words = block->words;
        v->heading_level = v->tag[i];
    } else {
        v->since_heading++;
    }
}

/* Menus, footers, and outside of the container links and scraps: a judge need not look at them. */
static bool is_hopeless(const struct viewer *v, uint32_t i)
{
    enum { SCRAP = 4 };
    const struct html_block *block = &v->page->blocks[i];
    if (v->pick->verdict[i] == HTML_READ)
        return false;
    if (html_block_places(v->page, i) & (html_bit(IN_NAV) | html_bit(IN_FOOTER)))
        return true;
    bool links = (uint64_t)block->link_words * 10 >= (uint64_t)block->words * 9;
    return (links || block->words < SCRAP) && !holds(v, v->pick->container, i);
}

static void know_page(struct viewer *v, struct arena *scratch, const struct html_meta *meta)
{
    enum { WORDING_MAX = 4000 };
    v->tag_numbers = arena_new(scratch, uint8_t, html_tag_COUNT);
    v->wording = map_in(scratch, 0);
    html_wording_learn(&v->wording, WORDING_TITLE, span_cut(meta->title, 0, WORDING_MAX));
    html_wording_learn(&v->wording, WORDING_DESCRIPTION, span_cut(meta->description, 0, WORDING_MAX));
    v->kind = kind_of_page(v->page);
    know_nodes(v, scratch);
    know_blocks(v, scratch);
    know_prose(v, scratch);
    know_media(v, scratch);
    know_main_path(v, *scratch);
}

struct html_features html_features(struct arena *keep, struct arena scratch, const struct html_page *page,
                                   const struct html_meta *meta, const struct html_pick *pick)
{
    struct viewer v = { .page = page, .pick = pick };
    struct html_features seen = { .block = arena_new(keep, uint32_t, page->block_count) };
    v.since_tail = v.since_prose = v.since_heading = v.since_media = FAR;
    know_page(&v, &scratch, meta);
    seen.kind = v.kind;
    for (uint32_t i = 0; i < page->block_count; i++)
        if (!is_hopeless(&v, i))
            seen.block[seen.count++] = i;
    seen.stride = v.stride = forest_stride(seen.count);
    seen.columns = v.columns = arena_take(keep, 1, 16, v.stride * FEATURE_COUNT);
    for (uint32_t i = 0; i < page->block_count && v.row < seen.count; i++) {
        if (seen.block[v.row] == i) {
            see_block(&v, i);
            see_elsewhere(&v, i);
            see_page(&v, i);
            see_container(&v, i);
            see_run(&v, i);
            see_elements(&v, i);
            see_neighbours(&v, i);
            see_bits(&v, i);
            v.row++;
        }
        move_on(&v, i);
    }
    return seen;
}
