#include "tell/site_article.h"

#include <stdlib.h>

#include "tell/escape.h"
#include "tell/label.h"
#include "tell/markup.h"
#include "tell/site_marks.h"
#include "tell/site_notes.h"
#include "tell/view.h"

/* Marks beyond these are shown in the text and lead nowhere. */
enum { LISTED_MOST = 200, BACK_MOST = 3 };

struct article_print {
    struct buffer *out;
    struct arena *scratch;
    const struct site_article *page;
    const struct lineage_edge *parent;     /* of the report, or NULL */
    struct site_notes notes;
    struct site_marks marks;
    uint32_t figures, sayings;             /* found in the blocks, numbered from 1; the first LISTED_MOST are listed */
    uint32_t saying_of[LISTED_MOST + 1];   /* by number: which of the page's it is */
};

static bool compared(const struct site_article *page) { return page->told == SITE_TOLD; }

/* ---- marks of what was found in the report alone ---- */

static int by_begin(const void *one, const void *two)
{
    const struct mark *a = one, *b = two;
    return a->from != b->from ? (a->from < b->from ? -1 : 1) : 0;
}

/* Where marks of these lists stand, in order, none over another. */
static struct marks taken_places(struct article_print *p, char list)
{
    struct marks out = { arena_new(p->scratch, struct mark, p->marks.count), 0 };
    uint32_t kept = 0;
    for (size_t i = 0; i < p->marks.count; i++)
        if (p->marks.at[i].list == list)
            out.at[out.count++] = p->marks.at[i].at;
    if (out.count)
        qsort(out.at, out.count, sizeof *out.at, by_begin);
    for (uint32_t i = 0; i < out.count; i++) {
        if (kept && out.at[i].from <= out.at[kept - 1].to)
            out.at[kept - 1].to = out.at[i].to > out.at[kept - 1].to ? out.at[i].to : out.at[kept - 1].to;
        else
            out.at[kept++] = out.at[i];
    }
    out.count = kept;
    return out;
}

/* Whether one of the sorted marks, of which none overlap, shares a byte with `at`. */
static bool is_taken(const struct marks *marks, struct mark at)
{
    uint32_t low = 0, high = marks->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (marks->at[middle].to <= at.from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < marks->count && mark_overlaps(marks->at[low], at);
}

static void add_listed(struct article_print *p, struct mark at, uint8_t kind, char list, uint32_t number)
{
    bool listed = number <= LISTED_MOST;
    /* Beside a story's claims, what is told without quoting it leaves the words to them. */
    bool still = kind == SITE_MARK_PLACE && compared(p->page);
    site_marks_add(p->scratch, &p->marks, (struct site_mark){ .at = at, .kind = kind, .list = listed ? list : 0,
                                                             .is_first = true, .is_still = still, .number = number });
}

static void add_figures(struct article_print *p)
{
    struct marks taken = taken_places(p, 'd');
    for (uint32_t i = 0; i < p->page->figure_count; i++)
        if (site_text_shows(p->page->article, p->page->figures[i].at) && !is_taken(&taken, p->page->figures[i].at))
            add_listed(p, p->page->figures[i].at, SITE_MARK_FIGURE, 'f', ++p->figures);
}

/* What is not quoted word for word is listed, and not marked: the sentence says it itself. */
static void add_sayings(struct article_print *p)
{
    struct marks taken = taken_places(p, 'q');
    for (uint32_t i = 0; i < p->page->saying_count; i++) {
        const struct site_saying *s = &p->page->sayings[i];
        if (!site_text_shows(p->page->article, s->at) || is_taken(&taken, s->at))
            continue;
        add_listed(p, s->at, s->quoted ? SITE_MARK_QUOTE : SITE_MARK_PLACE, 's', ++p->sayings);
        if (p->sayings <= LISTED_MOST)
            p->saying_of[p->sayings] = i;
    }
}

static void add_names(struct article_print *p)
{
    for (uint32_t i = 0; i < p->page->name_count; i++)
        for (uint32_t k = 0; k < p->page->names[i].places.count; k++)
            site_marks_add(p->scratch, &p->marks, (struct site_mark){
                .at = p->page->names[i].places.at[k], .kind = SITE_MARK_NAME,
                .name = k ? (struct span){ NULL, 0 } : p->page->names[i].name });
}

/* ---- the head ---- */

static void put_neighbour(struct article_print *p, uint32_t report, enum word word)
{
    const struct synopsis *s = p->page->synopsis;
    markup(p->out, "<span><a href=\"/articles/%q\">%w <bdi>%t</bdi></a></span>", s->reports[report].report->article.id,
           word, label_report(s, report));
}

/* The items of the story that rest on the place that was asked for. */
static uint32_t put_items_at(struct article_print *p, bool exact, uint32_t put)
{
    static const struct { char list; enum word word; } lists[] = {
        { 'c', WORD_BACK_TO_CLAIM }, { 'd', WORD_BACK_TO_DIFFERENCE }, { 'q', WORD_BACK_TO_QUOTE }
    };
    struct mark at = p->page->at;
    for (size_t i = 0; i < p->marks.count && put < BACK_MOST; i++) {
        const struct site_mark *m = &p->marks.at[i];
        bool same = m->at.from == at.from && m->at.to == at.to;
        for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
            if (m->list != lists[k].list || (exact ? !same : !mark_overlaps(m->at, at)))
                continue;
            markup(p->out, "<span><a class=\"to\" href=\"/stories/%q#%t%u\">", p->page->story,
                   (struct span){ &m->list, 1 }, m->number);
            word_put(p->out, lists[k].word, m->number, 0, 0);
            markup(p->out, "</a></span>");
            put++;
        }
    }
    return put;
}

