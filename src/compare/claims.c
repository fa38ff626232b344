#include "compare/claims.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "compare/coverage.h"
#include "compare/line.h"
#include "compare/members.h"
#include "tables/comment_word.h"

enum {
    UNIQUE_TERMS_LEAST = 4,      /* what says less alone is not worth a line */
    WORDING_TOKENS = 30,         /* longer wordings are a burden */
    TELLING_SENTENCES = 6        /* a report shorter than this cannot be said to leave things out */
};

static const float background_from = 0.35f;   /* what is told earlier is news */
static const float background_worth = 0.6f;   /* of a claim, against the same one as news */
static const float told_in_part = 0.5f;       /* so much of a claim in one sentence: not said to lack it */

struct teller {
    const struct comparison *c;
    struct arena *keep;
    struct members members;
    uint32_t *report_at;         /* by its number in the synopsis */
    struct coverage coverage;
    float *covered;              /* [report]: of the claim that is made, in its best sentence */
    bool *near;                  /* [report]: it has a statement near the claim that is made */
    struct nears *near_of;       /* [cluster]: pairs, the first of which is of it */
    struct when event;
    struct span language;        /* that most origins are in */
    uint32_t *language_of;       /* [report]: its number */
    bool *told_in;               /* [language]: of the claim that is made */
};

static void add_near(struct nears *list, uint32_t a, uint32_t b) { list->at[list->count++] = (struct near){ a, b }; }

/* The near pairs by the cluster of either side. */
static void share_nears(struct teller *t, struct arena *arena)
{
    const struct comparison *c = t->c;
    const struct statement *at = c->statements.at;
    t->near_of = arena_new(arena, struct nears, c->cluster_count);
    for (size_t i = 0; i < c->nears.count; i++) {
        t->near_of[at[c->nears.at[i].a].claim].count++;
        t->near_of[at[c->nears.at[i].b].claim].count++;
    }
    for (uint32_t k = 0; k < c->cluster_count; k++)
        t->near_of[k] = (struct nears){ arena_new(arena, struct near, t->near_of[k].count), 0 };
    for (size_t i = 0; i < c->nears.count; i++) {
        struct near n = c->nears.at[i];
        add_near(&t->near_of[at[n.a].claim], n.a, n.b);
        add_near(&t->near_of[at[n.b].claim], n.b, n.a);
    }
}

static void number_languages(struct teller *t, struct arena *arena)
{
    struct intern languages = intern_in(arena, 0);
    t->language_of = arena_new(arena, uint32_t, t->c->count);
    t->told_in = arena_new(arena, bool, t->c->count);
    for (uint32_t r = 0; r < t->c->count; r++)
        t->language_of[r] = intern_add(&languages, t->c->reports[r]->article.language);
}

/* ---- wording ---- */

static bool is_foreign(const struct teller *t, uint32_t report)
{
    return !span_equal(t->c->reports[report]->article.language, t->language);
}

/* How well a statement stands for its claim: it says what the others say and not much more, reads by itself,
 * and is of an account of its own in the language of most. */
static float wording_worth(const struct teller *t, const struct statement *s, struct line line, const struct core *core)
{
    const struct comparison *c = t->c;
    uint32_t tokens = s->token_end - s->first_token;
    float worth = (0.15f + members_likeness(s, core)) * (0.1f + line.fitness);
    if (tokens > WORDING_TOKENS)
        worth *= (float)WORDING_TOKENS / (float)tokens;
    if (s->title)
        worth *= 0.7f;
    if (c->source_of[s->report] != STATEMENT_NONE)
        worth *= 0.85f;
    return is_foreign(t, s->report) ? worth * 0.2f : worth;
}

/* ---- absence ---- */

static bool is_telling(const struct report *report)
{
    return !(report->article.flags & ARTICLE_STUB) && report->notes.sentences.count >= TELLING_SENTENCES;
}

static void add_number(struct numbers *list, uint32_t number) { list->at[list->count++] = number; }

/* Notes which languages the claim is told in. */
static void mark_languages(const struct teller *t, const bool *holds, bool told)
{
    for (uint32_t r = 0; r < t->c->count; r++)
        if (holds[r])
            t->told_in[t->language_of[r]] = told;
}

