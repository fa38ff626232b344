/* One item of a story in all reports that hold it: a card a report, its words in place; two texts for a descent. */
#include "tell/site_story.h"

#include <stdlib.h>

#include "tell/html_parts.h"

enum { BESIDE_ROOM = 220000,      /* bytes of cards; the others are on the next page */
       NEIGHBOUR_MOST = 280,      /* bytes of a paragraph beside the one that holds the words */
       AROUND_MOST = 420,         /* bytes of a long paragraph before and behind them */
       TEXT_MOST = 90000 };       /* bytes of each of two texts side by side */

static const struct { const char *name; enum html_line line; enum word title; } items[SITE_ITEMS] = {
    [SITE_CLAIM] = { "claims", HTML_CLAIM_LINE, WORD_BESIDE_CLAIM },
    [SITE_DIFFERENCE] = { "differences", HTML_DIFFERENCE_LINE, WORD_BESIDE_DIFFERENCE },
    [SITE_QUOTE] = { "quotes", HTML_QUOTE_LINE, WORD_BESIDE_QUOTE },
    [SITE_HAPPENING] = { "timeline", HTML_TIME_LINE, WORD_BESIDE_TIME },
    [SITE_DESCENT] = { "lineage", HTML_NO_LINE, WORD_LINEAGE },
};

const char *site_item_name(enum site_item item) { return items[item].name; }

/* A place of the item.  Cards stand so that each value or wording comes once before any comes twice: by the rank of
 * their report among those of the same group. */
struct place { struct evidence at; uint32_t group, rank; struct marks inner; };

struct beside {
    struct html_page page;
    enum site_item item;
    uint32_t number;               /* from 1 */
    bool inside;
    struct place *places;
    uint32_t count;
    struct numbers absent, unclear;
    const char *kind;              /* of the difference: what its words are marked as */
};

static uint32_t items_of(const struct synopsis *s, enum site_item item)
{
    const uint32_t counts[SITE_ITEMS] = { s->claim_count, s->difference_count, s->quote_count, s->happening_count,
                                          s->lineage_count };
    return counts[item];
}

struct span site_item_title(const struct synopsis *s, enum site_item item, uint32_t number)
{
    if (!number || number > items_of(s, item))
        return (struct span){ NULL, 0 };
    switch (item) {
    case SITE_CLAIM:      return evidence_words(s, s->claims[number - 1].wording);
    case SITE_DIFFERENCE: return s->differences[number - 1].slot;
    case SITE_QUOTE:      return s->quotes[number - 1].speaker;
    case SITE_HAPPENING:  return evidence_words(s, s->timeline[number - 1].wording);
    default:              return label_report(s, s->lineage[number - 1].to);
    }
}

/* ---- what is shown ---- */

static int by_group(const void *one, const void *two)
{
    const struct place *a = one, *b = two;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->at.report != b->at.report)
        return a->at.report < b->at.report ? -1 : 1;
    if (a->at.at.from != b->at.at.from)
        return a->at.at.from < b->at.at.from ? -1 : 1;
    return (a->at.at.to > b->at.at.to) - (a->at.at.to < b->at.at.to);
}

static void gather(struct beside *b, const struct evidences *list)
{
    b->places = arena_new(b->page.scratch, struct place, list->count);
    for (uint32_t i = 0; i < list->count; i++)
        b->places[b->count++] = (struct place){ .at = list->at[i] };
}

static void gather_values(struct beside *b, const struct difference *d)
{
    struct view_groups groups = view_groups(b->page.scratch, b->page.s, d);
    b->kind = html_kind_name(d->label);
    b->places = arena_new(b->page.scratch, struct place, d->count);
    for (uint32_t i = 0; i < d->count; i++)
        b->places[b->count++] = (struct place){ .at = d->values[i].at, .group = groups.of[i] };
}

static void gather_variants(struct beside *b, const struct quote *q)
{
    struct view_groups groups = view_wordings(b->page.scratch, b->page.s, q);
    b->places = arena_new(b->page.scratch, struct place, q->count);
    for (uint32_t i = 0; i < q->count; i++)
        b->places[b->count++] = (struct place){ .at = q->variants[i].words, .group = groups.of[i],
                                                .inner = q->variants[i].differing };
}

