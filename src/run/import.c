#include "read/inflate.h"
#include "read/jsonl.h"
#include "read/open_file.h"
#include "run/export.h"
#include "store/whole.h"

enum { PROGRESS_EACH = 256, PEEK = 4 };
static const size_t ROOM = (size_t)1 << 30, LINE_MAX_BYTES = (size_t)256 << 20;

struct import {
    struct whole_reader *reader;
    struct region scratch;
    void (*progress)(void *context, const char *doing, size_t done);
    void *context;
    size_t lines;
    struct syn_error *error;
    bool failed;
};

static bool take_record(void *context, const struct jsonl_record *record)
{
    struct import *in = context;
    if (in->failed)
        return false;
    if (in->progress && ++in->lines % PROGRESS_EACH == 0)
        in->progress(in->context, "importing", in->lines);
    in->failed = !whole_take(in->reader, in->scratch.arena, record->bytes, in->error);
    return !in->failed;
}

/* A store with a line left out is another store: nothing is gone over. */
static void take_problem(void *context, const struct syn_error *error)
{
    struct import *in = context;
    if (!in->failed)
        *in->error = *error;
    in->failed = true;
}

static bool read_lines(struct import *in, struct file *file)
{
    struct region region = region_open(ROOM);
    struct source plain = file_source(file), unpacked, *source = &plain;
    struct span first;
    bool good = source_peek(&region.arena, &plain, PEEK, &first, in->error);
    if (good && inflate_knows(first)) {
        unpacked = inflate_source(&region.arena, &plain);
        source = &unpacked;
    }
    if (good)
        jsonl_read(region.arena, source, LINE_MAX_BYTES,
                   &(struct jsonl_sink){ take_record, take_problem, in });
    region_close(&region);
    return good && !in->failed;
}

bool import_run(struct store *store, const char *path, void (*progress)(void *context, const char *doing, size_t done),
                void *context, uint64_t *articles, struct syn_error *error)
{
    struct import in = { .progress = progress, .context = context, .error = error };
    struct region keep = region_open((size_t)1 << 20);
    struct file file;
    if (!file_open(path, &file, error)) {
        region_close(&keep);
        return false;
    }
    in.scratch = region_open(ROOM);
    in.reader = whole_begin(&keep.arena, store, error);
    bool good = in.reader && read_lines(&in, &file) && whole_end(in.reader, error);
    if (!good)
        database_rollback(store_database(store));
    *articles = in.reader ? whole_articles(in.reader) : 0;
    file_close(&file);
    region_close(&in.scratch);
    region_close(&keep);
    return good;
}
