/* bench/grouping_image.c -- what it takes to write the state of grouping down, and to take it up again
 *
 *     bench_grouping [--every N] FILE.jsonl
 *
 * Groups the article records of a file as they come and prints, at each N of them (100,000) and at the end, a row: how
 * many came and how many are in memory, the bytes of the state, the milliseconds of processor time to save it, to
 * restore it and to save what was restored (which must be the same bytes), and the memory of the process, with the pages
 * of the file that is read.  The image is kept in memory.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/hash.h"
#include "extract/extract.h"
#include "read/jsonl.h"
#include "run/grouping.h"

struct bench {
    struct region scratch, lists;
    struct grouping *grouping;
    struct lexis *lexis;
    uint32_t count, every;
    char *image;
    size_t length, room, read;
};

static double spent_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool take_bytes(void *context, const void *bytes, size_t length)
{
    struct bench *b = context;
    if (b->room - b->length < length)
        return false;
    memcpy(b->image + b->length, bytes, length);
    b->length += length;
    return true;
}

static bool give_bytes(void *context, void *bytes, size_t length)
{
    struct bench *b = context;
    if (b->length - b->read < length)
        return false;
    memcpy(bytes, b->image + b->read, length);
    b->read += length;
    return true;
}

static double save(struct bench *b, const struct grouping *g, uint64_t *hash)
{
    double begun = spent_ms();
    b->length = 0;
    if (!grouping_save(g, take_bytes, b)) {
        fprintf(stderr, "bench_grouping: the state is larger than %zu bytes\n", b->room);
        exit(3);
    }
    double took = spent_ms() - begun;
    *hash = hash_span((struct span){ b->image, b->length });
    return took;
}

static void print_row(struct bench *b)
{
    struct stream_counts counts = grouping_counts(b->grouping);
    struct syn_error error;
    struct rusage usage;
    uint64_t first, second;
    double saving = save(b, b->grouping, &first), begun = spent_ms();
    b->read = 0;
    struct grouping *again = grouping_restore(give_bytes, b, &error);
    double restoring = spent_ms() - begun;
    if (!again) {
        fprintf(stderr, "bench_grouping: %s\n", error.text);
        exit(3);
    }
    double saving_again = save(b, again, &second);
    grouping_close(b->grouping);
    b->grouping = again;
    getrusage(RUSAGE_SELF, &usage);
    printf("%8u came, %u of them and %u stories in memory: %.1f MB; saved in %.0f ms, restored in %.0f ms, saved again in "
           "%.0f ms, %s; %ld MB at most\n", counts.articles, counts.articles_held, counts.stories_held,
           (double)b->length / 1e6, saving, restoring, saving_again, first == second ? "the same" : "NOT THE SAME",
           usage.ru_maxrss / 1024);
    fflush(stdout);
}

static bool take_record(void *context, const struct jsonl_record *record)
{
    struct bench *b = context;
    struct raw_document raw = { .kind = RAW_RECORD, .bytes = record->bytes, .at = record->at, .line = record->line };
    struct article article;
    struct syn_error error;
    struct arena keep = b->scratch.arena, scratch = arena_half(&keep);
    if (!extract_brief(&keep, scratch, &raw, &article, &error))
        return true;
    struct bag bag = bag_of(&keep, scratch, b->lexis, &article);
    grouping_add(b->grouping, &bag, (double)article.published.from / DAY_SECONDS, when_known(article.published));
    if (++b->count % b->every == 0)
        print_row(b);
    return true;
}

static void take_problem(void *context, const struct syn_error *error)
{
    (void)context;
    fprintf(stderr, "bench_grouping: %s\n", error->text);
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
    struct bench b = { .every = 100000, .room = (size_t)1 << 30 };
    const char *path = NULL;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--every") == 0 && i + 1 < argc)
            b.every = (uint32_t)strtoul(argv[++i], NULL, 10);
        else
            path = argv[i];
    if (!path || !b.every) {
        fprintf(stderr, "bench_grouping [--every N] FILE.jsonl\n");
        return 2;
    }
    struct region images = region_open(b.room + 4096), reading = region_open((size_t)1 << 34);
    b.image = arena_take_raw(&images.arena, 1, 1, b.room);
    b.lists = region_open((size_t)1 << 26);
    b.scratch = region_open((size_t)1 << 34);
    b.lexis = lexis_in(&b.lists.arena);
    b.grouping = grouping_open(&(struct grouping_settings){ 0 });
    struct source source = { .ahead = map_file(path), .name = span_of(path) };
    jsonl_read(reading.arena, &source, (size_t)64 << 20, &(struct jsonl_sink){ take_record, take_problem, &b });
    print_row(&b);
    grouping_close(b.grouping);
    return 0;
}
