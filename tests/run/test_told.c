#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/correct.h"
#include "run/intake.h"
#include "run/retell.h"
#include "run/told.h"
#include "store/retold.h"
#include "tap.h"
#include "tell/tell.h"

enum { NOW = 1935824400, EVENING = 40, MANY = TOLD_ANEW + 2 };

static char folder[] = "/tmp/synoptic-test-told-XXXXXX";
static char store_path[128], input_path[128];

static void say(void *context, const struct syn_error *error)
{
    (void)context;
    printf("# %s\n", error->text);
}

static bool add(struct store *store, const char *const *inputs, size_t count)
{
    const struct intake_settings settings = { .threads = 2, .now = NOW };
    const struct intake_hooks hooks = { .problem = say };
    struct syn_error error;
    struct intake *intake = intake_open(store, &settings, &error);
    bool good = intake && intake_add_inputs(intake, inputs, count, &hooks, &error);
    good = intake && intake_close(intake, &error) && good;
    if (!good)
        say(NULL, &error);
    return good;
}

static bool add_text(struct store *store, struct span text)
{
    const char *const inputs[] = { input_path };
    FILE *out = fopen(input_path, "wb");
    fwrite(text.at, 1, text.len, out);
    fclose(out);
    return add(store, inputs, 1);
}

/* Reports of one evening, as outlets tell it: numbers that differ and are open, quotes in variants, times of all kinds.
 * Every tenth is of one outlet, which prints the same under all its reports. */
static void put_report(struct buffer *out, unsigned i, const char *event, const char *number)
{
    static const char *const times[] = { "in spring 2030", "in the first half of 2029", "in the 1990s", "in March 2028",
                                         "in the third quarter of 2030", "at 17:40 GMT on Tuesday", "on 4 May 2031" };
    static const char *const counts[] = { "At least 14 people", "17 people", "Up to 20 people", "Some 14 people" };
    static const char *const quotes[] = { "We saw it go down in ten minutes", "We saw it go down within ten minutes",
                                          "It went down in ten minutes" };
    unsigned outlet = i % 10 ? i : 0;
    buffer_printf(out, "{\"id\":\"%s%u\",\"url\":\"https://outlet%u.example/%s-%s\",\"outlet\":\"Outlet %u\","
                       "\"language\":\"en\",\"published\":\"2031-05-06T%02u:%02uZ\",\"title\":\"Ferry %s sinks off Lisk\","
                       "\"text\":\"The ferry %s sank off Lisk on Tuesday. %s were killed, the harbour master Anna Brandt "
                       "said.\\n\\n\\\"%s,\\\" said the fisherman Jan Roel, who took part in the rescue of the %s.\\n\\n"
                       "The doors of the ferry had been repaired %s. Outlet %u counted %u boats \\u2013 \\u201call of "
                       "Lisk\\u201d, it wrote.%s\"}\n",
                  event, i, outlet, event, number, outlet, 8 + i % 12, i % 60, event, event, counts[i % 4], quotes[i % 3], event,
                  times[i % 7], i, i + 3, outlet ? "" : "\\n\\nTide tables for the whole coast stand on page four, as every day.");
}

static struct span reports_of(struct arena *keep, unsigned from, unsigned to, const char *event)
{
    struct buffer out = buffer_in(keep);
    for (unsigned i = from; i < to; i++)
        put_report(&out, i, event, arena_printf(keep, "%u", i).at);
    return buffer_span(&out);
}

static int64_t story_of(struct store *store, struct arena *keep, const char *id)
{
    struct stored_article a;
    struct syn_error error;
    int64_t number;
    struct region scratch = test_region();
    bool good = store_find_article(store, scratch.arena, span_of(id), &number, &error) &&
                store_article(store, keep, number, &a, &error);
    region_close(&scratch);
    return good ? a.story : 0;
}

/* Adds them, half and half, so that what one outlet prints under all is not known when they come; and sees to it by hand
 * that they are one story, which is given. */
static int64_t add_evening(struct store *store, struct arena *keep, unsigned count, const char *event)
{
    struct correction done;
    struct syn_error error;
    bool good = add_text(store, reports_of(keep, 0, count / 2, event)) &&
                add_text(store, reports_of(keep, count / 2, count, event));
    int64_t story = story_of(store, keep, arena_printf(keep, "%s0", event).at);
    for (unsigned i = 1; good && i < count; i++) {
        int64_t other = story_of(store, keep, arena_printf(keep, "%s%u", event, i).at);
        good = other == story || correct_merge(store, NOW, other, story, &done, &error);
    }
    return good && story && correct_fix(store, NOW, story, true, &done, &error) ? story : 0;
}

