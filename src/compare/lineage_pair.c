#include "compare/lineage_pair.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/sets.h"
#include "compare/lineage_quoted.h"

/* Where so much of one report stands in the other, they are one wording. */
static const float wording_share = 0.6f;

enum {
    EVERY_PAIR = 24,          /* of so many reports each pair is looked at */
    HOLDERS_MAX = 10,         /* a term that more wordings have names no pair */
    PARTNERS_MAX = 6,         /* of a wording */
    PHRASE_HOLDERS = 3,
    FACTS_MAX = 4,
    FACT_BYTES = 40
};

struct gatherer {
    const struct comparison *c;
    const struct lineage_credits *credits;
    struct arena *keep;
    struct arena scratch;
    uint32_t *wording, wording_count;
    uint32_t *spokesman;                       /* wording -> the report that is looked at for it */
    struct marks *quoted;                      /* a report */
    float *own;                                /* bytes outside of quotations */
    const struct lineage_text *texts, *across; /* one row a report; `across` only where languages differ */
    struct map number;                         /* a << 32 | b -> number in `out` + 1 */
    struct lineage_pairs out;
};

/* ---- wordings ---- */

/* Whether x is more likely the first of a wording than y. */
static bool goes_before(const struct comparison *c, uint32_t x, uint32_t y)
{
    const struct article *a = &c->reports[x]->article, *b = &c->reports[y]->article;
    if ((a->flags & ARTICLE_AGENCY) != (b->flags & ARTICLE_AGENCY))
        return a->flags & ARTICLE_AGENCY;
    if (when_known(a->published) && when_known(b->published) && a->published.from != b->published.from)
        return a->published.from < b->published.from;
    if (a->text.len != b->text.len)
        return a->text.len > b->text.len;
    return x < y;
}

static void number_wordings(struct gatherer *g)
{
    const struct comparison *c = g->c;
    uint32_t *parent = arena_new(&g->scratch, uint32_t, c->count);
    g->wording = arena_new(&g->scratch, uint32_t, c->count);
    g->spokesman = arena_new(&g->scratch, uint32_t, c->count);
    for (uint32_t r = 0; r < c->count; r++)
        parent[r] = r;
    for (size_t i = 0; i < c->copies->count; i++)
        if (c->copies->at[i].containment >= wording_share)
            parent[sets_root(parent, c->copies->at[i].a)] = sets_root(parent, c->copies->at[i].b);
    for (uint32_t r = 0; r < c->count; r++)
        if (parent[r] == r) {
            g->spokesman[g->wording_count] = r;
            g->wording[r] = g->wording_count++;
        }
    for (uint32_t r = 0; r < c->count; r++) {
        g->wording[r] = g->wording[sets_root(parent, r)];
        if (goes_before(c, r, g->spokesman[g->wording[r]]))
            g->spokesman[g->wording[r]] = r;
    }
}

/* ---- which pairs ---- */

static struct lineage_pair *pair_of(struct gatherer *g, uint32_t a, uint32_t b)
{
    if (a > b) {
        uint32_t other = a;
        a = b;
        b = other;
    }
    uint32_t *number = map_at(&g->number, (uint64_t)a << 32 | b, NULL);
    if (!*number) {
        ARENA_ROOM(g->keep, g->out.at, g->out.count, g->out.room);
        g->out.at[g->out.count++] = (struct lineage_pair){ .a = a, .b = b };
        *number = (uint32_t)g->out.count;
    }
    return &g->out.at[*number - 1];
}

static void take_credited(struct gatherer *g)
{
    for (uint32_t a = 0; a < g->c->count; a++)
        for (uint32_t b = 0; b < g->c->count; b++) {
            const struct lineage_credit *credit = a == b ? NULL : lineage_credit_of(g->credits, a, b);
            if (credit && credit->kind >= CREDIT_GIVEN)
                pair_of(g, a, b);
        }
}

struct holding { uint64_t key; float weight; uint32_t wording; };

static int by_key(const void *a, const void *b)
{
    const struct holding *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->wording > y->wording) - (x->wording < y->wording);
}

struct partner { float mass; uint32_t of, with; };

