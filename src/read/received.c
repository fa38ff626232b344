#include "read/received.h"

#include "read/http_header.h"
#include "read/inflate.h"
#include "read/media_type.h"
#include "read/read.h"
#include "read/url.h"

bool received_unpack(struct arena *keep, struct arena scratch, const struct page *page, struct span *body,
                     struct received_fault *fault)
{
    struct span coding = page->coding, plain;
    bool packed = span_equal_nocase(coding, SPAN("gzip")) || span_equal_nocase(coding, SPAN("x-gzip")) ||
                  span_equal_nocase(coding, SPAN("deflate"));
    *body = page->body;
    if (!packed)
        return true;
    if (inflate_bytes(keep, scratch, *body, READ_BYTES_MAX, &plain)) {
        *body = plain;
        return true;
    }
    if (plain.len >= READ_BYTES_MAX)
        *fault = (struct received_fault){ SYN_TOO_LARGE,
                                          "unpacked it is larger than the limit of 32 MiB for one document" };
    else
        *fault = (struct received_fault){ SYN_BAD_FORMAT, "it came packed, and damaged or cut off; try again later" };
    return !inflate_knows(*body);
}

static bool is_listing(enum sniff_kind kind)
{
    return kind == SNIFF_FEED || kind == SNIFF_SITEMAP || kind == SNIFF_OPML;
}

enum sniff_kind received_kind(struct span content_type, struct span body)
{
    enum sniff_kind kind = sniff(SPAN(""), span_cut(body, 0, SNIFF_BYTES));
    enum media_form form = media_form(content_type);
    bool json = kind == SNIFF_JSON || kind == SNIFF_JSON_FEED;
    if (kind == SNIFF_EMPTY || kind == SNIFF_BINARY)
        return kind;
    if (form == MEDIA_HTML)
        return is_listing(kind) ? kind : SNIFF_HTML;
    if (form == MEDIA_JSON)
        return json ? kind : SNIFF_BINARY;
    if (form == MEDIA_TEXT)
        return kind == SNIFF_HTML || kind == SNIFF_ADDRESSES || is_listing(kind) ? kind : SNIFF_TEXT;
    return form == MEDIA_XML && kind == SNIFF_TEXT ? SNIFF_BINARY : kind;
}

struct when received_seen(const struct page *page)
{
    return (struct when){ page->date, page->date + 1, WHEN_SECOND, true, 0 };
}

void received_describe(struct arena *keep, const struct page *page, const struct address *address,
                       struct raw_document *raw)
{
    struct url url;
    const char *why;
    raw->url = page->url;
    raw->charset = http_charset(page->type);
    raw->seen = received_seen(page);
    raw->title = address->title;
    raw->outlet = address->outlet;
    raw->published = address->published;
    if (url_parse(keep, raw->url, &url, &why))
        raw->id = url_id(&url);
}
