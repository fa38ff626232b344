#include "compare/statement.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "compare/names.h"

/* A clause must say something of its own: so many words that are no function words, names included. */
enum { CONTENT_LEAST = 3, SENTENCE_TOKENS_MAX = 1024 };

/* A cue that is a function word and this long is a verb of speech, not the "out" of "rule out". */
enum { SPEECH_LETTERS = 4 };

/* Names are what all reports of a story have, so they tell its statements apart the least. */
static const float name_share = 0.7f, figure_share = 0.7f;

struct cutter {
    struct arena *keep;
    struct arena scratch;
    const struct report *report;
    uint32_t number;                      /* of the report */
    const struct word *words;             /* one a token */
    struct span language;
    const uint32_t *name_of;              /* entity of the report -> name of the story */
    struct statements out;
    size_t room;
    uint32_t mention, date, figure, attribution;   /* first ones that may concern the next sentence */
};

static struct span folded(const struct cutter *c, uint32_t token)
{
    return token_folded(&c->report->notes.tokens, token);
}

static bool is_mark(const struct cutter *c, uint32_t token, struct span mark)
{
    return token < c->report->notes.tokens.count && c->report->notes.tokens.at[token].kind == TOKEN_PUNCTUATION &&
           span_equal(folded(c, token), mark);
}

static bool is_dash(const struct cutter *c, uint32_t token)
{
    return is_mark(c, token, SPAN("—")) || is_mark(c, token, SPAN("–")) || is_mark(c, token, SPAN("--")) ||
           (is_mark(c, token, SPAN("-")) && (c->report->notes.tokens.at[token].shape & TOKEN_BLANK_BEFORE));
}

/* English clauses without a conjunction: ", calling on Moscow", ", expressed solidarity". */
static bool is_verb_form(const struct cutter *c, uint32_t token)
{
    struct span word = folded(c, token);
    return span_equal(c->language, SPAN("en")) && word.len > 5 &&
           !(c->report->notes.tokens.at[token].shape & TOKEN_CAPITAL) &&
           (span_ends(word, SPAN("ing")) || span_ends(word, SPAN("ed")));
}

/* Whether a clause may begin at this token by what stands before and at it. */
static bool opens_clause(const struct cutter *c, uint32_t first, uint32_t token)
{
    if (token == first)
        return false;
    if (is_mark(c, token - 1, SPAN(";")) || is_mark(c, token - 1, SPAN(":")) || is_dash(c, token - 1) ||
        is_mark(c, token - 1, SPAN("(")) || is_mark(c, token - 1, SPAN(")")))
        return true;
    if (!is_mark(c, token - 1, SPAN(",")))
        return false;
    return c->words[token].opens || is_verb_form(c, token);
}

/* How a sentence is to be cut, by its tokens. */
struct plan {
    bool cut[SENTENCE_TOKENS_MAX];        /* a clause begins here */
    bool frame[SENTENCE_TOKENS_MAX];      /* source or cue: says who, not what */
};

static void mark_frame(struct plan *plan, const struct annotations *notes, struct marks marks, uint32_t first, uint32_t end)
{
    for (uint32_t m = 0; m < marks.count; m++)
        for (uint32_t i = token_at(&notes->tokens, marks.at[m].from); i < end && notes->tokens.at[i].at.from < marks.at[m].to; i++)
            if (i >= first)
                plan->frame[i - first] = true;
}

/* Whether what stands before a content sets it off: "that", a comma, a colon, or a cue that says nothing of
 * its own ("said").  A content that is the object of its cue ("condemned the war") is no clause of its own. */
static bool sets_off(const struct cutter *c, const struct plan *plan, uint32_t first, uint32_t token)
{
    if (token == first)
        return true;
    const struct token *before = &c->report->notes.tokens.at[token - 1];
    return (before->kind == TOKEN_PUNCTUATION && !(before->shape & TOKEN_QUOTE)) || c->words[token - 1].opens ||
           (plan->frame[token - 1 - first] && before->folded_length >= SPEECH_LETTERS && !c->words[token - 1].key);
}

/* Notes where contents begin and end within [first, end), and which tokens are source and cue. */
static void mark_contents(struct cutter *c, uint32_t first, uint32_t end, struct plan *plan)
{
    const struct annotations *notes = &c->report->notes;
    struct mark whole = { notes->tokens.at[first].at.from, notes->tokens.at[end - 1].at.to };
    for (uint32_t a = 0; a < notes->attributions.count; a++) {
        const struct attribution *attribution = &notes->attributions.at[a];
        mark_frame(plan, notes, attribution->source, first, end);
        mark_frame(plan, notes, attribution->cue, first, end);
        for (uint32_t m = 0; m < attribution->content.count; m++) {
            struct mark content = attribution->content.at[m];
            if (!mark_overlaps(content, whole))
                continue;
            uint32_t begin = token_at(&notes->tokens, content.from > whole.from ? content.from : whole.from);
            uint32_t after = token_at(&notes->tokens, content.to < whole.to ? content.to - 1 : whole.to - 1) + 1;
            if (begin > first && begin < end && sets_off(c, plan, first, begin))
                plan->cut[begin - first] = true;
            if (after > first && after < end)
                plan->cut[after - first] = true;
        }
    }
}

