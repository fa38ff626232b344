#include "read/sniff.h"

static struct span base_name(struct span name)
{
    while (name.len && name.at[name.len - 1] == '/')
        name.len--;
    for (size_t at = name.len; at > 0; at--)
        if (name.at[at - 1] == '/')
            return span_from(name, at);
    return name;
}

static bool ends_nocase(struct span s, struct span with)
{
    return s.len > with.len && span_equal_nocase(span_from(s, s.len - with.len), with);
}

static struct span without_gz(struct span name)
{
    return ends_nocase(name, SPAN(".gz")) ? span_cut(name, 0, name.len - 3) : name;
}

struct span sniff_id(struct span name)
{
    if (span_equal(name, SPAN("-")))
        return SPAN("stdin");
    struct span base = without_gz(base_name(name));
    for (size_t at = base.len; at > 1; at--)
        if (base.at[at - 1] == '.')
            return span_cut(base, 0, at - 1);
    return base;
}

/* A mark of two- or four-byte letters: NULs in it mean nothing. */
static bool has_wide_mark(struct span s)
{
    return span_starts(s, SPAN("\xff\xfe")) || span_starts(s, SPAN("\xfe\xff")) || span_starts(s, SPAN("\0\0\xfe\xff"));
}

/* Formats that begin like text and go on otherwise. */
static bool has_known_head(struct span s)
{
    static const struct span heads[] = {SPAN("%PDF-"),
                                        SPAN("PK\3\4"),
                                        SPAN("\x89PNG"),
                                        SPAN("\xff\xd8\xff"),
                                        SPAN("GIF8"),
                                        SPAN("\x7f"
                                             "ELF"),
                                        SPAN("SQLite format 3"),
                                        SPAN("BZh"),
                                        SPAN("\xfd"
                                             "7zXZ"),
                                        SPAN("\x28\xb5\x2f\xfd"),
                                        SPAN("Rar!"),
                                        SPAN("7z\xbc\xaf")};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (span_starts(s, heads[i]))
            return true;
    return false;
}

/* Text may hold a few control characters by accident; one byte in twenty is no accident. */
static bool is_binary(struct span s)
{
    size_t controls = 0;
    if (has_wide_mark(s))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        controls += (c < ' ' && !byte_is_blank((char)c) && c != 0x1b && c != '\b') || c == 0x7f;
    }
    return has_known_head(s) || (controls > 2 && controls > s.len / 20);
}

static bool begins_html(struct span s)
{
    static const struct span tags[] = {SPAN("<!doctype html"),
                                       SPAN("<html"),
                                       SPAN("<head"),
                                       SPAN("<body"),
                                       SPAN("<!--"),
                                       SPAN("<meta"),
                                       SPAN("<title"),
                                       SPAN("<article"),
                                       SPAN("<div"),
                                       SPAN("<script"),
                                       SPAN("<p>"),
                                       SPAN("<p "),
                                       SPAN("<h1"),
                                       SPAN("<main"),
                                       SPAN("<section"),
                                       SPAN("<link")};
    if (span_starts_nocase(s, SPAN("<?xml")))
        return span_find_nocase(span_cut(s, 0, 1024), SPAN("<html"), 0) != SPAN_NONE;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (span_starts_nocase(s, tags[i]))
            return true;
    return false;
}

/* ---- XML: the root's name tells */
/* What UTF-16 is without its zero bytes, which is enough for names. */
static struct span narrow(struct span s, char room[SNIFF_BYTES])
{
    size_t len = 0;
    if (!has_wide_mark(s))
        return s;
    for (size_t i = 2; i < s.len && len < SNIFF_BYTES; i++)
        if (s.at[i])
            room[len++] = s.at[i];
    return (struct span){ room, len };
}

/* Behind comments, instructions and declarations; empty where no tag is seen. */
static struct span root_tag(struct span s)
{
    for (;;) {
        s = span_trim(s);
        size_t end = SPAN_NONE;
        if (span_starts(s, SPAN("<!--")))
            end = span_find(s, SPAN("-->"), 0);
        else if (span_starts(s, SPAN("<?")))
            end = span_find(s, SPAN("?>"), 0);
        else if (span_starts_nocase(s, SPAN("<!doctype")))
            end = span_find(s, span_find_byte(span_cut(s, 0, span_find_byte(s, '>', 0)), '[', 0) == SPAN_NONE
                                   ? SPAN(">") : SPAN("]>"), 0);
        else
            return span_starts(s, SPAN("<")) ? span_from(s, 1) : SPAN("");
        if (end == SPAN_NONE)
            return SPAN("");
        size_t close = span_find_byte(s, '>', end);
        s = span_from(s, close == SPAN_NONE ? s.len : close + 1);
    }
}

