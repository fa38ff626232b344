#include "tell/site_marks.h"

#include <stdlib.h>

#include "tell/markup.h"

/* Of a paragraph's bytes: from where on it is said to be the source's, in part or as a whole. */
static const double SHARED_PART = 0.2, SHARED_WHOLE = 0.8;

struct open_mark { const struct site_mark *mark; bool begun; };

struct site_walk {
    struct buffer *out;
    const struct article *article;
    struct span text;
    const struct site_mark *next, *end;    /* marks that have not begun */
    struct open_mark open[MARKS_DEEP];     /* the outermost first */
    unsigned depth;
    struct mark at;
    bool at_begun;
    struct marks shared;
    uint32_t shared_next;
    uint32_t cut;
    bool *linked;                          /* by mark: a link to where it leads has been put */
    const struct site_mark *marks;
};

bool site_text_shows(const struct article *a, struct mark at)
{
    uint32_t low = 0, high = a->blocks.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (a->blocks.at[middle].at.to <= at.from)
            low = middle + 1;
        else
            high = middle;
    }
    return at.from < at.to && low < a->blocks.count && mark_overlaps(a->blocks.at[low].at, at);
}

/* ---- in order ---- */

/* The longer first, so that the shorter stand inside; of two at one place the one that says more outside. */
static int by_place(const void *one, const void *two)
{
    const struct site_mark *a = one, *b = two;
    if (a->at.from != b->at.from)
        return a->at.from < b->at.from ? -1 : 1;
    if (a->at.to != b->at.to)
        return a->at.to > b->at.to ? -1 : 1;
    if (a->kind != b->kind)
        return (int)a->kind - (int)b->kind;
    if (a->list != b->list)
        return (int)a->list - (int)b->list;
    return a->number < b->number ? -1 : a->number > b->number;
}

static bool is_inside_letter(struct span text, uint32_t at)
{
    return at > 0 && at < text.len && ((unsigned char)text.at[at] & 0xc0) == 0x80;
}

/* Bytes that cannot be inside a letter of UTF-8 are looked at no farther than one is long. */
static struct mark whole_letters(struct span text, struct mark at)
{
    if (at.to > text.len)
        at.to = (uint32_t)text.len;
    if (at.from >= at.to)
        return (struct mark){ 0, 0 };
    for (int i = 0; i < 3 && is_inside_letter(text, at.from); i++)
        at.from--;
    for (int i = 0; i < 3 && is_inside_letter(text, at.to); i++)
        at.to++;
    return at;
}

static uint32_t sort_marks(struct span text, struct site_mark *marks, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct site_mark m = marks[i];
        m.at = whole_letters(text, m.at);
        if (m.at.from < m.at.to)
            marks[kept++] = m;
    }
    if (kept)
        qsort(marks, kept, sizeof *marks, by_place);
    return kept;
}

static int by_begin(const void *one, const void *two)
{
    const struct mark *a = one, *b = two;
    return a->from != b->from ? (a->from < b->from ? -1 : 1) : (int)(a->to > b->to) - (int)(a->to < b->to);
}

/* Sorted, and without those that lie in others. */
static struct marks join_marks(struct arena *scratch, struct marks marks)
{
    struct marks out = { arena_new(scratch, struct mark, marks.count), 0 };
    for (uint32_t i = 0; i < marks.count; i++)
        out.at[i] = marks.at[i];
    if (marks.count)
        qsort(out.at, marks.count, sizeof *out.at, by_begin);
    for (uint32_t i = 0; i < marks.count; i++) {
        struct mark m = out.at[i], *last = out.count ? &out.at[out.count - 1] : NULL;
        if (last && m.from <= last->to)
            last->to = m.to > last->to ? m.to : last->to;
        else
            out.at[out.count++] = m;
    }
    return out;
}

struct site_walk *site_text_begin(struct buffer *out, struct arena *scratch, struct site_text *text)
{
    struct site_walk *w = arena_new(scratch, struct site_walk, 1);
    struct span bytes = text->article->text;
    uint32_t count = text->count = sort_marks(bytes, text->marks, text->count);
    *w = (struct site_walk){ .out = out, .article = text->article, .text = bytes, .marks = text->marks,
                             .next = text->marks, .end = count ? text->marks + count : text->marks,
                             .at = whole_letters(bytes, text->at), .shared = join_marks(scratch, text->shared),
                             .linked = arena_new(scratch, bool, count) };
    return w;
}

