/* news/raw.h -- bytes from outside, before anything is known about them */
#ifndef SYN_NEWS_RAW_H
#define SYN_NEWS_RAW_H

#include <stdint.h>

#include "base/span.h"
#include "news/when.h"

enum raw_kind { RAW_TEXT, RAW_HTML, RAW_RECORD };   /* RAW_RECORD: one JSON object, an article record */

struct raw_document {
    enum raw_kind kind;
    struct span bytes;       /* as read, in its own charset; records are UTF-8 or nearly */
    struct span name;        /* path as given, "-" for standard input */
    struct span id;          /* base name without its last extension; empty for records */
    struct span url;         /* where it was fetched from, if that is known */
    struct span charset;     /* from an HTTP header; empty if none */
    struct when seen;
    struct span title, outlet, published;   /* said where its address stood; for what it does not say itself */
    uint64_t at;             /* byte offset in the file, for a line of a JSONL file */
    uint32_t line;           /* 1-based line of a record; 0 for whole files */
};

#endif
