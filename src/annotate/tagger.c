#include "annotate/tagger.h"

#include "annotate/tag_name.h"
#include "annotate/tag_word.h"
#include "blobs/name_tag_rows.h"
#include "blobs/saying_first_rows.h"
#include "blobs/saying_glance_rows.h"
#include "blobs/saying_second_rows.h"
#include "blobs/word_tag_rows.h"

static bool open_blob(struct rows *rows, const unsigned char *bytes, size_t size, unsigned kind)
{
    return rows_open(rows, (struct span){ (const char *)bytes, size }, kind);
}

struct tagged tagger_words(struct arena *keep, const struct article *article, const struct annotations *notes)
{
    struct tagged t = { 0 };
    struct rows words, names;
    if (!span_equal(article->language, SPAN("en")) || !notes->tokens.count ||
        !open_blob(&words, word_tag_rows, word_tag_rows_SIZE, WORD_TAG_KIND) ||
        !open_blob(&names, name_tag_rows, name_tag_rows_SIZE, NAME_TAG_KIND))
        return t;
    t.is_read = true;
    t.forms = tag_forms_read(keep, article->text, &notes->tokens);
    t.words = tag_words(keep, &words, &t.forms, &notes->sentences, notes->tokens.count);
    t.names = tag_names(keep, &names, &t.forms, &notes->tokens, &notes->sentences, t.words);
    return t;
}

struct sayings tagger_sayings(struct arena *keep, struct arena scratch, const struct tagged *tagged,
                              const struct annotations *notes, const struct quotations *quotations)
{
    struct rows glance, first, second;
    if (!tagged->is_read || !open_blob(&glance, saying_glance_rows, saying_glance_rows_SIZE, SAYING_GLANCE_KIND) ||
        !open_blob(&first, saying_first_rows, saying_first_rows_SIZE, SAYING_FIRST_KIND) ||
        !open_blob(&second, saying_second_rows, saying_second_rows_SIZE, SAYING_SECOND_KIND))
        return (struct sayings){ NULL, 0 };
    struct arena own = arena_half(&scratch);
    struct saying_view view = { .tokens = &notes->tokens, .sentences = &notes->sentences, .forms = tagged->forms,
                                .word_tags = tagged->words, .name_tags = tagged->names,
                                .quote = saying_quotes(&own, quotations, notes->tokens.count) };
    saying_glance(&own, &glance, &view);
    saying_look(&own, &view);
    uint8_t *labels = saying_read(&own, &first, &second, &view);
    return saying_join(keep, scratch, &view, labels);
}
