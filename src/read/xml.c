#include "read/xml.h"

#include <libxml/parser.h>
#include <libxml/uri.h>

#include "read/xml_repair.h"
#include "tables/xml_vocabulary.h"
#include "text/charset.h"

enum { ATTRIBUTES_MAX = 64, ATTRIBUTE_PARTS = 5, URL_MAX = 8192 };

struct xml_reader {
    const struct xml_sink *sink;
    xmlParserCtxtPtr parser;
};

static struct span span_of_xml(const xmlChar *s) { return span_of(s ? (const char *)s : ""); }

static struct xml_name name_of(const xmlChar *local, const xmlChar *prefix, const xmlChar *space)
{
    const struct xml_vocabulary_row *row = space ? table_find(&xml_vocabulary_table, span_of_xml(space)) : NULL;
    struct xml_name name = { row ? row->prefix : span_of_xml(prefix), span_of_xml(local) };
    size_t colon = span_find_byte(name.local, ':', 0);
    /* An undeclared prefix stays part of the name. */
    if (!name.prefix.len && colon != SPAN_NONE)
        name = (struct xml_name){ span_cut(name.local, 0, colon), span_from(name.local, colon + 1) };
    return name;
}

static void heed(struct xml_reader *reader, bool go_on)
{
    if (!go_on)
        xmlStopParser(reader->parser);
}

/* ---- what libxml2 calls ---- */

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *space, int spaces,
                     const xmlChar **declared, int count, int defaulted, const xmlChar **parts)
{
    struct xml_reader *reader = context;
    struct xml_attribute attributes[ATTRIBUTES_MAX];
    struct xml_tag tag = { .name = name_of(local, prefix, space), .at = attributes,
                           .line = (uint32_t)reader->parser->input->line };
    (void)spaces, (void)declared, (void)defaulted;
    for (int i = 0; i < count && tag.count < ATTRIBUTES_MAX; i++, parts += ATTRIBUTE_PARTS)
        attributes[tag.count++] = (struct xml_attribute){
            name_of(parts[0], parts[1], parts[2]),
            { (const char *)parts[3], (size_t)(parts[4] - parts[3]) }
        };
    heed(reader, reader->sink->start(reader->sink->context, &tag));
}

static void on_words(void *context, const xmlChar *words, int count)
{
    struct xml_reader *reader = context;
    heed(reader, reader->sink->words(reader->sink->context, (struct span){ (const char *)words, (size_t)count }));
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *space)
{
    struct xml_reader *reader = context;
    heed(reader, reader->sink->end(reader->sink->context, name_of(local, prefix, space)));
}

/* ---- */

static uint32_t count_lines(struct span text)
{
    uint32_t lines = 1;
    for (size_t at = 0; (at = span_find_byte(text, '\n', at)) != SPAN_NONE; at++)
        lines++;
    return lines;
}

struct xml_result xml_read(struct arena scratch, struct span bytes, const struct xml_sink *sink)
{
    struct xml_result result = { false, 0 };
    struct span text = charset_decode(&scratch, bytes, SPAN(""));
    struct span xml = xml_repair(&scratch, text, &result.cut_off);
    struct xml_reader reader = { sink, NULL };
    xmlInitParser();
    if (!xml.len || xml.len > INT32_MAX || !(reader.parser = xmlNewParserCtxt()))
        return result;
    /* Without handlers for declarations and entities there are none. */
    memset(reader.parser->sax, 0, sizeof *reader.parser->sax);
    reader.parser->sax->initialized = XML_SAX2_MAGIC;
    reader.parser->sax->startElementNs = on_start;
    reader.parser->sax->endElementNs = on_end;
    reader.parser->sax->characters = on_words;
    reader.parser->sax->cdataBlock = on_words;
    reader.parser->userData = &reader;
    /* XML_PARSE_NOENT: "&amp;" in attributes is given as "&"; there are no other entities by now. */
    xmlCtxtReadMemory(reader.parser, xml.at, (int)xml.len, NULL, "UTF-8",
                      XML_PARSE_NOENT | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                          XML_PARSE_IGNORE_ENC);
    xmlFreeParserCtxt(reader.parser);
    if (result.cut_off)
        result.line = count_lines(text);
    return result;
}

struct span xml_attribute_of(const struct xml_tag *tag, struct span prefix, struct span local)
{
    for (size_t i = 0; i < tag->count; i++)
        if (span_equal(tag->at[i].name.local, local) && span_equal(tag->at[i].name.prefix, prefix))
            return span_trim(tag->at[i].value);
    return SPAN("");
}

struct span xml_resolve(struct arena *keep, struct span relative, struct span base)
{
    struct span found = SPAN("");
    struct arena inner = *keep;
    if (span_starts_nocase(relative, SPAN("http://")) || span_starts_nocase(relative, SPAN("https://")))
        return relative;
    if (!relative.len || !base.len || relative.len > URL_MAX || base.len > URL_MAX)
        return found;
    xmlChar *url = xmlBuildURI((const xmlChar *)arena_copy(&inner, relative).at,
                               (const xmlChar *)arena_copy(&inner, base).at);
    if (url)
        found = arena_copy(keep, span_of_xml(url));
    xmlFree(url);
    return found;
}

struct span xml_key(struct xml_name name, char room[XML_KEY_BYTES])
{
    size_t len = 0;
    if (name.prefix.len + name.local.len + 1 > XML_KEY_BYTES)
        return SPAN("");
    for (size_t i = 0; i < name.prefix.len; i++)
        room[len++] = byte_lower(name.prefix.at[i]);
    if (len)
        room[len++] = ':';
    for (size_t i = 0; i < name.local.len; i++)
        room[len++] = byte_lower(name.local.at[i]);
    return (struct span){ room, len };
}
