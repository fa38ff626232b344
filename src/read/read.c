#include "read/read.h"

#include "base/buffer.h"
#include "read/address_list.h"
#include "read/feed.h"
#include "read/fetch.h"
#include "read/http_header.h"
#include "read/inflate.h"
#include "read/jsonl.h"
#include "read/open_file.h"
#include "read/received.h"
#include "read/sniff.h"
#include "read/url.h"
#include "read/warc.h"

enum {
    TEXT_BLOCK = 64 << 10,
    LISTED_IN_ARCHIVE_MAX = READ_LISTING_MAX / 4   /* what the memory beside the archive's own has room for */
};

struct reader {
    const struct read_sink *sink;
    struct read_counts counts;
    struct read_settings settings;
    bool stopped, in_archive;
    uint32_t input;                           /* the number of the one that is being read */
    const struct fetched *page;               /* what is being read was fetched; else NULL */
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

/* All bytes of the source, up to one more than `max`. */
static bool read_all(struct arena *keep, struct source *source, size_t max, struct span *bytes,
                     struct syn_error *error)
{
    struct buffer all = buffer_in(keep);
    for (;;) {
        size_t room = all.len < TEXT_BLOCK ? TEXT_BLOCK : all.len;
        if (room > max + 1 - all.len)
            room = max + 1 - all.len;
        long got = source_read(source, buffer_reserve(&all, room), room, error);
        if (got < 0)
            return false;
        all.len += (size_t)got;
        if (got == 0 || all.len > max)
            break;
    }
    *bytes = buffer_span(&all);
    return true;
}

/* The same, for what is read in one piece; false, and said, where it is too large or cannot be read. */
static bool read_piece(struct arena *keep, struct reader *r, struct source *source, size_t max, const char *too_large,
                       struct span *bytes)
{
    struct syn_error error;
    if (!read_all(keep, source, max, bytes, &error)) {
        report(r, &error);
        return false;
    }
    if (bytes->len > max)
        refuse(r, source, SYN_TOO_LARGE, too_large);
    return bytes->len <= max;
}

static void read_whole(struct arena scratch, struct reader *r, struct source *source, enum raw_kind kind)
{
    struct span bytes;
    if (!read_piece(&scratch, r, source, READ_BYTES_MAX,
                    "it is larger than the limit of 32 MiB for one document; split it", &bytes))
        return;
    struct raw_document raw = { .kind = kind, .bytes = bytes, .name = source->name, .id = sniff_id(source->name) };
    if (r->page)
        received_describe(&scratch, &r->page->page, r->page->address, &raw);
    give(r, &raw);
}

/* ---- what is named elsewhere */

/* An archive is read as it is: what its lists name is in it, or was not to be. */
static bool follows(const struct reader *r) { return r->settings.fetch && r->settings.follow && !r->in_archive; }

static void follow(struct reader *r, const struct address *address)
{
    fetch_add(r->settings.fetch, address, r->input, r->page ? r->page->depth + 1 : 1);
}

static struct span base_of(const struct reader *r) { return r->page ? r->page->page.url : SPAN(""); }

/* ---- feeds */
struct entries { struct reader *reader; const struct source *source; struct when seen; };

static bool give_entry(void *context, const struct feed_entry *entry)
{
    struct entries *entries = context;
    struct raw_document raw = { .kind = RAW_RECORD, .bytes = entry->record, .name = entries->source->name,
                                .seen = entries->seen, .at = entry->at, .line = entry->line };
    if (!entry->is_whole && entry->url.len && follows(entries->reader)) {
        struct address address = { .url = entry->url, .title = entry->title, .outlet = entry->outlet,
                                   .language = entry->language, .published = entry->published,
                                   .record = entry->record, .line = entry->line };
        follow(entries->reader, &address);
        return true;
    }
    give(entries->reader, &raw);
    return !entries->reader->stopped;
}

static void say_cut_off(struct reader *r, const struct source *source, uint32_t line)
{
    struct syn_error error;
    struct span name = source_shown(source);
    error_set(&error, SYN_BAD_FORMAT, 0, "cannot read on in %.*s, line %u: the feed breaks off; fetch it anew",
              (int)name.len, name.at, line);
    report(r, &error);
}

static void read_feed(struct arena scratch, struct reader *r, const struct source *source, struct span bytes,
                      bool json, struct span url, struct when seen)
{
    struct entries entries = { r, source, seen };
    struct feed_sink sink = { give_entry, &entries };
    struct feed_result result = json ? feed_read_json(scratch, bytes, url, &sink)
                                     : feed_read_xml(scratch, bytes, url, &sink);
    if (result.cut_off)
        say_cut_off(r, source, result.line);
    else if (!result.entries)
        refuse(r, source, SYN_BAD_FORMAT, "the feed holds no entries; fetch it anew or leave it out");
}

/* ---- addresses */
static void read_addresses(struct arena scratch, struct reader *r, const struct source *source, struct span bytes,
                           enum address_form form)
{
    struct arena keep = arena_half(&scratch);
    struct address_list list = address_list_read(&keep, scratch, bytes, form, base_of(r));
    struct arena words = scratch;
    for (size_t i = 0; i < list.count && follows(r); i++)
        follow(r, &list.at[i]);
    if (list.count && follows(r))
        return;
    refuse(r, source, SYN_BAD_FORMAT,
           list.count ? arena_printf(&words, "it holds %zu address%s and no text; give --fetch to fetch %s", list.count,
                                     list.count == 1 ? "" : "es", list.count == 1 ? "it" : "them").at
                      : "it should hold addresses, and holds none; write one http or https address a line");
}

static void read_listing(struct arena scratch, struct reader *r, struct source *source, enum sniff_kind kind)
{
    struct span bytes;
    if (!read_piece(&scratch, r, source, READ_LISTING_MAX,
                    "it is larger than the limit of 16 MiB for feeds and lists of addresses; split it", &bytes))
        return;
    struct when seen = { .from = 0 };
    if (r->page)
        seen = received_seen(&r->page->page);
    if (kind == SNIFF_FEED || kind == SNIFF_JSON_FEED)
        read_feed(scratch, r, source, bytes, kind == SNIFF_JSON_FEED, base_of(r), seen);
    else
        read_addresses(scratch, r, source, bytes, kind == SNIFF_SITEMAP ? ADDRESS_URLSET
                                                  : kind == SNIFF_OPML  ? ADDRESS_OPML : ADDRESS_LINES);
}

/* ---- archives */
struct pages { struct reader *reader; const struct source *source; struct arena scratch; };

/* What crawlers keep besides pages. */
static bool is_for_crawlers(struct span url)
{
    struct span path = span_cut(url, 0, span_find_byte(url, '?', 0));
    return span_ends(path, SPAN("/robots.txt")) || span_ends(path, SPAN("/ads.txt")) ||
           span_ends(path, SPAN("/app-ads.txt"));
}

static struct span base_name(struct span path)
{
    for (size_t at = path.len; at > 0; at--)
        if (path.at[at - 1] == '/')
            return span_from(path, at);
    return path;
}

static void give_page_text(struct pages *pages, const struct warc_page *page, struct span name, enum raw_kind kind)
{
    struct raw_document raw = { .kind = kind, .bytes = page->body, .name = name, .id = base_name(name),
                                .url = page->url, .charset = http_charset(page->content_type), .seen = page->seen,
                                .at = page->at };
    give(pages->reader, &raw);
}

/* Whether JSON among pages may be a report: most of it is what pages ask servers for. */
static bool tells_of_report(struct span json)
{
    static const struct span names[] = { SPAN("\"headline\""), SPAN("\"headlines\""), SPAN("\"title\""),
                                         SPAN("\"articleBody\"") };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (span_find(span_cut(json, 0, SNIFF_BYTES), names[i], 0) != SPAN_NONE)
            return true;
    return false;
}

/* Lists of addresses and other machinery of the crawl are read over. */
static bool give_page(void *context, const struct warc_page *page)
{
    struct pages *pages = context;
    struct arena scratch = pages->scratch;
    struct span path = span_equal(pages->source->name, SPAN("-")) ? SPAN("stdin") : pages->source->name;
    if (is_for_crawlers(page->url))
        return true;
    /* "news.warc.gz:4821": where to find the record. */
    struct span name = arena_printf(&scratch, "%.*s:%llu", (int)path.len, path.at, (unsigned long long)page->at);
    struct source body = { .ahead = page->body, .name = name };
    enum sniff_kind kind = received_kind(page->content_type, page->body);
    if (kind == SNIFF_HTML || kind == SNIFF_TEXT)
        give_page_text(pages, page, name, kind == SNIFF_HTML ? RAW_HTML : RAW_TEXT);
    else if (kind == SNIFF_JSON && tells_of_report(page->body))
        read_records(scratch, pages->reader, &body);
    else if (page->body.len > LISTED_IN_ARCHIVE_MAX)
        return true;
    else if (kind == SNIFF_FEED || kind == SNIFF_JSON_FEED)
        read_feed(scratch, pages->reader, &body, page->body, kind == SNIFF_JSON_FEED, page->url, page->seen);
    return !pages->reader->stopped;
}

static void report_page(void *context, const struct syn_error *error)
{
    struct pages *pages = context;
    report(pages->reader, error);
}

static void read_archive(struct arena scratch, struct reader *r, struct source *source)
{
    struct arena own = arena_half(&scratch);
    struct pages pages = { r, source, own };
    size_t before = r->counts.documents + r->counts.problems;
    r->in_archive = true;
    warc_read(scratch, source, READ_BYTES_MAX, &(struct warc_sink){ give_page, report_page, &pages });
    r->in_archive = false;
    if (!r->stopped && before == r->counts.documents + r->counts.problems)
        refuse(r, source, SYN_BAD_FORMAT, "the archive holds no pages; give one with answers in it");
}

/* Whether gzip holds an archive, whose members are looked at one by one; told by its first bytes unpacked. */
static bool holds_archive(struct arena scratch, struct span first)
{
    struct syn_error error;
    struct span head;
    struct source begin = { .ahead = first, .name = SPAN("") };
    struct source unpacked = inflate_source(&scratch, &begin);
    return source_peek(&scratch, &unpacked, 5, &head, &error) && span_equal(head, SPAN("WARC/"));
}

/* ---- */
static void read_unpacked(struct arena scratch, struct reader *r, struct source *source)
{
    struct syn_error error;
    struct span first;
    if (!source_peek(&scratch, source, SNIFF_BYTES, &first, &error)) {
        report(r, &error);
        return;
    }
    enum sniff_kind kind = r->page ? received_kind(r->page->page.type, first) : sniff(source->name, first);
    switch (kind) {
    case SNIFF_EMPTY:
        if (first.len < SNIFF_BYTES)
            refuse(r, source, SYN_BAD_FORMAT, "it is empty; fetch it anew or leave it out");
        else
            read_whole(scratch, r, source, RAW_TEXT);
        break;
    case SNIFF_BINARY:
        refuse(r, source, SYN_BAD_FORMAT, "it is not text (binary data); give text, HTML or JSON lines");
        break;
    case SNIFF_XML:
        refuse(r, source, SYN_BAD_FORMAT,
               "it is XML of a kind that is not known; give a feed, text, HTML or JSON lines");
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
    case SNIFF_WARC:
        read_archive(scratch, r, source);
        break;
    default:
        read_listing(scratch, r, source, kind);
        break;
    }
}

static void read_source(struct arena scratch, struct reader *r, struct source *source)
{
    struct syn_error error;
    struct span head;
    if (!source_peek(&scratch, source, SNIFF_BYTES, &head, &error)) {
        report(r, &error);
        return;
    }
    if (!inflate_knows(head)) {
        read_unpacked(scratch, r, source);
        return;
    }
    if (holds_archive(scratch, head)) {
        read_archive(scratch, r, source);
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

/* ---- addresses that were fetched */

static bool unwrap(struct arena *keep, struct reader *r, const struct source *source, struct span *body)
{
    struct received_fault fault;
    struct arena scratch = arena_half(keep);
    if (received_unpack(keep, scratch, &r->page->page, body, &fault))
        return true;
    refuse(r, source, fault.status, fault.why);
    return false;
}

/* Of an entry of a feed whose page is not to be had the feed's own words are left. */
static void report_unfetched(struct reader *r, const struct fetched *fetched)
{
    const struct address *address = fetched->address;
    struct raw_document raw = { .kind = RAW_RECORD, .bytes = address->record, .name = address->url,
                                .line = address->line };
    report(r, fetched->error);
    if (address->record.len)
        give(r, &raw);
}

static void read_fetched(struct arena scratch, struct reader *r, const struct fetched *fetched)
{
    struct source source = { .ahead = fetched->page.body, .name = fetched->address->url };
    if (fetched->error) {
        report_unfetched(r, fetched);
        return;
    }
    r->page = fetched;
    if (unwrap(&scratch, r, &source, &source.ahead))
        read_source(scratch, r, &source);
    r->page = NULL;
}

/* Those that the user named are known to the queue before the first is read, so that hosts are asked at once. */
static void queue_addresses(struct fetch *fetch, const char *const *inputs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct address address = { .url = span_of(inputs[i]), .kind = ADDRESS_ANY };
        if (url_is(address.url))
            fetch_add(fetch, &address, (uint32_t)i, 0);
    }
    fetch_to_front(fetch);
}

static void read_input(struct arena scratch, struct reader *r, const char *input)
{
    struct fetch *fetch = r->settings.fetch;
    struct fetched fetched;
    if (!url_is(span_of(input))) {
        read_path(scratch, r, input);
    } else if (!fetch) {
        struct source named = { .name = url_shown(&scratch, span_of(input)) };
        refuse(r, &named, SYN_MISUSE, "addresses are not fetched here; save the page and give its file");
    }
    while (fetch && !r->stopped && fetch_next(fetch, r->input, &fetched))
        read_fetched(scratch, r, &fetched);
}

struct read_counts read_inputs(struct arena scratch, const char *const *inputs, size_t count,
                               const struct read_settings *settings, const struct read_sink *sink)
{
    struct reader reader = { .sink = sink };
    if (settings)
        reader.settings = *settings;
    if (reader.settings.fetch)
        queue_addresses(reader.settings.fetch, inputs, count);
    for (size_t i = 0; i < count && !reader.stopped; i++) {
        reader.input = (uint32_t)i;
        read_input(scratch, &reader, inputs[i]);
    }
    return reader.counts;
}

struct read_counts read_bytes(struct arena scratch, struct span bytes, struct span name, const struct read_sink *sink)
{
    struct reader reader = { .sink = sink };
    struct source source = { .ahead = bytes, .name = name };
    read_source(scratch, &reader, &source);
    return reader.counts;
}
