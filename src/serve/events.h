/* serve/events.h -- what happens in the store, as server-sent events for all who listen
 *
 * A thread of its own looks into the store's log every EVENTS_LOOK_MS, with a store handle of its own, and turns what is
 * new into events: once for all listeners.  The last EVENTS_KEPT are kept for those who come back with the number of the
 * last one that they got; who comes back later than that gets an event `missed` first.
 *
 *     id: 4711
 *     event: story
 *     data: {"story":"s12","what":"new","headline":"...","reports":3, ...}
 *
 * Fails:   events_open, where the store cannot be opened.
 * Threads: any.
 */
#ifndef SYN_SERVE_EVENTS_H
#define SYN_SERVE_EVENTS_H

#include "base/buffer.h"
#include "base/error.h"

enum { EVENTS_LOOK_MS = 1000, EVENTS_KEPT = 1000, EVENTS_HEARTBEAT_SECONDS = 15 };

struct events;
struct events *events_open(const char *store, struct syn_error *error);
void events_close(struct events *events);

/* Is called on the thread of `events` whenever there is something new, and every EVENTS_HEARTBEAT_SECONDS. */
void events_on_news(struct events *events, void (*wake)(void *context), void *context);

/* Puts all events behind number *from, each as it is sent, and moves *from; 0: none of what was. */
void events_since(struct events *events, int64_t *from, struct buffer *out);
int64_t events_last(struct events *events);

#endif
