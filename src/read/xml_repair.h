/* read/xml_repair.h -- XML as it comes becomes XML as a parser takes it
 *
 * What real feeds get wrong, and a parser would lose text over: ampersands that begin no reference, HTML's
 * named references, "<" that begins no tag, control characters, elements that are closed in the wrong
 * order or not at all.  A document type declaration is taken out with all that it declares: nothing of it
 * is ever needed, and entities that multiply, or lie in other files, are then only names.
 *
 * In:      UTF-8, any bytes.
 * Out:     `xml` itself where nothing is wrong, else a copy with as many lines.  Every end tag in it closes
 *          the element that was opened last; `cut_off` says that some were still open at the end.
 * Fails:   never.      Memory: `keep`.      Threads: any.
 * Cost:    linear; elements deeper than XML_DEPTH_MAX are left out, with what stands in them kept.
 */
#ifndef SYN_READ_XML_REPAIR_H
#define SYN_READ_XML_REPAIR_H

#include "base/arena.h"
#include "base/span.h"

/* What libxml2 takes without being told that the input can be trusted, less some. */
enum { XML_DEPTH_MAX = 200 };

struct span xml_repair(struct arena *keep, struct span xml, bool *cut_off);

#endif
