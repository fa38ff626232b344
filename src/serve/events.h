/* serve/events.h -- what happens in the store, as server-sent events for all who listen
 *
 * A thread of its own looks into the store's log every EVENTS_LOOK_MS, with a store handle of its own, and turns what is
 * new into events, once for all listeners.  The last EVENTS_KEPT are kept for those who come back with the number of the
 * last one that they got; who comes back later than that gets an event `missed` first.
 *
 *     id: 4711
 *     event: story
 *     data: {"story":"s12","what":"new","into":null,"at":"2031-03-11T05:50:07Z","headline":"...","languages":["de","en"],
 *            "reports":3,"origins":2,"conflicts":0,"latest":"2031-03-11T05:47:00Z"}            (one line)
 *
 * What happened to one story between two looks is one event: "new", "more" (reports came), "moved" (reports came from or
 * went to other stories), "corrected", "merged" (`into` another one).  `origins` and `conflicts` are null where the
 * story was never compared.  The event `version` tells of an article that changed:
 *
 *     data: {"article":"a17","version":2,"story":"s12","at":"...","title":"...","outlet":"..."}
 *
 * `missed` says that there was more than is kept: who listens reads anew what he shows.
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

/* Begins to look.  `wake` is called on the thread of `events` whenever there is something new, and every
 * EVENTS_HEARTBEAT_SECONDS. */
void events_on_news(struct events *events, void (*wake)(void *context), void *context);
/* Looks no more: `wake` is not called from now on. */
void events_stop(struct events *events);

/* Puts all events behind number *from, each as it is sent, and moves *from; 0: none of what was. */
void events_since(struct events *events, int64_t *from, struct buffer *out);
int64_t events_last(struct events *events);

#endif
