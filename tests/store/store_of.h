/* tests/store/store_of.h -- a store in a file of its own, and articles for it */
#ifndef SYN_TESTS_STORE_OF_H
#define SYN_TESTS_STORE_OF_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/arrival.h"
#include "store/key.h"
#include "store/stories.h"
#include "tap.h"
#include "text/sentence.h"
#include "text/token.h"

struct test_store {
    char path[64];
    struct store *store;
    struct region region;
    struct compressor *compressor;
};

static inline void test_store_remove(const char *path)
{
    static const char *const endings[] = { "", "-wal", "-shm" };
    char name[96];
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

static inline struct test_store test_store_open(void)
{
    struct test_store t = { .path = "/tmp/synoptic-test-XXXXXX", .region = test_region(),
                            .compressor = compressor_open() };
    struct syn_error error;
    close(mkstemp(t.path));
    unlink(t.path);
    t.store = store_open(t.path, DATABASE_CREATE, &error);
    if (!t.store)
        printf("Bail out! %s\n", error.text);
    return t;
}

static inline void test_store_close(struct test_store *t)
{
    store_close(t->store);
    compressor_close(t->compressor);
    test_store_remove(t->path);
    region_close(&t->region);
}

/* A report of one paragraph a line, its tokens, and nothing found in it but what the caller puts there. */
static inline struct report *test_report(struct arena *keep, const char *url, const char *title, const char *text)
{
    struct report *r = arena_new(keep, struct report, 1);
    struct article *a = &r->article;
    a->text = arena_copy(keep, span_of(text));
    a->title = span_of(title);
    a->url = span_of(url);
    a->language = SPAN("en");
    a->outlet = SPAN("Harbour Times");
    a->blocks.at = arena_new(keep, struct block, 1);
    a->blocks.at[a->blocks.count++] = (struct block){ { 0, (uint32_t)a->text.len }, BLOCK_PARAGRAPH };
    r->notes.tokens = token_split(keep, a->text, a->blocks.at[0].at);
    return r;
}

static inline struct raw_document test_raw(const struct article *a)
{
    return (struct raw_document){ .kind = RAW_TEXT, .bytes = a->text, .url = a->url, .name = SPAN("reports/first.txt"), .id = SPAN("first") };
}

/* In a transaction of its own; a new article founds, or joins, `story`. */
static inline struct addition test_add(struct test_store *t, const struct report *report, int64_t now, int64_t story)
{
    struct syn_error error;
    struct addition out = { .article = 0 };
    struct raw_document raw = test_raw(&report->article);
    struct arrival_source source = { .raw = &raw, .report = report, .content = key_content(&report->article) };
    struct arena scratch = arena_half(&t->region.arena), *keep = &t->region.arena;
    struct arrival *arrival = arrival_prepare(keep, scratch, t->compressor, &source);
    bool good = database_begin(store_database(t->store), &error) &&
                store_add(t->store, scratch, arrival, now, &out, &error);
    struct story_event joined = { .at = now, .kind = STORY_JOINED, .article = out.article, .story = story };
    good = good && (out.what != ADDED_NEW || store_place(t->store, &joined, &error)) &&
           database_commit(store_database(t->store), &error);
    if (!good)
        printf("# %s\n", error.text);
    check(good, "an article is added");
    return out;
}

#endif
