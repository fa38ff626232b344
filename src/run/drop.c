#include "run/drop.h"

#include <stdlib.h>
#include <time.h>

#include "base/map.h"
#include "read/inflate.h"
#include "read/received.h"
#include "read/url.h"
#include "run/intake.h"
#include "run/pile.h"
#include "run/web.h"

/* Reserved, not used: reading takes what one document may take, unpacked. */
static const size_t SCRATCH_ROOM = (size_t)512 << 20, OWN_ROOM = (size_t)256 << 20;
enum { ANSWER_SECONDS = 10, PROBLEMS_ROOM = DROP_PROBLEMS_MOST };

struct dropping {
    struct drop drop;                  /* first: what the caller has */
    struct drop_settings settings;
    struct region own, scratch;
    struct arena *keep;
    struct span url;                   /* of what is being read, where the giver said so */
    size_t bytes;
    bool too_many, too_large;
};

static struct dropping *whole(struct drop *drop) { return (struct dropping *)drop; }

struct drop *drop_open(const struct drop_settings *settings)
{
    struct region own = region_open(OWN_ROOM);
    struct dropping *d = arena_new(&own.arena, struct dropping, 1);
    d->own = own;
    d->keep = &d->own.arena;
    d->scratch = region_open(SCRATCH_ROOM);
    d->settings = *settings;
    d->drop.documents = arena_new(d->keep, struct raw_document, DROP_REPORTS_MOST);
    d->drop.problems = arena_new(d->keep, struct drop_problem, PROBLEMS_ROOM);
    d->drop.pile = pile_open(settings->threads);
    return &d->drop;
}

void drop_close(struct drop *drop)
{
    struct dropping *d = whole(drop);
    struct region own = d->own, scratch = d->scratch;
    pile_close(drop->pile);
    region_close(&scratch);
    region_close(&own);
}

/* ---- what goes wrong ---- */

static void take_problem(void *context, const struct syn_error *error)
{
    struct dropping *d = context;
    if (d->drop.problem_count == PROBLEMS_ROOM) {
        d->drop.problems_more++;
        return;
    }
    d->drop.problems[d->drop.problem_count++] =
        (struct drop_problem){ error->status, arena_copy(d->keep, span_of(error->text)) };
}

static void add_problem(struct dropping *d, enum syn_status status, struct span what, const char *why)
{
    struct syn_error error;
    struct source named = { .name = what };
    struct span shown = source_shown(&named);
    error_set(&error, status, 0, "cannot read %.*s: %s", (int)shown.len, shown.at, why);
    take_problem(d, &error);
}

static bool check_limits(const struct dropping *d, struct syn_error *error)
{
    if (d->too_many)
        return error_set(error, SYN_TOO_LARGE, 0, "more than %d reports are too many to compare at once; leave some "
                         "out, or add them to the store", DROP_REPORTS_MOST);
    if (d->too_large)
        return error_set(error, SYN_TOO_LARGE, 0, "more than %d MB, unpacked, are too much to compare at once; leave "
                         "some out, or add them to the store", DROP_BYTES_MOST >> 20);
    return true;
}

/* ---- reading ---- */

static struct raw_document copy_document(struct dropping *d, const struct raw_document *from)
{
    struct raw_document raw = *from;
    raw.bytes = arena_copy(d->keep, from->bytes);
    raw.name = arena_copy(d->keep, from->name);
    raw.id = arena_copy(d->keep, from->id);
    raw.url = arena_copy(d->keep, from->url.len || from->kind == RAW_RECORD ? from->url : d->url);
    raw.charset = arena_copy(d->keep, from->charset);
    raw.title = arena_copy(d->keep, from->title);
    raw.outlet = arena_copy(d->keep, from->outlet);
    raw.published = arena_copy(d->keep, from->published);
    return raw;
}

static bool take_document(void *context, const struct raw_document *raw)
{
    struct dropping *d = context;
    d->too_many = d->too_many || d->drop.document_count == DROP_REPORTS_MOST;
    d->too_large = d->too_large || d->bytes + raw->bytes.len > DROP_BYTES_MOST;
    if (d->too_many || d->too_large)
        return false;
    d->bytes += raw->bytes.len;
    d->drop.documents[d->drop.document_count++] = copy_document(d, raw);
    return true;
}

static bool ends_in(struct span name, struct span ending)
{
    return name.len > ending.len && span_equal_nocase(span_from(name, name.len - ending.len), ending);
}

/* A few bytes may hold gigabytes: no more is unpacked than may be read.  False: it has been said. */
static bool unpack(struct dropping *d, struct arena *scratch, struct span *bytes, struct span *name)
{
    struct syn_error error;
    struct source packed = { .ahead = *bytes, .name = *name };
    struct source plain = inflate_source(scratch, &packed);
    size_t room = DROP_BYTES_MOST - d->bytes + 1;
    char *into = arena_take_raw(scratch, 1, 1, room);
    size_t count = 0;
    long got;
    while (count < room && (got = source_read(&plain, into + count, room - count, &error)) != 0) {
        if (got < 0) {
            take_problem(d, &error);
            return false;
        }
        count += (size_t)got;
    }
    d->too_large = d->too_large || count == room;
    *bytes = (struct span){ into, count };
    if (ends_in(*name, SPAN(".gz")))
        *name = span_cut(*name, 0, name->len - 3);
    return !d->too_large;
}

