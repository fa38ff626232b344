#include "text/address.h"

#include "base/buffer.h"
#include "tables/tracking.h"

enum { PARAMETER_MAX = 40 };

static bool is_tracking(struct span parameter)
{
    struct span name = span_cut(parameter, 0, span_find_byte(parameter, '=', 0));
    char folded[PARAMETER_MAX];
    size_t len = name.len < sizeof folded ? name.len : sizeof folded;
    for (size_t i = 0; i < len; i++) {
        folded[i] = byte_lower(name.at[i]);
        if (folded[i] == '_' && table_find(&tracking_table, (struct span){ folded, i + 1 }))
            return true;
    }
    return len == name.len && table_find(&tracking_table, (struct span){ folded, len });
}

struct span address_clean(struct arena *keep, struct span url)
{
    size_t hash = span_find_byte(url, '#', 0), query = span_find_byte(url, '?', 0);
    url = span_cut(url, 0, hash);
    if (query >= url.len)
        return url;
    struct buffer out = buffer_in(keep);
    struct span rest = span_from(url, query + 1), parameter;
    buffer_put(&out, span_cut(url, 0, query));
    for (char sign = '?'; span_take(&rest, '&', &parameter);) {
        if (!parameter.len || is_tracking(parameter))
            continue;
        buffer_byte(&out, sign);
        buffer_put(&out, parameter);
        sign = '&';
    }
    return buffer_span(&out);
}