static uint32_t put_happenings_at(struct article_print *p, uint32_t put)
{
    const struct synopsis *s = p->page->synopsis;
    for (uint32_t i = 0; i < s->happening_count && put < BACK_MOST; i++)
        for (uint32_t k = 0; k < s->timeline[i].support.count && put < BACK_MOST; k++) {
            struct evidence e = s->timeline[i].support.at[k];
            if (e.report != p->page->report || e.at.from != p->page->at.from || e.at.to != p->page->at.to)
                continue;
            markup(p->out, "<span><a class=\"to\" href=\"/stories/%q#t%u\">", p->page->story, i + 1);
            word_put(p->out, WORD_BACK_TO_TIMELINE, i + 1, 0, 0);
            markup(p->out, "</a></span>");
            put++;
        }
    return put;
}

static void put_back(struct article_print *p)
{
    uint32_t put = 0;
    if (p->page->at.from >= p->page->at.to)
        return;
    if (compared(p->page)) {
        put = put_happenings_at(p, put_items_at(p, true, 0));
        put = put ? put : put_items_at(p, false, 0);
    }
    if (!put)
        markup(p->out, "<span><a class=\"to\" href=\"/stories/%q\">%w</a></span>", p->page->story, WORD_BACK_TO_STORY);
}

static void put_kicker(struct article_print *p)
{
    const struct site_article *page = p->page;
    if (!page->story.len)
        return;
    markup(p->out, "<p class=\"kick\"><span><a class=\"words\" href=\"/stories/%q\"><bdi>%t</bdi></a></span>",
           page->story, page->headline.len ? page->headline : page->story);
    put_back(p);
    if (compared(page)) {
        markup(p->out, "<span>");
        word_put(p->out, WORD_REPORT_OF, page->report + 1, page->synopsis->report_count, 0);
        markup(p->out, "</span>");
        if (page->report)
            put_neighbour(p, page->report - 1, WORD_BEFORE_IT_REPORT);
        if (page->report + 1 < page->synopsis->report_count)
            put_neighbour(p, page->report + 1, WORD_NEXT_REPORT);
    }
    markup(p->out, "</p>\n");
}

static void put_letter(struct article_print *p)
{
    const struct synopsis *s = p->page->synopsis;
    uint32_t origin = s->reports[p->page->report].origin;
    markup(p->out, "<abbr class=\"o\" title=\"%t\">", label_report(s, s->origins[origin].root));
    label_origin(p->out, origin);
    markup(p->out, "</abbr>");
}

