#include "compare/lineage.h"

#include <math.h>
#include <stdlib.h>

#include "base/sets.h"
#include "compare/lineage_pair.h"
#include "text/utf8.h"

/* ---- the weights, in log-odds; docs/lineage.md tells where they come from ---- */

/* That one of two was made of the other. */
static const float related_at = 0.44f, related_at_across = 0.40f;   /* covered: where it is even */
static const float covered_by_chance = 0.3f;
static const float per_covered = 14, per_covered_across = 10, per_fact = 3, per_order = 1.5f, per_run = 5;
static const float run_by_chance = 0.1f;
static const float per_own = 2, own_by_chance = 0.5f, own_most = 1, per_rise = 0.4f, rise_most = 2, per_missing = 0.4f;
static const float for_given = 2.8f, for_named = 1, for_each_credited = 0.5f, for_credited_most = 1.5f, for_credit_full = 3.5f;
static const float same_house = 1.5f, same_house_run = 0.25f;

/* Which of the two was first. */
static const float first_if_credited = 4, first_if_named = 1, first_if_agency = 2.5f, first_if_others_credit = 1;
static const float first_by_minutes = 0.7f, first_by_hour = 1.5f, first_by_hours = 2.2f;
static const float first_if_more = 4, first_if_more_across = 1.5f, first_if_more_most = 2, later_if_agency_of_another = 1.5f, first_if_signed = 0.6f;
static const float less_backwards = 1;
static const float first_counts_full = 2, first_counts_beyond = 0.3f;

/* Where one text stands in another word for word. */
static const float verbatim_from = 0.5f, reuse_from = 0.1f;

/* Two that share so much of their own words and have so much that the other lacks paste from a third. */
static const float pasted_least = 0.2f, pasted_most = 0.65f, pasted_facts_most = 0.8f;
static const float per_pasted = 6, pasted_at = 0.4f;

enum { GROUNDS_MAX = 8, PLACES_LEAST = 2, RISE_LEAST = 4, FEW_WORDINGS = 5, UNSEEN_SENTENCES = 2, CREDITED_LEAST = 2, HOUR = 3600 };

/* That `to` was made of `from`. */
struct arc {
    uint32_t from, to;
    const struct lineage_pair *pair;
    float related, first, merit;   /* merit: among several sources of one report the greatest is taken */
    bool common;                   /* both were made of a third */
};

struct tracer {
    struct comparison *c;
    struct arena *keep;
    struct lineage_credits credits;
    struct lineage_pairs pairs;
    struct arc *arcs;
    uint32_t arc_count;
    struct lineage out;
};

/* ---- what speaks for a pair ---- */

static struct lineage_match match_of(const struct lineage_pair *p, uint32_t to) { return to == p->b ? p->b_in_a : p->a_in_b; }
static float run_of(const struct lineage_pair *p, uint32_t to) { return to == p->b ? p->in_b : p->in_a; }

static enum credit_kind credit_kind(const struct tracer *t, uint32_t by, uint32_t to)
{
    const struct lineage_credit *credit = lineage_credit_of(&t->credits, by, to);
    return credit ? credit->kind : CREDIT_NONE;
}

static bool is_agency(const struct tracer *t, uint32_t r) { return (t->c->reports[r]->article.flags & ARTICLE_AGENCY) != 0; }

static bool same_outlet(const struct tracer *t, uint32_t a, uint32_t b) { return t->credits.outlet[a] == t->credits.outlet[b]; }

/* The agency that a report rests on, unless that is itself. */
static struct span foreign_agency(const struct tracer *t, uint32_t r)
{
    return is_agency(t, r) ? SPAN("") : t->credits.agency[r];
}

static bool is_credited(const struct tracer *t, uint32_t r) { return t->credits.credited[t->credits.outlet[r]] >= CREDITED_LEAST; }

static float for_credit(const struct tracer *t, uint32_t from, uint32_t to)
{
    enum credit_kind there = credit_kind(t, to, from);
    float points = there >= CREDIT_GIVEN ? for_given : there == CREDIT_NAMED ? for_named : 0;
    if (span_equal(foreign_agency(t, to), t->credits.agency[from]) && foreign_agency(t, to).len && is_agency(t, from))
        points = for_given;
    if (is_credited(t, from))      /* what several name as the source is one */
        points += fminf(for_credited_most, for_each_credited * (float)t->credits.credited[t->credits.outlet[from]]);
    return fminf(points, for_credit_full);
}

/* Two short reports share the core of the event and have no room for more: as if two more sentences had been seen, of
 * which as much is covered as of reports that have nothing to do with each other. */
static float covered_likely(struct lineage_match match)
{
    return (match.covered * (float)match.of + covered_by_chance * UNSEEN_SENTENCES) / (float)(match.of + UNSEEN_SENTENCES);
}