static void gather_places(struct beside *b)
{
    const struct synopsis *s = b->page.s;
    uint32_t i = b->number - 1;
    if (b->item == SITE_CLAIM) {
        gather(b, &s->claims[i].support);
        b->absent = s->claims[i].absent;
        b->unclear = s->claims[i].unclear;
    } else if (b->item == SITE_HAPPENING) {
        gather(b, &s->timeline[i].support);
    } else if (b->item == SITE_DIFFERENCE) {
        gather_values(b, &s->differences[i]);
    } else {
        gather_variants(b, &s->quotes[i]);
    }
    if (!b->count)
        return;
    qsort(b->places, b->count, sizeof *b->places, by_group);
    for (struct place *place = b->places + 1; place < b->places + b->count; place++)
        if (place->group == place[-1].group)
            place->rank = place[-1].rank + (place->at.report != place[-1].at.report);
    qsort(b->places, b->count, sizeof *b->places, by_group);
}

/* Reports in which none of it was found; of a claim it is known who could not tell. */
static struct numbers find_others(struct beside *b)
{
    const struct synopsis *s = b->page.s;
    struct numbers list = { arena_new(b->page.scratch, uint32_t, s->report_count), 0 };
    bool *holds = arena_new(b->page.scratch, bool, s->report_count);
    for (uint32_t i = 0; i < b->count; i++)
        holds[b->places[i].at.report] = true;
    for (uint32_t i = 0; i < s->report_count; i++)
        if (!holds[i])
            list.at[list.count++] = i;
    return list;
}

/* ---- words in their place ---- */

/* Moved to where a character begins. */
static uint32_t at_letter(struct span text, uint32_t at)
{
    while (at < text.len && at && ((unsigned char)text.at[at] & 0xc0) == 0x80)
        at--;
    return at;
}

static void put_words(struct html_page *p, struct span text, uint32_t from, uint32_t to)
{
    if (from < to)
        html_print(p, "%t", mark_span(text, (struct mark){ from, to }));
}

/* The marked words; in a quote, those that differ from the first variant's once more. */
static void put_mark(struct html_page *p, struct span text, struct mark at, struct marks inner)
{
    uint32_t done = at.from;
    html_print(p, "<mark>");
    for (uint32_t i = 0; i < inner.count; i++) {
        struct mark m = inner.at[i];
        if (m.from < done || m.to > at.to || m.to <= m.from)
            continue;
        put_words(p, text, done, m.from);
        html_print(p, "<b>%t</b>", mark_span(text, m));
        done = m.to;
    }
    put_words(p, text, done, at.to);
    html_print(p, "</mark>");
}

/* A paragraph with the places [first, end) of one report, long ones cut to what stands around the words. */
static void put_paragraph(struct html_page *p, struct span text, struct mark block, const struct place *first,
                          const struct place *end)
{
    uint32_t from = block.from, to = block.to, last = block.from;
    for (const struct place *place = first; place < end; place++)
        last = place->at.at.to > last ? place->at.at.to : last;
    if (first->at.at.from > from + 2 * AROUND_MOST)
        from = at_letter(text, first->at.at.from - AROUND_MOST);
    if (to > last + 2 * AROUND_MOST)
        to = at_letter(text, last + AROUND_MOST);
    html_print(p, from > block.from ? "<p>… " : "<p>");
    uint32_t done = from;
    for (const struct place *place = first; place < end; place++) {
        struct mark m = place->at.at;
        m.from = m.from < done ? done : m.from;
        m.to = m.to > to ? to : m.to;
        if (m.to <= m.from)
            continue;
        put_words(p, text, done, m.from);
        put_mark(p, text, m, place->inner);
        done = m.to;
    }
    put_words(p, text, done, to);
    html_print(p, to < block.to ? " …</p>\n" : "</p>\n");
}

/* A paragraph before (its end) or behind (its begin). */
static void put_neighbour(struct html_page *p, const struct article *a, uint32_t block, bool before)
{
    struct mark at = a->blocks.at[block].at;
    bool cut = mark_length(at) > NEIGHBOUR_MOST;
    if (cut && before)
        at.from = at_letter(a->text, at.to - NEIGHBOUR_MOST);
    else if (cut)
        at.to = at_letter(a->text, at.from + NEIGHBOUR_MOST);
    html_print(p, cut && before ? "<p class=\"around\">… %t" : "<p class=\"around\">%t", mark_span(a->text, at));
    html_print(p, cut && !before ? " …</p>\n" : "</p>\n");
}

