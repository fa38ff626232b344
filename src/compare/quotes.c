#include "compare/quotes.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"

enum {
    WORDS_LEAST = 2,          /* content words of a quotation that can be told again */
    WORDS_ALONE = 4,          /* of one that only one report has */
    WORDS_MAX = 64,           /* of one sentence; the rest is not compared */
    TOKENS_MAX = 256,
    PIECES_A_WORD = 60        /* a word in more pieces nominates none */
};
static const float same_from = 0.66f;         /* share of the shorter one's content words */
static const float paraphrase_from = 0.3f;    /* likeness of the statements around it */
static const float retold_from = 0.6f;        /* share of the quoted words that a paraphrase has */

/* A quoted stretch within one sentence. */
struct piece {
    uint32_t report, attribution, parent;   /* parent: union-find */
    struct mark at;
    uint64_t words[WORDS_MAX];              /* keys of its content words, sorted */
    uint32_t count;
};

struct collation {
    const struct comparison *c;
    struct arena *keep;
    struct piece *at;
    size_t count, room;
};

/* ---- pieces ---- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void add_piece(struct collation *k, struct arena *arena, uint32_t report, uint32_t attribution, struct mark at)
{
    const struct report *r = k->c->reports[report];
    const struct tokens *tokens = &r->notes.tokens;
    struct piece piece = { .report = report, .attribution = attribution, .parent = (uint32_t)k->count, .at = at };
    for (uint32_t i = token_at(tokens, at.from); i < tokens->count && tokens->at[i].at.to <= at.to; i++) {
        uint64_t key = k->c->words[report][i].key;
        if (key && piece.count < WORDS_MAX)
            piece.words[piece.count++] = key;
    }
    if (piece.count < WORDS_LEAST)
        return;
    qsort(piece.words, piece.count, sizeof *piece.words, by_value);
    ARENA_ROOM(arena, k->at, k->count, k->room);
    k->at[k->count++] = piece;
}

/* A stretch that runs over several sentences is several utterances. */
static void add_quoted(struct collation *k, struct arena *arena, uint32_t report, uint32_t attribution, struct mark quoted)
{
    const struct report *r = k->c->reports[report];
    const struct sentences *sentences = &r->notes.sentences;
    uint32_t low = 0, high = sentences->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sentences->at[middle].at.to <= quoted.from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < sentences->count && sentences->at[low].at.from < quoted.to; low++) {
        struct mark at = sentences->at[low].at;
        at.from = at.from < quoted.from ? quoted.from : at.from;
        at.to = at.to > quoted.to ? quoted.to : at.to;
        add_piece(k, arena, report, attribution, mark_trim(r->article.text, at));
    }
}

static int by_place(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;
    if (x->report != y->report)
        return (x->report > y->report) - (x->report < y->report);
    if (x->at.from != y->at.from)
        return (x->at.from > y->at.from) - (x->at.from < y->at.from);
    return (x->attribution < y->attribution) - (x->attribution > y->attribution);
}

/* The same words may stand in an attribution and in one nested in it: the inner one is kept. */
static void drop_doubles(struct collation *k)
{
    size_t kept = 0;
    if (k->count)
        qsort(k->at, k->count, sizeof *k->at, by_place);
    for (size_t i = 0; i < k->count; i++) {
        bool same = kept && k->at[kept - 1].report == k->at[i].report && mark_overlaps(k->at[kept - 1].at, k->at[i].at);
        if (!same)
            k->at[kept++] = k->at[i];
    }
    k->count = kept;
    for (size_t i = 0; i < kept; i++)
        k->at[i].parent = (uint32_t)i;
}

/* ---- which are one ---- */

static uint32_t common_words(const struct piece *a, const struct piece *b)
{
    uint32_t common = 0;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->words[i] < b->words[j])
            i++;
        else if (a->words[i] > b->words[j])
            j++;
        else {
            common++;
            i++;
            j++;
        }
    }
    return common;
}

static bool is_same(const struct piece *a, const struct piece *b)
{
    uint32_t shorter = a->count < b->count ? a->count : b->count;
    uint32_t common = common_words(a, b);
    return common >= WORDS_LEAST && (float)common >= same_from * (float)shorter;
}

