/* Whatever the bytes: pages are in order, each at a place where a record or a member begins, no larger than the
 * limit; and do not depend on how the bytes come in. */
#include "base/hash.h"
#include "fuzz.h"
#include "read/inflate.h"
#include "read/read.h"
#include "read/warc.h"

enum { PAGE_MAX = 1 << 16 };

struct seen { struct span bytes; uint64_t hash, at; size_t pages, problems; };

static bool note_page(void *context, const struct warc_page *page)
{
    struct seen *seen = context;
    assert(page->at >= seen->at && page->at < seen->bytes.len);
    struct span there = span_from(seen->bytes, (size_t)page->at);
    assert(span_starts(there, SPAN("WARC/")) || inflate_knows(there));
    assert(page->body.len && page->body.len <= PAGE_MAX);
    seen->at = page->at;
    seen->hash = hash_mix(seen->hash, hash_mix(hash_span(page->body), hash_span(page->url)));
    seen->pages++;
    return true;
}

static void note_problem(void *context, const struct syn_error *error)
{
    struct seen *seen = context;
    assert(error->text[0]);
    seen->problems++;
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

static bool note_document(void *context, const struct raw_document *raw)
{
    (void)context;
    assert(raw->bytes.len <= READ_BYTES_MAX);
    return true;
}

static void ignore(void *context, const struct syn_error *error) { (void)context, (void)error; }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = { (const char *)data, size }, rest = bytes;
    fuzz_keep();
    struct seen whole = { .bytes = bytes }, dripped = { .bytes = bytes };
    struct source at_once = { .ahead = bytes, .name = SPAN("x") };
    struct source slowly = { .pull = drip, .context = &rest, .name = SPAN("x") };
    struct warc_counts counts =
        warc_read(fuzz_scratch(), &at_once, PAGE_MAX, &(struct warc_sink){ note_page, note_problem, &whole });
    warc_read(fuzz_scratch(), &slowly, PAGE_MAX, &(struct warc_sink){ note_page, note_problem, &dripped });
    assert(whole.hash == dripped.hash && whole.pages == dripped.pages && whole.problems == dripped.problems);
    assert(counts.pages == whole.pages && counts.pages <= counts.records && counts.records <= size);
    struct read_sink sink = { .document = note_document, .problem = ignore };
    struct read_counts read = read_bytes(fuzz_scratch(), bytes, SPAN("x.warc"), &sink);
    assert(read.documents + read.problems > 0);
    return 0;
}
