#include "compare/clause.h"

#include "news/word_tag.h"

/* A clause must say something of its own: so many words that are no function words, names included. */
enum { CONTENT_LEAST = 3 };

/* A cue that is a function word and this long is a verb of speech, not the "out" of "rule out". */
enum { SPEECH_LETTERS = 4 };

/* "Adder on Tuesday told": so much may stand between a source and its cue. */
enum { BESIDE_WORDS = 4 };

/* How far behind a conjunction its finite verb is looked for, and any verb behind the end of what somebody says. */
enum { SUBJECT_WORDS = 8, CLAUSE_SUBJECT_WORDS = 10, VERB_WORDS = 40 };

/* "no", and the noun phrase it denies. */
enum { DENIAL_WORDS = 4 };

/* Bits: a clause begins; source or cue; see clause.h; a content has ended, so that a clause begins where a verb follows. */
enum plan { PLAN_CUT = 1, PLAN_FRAME = 2, PLAN_GOES_ON = 4, PLAN_ENDED = 8 };

struct cutter {
    const struct report *report;
    const struct tokens *tokens;
    const struct word *words;
    const uint8_t *tags;          /* NULL where none knows the language */
    uint8_t *plan;                /* enum plan, by token */
    bool is_english;
    struct clauses out;
    size_t room;
};

static bool is_mark(const struct cutter *c, uint32_t token, struct span mark)
{
    return c->tokens->at[token].kind == TOKEN_PUNCTUATION && span_equal(token_folded(c->tokens, token), mark);
}

static bool is_dash(const struct cutter *c, uint32_t token)
{
    return is_mark(c, token, SPAN("—")) || is_mark(c, token, SPAN("–")) || is_mark(c, token, SPAN("--")) ||
           (is_mark(c, token, SPAN("-")) && (c->tokens->at[token].shape & TOKEN_BLANK_BEFORE));
}

/* WORD_TAG_NONE where there are no tags. */
static enum word_tag tag_of(const struct cutter *c, uint32_t token)
{
    return c->tags ? (enum word_tag)c->tags[token] : WORD_TAG_NONE;
}

/* ---- where contents begin and end ---- */

static void plan_marks(struct cutter *c, struct marks marks, enum plan bit)
{
    for (uint32_t m = 0; m < marks.count; m++)
        for (uint32_t i = token_at(c->tokens, marks.at[m].from);
             i < c->tokens->count && c->tokens->at[i].at.from < marks.at[m].to; i++)
            c->plan[i] |= bit;
}

static bool is_in(const struct cutter *c, uint32_t token, struct marks marks)
{
    for (uint32_t m = 0; m < marks.count; m++)
        if (mark_holds(marks.at[m], c->tokens->at[token].at))
            return true;
    return false;
}

/* Whether what stands before a content sets it off: "that", a comma, a colon, or a cue that says nothing of
 * its own ("said").  A content that is the object of its cue ("condemned the war") is no clause of its own. */
static bool sets_off(const struct cutter *c, const struct attribution *a, uint32_t token)
{
    if (token == 0 || c->words[token].opens == CLAUSE_THAT)
        return true;
    const struct token *before = &c->tokens->at[token - 1];
    return (before->kind == TOKEN_PUNCTUATION && !(before->shape & TOKEN_QUOTE)) || c->words[token - 1].opens ||
           (before->folded_length >= SPEECH_LETTERS && !c->words[token - 1].key && is_in(c, token - 1, a->cue));
}

/* Whether a verb stands in the source: then it says something, or was taken for a source by mistake. */
static bool source_says(const struct cutter *c, struct marks source)
{
    for (uint32_t m = 0; m < source.count; m++)
        for (uint32_t i = token_at(c->tokens, source.at[m].from);
             i < c->tokens->count && c->tokens->at[i].at.from < source.at[m].to && !is_mark(c, i, SPAN(",")); i++)
            if (word_tag_is_finite(tag_of(c, i)))
                return true;
    return false;
}

/* The source up to what is told of it: "Lind", not "Lind, who has led the union since 2019". */
static void plan_source(struct cutter *c, struct marks source)
{
    if (source_says(c, source))
        return;
    for (uint32_t m = 0; m < source.count; m++)
        for (uint32_t i = token_at(c->tokens, source.at[m].from);
             i < c->tokens->count && c->tokens->at[i].at.from < source.at[m].to; i++) {
            if (is_mark(c, i, SPAN(",")))
                break;
            c->plan[i] |= PLAN_FRAME;
        }
}

