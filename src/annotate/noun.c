#include "annotate/noun.h"

/* "l'affirmation du maire selon laquelle", "утверждение мэра о том, что": the source stands between the noun and the
 * word that the clause begins with. */
static uint32_t read_genitive(struct finder *f, const struct unit *u, uint32_t i, const struct cue_row *row)
{
    enum { SOURCE_WORDS = 12 };
    const struct view *v = &f->view;
    uint32_t end = v->cue[i].end, that = end;
    while (that < u->end && that < end + SOURCE_WORDS && !v->quoted[that] && v->glue[that] != GLUE_THAT &&
           !(view_is(v, that, SPAN("selon")) && that + 1 < u->end && view_is(v, that + 1, SPAN("laquelle"))))
        that++;
    if (that >= u->end || that >= end + SOURCE_WORDS || v->quoted[that])
        return end;
    struct stretch source = { end, that };
    bool tied = source.first < that && view_has(v, source.first, USE_TIE);
    source = phrase_behind(v, tied ? source.first + 1 : source.first, that);
    while (source.end > source.first && v->glue[source.end - 1] == GLUE_PREPOSITION && !v->mention[source.end - 1])
        source.end--;
    uint32_t first = i > u->first && v->glue[i - 1] == GLUE_POSSESSIVE ? i - 1 : i;
    if (stretch_is_empty(source) && first < i)
        source = (struct stretch){ first, i };
    bool held = source.end == that || v->glue[source.end] == GLUE_PREPOSITION || view_is_comma(v, source.end);
    if (stretch_is_empty(source) || !held)
        return end;
    uint32_t to = clause_content_end(v, that, u->end);
    for (uint32_t k = that; k < to; k++)
        if (view_is_comma(v, k) && !v->quoted[k])
            to = k;
    finding_add(f, source, (struct stretch){ i, end }, (struct stretch){ that, to }, row);
    return that;
}

/* X's claim that CONTENT; the claim by X that CONTENT */
uint32_t noun_read(struct finder *f, const struct unit *u, uint32_t i, const struct cue_row *row)
{
    const struct view *v = &f->view;
    const struct cue_at *cue = &v->cue[i];
    uint32_t next = cue->end;
    if (!f->is_english)
        return read_genitive(f, u, i, row);
    struct stretch by = { i, i };
    if (next < u->end && view_is(v, next, SPAN("by"))) {
        by = phrase_behind(v, next + 1, u->end);
        next = by.end;
    }
    bool clause = next < u->end &&
                  (v->glue[next] == GLUE_THAT || (v->glue[next] == GLUE_INFINITIVE && clause_takes(row, 'i')));
    if (!clause || (v->glue[next] == GLUE_THAT && v->quoted[next]))
        return cue->end;
    struct stretch source = by, cue_part = { i, cue->end };
    for (uint32_t k = i; k > u->first && k + 4 > i && stretch_is_empty(by); k--) {
        if (view_is(v, k - 1, SPAN("'s")) || view_is_text(v, k - 1, SPAN("’")) || view_is_text(v, k - 1, SPAN("'"))) {
            source = phrase_before(v, k - 1, u->first);
            cue_part.first = k;
            break;
        }
        if (v->glue[k - 1] == GLUE_POSSESSIVE) {
            source = (struct stretch){ k - 1, k };
            cue_part.first = k;
            break;
        }
        if (v->glue[k - 1] != GLUE_NONE && v->glue[k - 1] != GLUE_ADVERB)
            break;
    }
    if (v->glue[next] != GLUE_THAT && stretch_is_empty(source))
        return cue->end;
    finding_add(f, source, cue_part, (struct stretch){ next, clause_content_end(v, next, u->end) }, row);
    return next;
}

/* The row that takes the same word as a noun, or NULL. */
const struct cue_row *noun_row(const struct finder *f, const struct cue_row *row)
{
    while (row && !(row->form == CUE_NOUN && lexicon_speaks(row->language, f->view.language)))
        row = table_next(&cue_table, row);
    return row;
}