/* That many things are told in the same order. */
static float for_rise(struct lineage_match match)
{
    return match.order < 0.75f || match.rising <= RISE_LEAST ? 0 : fminf(rise_most, per_rise * (float)(match.rising - RISE_LEAST));
}

static float relation(const struct tracer *t, const struct lineage_pair *p, uint32_t from, uint32_t to)
{
    struct lineage_match match = match_of(p, to);
    float covered = covered_likely(match);
    float odds = p->across ? per_covered_across * (covered - related_at_across) : per_covered * (covered - related_at);
    float run = run_of(p, to);
    odds += per_fact * (match.facts - 0.5f) + per_run * fmaxf(0, run - run_by_chance) + for_credit(t, from, to);
    if (match.order > 0)
        odds += per_order * (match.order - 0.8f);
    odds += fmaxf(-own_most, per_own * (own_by_chance - match.own));
    if (t->pairs.wordings < FEW_WORDINGS)   /* who knows then what others would have told, too */
        odds -= per_missing * (float)(FEW_WORDINGS - t->pairs.wordings);
    odds += fmaxf(for_rise(match), for_rise(match_of(p, from)));
    if (same_outlet(t, from, to) && run >= same_house_run)
        odds += same_house;
    if (match.sentences < PLACES_LEAST && run < verbatim_from)
        odds = fminf(odds, -1);
    return odds;
}

/* ---- which was first ---- */

static float by_time(struct when a, struct when b)
{
    if (!when_known(a) || !when_known(b))
        return 0;
    if (b.to <= a.from)
        return -by_time(b, a);
    int64_t gap = b.from - a.from;
    if (a.to > b.from)
        return 0;
    return gap >= 3 * HOUR ? first_by_hours : gap >= HOUR / 2 ? first_by_hour : gap > 0 ? first_by_minutes : 0;
}

static float for_being_first(const struct tracer *t, uint32_t from, uint32_t to)
{
    const struct article *a = &t->c->reports[from]->article;
    enum credit_kind credit = credit_kind(t, to, from);
    float odds = credit >= CREDIT_GIVEN ? first_if_credited : credit == CREDIT_NAMED ? first_if_named : 0;
    struct span agency = foreign_agency(t, to);
    odds += is_agency(t, from) ? first_if_agency : 0;
    odds += is_credited(t, from) ? first_if_others_credit : 0;
    odds -= agency.len && !span_equal(agency, t->credits.agency[from]) ? later_if_agency_of_another : 0;
    odds += a->authors.count && !foreign_agency(t, from).len ? first_if_signed : 0;
    return odds;
}

/* Log-odds that `from` was before `to`, rather than the other way round. */
static float direction(const struct tracer *t, const struct lineage_pair *p, uint32_t from, uint32_t to)
{
    float per_more = p->across ? first_if_more_across : first_if_more;
    float more = per_more * (match_of(p, to).covered - match_of(p, from).covered + run_of(p, to) - run_of(p, from));
    return for_being_first(t, from, to) - for_being_first(t, to, from) +
           fmaxf(-first_if_more_most, fminf(first_if_more_most, more)) +
           by_time(t->c->reports[from]->article.published, t->c->reports[to]->article.published);
}

/* ---- common sources ---- */

static bool share_agency(const struct tracer *t, uint32_t a, uint32_t b)
{
    struct span x = is_agency(t, a) ? SPAN("") : t->credits.cited[a], y = is_agency(t, b) ? SPAN("") : t->credits.cited[b];
    return x.len && span_equal(x, y) && credit_kind(t, a, b) < CREDIT_GIVEN && credit_kind(t, b, a) < CREDIT_GIVEN;
}

/* Long stretches of the same words in two reports that both have facts of their own, and none names the other. */
static bool share_paste(const struct tracer *t, const struct lineage_pair *p)
{
    if (p->across || same_outlet(t, p->a, p->b) || credit_kind(t, p->a, p->b) || credit_kind(t, p->b, p->a))
        return false;
    if (foreign_agency(t, p->a).len || foreign_agency(t, p->b).len || is_agency(t, p->a) || is_agency(t, p->b))
        return false;
    return fminf(p->in_a, p->in_b) >= pasted_least && fmaxf(p->in_a, p->in_b) <= pasted_most &&
           fmaxf(p->a_in_b.facts, p->b_in_a.facts) <= pasted_facts_most;
}

/* ---- choosing ---- */

