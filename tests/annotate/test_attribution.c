#include "annotate/attribution_find.h"

#include "paragraphs.h"

static void print_marks(struct buffer *out, struct span text, const char *label, struct marks marks)
{
    if (!marks.count)
        return;
    buffer_printf(out, " | %s", label);
    for (uint32_t i = 0; i < marks.count; i++) {
        struct span words = mark_span(text, marks.at[i]);
        buffer_printf(out, "%s %.*s", i ? " //" : "", (int)words.len, words.at);
    }
}

static void print_place(struct buffer *out, struct span text, const char *label, struct mark at)
{
    print_marks(out, text, label, (struct marks){ &at, at.to > at.from });
}

/* One line each: kind, stance, where it is nested; then the words of its parts; then the speaker. */
static void print(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                  const struct case_options *options)
{
    struct paragraphs *s = paragraphs(keep, scratch, input, case_option(options, SPAN("language")));
    struct attributions list = attribution_find(keep, scratch, &s->article, &s->notes, &s->words);
    for (uint32_t i = 0; i < list.count; i++) {
        const struct attribution *a = &list.at[i];
        buffer_printf(out, "%s %s", attribution_kind_label(a->kind),
                      attribution_stance_label(a->stance));
        if (a->nested)
            buffer_printf(out, " in %u", a->parent);
        print_marks(out, input, "source", a->source);
        print_marks(out, input, "cue", a->cue);
        print_marks(out, input, "content", a->content);
        print_marks(out, input, "quoted", a->quoted);
        print_place(out, input, "via", a->via);
        print_place(out, input, "cited", a->cited);
        print_place(out, input, "refers", a->refers);
        if (a->speaker != ENTITY_NONE) {
            struct span name = s->notes.entities.at[a->speaker].name;
            buffer_printf(out, " | speaker %.*s", (int)name.len, name.at);
        }
        buffer_byte(out, '\n');
    }
    if (!list.count)
        buffer_text(out, "none\n");
}

/* A text of one sentence many times: found each time, in order, and within the text. */
static void test_repeated(const char *piece, struct span language, int times, const char *what)
{
    struct region keep = test_region(), scratch = test_region(), text_region = test_region();
    struct buffer text = buffer_in(&text_region.arena);
    for (int i = 0; i < times; i++)
        buffer_text(&text, piece);
    struct paragraphs *s = paragraphs(&keep.arena, scratch.arena, buffer_span(&text), language);
    struct attributions list = attribution_find(&keep.arena, scratch.arena, &s->article, &s->notes, &s->words);
    bool good = true;
    for (uint32_t i = 0; i < list.count; i++) {
        const struct attribution *a = &list.at[i];
        good = good && a->content.count && a->content.at[0].to <= text.len && (!a->nested || a->parent < list.count);
        good = good && (i == 0 || list.at[i - 1].content.at[0].from <= a->content.at[0].from);
    }
    check(good, what);
    region_close(&keep);
    region_close(&scratch);
    region_close(&text_region);
}

static void test_labels(void)
{
    check_text(span_of(attribution_stance_label(STANCE_SAYS)), SPAN("says"), "the first stance");
    check_text(span_of(attribution_stance_label(STANCE_MAY_SAY)), SPAN("may-say"), "the last stance");
    check_text(span_of(attribution_kind_label(ATTRIBUTION_MIXED)), SPAN("mixed"), "a kind");
}

int main(void)
{
    case_run(CASES "/annotate/attribution.txt", print);
    case_run(CASES "/annotate/attribution_de.txt", print);
    case_run(CASES "/annotate/attribution_fr.txt", print);
    case_run(CASES "/annotate/attribution_es.txt", print);
    case_run(CASES "/annotate/attribution_ru.txt", print);
    case_run(CASES "/annotate/attribution_uk.txt", print);
    test_repeated("“", SPAN("en"), 50000, "50,000 open quotation marks");
    test_repeated("he said that ", SPAN("en"), 50000, "50,000 nested statements");
    test_repeated("“A and B,” said Mila, ", SPAN("en"), 20000, "20,000 quotations in one sentence");
    test_repeated("according to ", SPAN("en"), 50000, "50,000 cues without a source");
    test_repeated("said, ", SPAN("en"), 50000, "50,000 cues and commas");
    test_repeated("sagte, dass ", SPAN("de"), 50000, "50,000 German cues");
    test_repeated("„A sei „B“ und ", SPAN("de"), 20000, "20,000 quotations in quotations");
    test_repeated("nach Angaben der Polizei und ", SPAN("de"), 20000, "20,000 German sources");
    test_repeated("die Behauptung, der Mann, der sagte, er habe, ", SPAN("de"), 10000, "10,000 German clauses");
    test_repeated("« A, a dit X, B ", SPAN("fr"), 20000, "20,000 French writers' words");
    test_repeated("— А, — сказал он. ", SPAN("ru"), 20000, "20,000 Russian dashes");
    test_repeated("—A —dijo ella—. B\n", SPAN("es"), 20000, "20,000 Spanish dialogues");
    test_labels();
    return tap_end();
}