static uint32_t root_of(struct collation *k, uint32_t i)
{
    while (k->at[i].parent != i)
        i = k->at[i].parent = k->at[k->at[i].parent].parent;
    return i;
}

struct posting { uint64_t word; uint32_t piece; };

static int by_word(const void *a, const void *b)
{
    const struct posting *x = a, *y = b;
    if (x->word != y->word)
        return (x->word > y->word) - (x->word < y->word);
    return (x->piece > y->piece) - (x->piece < y->piece);
}

static void join_pieces(struct collation *k, struct arena scratch)
{
    size_t count = 0;
    for (size_t i = 0; i < k->count; i++)
        count += k->at[i].count;
    struct posting *postings = arena_new(&scratch, struct posting, count);
    count = 0;
    for (uint32_t i = 0; i < k->count; i++)
        for (uint32_t w = 0; w < k->at[i].count; w++)
            postings[count++] = (struct posting){ k->at[i].words[w], i };
    qsort(postings, count, sizeof *postings, by_word);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from; to < count && postings[to].word == postings[from].word; to++)
            ;
        for (size_t i = from; to - from <= PIECES_A_WORD && i < to; i++)
            for (size_t j = i + 1; j < to; j++) {
                uint32_t a = root_of(k, postings[i].piece), b = root_of(k, postings[j].piece);
                if (a != b && is_same(&k->at[postings[i].piece], &k->at[postings[j].piece]))
                    k->at[a < b ? b : a].parent = a < b ? a : b;
            }
    }
}

/* ---- telling one ---- */

static struct mark first_mark(struct marks marks) { return marks.count ? marks.at[0] : (struct mark){ 0, 0 }; }

static const struct attribution *attribution_of(const struct collation *k, const struct piece *p)
{
    return &k->c->reports[p->report]->notes.attributions.at[p->attribution];
}

static struct quote_variant variant_of(const struct collation *k, const struct piece *p)
{
    const struct attribution *a = attribution_of(k, p);
    return (struct quote_variant){ .words = evidence_at(k->c, p->report, p->at), .cue = first_mark(a->cue),
                                   .source = first_mark(a->source) };
}

/* The number of the statement of this report that holds `at`, or STATEMENT_NONE. */
static uint32_t statement_holding(const struct comparison *c, uint32_t report, struct mark at)
{
    uint32_t best = STATEMENT_NONE, best_shared = 0;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[i];
        if (s->report != report || !mark_overlaps(s->at, at))
            continue;
        uint32_t from = s->at.from > at.from ? s->at.from : at.from, to = s->at.to < at.to ? s->at.to : at.to;
        if (to - from > best_shared) {
            best_shared = to - from;
            best = i;
        }
    }
    return best;
}

static void name_speaker(const struct collation *k, struct quote *q, const struct piece *p, uint32_t *speaker)
{
    const struct attribution *a = attribution_of(k, p);
    uint32_t name = name_of(k->c, p->report, a->speaker);
    if (name != UINT32_MAX && *speaker != UINT32_MAX && *speaker != name &&
        k->c->names.at[name].type == ENTITY_PERSON && k->c->names.at[*speaker].type == ENTITY_PERSON)
        q->disputed_speaker = true;
    bool person = name != UINT32_MAX && k->c->names.at[name].type == ENTITY_PERSON;
    bool had_person = *speaker != UINT32_MAX && k->c->names.at[*speaker].type == ENTITY_PERSON;
    if (name != UINT32_MAX && (*speaker == UINT32_MAX || (person && !had_person))) {
        if (*speaker != UINT32_MAX)
            q->via = k->c->names.at[*speaker].name;
        *speaker = name;
        q->speaker = k->c->names.at[name].name;
    }
    if (!q->speaker.len && a->source.count)
        q->speaker = words_at(k->c, p->report, a->source.at[0]);
    if (!q->cue.len && a->cue.count)
        q->cue = words_at(k->c, p->report, a->cue.at[0]);
    if (!q->via.len && a->parent != ATTRIBUTION_NONE) {
        const struct attribution *outer = &k->c->reports[p->report]->notes.attributions.at[a->parent];
        if (outer->source.count)
            q->via = words_at(k->c, p->report, outer->source.at[0]);
    }
}

