#include "compare/lineage.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "tables/credit_word.h"
#include "text/normal.h"
#include "text/utf8.h"

/* Where one text stands in another word for word. */
static const float verbatim_from = 0.5f, reuse_from = 0.1f;

/* Evidence is added in points: a credit alone is enough, as are long shared runs; quotes and rare
 * statements must be several.  A statement counts by how few of the reports have it. */
static const float points_enough = 3, points_inferred = 2, points_credit = 3, points_a_share = 10;

static const float inferred_share = 0.25f;   /* of the derived report's sentences */

enum { GROUNDS_MAX = 8, INFERRED_LEAST = 5 };

struct suspicion {
    uint32_t a, b;                 /* a < b */
    float points;
    float in_a, in_b;
    const struct copy *copy;
    bool a_credits_b, b_credits_a, same_agency;
    struct span credit;            /* as named */
    uint32_t quotes, statements;   /* shared and rare */
    struct span quote;             /* one of them */
};

struct tracer {
    struct comparison *c;
    struct arena *keep;
    struct arena scratch;
    struct map pair_of;            /* a << 32 | b -> number + 1 */
    struct suspicion *at;
    size_t count, room;
};

static struct suspicion *suspicion_of(struct tracer *t, uint32_t a, uint32_t b)
{
    if (a > b) {
        uint32_t other = a;
        a = b;
        b = other;
    }
    uint32_t *number = map_at(&t->pair_of, (uint64_t)a << 32 | b, NULL);
    if (!*number) {
        ARENA_ROOM(&t->scratch, t->at, t->count, t->room);
        t->at[t->count++] = (struct suspicion){ .a = a, .b = b };
        *number = (uint32_t)t->count;
    }
    return &t->at[*number - 1];
}

/* ---- credits ---- */

/* Letters and digits only: "The Moscow Times" and "themoscowtimes" meet. */
static struct span squeeze(struct arena *arena, struct span name)
{
    struct span plain = text_latin(arena, name);
    char *out = arena_take_raw(arena, 1, 1, plain.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < plain.len; i++)
        if (byte_is_alpha(plain.at[i]) || byte_is_digit(plain.at[i]))
            out[len++] = byte_lower(plain.at[i]);
    return (struct span){ out, len };
}

/* The part of a URL's host that names the site: "themoscowtimes" of https://www.themoscowtimes.com/x. */
static struct span site_of(struct span url)
{
    size_t scheme = span_find(url, SPAN("://"), 0);
    struct span host = scheme == SPAN_NONE ? url : span_from(url, scheme + 3);
    size_t slash = span_find_byte(host, '/', 0);
    host = span_cut(host, 0, slash == SPAN_NONE ? host.len : slash);
    if (span_starts_nocase(host, SPAN("www.")))
        host = span_from(host, 4);
    size_t dot = span_find_byte(host, '.', 0);
    return span_cut(host, 0, dot == SPAN_NONE ? 0 : dot);
}

struct identity { struct span outlet, site, agency; };   /* squeezed */

static struct span without_article(struct span name)
{
    return span_starts(name, SPAN("the")) && name.len > 7 ? span_from(name, 3) : name;
}

static bool names_it(struct span squeezed, const struct identity *who)
{
    struct span name = without_article(squeezed);
    if (name.len < 3)
        return false;
    return span_equal(name, without_article(who->outlet)) || span_equal(name, without_article(who->site));
}

static struct identity identify(struct arena *arena, const struct article *a)
{
    struct span url = a->canonical_url.len ? a->canonical_url : a->url;
    struct identity who = { squeeze(arena, a->outlet), squeeze(arena, site_of(url)), squeeze(arena, a->agency) };
    return who;
}

/* Whether a mention is where a source is credited: in a source of reported speech, or after "by", "via". */
static bool is_credit_place(const struct report *report, struct mark at)
{
    const struct annotations *notes = &report->notes;
    uint32_t token = token_at(&notes->tokens, at.from);
    for (uint32_t back = 1; back <= 2 && token >= back; back++)
        if (table_find(&credit_word_table, token_folded(&notes->tokens, token - back)))
            return true;
    for (uint32_t i = 0; i < notes->attributions.count; i++)
        for (uint32_t m = 0; m < notes->attributions.at[i].source.count; m++)
            if (mark_holds(notes->attributions.at[i].source.at[m], at))
                return true;
    return false;
}

