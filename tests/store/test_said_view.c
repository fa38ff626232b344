/* Who said what over time, and names by how they begin. */
#include "store/said_view.h"

#include <string.h>

#include "news/attribution.h"
#include "store_of.h"
#include "text/normal.h"

enum { NOON = 1932033600 };
#define check_number(want, got) check((got) == (want), #got)

/* A speaker who says the first `length` bytes behind the mark "say " of the text, with a role. */
struct speech { const char *name, *role; uint32_t from, to; uint8_t kind, stance; bool speaks; };

static struct addition add(struct test_store *t, const char *url, const char *text, int64_t at, int64_t story,
                           struct speech speech)
{
    struct arena *keep = &t->region.arena;
    struct report *r = test_report(keep, url, "Bridge at Oskel", text);
    struct annotations *notes = &r->notes;
    r->article.published = (struct when){ .from = at, .to = at + 60, .precision = WHEN_MINUTE };
    notes->entities.at = arena_new(keep, struct entity, 1);
    notes->entities.at[0] = (struct entity){ .name = span_of(speech.name), .role = span_of(speech.role),
                                             .folded = text_latin(keep, span_of(speech.name)), .type = ENTITY_PERSON };
    notes->entities.count = 1;
    notes->mentions.at = arena_new(keep, struct mention, 1);
    notes->mentions.at[0] = (struct mention){ { 0, 4 }, ENTITY_PERSON, 0 };
    notes->mentions.count = 1;
    if (speech.speaks) {
        struct mark *place = arena_new(keep, struct mark, 1);
        *place = (struct mark){ speech.from, speech.to };
        notes->attributions.at = arena_new(keep, struct attribution, 1);
        notes->attributions.at[0] = (struct attribution){ .content = { place, 1 }, .kind = speech.kind,
                                                          .stance = speech.stance, .speaker = 0 };
        notes->attributions.count = 1;
    }
    return test_add(t, r, at + 60, story);
}

static void fill(struct test_store *t)
{
    add(t, "https://a.example/1", "Garo says the bridge was old.", NOON, 1,
        (struct speech){ "Emil Garo", "mayor", 10, 28, ATTRIBUTION_INDIRECT, STANCE_SAYS, true });
    add(t, "https://b.example/1", "Mr Garo said The bridge was OLD!", NOON + 600, 1,
        (struct speech){ "Emil Garo", "mayor of Oskel", 13, 31, ATTRIBUTION_DIRECT, STANCE_SAYS, true });
    add(t, "https://c.example/1", "Garo denied that he knew of it.", NOON + 1200, 1,
        (struct speech){ "Эмиль Гаро", "", 17, 30, ATTRIBUTION_INDIRECT, STANCE_DENIES, true });
    add(t, "https://d.example/1", "Garo came to the bridge.", NOON + 1800, 1, (struct speech){ .name = "Emil Garo", .role = "" });
    add(t, "https://e.example/1", "Garo was seen, says Garoni.", NOON + 2400, 2,
        (struct speech){ "Ada Garoni", "", 0, 13, ATTRIBUTION_INDIRECT, STANCE_SAYS, true });
    add(t, "https://f.example/1", "Garo says the bridge was old.", NOON + 3000, 3,
        (struct speech){ "Emil Garo", "", 10, 28, ATTRIBUTION_INDIRECT, STANCE_SAYS, true });
}

