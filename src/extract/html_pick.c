#include "extract/html_pick.h"

#include <string.h>

#include "base/map.h"
#include "extract/html_wording.h"

#define HINT(name) ((uint64_t)1 << HINT_##name)
#define PLACE(name) ((uint64_t)1 << IN_##name)
#define CUE(name) ((uint64_t)1 << CUE_##name)

/* What furniture is called, and why it is cut; the first that fits is told. */
static const struct { uint64_t hints; enum cut_reason why; } named[] = {
    { HINT(PAYWALL), CUT_PAYWALL }, { HINT(NEWSLETTER), CUT_NEWSLETTER }, { HINT(SHARE), CUT_SHARE },
    { HINT(RELATED), CUT_READ_MORE }, { HINT(COMMENT), CUT_COMMENTS }, { HINT(CAPTION), CUT_CAPTION },
    { HINT(PROMO), CUT_ADVERT }, { HINT(SHOP), CUT_ADVERT }, { HINT(TAGS), CUT_TAGS },
    { HINT(AUTHOR), CUT_AUTHOR }, { HINT(BYLINE), CUT_BYLINE }, { HINT(FOOTER), CUT_COPYRIGHT },
    { HINT(NAV), CUT_NAVIGATION }, { HINT(COOKIE), CUT_NAVIGATION }, { HINT(SIDEBAR), CUT_READ_MORE },
    { HINT(FORM), CUT_NEWSLETTER }, { HINT(ACTION), CUT_SHARE }, { HINT(EVENT), CUT_NAVIGATION },
    { HINT(HIDDEN), CUT_NAVIGATION }
};
static const struct { uint64_t places; enum cut_reason why; } placed[] = {
    { PLACE(CAPTION), CUT_CAPTION }, { PLACE(ASIDE), CUT_READ_MORE }, { PLACE(NAV), CUT_NAVIGATION },
    { PLACE(FOOTER), CUT_COPYRIGHT }, { PLACE(FORM), CUT_NEWSLETTER }, { PLACE(ADDRESS), CUT_AUTHOR },
    { PLACE(HIDDEN), CUT_NAVIGATION }
};
static const struct { uint64_t cues; enum cut_reason why; } cued[] = {
    { CUE(SUBSCRIBE), CUT_NEWSLETTER }, { CUE(SHARE), CUT_SHARE }, { CUE(READ_MORE), CUT_READ_MORE },
    { CUE(COPYRIGHT), CUT_COPYRIGHT }, { CUE(TAGS), CUT_TAGS }, { CUE(ABOUT), CUT_AUTHOR },
    { CUE(COMMENT), CUT_COMMENTS }, { CUE(BYLINE), CUT_BYLINE }, { CUE(PHOTO), CUT_CAPTION }
};
#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const uint64_t bad_hints = HINT(SHARE) | HINT(RELATED) | HINT(NEWSLETTER) | HINT(NAV) | HINT(BYLINE) |
                                  HINT(PROMO) | HINT(COMMENT) | HINT(COOKIE) | HINT(SIDEBAR) | HINT(FOOTER) |
                                  HINT(CAPTION) | HINT(TAGS) | HINT(HIDDEN) | HINT(AUTHOR) | HINT(FORM) | HINT(ACTION) |
                                  HINT(SHOP) | HINT(EVENT) | HINT(PAYWALL);
static const uint64_t bad_places =
    PLACE(ASIDE) | PLACE(NAV) | PLACE(FOOTER) | PLACE(CAPTION) | PLACE(FORM) | PLACE(ADDRESS) | PLACE(HIDDEN);
/* What closes an article: behind its last prose, nothing after such a line is read. */
static const uint64_t tail_cues =
    CUE(READ_MORE) | CUE(SHARE) | CUE(SUBSCRIBE) | CUE(COPYRIGHT) | CUE(TAGS) | CUE(ABOUT) | CUE(COMMENT);

struct picker {
    const struct html_page *page;
    struct html_pick pick;
    struct map wording;        /* of the given body */
};

static bool is_heading(const struct picker *p, uint32_t block)
{
    return (p->page->nodes[p->page->blocks[block].node].own_places & PLACE(HEADING)) != 0;
}

static bool is_prose(const struct picker *p, uint32_t block) { return html_block_is_prose(&p->page->blocks[block]); }
static bool is_read(const struct picker *p, uint32_t block) { return p->pick.verdict[block] == HTML_READ; }

