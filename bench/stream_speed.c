/* bench/stream_speed.c -- what grouping a stream costs, part by part, on one thread
 *
 *     bench_stream [--window N] [--least X] [--stories] FILE.jsonl
 *
 * Goes from the bytes of a file of article records to stories and prints, at each 10,000, 50,000, 100,000 ... articles,
 * a row: articles a second since the last row and in all (processor time), microseconds an article of each part since
 * the last row (elapsed time: read and extract, bag, rarities and place in a story with reviews), bytes held an article
 * in the window, and the memory of the process, with the pages of the file that is read.  With --stories each article's
 * last story is printed instead, as JSON lines.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "base/calendar.h"
#include "extract/extract.h"
#include "group/stream.h"
#include "read/jsonl.h"

enum { PARTS = 4 };
static const char *const parts[PARTS] = { "read", "extract", "bag", "stream" };

struct bench {
    struct region keep, scratch, lists;
    struct stream *stream;
    struct lexis *lexis;
    uint32_t *story_of;          /* by article */
    struct span *id_of;
    size_t room, id_room;
    uint32_t count, row_at;
    bool stories;
    double part[PARTS], begun, row_begun, last;
    uint64_t merged, moved;
};

static double clock_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void lap(struct bench *b, int part)
{
    double now = clock_of(CLOCK_MONOTONIC);
    b->part[part] += now - b->last;
    b->last = now;
}

static double megabytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static void print_row(struct bench *b)
{
    double now = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    struct stream_counts counts = stream_count(b->stream);
    uint32_t since = b->count - b->row_at;
    printf("%8u  %7.0f/s here  %7.0f/s  us:", b->count, since / (now - b->row_begun), b->count / (now - b->begun));
    for (int i = 0; i < PARTS; i++) {
        printf(" %s %.1f", parts[i], b->part[i] / since * 1e6);
        b->part[i] = 0;
    }
    printf("  held %u in %u stories, %.0f B each; %.0f MB; %llu mergers, %llu moves\n", counts.articles_held,
           counts.stories_held, (double)counts.bytes / (counts.articles_held ? counts.articles_held : 1), megabytes(),
           (unsigned long long)b->merged, (unsigned long long)b->moved);
    fflush(stdout);
    b->row_begun = now;
    b->row_at = b->count;
    b->last = clock_of(CLOCK_MONOTONIC);
}

static void take_events(struct bench *b)
{
    uint32_t count;
    const struct stream_event *events = stream_events(b->stream, &count);
    for (uint32_t i = 0; i < count; i++) {
        b->merged += events[i].kind == STREAM_MERGED;
        b->moved += events[i].kind != STREAM_MERGED;
        if (!b->stories)
            continue;
        if (events[i].article != STREAM_ALL)
            b->story_of[events[i].article] = events[i].to;
        for (uint32_t a = 0; events[i].article == STREAM_ALL && a < b->count; a++)
            if (b->story_of[a] == events[i].from)
                b->story_of[a] = events[i].to;
    }
}

static void remember(struct bench *b, const struct article *article, uint32_t story)
{
    ARENA_ROOM(&b->lists.arena, b->story_of, b->count, b->room);
    b->story_of[b->count] = story;
    ARENA_ROOM(&b->keep.arena, b->id_of, b->count, b->id_room);
    b->id_of[b->count] = (struct span){ strndup(article->id.at, article->id.len), article->id.len };
}

static bool take_record(void *context, const struct jsonl_record *record)
{
    struct bench *b = context;
    struct raw_document raw = { .kind = RAW_RECORD, .bytes = record->bytes, .at = record->at, .line = record->line };
    struct article article;
    struct syn_error error;
    struct arena keep = b->scratch.arena, scratch = arena_half(&keep);
    lap(b, 0);
    bool good = extract_brief(&keep, scratch, &raw, &article, &error);
    lap(b, 1);
    if (!good)
        return true;
    b->lexis->skip_bridges = !stream_wants_bridges(b->stream);
    struct bag bag = bag_of(&keep, scratch, b->lexis, &article);
    lap(b, 2);
    double day = (double)article.published.from / DAY_SECONDS;
    uint32_t story = stream_add(b->stream, &bag, day, when_known(article.published));
    if (b->stories)
        remember(b, &article, story);
    b->count++;
    take_events(b);
    lap(b, 3);
    if (b->count == 10000 || b->count == 50000 || b->count % 100000 == 0)
        if (!b->stories)
            print_row(b);
    return true;
}

static void take_problem(void *context, const struct syn_error *error)
{
    (void)context;
    fprintf(stderr, "bench_stream: %s\n", error->text);
}

static struct span map_file(const char *path)
{
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status)) {
        perror(path);
        exit(1);
    }
    char *at = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    return (struct span){ at, (size_t)status.st_size };
}

int main(int argc, char **argv)
{
    struct stream_settings settings = { 0 };
    struct bench b = { .count = 0 };
    const char *path = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--window") == 0 && i + 1 < argc)
            settings.window = (uint32_t)strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--least") == 0 && i + 1 < argc)
            settings.least = strtod(argv[++i], NULL);
        else if (strcmp(argv[i], "--stories") == 0)
            b.stories = true;
        else
            path = argv[i];
    }
    if (!path) {
        fprintf(stderr, "bench_stream [--window N] [--least X] [--stories] FILE.jsonl\n");
        return 2;
    }
    b.keep = region_open((size_t)1 << 34);
    b.lists = region_open((size_t)1 << 34);
    b.scratch = region_open((size_t)1 << 34);
    struct region reading = region_open((size_t)1 << 34);
    b.lexis = lexis_in(&b.lists.arena);
    b.stream = stream_open(&settings);
    struct source source = { .ahead = map_file(path), .name = span_of(path) };
    b.last = clock_of(CLOCK_MONOTONIC);
    b.begun = b.row_begun = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    jsonl_read(reading.arena, &source, (size_t)64 << 20, &(struct jsonl_sink){ take_record, take_problem, &b });
    stream_settle(b.stream);
    take_events(&b);
    lap(&b, 3);
    if (!b.stories)
        print_row(&b);
    for (uint32_t i = 0; b.stories && i < b.count; i++)
        printf("{\"id\": \"%.*s\", \"story\": %u}\n", (int)b.id_of[i].len, b.id_of[i].at, b.story_of[i]);
    stream_close(b.stream);
    return 0;
}