/* ---- there and back ---- */

/* As they were compared. */
static bool find(void *context, struct span id, uint32_t attempt, const struct report **out)
{
    const struct synopsis *s = context;
    *out = NULL;
    for (uint32_t i = 0; i < s->report_count && !attempt; i++)
        if (span_equal(s->reports[i].report->article.id, id))
            *out = s->reports[i].report;
    for (uint32_t i = 0; i < s->claim_count && !attempt; i++)
        for (uint32_t k = 0; k < s->claims[i].elsewhere_count; k++)
            if (span_equal(s->claims[i].elsewhere[k].report->article.id, id))
                *out = s->claims[i].elsewhere[k].report;
    return *out;
}

typedef struct span render(struct arena *keep, const struct synopsis *s);

static struct span as_json(struct arena *keep, const struct synopsis *s)
{
    struct buffer out = buffer_in(keep);
    tell_json(&out, s);
    return buffer_span(&out);
}

static struct span as_text(struct arena *keep, const struct synopsis *s)
{
    struct buffer out = buffer_in(keep);
    tell_text(&out, s, (struct tell_options){ 0 });
    return buffer_span(&out);
}

static struct span as_markdown(struct arena *keep, const struct synopsis *s)
{
    struct buffer out = buffer_in(keep);
    tell_markdown(&out, s);
    return buffer_span(&out);
}

static struct span as_page(struct arena *keep, const struct synopsis *s)
{
    struct buffer out = buffer_in(keep);
    struct region scratch = test_region();
    tell_html(&out, scratch.arena, s, 1);
    region_close(&scratch);
    return buffer_span(&out);
}

static void test_there_and_back(struct store *store)
{
    static render *const renders[] = { as_json, as_text, as_markdown, as_page };
    struct region keep = test_region(), scratch = test_region();
    struct retelling *r = retelling_open(store, 2);
    struct syn_error error;
    unsigned stories = 0, read = 0, same = 0, largest = 0;
    const struct synopsis *s;
    struct synopsis again;
    for (int64_t id = 1; id < 40; id++) {
        region_reset(&keep, 0);
        if (!retell(r, id, &s, &error))
            continue;
        stories++;
        largest = s->report_count > largest ? s->report_count : largest;
        bool good = told_from_json(&keep.arena, scratch.arena, as_json(&keep.arena, s), find, (void *)s, &again);
        read += good;
        if (!good)
            printf("# s%lld is not read\n", (long long)id);
        for (unsigned i = 0; good && i < 4; i++) {
            bool equal = span_equal(renders[i](&keep.arena, s), renders[i](&keep.arena, &again));
            same += equal;
            if (!equal)
                printf("# s%lld is not the same in rendering %u\n", (long long)id, i);
        }
    }
    printf("# %u stories, the largest of %u reports\n", stories, largest);
    check(stories >= 7 && largest >= EVENING, "small and large stories, of texts, pages and records");
    check(read == stories, "each is read back from its JSON");
    check(same == read * 4, "and is the same in JSON, text, Markdown and as a page");
    retelling_close(r);
    region_close(&scratch);
    region_close(&keep);
}

/* Whatever one byte of it may be: it is refused, or still a synopsis that can be shown. */
static void test_damage(struct store *store)
{
    struct region keep = test_region(), scratch = test_region(), more = test_region();
    struct retelling *r = retelling_open(store, 1);
    struct syn_error error;
    const struct synopsis *s;
    struct synopsis again;
    unsigned refused = 0, taken = 0, cut = 0;
    check(retell(r, 1, &s, &error), "a story to be damaged");
    struct span json = as_json(&keep.arena, s);
    char *bytes = arena_new(&keep.arena, char, json.len);
    static const char marks[] = "9]\"x";
    for (size_t i = 0; i < json.len; i += 1 + json.len / 400) {
        region_reset(&more, 1 << 20);
        memcpy(bytes, json.at, json.len);
        bytes[i] = marks[i % 4];
        bool good = told_from_json(&more.arena, scratch.arena, (struct span){ bytes, json.len }, find, (void *)s, &again);
        taken += good && as_page(&more.arena, &again).len && as_text(&more.arena, &again).len;
        refused += !good;
        cut += told_from_json(&more.arena, scratch.arena, span_cut(json, 0, i), find, (void *)s, &again);
    }
    printf("# %u refused, %u taken\n", refused, taken);
    check(refused > taken && taken, "what is damaged is refused, but for words that it alone holds");
    check(!cut, "what ends early is refused");
    retelling_close(r);
    region_close(&more);
    region_close(&scratch);
    region_close(&keep);
}

