/* extract/html_tag.h -- what the columns of data/html_tag.tsv and data/html_attribute.tsv may say
 *
 * An element that is not in the table is an inline element without any rule of its own.
 */
#ifndef SYN_EXTRACT_HTML_TAG_H
#define SYN_EXTRACT_HTML_TAG_H

/* What the tokenizer does with the text that follows a start tag. */
enum html_state { HTML_DATA, HTML_RCDATA, HTML_RAWTEXT, HTML_SCRIPT, HTML_PLAINTEXT, HTML_CDATA };

enum html_kind {
    TAG_INLINE,
    TAG_FORMAT,    /* inline, and often misnested: closing one must not close blocks */
    TAG_BLOCK,     /* parts text */
    TAG_CELL,      /* parts text by a blank while its row is short */
    TAG_VOID,      /* has no content */
    TAG_BREAK,     /* a line break */
    TAG_RULE,      /* a break between sections */
    TAG_DROP,      /* what it holds is not read */
    TAG_ROOT       /* html, head, body: always there, never opened or closed */
};

/* Rules of implied end tags: which open elements a start tag closes. */
enum html_family {
    FAMILY_NONE, FAMILY_P, FAMILY_PLAIN, FAMILY_BLOCK, FAMILY_HEADING, FAMILY_ITEM, FAMILY_TERM, FAMILY_CELL,
    FAMILY_ROW, FAMILY_ROWS, FAMILY_TABLE, FAMILY_LINK, FAMILY_BOLD, FAMILY_ITALIC, FAMILY_FOREIGN, FAMILY_NESTED,
    FAMILY_COUNT
};

/* Elements that say something of all they hold; numbers of bits. */
enum html_place {
    IN_ANYTHING, IN_ARTICLE, IN_MAIN, IN_ASIDE, IN_NAV, IN_FOOTER, IN_HEADER, IN_FIGURE, IN_CAPTION, IN_FORM, IN_TABLE,
    IN_LIST, IN_QUOTE, IN_LINK, IN_SECTION, IN_ADDRESS, IN_DETAILS, IN_PRE, IN_TERMS, IN_HIDDEN, IN_ARTICLE_BODY, IN_P,
    IN_ITEM_PROPERTY, IN_HEADING, IN_ITEM, IN_CELL, IN_PLACE_COUNT
};

/* Elements that tell something of the page. */
enum html_says { SAYS_NOTHING, SAYS_META, SAYS_LINK, SAYS_TIME, SAYS_TITLE, SAYS_MEDIA };

/* Attributes that tell something of their element. */
enum html_attribute_says {
    ATTRIBUTE_NOTHING, ATTRIBUTE_CLASS, ATTRIBUTE_ID, ATTRIBUTE_NAME, ATTRIBUTE_ITEMPROP, ATTRIBUTE_STYLE,
    ATTRIBUTE_HIDDEN, ATTRIBUTE_UNSEEN, ATTRIBUTE_ROLE, ATTRIBUTE_REL, ATTRIBUTE_CONTENT, ATTRIBUTE_DATETIME,
    /* of <meta>, <link>, <script>, <html> and <img>: */
    ATTRIBUTE_PROPERTY, ATTRIBUTE_KEY, ATTRIBUTE_HTTP, ATTRIBUTE_VALUE, ATTRIBUTE_HREF, ATTRIBUTE_TYPE, ATTRIBUTE_LANG,
    ATTRIBUTE_ALT, ATTRIBUTE_COUNT
};

#endif
