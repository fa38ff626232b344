/* serve/api.h -- what the answers of the API have in common
 *
 * An answer is one object, or bytes to be saved.  A list is {"items": [...], "next": "/api/v1/...from=..." or null}.
 * An answer is known by a hash of itself, or by what it is made of where making it costs.  data/openapi.json describes
 * all of it, and tests hold the two against each other.
 *
 * Fails:   never: what is wrong with what was asked is answered, then the functions say false.
 * Memory:  x->keep.      Threads: the worker's.
 */
#ifndef SYN_SERVE_API_H
#define SYN_SERVE_API_H

#include "serve/exchange.h"
#include "text/json.h"

enum {
    API_PAGE = 20,                     /* things of a page, unless `most` is given */
    API_PAGE_MOST = 200
};

/* ---- what is asked ---- */

/* Whether the query has nothing but these names (parted by blanks), each once. */
bool api_takes(struct exchange *x, const char *names);
/* The number of one of `choices` (parted by blanks); *out stays where nothing is said. */
bool api_choice(struct exchange *x, const char *name, const char *choices, unsigned *out);
/* The begin, or with `end` the end, of a time as people name it: a day, a month, "7d" ago. */
bool api_time(struct exchange *x, const char *name, bool end, int64_t *out);
/* `most`: how many things the page may have. */
bool api_most(struct exchange *x, uint32_t *out);

/* What was sent to be written: a form, or an object of JSON with members of these names (parted by blanks), and no
 * others. */
bool api_takes_body(struct exchange *x, const char *names);
/* One of them; empty where it is not there.  Of a JSON body numbers are texts, too. */
struct span api_body(struct exchange *x, const char *name);
/* A list of texts: of a form the values parted by commas or blanks. */
struct spans api_body_list(struct exchange *x, const char *name);

/* ---- the answer ---- */

/* Opens the object. */
struct json_writer api_begin(struct exchange *x);
/* Writes "next": this address going on at `cursor`; null where that is empty. */
void api_next(struct exchange *x, struct json_writer *w, struct span cursor);
/* Closes it. */
void api_end(struct exchange *x, struct json_writer *w);
/* The same for an object that exists, a line. */
void api_put(struct exchange *x, struct span json);
/* Lines of JSON as the elements of the list that is open. */
void api_put_lines(struct json_writer *w, struct span lines);
/* A file to be saved, of this media type. */
void api_file(struct exchange *x, struct span bytes, struct span name, const char *type);

/* As it is said in addresses: "s4", "a17". */
struct span api_name(struct exchange *x, char letter, int64_t number);

#endif
