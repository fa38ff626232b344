/* What the learned taggers make of plain English sentences.  That a case holds is no measure of how good they are (see
 * docs/models.md); that it stops holding says that a model and the features it was learnt with have come apart. */
#include "annotate/tagger.h"

#include "annotate/attribution_find.h"
#include "annotate/tag_name.h"
#include "annotate/tag_word.h"
#include "paragraphs.h"

static struct tagged tag(struct arena *keep, struct paragraphs *p)
{
    return tagger_words(keep, &p->article, &p->notes);
}

static void print_words(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                        const struct case_options *options)
{
    struct paragraphs *p = paragraphs(keep, scratch, input, case_option(options, SPAN("language")));
    struct tagged t = tag(keep, p);
    for (uint32_t i = 0; i < p->notes.tokens.count; i++) {
        struct span word = mark_span(input, p->notes.tokens.at[i].at);
        buffer_printf(out, "%s%.*s/%s", i ? " " : "", (int)word.len, word.at, word_tag_label(t.words[i]));
    }
    buffer_byte(out, '\n');
}

static void print_names(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                        const struct case_options *options)
{
    static const char *const kinds[NAME_TAG_KINDS] = { "", "person", "organisation", "place", "other" };
    struct paragraphs *p = paragraphs(keep, scratch, input, case_option(options, SPAN("language")));
    struct tagged t = tag(keep, p);
    uint32_t count = p->notes.tokens.count, shown = 0;
    for (uint32_t i = 0, end; i < count; i = end) {
        end = i + 1;
        if (!t.names[i])
            continue;
        while (end < count && t.names[end] && !name_tag_begins(t.names[end]))
            end++;
        struct mark at = { p->notes.tokens.at[i].at.from, p->notes.tokens.at[end - 1].at.to };
        struct span name = mark_span(input, at);
        buffer_printf(out, "%s%s %.*s", shown++ ? " | " : "", kinds[name_tag_kind(t.names[i])], (int)name.len, name.at);
    }
    buffer_text(out, shown ? "\n" : "none\n");
}

static void print_marks(struct buffer *out, struct span text, const char *label, struct marks marks)
{
    for (uint32_t i = 0; i < marks.count; i++) {
        struct span words = mark_span(text, marks.at[i]);
        buffer_printf(out, "%s %.*s", i ? " //" : label, (int)words.len, words.at);
    }
}

/* One line each: the words of source, cue and content. */
static void print_sayings(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                          const struct case_options *options)
{
    struct paragraphs *p = paragraphs(keep, scratch, input, case_option(options, SPAN("language")));
    struct tagged t = tag(keep, p);
    p->words.tagged = &t;
    struct attributions list = attribution_find(keep, scratch, &p->article, &p->notes, &p->words);
    for (uint32_t i = 0; i < list.count; i++) {
        buffer_text(out, attribution_stance_label(list.at[i].stance));
        print_marks(out, input, " | source", list.at[i].source);
        print_marks(out, input, " | cue", list.at[i].cue);
        print_marks(out, input, " | content", list.at[i].content);
        buffer_byte(out, '\n');
    }
    if (!list.count)
        buffer_text(out, "none\n");
}

static void test_other_languages(void)
{
    struct region keep = test_region(), scratch = test_region();
    static const char *const languages[] = { "de", "fr", "", "xx" };
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct paragraphs *p = paragraphs(&keep.arena, scratch.arena, SPAN("Ada Finch said so."), span_of(languages[i]));
        check(!tag(&keep.arena, p).is_read, "what is not English is left alone");
    }
    struct paragraphs *p = paragraphs(&keep.arena, scratch.arena, SPAN(""), SPAN("en"));
    check(!tag(&keep.arena, p).is_read, "and so is what has no words");
    region_close(&keep);
    region_close(&scratch);
}

/* Long and strange texts: as many labels as tokens, in reasonable time, nothing out of bounds. */
static void test_strange(const char *piece, int times, const char *what)
{
    struct region keep = test_region(), scratch = test_region(), text_region = test_region();
    struct buffer text = buffer_in(&text_region.arena);
    for (int i = 0; i < times; i++)
        buffer_text(&text, piece);
    struct paragraphs *p = paragraphs(&keep.arena, scratch.arena, buffer_span(&text), SPAN("en"));
    struct tagged t = tag(&keep.arena, p);
    p->words.tagged = &t;
    struct attributions list = attribution_find(&keep.arena, scratch.arena, &p->article, &p->notes, &p->words);
    bool good = t.is_read;
    for (uint32_t i = 0; i < p->notes.tokens.count; i++)
        good = good && t.words[i] < WORD_TAG_COUNT && t.names[i] < NAME_TAG_LABELS;
    for (uint32_t i = 0; i < list.count; i++)
        good = good && list.at[i].content.count && list.at[i].content.at[0].to <= text.len;
    check(good, what);
    region_close(&keep);
    region_close(&scratch);
    region_close(&text_region);
}

int main(void)
{
    case_run(CASES "/annotate/tagged_words.txt", print_words);
    case_run(CASES "/annotate/tagged_names.txt", print_names);
    case_run(CASES "/annotate/tagged_sayings.txt", print_sayings);
    test_other_languages();
    test_strange("“", 50000, "50,000 open quotation marks");
    test_strange("he said that ", 30000, "30,000 nested statements");
    test_strange("Said Said said: ", 20000, "names that are cues");
    test_strange("\xf0\x9f\x90\x9f\xff A ", 20000, "signs and broken bytes");
    return tap_end();
}