/* ---- describing one statement ---- */

static int by_key(const void *a, const void *b)
{
    uint64_t x = ((const struct term *)a)->key, y = ((const struct term *)b)->key;
    return (x > y) - (x < y);
}

static uint64_t figure_key(const struct figure *f)
{
    double base = f->value * (f->factor != 0 ? f->factor : 1) + f->offset;
    char text[48];
    int len = snprintf(text, sizeof text, "%d %.4g", f->dimension, base);
    return hash_seeded((struct span){ text, (size_t)len }, TERM_FIGURE);
}

/* The term of the mention, date or figure at this token, if there is one; else false.  Only its first
 * token gives a term, *skip says that the others give none. */
static bool term_of_thing(struct cutter *c, struct mark at, struct term *term, bool *skip)
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
        *term = (struct term){ hash_seeded(span_of(date->value), TERM_DATE), 1, TERM_DATE };
        return true;
    }
    if (c->mention < notes->mentions.count && mark_holds(notes->mentions.at[c->mention].at, at)) {
        const struct mention *mention = &notes->mentions.at[c->mention];
        *skip = mention->at.from != at.from;
        *term = (struct term){ hash_mix(c->name_of[mention->entity], TERM_ENTITY), name_share, TERM_ENTITY };
        return true;
    }
    if (c->figure < notes->figures.count && mark_holds(notes->figures.at[c->figure].number, at)) {
        const struct figure *figure = &notes->figures.at[c->figure];
        *skip = figure->number.from != at.from || figure->dimension == DIMENSION_IDENTIFIER;
        *term = (struct term){ figure_key(figure), figure_share, TERM_FIGURE };
        return true;
    }
    return false;
}

static void describe(struct cutter *c, struct statement *s)
{
    const struct tokens *tokens = &c->report->notes.tokens;
    struct arena scratch = c->scratch;
    struct term *terms = arena_new(&scratch, struct term, s->token_end - s->first_token);
    uint32_t count = 0;
    for (uint32_t i = s->first_token; i < s->token_end; i++) {
        struct term term;
        bool skip;
        if (term_of_thing(c, tokens->at[i].at, &term, &skip)) {
            if (!skip)
                terms[count++] = term;
            continue;
        }
        s->negative |= c->words[i].negates;
        if (c->words[i].key)
            terms[count++] = (struct term){ c->words[i].key, 1, TERM_WORD };
    }
    qsort(terms, count, sizeof *terms, by_key);
    s->terms = arena_new(c->keep, struct term, count);
    for (uint32_t i = 0; i < count; i++)
        if (!i || terms[i].key != terms[i - 1].key)
            s->terms[s->term_count++] = terms[i];
}

/* The innermost content that holds the statement's middle. */
static uint32_t attribution_of(const struct cutter *c, struct mark at)
{
    const struct attributions *list = &c->report->notes.attributions;
    uint32_t best = ATTRIBUTION_NONE, best_length = UINT32_MAX;
    struct mark middle = { at.from + (at.to - at.from) / 2, at.from + (at.to - at.from) / 2 + 1 };
    for (uint32_t a = 0; a < list->count; a++)
        for (uint32_t m = 0; m < list->at[a].content.count; m++) {
            struct mark content = list->at[a].content.at[m];
            if (mark_holds(content, middle) && mark_length(content) < best_length) {
                best = a;
                best_length = mark_length(content);
            }
        }
    return best;
}

/* ---- cutting ---- */

/* Drops what only joins the clause to the one before: commas, conjunctions, a lone quotation mark. */
static void trim_tokens(const struct cutter *c, uint32_t *from, uint32_t *to)
{
    const struct tokens *tokens = &c->report->notes.tokens;
    while (*from < *to) {
        bool joins = c->words[*from].opens == CLAUSE_COORDINATE || c->words[*from].opens == CLAUSE_THAT;
        bool quote = (tokens->at[*from].shape & TOKEN_QUOTE) != 0;
        if ((tokens->at[*from].kind != TOKEN_PUNCTUATION || quote) && !joins)
            break;
        ++*from;
    }
    while (*from < *to && tokens->at[*to - 1].kind == TOKEN_PUNCTUATION &&
           !(tokens->at[*to - 1].shape & TOKEN_QUOTE) && !is_mark(c, *to - 1, SPAN("%")))
        --*to;
    bool opens = *from < *to && (tokens->at[*from].shape & TOKEN_QUOTE);
    bool closes = *from < *to && (tokens->at[*to - 1].shape & TOKEN_QUOTE);
    uint32_t quotes = 0;
    for (uint32_t i = *from; i < *to; i++)
        quotes += (tokens->at[i].shape & TOKEN_QUOTE) != 0;
    if (quotes % 2 == 1 && opens)
        ++*from;
    else if (quotes % 2 == 1 && closes)
        --*to;
}

