/* serve/form.h -- fields out of the query of an address and out of forms that were sent
 *
 * In:      anything that anybody sends.
 * Out:     names and values in their order, valid UTF-8 without NUL; of a file the bytes as they are.
 * Fails:   where there are more fields or files than are taken (HTTP_FIELDS_MOST, HTTP_FILES_MOST), and where a body is
 *          no multipart/form-data although it is said to be: with the status that says so, and a sentence.
 * Memory:  what is decoded lives in `keep`; a file's bytes stay where they are.
 * Threads: any.      Cost: linear.
 */
#ifndef SYN_SERVE_FORM_H
#define SYN_SERVE_FORM_H

#include "base/arena.h"
#include "serve/http.h"

struct form_problem { unsigned status; const char *text; };

/* "q=rail+strike&from=%32" */
bool form_read_pairs(struct arena *keep, struct span pairs, struct http_fields *out, struct form_problem *problem);
/* The body of a request of media type `type`, "multipart/form-data; boundary=...". */
bool form_read_parts(struct arena *keep, struct span type, struct span body, struct http_fields *out,
                     struct form_problem *problem);

/* Whether `type`, with whatever parameters, is the media type `wanted`. */
bool form_is_type(struct span type, struct span wanted);

#endif
