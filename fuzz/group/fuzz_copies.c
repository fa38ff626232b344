#include "fuzz.h"

#include "group/copies.h"
#include "group/copy_words.h"

enum { TEXTS_MAX = 64 };

/* Texts parted by NUL, lines are blocks; marks must lie in the texts, pairs be in order, and places survive packing. */
static void cut_blocks(struct arena *keep, struct article *a)
{
    a->blocks.at = arena_new(keep, struct block, a->text.len + 1);
    for (size_t from = 0; from < a->text.len;) {
        size_t end = span_find_byte(a->text, '\n', from);
        end = end == SPAN_NONE ? a->text.len : end;
        if (end > from)
            a->blocks.at[a->blocks.count++] = (struct block){ { (uint32_t)from, (uint32_t)end }, BLOCK_PARAGRAPH };
        from = end + 1;
    }
}

static void check_places(const struct article *a)
{
    struct arena scratch = fuzz_scratch(), work = arena_half(&scratch);
    struct copy_words words = copy_words(&scratch, a);
    const struct copy_text *text = copy_text_make(&scratch, work, a);
    const struct mark *places = copy_text_places(&scratch, text);
    assert(text->word_count == words.count);
    for (uint32_t i = 0; i < words.count; i++) {
        assert(places[i].from == words.at[i].from && places[i].to == words.at[i].to);
        assert(places[i].from < places[i].to && places[i].to <= a->text.len);
        assert(!i || places[i - 1].to <= places[i].from);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    const struct report *reports[TEXTS_MAX];
    struct span rest = { (const char *)data, size }, text;
    size_t count = 0;
    while (count < TEXTS_MAX && span_take(&rest, '\0', &text)) {
        struct report *report = arena_new(keep, struct report, 1);
        report->article.text = text;
        cut_blocks(keep, &report->article);
        check_places(&report->article);
        reports[count++] = report;
    }
    struct copies copies = copies_find(keep, fuzz_scratch(), reports, count, 0);
    for (size_t i = 0; i < copies.count; i++) {
        const struct copy *c = &copies.at[i];
        assert(c->a < c->b && c->b < count && c->containment <= 1 && c->run_count);
        assert(!i || c[-1].a < c->a || (c[-1].a == c->a && c[-1].b < c->b));
        for (uint32_t k = 0; k < c->run_count; k++) {
            assert(c->runs[k].a.from < c->runs[k].a.to && c->runs[k].a.to <= reports[c->a]->article.text.len);
            assert(c->runs[k].b.from < c->runs[k].b.to && c->runs[k].b.to <= reports[c->b]->article.text.len);
            assert(!k || c->runs[k - 1].a.from <= c->runs[k].a.from);
        }
    }
    return 0;
}