static void find_absent(struct teller *t, struct claim *claim, uint32_t cluster, const bool *holds)
{
    const struct comparison *c = t->c;
    const struct nears *nears = &t->near_of[cluster];
    mark_languages(t, holds, true);
    claim->absent.at = arena_new(t->keep, uint32_t, c->count - claim->reports);
    claim->unclear.at = arena_new(t->keep, uint32_t, c->count - claim->reports);
    for (size_t i = 0; i < nears->count; i++)
        t->near[c->statements.at[nears->at[i].b].report] = true;
    for (uint32_t k = 0; k < c->count; k++) {
        uint32_t r = t->report_at[k];
        if (holds[r])
            continue;
        bool can_tell = is_telling(c->reports[r]) && !t->near[r] && t->covered[r] < told_in_part &&
                        t->told_in[t->language_of[r]];
        add_number(can_tell ? &claim->absent : &claim->unclear, k);
    }
    for (size_t i = 0; i < nears->count; i++)
        t->near[c->statements.at[nears->at[i].b].report] = false;
    mark_languages(t, holds, false);
}

/* ---- importance ---- */

/* How much a list of terms pins down: figures and dates most, names less, up to 1. */
static float specificity(const struct core *core)
{
    static const float share[] = { [TERM_WORD] = 0, [TERM_ENTITY] = 0.25f, [TERM_FIGURE] = 0.6f, [TERM_DATE] = 0.5f };
    float sum = 0;
    for (uint32_t i = 0; i < core->count; i++)
        sum += share[core->at[i].kind];
    return sum / (sum + 1);
}

/* The share of content words that comment, 0..1. */
static float commentary(const struct teller *t, const struct statement *s)
{
    const struct report *report = t->c->reports[s->report];
    uint32_t hits = 0, words = 0;
    for (uint32_t i = s->first_token; i < s->token_end; i++) {
        if (!t->c->words[s->report][i].key)
            continue;
        words++;
        const struct comment_word_row *row = table_find(&comment_word_table, token_folded(&report->notes.tokens, i));
        for (; row; row = table_next(&comment_word_table, row))
            hits += span_equal(row->language, report->article.language);
    }
    return words ? fminf(1, 4 * (float)hits / (float)words) : 1;
}

static float shared_weight(const struct teller *t, const struct claim *claim, float place, float specific, float says)
{
    float held = (float)claim->origins / (float)t->c->origin_count;
    float carried = (float)claim->reports / (float)t->c->count;
    float weight = 0.42f * held + 0.13f * carried + 0.25f * (1 - place) + 0.1f * specific + 0.1f * says;
    return claim->background ? weight * background_worth : weight;
}

/* What only one has is worth reading where it is news, pins something down, and no other sentence of the
 * story nearly says it. */
static float unique_weight(const struct teller *t, const struct claim *claim, const struct statement *s, float fitness,
                           float specific, float says)
{
    float told = 0;
    for (uint32_t r = 0; r < t->c->count; r++)
        if (r != s->report)
            told = fmaxf(told, t->covered[r]);
    float weight = 0.3f * (1 - s->place) + 0.45f * specific + 0.25f * says;
    weight *= 0.3f + 0.7f * fitness;
    weight *= 1 - 0.6f * commentary(t, s);
    weight *= told > told_in_part ? 1.4f - 0.8f * told : 1;
    weight *= t->c->source_of[s->report] != STATEMENT_NONE ? 0.8f : 1;
    weight *= is_foreign(t, s->report) ? 0.9f : 1;
    return claim->background ? weight * background_worth : weight;
}

/* ---- a claim ---- */

static int by_evidence(const void *a, const void *b)
{
    return evidence_order(*(const struct evidence *)a, *(const struct evidence *)b);
}

/* What is gathered over a cluster's members. */
struct gathered {
    const struct statement *chosen;
    struct line line;
    float place, information;    /* mean over the reports; greatest */
    float first_place;           /* least */
    uint32_t most_terms, members;
    bool body;
};

static struct gathered gather(const struct teller *t, struct holders *held, uint32_t cluster, const struct core *core)
{
    struct gathered g = { .first_place = 1 };
    float best = -1, places = 0;
    for (uint32_t i = t->members.first[cluster]; i; i = t->members.next[i - 1]) {
        const struct statement *s = &t->c->statements.at[i - 1];
        struct line line = line_of(t->c, s);
        float worth = wording_worth(t, s, line, core);
        bool first = !held->report[s->report];
        holders_add(held, t->c, s->report);
        places += first ? s->place : 0;
        g.first_place = fminf(g.first_place, s->place);
        g.information = fmaxf(g.information, s->information);
        g.most_terms = s->term_count > g.most_terms ? s->term_count : g.most_terms;
        g.body |= !s->title;
        g.members++;
        if (worth <= best)
            continue;
        best = worth;
        g.chosen = s;
        g.line = line;
    }
    g.place = held->reports ? places / (float)held->reports : 0;
    return g;
}

