#include "annotate/figure_reader.h"

#include "tables/count_word.h"
#include "tables/function_word.h"

bool figure_has(const struct figure_reader *f, uint32_t i, enum count_word role)
{
    if (i >= f->end)
        return false;
    const struct piece_word *word = &f->p.words[f->p.at[i].word];
    const struct count_word_row *row = table_find_hashed(&count_word_table, word->folded, word->hash);
    while (row && !(row->role == (int)role && piece_speaks(&f->p, row->language)))
        row = table_next(&count_word_table, row);
    return row != NULL;
}

bool figure_is_function_word(const struct figure_reader *f, uint32_t i)
{
    if (i >= f->end)
        return false;
    const struct piece_word *word = &f->p.words[f->p.at[i].word];
    const struct function_word_row *row = table_find_hashed(&function_word_table, word->folded, word->hash);
    while (row && !piece_speaks(&f->p, row->language))
        row = table_next(&function_word_table, row);
    return row != NULL;
}

bool figure_inside_date(const struct figure_reader *f, uint32_t *next, uint32_t i)
{
    struct mark at = f->p.at[i].at;
    while (*next < f->dates->count && f->dates->at[*next].at.to <= at.from)
        ++*next;
    if (*next == f->dates->count)
        return false;
    const struct date *d = &f->dates->at[*next];
    return d->type != DATE_DURATION && mark_overlaps(d->at, at);
}
