/* What only one account has; what was searched for it, and what could not be. */
#include "tell/html_parts.h"

enum { ONLY_OPEN = 12,      /* the others are folded: a long report has dozens */
       PLACES_SHOWN = 6 };   /* of one line, on the server's page */

static void put_only(struct html_page *p, const struct claim *c)
{
    html_begin_line(p, HTML_CLAIM_LINE, c->id);
    html_print(p, "<li id=\"%pc%u\"><p>", c->id);
    html_origin(p, p->s->reports[c->wording.report].origin);
    html_print(p, " <b><bdi>%t</bdi></b></p><p class=\"words\"><q", label_report(p->s, c->wording.report));
    html_language(p, c->wording.report);
    html_print(p, ">");
    html_shown(p, c->wording);
    html_print(p, "</q> ");
    html_place(p, c->wording, HTML_CLAIM);
    for (uint32_t i = 0; i < c->support.count && !(p->site && i >= PLACES_SHOWN); i++)   /* its copies */
        if (c->support.at[i].report != c->wording.report) {
            html_print(p, " ");
            html_place(p, c->support.at[i], HTML_CLAIM);
        }
    html_print(p, "</p><div class=\"small\">");
    if (c->absent.count)
        html_count(p, WORD_SEARCHED, c->absent.count, 0, 0);
    html_names(p, WORD_CANNOT_TELL_THESE, c->unclear);
    html_notes(p, c);
    html_print(p, c->background ? " · %w" : "", WORD_BACKGROUND);
    html_beside(p, HTML_CLAIM_LINE, c->id);
    html_elsewhere(p, c);
    html_print(p, "</div></li>\n");
    html_show(p, HTML_CLAIM_LINE, c->id - 1);
}

void html_only(struct html_page *p)
{
    struct numbers only = view_only(p->scratch, p->s);
    uint32_t i = html_begin_share(p, SITE_STORY_ONLY);
    if (!only.count)
        return;
    html_section(p, "only", WORD_ONLY, "");
    html_print(p, "<p>%w</p></header>\n<ul class=\"only\">\n", WORD_ONLY_NOTE);
    for (; i < only.count && !html_is_full(p); i++) {
        if (i == ONLY_OPEN && !p->site) {
            html_print(p, "</ul><details class=\"rest\"><summary>");
            html_count(p, WORD_MORE, only.count - i, 0, 0);
            html_print(p, "</summary><ul class=\"only\">\n");
        }
        put_only(p, &p->s->claims[only.at[i]]);
    }
    html_print(p, only.count > ONLY_OPEN && !p->site ? "</ul></details>\n" : "</ul>\n");
    html_more(p, SITE_STORY_ONLY, i, only.count);
    html_print(p, "</section>\n");
}
