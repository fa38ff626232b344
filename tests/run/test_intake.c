/* What comes in is kept, grouped and acknowledged, in order; runs that were stopped go on; others may write meanwhile. */
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "run/correct.h"
#include "run/intake.h"
#include "store/health.h"

enum { NOW = 1931000000, MANY = 700 };

static char store_path[] = "/tmp/synoptic-intake-XXXXXX", file_path[] = "/tmp/synoptic-lines-XXXXXX";

static const char *const towns[] = { "Hartmouth", "Brunnau", "Korsvik", "Tagazi", "Neplaken", "Ostrava Bay", "Lerwick Sound" };
static const char *const events[] = { "a ferry sank", "a bridge collapsed", "a strike began", "the dam broke", "a mayor resigned" };

/* Reports of 35 events, five to each day; each seventh line is none. */
static void write_lines(const char *path, int from, int to)
{
    FILE *file = fopen(path, "w");
    for (int i = from; i < to; i++) {
        const char *town = towns[i % 7], *event = events[i / 7 % 5];
        if (i % 97 == 50)
            fputs("{\"title\": \"broken\n", file);
        fprintf(file, "{\"id\": \"r%d\", \"url\": \"https://paper%d.example/%d\", \"published\": \"2031-03-%02dT10:00:00Z\", "
                "\"title\": \"In %s %s\", \"text\": \"In %s %s on Tuesday, the harbour office said.\\n\\n%d people saw %s in %s "
                "and waited for the rescue boats. Mayor Ada Lund%d told reporters that nobody had seen it coming.\"}\n",
                i, i % 11, i, 1 + i / 35 % 28, town, event, town, event, 20 + i % 35, event, town, i % 35);
    }
    fclose(file);
}

struct seen { uint64_t stored, problems; int64_t last; bool in_order; };

static void take_stored(void *context, const struct addition *a)
{
    struct seen *seen = context;
    seen->stored++;
    if (a->what == ADDED_NEW) {
        seen->in_order = seen->in_order && a->article == seen->last + 1 && a->story > 0;
        seen->last = a->article;
    }
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct seen *seen = context;
    (void)error;
    seen->problems++;
}

static struct store *open_store(const char *path)
{
    struct syn_error error;
    struct store *store = store_open(path, DATABASE_CREATE, &error);
    if (!store)
        printf("Bail out! %s\n", error.text);
    return store;
}

static void remove_store(const char *path)
{
    char name[96];
    unlink(path);
    snprintf(name, sizeof name, "%s-wal", path);
    unlink(name);
    snprintf(name, sizeof name, "%s-shm", path);
    unlink(name);
}

static struct intake *open_intake(struct store *store, unsigned threads)
{
    struct syn_error error;
    struct intake_settings settings = { .threads = threads, .now = NOW, .commit_every = 100 };
    struct intake *intake = intake_open(store, &settings, &error);
    if (!intake)
        printf("Bail out! %s\n", error.text);
    return intake;
}

static struct seen add(struct intake *intake, const char *path)
{
    struct seen seen = { .in_order = true };
    struct intake_hooks hooks = { take_stored, take_problem, NULL, &seen };
    struct syn_error error;
    seen.last = (int64_t)intake_counts(intake).articles;
    check(intake_add_inputs(intake, &path, 1, &hooks, &error), "lines are added");
    return seen;
}

/* What stories the store has, in one number. */
static uint64_t stories_of(struct store *store)
{
    struct syn_error error;
    struct question *q = database_ask(store_database(store), "SELECT id, story FROM article ORDER BY id");
    uint64_t hash = 1;
    while (question_next(q, &error))
        hash = hash * 1099511628211u + (uint64_t)question_get_int(q, 0) * 31 + (uint64_t)question_get_int(q, 1);
    question_done(q);
    return hash;
}

static void check_whole(struct store *store)
{
    struct health_sink sink = { .finding = NULL };
    struct syn_error error;
    uint64_t findings = 1;
    check(health_check(store, true, &sink, &findings, &error) && !findings, "the store is whole");
}

/* In one run, and in three with other numbers of threads: the same stories. */
static void test_runs(void)
{
    struct syn_error error;
    uint64_t stories[2];
    for (int pass = 0; pass < 2; pass++) {
        struct store *store = open_store(store_path);
        for (int part = 0; part <= 2 * pass; part++) {
            struct intake *intake = open_intake(store, pass ? 1 : 3);
            write_lines(file_path, 0, pass ? MANY * (part + 1) / 3 : MANY);
            struct seen seen = add(intake, file_path);
            if (!pass) {
                check(seen.stored == MANY && seen.in_order, "each is acknowledged, in the order of the input");
                check(seen.problems == 7, "what is no record is said, and the rest goes on");
                check(intake_counts(intake).articles == MANY, "and counted");
            }
            if (pass && part < 2)      /* no settling in between, as one long run has none */
                check(intake_counts(intake).known == (uint64_t)(part ? MANY / 3 : 0), "what came before is passed over");
            check(pass && part < 2 ? true : intake_settle(intake, &error), "settled");
            check(intake_close(intake, &error), "closed");
        }
        stories[pass] = stories_of(store);
        check_whole(store);
        store_close(store);
        remove_store(store_path);
    }
    check(stories[0] != 1 && stories[1] != 1, "there are stories");
}

