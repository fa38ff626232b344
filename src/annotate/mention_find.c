#include "annotate/mention_find.h"

#include "annotate/name_find.h"
#include "annotate/name_spelling.h"

struct mentions mention_find(struct arena *keep, struct arena scratch, const struct article *article,
                             const struct annotations *notes, const struct vocabulary *words, struct entities *entities)
{
    struct judge judge = judge_open();
    struct name_view view = name_view_read(&scratch, article, notes, words, &judge);
    struct name_finder finder = { .keep = &scratch, .view = &view };
    name_find(&finder, &notes->sentences);
    spelling_add(&finder);
    return entity_join(keep, scratch, article->text, &notes->tokens, (struct sightings){ finder.at, finder.count },
                       entities);
}
