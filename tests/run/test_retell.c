#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/intake.h"
#include "run/pile.h"
#include "run/retell.h"
#include "run/retell_around.h"
#include "store/retold.h"
#include "tap.h"
#include "tell/tell.h"

/* Ids are those that the store will give, so that the same reports can be compared without it. */
#define RECORD(number, outlet, day, title, text)                                                             \
    "{\"id\":\"a" number "\",\"url\":\"https://" outlet ".example/" number "\",\"outlet\":\"" outlet "\"," \
    "\"language\":\"en\",\"published\":\"2031-05-" day "\",\"title\":\"" title "\",\"text\":\"" text "\"}\n"
#define BREAK "\\n\\n"

static const char first_day[] =
    RECORD("1", "lisk", "06T08:00Z", "Ferry Orm Star sinks off Lisk",
           "The ferry Orm Star sank off Lisk on Tuesday morning. At least 14 people were killed, the "
           "harbour master Anna Brandt said." BREAK
           "\\\"We saw it go down in ten minutes,\\\" said the fisherman Jan Roel of Pellen, who took part "
           "in the rescue." BREAK
           "The ferry was built in 1994.")
    RECORD("2", "pellen", "06T09:00Z", "Ferry Orm Star sinks off Lisk, many dead",
           "The ferry Orm Star sank off Lisk on Tuesday morning and 17 people were killed, the harbour "
           "master Anna Brandt said." BREAK
           "The captain Tomas Weer was rescued by the fisherman Jan Roel of Pellen." BREAK
           "The doors of the ferry Orm Star had been repaired in April.")
    RECORD("3", "radio", "06T10:00Z", "Orm Star: ferry sinks off Lisk",
           "The ferry Orm Star sank off Lisk on Tuesday morning. At least 14 people were killed, the "
           "harbour master Anna Brandt said." BREAK
           "\\\"We saw it go down in ten minutes,\\\" said the fisherman Jan Roel of Pellen, who took part "
           "in the rescue." BREAK
           "The harbour of Lisk is closed.")
    RECORD("4", "courier", "12T10:00Z", "Prize for the choir of the school",
           "The choir of the school has won the prize of the island council for its concert of winter "
           "songs, the teacher Mira Holt told the parents." BREAK
           "The jury praised the young voices, the choice of music and the piano of Edda Lund. A new hall "
           "for concerts is to be opened next year, and the council will pay 200,000 crowns for it." BREAK
           "Thirty pupils sing in the choir, which was founded in 2011 by the composer Nils Aaby. They "
           "will travel to a festival in Torhavn in June." BREAK
           "Among the guests were the captain Tomas Weer and the fisherman Jan Roel of Pellen. Weer was "
           "rescued by Roel.");

static const char later[] =
    RECORD("2", "pellen", "06T09:00Z", "Ferry Orm Star sinks off Lisk, many dead",
           "The ferry Orm Star sank off Lisk on Tuesday morning and 19 people were killed, the harbour "
           "master Anna Brandt said." BREAK
           "The captain Tomas Weer was rescued by the fisherman Jan Roel of Pellen." BREAK
           "The doors of the ferry Orm Star had been repaired in April.");

static char folder[] = "/tmp/synoptic-test-retell-XXXXXX";
static char store_path[128], input_path[128];

static void write_input(const char *text)
{
    FILE *out = fopen(input_path, "wb");
    fwrite(text, 1, strlen(text), out);
    fclose(out);
}

static void say(void *context, const struct syn_error *error)
{
    (void)context;
    printf("# %s\n", error->text);
}

static bool add(struct store *store, const char *text)
{
    const char *const inputs[] = { input_path };
    const struct intake_settings settings = { .threads = 2, .now = 1935824400 };
    const struct intake_hooks hooks = { .problem = say };
    struct syn_error error;
    write_input(text);
    struct intake *intake = intake_open(store, &settings, &error);
    bool good = intake && intake_add_inputs(intake, inputs, 1, &hooks, &error);
    good = intake && intake_close(intake, &error) && good;
    if (!good)
        say(NULL, &error);
    return good;
}

static struct span json_of(struct arena *keep, const struct synopsis *s)
{
    struct synopsis copy = *s;
    struct buffer out = buffer_in(keep);
    copy.id = SPAN("x");
    tell_json(&out, &copy);
    return buffer_span(&out);
}

/* What a closed set of the same reports says; with `one_story` of the first three alone. */
static struct span json_of_pile(struct arena *keep, const char *text, bool one_story)
{
    const char *const inputs[] = { input_path };
    const struct run_hooks hooks = { .problem = say };
    struct pile *pile = pile_open(2);
    write_input(text);
    pile_add_inputs(pile, inputs, 1, &hooks);
    struct synopses all = pile_compare(pile, one_story);
    struct span json = all.count ? json_of(keep, &all.at[0]) : SPAN("");
    printf("# %zu stories\n", all.count);
    pile_close(pile);
    return json;
}

static int64_t story_of(struct store *store, struct arena *keep, int64_t article)
{
    struct stored_article a;
    struct syn_error error;
    return store_article(store, keep, article, &a, &error) ? a.story : 0;
}

static bool stands_near(struct store *store, struct arena *keep, const struct synopsis *s, int64_t article)
{
    struct region scratch = test_region();
    struct syn_error error;
    struct stored_story story;
    struct stored_ids ids = { NULL, 0 };
    const struct report **reports = arena_new(keep, const struct report *, s->report_count);
    for (uint32_t i = 0; i < s->report_count; i++)
        reports[i] = s->reports[i].report;
    bool good = store_story(store, keep, 1, &story, &error) &&
                retell_around(store, keep, scratch.arena, &story, reports, s->report_count, &ids, &error);
    region_close(&scratch);
    return good && ids.count == 1 && ids.at[0] == article;
}

