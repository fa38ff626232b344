#include "compare/claims.h"

#include <math.h>
#include <stdlib.h>

#include "base/calendar.h"

enum {
    UNIQUE_TERMS_LEAST = 4,      /* what says less alone is not worth a line */
    WORDING_TOKENS = 32,         /* longer wordings are a burden */
    TELLING_SENTENCES = 6        /* a report shorter than this cannot be said to leave things out */
};

static const float background_from = 0.35f;

struct teller {
    const struct comparison *c;
    struct arena *keep;
    uint32_t *first, *next;      /* chains of statements by cluster; number + 1, in order of place */
    bool *near;                  /* [cluster * count + report]: it has something near */
    struct when event;
    struct span language;        /* that most reports are in */
};

static struct span main_language(const struct comparison *c)
{
    uint32_t best = 0;
    struct span language = { "", 0 };
    for (uint32_t r = 0; r < c->count; r++) {
        uint32_t count = 0;
        for (uint32_t k = 0; k < c->count; k++)
            count += span_equal(c->reports[k]->article.language, c->reports[r]->article.language);
        if (count > best) {
            best = count;
            language = c->reports[r]->article.language;
        }
    }
    return language;
}

static void chain_members(struct teller *t, struct arena *arena)
{
    const struct comparison *c = t->c;
    t->first = arena_new(arena, uint32_t, c->cluster_count);
    t->next = arena_new(arena, uint32_t, c->statements.count);
    for (uint32_t i = c->statements.count; i-- > 0;) {
        t->next[i] = t->first[c->statements.at[i].claim];
        t->first[c->statements.at[i].claim] = i + 1;
    }
    t->near = arena_new(arena, bool, (size_t)c->cluster_count * c->count);
    for (size_t i = 0; i < c->nears.count; i++) {
        const struct statement *a = &c->statements.at[c->nears.at[i].a], *b = &c->statements.at[c->nears.at[i].b];
        t->near[(size_t)a->claim * c->count + b->report] = true;
        t->near[(size_t)b->claim * c->count + a->report] = true;
    }
}

/* How well a statement stands for its claim: much said in few words, in a report of its own, not the headline. */
static float wording_worth(const struct teller *t, const struct statement *s)
{
    const struct comparison *c = t->c;
    uint32_t tokens = s->token_end - s->first_token;
    float worth = s->information;
    if (tokens > WORDING_TOKENS)
        worth *= (float)WORDING_TOKENS / (float)tokens;
    if (s->title)
        worth *= 0.6f;
    if (c->source_of[s->report] != STATEMENT_NONE)
        worth *= 0.9f;
    if (!span_equal(c->reports[s->report]->article.language, t->language))
        worth *= 0.3f;
    return worth;
}

static bool is_telling(const struct report *report)
{
    return !(report->article.flags & ARTICLE_STUB) && report->notes.sentences.count >= TELLING_SENTENCES;
}

static bool speaks(const struct comparison *c, uint32_t report, const bool *holds)
{
    struct span language = c->reports[report]->article.language;
    for (uint32_t r = 0; r < c->count; r++)
        if (holds[r] && span_equal(c->reports[r]->article.language, language))
            return true;
    return false;
}

static void add_number(struct numbers *list, uint32_t number) { list->at[list->count++] = number; }

static void find_absent(struct teller *t, struct claim *claim, uint32_t cluster, const bool *holds)
{
    const struct comparison *c = t->c;
    uint32_t *by_rank = arena_new(t->keep, uint32_t, c->count);
    claim->absent.at = arena_new(t->keep, uint32_t, c->count);
    claim->unclear.at = arena_new(t->keep, uint32_t, c->count);
    for (uint32_t r = 0; r < c->count; r++)
        by_rank[c->rank[r]] = r;
    for (uint32_t k = 0; k < c->count; k++) {
        uint32_t r = by_rank[k];
        if (holds[r])
            continue;
        bool can_tell = is_telling(c->reports[r]) && speaks(c, r, holds) && !t->near[(size_t)cluster * c->count + r];
        add_number(can_tell ? &claim->absent : &claim->unclear, k);
    }
}

/* What went before: every date it holds lies before the event, and no report tells it at its begin ("the
 * first call since October 2022" is news). */
static bool is_background(const struct teller *t, uint32_t cluster, float place)
{
    const struct comparison *c = t->c;
    bool before = false;
    if (!when_known(t->event) || place < background_from)
        return false;
    for (uint32_t i = t->first[cluster]; i; i = t->next[i - 1]) {
        const struct statement *s = &c->statements.at[i - 1];
        const struct dates *dates = &c->reports[s->report]->notes.dates;
        for (uint32_t d = 0; d < dates->count; d++) {
            if (!mark_holds(s->at, dates->at[d].at) || !when_known(dates->at[d].when) || dates->at[d].type == DATE_DURATION)
                continue;
            if (dates->at[d].when.to > t->event.from - DAY_SECONDS)
                return false;
            before = true;
        }
    }
    return before;
}

/* Whose statement it is, where all that hold it name one speaker. */
static struct span said_by(const struct teller *t, uint32_t cluster)
{
    const struct comparison *c = t->c;
    uint32_t speaker = UINT32_MAX;
    for (uint32_t i = t->first[cluster]; i; i = t->next[i - 1]) {
        const struct statement *s = &c->statements.at[i - 1];
        if (s->attribution == ATTRIBUTION_NONE)
            return (struct span){ NULL, 0 };
        uint32_t name = name_of(c, s->report, c->reports[s->report]->notes.attributions.at[s->attribution].speaker);
        if (name == UINT32_MAX || (speaker != UINT32_MAX && speaker != name))
            return (struct span){ NULL, 0 };
        speaker = name;
    }
    return c->names.at[speaker].name;
}