/* Whether source and cue stand together; else the source is what more than one clause tells of. */
static bool is_beside(const struct cutter *c, const struct attribution *a)
{
    if (!a->source.count || !a->cue.count)
        return false;
    uint32_t source_end = token_at(c->tokens, a->source.at[a->source.count - 1].to);
    return token_at(c->tokens, a->cue.at[0].from) <= source_end + BESIDE_WORDS;
}

static void plan_contents(struct cutter *c)
{
    const struct attributions *list = &c->report->notes.attributions;
    for (uint32_t a = 0; a < list->count; a++) {
        bool set_off = false;
        for (uint32_t m = 0; m < list->at[a].content.count; m++) {
            struct mark content = list->at[a].content.at[m];
            uint32_t begin = token_at(c->tokens, content.from), after = token_at(c->tokens, content.to);
            if (begin < c->tokens->count && sets_off(c, &list->at[a], begin)) {
                c->plan[begin] |= PLAN_CUT;
                set_off = true;
            }
            if (after < c->tokens->count)
                c->plan[after] |= c->tags ? PLAN_ENDED : PLAN_CUT;
        }
        if (set_off) {
            if (is_beside(c, &list->at[a]))
                plan_source(c, list->at[a].source);
            plan_marks(c, list->at[a].cue, PLAN_FRAME);
        }
    }
}

/* ---- where clauses open ---- */

static bool is_adverb(enum word_tag tag) { return tag == WORD_TAG_RB; }
static bool is_noun(enum word_tag tag) { return tag >= WORD_TAG_NN && tag <= WORD_TAG_NNPS; }

/* What may stand in a subject; with `prepositions` also what hangs on it. */
static bool may_be_subject(enum word_tag tag, bool prepositions)
{
    switch (tag) {
    case WORD_TAG_DT: case WORD_TAG_PDT: case WORD_TAG_CD: case WORD_TAG_JJ: case WORD_TAG_JJR: case WORD_TAG_JJS:
    case WORD_TAG_NN: case WORD_TAG_NNS: case WORD_TAG_NNP: case WORD_TAG_NNPS: case WORD_TAG_POS: case WORD_TAG_PRP:
    case WORD_TAG_PRPS: case WORD_TAG_RB: case WORD_TAG_EX: case WORD_TAG_MONEY: case WORD_TAG_OPEN: case WORD_TAG_CLOSE:
        return true;
    case WORD_TAG_IN: case WORD_TAG_CC: case WORD_TAG_TO: case WORD_TAG_VBN: case WORD_TAG_VBG:
        return prepositions;
    default:
        return false;
    }
}

/* Whether a subject and a finite verb follow from token i on. */
static bool finite_follows(const struct cutter *c, uint32_t i, uint32_t end, uint32_t reach, bool prepositions)
{
    for (uint32_t k = i; k < end && k - i <= reach; k++) {
        if (word_tag_is_finite(tag_of(c, k)))
            return true;
        if (!may_be_subject(tag_of(c, k), prepositions))
            return false;
    }
    return false;
}

/* "and wounded 40": a finite verb, adverbs apart, stands at token i. */
static bool is_finite_at(const struct cutter *c, uint32_t i, uint32_t end)
{
    while (i < end && is_adverb(tag_of(c, i)))
        i++;
    return i < end && word_tag_is_finite(tag_of(c, i));
}

/* English clauses without a conjunction: ", calling on Moscow", ", expressed solidarity". */
static bool is_verb_form(const struct cutter *c, uint32_t token)
{
    if (c->tags)
        return word_tag_is_verb(tag_of(c, token)) && tag_of(c, token) != WORD_TAG_MD && tag_of(c, token) != WORD_TAG_VB;
    struct span word = token_folded(c->tokens, token);
    return c->is_english && word.len > 5 && !(c->tokens->at[token].shape & TOKEN_CAPITAL) &&
           (span_ends(word, SPAN("ing")) || span_ends(word, SPAN("ed")));
}

/* "the attack claimed by ..." */
static bool is_participle(const struct cutter *c, uint32_t token, uint32_t end)
{
    return token && tag_of(c, token) == WORD_TAG_VBN && token + 1 < end && is_noun(tag_of(c, token - 1)) &&
           span_equal(token_folded(c->tokens, token + 1), SPAN("by"));
}

/* Where in its sentence a clause is. */
struct place {
    uint32_t end;            /* of the sentence */
    uint8_t opens;           /* enum clause_kind: the word that opened the clause; of a participle: relative, too */
    unsigned verbs;          /* finite ones so far in the clause */
    bool main_waits;         /* a relative clause or participle stands between a subject and its verb */
};