/* Share of the quotation's words that the statement has. */
static float words_in(const struct comparison *c, const struct piece *p, const struct statement *s)
{
    uint32_t found = 0;
    for (uint32_t w = 0; w < p->count; w++)
        for (uint32_t i = s->first_token; i < s->token_end; i++)
            if (c->words[s->report][i].key == p->words[w]) {
                found++;
                break;
            }
    return (float)found / (float)p->count;
}

/* Reports that tell the same without quotation marks, by the claim in which the quotation stands. */
static void add_paraphrases(struct collation *k, struct quote *q, const struct piece *p, struct holders *held)
{
    const struct comparison *c = k->c;
    uint32_t home = statement_holding(c, p->report, p->at);
    if (home == STATEMENT_NONE)
        return;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[i];
        bool alike = s->claim == c->statements.at[home].claim && !s->title && !held->report[s->report] &&
                     align_score(&c->statements.at[home], s) >= paraphrase_from && words_in(c, p, s) >= retold_from;
        if (!alike)
            continue;
        holders_add(held, c, s->report);
        struct quote_variant v = { .words = evidence_at(c, s->report, s->at), .paraphrase = true };
        if (s->attribution != ATTRIBUTION_NONE) {
            const struct attribution *a = &c->reports[s->report]->notes.attributions.at[s->attribution];
            v.cue = first_mark(a->cue);
            v.source = first_mark(a->source);
        }
        q->variants[q->count++] = v;
    }
}

static int by_evidence(const void *a, const void *b)
{
    const struct quote_variant *x = a, *y = b;
    if (x->paraphrase != y->paraphrase)
        return x->paraphrase - y->paraphrase;
    return evidence_order(x->words, y->words);
}

/* ---- differing words ---- */

struct line { struct mark at[TOKENS_MAX]; uint32_t word[TOKENS_MAX]; uint32_t count; };

static void read_line(struct line *line, const struct report *report, struct mark at)
{
    const struct tokens *tokens = &report->notes.tokens;
    line->count = 0;
    for (uint32_t i = token_at(tokens, at.from); i < tokens->count && tokens->at[i].at.to <= at.to; i++)
        if (tokens->at[i].kind != TOKEN_PUNCTUATION && line->count < TOKENS_MAX) {
            line->at[line->count] = tokens->at[i].at;
            line->word[line->count++] = tokens->at[i].word;
        }
}

/* Marks the words of `line` that are in no longest common subsequence with `base`. */
static struct marks differing_words(struct arena *keep, struct arena scratch, const struct line *base, const struct line *line)
{
    uint16_t(*length)[TOKENS_MAX + 1] = arena_take(&scratch, sizeof *length, 2, base->count + 1);
    for (uint32_t i = base->count; i-- > 0;)
        for (uint32_t j = line->count; j-- > 0;) {
            uint16_t skip = length[i + 1][j] > length[i][j + 1] ? length[i + 1][j] : length[i][j + 1];
            length[i][j] = base->word[i] == line->word[j] ? (uint16_t)(length[i + 1][j + 1] + 1) : skip;
        }
    struct marks out = { arena_new(keep, struct mark, line->count), 0 };
    uint32_t i = 0;
    for (uint32_t j = 0; j < line->count;) {
        if (i < base->count && base->word[i] == line->word[j]) {
            i++;
            j++;
        } else if (i < base->count && length[i + 1][j] >= length[i][j + 1]) {
            i++;
        } else {
            out.at[out.count++] = line->at[j++];
        }
    }
    return out;
}

static void compare_words(struct collation *k, struct arena scratch, struct quote *q, const uint32_t *report_at)
{
    struct line *base = arena_new(&scratch, struct line, 1), *line = arena_new(&scratch, struct line, 1);
    const struct evidence first = q->variants[0].words;
    read_line(base, k->c->reports[report_at[first.report]], first.at);
    q->same_words = true;
    for (uint32_t v = 1; v < q->count; v++) {
        if (q->variants[v].paraphrase) {
            q->same_words = false;
            continue;
        }
        read_line(line, k->c->reports[report_at[q->variants[v].words.report]], q->variants[v].words.at);
        q->variants[v].differing = differing_words(k->keep, scratch, base, line);
        q->same_words &= q->variants[v].differing.count == 0 && line->count == base->count;
    }
}