static enum sniff_kind kind_of_root(struct span tag)
{
    static const struct { struct span name; enum sniff_kind kind; } roots[] = {
        { SPAN("rss"), SNIFF_FEED },     { SPAN("feed"), SNIFF_FEED },     { SPAN("RDF"), SNIFF_FEED },
        { SPAN("channel"), SNIFF_FEED }, { SPAN("urlset"), SNIFF_SITEMAP }, { SPAN("sitemapindex"), SNIFF_SITEMAP },
        { SPAN("opml"), SNIFF_OPML },    { SPAN("html"), SNIFF_TEXT },
    };
    size_t end = 0, colon = 0;
    while (end < tag.len && !byte_is_blank(tag.at[end]) && tag.at[end] != '>' && tag.at[end] != '/') {
        end++;
        if (tag.at[end - 1] == ':')
            colon = end;
    }
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (span_equal_nocase(span_cut(tag, colon, end), roots[i].name))
            return roots[i].kind;
    return SNIFF_XML;
}

/* SNIFF_TEXT for what is no XML, or XHTML. */
static enum sniff_kind xml_kind(struct span plain_name, struct span s)
{
    char room[SNIFF_BYTES];
    s = span_trim(narrow(s, room));
    if (!s.len || s.at[0] != '<')
        return SNIFF_TEXT;
    enum sniff_kind kind = kind_of_root(root_tag(s));
    bool said = span_starts_nocase(s, SPAN("<?xml")) || ends_nocase(plain_name, SPAN(".xml"));
    bool page = span_find_nocase(span_cut(s, 0, 1024), SPAN("<html"), 0) != SPAN_NONE;
    return kind != SNIFF_XML ? kind : said && !page ? SNIFF_XML : SNIFF_TEXT;
}

/* ---- lists of addresses */
static bool is_address_line(struct span line)
{
    return (span_starts_nocase(line, SPAN("http://")) || span_starts_nocase(line, SPAN("https://"))) &&
           span_find_byte(line, ' ', 0) == SPAN_NONE && span_find_byte(line, '\t', 0) == SPAN_NONE;
}

/* The last line may be cut: it counts by its begin. */
static bool is_address_list(struct span s)
{
    struct span line;
    size_t found = 0;
    while (span_take(&s, '\n', &line)) {
        line = span_trim(line);
        if (!line.len || line.at[0] == '#')
            continue;
        if (!is_address_line(line) && (s.len || !found))
            return false;
        found++;
    }
    return found != 0;
}

/* ---- JSON */
/* `"version": "https://jsonfeed.org/version/1.1"` among the first bytes. */
static bool is_json_feed(struct span s)
{
    struct span key = SPAN("\"version\"");
    if (!s.len || s.at[0] != '{')
        return false;
    for (size_t at = 0; (at = span_find(s, key, at)) != SPAN_NONE; at++) {
        struct span rest = span_trim(span_from(s, at + key.len));
        if (!span_starts(rest, SPAN(":")))
            continue;
        rest = span_trim(span_from(rest, 1));
        size_t end = span_find_byte(rest, '"', 1);
        if (span_starts(rest, SPAN("\"http")) && end != SPAN_NONE &&
            span_find(span_cut(rest, 0, end), SPAN("jsonfeed.org"), 0) != SPAN_NONE)
            return true;
    }
    return false;
}

/* "{" and a key, or "[" and an object. */
static bool begins_json(struct span s)
{
    if (!s.len || (s.at[0] != '{' && s.at[0] != '['))
        return false;
    struct span next = span_trim(span_from(s, 1));
    if (s.at[0] == '[')
        return next.len && next.at[0] == '{';
    return next.len && (next.at[0] == '"' || next.at[0] == '}');
}

enum sniff_kind sniff(struct span name, struct span first_bytes)
{
    struct span plain = without_gz(name), s = first_bytes;
    if (span_starts(s, SPAN("\xef\xbb\xbf")))
        s = span_from(s, 3);
    s = span_trim(s);
    if (!s.len || (s.len == 2 && has_wide_mark(s)))
        return SNIFF_EMPTY;
    if (span_starts(first_bytes, SPAN("WARC/")))
        return SNIFF_WARC;
    if (is_binary(first_bytes))
        return SNIFF_BINARY;
    if (is_json_feed(s))
        return SNIFF_JSON_FEED;
    enum sniff_kind kind = ends_nocase(plain, SPAN(".md")) ? SNIFF_TEXT : xml_kind(plain, s);
    if (kind != SNIFF_TEXT)
        return kind;
    if (ends_nocase(plain, SPAN(".jsonl")) || ends_nocase(plain, SPAN(".ndjson")) || ends_nocase(plain, SPAN(".json")))
        return SNIFF_JSON;
    if (ends_nocase(plain, SPAN(".html")) || ends_nocase(plain, SPAN(".htm")) || ends_nocase(plain, SPAN(".xhtml")))
        return SNIFF_HTML;
    if (begins_html(s) && !ends_nocase(plain, SPAN(".md")))
        return SNIFF_HTML;
    if (is_address_list(s))
        return SNIFF_ADDRESSES;
    if (ends_nocase(plain, SPAN(".txt")) || ends_nocase(plain, SPAN(".md")))
        return SNIFF_TEXT;
    return begins_json(s) ? SNIFF_JSON : SNIFF_TEXT;
}
