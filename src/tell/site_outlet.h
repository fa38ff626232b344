/* tell/site_outlet.h -- pages of outlets: all of them, and what one reports, lately and over time
 *
 * What stands between site_begin and site_end, and the entries of an outlet's feed.
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in what is shown.
 */
#ifndef SYN_TELL_SITE_OUTLET_H
#define SYN_TELL_SITE_OUTLET_H

#include "base/buffer.h"
#include "news/outlet.h"

struct site_outlets {
    const struct outlets_page *page;
    enum outlet_order by;
    struct span letters;       /* as they were typed */
    bool further;              /* it is not the first page */
};
void site_outlets(struct buffer *out, const struct site_outlets *page);

/* `further`: a later page of its reports, which says nothing else. */
void site_outlet(struct buffer *out, const struct outlet_view *view, bool further);
/* Whether a report's own words are known, in words of ours: "copy of Harbour Times". */
void site_outlet_role(struct buffer *out, const struct outlet_report *report);

/* A name of an outlet with a link to its page where it has one (0: none). */
void site_outlet_link(struct buffer *out, int64_t outlet, struct span name);

#endif