static void put_descent(struct article_print *p)
{
    const struct lineage_edge *e = p->parent;
    const struct synopsis *s = p->page->synopsis;
    put_letter(p);
    if (!e) {
        struct span label = s->reports[p->page->report].origin_label;
        markup(p->out, " %t", label.len ? label : span_of(word_text(WORD_OWN_ACCOUNT)));
        return;
    }
    markup(p->out, " %w <a href=\"/articles/%q\"><bdi>%t</bdi></a>: %s", WORD_GOES_BACK_TO,
           s->reports[e->from].report->article.id, label_report(s, e->from), word_lineage(e->kind));
    if (e->share > 0) {
        markup(p->out, ", ");
        word_put(p->out, WORD_SAME_WORDS_SHARE, (uint32_t)(e->share * 100 + 0.5f), 0, 0);
    }
}

static void put_imprint(struct article_print *p)
{
    const struct article *a = p->page->article;
    markup(p->out, "<p class=\"imprint\"><bdi>%t</bdi>",
           a->outlet.len ? a->outlet : span_of(word_text(WORD_UNNAMED_OUTLET)));
    if (a->dateline.len)
        markup(p->out, ", <bdi>%t</bdi>", a->dateline);
    if (when_known(a->published)) {
        markup(p->out, ", ");
        markup_when(p->out, a->published);
    }
    if (compared(p->page)) {
        markup(p->out, ". ");
        put_descent(p);
    }
    markup(p->out, "</p>\n");
}

static void put_version_notice(struct article_print *p)
{
    const struct site_article *page = p->page;
    if (page->shown == page->version_count)
        return;
    markup(p->out, "<p class=\"notice\"><b>");
    word_put(p->out, WORD_ARTICLE_VERSION, page->shown, page->version_count, 0);
    markup(p->out, ".</b> %w <a href=\"/articles/%q\">%w</a></p>\n", WORD_EARLIER_VERSION, page->id, WORD_SHOW_LATEST);
}

/* ---- facts ---- */

static void put_fact(struct article_print *p, enum word name, struct span value)
{
    if (value.len)
        markup(p->out, "<dt>%w</dt><dd><bdi>%t</bdi></dd>\n", name, value);
}

static void put_moment(struct article_print *p, enum word name, struct when when)
{
    if (!when_known(when))
        return;
    markup(p->out, "<dt>%w</dt><dd>", name);
    markup_when(p->out, when);
    markup(p->out, "</dd>\n");
}

static void put_outlet(struct article_print *p)
{
    const struct site_article *page = p->page;
    if (!page->outlet || !page->article->outlet.len) {
        put_fact(p, WORD_OUTLET, page->article->outlet);
        return;
    }
    markup(p->out, "<dt>%w</dt><dd><a href=\"/outlets/%i\"><bdi>%t</bdi></a></dd>\n", WORD_OUTLET, page->outlet,
           page->article->outlet);
}

static void put_origin(struct article_print *p)
{
    const struct lineage_edge *e = p->parent;
    if (!compared(p->page))
        return;
    markup(p->out, "<dt>%w</dt><dd>", WORD_WHAT_IT_IS);
    put_descent(p);
    markup(p->out, "</dd>\n");
    if (!e)
        return;
    markup(p->out, "<dt>%w</dt><dd>", WORD_GROUNDS);
    word_sureness(p->out, e->sure, e->inferred);
    for (uint32_t i = 0; i < e->grounds.count; i++)
        markup(p->out, "%s%t", i ? "; " : ": ", e->grounds.at[i]);
    markup(p->out, "</dd>\n");
}

static void put_lengths(struct article_print *p)
{
    const struct article *a = p->page->article;
    uint64_t cut = 0;
    for (uint32_t i = 0; i < a->cuts.count; i++)
        cut += a->flags & ARTICLE_HTML ? a->cuts.at[i].words.len : mark_length(a->cuts.at[i].at);
    markup(p->out, "<dt>%w</dt><dd>", WORD_LENGTH);
    word_count(p->out, WORD_BYTES, (uint32_t)a->text.len, 0, 0);
    if (cut) {
        markup(p->out, ", ");
        word_count(p->out, WORD_BYTES_LEFT_OUT, cut > UINT32_MAX ? UINT32_MAX : (uint32_t)cut, 0, 0);
    }
    markup(p->out, "</dd>\n");
}

/* The host is what tells a reader where a link leads. */
static struct span host_of(struct span url)
{
    size_t at = span_find(url, SPAN("://"), 0);
    struct span host = at == SPAN_NONE ? url : span_from(url, at + 3);
    size_t end = span_find_byte(host, '/', 0);
    return span_cut(host, 0, end == SPAN_NONE ? host.len : end);
}

