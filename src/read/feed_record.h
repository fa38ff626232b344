/* read/feed_record.h -- what a feed says of an entry, put together as an article record
 *
 * Fails:   never.      Memory: the arena given; spans must live there, too.      Threads: any.
 * Cost:    linear in the words.
 */
#ifndef SYN_READ_FEED_RECORD_H
#define SYN_READ_FEED_RECORD_H

#include "base/buffer.h"
#include "read/feed.h"
#include "read/feed_field.h"
#include "read/xml.h"
#include "tables/feed_element.h"

enum { FEED_AUTHORS_MAX = 32 };

struct feed_value { struct span words; double rank; enum feed_form form; };

/* Of an entry, or of the feed. */
struct feed_values {
    struct feed_value value[FEED_FIELD_COUNT];   /* empty words: not said */
    struct span authors[FEED_AUTHORS_MAX];
    unsigned author_count;
    struct span language, base;      /* xml:lang, xml:base */
    struct span about;               /* rdf:about */
    uint32_t line;
    bool id_is_no_link;
};

void feed_values_add(struct feed_values *values, const struct feed_element_row *row, struct span words,
                     enum feed_form form);
/* An Atom link: what its attributes say. */
void feed_values_link(struct feed_values *values, struct arena *keep, const struct feed_element_row *row,
                      const struct xml_tag *tag);

/* Fills *out (all but `line`).  False for an entry that names neither title nor text nor address. */
bool feed_record_make(struct arena *keep, const struct feed_values *entry, const struct feed_values *channel,
                      struct span base, struct feed_entry *out);

/* Elements inside of words, written as HTML. */
void feed_put_tag(struct buffer *out, const struct xml_tag *tag);
void feed_put_end(struct buffer *out, struct xml_name name);
void feed_put_escaped(struct buffer *out, struct span words);

/* So many words of a summary make a text of it. */
enum { FEED_WHOLE_WORDS = 150 };
/* How many words stand in HTML or text, outside of tags. */
size_t feed_count_words(struct span words);

#endif