static int by_evidence(const void *a, const void *b)
{
    return evidence_order(*(const struct evidence *)a, *(const struct evidence *)b);
}

static uint32_t member_count(const struct teller *t, uint32_t cluster)
{
    uint32_t count = 0;
    for (uint32_t i = t->first[cluster]; i; i = t->next[i - 1])
        count++;
    return count;
}

static float weight_of(const struct teller *t, const struct claim *claim, float place, float information)
{
    float held = (float)claim->origins / (float)t->c->origin_count;
    float carried = (float)claim->reports / (float)t->c->count;
    float says = information / (information + 10);
    return 0.5f * held + 0.15f * carried + 0.2f * (1 - place) + 0.15f * says;
}

static bool make_claim(struct teller *t, struct arena scratch, uint32_t cluster, struct claim *claim)
{
    const struct comparison *c = t->c;
    struct holders held = holders_in(&scratch, c);
    float best = -1, place = 1, information = 0;
    uint32_t most_terms = 0;
    bool body = false;
    *claim = (struct claim){ .support = { arena_new(t->keep, struct evidence, member_count(t, cluster)), 0 } };
    for (uint32_t i = t->first[cluster]; i; i = t->next[i - 1]) {
        const struct statement *s = &c->statements.at[i - 1];
        struct evidence e = evidence_at(c, s->report, s->at);
        claim->support.at[claim->support.count++] = e;
        holders_add(&held, c, s->report);
        place = fminf(place, s->place);
        information = fmaxf(information, s->information);
        most_terms = s->term_count > most_terms ? s->term_count : most_terms;
        body |= !s->title;
        if (wording_worth(t, s) > best) {
            best = wording_worth(t, s);
            claim->wording = e;
        }
    }
    claim->reports = held.reports;
    claim->origins = held.origins;
    claim->kind = held.reports > 1 ? CLAIM_SHARED : CLAIM_UNIQUE;
    if (claim->kind == CLAIM_UNIQUE && (!body || most_terms < UNIQUE_TERMS_LEAST))
        return false;
    qsort(claim->support.at, claim->support.count, sizeof *claim->support.at, by_evidence);
    claim->weight = weight_of(t, claim, place, information);
    claim->background = is_background(t, cluster, place);
    claim->said_by = said_by(t, cluster);
    find_absent(t, claim, cluster, held.report);
    return true;
}

static int by_weight(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind - y->kind;
    if (x->weight != y->weight)
        return (x->weight < y->weight) - (x->weight > y->weight);
    return evidence_order(x->wording, y->wording);
}

/* ---- what concerns a claim ---- */

static bool supports(const struct claim *claim, struct evidence e)
{
    uint32_t low = 0, high = claim->support.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        struct evidence s = claim->support.at[middle];
        if (s.report < e.report || (s.report == e.report && s.at.to <= e.at.from))
            low = middle + 1;
        else
            high = middle;
    }
    return low < claim->support.count && claim->support.at[low].report == e.report &&
           mark_overlaps(claim->support.at[low].at, e.at);
}

static bool concerns_difference(const struct claim *claim, const struct difference *d)
{
    if (d->label == DIFFERENCE_SPELLING || d->label == DIFFERENCE_AGREE)
        return false;
    for (uint32_t i = 0; i < d->count; i++)
        if (supports(claim, d->values[i].at))
            return true;
    return false;
}

static bool concerns_quote(const struct claim *claim, const struct quote *q)
{
    uint32_t hits = 0;
    for (uint32_t i = 0; i < q->count; i++)
        hits += supports(claim, q->variants[i].words);
    return hits * 2 > q->count || (hits && q->count <= 2);
}

static void tie(struct arena *keep, struct claim *claim, const struct difference *differences, uint32_t difference_count,
                const struct quote *quotes, uint32_t quote_count)
{
    claim->differences.at = arena_new(keep, uint32_t, difference_count);
    claim->quotes.at = arena_new(keep, uint32_t, quote_count);
    for (uint32_t i = 0; i < difference_count; i++)
        if (concerns_difference(claim, &differences[i]))
            add_number(&claim->differences, i);
    for (uint32_t i = 0; i < quote_count; i++)
        if (concerns_quote(claim, &quotes[i]))
            add_number(&claim->quotes, i);
}

struct claim_list claims_tell(struct arena *keep, struct arena scratch, const struct comparison *c, struct when event,
                              const struct difference *differences, uint32_t difference_count,
                              const struct quote *quotes, uint32_t quote_count)
{
    struct teller t = { .c = c, .keep = keep, .event = event, .language = main_language(c) };
    struct claim_list out = { arena_new(keep, struct claim, c->cluster_count), 0 };
    chain_members(&t, &scratch);
    for (uint32_t cluster = 0; cluster < c->cluster_count; cluster++)
        out.count += make_claim(&t, scratch, cluster, &out.at[out.count]);
    qsort(out.at, out.count, sizeof *out.at, by_weight);
    for (uint32_t i = 0; i < out.count; i++) {
        out.at[i].id = i + 1;
        tie(keep, &out.at[i], differences, difference_count, quotes, quote_count);
    }
    return out;
}
