/* bench/generate_stream.h -- a stream of news that nobody wrote, with the truth in it
 *
 * Writes `count` article records, a JSON object a line in the order of their time, the same bytes in every run; each
 * tells in its member "story" which event it reports.
 *
 * How many reports an event has is drawn from a long tail: two events in three have one, the largest 60.  They are
 * spread over hours or days, among those of other events; later ones use other words than the first.  Of an event's
 * reports some are the agency's text, cut by each outlet as it likes, some are that text in part rewritten, some a few
 * lines only, some end at a paywall.  Events of one kind share words; some share place and body with another of the
 * same day, some people and words with an older one.  Outlets have standing text and put their names into titles;
 * tables of markets and round-ups of the day are stories of their own.  Words follow Zipf's law, and names never seen
 * before come for as long as the stream runs.
 *
 * In:      per_day: articles a day (published).  The first N articles of a stream are the same for any count.
 * Fails:   false, where the file took not all of it.
 * Memory:  some 2 kB an event that will have more reports: about per_day / 2 of these.
 * Cost:    linear; some 20 us an article.
 */
#ifndef BENCH_GENERATE_STREAM_H
#define BENCH_GENERATE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { STREAM_PER_DAY = 10000 };

bool stream_write(FILE *to, size_t count, size_t per_day);

#endif
