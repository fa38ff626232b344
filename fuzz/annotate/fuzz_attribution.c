/* Tokens, sentences, names and attributions of any bytes: marks are in order and within the text, nesting
 * points at an attribution that begins no later.  The first byte chooses the language. */
#include "annotate/attribution_find.h"
#include "annotate/mention_find.h"
#include "annotate/split.h"
#include "annotate/tagger.h"
#include "fuzz.h"

static void check_marks(struct marks marks, size_t length)
{
    for (uint32_t i = 0; i < marks.count; i++) {
        assert(marks.at[i].from < marks.at[i].to && marks.at[i].to <= length);
        assert(i == 0 || marks.at[i - 1].to <= marks.at[i].from);
    }
}

static void check_mark(struct mark mark, size_t length)
{
    assert(mark.from <= mark.to && mark.to <= length);
}

static void check_mentions(const struct annotations *notes, size_t length)
{
    for (uint32_t i = 0; i < notes->mentions.count; i++) {
        const struct mention *m = &notes->mentions.at[i];
        assert(m->at.from < m->at.to && m->at.to <= length);
        assert(i == 0 || notes->mentions.at[i - 1].at.to <= m->at.from);
        assert(m->entity < notes->entities.count && m->type < ENTITY_TYPE_COUNT);
    }
}

static void check_attributions(const struct annotations *notes, size_t length)
{
    const struct attributions *list = &notes->attributions;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct attribution *a = &list->at[i];
        check_marks(a->source, length);
        check_marks(a->content, length);
        check_marks(a->quoted, length);
        check_mark(a->via, length);
        check_mark(a->cited, length);
        check_mark(a->refers, length);
        assert(a->content.count > 0 && a->source.count <= 1);
        assert(a->via_entity == ENTITY_NONE || a->via_entity < notes->entities.count);
        assert(a->cited_entity == ENTITY_NONE || a->cited_entity < notes->entities.count);
        assert(i == 0 || list->at[i - 1].content.at[0].from <= a->content.at[0].from);
        assert(a->nested ? a->parent < i : a->parent == ATTRIBUTION_NONE);
        assert(a->speaker == ENTITY_NONE || a->speaker < notes->entities.count);
    }
}

/* Every line is a block; one that begins with '#' is a title. */
static struct blocks split_lines(struct arena *keep, struct span text)
{
    struct blocks blocks = { NULL, 0 };
    size_t room = 0;
    for (size_t from = 0; from < text.len;) {
        size_t to = span_find_byte(text, '\n', from);
        to = to == SPAN_NONE ? text.len : to;
        struct mark at = mark_trim(text, (struct mark){ (uint32_t)from, (uint32_t)to });
        ARENA_ROOM(keep, blocks.at, blocks.count, room);
        if (at.to > at.from)
            blocks.at[blocks.count++] = (struct block){ at, text.at[at.from] == '#' ? BLOCK_TITLE : BLOCK_PARAGRAPH };
        from = to + 1;
    }
    return blocks;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = { "en", "fr", "de", "es", "ru", "uk", "", "pt" };
    struct arena *keep = fuzz_keep();
    if (!size || size > UINT16_MAX)
        return 0;
    struct article article = { .text = { (const char *)data + 1, size - 1 } };
    article.language = span_of(languages[data[0] % (sizeof languages / sizeof *languages)]);
    article.blocks = split_lines(keep, article.text);
    struct annotations notes = { 0 };
    split_blocks(keep, fuzz_scratch(), &article, &notes);
    struct vocabulary words = vocabulary_read(keep, &notes.tokens, article.language);
    struct tagged tagged = tagger_words(keep, &article, &notes);
    if (data[0] & 128) /* else by rules, in English too */
        words.tagged = &tagged;
    notes.mentions = mention_find(keep, fuzz_scratch(), &article, &notes, &words, &notes.entities);
    check_mentions(&notes, article.text.len);
    notes.attributions = attribution_find(keep, fuzz_scratch(), &article, &notes, &words);
    check_attributions(&notes, article.text.len);
    return 0;
}