static void put_original(struct article_print *p)
{
    const struct article *a = p->page->article;
    struct span url = a->url.len ? a->url : a->canonical_url;
    if (!url.len) {
        put_fact(p, WORD_FILE, a->file);
        return;
    }
    markup(p->out, "<dt>%w</dt><dd>", WORD_ORIGINAL_AT);
    markup_outside(p->out, url, escape_may_link(url) ? host_of(url) : url);
    markup(p->out, "</dd>\n");
}

static void put_side(struct buffer *out, const struct revision_side *side)
{
    word_put(out, WORD_VERSION, side->number, 0, 0);
    if (when_known(side->seen)) {
        markup(out, ", ");
        markup_when(out, side->seen);
    }
}

static void put_versions(struct article_print *p)
{
    const struct site_article *page = p->page;
    if (page->version_count < 2)
        return;
    markup(p->out, "<dt>%w</dt><dd><ol class=\"versions\">\n", WORD_VERSIONS);
    for (uint32_t i = page->version_count; i-- > 0;) {
        const struct revision_side *v = &page->versions[i];
        markup(p->out, "<li><a href=\"/articles/%q?version=%u\"%s>", page->id, v->number,
               v->number == page->shown ? " aria-current=\"true\"" : "");
        put_side(p->out, v);
        markup(p->out, "</a>");
        if (i)
            markup(p->out, "<br><a href=\"/articles/%q/changes?from=%u&amp;to=%u\">%w</a>", page->id,
                   page->versions[i - 1].number, v->number, WORD_CHANGES_SINCE);
        markup(p->out, "</li>\n");
    }
    markup(p->out, "</ol></dd>\n");
}

/* As printed; where no line is, the names that the page gives elsewhere. */
static void put_byline(struct article_print *p)
{
    const struct article *a = p->page->article;
    if (a->byline.len || !a->authors.count) {
        put_fact(p, WORD_BYLINE, a->byline.len ? a->byline : span_of(word_text(WORD_NONE_GIVEN)));
        return;
    }
    markup(p->out, "<dt>%w</dt><dd>", WORD_BYLINE);
    for (uint32_t i = 0; i < a->authors.count; i++)
        markup(p->out, i ? ", <bdi>%t</bdi>" : "<bdi>%t</bdi>", a->authors.at[i]);
    markup(p->out, "</dd>\n");
}

static void put_facts(struct article_print *p)
{
    const struct site_article *page = p->page;
    const struct article *a = page->article;
    markup(p->out, "<div class=\"colophon\"><dl>\n");
    put_outlet(p);
    put_origin(p);
    put_byline(p);
    put_fact(p, WORD_CREDIT, a->credit);
    put_fact(p, WORD_DATELINE, a->dateline);
    put_moment(p, WORD_PUBLISHED, a->published);
    put_moment(p, WORD_MODIFIED, a->modified);
    if (page->version_count)
        put_moment(p, WORD_SEEN, page->versions[page->shown ? page->shown - 1 : 0].seen);
    put_fact(p, WORD_LANGUAGE, word_language(a->language));
    put_lengths(p);
    put_original(p);
    for (uint32_t i = 0; i < a->corrections.count; i++)
        put_fact(p, WORD_CORRECTIONS, a->corrections.at[i]);
    put_versions(p);
    markup(p->out, "</dl></div>\n");
}

/* ---- the panel ---- */

static void put_notice(struct article_print *p)
{
    const struct site_article *page = p->page;
    if (compared(page))
        return;
    markup(p->out, "<p class=\"notice\">%w", page->told == SITE_NO_STORY ? WORD_NO_STORY
                                            : page->told == SITE_OTHER_VERSION ? WORD_NOT_TOLD_VERSION
                                            : page->told == SITE_NOT_IN_TOLD ? WORD_NOT_IN_TOLD : WORD_NOT_COMPARED);
    if (page->told == SITE_OTHER_VERSION && page->told_version)
        markup(p->out, " <a href=\"/articles/%q?version=%u\">%w</a>", page->id, page->told_version,
               WORD_SHOW_THAT_VERSION);
    if (page->told == SITE_NOT_COMPARED) {
        markup(p->out, " <a class=\"go\" href=\"/articles/%q?compare=1&amp;version=%u", page->id, page->shown);
        if (page->at.from < page->at.to)
            markup(p->out, "&amp;at=%u-%u#at", page->at.from, page->at.to);
        markup(p->out, "\">%w</a>", WORD_COMPARE_NOW);
    }
    markup(p->out, "</p>\n");
}

