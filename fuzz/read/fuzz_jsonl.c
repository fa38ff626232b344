/* Whatever the bytes: records lie within them, in order, and do not depend on how the bytes come in. */
#include "base/hash.h"
#include "fuzz.h"
#include "read/jsonl.h"
#include "read/read.h"

struct seen { uint64_t hash, end; size_t records; };

static bool note_record(void *context, const struct jsonl_record *record)
{
    struct seen *seen = context;
    assert(record->at >= seen->end && record->bytes.len && record->line);
    seen->end = record->at + record->bytes.len;
    seen->hash = hash_mix(seen->hash, hash_mix(hash_span(record->bytes), record->at));
    seen->records++;
    return true;
}

static void note_problem(void *context, const struct syn_error *error)
{
    assert(error->text[0]);
    (void)context;
}

static bool note_document(void *context, const struct raw_document *raw)
{
    ++*(size_t *)context;
    assert(raw->bytes.len <= READ_BYTES_MAX);
    return true;
}

static long drip(void *context, char *into, size_t room, struct syn_error *error)
{
    struct span *rest = context;
    (void)error;
    if (!rest->len || !room)
        return 0;
    *into = rest->at[0];
    *rest = span_from(*rest, 1);
    return 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = { (const char *)data, size }, rest = bytes;
    fuzz_keep();
    struct seen whole = { 0 }, dripped = { 0 };
    struct source at_once = { .ahead = bytes, .name = SPAN("x") };
    struct source slowly = { .pull = drip, .context = &rest, .name = SPAN("x") };
    jsonl_read(fuzz_scratch(), &at_once, 1 << 20, &(struct jsonl_sink){ note_record, note_problem, &whole });
    jsonl_read(fuzz_scratch(), &slowly, 1 << 20, &(struct jsonl_sink){ note_record, note_problem, &dripped });
    assert(whole.hash == dripped.hash && whole.records == dripped.records && whole.end <= size);
    size_t documents = 0;
    struct read_sink sink = { note_document, note_problem, &documents };
    struct read_counts counts = read_bytes(fuzz_scratch(), bytes, SPAN("x"), &sink);
    assert(counts.documents == documents && counts.documents + counts.problems > 0);
    return 0;
}
