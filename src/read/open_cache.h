/* read/open_cache.h -- pages kept between runs, a file each (read/page.h)
 *
 * A folder of files named by the hash of their address.  A file is written beside its place and then moved
 * there, so that a run that is stopped, or another one at the same time, leaves whole files only.  When the
 * cache is closed and holds more than `bytes_max`, those that were not used for the longest time are removed.
 *
 * Fails:   cache_open, with a message; what cannot be read is not there, what cannot be written is not kept.
 * Memory:  its own few bytes; pages go to `keep`.      Threads: one at a time; any number of processes.
 * Cost:    a file read or written a page; closing looks at every file of the folder.
 */
#ifndef SYN_READ_OPEN_CACHE_H
#define SYN_READ_OPEN_CACHE_H

#include "base/error.h"
#include "read/page.h"

#define CACHE_BYTES_MAX ((uint64_t)256 << 20)

struct cache;
/* `folder` is made where it is not there, with the folders above it. */
struct cache *cache_open(const char *folder, uint64_t bytes_max, struct syn_error *error);
void cache_close(struct cache *cache);
/* Good while `cache` is open. */
struct page_store cache_store(struct cache *cache);

/* "$XDG_CACHE_HOME/synoptic", else "$HOME/.cache/synoptic"; empty where neither is set (or is no full path). */
struct span cache_usual_folder(struct arena *keep);

#endif
