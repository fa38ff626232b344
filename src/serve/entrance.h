/* serve/entrance.h -- who may come in, and who may change something
 *
 * Fails:   never.      Threads: any.      Cost: constant.
 */
#ifndef SYN_SERVE_ENTRANCE_H
#define SYN_SERVE_ENTRANCE_H

#include "serve/exchange.h"

enum { ENTRANCE_SESSIONS = 64, ENTRANCE_SESSION_SECONDS = 12 * 3600 };

struct entrance;
struct entrance *entrance_open(const struct serving_settings *settings);
void entrance_close(struct entrance *entrance);

/* Whether the request carries the token, or a session that was given for it.  Takes as long for a wrong one as for the
 * right one. */
bool entrance_knows(struct entrance *entrance, const struct http_request *request, int64_t now);
/* A session for who showed the token; the same name in the cookie lets him in until it ends.  In `keep`. */
struct span entrance_session(struct entrance *entrance, struct arena *keep, int64_t now);
bool entrance_is_token(const struct entrance *entrance, struct span token);
/* The same for who may be guessing: after some wrong tokens from one address it is false for a while, whatever the token
 * is, and entrance_may_try is, too. */
bool entrance_try(struct entrance *entrance, struct span peer, struct span token, int64_t now);
bool entrance_may_try(struct entrance *entrance, struct span peer, int64_t now);
void entrance_end(struct entrance *entrance, struct span session);

/* Whether Host names this server: a loopback name or address, or one of settings.hosts. */
bool entrance_is_host(const struct entrance *entrance, struct span host);
/* Whether the request comes from a page of this server, or from no page at all. */
bool entrance_is_own(const struct http_request *request);

#endif
