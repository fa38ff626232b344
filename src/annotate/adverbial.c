#include "annotate/adverbial.h"

#include "annotate/field.h"

static bool is_listed(const struct view *v, struct span word)
{
    for (const struct cue_row *row = table_find(&cue_table, word); row; row = table_next(&cue_table, row))
        if (row->form == CUE_NOUN && lexicon_speaks(row->language, v->language))
            return true;
    return false;
}

/* "Angaben", "Polizeiangaben": the noun, or the end of a compound, tells of a statement. */
static bool tells(const struct view *v, uint32_t i)
{
    enum { LEAST_END = 6, LONGEST_END = 24, LEAST_BEFORE = 3 };
    if (!(v->tokens->at[i].shape & TOKEN_CAPITAL) && !v->mention[i])
        return false;
    struct span word = token_folded(v->tokens, i);
    size_t from = word.len > LONGEST_END ? word.len - LONGEST_END : 0;
    if (is_listed(v, word))
        return true;
    for (from = from < LEAST_BEFORE ? LEAST_BEFORE : from; from + LEAST_END <= word.len; from++)
        if (is_listed(v, span_from(word, from)))
            return true;
    return false;
}

/* Whether the first noun of the phrase tells of a statement. */
static bool phrase_tells(const struct view *v, struct stretch s)
{
    for (uint32_t i = s.first; i < s.end; i++)
        if (view_is_word(v, i) && (v->tokens->at[i].shape & TOKEN_CAPITAL) && v->glue[i] == GLUE_NONE) {
            if (tells(v, i))
                return true;
            bool adjective = i + 1 < s.end && (v->tokens->at[i + 1].shape & TOKEN_CAPITAL) && i == s.first;
            if (!adjective)
                return false;
        }
    return false;
}

/* Where the statement begins that the adverbial at i stands in: the sentence, or its clause where clauses stand before
 * it that have their own verb. */
static uint32_t statement_from(const struct finder *f, const struct unit *u, uint32_t i)
{
    const struct view *v = &f->view;
    uint32_t clause = field_begin(v, i, u->first), from = u->first > f->taken ? u->first : f->taken;
    struct stretch before = { u->first, clause > u->first ? clause - 1 : u->first }, inner = { clause, i };
    bool own = field_has_main_verb(v, inner) && field_has_main_verb(v, before);
    if (f->taken > i)
        return clause;
    return own && clause > from ? clause : from < i ? from : i;
}

/* Behind a relative clause or an apposition of the source that is parted by commas. */
static uint32_t behind_addition(const struct view *v, uint32_t i, uint32_t end)
{
    while (i + 1 < end && view_is_comma(v, i)) {
        uint32_t to = i + 1;
        while (to < end && !field_breaks(v, to))
            to++;
        bool relative = field_opening(v, i + 1) == OPENING_RELATIVE;
        bool apposition = nominal_behind(v, i + 1, to).end == to;
        if (to >= end || !view_is_comma(v, to) || !(relative || apposition))
            break;
        i = to;
    }
    return i;
}

/* What stands before and behind the adverbial [first, end) is the content. */
static void add_around(struct finder *f, const struct unit *u, struct stretch source, struct stretch cue,
                       struct stretch adverbial, const struct cue_row *row)
{
    const struct view *v = &f->view;
    uint32_t from = statement_from(f, u, adverbial.first);
    struct stretch before = { from, adverbial.first }, behind = { adverbial.end, u->end };
    if (behind.first < u->end)
        behind.end = clause_content_end(v, behind.first, u->end);
    bool leads = clause_words(v, before) < 1 || (clause_words(v, before) == 1 && clause_is_coordinator(v, from));
    struct found *found = finding_add(f, source, cue, leads ? behind : before, row);
    if (found && !leads)
        finding_add_piece(f, found, behind);
}

static const struct cue_row *row_of(const struct view *v, uint32_t i, enum cue_form form)
{
    const struct cue_row *row = v->cue[i].row;
    while (row && !(row->form == (int)form && lexicon_speaks(row->language, v->language)))
        row = table_next(&cue_table, row);
    return row;
}

