/* compare/primary.h -- one primary document behind all accounts
 *
 * Independent accounts may all rest on one ministry's statement, one study, one post.  Then they are many
 * tellers and one witness, and a reader wants to know.  Each report's attributions are asked what their
 * sources are made of: names, and nouns of bodies that speak ("the ministry") or of documents that they
 * speak by ("in a statement"; data/source_noun.tsv).  What the accounts have in common there is told, where
 * every account rests a good part of what it attributes on it.
 *
 * In:      a comparison with lineage.
 * Out:     one_source and one_source_at of the synopsis; empty where there is none, or one account only.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the attributions and their sentences.
 */
#ifndef SYN_COMPARE_PRIMARY_H
#define SYN_COMPARE_PRIMARY_H

#include "compare/comparison.h"

enum source_noun_kind { NOUN_BODY = 1, NOUN_DOCUMENT };

void primary_find(struct arena *keep, struct arena scratch, const struct comparison *c, struct synopsis *s);

#endif
