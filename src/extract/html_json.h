/* extract/html_json.h -- JSON as pages write it, read once
 *
 * The JSON in a page's scripts is often none: commas too many, comments, line breaks and quotation marks inside of
 * strings, single quotes, names without quotes, CDATA marks and HTML comments around it, all of it escaped for
 * HTML, or the end missing.  So it is read for what it seems to mean, in one pass, and becomes a flat list in
 * which each value knows where those inside of it end.  Sound JSON is read as what it is.
 *
 * In:      the text of a script, any bytes.
 * Out:     values are added to a list, a parent before its children.
 * Fails:   never; what makes no sense is skipped.  Values deeper than HTML_JSON_DEPTH, and those beyond
 *          HTML_JSON_VALUES in one list, are left out.
 * Memory:  `keep` of the list; values point into the script, or into a copy without HTML's escapes.
 * Threads: any.      Cost: linear, one pass.
 */
#ifndef SYN_EXTRACT_HTML_JSON_H
#define SYN_EXTRACT_HTML_JSON_H

#include "base/arena.h"
#include "text/json.h"

enum { HTML_JSON_DEPTH = 48, HTML_JSON_VALUES = 30000 };

struct html_json_value {
    struct span key;        /* between its quotes, as written; empty in an array and at the top */
    struct span raw;        /* strings: with their quotes; objects and arrays: empty */
    uint32_t parent, end;   /* the value it stands in (its own number at the top); behind the last inside of it */
    uint8_t kind;           /* enum json_kind */
};

struct html_json { struct html_json_value *at; uint32_t count; size_t room; struct arena *keep; };

void html_json_add(struct html_json *list, struct span script);

/* The values right inside of `in`: begin with at = in + 1, go on at list->at[at].end while that is below
 * list->at[in].end. */
#define HTML_JSON_EACH(list, in, one) \
    for (uint32_t one = (in) + 1; one < (list)->at[in].end; one = (list)->at[one].end)

/* The member of that name; HTML_JSON_NONE where there is none. */
#define HTML_JSON_NONE UINT32_MAX
uint32_t html_json_member(const struct html_json *list, uint32_t object, struct span name);
/* A string decoded and trimmed, the letters of a number; empty for all else. */
struct span html_json_text(struct arena *keep, const struct html_json *list, uint32_t value);

#endif
