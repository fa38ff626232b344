/* The public library, used as synoptic.h says. */
#include "synoptic.h"

#include <string.h>

#include "tap.h"

static const char lamp[] = "Lamp factory in Ostmere burns\n\nA fire destroyed the lamp factory in Ostmere on Friday, the fire "
                           "service said. 14 people were taken to hospital.\n\n\"The flames stood higher than the church tower,\" fire chief "
                           "Tomas Velk said.\n";
static const char works[] = "Ostmere lamp works destroyed by fire\n\nThe lamp factory of Ostmere was destroyed by a fire on "
                            "Friday. According to the fire service, 16 people were taken to hospital.\n\nTomas Velk, the fire "
                            "chief, said \"the flames stood higher than the church tower\".\n";

struct text { char at[1 << 20]; size_t length; unsigned pieces; };

static bool collect(void *context, const char *bytes, size_t length)
{
    struct text *text = context;
    if (text->length + length >= sizeof text->at)
        return false;
    memcpy(text->at + text->length, bytes, length);
    text->length += length;
    text->at[text->length] = 0;
    text->pieces++;
    return true;
}

static bool refuse(void *context, const char *bytes, size_t length)
{
    (void)context, (void)bytes, (void)length;
    return false;
}

static bool add(struct syn_session *session, const char *name, const char *text, struct syn_error *error)
{
    struct syn_document document = { text, strlen(text), name, "https://ostmere.example/fire", "2023-09-15" };
    return syn_add_bytes(session, &document, error);
}

static struct syn_session *two_reports(void)
{
    struct syn_options options = { .size = sizeof options, .threads = 2, .one_story = true };
    struct syn_session *session = syn_open(&options);
    check(add(session, "lamp.txt", lamp, NULL) && add(session, "works.txt", works, NULL), "takes two texts");
    check(syn_story_count(session) == 0, "there are no stories before they are compared");
    check(syn_compare(session) && syn_story_count(session) == 1, "compares them");
    return session;
}

static void test_versions(void)
{
    check(syn_abi_version() == SYN_ABI_VERSION, "the version of the header");
    check(strchr(syn_version(), '.') != NULL, "has a version to show");
}

static void test_rendering(void)
{
    static const enum syn_format formats[] = { SYN_JSON, SYN_TEXT, SYN_MARKDOWN, SYN_HTML };
    static struct text all, one;
    struct syn_session *session = two_reports();
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        all.length = one.length = 0;
        check(syn_render(session, SYN_ALL, formats[i], NULL, collect, &all), "renders all");
        check(syn_render(session, 0, formats[i], NULL, collect, &one), "renders one");
        check(strstr(all.at, "Ostmere") != NULL, "and tells of it");
        check(strcmp(all.at, one.at) == 0, "which is the same where there is one");
    }
    check(!syn_render(session, 1, SYN_TEXT, NULL, collect, &all), "there is no second story");
    check(!syn_render(session, SYN_ALL, SYN_TEXT, NULL, refuse, NULL), "a writer can stop it");
    syn_close(session);
}

static bool check_place(const struct syn_place *place)
{
    bool is_lamp = place->report.length == 4 && memcmp(place->report.at, "lamp", 4) == 0;
    const char *text = is_lamp ? lamp : works;
    return place->to <= strlen(text) && place->to - place->from == place->words.length &&
           memcmp(text + place->from, place->words.at, place->words.length) == 0;
}

static bool see_report(void *context, const struct syn_report *report)
{
    (void)context;
    check(strncmp(report->url.at, "https://ostmere.example/", 24) == 0, "a report has the address that was given");
    return true;
}

static bool see_claim(void *context, const struct syn_claim *claim)
{
    unsigned *shared = context;
    bool good = claim->support_count != 0;
    for (size_t i = 0; i < claim->support_count; i++)
        good &= check_place(&claim->support[i]);
    check(good, "a claim's support stands where it is said to");
    *shared += claim->shared;
    return true;
}

static bool see_quote(void *context, const struct syn_quote *quote)
{
    unsigned *variants = context;
    for (size_t i = 0; i < quote->variant_count; i++)
        check(check_place(&quote->variants[i]), "a quote's words stand where they are said to");
    *variants += (unsigned)quote->variant_count;
    return true;
}

