/* extract/html_title.h -- which of a page's titles is the article's
 *
 * A page has many: what it tells machines (JSON-LD, og:title), its document's <title> with the outlet's name in
 * it, and what it prints as the headline.  News pages tell machines what their editors wrote, and the titles that
 * most agree on wins; elsewhere machines are told what a search engine should find, so that a printed headline
 * that is like it wins.  Names of the outlet are cut off both ends.
 *
 * In:      the titles, decoded; the page's blocks.
 * Out:     one title, or an empty span.
 * Fails:   never.      Memory: points into what was given.      Threads: any.
 * Cost:    linear in the page's headings, of which no more than HTML_HEADINGS_MAX are looked at, and as many <h1>.
 */
#ifndef SYN_EXTRACT_HTML_TITLE_H
#define SYN_EXTRACT_HTML_TITLE_H

#include "extract/html_block.h"

enum { HTML_HEADINGS_MAX = 256, HTML_TITLE_MAX = 500 /* bytes of a title that are looked at */ };

struct html_titles {
    struct span linked, name;   /* headline and name of the JSON-LD article */
    struct span meta;           /* og:title or its like */
    struct span property;       /* the headline that microdata mark */
    struct span document;       /* <title> */
    struct span outlet, url;    /* what the outlet is called, and the page's address; may be empty */
    bool is_news;               /* the JSON-LD article says that it is news */
    bool is_own;                /* its address is the page's: it is not one of those the page links to */
};

struct span html_title_choose(struct arena scratch, const struct html_page *page, const struct html_titles *titles);

/* Hashes of a title's words; each letter of a script without blanks is one. */
enum { HTML_TITLE_WORDS = 48 };
struct html_title_words { uint32_t at[HTML_TITLE_WORDS]; unsigned count; };
struct html_title_words html_title_words(struct span title);
/* Percent of the words of the shorter that both have; 0 where the two share only one of several. */
unsigned html_title_likeness(const struct html_title_words *words, struct span other);

/* Whether `part` is what the outlet calls itself, or is in the name of its host. */
bool html_title_is_outlet(struct arena scratch, struct span part, struct span outlet, struct span url);

#endif
