/* text/domain.h -- names of hosts in the letters that the network takes
 *
 * "Zürich.example" is asked for as "xn--zrich-kva.example" (UTS 46, without the transition of 2003).
 *
 * Fails:   domain_ascii, where a label is none: too long, letters that no name may have.
 * Memory:  `keep`; a name that is ASCII already is given back as it is, in small letters.
 * Threads: any.      Cost: linear; a name beyond ASCII opens a converter.
 */
#ifndef SYN_TEXT_DOMAIN_H
#define SYN_TEXT_DOMAIN_H

#include "base/arena.h"
#include "base/span.h"

enum { DOMAIN_BYTES_MAX = 253 };

bool domain_ascii(struct arena *keep, struct span name, struct span *ascii);

#endif
