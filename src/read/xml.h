/* read/xml.h -- XML as a stream of starts, words and ends (the one home of libxml2)
 *
 * What is read is the mended form (read/xml_repair.h), so that starts and ends pair, whatever comes in.
 * Nothing is fetched, no declaration is read, and no entity is expanded.
 *
 * In:      bytes in any charset.
 * Out:     calls of the sink in the order of the text; words in UTF-8, one text maybe in several pieces.
 * Fails:   never: what cannot be read is left out.  `cut_off` where the text ends within an element.
 * Memory:  `scratch`, and libxml2's own; spans are good until the call returns.
 * Threads: any.      Cost: linear.
 */
#ifndef SYN_READ_XML_H
#define SYN_READ_XML_H

#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

/* `prefix` is what the namespace's vocabulary is usually called (data/xml_vocabulary.tsv: "dc", "content",
 * "atom"; empty for RSS), or, where the namespace is not known, the prefix as written. */
struct xml_name { struct span prefix, local; };
/* "prefix:local" in small letters, as tables of elements have it, in `room`; empty where it does not fit. */
enum { XML_KEY_BYTES = 64 };
struct span xml_key(struct xml_name name, char room[XML_KEY_BYTES]);

struct xml_attribute { struct xml_name name; struct span value; };
struct xml_tag { struct xml_name name; const struct xml_attribute *at; size_t count; uint32_t line; };

struct xml_sink {
    bool (*start)(void *context, const struct xml_tag *tag);   /* all return false to stop the reading */
    bool (*words)(void *context, struct span words);
    bool (*end)(void *context, struct xml_name name);
    void *context;
};

struct xml_result { bool cut_off; uint32_t line; };   /* line: the last one, where it is cut off */

struct xml_result xml_read(struct arena scratch, struct span bytes, const struct xml_sink *sink);

/* The value of the attribute `local` of the element's own vocabulary, or of `prefix`; empty where it is not. */
struct span xml_attribute_of(const struct xml_tag *tag, struct span prefix, struct span local);

/* `relative` as an address, read from `base`; itself where it is one already; empty where that fails. */
struct span xml_resolve(struct arena *keep, struct span relative, struct span base);

#endif
