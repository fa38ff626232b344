/* Reports in a stream find the same stories with any number of threads, and all that changes is told once. */
#include "run/flow.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/calendar.h"
#include "base/hash.h"
#include "group/bag.h"
#include "tap.h"
#include "text/json.h"

enum { REPORTS_MAX = 4096 };

/* ---- what comes in ---- */

/* Words [from, to) of a subject's own, every third a name. */
static void put_words(struct buffer *out, uint64_t subject, uint32_t from, uint32_t to)
{
    static const char syllables[16][4] = { "ba", "ker", "lo", "min", "tu", "sar", "ve", "pol",
                                           "ni", "gra", "do", "fes", "hu", "rik", "ja", "wen" };
    for (uint32_t i = from; i < to; i++) {
        uint64_t bits = hash_mix(subject, i);
        size_t at = out->len;
        for (int k = 0; k < 5; k++, bits >>= 4)
            buffer_text(out, syllables[bits & 15]);
        if (i % 3 == 0)
            out->at[at] = (char)(out->at[at] - 'a' + 'A');
        buffer_byte(out, ' ');
    }
}

static void put_record(struct buffer *out, uint32_t number, struct span text)
{
    struct json_writer w = json_writer(out, 0);
    char id[16];
    snprintf(id, sizeof id, "r%u", number);
    json_open(&w, '{');
    json_key(&w, "id");
    json_put_text(&w, span_of(id));
    json_key(&w, "text");
    json_put_text(&w, text);
    json_key(&w, "published");
    json_put_text(&w, SPAN("2024-05-02"));
    json_key(&w, "language");
    json_put_text(&w, SPAN("en"));
    json_close(&w, '}');
    buffer_byte(out, '\n');
}

/* The words of report `number`: on one of 80 subjects; of the next, first halves of stories and then wholes; in the end
 * twins that share some words. */
static void put_report(struct buffer *out, uint32_t number)
{
    buffer_text(out, "they say ");
    if (number < 400) {
        for (uint32_t i = 0; i < 40; i++)
            if (hash_mix(number, i) % 4)
                put_words(out, number % 80, i, i + 1);
        put_words(out, 10000 + number, 0, 20);
    } else if (number < 480) {
        uint32_t round = (number - 400) / 10, subject = 1000 + number % 10;
        put_words(out, subject, round == 1 ? 30 : 0, round == 0 ? 30 : 60);
    } else {
        put_words(out, 2000, 0, 14);
        put_words(out, number % 2 ? 2001 : 2002, 0, 30);
    }
}

enum { GOOD = 700, BAD = 5 };

static struct span make_input(struct arena *keep, struct arena scratch)
{
    static const char *const bad[BAD] = { "this is no record", "{\"id\": \"x\"}", "{\"id\": \"y\", \"text\": \"\"}",
                                          "[\"neither\", \"is\", \"this\"", "{\"id\": 7" };
    struct buffer out = buffer_in(keep);
    for (uint32_t i = 0; i < GOOD; i++) {
        struct arena passing = scratch;
        struct buffer text = buffer_in(&passing);
        put_report(&text, i);
        put_record(&out, i, buffer_span(&text));
        if (i % 130 == 100) {
            buffer_text(&out, bad[i / 130]);
            buffer_byte(&out, '\n');
        }
    }
    return buffer_span(&out);
}

/* A file that holds the bytes; to be removed with unlink. */
static const char *write_file(struct arena *keep, struct span bytes)
{
    const char *folder = getenv("TMPDIR");
    char *path = (char *)(uintptr_t)arena_printf(keep, "%s/flow-XXXXXX.jsonl", folder ? folder : "/tmp").at;
    int file = mkstemps(path, 6);
    FILE *to = file < 0 ? NULL : fdopen(file, "wb");
    if (!to || fwrite(bytes.at, 1, bytes.len, to) != bytes.len || fclose(to)) {
        printf("Bail out! cannot write %s\n", path);
        exit(1);
    }
    return path;
}

/* ---- what comes out ---- */

struct note { uint32_t story; size_t told_at; bool came; };

struct notes {
    struct note of[REPORTS_MAX];       /* by report */
    uint32_t changes[4], problems;
    size_t came, told, stop_after;     /* stop_after 0: never */
    uint64_t hash;                     /* of all that was told */
    bool sane;
};