static void note_credit(struct tracer *t, uint32_t by, uint32_t to, struct span name)
{
    struct suspicion *s = suspicion_of(t, by, to);
    if (s->a_credits_b || s->b_credits_a)
        return;
    s->a_credits_b = s->a == by;
    s->b_credits_a = s->b == by;
    s->credit = name;
    s->points += points_credit;
}

static void credit_all(struct tracer *t, const struct identity *who, const struct map *owner, uint32_t by, struct span name)
{
    struct span squeezed = squeeze(&t->scratch, name);
    uint32_t *first = map_find(owner, hash_span(without_article(squeezed)));
    if (first && *first - 1 != by && names_it(squeezed, &who[*first - 1]))
        note_credit(t, by, *first - 1, name);
}

static void own_name(struct map *owner, struct span name, uint32_t report)
{
    uint32_t *first = name.len >= 3 ? map_at(owner, hash_span(name), NULL) : NULL;
    if (first && !*first)
        *first = report + 1;
}

static void find_credits(struct tracer *t)
{
    struct comparison *c = t->c;
    struct identity *who = arena_new(&t->scratch, struct identity, c->count);
    struct map owner = map_in(&t->scratch, c->count * 2);   /* outlet or site -> report + 1, the earliest by id */
    struct map agency = map_in(&t->scratch, c->count);
    for (uint32_t r = 0; r < c->count; r++) {
        who[r] = identify(&t->scratch, &c->reports[r]->article);
        own_name(&owner, without_article(who[r].outlet), r);
    }
    for (uint32_t r = 0; r < c->count; r++) {   /* a reprint may name the site of what it reprints: outlets go first */
        own_name(&owner, without_article(who[r].site), r);
        uint32_t *same = who[r].agency.len ? map_at(&agency, hash_span(who[r].agency), NULL) : NULL;
        if (same && *same)
            suspicion_of(t, *same - 1, r)->same_agency = true;
        else if (same)
            *same = r + 1;
    }
    for (uint32_t r = 0; r < c->count; r++) {
        const struct article *article = &c->reports[r]->article;
        const struct annotations *notes = &c->reports[r]->notes;
        credit_all(t, who, &owner, r, article->credit);
        credit_all(t, who, &owner, r, article->agency);
        for (uint32_t m = 0; m < notes->mentions.count; m++)
            if (is_credit_place(c->reports[r], notes->mentions.at[m].at))
                credit_all(t, who, &owner, r, words_at(c, r, notes->mentions.at[m].at));
    }
}

/* ---- shared words, quotes, statements ---- */

static void find_shared_words(struct tracer *t)
{
    for (size_t i = 0; i < t->c->copies->count; i++) {
        const struct copy *copy = &t->c->copies->at[i];
        struct suspicion *s = suspicion_of(t, copy->a, copy->b);
        s->copy = copy;
        s->in_a = copy->in_a;
        s->in_b = copy->in_b;
        s->points += fmaxf(copy->in_a, copy->in_b) * points_a_share;
    }
}

/* How telling it is that two of `count` reports have what `holders` of them have.  In a large pile two
 * reports share something by chance, so it is capped. */
static float rarity(uint32_t holders, uint32_t count)
{
    return holders < 2 ? 0 : fminf(1, logf((float)(count < 4 ? 4 : count) / (float)holders));
}

enum { HOLDERS_MAX = 12 };   /* what more reports have tells nothing of who copied whom */

struct holding { uint64_t key; uint32_t report; struct mark at; };

static int by_key(const void *a, const void *b)
{
    const struct holding *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->report > y->report) - (x->report < y->report);
}

/* Sorts, keeps one holding a report and key, and gives every pair of holders its points. */
static void share_out(struct tracer *t, struct holding *at, size_t count, bool quotes)
{
    if (count)
        qsort(at, count, sizeof *at, by_key);
    for (size_t from = 0, to; from < count; from = to) {
        uint32_t report[HOLDERS_MAX + 1], holders = 0;
        for (to = from; to < count && at[to].key == at[from].key; to++)
            if (holders <= HOLDERS_MAX && (to == from || at[to].report != at[to - 1].report))
                report[holders++] = at[to].report;
        float points = rarity(holders, t->c->count);
        for (uint32_t i = 0; holders <= HOLDERS_MAX && points > 0.2f && i < holders; i++)
            for (uint32_t k = i + 1; k < holders; k++) {
                struct suspicion *s = suspicion_of(t, report[i], report[k]);
                s->points += quotes ? points : points / 2;
                s->quotes += quotes;
                s->statements += !quotes;
                if (quotes && !s->quote.len)
                    s->quote = words_at(t->c, at[from].report, at[from].at);
            }
    }
}

