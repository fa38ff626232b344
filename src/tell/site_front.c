#include "tell/site_front.h"

#include "tell/label.h"
#include "tell/markup.h"
#include "tell/moment.h"

enum { DAY_MINUTES = 1440, LEAD_ACCOUNTS = 8, LEAD_SQUARES = 24, ROW_SQUARES = 40, HEADLINE_LETTERS = 220,
       DECK_LETTERS = 280 };

static const char *const orders[FRONT_ORDERS] = { "accounts", "newest", "conflicts", "largest" };
static const enum word order_words[FRONT_ORDERS] = { WORD_MOST_ACCOUNTS, WORD_NEWEST_CHANGE, WORD_MOST_CONFLICTS,
                                                     WORD_LARGEST };

/* ---- days ---- */

static struct when day_when(int64_t day)
{
    return (struct when){ .from = day, .to = day + DAY_SECONDS, .precision = WHEN_DAY };
}

static struct when minute_when(int64_t at)
{
    return (struct when){ .from = at, .to = at + 60, .precision = WHEN_MINUTE, .zoned = true };
}

void site_front_day(struct buffer *out, int64_t day)
{
    int64_t number = (day - ((day % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS) / DAY_SECONDS;
    markup(out, "%w, ", (enum word)(WORD_MONDAY + weekday_of(number) - 1));
    moment_day(out, day_when(day));
}

/* ---- addresses ---- */

static void put_pair(struct buffer *out, bool *any, const char *name)
{
    markup(out, "%s%s=", *any ? "&" : "?", name);
    *any = true;
}

void site_front_query(struct buffer *out, const struct front_page *page, struct span from)
{
    const struct front_filter *f = &page->filter;
    bool any = false;
    if (f->day_named && page->day != INT64_MIN) {
        put_pair(out, &any, "day");
        moment_iso(out, day_when(page->day));
    }
    if (f->accounts > 1) {
        put_pair(out, &any, "min");
        buffer_number(out, f->accounts);
    }
    if (f->conflicts) {
        put_pair(out, &any, "conflicts");
        buffer_byte(out, '1');
    }
    if (f->since) {
        put_pair(out, &any, "since");
        buffer_number(out, f->since);
    }
    if (f->language.len) {
        put_pair(out, &any, "lang");
        markup(out, "%q", f->language);
    }
    if (f->order != FRONT_BY_ACCOUNTS) {
        put_pair(out, &any, "order");
        buffer_text(out, orders[f->order]);
    }
    if (from.len) {
        put_pair(out, &any, "from");
        markup(out, "%q", from);
    }
}

/* The page's own address with another cursor, as an attribute takes it. */
static void put_here(struct buffer *out, const struct front_page *page, struct span from)
{
    struct arena rest = *out->arena, scratch = arena_half(&rest);
    struct buffer query = buffer_in(&scratch);
    site_front_query(&query, page, from);
    markup(out, "/%t", buffer_span(&query));
}

/* ---- what stands above the stories ---- */

static void put_day_link(struct buffer *out, int64_t day, const char *relation)
{
    if (day == INT64_MIN)
        return;
    markup(out, "<a rel=\"%s\" href=\"/?day=", relation);
    moment_iso(out, day_when(day));
    buffer_text(out, "\">");
    moment_day(out, day_when(day));
    buffer_text(out, "</a>");
}

static void put_totals(struct buffer *out, const struct front_page *page)
{
    buffer_text(out, "<p class=\"small\">");
    word_count(out, WORD_DIGEST_STORIES, page->stories, 0, 0);
    buffer_byte(out, ' ');
    word_count(out, WORD_IN_REPORTS, page->reports, 0, 0);
    if (page->outlets) {
        buffer_byte(out, ' ');
        word_count(out, WORD_BY_OUTLETS, page->outlets, 0, 0);
    }
    buffer_text(out, ".<br>");
    if (page->compared == page->several && page->stories) {
        word_count(out, WORD_ACCOUNTS, page->accounts, 0, 0);
        buffer_text(out, "; ");
        word_count(out, WORD_REPORTS_ARE_COPIES,
                   page->compared_reports > page->accounts ? page->compared_reports - page->accounts : 0, 0, 0);
        buffer_byte(out, '.');
    } else if (page->stories) {
        word_put(out, WORD_COMPARED_OF, page->several, page->compared, 0);
    }
    markup(out, " %w</p>", WORD_DAY_NOTE);
}

static void put_day(struct buffer *out, const struct front_page *page)
{
    if (page->behind == INT64_MIN)
        site_live(out);
    buffer_text(out, "<div class=\"day\"><h1 class=\"ui\">");
    site_front_day(out, page->day);
    buffer_text(out, "</h1>");
    put_totals(out, page);
    if (page->before != INT64_MIN || page->behind != INT64_MIN) {
        markup(out, "<nav aria-label=\"%w\">", WORD_DAYS);
        put_day_link(out, page->before, "prev");
        put_day_link(out, page->behind, "next");
        buffer_text(out, "</nav>");
    }
    buffer_text(out, "</div>\n");
}

static void put_languages(struct buffer *out, const struct front_page *page)
{
    const struct span chosen = page->filter.language;
    bool seen = !chosen.len;
    markup(out, "<label>%w <select name=\"lang\"><option value=\"\">%w</option>", WORD_LANGUAGE_CHOICE,
           WORD_ALL_LANGUAGES);
    for (uint32_t i = 0; i < page->language_count; i++) {
        bool is_it = span_equal_nocase(page->languages[i], chosen);
        seen |= is_it;
        markup(out, "<option value=\"%t\"%s>%t</option>", page->languages[i], is_it ? " selected" : "",
               word_language(page->languages[i]));
    }
    if (!seen)
        markup(out, "<option value=\"%t\" selected>%t</option>", chosen, word_language(chosen));
    buffer_text(out, "</select></label>");
}

static void put_since(struct buffer *out, const struct front_page *page)
{
    if (!page->event)
        return;
    markup(out, "<label><input type=\"checkbox\" name=\"since\" value=\"%i\"%s> %w ", page->event,
           page->filter.since ? " checked" : "", WORD_CHANGED_SINCE);
    markup_instant(out, page->event_at);
    buffer_text(out, "</label>");
}

static void put_filter(struct buffer *out, const struct front_page *page)
{
    const struct front_filter *f = &page->filter;
    buffer_text(out, "<form class=\"filter\" action=\"/\">");
    if (f->day_named) {
        buffer_text(out, "<input type=\"hidden\" name=\"day\" value=\"");
        moment_iso(out, day_when(page->day));
        buffer_text(out, "\">");
    }
    markup(out, "<label>%w <input type=\"number\" name=\"min\" value=\"%u\" min=\"1\" max=\"99\"> %w</label>",
           WORD_AT_LEAST, f->accounts > 1 ? f->accounts : 1, WORD_ACCOUNTS_WORD);
    markup(out, "<label><input type=\"checkbox\" name=\"conflicts\" value=\"1\"%s> %w</label>",
           f->conflicts ? " checked" : "", WORD_WITH_CONFLICTS);
    put_since(out, page);
    put_languages(out, page);
    markup(out, "<label>%w <select name=\"order\">", WORD_ORDER);
    for (int i = 0; i < FRONT_ORDERS; i++)
        markup(out, "<option value=\"%s\"%s>%w</option>", orders[i], f->order == (enum front_order)i ? " selected" : "",
               order_words[i]);
    markup(out, "</select></label><button class=\"btn\">%w</button></form>\n", WORD_SHOW);
}

/* ---- of one story ---- */

static struct span language_of(const struct front_story *s)
{
    struct span first = { NULL, 0 };
    size_t at = 0;
    span_next_word(s->languages, &at, &first);
    return first;
}

/* What would fill the page ends early. */
static void put_short(struct buffer *out, struct span text, size_t most)
{
    size_t letters = 0, at = 0;
    while (at < text.len && letters < most)
        letters += (text.at[at++] & 0xC0) != 0x80;
    while (at < text.len && (text.at[at] & 0xC0) == 0x80)
        at++;
    markup(out, "%t%s", span_cut(text, 0, at), at < text.len ? "…" : "");
}

static void put_headline(struct buffer *out, const struct front_story *s)
{
    if (span_trim(s->headline).len)
        put_short(out, s->headline, HEADLINE_LETTERS);
    else
        markup(out, "s%i: %w", s->id, WORD_NO_TITLE);
}

static void put_title(struct buffer *out, const struct front_story *s, const char *element, const char *id)
{
    markup(out, "<%s%s", element, id);
    markup_language(out, language_of(s));
    markup(out, "><a href=\"/stories/s%i\">", s->id);
    put_headline(out, s);
    markup(out, "</a></%s>", element);
}

static void put_place(struct buffer *out, const struct brief *b, struct brief_words words)
{
    markup(out, "/articles/%q?at=%u-%u#at", b->reports[words.report].id, words.at.from, words.at.to);
}

/* How the first report begins. */
static void put_begin(struct buffer *out, const struct front_story *s, const char *class_name)
{
    if (!s->begin.len)
        return;
    markup(out, "<p class=\"%s\"", class_name);
    markup_language(out, language_of(s));
    markup(out, ">%t <a class=\"src\" href=\"/articles/a%i?at=%u-%u#at\"><bdi>", s->begin, s->article, s->at.from,
           s->at.to);
    if (s->outlet.len)
        markup(out, "%t</bdi></a></p>\n", s->outlet);
    else
        markup(out, "a%i</bdi></a></p>\n", s->article);
}

/* The claim that stands first, in its report's words. */
static void put_deck(struct buffer *out, const struct front_story *s, const char *class_name)
{
    const struct brief *b = s->brief;
    if (!b)
        put_begin(out, s, class_name);
    if (!b || !b->says.text.len)
        return;
    markup(out, "<p class=\"%s\"", class_name);
    markup_language(out, b->reports[b->says.report].language);
    buffer_byte(out, '>');
    put_short(out, b->says.text, DECK_LETTERS);
    buffer_text(out, " <a class=\"src\" href=\"");
    put_place(out, b, b->says);
    markup(out, "\"><bdi>%t</bdi></a></p>\n", b->reports[b->says.report].name);
}

static void put_squares(struct buffer *out, const struct brief_account *a, uint32_t most)
{
    buffer_text(out, "<i aria-hidden=\"true\">");
    for (uint32_t i = 0; i < a->reports && i < most; i++)
        buffer_text(out, i ? "<u></u>" : "<u class=\"f\"></u>");
    if (a->reports > most)
        markup(out, "+%u", a->reports - most);
    buffer_text(out, "</i>");
}

static void put_strip_label(struct buffer *out, const struct brief *b)
{
    buffer_text(out, "aria-label=\"");
    word_count(out, WORD_STRIP, b->report_count, b->account_count, 0);
    buffer_text(out, "\">");
}

/* Kinds of difference from `first` on, each with its number. */
static void put_kinds(struct buffer *out, const struct brief *b, unsigned first)
{
    bool any = b->varying;
    for (unsigned i = first; i < DIFFERENCE_AGREE; i++)
        any |= b->label[i] != 0;
    if (!any) {
        markup(out, first ? "" : "<p class=\"small\">%w</p>", WORD_NO_DIFFERENCES);
        return;
    }
    markup(out, "<ul class=\"kinds\" aria-label=\"%w\">", WORD_DIFFERENCES_LIST);
    for (unsigned i = first; i < DIFFERENCE_AGREE; i++)
        if (b->label[i]) {
            markup(out, "<li><span class=\"kind k-%s\">", markup_kind_name(i));
            markup_sign(out, markup_kind_name(i));
            markup(out, "%u %s</span></li>", b->label[i], word_counted(i));
        }
    if (b->varying) {
        buffer_text(out, "<li><span class=\"kind k-wording\">");
        markup_sign(out, "wording");
        word_count(out, WORD_QUOTES_VARY, b->varying, 0, 0);
        buffer_text(out, "</span></li>");
    }
    buffer_text(out, "</ul>");
}

/* ---- reports over the day ---- */

/* Places of 1/200 of the line that hold a tick of that kind; a path of them, all `from` high. */
static void put_path(struct buffer *out, const struct front_story *s, bool copy, const char *class_name,
                     const char *from)
{
    uint8_t there[FRONT_TICKS] = { 0 };
    bool any = false;
    for (uint32_t i = 0; i < s->tick_count; i++)
        if (s->ticks[i].copy == copy) {
            there[(uint32_t)s->ticks[i].minute * FRONT_TICKS / DAY_MINUTES] = 1;
            any = true;
        }
    if (!any)
        return;
    markup(out, "<path class=\"%s\" d=\"", class_name);
    for (unsigned i = 0; i < FRONT_TICKS; i++)
        if (there[i])
            markup(out, "M%u %sV19", i, from);
    buffer_text(out, "\"/>");
}

static void put_ticks(struct buffer *out, const struct front_story *s)
{
    buffer_text(out, "<svg class=\"ticks\" viewBox=\"0 0 200 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                     "<path class=\"base\" d=\"M0 19H200\"/>");
    if (s->brief || s->reports == 1) {
        put_path(out, s, true, "cpy", "11");
        put_path(out, s, false, "own", "1");
    } else {
        put_path(out, s, false, "cpy", "7");
    }
    buffer_text(out, "</svg>");
}

static void put_clock(struct buffer *out, enum word word, int64_t at, int64_t day)
{
    struct when w = minute_when(at);
    markup(out, "%w <time datetime=\"", word);
    moment_iso(out, w);
    buffer_text(out, "\">");
    if (at < day || at >= day + DAY_SECONDS) {
        moment_short_day(out, w);
        buffer_text(out, ", ");
    }
    moment_clock(out, w);
    buffer_text(out, "</time>");
}

static void put_arrivals(struct buffer *out, const struct front_story *s, int64_t day)
{
    buffer_text(out, "<div class=\"arr\">");
    put_ticks(out, s);
    buffer_text(out, "<p class=\"small\">");
    put_clock(out, WORD_FIRST_AT, s->first, day);
    if (s->latest != s->first) {
        buffer_text(out, ", ");
        put_clock(out, WORD_LAST_AT, s->latest, day);
    }
    if (s->before) {
        buffer_text(out, "; ");
        word_put(out, WORD_REPORTS_BEFORE, s->before, 0, 0);
    }
    buffer_text(out, "</p></div>");
}

/* ---- the first story, large ---- */

static void put_letter(struct buffer *out, const struct brief *b, uint32_t account)
{
    markup(out, "<abbr class=\"o\" title=\"%t\">", b->reports[b->accounts[account].root].name);
    label_origin(out, account);
    buffer_text(out, "</abbr>");
}

static void put_account(struct buffer *out, const struct brief *b, uint32_t account)
{
    const struct brief_account *a = &b->accounts[account];
    buffer_text(out, "<li>");
    put_squares(out, a, LEAD_SQUARES);
    buffer_text(out, "<span>");
    put_letter(out, b, account);
    markup(out, " <bdi>%t</bdi>", b->reports[a->root].name);
    if (a->reports > 1) {
        buffer_text(out, " <span class=\"small\">");
        word_count(out, WORD_AND_COPIES, a->reports - 1, 0, 0);
        buffer_text(out, "</span>");
    }
    if (a->behind.len)
        markup(out, " <span class=\"small\">%w <bdi>%t</bdi></span>", WORD_BEHIND, a->behind);
    buffer_text(out, "</span></li>");
}

static void put_lead_strip(struct buffer *out, const struct brief *b)
{
    uint32_t shown = b->account_count <= LEAD_ACCOUNTS + 1 ? b->account_count : LEAD_ACCOUNTS;
    buffer_text(out, "<ul class=\"strip\" ");
    put_strip_label(out, b);
    for (uint32_t i = 0; i < shown; i++)
        put_account(out, b, i);
    if (shown < b->account_count) {
        buffer_text(out, "<li class=\"small\">");
        word_count(out, WORD_MORE_ACCOUNTS, b->account_count - shown, 0, 0);
        buffer_text(out, "</li>");
    }
    buffer_text(out, "</ul>");
}

static void put_finding(struct buffer *out, const struct front_story *s)
{
    const struct brief *b = s->brief;
    buffer_text(out, "<div class=\"finding\"><p><b>");
    if (b || s->told || s->reports == 1) {
        word_count(out, WORD_ACCOUNTS, b ? b->account_count : s->reports == 1 ? 1 : s->accounts, 0, 0);
        buffer_text(out, "</b> ");
        word_count(out, WORD_IN_REPORTS, b ? b->report_count : s->reports, 0, 0);
    } else {
        word_count(out, WORD_REPORTS_OF_IT, s->reports, 0, 0);
        markup(out, "</b><span>%w. <a href=\"/stories/s%i\">%w</a></span>", WORD_DAY_NOT_COMPARED, s->id,
               WORD_DAY_COMPARE_NOW);
    }
    if (s->outdated)
        markup(out, "<span>%w</span>", WORD_WHEN_COMPARED);
    buffer_text(out, "</p>");
    if (b)
        put_lead_strip(out, b);
    buffer_text(out, "</div>\n");
}

static void put_side(struct buffer *out, const struct brief *b, const struct brief_side *side)
{
    buffer_text(out, "<div><a class=\"words\" href=\"");
    put_place(out, b, side->words);
    buffer_text(out, "\"");
    markup_language(out, b->reports[side->words.report].language);
    markup(out, ">%t</a><span class=\"os\">", side->words.text);
    for (uint32_t i = 0; i < side->count; i++)
        put_letter(out, b, side->accounts[i]);
    buffer_text(out, "</span></div>");
}

static void put_conflict(struct buffer *out, const struct front_story *s, const struct brief_conflict *c)
{
    markup(out, "<li><h4><a href=\"/stories/s%i#d%u\"><bdi>%t</bdi></a> <span class=\"small\">%s</span></h4>"
                "<div class=\"versus\">", s->id, c->number, c->slot, word_kind(c->kind));
    for (uint32_t i = 0; i < c->count; i++) {
        if (i % 2)
            markup_sign(out, "conflict");
        put_side(out, s->brief, &c->sides[i]);
    }
    buffer_text(out, "</div></li>\n");
}

static void put_disputed(struct buffer *out, const struct front_story *s)
{
    const struct brief *b = s->brief;
    uint32_t conflicts = b->label[DIFFERENCE_CONFLICT];
    markup(out, "<aside class=\"disputed%s\" aria-labelledby=\"lead-conflicts\"><h3 id=\"lead-conflicts\">",
           conflicts ? "" : " none");
    if (conflicts) {
        markup_sign(out, "conflict");
        word_count(out, WORD_CONFLICTS, conflicts, 0, 0);
    } else {
        markup(out, "%w", WORD_NO_CONFLICTS);
    }
    buffer_text(out, conflicts ? "</h3>\n<ul>" : "</h3>\n");
    for (uint32_t i = 0; i < b->conflict_count; i++)
        put_conflict(out, s, &b->conflicts[i]);
    buffer_text(out, conflicts ? "</ul>\n" : "");
    if (b->conflict_count < conflicts) {
        markup(out, "<p class=\"small\"><a href=\"/stories/s%i#differences\">", s->id);
        word_count(out, WORD_AND_MORE, conflicts - b->conflict_count, 0, 0);
        buffer_text(out, "</a></p>\n");
    }
    put_kinds(out, b, DIFFERENCE_CONFLICT + 1);
    buffer_text(out, "</aside>");
}

static void put_kicker(struct buffer *out, const struct front_story *s, int64_t day)
{
    struct span word;
    bool any = false;
    buffer_text(out, "<p class=\"kick\"><span>");
    put_clock(out, WORD_FIRST_SEEN_AT, s->first, day);
    buffer_text(out, "</span><span>");
    put_clock(out, WORD_LAST_CHANGE_AT, s->latest, day);
    buffer_text(out, "</span>");
    for (size_t at = 0; span_next_word(s->languages, &at, &word); any = true)
        markup(out, "%s%t", any ? ", " : "<span>", word_language(word));
    buffer_text(out, any ? "</span></p>\n" : "</p>\n");
}

/* Where its synopsis is not at hand. */
static void put_known_counts(struct buffer *out, const struct front_story *s)
{
    if (!s->told || s->reports == 1)
        return;
    buffer_text(out, "<p class=\"small\">");
    word_count(out, WORD_CONFLICTS, s->conflicts, 0, 0);
    buffer_text(out, ", ");
    word_count(out, WORD_OTHER_DIFFERENCES, s->differences, 0, 0);
    buffer_text(out, "</p>");
}

static void put_lead(struct buffer *out, const struct front_page *page, const struct front_story *s)
{
    buffer_text(out, "<section class=\"lead head\" aria-labelledby=\"lead\"><div>\n");
    put_kicker(out, s, page->day);
    put_title(out, s, "h2", " id=\"lead\"");
    buffer_byte(out, '\n');
    put_finding(out, s);
    if (s->brief && s->brief->one_source.len)
        markup(out, "<p class=\"reasons\"><b>%t</b></p>\n", s->brief->one_source);
    put_deck(out, s, "words");
    if (!s->brief)
        put_known_counts(out, s);
    buffer_text(out, "</div>");
    if (s->brief)
        put_disputed(out, s);
    else
        put_arrivals(out, s, page->day);
    buffer_text(out, "</section>\n");
}

/* ---- the others, a row each ---- */

static void put_counts(struct buffer *out, const struct front_story *s)
{
    bool known = s->brief || s->told || s->reports == 1;
    uint32_t accounts = s->brief ? s->brief->account_count : s->reports == 1 ? 1 : s->accounts;
    if (known) {
        markup(out, "<p class=\"big\">%u<small>", accounts);
        word_count(out, WORD_ACCOUNTS_WORD, accounts, 0, 0);
        buffer_text(out, ",<br>");
        word_count(out, WORD_REPORTS_OF_IT, s->reports, 0, 0);
        if (s->outdated && !s->brief)
            markup(out, "<br>%w", WORD_WHEN_COMPARED);
        buffer_text(out, "</small></p>\n");
    } else {
        markup(out, "<p class=\"big untold\">%u<small>%w,<br>%w</small></p>\n", s->reports, WORD_REPORTS_WORD,
               WORD_DAY_NOT_COMPARED);
    }
}

static void put_root(struct buffer *out, const struct brief *b)
{
    const struct brief_account *a = &b->accounts[0];
    if (a->behind.len)
        markup(out, "<p class=\"small\">%w <bdi>%t</bdi></p>", WORD_ROOT_OUTSIDE, a->behind);
    else if (a->reports > 1)
        markup(out, "<p class=\"small\">%w <bdi>%t</bdi></p>", WORD_ROOT_OF_LARGEST, b->reports[a->root].name);
    else if (b->report_count > 1)
        markup(out, "<p class=\"small\">%w</p>", WORD_NO_COPIES);
}

static void put_row_strip(struct buffer *out, const struct brief *b)
{
    uint32_t room = ROW_SQUARES, i = 0;
    buffer_text(out, "<p class=\"strip tiny\" role=\"img\" ");
    put_strip_label(out, b);
    for (; i < b->account_count && room; i++) {
        uint32_t most = b->accounts[i].reports < room ? b->accounts[i].reports : room;
        put_squares(out, &b->accounts[i], most);
        room -= most;
    }
    if (i < b->account_count)
        markup(out, "<span>+%u</span>", b->account_count - i);
    buffer_text(out, "</p>");
}

static void put_row(struct buffer *out, const struct front_page *page, const struct front_story *s)
{
    bool alone = s->reports == 1 || (s->brief && s->brief->account_count == 1);
    markup(out, "<article class=\"st%s\">\n", alone ? " alone" : "");
    put_counts(out, s);
    buffer_text(out, "<div>");
    put_title(out, s, "h3", "");
    put_deck(out, s, "deck");
    buffer_text(out, "</div>\n<div class=\"side\">");
    if (s->brief) {
        put_kinds(out, s->brief, 0);
        put_row_strip(out, s->brief);
        put_root(out, s->brief);
    } else {
        put_known_counts(out, s);
    }
    buffer_text(out, "</div>\n");
    put_arrivals(out, s, page->day);
    buffer_text(out, "\n</article>\n");
}

static void put_notes(struct buffer *out, const struct front_page *page)
{
    uint32_t unknown = page->several - page->compared;
    if (unknown) {
        buffer_text(out, "<p class=\"day-note small\">");
        word_count(out, WORD_UNCOMPARED_NOTE, unknown, 0, 0);
        buffer_text(out, "</p>\n");
    }
    if (page->cut)
        markup(out, "<p class=\"day-note small\">%w</p>\n", WORD_DAY_CUT);
}

static void put_pager(struct buffer *out, const struct front_page *page)
{
    if (!page->next.len && !page->filter.from.len)
        return;
    buffer_text(out, "<p class=\"pager\">");
    if (page->filter.from.len) {
        buffer_text(out, "<a href=\"");
        put_here(out, page, (struct span){ NULL, 0 });
        markup(out, "\">%w</a>", WORD_FIRST_STORIES);
    }
    if (page->next.len) {
        buffer_text(out, "<a rel=\"next\" href=\"");
        put_here(out, page, page->next);
        markup(out, "\">%w</a>", WORD_NEXT_STORIES);
    }
    buffer_text(out, "</p>\n");
}

static void put_rows(struct buffer *out, const struct front_page *page, uint32_t first)
{
    markup(out, "<section class=\"sts\" aria-labelledby=\"stories\"><h2 class=\"vh\" id=\"stories\">%w</h2>\n",
           WORD_OTHER_STORIES);
    markup(out, "<div class=\"st head-row\" aria-hidden=\"true\"><span>%w</span><span>%w</span><span>%w</span>"
                "<span>%w</span></div>\n", WORD_COLUMN_HELD, WORD_COLUMN_STORY, WORD_COLUMN_DIFFERENCES,
           WORD_COLUMN_DAY);
    for (uint32_t i = first; i < page->count; i++)
        put_row(out, page, &page->at[i]);
    buffer_text(out, "</section>\n");
}

static void put_none(struct buffer *out, const struct front_page *page)
{
    markup(out, "<p class=\"nothing\">%w <a href=\"/", WORD_NO_SUCH_STORIES);
    if (page->filter.day_named) {
        buffer_text(out, "?day=");
        moment_iso(out, day_when(page->day));
    }
    markup(out, "\">%w</a></p>\n", WORD_ALL_OF_DAY);
}

void site_front(struct buffer *out, const struct front_page *page)
{
    if (page->day == INT64_MIN) {
        markup(out, "<div class=\"day\"><h1 class=\"ui\">%w</h1></div>\n<p>%w</p>\n"
                    "<pre class=\"commands\">synoptic add --store FILE REPORTS...\nsynoptic watch --store FILE</pre>\n",
               WORD_NO_STORIES_YET, WORD_NO_STORIES_HELP);
        return;
    }
    put_day(out, page);
    put_filter(out, page);
    bool lead = page->count && !page->filter.from.len && page->filter.order != FRONT_BY_TIME;
    if (lead)
        put_lead(out, page, &page->at[0]);
    if (page->count > lead)
        put_rows(out, page, lead);
    if (!page->count)
        put_none(out, page);
    put_notes(out, page);
    put_pager(out, page);
}
