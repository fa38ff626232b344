#include <math.h>

#include "base/hash.h"
#include "compare/difference_fact.h"
#include "compare/differences.h"
#include "text/normal.h"

/* Telephone numbers, flights, cases: numbers that name.  Long ones meet by their digits; short ones only by the
 * word before them ("flight 302"). */
static const float same_digits = 0.6f, near_digits = 0.42f, enough = 0.55f;

enum { DIGITS_MAX = 24, LONG_FROM = 6, STEM_DIGITS = 4, PER_REPORT = 2 };

static struct span digits_at(const struct comparison *c, uint32_t report, struct mark at, char *room)
{
    struct span text = words_at(c, report, at);
    size_t count = 0;
    for (size_t i = 0; i < text.len && count < DIGITS_MAX; i++)
        if (byte_is_digit(text.at[i]))
            room[count++] = text.at[i];
    return (struct span){ room, count };
}

static void take(struct facts *facts, uint32_t statement, uint32_t figure)
{
    const struct comparison *c = facts->c;
    uint32_t r = c->statements.at[statement].report;
    const struct annotations *notes = &c->reports[r]->notes;
    const struct figure *f = &notes->figures.at[figure];
    char room[DIGITS_MAX];
    struct span digits = digits_at(c, r, f->at, room);
    if (f->dimension != DIMENSION_IDENTIFIER || digits.len < LONG_FROM)
        return;
    struct fact fact = { .report = r,
                         .statement = statement,
                         .at = f->at,
                         .number = figure,
                         .subject = UINT32_MAX,
                         .token = token_at(&notes->tokens, f->at.from),
                         .token_end = token_at(&notes->tokens, f->at.to - 1) + 1 };
    /* a digit that is wrong or missing leaves the begin or the end as it is */
    fact_add_key(&fact, hash_seeded(span_cut(digits, 0, STEM_DIGITS), 1));
    fact_add_key(&fact, hash_seeded(span_from(digits, digits.len - STEM_DIGITS), 2));
    fact_add(facts, fact);
}

static unsigned distance(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    char x[DIGITS_MAX], y[DIGITS_MAX];
    return text_distance(digits_at(facts->c, a->report, a->at, x), digits_at(facts->c, b->report, b->at, y), 2);
}

static float relation(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    unsigned apart = distance(facts, a, b);
    if (apart > 1)
        return 0;
    return (apart ? near_digits : same_digits) + fact_closeness(facts, a, b);
}

static bool agree(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    return distance(facts, a, b) == 0;
}

static void tell_group(const struct facts *facts, struct arena *keep, struct arena scratch, struct difference_list *out,
                       const uint32_t *members, uint32_t count)
{
    const struct comparison *c = facts->c;
    const struct fact *first = &facts->at[members[0]];
    struct difference d = { .kind = DIFFERENCE_OF_FIGURE,
                            .label = DIFFERENCE_AGREE,
                            .values = arena_new(keep, struct difference_value, count) };
    uint32_t report = UINT32_MAX, of_report = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct fact *f = &facts->at[members[i]];
        char room[DIGITS_MAX];
        struct span x = words_at(c, first->report, first->at), y = words_at(c, f->report, f->at);
        if (d.label == DIFFERENCE_AGREE && distance(facts, first, f)) {
            d.label = DIFFERENCE_CONFLICT;
            d.reason =
                arena_printf(keep, "“%.*s” and “%.*s”: one digit is not the same", (int)x.len, x.at, (int)y.len, y.at);
        }
        of_report = f->report == report ? of_report + 1 : 0;
        report = f->report;
        struct span digits = arena_copy(keep, digits_at(c, f->report, f->at, room));
        if (of_report < PER_REPORT)
            d.values[d.count++] = (struct difference_value){ evidence_at(c, f->report, f->at), digits, NAN, NAN };
    }
    struct span topic = fact_topic(keep, scratch, facts, members, count);
    d.slot = topic.len ? arena_printf(keep, "number: %.*s", (int)topic.len, topic.at) : SPAN("number");
    difference_add(out, keep, scratch, c, d);
}

void identifier_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                            const struct comparison *c, const struct fact_words *words)
{
    struct facts facts = facts_in(&scratch, c, words);
    facts_each_figure(&facts, take);
    facts_group(&facts, scratch, relation, agree, enough);
    facts_tell(&facts, keep, scratch, out, tell_group);
}
