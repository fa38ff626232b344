#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "compare/difference_fact.h"
#include "compare/difference_interval.h"
#include "compare/difference_opposite.h"
#include "compare/differences.h"
#include "news/word_tag.h"

/* Words that cannot both hold must be said in nearly the same words around, or nothing is told. */
static const float same_side = 0.1f, same_report = 0.2f, same_object = 0.15f, same_place = 0.35f, enough = 0.5f,
                   both_from = 0.25f;

enum { PER_REPORT = 3, POINTS = 8, OBJECT_REACH = 4, NEIGHBOURS = 24, BEARING_BYTES = 8 };

const struct opposite_row *opposite_at(const struct report *report, uint32_t token)
{
    const struct opposite_row *row = table_find(&opposite_table, token_folded(&report->notes.tokens, token));
    while (row && !span_equal(row->language, report->article.language))
        row = table_next(&opposite_table, row);
    return row;
}

/* The noun that a verb or a "west of" takes, over articles and what describes it; where parts of speech are not
 * known, the next word that says something.  *to moves to its end. */
static uint64_t object_of(const struct facts *facts, uint32_t report, uint32_t token, uint32_t end, uint32_t *to)
{
    const struct annotations *notes = &facts->c->reports[report]->notes;
    uint64_t found = 0;
    for (uint32_t i = token + 1; i < end && i <= token + OBJECT_REACH; i++) {
        enum word_tag tag = notes->tags ? notes->tags[i] : WORD_TAG_NN;
        bool is_noun = tag >= WORD_TAG_NN && tag <= WORD_TAG_NNPS;
        bool leads = tag == WORD_TAG_DT || tag == WORD_TAG_JJ || tag == WORD_TAG_PRPS || tag == WORD_TAG_CD ||
                     tag == WORD_TAG_POS || (tag == WORD_TAG_IN && i == token + 1);
        if (notes->tokens.at[i].kind == TOKEN_PUNCTUATION || (!is_noun && (found || !leads)))
            break;
        uint64_t key = facts->words->key[report][i];
        if (!is_noun || !key)
            continue;
        found = key;
        *to = notes->tokens.at[i].at.to;
        if (!notes->tags)
            break;
    }
    return found;
}

/* "150 miles west": told with the distance (difference_figure.c). */
static bool is_bearing(const struct report *report, struct mark at)
{
    const struct figures *figures = &report->notes.figures;
    uint32_t low = 0, high = figures->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (figures->at[middle].at.from < at.from)
            low = middle + 1;
        else
            high = middle;
    }
    return low && figures->at[low - 1].dimension == DIMENSION_LENGTH &&
           at.from - figures->at[low - 1].at.to < BEARING_BYTES;
}

/* "open" in "open letter" is no verb; nor is what a negation turns. */
static bool is_meant(const struct facts *facts, uint32_t r, uint32_t token, const struct opposite_row *row)
{
    const struct comparison *c = facts->c;
    const struct annotations *notes = &c->reports[r]->notes;
    bool of_name = !facts->words->key[r][token] || facts->words->name[r][token]; /* "Eastern Conference" */
    if (row->kind == DIFFERENCE_OF_PLACE && (of_name || is_bearing(c->reports[r], notes->tokens.at[token].at)))
        return false;
    bool listed_verb = row->kind == DIFFERENCE_OF_ACTION && notes->tags && row->verb;
    if (listed_verb && !word_tag_is_verb(notes->tags[token]))
        return false;
    for (uint32_t away = 1; away <= 3 && away <= token; away++)
        if (c->words[r][token - away].negates)
            return false;
    return true;
}

static void gather(struct facts *facts)
{
    const struct comparison *c = facts->c;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[i];
        const struct tokens *tokens = &c->reports[s->report]->notes.tokens;
        for (uint32_t t = s->first_token; t < s->token_end; t++) {
            const struct opposite_row *row =
                tokens->at[t].kind == TOKEN_WORD ? opposite_at(c->reports[s->report], t) : NULL;
            if (!row || !is_meant(facts, s->report, t, row))
                continue;
            struct fact fact = { .report = s->report,
                                 .statement = i,
                                 .at = tokens->at[t].at,
                                 .token = t,
                                 .token_end = t + 1,
                                 .subject = UINT32_MAX,
                                 .said = row->side,
                                 .opposite = row };
            fact.head = object_of(facts, s->report, t, s->token_end, &fact.at.to);
            if (row->kind == DIFFERENCE_OF_PLACE && !fact.head)
                continue;
            fact_add_key(&fact, row->kind == DIFFERENCE_OF_PLACE ? hash_mix(hash_span(row->group), fact.head)
                                                                 : hash_span(row->group));
            fact_add(facts, fact);
        }
    }
}