static void cut(struct picker *p, uint32_t block, enum cut_reason why)
{
    p->pick.verdict[block] = HTML_CUT;
    p->pick.why[block] = (uint8_t)why;
}

/* ---- the headline ---- */

/* Letters and digits only, small: what two spellings of one headline share. */
static struct span squeeze(struct arena *keep, struct span s)
{
    char *out = arena_take_raw(keep, 1, 1, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++)
        if (byte_is_alpha(s.at[i]) || byte_is_digit(s.at[i]) || (unsigned char)s.at[i] >= 0xc0)
            out[len++] = byte_lower(s.at[i]);
    return (struct span){ out, len };
}

enum { HEADLINE_MIN = 8, HEADLINE_MAX = 400 };

static bool is_like(struct span block, struct span title)
{
    if (block.len < HEADLINE_MIN || !title.len)
        return false;
    if (block.len * 2 >= title.len && span_find(title, block, 0) != SPAN_NONE)
        return true;
    return block.len < title.len * 2 && span_find(block, title, 0) != SPAN_NONE;
}

static uint32_t find_headline(const struct html_page *page, struct arena scratch, struct span title)
{
    uint32_t same = HTML_NO_BLOCK, first = HTML_NO_BLOCK, loose = HTML_NO_BLOCK;
    struct span want = squeeze(&scratch, span_cut(title, 0, 2 * HEADLINE_MAX));
    for (uint32_t i = 0; i < page->block_count; i++) {
        struct span text = html_block_text(page, i);
        const struct html_node *node = &page->nodes[page->blocks[i].node];
        bool heading = (node->own_places & PLACE(HEADING)) != 0;
        if (first == HTML_NO_BLOCK && node->tag && span_equal(node->tag->name, SPAN("h1")))
            first = i;
        struct arena room = scratch;
        bool is_far = text.len > HEADLINE_MAX || text.len < HEADLINE_MIN || text.len * 2 < want.len;
        if (is_far || !is_like(squeeze(&room, text), want))
            continue;
        if (heading && same == HTML_NO_BLOCK)
            same = i;
        else if (!heading && loose == HTML_NO_BLOCK)
            loose = i;
    }
    return same != HTML_NO_BLOCK ? same : first != HTML_NO_BLOCK ? first : loose;
}

/* ---- the container ---- */

static bool is_candidate(const struct html_page *page, const struct html_node *node, enum html_candidate kind)
{
    const uint64_t never = HINT(COMMENT) | HINT(COOKIE) | HINT(SIDEBAR) | HINT(RELATED);
    switch (kind) {
    case BY_PROPERTY: return (node->own_places & PLACE(ARTICLE_BODY)) != 0;
    case BY_NAME: return node->own_hints & HINT(BODY) && !(page->nodes[node->parent].hints & never);
    case BY_ARTICLE: return (node->own_places & PLACE(ARTICLE)) != 0;
    case BY_MAIN: return (node->own_places & PLACE(MAIN)) != 0;
    default: return false;
    }
}

/* A later one must hold clearly more, one inside of the best so far nearly as much. */
static void try_candidate(const struct html_page *page, uint32_t node, enum html_candidate kind, uint32_t *best)
{
    const struct html_node *n = &page->nodes[node], *old = &page->nodes[*best];
    uint64_t old_prose = *best ? old->prose : 0;
    bool inside = *best && n->end <= old->end && n->first >= old->first;
    bool better =
        inside ? kind <= BY_NAME && (uint64_t)n->prose * 10 >= old_prose * 8 : (uint64_t)n->prose * 2 > old_prose * 3;
    if (better)
        *best = node;
}

enum { PROSE_MIN = 20 };

/* The innermost element that holds three quarters of what the one around it holds, from the root down. */
static uint32_t find_densest(const struct html_page *page)
{
    uint32_t at = 0;
    for (uint32_t i = 1; i < page->node_count; i++) {
        const struct html_node *node = &page->nodes[i], *up = &page->nodes[at];
        bool part = (node->own_places & (PLACE(P) | PLACE(LIST))) != 0;   /* of a text, not the whole of it */
        if (node->parent == at && up->prose && (uint64_t)node->prose * 4 >= (uint64_t)up->prose * 3 && !part)
            at = i;
    }
    return at;
}

/* Pages that go on for ever load a second article below the first: of several in the container, each with prose and
 * a headline of its own, the one with the page's headline; `container` itself where that is not so.  The blocks of
 * the others are marked. */
