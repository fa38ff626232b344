#include "annotate/date_told.h"

#include "annotate/date_resolve.h"

static int64_t told_day(const struct date_reader *f) { return f->has_told_day ? f->told_day : f->today; }

int64_t date_base(const struct date_reader *f, const struct time_word_row *shift)
{
    return shift && span_equal(shift->code, SPAN("R")) ? told_day(f) : f->today;
}

/* "in the morning", "later in the day", where the sentence or the one before named a day. */
static bool match_part(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    date_take(f, &i, TIME_ARTICLE);
    const struct time_word_row *part = date_take(f, &i, TIME_PART);
    if (!date_speaks(f, "en") || !part || !f->has_told_day || !begin || !piece_is(&f->p, begin - 1, SPAN("in")))
        return false;
    m->end = i;
    m->date.relative = true;
    date_set_day(&m->date, f->told_day);
    date_add_part(&m->date, part->code);
    return true;
}

bool date_match_told(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    const struct time_word_row *row = date_take(f, &i, TIME_TOLD);
    if (!row && date_take(f, &i, TIME_ARTICLE))
        row = date_take(f, &i, TIME_TOLD);
    if (!row)
        return match_part(f, m, begin);
    m->end = i;
    m->date.relative = true;
    bool year = span_equal(row->code, SPAN("Y"));
    if (year && (f->told_year || f->known))
        date_set_year(&m->date, (f->told_year ? f->told_year : f->now.year) + (int)row->value);
    else if (!year && (f->has_told_day || f->known))
        date_set_day(&m->date, told_day(f) + (int64_t)row->value);
    if (!year && row->code.len == 2)
        date_add_part(&m->date, row->code);
    return true;
}