static bool make_claim(struct teller *t, struct arena scratch, uint32_t cluster, struct claim *claim)
{
    const struct comparison *c = t->c;
    struct holders held = holders_in(&scratch, c);
    struct core core = members_core(&scratch, c, &t->members, cluster);
    struct gathered g = gather(t, &held, cluster, &core);
    if (held.reports < 2 && (!g.body || g.most_terms < UNIQUE_TERMS_LEAST))
        return false;
    *claim = (struct claim){ .reports = held.reports, .origins = held.origins,
                             .kind = held.reports > 1 ? CLAIM_SHARED : CLAIM_UNIQUE };
    claim->support.at = arena_new(t->keep, struct evidence, g.members);
    for (uint32_t i = t->members.first[cluster]; i; i = t->members.next[i - 1])
        claim->support.at[claim->support.count++] =
            evidence_at(c, c->statements.at[i - 1].report, c->statements.at[i - 1].at);
    qsort(claim->support.at, claim->support.count, sizeof *claim->support.at, by_evidence);
    claim->wording = evidence_at(c, g.chosen->report, g.line.at);
    coverage_ask(&t->coverage, core.at, core.count, t->covered, c->count);
    /* "the first call since October 2022" is news where a report begins with it */
    claim->background = when_known(t->event) && g.first_place >= background_from &&
                        members_are_past(c, &t->members, cluster, t->event);
    claim->when = members_time(c, &t->members, cluster, claim->reports);
    claim->said_by = members_speaker(c, &t->members, cluster);
    find_absent(t, claim, cluster, held.report);
    float specific = specificity(&core), says = g.information / (g.information + 10);
    claim->weight = claim->kind == CLAIM_SHARED ? shared_weight(t, claim, g.place, specific, says)
                                                : unique_weight(t, claim, g.chosen, g.line.fitness, specific, says);
    return true;
}

/* ---- lines that say what another line says ---- */

static int by_wording(const void *a, const void *b)
{
    const struct claim *x = *(struct claim *const *)a, *y = *(struct claim *const *)b;
    if (x->wording.report != y->wording.report)
        return (x->wording.report > y->wording.report) - (x->wording.report < y->wording.report);
    if (x->wording.at.from != y->wording.at.from)
        return (x->wording.at.from > y->wording.at.from) - (x->wording.at.from < y->wording.at.from);
    return (x->wording.at.to < y->wording.at.to) - (x->wording.at.to > y->wording.at.to);
}

/* Of two unique claims of which one line holds the other's words, the longer line stays. */
static void drop_held(struct arena scratch, struct claim_list *list)
{
    struct claim **sorted = arena_new(&scratch, struct claim *, list->count);
    const struct claim *last = NULL;
    uint32_t count = 0, kept = 0;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->at[i].kind == CLAIM_UNIQUE)
            sorted[count++] = &list->at[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, by_wording);
    for (uint32_t i = 0; i < count; i++) {
        bool held = last && last->wording.report == sorted[i]->wording.report &&
                    mark_holds(last->wording.at, sorted[i]->wording.at);
        if (held)
            sorted[i]->support.count = 0;
        else
            last = sorted[i];
    }
    for (uint32_t i = 0; i < list->count; i++)
        if (list->at[i].support.count)
            list->at[kept++] = list->at[i];
    list->count = kept;
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

struct claim_list claims_tell(struct arena *keep, struct arena scratch, const struct comparison *c, struct when event)
{
    struct teller t = { .c = c, .keep = keep, .event = event, .language = line_language(c) };
    struct claim_list out = { arena_new(keep, struct claim, c->cluster_count), 0 };
    t.members = members_of(&scratch, c);
    share_nears(&t, &scratch);
    number_languages(&t, &scratch);
    t.report_at = reports_by_rank(&scratch, c);
    t.coverage = coverage_index(&scratch, c);
    t.covered = arena_new(&scratch, float, c->count);
    t.near = arena_new(&scratch, bool, c->count);
    for (uint32_t cluster = 0; cluster < c->cluster_count; cluster++)
        out.count += make_claim(&t, scratch, cluster, &out.at[out.count]);
    drop_held(scratch, &out);
    if (out.count)
        qsort(out.at, out.count, sizeof *out.at, by_weight);
    for (uint32_t i = 0; i < out.count; i++)
        out.at[i].id = i + 1;
    return out;
}
