/* The first screen: headline, who and where, how many accounts and why, conflicts, what all say, what differs. */
#include "tell/markdown_parts.h"

#include "tell/moment.h"

enum { HEAD_ACCOUNTS = 8, HEAD_SQUARES = 12 };

/* ---- what, who, where, when ---- */

/* "**who** Ilse Torvan `A 1-2`"; `any` says whether something stands in the line. */
static void put_fact(struct markdown_page *m, enum word name, struct evidence e, bool *any)
{
    if (!mark_length(e.at) || span_equal(evidence_words(m->s, e), m->s->headline))
        return;
    markdown_put(m, *any ? " · *" : "*");
    markdown_word(m, name);
    markdown_put(m, "* ");
    markdown_words(m, e);
    markdown_place(m, e);
    *any = true;
}

static void put_facts(struct markdown_page *m)
{
    const struct synopsis *s = m->s;
    bool any = false;
    put_fact(m, WORD_WHO, s->who, &any);
    put_fact(m, WORD_WHAT, s->what, &any);
    if (when_known(s->when)) {
        markdown_put(m, any ? " · *" : "*");
        markdown_word(m, WORD_WHEN);
        markdown_put(m, "* ");
        moment_text(m->out, s->when);
        any = true;
    }
    put_fact(m, WORD_IN_PLACE, s->where, &any);
    markdown_put(m, any ? "\n\n" : "");
}

static void put_headline(struct markdown_page *m)
{
    const struct synopsis *s = m->s;
    markdown_put(m, "# ");
    markdown_text(m, s->headline);
    markdown_put(m, "\n\n");
    put_facts(m);
    if (!s->report_count)
        return;
    markdown_word(m, WORD_HEADLINE_OF);
    markdown_put(m, " ");
    markdown_text(m, label_report(s, s->headline_at.report));
    if (mark_length(s->headline_at.at))
        markdown_place(m, s->headline_at);
    if (when_known(s->from)) {
        markdown_put(m, " · ");
        markdown_word(m, WORD_PRINTED);
        markdown_put(m, " ");
        moment_range(m->out, s->from, s->to);
    }
    markdown_put(m, "\n\n");
}

/* ---- how many accounts, and why no more ---- */

static void put_origin(struct markdown_page *m, const struct origin *o)
{
    markdown_put(m, "- **");
    markdown_handle(m, o->root);
    markdown_put(m, "** ");
    for (uint32_t r = o->first; r < o->first + o->count && r < o->first + HEAD_SQUARES; r++)
        markdown_put(m, m->s->reports[r].is_root ? "■" : "□");
    markdown_put(m, " ");
    markdown_text(m, label_report(m->s, o->root));
    if (o->count > 1) {
        markdown_put(m, " ");
        markdown_count(m, WORD_AND_COPIES, o->count - 1, 0);
    }
    if (o->behind.len) {
        markdown_put(m, ", ");
        markdown_word(m, WORD_BEHIND);
        markdown_put(m, " ");
        markdown_text(m, o->behind);
    }
    markdown_put(m, "\n");
}

static void put_behinds(struct markdown_page *m)
{
    struct view_behinds behind = view_behinds(m->out->arena, m->s);
    for (uint32_t i = 0; i < behind.count && i < HEAD_ACCOUNTS; i++) {
        markdown_put(m, i ? " · **" : "\n**");
        markdown_text(m, behind.at[i].name);
        markdown_put(m, "** ");
        word_put(m->out, WORD_STANDS_BEHIND, behind.at[i].reports, m->s->report_count, 0);
    }
    markdown_put(m, behind.count ? "\n" : "");
}

static void put_one_source(struct markdown_page *m)
{
    const struct synopsis *s = m->s;
    if (!s->one_source.len)
        return;
    markdown_put(m, "\n**");
    markdown_text(m, view_one_source(m->out->arena, s));
    markdown_put(m, "**");
    for (uint32_t i = 0; i < s->one_source_at.count; i++)
        markdown_place(m, s->one_source_at.at[i]);
    markdown_put(m, "\n");
}

