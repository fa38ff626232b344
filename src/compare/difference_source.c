#include <math.h>
#include <stdlib.h>

#include "compare/differences.h"
#include "tables/hedge_word.h"

/* Statements must be this alike, besides being one claim, before their sources are held against each other. */
static const float alike_for_sources = 0.62f, alike_for_doubt = 0.72f;

enum { MEMBERS_MAX = 64, TERMS_LEAST = 4 };

struct member {
    uint32_t claim, statement;
};

static int by_claim(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    if (x->claim != y->claim)
        return (x->claim > y->claim) - (x->claim < y->claim);
    return (x->statement > y->statement) - (x->statement < y->statement);
}

/* One claim's statements, and what each says of where it comes from. */
struct telling {
    uint32_t statement, report;
    uint32_t speaker; /* name of the story; UINT32_MAX where nobody is named */
    bool attributed, doubtful, quoted;
    struct mark sign; /* the source, or the word that doubts */
};

static const struct attribution *attribution_of(const struct comparison *c, const struct statement *s)
{
    return s->attribution == ATTRIBUTION_NONE ? NULL : &c->reports[s->report]->notes.attributions.at[s->attribution];
}

/* Whether the source is told by its name: "he" and "the director" are somebody by inference only. */
static bool names_itself(const struct report *report, const struct attribution *a)
{
    const struct mentions *mentions = &report->notes.mentions;
    uint32_t low = 0, high = mentions->count;
    if (!a->source.count)
        return false;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (mentions->at[middle].at.to <= a->source.at[0].from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < mentions->count && mentions->at[low].at.from < a->source.at[0].to; low++)
        if (mentions->at[low].entity == a->speaker)
            return true;
    return false;
}

/* Names of which one holds a word of the other, or its initials, may be one's. */
static bool may_be_one(struct span a, struct span b)
{
    struct span shorter = a.len < b.len ? a : b, longer = a.len < b.len ? b : a, word;
    size_t at = 0, initials = 0;
    while (span_next_word(longer, &at, &word)) {
        if (span_find_nocase(shorter, word, 0) != SPAN_NONE)
            return true;
        initials += initials < shorter.len && byte_lower(word.at[0]) == byte_lower(shorter.at[initials]);
    }
    return initials == shorter.len;
}

static bool is_hedge(const struct report *report, uint32_t token)
{
    const struct token *t = &report->notes.tokens.at[token];
    const struct hedge_word_row *row = table_find(&hedge_word_table, token_folded(&report->notes.tokens, token));
    while (row && !span_equal(row->language, report->article.language))
        row = table_next(&hedge_word_table, row);
    return row && !(t->shape & TOKEN_CAPITAL); /* "May" is a month */
}

static struct telling read_telling(const struct comparison *c, uint32_t statement)
{
    const struct statement *s = &c->statements.at[statement];
    const struct attribution *a = attribution_of(c, s);
    struct telling t = { statement, s->report, UINT32_MAX, a != NULL, false, false, s->at };
    if (a && a->speaker != ENTITY_NONE && a->kind == ATTRIBUTION_INDIRECT && names_itself(c->reports[s->report], a))
        t.speaker = name_of(c, s->report, a->speaker);
    t.quoted = a && a->kind != ATTRIBUTION_INDIRECT;
    for (uint32_t i = s->first_token; i < s->token_end; i++)
        t.quoted |= (c->reports[s->report]->notes.tokens.at[i].shape & TOKEN_QUOTE) != 0;
    if (a && a->source.count)
        t.sign = a->source.at[0];
    if (a && a->source.count && mark_overlaps(a->source.at[0], s->at))
        t.speaker = UINT32_MAX; /* a source that stands in what it says is none */
    if (a && (a->stance == STANCE_SUGGESTS || a->stance == STANCE_MAY_SAY)) {
        t.doubtful = true;
        t.sign = a->cue.count ? a->cue.at[0] : t.sign;
    }
    for (uint32_t i = s->first_token; i < s->token_end && !t.doubtful; i++)
        if (is_hedge(c->reports[s->report], i)) {
            t.doubtful = true;
            t.sign = c->reports[s->report]->notes.tokens.at[i].at;
        }
    return t;
}

/* Two sources of one sort, of which no report names both for this claim. */
static bool are_other_sources(const struct comparison *c, const struct telling *all, uint32_t count,
                              const struct telling *a, const struct telling *b)
{
    if (a->speaker == UINT32_MAX || b->speaker == UINT32_MAX || a->speaker == b->speaker || a->doubtful || b->doubtful)
        return false;
    const struct story_name *x = &c->names.at[a->speaker], *y = &c->names.at[b->speaker];
    if (x->type != y->type || x->type == ENTITY_PLACE || x->type == ENTITY_OTHER || may_be_one(x->folded, y->folded))
        return false;
    if (span_find_nocase(words_at(c, b->report, b->sign), x->name, 0) != SPAN_NONE ||
        span_find_nocase(words_at(c, a->report, a->sign), y->name, 0) != SPAN_NONE)
        return false; /* "All Northern Airways (ANA)" */
    for (uint32_t i = 0; i < count; i++)
        if ((all[i].report == a->report && all[i].speaker == b->speaker) ||
            (all[i].report == b->report && all[i].speaker == a->speaker))
            return false;
    return true;
}

