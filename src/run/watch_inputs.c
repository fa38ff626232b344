#include "run/watch_inputs.h"

#include "base/hash.h"
#include "read/address_list.h"
#include "read/open_file.h"
#include "read/read.h"
#include "read/sniff.h"
#include "read/url.h"
#include "tell/escape.h"

static const size_t MEMORY = (size_t)256 << 20;

bool watch_add_source(struct database *db, struct arena scratch, struct span text, struct span title,
                      enum watched_kind kind, int64_t now, bool *is_new, struct syn_error *error)
{
    struct url url;
    const char *why;
    *is_new = false;
    if (!url_parse(&scratch, text, &url, &why))
        return true;
    return watched_add(db, url.text, title, kind, hash_span(url.host), now, is_new, error);
}

bool watch_find_source(struct database *db, struct arena *keep, const char *text, struct watched *out,
                       struct syn_error *error)
{
    struct url url;
    const char *why;
    if (watched_find(db, keep, span_of(text), out, error))
        return true;
    if (error->status != SYN_NOT_FOUND)
        return false;
    if (url_parse(keep, span_of(text), &url, &why) && watched_find(db, keep, url.text, out, error))
        return true;
    return error->status == SYN_NOT_FOUND ? error_set(error, SYN_NOT_FOUND, 0, "%s is not watched; 'synoptic sources' "
                                                      "lists what is", text) : false;
}

/* ---- what is named ---- */

struct adding {
    struct database *db;
    int64_t now;
    struct watch_inputs *counts;
    struct syn_error *error;
};

static bool add_one(struct adding *a, struct arena scratch, struct span text, struct span title, enum watched_kind kind)
{
    bool is_new;
    struct url url;
    const char *why;
    if (!url_parse(&scratch, text, &url, &why)) {
        a->counts->left_out++;
        return true;
    }
    if (!watch_add_source(a->db, scratch, text, title, kind, a->now, &is_new, a->error))
        return false;
    a->counts->added += is_new;
    a->counts->known += !is_new;
    return true;
}

static bool add_address(struct adding *a, struct arena scratch, const char *text)
{
    struct url url;
    const char *why;
    struct arena words = scratch;
    struct span shown = url_shown(&words, span_of(text));
    if (!url_parse(&scratch, span_of(text), &url, &why))
        return error_set(a->error, SYN_MISUSE, 0, "cannot watch %.*s: %s", (int)(shown.len < 120 ? shown.len : 120),
                         shown.at, why);
    return add_one(a, scratch, span_of(text), SPAN(""), WATCHED_UNKNOWN);
}

static bool read_file(struct arena *keep, const char *path, struct span *bytes, struct syn_error *error)
{
    struct file file;
    if (!file_open(path, &file, error))
        return false;
    struct source source = file_source(&file);
    char *into = arena_take_raw(keep, 1, 1, READ_LISTING_MAX + 1);
    size_t filled = 0;
    long got = 1;
    while (got > 0 && filled <= READ_LISTING_MAX) {
        got = source_read(&source, into + filled, READ_LISTING_MAX + 1 - filled, error);
        filled += got > 0 ? (size_t)got : 0;
    }
    file_close(&file);
    *bytes = (struct span){ into, filled };
    if (got >= 0 && filled > READ_LISTING_MAX)
        return error_set(error, SYN_TOO_LARGE, 0, "cannot read %.120s: it is larger than the limit of 16 MiB for lists "
                         "of addresses; split it", path);
    return got >= 0;
}

static enum watched_kind kind_of(const struct address *address)
{
    return address->kind == ADDRESS_FEED ? WATCHED_FEED : WATCHED_UNKNOWN;
}

/* Pages that OPML links to are no sources. */
static bool add_list(struct adding *a, struct arena scratch, const struct address_list *list)
{
    a->counts->left_out += list->left_out;
    for (size_t i = 0; i < list->count; i++) {
        const struct address *address = &list->at[i];
        struct span title = address->outlet.len ? address->outlet : address->title;
        if (address->kind == ADDRESS_PAGE)
            a->counts->left_out++;
        else if (!add_one(a, scratch, address->url, title, kind_of(address)))
            return false;
    }
    return true;
}

static bool add_file(struct adding *a, struct arena scratch, const char *path)
{
    struct span bytes;
    struct arena keep = arena_half(&scratch), list_keep = arena_half(&scratch);
    if (!read_file(&keep, path, &bytes, a->error))
        return false;
    enum sniff_kind kind = sniff(SPAN(""), span_cut(bytes, 0, SNIFF_BYTES));
    enum address_form form = kind == SNIFF_OPML ? ADDRESS_OPML : ADDRESS_LINES;
    struct address_list list = { NULL, 0, 0 };
    if (kind == SNIFF_OPML || kind == SNIFF_ADDRESSES)
        list = address_list_read(&list_keep, scratch, bytes, form, SPAN(""));
    uint64_t before = a->counts->added + a->counts->known;
    if (!add_list(a, scratch, &list))
        return false;
    return a->counts->added + a->counts->known > before ||
           error_set(a->error, SYN_BAD_FORMAT, 0, "cannot watch what %.120s names: it names no sources; give OPML, or "
                     "addresses of feeds, one a line", path);
}

bool watch_add_inputs(struct database *db, const char *const *inputs, size_t count, int64_t now,
                      struct watch_inputs *out, struct syn_error *error)
{
    struct region memory = region_open(MEMORY);
    struct adding a = { db, now, out, error };
    *out = (struct watch_inputs){ 0, 0, 0 };
    bool good = database_begin(db, error);
    for (size_t i = 0; i < count && good; i++)
        good = url_is(span_of(inputs[i])) ? add_address(&a, memory.arena, inputs[i])
                                          : add_file(&a, memory.arena, inputs[i]);
    good = good && database_commit(db, error);
    if (!good)
        database_rollback(db);
    region_close(&memory);
    return good;
}

/* ---- and written ---- */

void watch_put_opml(struct buffer *out, const struct watched_list *list)
{
    buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
                     "  <head><title>What synoptic watches</title></head>\n  <body>\n");
    for (uint32_t i = 0; i < list->count; i++) {
        const struct watched *s = &list->at[i];
        buffer_printf(out, "    <outline type=\"%s\" text=\"", s->kind == WATCHED_SITEMAP ? "sitemap" : "rss");
        escape_html(out, s->title.len ? s->title : s->url);
        buffer_text(out, "\" xmlUrl=\"");
        escape_html(out, s->url);
        buffer_text(out, "\"/>\n");
    }
    buffer_text(out, "  </body>\n</opml>\n");
}
