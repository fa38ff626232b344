/* The digest as one page, which may be sent as a mail: no script, no picture, no foreign host. */
#include "tell/digest.h"

#include "blobs/digest_css.h"
#include "tell/digest_parts.h"
#include "tell/escape.h"
#include "tell/html_parts.h"
#include "tell/moment.h"

enum { REPORTS_SHOWN = 12, SQUARES_SHOWN = 24 };

/* ---- pieces ---- */

/* `<span class="words" lang="de">`; the caller writes the end. */
static void begin_words(struct html_page *p, const char *element, struct span language)
{
    html_print(p, "<%s class=\"words\"", element);
    html_language_code(p, language);
    html_print(p, ">");
}

static void put_words(struct html_page *p, const char *element, const struct digest_words *said)
{
    begin_words(p, element, said->language);
    html_print(p, said->cut ? "%t …</%s>" : "%t</%s>", said->words, element);
}

static void put_place(struct html_page *p, const struct digest_words *said)
{
    html_print(p, " <span class=\"place\">%t %u–%u</span>", said->report, said->at.from, said->at.to);
}

static void put_outlet(struct html_page *p, struct span outlet, struct span url)
{
    if (!escape_may_link(url)) {
        html_print(p, "<bdi>%t</bdi>", outlet);
        return;
    }
    html_print(p, "<a href=\"");
    escape_url(p->out, url);
    html_print(p, "\"><bdi>%t</bdi></a>", outlet);
}

static void put_source(struct html_page *p, const struct digest_words *said)
{
    html_print(p, " ");
    put_outlet(p, said->outlet, said->url);
    put_place(p, said);
}

static void begin(struct html_page *p, const char *what)
{
    html_print(p, "<div><dt>%s</dt><dd>", what);
}

static void end(struct html_page *p) { html_print(p, "</dd></div>\n"); }

static void put_more(struct html_page *p, enum word word, uint32_t count)
{
    html_print(p, " <span class=\"faint\">");
    html_count(p, word, count, 0, 0);
    html_print(p, "</span>");
}

/* ---- a story ---- */

static void put_facts(struct html_page *p, const struct digest_story *s)
{
    const struct digest_words *facts[] = { &s->where, &s->who };
    bool any = when_known(s->when);
    if (!any && !facts[0]->words.len && !facts[1]->words.len)
        return;
    html_print(p, "<p class=\"facts\">");
    moment_text(p->out, s->when);
    for (int i = 0; i < 2; i++) {
        if (!facts[i]->words.len)
            continue;
        html_print(p, any ? " · " : "");
        put_words(p, "bdi", facts[i]);
        put_place(p, facts[i]);
        any = true;
    }
    html_print(p, "</p>\n");
}

/* A square a report, accounts of their own filled; the words behind them say the same. */
static void put_squares(struct html_page *p, const struct digest_story *s)
{
    html_print(p, "<span class=\"squares\" aria-hidden=\"true\">");
    for (uint32_t i = 0; i < s->reports && i < SQUARES_SHOWN; i++)
        html_print(p, s->list[i].own ? "■" : "□");
    html_print(p, s->reports > SQUARES_SHOWN ? "…</span> " : "</span> ");
}

static void put_accounts(struct html_page *p, const struct digest_story *s)
{
    struct buffer words = buffer_in(p->out->arena);
    digest_put_reports(&words, s);
    html_print(p, "<p class=\"accounts\">");
    put_squares(p, s);
    html_print(p, "<b>");
    html_count(p, WORD_ACCOUNTS, s->origins, 0, 0);
    html_print(p, "</b> %t</p>\n", buffer_span(&words));
    if (s->one_source.len)
        html_print(p, "<p class=\"source\"><bdi>%t</bdi></p>\n", s->one_source);
}

/* What equally many hold stands under one word. */
static void put_agreed(struct html_page *p, const struct digest_story *s)
{
    for (uint32_t i = 0; i < s->agreed_count; i++) {
        const struct digest_claim *c = &s->agreed[i];
        if (!i || c->origins != c[-1].origins) {
            struct buffer what = buffer_in(p->out->arena);
            digest_put_holders(&what, s, c);
            html_print(p, "<div><dt>%t</dt>", buffer_span(&what));
        }
        html_print(p, "<dd>");
        put_words(p, "span", &c->said);
        put_place(p, &c->said);
        html_print(p, i + 1 == s->agreed_count || c->origins != c[1].origins ? "</dd></div>\n" : "</dd>");
    }
}

static void put_quote(struct html_page *p, const struct digest_story *s)
{
    if (!s->quote.words.len)
        return;
    begin(p, word_text(WORD_QUOTED));
    html_print(p, "<bdi>%t</bdi>: ", s->speaker);
    put_words(p, "q", &s->quote);
    put_source(p, &s->quote);
    end(p);
}

static void put_difference(struct html_page *p, const struct digest_difference *d)
{
    html_print(p, "<div><dt class=\"%s\">%s</dt><dd><bdi>%t</bdi>:", html_kind_name(d->label),
               word_difference(d->label), d->slot);
    for (uint32_t i = 0; i < d->count; i++) {
        html_print(p, " <span class=\"side\">");
        put_words(p, "q", &d->sides[i].said);
        put_source(p, &d->sides[i].said);
        if (d->sides[i].reports > 1)
            put_more(p, WORD_AND_MORE, d->sides[i].reports - 1);
        html_print(p, "</span>");
    }
    if (d->more)
        put_more(p, WORD_AND_MORE, d->more);
    end(p);
}