static bool note_placing(void *context, const struct flow_placing *p)
{
    struct notes *n = context;
    uint32_t number = (uint32_t)strtoul(p->id.at + 1, NULL, 10);
    struct note *note = &n->of[number % REPORTS_MAX];
    n->told++;
    n->hash = hash_mix(n->hash, hash_mix(hash_mix(number, p->story), hash_mix(p->how, p->was)));
    n->changes[p->how]++;
    if (p->how == PLACED_NEW) {
        n->sane = n->sane && !note->came;
        *note = (struct note){ .came = true };
        n->came++;
    } else {
        n->sane = n->sane && note->came && p->was == note->story && p->story != p->was && note->told_at != n->came;
        note->told_at = n->came;
    }
    note->story = p->story;
    return n->told != n->stop_after;
}

static void note_problem(void *context, const struct syn_error *error)
{
    struct notes *n = context;
    n->problems += error->text[0] != 0;
}

static struct notes *follow(struct arena *keep, const char *path, const struct flow_settings *settings,
                            size_t stop_after)
{
    struct notes *n = arena_new(keep, struct notes, 1);
    n->sane = true;
    n->stop_after = stop_after;
    struct flow_hooks hooks = { .placed = note_placing, .problem = note_problem, .context = n };
    struct flow *flow = flow_open(settings);
    bool whole = flow_add_inputs(flow, &path, 1, &hooks);
    n->came++;                         /* what settling changes is told by itself */
    whole = whole && flow_settle(flow, &hooks);
    n->came--;
    n->sane = n->sane && whole == !stop_after && (stop_after || flow_counts(flow).articles == n->came);
    flow_close(flow);
    return n;
}

static struct flow_settings with_threads(unsigned threads)
{
    return (struct flow_settings){ .threads = threads, .least = -1 };
}

/* ---- the stream by itself ---- */

struct plain { struct stream *stream; struct lexis *lexis; struct region bags; uint32_t *story_of; uint32_t count; };

static void take_events(struct plain *p)
{
    uint32_t count;
    const struct stream_event *events = stream_events(p->stream, &count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t a = 0; a < p->count; a++)
            if (a == events[i].article || (events[i].article == STREAM_ALL && p->story_of[a] == events[i].from))
                p->story_of[a] = events[i].to;
}

static bool add_plainly(void *context, const struct raw_document *raw, struct report *report, void *prepared)
{
    (void)raw;
    (void)prepared;
    struct plain *p = context;
    struct arena keep = p->bags.arena, scratch = arena_half(&keep);
    if (!report->article.blocks.count)
        return true;
    struct bag bag = bag_of(&keep, scratch, p->lexis, &report->article);
    double day = (double)report->article.published.from / DAY_SECONDS;
    p->story_of[p->count++] = stream_add(p->stream, &bag, day, when_known(report->article.published));
    take_events(p);
    return true;
}

static void ignore(void *context, const struct syn_error *error) { (void)context, (void)error; }

static uint32_t *stream_plainly(struct arena *keep, const char *path)
{
    struct stream_settings usual = { .least = 0 };
    struct plain p = { .stream = stream_open(&usual), .lexis = lexis_in(keep), .bags = test_region(),
                       .story_of = arena_new(keep, uint32_t, REPORTS_MAX) };
    struct run_hooks hooks = { .report = add_plainly, .problem = ignore, .context = &p };
    struct batch *batch = batch_open(1, RUN_BRIEF, false);
    batch_add_inputs(batch, &path, 1, &hooks);
    batch_close(batch);
    stream_settle(p.stream);
    take_events(&p);
    stream_close(p.stream);
    region_close(&p.bags);
    return p.story_of;
}

/* ---- tests ---- */

static void test_threads(struct arena *keep, const char *path)
{
    struct flow_settings one = with_threads(1), two = with_threads(2), four = with_threads(4);
    struct notes *n = follow(keep, path, &one, 0);
    check(n->came == GOOD && n->changes[PLACED_NEW] == GOOD, "every report comes once");
    check(n->problems == BAD, "a bad record is a problem, and the rest goes on");
    check(n->changes[PLACED_MERGED] > 0 && n->changes[PLACED_SPLIT] > 0, "stories merge and split");
    check(n->sane, "each change is told once, with where the report was");
    check(follow(keep, path, &two, 0)->hash == n->hash, "two threads tell the same");
    check(follow(keep, path, &four, 0)->hash == n->hash, "and four");
    const uint32_t *plain = stream_plainly(keep, path);
    uint32_t other = 0;
    for (uint32_t i = 0; i < GOOD; i++)
        other += n->of[i].story != plain[i];
    check(other == 0, "what is told last of each report is the story that the stream has it in");
}