/* ---- marks ---- */

static void open_element(struct site_walk *w, struct open_mark *o)
{
    static const char *const classes[] = { "m", "m alone", "m q", "m f", "pl", "n" };
    const struct site_mark *m = o->mark;
    if (!o->begun && m->list && m->is_first)
        markup(w->out, "<span class=\"%s\" id=\"m%t%u\">", classes[m->kind], (struct span){ &m->list, 1 }, m->number);
    else
        markup(w->out, "<span class=\"%s\">", classes[m->kind]);
    o->begun = true;
}

static void close_elements(struct site_walk *w, unsigned down_to)
{
    for (unsigned i = w->depth; i > down_to; i--)
        buffer_text(w->out, "</span>");
}

/* The marks that end here.  What lies inside of one and goes on is parted: closed with it, and opened again. */
static void end_marks(struct site_walk *w, uint32_t place)
{
    unsigned first = 0, kept;
    while (first < w->depth && w->open[first].mark->at.to > place)
        first++;
    kept = first;
    for (unsigned i = w->depth; i > first; i--) {
        const struct site_mark *m = w->open[i - 1].mark;
        if (m->at.to <= place && m->has_sign)
            markup_sign(w->out, markup_kind_name(m->sign));
        buffer_text(w->out, "</span>");
    }
    for (unsigned i = first; i < w->depth; i++)
        if (w->open[i].mark->at.to > place)
            w->open[kept++] = w->open[i];
    w->depth = kept;
    for (unsigned i = first; i < kept; i++)
        open_element(w, &w->open[i]);
}

static void begin_marks(struct site_walk *w, uint32_t place)
{
    for (; w->next < w->end && w->next->at.from <= place; w->next++) {
        if (w->next->at.to <= place)
            continue;
        if (w->depth < MARKS_DEEP) {
            w->open[w->depth] = (struct open_mark){ w->next, false };
            open_element(w, &w->open[w->depth++]);
        } else if (w->next->list && w->next->is_first) {
            markup(w->out, "<span class=\"at\" id=\"m%t%u\"></span>", (struct span){ &w->next->list, 1 },
                   w->next->number);
        }
    }
}

/* ---- text ---- */

static void put_letters(struct site_walk *w, uint32_t from, uint32_t to)
{
    if (from < to)
        markup(w->out, "%t", mark_span(w->text, (struct mark){ from, to }));
}

static uint32_t within(uint32_t n, uint32_t low, uint32_t high) { return n < low ? low : n > high ? high : n; }

/* With the place that was asked for marked in it. */
static void put_asked(struct site_walk *w, uint32_t from, uint32_t to)
{
    uint32_t begin = within(w->at.from, from, to), end = within(w->at.to, from, to);
    put_letters(w, from, begin);
    if (begin < end) {
        markup(w->out, w->at_begun ? "<mark class=\"sought\">" : "<mark class=\"sought\" id=\"at\">");
        put_letters(w, begin, end);
        buffer_text(w->out, "</mark>");
        w->at_begun = true;
    }
    put_letters(w, end > begin ? end : begin, to);
}

/* The innermost mark that leads somewhere. */
static const struct site_mark *leading(const struct site_walk *w)
{
    for (unsigned i = w->depth; i > 0; i--) {
        const struct site_mark *m = w->open[i - 1].mark;
        if (!m->is_still && (m->list || m->name.len))
            return m;
    }
    return NULL;
}

/* Who goes on by keyboard meets each mark once. */
static void put_stretch(struct site_walk *w, uint32_t from, uint32_t to)
{
    const struct site_mark *m = leading(w);
    if (from >= to)
        return;
    if (m && m->list)
        markup(w->out, "<a href=\"#n%t%u\"", (struct span){ &m->list, 1 }, m->number);
    else if (m)
        markup(w->out, "<a href=\"/names/%q\"", m->name);
    if (m) {
        bool *linked = &w->linked[m - w->marks];
        buffer_text(w->out, *linked || (m->list && !m->is_first) ? " tabindex=\"-1\">" : ">");
        *linked = true;
    }
    put_asked(w, from, to);
    buffer_text(w->out, m ? "</a>" : "");
}

