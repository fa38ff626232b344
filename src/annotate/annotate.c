#include "annotate/annotate.h"

#include <string.h>

#include "annotate/attribution_find.h"
#include "annotate/date_find.h"
#include "annotate/figure_find.h"
#include "annotate/mention_find.h"
#include "annotate/piece.h"
#include "annotate/split.h"
#include "annotate/tagger.h"
#include "annotate/vocabulary.h"
#include "text/stem.h"

/* All but who says what; the vocabulary of the article lives in `scratch`. */
static struct annotations find_facts(struct arena *keep, struct arena *scratch, const struct article *article,
                                     struct vocabulary *words)
{
    struct annotations notes = { 0 };
    split_blocks(keep, *scratch, article, &notes);
    stem_tokens(&notes.tokens, *scratch, article->language);
    struct arena rest = *scratch; /* behind the pieces, which dates and figures share */
    struct pieces pieces = piece_split(&rest, article->text, &notes.tokens, article->language);
    notes.dates = date_find(keep, rest, article, &notes, &pieces);
    notes.figures = figure_find(keep, rest, &notes, &pieces);
    *words = vocabulary_read(scratch, &notes.tokens, article->language);
    notes.mentions = mention_find(keep, *scratch, article, &notes, words, &notes.entities);
    return notes;
}

struct annotations annotate(struct arena *keep, struct arena scratch, const struct article *article)
{
    struct vocabulary words;
    struct annotations notes = find_facts(keep, &scratch, article, &words);
    struct tagged tagged = tagger_words(&scratch, article, &notes);
    words.tagged = &tagged;
    if (tagged.is_read) {
        notes.tags = arena_new(keep, uint8_t, notes.tokens.count);
        memcpy(notes.tags, tagged.words, notes.tokens.count);
    }
    notes.attributions = attribution_find(keep, scratch, article, &notes, &words);
    return notes;
}
