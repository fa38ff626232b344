/* store/saved.h -- queries that are asked again and again, by name
 *
 * A name is letters, digits, "-", "_" and "." of ASCII, or letters of any script; SAVED_NAME_MAX bytes at most.
 *
 * Fails:   as the database does; SYN_NOT_FOUND where there is none of that name; saved_put with SYN_MISUSE on what is
 *          no name, and with what search_query_parse says of the query.
 * Memory:  `keep`.      Threads: the store's; saved_put and saved_forget the writer's.
 */
#ifndef SYN_STORE_SAVED_H
#define SYN_STORE_SAVED_H

#include "store/store.h"

enum { SAVED_NAME_MAX = 64 };

struct saved_query { int64_t id, made; struct span name, query; };   /* made: seconds since 1970 */
struct saved_queries { struct saved_query *at; uint32_t count; };

/* Takes the place of one that was called so. */
bool saved_put(struct store *store, struct arena scratch, struct span name, struct span query, int64_t now,
               struct syn_error *error);
bool saved_find(struct store *store, struct arena *keep, struct span name, struct saved_query *out,
                struct syn_error *error);
bool saved_forget(struct store *store, struct span name, struct syn_error *error);
/* By name. */
bool saved_list(struct store *store, struct arena *keep, struct saved_queries *out, struct syn_error *error);

/* What is asked: "@name" is the saved query, anything else the query itself. */
bool saved_resolve(struct store *store, struct arena *keep, struct span asked, struct span *query,
                   struct syn_error *error);

#endif