/* ---- what is remembered ---- */

static void test_cache(void)
{
    struct region keep = test_region();
    struct syn_error error;
    struct told_story first, second;
    struct store *store = store_open(store_path, DATABASE_READ, &error);
    struct told_cache *cache = told_cache_open(8 << 20);
    struct told *a = told_open(store, cache, 2), *b = told_open(store, cache, 1);
    check(!told_is_ready(a, 1), "what was never told is not ready");
    check(!told_last(a, &keep.arena, 1, &first), "and was not told last");
    check(told_story(a, &keep.arena, 1, &first, &error) && !first.stale, "it is told");
    check(first.revision == first.story.revision && first.synopsis.report_count == first.story.reports, "as it is now");
    check(told_is_ready(b, 1), "then it is ready, also for another one");
    check(told_story(b, &keep.arena, 1, &second, &error) && second.synopsis.reports == first.synopsis.reports,
          "who gets the very same");
    check(told_last(a, &keep.arena, 1, &first) && second.synopsis.reports == first.synopsis.reports, "told last, too");
    check(!told_story(a, &keep.arena, 7777, &first, &error) && error.status == SYN_NOT_FOUND, "a story that is not there");
    told_close(a);
    told_close(b);
    told_cache_close(cache);
    struct told *alone = told_open(store, NULL, 1);
    check(told_story(alone, &keep.arena, 1, &first, &error) && told_story(alone, &keep.arena, 3, &first, &error),
          "without a cache stories are told as well");
    check(!told_is_ready(alone, 1), "but not remembered");
    told_close(alone);
    store_close(store);
    region_close(&keep);
}

struct asker { struct told_cache *cache; pthread_t thread; struct synopsis synopsis; bool good; };

static void *ask(void *context)
{
    struct asker *asker = context;
    struct syn_error error;
    struct told_story it;
    struct region keep = test_region();
    struct store *store = store_open(store_path, DATABASE_READ, &error);
    struct told *told = told_open(store, asker->cache, 1);
    asker->good = told_story(told, &keep.arena, 3, &it, &error);
    asker->synopsis = it.synopsis;
    told_close(told);
    store_close(store);
    region_close(&keep);
    return NULL;
}

static void test_at_once(void)
{
    enum { ASKERS = 4 };
    struct asker askers[ASKERS];
    struct told_cache *cache = told_cache_open(64 << 20);
    bool good = true, same = true;
    for (unsigned i = 0; i < ASKERS; i++) {
        askers[i] = (struct asker){ .cache = cache };
        good &= !pthread_create(&askers[i].thread, NULL, ask, &askers[i]);
    }
    for (unsigned i = 0; i < ASKERS; i++) {
        good &= !pthread_join(askers[i].thread, NULL) && askers[i].good;
        same &= askers[i].synopsis.reports == askers[0].synopsis.reports;
    }
    check(good && same, "four who ask at once get what was compared once");
    told_cache_close(cache);
}

/* ---- what is kept ---- */

static bool keep_story(struct store *store, int64_t story)
{
    struct syn_error error;
    const struct synopsis *s;
    struct retelling *r = retelling_open(store, 2);
    bool good = retell_keep(r, story, NOW, &s, &error);
    retelling_close(r);
    return good;
}

/* The first of several places of a report is moved by a byte. */
static bool damage_kept(struct store *store, struct arena *keep, int64_t story)
{
    struct syn_error error;
    struct retold kept;
    struct region scratch = test_region();
    bool good = retold_read(store, keep, story, &kept, &error) && database_begin(store_database(store), &error);
    size_t at = good ? span_find(kept.json, SPAN("\"wording\":{\"report\":"), 0) : 0;
    at = good ? span_find(kept.json, SPAN("\"to\":"), at) + 5 : 0;
    char *bytes = good ? (char *)arena_copy(keep, kept.json).at : NULL;
    if (good) {
        bytes[at] = bytes[at] == '9' ? '8' : (char)(bytes[at] + 1);
        kept.json.at = bytes;
        good = retold_write(store, scratch.arena, story, &kept, &error) && database_commit(store_database(store), &error);
    }
    region_close(&scratch);
    return good;
}

