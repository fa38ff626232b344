/* Figures of any bytes: sorted by place, never overlapping, inside the text, and with ordered bounds.  The first
 * byte chooses the language. */
#include "annotate/date_find.h"
#include "annotate/figure_find.h"
#include "annotate/piece.h"
#include "annotate/split.h"
#include "fuzz.h"

static const char *const languages[] = { "en", "fr", "de", "es", "ru", "uk", "it", "" };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    if (!size)
        return 0;
    struct article a = { .text = { (const char *)data + 1, size - 1 }, .language = span_of(languages[data[0] % 8]) };
    struct block block = { .at = { 0, (uint32_t)a.text.len }, .kind = BLOCK_PARAGRAPH };
    a.blocks = (struct blocks){ &block, 1 };
    struct annotations notes = { 0 };
    split_blocks(keep, fuzz_scratch(), &a, &notes);
    struct pieces pieces = piece_split(keep, a.text, &notes.tokens, a.language);
    notes.dates = date_find(keep, fuzz_scratch(), &a, &notes, &pieces);
    struct figures figures = figure_find(keep, fuzz_scratch(), &notes, &pieces);
    uint32_t behind = 0;
    for (uint32_t i = 0; i < figures.count; i++) {
        const struct figure *g = &figures.at[i];
        assert(g->at.from >= behind && g->at.from < g->at.to && g->at.to <= a.text.len);
        assert(mark_holds(g->at, g->number) && g->of.from <= g->of.to && g->of.to <= a.text.len);
        assert(g->low <= g->high && g->factor > 0 && g->dimension < DIMENSION_TOTAL);
        assert(g->event.from <= g->event.to && g->event.to <= a.text.len && (g->state != 0) == (g->event.to != 0));
        assert(g->state < FIGURE_STATE_TOTAL && g->change < FIGURE_CHANGE_TOTAL);
        behind = g->at.to;
    }
    return 0;
}
