#include "annotate/annotate.h"

#include "annotate/attribution_find.h"
#include "annotate/date_find.h"
#include "annotate/figure_find.h"
#include "annotate/mention_find.h"
#include "annotate/split.h"
#include "text/stem.h"

struct annotations annotate(struct arena *keep, struct arena scratch, const struct article *article)
{
    struct annotations notes = { 0 };
    split_blocks(keep, scratch, article, &notes);
    stem_tokens(&notes.tokens, scratch, article->language);
    notes.dates = date_find(keep, scratch, article, &notes);
    notes.figures = figure_find(keep, scratch, article, &notes);
    notes.mentions = mention_find(keep, scratch, article, &notes, &notes.entities);
    notes.attributions = attribution_find(keep, scratch, article, &notes);
    return notes;
}
