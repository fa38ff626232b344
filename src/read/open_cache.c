#include "read/open_cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "read/read.h"
#include "read/source.h"

enum { NAME_ROOM = 64, FILE_MAX = READ_BYTES_MAX + PAGE_HEAD_MAX, STALE_SECONDS = 3600, LIST_BYTES = 256 << 20 };
#define ENDING ".page"
#define UNFINISHED ".new"

struct cache {
    struct region own;
    int folder;
    uint64_t bytes_max;
    unsigned written;            /* numbers the files under way */
};

static void name_of(struct span url, char name[NAME_ROOM])
{
    snprintf(name, NAME_ROOM, "%016llx" ENDING, (unsigned long long)hash_span(url));
}

/* ---- reading ---- */

static bool read_file(int file, struct arena *keep, struct span *bytes)
{
    struct stat info;
    if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > FILE_MAX)
        return false;
    size_t size = (size_t)info.st_size, filled = 0;
    char *into = arena_take_raw(keep, 1, 1, size);
    while (filled < size) {
        ssize_t got = read(file, into + filled, size - filled);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        filled += (size_t)got;
    }
    *bytes = (struct span){ into, filled };
    return true;
}

static bool get(void *context, struct arena *keep, struct span url, struct page *page)
{
    struct cache *cache = context;
    char name[NAME_ROOM];
    struct span bytes;
    name_of(url, name);
    int file = openat(cache->folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0)
        return false;
    bool good = read_file(file, keep, &bytes) && page_read(bytes, page) && span_equal(page->url, url);
    /* The time of the last use is the file's own: what was used lately is removed last. */
    if (good)
        futimens(file, (const struct timespec[2]){ { .tv_nsec = UTIME_NOW }, { .tv_nsec = UTIME_NOW } });
    close(file);
    return good;
}

/* ---- writing ---- */

static bool write_all(int file, struct span bytes)
{
    while (bytes.len) {
        ssize_t put = write(file, bytes.at, bytes.len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes = span_from(bytes, (size_t)put);
    }
    return true;
}

static void put(void *context, struct arena scratch, const struct page *page)
{
    struct cache *cache = context;
    char name[NAME_ROOM], under_way[NAME_ROOM];
    struct buffer out = buffer_in(&scratch);
    buffer_reserve(&out, page->body.len + 4096);
    page_write(&out, page);
    name_of(page->url, name);
    snprintf(under_way, sizeof under_way, "%ld-%u" UNFINISHED, (long)getpid(), cache->written++);
    if (out.len - page->body.len > PAGE_HEAD_MAX)
        return;
    int file = openat(cache->folder, under_way, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return;
    bool good = write_all(file, buffer_span(&out));
    if (close(file) != 0 || !good || renameat(cache->folder, under_way, cache->folder, name) != 0)
        unlinkat(cache->folder, under_way, 0);
}

struct page_store cache_store(struct cache *cache) { return (struct page_store){ cache, get, put }; }

/* ---- what is too much ---- */

struct kept { int64_t used; uint64_t size; struct span name; };
struct keeps { struct kept *at; size_t count, room; uint64_t bytes; };

static int by_use(const void *a, const void *b)
{
    const struct kept *x = a, *y = b;
    if (x->used != y->used)
        return x->used < y->used ? -1 : 1;
    return span_compare(x->name, y->name);
}

/* Only files that are ours: a folder that was named by mistake loses nothing. */
static void look_at(const struct cache *cache, struct arena *keep, struct keeps *keeps, const char *name)
{
    struct stat info;
    struct span s = span_of(name);
    bool page = s.len == 16 + sizeof ENDING - 1 && span_ends(s, SPAN(ENDING));
    bool unfinished = span_ends(s, SPAN(UNFINISHED)) && s.len && byte_is_digit(s.at[0]);
    if ((!page && !unfinished) || fstatat(cache->folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 ||
        !S_ISREG(info.st_mode))
        return;
    if (unfinished) {
        if (info.st_mtime + STALE_SECONDS < time(NULL))
            unlinkat(cache->folder, name, 0);
        return;
    }
    struct span copy = arena_copy(keep, s);
    ARENA_ROOM(keep, keeps->at, keeps->count, keeps->room);
    int64_t used = (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
    keeps->at[keeps->count++] = (struct kept){ used, (uint64_t)info.st_size, copy };
    keeps->bytes += (uint64_t)info.st_size;
}

static void remove_oldest(const struct cache *cache)
{
    struct region region = region_open(LIST_BYTES);
    struct keeps keeps = { .count = 0 };
    int again = openat(cache->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = again >= 0 ? fdopendir(again) : NULL;
    if (!folder && again >= 0)
        close(again);
    for (struct dirent *entry; folder && (entry = readdir(folder)) && keeps.count < 500000;)
        look_at(cache, &region.arena, &keeps, entry->d_name);
    if (folder)
        closedir(folder);
    if (keeps.bytes > cache->bytes_max)
        qsort(keeps.at, keeps.count, sizeof *keeps.at, by_use);
    for (size_t i = 0; i < keeps.count && keeps.bytes > cache->bytes_max; i++) {
        unlinkat(cache->folder, keeps.at[i].name.at, 0);
        keeps.bytes -= keeps.at[i].size;
    }
    region_close(&region);
}

/* ---- opening ---- */

static bool make_folders(struct arena scratch, const char *folder)
{
    struct span path = arena_copy(&scratch, span_of(folder));
    char *letters = (char *)(uintptr_t)path.at;
    for (size_t i = 1; i <= path.len; i++) {
        if (i < path.len && letters[i] != '/')
            continue;
        letters[i] = 0;
        if (mkdir(letters, 0700) != 0 && errno != EEXIST && errno != EISDIR && errno != EROFS && errno != EACCES)
            return false;
        if (i < path.len)
            letters[i] = '/';
    }
    return true;
}

struct cache *cache_open(const char *folder, uint64_t bytes_max, struct syn_error *error)
{
    struct region own = region_open(sizeof(struct cache) + strlen(folder) + 8192);
    struct cache *cache = arena_new(&own.arena, struct cache, 1);
    int open_folder = -1;
    if (make_folders(own.arena, folder))
        open_folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (open_folder < 0 || faccessat(open_folder, ".", W_OK | X_OK, 0) != 0) {
        error_set(error, SYN_IO, 0,
                  "cannot keep pages in %.*s: %s; name another folder with --cache, or give --no-cache",
                  SOURCE_NAME_SHOWN, folder, strerror(errno));
        if (open_folder >= 0)
            close(open_folder);
        region_close(&own);
        return NULL;
    }
    *cache = (struct cache){ .own = own, .folder = open_folder, .bytes_max = bytes_max };
    return cache;
}

void cache_close(struct cache *cache)
{
    struct region own = cache->own;
    remove_oldest(cache);
    close(cache->folder);
    region_close(&own);
}

struct span cache_usual_folder(struct arena *keep)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && cache[0] == '/')
        return arena_printf(keep, "%s/synoptic", cache);
    if (home && home[0] == '/')
        return arena_printf(keep, "%s/.cache/synoptic", home);
    return (struct span){ "", 0 };
}
