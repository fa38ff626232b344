/* extract/html_block.h -- a page as a flat list of text blocks
 *
 * Tokens go into a stack of open elements (implied end tags, misnested formatting, elements whose content
 * is not read) and out come blocks of text in reading order, with the page's block-level elements as
 * intervals over them (nodes).  There is no tree of the page in memory.  What may tell the page's title,
 * authors, dates and so on is noted as it passes, for extract/html_meta.h to judge.
 *
 * In:      UTF-8, any bytes.
 * Out:     blocks, nodes (a parent stands before its children) and notes, in the order of the page.
 *          Texts have references decoded and blanks folded; "\n" in one is a <br>.
 * Fails:   never.  Elements deeper than HTML_DEPTH_MAX are read as if their tags were not there.
 * Memory:  `keep`; notes point into the page or into `text`.      Threads: any.
 * Cost:    linear; on ordinary pages 200 us for 160 kB: 80 us tokens, 40 us names of classes and cues of short
 *          blocks, the rest the stack, attributes and text.
 */
#ifndef SYN_EXTRACT_HTML_BLOCK_H
#define SYN_EXTRACT_HTML_BLOCK_H

#include <stdbool.h>

#include "base/arena.h"
#include "extract/html_hint.h"
#include "extract/html_tag.h"
#include "tables/html_tag.h"

enum { HTML_DEPTH_MAX = 256 };

static inline uint64_t html_bit(int n) { return (uint64_t)1 << n; }

/* A block-level element.  Figures of a node cover all it holds. */
struct html_node {
    uint32_t parent;                   /* number of a node; the root is its own */
    uint32_t first, end;               /* blocks [first, end) */
    const struct html_tag_row *tag;    /* NULL for the root and elements unknown */
    uint32_t signature;                /* hash of tag and class */
    uint64_t own_places, places;       /* bits of enum html_place: its own; with its ancestors' */
    uint64_t own_hints, hints; /* bits of enum html_hint; the ancestors' but for those that hold most of the page */
    uint32_t words, link_words, prose; /* words; those in links; those of blocks that read like prose */
};

struct html_block {
    struct mark at;                    /* in page.text */
    uint32_t node;
    uint32_t words, link_words;        /* link_words <= words */
    uint32_t chars;                    /* code points */
    uint16_t stops, links;             /* ends of sentences; <a> elements */
    bool after_break;                  /* parted from the block before by line breaks only */
    bool after_rule;                   /* <hr> stands before it */
    bool bold, italic;                 /* nearly all of it */
    uint64_t cues;                     /* bits of enum html_cue; short blocks only */
    uint64_t inline_hints;             /* of inline elements that hold nearly all of it */
};

enum html_note_kind {
    NOTE_META,        /* name: property, name or itemprop; value: content */
    NOTE_LINK,        /* name: rel; value: href */
    NOTE_TITLE,       /* value: the text of <title> */
    NOTE_LANGUAGE,    /* value: lang of <html> */
    NOTE_JSON,        /* value: a JSON-LD script */
    NOTE_TIME,        /* value: datetime of <time>, words: its text */
    NOTE_PROPERTY,    /* name: itemprop; value: content or datetime; words: its text */
    NOTE_AUTHOR,      /* rel=author (name: author), a link to somebody's page (profile) or a class that says so;
                         words: its text */
    NOTE_MEDIA        /* a picture, video or frame; name: its element, value: the text in its place (alt) */
};

struct html_note {
    uint8_t kind;
    uint8_t coding;                    /* of name and value: enum html_coding */
    struct span name, value;           /* as written in the page */
    struct mark words;                 /* in page.text; empty for notes without text */
    uint32_t block;                    /* number of the block it begins in */
    uint32_t node;
    uint64_t hints;                    /* of the element itself */
};

struct html_page {
    struct span text;                  /* the blocks' texts, each followed by NUL */
    struct html_node *nodes;
    struct html_block *blocks;
    struct html_note *notes;
    uint32_t node_count, block_count, note_count;
};

struct html_page html_page_read(struct arena *keep, struct arena scratch, struct span html);

static inline struct span html_block_text(const struct html_page *page, uint32_t block)
{
    return mark_span(page->text, page->blocks[block].at);
}

/* The place bits of the block's element and all around it. */
static inline uint64_t html_block_places(const struct html_page *page, uint32_t block)
{
    return page->nodes[page->blocks[block].node].places;
}

/* Whether the block reads like prose: sentences, few links. */
bool html_block_is_prose(const struct html_block *block);

#endif
