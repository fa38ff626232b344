/* read/host_address.h -- numeric addresses, and which of them are nobody's business
 *
 * A list of addresses from outside must not make this machine ask its own network for pages: not its
 * router, not a neighbour's printer, not the cloud's table of keys.  So what is connected to is looked
 * up here first, as the number that it is, for names can be made to lead anywhere.
 *
 * Special are the ranges of IANA's registries for special purposes (RFC 6890 and what came after it), and
 * all of IPv6 outside of 2000::/3.  An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) counts as itself.
 *
 * Fails: never.   Threads: any.   Cost: some thirty comparisons.
 */
#ifndef SYN_READ_HOST_ADDRESS_H
#define SYN_READ_HOST_ADDRESS_H

#include <stddef.h>

#include "base/span.h"

enum { HOST_ADDRESS_V4 = 4, HOST_ADDRESS_V6 = 16 };
struct host_address { unsigned char bytes[HOST_ADDRESS_V6]; size_t length; };   /* in the order of the network */

/* What the range is for ("loopback", "a private network", ...); NULL for an address that anyone may ask. */
const char *host_address_range(const struct host_address *address);

/* Reads "192.0.2.7", "2001:db8::7" or "[2001:db8::7]"; false for anything else, names above all. */
bool host_address_parse(struct span text, struct host_address *address);

#endif
