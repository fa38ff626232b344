/* tests/annotate/paragraphs.h -- an article whose lines are its paragraphs, for tests of names and attributions
 *
 * Option of a case: @language (two letters).  A line that begins with "= " is a title. */
#ifndef SYN_TESTS_PARAGRAPHS_H
#define SYN_TESTS_PARAGRAPHS_H

#include "annotate/mention_find.h"
#include "annotate/split.h"
#include "case.h"

struct paragraphs { struct article article; struct annotations notes; struct vocabulary words; };

/* Lives in `keep`: the vocabulary points at the tokens beside it. */
static inline struct paragraphs *paragraphs(struct arena *keep, struct arena scratch, struct span text, struct span language)
{
    struct paragraphs *p = arena_new(keep, struct paragraphs, 1);
    p->article = (struct article){ .text = text, .language = language };
    struct blocks *blocks = &p->article.blocks;
    struct span rest = text, line;
    size_t room = 0;
    while (span_take(&rest, '\n', &line)) {
        uint32_t from = (uint32_t)(line.at - text.at);
        bool is_title = span_starts(line, SPAN("= "));
        struct mark at = mark_trim(text, (struct mark){ from + (is_title ? 2 : 0), from + (uint32_t)line.len });
        ARENA_ROOM(keep, blocks->at, blocks->count, room);
        if (at.to > at.from)
            blocks->at[blocks->count++] = (struct block){ at, is_title ? BLOCK_TITLE : BLOCK_PARAGRAPH };
    }
    split_blocks(keep, scratch, &p->article, &p->notes);
    p->words = vocabulary_read(keep, &p->notes.tokens, language);
    p->notes.mentions = mention_find(keep, scratch, &p->article, &p->notes, &p->words, &p->notes.entities);
    return p;
}

#endif