/* Neighbouring points of the compass, "west" and "north-west", do not contradict each other. */
bool opposite_sides(const struct opposite_row *a, const struct opposite_row *b)
{
    int apart = abs((int)a->side - (int)b->side);
    if (!span_equal(a->group, b->group))
        return false;
    return span_equal(a->group, SPAN("compass")) ? apart >= 2 && apart <= POINTS - 2 : apart != 0;
}

static bool differ(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    (void)facts;
    return opposite_sides(a->opposite, b->opposite);
}

static float relation(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    const struct opposite_row *x = a->opposite;
    float points = fact_closeness(facts, a, b) + (differ(facts, a, b) ? 0 : same_side);
    points += a->report == b->report ? same_report : 0;
    if (a->head && a->head == b->head)
        points += x->kind == DIFFERENCE_OF_PLACE ? same_place : same_object;
    return differ(facts, a, b) && fact_names_differ(facts, a, b) ? points - same_object : points;
}

static bool agree(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    return !differ(facts, a, b);
}

/* A report that uses both words of nearly the same may mean both. */
static bool says_both(const struct facts *facts, const uint32_t *members, uint32_t count)
{
    for (uint32_t m = 0; m < count && m < 64; m++) {
        const struct fact *f = &facts->at[members[m]];
        size_t from = members[m] > NEIGHBOURS ? members[m] - NEIGHBOURS : 0;
        for (size_t i = from; i < facts->count && i < members[m] + NEIGHBOURS; i++) {
            const struct fact *other = &facts->at[i];
            bool rival = other->report == f->report && other->keys[0] == f->keys[0] && differ(facts, f, other);
            if (rival && fact_closeness(facts, f, other) >= both_from)
                return true;
        }
    }
    return false;
}

static uint32_t sentence_of(const struct facts *facts, const struct fact *f)
{
    return facts->c->statements.at[f->statement].sentence;
}

/* "Was closed, and is to reopen": what its report says last of a thing that changes, in the same sentence. */
static const struct fact *said_last(const struct facts *facts, uint32_t member)
{
    const struct fact *f = &facts->at[member], *last = f;
    for (size_t i = member + 1; i < facts->count && i < (size_t)member + NEIGHBOURS; i++) {
        const struct fact *other = &facts->at[i];
        if (other->report != f->report || sentence_of(facts, other) != sentence_of(facts, f))
            break;
        if (other->keys[0] == f->keys[0])
            last = other;
    }
    return last;
}

/* What the group's reports say, each fact as its report leaves it.  Returns how many. */
static uint32_t gather_said(const struct facts *facts, const uint32_t *members, uint32_t count, bool changes,
                            const struct fact **said)
{
    uint32_t found = 0, report = UINT32_MAX, of_report = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct fact *f = &facts->at[members[i]], *last = changes ? said_last(facts, members[i]) : f;
        of_report = f->report == report ? of_report + 1 : 0;
        report = f->report;
        if (of_report < PER_REPORT)
            said[found++] = last;
    }
    return found;
}

static void tell_group(const struct facts *facts, struct arena *keep, struct arena scratch, struct difference_list *out,
                       const uint32_t *members, uint32_t count)
{
    const struct comparison *c = facts->c;
    const struct opposite_row *row = facts->at[members[0]].opposite;
    const struct fact **said = arena_new(&scratch, const struct fact *, count), *first = NULL, *other = NULL;
    struct difference d = { .kind = row->kind, .values = arena_new(keep, struct difference_value, count) };
    uint32_t found = gather_said(facts, members, count, row->changes != 0, said);
    for (uint32_t i = 0; i < found; i++) {
        first = first ? first : said[i];
        other = !other && said[i]->report != first->report && differ(facts, first, said[i]) ? said[i] : other;
        d.values[d.count++] = (struct difference_value){ evidence_at(c, said[i]->report, said[i]->at),
                                                         words_at(c, said[i]->report, said[i]->at), NAN, NAN };
    }
    if (!other)
        return;
    int order = when_order(c->reports[first->report]->article.published, c->reports[other->report]->article.published);
    d.label = row->changes > 1 || (row->changes > 0 && order) ? DIFFERENCE_UPDATED : DIFFERENCE_CONFLICT;
    if (d.label == DIFFERENCE_CONFLICT && says_both(facts, members, count))
        return;
    struct span topic = fact_topic(keep, scratch, facts, members, count);
    struct span x = words_at(c, first->report, first->at), y = words_at(c, other->report, other->at);
    d.slot = topic.len ? topic : row->group;
    d.reason =
        arena_printf(keep, "“%.*s” and “%.*s”: %s", (int)x.len, x.at, (int)y.len, y.at,
                     d.label == DIFFERENCE_UPDATED ? "the one may have followed the other" : "not the same is told");
    difference_add(out, keep, scratch, c, d);
}

void opposite_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                          const struct comparison *c, const struct fact_words *words)
{
    struct facts facts = facts_in(&scratch, c, words);
    gather(&facts);
    facts_group(&facts, scratch, relation, agree, enough);
    facts_tell(&facts, keep, scratch, out, tell_group);
}