static uint32_t find_first_article(const struct html_page *page, uint32_t container, uint32_t headline, bool *other)
{
    const struct html_node *all = &page->nodes[container];
    uint32_t own = 0, found = container;
    for (uint32_t i = container + 1; i < page->node_count && headline != HTML_NO_BLOCK; i++) {
        const struct html_node *node = &page->nodes[i];
        if (node->end > all->end || !(node->own_places & PLACE(ARTICLE)) || node->prose < PROSE_MIN)
            continue;
        if (!own && node->first <= headline && headline < node->end)
            own = i;
        bool behind = own && own != i && node->first >= page->nodes[own].end;
        if (behind && node->parent == page->nodes[own].parent &&
            page->nodes[page->blocks[node->first].node].own_places & PLACE(HEADING) &&
            page->nodes[page->blocks[headline].node].tag == page->nodes[page->blocks[node->first].node].tag) {
            memset(other + node->first, true, node->end - node->first);
            found = own;
        }
    }
    return found;
}

static uint32_t find_container(const struct html_page *page, uint32_t best[HTML_CANDIDATES])
{
    for (uint32_t i = 1; i < page->node_count; i++)
        for (int kind = 0; kind < BY_DENSITY && page->nodes[i].prose >= PROSE_MIN; kind++)
            if (is_candidate(page, &page->nodes[i], (enum html_candidate)kind))
                try_candidate(page, i, (enum html_candidate)kind, &best[kind]);
    best[BY_DENSITY] = find_densest(page);
    uint64_t all = page->nodes[best[BY_DENSITY]].prose;
    for (int kind = BY_PROPERTY; kind <= BY_ARTICLE; kind++)
        if (best[kind] && (uint64_t)page->nodes[best[kind]].prose * 10 >= all * (kind == BY_ARTICLE ? 6 : 5))
            return best[kind];
    return best[BY_DENSITY];
}

/* Names count from the container down, so that what wraps the whole article does not. */
static void gather_below(struct picker *p, struct arena *keep)
{
    const struct html_page *page = p->page;
    const struct html_node *main = &page->nodes[p->pick.container];
    p->pick.below = arena_new(keep, uint64_t, page->node_count);
    for (uint32_t i = 1; i < page->node_count; i++) {
        const struct html_node *node = &page->nodes[i];
        uint64_t own = node->own_hints;
        if ((uint64_t)node->prose * 2 > main->prose && node->prose > 30)
            own &= ~bad_hints;
        bool wraps = node->first <= main->first && node->end >= main->end;
        p->pick.below[i] = wraps ? 0 : p->pick.below[node->parent] | own;
    }
}

/* The container, and its likes beside it: some pages part their body into several. */
static void enclose(struct picker *p)
{
    const struct html_page *page = p->page;
    const struct html_node *main = &page->nodes[p->pick.container];
    bool in_parts = (main->own_hints & (HINT(BODY) | HINT(TEXT))) != 0;
    for (uint32_t i = 0; i < page->node_count; i++) {
        const struct html_node *node = &page->nodes[i];
        bool alike =
            in_parts && node->parent == main->parent && node->signature == main->signature && node->prose >= 40;
        if (i == p->pick.container || (alike && i))
            memset(p->pick.verdict + node->first, HTML_READ, node->end - node->first);
    }
}

/* ---- furniture within ---- */

/* CUT_NONE where neither a name nor an element says that the block is furniture. */
static enum cut_reason reason_of_names(const struct html_page *page, const struct html_pick *pick, uint32_t i)
{
    const struct html_block *block = &page->blocks[i];
    uint64_t hints = pick->below[block->node] & bad_hints;
    if (block->words < 20)
        hints |= block->inline_hints & (HINT(HIDDEN) | HINT(CAPTION) | HINT(BYLINE));
    for (size_t k = 0; k < COUNT_OF(named); k++)
        if (hints & named[k].hints)
            return named[k].why;
    uint64_t places = page->nodes[block->node].places & ~page->nodes[pick->container].places & bad_places;
    for (size_t k = 0; k < COUNT_OF(placed); k++)
        if (places & placed[k].places)
            return placed[k].why;
    return CUT_NONE;
}

static enum cut_reason reason_of_cues(uint64_t cues, enum cut_reason otherwise)
{
    for (size_t k = 0; k < COUNT_OF(cued); k++)
        if (cues & cued[k].cues)
            return cued[k].why;
    return otherwise;
}