static void test_said(void)
{
    struct test_store t = test_store_open();
    struct arena *keep = &t.region.arena, scratch = arena_half(keep);
    struct name_view v;
    struct syn_error error;
    struct name_settings s = { .most = 20 };
    check(said_view_read(t.store, keep, scratch, SPAN("Emil Garo"), &s, &v, &error) && !v.statement_count && !v.speaks,
          "nobody speaks in an empty store");
    fill(&t);
    check(said_view_read(t.store, keep, scratch, SPAN(" emil GARO "), &s, &v, &error), "a name in any letters");
    check_text(v.name, SPAN("emil GARO"), "is given as it was asked for");
    check_number(3, v.statement_count);
    check_number(4, v.speaks);
    check_number(1, v.mentioned);
    check(v.statements[0].story == 3 && v.statements[2].story == 1, "newest first");
    check_text(v.statements[0].words, SPAN("the bridge was old"), "the words");
    check_text(v.statements[1].words, SPAN("he knew of it"), "are those of the place");
    check_text(v.statements[2].words, SPAN("The bridge was OLD"), "letter for letter");
    check(v.statements[2].more == 1 && v.statements[0].more == 0, "the same words are told once a story");
    check(v.statements[1].stance == STANCE_DENIES && v.statements[2].kind == ATTRIBUTION_DIRECT, "how it was said");
    check_text(v.statements[1].speaker, SPAN("Эмиль Гаро"), "as whom");
    check_number(2, v.form_count);
    check_text(v.forms[0].name, SPAN("Emil Garo"), "other spellings");
    check_number(4, v.forms[0].reports);
    check_number(2, v.role_count);
    check_number(1, v.mention_count);
    check(v.mentions[0].place.to == 4 && v.mentions[0].article == 4, "the place of a mention");
    check(said_view_read(t.store, keep, scratch, SPAN("Гаро"), &s, &v, &error) && v.statement_count == 3,
          "a part of a name, in another script");
    check(said_view_read(t.store, keep, scratch, SPAN("gar"), &s, &v, &error) && !v.speaks, "a part of a word is none");
    check(said_view_read(t.store, keep, scratch, SPAN("\"'*) NOT ("), &s, &v, &error) && !v.statement_count, "no words");
    check(said_view_read(t.store, keep, scratch, SPAN("NOT \"garo\" OR x"), &s, &v, &error), "nothing is a query");
    test_store_close(&t);
}

static void test_pages(void)
{
    struct test_store t = test_store_open();
    struct arena *keep = &t.region.arena, scratch = arena_half(keep);
    struct name_view v;
    struct syn_error error;
    struct name_settings s = { .most = 1 };
    unsigned statements = 0, pages = 0;
    fill(&t);
    do {
        check(said_view_read(t.store, keep, scratch, SPAN("Garo"), &s, &v, &error) && v.statement_count == 1, "a page of one");
        statements += v.statement_count;
        s.cursor = v.cursor;
        s.statements_alone = true;
    } while (v.cursor && ++pages < 10);
    check(statements == 4, "page by page all are told");
    test_store_close(&t);
}

static void test_names(void)
{
    struct test_store t = test_store_open();
    struct arena *keep = &t.region.arena, scratch = arena_half(keep);
    struct names_found found;
    struct syn_error error;
    check(said_names(t.store, keep, scratch, SPAN(""), &found, &error) && !found.count, "nobody in an empty store");
    fill(&t);
    check(said_names(t.store, keep, scratch, SPAN(""), &found, &error) && found.count == 2,
          "who is quoted, whatever the script");
    check_text(found.at[0].name, SPAN("Emil Garo"), "most first");
    check_number(4, found.at[0].speaks);
    check(said_names(t.store, keep, scratch, SPAN("GARO"), &found, &error) && found.count == 2, "all that begin so");
    check_number(5, found.at[0].reports);
    check(said_names(t.store, keep, scratch, SPAN("ada gar"), &found, &error) && found.count == 1, "two words");
    check_text(found.at[0].name, SPAN("Ada Garoni"), "the second begun");
    check(said_names(t.store, keep, scratch, SPAN("garon"), &found, &error) && found.count == 1, "more letters, fewer");
    check(said_names(t.store, keep, scratch, SPAN("oni"), &found, &error) && !found.count, "not from within");
    check(said_names(t.store, keep, scratch, SPAN("\"*(:"), &found, &error), "no words at all");
    test_store_close(&t);
}

int main(void)
{
    test_said();
    test_pages();
    test_names();
    return tap_end();
}