static void add_statement(struct cutter *c, const struct sentence *sentence, uint32_t number, uint32_t from, uint32_t to)
{
    const struct article *article = &c->report->article;
    const struct tokens *tokens = &c->report->notes.tokens;
    trim_tokens(c, &from, &to);
    if (from >= to)
        return;
    struct statement s = { .report = c->number, .sentence = number, .first_token = from, .token_end = to,
                           .attribution = ATTRIBUTION_NONE, .claim = STATEMENT_NONE };
    s.at = (struct mark){ tokens->at[from].at.from, tokens->at[to - 1].at.to };
    const struct block *block = &article->blocks.at[sentence->block];
    s.title = block->kind == BLOCK_TITLE;
    s.lede = sentence->block <= 1;
    s.place = article->text.len ? (float)s.at.from / (float)article->text.len : 0;
    s.attribution = attribution_of(c, s.at);
    describe(c, &s);
    ARENA_ROOM(c->keep, c->out.at, c->out.count, c->room);
    c->out.at[c->out.count++] = s;
}

/* Content words of [from, to) that are neither source nor cue. */
static uint32_t said_count(const struct cutter *c, const struct plan *plan, uint32_t first, uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    for (uint32_t i = from; i < to; i++)
        count += !plan->frame[i - first] && c->words[i].key;
    return count;
}

/* A long sentence that was not planned is one statement. */
static void cut_sentence(struct cutter *c, uint32_t number, struct plan *plan)
{
    const struct sentence *sentence = &c->report->notes.sentences.at[number];
    uint32_t first = sentence->first_token, end = sentence->token_end;
    if (first >= end)
        return;
    if (end - first > SENTENCE_TOKENS_MAX) {
        add_statement(c, sentence, number, first, end);
        return;
    }
    memset(plan, 0, sizeof *plan);
    mark_contents(c, first, end, plan);
    for (uint32_t i = first + 1; i < end; i++)
        plan->cut[i - first] |= opens_clause(c, first, i);
    uint32_t from = first;
    for (uint32_t i = first + 1; i <= end; i++) {
        if (i < end && !plan->cut[i - first])
            continue;
        uint32_t here = said_count(c, plan, first, from, i), rest = said_count(c, plan, first, i, end);
        bool frame_alone = i < end && here <= 1 && plan->frame[from - first];   /* "Lecornu said that" */
        if (here >= CONTENT_LEAST && (i == end || rest >= CONTENT_LEAST || rest == 0)) {
            add_statement(c, sentence, number, from, i);
            from = i;
        } else if (frame_alone) {
            from = i;
        } else if (i == end && here) {
            add_statement(c, sentence, number, from, i);
        }
    }
}

static bool is_read(const struct report *report, const struct sentence *sentence)
{
    return report->article.blocks.at[sentence->block].kind != BLOCK_HEADING;
}

struct statements statement_cut(struct arena *keep, struct arena scratch, const struct report *const *reports,
                                struct word *const *words, uint32_t count, const struct story_names *names)
{
    struct statements all = { NULL, 0 };
    struct plan *plan = arena_new(&scratch, struct plan, 1);
    size_t room = 0;
    for (uint32_t r = 0; r < count; r++) {
        struct cutter c = { .keep = keep, .scratch = scratch, .report = reports[r], .number = r, .words = words[r],
                            .language = reports[r]->article.language, .name_of = names->of[r], .out = all, .room = room };
        for (uint32_t s = 0; s < reports[r]->notes.sentences.count; s++)
            if (is_read(reports[r], &reports[r]->notes.sentences.at[s]))
                cut_sentence(&c, s, plan);
        all = c.out;
        room = c.room;
    }
    return all;
}

/* ---- weights ---- */

void statement_weigh(struct arena scratch, struct statements statements)
{
    struct map seen = map_in(&scratch, (size_t)statements.count * 8);
    for (uint32_t i = 0; i < statements.count; i++)
        for (uint32_t t = 0; t < statements.at[i].term_count; t++)
            ++*map_at(&seen, statements.at[i].terms[t].key, NULL);
    for (uint32_t i = 0; i < statements.count; i++) {
        struct statement *s = &statements.at[i];
        float square = 0;
        for (uint32_t t = 0; t < s->term_count; t++) {
            float rare = logf(1 + (float)statements.count / (float)*map_find(&seen, s->terms[t].key));
            s->terms[t].weight *= rare;
            s->information += s->terms[t].weight;
            square += s->terms[t].weight * s->terms[t].weight;
        }
        for (uint32_t t = 0; t < s->term_count && square > 0; t++)
            s->terms[t].weight /= sqrtf(square);
    }
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