static void begin_list(struct article_print *p, enum word title, uint32_t count)
{
    markup(p->out, "<section class=\"gloss listed\"><h3>%w <span class=\"cnt\">%u</span></h3>\n<ul>\n", title, count);
}

static void put_listed(struct article_print *p, const struct site_mark *m)
{
    const struct article *a = p->page->article;
    markup(p->out, "<a class=\"words\" href=\"#m%t%u\"><bdi", (struct span){ &m->list, 1 }, m->number);
    markup_language(p->out, a->language);
    markup(p->out, ">%t</bdi><span class=\"vh\">: %w</span></a>", mark_span(a->text, m->at), WORD_BACK_TO_TEXT);
}

/* Of what was found in the report alone: who says what, figures. */
static void put_list(struct article_print *p, char list, enum word title, uint32_t count)
{
    if (!count)
        return;
    begin_list(p, title, count);
    for (size_t i = 0; i < p->marks.count; i++) {
        const struct site_mark *m = &p->marks.at[i];
        if (m->list != list)
            continue;
        markup(p->out, "<li id=\"n%t%u\">", (struct span){ &list, 1 }, m->number);
        if (list == 's' && p->page->sayings[p->saying_of[m->number]].speaker.len)
            markup(p->out, "<span class=\"who\"><bdi>%t</bdi>:</span> ",
                   p->page->sayings[p->saying_of[m->number]].speaker);
        put_listed(p, m);
        markup(p->out, "</li>\n");
    }
    markup(p->out, "</ul></section>\n");
}

static void put_names(struct article_print *p)
{
    uint32_t count = p->page->name_count, shown = count < SITE_NAMES_LISTED ? count : SITE_NAMES_LISTED;
    if (!count)
        return;
    begin_list(p, WORD_NAMED, count);
    for (uint32_t i = 0; i < shown; i++)
        markup(p->out, "<li class=\"name\"><a href=\"/names/%q\"><bdi>%t</bdi></a></li>\n", p->page->names[i].name,
               p->page->names[i].name);
    markup(p->out, "</ul>");
    if (shown < count) {
        markup(p->out, "<p class=\"small\">");
        word_put(p->out, WORD_NAMES_MORE, count - shown, 0, 0);
        markup(p->out, "</p>");
    }
    markup(p->out, "</section>\n");
}

static void put_panel(struct article_print *p)
{
    const struct site_article *page = p->page;
    markup(p->out, "<aside class=\"panel\" aria-labelledby=\"panel-h\" tabindex=\"0\"><h2 id=\"panel-h\">%w</h2>\n",
           compared(page) && page->synopsis->report_count > 1 ? WORD_OTHERS_PUT_IT : WORD_FOUND_IN_IT);
    put_notice(p);
    if (compared(page)) {
        markup(p->out, "<p class=\"small\">");
        if (p->notes.count)
            word_count(p->out, WORD_NOTES_ORDER, (uint32_t)p->notes.count, 0, 0);
        else
            markup(p->out, "%w", WORD_NO_NOTES);
        markup(p->out, "</p>\n");
        site_notes_put(p->out, *p->scratch, page, &p->notes);
    }
    put_list(p, 's', WORD_SAYS_WHAT, p->sayings < LISTED_MOST ? p->sayings : LISTED_MOST);
    put_list(p, 'f', WORD_FIGURES_TITLE, p->figures < LISTED_MOST ? p->figures : LISTED_MOST);
    put_names(p);
    markup(p->out, "</aside>\n");
}

/* ---- the whole ---- */

