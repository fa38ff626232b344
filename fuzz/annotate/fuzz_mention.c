/* Names of any bytes, in a language that the first byte chooses: mentions are in order, within the text, of a known
 * type, and each belongs to an entity of the article whose name stands in the text. */
#include "annotate/mention_find.h"
#include "annotate/split.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = { "en", "fr", "de", "es", "ru", "uk", "", "zh" };
    struct arena *keep = fuzz_keep();
    if (!size)
        return 0;
    struct span text = { (const char *)data + 1, size - 1 };
    struct block block = { { 0, (uint32_t)text.len }, BLOCK_PARAGRAPH };
    struct article article = { .text = text, .language = span_of(languages[data[0] % 8]), .blocks = { &block, 1 } };
    struct annotations notes = { 0 };
    split_blocks(keep, fuzz_scratch(), &article, &notes);
    struct vocabulary words = vocabulary_read(keep, &notes.tokens, article.language);
    struct mentions mentions = mention_find(keep, fuzz_scratch(), &article, &notes, &words, &notes.entities);
    for (uint32_t i = 0; i < mentions.count; i++) {
        const struct mention *m = &mentions.at[i];
        assert(m->at.from < m->at.to && m->at.to <= text.len);
        assert(i == 0 || mentions.at[i - 1].at.to <= m->at.from);
        assert(m->type < ENTITY_TYPE_COUNT && m->entity < notes.entities.count);
    }
    for (uint32_t i = 0; i < notes.entities.count; i++)
        assert(notes.entities.at[i].name.at >= text.at && notes.entities.at[i].name.at <= text.at + text.len);
    return 0;
}
