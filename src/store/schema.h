/* store/schema.h -- the tables of a store, and how older ones become newer
 *
 * docs/store.md describes them.  A store says its version in `PRAGMA user_version`; each step of schema.c leads from
 * one version to the next, in one transaction with the number, so that a store is always of a whole version.  There is
 * no way back: a program that finds a newer version than it knows does not touch the store.
 *
 * Fails: with a message.
 */
#ifndef SYN_STORE_SCHEMA_H
#define SYN_STORE_SCHEMA_H

#include "store/database.h"

/* What this program writes. */
extern const int SCHEMA_VERSION;

/* The store's own; 0: an empty file; -1: some other program's database. */
int schema_version(struct database *db, struct syn_error *error);
/* Up to `version`, usually SCHEMA_VERSION. */
bool schema_migrate(struct database *db, int version, struct syn_error *error);

#endif
