#include "compare/difference_figure.h"

#include <math.h>

#include "base/hash.h"
#include "base/map.h"
#include "compare/difference_opposite.h"
#include "compare/difference_scope.h"
#include "news/word_tag.h"
#include "tables/concept.h"
#include "tables/measure_word.h"

enum { SEVERAL = INT32_MAX, NOUN_REACH = 5, BEARING_REACH = 3, APART_BYTES = 12, THINGS_MAX = FACT_KEYS - 3, PEOPLE = 1 };

static const struct concept_row *concept_of(const struct report *report, uint32_t token)
{
    struct span word = token_folded(&report->notes.tokens, token);
    const struct concept_row *row = table_find(&concept_table, word);
    while (row && report->article.language.len && !span_equal(row->language, report->article.language))
        row = table_next(&concept_table, row);
    return row;
}

/* "people", "victims": nobody in particular. */
static bool is_anybody(const struct report *report, uint32_t token)
{
    const struct concept_row *row = concept_of(report, token);
    return row && (span_equal(row->concept, SPAN("person")) || span_equal(row->concept, SPAN("victim")));
}

static bool heads_first(struct span language)
{
    return span_equal(language, SPAN("fr")) || span_equal(language, SPAN("es"));
}

/* What is counted where annotate did not tell: "three other automatic rifles".  By parts of speech, up to the
 * first noun behind which none stands. */
static struct mark noun_behind(const struct report *report, const struct figure *f)
{
    const struct tokens *tokens = &report->notes.tokens;
    const uint8_t *tags = report->notes.tags;
    uint32_t first = token_at(tokens, f->at.to), noun = UINT32_MAX;
    if (!tags || f->dimension != DIMENSION_COUNT)
        return f->of;
    for (uint32_t i = first; i < tokens->count && i < first + NOUN_REACH; i++) {
        bool is_noun = tags[i] >= WORD_TAG_NN && tags[i] <= WORD_TAG_NNPS;
        bool describes =
            tags[i] == WORD_TAG_JJ || tags[i] == WORD_TAG_JJR || tags[i] == WORD_TAG_VBN || tags[i] == WORD_TAG_CD;
        if (tokens->at[i].kind == TOKEN_PUNCTUATION || (!is_noun && (!describes || noun != UINT32_MAX)))
            break;
        noun = is_noun ? i : noun;
    }
    return noun == UINT32_MAX ? f->of : (struct mark){ tokens->at[first].at.from, tokens->at[noun].at.to };
}

/* "Arrested three times" counts no people. */
static bool is_measure(const struct report *report, struct mark of)
{
    const struct tokens *tokens = &report->notes.tokens;
    if (of.to <= of.from)
        return false;
    const struct measure_word_row *row =
        table_find(&measure_word_table, token_folded(tokens, token_at(tokens, of.to - 1)));
    while (row && report->article.language.len && !span_equal(row->language, report->article.language))
        row = table_next(&measure_word_table, row);
    return row != NULL;
}

/* Each content word of what is counted is a key, the noun itself is the head. */
static void take_things(struct fact *f, const struct comparison *c, const struct figure *figure, struct mark of,
                        uint64_t base)
{
    const struct report *report = c->reports[f->report];
    const struct tokens *tokens = &report->notes.tokens;
    bool anybody = false;
    if (of.to <= of.from)
        return;
    for (uint32_t i = token_at(tokens, of.from); i < tokens->count && tokens->at[i].at.to <= of.to; i++) {
        uint64_t key = c->words[f->report][i].key;
        bool event = mark_holds(figure->event, tokens->at[i].at);
        if (!key || event)
            continue;
        bool person = is_anybody(report, i);
        anybody |= person;
        if (person)
            fact_add_key(f, hash_mix(base, PEOPLE)); /* "passengers" and "people" may be the same ones */
        if (f->key_count < THINGS_MAX)
            fact_add_key(f, hash_mix(base, person ? tokens->at[i].stem : key));
        if (!person && (!f->head || !heads_first(report->article.language)))
            f->head = key;
    }
    if (anybody)
        f->head = 0;
}