/* The words of a quotation, folded and without the rest: equal phrases get equal keys.  0 for one that is
 * too short to tell. */
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

static void find_shared_quotes(struct tracer *t)
{
    struct holding *at = NULL;
    size_t count = 0, room = 0;
    struct arena scratch = arena_half(&t->scratch);
    for (uint32_t r = 0; r < t->c->count; r++) {
        const struct attributions *list = &t->c->reports[r]->notes.attributions;
        for (uint32_t i = 0; i < list->count; i++)
            for (uint32_t m = 0; m < list->at[i].quoted.count; m++) {
                uint64_t key = phrase_key(t->c->reports[r], list->at[i].quoted.at[m]);
                if (!key)
                    continue;
                ARENA_ROOM(&scratch, at, count, room);
                at[count++] = (struct holding){ key, r, list->at[i].quoted.at[m] };
            }
    }
    share_out(t, at, count, true);
}

static void find_shared_statements(struct tracer *t)
{
    const struct statements *all = &t->c->statements;
    struct arena scratch = arena_half(&t->scratch);
    struct holding *at = arena_new(&scratch, struct holding, all->count);
    for (uint32_t i = 0; i < all->count; i++)
        at[i] = (struct holding){ all->at[i].claim, all->at[i].report, all->at[i].at };
    share_out(t, at, all->count, false);
}

/* ---- direction ---- */

static uint32_t statement_count(const struct comparison *c, uint32_t report)
{
    return c->reports[report]->notes.sentences.count;
}

/* Which of the two the other was made of. */
static uint32_t source_in(const struct comparison *c, const struct suspicion *s)
{
    if (s->b_credits_a || s->a_credits_b)
        return s->b_credits_a ? s->a : s->b;
    const struct article *a = &c->reports[s->a]->article, *b = &c->reports[s->b]->article;
    if ((a->flags & ARTICLE_AGENCY) != (b->flags & ARTICLE_AGENCY))
        return a->flags & ARTICLE_AGENCY ? s->a : s->b;
    if (when_known(a->published) && when_known(b->published)) {
        if (a->published.to <= b->published.from)
            return s->a;
        if (b->published.to <= a->published.from)
            return s->b;
    }
    if (a->agency.len != 0 && b->agency.len == 0)
        return s->a;
    if (b->agency.len != 0 && a->agency.len == 0)
        return s->b;
    if (s->copy && fabsf(s->in_a - s->in_b) > 0.05f)     /* what stands wholly in the other was cut from it */
        return s->in_a < s->in_b ? s->a : s->b;
    return statement_count(c, s->b) > statement_count(c, s->a) ? s->b : s->a;
}

static float share_of(const struct suspicion *s, uint32_t report) { return report == s->a ? s->in_a : s->in_b; }

static enum lineage_kind kind_of(const struct comparison *c, const struct suspicion *s, uint32_t derived)
{
    const struct article *a = &c->reports[s->a]->article, *b = &c->reports[s->b]->article;
    if (a->language.len && b->language.len && !span_equal(a->language, b->language))
        return LINEAGE_TRANSLATION;
    return fmaxf(share_of(s, derived), fminf(s->in_a, s->in_b)) >= verbatim_from ? LINEAGE_VERBATIM : LINEAGE_REWRITE;
}

/* ---- edges ---- */

static void add_ground(struct lineage_edge *edge, struct span text)
{
    if (edge->grounds.count < GROUNDS_MAX)
        edge->grounds.at[edge->grounds.count++] = text;
}

static void give_grounds(struct tracer *t, const struct suspicion *s, struct lineage_edge *edge)
{
    edge->grounds.at = arena_new(t->keep, struct span, GROUNDS_MAX);
    if (s->a_credits_b || s->b_credits_a)
        add_ground(edge, arena_printf(t->keep, "credits %.*s", (int)s->credit.len, s->credit.at));
    if (edge->share >= 0.01f)
        add_ground(edge, arena_printf(t->keep, "%.0f %% of its words stand in the other, in order", (double)edge->share * 100));
    if (s->same_agency)
        add_ground(edge, SPAN("both credit the same agency"));
    if (s->quotes)
        add_ground(edge, arena_printf(t->keep, "%u quoted phrase%s that few others have: “%.*s”", s->quotes,
                                      s->quotes == 1 ? "" : "s", (int)utf8_floor(s->quote, 90),
                                      s->quote.at));
    if (s->statements)
        add_ground(edge, arena_printf(t->keep, "%u statement%s that few others have", s->statements,
                                      s->statements == 1 ? "" : "s"));
}