/* The whole utterance first: short pieces of it are compared with the longest variant of the first origin. */
static void put_fullest_first(struct quote *q)
{
    uint32_t best = 0;
    for (uint32_t v = 1; v < q->count && !q->variants[v].paraphrase; v++)
        if (mark_length(q->variants[v].words.at) > mark_length(q->variants[best].words.at) + 8)
            best = v;
    struct quote_variant fullest = q->variants[best];
    memmove(&q->variants[1], &q->variants[0], best * sizeof *q->variants);
    q->variants[0] = fullest;
}

static bool is_told(const struct quote *q, const struct piece *longest)
{
    return q->reports >= 2 || (longest->count >= WORDS_ALONE && q->speaker.len);
}

static struct quote make_quote(struct collation *k, struct arena scratch, const uint32_t *members, uint32_t count,
                               const uint32_t *report_at, const struct piece **longest)
{
    struct quote q = { .variants = arena_new(k->keep, struct quote_variant, count + k->c->count) };
    struct holders held = holders_in(&scratch, k->c);
    uint32_t speaker = UINT32_MAX;
    *longest = &k->at[members[0]];
    for (uint32_t i = 0; i < count; i++) {
        const struct piece *p = &k->at[members[i]];
        name_speaker(k, &q, p, &speaker);
        q.variants[q.count++] = variant_of(k, p);
        holders_add(&held, k->c, p->report);
        if (p->count > (*longest)->count)
            *longest = p;
    }
    add_paraphrases(k, &q, *longest, &held);
    if (span_equal(q.via, q.speaker))
        q.via = (struct span){ NULL, 0 };
    q.reports = held.reports;
    q.origins = held.origins;
    qsort(q.variants, q.count, sizeof *q.variants, by_evidence);
    put_fullest_first(&q);
    compare_words(k, scratch, &q, report_at);
    return q;
}

static int by_support(const void *a, const void *b)
{
    const struct quote *x = a, *y = b;
    if (x->origins != y->origins)
        return (x->origins < y->origins) - (x->origins > y->origins);
    if (x->reports != y->reports)
        return (x->reports < y->reports) - (x->reports > y->reports);
    return evidence_order(x->variants[0].words, y->variants[0].words);
}

struct quote_list quotes_collate(struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct collation k = { .c = c, .keep = keep };
    struct arena growing = arena_half(&scratch);
    for (uint32_t r = 0; r < c->count; r++) {
        const struct attributions *list = &c->reports[r]->notes.attributions;
        for (uint32_t a = 0; a < list->count; a++)
            for (uint32_t m = 0; m < list->at[a].quoted.count; m++)
                add_quoted(&k, &growing, r, a, list->at[a].quoted.at[m]);
    }
    drop_doubles(&k);
    join_pieces(&k, scratch);

    uint32_t *report_at = arena_new(&scratch, uint32_t, c->count);
    for (uint32_t r = 0; r < c->count; r++)
        report_at[c->rank[r]] = r;
    uint32_t *next = arena_new(&scratch, uint32_t, k.count), *last = arena_new(&scratch, uint32_t, k.count);
    for (uint32_t i = 0; i < k.count; i++) {     /* chain the members of each root */
        uint32_t root = root_of(&k, i);
        if (root != i)
            next[last[root]] = i;
        last[root] = i;
    }
    struct quote_list out = { arena_new(keep, struct quote, k.count), 0 };
    uint32_t *members = arena_new(&scratch, uint32_t, k.count);
    for (uint32_t i = 0; i < k.count; i++) {
        if (k.at[i].parent != i)
            continue;
        uint32_t count = 0;
        for (uint32_t m = i; !count || m; m = next[m])
            members[count++] = m;
        const struct piece *longest;
        struct quote q = make_quote(&k, scratch, members, count, report_at, &longest);
        if (is_told(&q, longest))
            out.at[out.count++] = q;
    }
    if (out.count)
        qsort(out.at, out.count, sizeof *out.at, by_support);
    return out;
}
