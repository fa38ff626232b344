/* Quotes: each wording once, with what differs from the first marked, and where it stands. */
#include "tell/html_parts.h"

enum { QUOTES_OPEN = 16,     /* the others are folded */
       WORDINGS_SHOWN = 5, PLACES_SHOWN = 6 };   /* of one quote, of one wording, on the server's page */

static void put_marked(struct html_page *p, const struct quote_variant *v)
{
    struct span text = p->s->reports[v->words.report].report->article.text;
    struct view_pieces pieces = view_pieces(p->scratch, v);
    for (uint32_t i = 0; i < pieces.count; i++)
        html_print(p, pieces.at[i].differs ? "<mark>%t</mark>" : "%t", mark_span(text, pieces.at[i].at));
}

/* What the words are to the first variant's, and whose they are where the reports name different speakers. */
static void put_change(struct html_page *p, const struct quote *q, const struct quote_variant *v, bool first)
{
    if (v->paraphrase || (!first && v->change != VARIANT_NONE))
        html_print(p, "<b class=\"k-wording\">%s</b>",
                   variant_change_text(v->paraphrase ? VARIANT_PARAPHRASE : v->change));
    if (!q->disputed_speaker)
        return;
    html_print(p, "<b class=\"k-conflict\">%w ", WORD_GIVEN_TO);
    if (v->speaker.len)
        html_print(p, "<bdi>%t</bdi></b>", v->speaker);
    else
        html_print(p, "%w</b>", WORD_NO_SPEAKER);
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
    put_change(p, q, v, !group);
    html_origins(p, members, sizeof *members, count);
    for (uint32_t i = 0; i < count && !(p->site && i == PLACES_SHOWN); i++) {
        html_print(p, " ");
        html_place(p, members[i], HTML_QUOTE);
    }
    if (p->site && count > PLACES_SHOWN) {
        html_print(p, " ");
        html_count(p, WORD_AND_MORE, count - PLACES_SHOWN, 0, 0);
    }
    html_print(p, "</p></li>\n");
}

static void put_quote(struct html_page *p, uint32_t number)
{
    const struct quote *q = &p->s->quotes[number];
    struct view_groups groups = view_wordings(p->scratch, p->s, q);
    html_begin_line(p, HTML_QUOTE_LINE, number + 1);
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
    if (q->count > 1 && q->same_words && !q->disputed_speaker)
        html_print(p, ", %w", WORD_SAME_WORDS);
    if (q->count > 1 && !q->same_words) {
        html_print(p, ", ");
        html_count(p, WORD_VARIANTS, groups.count, 0, 0);
    }
    html_print(p, "</p>");
    if (q->disputed_speaker) {
        html_print(p, "<p class=\"kind k-conflict\">");
        html_sign(p, "conflict");
        html_print(p, "%w</p>", WORD_DISPUTED_SPEAKER);
    }
    if (p->site) {
        html_print(p, "<p class=\"small\">");
        html_beside(p, HTML_QUOTE_LINE, number + 1);
        html_print(p, "</p>");
    }
    html_print(p, "</div><ol class=\"vars\">\n");
    for (uint32_t g = 0; g < groups.count && !(p->site && g == WORDINGS_SHOWN); g++)
        put_wording(p, q, &groups, g);
    if (p->site && groups.count > WORDINGS_SHOWN) {
        html_print(p, "<li class=\"small\">");
        html_count(p, WORD_AND_MORE, groups.count - WORDINGS_SHOWN, 0, 0);
        html_print(p, "</li>");
    }
    html_print(p, "</ol></article>\n");
    html_show(p, HTML_QUOTE_LINE, number);
}

void html_quotes(struct html_page *p)
{
    uint32_t i = html_begin_share(p, SITE_STORY_QUOTES);
    if (!p->s->quote_count)
        return;
    html_section(p, "quotes", WORD_QUOTES, "");
    html_print(p, "<p>%w</p></header>\n", WORD_QUOTES_NOTE);
    for (; i < p->s->quote_count && !html_is_full(p); i++) {
        if (i == QUOTES_OPEN && !p->site) {
            html_print(p, "<details class=\"rest\"><summary>");
            html_count(p, WORD_MORE, p->s->quote_count - i, 0, 0);
            html_print(p, "</summary>\n");
        }
        put_quote(p, i);
    }
    html_more(p, SITE_STORY_QUOTES, i, p->s->quote_count);
    html_print(p, p->s->quote_count > QUOTES_OPEN && !p->site ? "</details></section>\n" : "</section>\n");
}