/* "While the talks went on, workers ...": behind the comma stands the main clause. */
static bool main_follows(const struct cutter *c, uint32_t token, const struct place *p)
{
    return p->opens == CLAUSE_SUBORDINATE && p->verbs && finite_follows(c, token, p->end, SUBJECT_WORDS, true);
}

/* Behind a comma. */
static enum plan behind_comma(const struct cutter *c, uint32_t token, const struct place *p)
{
    if (main_follows(c, token, p))
        return PLAN_CUT;
    if (is_verb_form(c, token))          /* not "The ferry, a wreck, sank" */
        return p->verbs || !word_tag_is_finite(tag_of(c, token)) ? PLAN_CUT | PLAN_GOES_ON : 0;
    if (!c->words[token].opens)
        return 0;
    bool goes_on = c->words[token].opens == CLAUSE_COORDINATE && c->tags && is_finite_at(c, token + 1, p->end);
    return goes_on ? PLAN_CUT | PLAN_GOES_ON : PLAN_CUT;
}

/* "no plan that would ...": without its noun's "no" the clause would say the opposite. */
static bool is_denied(const struct cutter *c, uint32_t token)
{
    for (uint32_t i = token; i > 0 && token - i < DENIAL_WORDS; i--)
        if (c->words[i - 1].negates)
            return true;
    return false;
}

/* Without a comma, by what the tags say. */
static enum plan behind_word(const struct cutter *c, uint32_t token, const struct place *p)
{
    enum word_tag tag = tag_of(c, token);
    uint32_t next = token + 1, end = p->end;
    switch (c->words[token].opens) {
    case CLAUSE_COORDINATE:
        if (p->verbs && is_finite_at(c, next, end))
            return PLAN_CUT | PLAN_GOES_ON;
        return p->verbs && finite_follows(c, next, end, SUBJECT_WORDS, false) ? PLAN_CUT : 0;
    case CLAUSE_RELATIVE:
        return word_tag_is_relative(tag) && !is_denied(c, token) && finite_follows(c, next, end, SUBJECT_WORDS, true)
                   ? PLAN_CUT : 0;
    case CLAUSE_SUBORDINATE:
        return (tag == WORD_TAG_IN || tag == WORD_TAG_WRB) && finite_follows(c, next, end, CLAUSE_SUBJECT_WORDS, true)
                   ? PLAN_CUT : 0;
    case CLAUSE_THAT:
        if (is_denied(c, token))
            return 0;
        return tag == WORD_TAG_WDT || (tag == WORD_TAG_IN && finite_follows(c, next, end, CLAUSE_SUBJECT_WORDS, true))
                   ? PLAN_CUT : 0;
    default:
        break;
    }
    if (is_participle(c, token, end))
        return PLAN_CUT | PLAN_GOES_ON;
    bool main_goes_on = p->main_waits && p->verbs && word_tag_is_finite(tag) && is_noun(tag_of(c, token - 1));
    return main_goes_on ? PLAN_CUT | PLAN_GOES_ON : 0;
}

static bool is_set_off(const struct cutter *c, uint32_t token)
{
    uint32_t before = token - 1;
    return is_mark(c, before, SPAN(";")) || is_mark(c, before, SPAN(":")) || is_dash(c, before) ||
           is_mark(c, before, SPAN("(")) || is_mark(c, before, SPAN(")"));
}

/* "of the attack | in the old town" is one clause, "of the attack | and left" are two. */
static bool verb_follows(const struct cutter *c, uint32_t i, uint32_t end)
{
    for (uint32_t last = i + VERB_WORDS; i < end && i < last && !(c->plan[i] & PLAN_CUT); i++)
        if (word_tag_is_verb(tag_of(c, i)))
            return true;
    return false;
}

static void plan_sentence(struct cutter *c, uint32_t first, uint32_t end)
{
    struct place p = { end, c->words[first].opens, 0, false };
    if (tag_of(c, first) == WORD_TAG_IN && p.opens == CLAUSE_COORDINATE)     /* "While the talks went on, ..." */
        p.opens = CLAUSE_SUBORDINATE;
    for (uint32_t i = first; i < end; i++) {
        if ((c->plan[i] & PLAN_ENDED) && verb_follows(c, i, end))
            c->plan[i] |= PLAN_CUT;
        if (i > first && is_set_off(c, i))
            c->plan[i] |= PLAN_CUT;
        else if (i > first && is_mark(c, i - 1, SPAN(",")))
            c->plan[i] |= behind_comma(c, i, &p);
        else if (i > first && c->tags)
            c->plan[i] |= behind_word(c, i, &p);
        if ((c->plan[i] & PLAN_CUT) && c->tokens->at[i].kind != TOKEN_PUNCTUATION) {
            bool participle = is_participle(c, i, end);
            p.opens = participle ? CLAUSE_RELATIVE : c->words[i].opens;
            p.main_waits = !p.verbs && (participle || word_tag_is_relative(tag_of(c, i)));
            p.verbs = participle;        /* which counts for one: the next is the main clause's */
        }
        p.verbs += word_tag_is_finite(tag_of(c, i));
    }
}