static bool see_conflict(void *context, const struct syn_conflict *conflict)
{
    unsigned *found = context;
    for (size_t i = 0; i < conflict->value_count; i++) {
        const struct syn_place *place = &conflict->values[i].place;
        check(check_place(place), "a value stands where it is said to");
        for (size_t k = 0; k + 1 < place->words.length; k++)
            *found |= place->words.at[k] == '1' ? (place->words.at[k + 1] == '4' ? 1u : place->words.at[k + 1] == '6' ? 2u : 0) : 0;
    }
    return true;
}

static bool stop_at_once(void *context, const struct syn_claim *claim)
{
    (void)claim;
    ++*(unsigned *)context;
    return false;
}

static void test_pieces(void)
{
    struct syn_session *session = two_reports();
    struct syn_story story;
    unsigned shared = 0, variants = 0, found = 0, stopped = 0;
    check(syn_get_story(session, 0, &story) && story.reports == 2, "the story has two reports");
    check(!syn_get_story(session, 1, &story), "and is the only one");
    syn_get_story(session, 0, &story);
    check(syn_each_report(session, 0, see_report, NULL) == story.reports, "visits its reports");
    check(syn_each_claim(session, 0, see_claim, &shared) == story.claims && shared > 0, "its claims, some shared");
    check(syn_each_quote(session, 0, see_quote, &variants) == story.quotes && variants >= 2, "its quotes, with variants");
    check(syn_each_conflict(session, 0, see_conflict, &found) == story.conflicts && found == 3, "14 and 16 people");
    check(syn_each_claim(session, 0, stop_at_once, &stopped) == 1 && stopped == 1, "a visitor can stop");
    check(syn_each_claim(session, 9, see_claim, &shared) == 0, "no such story, nothing to visit");
    syn_close(session);
}

static void count_problem(void *context, const struct syn_error *error)
{
    (void)error;
    ++*(unsigned *)context;
}

static void test_failing(void)
{
    struct syn_error error = { 0 };
    unsigned problems = 0;
    struct syn_session *session = syn_open(NULL);
    syn_on_problem(session, count_problem, &problems);
    check(!syn_compare(session), "nothing to compare");
    check(!syn_add_file(session, "/no/such/file.txt", &error), "a file that is not there");
    check(error.status == SYN_NOT_FOUND && strstr(error.text, "/no/such/file.txt"), "is named in the error");
    check(!syn_add_file(session, "/no/such/file.txt", NULL), "which need not be asked for");
    check(!add(session, "broken.jsonl", "{\"id\": \"x\", \"text\":", &error), "a broken record");
    check(problems == 3, "each is told to the one who asked to be told");
    check(add(session, "lamp.txt", lamp, &error) && syn_compare(session), "the session goes on");
    check(add(session, "works.txt", works, &error) && syn_story_count(session) == 0, "adding forgets the stories");
    check(syn_compare(session), "until they are compared again");
    syn_close(session);
    syn_close(NULL);
}

/* A program that was compiled when the options were fewer. */
/* A library that fetched would do it behind its caller's back. */
static void test_addresses(void)
{
    struct syn_error error = { 0 };
    struct syn_session *session = syn_open(NULL);
    check(!syn_add_file(session, "https://reader:secret@news.example/a", &error), "an address is no file");
    check(error.status == SYN_MISUSE, "nor meant to be one");
    check(strcmp(error.text, "cannot read https://...@news.example/a: addresses are not fetched here; save the page and "
                             "give its file") == 0, "which is said without its password");
    syn_close(session);
}

static void test_shorter_options(void)
{
    struct syn_options options = { .size = offsetof(struct syn_options, one_story), .threads = 1, .one_story = true };
    struct syn_session *session = syn_open(&options);
    static const char other[] = "Regatta on Lake Thune\n\nThe regatta on Lake Thune was won by the crew of Elmsdorf, who had never "
                                "sailed on it before. Thirty boats took part.\n";
    add(session, "lamp.txt", lamp, NULL);
    add(session, "regatta.txt", other, NULL);
    check(syn_compare(session) && syn_story_count(session) == 2, "what lies behind the caller's options is not read");
    syn_close(session);
}

int main(void)
{
    test_versions();
    test_rendering();
    test_pieces();
    test_failing();
    test_addresses();
    test_shorter_options();
    return tap_end();
}