/* What was made of a text may have more of its own than the text lost on the way, so both ways are looked at. */
static void add_arc(struct tracer *t, const struct lineage_pair *p)
{
    float first = direction(t, p, p->a, p->b);
    struct arc arc = { .from = first >= 0 ? p->a : p->b, .to = first >= 0 ? p->b : p->a, .pair = p, .first = fabsf(first) };
    float back = relation(t, p, arc.to, arc.from);
    arc.related = fmaxf(relation(t, p, arc.from, arc.to), back - less_backwards);
    arc.merit = arc.related - for_credit(t, arc.from, arc.to) / 2 + fminf(first_counts_full, arc.first) +
                first_counts_beyond * fmaxf(0, arc.first - first_counts_full);
    bool pasted = share_paste(t, p);
    if (pasted)                    /* what each has of its own speaks against copying, not against pasting */
        arc.related = fmaxf(arc.related, per_pasted * (fminf(p->in_a, p->in_b) - pasted_at));
    arc.common = pasted || share_agency(t, arc.from, arc.to);
    if (arc.related > 0)
        t->arcs[t->arc_count++] = arc;
}

static int by_odds(const void *a, const void *b)
{
    const struct arc *x = a, *y = b;
    if (x->common != y->common)
        return x->common - y->common;
    if (x->merit != y->merit)
        return (x->merit < y->merit) - (x->merit > y->merit);
    if (x->from != y->from)
        return (x->from > y->from) - (x->from < y->from);
    return (x->to > y->to) - (x->to < y->to);
}

static bool leads_to(const uint32_t *source_of, uint32_t from, uint32_t to)
{
    while (from != STATEMENT_NONE && from != to)
        from = source_of[from];
    return from == to;
}

static void add_ground(struct lineage_edge *edge, struct span text)
{
    if (edge->grounds.count < GROUNDS_MAX)
        edge->grounds.at[edge->grounds.count++] = text;
}

static void give_credits(struct tracer *t, const struct arc *arc, struct lineage_edge *edge)
{
    const struct lineage_credit *credit = lineage_credit_of(&t->credits, arc->to, arc->from);
    struct span agency = foreign_agency(t, arc->to), both = t->credits.cited[arc->to];
    if (arc->common && share_agency(t, arc->from, arc->to))
        add_ground(edge, arena_printf(t->keep, "both credit %.*s", (int)both.len, both.at));
    else if (arc->common)
        add_ground(edge, SPAN("the same stretches of words in both, and in each what the other does not have"));
    else if (credit)
        add_ground(edge, arena_printf(t->keep, "%s %.*s", credit->kind == CREDIT_NAMED ? "names" : credit->kind == CREDIT_LINKED ?
                                      "links to" : "credits", (int)credit->name.len, credit->name.at));
    else if (agency.len && span_equal(agency, t->credits.agency[arc->from]))
        add_ground(edge, arena_printf(t->keep, "credits %.*s", (int)agency.len, agency.at));
}

static struct span list(struct tracer *t, struct spans facts)
{
    struct span out = facts.at[0];
    for (uint32_t i = 1; i < facts.count; i++)
        out = arena_printf(t->keep, "%.*s, %.*s", (int)out.len, out.at, (int)facts.at[i].len, facts.at[i].at);
    return out;
}

static void give_grounds(struct tracer *t, const struct arc *arc, struct lineage_edge *edge)
{
    const struct lineage_pair *p = arc->pair;
    struct lineage_match match = match_of(p, arc->to);
    edge->grounds.at = arena_new(t->keep, struct span, GROUNDS_MAX);
    give_credits(t, arc, edge);
    if (edge->share >= 0.01f)
        add_ground(edge, arena_printf(t->keep, "%.0f %% of its words stand in the other, in order", (double)edge->share * 100));
    if (edge->share < verbatim_from && match.sentences >= PLACES_LEAST)
        add_ground(edge, arena_printf(t->keep, "%.0f %% of what it says stands there%s", (double)match.covered * 100,
                                      match.order >= 0.8f ? ", in the same order" : ""));
    if (p->quotes)
        add_ground(edge, arena_printf(t->keep, "%u quoted phrase%s that few others have: “%.*s”", p->quotes, p->quotes == 1 ? "" : "s",
                                      (int)utf8_floor(words_at(t->c, p->a, p->quote), 90), words_at(t->c, p->a, p->quote).at));
    if (p->facts.count && edge->share < verbatim_from) {
        struct span facts = list(t, p->facts);
        add_ground(edge, arena_printf(t->keep, "facts that no other has: %.*s", (int)facts.len, facts.at));
    }
    if (is_credited(t, arc->from) && !arc->common)
        add_ground(edge, arena_printf(t->keep, "%u others name it as their source", t->credits.credited[t->credits.outlet[arc->from]]));
}