/* "laut X", "nach Angaben von X" */
static uint32_t read_before(struct finder *f, const struct unit *u, uint32_t i, const struct cue_row *row)
{
    const struct view *v = &f->view;
    uint32_t end = v->cue[i].end;
    struct stretch source = nominal_behind(v, end, u->end);
    if (stretch_is_empty(source) || (clause_takes(row, 's') && !phrase_tells(v, source)))
        return end;
    struct stretch adverbial = { i, behind_addition(v, source.end, u->end) };
    add_around(f, u, source, (struct stretch){ i, end }, adverbial, row);
    return source.end;
}

/* "X zufolge", "ihrer Meinung nach" */
static uint32_t read_behind(struct finder *f, const struct unit *u, uint32_t i, const struct cue_row *row)
{
    const struct view *v = &f->view;
    uint32_t end = v->cue[i].end;
    struct stretch source = nominal_before(v, i, u->first);
    if (clause_takes(row, 'a'))
        source = (struct stretch){ i, end };
    bool says = v->glue[source.first] == GLUE_POSSESSIVE && phrase_tells(v, source);
    if (stretch_is_empty(source) || (clause_takes(row, 's') && !says))
        return end;
    add_around(f, u, source, (struct stretch){ i, end }, (struct stretch){ source.first, end }, row);
    return end;
}

/* "..., so X[, ...]" */
static uint32_t read_so(struct finder *f, const struct unit *u, uint32_t i, const struct cue_row *row)
{
    const struct view *v = &f->view;
    uint32_t end = v->cue[i].end;
    struct stretch source = nominal_behind(v, end, u->end);
    bool set_off = i > u->first && (view_is_comma(v, i - 1) || v->quoted[i - 1] || view_is_dash(v, i - 1));
    if (!set_off || stretch_is_empty(source) || (source.end < u->end && field_is_finite(v, source.end)))
        return end;
    struct stretch said = finding_left(f, u, i);
    struct found *found = finding_add(f, source, (struct stretch){ i, end }, said, row);
    uint32_t behind = source.end;
    while (behind < u->end && !field_breaks(v, behind))
        behind++;
    bool goes_on = behind + 1 < u->end && view_is_comma(v, behind) &&
                   field_opening(v, behind + 1) != OPENING_RELATIVE && !clause_is_coordinator(v, behind + 1);
    if (found && goes_on)
        finding_add_piece(f, found, (struct stretch){ behind, clause_content_end(v, behind + 1, u->end) });
    return source.end;
}

uint32_t adverbial_read(struct finder *f, const struct unit *u, uint32_t i)
{
    const struct cue_row *before = row_of(&f->view, i, CUE_BEFORE), *after = row_of(&f->view, i, CUE_AFTER);
    size_t count = f->count;
    uint32_t next = f->view.cue[i].end;
    if (before)
        next = read_before(f, u, i, before);
    if (f->count == count && after)
        next = clause_takes(after, 'r') ? read_so(f, u, i, after) : read_behind(f, u, i, after);
    return next;
}

/* "die Behauptung des Ministers, dass ...", "seine Forderung, die Brücke zu schließen" */
void adverbial_noun(struct finder *f, const struct unit *u, uint32_t i)
{
    const struct view *v = &f->view;
    uint32_t first = i;
    while (first > u->first && (v->glue[first - 1] == GLUE_ARTICLE || v->glue[first - 1] == GLUE_POSSESSIVE))
        first--;
    struct stretch phrase = nominal_behind(v, i, u->end);
    uint32_t end = phrase.end > i + 1 ? phrase.end : i + 1;
    struct stretch source = { i + 1, end };
    if (source.first < end && (v->glue[i + 1] == GLUE_PREPOSITION))
        source.first++;
    if (stretch_is_empty(source) && first < i && v->glue[first] == GLUE_POSSESSIVE)
        source = (struct stretch){ first, first + 1 };
    uint32_t begin = field_begin(v, i, u->first);
    struct stretch subject = nominal_behind(v, begin, first);
    if (stretch_is_empty(source) && subject.end < first && field_is_finite(v, subject.end))
        source = subject;
    bool clause = end + 1 < u->end && view_is_comma(v, end) && field_content(v, end, u->end) == end + 1;
    if (stretch_is_empty(source) || !clause)
        return;
    uint32_t to = end + 1;
    while (to < u->end && !(view_is_comma(v, to) && to + 1 < u->end && field_is_finite(v, to + 1)))
        to++;
    finding_add(f, source, (struct stretch){ first, i + 1 }, (struct stretch){ end + 1, to }, v->cue[i].row);
}
