/* store/whole_tables.h -- which tables a whole store tells (store/whole.h), and how: for who writes it and who reads it
 *
 * Fails: as the database does.   Threads: the store's.
 */
#ifndef SYN_STORE_WHOLE_TABLES_H
#define SYN_STORE_WHOLE_TABLES_H

#include "store/store.h"

#define WHOLE_FORMAT "synoptic-store/1"

/* What was found in a version: it stands in its line, as rows without the version's number. */
enum { WHOLE_FOUND = 3 };
extern const char *const whole_found[WHOLE_FOUND];

enum { WHOLE_TABLES_MAX = 64, WHOLE_NAME_MAX = 60 };
struct whole_tables { char names[WHOLE_TABLES_MAX][WHOLE_NAME_MAX + 1]; size_t count; };

/* Those that are told row by row, after outlets, versions and articles. */
bool whole_tables(struct store *store, struct whole_tables *out, struct syn_error *error);

#endif