static void put_key(struct article_print *p)
{
    bool seen[DIFFERENCE_LABEL_COUNT] = { false };
    markup(p->out, "<ul class=\"key\" aria-label=\"%w\">", WORD_KEY);
    if (compared(p->page))
        markup(p->out, "<li><span class=\"m\">%w</span></li><li><span class=\"m alone\">%w</span></li>", WORD_KEY_CLAIM,
               WORD_KEY_CLAIM_ALONE);
    markup(p->out, "<li><span class=\"m q\">%w</span></li><li><span class=\"m f\">%w</span></li>"
                   "<li><span class=\"n\">%w</span></li>", WORD_KEY_QUOTE, WORD_KEY_FIGURE, WORD_KEY_NAME);
    if (p->parent && p->parent->run_count)
        markup(p->out, "<li><span class=\"bar\"></span>%w</li>", WORD_KEY_BAR);
    for (size_t i = 0; i < p->marks.count; i++) {
        const struct site_mark *m = &p->marks.at[i];
        if (!m->has_sign || seen[m->sign])
            continue;
        seen[m->sign] = true;
        markup(p->out, "<li>");
        markup_kind(p->out, m->sign);
        markup(p->out, "</li>");
    }
    if (p->page->at.from < p->page->at.to)
        markup(p->out, "<li><mark class=\"sought\">%w</mark></li>", WORD_KEY_ASKED);
    markup(p->out, "</ul>\n");
}

static struct marks shared_places(struct article_print *p)
{
    const struct lineage_edge *e = p->parent;
    struct marks out = { arena_new(p->scratch, struct mark, e ? e->run_count : 0), 0 };
    for (uint32_t i = 0; e && i < e->run_count; i++)
        out.at[out.count++] = e->runs[i].b;
    return out;
}

/* The lists of the panel are in the text's order: what sorts the marks for the text comes first. */
static void put_text(struct article_print *p)
{
    struct site_text text = { p->page->article, p->marks.at, (uint32_t)p->marks.count, p->page->at, shared_places(p) };
    struct site_walk *walk = site_text_begin(p->out, p->scratch, &text);
    p->marks.count = text.count;
    markup(p->out, "<article class=\"printed\">");
    site_text_title(walk);
    put_imprint(p);
    put_version_notice(p);
    site_text_body(walk);
    put_key(p);
    markup(p->out, "</article>\n");
}

void site_article(struct buffer *out, struct arena scratch, const struct site_article *page)
{
    struct article_print print = { .out = out, .scratch = &scratch, .page = page }, *p = &print;
    if (compared(page)) {
        p->parent = view_parents(&scratch, page->synopsis)[page->report];
        site_notes_find(&scratch, page->synopsis, page->report, &p->notes, &p->marks);
    }
    add_figures(p);
    add_sayings(p);
    add_names(p);
    put_kicker(p);
    markup(out, "<div class=\"art\">\n");
    put_text(p);
    put_panel(p);
    put_facts(p);
    markup(out, "</div>\n");
}

/* ---- what changed ---- */

static void put_choice(struct buffer *out, const char *name, enum word label, const struct revision_side *versions,
                       uint32_t count, uint32_t chosen)
{
    markup(out, "<label>%w <select name=\"%s\">", label, name);
    for (uint32_t i = 0; i < count; i++) {
        markup(out, "<option value=\"%u\"%s>", versions[i].number, versions[i].number == chosen ? " selected" : "");
        word_put(out, WORD_VERSION, versions[i].number, 0, 0);
        markup(out, "</option>");
    }
    markup(out, "</select></label>\n");
}

void site_changes(struct buffer *out, struct arena scratch, const struct revision_page *page,
                  const struct revision_side *versions, uint32_t version_count)
{
    const struct article *a = &page->revision->after->article;
    markup(out, "<p class=\"kick\"><span><a href=\"/articles/%q\">%w</a></span><span><bdi>%t</bdi></span></p>\n",
           page->article, WORD_TO_ARTICLE, a->outlet);
    markup(out, "<h1");
    markup_language(out, a->language);
    markup(out, ">%t</h1>\n<form class=\"between\" action=\"/articles/%q/changes\">\n", a->title, page->article);
    put_choice(out, "from", WORD_CHANGES_FROM, versions, version_count, page->before.number);
    put_choice(out, "to", WORD_CHANGES_TO, versions, version_count, page->after.number);
    markup(out, "<button class=\"btn\">%w</button></form>\n<p class=\"small\"><del>%w</del> <ins>%w</ins></p>\n<div "
                "class=\"revision\">\n", WORD_APPLY, WORD_KEY_REMOVED, WORD_KEY_ADDED);
    revision_html_part(out, scratch, page);
    markup(out, "</div>\n");
}