static int by_mass(const void *a, const void *b)
{
    const struct partner *x = a, *y = b;
    if (x->of != y->of)
        return (x->of > y->of) - (x->of < y->of);
    if (x->mass != y->mass)
        return (x->mass < y->mass) - (x->mass > y->mass);
    return (x->with > y->with) - (x->with < y->with);
}

struct masses { struct map number; struct partner *at; size_t count, room; };

static void add_mass(struct arena *scratch, struct masses *m, uint32_t of, uint32_t with, float mass)
{
    uint32_t *number = map_at(&m->number, (uint64_t)of << 32 | with, NULL);
    if (!*number) {
        ARENA_ROOM(scratch, m->at, m->count, m->room);
        m->at[m->count++] = (struct partner){ 0, of, with };
        *number = (uint32_t)m->count;
    }
    m->at[*number - 1].mass += mass;
}

/* Every term of two wordings or a few more gives its weight to each pair of them. */
static struct masses weigh_pairs(struct gatherer *g, struct arena *maps, struct arena *rows)
{
    struct masses m = { .number = map_in(maps, (size_t)g->wording_count * 16) };
    size_t count = 0, total = 0;
    const struct lineage_text *texts = g->across ? g->across : g->texts;
    for (uint32_t w = 0; w < g->wording_count; w++)
        total += texts[g->spokesman[w]].term_count;
    struct holding *at = arena_new(&g->scratch, struct holding, total);
    for (uint32_t w = 0; w < g->wording_count; w++)
        for (uint32_t t = 0; t < texts[g->spokesman[w]].term_count; t++) {
            const struct lineage_term *term = &texts[g->spokesman[w]].terms[t];
            if (term->holders >= 2 && term->holders <= HOLDERS_MAX)
                at[count++] = (struct holding){ term->key, term->weight, w };
        }
    if (count)
        qsort(at, count, sizeof *at, by_key);
    for (size_t from = 0, to; from < count; from = to)
        for (to = from; to < count && at[to].key == at[from].key; to++)
            for (size_t i = from; i < to; i++) {
                add_mass(rows, &m, at[i].wording, at[to].wording, at[to].weight);
                add_mass(rows, &m, at[to].wording, at[i].wording, at[to].weight);
            }
    return m;
}

static void take_partners(struct gatherer *g)
{
    struct arena maps = arena_half(&g->scratch), rows = arena_half(&maps);
    struct masses m = weigh_pairs(g, &maps, &rows);
    if (m.count)
        qsort(m.at, m.count, sizeof *m.at, by_mass);
    for (size_t from = 0, i; from < m.count; from = i)
        for (i = from; i < m.count && m.at[i].of == m.at[from].of; i++)
            if (i < from + PARTNERS_MAX)
                pair_of(g, g->spokesman[m.at[i].of], g->spokesman[m.at[i].with]);
}

static int by_containment(const void *a, const void *b)
{
    const struct copy *x = *(const struct copy *const *)a, *y = *(const struct copy *const *)b;
    if (x->containment != y->containment)
        return (x->containment < y->containment) - (x->containment > y->containment);
    if (x->a != y->a)
        return (x->a > y->a) - (x->a < y->a);
    return (x->b > y->b) - (x->b < y->b);
}

/* Those that share most with each report, and those with the one that speaks for a wording. */
static void take_copies(struct gatherer *g)
{
    const struct copies *copies = g->c->copies;
    struct arena scratch = g->scratch;
    const struct copy **at = arena_new(&scratch, const struct copy *, copies->count);
    uint32_t *taken = arena_new(&scratch, uint32_t, g->c->count);
    for (size_t i = 0; i < copies->count; i++)
        at[i] = &copies->at[i];
    if (copies->count)
        qsort(at, copies->count, sizeof *at, by_containment);
    for (size_t i = 0; i < copies->count; i++) {
        uint32_t a = at[i]->a, b = at[i]->b;
        bool spoken = g->spokesman[g->wording[a]] == a || g->spokesman[g->wording[b]] == b;
        if (g->c->count > EVERY_PAIR && taken[a] >= PARTNERS_MAX && taken[b] >= PARTNERS_MAX &&
            !(spoken && g->wording[a] == g->wording[b]))
            continue;
        pair_of(g, a, b)->copy = at[i];
        taken[a]++;
        taken[b]++;
    }
}