static void test_settings(struct arena *keep, const char *path)
{
    struct flow_settings all_apart = { .threads = 1, .least = 1 }, small = { .threads = 1, .least = -1, .window = 256 };
    struct notes *n = follow(keep, path, &all_apart, 0);
    uint32_t alone = 0;
    for (uint32_t i = 0; i < GOOD; i++)
        alone += n->of[i].story == i;
    check(n->sane && alone == GOOD, "who asks for more than there is gets every report alone");
    check(follow(keep, path, &small, 0)->sane, "what left the window is not told of again without cause");
}

static void test_stop(struct arena *keep, const char *path)
{
    struct flow_settings two = with_threads(2);
    bool stopped = true;
    for (size_t after = 1; after < GOOD; after += 233) {
        struct notes *n = follow(keep, path, &two, after);
        stopped = stopped && n->told == after && n->sane;
    }
    check(stopped, "the hook stops the run: nothing is told after that");
}

static void test_nothing(struct arena *keep)
{
    struct flow_settings one = with_threads(1);
    const char *empty = write_file(keep, SPAN("\n\n"));
    struct notes *n = follow(keep, empty, &one, 0);
    check(n->told == 0 && n->sane, "an empty input gives nothing");
    unlink(empty);
    n = follow(keep, empty, &one, 0);
    check(n->told == 0 && n->problems == 1, "and one that is not there is a problem");
}

/* One event, told in two languages: the first report says too little to be known for it, the last what it is of. */
static void test_languages(struct arena *keep)
{
    static const char records[] =
        "{\"id\": \"r0\", \"language\": \"de\", \"published\": \"2024-06-11\", \"title\": \"Feuer in der Nacht\", "
        "\"text\": \"Ein Feuer hat in der Nacht ein altes Bauwerk an der Küste zerstört. Der Turm brannte "
        "völlig ab, die "
        "Feuerwehr kam zu spät.\"}\n"
        "{\"id\": \"r1\", \"language\": \"en\", \"published\": \"2024-06-11\", \"title\": \"Lighthouse of "
        "Karvala burns "
        "down\", \"text\": \"The lighthouse of Karvala burned down on Monday night. Fire chief Ruben "
        "Ostrander said that "
        "nobody was hurt.\\nThe tower was built in 1874. Mayor Milena Tarvik wants 27 million euros to rebuild it in "
        "Karvala.\"}\n"
        "{\"id\": \"r2\", \"language\": \"en\", \"published\": \"2024-06-11\", \"title\": \"Bakers bake the "
        "longest loaf\", "
        "\"text\": \"Bakers in the village of Unterfeld baked a loaf of 412 metres on Sunday.\\nIt was eaten within an "
        "hour, said the master baker, Jolanda Quist.\"}\n"
        "{\"id\": \"r3\", \"language\": \"de\", \"published\": \"2024-06-11\", \"title\": \"Feuer in der Nacht: "
        "Leuchtturm von Karvala abgebrannt\", \"text\": \"Ein Feuer hat in der Nacht den alten Leuchtturm von "
        "Karvala an "
        "der Küste zerstört. Der Turm brannte völlig ab, die Feuerwehr kam zu spät, sagte Feuerwehrchef Ruben "
        "Ostrander.\\nDas Bauwerk stammt von 1874. Milena Tarvik, die Bürgermeisterin von Karvala, will es "
        "für 27 Millionen "
        "Euro wieder aufbauen.\"}\n";
    struct flow_settings one = with_threads(1);
    const char *path = write_file(keep, SPAN(records));
    struct notes *n = follow(keep, path, &one, 0);
    check(n->came == 4 && n->sane && n->of[3].story == n->of[1].story, "an event has one story in all languages");
    check(n->changes[PLACED_MERGED] == 1 && n->of[1].story == n->of[0].story,
          "reports of a story that is found to be of another language's are told again");
    check(n->of[2].story != n->of[0].story, "another event has another");
    unlink(path);
}

int main(void)
{
    struct region region = test_region(), scratch = test_region();
    const char *path = write_file(&region.arena, make_input(&region.arena, scratch.arena));
    test_threads(&region.arena, path);
    test_settings(&region.arena, path);
    test_stop(&region.arena, path);
    test_nothing(&region.arena);
    test_languages(&region.arena);
    unlink(path);
    region_close(&region);
    region_close(&scratch);
    return tap_end();
}
