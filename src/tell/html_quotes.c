/* Quotes: each wording once, with what differs from the first marked, and where it stands. */
#include "tell/html_parts.h"

static void put_marked(struct html_page *p, const struct quote_variant *v)
{
    struct mark at = v->words.at;
    struct span text = p->s->reports[v->words.report].report->article.text;
    for (uint32_t i = 0; i < v->differing.count; i++) {
        struct mark m = v->differing.at[i];
        if (m.from < at.from || m.to > at.to)
            continue;
        html_print(p, "%t<mark>%t</mark>", mark_span(text, (struct mark){ at.from, m.from }), mark_span(text, m));
        at.from = m.to;
    }
    html_print(p, "%t", mark_span(text, at));
}

static void put_wording(struct html_page *p, const struct quote *q, const struct view_groups *groups, uint32_t group)
{
    const struct quote_variant *v = &q->variants[groups->first[group]];
    struct evidence *members = arena_new(p->scratch, struct evidence, q->count);
    uint32_t count = 0;
    for (uint32_t i = groups->first[group]; i < q->count; i++)
        if (groups->of[i] == group)
            members[count++] = q->variants[i].words;
    html_print(p, "<li><blockquote class=\"says%s\"", v->paraphrase ? " para" : "");
    html_language(p, v->words.report);
    html_print(p, v->paraphrase ? ">" : ">“");
    put_marked(p, v);
    html_print(p, v->paraphrase ? "</blockquote><p class=\"by\">" : "”</blockquote><p class=\"by\">");
    html_origins(p, members, sizeof *members, count);
    for (uint32_t i = 0; i < count; i++) {
        html_print(p, " ");
        html_place(p, members[i], HTML_QUOTE);
    }
    html_print(p, v->paraphrase ? " <span>%w</span></p></li>\n" : "</p></li>\n", WORD_PARAPHRASE);
}

static void put_quote(struct html_page *p, uint32_t number)
{
    const struct quote *q = &p->s->quotes[number];
    struct view_groups groups = view_wordings(p->scratch, p->s, q);
    html_print(p, "<article class=\"quote\" id=\"%pq%u\"><div><h3>", number + 1);
    if (q->speaker.len)
        html_print(p, "<bdi>%t</bdi></h3>", q->speaker);
    else
        html_print(p, "%w</h3>", WORD_NO_SPEAKER);
    if (q->via.len)
        html_print(p, "<p class=\"small\">%w <bdi>%t</bdi></p>", WORD_VIA, q->via);
    html_print(p, "<p class=\"small\">");
    html_count(p, WORD_ACCOUNTS, q->origins, 0, 0);
    html_print(p, " ");
    html_count(p, WORD_IN_REPORTS, q->reports, 0, 0);
    html_print(p, ", ");
    if (q->same_words)
        html_print(p, "%w", WORD_SAME_WORDS);
    else
        html_count(p, WORD_VARIANTS, groups.count, 0, 0);
    html_print(p, "</p>");
    if (q->disputed_speaker)
        html_print(p, "<p class=\"small k-conflict\">%w</p>", WORD_DISPUTED_SPEAKER);
    html_print(p, "</div><ol class=\"vars\">\n");
    for (uint32_t g = 0; g < groups.count; g++)
        put_wording(p, q, &groups, g);
    html_print(p, "</ol></article>\n");
}

void html_quotes(struct html_page *p)
{
    if (!p->s->quote_count)
        return;
    html_section(p, "quotes", WORD_QUOTES, "");
    html_print(p, "<p>%w</p></header>\n", WORD_QUOTES_NOTE);
    for (uint32_t i = 0; i < p->s->quote_count; i++)
        put_quote(p, i);
    html_print(p, "</section>\n");
}
