#include "read/url.h"

#include "base/buffer.h"
#include "read/host_address.h"
#include "read/sniff.h"
#include "text/domain.h"

enum { PORT_MAX = 65535 };

static bool refuse(const char **why, const char *what)
{
    *why = what;
    return false;
}

bool url_is(struct span text)
{
    return span_starts_nocase(text, SPAN("http://")) || span_starts_nocase(text, SPAN("https://"));
}

/* ---- host and port */
static bool is_host_byte(char c) { return byte_is_alpha(c) || byte_is_digit(c) || c == '.' || c == '-' || c == '_'; }

static bool is_name(struct span host)
{
    for (size_t i = 0; i < host.len; i++)
        if (!is_host_byte(host.at[i]) || (host.at[i] == '.' && (i == 0 || host.at[i - 1] == '.')))
            return false;
    return host.len && host.at[host.len - 1] != '.';
}

static bool put_host(struct buffer *out, struct arena *keep, struct span host, const char **why)
{
    struct host_address number;
    struct span name;
    if (host.len && host.at[0] == '[') {
        if (!host_address_parse(host, &number))
            return refuse(why, "the number in its brackets is no address");
        for (size_t i = 0; i < host.len; i++)
            buffer_byte(out, byte_lower(host.at[i]));
        return true;
    }
    if (span_ends(host, SPAN(".")))
        host.len--;
    if (!host.len)
        return refuse(why, "it has no host");
    if (!domain_ascii(keep, host, &name) || !is_name(name))
        return refuse(why, "its host is no name that the network knows");
    buffer_put(out, name);
    return true;
}

static bool put_port(struct buffer *out, struct span port, bool secure, const char **why)
{
    unsigned number = 0;
    for (size_t i = 0; i < port.len; i++) {
        if (!byte_is_digit(port.at[i]) || number > PORT_MAX)
            return refuse(why, "its port is no number from 1 to 65535");
        number = number * 10 + (unsigned)(port.at[i] - '0');
    }
    if (port.len && (!number || number > PORT_MAX))
        return refuse(why, "its port is no number from 1 to 65535");
    if (port.len && number != (secure ? 443u : 80u))
        buffer_printf(out, ":%u", number);
    return true;
}

static bool put_authority(struct buffer *out, struct arena *keep, struct span authority, struct url *url,
                          const char **why)
{
    if (span_find_byte(authority, '@', 0) != SPAN_NONE)
        return refuse(why, "it holds a name or password, which are never sent; take them out");
    bool bracketed = authority.len && authority.at[0] == '[';
    size_t after = bracketed ? span_find_byte(authority, ']', 0) : 0;
    size_t colon = after == SPAN_NONE ? SPAN_NONE : span_find_byte(authority, ':', after);
    size_t end = colon == SPAN_NONE ? authority.len : colon, from = out->len;
    if (!put_host(out, keep, span_cut(authority, 0, end), why))
        return false;
    url->host = (struct span){ NULL, out->len - from };
    return put_port(out, span_from(authority, end + 1), url->secure, why);
}

/* ---- path and query */
static bool is_sent_as_is(unsigned char c)
{
    return c > ' ' && c < 0x7f && !strchr("\"<>\\^`{|}", c);
}

static void put_escaped(struct buffer *out, struct span part)
{
    for (size_t i = 0; i < part.len; i++)
        if (is_sent_as_is((unsigned char)part.at[i]))
            buffer_byte(out, part.at[i]);
        else
            buffer_printf(out, "%%%02X", (unsigned char)part.at[i]);
}

/* How many dots a part of a path consists of, however they are written; 0 where it is no step. */
static unsigned dots_of(struct span part)
{
    unsigned dots = 0;
    while (part.len && dots < 3) {
        size_t dot = part.at[0] == '.' ? 1 : span_starts_nocase(part, SPAN("%2e")) ? 3 : 0;
        if (!dot)
            return 0;
        part = span_from(part, dot);
        dots++;
    }
    return dots < 3 ? dots : 0;
}

/* Each part of the path behind its "/"; ".." takes the last one away. */
static void put_path(struct buffer *out, struct span path)
{
    size_t root = out->len;
    bool more = path.len != 0;
    struct span rest = span_from(path, 1);
    if (!more)
        buffer_byte(out, '/');
    while (more) {
        size_t slash = span_find_byte(rest, '/', 0);
        struct span part = span_cut(rest, 0, slash);
        unsigned dots = dots_of(part);
        more = slash != SPAN_NONE;
        rest = more ? span_from(rest, slash + 1) : (struct span){ "", 0 };
        if (dots == 2)
            while (out->len > root && out->at[--out->len] != '/')
                continue;
        if (!dots || !more)
            buffer_byte(out, '/');
        if (!dots)
            put_escaped(out, part);
    }
}

/* ---- the whole */
static size_t find_any(struct span s, const char *bytes)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] && strchr(bytes, s.at[i]))
            return i;
    return s.len;
}

bool url_parse(struct arena *keep, struct span text, struct url *url, const char **why)
{
    *url = (struct url){ .secure = span_starts_nocase(text, SPAN("https:")) };
    if (!url_is(text))
        return refuse(why, "only http and https addresses are fetched");
    if (text.len > URL_BYTES_MAX)
        return refuse(why, "it is longer than 4096 bytes");
    struct span rest = span_from(text, url->secure ? 8 : 7);
    size_t slash = find_any(rest, "/?#");
    struct span path = span_cut(rest, slash, slash + find_any(span_from(rest, slash), "?#"));
    struct span query = span_from(rest, slash + path.len);
    query = span_cut(query, 0, find_any(query, "#"));
    struct buffer out = buffer_in(keep);
    buffer_put(&out, url->secure ? SPAN("https://") : SPAN("http://"));
    size_t host_at = out.len;
    if (!put_authority(&out, keep, span_cut(rest, 0, slash), url, why))
        return false;
    size_t target_at = out.len;
    put_path(&out, path);
    put_escaped(&out, query);
    url->text = arena_copy(keep, buffer_span(&out));
    url->origin = span_cut(url->text, 0, target_at);
    url->host = span_cut(url->text, host_at, host_at + url->host.len);
    url->target = span_from(url->text, target_at);
    return true;
}

struct span url_id(const struct url *url)
{
    struct span path = span_cut(url->target, 0, find_any(url->target, "?"));
    while (path.len > 1) {
        if (path.at[path.len - 1] == '/') {
            path.len--;
            continue;
        }
        struct span id = sniff_id(path);
        /* "/the-fire/index.html" is called by its folder. */
        if (!span_equal_nocase(id, SPAN("index")))
            return id;
        while (path.len && path.at[path.len - 1] != '/')
            path.len--;
    }
    return url->host;
}

struct span url_shown(struct arena *keep, struct span text)
{
    size_t start = span_find(text, SPAN("//"), 0);
    start = start == SPAN_NONE ? 0 : start + 2;
    struct span rest = span_from(text, start);
    size_t end = find_any(rest, "/?#"), at = SPAN_NONE;
    for (size_t next = 0; (next = span_find_byte(span_cut(rest, 0, end), '@', next)) != SPAN_NONE; next++)
        at = next;
    if (at == SPAN_NONE)
        return text;
    struct span behind = span_from(rest, at + 1);
    return arena_printf(keep, "%.*s...@%.*s", (int)start, text.at, (int)behind.len, behind.at);
}
