#include "compare/headline.h"

#include "compare/align.h"

/* ---- the headline ---- */

/* How much of what the reports share a headline says: how like the others' first paragraphs it is.  A
 * headline that is no part of the text is judged by the statement that opens it. */
static float headline_worth(const struct comparison *c, uint32_t report)
{
    const struct statement *opening = NULL;
    float worth = 0;
    for (uint32_t i = 0; i < c->statements.count && !opening; i++)
        if (c->statements.at[i].report == report)
            opening = &c->statements.at[i];
    for (uint32_t k = 0; opening && k < c->statements.count; k++)
        if (c->statements.at[k].lede && c->statements.at[k].report != report)
            worth += statement_likeness(opening, &c->statements.at[k]);
    return c->source_of[report] == STATEMENT_NONE ? worth : worth * 0.6f;
}

static void choose_headline(const struct comparison *c, struct synopsis *s)
{
    float best = -1;
    for (uint32_t k = 0; k < s->report_count; k++) {
        const struct article *article = &s->reports[k].report->article;
        uint32_t r = 0;
        while (c->rank[r] != k)
            r++;
        float worth = article->title.len ? headline_worth(c, r) : -1;
        if (worth > 0)          /* what others went back to has been found worth telling */
            worth *= 1 + 0.25f * (float)(s->origins[s->reports[k].origin].count - 1);
        if (worth > best) {
            best = worth;
            s->headline = article->title;
            s->headline_at = (struct evidence){ k, article->title_at };
        }
    }
    if (best < 0 && s->claim_count) {
        s->headline_at = s->claims[0].wording;
        s->headline = evidence_words(s, s->headline_at);
    }
    if (!s->headline.len && s->report_count)
        s->headline = s->reports[0].report->article.id;
}

/* ---- who, what, where ---- */

/* How often each name stands in the statements, more in headlines and first paragraphs. */
static void count_names(const struct comparison *c, uint32_t *points)
{
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *t = &c->statements.at[i];
        const struct mentions *mentions = &c->reports[t->report]->notes.mentions;
        uint32_t low = 0, high = mentions->count;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (mentions->at[middle].at.from < t->at.from)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < mentions->count && mentions->at[low].at.to <= t->at.to; low++)
            points[name_of(c, t->report, mentions->at[low].entity)] += t->title || t->lede ? 4 : 1;
    }
}

static struct evidence best_mention(const struct comparison *c, const uint32_t *points, uint8_t type)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t n = 0; n < c->names.count; n++)
        if (c->names.at[n].type == type && points[n] && (best == UINT32_MAX || points[n] > points[best]))
            best = n;
    for (uint32_t r = 0; best != UINT32_MAX && r < c->count; r++)
        for (uint32_t m = 0; m < c->reports[r]->notes.mentions.count; m++) {
            const struct mention *mention = &c->reports[r]->notes.mentions.at[m];
            bool full = span_equal(words_at(c, r, mention->at), c->names.at[best].name);
            if (full && name_of(c, r, mention->entity) == best)
                return evidence_at(c, r, mention->at);
        }
    return (struct evidence){ 0, { 0, 0 } };
}

void headline_choose(struct arena *keep, struct arena scratch, const struct comparison *c, struct synopsis *s)
{
    (void)keep;
    uint32_t *points = arena_new(&scratch, uint32_t, c->names.count);
    choose_headline(c, s);
    count_names(c, points);
    s->who = best_mention(c, points, ENTITY_PERSON);
    s->where = best_mention(c, points, ENTITY_PLACE);
    if (s->claim_count && s->claims[0].kind == CLAIM_SHARED)
        s->what = s->claims[0].wording;
}