/* A paragraph that is one long link between two of prose is a link that the author set. */
static bool is_linked_prose(const struct picker *p, uint32_t i)
{
    const struct html_block *block = &p->page->blocks[i];
    return i && i + 1 < p->page->block_count && is_prose(p, i - 1) && is_prose(p, i + 1) && block->words > 8 &&
           !(block->cues & tail_cues) && p->page->nodes[block->node].own_places & PLACE(P);
}

static void judge_block(struct picker *p, uint32_t i)
{
    const struct html_block *block = &p->page->blocks[i];
    enum cut_reason by_name = reason_of_names(p->page, &p->pick, i);
    if (i == p->pick.headline) {
        cut(p, i, CUT_TITLE);
    } else if (by_name) {
        cut(p, i, by_name);
    } else if ((uint64_t)block->link_words * 10 > (uint64_t)block->words * 6 &&
               (block->words < 30 || (uint64_t)block->link_words * 10 > (uint64_t)block->words * 9)) {
        if (!is_linked_prose(p, i))
            cut(p, i, reason_of_cues(block->cues, CUT_READ_MORE));
    } else if (block->cues & tail_cues && block->words < 12 && !block->stops) {
        cut(p, i, reason_of_cues(block->cues, CUT_READ_MORE));
    } else if (block->words < 2 && block->chars < 4) {
        p->pick.verdict[i] = HTML_OUTSIDE;
    }
}

/* ---- head and tail ---- */

static void trim_head(struct picker *p, uint32_t first_prose)
{
    for (uint32_t i = 0; i < first_prose; i++) {
        const struct html_block *block = &p->page->blocks[i];
        bool before_title = p->pick.headline != HTML_NO_BLOCK && i < p->pick.headline;
        bool heads = i + 1 == first_prose && is_heading(p, i) && !before_title && !block->cues;
        if (is_read(p, i) && !heads &&
            (block->words < 6 || block->cues & (tail_cues | CUE(BYLINE) | CUE(PHOTO)) || before_title))
            cut(p, i, before_title ? CUT_NAVIGATION : reason_of_cues(block->cues, CUT_NAVIGATION));
    }
}

static void trim_tail(struct picker *p, uint32_t last_prose)
{
    enum cut_reason why = CUT_NONE;
    for (uint32_t i = last_prose + 1; i < p->page->block_count; i++) {
        const struct html_block *block = &p->page->blocks[i];
        bool ends = is_heading(p, i) || block->link_words * 3 > block->words || block->cues & tail_cues;
        if (is_read(p, i) && !why && ends)
            why = reason_of_cues(block->cues, CUT_READ_MORE);
        if (is_read(p, i) && why)
            cut(p, i, why);
    }
}

/* A heading over nothing that is read belongs to what was cut. */
static void drop_bare_headings(struct picker *p)
{
    bool has_text = false;
    for (uint32_t i = p->page->block_count; i-- > 0;) {
        if (!is_read(p, i))
            continue;
        if (!is_heading(p, i))
            has_text = true;
        else if (!has_text)
            cut(p, i, CUT_READ_MORE);
    }
}

static void trim(struct picker *p)
{
    uint32_t first = HTML_NO_BLOCK, last = 0;
    for (uint32_t i = 0; i < p->page->block_count; i++)
        if (is_read(p, i) && is_prose(p, i)) {
            first = first == HTML_NO_BLOCK ? i : first;
            last = i;
        }
    if (first == HTML_NO_BLOCK)
        return;
    trim_head(p, first);
    trim_tail(p, last);
    drop_bare_headings(p);
}

/* ---- pages that no rule fits ---- */

static uint32_t words_read(const struct picker *p)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < p->page->block_count; i++)
        words += is_read(p, i) ? p->page->blocks[i].words : 0;
    return words;
}

static void read_any_prose(struct picker *p)
{
    const uint64_t never = HINT(COMMENT) | HINT(COOKIE) | HINT(FOOTER) | HINT(SIDEBAR);
    uint32_t kept = words_read(p), prose = 0;
    for (uint32_t i = 0; i < p->page->block_count; i++)
        prose += is_prose(p, i) ? p->page->blocks[i].words : 0;
    if (kept >= 40 || prose <= kept * 2)
        return;
    for (uint32_t i = 0; i < p->page->block_count; i++) {
        const struct html_node *node = &p->page->nodes[p->page->blocks[i].node];
        if (is_prose(p, i) && !(node->places & bad_places) && !(node->hints & never))
            p->pick.verdict[i] = HTML_READ;
    }
}