static uint32_t next_boundary(const struct site_walk *w, uint32_t place, uint32_t end)
{
    for (unsigned i = 0; i < w->depth; i++)
        if (w->open[i].mark->at.to < end)
            end = w->open[i].mark->at.to;
    if (w->next < w->end && w->next->at.from < end)
        end = w->next->at.from;
    return end > place ? end : place;
}

/* A block's text: marks that go on beyond it are closed at its end and opened again in the next. */
static void put_marked(struct site_walk *w, struct mark at)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < w->depth; i++)
        if (w->open[i].mark->at.to > at.from)
            w->open[kept++] = w->open[i];
    w->depth = kept;
    for (unsigned i = 0; i < w->depth; i++)
        open_element(w, &w->open[i]);
    for (uint32_t place = at.from;;) {
        begin_marks(w, place);
        uint32_t until = next_boundary(w, place, at.to);
        put_stretch(w, place, until);
        end_marks(w, until);
        place = until;
        if (place >= at.to)
            break;
    }
    close_elements(w, 0);
}

/* ---- blocks ---- */

static bool has_title(const struct article *a) { return a->blocks.count && a->blocks.at[0].kind == BLOCK_TITLE; }

void site_text_title(struct site_walk *w)
{
    markup(w->out, "<h1");
    markup_language(w->out, w->article->language);
    markup(w->out, ">");
    if (has_title(w->article))
        put_marked(w, w->article->blocks.at[0].at);
    else if (w->article->title.len)
        markup(w->out, "%t", w->article->title);
    else
        markup(w->out, "%w", WORD_NO_TITLE);
    markup(w->out, "</h1>\n");
}

/* How much of it stands in the source. */
static const char *shared_class(struct site_walk *w, struct mark at)
{
    uint64_t shared = 0;
    while (w->shared_next < w->shared.count && w->shared.at[w->shared_next].to <= at.from)
        w->shared_next++;
    for (uint32_t i = w->shared_next; i < w->shared.count && w->shared.at[i].from < at.to; i++)
        shared += within(w->shared.at[i].to, at.from, at.to) - within(w->shared.at[i].from, at.from, at.to);
    double part = (double)shared / (double)(mark_length(at) ? mark_length(at) : 1);
    return part >= SHARED_WHOLE ? " shared" : part >= SHARED_PART ? " shared half" : "";
}

static void put_block(struct site_walk *w, const struct block *b)
{
    static const char *const classes[] = { "p", "lede", "p", "p", "item", "quoted", "row" };
    if (b->kind == BLOCK_HEADING)
        markup(w->out, "<h2>");
    else
        markup(w->out, "<p class=\"%s%s\">", classes[b->kind], shared_class(w, b->at));
    put_marked(w, b->at);
    markup(w->out, b->kind == BLOCK_HEADING ? "</h2>\n" : "</p>\n");
}

static void put_cut(struct site_walk *w, const struct cut *cut)
{
    bool own = w->article->flags & ARTICLE_HTML;
    struct mark at = whole_letters(w->text, cut->at);
    struct span words = own ? cut->words : mark_span(w->text, at);
    bool asked = !own && mark_overlaps(at, w->at);
    markup(w->out, "<details class=\"furn\"%s><summary>%w %s, ", asked ? " open" : "", WORD_CUT_OUT,
           cut_label(cut->why));
    word_count(w->out, WORD_BYTES, (uint32_t)words.len, 0, 0);
    markup(w->out, "</summary><p>");
    if (own)
        markup(w->out, "%t", words);
    else
        put_asked(w, at.from, at.to);
    markup(w->out, "</p></details>\n");
}

static void put_cuts(struct site_walk *w, uint32_t until)
{
    const struct cuts *cuts = &w->article->cuts;
    for (; w->cut < cuts->count && cuts->at[w->cut].at.from <= until; w->cut++)
        put_cut(w, &cuts->at[w->cut]);
}

void site_text_body(struct site_walk *w)
{
    const struct article *a = w->article;
    markup(w->out, "<div class=\"body\"");
    markup_language(w->out, a->language);
    markup(w->out, ">\n");
    for (uint32_t i = has_title(a); i < a->blocks.count; i++) {
        put_cuts(w, a->blocks.at[i].at.from);
        put_block(w, &a->blocks.at[i]);
    }
    put_cuts(w, UINT32_MAX);
    markup(w->out, "</div>\n");
}