static void put_accounts(struct markdown_page *m)
{
    const struct synopsis *s = m->s;
    struct numbers cut = view_short(m->out->arena, s);
    uint32_t shown = s->origin_count <= HEAD_ACCOUNTS ? s->origin_count : HEAD_ACCOUNTS;
    markdown_put(m, "**");
    markdown_count(m, WORD_ACCOUNTS, s->origin_count, 0);
    markdown_put(m, "** ");
    markdown_count(m, WORD_IN_REPORTS, s->report_count, 0);
    markdown_put(m, "\n\n");
    for (uint32_t i = 0; i < shown; i++)
        put_origin(m, &s->origins[i]);
    if (shown < s->origin_count) {
        markdown_put(m, "- ");
        markdown_count(m, WORD_MORE_ACCOUNTS, s->origin_count - shown, 0);
        markdown_put(m, "\n");
    }
    put_behinds(m);
    put_one_source(m);
    if (!cut.count)
        return;
    markdown_put(m, "\n");
    markdown_word(m, WORD_SHORT_REPORTS);
    markdown_handles(m, cut);
    markdown_put(m, "\n");
}

/* ---- conflicts, what all say, what differs ---- */

static void put_conflicts(struct markdown_page *m)
{
    uint32_t conflicts = m->counts.label[DIFFERENCE_CONFLICT];
    if (!conflicts) {
        markdown_put(m, "\n## ");
        markdown_word(m, WORD_NO_CONFLICTS);
        markdown_put(m, "\n");
        return;
    }
    markdown_put(m, "\n## ");
    markdown_count(m, WORD_CONFLICTS, conflicts, 0);
    markdown_put(m, "\n\n");
    markdown_differences(m, true);
}

static void put_agreed_title(struct markdown_page *m, const struct view_agreed *agreed, uint32_t i)
{
    if (i && i != agreed->all)
        return;
    markdown_put(m, "\n## ");
    if (i < agreed->all)
        markdown_count(m, WORD_ALL_SAY, m->s->origin_count, 0);
    else
        markdown_word(m, view_agreed_title(agreed));
    markdown_put(m, "\n\n");
}

static void put_agreed(struct markdown_page *m)
{
    struct view_agreed agreed = view_agreed(m->s);
    if (!agreed.count)
        markdown_title(m, WORD_NOTHING_SHARED);
    for (uint32_t i = 0; i < agreed.count; i++) {
        const struct claim *c = &m->s->claims[agreed.claim[i]];
        const struct difference *d = view_difference(m->s, c);
        put_agreed_title(m, &agreed, i);
        markdown_put(m, "- ");
        markdown_words(m, c->wording);
        markdown_put(m, " **");
        word_put(m->out, WORD_OF, c->origins, m->s->origin_count, 0);
        markdown_put(m, "**");
        if (d || view_varies(m->s, c)) {
            markdown_put(m, " *");
            markdown_put(m, word_difference(d ? d->label : DIFFERENCE_WORDING));
            markdown_put(m, "*");
        }
        markdown_place(m, c->wording);
        markdown_put(m, "\n");
    }
}

static void put_label(struct markdown_page *m, unsigned label)
{
    bool any = false;
    buffer_printf(m->out, "- %u %s", m->counts.label[label], word_counted(label));
    for (unsigned kind = 0; kind < DIFFERENCE_KIND_COUNT && view_has_kinds(label); kind++) {
        if (!m->counts.kind[label][kind])
            continue;
        markdown_put(m, any ? ", " : ": ");
        markdown_count(m, (enum word)(WORD_FIGURES + 2 * kind), m->counts.kind[label][kind], 0);
        any = true;
    }
    markdown_put(m, "\n");
}

static void put_counts(struct markdown_page *m)
{
    markdown_title(m, m->counts.differences || m->counts.varying ? WORD_WHAT_DIFFERS : WORD_NOTHING_DIFFERS);
    for (unsigned label = 0; label < DIFFERENCE_LABEL_COUNT; label++)
        if (m->counts.label[label])
            put_label(m, label);
    if (m->counts.varying || m->counts.disputed) {
        markdown_put(m, "- ");
        markdown_count(m, WORD_QUOTES_VARY, m->counts.varying, 0);
        markdown_put(m, m->counts.disputed ? ", " : "\n");
    }
    if (m->counts.disputed) {
        markdown_count(m, WORD_QUOTES_DISPUTED, m->counts.disputed, 0);
        markdown_put(m, "\n");
    }
}

void markdown_head(struct markdown_page *m)
{
    put_headline(m);
    put_accounts(m);
    put_conflicts(m);
    put_agreed(m);
    put_counts(m);
}
