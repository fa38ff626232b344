/* group/family.h -- stories of one language become families of several, as articles come
 *
 * A layer above group/stream.h, whose stories are held together by words: stories of different languages whose latest
 * reports mean the same (bridges, as in group/across.h) are of one family.  A family holds stories of one language only
 * once, as these were compared by their words and stayed apart.  Nothing leaves a family; what a story takes in or
 * loses, the family does.
 *
 * A person may join families, whatever their languages, and give one the name of a story that bears no family any more.
 * A family that was fixed is joined to no other, but for a story of one report that has just come.
 *
 * In:      for each article, in order of arrival, its bridges, its language and the story that the stream gave it;
 *          later where it was moved to, and which stories were merged.
 * Out:     by story the name of its family: the least number of a story in it, where nobody named it.
 * Fails:   families_restore, on an image that is none; else never (see base/arena.h).
 * Memory:  its own: 96 bytes for each of the latest FAMILY_HELD articles, 40 a story; 18 MB more once a second language
 *          has come.      Threads: one at a time.
 * Cost:    some 1 us an article while there is one language, 10 to 20 us else; however many came before.
 */
#ifndef SYN_GROUP_FAMILY_H
#define SYN_GROUP_FAMILY_H

#include "base/image.h"
#include "group/profile.h"

enum { FAMILY_TERMS = 16, FAMILY_HELD_BITS = 16, FAMILY_HELD = 1 << FAMILY_HELD_BITS };

struct families;

struct families *families_open(void);
void families_close(struct families *families);

/* The next article: they are numbered from 0 as they come.  `alone`: its story has no other.  Returns how many stories
 * are in another family now. */
uint32_t families_add(struct families *families, const struct profile *profile, uint32_t story, bool alone);
/* Those of the last families_add, families_merge, families_join or families_list; good until the next. */
const uint32_t *families_changed(const struct families *families);

/* The article is in `story` now. */
void families_move(struct families *families, uint32_t article, uint32_t story);
/* All of `from` is in `to` now, and their families are one.  Returns as families_add does. */
uint32_t families_merge(struct families *families, uint32_t from, uint32_t to);

uint32_t family_of(const struct families *families, uint32_t story);

/* ---- by hand ---- */

/* Whether a family bears that story's number as its name. */
bool family_is_named(const struct families *families, uint32_t name);
/* The family named `from` is one with that named `to`, under this name; where no family is named `to`, it is named so
 * from now on.  Returns as families_add does. */
uint32_t families_join(struct families *families, uint32_t from, uint32_t to);
/* All stories of the family, also those that were merged within it, as families_changed; returns how many. */
uint32_t families_list(struct families *families, uint32_t name);
bool family_is_fixed(const struct families *families, uint32_t name);
void family_fix(struct families *families, uint32_t name, bool fixed);

/* ---- written down ---- */

void families_save(const struct families *families, struct image_out *out);
/* NULL where the image is none. */
struct families *families_restore(struct image_in *in);

#endif