static void take_runs(struct tracer *t, const struct arc *arc, struct lineage_edge *edge)
{
    const struct copy *copy = arc->pair->copy;
    if (!copy)
        return;
    edge->runs = arena_new(t->keep, struct shared_run, copy->run_count);
    edge->run_count = copy->run_count;
    for (uint32_t i = 0; i < edge->run_count; i++) {
        struct shared_run run = copy->runs[i];
        edge->runs[i] = edge->from == arc->pair->a ? run : (struct shared_run){ run.b, run.a };
    }
}

/* A follow-up of the same house begins with news of its own. */
static bool is_follow_up(const struct tracer *t, const struct arc *arc)
{
    return same_outlet(t, arc->from, arc->to) && match_of(arc->pair, arc->to).lede < verbatim_from;
}

static enum lineage_kind kind_of(const struct tracer *t, const struct arc *arc, float share)
{
    if (arc->common)
        return LINEAGE_COMMON_SOURCE;
    if (arc->pair->across)
        return LINEAGE_TRANSLATION;
    return share >= verbatim_from && !is_follow_up(t, arc) ? LINEAGE_VERBATIM : LINEAGE_REWRITE;
}

static float likelihood(float odds) { return 1 / (1 + expf(-odds)); }

static void add_edge(struct tracer *t, const struct arc *arc)
{
    struct lineage_edge *edge = &t->out.at[t->out.count++];
    const struct copy *copy = arc->pair->copy;
    *edge = (struct lineage_edge){ .from = arc->from, .to = arc->to };
    edge->share = copy ? (arc->to == arc->pair->a ? copy->in_a : copy->in_b) : 0;
    edge->kind = (uint8_t)kind_of(t, arc, edge->share);
    edge->inferred = credit_kind(t, arc->to, arc->from) < CREDIT_GIVEN && edge->share < reuse_from && !arc->common;
    edge->sure = fminf(0.99f, likelihood(arc->related) * likelihood(arc->first + 1));
    give_grounds(t, arc, edge);
    take_runs(t, arc, edge);
    t->c->source_of[arc->to] = arc->from;
}

static uint32_t root_of(const struct comparison *c, uint32_t r)
{
    while (c->source_of[r] != STATEMENT_NONE)
        r = c->source_of[r];
    return r;
}

/* The best arcs first; those of a common source last, where no better source was found. */
static void choose_edges(struct tracer *t)
{
    struct comparison *c = t->c;
    if (t->arc_count)
        qsort(t->arcs, t->arc_count, sizeof *t->arcs, by_odds);
    for (uint32_t i = 0; i < t->arc_count; i++) {
        const struct arc *arc = &t->arcs[i];
        if (c->source_of[arc->to] == STATEMENT_NONE && !leads_to(c->source_of, arc->from, arc->to))
            add_edge(t, arc);
    }
}

static void number_origins(struct comparison *c)
{
    for (uint32_t r = 0; r < c->count; r++)
        if (c->source_of[r] == STATEMENT_NONE)
            c->origin_of[r] = c->origin_count++;
    for (uint32_t r = 0; r < c->count; r++)
        c->origin_of[r] = c->origin_of[root_of(c, r)];
}

static void name_behind(struct tracer *t)
{
    t->out.behind = arena_new(t->keep, struct span, t->c->count);
    for (uint32_t r = 0; r < t->c->count; r++)
        t->out.behind[r] = foreign_agency(t, r);
}

struct lineage lineage_trace(struct arena *keep, struct arena scratch, struct comparison *c)
{
    struct tracer t = { .c = c, .keep = keep };
    struct arena rest = arena_half(&scratch);
    t.credits = lineage_credits_find(&rest, scratch, c);
    t.pairs = lineage_pairs_find(keep, scratch, c, &t.credits);
    t.arcs = arena_new(&rest, struct arc, t.pairs.count);
    t.out.at = arena_new(keep, struct lineage_edge, c->count);
    c->origin_of = arena_new(keep, uint32_t, c->count);
    c->source_of = arena_new(keep, uint32_t, c->count);
    for (uint32_t r = 0; r < c->count; r++)
        c->source_of[r] = STATEMENT_NONE;
    for (size_t i = 0; i < t.pairs.count; i++)
        add_arc(&t, &t.pairs.at[i]);
    choose_edges(&t);
    number_origins(c);
    name_behind(&t);
    return t.out;
}

struct span lineage_label(struct arena *keep, const struct article *article)
{
    if (article->flags & ARTICLE_AGENCY)
        return arena_printf(keep, "agency: %.*s", (int)article->outlet.len, article->outlet.at);
    if (article->agency.len && !span_equal_nocase(article->agency, article->outlet))
        return arena_printf(keep, "agency: %.*s", (int)article->agency.len, article->agency.at);
    if (article->credit.len && !span_equal_nocase(article->credit, article->outlet))
        return arena_printf(keep, "credits %.*s", (int)article->credit.len, article->credit.at);
    return (struct span){ "", 0 };
}
