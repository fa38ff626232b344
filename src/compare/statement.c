#include "compare/statement.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/map.h"
#include "compare/clause.h"
#include "compare/names.h"
#include "news/word_tag.h"

/* Names are what all reports of a story have, so they tell its statements apart the least. */
static const float name_share = 0.7f, figure_share = 0.7f;

/* What the hefts of a statement weigh against each other: round numbers; the result hardly hangs on any of them (each half
 * as much again changes the error of pair_overlap by a hundredth of it).  A noun weighs more, the more of a happening it
 * names: happening_heft to the power of its act_weight. */
static const float happening_heft = 4, light_heft = 2, other_heft = 1, name_heft = 1, number_heft = 0.5f,
                   framed_heft = 0.5f, framed_act = 0.3f, act_least = 0.1f, act_heft_from = 0.3f;

/* "continue", "call", "show" are shared by statements that have nothing else in common. */
static const float light_share = 0.4f;

struct describer {
    struct arena *keep;
    struct arena scratch;
    const struct report *report;
    uint32_t number;                      /* of the report */
    bool whole;                           /* sentences: what only pairs of these are judged by is taken, too */
    const struct word *words;             /* one a token */
    const uint32_t *name_of;              /* entity of the report -> name of the story */
    struct statements out;
    size_t room;
    const uint32_t *attribution_of;       /* token -> whose content it stands in; see find_owners */
    const bool *framed;                   /* token -> whether it is part of a source or a cue */
    uint32_t mention, date, figure;       /* first ones that may concern the next token */
};

/* ---- describing one statement ---- */

static int by_key(const void *a, const void *b)
{
    uint64_t x = ((const struct term *)a)->key, y = ((const struct term *)b)->key;
    return (x > y) - (x < y);
}

/* The heavier of two equal ones first. */
static int by_act(const void *a, const void *b)
{
    const struct act *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->share < y->share) - (x->share > y->share);
}

static uint64_t figure_key(const struct figure *f)
{
    double base = f->value * (f->factor != 0 ? f->factor : 1) + f->offset;
    char text[48];
    int len = snprintf(text, sizeof text, "%d %.4g", f->dimension, base);
    return hash_seeded((struct span){ text, (size_t)len }, TERM_FIGURE);
}

static int by_heft(const void *a, const void *b)
{
    const struct heft *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->weight < y->weight) - (x->weight > y->weight);
}

uint64_t term_of_name(uint32_t name) { return hash_mix(name, TERM_ENTITY); }

/* The term of the mention, date or figure at this token, if there is one; else false.  Only its first
 * token gives a term, *skip says that the others give none. */
static bool term_of_thing(struct describer *c, struct statement *s, struct mark at, struct term *term, bool *skip)
{
    const struct annotations *notes = &c->report->notes;
    *skip = false;
    while (c->mention < notes->mentions.count && notes->mentions.at[c->mention].at.to <= at.from)
        c->mention++;
    while (c->date < notes->dates.count && notes->dates.at[c->date].at.to <= at.from)
        c->date++;
    while (c->figure < notes->figures.count && notes->figures.at[c->figure].at.to <= at.from)
        c->figure++;
    if (c->date < notes->dates.count && mark_holds(notes->dates.at[c->date].at, at)) {
        const struct date *date = &notes->dates.at[c->date];
        *skip = date->at.from != at.from || !date->value[0];
        if (!when_known(s->when))
            s->when = date->when;
        *term = (struct term){ hash_seeded(span_of(date->value), TERM_DATE), 1, TERM_DATE, false };
        return true;
    }
    if (c->mention < notes->mentions.count && mark_holds(notes->mentions.at[c->mention].at, at)) {
        const struct mention *mention = &notes->mentions.at[c->mention];
        *skip = mention->at.from != at.from;
        *term = (struct term){ term_of_name(c->name_of[mention->entity]), name_share, TERM_ENTITY, false };
        return true;
    }
    if (c->figure < notes->figures.count && mark_holds(notes->figures.at[c->figure].number, at)) {
        const struct figure *figure = &notes->figures.at[c->figure];
        *skip = figure->number.from != at.from || figure->dimension == DIMENSION_IDENTIFIER;
        *term = (struct term){ figure_key(figure), figure_share, TERM_FIGURE, false };
        return true;
    }
    return false;
}