static void choose_pairs(struct gatherer *g)
{
    const struct comparison *c = g->c;
    take_copies(g);
    if (c->count <= EVERY_PAIR) {
        for (uint32_t a = 0; a < c->count; a++)
            for (uint32_t b = a + 1; b < c->count; b++)
                pair_of(g, a, b);
        return;
    }
    take_credited(g);
    take_partners(g);
}

/* ---- shared runs, less what is quoted ---- */

/* The first of the marks, which are in order, that ends behind a place. */
static uint32_t first_behind(struct marks marks, uint32_t place)
{
    uint32_t low = 0, high = marks.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (marks.at[middle].to <= place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t bytes_within(struct marks marks, struct mark at)
{
    uint32_t bytes = 0;
    for (uint32_t i = first_behind(marks, at.from); i < marks.count && marks.at[i].from < at.to; i++)
        bytes += (marks.at[i].to < at.to ? marks.at[i].to : at.to) - (marks.at[i].from > at.from ? marks.at[i].from : at.from);
    return bytes;
}

static float own_bytes(const struct report *report, struct marks quoted)
{
    uint32_t bytes = 0;
    for (uint32_t i = 0; i < report->article.blocks.count; i++) {
        struct mark at = report->article.blocks.at[i].at;
        bytes += mark_length(at) - bytes_within(quoted, at);
    }
    return (float)bytes;
}

/* Two reporters hear the same words at a press conference; outside of quotation marks they write their own. */
static float own_share(struct marks quoted, float own, const struct copy *copy, bool is_a)
{
    float in_runs = 0;
    for (uint32_t i = 0; i < copy->run_count; i++) {
        struct mark at = is_a ? copy->runs[i].a : copy->runs[i].b;
        in_runs += (float)(mark_length(at) - bytes_within(quoted, at));
    }
    return own > 0 ? fminf(1, in_runs / own) : 0;
}

/* ---- quoted phrases ---- */

struct phrase { uint64_t key; uint32_t report; struct mark at; };

static int by_phrase(const void *a, const void *b)
{
    const struct phrase *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    if (x->report != y->report)
        return (x->report > y->report) - (x->report < y->report);
    return (x->at.from > y->at.from) - (x->at.from < y->at.from);
}

/* Equal phrases get equal keys; 0 for one that is too short to tell. */
static uint64_t phrase_key(const struct report *report, struct mark at)
{
    const struct tokens *tokens = &report->notes.tokens;
    uint64_t key = 0;
    uint32_t words = 0;
    for (uint32_t i = token_at(tokens, at.from); i < tokens->count && tokens->at[i].at.to <= at.to; i++)
        if (tokens->at[i].kind != TOKEN_PUNCTUATION) {
            key = hash_mix(key, tokens->at[i].stem);
            words++;
        }
    return words >= 2 ? key : 0;
}

static void share_phrase(struct gatherer *g, const struct phrase *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++) {
            uint32_t *number = map_find(&g->number, (uint64_t)at[i].report << 32 | at[k].report);
            if (!number)
                continue;
            struct lineage_pair *pair = &g->out.at[*number - 1];
            if (!pair->quotes++)
                pair->quote = at[i].at;
        }
}

static void find_shared_quotes(struct gatherer *g)
{
    struct arena scratch = arena_half(&g->scratch);
    struct phrase *at = NULL;
    size_t count = 0, room = 0, kept = 0;
    for (uint32_t r = 0; r < g->c->count; r++) {
        const struct attributions *list = &g->c->reports[r]->notes.attributions;
        for (uint32_t i = 0; i < list->count; i++)
            for (uint32_t m = 0; m < list->at[i].quoted.count; m++) {
                ARENA_ROOM(&scratch, at, count, room);
                at[count] = (struct phrase){ phrase_key(g->c->reports[r], list->at[i].quoted.at[m]), r, list->at[i].quoted.at[m] };
                count += at[count].key != 0;
            }
    }
    if (count)
        qsort(at, count, sizeof *at, by_phrase);
    for (size_t i = 0; i < count; i++)
        if (!i || at[i].key != at[i - 1].key || at[i].report != at[i - 1].report)
            at[kept++] = at[i];
    for (size_t from = 0, to; from < kept; from = to) {
        for (to = from; to < kept && at[to].key == at[from].key;)
            to++;
        if (to - from <= PHRASE_HOLDERS)
            share_phrase(g, at + from, to - from);
    }
}

/* ---- what stands in the other ---- */

/* A number of two digits that is no year, or a name of several words: what a reader recognises. */
static bool is_telling(struct span words)
{
    size_t digits = 0;
    for (size_t i = 0; i < words.len; i++)
        digits += byte_is_digit(words.at[i]);
    bool year = words.len == 4 && digits == 4 && (words.at[0] == '1' || words.at[0] == '2');
    return !year && (digits >= 2 || span_find_byte(words, ' ', 1) != SPAN_NONE) && words.len <= FACT_BYTES;
}

static void list_facts(struct gatherer *g, struct lineage_pair *pair)
{
    const struct lineage_text *a = &(pair->across ? g->across : g->texts)[pair->a];
    const struct lineage_text *b = &(pair->across ? g->across : g->texts)[pair->b];
    pair->facts.at = arena_new(g->keep, struct span, FACTS_MAX);
    for (uint32_t i = 0, k = 0; i < a->term_count && k < b->term_count && pair->facts.count < FACTS_MAX;) {
        if (a->terms[i].key != b->terms[k].key) {
            uint32_t *less = a->terms[i].key < b->terms[k].key ? &i : &k;
            ++*less;
            continue;
        }
        struct span words = words_at(g->c, pair->a, a->terms[i].at);
        if (a->terms[i].fact && a->terms[i].holders <= 2 && is_telling(words))
            pair->facts.at[pair->facts.count++] = words;
        i++;
        k++;
    }
}

static void hold_against(struct gatherer *g, struct lineage_pair *pair)
{
    const struct report *a = g->c->reports[pair->a], *b = g->c->reports[pair->b];
    pair->across = a->article.language.len && b->article.language.len && !span_equal(a->article.language, b->article.language);
    const struct lineage_text *texts = pair->across ? g->across : g->texts;
    pair->b_in_a = lineage_match(g->scratch, &texts[pair->a], &texts[pair->b]);
    pair->a_in_b = lineage_match(g->scratch, &texts[pair->b], &texts[pair->a]);
    if (pair->copy) {
        pair->in_a = own_share(g->quoted[pair->a], g->own[pair->a], pair->copy, true);
        pair->in_b = own_share(g->quoted[pair->b], g->own[pair->b], pair->copy, false);
    }
    list_facts(g, pair);
}

static bool has_languages(const struct comparison *c)
{
    for (uint32_t r = 1; r < c->count; r++)
        if (!span_equal(c->reports[r]->article.language, c->reports[0]->article.language))
            return true;
    return false;
}

static int by_reports(const void *a, const void *b)
{
    const struct lineage_pair *x = a, *y = b;
    if (x->a != y->a)
        return (x->a > y->a) - (x->a < y->a);
    return (x->b > y->b) - (x->b < y->b);
}

struct lineage_pairs lineage_pairs_find(struct arena *keep, struct arena scratch, const struct comparison *c,
                                        const struct lineage_credits *credits)
{
    struct gatherer g = { .c = c, .credits = credits, .keep = keep, .scratch = scratch };
    number_wordings(&g);
    g.out.wordings = g.wording_count;
    g.own = arena_new(&g.scratch, float, c->count);
    g.quoted = arena_new(&g.scratch, struct marks, c->count);
    for (uint32_t r = 0; r < c->count; r++) {
        g.quoted[r] = lineage_quoted(&g.scratch, c->reports[r]);
        g.own[r] = own_bytes(c->reports[r], g.quoted[r]);
    }
    struct arena texts = arena_half(&g.scratch), maps = arena_half(&g.scratch);
    g.texts = lineage_read(&texts, g.scratch, c, g.wording, g.wording_count, false);
    if (has_languages(c))
        g.across = lineage_read(&texts, g.scratch, c, g.wording, g.wording_count, true);
    g.number = map_in(&maps, (size_t)c->count * 4);
    choose_pairs(&g);
    find_shared_quotes(&g);
    for (size_t i = 0; i < g.out.count; i++)
        hold_against(&g, &g.out.at[i]);
    if (g.out.count)
        qsort(g.out.at, g.out.count, sizeof *g.out.at, by_reports);
    return g.out;
}
