/* Whatever servers answer: the run ends, asks a bounded number of times, and each address comes or has an error.
 * An input is a row of answers, parted by NULs: a line "status;type;coding;location;retry-after", and a body. */
#include "fuzz.h"
#include "read/fetch.h"
#include "read/read.h"

enum { PAGES_MAX = 6, ASKED_MAX = (PAGES_MAX + 2) * 2 * 64 };

struct world {
    struct span rest;
    int64_t clock, ready[TRANSPORT_SLOTS];
    struct transport_answer answers[TRANSPORT_SLOTS];
    size_t asked, documents, problems;
};

static int number(struct span digits)
{
    int value = 0;
    for (size_t i = 0; i < digits.len && byte_is_digit(digits.at[i]) && value < 1000; i++)
        value = value * 10 + (digits.at[i] - '0');
    return value;
}

static void begin(void *context, unsigned slot, const struct transport_request *request)
{
    struct world *w = context;
    struct transport_answer *a = &w->answers[slot];
    struct span part, head, status;
    assert(!w->ready[slot] && request->url.at[request->url.len] == 0 && ++w->asked < ASKED_MAX);
    *a = (struct transport_answer){ .end = TRANSPORT_DONE, .status = 404, .detail = SPAN("x") };
    w->ready[slot] = ++w->clock;
    if (!span_take(&w->rest, 0, &part) || !span_take(&part, '\n', &head) || !span_take(&head, ';', &status))
        return;
    a->status = number(status);
    a->end = (enum transport_end)(a->status < 10 ? a->status % (TRANSPORT_NO_SENSE + 1) : TRANSPORT_DONE);
    struct span *fields[] = { &a->type, &a->coding, &a->location, &a->retry_after, &a->etag };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        span_take(&head, ';', fields[i]);
    a->body = span_cut(part, 0, request->body_max);
}

static int wait_for(void *context, int64_t milliseconds)
{
    struct world *w = context;
    for (int i = 0; i < TRANSPORT_SLOTS; i++)
        if (w->ready[i]) {
            w->ready[i] = 0;
            return i;
        }
    w->clock += milliseconds;
    return -1;
}

static const struct transport_answer *answer(void *context, unsigned slot)
{
    return &((struct world *)context)->answers[slot];
}

static int64_t steady(void *context) { return ((struct world *)context)->clock; }

static int64_t epoch(void *context) { return 1700000000 + ((struct world *)context)->clock / 1000; }

static bool note_document(void *context, const struct raw_document *raw)
{
    ((struct world *)context)->documents++;
    assert(raw->bytes.len <= READ_BYTES_MAX);
    return true;
}

static void note_problem(void *context, const struct syn_error *error)
{
    ((struct world *)context)->problems++;
    assert(error->text[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const inputs[] = { "http://a.example/", "https://b.example/" };
    struct world w = { .rest = { (const char *)data, size } };
    struct fetch_settings settings = { .product = SPAN("synoptic"), .pace = 10, .at_once = 3, .pages_max = PAGES_MAX };
    struct transport transport = { &w, begin, wait_for, answer, steady, epoch };
    struct read_sink sink = { note_document, note_problem, &w };
    fuzz_keep();
    struct fetch *fetch = fetch_open(&settings, transport, (struct page_store){ .context = NULL });
    struct read_settings reading = { fetch, true };
    struct read_counts counts = read_inputs(fuzz_scratch(), inputs, 2, &reading, &sink);
    assert(counts.documents == w.documents && counts.problems == w.problems && fetch_counts(fetch).asked == w.asked);
    fetch_close(fetch);
    return 0;
}
