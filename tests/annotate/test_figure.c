#include <math.h>

#include "annotate/figure_find.h"
#include "split_text.h"

/* ">=144", "<=5", "10..15", "44". */
static void put_value(struct buffer *out, const struct figure *g)
{
    if (isinf(g->high)) {
        buffer_text(out, ">=");
        buffer_double(out, g->low);
    } else if (isinf(g->low)) {
        buffer_text(out, "<=");
        buffer_double(out, g->high);
    } else if (g->approximate) {
        buffer_text(out, "~");
        buffer_double(out, g->value);
    } else if (g->low < g->high) {
        buffer_double(out, g->low);
        buffer_text(out, "..");
        buffer_double(out, g->high);
    } else {
        buffer_double(out, g->value);
    }
}

static void print_figures(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                          const struct case_options *options)
{
    struct split_text s = split_text(keep, scratch, input, options);
    s.notes.dates = date_find(keep, scratch, &s.article, &s.notes, &s.pieces);
    struct figures figures = figure_find(keep, scratch, &s.notes, &s.pieces);
    for (uint32_t i = 0; i < figures.count; i++) {
        const struct figure *g = &figures.at[i];
        struct span words = mark_span(input, g->at), of = mark_span(input, g->of);
        buffer_printf(out, "figure %u-%u \"%.*s\" ", g->at.from, g->at.to, (int)words.len, words.at);
        put_value(out, g);
        buffer_printf(out, " %.*s%s%s", (int)g->unit.len, g->unit.len ? g->unit.at : "", g->unit.len ? " " : "",
                      dimension_label(g->dimension));
        if (of.len)
            buffer_printf(out, " of \"%.*s\"", (int)of.len, of.at);
        if (g->state)
            buffer_printf(out, " %s", figure_state_label((enum figure_state)g->state));
        if (g->change)
            buffer_printf(out, " change %s", figure_change_label((enum figure_change)g->change));
        buffer_byte(out, '\n');
    }
    if (!figures.count)
        buffer_text(out, "none\n");
}

/* Texts that would take minutes if a finder looked at what follows again and again. */
static void test_repeated(void)
{
    static const char *const pieces[] = { "thousand ", "1 ", "-", "(", "a ", "the ", "one million ", "to 5 ",
                                          "May ", "every " };
    struct region keep = test_region(), scratch = test_region();
    struct case_options options = { .count = 0 };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buffer text = buffer_in(&keep.arena);
        for (int k = 0; k < 20000; k++)
            buffer_text(&text, pieces[i]);
        struct split_text s = split_text(&keep.arena, scratch.arena, buffer_span(&text), &options);
        struct figures found = figure_find(&keep.arena, scratch.arena, &s.notes, &s.pieces);
        bool ordered = true;
        for (uint32_t k = 1; k < found.count; k++)
            ordered &= found.at[k - 1].at.to <= found.at[k].at.from;
        check(ordered, pieces[i]);
        region_reset(&keep, 1 << 20);
    }
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    test_repeated();
    case_run(CASES "/annotate/figure.txt", print_figures);
    case_run(CASES "/annotate/figure_en.txt", print_figures);
    case_run(CASES "/annotate/figure_fr.txt", print_figures);
    case_run(CASES "/annotate/figure_de.txt", print_figures);
    case_run(CASES "/annotate/figure_es.txt", print_figures);
    case_run(CASES "/annotate/figure_ru.txt", print_figures);
    case_run(CASES "/annotate/figure_uk.txt", print_figures);
    return tap_end();
}
