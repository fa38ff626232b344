#include "tell/site_notes.h"

#include <stdlib.h>

#include "tell/label.h"
#include "tell/markup.h"
#include "tell/view.h"

enum { HEADING_BYTES = 110 };

void site_marks_add(struct arena *keep, struct site_marks *marks, struct site_mark mark)
{
    ARENA_ROOM(keep, marks->at, marks->count, marks->room);
    marks->at[marks->count++] = mark;
}

const char *site_notes_path(char list)
{
    return list == 'c' ? "claims" : list == 'd' ? "differences" : list == 't' ? "timeline" : "quotes";
}

/* ---- finding ---- */

struct finding {
    struct arena *keep;
    const struct synopsis *s;
    uint32_t report;
    struct site_notes *notes;
    struct site_marks *marks;
};

/* The first place of an item makes its note. */
static void add_place(struct finding *f, struct site_mark mark, bool *noted)
{
    if (!site_text_shows(&f->s->reports[f->report].report->article, mark.at))
        return;
    mark.is_first = !*noted;
    site_marks_add(f->keep, f->marks, mark);
    if (*noted)
        return;
    *noted = true;
    ARENA_ROOM(f->keep, f->notes->at, f->notes->count, f->notes->room);
    f->notes->at[f->notes->count++] = (struct site_note){ mark.at.from, mark.list, mark.number, mark.at };
}

static void find_claims(struct finding *f)
{
    for (uint32_t i = 0; i < f->s->claim_count; i++) {
        const struct claim *c = &f->s->claims[i];
        struct site_mark mark = { .kind = c->origins > 1 ? SITE_MARK_CLAIM : SITE_MARK_ALONE, .list = 'c',
                                  .number = i + 1 };
        bool noted = false;
        for (uint32_t e = 0; e < c->support.count; e++)
            if (c->support.at[e].report == f->report) {
                mark.at = c->support.at[e].at;
                add_place(f, mark, &noted);
            }
    }
}

static bool is_of_number(const struct difference *d)
{
    return d->kind == DIFFERENCE_OF_FIGURE || d->kind == DIFFERENCE_OF_DATE;
}

static void find_differences(struct finding *f)
{
    for (uint32_t i = 0; i < f->s->difference_count; i++) {
        const struct difference *d = &f->s->differences[i];
        bool noted = false;
        if (d->label == DIFFERENCE_AGREE || !view_tells(d))
            continue;
        struct site_mark mark = { .kind = is_of_number(d) ? SITE_MARK_FIGURE : SITE_MARK_PLACE, .has_sign = true,
                                  .sign = d->label, .list = 'd', .number = i + 1 };
        for (uint32_t v = 0; v < d->count; v++)
            if (d->values[v].at.report == f->report) {
                mark.at = d->values[v].at.at;
                add_place(f, mark, &noted);
            }
    }
}

static void find_quotes(struct finding *f)
{
    for (uint32_t i = 0; i < f->s->quote_count; i++) {
        const struct quote *q = &f->s->quotes[i];
        bool noted = false;
        for (uint32_t v = 0; v < q->count; v++)
            if (q->variants[v].words.report == f->report)
                add_place(f, (struct site_mark){ .at = q->variants[v].words.at, .kind = SITE_MARK_QUOTE, .list = 'q',
                                                 .has_sign = q->count > 1 && !q->same_words, .sign = DIFFERENCE_WORDING,
                                                 .number = i + 1 }, &noted);
    }
}

static int by_place(const void *one, const void *two)
{
    const struct site_note *a = one, *b = two;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->at.to != b->at.to)
        return a->at.to > b->at.to ? -1 : 1;
    if (a->list != b->list)
        return (int)a->list - (int)b->list;
    return a->number < b->number ? -1 : a->number > b->number;
}

void site_notes_find(struct arena *keep, const struct synopsis *s, uint32_t report, struct site_notes *notes,
                     struct site_marks *marks)
{
    struct finding f = { keep, s, report, notes, marks };
    find_claims(&f);
    find_differences(&f);
    find_quotes(&f);
    if (notes->count)
        qsort(notes->at, notes->count, sizeof *notes->at, by_place);
}

