/* read/open_http.h -- the one home of libcurl: asking servers over the network
 *
 * A transport (read/transport.h) with up to TRANSPORT_SLOTS requests under way.  http and https only, the
 * system's certificates, no redirects of its own, no cookies, no passwords, no proxy (those that the
 * environment names are not asked).  What is connected to is looked up in read/host_address.h as the number
 * that it is, after its name was resolved.  What is sent (transport_request.post) goes the same way.
 *
 * Fails:   http_open, where the library cannot be begun; requests fail for themselves.
 * Memory:  its own.      Threads: one at a time; libcurl resolves names in threads of its own.
 * Limits:  HTTP_HEADERS_MAX bytes of headers; `timeout` for all of an answer, a third of it without a byte.
 */
#ifndef SYN_READ_OPEN_HTTP_H
#define SYN_READ_OPEN_HTTP_H

#include "base/error.h"
#include "read/transport.h"

enum { HTTP_HEADERS_MAX = 128 << 10 };

struct http_settings {
    const char *agent;           /* User-Agent */
    unsigned timeout;            /* seconds for one answer */
    bool allow_private;          /* addresses that are not everybody's may be asked */
};

struct http;
struct http *http_open(const struct http_settings *settings, struct syn_error *error);
void http_close(struct http *http);
/* Good while `http` is open. */
struct transport http_transport(struct http *http);

#endif