static void take_runs(struct tracer *t, const struct suspicion *s, struct lineage_edge *edge)
{
    if (!s->copy)
        return;
    edge->runs = arena_new(t->keep, struct shared_run, s->copy->run_count);
    edge->run_count = s->copy->run_count;
    for (uint32_t i = 0; i < edge->run_count; i++) {
        struct shared_run run = s->copy->runs[i];
        edge->runs[i] = edge->from == s->a ? run : (struct shared_run){ run.b, run.a };
    }
}

static int by_points(const void *a, const void *b)
{
    const struct suspicion *x = a, *y = b;
    if (x->points != y->points)
        return (x->points < y->points) - (x->points > y->points);
    if (x->a != y->a)
        return (x->a > y->a) - (x->a < y->a);
    return (x->b > y->b) - (x->b < y->b);
}

/* Without a credit or a long shared run a good part of the derived report must be common to the two alone:
 * reports of one press conference share facts, too. */
static bool is_convincing(const struct comparison *c, const struct suspicion *s, uint32_t derived)
{
    if (s->a_credits_b || s->b_credits_a || fmaxf(s->in_a, s->in_b) >= reuse_from)
        return s->points >= points_enough;
    uint32_t common = s->quotes + s->statements;
    return common >= INFERRED_LEAST && (float)common >= inferred_share * (float)statement_count(c, derived);
}

static bool leads_to(const uint32_t *source_of, uint32_t from, uint32_t to)
{
    while (from != STATEMENT_NONE && from != to)
        from = source_of[from];
    return from == to;
}

static struct lineage choose_edges(struct tracer *t)
{
    struct comparison *c = t->c;
    struct lineage out = { arena_new(t->keep, struct lineage_edge, c->count), 0 };
    if (t->count)
        qsort(t->at, t->count, sizeof *t->at, by_points);
    for (size_t i = 0; i < t->count; i++) {
        const struct suspicion *s = &t->at[i];
        bool common = s->same_agency && s->points < points_enough;
        if (s->points < points_inferred && !common)
            continue;
        uint32_t from = source_in(c, s), to = from == s->a ? s->b : s->a;
        if (c->source_of[to] != STATEMENT_NONE || leads_to(c->source_of, from, to) || (!common && !is_convincing(c, s, to)))
            continue;
        struct lineage_edge *edge = &out.at[out.count++];
        *edge = (struct lineage_edge){ .from = from, .to = to, .kind = (uint8_t)kind_of(c, s, to), .share = share_of(s, to) };
        edge->inferred = !s->a_credits_b && !s->b_credits_a && fmaxf(s->in_a, s->in_b) < reuse_from;
        if (common)
            edge->kind = LINEAGE_COMMON_SOURCE;
        give_grounds(t, s, edge);
        take_runs(t, s, edge);
        c->source_of[to] = from;
    }
    return out;
}

static void number_origins(struct comparison *c)
{
    for (uint32_t r = 0; r < c->count; r++)
        if (c->source_of[r] == STATEMENT_NONE)
            c->origin_of[r] = c->origin_count++;
    for (uint32_t r = 0; r < c->count; r++) {
        uint32_t root = r;
        while (c->source_of[root] != STATEMENT_NONE)
            root = c->source_of[root];
        c->origin_of[r] = c->origin_of[root];
    }
}

struct lineage lineage_trace(struct arena *keep, struct arena scratch, struct comparison *c)
{
    struct tracer t = { .c = c, .keep = keep, .scratch = scratch };
    t.pair_of = map_in(&t.scratch, c->count * 4);
    c->origin_of = arena_new(keep, uint32_t, c->count);
    c->source_of = arena_new(keep, uint32_t, c->count);
    for (uint32_t r = 0; r < c->count; r++)
        c->source_of[r] = STATEMENT_NONE;
    find_credits(&t);
    find_shared_words(&t);
    find_shared_quotes(&t);
    find_shared_statements(&t);
    struct lineage edges = choose_edges(&t);
    number_origins(c);
    return edges;
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