/* ---- telling ---- */

struct panel {
    struct buffer *out;
    struct arena *scratch;
    const struct site_article *page;
    const struct synopsis *s;
    struct span own;           /* the report's words at the note's place */
    uint32_t told;             /* others in this note */
    uint32_t last;             /* account of the last one */
};

static void put_account(struct panel *p, uint32_t origin)
{
    const struct origin *o = &p->s->origins[origin];
    markup(p->out, "<abbr class=\"o\" title=\"%t", label_report(p->s, o->root));
    if (o->count > 1) {
        markup(p->out, " ");
        word_count(p->out, WORD_AND_COPIES, o->count - 1, 0, 0);
    }
    markup(p->out, "\">");
    label_origin(p->out, origin);
    markup(p->out, "</abbr>");
}

/* The number that stands beside its paragraph; 0 in titles and headings. */
static uint32_t paragraph_of(const struct article *a, struct mark at)
{
    uint32_t number = 0;
    for (uint32_t i = 0; i < a->blocks.count && a->blocks.at[i].at.from <= at.from; i++) {
        bool counts = a->blocks.at[i].kind != BLOCK_TITLE && a->blocks.at[i].kind != BLOCK_HEADING;
        number += counts;
        if (at.from < a->blocks.at[i].at.to)
            return counts ? number : 0;
    }
    return 0;
}

static void put_words(struct panel *p, struct evidence e)
{
    markup(p->out, "<q");
    markup_language(p->out, p->s->reports[e.report].report->article.language);
    markup(p->out, ">%t</q>", evidence_words(p->s, e));
}

static void put_source(struct panel *p, struct evidence e)
{
    const struct article *a = &p->s->reports[e.report].report->article;
    uint32_t paragraph = paragraph_of(a, e.at);
    markup(p->out, " <a class=\"src\" href=\"/articles/%q?at=%u-%u#at\"><bdi>%t</bdi>", a->id, e.at.from, e.at.to,
           label_report(p->s, e.report));
    if (paragraph)
        markup(p->out, " ¶%u", paragraph);
    markup(p->out, "</a>");
}

/* One line an account; the first few of them. */
static void put_other(struct panel *p, struct evidence e)
{
    uint32_t origin = p->s->reports[e.report].origin;
    if (e.report == p->page->report || origin == p->last)
        return;
    p->last = origin;
    if (p->told++ >= SITE_NOTE_OTHERS)
        return;
    markup(p->out, p->told == 1 ? "<ul class=\"ev\">\n<li>" : "<li>");
    put_account(p, origin);
    if (span_equal(evidence_words(p->s, e), p->own)) {
        markup(p->out, "<p class=\"alike\">%w:", WORD_SAME_WORDS);
    } else {
        markup(p->out, "<p class=\"words\">");
        put_words(p, e);
    }
    put_source(p, e);
    markup(p->out, "</p></li>\n");
}

static void begin_others(struct panel *p, const struct site_note *n)
{
    p->own = mark_span(p->page->article->text, n->at);
    p->told = 0;
    p->last = UINT32_MAX;
}

static void end_others(struct panel *p, const struct site_note *n)
{
    if (p->told)
        markup(p->out, "</ul>\n");
    markup(p->out, "<p class=\"go\"><a href=\"/stories/%q/%s/%u\">%w</a>", p->page->story, site_notes_path(n->list),
           n->number, WORD_SIDE_BY_SIDE);
    if (p->told > SITE_NOTE_OTHERS) {
        markup(p->out, " <span>");
        word_count(p->out, WORD_MORE_ACCOUNTS, p->told - SITE_NOTE_OTHERS, 0, 0);
        markup(p->out, "</span>");
    }
    markup(p->out, "</p>\n");
}

