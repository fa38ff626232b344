#include "tell/brief.h"

#include "tell/label.h"
#include "tell/view.h"

static void put_reports(struct brief *b, struct arena *keep, const struct synopsis *s)
{
    b->report_count = s->report_count;
    b->reports = arena_new(keep, struct brief_report, s->report_count);
    for (uint32_t i = 0; i < s->report_count; i++) {
        const struct story_report *r = &s->reports[i];
        b->reports[i] = (struct brief_report){
            .id = arena_copy(keep, r->report->article.id), .name = arena_copy(keep, label_report(s, i)),
            .language = arena_copy(keep, r->report->article.language), .account = r->origin, .root = r->is_root };
    }
}

static void put_accounts(struct brief *b, struct arena *keep, const struct synopsis *s)
{
    b->account_count = s->origin_count;
    b->accounts = arena_new(keep, struct brief_account, s->origin_count);
    for (uint32_t i = 0; i < s->origin_count; i++)
        b->accounts[i] = (struct brief_account){ s->origins[i].root, s->origins[i].count,
                                                 arena_copy(keep, s->origins[i].behind) };
}

static struct brief_words words_of(struct arena *keep, const struct synopsis *s, struct evidence e)
{
    return (struct brief_words){ arena_copy(keep, evidence_words(s, e)), e.at, e.report };
}

/* ---- conflicts ---- */

static void add_account(struct brief_side *side, uint32_t account)
{
    for (uint32_t i = 0; i < side->count; i++)
        if (side->accounts[i] == account)
            return;
    side->accounts[side->count++] = account;
}

/* Values that are one stand on one side; it is told in the words of the first. */
static void put_conflict(struct brief *b, struct arena *keep, struct arena scratch, const struct synopsis *s,
                         uint32_t number)
{
    const struct difference *d = &s->differences[number];
    struct view_groups groups = view_groups(&scratch, s, d);
    struct brief_conflict *c = &b->conflicts[b->conflict_count++];
    c->number = number + 1;
    c->slot = arena_copy(keep, d->slot);
    c->kind = d->kind;
    c->values = groups.count;
    c->count = groups.count < BRIEF_SIDES ? groups.count : BRIEF_SIDES;
    for (uint32_t i = 0; i < c->count; i++) {
        c->sides[i].words = words_of(keep, s, d->values[groups.first[i]].at);
        c->sides[i].accounts = arena_new(keep, uint32_t, s->origin_count);
    }
    for (uint32_t i = 0; i < d->count; i++)
        if (groups.of[i] < c->count)
            add_account(&c->sides[groups.of[i]], s->reports[d->values[i].at.report].origin);
}

/* ---- the whole ---- */

/* The first claim that does not only repeat the headline. */
static void put_says(struct brief *b, struct arena *keep, const struct synopsis *s)
{
    for (uint32_t i = 0; i < s->claim_count && !b->says.text.len; i++)
        if (!span_equal(evidence_words(s, s->claims[i].wording), s->headline))
            b->says = words_of(keep, s, s->claims[i].wording);
}

struct brief *brief_of(struct arena *keep, struct arena scratch, const struct synopsis *s)
{
    struct brief *b = arena_new(keep, struct brief, 1);
    struct view_counts counts = view_counts(s);
    memcpy(b->label, counts.label, sizeof b->label);
    b->varying = counts.varying;
    b->one_source = view_one_source(keep, s);
    put_reports(b, keep, s);
    put_accounts(b, keep, s);
    put_says(b, keep, s);
    for (uint32_t i = 0; i < s->difference_count && b->conflict_count < BRIEF_CONFLICTS; i++)
        if (s->differences[i].label == DIFFERENCE_CONFLICT)
            put_conflict(b, keep, scratch, s, i);
    return b;
}