/* The person whose age it is: "Jane Roe, 40,", "40-year-old Jane Roe". */
static uint32_t owner_of(const struct comparison *c, uint32_t r, const struct figure *f, uint32_t first, uint32_t end)
{
    const struct annotations *notes = &c->reports[r]->notes;
    uint32_t low = 0, high = notes->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (notes->mentions.at[middle].at.from < f->at.from)
            low = middle + 1;
        else
            high = middle;
    }
    if (low && first) {
        const struct mention *before = &notes->mentions.at[low - 1];
        uint32_t last = token_at(&notes->tokens, before->at.to - 1);
        bool comma = notes->tokens.at[first - 1].kind == TOKEN_PUNCTUATION;
        if (before->type == ENTITY_PERSON && comma && first - last == 2)
            return name_of(c, r, before->entity);
    }
    if (low == notes->mentions.count || notes->mentions.at[low].type != ENTITY_PERSON)
        return UINT32_MAX;
    /* right behind, but for a comma: "the 40-year-old Jane Roe", "a 40-year-old driver, Jane Roe" */
    uint32_t begin = token_at(&notes->tokens, notes->mentions.at[low].at.from);
    bool comma = end < notes->tokens.count && notes->tokens.at[end].kind == TOKEN_PUNCTUATION;
    return begin <= end + comma ? name_of(c, r, notes->mentions.at[low].entity) : UINT32_MAX;
}

