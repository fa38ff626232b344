/* extract/html_token.h -- HTML5 tokens, pulled one by one
 *
 * The tokenizer of the WHATWG standard (13.2.5), all states.  Tokens are slices of the input: nothing
 * is copied, names keep their case, references and NULs stand as they were written, and html_decode
 * makes text of them where someone wants to read it.  Adjacent pieces of text may come as several
 * tokens.  Where a start tag asks for it (<script>, <title>, ...) the tokenizer changes its state by
 * itself; within foreign content (`foreign`) it does not, and reads CDATA sections.
 *
 * In:      UTF-8, any bytes; a byte order mark is text.
 * Out:     tokens in the order of the input; each begins where the one before it ended.
 * Fails:   never.  A tag that the input's end cuts off is no token, as the standard has it.
 * Memory:  the tokenizer itself (about 4 kB); a tag's attributes beyond the first HTML_ATTRIBUTES_MAX
 *          are read over.
 * Threads: one tokenizer, one thread.
 * Cost:    linear; on ordinary pages 80 us for 160 kB with 1,600 tags and 1,300 attributes (2 GB/s).
 */
#ifndef SYN_EXTRACT_HTML_TOKEN_H
#define SYN_EXTRACT_HTML_TOKEN_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/span.h"
#include "extract/html_tag.h"
#include "tables/html_tag.h"

enum { HTML_ATTRIBUTES_MAX = 96 };
enum html_token_kind { HTML_END_OF_FILE, HTML_TEXT, HTML_START_TAG, HTML_END_TAG, HTML_COMMENT, HTML_DOCTYPE };

/* What html_decode has to undo. */
enum html_coding {
    HTML_REFERENCES = 1,   /* "&amp;" */
    HTML_IN_ATTRIBUTE = 2, /* by the rules of attribute values: "&copy=1" is none */
    HTML_NULS = 4,         /* NUL becomes U+FFFD */
    HTML_LOWER = 8         /* names: ASCII letters become lower case */
};

struct html_attribute { struct span name, value; };   /* as written; value without its quotes */

struct html_token {
    enum html_token_kind kind;
    struct span text;                  /* text, comment, doctype behind "<!doctype", or the tag's name; as written */
    unsigned coding;                   /* enum html_coding bits that belong to `text` */
    const struct html_tag_row *tag;    /* NULL where the table does not know the name */
    bool self_closing;
    bool cut_off;                      /* a doctype that ends with the input */
    unsigned attribute_count;
    struct html_attribute attributes[HTML_ATTRIBUTES_MAX];
};

struct html_tokens {
    struct span text;
    size_t at;
    enum html_state state;
    struct span last_start;            /* the name whose end tag ends RCDATA, RAWTEXT and script text */
    bool keep_state;                   /* start tags do not change the state */
    bool foreign;                      /* inside <svg> or <math>; set by the caller */
};

struct html_tokens html_tokens_of(struct span text);
/* Fills *token; false (and kind HTML_END_OF_FILE) at the end. */
bool html_token_next(struct html_tokens *tokens, struct html_token *token);

/* The value of the first attribute `name` (lower case) of a tag, or NULL. */
const struct span *html_attribute_find(const struct html_token *token, struct span name);

/* A doctype's parts; `at` of a part is NULL where it is missing. */
struct html_doctype { struct span name, public_id, system_id; bool force_quirks; };
struct html_doctype html_doctype_read(const struct html_token *token);

/* Appends `s` without its coding (enum html_coding bits); CR and CR LF become LF. */
void html_decode(struct buffer *out, struct span s, unsigned coding);

/* The reference that begins at s[at], an ampersand: its bytes in the input, 0 where it is none, and what it
 * stands for.  `text` points into const data, or into `room`, which must hold 4 bytes. */
size_t html_reference_read(struct span s, size_t at, bool in_attribute, char room[4], struct span *text);

#endif
