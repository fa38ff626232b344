/* read/feed_field.h -- the elements of feeds (data/feed_element.tsv) */
#ifndef SYN_READ_FEED_FIELD_H
#define SYN_READ_FEED_FIELD_H

enum feed_field {
    FEED_NONE,
    FEED_CHANNEL, FEED_ENTRY,                    /* hold the others */
    FEED_TITLE, FEED_LINK, FEED_ID, FEED_SUMMARY, FEED_BODY, FEED_AUTHOR, FEED_PUBLISHED, FEED_MODIFIED,
    FEED_LANGUAGE, FEED_SECTION, FEED_SOURCE,
    FEED_TTL, FEED_PERIOD, FEED_FREQUENCY,       /* of the feed: how often it is worth asking */
    FEED_NAME,                                   /* of an author, within its element */
    FEED_FIELD_COUNT
};

/* How words stand in an element that does not say so itself. */
enum feed_form { FEED_AS_TEXT, FEED_AS_HTML };

#endif