static void put_places(struct html_page *p, const struct article *a, const struct place *first, const struct place *end)
{
    uint32_t last = UINT32_MAX;
    if (!a->blocks.count) {
        put_paragraph(p, a->text, (struct mark){ 0, (uint32_t)a->text.len }, first, end);
        return;
    }
    while (first < end) {
        uint32_t block = html_block_at(a, first->at.at.from);
        struct mark at = a->blocks.at[block].at;
        const struct place *next = first + 1;
        at.to = at.to < first->at.at.to ? first->at.at.to : at.to;   /* words may run on into the next one */
        while (next < end && next->at.at.from < at.to)
            next++;
        if (block && block - 1 != last)
            put_neighbour(p, a, block - 1, true);
        put_paragraph(p, a->text, at, first, next);
        last = html_block_at(a, at.to ? at.to - 1 : 0);
        first = next;
        if (last + 1 < a->blocks.count && !(first < end && html_block_at(a, first->at.at.from) <= last + 2))
            put_neighbour(p, a, last + 1, false);
    }
}

/* ---- the cards ---- */

static void put_report_line(struct html_page *p, uint32_t report, const char *level)
{
    const struct story_report *r = &p->s->reports[report];
    html_print(p, "<header><%s>", level);
    html_origin(p, r->origin);
    html_print(p, " ");
    html_sign(p, r->is_root ? "own" : "copy");
    html_print(p, " <bdi>%t</bdi></%s><p class=\"small\">%w", label_report(p->s, report), level,
               r->is_root ? WORD_OWN_ACCOUNT : WORD_COPY);
    if (when_known(r->report->article.published)) {
        html_print(p, " · ");
        html_when(p, r->report->article.published);
    }
    if (r->report->article.language.len)
        html_print(p, " · %t", word_language(r->report->article.language));
    html_print(p, "</p></header>\n");
}

static void put_value(struct beside *b, const struct place *place)
{
    struct html_page *p = &b->page;
    if (b->item != SITE_DIFFERENCE)
        return;
    const struct difference *d = &p->s->differences[b->number - 1];
    for (uint32_t v = 0; v < d->count; v++)
        if (d->values[v].at.report == place->at.report && d->values[v].at.at.from == place->at.at.from &&
            d->values[v].value.len) {
            html_print(p, "<p class=\"value\"><bdi>%t</bdi></p>\n", d->values[v].value);
            return;
        }
}

static void put_card(struct beside *b, const struct place *first, const struct place *end)
{
    struct html_page *p = &b->page;
    const struct article *a = &p->s->reports[first->at.report].report->article;
    bool own = p->s->reports[first->at.report].is_root;
    html_print(p, "<article class=\"card%s%s%s\">\n", own ? "" : " copied", b->kind ? " k-" : "",
               b->kind ? b->kind : "");
    put_report_line(p, first->at.report, b->inside ? "h3" : "h2");
    put_value(b, first);
    html_print(p, "<div class=\"place\"");
    html_language(p, first->at.report);
    html_print(p, ">\n");
    put_places(p, a, first, end);
    html_print(p, "</div>\n<p class=\"small\"><a href=\"");
    html_target(p, first->at, HTML_CLAIM);
    html_print(p, "\">%w<span class=\"vh\">: %t</span></a></p>\n</article>\n", WORD_OPEN_IN_REPORT,
               label_report(p->s, first->at.report));
}

/* A card for each report and value; gives the number of the first one without room. */
static uint32_t put_cards(struct beside *b, uint32_t from, uint32_t *all)
{
    struct html_page *p = &b->page;
    uint32_t card = 0, next = UINT32_MAX;
    size_t full = p->out->len + BESIDE_ROOM;
    html_print(p, "<div class=\"cards\">\n");
    for (uint32_t i = 0, end; i < b->count; i = end, card++) {
        for (end = i + 1; end < b->count && b->places[end].at.report == b->places[i].at.report &&
                          b->places[end].group == b->places[i].group;)
            end++;
        if (card < from || next != UINT32_MAX)
            continue;
        if (p->out->len >= full)
            next = card;
        else
            put_card(b, &b->places[i], &b->places[end]);
    }
    html_print(p, "</div>\n");
    *all = card;
    return next;
}

/* ---- what stands around them ---- */

