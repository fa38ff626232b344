#include "read/address_list.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "read/address_element.h"
#include "read/xml.h"
#include "tables/address_element.h"
#include "text/charset.h"

enum { WORDS_MAX = 16 << 10, FIRST_ROOM = 64 };

struct lister {
    struct arena *keep;
    struct span base;
    struct address_list list;
    size_t room;
    struct map seen;             /* hashes of the addresses that are in the list */
    /* a sitemap: the address whose element is open */
    struct address now;
    bool open;
    enum address_element field;  /* whose words are collected */
    struct buffer words;
};

/* ---- one address ---- */

static bool is_address(struct span url)
{
    size_t host = span_starts_nocase(url, SPAN("http://")) ? 7 : span_starts_nocase(url, SPAN("https://")) ? 8 : 0;
    if (!host || url.len == host || url.len > ADDRESS_BYTES_MAX || url.at[host] == '/')
        return false;
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.at[i] <= ' ' || url.at[i] == 0x7f)
            return false;
    return true;
}

static void add(struct lister *l, struct address address)
{
    bool is_new;
    address.url = xml_resolve(l->keep, address.url, l->base);
    if (!is_address(address.url) || l->list.count == ADDRESSES_MAX) {
        l->list.left_out++;
        return;
    }
    map_at(&l->seen, hash_span(address.url), &is_new);
    if (!is_new)
        return;
    ARENA_ROOM(l->keep, l->list.at, l->list.count, l->room);
    l->list.at[l->list.count++] = address;
}

/* ---- one a line ---- */

static void read_lines(struct lister *l, struct span text)
{
    struct span line;
    for (uint32_t number = 1; span_take(&text, '\n', &line); number++) {
        line = span_trim(line);
        if (line.len && line.at[0] != '#')
            add(l, (struct address){ .url = line, .line = number, .kind = ADDRESS_ANY });
    }
}

/* ---- sitemaps ---- */

static enum address_element element_of(struct xml_name name)
{
    char room[XML_KEY_BYTES];
    const struct address_element_row *row = table_find(&address_element_table, xml_key(name, room));
    return row ? (enum address_element)row->field : IN_NONE;
}

static void close_address(struct lister *l)
{
    if (l->open && l->now.url.len)
        add(l, l->now);
    else if (l->open)
        l->list.left_out++;
    l->open = false;
}

static bool start_in_sitemap(void *context, const struct xml_tag *tag)
{
    struct lister *l = context;
    enum address_element element = element_of(tag->name);
    if (element == IN_PAGE || element == IN_SITEMAP) {
        close_address(l);
        l->open = true;
        l->now = (struct address){ .line = tag->line, .kind = element == IN_PAGE ? ADDRESS_PAGE : ADDRESS_SITEMAP };
    } else if (element != IN_NONE && l->open) {
        l->field = element;
        l->words = buffer_in(l->keep);
    }
    return true;
}

static bool words_in_sitemap(void *context, struct span words)
{
    struct lister *l = context;
    if (l->field && l->words.len + words.len <= WORDS_MAX)
        buffer_put(&l->words, words);
    return true;
}

static void set_field(struct lister *l, struct span words)
{
    struct span *const field[] = { [IN_LOC] = &l->now.url, [IN_TITLE] = &l->now.title, [IN_OUTLET] = &l->now.outlet,
                                   [IN_LANGUAGE] = &l->now.language, [IN_PUBLISHED] = &l->now.published,
                                   [IN_CHANGED] = &l->now.changed };
    if (!field[l->field]->len)
        *field[l->field] = words;
}

static bool end_in_sitemap(void *context, struct xml_name name)
{
    struct lister *l = context;
    enum address_element element = element_of(name);
    if (element == IN_PAGE || element == IN_SITEMAP)
        close_address(l);
    else if (element != IN_NONE && element == l->field)
        set_field(l, span_trim(buffer_span(&l->words)));
    l->field = IN_NONE;
    return true;
}

/* ---- OPML ---- */

static struct span outline_attribute(const struct xml_tag *tag, struct span name)
{
    for (size_t i = 0; i < tag->count; i++)
        if (span_equal_nocase(tag->at[i].name.local, name))
            return span_trim(tag->at[i].value);
    return SPAN("");
}

/* `xmlUrl` names a feed; `url` a page, or with the type "include" another list. */
static bool start_in_opml(void *context, const struct xml_tag *tag)
{
    struct lister *l = context;
    struct span feed = outline_attribute(tag, SPAN("xmlUrl")), url = outline_attribute(tag, SPAN("url"));
    struct span title = outline_attribute(tag, SPAN("title"));
    bool list = span_equal_nocase(outline_attribute(tag, SPAN("type")), SPAN("include"));
    if (!span_equal_nocase(tag->name.local, SPAN("outline")) || (!feed.len && !url.len))
        return true;
    struct address address = { .line = tag->line };
    address.kind = feed.len ? ADDRESS_FEED : list ? ADDRESS_ANY : ADDRESS_PAGE;
    address.url = arena_copy(l->keep, feed.len ? feed : url);
    title = title.len ? title : outline_attribute(tag, SPAN("text"));
    *(feed.len ? &address.outlet : &address.title) = arena_copy(l->keep, title);
    address.language = arena_copy(l->keep, outline_attribute(tag, SPAN("language")));
    add(l, address);
    return true;
}

static bool pass_words(void *context, struct span words) { return (void)context, (void)words, true; }

static bool pass_end(void *context, struct xml_name name) { return (void)context, (void)name, true; }

/* ---- */

struct address_list address_list_read(struct arena *keep, struct arena scratch, struct span bytes,
                                      enum address_form form, struct span base)
{
    struct lister *l = arena_new(&scratch, struct lister, 1);
    struct arena of_map = arena_half(&scratch);
    *l = (struct lister){ .keep = keep, .base = base, .seen = map_in(&of_map, FIRST_ROOM) };
    switch (form) {
    case ADDRESS_LINES:
        read_lines(l, charset_decode(keep, bytes, SPAN("")));
        break;
    case ADDRESS_URLSET:
        xml_read(scratch, bytes, &(struct xml_sink){ start_in_sitemap, words_in_sitemap, end_in_sitemap, l });
        close_address(l);
        break;
    case ADDRESS_OPML:
        xml_read(scratch, bytes, &(struct xml_sink){ start_in_opml, pass_words, pass_end, l });
        break;
    }
    return l->list;
}
