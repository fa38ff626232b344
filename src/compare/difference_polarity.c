#include <math.h>

#include "base/hash.h"
#include "base/map.h"
#include "compare/difference_fact.h"
#include "compare/differences.h"
#include "news/word_tag.h"

/* What one report denies and another states: the same verb in nearly the same words, with a negation before it in
 * the one. */
static const float same_polarity = 0.1f, other_polarity = 0.1f, other_names = 0.15f, enough = 0.75f;
static const float alike_around = 0.5f, alike_statement = 0.4f;

enum { REACH = 3, PER_REPORT = 2 };

/* Whether a negation turns the verb, and where it stands: "did not confirm", "no longer holds". */
static bool is_negated(const struct comparison *c, uint32_t r, uint32_t first, uint32_t token, uint32_t *at)
{
    const struct tokens *tokens = &c->reports[r]->notes.tokens;
    for (uint32_t away = 1; away <= REACH && token >= first + away; away++) {
        if (tokens->at[token - away].kind == TOKEN_PUNCTUATION)
            return false;
        if (c->words[r][token - away].negates) {
            *at = token - away;
            return true;
        }
    }
    return false;
}

static bool is_verb(const struct facts *facts, uint32_t r, uint32_t token)
{
    const uint8_t *tags = facts->c->reports[r]->notes.tags;
    return tags && facts->words->key[r][token] && word_tag_is_verb(tags[token]) && tags[token] != WORD_TAG_MD;
}

typedef void take_verb(struct facts *facts, struct map *denied, uint32_t statement, uint32_t token, bool negated,
                       uint32_t at);

static void note_denied(struct facts *facts, struct map *denied, uint32_t statement, uint32_t token, bool negated,
                        uint32_t at)
{
    uint32_t r = facts->c->statements.at[statement].report;
    (void)at;
    if (negated)
        *map_at(denied, facts->words->key[r][token], NULL) = 1;
}

/* "Signed", "was signed", but not "close to signing", "failed to sign". */
static bool is_stated(const struct comparison *c, uint32_t r, uint32_t token)
{
    enum word_tag tag = c->reports[r]->notes.tags[token];
    return tag == WORD_TAG_VBD || tag == WORD_TAG_VBN || tag == WORD_TAG_VBZ || tag == WORD_TAG_VBP;
}

/* Anywhere in the sentence: "did not feel that they were winning" denies the winning, too. */
static bool has_negation(const struct comparison *c, uint32_t statement)
{
    const struct statement *s = &c->statements.at[statement];
    const struct sentence *sentence = &c->reports[s->report]->notes.sentences.at[s->sentence];
    for (uint32_t i = sentence->first_token; i < sentence->token_end; i++)
        if (c->words[s->report][i].negates)
            return true;
    return false;
}

static void add_verb(struct facts *facts, struct map *denied, uint32_t statement, uint32_t token, bool negated,
                     uint32_t at)
{
    uint32_t r = facts->c->statements.at[statement].report;
    const struct tokens *tokens = &facts->c->reports[r]->notes.tokens;
    uint64_t key = facts->words->key[r][token];
    if (!map_find(denied, key) || (!negated && (!is_stated(facts->c, r, token) || has_negation(facts->c, statement))))
        return;
    uint32_t first = negated ? at : token;
    struct fact fact = { .report = r,
                         .statement = statement,
                         .token = first,
                         .token_end = token + 1,
                         .subject = UINT32_MAX,
                         .at = { tokens->at[first].at.from, tokens->at[token].at.to },
                         .said = negated,
                         .verb = key };
    fact_add_key(&fact, key);
    fact_add(facts, fact);
}

static void each_verb(struct facts *facts, struct map *denied, take_verb *take)
{
    const struct comparison *c = facts->c;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[i];
        for (uint32_t t = s->first_token; t < s->token_end; t++) {
            uint32_t at = 0;
            if (!is_verb(facts, s->report, t))
                continue;
            bool negated = is_negated(c, s->report, s->first_token, t, &at);
            take(facts, denied, i, t, negated, at);
        }
    }
}

static float relation(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    float points = fact_closeness(facts, a, b);
    const struct statement *s = &facts->c->statements.at[a->statement], *t = &facts->c->statements.at[b->statement];
    if (a->said == b->said)
        return points + same_polarity;
    if (s->claim != t->claim || fact_likeness(facts, a, b) < alike_around || statement_likeness(s, t) < alike_statement)
        return 0;
    points -= other_polarity;
    return fact_names_differ(facts, a, b) ? points - other_names : points;
}

static bool agree(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    (void)facts;
    return a->said == b->said;
}

static void tell_group(const struct facts *facts, struct arena *keep, struct arena scratch, struct difference_list *out,
                       const uint32_t *members, uint32_t count)
{
    const struct comparison *c = facts->c;
    const struct fact *denies = NULL, *states = NULL;
    struct difference d = { .kind = DIFFERENCE_OF_POLARITY,
                            .label = DIFFERENCE_CONFLICT,
                            .values = arena_new(keep, struct difference_value, count) };
    uint32_t report = UINT32_MAX, of_report = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct fact *f = &facts->at[members[i]];
        denies = !denies && f->said != 0 ? f : denies;
        states = !states && f->said == 0 ? f : states;
        of_report = f->report == report ? of_report + 1 : 0;
        report = f->report;
        if (of_report < PER_REPORT)
            d.values[d.count++] = (struct difference_value){ evidence_at(c, f->report, f->at),
                                                             f->said != 0 ? SPAN("no") : SPAN("yes"), NAN, NAN };
    }
    if (!denies || !states)
        return;
    struct span topic = fact_topic(keep, scratch, facts, members, count);
    struct span x = words_at(c, denies->report, denies->at), y = words_at(c, states->report, states->at);
    d.slot = topic.len ? topic : y;
    d.reason = arena_printf(keep, "“%.*s” and “%.*s”: the one denies what the other states", (int)x.len, x.at,
                            (int)y.len, y.at);
    difference_add(out, keep, scratch, c, d);
}

void polarity_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                          const struct comparison *c, const struct fact_words *words)
{
    struct facts facts = facts_in(&scratch, c, words);
    struct arena map_arena = arena_half(&scratch);
    struct map denied = map_in(&map_arena, 64);
    each_verb(&facts, &denied, note_denied);
    each_verb(&facts, &denied, add_verb);
    facts_group(&facts, scratch, relation, agree, enough);
    facts_tell(&facts, keep, scratch, out, tell_group);
}