static void put_heading(struct beside *b)
{
    struct html_page *p = &b->page;
    const struct synopsis *s = p->s;
    uint32_t i = b->number - 1;
    const char *level = b->inside ? "h2" : "h1";
    struct span title = site_item_title(s, b->item, b->number);
    html_print(p, "<%s id=\"beside-h\"", level);
    if (b->item == SITE_CLAIM || b->item == SITE_HAPPENING) {
        html_print(p, " class=\"words\"");
        html_language(p, b->item == SITE_CLAIM ? s->claims[i].wording.report : s->timeline[i].wording.report);
        html_print(p, ">%t</%s>\n", title, level);
    } else if (b->item == SITE_DESCENT) {
        html_print(p, " class=\"ui\"><bdi>%t</bdi>: %s %w <bdi>%t</bdi></%s>\n", title,
                   word_lineage(s->lineage[i].kind), WORD_COPY_OF, label_report(s, s->lineage[i].from), level);
    } else if (title.len) {
        html_print(p, " class=\"ui\"><bdi>%t</bdi></%s>\n", title, level);
    } else {
        html_print(p, " class=\"ui\">%w</%s>\n", WORD_NO_SPEAKER, level);
    }
}

static void put_about(struct beside *b)
{
    struct html_page *p = &b->page;
    uint32_t i = b->number - 1;
    html_print(p, "<p class=\"about\">");
    if (b->item == SITE_CLAIM) {
        html_count(p, WORD_ACCOUNTS, p->s->claims[i].origins, 0, 0);
        html_print(p, " ");
        html_count(p, WORD_IN_REPORTS, p->s->claims[i].reports, 0, 0);
        html_notes(p, &p->s->claims[i]);
    } else if (b->item == SITE_DIFFERENCE) {
        html_kind(p, p->s->differences[i].label);
        html_print(p, " %t", p->s->differences[i].reason);
    } else if (b->item == SITE_QUOTE) {
        html_count(p, WORD_ACCOUNTS, p->s->quotes[i].origins, 0, 0);
        html_print(p, " ");
        html_count(p, WORD_IN_REPORTS, p->s->quotes[i].reports, 0, 0);
    } else if (b->item == SITE_HAPPENING) {
        html_when(p, p->s->timeline[i].when);
    } else {
        html_grounds(p, &p->s->lineage[i]);
    }
    html_print(p, "</p>\n");
}

static void put_step(struct beside *b, uint32_t number, enum word word)
{
    if (number && number <= items_of(b->page.s, b->item))
        html_print(&b->page, "<li><a class=\"beside\" href=\"/stories/%q/%s/%u\">%w</a></li>", b->page.site->id,
                   items[b->item].name, number, word);
}

/* The way back to the line on the story's page, and to the lines beside it. */
static void put_ways(struct beside *b)
{
    static const char *const ids[HTML_LINES] = { "", "c", "d", "q", "t" };
    struct html_page *p = &b->page;
    enum html_line line = items[b->item].line;
    html_print(p, "<nav class=\"ways\" aria-label=\"");
    word_put(p->out, items[b->item].title, b->number, 0, 0);
    html_print(p, "\"><ul><li><a href=\"/stories/%q#%s", p->site->id, line == HTML_NO_LINE ? items[b->item].name : ids[line]);
    if (line != HTML_NO_LINE)
        html_print(p, "%u", b->number);
    html_print(p, "\">%w</a></li>", WORD_BACK_TO_ITEM);
    put_step(b, b->number - 1, WORD_PREVIOUS_ITEM);
    put_step(b, b->number + 1, WORD_NEXT_ITEM);
    html_print(p, "</ul></nav>\n");
}

/* All of them: here it is the page's matter who does not say it. */
static void put_others(struct beside *b, enum word title, struct numbers reports)
{
    enum { NAMES = 200 };
    struct html_page *p = &b->page;
    if (!reports.count)
        return;
    html_print(p, "<div class=\"others\"><h%s>%w</h%s><ul>", b->inside ? "3" : "2", title, b->inside ? "3" : "2");
    for (uint32_t i = 0; i < reports.count && i < NAMES; i++) {
        html_print(p, "<li>");
        html_origin(p, p->s->reports[reports.at[i]].origin);
        html_print(p, " <a href=\"");
        html_report(p, reports.at[i]);
        html_print(p, "\"><bdi>%t</bdi></a></li>\n", label_report(p->s, reports.at[i]));
    }
    html_print(p, "</ul></div>\n");
}