/* What a heading has room for, cut between words. */
static struct span shortened(struct span words, bool *cut)
{
    *cut = words.len > HEADING_BYTES;
    if (!*cut)
        return words;
    size_t end = HEADING_BYTES;
    while (end > HEADING_BYTES / 2 && !byte_is_blank(words.at[end]))
        end--;
    if (!byte_is_blank(words.at[end]))
        for (end = HEADING_BYTES; end && ((unsigned char)words.at[end] & 0xc0) == 0x80;)
            end--;
    return span_cut(words, 0, end);
}

static void begin_note(struct panel *p, const struct site_note *n)
{
    struct span list = { &n->list, 1 };
    markup(p->out, "<section class=\"gloss\" id=\"n%t%u\"><h3><a href=\"#m%t%u\"", list, n->number, list, n->number);
}

/* The heading of one that has no name of ours: the report's own words. */
static void put_own_words(struct panel *p, const struct site_note *n)
{
    const struct article *a = p->page->article;
    bool cut;
    struct span words = shortened(mark_span(a->text, n->at), &cut);
    markup(p->out, " class=\"words\"><bdi");
    markup_language(p->out, a->language);
    markup(p->out, ">%t%s</bdi>", words, cut ? " …" : "");
}

static void end_heading(struct panel *p) { markup(p->out, "<span class=\"vh\">: %w</span></a>", WORD_BACK_TO_TEXT); }

static void put_held(struct panel *p, uint32_t origins)
{
    if (origins < 2) {
        markup(p->out, "<span class=\"cnt\">%w</span>", WORD_ONLY_HERE_ACCOUNT);
        return;
    }
    markup(p->out, "<span class=\"cnt\"><b>%u</b> ", origins);
    word_put(p->out, WORD_OF_ACCOUNTS, p->s->origin_count, 0, 0);
    markup(p->out, "</span>");
}

static void put_claim(struct panel *p, const struct site_note *n)
{
    const struct claim *c = &p->s->claims[n->number - 1];
    begin_note(p, n);
    put_own_words(p, n);
    end_heading(p);
    put_held(p, c->origins);
    markup(p->out, "</h3>\n");
    begin_others(p, n);
    for (uint32_t i = 0; i < c->support.count; i++)
        put_other(p, c->support.at[i]);
    end_others(p, n);
    markup(p->out, "</section>\n");
}

static void put_difference(struct panel *p, const struct site_note *n)
{
    const struct difference *d = &p->s->differences[n->number - 1];
    begin_note(p, n);
    markup(p->out, "><bdi>%t</bdi>", d->slot);
    end_heading(p);
    markup_kind(p->out, d->label);
    markup(p->out, "</h3>\n<p class=\"own words\">");
    put_words(p, (struct evidence){ p->page->report, n->at });
    markup(p->out, "</p>\n");
    begin_others(p, n);
    for (uint32_t i = 0; i < d->count; i++)
        put_other(p, d->values[i].at);
    end_others(p, n);
    markup(p->out, "</section>\n");
}

static void put_quote(struct panel *p, const struct site_note *n)
{
    const struct quote *q = &p->s->quotes[n->number - 1];
    begin_note(p, n);
    put_own_words(p, n);
    end_heading(p);
    if (q->count > 1 && !q->same_words)
        markup_kind(p->out, DIFFERENCE_WORDING);
    else
        put_held(p, q->origins);
    markup(p->out, "</h3>\n");
    if (q->speaker.len)
        markup(p->out, "<p class=\"own\">%w: <bdi>%t</bdi></p>\n", WORD_QUOTE, q->speaker);
    begin_others(p, n);
    for (uint32_t i = 0; i < q->count; i++)
        put_other(p, q->variants[i].words);
    end_others(p, n);
    markup(p->out, "</section>\n");
}

void site_notes_put(struct buffer *out, struct arena scratch, const struct site_article *page,
                    const struct site_notes *notes)
{
    struct panel panel = { .out = out, .scratch = &scratch, .page = page, .s = page->synopsis }, *p = &panel;
    for (size_t i = 0; i < notes->count; i++) {
        const struct site_note *n = &notes->at[i];
        if (n->list == 'c')
            put_claim(p, n);
        else if (n->list == 'd')
            put_difference(p, n);
        else
            put_quote(p, n);
    }
}