/* A correction by hand while an intake is open is known to it when it goes on. */
static void test_others(void)
{
    struct syn_error error;
    struct store *store = open_store(store_path), *other = open_store(store_path);
    struct intake *intake = open_intake(store, 2);
    write_lines(file_path, 0, 70);
    add(intake, file_path);
    int64_t article = 4;
    struct correction correction;
    struct arena scratch = region_open(1 << 20).arena;
    struct stored_article moved, beside;
    check(store_article(other, &scratch, 5, &beside, &error), "an article of another story");
    check(correct_move(other, NOW, &(struct stored_ids){ &article, 1 }, beside.story, &correction, &error) &&
          correction.moved == 1, "another one moves an article there by hand");
    write_lines(file_path, 70, 140);
    struct seen seen = add(intake, file_path);
    check(seen.stored == 70, "the intake goes on");
    check(intake_close(intake, &error), "and ends");
    check(store_article(store, &scratch, 4, &moved, &error) && store_article(store, &scratch, 5, &beside, &error) &&
          moved.story == beside.story, "the article is where it was put");
    check_whole(store);
    store_close(other);
    store_close(store);
    remove_store(store_path);
}

/* Documents at hand: all is in when the call returns. */
static void test_documents(void)
{
    struct syn_error error;
    struct store *store = open_store(store_path);
    struct intake *intake = open_intake(store, 2);
    struct raw_document page = { .kind = RAW_HTML, .name = SPAN("page"), .url = SPAN("https://paper.example/quay"),
        .bytes = SPAN("<html><title>Quay closed</title><body><article><h1>Quay closed</h1><p>The old quay of Hartmouth was "
                      "closed on Monday after cracks were found in it, the harbour office said in a statement.</p><p>Boats "
                      "must land at the new pier until further notice, it added.</p></article></body></html>") };
    struct seen seen = { .in_order = true };
    struct intake_hooks hooks = { take_stored, take_problem, NULL, &seen };
    check(intake_add_documents(intake, &page, 1, &hooks, &error) && seen.stored == 1, "a page is stored");
    check(!database_in_transaction(store_database(store)), "for good");
    check(intake_add_documents(intake, &page, 1, &hooks, &error) && intake_counts(intake).known == 1, "once");
    page.bytes = SPAN("<p>");
    page.url = SPAN("https://paper.example/empty");
    check(intake_add_documents(intake, &page, 1, &hooks, &error) && seen.problems == 1, "an empty one is a problem");
    check(intake_close(intake, &error), "closed");
    check_whole(store);
    store_close(store);
    remove_store(store_path);
}

static void write_states(const char *path, const char *const *texts, const char *const *seen, int count)
{
    FILE *file = fopen(path, "w");
    for (int i = 0; i < count; i++)
        fprintf(file, "{\"url\": \"https://paper.example/quay\", \"title\": \"Quay\", \"seen\": \"%s\", "
                "\"text\": \"The old quay of Hartmouth %s on Monday, the harbour office said.\"}\n", seen[i], texts[i]);
    fclose(file);
}

/* What is known is passed over without being annotated; but not while a change of the same article is on its way. */
static void test_known(void)
{
    static const char *const texts[] = { "was closed", "was opened", "was closed" };
    static const char *const seen[] = { "2031-03-01T10:00:00Z", "2031-03-02T10:00:00Z", "2031-03-03T10:00:00Z" };
    struct syn_error error;
    struct store *store = open_store(store_path);
    struct intake *intake = open_intake(store, 2);
    write_states(file_path, texts, seen, 1);
    add(intake, file_path);
    write_states(file_path, texts + 1, seen + 1, 2);
    check(add(intake, file_path).stored == 2, "two states of a known article come together");
    check(intake_counts(intake).versions == 2, "the second is a version though its text is that of the stored one");
    write_states(file_path, texts, seen, 3);
    check(add(intake, file_path).stored == 3 && intake_counts(intake).known == 3, "all of them again are known");
    check(intake_close(intake, &error), "closed");
    check_whole(store);
    store_close(store);
    remove_store(store_path);
}

int main(void)
{
    close(mkstemp(file_path));
    close(mkstemp(store_path));
    unlink(store_path);
    test_runs();
    test_others();
    test_documents();
    test_known();
    unlink(file_path);
    return tap_end();
}