/* ---- cutting ---- */

/* Drops what only joins the clause to the one before: commas, conjunctions, a lone quotation mark. */
static struct clause trimmed(const struct cutter *c, struct clause s)
{
    while (s.first < s.end) {
        const struct token *t = &c->tokens->at[s.first];
        bool joins = c->words[s.first].opens == CLAUSE_COORDINATE || c->words[s.first].opens == CLAUSE_THAT;
        if ((t->kind != TOKEN_PUNCTUATION || (t->shape & TOKEN_QUOTE)) && !joins)
            break;
        s.first++;
    }
    while (s.first < s.end && c->tokens->at[s.end - 1].kind == TOKEN_PUNCTUATION &&
           !(c->tokens->at[s.end - 1].shape & TOKEN_QUOTE) && !is_mark(c, s.end - 1, SPAN("%")))
        s.end--;
    uint32_t quotes = 0;
    for (uint32_t i = s.first; i < s.end; i++)
        quotes += (c->tokens->at[i].shape & TOKEN_QUOTE) != 0;
    if (quotes % 2 == 0)
        return s;
    if (c->tokens->at[s.first].shape & TOKEN_QUOTE)
        s.first++;
    else if (c->tokens->at[s.end - 1].shape & TOKEN_QUOTE)
        s.end--;
    return s;
}

static void add_clause(struct cutter *c, struct arena *keep, uint32_t sentence, uint32_t first, uint32_t end)
{
    struct clause s = trimmed(c, (struct clause){ .sentence = sentence, .first = first, .end = end });
    if (s.first >= s.end)
        return;
    for (uint32_t i = first; i <= s.first; i++)
        s.goes_on |= (c->plan[i] & PLAN_GOES_ON) != 0;
    ARENA_ROOM(keep, c->out.at, c->out.count, c->room);
    c->out.at[c->out.count++] = s;
}

/* `said` counts the content words before each token that are neither source nor cue. */
static void cut_sentence(struct cutter *c, struct arena *keep, uint32_t number, const uint32_t *said)
{
    const struct sentence *sentence = &c->report->notes.sentences.at[number];
    uint32_t from = sentence->first_token, end = sentence->token_end;
    plan_sentence(c, from, end);
    for (uint32_t i = from + 1; i <= end; i++) {
        if (i < end && !(c->plan[i] & PLAN_CUT))
            continue;
        uint32_t here = said[i] - said[from], rest = said[end] - said[i];
        bool frame_alone = i < end && here <= 1 && (c->plan[from] & PLAN_FRAME);   /* "Adder said that" */
        if (here >= CONTENT_LEAST && (i == end || rest >= CONTENT_LEAST || rest == 0)) {
            add_clause(c, keep, number, from, i);
            from = i;
        } else if (frame_alone) {
            from = i;
        } else if (i == end && here) {
            add_clause(c, keep, number, from, i);
        }
    }
}

struct clauses clause_cut(struct arena *keep, struct arena scratch, const struct report *report, const struct word *words)
{
    const struct annotations *notes = &report->notes;
    struct cutter c = { .report = report, .tokens = &notes->tokens, .words = words, .tags = notes->tags,
                        .plan = arena_new(&scratch, uint8_t, notes->tokens.count),
                        .is_english = span_equal(report->article.language, SPAN("en")) };
    uint32_t *said = arena_new(&scratch, uint32_t, (size_t)notes->tokens.count + 1);
    plan_contents(&c);
    for (uint32_t i = 0; i < notes->tokens.count; i++)
        said[i + 1] = said[i] + (words[i].key && !(c.plan[i] & PLAN_FRAME));
    for (uint32_t s = 0; s < notes->sentences.count; s++)
        if (report->article.blocks.at[notes->sentences.at[s].block].kind != BLOCK_HEADING)
            cut_sentence(&c, keep, s, said);
    return c.out;
}
