/* read/media_type.h -- how bytes are read that came over HTTP
 *
 * Types are rows of data/media_type.tsv.      Fails: never.      Threads: any.      Cost: constant.
 */
#ifndef SYN_READ_MEDIA_TYPE_H
#define SYN_READ_MEDIA_TYPE_H

#include "base/span.h"

enum media_form {
    MEDIA_NONE,              /* nothing that is read here */
    MEDIA_UNSAID,            /* no type, or one that says nothing: the bytes tell */
    MEDIA_HTML, MEDIA_TEXT, MEDIA_JSON, MEDIA_XML
};

/* `content_type` as a server sends it: "text/html; charset=utf-8" is MEDIA_HTML. */
enum media_form media_form(struct span content_type);

#endif
