#include "store/key.h"

#include <limits.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "text/address.h"
#include "text/host.h"

struct span key_of_address(struct arena *keep, struct span address)
{
    struct span rest;
    if (span_starts_nocase(address, SPAN("https://")))
        rest = span_from(address, 8);
    else if (span_starts_nocase(address, SPAN("http://")))
        rest = span_from(address, 7);
    else
        return address;
    rest = address_clean(keep, rest);
    if (span_starts_nocase(rest, SPAN("www.")))
        rest = span_from(rest, 4);
    struct buffer out = buffer_in(keep);
    size_t host = span_find_byte(rest, '/', 0);
    host = host > rest.len ? rest.len : host;
    buffer_text(&out, "https://");
    for (size_t i = 0; i < host; i++)
        buffer_byte(&out, byte_lower(rest.at[i]));
    buffer_put(&out, span_from(rest, host));
    return buffer_span(&out);
}

static struct span key_of_file(struct arena *keep, const struct raw_document *raw)
{
    char full[PATH_MAX];
    struct span path = arena_copy(keep, raw->name);    /* NUL-ended */
    const char *found = realpath(path.at, full);
    struct span name = found ? span_of(full) : path;
    return raw->line ? arena_printf(keep, "file:%.*s:%u", (int)name.len, name.at, raw->line)
                     : arena_printf(keep, "file:%.*s", (int)name.len, name.at);
}

bool key_is_own_id(struct arena scratch, const struct raw_document *raw, const struct article *a)
{
    if (!a->id.len)
        return false;
    struct span name = raw->name;
    for (size_t i = name.len; i > 0; i--)
        if (name.at[i - 1] == '/') {
            name = span_from(name, i);
            break;
        }
    struct span made = arena_printf(&scratch, "%.*s:%u", (int)name.len, name.at, raw->line);
    return raw->kind != RAW_RECORD || !span_equal(a->id, made);
}

/* Where it was published, as far as that can be relied on; may be empty. */
static struct span address_of(const struct raw_document *raw, const struct article *a)
{
    struct span given = raw->kind == RAW_RECORD ? a->url : raw->url;
    /* What stands in a plain text is a link to somebody's original as often as its own address. */
    if (raw->kind == RAW_TEXT)
        return given;
    /* Who prints an agency's text names the agency's page as the canonical one: that is lineage, not the same article. */
    bool foreign = given.len && !span_equal_nocase(host_of(given), host_of(a->canonical_url));
    return a->canonical_url.len && !foreign ? a->canonical_url : given.len ? given : a->url;
}

struct span key_of(struct arena *keep, const struct raw_document *raw, const struct article *a)
{
    struct span address = address_of(raw, a);
    if (address.len)
        return key_of_address(keep, address);
    if (raw->kind == RAW_RECORD && key_is_own_id(*keep, raw, a))
        return arena_printf(keep, "id:%.*s/%.*s", (int)a->outlet.len, a->outlet.at, (int)a->id.len, a->id.at);
    if (raw->kind != RAW_RECORD && raw->name.len && !span_equal(raw->name, SPAN("-")))
        return key_of_file(keep, raw);
    return arena_printf(keep, "text:%016llx", (unsigned long long)hash_span(a->text));
}

int64_t key_hash(struct span key) { return (int64_t)hash_span(key); }

uint64_t key_content(const struct article *a)
{
    uint64_t hash = hash_mix(hash_span(a->title), hash_span(a->text));
    hash = hash_mix(hash, hash_span(a->lede));
    for (uint32_t i = 0; i < a->authors.count; i++)
        hash = hash_mix(hash, hash_span(a->authors.at[i]));
    return hash;
}