static bool is_dated(const struct report *report, const struct figure *f)
{
    const struct dates *dates = &report->notes.dates;
    uint32_t low = 0, high = dates->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (dates->at[middle].at.to <= f->number.from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < dates->count && mark_overlaps(dates->at[low].at, f->number) && dates->at[low].type != DATE_DURATION;
}

/* "Nearly 235,000" is no 250,000: a rough number is as rough as the last digit that was said. */
static void narrow(struct fact *fact, const struct figure *f)
{
    double half = interval_rounding(f->value) * 2 * (f->factor != 0 ? f->factor : 1);
    if (!f->approximate || isinf(fact->low) || isinf(fact->high))
        return;
    fact->low = fmax(fact->low, fact->said - half);
    fact->high = fmin(fact->high, fact->said + half);
}

/* The first date of the statement that names a day or a month, or UINT32_MAX. */
static uint32_t date_beside(const struct report *report, const struct statement *s, struct mark at)
{
    const struct dates *dates = &report->notes.dates;
    uint32_t low = 0, high = dates->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (dates->at[middle].at.from < s->at.from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < dates->count && dates->at[low].at.to <= s->at.to; low++)
        if (dates->at[low].when.precision >= WHEN_MONTH && !mark_overlaps(dates->at[low].at, at))
            return low;
    return UINT32_MAX;
}

/* "150 miles west of the port": the words reach as far as the direction. */
static const struct opposite_row *bearing_of(const struct report *report, struct fact *f)
{
    const struct tokens *tokens = &report->notes.tokens;
    for (uint32_t i = f->token_end; i < tokens->count && i < f->token_end + BEARING_REACH; i++) {
        const struct opposite_row *row = opposite_at(report, i);
        if (tokens->at[i].kind == TOKEN_PUNCTUATION)
            return NULL;
        if (!row || row->kind != DIFFERENCE_OF_PLACE)
            continue;
        f->at.to = tokens->at[i].at.to;
        f->token_end = i + 1;
        return row;
    }
    return NULL;
}

static void take_figure(struct facts *facts, uint32_t statement, uint32_t figure)
{
    const struct comparison *c = facts->c;
    uint32_t r = c->statements.at[statement].report;
    const struct report *report = c->reports[r];
    const struct figure *f = &report->notes.figures.at[figure];
    if (f->dimension == DIMENSION_IDENTIFIER || is_dated(report, f))
        return;
    const struct tokens *tokens = &report->notes.tokens;
    struct fact fact = { .report = r,
                         .statement = statement,
                         .number = figure,
                         .subject = UINT32_MAX,
                         .low = figure_base(f, f->low),
                         .high = figure_base(f, f->high),
                         .said = figure_base(f, f->value) };
    narrow(&fact, f);
    fact.date = date_beside(report, &c->statements.at[statement], f->at);
    struct mark of = f->of.to > f->of.from ? f->of : noun_behind(report, f);
    fact.at = f->at;
    if (of.to > of.from && of.from >= f->at.to && of.from - f->at.to < APART_BYTES) /* "three other rifles" */
        fact.at.to = of.to;
    fact.token = token_at(tokens, f->at.from);
    fact.token_end = token_at(tokens, fact.at.to - 1) + 1;
    fact.slot = f->dimension == DIMENSION_COUNT ? table_find(&slot_table, span_of(figure_state_label(f->state))) : NULL;
    if (f->dimension == DIMENSION_COUNT && f->value == 1 && !fact.slot) /* as good as an article */
        return;
    fact.scope = scope_of(report, c->words[r], figure, fact.token, fact.token_end);
    if (fact.slot && is_measure(report, of))
        fact.slot = NULL;
    uint64_t base = hash_mix(f->dimension, f->dimension == DIMENSION_MONEY ? hash_span(f->unit) : 0);
    if (f->dimension == DIMENSION_AGE)
        fact.subject = owner_of(c, r, f, fact.token, fact.token_end);
    take_things(&fact, c, f, of, base);
    fact.thing_count = fact.key_count;
    if (fact.slot)
        fact_add_key(&fact, hash_mix(base, table_index(&slot_table, fact.slot) + 1));
    if (f->dimension != DIMENSION_COUNT)
        fact_add_key(&fact, base);
    int64_t rounded = (int64_t)fmax(-1e15, fmin(1e15, fact.said * 8));
    fact_add_key(&fact, hash_mix(base, (uint64_t)rounded));
    fact.opposite = f->dimension == DIMENSION_LENGTH ? bearing_of(report, &fact) : NULL;
    fact_add(facts, fact);
}

static uint64_t of_report(const struct fact *f, uint64_t what) { return hash_mix(f->report, what); }

/* What a report gives only one value of, and what value it gives only once.  Of several dead, those that it tells of
 * first are the story's; others may be of what happened before. */
static void mark_sole(struct facts *facts, struct arena scratch)
{
    struct map times = map_in(&scratch, facts->count), values = map_in(&scratch, facts->count);
    struct map firsts = map_in(&scratch, facts->count);
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < facts->count; i++) {
            struct fact *f = &facts->at[i];
            uint64_t thing = f->slot ? table_index(&slot_table, f->slot) + 1 : 0;
            for (uint32_t k = 0; k < f->thing_count && (f->head || !f->slot); k++)
                thing += f->keys[k]; /* in any order */
            uint32_t *time = map_at(&times, of_report(f, f->keys[f->key_count - 1]), NULL);
            uint32_t *value = map_at(&values, of_report(f, hash_mix(thing, fact_figure(facts, f)->dimension)), NULL);
            uint32_t *first = map_at(&firsts, of_report(f, hash_mix(thing, fact_figure(facts, f)->dimension)), NULL);
            if (pass == 0) {
                ++*time;
                *first = *first ? *first : i + 1;
                bool same = !*value || (*value != SEVERAL && facts->at[*value - 1].said == f->said);
                *value = same ? i + 1 : SEVERAL;
            } else {
                f->sole = *time == 1;
                f->several = *value == SEVERAL && (f->head || facts->at[*first - 1].said != f->said);
            }
        }
}

void figure_facts(struct facts *facts, struct arena scratch)
{
    facts_each_figure(facts, take_figure);
    mark_sole(facts, scratch);
}
