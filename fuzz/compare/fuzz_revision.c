/* Two versions of an article, any bytes, parted by NUL; lines are paragraphs, the first one the headline: pieces
 * stand in both versions in order, changes stand in the texts, and nothing differs from itself. */
#include "annotate/annotate.h"
#include "compare/revision.h"
#include "fuzz.h"

enum { BLOCKS_MAX = 400, BEGIN = 1900000000, DAY = 86400 };

static const struct report *report_of(struct arena *keep, struct span text)
{
    struct report *report = arena_new(keep, struct report, 1);
    struct article *a = &report->article;
    a->language = SPAN("en");
    a->text = text;
    a->published = (struct when){ .from = BEGIN, .to = BEGIN + DAY, .precision = WHEN_DAY };
    a->blocks.at = arena_new(keep, struct block, BLOCKS_MAX);
    for (size_t from = 0, to; from < text.len && a->blocks.count < BLOCKS_MAX; from = to + 1) {
        to = span_find_byte(text, '\n', from);
        to = to == SPAN_NONE ? text.len : to;
        struct mark at = { (uint32_t)from, (uint32_t)to };
        a->blocks.at[a->blocks.count] = (struct block){ at, a->blocks.count ? BLOCK_PARAGRAPH : BLOCK_TITLE };
        if (!a->blocks.count++) {
            a->title_at = at;
            a->title = mark_span(text, at);
        }
    }
    report->notes = annotate(keep, fuzz_scratch(), a);
    return report;
}

static void check_mark(struct mark at, struct span text) { assert(at.from <= at.to && at.to <= text.len); }

static void check_line(const struct revision_line *line, struct span before, struct span after)
{
    uint32_t a = 0, b = 0;
    check_mark(line->before, before);
    check_mark(line->after, after);
    assert((line->kind == LINE_CHANGED) == (line->count > 0));
    for (uint32_t i = 0; i < line->count; i++) {
        const struct revision_piece *p = &line->pieces[i];
        check_mark(p->before, before);
        check_mark(p->after, after);
        assert(p->kind == PIECE_ADDED ? p->before.from == p->before.to : p->before.from >= a);
        assert(p->kind == PIECE_REMOVED ? p->after.from == p->after.to : p->after.from >= b);
        a = p->kind == PIECE_ADDED ? a : p->before.to;
        b = p->kind == PIECE_REMOVED ? b : p->after.to;
    }
}

static void check_revision(const struct revision *r)
{
    struct span before = r->before->article.text, after = r->after->article.text;
    uint32_t last = 0;
    check_line(&r->headline, r->before->article.title, r->after->article.title);
    for (uint32_t i = 0; i < r->line_count; i++) {
        const struct revision_line *line = &r->lines[i];
        check_line(line, before, after);
        if (line->kind != LINE_REMOVED && line->kind != LINE_MOVED_FROM) {
            assert(line->after.from >= last);
            last = line->after.to;
        }
    }
    assert(r->words_removed <= r->words_before && r->words_added <= r->words_after);
    for (uint32_t i = 0; i < r->change_count; i++) {
        const struct revision_change *c = &r->changes[i];
        check_mark(c->before, before);
        check_mark(c->after, after);
        assert(c->kind < REVISION_KIND_COUNT && c->times && (c->was.len || c->is.len) && c->silent);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span rest = { (const char *)data, size }, text = { "", 0 };
    span_take(&rest, '\0', &text);
    const struct report *before = report_of(keep, text), *after = report_of(keep, rest);
    struct revision r = revision_find(keep, fuzz_scratch(), before, after);
    struct revision back = revision_find(keep, fuzz_scratch(), after, before);
    struct revision none = revision_find(keep, fuzz_scratch(), before, before);
    check_revision(&r);
    check_revision(&back);
    assert(none.same && !none.change_count && !none.words_removed && r.same == back.same);
    return 0;
}