static struct span sentence_of(const struct comparison *c, const struct telling *t)
{
    const struct statement *s = &c->statements.at[t->statement];
    return words_at(c, t->report, c->reports[t->report]->notes.sentences.at[s->sentence].at);
}

/* One says it outright, the other doubts; and neither report does both. */
static bool is_doubted(const struct comparison *c, const struct telling *all, uint32_t count, const struct telling *a,
                       const struct telling *b)
{
    if (!a->doubtful || a->quoted || b->quoted || b->doubtful || b->attributed)
        return false;
    if (span_find_nocase(sentence_of(c, b), words_at(c, a->report, a->sign), 0) != SPAN_NONE)
        return false; /* it stands beside the clause */
    for (uint32_t i = 0; i < count; i++)
        if ((all[i].report == a->report && !all[i].doubtful) || (all[i].report == b->report && all[i].doubtful))
            return false;
    return true;
}

static void add_value(struct difference *d, const struct comparison *c, const struct telling *t, struct span value)
{
    d->values[d->count++] = (struct difference_value){ evidence_at(c, t->report, t->sign), value, NAN, NAN };
}

/* The sources of a claim that two reports give to others. */
static void tell_sources(struct difference_list *out, struct arena *keep, struct arena scratch,
                         const struct comparison *c, const struct telling *all, uint32_t count, const struct telling *a,
                         const struct telling *b)
{
    struct difference d = { .kind = DIFFERENCE_OF_SOURCE, .label = DIFFERENCE_ATTRIBUTION };
    d.values = arena_new(keep, struct difference_value, count);
    for (uint32_t i = 0; i < count; i++)
        if (all[i].speaker == a->speaker || all[i].speaker == b->speaker)
            add_value(&d, c, &all[i], c->names.at[all[i].speaker].name);
    const struct statement *s = &c->statements.at[a->statement];
    struct span said = words_at(c, s->report, s->at), x = c->names.at[a->speaker].name,
                y = c->names.at[b->speaker].name;
    d.slot = arena_printf(keep, "source: %.*s", (int)said.len, said.at);
    d.reason = arena_printf(keep, "“%.*s” and “%.*s” are named for the same", (int)x.len, x.at, (int)y.len, y.at);
    difference_add(out, keep, scratch, c, d);
}

static void tell_doubt(struct difference_list *out, struct arena *keep, struct arena scratch,
                       const struct comparison *c, const struct telling *all, uint32_t count, const struct telling *a,
                       const struct telling *b)
{
    struct difference d = { .kind = DIFFERENCE_OF_SOURCE, .label = DIFFERENCE_ATTRIBUTION };
    d.values = arena_new(keep, struct difference_value, count);
    for (uint32_t i = 0; i < count; i++)
        if (all[i].doubtful || !all[i].attributed)
            add_value(&d, c, &all[i], all[i].doubtful ? SPAN("not certain") : SPAN("a fact"));
    const struct statement *s = &c->statements.at[b->statement];
    struct span said = words_at(c, s->report, s->at), sign = words_at(c, a->report, a->sign);
    d.slot = arena_printf(keep, "certainty: %.*s", (int)said.len, said.at);
    d.reason = arena_printf(keep, "“%.*s” in the one, told as a fact in the other", (int)sign.len, sign.at);
    difference_add(out, keep, scratch, c, d);
}

static void compare_tellings(struct difference_list *out, struct arena *keep, struct arena scratch,
                             const struct comparison *c, const struct telling *all, uint32_t count)
{
    bool sources = false, doubt = false;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count && !(sources && doubt); k++) {
            if (all[i].report == all[k].report)
                continue;
            if (c->statements.at[all[i].statement].term_count < TERMS_LEAST)
                continue;
            float alike = statement_likeness(&c->statements.at[all[i].statement], &c->statements.at[all[k].statement]);
            if (!sources && k > i && alike >= alike_for_sources && are_other_sources(c, all, count, &all[i], &all[k])) {
                tell_sources(out, keep, scratch, c, all, count, &all[i], &all[k]);
                sources = true;
            }
            if (!doubt && alike >= alike_for_doubt && is_doubted(c, all, count, &all[i], &all[k])) {
                tell_doubt(out, keep, scratch, c, all, count, &all[i], &all[k]);
                doubt = true;
            }
        }
}

void source_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                        const struct comparison *c)
{
    uint32_t count = c->statements.count;
    struct member *members = arena_new(&scratch, struct member, count);
    for (uint32_t i = 0; i < count; i++)
        members[i] = (struct member){ c->statements.at[i].claim, i };
    qsort(members, count, sizeof *members, by_claim);
    for (uint32_t from = 0, to; from < count; from = to) {
        struct telling all[MEMBERS_MAX];
        uint32_t found = 0;
        for (to = from; to < count && members[to].claim == members[from].claim; to++)
            if (found < MEMBERS_MAX)
                all[found++] = read_telling(c, members[to].statement);
        if (found >= 2)
            compare_tellings(out, keep, scratch, c, all, found);
    }
}