/* The runs of four letters in the words, with the blanks between them. */
static void take_grams(struct statement *s, struct span folded, uint32_t *run)
{
    for (size_t i = 0; i <= folded.len; i++) {
        *run = *run << 8 | (i < folded.len ? (unsigned char)folded.at[i] : ' ');
        uint32_t bit = *run * 2654435761u >> 22;
        s->grams[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

static void take_act(struct describer *c, struct statement *s, uint32_t token)
{
    if (!c->whole)
        return;
    const struct word *word = &c->words[token];
    float share = word->act_weight * (c->framed[token] ? framed_act : 1);
    if (word->act && share >= act_least)
        s->acts[s->act_count++] = (struct act){ .key = word->act, .share = share };
}

static struct heft heft_of(const struct word *word, const struct term *term)
{
    if (term->kind == TERM_ENTITY)
        return (struct heft){ term->key, name_heft, HEFT_NAME, 0 };
    if (term->kind != TERM_WORD)
        return (struct heft){ term->key, number_heft, HEFT_NUMBER, 0 };
    if (word->is_verb)
        return (struct heft){ word->act ? word->act : word->key, word->is_light ? light_heft : happening_heft, HEFT_ACT,
                              word->loose };
    bool is_act = word->act_weight >= act_heft_from && !word->is_participle;
    float weight = word->is_participle ? other_heft : powf(happening_heft, word->act_weight);
    return (struct heft){ is_act ? word->act : word->key, weight, is_act ? HEFT_ACT : HEFT_OTHER, word->loose };
}

static void take_heft(struct describer *c, struct statement *s, uint32_t token, const struct term *term)
{
    if (!c->whole)
        return;
    struct heft heft = heft_of(&c->words[token], term);
    if (c->framed[token])
        heft.weight *= framed_heft;
    s->loose |= heft.loose ? (uint64_t)1 << heft.loose % 64 : 0;
    s->hefts[s->heft_count++] = heft;
}

static void take_words(struct describer *c, struct statement *s, struct term *terms, uint32_t *count)
{
    const struct tokens *tokens = &c->report->notes.tokens;
    uint32_t run = 0;
    for (uint32_t i = s->first_token; i < s->token_end; i++) {
        struct term term;
        bool skip;
        if (c->whole && tokens->at[i].kind != TOKEN_PUNCTUATION)
            take_grams(s, token_folded(tokens, i), &run);
        if (term_of_thing(c, s, tokens->at[i].at, &term, &skip)) {
            if (skip)
                continue;
            terms[*count] = term;
            take_heft(c, s, i, &terms[(*count)++]);
            continue;
        }
        s->negative |= c->words[i].negates;
        take_act(c, s, i);
        if (!c->words[i].key)
            continue;
        terms[*count] = (struct term){ c->words[i].key, c->words[i].is_light ? light_share : 1, TERM_WORD,
                                       c->words[i].is_verb };
        take_heft(c, s, i, &terms[(*count)++]);
    }
}

/* Sorts things that begin with their key, and keeps the first of equal keys; returns how many are left. */
static uint32_t distinct(void *things, uint32_t count, size_t size, int order(const void *, const void *))
{
    char *at = things;
    uint32_t kept = 0;
    qsort(things, count, size, order);
    for (uint32_t i = 0; i < count; i++) {
        if (kept && memcmp(at + (kept - 1) * size, at + i * size, sizeof(uint64_t)) == 0)
            continue;
        memmove(at + kept * size, at + i * size, size);
        kept++;
    }
    return kept;
}

static void describe(struct describer *c, struct statement *s)
{
    struct arena scratch = c->scratch;
    uint32_t tokens = s->token_end - s->first_token, room = c->whole ? tokens : 0, count = 0;
    struct term *terms = arena_new(&scratch, struct term, tokens);
    s->acts = arena_new(c->keep, struct act, room);
    s->hefts = arena_new(c->keep, struct heft, room);
    take_words(c, s, terms, &count);
    s->term_count = distinct(terms, count, sizeof *terms, by_key);
    s->terms = arena_new(c->keep, struct term, s->term_count);
    memcpy(s->terms, terms, s->term_count * sizeof *terms);
    s->act_count = distinct(s->acts, s->act_count, sizeof *s->acts, by_act);
    s->heft_count = distinct(s->hefts, s->heft_count, sizeof *s->hefts, by_heft);
    for (uint32_t i = 0; i < STATEMENT_GRAMS / 64; i++)
        s->gram_count += (uint32_t)__builtin_popcountll(s->grams[i]);
}

/* ---- whose words a token is ---- */

struct content { struct mark at; uint32_t attribution; };

static int by_begin(const void *a, const void *b)
{
    const struct content *x = a, *y = b;
    if (x->at.from != y->at.from)
        return (x->at.from > y->at.from) - (x->at.from < y->at.from);
    if (x->at.to != y->at.to)
        return (x->at.to < y->at.to) - (x->at.to > y->at.to);
    return (x->attribution > y->attribution) - (x->attribution < y->attribution);
}

/* By token the attribution whose content began last of those it stands in; ATTRIBUTION_NONE outside of all. */
static uint32_t *find_owners(struct arena *keep, struct arena scratch, const struct annotations *notes)
{
    const struct attributions *list = &notes->attributions;
    uint32_t *owner = arena_new(keep, uint32_t, notes->tokens.count), count = 0, open = 0, next = 0;
    for (uint32_t a = 0; a < list->count; a++)
        count += list->at[a].content.count;
    struct content *at = arena_new(&scratch, struct content, count), *stack = arena_new(&scratch, struct content, count);
    count = 0;
    for (uint32_t a = 0; a < list->count; a++)
        for (uint32_t m = 0; m < list->at[a].content.count; m++)
            at[count++] = (struct content){ list->at[a].content.at[m], a };
    if (count)
        qsort(at, count, sizeof *at, by_begin);
    for (uint32_t i = 0; i < notes->tokens.count; i++) {
        struct mark token = notes->tokens.at[i].at;
        for (; next < count && at[next].at.from <= token.from; next++)
            stack[open++] = at[next];
        while (open && stack[open - 1].at.to <= token.from)
            open--;
        owner[i] = open ? stack[open - 1].attribution : ATTRIBUTION_NONE;
    }
    return owner;
}

static void mark_tokens(bool *framed, const struct tokens *tokens, struct marks marks)
{
    for (uint32_t m = 0; m < marks.count; m++)
        for (uint32_t i = token_at(tokens, marks.at[m].from); i < tokens->count && tokens->at[i].at.from < marks.at[m].to; i++)
            framed[i] = true;
}

static bool *find_frames(struct arena *keep, const struct annotations *notes)
{
    bool *framed = arena_new(keep, bool, notes->tokens.count);
    for (uint32_t a = 0; a < notes->attributions.count; a++) {
        mark_tokens(framed, &notes->tokens, notes->attributions.at[a].source);
        mark_tokens(framed, &notes->tokens, notes->attributions.at[a].cue);
    }
    return framed;
}

/* ---- what a statement is about ---- */

/* The name it begins with, before its verb where that is known; the one of the clause before where it goes on. */
static uint32_t subject_of(const struct describer *c, const struct clause *clause)
{
    const struct annotations *notes = &c->report->notes;
    const struct statement *before = c->out.count ? &c->out.at[c->out.count - 1] : NULL;
    if (clause->goes_on)
        return before && before->report == c->number && before->sentence == clause->sentence ? before->subject
                                                                                              : STATEMENT_NONE;
    for (uint32_t i = clause->first, m = c->mention; i < clause->end; i++) {
        uint32_t from = notes->tokens.at[i].at.from;
        while (m < notes->mentions.count && notes->mentions.at[m].at.from < from)
            m++;
        if (m == notes->mentions.count || (notes->tags && word_tag_is_finite((enum word_tag)notes->tags[i])))
            break;
        if (notes->mentions.at[m].at.from == from)
            return c->name_of[notes->mentions.at[m].entity];
    }
    return STATEMENT_NONE;
}

static bool is_denied(const struct describer *c, const struct statement *s)
{
    if (s->attribution == ATTRIBUTION_NONE)
        return false;
    uint8_t stance = c->report->notes.attributions.at[s->attribution].stance;
    return stance == STANCE_DENIES || stance == STANCE_REFUSES;
}

/* ---- one report after the other ---- */

static void add_statement(struct describer *c, const struct clause *clause)
{
    const struct article *article = &c->report->article;
    const struct tokens *tokens = &c->report->notes.tokens;
    const struct sentence *sentence = &c->report->notes.sentences.at[clause->sentence];
    struct statement s = { .report = c->number, .sentence = clause->sentence, .first_token = clause->first,
                           .token_end = clause->end, .claim = STATEMENT_NONE };
    s.at = (struct mark){ tokens->at[clause->first].at.from, tokens->at[clause->end - 1].at.to };
    s.title = article->blocks.at[sentence->block].kind == BLOCK_TITLE;
    s.lede = sentence->block <= 1;
    s.place = article->text.len ? (float)s.at.from / (float)article->text.len : 0;
    s.attribution = c->attribution_of[clause->first + (clause->end - clause->first) / 2];
    s.subject = subject_of(c, clause);
    describe(c, &s);
    s.negative ^= is_denied(c, &s);
    ARENA_ROOM(c->keep, c->out.at, c->out.count, c->room);
    c->out.at[c->out.count++] = s;
}

/* The sentences of a report as one clause each. */
static struct clauses whole_sentences(struct arena *keep, const struct report *report)
{
    const struct sentences *sentences = &report->notes.sentences;
    struct clauses all = { arena_new(keep, struct clause, sentences->count), 0 };
    for (uint32_t s = 0; s < sentences->count; s++) {
        const struct sentence *at = &sentences->at[s];
        if (report->article.blocks.at[at->block].kind != BLOCK_HEADING && at->first_token < at->token_end)
            all.at[all.count++] = (struct clause){ .sentence = s, .first = at->first_token, .end = at->token_end };
    }
    return all;
}

struct statements statement_cut(struct arena *keep, struct arena scratch, enum statement_unit unit,
                                const struct report *const *reports, struct word *const *words, uint32_t count,
                                const struct story_names *names)
{
    struct statements all = { NULL, 0 };
    struct arena clause_arena = arena_half(&scratch);
    size_t room = 0;
    for (uint32_t r = 0; r < count; r++) {
        struct arena own = clause_arena;
        struct clauses clauses = unit == STATEMENT_CLAUSE ? clause_cut(&own, scratch, reports[r], words[r])
                                                          : whole_sentences(&own, reports[r]);
        const uint32_t *owners = find_owners(&own, scratch, &reports[r]->notes);
        struct describer c = { .keep = keep, .scratch = scratch, .report = reports[r], .number = r, .words = words[r],
                               .whole = unit == STATEMENT_SENTENCE,
                               .name_of = names->of[r], .attribution_of = owners,
                               .framed = find_frames(&own, &reports[r]->notes), .out = all, .room = room };
        for (uint32_t i = 0; i < clauses.count; i++)
            add_statement(&c, &clauses.at[i]);
        all = c.out;
        room = c.room;
    }
    return all;
}

float statement_likeness(const struct statement *a, const struct statement *b)
{
    float sum = 0;
    for (uint32_t i = 0, k = 0; i < a->term_count && k < b->term_count;) {
        if (a->terms[i].key < b->terms[k].key)
            i++;
        else if (a->terms[i].key > b->terms[k].key)
            k++;
        else
            sum += a->terms[i++].weight * b->terms[k++].weight;
    }
    return sum;
}

struct shared_terms statement_shared(const struct statement *a, const struct statement *b, enum term_kind kind)
{
    struct shared_terms shared = { 0, 0, 0 };
    for (uint32_t i = 0; i < a->term_count; i++)
        shared.a += a->terms[i].kind == kind;
    for (uint32_t k = 0; k < b->term_count; k++)
        shared.b += b->terms[k].kind == kind;
    for (uint32_t i = 0, k = 0; shared.a && shared.b && i < a->term_count && k < b->term_count;) {
        uint64_t x = a->terms[i].key, y = b->terms[k].key;
        shared.common += x == y && a->terms[i].kind == kind;
        i += x <= y;
        k += y <= x;
    }
    return shared;
}