static void read_input(struct dropping *d, struct arena scratch, struct span bytes, struct span name)
{
    struct read_sink sink = { take_document, take_problem, d };
    if (d->too_many || d->too_large)
        return;
    if (inflate_knows(span_cut(bytes, 0, 16)) && !unpack(d, &scratch, &bytes, &name))
        return;
    read_bytes(scratch, bytes, name, &sink);
}

void drop_add(struct drop *drop, const struct drop_input *input)
{
    struct dropping *d = whole(drop);
    struct span name = span_cut(input->name, input->name.len > DROP_NAME_MOST ? input->name.len - DROP_NAME_MOST : 0,
                                input->name.len);
    drop->inputs++;
    if (!name.len)
        name = arena_printf(d->keep, "text %u", drop->inputs);
    d->url = input->url;
    read_input(d, d->scratch.arena, input->bytes, name);
    d->url = (struct span){ NULL, 0 };
}

/* ---- pasted ---- */

static struct span next_line(struct span text, size_t *at)
{
    size_t end = span_find_byte(text, '\n', *at);
    struct span line = span_cut(text, *at, end == SPAN_NONE ? text.len : end);
    *at = end == SPAN_NONE ? text.len : end + 1;
    return span_trim(line);
}

static bool is_parting(struct span line)
{
    for (size_t i = 0; i < line.len; i++)
        if (line.at[i] != '-')
            return false;
    return line.len >= 3;
}

static bool is_address(struct arena *keep, struct span line, struct url *url)
{
    const char *why;
    for (size_t i = 0; i < line.len; i++)
        if (byte_is_blank(line.at[i]))
            return false;
    return url_is(line) && line.len <= URL_BYTES_MAX && url_parse(keep, line, url, &why);
}

static void add_part(struct dropping *d, struct span part)
{
    size_t behind = 0;
    part = span_trim(part);
    struct span first = next_line(part, &behind);
    struct drop_input input = { .bytes = part };
    struct url url;
    if (behind < part.len && is_address(d->keep, first, &url)) {
        input.url = url.text;
        input.bytes = span_trim(span_from(part, behind));
    }
    if (part.len)
        drop_add(&d->drop, &input);
}

void drop_add_pasted(struct drop *drop, struct span text)
{
    size_t begin = 0, at = 0;
    while (at < text.len) {
        size_t line_at = at;
        if (!is_parting(next_line(text, &at)))
            continue;
        add_part(whole(drop), span_cut(text, begin, line_at));
        begin = at;
    }
    add_part(whole(drop), span_from(text, begin));
}

/* ---- fetched ---- */

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void take_page(struct dropping *d, const struct fetched *fetched)
{
    struct arena scratch = d->scratch.arena, body_keep = arena_half(&scratch);
    const struct page *page = &fetched->page;
    struct received_fault fault;
    struct span body;
    if (!received_unpack(&body_keep, scratch, page, &body, &fault)) {
        add_problem(d, fault.status, page->url, fault.why);
        return;
    }
    enum sniff_kind kind = received_kind(page->type, body);
    if (kind != SNIFF_HTML && kind != SNIFF_TEXT) {
        d->url = page->url;
        read_input(d, scratch, body, page->url);
        d->url = (struct span){ NULL, 0 };
        return;
    }
    struct raw_document raw = { .kind = kind == SNIFF_HTML ? RAW_HTML : RAW_TEXT, .bytes = body, .name = page->url };
    received_describe(&scratch, page, fetched->address, &raw);
    take_document(d, &raw);
}

/* Who asks here cannot allow more than the program's owner did: the option is not told to him. */
static void take_fetch_problem(struct dropping *d, const struct syn_error *error)
{
    struct syn_error told = *error;
    size_t option = span_find(span_of(told.text), SPAN("; --allow-private"), 0);
    if (option != SPAN_NONE)
        told.text[option] = '\0';
    take_problem(d, &told);
}

/* What is not there when the time is over is left behind, and said. */
static void await_pages(struct dropping *d, struct fetch *fetch, uint32_t wanted)
{
    int64_t end = milliseconds() + DROP_FETCH_SECONDS * 1000, left;
    struct fetched fetched;
    while (wanted && (left = end - milliseconds()) > 0) {
        if (!fetch_any(fetch, left < 500 ? left : 500, &fetched))
            continue;
        wanted--;
        if (fetched.error)
            take_fetch_problem(d, fetched.error);
        else
            take_page(d, &fetched);
    }
    if (wanted) {
        struct syn_error error;
        error_set(&error, SYN_IO, 0, "%u of the addresses did not answer within %d seconds; try again later, or give "
                  "the texts", wanted, DROP_FETCH_SECONDS);
        take_problem(d, &error);
    }
}

