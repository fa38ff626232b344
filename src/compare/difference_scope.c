#include "compare/difference_scope.h"

#include "tables/scope_word.h"

enum { BEFORE = 4, BEHIND = 6, BETWEEN_PARTS = 3, WHOLE_AWAY = 12, BESIDE_BYTES = 120 };

static const struct scope_word_row *row_of(const struct report *report, uint32_t token)
{
    const struct scope_word_row *row = table_find(&scope_word_table, token_folded(&report->notes.tokens, token));
    while (row && report->article.language.len && !span_equal(row->language, report->article.language))
        row = table_next(&scope_word_table, row);
    return row;
}

static uint32_t kind_at(const struct report *report, uint32_t token)
{
    const struct scope_word_row *row = row_of(report, token);
    return row ? 1u << row->kind : 0;
}

static const uint32_t before_only = 1u << SCOPE_PART;
static const uint32_t beside_only = 1u << SCOPE_REST;
static const uint32_t taken_from = 1u << SCOPE_WHOLE;

/* Up to another number or the end of the sentence. */
static uint32_t look(const struct report *report, uint32_t first, uint32_t end)
{
    const struct tokens *tokens = &report->notes.tokens;
    uint32_t found = 0;
    for (uint32_t away = 1; away <= BEFORE && first >= away; away++) {
        const struct token *t = &tokens->at[first - away];
        if (t->kind == TOKEN_NUMBER || (t->kind == TOKEN_PUNCTUATION && !(t->shape & TOKEN_QUOTE) && away > 1))
            break;
        uint32_t kind = kind_at(report, first - away);
        found |= away == 1 ? kind : kind & ~beside_only;
    }
    for (uint32_t away = 0; away < BEHIND && end + away < tokens->count; away++) {
        const struct token *t = &tokens->at[end + away];
        if (t->kind == TOKEN_NUMBER || (t->kind == TOKEN_PUNCTUATION && !(t->shape & TOKEN_QUOTE)))
            break;
        uint32_t kind = kind_at(report, end + away);
        found |= (away <= 1 ? kind : kind & ~beside_only) & ~before_only;
    }
    return found;
}

/* "12 Somali and 11 Yemeni pirates": two counts that only a joining word parts, of which one alone names what
 * is counted, are parts of one number. */
static bool is_joined(const struct report *report, const struct word *words, const struct figure *a,
                      const struct figure *b)
{
    const struct tokens *tokens = &report->notes.tokens;
    bool counts = a->dimension == DIMENSION_COUNT && b->dimension == DIMENSION_COUNT && a->state == b->state;
    bool both_named = a->of.to > a->of.from && b->of.to > b->of.from;
    if (!counts || both_named || a->at.to > b->at.from)
        return false;
    uint32_t from = token_at(tokens, a->at.to), to = token_at(tokens, b->at.from);
    bool joins = false;
    if (to - from > BETWEEN_PARTS)
        return false;
    for (uint32_t i = from; i < to; i++) {
        if (tokens->at[i].kind != TOKEN_WORD)
            return false;
        joins |= words[i].opens == CLAUSE_COORDINATE;
    }
    return joins;
}

/* "Of the 23 who were held, 12 ...": the number before it is a whole that this one is taken out of. */
static bool is_taken_out(const struct report *report, const struct figure *whole, const struct figure *f)
{
    const struct tokens *tokens = &report->notes.tokens;
    uint32_t first = token_at(tokens, whole->at.from), to = token_at(tokens, f->at.from);
    bool counts = f->dimension == DIMENSION_COUNT && whole->dimension == DIMENSION_COUNT && whole->value > f->value;
    if (!counts || to - first > WHOLE_AWAY)
        return false;
    for (uint32_t away = 1; away <= 2 && away <= first; away++) {
        bool begins = (tokens->at[first - away].shape & TOKEN_CAPITAL) != 0;
        if (begins && (kind_at(report, first - away) & taken_from))
            return true;
    }
    return false;
}

uint32_t scope_of(const struct report *report, const struct word *words, uint32_t figure, uint32_t first, uint32_t end)
{
    const struct figures *figures = &report->notes.figures;
    const struct figure *f = &figures->at[figure];
    const struct figure *before = figure ? f - 1 : NULL, *behind = figure + 1 < figures->count ? f + 1 : NULL;
    uint32_t found = look(report, first, end) & ~taken_from;
    bool beside_another = before && before->state == f->state && f->at.from - before->at.to < BESIDE_BYTES;
    if (!beside_another)
        found &= ~beside_only;
    if (before && (is_joined(report, words, before, f) || is_taken_out(report, before, f)))
        found |= 1u << SCOPE_PART;
    if (behind && is_joined(report, words, f, behind))
        found |= 1u << SCOPE_PART;
    return found;
}

static const uint32_t areas = 1u << SCOPE_CITY | 1u << SCOPE_REGION | 1u << SCOPE_COUNTRY | 1u << SCOPE_WORLD;
static const uint32_t portions =
    1u << SCOPE_PART | 1u << SCOPE_REST | 1u << SCOPE_SERIOUS | 1u << SCOPE_SLIGHT | 1u << SCOPE_DAY | 1u << SCOPE_YEAR;

bool scope_differs(uint32_t a, uint32_t b)
{
    if ((a ^ b) & portions)
        return true;
    return (a & areas) && (b & areas) && !(a & b & areas);
}

const char *scope_text(uint32_t scope, uint32_t other)
{
    static const char *const labels[] = {
#define SCOPE_AS_TEXT(name, label) label,
        SCOPES(SCOPE_AS_TEXT)
    };
    uint32_t own = scope & ~other & (areas | portions | 1u << SCOPE_TOTAL);
    for (uint32_t i = 1; i < SCOPE_COUNT; i++)
        if (own >> i & 1)
            return labels[i];
    return "all";
}
