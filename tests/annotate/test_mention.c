#include "paragraphs.h"

static const char *type_name(uint8_t type)
{
    static const char *const names[] = { "other", "person", "organisation", "place" };
    return names[type];
}

/* "person 0-5 Lecornu #0" a mention, then "#0 name role" for the entities that have a role. */
static void print(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                  const struct case_options *options)
{
    struct paragraphs *s = paragraphs(keep, scratch, input, case_option(options, SPAN("language")));
    struct mentions mentions = s->notes.mentions;
    for (uint32_t i = 0; i < mentions.count; i++) {
        const struct mention *m = &mentions.at[i];
        struct span words = mark_span(input, m->at);
        buffer_printf(out, "%s %u-%u %.*s #%u\n", type_name(m->type), m->at.from, m->at.to, (int)words.len, words.at, m->entity);
    }
    for (uint32_t i = 0; i < s->notes.entities.count; i++) {
        const struct entity *e = &s->notes.entities.at[i];
        if (e->role.len)
            buffer_printf(out, "#%u %.*s: %.*s\n", i, (int)e->name.len, e->name.at, (int)e->role.len, e->role.at);
    }
    if (!mentions.count)
        buffer_text(out, "none\n");
}

/* A long article of nothing but names: the joining must stay linear. */
static void test_many_names(void)
{
    enum { NAMES = 30000 };
    struct region keep = test_region(), scratch = test_region(), text_region = test_region();
    struct buffer text = buffer_in(&text_region.arena);
    for (int i = 0; i < NAMES; i++)
        buffer_printf(&text, "Then Mila %c%c%cov met Karla %c%cdan. ", 'A' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26,
                      'A' + i % 24, 'a' + i / 24 % 26);
    struct paragraphs *s = paragraphs(&keep.arena, scratch.arena, buffer_span(&text), SPAN("en"));
    struct mentions mentions = s->notes.mentions;
    check(mentions.count > NAMES, "many names are found");
    bool ordered = true;
    for (uint32_t i = 1; i < mentions.count; i++)
        ordered = ordered && mentions.at[i - 1].at.to <= mentions.at[i].at.from;
    check(ordered, "mentions are in order and never overlap");
    region_close(&keep);
    region_close(&scratch);
    region_close(&text_region);
}

int main(void)
{
    case_run(CASES "/annotate/mention.txt", print);
    case_run(CASES "/annotate/mention_en.txt", print);
    case_run(CASES "/annotate/mention_fr.txt", print);
    case_run(CASES "/annotate/mention_de.txt", print);
    case_run(CASES "/annotate/mention_es.txt", print);
    case_run(CASES "/annotate/mention_ru.txt", print);
    case_run(CASES "/annotate/mention_uk.txt", print);
    test_many_names();
    return tap_end();
}