static void put_differences(struct html_page *p, const struct digest_story *s)
{
    for (uint32_t i = 0; i < s->shown_count; i++)
        put_difference(p, &s->shown[i]);
    if (!s->shown_count || s->differences <= s->shown_count)
        return;
    begin(p, "");
    put_more(p, WORD_MORE_DIFFERENCES, s->differences - s->shown_count);
    end(p);
}

static void put_only(struct html_page *p, const struct digest_story *s)
{
    if (!s->only.words.len)
        return;
    begin(p, word_text(WORD_ONLY_HERE));
    put_outlet(p, s->only.outlet, s->only.url);
    html_print(p, ": ");
    put_words(p, "span", &s->only);
    put_place(p, &s->only);
    end(p);
}

static void put_copies(struct html_page *p, const struct digest_story *s)
{
    for (uint32_t i = 0; i < s->copies_count; i++) {
        const struct digest_copies *c = &s->copies[i];
        begin(p, word_text(WORD_COPIES));
        html_print(p, "<bdi>%t</bdi>", c->source);
        for (uint32_t k = 0; k < c->count; k++)
            html_print(p, k ? ", <bdi>%t</bdi>" : " → <bdi>%t</bdi>", c->names[k]);
        if (c->more)
            put_more(p, WORD_AND_MORE, c->more);
        end(p);
    }
}

static void put_reports(struct html_page *p, const struct digest_story *s)
{
    uint32_t shown = s->reports <= REPORTS_SHOWN ? s->reports : REPORTS_SHOWN;
    html_print(p, "<p class=\"reports\">");
    for (uint32_t i = 0; i < shown; i++) {
        html_print(p, i ? ", " : "");
        put_outlet(p, s->list[i].outlet, s->list[i].url);
    }
    if (shown < s->reports)
        put_more(p, WORD_AND_MORE, s->reports - shown);
    html_print(p, " · <code>synoptic show %t</code></p>\n", s->id);
}

static void put_lines(struct html_page *p, const struct digest_story *s)
{
    if (!s->agreed_count && !s->quote.words.len && !s->shown_count && !s->only.words.len && !s->copies_count)
        return;
    html_print(p, "<dl class=\"lines\">\n");
    put_agreed(p, s);
    put_quote(p, s);
    put_differences(p, s);
    put_only(p, s);
    put_copies(p, s);
    html_print(p, "</dl>\n");
}

static void put_story(struct html_page *p, const struct digest_story *s, uint32_t number)
{
    html_print(p, "<article class=\"story\" id=\"story-%u\" aria-labelledby=\"h-%u\">\n", number, number);
    html_print(p, "<h2 id=\"h-%u\" class=\"words\"", number);
    html_language_code(p, s->headline.language);
    html_print(p, ">%t</h2>\n", s->headline.words);
    put_facts(p, s);
    put_accounts(p, s);
    put_lines(p, s);
    put_reports(p, s);
    html_print(p, "</article>\n");
}

/* ---- the page ---- */

static void put_top(struct html_page *p, const struct digest *d)
{
    struct buffer stories = buffer_in(p->out->arena), range = buffer_in(p->out->arena);
    digest_put_stories(&stories, d);
    digest_put_range(&range, d);
    html_print(p, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n");
    html_print(p, "<title>%t, %t – %w</title>\n<style>\n", buffer_span(&stories), buffer_span(&range), WORD_PROGRAM);
    buffer_put(p->out, (struct span){ (const char *)digest_css, digest_css_SIZE });
    html_print(p, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">%w</a>\n"
                  "<div class=\"page%s\">\n<header class=\"top\"><h1>%t</h1>\n"
                  "<p class=\"faint\">%w · %t</p></header>\n",
               WORD_SKIP, d->count > 1 ? " several" : "", buffer_span(&stories), WORD_DIGEST, buffer_span(&range));
}

static void put_contents(struct html_page *p, const struct digest *d)
{
    html_print(p, "<nav class=\"contents\" aria-label=\"%w\"><ol>\n", WORD_ON_THIS_PAGE);
    for (uint32_t i = 0; i < d->count; i++) {
        html_print(p, "<li><span class=\"n\" aria-hidden=\"true\">%u</span><a class=\"words\" href=\"#story-%u\"",
                   (unsigned)i + 1, (unsigned)i + 1);
        html_language_code(p, d->stories[i].headline.language);
        html_print(p, ">%t</a></li>\n", d->stories[i].headline.words);
    }
    html_print(p, "</ol></nav>\n");
}

void tell_digest_html(struct buffer *out, const struct digest *d)
{
    struct html_page page = { .out = out }, *p = &page;
    put_top(p, d);
    html_print(p, "<div class=\"columns\">\n");
    if (d->count > 1)
        put_contents(p, d);
    html_print(p, "<main id=\"main\">\n");
    for (uint32_t i = 0; i < d->count; i++)
        put_story(p, &d->stories[i], i + 1);
    if (d->more) {
        html_print(p, "<p class=\"faint\">");
        html_count(p, WORD_MORE_STORIES, d->more, 0, 0);
        html_print(p, "</p>\n");
    }
    html_print(p, "<footer class=\"bottom\"><p>%w</p></footer>\n</main>\n</div>\n</div>\n</body>\n</html>\n",
               WORD_NO_VERDICT);
}
