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
    if (is_binary(first_bytes))
        return SNIFF_BINARY;
    if (ends_nocase(plain, SPAN(".jsonl")) || ends_nocase(plain, SPAN(".ndjson")) || ends_nocase(plain, SPAN(".json")))
        return SNIFF_JSON;
    if (ends_nocase(plain, SPAN(".html")) || ends_nocase(plain, SPAN(".htm")) || ends_nocase(plain, SPAN(".xhtml")))
        return SNIFF_HTML;
    if (begins_html(s) && !ends_nocase(plain, SPAN(".md")))
        return SNIFF_HTML;
    if (ends_nocase(plain, SPAN(".txt")) || ends_nocase(plain, SPAN(".md")))
        return SNIFF_TEXT;
    return begins_json(s) ? SNIFF_JSON : SNIFF_TEXT;
}
