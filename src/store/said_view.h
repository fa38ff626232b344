/* store/said_view.h -- who said what: statements given to a person or an organisation, over time
 *
 * A name is asked for in any script and spelling of letters ("Emil Garo", "Garo", "Эмиль Гаро"), and found in those that
 * hold its words one behind the other: what reports call whom is listed, so that who reads can narrow it down.
 * Statements are those of the articles' current versions.  What several reports of a story say in the same words is
 * given once, with how many there are more of on the page.
 *
 * Fails:   as the database does.  A name that nobody has gives an empty view.
 * Memory:  `keep`, with the words of the statements.
 * Threads: the store's.
 * Cost:    the index for the words of the name; rows and body of NAME_BODIES articles at most.  Counting stops at
 *          NAME_COUNT_MOST.
 */
#ifndef SYN_STORE_SAID_VIEW_H
#define SYN_STORE_SAID_VIEW_H

#include "news/said.h"
#include "store/store.h"

struct name_settings { int64_t cursor; uint32_t most; bool statements_alone; };
bool said_view_read(struct store *store, struct arena *keep, struct arena scratch, struct span name,
                    const struct name_settings *settings, struct name_view *out, struct syn_error *error);

/* Names whose words begin so, as the latest NAME_RECENT articles with such a name have them; without letters those who
 * are quoted in the latest articles.  Most reports first. */
bool said_names(struct store *store, struct arena *keep, struct arena scratch, struct span letters,
                struct names_found *out, struct syn_error *error);

#endif