static void test_kept(struct store *store)
{
    struct region keep = test_region();
    struct syn_error error;
    struct told_story it;
    struct retold kept;
    struct span json;
    check(keep_story(store, 1), "a story is kept");
    struct told *told = told_open(store, NULL, 1);
    check(told_is_ready(told, 1), "then it is ready");
    check(told_story(told, &keep.arena, 1, &it, &error) && retold_read(store, &keep.arena, 1, &kept, &error), "it is told");
    check_text(as_json(&keep.arena, &it.synopsis), kept.json, "as it was kept");
    check(told_json(told, &keep.arena, 1, &json, &error), "also as JSON");
    check_text(json, kept.json, "which is what was kept");
    check(told_json(told, &keep.arena, 3, &json, &error) && span_starts(json, SPAN("{\"format\":")), "or what is told now");
    check(damage_kept(store, &keep.arena, 1), "what is kept says a place that is not its words'");
    check(!told_is_ready(told, 1), "then it is not ready");
    check(told_story(told, &keep.arena, 1, &it, &error), "but compared");
    check_text(as_json(&keep.arena, &it.synopsis), kept.json, "and told as it should have been");
    told_close(told);
    region_close(&keep);
}

/* A large story that got another report, and of which one says something else now. */
static void test_stale(struct store *store)
{
    struct region keep = test_region();
    struct syn_error error;
    struct told_story it;
    struct buffer more = buffer_in(&keep.arena);
    int64_t story = add_evening(store, &keep.arena, MANY, "Halcyon");
    check(story && keep_story(store, story), "a large story is kept");
    struct told *told = told_open(store, NULL, 2);
    check(told_story(told, &keep.arena, story, &it, &error) && !it.stale && it.synopsis.report_count > TOLD_ANEW,
          "and told as it is now");
    put_report(&more, MANY + 1, "Halcyon", "late");
    put_report(&more, 21, "Halcyon", "20");
    check(add_text(store, buffer_span(&more)), "another report comes, and another version of one");
    check(told_is_ready(told, story), "it is ready all the same");
    check(told_story(told, &keep.arena, story, &it, &error) && it.stale && it.revision < it.story.revision,
          "as it was told last");
    check(it.synopsis.report_count < it.story.reports, "without the report that came");
    check(keep_story(store, story) && told_story(told, &keep.arena, story, &it, &error) && !it.stale,
          "until it is told anew");
    told_close(told);
    region_close(&keep);
}

/* A small one is compared as soon as something came. */
static void test_anew(struct store *store)
{
    struct region keep = test_region();
    struct syn_error error;
    struct told_story it, last;
    struct buffer more = buffer_in(&keep.arena);
    struct span json;
    int64_t story = story_of(store, &keep.arena, "Orm Star0");
    struct told *told = told_open(store, NULL, 2);
    check(story && keep_story(store, story) && told_is_ready(told, story), "a small story is kept, and ready");
    check(told_json(told, &keep.arena, story, &json, &error) && span_find(json, SPAN("repeated text"), 0) != SPAN_NONE,
          "though what an outlet prints under all its reports was cut from them");
    put_report(&more, EVENING + 1, "Orm Star", "late");
    check(add_text(store, buffer_span(&more)), "another report comes");
    check(!told_is_ready(told, story), "it is not ready");
    check(told_last(told, &keep.arena, story, &last) && last.stale && last.synopsis.report_count == EVENING,
          "though it was told before");
    check(told_story(told, &keep.arena, story, &it, &error) && !it.stale && it.synopsis.report_count == EVENING + 1,
          "but compared anew");
    told_close(told);
    region_close(&keep);
}

int main(void)
{
    const char *const inputs[] = { CASES "/../../demo/reports", CASES "/../cli/corpus" };
    struct region keep = test_region();
    struct syn_error error;
    if (!mkdtemp(folder))
        return 1;
    snprintf(store_path, sizeof store_path, "%s/store.db", folder);
    snprintf(input_path, sizeof input_path, "%s/reports.jsonl", folder);
    struct store *store = store_open(store_path, DATABASE_CREATE, &error);
    check(store && add(store, inputs, 2), "reports in some languages are stored");
    check(add_evening(store, &keep.arena, EVENING, "Orm Star"), "and many of one evening");
    test_there_and_back(store);
    test_damage(store);
    test_cache();
    test_at_once();
    test_kept(store);
    test_anew(store);
    test_stale(store);
    store_close(store);
    unlink(store_path);
    unlink(input_path);
    rmdir(folder);
    region_close(&keep);
    return tap_end();
}
