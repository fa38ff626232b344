#include "read/read.h"

#include "base/buffer.h"
#include "read/inflate.h"
#include "read/jsonl.h"
#include "read/open_file.h"
#include "read/sniff.h"

enum { TEXT_BLOCK = 64 << 10 };

struct reader {
    const struct read_sink *sink;
    struct read_counts counts;
    bool stopped;
    struct file_info above[READ_DEPTH_MAX];   /* the folders that are open, outermost first */
    unsigned depth;
};

static void give(struct reader *r, const struct raw_document *raw)
{
    r->counts.documents++;
    if (!r->sink->document(r->sink->context, raw))
        r->stopped = true;
}

static void report(struct reader *r, const struct syn_error *error)
{
    r->counts.problems++;
    r->sink->problem(r->sink->context, error);
}

static void refuse(struct reader *r, const struct source *source, enum syn_status status, const char *why)
{
    struct syn_error error;
    struct span name = source_shown(source);
    error_set(&error, status, 0, "cannot read %.*s: %s", (int)name.len, name.at, why);
    report(r, &error);
}

/* ---- one file's bytes */
struct records { struct reader *reader; struct span name; size_t count; };

static bool give_record(void *context, const struct jsonl_record *record)
{
    struct records *records = context;
    struct raw_document raw = { .kind = RAW_RECORD, .bytes = record->bytes, .name = records->name, .at = record->at,
                                .line = record->line };
    records->count++;
    give(records->reader, &raw);
    return !records->reader->stopped;
}

static void give_problem(void *context, const struct syn_error *error)
{
    struct records *records = context;
    records->count++;
    report(records->reader, error);
}

static void read_records(struct arena scratch, struct reader *r, struct source *source)
{
    struct records records = { r, source->name, 0 };
    struct jsonl_sink sink = { give_record, give_problem, &records };
    jsonl_read(scratch, source, READ_BYTES_MAX, &sink);
    if (!records.count)
        refuse(r, source, SYN_BAD_FORMAT, "it holds no records; write one JSON object a line");
}

/* All bytes of the source, up to one more than the limit. */
static bool read_all(struct arena *keep, struct source *source, struct span *bytes, struct syn_error *error)
{
    struct buffer all = buffer_in(keep);
    for (;;) {
        size_t room = all.len < TEXT_BLOCK ? TEXT_BLOCK : all.len;
        if (room > READ_BYTES_MAX + 1 - all.len)
            room = READ_BYTES_MAX + 1 - all.len;
        long got = source_read(source, buffer_reserve(&all, room), room, error);
        if (got < 0)
            return false;
        all.len += (size_t)got;
        if (got == 0 || all.len > READ_BYTES_MAX)
            break;
    }
    *bytes = buffer_span(&all);
    return true;
}

static void read_whole(struct arena scratch, struct reader *r, struct source *source, enum raw_kind kind)
{
    struct syn_error error;
    struct span bytes;
    if (!read_all(&scratch, source, &bytes, &error)) {
        report(r, &error);
        return;
    }
    if (bytes.len > READ_BYTES_MAX) {
        refuse(r, source, SYN_TOO_LARGE, "it is larger than the limit of 32 MiB for one document; split it");
        return;
    }
    struct raw_document raw = { .kind = kind, .bytes = bytes, .name = source->name, .id = sniff_id(source->name) };
    give(r, &raw);
}

static void read_unpacked(struct arena scratch, struct reader *r, struct source *source)
{
    struct syn_error error;
    struct span first;
    if (!source_peek(&scratch, source, SNIFF_BYTES, &first, &error)) {
        report(r, &error);
        return;
    }
    switch (sniff(source->name, first)) {
    case SNIFF_EMPTY:
        if (first.len < SNIFF_BYTES)
            refuse(r, source, SYN_BAD_FORMAT, "it is empty; fetch it anew or leave it out");
        else
            read_whole(scratch, r, source, RAW_TEXT);
        break;
    case SNIFF_BINARY:
        refuse(r, source, SYN_BAD_FORMAT, "it is not text (binary data); give text, HTML or JSON lines");
        break;
    case SNIFF_TEXT:
        read_whole(scratch, r, source, RAW_TEXT);
        break;
    case SNIFF_HTML:
        read_whole(scratch, r, source, RAW_HTML);
        break;
    case SNIFF_JSON:
        read_records(scratch, r, source);
        break;
    }
}

static void read_source(struct arena scratch, struct reader *r, struct source *source)
{
    struct syn_error error;
    struct span head;
    if (!source_peek(&scratch, source, 3, &head, &error)) {
        report(r, &error);
        return;
    }
    if (!inflate_knows(head)) {
        read_unpacked(scratch, r, source);
        return;
    }
    struct source unpacked = inflate_source(&scratch, source);
    read_unpacked(scratch, r, &unpacked);
}

/* ---- paths */
static void read_path(struct arena scratch, struct reader *r, const char *path);

static void read_file(struct arena scratch, struct reader *r, const char *path)
{
    struct syn_error error;
    struct file file;
    if (!file_open(path, &file, &error)) {
        report(r, &error);
        return;
    }
    struct source source = file_source(&file);
    read_source(scratch, r, &source);
    file_close(&file);
}

static bool leads_back(const struct reader *r, const struct file_info *folder)
{
    for (unsigned i = 0; i < r->depth; i++)
        if (r->above[i].device == folder->device && r->above[i].inode == folder->inode)
            return true;
    return false;
}

static void read_folder(struct arena scratch, struct reader *r, const char *path, const struct file_info *info)
{
    struct syn_error error;
    struct spans names;
    struct source named = { .name = span_of(path) };
    if (leads_back(r, info))
        return;
    if (r->depth == READ_DEPTH_MAX) {
        refuse(r, &named, SYN_TOO_LARGE, "it lies deeper than 64 folders; give its path by itself");
        return;
    }
    if (!file_list(&scratch, path, &names, &error)) {
        report(r, &error);
        return;
    }
    size_t before = r->counts.documents + r->counts.problems;
    bool slash = path[0] && path[strlen(path) - 1] == '/';
    r->above[r->depth++] = *info;
    for (uint32_t i = 0; i < names.count && !r->stopped; i++) {
        struct arena inner = scratch;
        struct span child = arena_printf(&inner, "%s%s%s", path, slash ? "" : "/", names.at[i].at);
        read_path(inner, r, child.at);
    }
    r->depth--;
    if (!r->depth && before == r->counts.documents + r->counts.problems)
        refuse(r, &named, SYN_NOT_FOUND, "the folder holds no files; check the path");
}

static void read_path(struct arena scratch, struct reader *r, const char *path)
{
    struct syn_error error;
    struct file_info info;
    if (strcmp(path, "-") == 0)
        read_file(scratch, r, path);
    else if (!file_look(path, &info, &error))
        report(r, &error);
    else if (info.type == FILE_FOLDER)
        read_folder(scratch, r, path, &info);
    else
        read_file(scratch, r, path);
}

struct read_counts read_inputs(struct arena scratch, const char *const *inputs, size_t count,
                               const struct read_sink *sink)
{
    struct reader reader = { .sink = sink };
    for (size_t i = 0; i < count && !reader.stopped; i++)
        read_path(scratch, &reader, inputs[i]);
    return reader.counts;
}

struct read_counts read_bytes(struct arena scratch, struct span bytes, struct span name, const struct read_sink *sink)
{
    struct reader reader = { .sink = sink };
    struct source source = { .ahead = bytes, .name = name };
    read_source(scratch, &reader, &source);
    return reader.counts;
}
