/* A cache in a folder of its own. */
#include "read/open_cache.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tap.h"

static char folder[64];
static struct region keep, scratch;

static const char *path_of(const char *name)
{
    static char path[4][256];
    static unsigned turn;
    char *to = path[turn++ % 4];
    snprintf(to, sizeof path[0], "%s/%s", folder, name);
    return to;
}

static struct cache *open_at(const char *name, uint64_t most)
{
    struct syn_error error;
    struct cache *cache = cache_open(path_of(name), most, &error);
    check(cache != NULL, "a cache opens");
    return cache;
}

static void put(struct cache *cache, const char *url, struct span body)
{
    struct page_store store = cache_store(cache);
    struct page page = { .url = span_of(url), .etag = SPAN("\"e\""), .body = body };
    store.put(store.context, scratch.arena, &page);
}

static bool has(struct cache *cache, const char *url, struct span body)
{
    struct page_store store = cache_store(cache);
    struct page page;
    return store.get(store.context, &keep.arena, span_of(url), &page) && span_equal(page.body, body);
}

static int count_files(const char *name)
{
    char command[300];
    int count = -1;
    snprintf(command, sizeof command, "ls -A %s | wc -l", path_of(name));
    FILE *list = popen(command, "r");
    if (list && fscanf(list, "%d", &count) != 1)
        count = -1;
    if (list)
        pclose(list);
    return count;
}

static void test_keeping(void)
{
    struct cache *cache = open_at("a/b/c", 1 << 20);
    check(!has(cache, "http://a.example/1", SPAN("one")), "nothing is there");
    put(cache, "http://a.example/1", SPAN("one"));
    check(has(cache, "http://a.example/1", SPAN("one")), "what was put is there");
    check(!has(cache, "http://a.example/2", SPAN("one")), "for its own address");
    put(cache, "http://a.example/1", SPAN("new"));
    check(has(cache, "http://a.example/1", SPAN("new")), "and takes the place of what was before");
    check(count_files("a/b/c") == 1, "nothing else is left");
    struct cache *second = open_at("a/b/c", 1 << 20);
    put(second, "http://a.example/1", SPAN("two"));
    check(has(cache, "http://a.example/1", SPAN("two")), "two runs see one cache");
    cache_close(second);
    cache_close(cache);
    struct stat info;
    check(stat(path_of("a/b/c"), &info) == 0 && (info.st_mode & 077) == 0, "nobody else may look in");
}

static void test_damage(void)
{
    struct cache *cache = open_at("damaged", 1 << 20);
    put(cache, "http://a.example/1", SPAN("one"));
    char command[400];
    snprintf(command, sizeof command, "for f in %s/*.page; do printf x >>$f; done", path_of("damaged"));
    check(system(command) == 0, "a file is damaged");
    check(!has(cache, "http://a.example/1", SPAN("one")), "it is as if it were not there");
    put(cache, "http://a.example/1", SPAN("one"));
    check(has(cache, "http://a.example/1", SPAN("one")), "and is written anew");
    snprintf(command, sizeof command, "cd %s && for f in *.page; do mv $f whole && ln -s whole $f; done",
             path_of("damaged"));
    check(system(command) == 0, "a link stands in its place");
    check(!has(cache, "http://a.example/1", SPAN("one")), "and is not followed");
    cache_close(cache);
}

static void set_age(const char *name, time_t seconds)
{
    struct timespec times[2] = { { .tv_sec = time(NULL) - seconds }, { .tv_sec = time(NULL) - seconds } };
    utimensat(AT_FDCWD, path_of(name), times, 0);
}

static void write_file(const char *name)
{
    FILE *out = fopen(path_of(name), "wb");
    if (out)
        fclose(out);
}

/* The only file of the folder that is a page, made old. */
static void make_old(const char *name)
{
    char command[400];
    snprintf(command, sizeof command, "for f in %s/*.page; do touch -d '2 days ago' $f; done", path_of(name));
    check(system(command) == 0, "time goes by");
}

static void test_bound(void)
{
    struct span body = { arena_take(&keep.arena, 1, 1, 4000), 4000 };
    struct cache *cache = open_at("bound", 10000);
    put(cache, "http://a.example/1", body);
    put(cache, "http://a.example/2", body);
    make_old("bound");
    put(cache, "http://a.example/3", body);
    check(has(cache, "http://a.example/1", body), "the first is used");
    write_file("bound/mine.txt");
    write_file("bound/12-3.new");
    write_file("bound/12-4.new");
    set_age("bound/mine.txt", 1000000);
    set_age("bound/12-3.new", 10000);
    cache_close(cache);
    cache = open_at("bound", 10000);
    check(has(cache, "http://a.example/1", body), "what was used lately stays");
    check(has(cache, "http://a.example/3", body), "as does what came last");
    check(!has(cache, "http://a.example/2", body), "what was not goes");
    check(access(path_of("bound/mine.txt"), F_OK) == 0, "what is not ours stays");
    check(access(path_of("bound/12-3.new"), F_OK) != 0, "what a stopped run left goes");
    check(access(path_of("bound/12-4.new"), F_OK) == 0, "what a run is writing stays");
    cache_close(cache);
}

static void test_refused(void)
{
    struct syn_error error = { .text = "" };
    write_file("file");
    check(!cache_open(path_of("file"), 1, &error), "a file is no folder");
    check(strstr(error.text, "cannot keep pages in ") == error.text, "which is said");
    check(strstr(error.text, "--no-cache") != NULL, "with what to do");
    check(!cache_open(path_of("file/below"), 1, &error), "nor is one below it");
}

static void test_usual_folder(void)
{
    setenv("HOME", "/home/reader", 1);
    setenv("XDG_CACHE_HOME", "/tmp/caches", 1);
    check_text(cache_usual_folder(&keep.arena), SPAN("/tmp/caches/synoptic"), "where the system says");
    setenv("XDG_CACHE_HOME", "relative", 1);
    check_text(cache_usual_folder(&keep.arena), SPAN("/home/reader/.cache/synoptic"), "which must be a full path");
    unsetenv("XDG_CACHE_HOME");
    unsetenv("HOME");
    check(cache_usual_folder(&keep.arena).len == 0, "or nowhere");
}

int main(void)
{
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%.40s/cache-XXXXXX", base ? base : "/tmp");
    if (!mkdtemp(folder))
        return 1;
    keep = test_region();
    scratch = test_region();
    test_keeping();
    test_damage();
    test_bound();
    test_refused();
    test_usual_folder();
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command))
        printf("# %s stays behind\n", folder);
    return tap_end();
}
