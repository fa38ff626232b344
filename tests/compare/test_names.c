#include "base/hash.h"
#include "case.h"
#include "compare/names.h"
#include "text/normal.h"

enum { NAMES_MAX = 8 };

static struct region region;

static uint8_t type_of(struct span word)
{
    static const char *const names[] = { "other", "person", "organisation", "place" };
    for (uint8_t i = 0; i < ENTITY_TYPE_COUNT; i++)
        if (span_equal(word, span_of(names[i])))
            return i;
    return ENTITY_OTHER;
}

static struct entity entity_of(struct span name, uint8_t type)
{
    struct entity e = { .type = type, .mentions = 1 };
    bool is_man = span_ends(name, SPAN("(m)")), is_woman = span_ends(name, SPAN("(f)"));
    e.gender = is_man ? ENTITY_MAN : is_woman ? ENTITY_WOMAN : ENTITY_GENDER_UNKNOWN;
    e.name = span_trim(e.gender ? span_cut(name, 0, name.len - 3) : name);
    e.folded = text_latin(&region.arena, e.name);
    e.key = hash_span(e.folded);
    return e;
}

/* "en Karl Adder ; Mona Stern" */
static struct report *report_of(struct span words, uint8_t type)
{
    struct report *report = arena_new(&region.arena, struct report, 1);
    struct entity *at = arena_new(&region.arena, struct entity, NAMES_MAX);
    struct span rest = span_trim(words), name;
    uint32_t count = 0;
    report->article.language = span_cut(rest, 0, 2);
    rest = span_from(rest, 3);
    while (count < NAMES_MAX && span_take(&rest, ';', &name))
        at[count++] = entity_of(span_trim(name), type);
    report->notes.entities = (struct entities){ at, count };
    return report;
}

static bool are_joined(struct span left, struct span right, uint8_t type, bool turned)
{
    struct region scratch = test_region();
    const struct report *reports[] = { report_of(turned ? right : left, type), report_of(turned ? left : right, type) };
    struct story_names names = names_join(&region.arena, scratch.arena, reports, 2);
    bool joined = names.of[0][0] == names.of[1][0];
    region_close(&scratch);
    return joined;
}

/* The labelled pairs, in both orders of the reports: prints precision and recall, and holds them to a floor. */
static void test_pairs(void)
{
    struct region file = test_region();
    struct span rest = case_file(&file.arena, CASES "/compare/name_pair.txt"), line, verdict, type, left;
    unsigned pairs = 0, right = 0, wrong = 0, missed = 0, uneven = 0;
    while (span_take(&rest, '\n', &line)) {
        if (!line.len || line.at[0] == '#')
            continue;
        struct span words = line;
        span_take(&words, ' ', &verdict);
        span_take(&words, ' ', &type);
        span_take(&words, '|', &left);
        bool same = span_equal(verdict, SPAN("same"));
        bool joined = are_joined(left, words, type_of(type), false);
        uneven += joined != are_joined(left, words, type_of(type), true);
        right += joined && same;
        wrong += joined && !same;
        missed += !joined && same;
        pairs++;
        if (joined != same)
            printf("# not as it should be: %.*s\n", (int)line.len, line.at);
    }
    double precision = (double)right / (right + wrong), recall = (double)right / (right + missed);
    printf("# %u pairs: precision %.3f, recall %.3f\n", pairs, precision, recall);
    check(pairs >= 60, "there are pairs");
    check(precision >= 0.97, "names that are joined are of one");
    check(recall >= 0.95, "names of one are joined");
    check(uneven == 0, "the order of the reports says nothing");
    region_close(&file);
}

/* A short name goes to the one that most reports have. */
static void test_far_ahead(void)
{
    struct region scratch = test_region();
    const struct report *reports[] = {
        report_of(SPAN("en Karl Adder"), ENTITY_PERSON), report_of(SPAN("en Karl Adder"), ENTITY_PERSON),
        report_of(SPAN("en Karl Adder ; Mona Adder"), ENTITY_PERSON), report_of(SPAN("en Adder"), ENTITY_PERSON),
    };
    struct story_names names = names_join(&region.arena, scratch.arena, reports, 4);
    check(names.count == 2, "two persons");
    check(names.of[3][0] == names.of[0][0], "the surname is his whom most reports have");
    check(names.of[2][1] != names.of[2][0], "two of one report stay two");
    check(names.at[names.of[0][0]].reports == 4, "reports are counted");
    check_text(names.at[names.of[3][0]].name, SPAN("Karl Adder"), "the full name is told");
    region_close(&scratch);
}

/* Stories with many names that share a key. */
static void test_many(const char *format, unsigned reports_count, unsigned each, const char *what)
{
    struct region scratch = test_region(), keep = test_region();
    const struct report **reports = arena_new(&keep.arena, const struct report *, reports_count);
    for (unsigned r = 0; r < reports_count; r++) {
        struct report *report = arena_new(&keep.arena, struct report, 1);
        struct entity *at = arena_new(&keep.arena, struct entity, each);
        for (unsigned e = 0; e < each; e++) {
            unsigned n = r * each + e;
            struct span name = arena_printf(&keep.arena, format, 'a' + n % 26, 'a' + n / 26 % 26, 'a' + n / 676 % 26,
                                            'a' + n / 17576 % 26);
            at[e] = entity_of(name, n % 3 ? ENTITY_PERSON : ENTITY_ORGANISATION);
        }
        report->notes.entities = (struct entities){ at, each };
        reports[r] = report;
    }
    struct story_names names = names_join(&keep.arena, scratch.arena, reports, reports_count);
    bool good = names.count > 0 && names.count <= reports_count * each;
    for (unsigned r = 0; r < reports_count; r++)
        for (unsigned e = 0; e < each; e++)
            good = good && names.of[r][e] < names.count;
    check(good, what);
    region_close(&scratch);
    region_close(&keep);
}

int main(void)
{
    region = test_region();
    test_pairs();
    test_far_ahead();
    test_many("%c%c%c%c Adder", 100, 100, "10,000 names with one surname");
    test_many("Karl A%c%c%c%c", 100, 100, "10,000 names with one given name");
    test_many("Ministry of %c%c%c%c", 100, 100, "10,000 ministries");
    test_many("%c%c%c%cov", 100, 100, "10,000 surnames");
    region_close(&region);
    return tap_end();
}