static void put_next_cards(struct beside *b, uint32_t next, uint32_t all)
{
    struct html_page *p = &b->page;
    if (next >= all)
        return;
    html_print(p, "<p class=\"onward\"><a href=\"/stories/%q/%s/%u?from=%u\">", p->site->id, items[b->item].name, b->number,
               next);
    html_count(p, WORD_NEXT_OF, all - next, 0, 0);
    html_print(p, "</a></p>\n");
}

/* ---- a descent: two texts ---- */

struct stretch { struct mark at; uint32_t number; bool met; };   /* met: its number stands there */

static int by_begin(const void *one, const void *two)
{
    const struct stretch *a = one, *b = two;
    if (a->at.from != b->at.from)
        return a->at.from < b->at.from ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static void put_number(struct html_page *p, struct stretch *run, const char *side, const char *other)
{
    if (!run->met)
        html_print(p, "<a class=\"run\" id=\"%s%u\" href=\"#%s%u\">%u</a>", side, run->number, other, run->number,
                   run->number);
    run->met = true;
}

static void put_block(struct html_page *p, struct span text, const struct block *block, struct stretch *list,
                      uint32_t count, uint32_t *at, const char *side, const char *other)
{
    uint32_t done = block->at.from;
    html_print(p, block->kind == BLOCK_TITLE ? "<p class=\"title\">" : "<p>");
    while (*at < count && list[*at].at.from < block->at.to) {
        struct mark m = list[*at].at;
        bool goes_on = m.to > block->at.to;
        m.from = m.from < done ? done : m.from;
        m.to = goes_on ? block->at.to : m.to;
        put_words(p, text, done, m.from);
        put_number(p, &list[*at], side, other);
        if (m.to > m.from)
            html_print(p, "<mark>%t</mark>", mark_span(text, m));
        done = m.to > done ? m.to : done;
        if (goes_on)
            break;
        ++*at;
    }
    put_words(p, text, done, block->at.to);
    html_print(p, "</p>\n");
}

static void put_text(struct beside *b, uint32_t report, struct stretch *list, uint32_t count, bool source)
{
    struct html_page *p = &b->page;
    const struct article *a = &p->s->reports[report].report->article;
    const char *side = source ? "a" : "b", *other = source ? "b" : "a";
    size_t full = p->out->len + TEXT_MOST;
    uint32_t at = 0, i = 0;
    if (count)
        qsort(list, count, sizeof *list, by_begin);
    html_print(p, "<article class=\"card%s\"><p class=\"lab\">%w</p>\n", source ? "" : " copied",
               source ? WORD_THE_SOURCE : WORD_MADE_OF_IT);
    put_report_line(p, report, b->inside ? "h3" : "h2");
    html_print(p, "<div class=\"place\"");
    html_language(p, report);
    html_print(p, ">\n");
    for (; i < a->blocks.count && p->out->len < full; i++)
        put_block(p, a->text, &a->blocks.at[i], list, count, &at, side, other);
    for (uint32_t k = 0; k < count; k++)   /* of those in what is not shown */
        put_number(p, &list[k], side, other);
    html_print(p, "</div>\n");
    if (i < a->blocks.count)
        html_print(p, "<p class=\"small\">%w</p>\n", WORD_TEXT_GOES_ON);
    html_print(p, "<p class=\"small\"><a href=\"");
    html_report(p, report);
    html_print(p, "\">%w<span class=\"vh\">: %t</span></a></p>\n</article>\n", WORD_OPEN_IN_REPORT, label_report(p->s, report));
}

/* The end of what is shown of a report: a run behind it has no place to lead to. */
static uint32_t shown_until(const struct article *a)
{
    return a->blocks.count && a->text.len > TEXT_MOST / 2 ? TEXT_MOST / 2 : (uint32_t)a->text.len;
}

static void put_descent(struct beside *b)
{
    struct html_page *p = &b->page;
    const struct lineage_edge *e = &p->s->lineage[b->number - 1];
    const struct article *from = &p->s->reports[e->from].report->article, *to = &p->s->reports[e->to].report->article;
    struct stretch *one = arena_new(p->scratch, struct stretch, e->run_count);
    struct stretch *two = arena_new(p->scratch, struct stretch, e->run_count);
    uint32_t count = 0, until_from = shown_until(from), until_to = shown_until(to);
    for (uint32_t i = 0; i < e->run_count; i++) {
        if (e->runs[i].a.from >= until_from || e->runs[i].b.from >= until_to)
            continue;
        one[count] = (struct stretch){ e->runs[i].a, count + 1, false };
        two[count] = (struct stretch){ e->runs[i].b, count + 1, false };
        count++;
    }
    html_print(p, "<p class=\"small\">%w</p>\n<div class=\"texts\">\n", count ? WORD_BESIDE_TEXTS : WORD_BESIDE_NO_RUNS);
    put_text(b, e->from, one, count, true);
    put_text(b, e->to, two, count, false);
    html_print(p, "</div>\n");
}

bool site_beside(struct buffer *out, struct arena scratch, const struct site_story *story, enum site_item item,
                 uint32_t number, bool inside)
{
    const struct synopsis *s = story->synopsis;
    struct beside beside = { .item = item, .number = number, .inside = inside }, *b = &beside;
    struct html_page *p = &b->page;
    if (!number || number > items_of(s, item))
        return false;
    *p = (struct html_page){ .out = out, .s = s, .scratch = &scratch, .site = story, .times = view_times(s) };
    html_print(p, "<div class=\"side\">\n<p class=\"kick\"><span><a href=\"/stories/%q\"><bdi>%t</bdi></a></span><span>", story->id,
               s->headline);
    word_put(out, items[item].title, number, 0, 0);
    html_print(p, "</span></p>\n");
    put_heading(b);
    put_about(b);
    put_ways(b);
    if (item == SITE_DESCENT) {
        put_descent(b);
    } else {
        uint32_t all;
        gather_places(b);
        uint32_t next = put_cards(b, story->from, &all);
        put_next_cards(b, next, all);
        put_others(b, WORD_SILENT_THESE, b->absent);
        put_others(b, WORD_CANNOT_TELL_THESE, b->unclear);
        if (item != SITE_CLAIM)
            put_others(b, WORD_NOT_FOUND_IN, find_others(b));
    }
    html_print(p, "</div>\n");
    return true;
}

/* ---- the log ---- */

static void put_event(struct buffer *out, const struct site_story *story, const struct site_event *e)
{
    markup(out, "<tr><td>");
    markup_instant(out, e->at);
    markup(out, "</td><td>%s", e->what);
    if (e->was.len && !span_equal(e->was, story->id))
        markup(out, " %w <a href=\"/stories/%q\">%t</a>", WORD_LOG_FROM, e->was, e->was);
    if (e->story.len && !span_equal(e->story, story->id))
        markup(out, " %w <a href=\"/stories/%q\">%t</a>", WORD_LOG_INTO, e->story, e->story);
    markup(out, "</td><td>");
    if (e->article.len) {
        markup(out, "<a class=\"words\" href=\"/articles/%q\"><span", e->article);
        markup_language(out, e->language);
        markup(out, ">%t</span></a> <bdi class=\"small\">%t</bdi>", e->title.len ? e->title : e->article, e->outlet);
    }
    markup(out, "</td></tr>\n");
}

void site_story_log(struct buffer *out, const struct site_story *story, const struct site_event *events, uint32_t count,
                    uint32_t left_out)
{
    markup(out, "<p class=\"kick\"><span><a href=\"/stories/%q\"><bdi>%t</bdi></a></span></p>\n<h1 class=\"ui\">%w</h1>\n"
                "<p class=\"about\">%w</p>\n", story->id, story->synopsis->headline, WORD_LOG, WORD_LOG_NOTE);
    if (left_out) {
        markup(out, "<p class=\"small\">");
        word_count(out, WORD_LOG_LEFT_OUT, left_out, 0, 0);
        markup(out, "</p>\n");
    }
    if (!count) {
        markup(out, "<p>%w</p>\n", WORD_LOG_EMPTY);
        return;
    }
    markup(out, "<table class=\"log\"><thead><tr><th scope=\"col\">%w</th><th scope=\"col\">%w</th><th scope=\"col\">%w</th></tr>"
                "</thead><tbody>\n", WORD_LOG_WHEN, WORD_LOG_WHAT, WORD_LOG_REPORT);
    for (uint32_t i = 0; i < count; i++)
        put_event(out, story, &events[i]);
    markup(out, "</tbody></table>\n");
}