/* ---- the body that the page gives of itself ---- */

enum {
    BODY_MIN = 200,            /* bytes: a shorter one is an abstract */
    BODY_MAX = 1 << 20,        /* no more of it is looked at */
    EVIDENCE_WORDS = 8         /* a shorter block proves nothing */
};

/* Share of a block's wording that the body has; -1 where the block is too short to tell. */
static float share_of(struct picker *p, uint32_t block)
{
    struct html_runs runs = html_wording_known(&p->wording, html_block_text(p->page, block));
    return runs.all + 2 < EVIDENCE_WORDS ? -1 : (float)runs.known[0] / (float)runs.all;
}

/* Blocks whose wording the given body has are read, where most of it is found; those of the chosen that it has
 * nothing of are cut where it seems to be whole. */
static void weigh_body(struct picker *p, struct arena *keep, struct arena scratch, struct span body)
{
    p->pick.share_of_body = -1;
    p->pick.body_len = body.len;
    if (body.len < BODY_MIN)
        return;
    p->wording = map_in(&scratch, 1024);
    uint32_t given = html_wording_learn(&p->wording, 0, span_cut(body, 0, BODY_MAX));
    uint32_t in_read = 0, in_others = 0;
    float *share = p->pick.share = arena_new(keep, float, p->page->block_count);
    for (uint32_t i = 0; i < p->page->block_count; i++) {
        share[i] = share_of(p, i);
        uint32_t words = share[i] > 0.8f ? p->page->blocks[i].words : 0;
        *(is_read(p, i) ? &in_read : &in_others) += words;
    }
    float whole = given ? (float)in_read / (float)given : 0;
    p->pick.body_held = given ? (float)(in_read + in_others) / (float)given : 0;
    bool is_excerpt = given < words_read(p) * 7 / 10;
    bool lacks = p->pick.body_held > 0.6f;
    for (uint32_t i = 0; i < p->page->block_count; i++) {
        bool nothing = share[i] >= 0 && share[i] < 0.1f;
        if (!is_read(p, i) && lacks && share[i] > 0.8f && i != p->pick.headline)
            p->pick.verdict[i] = HTML_READ;
        else if (is_read(p, i) && whole > 0.85f && nothing && !is_excerpt)
            cut(p, i, reason_of_cues(p->page->blocks[i].cues, CUT_READ_MORE));
    }
    p->pick.share_of_body = whole > 1 ? 1 : whole;
}

/* A container that is named as a body says most; one that only holds the most text says least. */
static float confidence_of(const struct picker *p)
{
    const struct html_node *node = &p->page->nodes[p->pick.container];
    float sure = 0.3f;
    if (node->own_places & PLACE(ARTICLE_BODY) || node->own_hints & HINT(BODY))
        sure += 0.25f;
    else if (node->own_places & (PLACE(ARTICLE) | PLACE(MAIN)))
        sure += 0.15f;
    return p->pick.headline == HTML_NO_BLOCK ? sure : sure + 0.15f;
}

enum cut_reason html_pick_reason(const struct html_page *page, const struct html_pick *pick, uint32_t block)
{
    enum cut_reason why = block == pick->headline ? CUT_TITLE : reason_of_names(page, pick, block);
    return why ? why : reason_of_cues(page->blocks[block].cues, CUT_READ_MORE);
}

struct html_pick html_pick(struct arena *keep, struct arena scratch, const struct html_page *page, struct span title,
                           struct span body)
{
    struct picker p = { .page = page };
    p.pick.verdict = arena_new(keep, uint8_t, page->block_count);
    p.pick.why = arena_new(keep, uint8_t, page->block_count);
    p.pick.headline = find_headline(page, scratch, title);
    p.pick.other = arena_new(keep, bool, page->block_count);
    uint32_t container = find_container(page, p.pick.candidate);
    p.pick.container = find_first_article(page, container, p.pick.headline, p.pick.other);
    gather_below(&p, keep);
    enclose(&p);
    for (uint32_t i = 0; i < page->block_count; i++)
        if (is_read(&p, i))
            judge_block(&p, i);
    trim(&p);
    read_any_prose(&p);
    weigh_body(&p, keep, scratch, body);
    p.pick.confidence = confidence_of(&p);
    return p.pick;
}