static void test_same(struct store *store, struct arena *keep)
{
    struct syn_error error;
    const struct synopsis *s = NULL;
    struct retelling *r = retelling_open(store, 2);
    check(retell(r, 1, &s, &error) && s->report_count == 3, "a story is told from the store");
    check_text(s->id, SPAN("s1"), "it is called as people call it");
    check_text(json_of(keep, s), json_of_pile(keep, first_day, false), "just as the closed set tells it");
    check(stands_near(store, keep, s, 4), "the report that shares two rare names is looked at");
    check(!retell(r, 77, &s, &error) && error.status == SYN_NOT_FOUND && !s, "a story that is not there");
    check(retell(r, 2, &s, &error) && s->report_count == 1, "a story of one report");
    retelling_close(r);
}

static void test_one_story(struct arena *keep)
{
    struct syn_error error;
    const struct synopsis *s = NULL;
    char three[sizeof first_day];
    memcpy(three, first_day, sizeof first_day);
    *strstr(three, "{\"id\":\"a4\"") = '\0';
    unlink(store_path);
    struct store *store = store_open(store_path, DATABASE_CREATE, &error);
    check(store && add(store, three), "three reports");
    struct retelling *r = retelling_open(store, 1);
    check(retell(r, 1, &s, &error), "are told");
    check_text(json_of(keep, s), json_of_pile(keep, three, true), "as compare --one-story tells them");
    retelling_close(r);
    store_close(store);
}

static void test_keep(struct store *store, struct arena *keep)
{
    struct syn_error error;
    const struct synopsis *s = NULL;
    struct stored_story story;
    struct stored_ids due;
    struct retold told;
    struct retelling *r = retelling_open(store, 0);
    check(retell_due(store, keep, 0, 2, 10, &due, &error) && due.count == 1 && due.at[0] == 1, "a story is due");
    check(!retold_read(store, keep, 1, &told, &error) && error.status == SYN_NOT_FOUND, "nothing is kept yet");
    check(retell_keep(r, 1, 1935830000, &s, &error), "it is told and kept");
    struct buffer json = buffer_in(keep);
    tell_json(&json, s);
    check(retold_read(store, keep, 1, &told, &error) && told.made == 1935830000, "it is read again");
    check_text(told.json, buffer_span(&json), "the JSON is the one that was told");
    check(store_story(store, keep, 1, &story, &error) && story.told && story.origins == s->origin_count,
          "the story knows how many accounts it has");
    check(story.differences > 0 && told.differences == story.differences, "and how many differences");
    check(retell_due(store, keep, 0, 2, 10, &due, &error) && due.count == 0, "no story is due");
    struct question *q = database_ask(store_database(store), "SELECT count(*) FROM lineage WHERE story = 1");
    check(question_next(q, &error) && question_get_int(q, 0) == s->lineage_count && s->lineage_count,
          "lineage has rows");
    question_done(q);
    retelling_close(r);
}

static void test_version(struct store *store, struct arena *keep)
{
    struct syn_error error;
    const struct synopsis *s = NULL;
    struct stored_story story;
    struct stored_ids list;
    check(add(store, later), "a report comes again, changed");
    check(store_story(store, keep, 1, &story, &error) && !story.told, "the story is told no longer");
    check(retold_changed(store, keep, 0, 10, &list, &error) && list.count == 1 && list.at[0] == 2,
          "the change is listed");
    check(retold_changed(store, keep, 1935900000, 10, &list, &error) && !list.count, "but not as one of later");
    check(retell_due(store, keep, 0, 2, 10, &list, &error) && list.count == 1, "it is due");
    struct retelling *r = retelling_open(store, 1);
    check(retell(r, 1, &s, &error) && s->report_count == 3, "a version is no second witness");
    struct span json = json_of(keep, s);
    check(span_find(json, SPAN("19 people"), 0) != SPAN_NONE && span_find(json, SPAN("17 people"), 0) == SPAN_NONE,
          "what is told is the version of now");
    retelling_close(r);
}

static void test_reader(struct arena *keep)
{
    struct syn_error error;
    const struct synopsis *s = NULL;
    struct store *store = store_open(store_path, DATABASE_READ, &error);
    struct retelling *r = retelling_open(store, 1);
    check(retell(r, 1, &s, &error) && s->report_count == 3, "who only reads may tell, too");
    check(!retell_keep(r, 1, 1, &s, &error) && !s, "but not keep");
    check(story_of(store, keep, 1) == 1, "and the store is as it was");
    retelling_close(r);
    store_close(store);
}

int main(void)
{
    struct region keep = test_region();
    struct syn_error error;
    if (!mkdtemp(folder))
        return 1;
    snprintf(store_path, sizeof store_path, "%s/store.db", folder);
    snprintf(input_path, sizeof input_path, "%s/reports.jsonl", folder);
    test_one_story(&keep.arena);
    unlink(store_path);
    struct store *store = store_open(store_path, DATABASE_CREATE, &error);
    check(store && add(store, first_day), "four reports are stored");
    check(story_of(store, &keep.arena, 3) == 1 && story_of(store, &keep.arena, 4) == 2, "as two stories");
    test_same(store, &keep.arena);
    test_keep(store, &keep.arena);
    test_version(store, &keep.arena);
    store_close(store);
    test_reader(&keep.arena);
    unlink(store_path);
    unlink(input_path);
    rmdir(folder);
    region_close(&keep);
    return tap_end();
}