static void fetch_all(struct dropping *d, const struct address *list, uint32_t count)
{
    struct syn_error error;
    struct web_settings settings = { .pace = 0.5, .timeout = ANSWER_SECONDS, .pages_max = DROP_ADDRESSES_MOST,
                                     .no_cache = true };
    struct web *web = web_open(&settings, &error);
    if (!web) {
        take_problem(d, &error);
        return;
    }
    struct fetch *fetch = web_reading(web).fetch;
    uint32_t wanted = 0;
    for (uint32_t i = 0; i < count; i++)
        wanted += fetch_add(fetch, &list[i], 0, 0);
    await_pages(d, fetch, wanted);
    fetch_stop(fetch);
    web_close(web);
}

void drop_add_addresses(struct drop *drop, struct span lines)
{
    struct dropping *d = whole(drop);
    struct address *list = arena_new(d->keep, struct address, DROP_ADDRESSES_MOST);
    uint32_t count = 0;
    for (size_t at = 0; at < lines.len;) {
        struct span line = next_line(lines, &at);
        struct url url;
        if (!line.len)
            continue;
        drop->inputs++;
        if (!is_address(d->keep, line, &url))
            add_problem(d, SYN_BAD_FORMAT, line, "it is no address; write one that begins with https:// on each line");
        else if (!d->settings.fetch)
            add_problem(d, SYN_MISUSE, line, "this server fetches no pages; paste the text, or start it with --fetch");
        else if (count == DROP_ADDRESSES_MOST)
            add_problem(d, SYN_TOO_LARGE, line, "these are too many addresses at once; give no more than ten");
        else
            list[count++] = (struct address){ .url = url.text, .kind = ADDRESS_PAGE };
    }
    if (count)
        fetch_all(d, list, count);
}

/* ---- comparing ---- */

bool drop_compare(struct drop *drop, struct syn_error *error)
{
    struct dropping *d = whole(drop);
    struct run_hooks hooks = { .problem = take_problem, .context = d };
    if (!check_limits(d, error))
        return false;
    pile_add_documents(drop->pile, drop->documents, drop->document_count, &hooks);
    if (drop->pile->text_bytes > DROP_TEXT_MOST)
        return error_set(error, SYN_TOO_LARGE, 0, "more than %d MB of text are too much to compare at once; leave some "
                         "reports out, or add them to the store", DROP_TEXT_MOST >> 20);
    struct synopses all = pile_compare(drop->pile, d->settings.one_story);
    drop->stories = all.at;
    drop->story_count = all.count;
    drop->reports = (uint32_t)drop->pile->count;
    return true;
}

/* ---- keeping ---- */

struct keeping { struct dropping *d; struct drop_kept *out; };

static void take_stored(void *context, const struct addition *addition)
{
    struct keeping *k = context;
    if (k->out->articles.count == DROP_REPORTS_MOST)
        return;
    k->out->articles.at[k->out->articles.count++] = addition->article;
    k->out->fresh += addition->what != ADDED_NOTHING;
}

static void take_store_problem(void *context, const struct syn_error *error)
{
    take_problem(((struct keeping *)context)->d, error);
}

/* Stories change until the intake has settled: they are asked for at the end. */
static bool find_stories(struct dropping *d, struct store *store, struct drop_kept *out, struct syn_error *error)
{
    struct map seen = map_in(d->keep, out->articles.count);
    for (uint32_t i = 0; i < out->articles.count; i++) {
        struct stored_article article;
        bool is_new = false;
        if (!store_article(store, d->keep, out->articles.at[i], &article, error))
            return false;
        map_at(&seen, (uint64_t)article.story, &is_new);
        if (is_new && article.story)
            out->stories.at[out->stories.count++] = article.story;
    }
    return true;
}

bool drop_keep(struct drop *drop, struct store *store, int64_t now, struct drop_kept *out, struct syn_error *error)
{
    struct dropping *d = whole(drop);
    struct intake_settings settings = { .threads = d->settings.threads, .now = now };
    struct keeping k = { d, out };
    struct intake_hooks hooks = { .stored = take_stored, .problem = take_store_problem, .context = &k };
    *out = (struct drop_kept){ .articles.at = arena_new(d->keep, int64_t, DROP_REPORTS_MOST),
                               .stories.at = arena_new(d->keep, int64_t, DROP_REPORTS_MOST) };
    if (!check_limits(d, error))
        return false;
    struct intake *intake = intake_open(store, &settings, error);
    if (!intake)
        return false;
    bool added = intake_add_documents(intake, drop->documents, drop->document_count, &hooks, error);
    struct syn_error closing;
    if (!intake_close(intake, &closing) && added) {
        *error = closing;
        return false;
    }
    return added && find_stories(d, store, out, error);
}
